"""Goal 17, measured: the worked page, the edges, and a plain second implementation on random records."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from tests.partnership.plain_record import recount
from tests.partnership.records import (
    DAY,
    RELEASES,
    commitment,
    organisation,
    random_records,
    record,
)

from commonweal.evidence.schema import TIDY
from commonweal.packs import read as read_pack
from commonweal.partnership.record import Record, archive, files, read, write
from commonweal.partnership.tables import TABLES
from commonweal.partnership.together import (
    BY_PLACE,
    MEASURES,
    NUMBERS,
    counted,
    figures,
    observations,
    rhythm,
)

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "methods" / "goal-17.md"
THIS_YEAR = dt.date(2026, 1, 1)


def of(
    held: Record, measure: str, *, year: int = 2026, area: str = "A0", breakdown: str = "", day: dt.date = DAY
) -> Any:
    """(numerator, denominator) of a figure, None where there is no row; a number's denominator is None."""
    found = figures(held, day).filter(
        pl.col("indicator") == measure, pl.col("year") == year, pl.col("area") == area,
        pl.col("breakdown") == breakdown,
    )  # fmt: skip
    return found.select("numerator", "denominator").row(0) if found.height else None


# The second implementation


def as_found(made: pl.DataFrame) -> dict[Any, Any]:
    return {
        (r["indicator"], r["area"], r["year"], r["breakdown"]): (r["value"], r["numerator"], r["denominator"])
        for r in made.iter_rows(named=True)
    }


def agree(held: Record, day: dt.date, folder: Path) -> int:
    """How many figures the two counts agree on; fails with the first on which they do not."""
    agreed = 0
    write(held, folder)
    back = read(folder)
    for examples in (True, False):
        mine = as_found(figures(back if examples else back.without_examples(), day))
        plain = recount(folder, day, examples=examples)
        assert mine.keys() == plain.keys()
        for key, (value, above, below) in plain.items():
            assert mine[key][1:] == (above, below), key
            assert mine[key][0] == (None if value is None else pytest.approx(value, abs=1e-6)), key
            agreed += 1
    return agreed


@settings(max_examples=20)
@given(random_records())
def test_a_plain_second_implementation_counts_the_same(held: Record) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert agree(held, DAY, Path(folder) / "record") > 0


@settings(max_examples=12)
@given(random_records())
def test_what_is_written_reads_back(held: Record) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(held, Path(folder) / "record")
        back = read(Path(folder) / "record")
    assert all(back[name].equals(held[name]) for name in TABLES)
    assert archive(back) == archive(held)


@settings(max_examples=25)
@given(random_records())
def test_the_rows_behind_a_number_are_the_number(held: Record) -> None:
    rows = counted(held, DAY)
    for f in figures(held, DAY, rows).filter(pl.col("area") == "A0").iter_rows(named=True):
        mine = rows.filter(
            pl.col("measure") == f["indicator"],
            pl.col("year") == f["year"],
            pl.col("series") == f["breakdown"],
        )
        assert mine["counts"].sum() == f["numerator"]
        if f["indicator"] not in NUMBERS:
            assert mine["counts"].count() == f["denominator"]
        assert not mine.select("series", "row").is_duplicated().any()


@settings(max_examples=12)
@given(random_records())
def test_later_days_do_not_change_a_year_that_is_over(held: Record) -> None:
    over = pl.col("year") < 2026
    now, later = (figures(held, d).filter(over) for d in (DAY, dt.date(2026, 12, 30)))
    assert as_found(now) == as_found(later)


# The page


