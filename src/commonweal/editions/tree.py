"""The text of a chapter as a small tree: what HTML, Typst and Word are all made from.

A tree holds no markup and no scripts: only words, links of safe kinds, and figures. :class:`Number` is a
token inside a sentence, :class:`Picture` one on a line of its own; ``resolve`` fills both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from commonweal.editions.tokens import Token


@dataclass(frozen=True)
class Used:
    """One figure as it stands in a text, with everything that its link tells.

    ``value`` is unrounded (None where the figure is words: a name, a period); ``decimals``: how it was
    rounded for the text. ``percent``: ``value`` is in per cent whatever the indicator's unit. ``period`` and
    ``since`` are canonical. ``remarks``: what must be known of it ("provisional"). ``direction``: which way
    it goes.
    """

    token: str
    form: str
    indicator: str
    name: str
    place: str
    place_name: str
    breakdown: str
    period: str
    text: str
    value: float | None = None
    decimals: int = 0
    percent: bool = False
    unit: str = ""
    since: str = ""
    comparator: str = ""
    organisation: str = ""
    dataset: str = ""
    vintage: str = ""
    released: str = ""
    remarks: tuple[str, ...] = ()
    direction: str = ""


@dataclass(frozen=True)
class Trouble:
    """Why a token shows no figure, or a doubtful one. ``wrong`` and ``right`` are sentences for its writer.

    ``kind``: "unreadable" (no token), "unknown" (no such indicator, place or period), "lost" (the evidence
    has no figure), "turned" (the direction is not the one that was written down), "break" (a change across a
    break in series), "overlap", "unfit" (the form makes no sense for this indicator).
    """

    kind: Literal["unreadable", "unknown", "lost", "turned", "break", "overlap", "unfit"]
    wrong: str
    right: str = ""


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Code:
    text: str


@dataclass(frozen=True)
class Link:
    """``address`` begins with http://, https://, mailto:, # or /: nothing else gets here."""

    address: str
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class LineBreak:
    """``hard``: a new line is meant; else it is only where the writer's line ended."""

    hard: bool = False


@dataclass(frozen=True)
class Number:
    """A figure inside a sentence. ``written``: the token as it stands; ``token``: None where unreadable.

    ``text`` is what a reader sees; with a ``trouble`` and without a figure it says so, in square brackets.
    """

    written: str
    token: Token | None
    text: str = ""
    used: Used | None = None
    trouble: Trouble | None = None


Inline = Text | Strong | Emphasis | Code | Link | LineBreak | Number


@dataclass(frozen=True)
class Heading:
    """``level`` is 2 to 6: the chapter's title is the page's first. ``anchor`` is its own in the chapter."""

    level: int
    children: tuple[Inline, ...]
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Item:
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Listing:
    ordered: bool
    items: tuple[Item, ...]
    start: int = 1


@dataclass(frozen=True)
class Quote:
    blocks: tuple[Block, ...]


Align = Literal["", "left", "center", "right"]


@dataclass(frozen=True)
class Cell:
    children: tuple[Inline, ...]
    align: Align = ""


@dataclass(frozen=True)
class Table:
    """``header`` has as many cells as each row."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class CodeBlock:
    text: str


@dataclass(frozen=True)
class Rule:
    """A line across."""


@dataclass(frozen=True)
class Picture:
    """A chart, table, map or picture of 100 people on a line of its own; drawn by whoever renders."""

    written: str
    token: Token
    trouble: Trouble | None = None


Block = Heading | Paragraph | Listing | Quote | Table | CodeBlock | Rule | Picture
Tree = tuple[Block, ...]


def plain(children: tuple[Inline, ...]) -> str:
    """The words of a run, without emphasis; figures as a reader sees them."""
    return "".join(_plain(c) for c in children)


def _plain(inline: Inline) -> str:
    if isinstance(inline, Text | Code):
        return inline.text
    if isinstance(inline, Number):
        return inline.text or inline.written
    if isinstance(inline, LineBreak):
        return "\n" if inline.hard else " "
    return plain(inline.children)


def leaves(children: tuple[Inline, ...]) -> Iterator[Text | Code | LineBreak | Number]:
    """The pieces of a run in reading order, without what is round them."""
    for child in children:
        if isinstance(child, Strong | Emphasis | Link):
            yield from leaves(child.children)
        else:
            yield child


def runs(blocks: Tree) -> Iterator[tuple[Inline, ...]]:
    """Each run of inline pieces in reading order: a heading, a paragraph, a cell."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.children
        elif isinstance(block, Quote):
            yield from runs(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from runs(item.blocks)
        elif isinstance(block, Table):
            for row in (block.header, *block.rows):
                for cell in row:
                    yield cell.children


def numbers(blocks: Tree) -> Iterator[Number]:
    """Every figure inside a sentence, in reading order."""
    for run in runs(blocks):
        for leaf in leaves(run):
            if isinstance(leaf, Number):
                yield leaf


def pictures(blocks: Tree) -> Iterator[Picture]:
    """Every picture, in reading order."""
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Quote):
            yield from pictures(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from pictures(item.blocks)


def used(blocks: Tree) -> tuple[Used, ...]:
    """The record of every figure that the tree shows, in reading order."""
    return tuple(n.used for n in numbers(blocks) if n.used is not None)


def rewritten(
    blocks: Tree, number: Callable[[Number], Number], picture: Callable[[Picture], Picture]
) -> Tree:
    """The same tree with each figure and picture put through a function."""

    def inline(child: Inline) -> Inline:
        if isinstance(child, Number):
            return number(child)
        if isinstance(child, Strong | Emphasis | Link):
            return replace(child, children=tuple(map(inline, child.children)))
        return child

    def cell(one: Cell) -> Cell:
        return replace(one, children=tuple(map(inline, one.children)))

    def block(one: Block) -> Block:
        if isinstance(one, Heading | Paragraph):
            return replace(one, children=tuple(map(inline, one.children)))
        if isinstance(one, Quote):
            return Quote(tuple(map(block, one.blocks)))
        if isinstance(one, Listing):
            items = tuple(Item(tuple(map(block, i.blocks))) for i in one.items)
            return replace(one, items=items)
        if isinstance(one, Table):
            rows = tuple(tuple(map(cell, row)) for row in one.rows)
            return Table(tuple(map(cell, one.header)), rows)
        return picture(one) if isinstance(one, Picture) else one

    return tuple(map(block, blocks))
