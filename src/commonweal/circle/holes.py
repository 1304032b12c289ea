"""Where no circle closes: what leads nowhere, what nothing feeds, and which link is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from .net import Net

if TYPE_CHECKING:
    import networkx as nx

#: Missing links that are named at most.
MOST_MISSING = 20


@dataclass(frozen=True)
class Holes:
    """Nodes on no loop. ``ends`` lead nowhere, ``beginnings`` are fed by nothing, ``passed`` lie between.

    ``missing``: chains from a beginning to an end, which one link from the last to the first would close; the
    shortest chain for each such pair, and no more than 20 of them.
    """

    ends: tuple[str, ...]
    beginnings: tuple[str, ...]
    passed: tuple[str, ...]
    missing: tuple[tuple[str, ...], ...]


def holes(of: Net) -> Holes:
    import networkx as nx  # half a second, which no page but the circle's should wait for

    graph = of.numbered
    on_a_loop = {n for part in nx.strongly_connected_components(graph) if len(part) > 1 for n in part}
    outside = [n for n in graph if n not in on_a_loop]
    ends = [n for n in outside if not graph.out_degree(n)]
    beginnings = [n for n in outside if not graph.in_degree(n)]
    passed = [n for n in outside if graph.out_degree(n) and graph.in_degree(n)]
    missing = islice(_chains(graph, beginnings, set(ends)), MOST_MISSING)

    def named(numbers: list[int]) -> tuple[str, ...]:
        return tuple(of.nodes[n] for n in numbers)

    return Holes(named(ends), named(beginnings), named(passed), tuple(named(chain) for chain in missing))


def _chains(graph: nx.DiGraph, beginnings: list[int], ends: set[int]) -> Iterator[list[int]]:
    import networkx as nx

    for first in beginnings:
        paths = nx.single_source_shortest_path(graph, first)
        yield from (paths[last] for last in sorted(ends & paths.keys()))