def block(name: str) -> list[str]:
    [found] = re.findall(rf"```{name}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return found.strip().splitlines()


def day_of(text: str) -> dt.date | None:
    return None if text == "-" else dt.date.fromisoformat(text)


def test_the_page_on_partners() -> None:
    organisations, seats, commitments, said = [], [], [], []
    for line in block("partners")[:4]:
        name, entered, left, since, until, acts, words = re.fullmatch(
            r"(\w): entered (\S+), (?:left (\S+), )?seat from (\S+) to (\S+), acts (.*): (.*)", line
        ).groups()  # type: ignore[union-attr]
        organisations.append(organisation(name, known_on=day_of(entered), left_on=day_of(left or "-")))
        seats.append(
            {"seat": len(seats), "partnership": "p", "organisation": name, "since": day_of(since),
             "until": day_of(until), "known_on": day_of(entered)}
        )  # fmt: skip
        days = [d for d in acts.split() if d != "-"]
        commitments += [
            commitment(len(commitments) + n, organisation=name, made_on=day_of(d))
            for n, d in enumerate(days, 1)
        ]
        said.append((name, *words.split(", ")))
    held = record(
        organisations=organisations, seats=seats, commitments=commitments, partnerships=[{"partnership": "p"}]
    )
    looked = counted(held, DAY).filter(pl.col("year") == 2026)
    why = {(r["measure"], r["row"]): r["why"] for r in looked.iter_rows(named=True)}
    seat = {"undated": "seated without a first day", "dated": "seated", "left": "not seated"}
    act = {"acted": "acts", "silent": "silent", None: "not counted"}
    for name, sits, acts in said:
        assert seat[why["organisations-with-a-seat", name]] == sits
        assert act[why.get(("partners-active", name))] == acts
    lines = block("partners")[4:]
    assert lines[0] == f"organisations with a seat: {of(held, 'organisations-with-a-seat')[0]}"
    assert lines[1] == "partners that act: {} of {}".format(*of(held, "partners-active"))


def commitments_of_the_page() -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, str]]:
    made, updates, words = [], [], {}
    for line in block("commitments")[:-1]:
        number, told, said = re.fullmatch(r"(\d+): (.*): (.*)", line).groups()  # type: ignore[union-attr]
        made.append(commitment(int(number), made_on=dt.date(2025, 11, 1), goal=number))
        for nth, part in enumerate(told.split(", ")):
            kind, day, *rest = part.split()
            if kind == "due":
                made[-1]["due"] = day_of(day)
            elif kind == "withdrawn":
                made[-1]["withdrawn_on"] = day_of(day)
            else:
                until = day_of(rest[1]) if rest else None
                updates.append(
                    {"commitment": int(number), "nth": nth, "day": day_of(day), "kind": kind, "until": until}
                )
        words[number] = said
    return made, updates, words


def test_the_page_on_commitments() -> None:
    made, updates, words = commitments_of_the_page()
    held = record(commitments=made, commitment_updates=updates, organisations=[organisation()])
    found = counted(held, DAY).filter(measure="commitments-met-on-time")
    told = {
        "on-time": "met on time", "done-late": "met late", "not-done": "not met",
        "withdrawn-after": "not met",
        "withdrawn-before": "left out",
    }  # fmt: skip
    why = {row: told[w] for row, w in found.select("row", "why").iter_rows()}
    assert {number: why.get(number, "not counted") for number in words} == words
    assert block("commitments")[-1] == "met on time in 2026: {} of {}".format(
        *of(held, "commitments-met-on-time")
    )


def test_the_page_on_goals() -> None:
    made, updates, _ = commitments_of_the_page()
    _, *lines, last = block("goals")
    goals = [{"framework": "own", "goal": line.partition(":")[0]} for line in lines]
    held = record(commitments=made, commitment_updates=updates, organisations=[organisation()], goals=goals)
    found = counted(held, DAY).filter(measure="goals-without-a-partner", year=2026)
    word = {"somebody": "taken up", "nobody": "nobody"}
    assert lines == [f"{r.split(':')[1]}: {word[w]}" for r, w in found.select("row", "why").iter_rows()]
    assert last == "without a partner: {} of {}".format(*of(held, "goals-without-a-partner"))


def test_the_page_on_proposals() -> None:
    *lines, last = block("proposals")
    proposals, assessments, ratings = [], [], []
    for n, line in enumerate(lines, 1):
        proposals.append({"proposal": n, "title": line[0]})
        for nth, rated in enumerate(line[3:].partition(":")[0].split(" then "), 1):
            number = 10 * n + nth
            assessments.append({"assessment": number, "proposal": n, "nth": nth, "completed_on": THIS_YEAR})
            ratings += [
                {"assessment": number, "stage": "s", "item": str(i), "rank": int(v), "steps": 3}
                for i, v in enumerate(rated.split())
                if v != "-"
            ]
    held = record(proposals=proposals, assessments=assessments, ratings=ratings)
    found = counted(held, DAY).filter(measure="proposals-improved-after-assessment")
    assert dict(found.select("row", "why").iter_rows()) == {
        str(n): line.rpartition(": ")[2] for n, line in enumerate(lines, 1)
    }
    assert last == "improved: {} of {}".format(*of(held, "proposals-improved-after-assessment"))


