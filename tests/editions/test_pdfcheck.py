"""The checks of a PDF: what we make passes, and each planted fault is caught by its name."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from typer.testing import CliRunner

from commonweal.cli_edition import edition_app
from commonweal.editions import pdf, pdfcheck, pdffinish
from commonweal.editions.book import book
from commonweal.editions.pdftree import Element, read

from . import small

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def good() -> bytes:
    return pdf.pdf(book(small.edition(), small.basis(), lambda spec: SVG))


def first(opened: Pdf, role: str) -> Element:
    return next(e for e in read(opened).elements if e.role == role)


def painting(opened: Pdf, more: bytes) -> None:
    page = opened.pages[0]
    page.contents_add(opened.make_stream(more))


def unlinked(opened: Pdf) -> None:
    first(opened, "Link").node.S = Name.Span


def without(role: str, key: str) -> Callable[[Pdf], None]:
    def plant(opened: Pdf) -> None:
        del first(opened, role).node[key]

    return plant


def as_role(role: str, other: str) -> Callable[[Pdf], None]:
    def plant(opened: Pdf) -> None:
        first(opened, role).node.S = Name(f"/{other}")

    return plant


def of_root(key: str, value: object) -> Callable[[Pdf], None]:
    def plant(opened: Pdf) -> None:
        opened.Root[key] = value

    return plant


def no_identifier(opened: Pdf) -> None:
    words = opened.Root.Metadata.read_bytes().replace(b"pdfuaid:part>1", b"pdfuaid:part>3")
    opened.Root.Metadata.write(words)


def no_title(opened: Pdf) -> None:
    words = opened.Root.Metadata.read_bytes().replace(b"dc:title", b"dc:subject")
    opened.Root.Metadata.write(words)


def no_mark_in_tree(opened: Pdf) -> None:
    element = next(e for e in read(opened).elements if e.marks)
    del element.node["/K"]


def mark_that_is_not_there(opened: Pdf) -> None:
    element = next(e for e in read(opened).elements if e.marks)
    element.node.K = Array([*element.node.K, 9999])


def one_mark_of_two(opened: Pdf) -> None:
    a, b = [e for e in read(opened).elements if e.marks and e.role == "P"][:2]
    b.node.Pg, b.node.K = a.node.Pg, a.node.K


def wrong_parents(opened: Pdf) -> None:
    parents = pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree)
    listed = parents[int(opened.pages[0].obj.StructParents)]
    listed[0] = first(opened, "Table").node


def a_form_with_marks(opened: Pdf) -> None:
    form = opened.make_stream(b"/P <</MCID 0>> BDC EMC", Type=Name.XObject, Subtype=Name.Form)
    opened.pages[0].add_resource(form, Name.XObject)


def no_box(opened: Pdf) -> None:
    for attributes in first(opened, "Figure").attributes:
        if "/BBox" in attributes:
            del attributes["/BBox"]


def no_scope(opened: Pdf) -> None:
    for attributes in first(opened, "TH").attributes:
        if "/Scope" in attributes:
            del attributes["/Scope"]


def a_short_row(opened: Pdf) -> None:
    row = first(opened, "TR").node
    row.K = Array(list(row.K)[:-1])


def of_every_link(key: str) -> Callable[[Pdf], None]:
    def plant(opened: Pdf) -> None:
        for page in opened.pages:
            for annotation in page.obj.get("/Annots", ()):
                if key in annotation:
                    del annotation[key]

    return plant


def no_tabs(opened: Pdf) -> None:
    page = next(p for p in opened.pages if "/Annots" in p.obj)
    del page.obj["/Tabs"]


def a_font_elsewhere(opened: Pdf) -> None:
    font = next(iter(dict(opened.pages[0].obj.Resources.Font).values()))
    descriptor = font.DescendantFonts[0].FontDescriptor
    for key in {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
        del descriptor[key]


def a_font_without_letters(opened: Pdf) -> None:
    del next(iter(dict(opened.pages[0].obj.Resources.Font).values()))["/ToUnicode"]


def bookmarks_astray(opened: Pdf) -> None:
    start = opened.Root.Outlines.First
    start.Dest = opened.Root.Outlines.Last.Dest


def a_role_of_its_own(opened: Pdf) -> None:
    first(opened, "P").node.S = Name("/Sentence")


PLANTED: list[tuple[str, Callable[[Pdf], None]]] = [
    ("marked", of_root("/MarkInfo", Dictionary(Marked=False))),
    ("marked", of_root("/MarkInfo", Dictionary(Marked=True, Suspects=True))),
    ("identifier", no_identifier),
    ("title", no_title),
    ("title", of_root("/ViewerPreferences", Dictionary(DisplayDocTitle=False))),
    ("language", of_root("/Lang", String(""))),
    ("unmarked content", lambda opened: painting(opened, b"0 0 10 10 re f")),
    ("unmarked content", lambda opened: painting(opened, b"/Artifact BMC /P <</MCID 77>> BDC EMC EMC")),
    ("marks and tree", no_mark_in_tree),
    ("marks and tree", mark_that_is_not_there),
    ("marks and tree", one_mark_of_two),
    ("marks and tree", lambda opened: painting(opened, b"/P <</MCID 0>> BDC EMC")),
    ("parent tree", wrong_parents),
    ("parent tree", of_every_link("/StructParent")),
    ("marks in forms", a_form_with_marks),
    ("roles", a_role_of_its_own),
    ("figures", without("Figure", "/Alt")),
    ("figures", no_box),
    ("headings", as_role("H2", "H4")),
    ("headings", as_role("H1", "H")),
    ("tables", no_scope),
    ("tables", a_short_row),
    ("tables", as_role("TD", "P")),
    ("lists", as_role("LBody", "P")),
    ("lists", as_role("TOC", "Div")),
    ("links", unlinked),
    ("links", of_every_link("/Contents")),
    ("tab order", no_tabs),
    ("fonts", a_font_elsewhere),
    ("fonts", a_font_without_letters),
    ("bookmarks", bookmarks_astray),
    ("bookmarks", of_root("/Outlines", Dictionary())),
]


def test_what_we_make_passes_every_check(good: bytes) -> None:
    assert [str(fault) for fault in pdfcheck.check(good)] == []


@pytest.mark.parametrize(("name", "plant"), PLANTED)
def test_a_planted_fault_is_caught_by_its_name(good: bytes, name: str, plant: Callable[[Pdf], None]) -> None:
    with pikepdf.open(io.BytesIO(good)) as opened:
        plant(opened)
        broken = io.BytesIO()
        opened.save(broken)
    assert name in {fault.check for fault in pdfcheck.check(broken.getvalue())}


def test_every_check_has_a_planted_fault() -> None:
    assert {name for name, _ in PLANTED} | {"encryption"} == set(pdfcheck.names())


def test_the_methods_page_tells_of_every_check() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "methods" / "pdf-checks.md"
    told = dict(re.findall(r"^\| ([a-z ]+) \| ([\d, ]*|house) \|", page.read_text("utf-8"), re.MULTILINE))
    assert told == {name: of or "house" for name, of in pdfcheck.names().items()}


def test_an_encrypted_file_is_named(good: bytes) -> None:
    for reader, expected in (("", "encryption"), ("secret", "with a password")):
        locked = io.BytesIO()
        with pikepdf.open(io.BytesIO(good)) as opened:
            opened.save(locked, encryption=pikepdf.Encryption(owner="owner", user=reader))
        if reader:
            with pytest.raises(pdfcheck.NotPdfError, match=expected):
                pdfcheck.check(locked.getvalue())
        else:
            assert {fault.check for fault in pdfcheck.check(locked.getvalue())} == {expected}


def test_each_row_of_a_table_has_a_header_that_its_cells_name(good: bytes) -> None:
    with pikepdf.open(io.BytesIO(good)) as opened:
        rows = [e for e in read(opened).elements if e.role == "TR" and e.parent and e.parent.role == "TBody"]
        assert len(rows) >= 20
        ids = pikepdf.NameTree(opened.Root.StructTreeRoot.IDTree)
        for row in rows:
            head, *cells = row.children
            assert (head.role, str(head.attribute("/Scope"))) == ("TH", "/Row")
            assert ids[str(head.node.ID)].objgen == head.node.objgen
            assert {c.role for c in cells} == {"TD"}
            for cell in cells:
                assert str(head.node.ID) in [str(name) for name in cell.attribute("/Headers")]


def test_finishing_gives_the_same_bytes_twice(good: bytes) -> None:
    assert pdffinish.finished(good) == pdffinish.finished(good)


def test_the_command_names_each_fault_and_ends_with_one(good: bytes, tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(good)
    (tmp_path / "no.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    passed = CliRunner().invoke(edition_app, ["check-pdf", str(tmp_path / "good.pdf")])
    assert (passed.exit_code, "0 faults in 1 files" in passed.output) == (0, True), passed.output
    refused = CliRunner().invoke(edition_app, ["check-pdf", str(tmp_path / "no.pdf")])
    assert refused.exit_code == 1
    assert "cannot be read as a PDF" in refused.output
