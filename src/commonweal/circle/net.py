"""Links as a graph: one step between two nodes, however many links argue for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from commonweal.packs.circles import Link, Strength

if TYPE_CHECKING:
    import networkx as nx

_SURENESS = list(Strength)


@dataclass(frozen=True)
class Step:
    """From one node to another. ``links``: all that argue for it, the surest first; never empty."""

    origin: str
    to: str
    links: tuple[Link, ...]

    @property
    def sign(self) -> int:
        """1: more gives more; -1: more gives less; 0: its links argue both ways."""
        directions = {link.direction for link in self.links}
        return 0 if len(directions) > 1 else (1 if directions == {"more"} else -1)

    @property
    def strength(self) -> Strength:
        """That of its surest link; contested where its links argue both ways."""
        return Strength.CONTESTED if self.sign == 0 else self.links[0].strength


@dataclass(frozen=True)
class Net:
    """``nodes`` in the order of the alphabet; ``set_aside``: links from a thing to itself, which no pack may
    hold and which close no circle.
    """

    nodes: tuple[str, ...]
    steps: Mapping[tuple[str, str], Step]
    set_aside: tuple[Link, ...]

    @cached_property
    def numbered(self) -> nx.DiGraph:
        """The steps between the positions of nodes in ``nodes``.

        Numbers, because sets of text stand in another order in each process, and what is found first would
        differ with them.
        """
        import networkx as nx  # half a second, which no page but the circle's should wait for

        number = {node: at for at, node in enumerate(self.nodes)}
        graph = nx.DiGraph()
        graph.add_nodes_from(range(len(self.nodes)))
        graph.add_edges_from(sorted((number[a], number[b]) for a, b in self.steps))
        return graph

    def into(self, node: str) -> list[Step]:
        return [step for (_, to), step in self.steps.items() if to == node]

    def out_of(self, node: str) -> list[Step]:
        return [step for (origin, _), step in self.steps.items() if origin == node]


def net(links: Iterable[Link]) -> Net:
    """The graph of ``links``. Links with the same two ends are one step that keeps them all."""
    held: dict[tuple[str, str], list[Link]] = {}
    aside: list[Link] = []
    for link in links:
        if link.origin == link.to:
            aside.append(link)
        else:
            held.setdefault((link.origin, link.to), []).append(link)
    steps = {
        ends: Step(
            *ends, tuple(sorted(held[ends], key=lambda link: (_SURENESS.index(link.strength), link.id)))
        )
        for ends in sorted(held)
    }
    return Net(tuple(sorted({node for ends in steps for node in ends})), steps, tuple(aside))
