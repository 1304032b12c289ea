"""Is a PDF what PDF/UA-1 asks, as far as a machine can say? Checked without the program that made it.

The checks follow the checkpoints of the Matterhorn Protocol 1.02 (PDF Association);
docs/methods/pdf-checks.md says which are covered and which are not. A PDF that passes is not thereby
accessible: whether an alternative says what a picture shows is for a reader to judge.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from commonweal.editions.pdftree import (
    STANDARD,
    Element,
    Id,
    Mark,
    Painted,
    Tree,
    outline,
    painted,
    place_of,
    read,
    resources,
)
from commonweal.words import _


@dataclass(frozen=True)
class Fault:
    """``check``: its name; ``checkpoint``: of the Matterhorn Protocol, empty for a rule of this house."""

    check: str
    checkpoint: str
    what: str

    def __str__(self) -> str:
        of = f" (Matterhorn {self.checkpoint})" if self.checkpoint else ""
        return f"{self.check}{of}: {self.what}"


class NotPdfError(ValueError):
    """The file cannot be read as a PDF, or only with a password."""


class Opened:
    """A PDF that is open, with what several checks ask of it read once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root

    @cached_property
    def tree(self) -> Tree:
        return read(self.pdf)

    @cached_property
    def painted(self) -> tuple[Painted, ...]:
        return tuple(painted(p) for p in self.pdf.pages)

    @cached_property
    def pages(self) -> dict[Id, int]:
        """The number of each page, from 1, by its object."""
        return {p.obj.objgen: n for n, p in enumerate(self.pdf.pages, start=1)}

    @cached_property
    def holders(self) -> dict[Mark, list[Element]]:
        """The elements that name each sequence of marked content."""
        found: dict[Mark, list[Element]] = {}
        for element in self.tree.elements:
            for mark in element.marks:
                found.setdefault(mark, []).append(element)
        return found

    @cached_property
    def objects(self) -> dict[Id, list[Element]]:
        """The elements that name each annotation."""
        found: dict[Id, list[Element]] = {}
        for element in self.tree.elements:
            for one in element.objects:
                found.setdefault(one.objgen, []).append(element)
        return found

    def of_role(self, role: str) -> Iterator[Element]:
        return (e for e in self.tree.elements if e.role == role)


Check = Callable[[Opened], Iterator[str]]
_CHECKS: dict[str, tuple[str, Check]] = {}


def _check(name: str, checkpoint: str = "") -> Callable[[Check], Check]:
    def kept(check: Check) -> Check:
        _CHECKS[name] = (checkpoint, check)
        return check

    return kept


def names() -> dict[str, str]:
    """Every check with its Matterhorn checkpoint, in the order in which they run."""
    return {name: checkpoint for name, (checkpoint, _one) in _CHECKS.items()}