def test_the_page_on_recommendations() -> None:
    *lines, last = block("recommendations")
    advised, words = [], {}
    for line in lines:
        number, due, kind, day, said = re.fullmatch(
            r"(\d): due ([\d-]+)(?:, (\w+) ([\d-]+))?: (.*)", line
        ).groups()  # type: ignore[union-attr]
        column = {"answered": "responded_on", "withdrawn": "withdrawn_on"}.get(kind or "", "")
        advised.append(
            {"recommendation": int(number), "report": 1, "due": day_of(due)}
            | ({column: day_of(day)} if column else {})
        )
        words[number] = said
    held = record(reports=[{"report": 1}], recommendations=advised)
    told = {
        "on-time": "in time", "answered-late": "late", "not-answered": "not answered",
        "withdrawn-before": "left out",
    }  # fmt: skip
    found = counted(held, DAY).filter(measure="recommendations-answered-in-time")
    why = {row: told[w] for row, w in found.select("row", "why").iter_rows()}
    assert {number: why.get(number, "not counted") for number in words} == words
    assert last == "in time: {} of {}".format(*of(held, "recommendations-answered-in-time"))


def test_the_page_on_evidence() -> None:
    lines = block("evidence")
    indicators, groups, citations = [], [], []
    for line in lines[:4]:
        id_, groups_held, release, cited = re.fullmatch(r"(\w): (.*); (.*); (.*)", line).groups()  # type: ignore[union-attr]
        released, _, words = release.partition(", ")
        key = {"as_at": DAY, "indicator": id_}
        indicators.append(
            key | {"placed": True, "figures": True, "whole": "all" in groups_held,
                   "released": day_of(released),
                   "release": words, "every_months": rhythm(words)}
        )  # fmt: skip
        groups += [
            key | dict(zip(("dimension", "group"), g.split("="), strict=True))
            for g in groups_held.split()
            if "=" in g
        ]
        now, _, before = cited.partition("before ")
        citations += [
            {"organisation": o, "indicator": id_, "cited_on": THIS_YEAR} for o in re.findall(r"\w", now)
        ]
        citations += [
            {"organisation": o, "indicator": id_, "cited_on": dt.date(2025, 5, 1)} for o in before.split()
        ]
    held = record(indicators=indicators, indicator_groups=groups, citations=citations)
    assert lines[4] == "divided by sex: {} of {}".format(*of(held, "indicators-by-sex"))
    assert lines[5] == "up to date: {} of {}".format(*of(held, "indicators-up-to-date"))
    assert lines[6] == "used by several: {} of {}".format(*of(held, "evidence-used-by-several-organisations"))


# Edges


def test_a_part_that_is_not_used_has_no_figure() -> None:
    empty = figures(record(), DAY)
    assert empty.is_empty()
    assert figures(Record(), DAY).is_empty()
    only_organisations = record(organisations=[organisation()])
    assert figures(only_organisations, DAY).is_empty()


def test_a_part_that_is_used_with_none_that_counts_is_nought() -> None:
    held = record(
        organisations=[organisation()], commitments=[commitment()],
        reports=[{"report": 1, "meeting_on": THIS_YEAR, "quality": "none"}],
    )  # fmt: skip
    assert of(held, "commitments-met-on-time") == (0, 1)
    assert of(held, "reports-accounting-before-options-closed") == (0, 1)
    assert of(held, "recommendations-answered-in-time") is None


def test_an_emptied_part_shows_its_empty_years() -> None:
    """2024 had a report, 2025 none: a row without a value. The year that is not over says nothing yet."""
    held = record(reports=[{"report": 1, "meeting_on": dt.date(2024, 5, 1), "quality": "none"}])
    name = "reports-accounting-before-options-closed"
    found = figures(held, DAY).filter(indicator=name)
    assert found.select("year", "value", "numerator", "denominator").rows() == [
        (2024, 0.0, 0, 1),
        (2025, None, 0, 0),
    ]
    assert observations(found)["status"].to_list() == ["A", "M"]
    assert "Nothing was there" in found["note"][1]


