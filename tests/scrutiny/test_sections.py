"""Headings found as people write them, and sections that end where a reader would say so."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
import typst
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.scrutiny.documents.looks import number_of
from commonweal.scrutiny.headings import Wanted, match
from commonweal.scrutiny.reading import read_report
from commonweal.scrutiny.report import Report
from commonweal.scrutiny.sections import Section, find_sections

YES = """
Inclusive Growth Implications
7.3 Inclusive Growth
INCLUSIVE GROWTH
vii) Inclusive growth implications:
8.0 Impact on Inclusive Growth
Inclusve Growth Implicatons
Inclusive-Growth impact
Equalities and Inclusive Growth Implications
Inclusive growth and social value implications
Implications for Inclusive Growth
How does this proposal contribute to inclusive growth?
Inclusive Growth (see guidance)
Appendix 2: Inclusive Growth Impact Assessment
(c) Inclusive growth considerations
I N C L U S I V E  G R O W T H
What this means for inclusive growth
Inclusive Growth Tests
12. Inclusive growth and equality implications
Implications: (f) Inclusive Growth
Other implications – Inclusive Growth
Appendix C – Inclusive growth impact
How will this decision affect inclusive growth?
How have inclusive growth considerations been taken into account?
Alignment with the Inclusive Growth Framework
Inclusive Growth Framework implications
Inclusive growth, equality and diversity
Assessment against the Inclusive Growth Tests
5.6 Inclusive growth impacts and opportunities
Relevance to inclusive growth
Delivering inclusive growth
""".strip().splitlines()
NO = """
East Birmingham Inclusive Growth Strategy
Inclusive Growth Strategy: Financial Implications
The Inclusive Growth Fund
Financial Implications
Growth
Inclusive design
Economic Growth Implications
Inclusive Growth Board minutes of 4 May
Growth Deal implications
Appendix A: Inclusive Growth Strategy
Inclusive Growth Framework
Cabinet Member for Inclusive Growth
Equality implications of the Inclusive Growth Plan
Inclusive Growth Zone
Exclusive growth implications
""".strip().splitlines()


@pytest.mark.parametrize("line", YES)
def test_a_heading_is_known(line: str) -> None:
    assert match(line, Wanted()), line


@pytest.mark.parametrize("line", [*NO, ""])
def test_another_heading_is_not(line: str) -> None:
    assert match(line, Wanted()) is None, line


def test_an_authority_names_its_own_headings() -> None:
    wanted = Wanted(("Community Wealth Building", "Poverty and Inequality Implications"))
    assert match("4.2 Community Wealth Building Implications", wanted)
    assert match("POVERTY & INEQUALITY", wanted)
    assert match("Inclusive Growth Implications", wanted) is None


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("7.3 Legal", (7, 3), "Legal"),
        ("1.0 Purpose", (1,), "Purpose"),
        ("iv) Law", (4,), "Law"),
        ("B. Law", (2,), "Law"),
        ("Section 12: Law", (12,), "Law"),
        ("2,300 people", (), "2,300 people"),
        ("Law", (), "Law"),
    ],
)
def test_numbers_are_read(text: str, number: tuple[int, ...], rest: str) -> None:
    assert number_of(text) == (number, rest)


def document(*items: Any) -> Report:
    """A Word file: ("h1", text), ("b", bold), ("t", text), ("r", bold, text), or rows of a table."""
    made = Document()
    for item in items:
        if isinstance(item, list):
            table = made.add_table(rows=len(item), cols=len(item[0]))
            for cells, row in zip(table.rows, item, strict=True):
                for cell, text in zip(cells.cells, row, strict=True):
                    cell.text = text
        elif item[0].startswith("h"):
            made.add_heading(item[1], int(item[0][1]))
        else:
            paragraph = made.add_paragraph()
            paragraph.add_run(item[1]).bold = item[0] in ("b", "r")
            if item[0] == "r":
                paragraph.add_run(item[2])
    return saved(made)


def saved(made: Any) -> Report:
    buffer = io.BytesIO()
    made.save(buffer)
    return read_report(buffer.getvalue(), "report.docx")


def printed(source: str) -> Report:
    made = typst.compile(source.encode(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return read_report(made, "report.pdf")


def texts(found: Sequence[Section]) -> list[str]:
    return [section.text for section in found]


def test_it_ends_at_the_next_heading_of_its_level_and_keeps_smaller_ones() -> None:
    report = document(
        ("h1", "Implications"),
        ("h2", "Inclusive growth"),
        ("t", "One."),
        ("h3", "Who gains"),
        ("t", "Two."),
        ("b", "Young people"),
        ("t", "Three."),
        ("h2", "Legal"),
        ("t", "Four."),
    )
    assert texts(find_sections(report)) == ["One.\nTwo.\nThree."]


def test_bold_lines_are_headings_where_no_style_is_used() -> None:
    report = document(
        ("b", "7.3 Inclusive growth"),
        ("t", "7.3.1 One."),
        ("t", "7.3.2 Two."),
        ("b", "7.4 Legal"),
        ("t", "No."),
    )
    assert texts(find_sections(report)) == ["One.\nTwo."]


def test_a_line_with_its_heading() -> None:
    report = document(
        ("r", "Legal:", " No."), ("r", "Inclusive growth implications:", " none"), ("r", "Climate:", " No.")
    )
    [found] = find_sections(report)
    assert (found.how, found.heading, found.text) == ("line", "Inclusive growth implications", "none")


@pytest.mark.parametrize("sign", [". ", ": ", " – ", " - "])
def test_a_line_with_its_heading_in_no_other_letters(sign: str) -> None:
    lines = ("Legal", "No."), ("Inclusive growth", "Eleven cooks train on full pay."), ("Climate", "No.")
    report = document(*(("t", sign.join(line)) for line in lines))
    [found] = find_sections(report)
    assert (found.how, found.heading, found.text) == ("line", "Inclusive growth", lines[1][1])


def test_a_pointer_or_a_tick_is_not_the_account() -> None:
    for said in ("Yes – see section 9", "☒ Yes ☐ No", "Set out in paragraph 4.2 below.", "(see Appendix B)"):
        cover = [["Key decision", "Yes"], ["Inclusive growth implications", said]]
        report = document(cover, ("h1", "Inclusive growth impact"), ("t", "Eleven cooks train on full pay."))
        assert texts(find_sections(report))[0] == "Eleven cooks train on full pay.", said


def test_a_row_and_a_column_of_a_table() -> None:
    row = document([["Legal", "No."], ["Inclusive growth", "Some gain."], ["Climate", "No."]])
    assert texts(find_sections(row)) == ["Some gain."]
    wide = document(
        [
            ["7.2", "Legal", "No.", "AB"],
            ["7.3", "Inclusive growth", "Some would gain by it, and some not.", "CD"],
        ]
    )
    assert texts(find_sections(wide)) == ["Some would gain by it, and some not."]
    column = document(
        [
            ["Legal", "Inclusive growth"],
            ["Nothing that matters here at all, really.", "Some would gain by it, and some not."],
        ]
    )
    assert texts(find_sections(column)) == ["Some would gain by it, and some not."]


def test_all_are_given_and_the_account_comes_before_the_tick() -> None:
    report = document(
        [["Is inclusive growth considered?", "Yes"], ["Inclusive growth implications", "Yes"]],
        ("h1", "Background"),
        ("t", "Old."),
        ("h1", "Inclusive growth implications"),
        ("t", "Forty people gain."),
        ("h1", "Law"),
    )
    assert texts(find_sections(report))[0] == "Forty people gain."
    assert "Yes" in texts(find_sections(report))


def test_a_table_of_contents_and_a_title_are_not_the_section() -> None:
    lines = [("t", "Purpose\t1"), ("t", "Inclusive Growth Implications\t3"), ("t", "Legal Implications\t4")]
    assert find_sections(document(("b", "Contents"), *lines, ("h1", "Purpose"), ("t", "Why."))) == []
    report = document(
        ("h0", "Inclusive Growth"), ("h1", "Purpose"), ("t", "Why."), ("h1", "Law"), ("t", "No.")
    )
    assert find_sections(report) == []


def test_an_empty_section_is_found_empty() -> None:
    assert texts(find_sections(document(("h1", "Inclusive growth"), ("h1", "Legal"), ("t", "No.")))) == [""]


def test_content_controls_insertions_and_text_boxes_are_read_and_deletions_are_not() -> None:
    made = Document()
    made.add_heading("Inclusive growth", 1)
    body = made.element.body
    run = "<w:r><w:t>{}</w:t></w:r>"
    p, hidden = f"<w:p {nsdecls('w')}>", "<w:vanish/>"
    deleted = "<w:del><w:r><w:delText>Deleted.</w:delText></w:r></w:del>"
    box = f"<w:txbxContent><w:p>{run.format('In a box.')}</w:p></w:txbxContent>"
    for inside in (
        f"<w:sdt {nsdecls('w')}><w:sdtContent>{p}{run.format('In a control.')}</w:p></w:sdtContent></w:sdt>",
        f"{p}<w:ins>{run.format('Inserted.')}</w:ins>{deleted}</w:p>",
        f"{p}<w:r><w:rPr>{hidden}</w:rPr><w:t>Hidden.</w:t></w:r>{run.format('Seen.')}</w:p>",
        f"{p}<w:r><w:pict>{box}</w:pict></w:r></w:p>",
    ):
        body.insert(len(body) - 1, parse_xml(inside))
    [found] = find_sections(saved(made))
    assert found.text == "In a control.\nInserted.\nSeen.\nIn a box."


def test_a_pdf_whose_section_goes_over_a_page_with_words_cut_at_line_ends() -> None:
    filler = "The council keeps its papers in good order and anybody may look at them. " * 14
    source = (
        '#set page(paper: "a6", header: [Agenda item 4], footer: context [Page #counter(page).display()])\n'
        '#set text(size: 10pt, hyphenate: true, lang: "en")\n#set par(justify: true)\n'
        f"= Background\n{filler}\n\n= Inclusive growth\n{filler}Disproportionately many "
        f"apprenticeships.\n\n= Law\nNone."
    )
    report = printed(source)
    assert report.pages == 2
    [found] = find_sections(report)
    assert " ".join(found.text.split()) == f"{filler}Disproportionately many apprenticeships."
    assert "Agenda item" not in report.text


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_line_can_be_asked_about(text: str) -> None:
    found = match(text, Wanted())
    assert found is None or found.heading in Wanted().headings
    assert all(part >= 0 for part in number_of(text)[0])