def check(content: bytes) -> tuple[Fault, ...]:
    """Every fault of a PDF; empty where there is none. Raises :class:`NotPdfError`."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            opened = Opened(pdf)
            return tuple(
                Fault(name, checkpoint, what)
                for name, (checkpoint, one) in _CHECKS.items()
                for what in one(opened)
            )
    except pikepdf.PasswordError as refused:
        raise NotPdfError(_("It opens with a password only.")) from refused
    except pikepdf.PdfError as refused:
        raise NotPdfError(_("It cannot be read as a PDF: {why}").format(why=refused)) from refused


# What the file says of itself.


@_check("marked", "01")
def _marked(opened: Opened) -> Iterator[str]:
    info = opened.root.get("/MarkInfo") or Dictionary()
    if not _true(info.get("/Marked")):
        yield _("The file does not say that it is tagged (MarkInfo, Marked).")
    if _true(info.get("/Suspects")):
        yield _("The file says that its tags are doubtful (MarkInfo, Suspects).")
    if "/StructTreeRoot" not in opened.root or not opened.tree.elements:
        yield _("There is no structure tree, or nothing in it.")


@_check("identifier", "06")
def _identifier(opened: Opened) -> Iterator[str]:
    if not re.search(rb'pdfuaid:part(?:>|=")\s*1\b', _metadata(opened)):
        yield _("The metadata do not say that this is PDF/UA-1 (pdfuaid:part).")


@_check("title", "06, 07")
def _title(opened: Opened) -> Iterator[str]:
    if not re.search(rb"<dc:title>.*?<rdf:li[^>]*>\s*[^<\s]", _metadata(opened), re.DOTALL):
        yield _("The metadata have no title (dc:title).")
    if not _true((opened.root.get("/ViewerPreferences") or Dictionary()).get("/DisplayDocTitle")):
        yield _("The window would show the file's name and not its title (DisplayDocTitle).")


@_check("language", "11")
def _language(opened: Opened) -> Iterator[str]:
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", str(opened.root.get("/Lang", ""))):
        yield _("The file names no language, or none that can be read (Lang).")


@_check("encryption", "26")
def _encryption(opened: Opened) -> Iterator[str]:
    if opened.pdf.is_encrypted:
        yield _("The file is encrypted: a screen reader may be kept out.")


# Content and tags agree.


@_check("unmarked content", "01")  # stays English
def _unmarked(opened: Opened) -> Iterator[str]:
    for number, page in enumerate(opened.painted, start=1):
        if page.bare:
            yield _("Page {n} paints {times} times outside of tags and artifacts.").format(
                n=number, times=len(page.bare)
            )
        if page.mixed:
            yield _(
                "Page {n} has artifacts inside tagged content, or tagged content inside artifacts."
            ).format(n=number)


@_check("marks and tree", "01")  # stays English
def _marks(opened: Opened) -> Iterator[str]:
    there = Counter(
        (p.obj.objgen, n) for p, on in zip(opened.pdf.pages, opened.painted, strict=True) for n in on.marks
    )
    for (page, number), times in there.items():
        held = len(opened.holders.get((page, number), ()))
        spot = {"sequence": number, "n": opened.pages[page]}
        if times > 1:
            yield _("Sequence {sequence} of page {n} is there {times} times.").format(**spot, times=times)
        if held != 1:
            yield _("Sequence {sequence} of page {n} is named by {count} elements, not by one.").format(
                **spot, count=held
            )
    for page, number in opened.holders:
        if (page, number) not in there:
            yield _("An element names sequence {sequence} of page {n}: it is not there.").format(
                sequence=number, n=opened.pages.get(page, "?")
            )


@_check("parent tree", "01")  # stays English
def _parents(opened: Opened) -> Iterator[str]:
    """Where a reader looks first: from a sequence or an annotation to its element."""
    root = opened.root.get("/StructTreeRoot") or Dictionary()
    parents = pikepdf.NumberTree(root.ParentTree) if "/ParentTree" in root else {}
    for page, on in zip(opened.pdf.pages, opened.painted, strict=True):
        key = page.obj.get("/StructParents")
        listed: Any = parents.get(int(key)) if key is not None else None
        wrong = [
            n for n in on.marks if not _is_parent(listed, n, opened.holders.get((page.obj.objgen, n), []))
        ]
        if wrong:
            yield _("Page {n}: the parent tree is wrong for sequence {sequence}.").format(
                n=opened.pages[page.obj.objgen], sequence=wrong[0]
            )
    for number, annotation in _annotations(opened):
        key = annotation.get("/StructParent")
        held = opened.objects.get(annotation.objgen, [])
        parent: Any = parents.get(int(key)) if key is not None else None
        if held and (parent is None or parent.objgen != held[0].node.objgen):
            yield _("Page {n}: the parent tree is wrong for an annotation.").format(n=number)


def _is_parent(listed: Any, number: int, held: list[Element]) -> bool:
    if not isinstance(listed, Array) or number >= len(listed) or not held:
        return False
    return isinstance(listed[number], Dictionary) and listed[number].objgen == held[0].node.objgen


@_check("marks in forms", "30")  # stays English
def _forms(opened: Opened) -> Iterator[str]:
    forms = (x for x in resources(opened.pdf, "/XObject") if x.get("/Subtype") == "/Form")
    if any(painted(form).marks for form in forms):
        yield _("A form has marked content of its own, which these checks do not follow.")


@_check("roles", "02")
def _roles(opened: Opened) -> Iterator[str]:
    for role, times in Counter(e.role for e in opened.tree.elements).items():
        if role not in STANDARD:
            yield _("{times} elements have the role {role}, which is not mapped to a standard one.").format(
                times=times, role=role
            )
    mapped: Any = (opened.root.get("/StructTreeRoot") or Dictionary()).get("/RoleMap") or Dictionary()
    for role in mapped.keys() & {f"/{one}" for one in STANDARD}:
        yield _("The standard role {role} is mapped to another one.").format(role=role)


# The kinds of element.


@_check("figures", "13")
def _figures(opened: Opened) -> Iterator[str]:
    for number, figure in enumerate(opened.of_role("Figure"), start=1):
        if not (str(figure.node.get("/Alt", "")) + str(figure.node.get("/ActualText", ""))).strip():
            yield _("Picture {n} has no alternative.").format(n=number)
        box = figure.attribute("/BBox")
        if not isinstance(box, Array) or len(box) != 4:
            yield _("Picture {n} does not say where it stands (BBox).").format(n=number)


@_check("headings", "14")
def _headings(opened: Opened) -> Iterator[str]:
    before = 0
    for element in opened.tree.elements:
        if element.role == "H":
            yield _("A heading has no level (H).")
        elif re.fullmatch("H[1-6]", element.role):
            level = int(element.role[1])
            if level > before + 1:
                yield _("A heading of level {level} follows one of level {before}.").format(
                    level=level, before=before
                )
            if not element.holds:
                yield _("A heading of level {level} is empty.").format(level=level)
            before = level


@_check("tables", "09, 15")
def _tables(opened: Opened) -> Iterator[str]:
    for number, table in enumerate(opened.of_role("Table"), start=1):
        rows = [r for e in (table, *table.children) for r in e.children if r.role == "TR"]
        widths = set(_widths(rows))
        if len(widths) != 1:
            yield _("Table {n} has rows of different width: {widths}.").format(
                n=number, widths=sorted(widths)
            )
        cells = [c for row in rows for c in row.children]
        if any(c.role not in ("TH", "TD") for c in cells):
            yield _("Table {n} has something else than cells in a row.").format(n=number)
        heads = [c for c in cells if c.role == "TH"]
        if not heads:
            yield _("Table {n} has no header cell.").format(n=number)
        if any(str(c.attribute("/Scope")) not in ("/Row", "/Column", "/Both") for c in heads):
            yield _("Table {n} has a header cell without a scope.").format(n=number)
        known = {str(c.node.get("/ID", "")) for c in heads} - {""}
        if any(str(name) not in known for c in cells for name in c.attribute("/Headers") or ()):
            yield _("Table {n} has a cell whose header is not in it.").format(n=number)


def _widths(rows: list[Element]) -> Iterator[int]:
    """How many columns each row fills, with what reaches down from the rows above."""
    reaching: list[tuple[int, int]] = []  # rows left, columns
    for row in rows:
        spans = [(int(c.attribute("/RowSpan") or 1), int(c.attribute("/ColSpan") or 1)) for c in row.children]
        yield sum(columns for _rows, columns in (*spans, *reaching))
        reaching = [(left - 1, columns) for left, columns in (*reaching, *spans) if left > 1]


@_check("lists", "09")
def _lists(opened: Opened) -> Iterator[str]:
    allowed = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOCI", "TOC", "Caption"}}
    for element in opened.tree.elements:
        for child in element.children:
            if element.role in allowed and child.role not in allowed[element.role]:
                yield _("A {child} stands in a {parent}.").format(child=child.role, parent=element.role)
            if element.role != {"LI": "L", "TOCI": "TOC"}.get(child.role, element.role):
                yield _("A {child} stands in a {parent}.").format(child=child.role, parent=element.role)


@_check("links", "28")
def _links(opened: Opened) -> Iterator[str]:
    for number, annotation in _annotations(opened):
        kind = str(annotation.get("/Subtype", "")).lstrip("/")
        if kind in ("Widget", "PrinterMark", "Popup"):
            continue
        roles = [e.role for e in opened.objects.get(annotation.objgen, ())]
        if roles != ["Link" if kind == "Link" else "Annot"]:
            yield _("Page {n}: an annotation ({kind}) stands in no element of its kind.").format(
                n=number, kind=kind
            )
        if not str(annotation.get("/Contents", "")).strip():
            yield _("Page {n}: an annotation ({kind}) does not say what it is (Contents).").format(
                n=number, kind=kind
            )


@_check("tab order", "28")  # stays English
def _tabs(opened: Opened) -> Iterator[str]:
    for number, page in enumerate(opened.pdf.pages, start=1):
        if len(page.obj.get("/Annots") or ()) and page.obj.get("/Tabs") != "/S":
            yield _("Page {n}: the tabulator key does not follow the tags (Tabs).").format(n=number)


@_check("fonts", "10, 31")
def _fonts(opened: Opened) -> Iterator[str]:
    for font in resources(opened.pdf, "/Font"):
        name = str(font.get("/BaseFont", _("a font without a name"))).lstrip("/")
        if font.get("/Subtype") != "/Type3":
            own = font.DescendantFonts[0] if font.get("/Subtype") == "/Type0" else font
            held = own.get("/FontDescriptor") or Dictionary()
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(held.keys()):
                yield _("{font} is not embedded.").format(font=name)
        if "/ToUnicode" not in font:
            yield _("{font} does not say which letters its shapes are (ToUnicode).").format(font=name)
        elif re.search(rb"<[0-9A-Fa-f]+>\s*<(0000|FEFF|FFFE)>", font.ToUnicode.read_bytes()):
            yield _("{font} has shapes that stand for no letter (ToUnicode).").format(font=name)


@_check("bookmarks")
def _bookmarks(opened: Opened) -> Iterator[str]:
    if not any(re.fullmatch("H[1-6]", e.role) for e in opened.tree.elements):
        return
    marks = list(outline(opened.root))
    if not marks:
        yield _("There are headings and no bookmarks.")
    if any(not title.strip() for title, _to in marks):
        yield _("A bookmark has no words.")
    places = [place_of(to, opened.pages) for _title, to in marks]
    if None in places:
        yield _("The bookmark “{title}” leads nowhere.").format(title=marks[places.index(None)][0])
    known = [p for p in places if p is not None]
    if known != sorted(known):
        yield _("The bookmarks are not in the order of the pages.")


def _annotations(opened: Opened) -> Iterator[tuple[int, Any]]:
    for number, page in enumerate(opened.pdf.pages, start=1):
        for annotation in page.obj.get("/Annots") or ():
            yield number, annotation


def _metadata(opened: Opened) -> bytes:
    held = opened.root.get("/Metadata")
    return bytes(held.read_bytes()) if held is not None else b""


def _true(value: Any) -> bool:
    return value is not None and bool(value)
