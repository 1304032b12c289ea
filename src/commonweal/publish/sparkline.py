"""A series the size of a word, as inline SVG: its first and last value stand at the ends of the line.

Only classes and presentation attributes, so that it is drawn under a strict Content-Security-Policy, in print
and in a document that has no stylesheet of ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from commonweal.packs.models import Indicator
from commonweal.publish import numbers, series, wording
from commonweal.publish.series import Point
from commonweal.words import _

WIDTH, HEIGHT = 160, 36
_LINE, _QUIET, _INK = "#0b5d5e", "#505a5f", "#0b0c0c"
_DIGIT, _GAP, _TOP = 6.7, 6.0, 6.0  # widths in pixels of 12 px type, and the room above and below the line


@dataclass(frozen=True)
class _Frame:
    """Where the line may run, and the range of what it shows."""

    left: float
    right: float
    first: float
    last: float
    low: float
    high: float

    def x(self, at: float) -> float:
        span = self.last - self.first
        share = (at - self.first) / span if span else 1.0
        return self.left + share * (self.right - self.left)

    def y(self, value: float) -> float:
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.5
        return HEIGHT - _TOP - share * (HEIGHT - 2 * _TOP)


def sparkline(row: Mapping[str, Any], indicator: Indicator, *, yardstick: bool = True) -> str:
    """The history of an assessed series, with the target or comparator as a dashed line.

    The dashed line is left out where it lies so far away that the series would look flat.
    """
    history = _history(row, indicator)
    known = series.valued(history)
    if not known:
        return _empty()
    aim = row["yardstick"] if yardstick and numbers.known(row["yardstick"]) else None
    frame = _frame(known, aim, indicator)
    parts = [
        *_aim(aim, frame),
        *(_line(run, frame) for run in series.runs(history, series.break_dates(indicator, history))),
        *_ends(known, frame, indicator, bool(row["provisional"])),
    ]
    said = escape(_said(known, indicator, bool(row["provisional"])), quote=True)
    spoken = _opening(f'role="img" aria-label="{said}"')  # stays English
    return "".join((spoken, *parts, "</svg>"))


def _opening(spoken: str) -> str:
    return (
        f'<svg class="cw-spark" xmlns="http://www.w3.org/2000/svg" {spoken} viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" focusable="false">'
    )


def _empty() -> str:
    said = escape(_("No figures to draw."), quote=True)
    spoken = _opening(f'role="img" aria-label="{said}"')  # stays English
    return f"{spoken}{_text(WIDTH / 2, HEIGHT / 2, numbers.no_data(), 'middle')}</svg>"


def _history(row: Mapping[str, Any], indicator: Indicator) -> list[Point]:
    """Points at the middle of their periods: all last as long as the latest."""
    length = (row["latest_period"] or "").partition("/")[2]
    starts: Sequence[dt.date] = row["history_start"] or ()
    values: Sequence[float | None] = row["history"] or ()
    found = [
        Point(
            period=f"{start}/{length}" if length else str(start),
            start=start,
            x=float(start.toordinal()),
            value=value if numbers.known(value) else None,
        )
        for start, value in zip(starts, values, strict=False)
    ]
    return sorted(found, key=lambda p: p.start)


def _frame(known: Sequence[Point], aim: float | None, indicator: Indicator) -> _Frame:
    values = [p.value for p in known if p.value is not None]
    low, high = min(values), max(values)
    if aim is not None and _near(aim, low, high):
        low, high = min(low, aim), max(high, aim)
    ends = [numbers.compact(p.value, indicator) for p in (known[0], known[-1])]
    left, right = (len(text) * _DIGIT + _GAP for text in ends)
    return _Frame(left if len(known) > 1 else 0.0, WIDTH - right, known[0].x, known[-1].x, low, high)


def _near(aim: float, low: float, high: float) -> bool:
    """Whether the series keeps a third of the height with the aim beside it."""
    span = max(high, aim) - min(low, aim)
    return span == 0 or (high - low) / span >= 1 / 3


def _aim(aim: float | None, frame: _Frame) -> list[str]:
    if aim is None or not frame.low <= aim <= frame.high:
        return []
    y = _n(frame.y(aim))
    return [
        f'<path class="cw-spark__comparator" d="M{_n(frame.left)},{y}H{_n(frame.right)}" fill="none" '
        f'stroke="{_QUIET}" stroke-width="1.5" stroke-dasharray="3 3"/>'
    ]


def _line(run: Sequence[Point], frame: _Frame) -> str:
    at = [(_n(frame.x(p.x)), _n(frame.y(p.value))) for p in run if p.value is not None]
    if len(at) == 1:
        return f'<circle class="cw-spark__end" cx="{at[0][0]}" cy="{at[0][1]}" r="1.6" fill="{_LINE}"/>'
    path = "L".join(f"{x},{y}" for x, y in at)
    return (
        f'<path class="cw-spark__line" d="M{path}" fill="none" stroke="{_LINE}" stroke-width="2" '
        f'stroke-linejoin="round"/>'
    )


def _ends(known: Sequence[Point], frame: _Frame, indicator: Indicator, provisional: bool) -> list[str]:
    first, last = known[0], known[-1]
    x, y = frame.x(last.x), frame.y(last.value or 0.0)
    hollow = " cw-spark__end--provisional" if provisional else ""
    fill = f'fill="{_LINE}"'
    if provisional:
        fill = f'fill="#ffffff" stroke="{_LINE}" stroke-width="2"'  # stays English
    parts = [
        f'<circle class="cw-spark__end{hollow}" cx="{_n(x)}" cy="{_n(y)}" r="3" {fill}/>',
        _text(x + _GAP, y, numbers.compact(last.value, indicator), "start"),
    ]
    if len(known) > 1:
        at = frame.y(first.value or 0.0)
        parts.append(_text(frame.left - _GAP / 2, at, numbers.compact(first.value, indicator), "end"))
    return parts


def _text(x: float, y: float, words: str, anchor: str) -> str:
    """The baseline lies 4 px under the middle of 12 px type; not every reader knows dominant-baseline."""
    return (
        f'<text class="cw-spark__value" x="{_n(x)}" y="{_n(y + 4)}" text-anchor="{anchor}" fill="{_INK}" '
        f'font-size="12" font-family="sans-serif">{escape(words)}</text>'
    )


def _said(known: Sequence[Point], indicator: Indicator, provisional: bool) -> str:
    first, last = known[0], known[-1]
    end = f"{numbers.value(last.value, indicator)} ({wording.period(last.period)})"
    if provisional:
        end = _("{figure} ({period}, provisional)").format(
            figure=numbers.value(last.value, indicator), period=wording.period(last.period)
        )
    name = wording.name(indicator)
    if len(known) == 1:
        return f"{name}: {end}."
    start = f"{numbers.value(first.value, indicator)} ({wording.period(first.period)})"
    told = _("{subject}: from {first} to {last}").format(subject=name, first=start, last=end)
    return f"{told}."


def _n(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
