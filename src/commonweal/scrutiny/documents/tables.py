"""Tables in a PDF: lines whose segments stand in columns, cut into rows by rules, or by where labels
begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..report import Cell
from .lines import Line, Segment

_TOLERANCE = 7.0  # points by which the lines of a column may begin apart
_FAR = 4.0  # line heights: a wider gap ends a table
#: A cell, its lines, its page and the height of its first line.
Row = list[tuple[Cell, list[Segment], int, float]]


def table_from(lines: Sequence[Line], at: int, leading: float, number: int) -> tuple[list[Row], int]:
    """The table that begins at a line and how many lines it takes; ([], 0) where none begins there."""
    start = at
    if len(lines[at].segments) < 2 and not _centred(lines, at):
        return [], 0
    first = next(n for n in range(at, len(lines)) if len(lines[n].segments) > 1)
    columns = [segment.left for segment in lines[first].segments]
    end = first + 1
    while end < len(lines) and _goes_on(lines[end - 1], lines[end], columns):
        columns = _with(columns, lines[end])
        end += 1
    taken = lines[start:end]
    if len(columns) < 2:
        return [], 0
    return _rows(taken, columns, leading, number), end - start


def _centred(lines: Sequence[Line], at: int) -> bool:
    """Text of a right column above its label, which stands in the middle of the row: shown by rules
    around it."""
    for n in range(at + 1, min(at + 6, len(lines))):
        line = lines[n]
        if line.page != lines[at].page or _rule_between(lines[n - 1], line, line.left):
            return False
        if len(line.segments) > 1:
            return abs(line.segments[1].left - lines[at].left) < _TOLERANCE and bool(line.rules)
        if abs(line.left - lines[at].left) > _TOLERANCE:
            return False
    return False


def _goes_on(last: Line, line: Line, columns: Sequence[float]) -> bool:
    if last.page == line.page and last.middle - line.middle > _FAR * max(last.height, line.height):
        return False
    if len(line.segments) > 1:
        return any(_column(s.left, columns) is not None for s in line.segments[1:])
    segment = line.segments[0]
    column = _column(segment.left, columns)
    if column is None:
        return False
    if column == 0:
        fits = segment.right < columns[1] + _TOLERANCE
        near = last.page == line.page and last.middle - line.middle < 1.6 * last.height
        return fits and (near or (bool(line.rules) and _rule_between(last, line, segment.left)))
    return True


def _column(left: float, columns: Sequence[float]) -> int | None:
    apart, column = min((abs(left - x), n) for n, x in enumerate(columns))
    return column if apart <= _TOLERANCE else None


def _with(columns: list[float], line: Line) -> list[float]:
    """Columns that only later lines show are added; a row with fewer cells takes none away."""
    if len(line.segments) < 2:
        return columns
    new = [s.left for s in line.segments if _column(s.left, columns) is None]
    return sorted([*columns, *new])


def _rows(lines: Sequence[Line], columns: Sequence[float], leading: float, number: int) -> list[Row]:
    ruled = any(_rule_between(a, b, columns[0]) for a, b in pairwise(lines))
    grouped: list[list[Line]] = []
    for line in lines:
        if grouped and not _new_row(grouped[-1], line, columns, leading, ruled):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return [_row(group, columns, number, n) for n, group in enumerate(grouped)]


def _new_row(row: Sequence[Line], line: Line, columns: Sequence[float], leading: float, ruled: bool) -> bool:
    last = row[-1]
    label = _in_column(line, 0, columns)
    if last.page != line.page:
        return label is not None
    if ruled:
        return _rule_between(last, line, columns[0])
    if label is None:
        return False
    if _in_column(last, 0, columns) is None:
        return True
    if last.middle - line.middle > leading * 1.25 * last.height:
        return True
    value, before = _in_column(line, 1, columns), _in_column(last, 1, columns)
    if value is None or before is None:
        return value is not None
    ended = _in_column(last, 0, columns)
    assert ended is not None
    colon = ended.text.rstrip().endswith(":")
    return colon or (label.text[:1].isupper() and bool(re.search(r"[.;:?]$", before.text)))


def _in_column(line: Line, column: int, columns: Sequence[float]) -> Segment | None:
    for segment in line.segments:
        if _nearest(segment, columns) == column:
            return segment
    return None


def _nearest(segment: Segment, columns: Sequence[float]) -> int:
    return max((n for n, x in enumerate(columns) if segment.left >= x - _TOLERANCE), default=0)


def _rule_between(one: Line, other: Line, at: float) -> bool:
    if one.page != other.page:
        return False
    return any(
        left - 8 <= at <= right and other.middle < height < one.middle for left, right, height in other.rules
    )


def _row(lines: Sequence[Line], columns: Sequence[float], number: int, n: int) -> Row:
    cells: dict[int, tuple[list[Segment], int, float]] = {}
    for line in lines:
        for segment in line.segments:
            column = _nearest(segment, columns)
            cells.setdefault(column, ([], line.page, line.height))[0].append(segment)
    return [
        (Cell(number, n, column, len(columns)), segments, page, height)
        for column, (segments, page, height) in sorted(cells.items())
    ]
