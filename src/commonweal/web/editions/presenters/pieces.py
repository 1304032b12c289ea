"""A section of an edition as a page shows it: its words, each picture with its table, each table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from commonweal.editions.book import Piece
from commonweal.editions.grids import Grid
from commonweal.editions.html import html
from commonweal.editions.pictures import Drawn
from commonweal.editions.tree import Block, Picture, Tree, Used
from commonweal.evidence.periods import label, parse
from commonweal.publish import breakdowns
from commonweal.web.ui.languages import ENGLISH

#: The address of a picture's drawing.
Source = Callable[[Drawn], str]
#: The address of one figure or table, by its name and what it is to be had as.
Taken = Callable[[str, str], str]


@dataclass(frozen=True)
class Words:
    html: SafeString
    kind: str = "words"


@dataclass(frozen=True)
class Cell:
    """``shown``: its text, with what is in another language than the table marked."""

    text: str
    shown: str
    header: str
    right: bool
    href: str = ""


@dataclass(frozen=True)
class Row:
    """``id``: what a link to it names, "" for none."""

    id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """``src``: the address of the picture above it, "" for a table alone; ``files``: what it is to be had
    as, and where."""

    id: str
    label: str
    title: str
    said: str
    src: str
    source: str
    header: tuple[tuple[str, bool], ...]
    rows: tuple[Row, ...]
    note: str = ""
    files: tuple[tuple[str, str], ...] = ()
    kind: str = "table"


@dataclass(frozen=True)
class Note:
    """Where one figure of a text is from."""

    text: str
    name: str
    href: str
    what: str
    place: str
    period: str
    source: str
    vintage: str
    remarks: str
    name_language: str = ENGLISH
    place_language: str = ENGLISH


View = Words | Table


def pieces(
    given: Sequence[Piece], *, source: Source, snapshot: str = "", appendix: str | None = None, own: str = "",
    taken: Taken | None = None, english: Sequence[str] = (),
) -> list[View]:  # fmt: skip
    """``snapshot``: that of a published edition; links to indicators lead to it. ``appendix``: the address of
    the appendix, to which the rows of a table lead; "" on its own page, where the rows have names. ``own``:
    begins the ids on the page. ``taken``: where each figure and table is to be had alone. ``english``: texts,
    the longest first, that are in English wherever they stand in a table of an edition in another language.
    """
    found: list[View] = []
    for loose, run in groupby(given, key=lambda p: isinstance(p, Drawn | Grid)):
        if loose:
            found += [
                _table(p, source, appendix, own, taken, english) for p in run if isinstance(p, Drawn | Grid)
            ]
        else:
            found.append(_words(tuple(p for p in run if not isinstance(p, Drawn | Grid)), snapshot))
    return found


def _words(blocks: Tree, snapshot: str) -> Words:
    return Words(mark_safe(html(blocks, address=lambda used: figure_address(used, snapshot))))


def preview(tree: Tree, drawn: Mapping[str, Drawn | str], source: Source) -> list[View]:
    """A text that is being written. Where a picture cannot be drawn, why stands in its place."""

    def each() -> Iterator[Piece]:
        for block in tree:
            yield drawn_or_said(block, drawn)

    return pieces(list(each()), source=source, own="preview-")


def drawn_or_said(block: Block, drawn: Mapping[str, Drawn | str]) -> Piece:
    made = drawn.get(block.written) if isinstance(block, Picture) else None
    return made if isinstance(made, Drawn) else block


def figure_address(used: Used, snapshot: str = "") -> str:
    """The page of a figure's indicator, in its place, of the snapshot that it was taken from."""
    query = {"place": used.place, "breakdown": used.breakdown, "snapshot": snapshot[:12]}
    said = urlencode({k: v for k, v in query.items() if v})
    return f"{reverse('framework:indicator', args=[used.indicator])}?{said}"


def notes(figures: Iterable[Used], snapshot: str = "") -> list[Note]:
    """Each figure once, in reading order."""
    found = dict.fromkeys(u for u in figures if u.value is not None)
    return [
        Note(
            text=u.text,
            name=u.name,
            href=figure_address(u, snapshot),
            what=breakdowns.words(u.breakdown) if u.breakdown else "",
            place=u.place_name,
            period=period(u.period),
            source=u.organisation + (f", released {u.released}" if u.released else ""),
            vintage=u.vintage[:8],
            remarks="; ".join(u.remarks),
        )
        for u in found
    ]


def period(text: str) -> str:
    try:
        return label(parse(text))
    except ValueError:
        return text


def _table(
    piece: Drawn | Grid, source: Source, appendix: str | None, own: str, taken: Taken | None,
    english: Sequence[str],
) -> Table:  # fmt: skip
    drawn = isinstance(piece, Drawn)
    anchors = () if drawn else piece.anchors
    right = frozenset(range(1, len(piece.header))) if drawn else piece.right
    header = tuple((words, n in right) for n, words in enumerate(piece.header))
    rows = tuple(
        _row(r, piece.header, right, _at(anchors, n), appendix, english) for n, r in enumerate(piece.rows)
    )
    return Table(
        id=f"{own}{piece.name or piece.number or 'shown'}-{piece.number}",
        label=piece.label if piece.number else "",
        title=piece.title if drawn else piece.caption,
        said=piece.said if drawn else "",
        src=source(piece) if drawn and piece.svg else "",
        source=piece.source if drawn else "",
        header=header,
        rows=rows,
        note="" if drawn else piece.note,
        files=_files(piece, taken) if taken and piece.name else (),
    )


def _files(piece: Drawn | Grid, taken: Taken) -> tuple[tuple[str, str], ...]:
    picture = ("svg", "png") if isinstance(piece, Drawn) and piece.svg else ()
    return tuple((kind.upper(), taken(piece.name, kind)) for kind in ("csv", "xlsx", *picture))


def _at(anchors: Sequence[str], n: int) -> str:
    return anchors[n] if n < len(anchors) else ""


def _row(
    row: Sequence[str], header: Sequence[str], right: frozenset[int], anchor: str, appendix: str | None,
    english: Sequence[str],
) -> Row:  # fmt: skip
    """The cell that names the indicator leads to the appendix; in the appendix itself the row is named."""
    at = next((n for n, words in enumerate(header) if words == "Indicator"), 0)
    cells = tuple(
        Cell(
            text,
            _marked(text, english),
            header[n],
            n in right,
            f"{appendix}#{anchor}" if anchor and appendix and n == at else "",
        )
        for n, text in enumerate(row)
    )
    return Row(anchor if appendix == "" else "", cells)


def _marked(text: str, english: Sequence[str]) -> str:
    """The text of a cell, where one of these stands in it whole, with that marked as English."""
    for n, words in enumerate(english):
        before, found, after = text.partition(words)
        if found and not _one_word(before, words) and not _one_word(words, after):
            rest = english[n + 1 :]
            return format_html(
                '{}<span lang="{}">{}</span>{}', _marked(before, rest), ENGLISH, words, _marked(after, rest)
            )
    return text


def _one_word(before: str, after: str) -> bool:
    """Whether the end of one text and the beginning of the next are of one word."""
    return before[-1:].isalnum() and after[:1].isalnum()
