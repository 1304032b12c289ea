"""Where each node stands in the picture: the same place on every visit, whatever the figures say."""

from __future__ import annotations

from collections.abc import Mapping
from math import atan2, cos, pi, sin

from .loops import Loops
from .net import Net

Points = Mapping[str, tuple[float, float]]
_TURN = 2 * pi


def layout(of: Net, found: Loops) -> Points:
    """Points in the square from -1 to 1, y downwards.

    The longest loop (of several, the first) stands round the outside, clockwise from the top, and all other
    nodes on a ring inside, each as near to what it is linked with as an even ring allows. Without a loop all
    stand outside. It depends on the links alone.
    """
    outside = max(found.found, key=len, default=of.nodes)
    points = {node: _on_ring(at / len(outside), 1.0) for at, node in enumerate(outside)}
    inside = [node for node in of.nodes if node not in points]
    if not inside:
        return points
    bearing = {node: _bearing(of, node, points) for node in inside}
    ordered = sorted(inside, key=lambda node: (bearing[node], node))
    for at, node in enumerate(ordered):
        points[node] = _on_ring(bearing[ordered[0]] + at / len(ordered), 0.45)
    return points


def _on_ring(turn: float, radius: float) -> tuple[float, float]:
    """A point after ``turn`` of a whole turn, clockwise from the top."""
    return (round(radius * sin(_TURN * turn), 4), round(-radius * cos(_TURN * turn), 4))


def _bearing(of: Net, node: str, points: Points) -> float:
    """The direction, as part of a turn, in which its neighbours on the outer ring lie; 0 where none does."""
    near = {step.origin for step in of.into(node)} | {step.to for step in of.out_of(node)}
    held = [points[other] for other in sorted(near) if other in points]
    x, y = (sum(point[axis] for point in held) for axis in (0, 1))
    if abs(x) < 1e-9 and abs(y) < 1e-9:
        return 0.0
    return round((atan2(x, -y) % _TURN) / _TURN, 6)
