"""Circles, held against the plain meaning of the word: a node that can be reached from itself."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from commonweal.packs.cycles import cycles

NODES = st.sampled_from("abcdefg")


@given(st.dictionaries(NODES, st.lists(NODES, max_size=4)))
def test_there_are_circles_exactly_when_a_node_reaches_itself(links: dict[str, list[str]]) -> None:
    reached = {node: set(links[node]) for node in links}
    for _ in links:
        reached = {n: to.union(*(reached.get(t, set()) for t in to)) for n, to in reached.items()}
    found = cycles(links)
    assert bool(found) == any(node in to for node, to in reached.items())
    for circle in found:
        assert circle[0] == circle[-1]
        assert len(set(circle)) == len(circle) - 1
        assert all(b in links[a] for a, b in pairwise(circle))


def test_a_long_chain_is_no_deeper_than_a_short_one() -> None:
    chain = {str(n): [str(n + 1)] for n in range(100_000)}
    assert cycles(chain) == []
    (circle,) = cycles(chain | {"100000": ["0"]})
    assert len(circle) == 100_002
