"""What a start travels along, and what feeds a node."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .net import Net, Step

Way = tuple[Step, ...]


@dataclass(frozen=True)
class Reached:
    """A step that is travelled as the ``number``-th from the nearest start (1 for one out of a start).

    ``back``: it leads to a start again, so that a circle closes there.
    """

    step: Step
    number: int
    back: bool


def reached(of: Net, starts: Iterable[str], most: int | None = None) -> list[Reached]:
    """Every step that can be travelled from ``starts``, the nearest first, each once.

    ``most``: links from a start beyond which nothing is followed. Starts that are no nodes lead nowhere.
    """
    begun = {node for node in starts if node in of.nodes}
    distance = dict.fromkeys(sorted(begun), 0)
    waiting = list(distance)
    found: list[Reached] = []
    for node in waiting:  # the list grows: what is reached leads on
        if most is not None and distance[node] >= most:
            continue
        for step in of.out_of(node):
            found.append(Reached(step, distance[node] + 1, step.to in begun))
            if step.to not in distance:
                distance[step.to] = distance[node] + 1
                waiting.append(step.to)
    return found


def feeds(of: Net, node: str, most: int | None = None) -> list[Reached]:
    """Every step on a way to ``node``, the nearest first: ``number`` counts links up to and with the step.

    ``back``: the step comes out of ``node`` itself.
    """
    if node not in of.nodes:
        return []
    distance = {node: 0}
    waiting = [node]
    found: list[Reached] = []
    for here in waiting:
        if most is not None and distance[here] >= most:
            continue
        for step in of.into(here):
            found.append(Reached(step, distance[here] + 1, step.origin == node))
            if step.origin not in distance:
                distance[step.origin] = distance[here] + 1
                waiting.append(step.origin)
    return found
