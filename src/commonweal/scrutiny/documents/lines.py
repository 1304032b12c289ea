"""Words of a PDF page → lines, cut where a gap or a rule makes a column; running heads and feet taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..letters import latin_share
from .looks import number_of

_GAP = 1.3  # of a line's height (about one and a half letters M): a wider gap begins a column
_MARGIN = 0.13  # of the page's height: running heads and feet stand in it
_OUTER = 3  # lines from the edge that can be one
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–(]?\s*\d{1,4}\s*[-–)]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_MARK = re.compile(r"[•●▪■◦‣⁃∙*–—-]|\uf0b7")

Rule = tuple[float, float, float]


class Word(NamedTuple):
    """Points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line with no gap between them. ``right_to_left``: Arabic or Hebrew, already in order."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words if any(c.isalnum() for c in word.text))

    @property
    def lead(self) -> str:
        """The bold words at its start, where not all are."""
        said: list[str] = []
        for word in self.words:
            if not word.bold:
                break
            said.append(word.text)
        return " ".join(said) if len(said) < len(self.words) else ""


@dataclass(frozen=True, slots=True)
class Line:
    """``middle`` and ``height`` in points; ``rules``: heights of the rules across the page; ``edge``: 0
    at the top of the page, 1 at its bottom."""

    segments: tuple[Segment, ...]
    page: int
    middle: float
    height: float
    edge: float
    rules: tuple[Rule, ...] = field(default=(), repr=False)

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return max(segment.right for segment in self.segments)

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)


def lines_of(
    words: Sequence[Word], page: int, height: float, across: Sequence[Rule], down: Sequence[Rule]
) -> list[Line]:
    """Words grouped by height, top of the page first, each line cut into segments."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -(w.top + w.bottom)):
        if found and _level(found[-1][0], word):
            found[-1].append(word)
        else:
            found.append([word])
    return [_line(group, page, height, tuple(across), down) for group in found]


def _level(one: Word, other: Word) -> bool:
    """On one line: their middles are less than two fifths of the smaller height apart."""
    apart = abs((one.top + one.bottom) - (other.top + other.bottom)) / 2
    return apart < 0.4 * max(min(one.top - one.bottom, other.top - other.bottom), 4)


def _line(
    group: list[Word], page: int, height: float, across: tuple[Rule, ...], down: Sequence[Rule]
) -> Line:
    ordered = sorted(group, key=lambda w: w.left)
    tall = sorted(w.top - w.bottom for w in ordered)[len(ordered) // 2]
    middle = (ordered[0].top + ordered[0].bottom) / 2
    walls = [x for bottom, top, x in down if bottom < middle < top]
    segments: list[list[Word]] = [[ordered[0]]]
    for word in ordered[1:]:
        last = segments[-1][-1]
        gap = word.left - last.right
        wall = any(last.right - 1 <= x <= word.left + 1 for x in walls)
        if wall or (gap > _GAP * max(tall, 4) and not _only_number(segments[-1])):
            segments.append([word])
        else:
            segments[-1].append(word)
    made = tuple(Segment(_in_reading_order(segment)) for segment in segments)
    return Line(made, page, middle, tall, 1 - middle / height if height else 0.5, across)


def _only_number(words: Sequence[Word]) -> bool:
    """A number or a bullet before its text does not make a column."""
    text = " ".join(word.text for word in words)
    return bool(_MARK.fullmatch(text)) or (
        number_of(f"{text} x")[0] != () and number_of(f"{text} x")[1] == "x"
    )


def _in_reading_order(words: list[Word]) -> tuple[Word, ...]:
    """From left to right, but each run of words that are written from right to left the other way round."""
    if all(word.text.isascii() for word in words):
        return tuple(words)
    leftward = [latin_share(word.text) < 0.5 and bool(_RIGHT_TO_LEFT.search(word.text)) for word in words]
    if not any(leftward):
        return tuple(words)
    mostly = sum(leftward) * 2 > len(words)
    runs: list[list[Word]] = []
    for n, word in enumerate(words):
        if n and leftward[n] == leftward[n - 1]:
            runs[-1].append(word)
        else:
            runs.append([word])
    ordered = [run[::-1] if leftward[words.index(run[0])] else run for run in runs]
    return tuple(word for run in (ordered[::-1] if mostly else ordered) for word in run)


def without_running(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """All lines in order, without those that come back in the margins of many pages, and page numbers."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line.text) for line in _margins(page)})
    often = max(2, round(len(pages) * 0.3))
    kept: list[Line] = []
    for page in pages:
        margins = {id(line) for line in _margins(page)}
        for line in page:
            running = id(line) in margins and (
                (len(pages) > 1 and seen[_shape(line.text)] >= often) or _PAGE_NUMBER.fullmatch(line.text)
            )
            if not running:
                kept.append(line)
    return kept


def _margins(page: Sequence[Line]) -> list[Line]:
    outer = [*page[:_OUTER], *page[-_OUTER:]]
    return [line for line in outer if line.edge < _MARGIN or line.edge > 1 - _MARGIN]


def _shape(text: str) -> str:
    """The text with every number the same, for "Page 3 of 9" comes back as "Page 4 of 9"."""
    return re.sub(r"\d+", "0", text).casefold()
