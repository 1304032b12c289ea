"""An edition as one book, and each way out of it, read back by other programs than those that wrote it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import docx
import html5lib
import openpyxl
import pypdf
import pypdf.generic
import pytest
from docx.oxml.ns import qn
from tests.publish.svg import inspect_spoken, parsed
from tests.publish.test_documents import tree as structure

from commonweal.editions import package, pages, pdf, render, tree, word
from commonweal.editions.book import Book, book
from commonweal.editions.edition import Part, PartKind
from commonweal.editions.grids import Grid
from commonweal.editions.headings import in_steps
from commonweal.editions.outputs import Kind
from commonweal.editions.pictures import Drawn, Press
from commonweal.editions.pressing import Pngs

from . import small

#: What puts something on a page: text, lines and areas, pictures.
PAINTS = {b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do"}


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.fixture(scope="module")
def made(press: Press) -> Book:
    return book(small.edition(), small.basis(), press)


@pytest.fixture(scope="module")
def pngs() -> Pngs:
    return Pngs()


@pytest.fixture(scope="module")
def opened(made: Book) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.pdf(made)))


@pytest.fixture(scope="module")
def written(made: Book, pngs: Pngs) -> docx.document.Document:
    return docx.Document(io.BytesIO(word.docx(made, as_png=pngs)))


@pytest.fixture(scope="module")
def files(made: Book, pngs: Pngs) -> dict[str, bytes]:
    return package.files(made, as_png=pngs)


def test_figures_and_tables_are_counted_through_the_book(made: Book) -> None:
    figures = [s for s in made.shown if isinstance(s, Drawn) and s.svg]
    tables = [s for s in made.shown if not (isinstance(s, Drawn) and s.svg)]
    assert [f.number for f in figures] == list(range(1, len(figures) + 1))
    assert [t.number for t in tables] == list(range(1, len(tables) + 1))
    names = [s.name for s in made.shown]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"(figure|table)-\d{3}-[a-z0-9-]+", n) for n in names)
    assert {f.kind for f in figures} == {"marks", "chart", "multiples", "bars", "map", "100-people"}


def test_each_picture_speaks_and_has_its_figures(made: Book) -> None:
    for one in made.pictures:
        picture = parsed(one.svg)
        assert inspect_spoken(picture) == one.said
        assert [e.tag for e in picture.iter() if e.get("role")] == [picture.tag]
        assert one.rows
        assert one.frame.height
        assert all(len(row) == len(one.header) for row in one.rows)


def test_the_figures_of_a_table_are_those_of_the_evidence(made: Book) -> None:
    [table] = [s for s in made.shown if isinstance(s, Drawn) and not s.svg]
    assert table.header[-1] == "2023"
    rows = {row[0]: row[-1] for row in table.rows}
    assert rows["Birmingham"] == "66.1"
    assert rows["Solihull"] == "72.7"
    assert rows["Walsall"] == ""
    assert rows["UK"] == "74.7"


def test_what_cannot_be_drawn_says_why(made: Book) -> None:
    [work] = [s for s in made.sections if s.slug == "work"]
    said = [tree.plain(p.children) for p in work.pieces if isinstance(p, tree.Paragraph)]
    assert [s for s in said if s.startswith("[no picture")] == [
        "[no picture: Claimant rate has figures for fewer than two of the edition's places.]"
    ]


def test_a_goal_without_an_indicator_keeps_its_chapter_and_says_so(made: Book) -> None:
    [water] = [s for s in made.sections if s.slug == "water"]
    said = " ".join(tree.plain(p.children) for p in water.pieces if isinstance(p, tree.Paragraph))
    for words in ("No indicator measures this goal yet.", "Nothing is counted.", "Nobody counts it."):
        assert words in said


def test_a_place_is_ranked_among_the_places_with_a_figure_of_its_period(made: Book) -> None:
    [profile] = [s for s in made.shown if isinstance(s, Grid) and s.name.endswith("profile")]
    row = profile.rows[0]
    assert row[:6] == ("Employment rate", "2023", "66.1% p", "68.6%", "74.7%", "2 of 2")


def test_a_missing_figure_shows_as_missing(made: Book) -> None:
    [appendix] = [s for s in made.shown if isinstance(s, Grid) and s.name.endswith("-appendix")]
    assert [row[3] for row in appendix.rows] == ["68.6%, 2023", "£17,752, 2023", "21.2%, 2019"]
    nothing = replace(small.edition(), place="WM-3LEP")
    bare = replace(small.basis(), areas=())
    [card] = [s for s in book(nothing, bare, str_svg).shown if s.name.endswith("scorecard-goals")]
    assert isinstance(card, Grid)
    assert {row[3] for row in card.rows} == {"no data", ""}


def str_svg(spec: object) -> bytes:
    return b"<svg></svg>"


def test_a_second_time_nothing_is_drawn_anew(made: Book, press: Press) -> None:
    before = press.drawn
    assert before == 4  # marks, chart, multiples, bars
    again = book(small.edition(), small.basis(), press)
    assert press.drawn == before
    assert [s.name for s in again.shown] == [s.name for s in made.shown]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ([3, 3, 4], [2, 2, 3]),
        ([2, 4, 4, 2], [2, 3, 3, 2]),
        ([4, 3, 2], [2, 2, 2]),
        ([2, 3, 6, 3], [2, 3, 4, 3]),
    ],
)
def test_no_level_of_headings_is_left_out(written: list[int], shown: list[int]) -> None:
    blocks = in_steps(tuple(tree.Heading(n, ()) for n in written))
    assert [b.level for b in blocks if isinstance(b, tree.Heading)] == shown


# The PDF


def test_the_pdf_is_tagged_and_says_its_title_and_language(opened: pypdf.PdfReader) -> None:
    root = opened.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert opened.metadata is not None
    assert opened.metadata.title == "A small edition"


def test_the_structure_of_the_pdf_is_that_of_the_book(made: Book, opened: pypdf.PdfReader) -> None:
    elements = structure(opened.trailer["/Root"]["/StructTreeRoot"])
    kinds = Counter(str(e["/S"]) for e in elements)
    figures = [e for e in elements if e["/S"] == "/Figure"]
    assert [f["/Alt"] for f in figures] == [p.said for p in made.pictures]
    tables = sum(isinstance(s, Grid) or not s.svg for s in made.shown)
    assert kinds["/Table"] == tables + 1  # and the one that the writer wrote
    assert kinds["/Caption"] == len(made.shown)
    assert kinds["/TOCI"] == len(made.sections)
    assert kinds["/H1"] == len(made.sections) + 2  # corrections and contents
    levels = [int(str(e["/S"])[2:]) for e in elements if re.fullmatch(r"/H\d", str(e["/S"]))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_all_that_is_painted_is_tagged_or_marked_as_furniture(opened: pypdf.PdfReader) -> None:
    """ISO 14289-1, 7.1: content is either in the structure tree or an artifact; each mark is used once."""
    told: Counter[tuple[int, int]] = Counter()
    for element in structure(opened.trailer["/Root"]["/StructTreeRoot"]):
        kids = element["/K"].get_object() if "/K" in element else []
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, int):
                told[element.raw_get("/Pg").idnum, int(kid)] += 1
            elif (found := kid.get_object()).get("/Type") == "/MCR":
                told[found.raw_get("/Pg").idnum, int(found["/MCID"])] += 1
    painted: Counter[tuple[int, int]] = Counter()
    for page in opened.pages:
        assert page.indirect_reference is not None
        assert "/StructParents" in page
        inside: list[str] = []
        for operands, operator in pypdf.generic.ContentStream(page.get_contents(), opened).operations:
            if operator in {b"BDC", b"BMC"}:
                inside.append(str(operands[0]))
                if operator == b"BDC" and "/MCID" in operands[1]:
                    painted[page.indirect_reference.idnum, int(operands[1]["/MCID"])] += 1
                elif operator == b"BDC":
                    assert inside[-1] in {"/Artifact", "/Span"}
            elif operator == b"EMC":
                inside.pop()
            elif operator in PAINTS:
                assert inside, (operands, operator)
    assert painted
    assert painted == told
    assert set(told.values()) == {1}


def test_the_pdf_has_bookmarks_and_links_that_lead_somewhere(made: Book, opened: pypdf.PdfReader) -> None:
    titles = [str(o.title) for o in opened.outline if not isinstance(o, list)]
    assert titles == ["Corrections", "Contents", *(s.title for s in made.sections)]
    links = [a.get_object() for page in opened.pages for a in page.get("/Annots", ())]
    assert len(links) > len(made.sections)
    assert all(link["/Contents"] for link in links)


def test_what_people_wrote_is_text_in_the_pdf(opened: pypdf.PdfReader) -> None:
    text = " ".join(" ".join(page.extract_text() for page in opened.pages).split())
    assert "#set text(red)" in text
    assert "<script>alert(1)</script>" in text
    assert "This is an example edition made by Commonweal" in text
    assert "Correction 1, 5 March 2026, 1. Work: “66.2%” is now “66.1%”. A slip of the pen. (Editor)" in text


def test_the_first_page_lists_the_corrections(opened: pypdf.PdfReader) -> None:
    assert "Correction 1" in opened.pages[0].extract_text()


def test_the_same_edition_gives_the_same_bytes(made: Book, files: dict[str, bytes], pngs: Pngs) -> None:
    one = made.alone("birmingham")
    assert pdf.pdf(one) == pdf.pdf(one)
    assert package.zipped(package.files(made, as_png=pngs)) == package.zipped(files)
    for content in (word.docx(one, as_png=pngs), files["edition.xlsx"]):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_place_alone_is_one_page_that_says_what_it_is_of(made: Book) -> None:
    alone = made.alone("birmingham")
    assert alone.title == "Birmingham – A small edition"
    assert alone.corrections == ()
    assert made.alone("work").corrections == made.corrections
    [page] = pypdf.PdfReader(io.BytesIO(pdf.pdf(alone))).pages
    text = " ".join(page.extract_text().split())
    for words in ("A small edition", "made by Commonweal", "Period: 2026.", "Snapshot of the evidence"):
        assert words in text
    with pytest.raises(KeyError):
        made.alone("nowhere")


# Word


def test_word_has_real_headings_and_a_contents_field(made: Book, written: docx.document.Document) -> None:
    headings = [(p.style.name, p.text) for p in written.paragraphs if p.style.name.startswith("Heading")]
    assert [text for style, text in headings if style == "Heading 1"] == [
        "Corrections", "Contents", *(s.title for s in made.sections),
    ]  # fmt: skip
    assert ("Heading 2", "Work") in headings
    assert ("Heading 3", "Under it") in headings
    codes = [e.text for e in written.element.iter(qn("w:instrText"))]
    assert [c.split()[0] for c in codes] == ["TOC"]
    marks = {e.get(qn("w:name")) for e in written.element.iter(qn("w:bookmarkStart"))}
    wanted = {e.get(qn("w:anchor")) for e in written.element.iter(qn("w:hyperlink")) if e.get(qn("w:anchor"))}
    assert wanted
    assert wanted <= marks


def test_word_has_described_pictures_and_tables_with_a_header(
    made: Book, written: docx.document.Document
) -> None:
    assert [s._inline.docPr.get("descr") for s in written.inline_shapes] == [p.said for p in made.pictures]
    tables = sum(isinstance(s, Grid) or not s.svg for s in made.shown)
    assert len(written.tables) == tables + 1
    for table in written.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    cells = [[c.text for c in row.cells] for row in written.tables[-2].rows]
    [appendix] = [s for s in made.shown if isinstance(s, Grid) and s.name.endswith("-appendix")]
    assert cells == [list(appendix.header), *map(list, appendix.rows)]


def test_word_holds_the_figures_and_no_markup(written: docx.document.Document) -> None:
    said = "\n".join(p.text for p in written.paragraphs)
    assert "68.6% were in work in 2023" in said
    assert "<script>alert(1)</script>" in said
    assert "an example made by Commonweal" in written.sections[0].header.paragraphs[0].text


def test_two_numbered_lists_in_word_each_begin_at_their_own_number() -> None:
    two = Part(PartKind.FOREWORD, "foreword", "Foreword", "1. one\n2. two\n\nBetween.\n\n5. five\n6. six\n")
    made = book(replace(small.edition(), parts=(two,)), small.basis(), str_svg)
    opened = docx.Document(io.BytesIO(word.docx(made)))
    numbered = [p for p in opened.paragraphs if p.style.name == "List Number"]
    ids = [p._p.pPr.numPr.numId.val for p in numbered]
    assert ids[0] == ids[1] != ids[2] == ids[3]


# The data


def test_the_package_describes_every_file_of_figures(made: Book, files: dict[str, bytes]) -> None:
    described = json.loads(files["datapackage.json"])
    assert described["name"] == "small"
    assert described["resources"]
    paths = [r["path"] for r in described["resources"]]
    assert len(set(paths)) == len(paths)
    assert set(paths) == {p for p in files if p.startswith(("data/", "pictures/"))}
    assert len({r["name"] for r in described["resources"]}) == len(paths)
    for resource in described["resources"]:
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        if resource["mediatype"] == "text/csv":
            rows = list(csv.reader(io.StringIO(files[resource["path"]].decode())))
            assert rows[0] == [f["name"] for f in resource["schema"]["fields"]]
            for row in rows[1:]:
                for field, cell in zip(resource["schema"]["fields"], row, strict=True):
                    if field["type"] == "number" and cell:
                        float(cell)
        if resource["path"].endswith(".png"):
            assert files[resource["path"]].startswith(b"\x89PNG")
    assert "made by Commonweal" in files["README.md"].decode()
    assert files["LICENCE.md"] == b"CC-BY-4.0\n"


def test_each_figure_in_a_sentence_is_listed_with_its_source(files: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["data/figures-in-the-text.csv"].decode())))
    values = [r for r in rows if r["form"] == "value"]
    assert [(r["text"], r["value"]) for r in values] == [
        ("68.6%", "68.6"), ("66.1%", "66.1"), ("66.1%", "66.1"),
    ]  # fmt: skip
    assert {r["organisation"] for r in values} == {"Office for National Statistics"}
    assert {r["vintage"] for r in values} == {"ab12"}


def test_the_workbook_has_a_sheet_for_each_and_runs_nothing(made: Book, files: dict[str, bytes]) -> None:
    opened = openpyxl.load_workbook(io.BytesIO(files["edition.xlsx"]))
    assert opened.sheetnames == ["Contents", *(s.label for s in made.shown)]
    first = [row[0].value for row in opened["Contents"].iter_rows()]
    assert first[: len(made.facts) + 2] == [made.title, *made.facts, "Sheet"]
    chart = next(s for s in made.shown if isinstance(s, Drawn) and s.kind == "chart")
    sheet = opened[chart.label]
    assert [c.value for c in sheet[3]] == chart.frame.columns
    assert sheet.max_row == 3 + chart.frame.height
    values = [row[chart.frame.columns.index("value")].value for row in sheet.iter_rows(min_row=4)]
    assert values == chart.frame["value"].to_list()
    formula = replace(chart, title="=1+1", source="=2+2")
    cells = openpyxl.load_workbook(io.BytesIO(package.xlsx([formula])))[formula.label]
    assert cells["A2"].value == "=2+2"
    assert cells["A2"].data_type == "s"


def test_the_zip_holds_what_the_package_names(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(package.zipped(files))) as archive:
        assert archive.namelist() == list(files)
        assert archive.testzip() is None


# The web pages


def test_each_page_is_valid_and_its_links_lead_somewhere(made: Book) -> None:
    found = pages.pages(made)
    assert set(found) == {"index.html", "edition.css", *(f"{s.slug}.html" for s in made.sections)}
    ids: dict[str, set[str]] = {}
    links = []
    for path, content in found.items():
        if not path.endswith(".html"):
            continue
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        page = parser.parse(content.decode())
        ids[path] = {e.get("id") for e in page.iter() if e.get("id")}
        assert len(list(page.iter("h1"))) == 1
        assert not list(page.iter("script"))
        levels = [int(str(e.tag)[1]) for e in page.iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
        assert all(after <= before + 1 for before, after in pairwise(levels))
        links += [(path, str(a.get("href"))) for a in page.iter("a")]
    for path, link in links:
        target, _, anchor = link.partition("#")
        assert (target or path) in found
        assert not anchor or anchor in ids[target or path], link
    assert any("#indicator-employment-rate" in link for _, link in links)


# All of it


def test_everything_is_rendered_or_only_what_is_asked_for(made: Book, pngs: Pngs) -> None:
    ticks: list[tuple[str, int, int]] = []
    every = render.rendered(made, as_png=pngs, tick=lambda *t: ticks.append(t))
    tops = {path for path in every if "/" not in path}
    assert tops == {"small.pdf", "small.docx", "small-data.zip"}
    assert {p for p in every if p.startswith("parts/")} == {
        "parts/work.pdf", "parts/water.pdf", "parts/birmingham.pdf",
    }  # fmt: skip
    assert ticks[-1][1] == ticks[-1][2]
    assert set(render.rendered(made, only=[Kind.WEB])) == {f"web/{p}" for p in pages.pages(made)}
