"""The loops of a graph, each once, the shortest first; no more than people can read.

Found by the algorithms that networkx has of D. B. Johnson (1975) and, for loops up to a length, of A. Gupta
and T. Suzumura (2021). A graph can have more loops than anybody can read, so the search ends and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from .net import Net

if TYPE_CHECKING:
    import networkx as nx

#: Loops that are listed at most.
MOST = 200
#: Where there are more loops than are listed, all up to one length are: the middle one is tried first, then
#: longer ones as long as their loops can be listed, or shorter ones until they can.
_MIDDLE, _LONGER, _SHORTER = 4, (6,), (3, 2)


@dataclass(frozen=True)
class Loops:
    """``found``: each a tuple of nodes that begins with its first in the alphabet; the last leads to it.

    ``whole``: these are all. Where they are not, ``up_to`` is the number of links up to which every loop is
    here; 0 where not even that can be said.
    """

    found: tuple[tuple[str, ...], ...]
    whole: bool
    up_to: int


def loops(of: Net, most: int = MOST) -> Loops:
    """At most ``most`` loops. The same graph gives the same loops in the same order."""
    import networkx as nx  # half a second, which no page but the circle's should wait for

    graph = of.numbered
    few = list(islice(nx.simple_cycles(graph), most + 1))
    if len(few) <= most:
        return Loops(_named(of, few), True, max(map(len, few), default=0))
    kept, up_to = _up_to_a_length(graph, most)
    if not kept:
        return Loops(_named(of, few[:most]), False, 0)
    return Loops(_named(of, kept), False, up_to)


def _up_to_a_length(graph: nx.DiGraph, most: int) -> tuple[list[list[int]], int]:
    """All loops of up to so many links, the longest tried at which they are no more than ``most``."""

    import networkx as nx

    def within(length: int) -> list[list[int]] | None:
        found = list(islice(nx.simple_cycles(graph, length_bound=length), most + 1))
        return found if len(found) <= most else None

    kept, up_to = within(_MIDDLE), _MIDDLE
    for length in _SHORTER if kept is None else _LONGER:
        found = within(length)
        if found is not None:
            kept, up_to = found, length
        if (length in _LONGER) == (found is None):
            break
    return (kept, up_to) if kept else ([], 0)


def _named(of: Net, found: Iterable[list[int]]) -> tuple[tuple[str, ...], ...]:
    turned = (tuple(loop[(first := loop.index(min(loop))) :] + loop[:first]) for loop in found)
    return tuple(tuple(of.nodes[at] for at in loop) for loop in sorted(turned, key=lambda n: (len(n), n)))
