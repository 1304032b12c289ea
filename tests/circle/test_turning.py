"""Where a loop turns and breaks, what lies on no loop, and what is reached from where."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.circle import (
    State,
    Verdict,
    feeds,
    holes,
    layout,
    loops,
    net,
    of_goal,
    reached,
    turning,
)

from .plain import all_loops, distances, link
from .test_loops import EDGES, NODES

RING = [link("a", "b"), link("b", "c", "less"), link("c", "a", "less", "contested")]
LOOP = ("indicator/a", "indicator/b", "indicator/c")
TURNING = dict.fromkeys(LOOP, State.TURNS)


def test_a_loop_of_nodes_that_all_turn_turns() -> None:
    found = turning(net(RING), LOOP, TURNING)
    assert (found.verdict, found.sign, found.breaks) == (Verdict.TURNS, 1, ())
    assert [step.to for step in found.contested] == ["indicator/a"]


def test_one_that_is_slow_slows_it_and_comes_back_as_less() -> None:
    found = turning(net([*RING[:2], link("c", "a")]), LOOP, {**TURNING, LOOP[1]: State.SLOW})
    assert (found.verdict, found.sign, found.slow) == (Verdict.SLOW, -1, (LOOP[1],))


def test_one_that_cannot_be_judged_leaves_it_untold_unless_another_breaks_it() -> None:
    untold = {**TURNING, LOOP[1]: State.UNJUDGED}
    assert turning(net(RING), LOOP, untold).verdict is Verdict.UNTOLD
    assert turning(net(RING), LOOP, {**untold, LOOP[2]: State.AWAY}).verdict is Verdict.BREAKS


@pytest.mark.parametrize("state", [State.AWAY, State.NO_DATA, State.NO_INDICATOR, State.ABSENT])
def test_a_node_that_moves_away_or_has_nothing_to_show_it_breaks_it(state: State) -> None:
    found = turning(net(RING), LOOP, {**TURNING, LOOP[1]: state})
    assert found.verdict is Verdict.BREAKS
    assert [(b.node, b.state) for b in found.breaks] == [(LOOP[1], state)]


def test_a_node_whose_indicator_is_not_in_the_figures_is_absent() -> None:
    found = turning(net(RING), LOOP, {LOOP[0]: State.TURNS, LOOP[2]: State.SLOW})
    assert [(b.node, b.state) for b in found.breaks] == [(LOOP[1], State.ABSENT)]


def test_a_step_argued_both_ways_leaves_the_sign_of_its_loops_open() -> None:
    both = [*RING, link("a", "b", "less", id_="other")]
    assert turning(net(both), LOOP, TURNING).sign == 0


def test_a_circle_with_a_hole_says_which_link_is_missing() -> None:
    made = net(RING[:2])
    assert loops(made).found == ()
    found = holes(made)
    assert (found.beginnings, found.passed, found.ends) == ((LOOP[0],), (LOOP[1],), (LOOP[2],))
    assert found.missing == (LOOP,)


@given(EDGES)
def test_what_is_on_no_loop_of_the_oracle_is_outside(edges: list[tuple[str, str]]) -> None:
    made = net(link(a, b) for a, b in edges)
    found = holes(made)
    turning_nodes = {f"indicator/{n}" for loop in all_loops(edges) for n in loop}
    assert {*found.ends, *found.beginnings, *found.passed} == set(made.nodes) - turning_nodes
    for chain in found.missing:
        assert all(pair in made.steps for pair in pairwise(chain))


@given(EDGES, st.sets(st.sampled_from(NODES)))
def test_what_is_reached_lies_as_far_as_the_oracle_says(
    edges: list[tuple[str, str]], starts: set[str]
) -> None:
    edges = [(a, b) for a, b in edges if a != b]
    made = net(link(a, b) for a, b in edges)
    far = distances(edges, starts)
    found = reached(made, {f"indicator/{s}" for s in starts})
    assert {(r.step.origin, r.step.to): r.number for r in found} == {
        (f"indicator/{a}", f"indicator/{b}"): far[a] + 1 for a, b in edges if a in far
    }
    assert [r.number for r in found] == sorted(r.number for r in found)
    assert all(r.back == (r.step.to.removeprefix("indicator/") in starts) for r in found)


@given(EDGES, st.sampled_from(NODES))
def test_what_feeds_a_node_is_what_reaches_it(edges: list[tuple[str, str]], node: str) -> None:
    edges = [(a, b) for a, b in edges if a != b]
    far = distances([(b, a) for a, b in edges], {node})
    found = feeds(net(link(a, b) for a, b in edges), f"indicator/{node}")
    assert {(r.step.origin, r.step.to): r.number for r in found} == {
        (f"indicator/{a}", f"indicator/{b}"): far[b] + 1 for a, b in edges if b in far
    }


def test_only_so_many_links_are_followed_as_are_asked_for() -> None:
    made = net(RING)
    assert [r.step.to for r in reached(made, [LOOP[0]], most=1)] == [LOOP[1]]
    assert [r.step.origin for r in feeds(made, LOOP[0], most=1)] == [LOOP[2]]
    assert feeds(made, "indicator/elsewhere") == []


@pytest.mark.parametrize(
    ("states", "answer"),
    [
        ([], State.NO_INDICATOR),
        ([State.NO_DATA, State.NO_DATA], State.NO_DATA),
        ([State.NO_DATA, State.UNJUDGED], State.UNJUDGED),
        ([State.TURNS, State.NO_DATA], State.TURNS),
        ([State.TURNS, State.AWAY], State.AWAY),
        ([State.TURNS, State.TURNS, State.AWAY], State.TURNS),
        ([State.TURNS, State.SLOW], State.SLOW),
        ([State.TURNS, State.SLOW, State.AWAY], State.SLOW),
    ],
)
def test_a_goal_stands_as_most_of_its_indicators_do(states: list[State], answer: State) -> None:
    assert of_goal(states) is answer


@given(EDGES)
def test_each_node_has_a_place_of_its_own_inside_the_frame(edges: list[tuple[str, str]]) -> None:
    made = net(link(a, b) for a, b in edges)
    points = layout(made, loops(made))
    assert set(points) == set(made.nodes)
    assert len(set(points.values())) == len(points)
    assert all(-1 <= x <= 1 and -1 <= y <= 1 for x, y in points.values())
    again = net(link(a, b) for a, b in reversed(edges))
    assert layout(again, loops(again)) == points
