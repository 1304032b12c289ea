"""The virtuous circle as SVG: a box for each node, a line for each step, all of it also said by shape."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import hypot

from commonweal.circle import Net, State, Step
from commonweal.packs.circles import Strength
from commonweal.progress.schema import Status
from commonweal.publish import status
from commonweal.words import _

Point = tuple[float, float]
WIDTH, HEIGHT = 1040, 800
BOX = (176, 62)
#: More nodes than this are drawn as numbers alone, whose names stand in the table.
MOST_BOXES = 26
_INK, _QUIET, _PAPER = "#0b0c0c", "#505a5f", "#ffffff"

#: The mark of each state; what no figures know has that of "no indicator".
MARK_OF = {
    State.TURNS: Status.IMPROVING,
    State.SLOW: Status.SLOW,
    State.AWAY: Status.AWAY,
    State.UNJUDGED: Status.UNJUDGED,
    State.NO_DATA: Status.NO_DATA,
    State.NO_INDICATOR: Status.NO_INDICATOR,
    State.ABSENT: Status.NO_INDICATOR,
}
#: Width and dashes of a line, by the strength of its evidence.
_LINES = {Strength.ESTABLISHED: (3.0, ""), Strength.PLAUSIBLE: (1.8, ""), Strength.CONTESTED: (1.8, "6 5")}
#: Bends that are tried in turn, as parts of the usual one; where a sign may stand along a line.
_BENDS = (1.0, -1.0, 0.3, 1.8, -1.8, 2.8, -2.8, 4.0, -4.0)
_SIGN_AT = (0.5, 0.38, 0.62, 0.25, 0.75)
_SIGNS = {1: "+", -1: "−", 0: "±"}


@dataclass(frozen=True)
class Drawn:
    """What is drawn of a node. ``number`` is that of its row in the table."""

    number: int
    name: str
    state: State


def picture(
    of: Net,
    points: Mapping[str, tuple[float, float]],
    nodes: Mapping[str, Drawn],
    said: str,
    *,
    chosen: Collection[tuple[str, str]] = (),
) -> str:
    """``points`` in the square from -1 to 1. ``chosen`` steps are drawn strong and all others pale."""
    small = len(nodes) > MOST_BOXES
    half = (14.0, 14.0) if small else (BOX[0] / 2, BOX[1] / 2)
    at = {
        node: (
            WIDTH / 2 + x * (WIDTH / 2 - half[0] - 8),
            HEIGHT / 2 + y * (HEIGHT / 2 - half[1] - 8),
        )
        for node, (x, y) in points.items()
    }
    lines = [
        _line(step, at, half, faint=bool(chosen) and ends not in chosen) for ends, step in of.steps.items()
    ]
    boxes = [_small(at[n], nodes[n]) if small else _box(at[n], nodes[n]) for n in points]
    return (
        f'<svg class="cw-circle" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{escape(said, quote=True)}" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" font-family="sans-serif" focusable="false">{"".join((*lines, *boxes))}</svg>'
    )


def _line(step: Step, at: Mapping[str, Point], half: Point, *, faint: bool) -> str:
    """Bent so that it runs behind as few boxes as can be; its sign stands in the open."""
    others = [point for node, point in at.items() if node not in (step.origin, step.to)]
    first, middle, last = _curve(at[step.origin], at[step.to], half, others)
    width, dashes = _LINES[step.strength]
    colour = "#b1b4b6" if faint else _INK
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""  # stays English
    x, y = min(
        (_along(first, middle, last, part) for part in _SIGN_AT),
        key=lambda point: _behind([point], others, (half[0] + 10, half[1] + 10)),
    )
    return (
        f'<path d="M{_p(first)} Q{_p(middle)} {_p(last)}" fill="none" stroke="{colour}" '
        f'stroke-width="{width}"{dash}/>{_head(middle, last, colour)}'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="{_PAPER}" stroke="{colour}"/>'
        f'<text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" font-size="15" '
        f'fill="{_QUIET if faint else _INK}">{_SIGNS[step.sign]}</text>'
    )


def _curve(start: Point, end: Point, half: Point, others: Sequence[Point]) -> tuple[Point, Point, Point]:
    """The first of a few bends that hides least: where a line leaves, is drawn to, and arrives."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) or 1.0
    found: list[tuple[int, tuple[Point, Point, Point]]] = []
    for bend in _BENDS if len(others) < MOST_BOXES else _BENDS[:1]:
        away = min(46.0, length / 6) * bend
        middle = ((start[0] + end[0]) / 2 - dy / length * away, (start[1] + end[1]) / 2 + dx / length * away)
        curve = (_edge(start, middle, half), middle, _edge(end, middle, half))
        hidden = _behind([_along(*curve, n / 24) for n in range(25)], others, half)
        if not hidden:
            return curve
        found.append((hidden, curve))
    return min(found, key=lambda each: each[0])[1]


