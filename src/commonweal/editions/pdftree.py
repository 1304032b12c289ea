"""The structure tree of a tagged PDF and the marks in its pages, read with pikepdf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream

#: An object's number and generation; (0, 0) is one without a number.
Id = tuple[int, int]
#: A sequence of marked content: its page's object and its number on that page.
Mark = tuple[Id, int]
#: A chain of bookmarks that turns in a circle ends somewhere.
MOST_BOOKMARKS = 100_000
#: Operators that put something on a page.
_PAINTS = frozenset(("Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI",
                     "INLINE IMAGE"))  # fmt: skip # stays English
#: The structure types of ISO 32000-1, 14.8.4.
STANDARD = frozenset((
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
    "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH",
    "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link",
    "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
))  # fmt: skip


@dataclass(eq=False)
class Element:
    """One element of the tree. ``role``: its standard name, as the role map has it, without the stroke."""

    node: Any
    role: str
    parent: Element | None
    children: list[Element] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    objects: list[Any] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether it has content of its own or below."""
        return bool(self.marks or self.objects) or any(c.holds for c in self.children)

    @property
    def attributes(self) -> list[Any]:
        found = self.node.get("/A")
        listed = list(found) if isinstance(found, Array) else [found]
        return [a for a in listed if isinstance(a, Dictionary)]

    def attribute(self, name: str) -> Any:
        """The first attribute of this name in any of its attribute objects, or None."""
        return next((a[name] for a in self.attributes if name in a), None)


@dataclass(frozen=True)
class Tree:
    """``elements``: in reading order."""

    elements: tuple[Element, ...]


def read(pdf: pikepdf.Pdf) -> Tree:
    """The structure tree of a PDF; without one, a tree without elements."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return Tree(())
    roles = root.get("/RoleMap") or Dictionary()
    found: list[Element] = []
    stack: list[tuple[Any, Element | None, Any]] = [(kid, None, None) for kid in reversed(_kids(root))]
    while stack:
        kid, parent, page = stack.pop()
        if isinstance(kid, int):
            if parent is not None and page is not None:
                parent.marks.append((page.objgen, int(kid)))
        elif isinstance(kid, Dictionary) and "/S" in kid:
            made = Element(kid, standard(str(kid.S), roles), parent)
            found.append(made)
            if parent is not None:
                parent.children.append(made)
            stack += [(k, made, kid.get("/Pg", page)) for k in reversed(_kids(kid))]
        elif isinstance(kid, Dictionary) and parent is not None:
            own = kid.get("/Pg", page)
            if kid.get("/Type") == "/OBJR":
                parent.objects.append(kid.Obj)
            elif own is not None and "/MCID" in kid:
                parent.marks.append((own.objgen, int(kid.MCID)))
    return Tree(tuple(found))


def standard(role: str, roles: Any) -> str:
    """What a role is mapped to at last, without the stroke. A map that turns in a circle ends in it."""
    seen = set()
    while role in roles and role not in seen:
        seen.add(role)
        role = str(roles[role])
    return role.lstrip("/")


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


@dataclass(frozen=True)
class Painted:
    """What a page's content says of itself. ``marks``: the numbers of its sequences, in order; ``bare``:
    operators that paint outside of all marks; ``mixed``: artifacts in tagged content or the other way."""

    marks: tuple[int, ...]
    bare: tuple[str, ...]
    mixed: int


def painted(page: pikepdf.Page | Stream) -> Painted:
    """Walk the content of a page, or of a form that is painted on it."""
    stack: list[str] = []
    marks: list[int] = []
    bare: list[str] = []
    mixed = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            number = _number(page, instruction.operands) if operator == "BDC" else None
            kind = (
                "artifact"
                if instruction.operands[0] == "/Artifact"
                else "tagged"
                if number is not None
                else ""
            )
            mixed += bool(kind) and {"artifact", "tagged"} <= {kind, *stack}
            if number is not None:
                marks.append(number)
            stack.append(kind)
        elif operator == "EMC" and stack:
            stack.pop()
        elif operator in _PAINTS and not any(stack):
            bare.append(operator)
    return Painted(tuple(marks), tuple(bare), mixed)


def _number(page: Any, operands: Any) -> int | None:
    """The number of a marked sequence, which may be named among the page's resources."""
    properties: Any = operands[1]
    if not isinstance(properties, Dictionary):
        resources: Any = page.get("/Resources") or Dictionary()
        properties = (resources.get("/Properties") or Dictionary()).get(str(properties))
    if properties is None or "/MCID" not in properties:
        return None
    return int(properties.MCID)


def resources(pdf: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    """Each resource of a kind, such as ``/Font``, of the pages and of every form in them, once."""
    seen: set[Id] = set()
    waiting: list[Any] = [p.obj.get("/Resources") for p in pdf.pages]
    while waiting:
        held = waiting.pop()
        if not isinstance(held, Dictionary):
            continue
        for name in {kind, "/XObject", "/Pattern"}:
            for one in dict(held.get(name) or {}).values():
                if one.objgen in seen and one.objgen != (0, 0):
                    continue
                if name == kind:
                    yield one
                if name != "/Font":
                    waiting.append(one.get("/Resources"))
                seen.add(one.objgen)


def outline(root: Any) -> Iterator[tuple[str, Any]]:
    """The bookmarks in order, those below others too: title and destination."""
    waiting = [(root.get("/Outlines") or Dictionary()).get("/First")]
    seen = 0
    while waiting and seen < MOST_BOOKMARKS:
        one = waiting.pop()
        if one is None:
            continue
        seen += 1
        to = one.get("/Dest")
        if to is None:
            to = (one.get("/A") or Dictionary()).get("/D")
        yield str(one.get("/Title", "")), to
        waiting += [one.get("/Next"), one.get("/First")]


def place_of(to: Any, pages: dict[Id, int]) -> tuple[int, float] | None:
    """Page, and how far down on it, of a destination; None for one that is not on a page."""
    if not isinstance(to, Array) or not len(to) or not isinstance(to[0], Dictionary):
        return None
    page = pages.get(to[0].objgen)
    top = float(to[3]) if len(to) > 3 and to[3] is not None else 0.0
    return None if page is None else (page, -top)
