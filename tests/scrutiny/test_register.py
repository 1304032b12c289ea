"""A file of reports: what is read, everything that is wrong with it, and what it would change."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.scrutiny.register import COLUMNS, Known, Read, compare, meeting_of, read_register, whole

KNOWN = Known(
    kinds={"policy": "Policy", "project": "Investment project", "budget": "Budget"},
    decisions={"approved": "Approved", "deferred": "Deferred"},
    places={"E08000025": "Birmingham", "E08000029": "Solihull"},
    proposals={7: "A library", 8: "Twins", 9: "Twins"},
    references=("CA/1",),
    committees=("Investment Board",),
)
ROW = {"reference": "CA/2", "title": "Homes", "kind": "project", "author_role": "Head of housing"}


def file(*rows: dict[str, str], columns: tuple[str, ...] = (), delimiter: str = ",") -> bytes:
    names = columns or tuple(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def read(*rows: dict[str, str], **more: Any) -> Read:
    return read_register(file(*rows, **more), KNOWN)


def said(found: Read) -> list[str]:
    return [p.message for p in found.problems]


def test_a_whole_row_as_the_register_writes_it() -> None:
    found = read(
        ROW
        | {
            "kind": "Investment Project", "committee": "investment board", "meeting_date": "03/12/2026",
            "item": "7", "key_decision": "Y", "exempt": "yes", "exempt_reason": "Paragraph 3",
            "cost": "£5,000,000.5", "places": "E08000029; E08000025;E08000029", "proposal": "a library",
            "options_closed": "2026-11-1", "decided_on": "2026-12-03", "decision": "Approved",
            "decision_words": "Agreed.\r\nWith thanks.",
        }
    )  # fmt: skip
    assert found.problems == ()
    [entry] = found.entries
    assert entry.row == 2
    assert dict(entry.values) == ROW | {
        "committee": "Investment Board", "meeting_date": "2026-12-03", "item": "7", "key_decision": "yes",
        "exempt": "yes", "exempt_reason": "Paragraph 3", "cost": "5000000.50",
        "places": "E08000025;E08000029", "proposal": "7", "options_closed": "2026-11-01",
        "decided_on": "2026-12-03", "decision": "approved",
        "decision_words": "Agreed.\nWith thanks.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"kind": "projct"}, "kind", "“projct” is not a kind that is known. Is it “project”?"),
        ({"kind": "xyz"}, "kind", "Write one of: policy, project, budget."),
        ({"kind": ""}, "kind", "it is empty, and every report needs one."),
        ({"title": " … "}, "title", "it is empty, and every report needs one."),
        ({"reference": ""}, "reference", "it is empty, and every report needs one."),
        ({"title": "x" * 301}, "title", "it has 301 characters; at most 300 are kept."),
        ({"title": "a\x07b"}, "title", "a character in it that cannot be seen"),
        ({"options_closed": "2026-02-30"}, "options_closed", "there is no such day as 2026-02-30."),
        ({"options_closed": "31/11/2026"}, "options_closed", "there is no such day as 31/11/2026."),
        ({"options_closed": "12/2026"}, "options_closed", "“12/2026” is not a day."),
        ({"options_closed": "0026-12-03"}, "options_closed", "the year of 0026-12-03 cannot be right."),
        ({"cost": "-5"}, "cost", "a cost cannot be less than nothing."),
        ({"cost": "lots"}, "cost", "“lots” is not a sum."),
        ({"cost": "NaN"}, "cost", "“NaN” is not a sum."),
        ({"cost": "1e9"}, "cost", "“1e9” is not a sum."),
        ({"cost": "9" * 13}, "cost", "more than a million million"),
        ({"cost": "1.005"}, "cost", "parts of a penny"),
        ({"places": "E99999999"}, "places", "“E99999999” is not the code of a place of this site."),
        ({"places": "Solihull;Mars"}, "places", "are not codes of places of this site. Write the code E0800"),
        ({"proposal": "99"}, "proposal", "no proposal that you may read has the number or the title “99”."),
        ({"proposal": "twins"}, "proposal", "more than one proposal is called “twins”. Write its number."),
        ({"key_decision": "perhaps"}, "key_decision", "“perhaps” is neither yes nor no."),
        ({"exempt": "yes", "exempt_reason": ""}, "exempt_reason", "is exempt, and no reason is given."),
        ({"exempt": "no", "exempt_reason": "x"}, "exempt", "there is a reason for it to be exempt"),
        ({"committee": "A", "meeting_date": ""}, "meeting_date", "a committee needs the day of its meeting"),
        ({"committee": "", "meeting_date": "2026-12-03"}, "committee", "and a day its committee."),
        ({"decision": "approved", "decided_on": ""}, "decided_on", "a decision needs its day"),
        ({"decision": "", "decided_on": "2026-12-03"}, "decision", "and a day its decision."),
        ({"decision": "maybe", "decided_on": "2026-12-03"}, "decision", "is not a decision that is known"),
    ],
)  # fmt: skip
def test_each_thing_that_can_be_wrong_with_a_cell(cells: dict[str, str], column: str, message: str) -> None:
    found = read(ROW | cells)
    assert found.stops
    problem = next(p for p in found.problems if p.column == column)
    assert problem.row == 2
    assert problem.message.startswith(f"Row 2, {column}: ")
    assert message in problem.message


def test_every_problem_at_once_by_its_row() -> None:
    found = read(
        ROW | {"cost": "-1", "kind": "poem"},
        ROW | {"reference": "ca/2", "cost": "x"},
        dict(zip([*ROW, "cost"], [*ROW, "cost"], strict=True)),
        dict.fromkeys(ROW, "") | {"cost": ""},
        ROW | {"reference": "CA/3", "cost": "4"},
    )
    assert [(p.row, p.column) for p in found.problems] == [
        (2, "kind"), (2, "cost"), (3, "cost"), (3, "reference"), (4, ""),
    ]  # fmt: skip
    assert "Row 3: the reference “ca/2” is in row 2 already." in said(found)
    assert "Row 4: the header stands here a second time. Take this row out." in said(found)
    assert [e.row for e in found.entries] == [2, 3, 6]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (b"reference,title,kind,author_role\n", "has a header and no"),
        (b"reference,title,kind\nA,B,policy\n", "The column “author_role” is missing."),
        (b"referense,title,kind,author_role\nA,B,policy,C\n", "is missing. Is “referense” it?"),
        (b"reference,title,kind,author_role,title\nA,B,policy,C,D\n", "The column “title” stands twice."),
        (b"reference,title,kind,author_role\nA,B,policy\n", "Row 2 has 3 cells, the header has 4."),
        (b'reference,title,kind,author_role\nA,"B,policy,C\n', "a quotation mark is opened and not closed"),
        ("reference,title,kind,author_role\nA,Café,policy,C\n".encode("cp1252"), "is not in UTF-8"),
        (b"PK\x03\x04\x00\x00", "this is not a text file"),
        (b"reference title kind\nA B policy\n", "The column “reference” is missing."),
        (
            b"reference,title,kind,author_role,committee\nA,B,policy,C,D\n",
            "“committee” and “meeting_date” go",
        ),
    ],
)
def test_each_thing_that_can_be_wrong_with_a_file(data: bytes, message: str) -> None:
    found = read_register(data, KNOWN)
    assert found.stops
    assert any(message in m for m in said(found)), said(found)


def test_another_delimiter_is_read_and_said() -> None:
    found = read(ROW, delimiter=";")
    assert not found.stops
    assert "separated by a semicolon, not a comma" in said(found)[0]
    assert len(found.entries) == 1


def test_an_unknown_column_is_said_and_left_out_and_names_may_be_written_as_people_do() -> None:
    found = read_register(b"Reference,Title,KIND,Author role,directorat\nA,B,policy,C,D\n", KNOWN)
    assert not found.stops
    assert said(found) == ["The column “directorat” is not known, so it was left out. Is it “directorate”?"]
    assert set(found.entries[0].values) == set(ROW)


def test_too_many_rows() -> None:
    line = b"A,B,policy,C\n"
    found = read_register(b"reference,title,kind,author_role\n" + line * 50_001, KNOWN)
    assert "at most 50,000 are read at once" in said(found)[-1]


def test_script_and_formulas_stay_text() -> None:
    found = read(ROW | {"title": "<script>alert(1)</script>", "author_role": "=1+1", "summary": "@SUM(A1)"})
    assert found.problems == ()
    assert found.entries[0].values["title"] == "<script>alert(1)</script>"
    assert found.entries[0].values["author_role"] == "=1+1"


HELD = {"CA/1": dict.fromkeys(COLUMNS, "") | ROW | {"reference": "CA/1", "cost": "5.00", "exempt": "no"}}


def test_what_is_new_what_changes_and_what_is_the_same() -> None:
    found = read(ROW | {"reference": "ca/1"}, ROW | {"reference": "NEW"})
    outcome = compare(found.entries, HELD, committees=(), meetings=())
    assert [e.reference for e in outcome.same] == ["CA/1"]
    assert [e.reference for e in outcome.new] == ["NEW"]
    assert not outcome.changed

    found = read(ROW | {"reference": "CA/1", "cost": "6", "title": "Flats"})
    outcome = compare(found.entries, HELD, committees=(), meetings=())
    assert outcome.changed[0].columns == (("title", "Homes", "Flats"), ("cost", "5.00", "6.00"))


def test_a_column_that_is_not_there_changes_nothing_and_an_empty_cell_empties() -> None:
    assert compare(read(ROW | {"reference": "CA/1"}).entries, HELD, committees=(), meetings=()).nothing
    found = read(ROW | {"reference": "CA/1", "cost": ""})
    outcome = compare(found.entries, HELD, committees=(), meetings=())
    assert outcome.changed[0].columns == (("cost", "5.00", ""),)
    assert whole(found.entries[0], HELD)["exempt"] == "no"


def test_committees_and_meetings_that_are_new_are_named() -> None:
    rows = [
        ROW | {"reference": f"N{n}", "committee": c, "meeting_date": d}
        for n, (c, d) in enumerate(
            [
                ("Investment board", "2026-12-03"),
                ("Scrutiny", "2026-12-10"),
                ("SCRUTINY", "2026-12-17"),
                ("", ""),
            ]
        )
    ]
    outcome = compare(
        read(*rows).entries, {}, committees=("Investment Board",),
        meetings=(("Investment Board", "2026-12-03", ""),),
    )  # fmt: skip
    assert outcome.committees == ("Scrutiny",)
    assert outcome.meetings == (("Scrutiny", "2026-12-10", ""), ("Scrutiny", "2026-12-17", ""))


def test_without_a_column_of_titles_a_report_goes_to_the_only_meeting_of_the_day() -> None:
    row = ROW | {"committee": "Scrutiny", "meeting_date": "2026-12-03"}
    one = [("Scrutiny", "2026-12-03", "Extraordinary")]
    [entry] = read(row).entries
    assert meeting_of(entry, {}, one) == one[0]
    assert meeting_of(entry, {}, [*one, ("Scrutiny", "2026-12-03", "Other")]) == (*one[0][:2], "")
    held = {"CA/2": whole(entry, {}) | {"meeting_title": "Other"}}
    assert meeting_of(entry, held, one) == (*one[0][:2], "Other")
    [titled] = read(row | {"meeting_title": "Third"}).entries
    assert meeting_of(titled, held, one) == (*one[0][:2], "Third")


@given(st.lists(st.fixed_dictionaries({c: st.text(max_size=12) for c in COLUMNS}), max_size=4))
def test_whatever_is_in_a_file_is_read_or_refused_in_words(rows: list[dict[str, str]]) -> None:
    data = file(*rows, columns=tuple(COLUMNS)).decode(errors="replace").encode(errors="replace")
    found = read_register(data, KNOWN)
    assert all(p.message and not p.message.isspace() for p in found.problems)
    again = compare(
        found.entries,
        {e.reference: whole(e, {}) for e in found.entries},
        committees={e.values["committee"] for e in found.entries},
        meetings=(),
    )
    if not found.stops:
        assert not again.new


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    assert all(p.message for p in read_register(data, KNOWN).problems)
