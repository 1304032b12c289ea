"""Loops of random graphs are those of the oracle; large ones end in seconds and say what was left out."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from commonweal.circle import loops, net

from .plain import all_loops, link

NODES = "abcdefg"
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=22)


@given(EDGES)
def test_loops_of_any_graph_are_those_of_the_oracle(edges: list[tuple[str, str]]) -> None:
    made = net(link(a, b) for a, b in edges)
    found = loops(made, most=10_000)
    assert found.whole
    assert len(set(found.found)) == len(found.found)
    assert set(found.found) == {tuple(f"indicator/{n}" for n in loop) for loop in all_loops(edges)}


@given(EDGES, st.randoms())
def test_the_order_of_the_links_changes_nothing(edges: list[tuple[str, str]], chance: random.Random) -> None:
    shuffled = chance.sample(edges, len(edges))
    assert loops(net(link(a, b) for a, b in edges)) == loops(net(link(a, b) for a, b in shuffled))


@given(EDGES, st.integers(1, 10))
def test_a_bounded_list_is_true_as_far_as_it_goes(edges: list[tuple[str, str]], most: int) -> None:
    every = {tuple(f"indicator/{n}" for n in loop) for loop in all_loops(edges)}
    found = loops(net(link(a, b) for a, b in edges), most)
    assert found.whole == (len(every) <= most)
    assert len(found.found) <= most
    assert set(found.found) <= every
    if not found.whole and found.up_to:
        assert set(found.found) == {loop for loop in every if len(loop) <= found.up_to}


def test_a_link_from_a_thing_to_itself_is_set_aside() -> None:
    made = net([link("a", "a"), link("a", "b"), link("b", "a")])
    assert [aside.origin for aside in made.set_aside] == ["indicator/a"]
    assert loops(made).found == (("indicator/a", "indicator/b"),)


def test_two_parallel_links_are_one_step_that_keeps_both() -> None:
    made = net([link("a", "b", strength="plausible", id_="p"), link("a", "b", id_="q"), link("b", "a")])
    step = made.steps["indicator/a", "indicator/b"]
    assert [kept.id for kept in step.links] == ["q", "p"]
    assert (step.sign, step.strength) == (1, "established")
    assert len(loops(made).found) == 1


def test_parallel_links_that_contradict_each_other_are_contested() -> None:
    made = net([link("a", "b", id_="p"), link("a", "b", "less", id_="q"), link("b", "a")])
    step = made.steps["indicator/a", "indicator/b"]
    assert (step.sign, step.strength) == (0, "contested")


def test_five_hundred_nodes_answer_in_seconds_and_say_what_is_left_out() -> None:
    chance = random.Random(5)
    names = [f"n{n:03}" for n in range(500)]
    edges = {(a, b) for a, b in (chance.sample(names, 2) for _ in range(1_500))}
    start = time.process_time()
    found = loops(net(link(a, b) for a, b in sorted(edges)))
    assert time.process_time() - start < 8
    assert not found.whole
    assert 0 < len(found.found) <= 200
    assert found.up_to >= 2


def test_more_loops_than_can_be_counted_and_none_of_them_short() -> None:
    """A ring of 166 places where the way parts and joins again: 2 to the power of 166 loops of 332 links."""
    ring = range(166)
    edges = [(f"j{n:03}", f"{side}{n:03}") for n in ring for side in "xy"]
    edges += [(f"{side}{n:03}", f"j{(n + 1) % 166:03}") for n in ring for side in "xy"]
    start = time.process_time()
    found = loops(net(link(a, b) for a, b in edges))
    assert time.process_time() - start < 8
    assert (found.whole, found.up_to, len(found.found)) == (False, 0, 200)
    assert {len(loop) for loop in found.found} == {332}