def test_everybody_left_is_nought_and_not_no_data() -> None:
    held = record(
        organisations=[organisation(left_on=dt.date(2025, 6, 1))], partnerships=[{"partnership": "p"}],
        seats=[{"seat": 1, "partnership": "p", "organisation": "o", "since": dt.date(2025, 1, 1)}],
    )  # fmt: skip
    found = figures(held, DAY)
    assert found.select("year", "value").rows() == [(2025, 0.0), (2026, 0.0)]


def test_an_organisation_that_left_and_came_back_takes_part_in_the_years_it_was_there() -> None:
    gone = organisation(
        "gone", earlier=[(dt.date(2024, 1, 1), dt.date(2024, 6, 30))], joined_on=dt.date(2026, 3, 1)
    )
    held = record(
        organisations=[organisation(joined_on=dt.date(2023, 1, 1)), gone],
        commitments=[commitment(made_on=dt.date(2024, 2, 1))],
        partnerships=[{"partnership": "p"}],
        seats=[{"seat": 1, "partnership": "p", "organisation": "gone", "since": dt.date(2024, 1, 1)}],
    )
    assert [of(held, "partners-active", year=y)[1] for y in (2024, 2025, 2026)] == [2, 1, 2]
    assert [of(held, "organisations-with-a-seat", year=y)[0] for y in (2024, 2025, 2026)] == [0, 0, 1]


@pytest.mark.parametrize(
    ("due", "done", "expected"),
    [
        (DAY, DAY, None),  # its day is not over
        (DAY - dt.timedelta(1), DAY - dt.timedelta(1), (1, 1)),
        (DAY - dt.timedelta(1), DAY, (0, 1)),
        (DAY - dt.timedelta(1), None, (0, 1)),
        (DAY + dt.timedelta(30), DAY - dt.timedelta(1), None),
    ],
)
def test_the_day_on_which_it_is_due(due: dt.date, done: dt.date | None, expected: Any) -> None:
    updates = [{"commitment": 1, "nth": 1, "day": done, "kind": "done"}] if done else []
    held = record(
        organisations=[organisation()], commitments=[commitment(due=due)], commitment_updates=updates
    )
    assert of(held, "commitments-met-on-time") == expected


def test_a_commitment_in_a_ward_counts_for_its_place_and_for_the_authority_alone() -> None:
    held = record(organisations=[organisation()], commitments=[commitment(area="W1")])
    name = "commitments-met-on-time"
    assert [of(held, name, area=a) for a in ("A0", "P1", "P2", "W1")] == [(0, 1), (0, 1), None, None]


@pytest.mark.parametrize(("late", "expected"), [(90, (1, 2)), (91, (2, 2))])
def test_nobody_works_on_what_is_later_than_ninety_days(late: int, expected: tuple[int, int]) -> None:
    held = record(organisations=[organisation()], commitments=[commitment(due=DAY - dt.timedelta(late))])
    assert of(held, "goals-without-a-partner") == of(held, "places-without-a-partner") == expected


def test_two_wards_of_one_place_are_one_report_there() -> None:
    held = record(
        reports=[{"report": 1, "meeting_on": THIS_YEAR, "quality": "whole", "timing": "early"}],
        report_places=[{"report": 1, "area": a} for a in ("W1", "P1", "P2")],
    )
    name = "reports-accounting-before-options-closed"
    assert [of(held, name, area=a) for a in ("A0", "P1", "P2")] == [(1, 1), (1, 1), (1, 1)]