def _along(first: Point, middle: Point, last: Point, part: float) -> Point:
    """The point of a quadratic curve after ``part`` of it."""
    a, b, c = (1 - part) ** 2, 2 * part * (1 - part), part**2
    return (a * first[0] + b * middle[0] + c * last[0], a * first[1] + b * middle[1] + c * last[1])


def _behind(points: Sequence[Point], boxes: Sequence[Point], half: Point) -> int:
    """How many of ``points`` lie in a box."""
    return sum(
        any(abs(x - bx) < half[0] + 3 and abs(y - by) < half[1] + 3 for bx, by in boxes) for x, y in points
    )


def _edge(
    centre: tuple[float, float], towards: tuple[float, float], half: tuple[float, float]
) -> tuple[float, float]:
    """Where a line from the centre of a box leaves it, with a little air."""
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    reach = min(
        (half[0] + 4) / abs(dx) if dx else float("inf"), (half[1] + 4) / abs(dy) if dy else float("inf")
    )
    reach = min(reach, 1.0)
    return (centre[0] + dx * reach, centre[1] + dy * reach)


def _head(towards: tuple[float, float], tip: tuple[float, float], colour: str) -> str:
    dx, dy = tip[0] - towards[0], tip[1] - towards[1]
    length = hypot(dx, dy) or 1.0
    x, y = dx / length, dy / length
    left = (tip[0] - 13 * x + 6 * y, tip[1] - 13 * y - 6 * x)
    right = (tip[0] - 13 * x - 6 * y, tip[1] - 13 * y + 6 * x)
    return f'<path d="M{_p(tip)} L{_p(left)} L{_p(right)} Z" fill="{colour}"/>'


def _name(whole: str) -> tuple[int, list[str]]:
    """The size of the letters and the two lines that a name takes; what is longer stands in the table."""
    for size, width in ((14, 20), (12, 25)):
        if len(lines := textwrap.wrap(whole, width)) <= 2:
            return size, lines
    return 12, textwrap.wrap(whole, 25, max_lines=2, placeholder=" …")


def _box(at: tuple[float, float], node: Drawn) -> str:
    x, y = at[0] - BOX[0] / 2, at[1] - BOX[1] / 2
    mark = status.mark(MARK_OF[node.state])
    size, lines = _name(f"{node.number}. {node.name}")
    words = "".join(
        f'<text x="{at[0]:.1f}" y="{y + 18 + 16 * n:.1f}" text-anchor="middle" font-size="{size}" '
        f'font-weight="bold" fill="{_INK}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    word = escape(_("not in these figures") if node.state is State.ABSENT else mark.short)
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{BOX[0]}" height="{BOX[1]}" fill="{_PAPER}" '
        f'stroke="{mark.colour}" stroke-width="3"/>{words}'
        f"{_shape(mark, (x + 10, y + BOX[1] - 21))}"
        f'<text x="{x + 31:.1f}" y="{y + BOX[1] - 8:.1f}" font-size="13" fill="{mark.colour}">{word}</text>'
    )


def _small(at: tuple[float, float], node: Drawn) -> str:
    mark = status.mark(MARK_OF[node.state])
    return (
        f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="13" fill="{_PAPER}" stroke="{mark.colour}" '
        f'stroke-width="2"/><text x="{at[0]:.1f}" y="{at[1] + 4:.1f}" text-anchor="middle" font-size="11" '
        f'fill="{_INK}">{node.number}</text>'
    )


def _shape(mark: status.Mark, at: tuple[float, float]) -> str:
    dashes = f' stroke-dasharray="{mark.dashes}"' if mark.dashes else ""  # stays English
    paint = (  # stays English
        f'fill="{mark.colour}"'
        if mark.filled
        else f'fill="none" stroke="{mark.colour}" stroke-width="1.8"{dashes}'
    )
    return f'<path transform="translate({at[0]:.1f} {at[1]:.1f})" d="{mark.path}" {paint}/>'


def _p(point: tuple[float, float]) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