def test_what_was_made_up_is_left_out_with_all_that_hangs_on_it() -> None:
    fake = {"example": True}
    held = record(
        organisations=[organisation("real"), organisation("fake", **fake)],
        partnerships=[{"partnership": "p"}, {"partnership": "f", **fake}],
        seats=[
            {"seat": n, "partnership": p, "organisation": o, "since": THIS_YEAR}
            for n, (p, o) in enumerate([("p", "real"), ("p", "fake"), ("f", "real"), ("p", "")])
        ],
        # The row itself does not say that it is made up; its organisation does.
        commitments=[commitment(1, organisation="fake"), commitment(2, organisation="real", **fake)],
        commitment_updates=[{"commitment": 1, "nth": 1, "day": THIS_YEAR, "kind": "done"}],
        reports=[{"report": 1, "meeting_on": THIS_YEAR, **fake}],
        recommendations=[{"recommendation": 1, "report": 1, "due": THIS_YEAR}],
        proposals=[{"proposal": 1, **fake}],
        assessments=[{"assessment": 1, "proposal": 1, "nth": 1, "completed_on": THIS_YEAR}],
        ratings=[{"assessment": 1, "stage": "s", "item": "i", "rank": 1, "steps": 3}],
        citations=[{"organisation": "x", "indicator": "i", "cited_on": THIS_YEAR, **fake}],
    )
    real = held.without_examples()
    for name in ("commitments", "commitment_updates", "reports", "recommendations", "assessments", "ratings"):
        assert real[name].is_empty(), name
    assert real["seats"]["seat"].to_list() == [0, 3]
    assert figures(real, DAY)["indicator"].unique().to_list() == ["organisations-with-a-seat"]
    assert figures(held, DAY)["indicator"].n_unique() > 6


def test_a_rhythm_is_read_from_the_packs_own_words() -> None:
    assert [rhythm(r) for r in RELEASES] == [12, 3, 1, 6, None, None, 24]
    assert rhythm("none followed yet") is None
    assert rhythm("yearly; updates suspended until the survey is reweighted in 2026") == 12


@pytest.mark.parametrize(
    ("released", "expected"),
    [(dt.date(2025, 10, 25), (1, 1)), (dt.date(2025, 10, 24), (0, 1)), (None, None)],
)
def test_a_release_is_awaited_for_31_days(released: dt.date | None, expected: Any) -> None:
    """Yearly: what came on 25 October 2025 is the latest until 25 November 2026, the day of the count."""
    one = {"as_at": DAY, "indicator": "i", "placed": True, "figures": True, "whole": True}
    held = record(indicators=[one | {"released": released, "release": "yearly", "every_months": 12}])
    assert of(held, "indicators-up-to-date") == expected


def test_the_last_day_that_is_known_of_a_year_counts() -> None:
    one = {"indicator": "i", "placed": True, "figures": True, "whole": True}
    held = record(
        indicators=[one | {"as_at": dt.date(2026, 3, 1)}, one | {"as_at": DAY, "figures": False}],
        indicator_groups=[{"as_at": dt.date(2026, 3, 1), "indicator": "i", "dimension": "sex", "group": "f"}],
    )
    assert of(held, "indicators-by-sex") is None


# What it is published as


def test_the_pack_defines_what_is_counted_and_nothing_else() -> None:
    pack = read_pack(ROOT / "packs" / "working-together")
    assert tuple(i.id for i in pack.indicators) == MEASURES
    for i in pack.indicators:
        assert "not outcomes" in i.caveats[0]
        assert i.provenance == "reconstructed"
        assert (i.suffix == "%") == (i.id not in NUMBERS)
        assert i.polarity == (-1 if "without" in i.id else 1)
        assert ("Its places" in i.geographies) == (i.id in BY_PLACE)


def test_observations_are_tidy_and_sorted_whatever_the_order_of_rows() -> None:
    held = record(
        organisations=[organisation(), organisation("q")],
        commitments=[commitment(n, area=a) for n, a in enumerate(["P1", "P2", "W1"], 1)],
    )
    turned = Record(
        {name: f.reverse() for name, f in held.tables.items() if name != "site"} | {"site": held["site"]}
    )
    one, two = (observations(figures(h, DAY)) for h in (held, turned))
    assert tuple(one.columns) == TIDY
    assert one.write_csv() == two.write_csv()


def test_an_export_says_what_it_is_and_refuses_a_folder_that_is_full(tmp_path: Path) -> None:
    held = record(organisations=[organisation("o", name="=SUM(1)")])
    told = files(held)
    assert set(told) == {*(f"{name}.csv" for name in TABLES), "README.md", "datapackage.json"}
    assert "'=SUM(1)" in told["organisations.csv"].decode()
    assert "25 November 2026" in told["README.md"].decode()
    write(held, tmp_path / "new")
    assert read(tmp_path / "new")["organisations"]["name"].to_list() == ["=SUM(1)"]
    with pytest.raises(FileExistsError, match="not empty"):
        write(held, tmp_path / "new")
