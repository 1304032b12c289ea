"""Decisions taken together, beside a plain walk through them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.appraisal.worksheet import Answer
from commonweal.packs.test_sets import TestQuestion
from commonweal.scrutiny.cumulative import (
    DIMENSIONS,
    GRID,
    Claim,
    Decision,
    chosen,
    claim_of,
    claims_on,
    costs,
    grid,
    side_of,
    touched,
)

KEYS = st.lists(st.sampled_from("abc"), max_size=2, unique=True).map(tuple)
CLAIMS = st.builds(
    Claim, label=st.just("A test"), side=st.sampled_from(["gains", "could-lose", "says"]), places=KEYS,
    groups=KEYS, goals=KEYS, people=st.none() | st.integers(0, 999),
)  # fmt: skip
DECISIONS = st.lists(
    st.builds(
        Decision, kind=st.sampled_from(["report", "proposal"]), id=st.integers(1, 6),
        day=st.none() | st.dates(dt.date(2022, 1, 1), dt.date(2026, 12, 31)),
        proposal=st.none() | st.integers(1, 3), ahead=st.none() | st.booleans(),
        cost=st.none() | st.integers(0, 9_000_000).map(float), places=KEYS, groups=KEYS, goals=KEYS,
        claims=st.lists(CLAIMS, max_size=3).map(tuple),
    ),
    max_size=12,
    unique_by=lambda d: (d.kind, d.id),
)  # fmt: skip


def plainly(d: Decision, dimension: str) -> set[str]:
    held = {"place": d.places, "group": d.groups, "goal": d.goals}[dimension]
    found = set(held)
    for claim in d.claims:
        found |= set({"place": claim.places, "group": claim.groups, "goal": claim.goals}[dimension])
    return found


@given(DECISIONS, st.sampled_from(DIMENSIONS))
def test_each_cell_counts_the_decisions_that_touch_it_once(found: list[Decision], dimension: Any) -> None:
    expected: dict[tuple[str, int | None], int] = {}
    for d in found:
        for key in plainly(d, dimension):
            expected[key, d.year] = expected.get((key, d.year), 0) + 1
    got = grid(found, dimension)
    assert got.schema == GRID
    assert {(key, year): n for key, year, n in got.iter_rows()} == expected


@given(DECISIONS, *(st.sampled_from(["", "a", "b", "z"]),) * 3)
def test_what_is_chosen_touches_all_that_is_named(
    found: list[Decision], place: str, group: str, goal: str
) -> None:
    wanted = {"place": place, "group": group, "goal": goal}
    got = chosen(found, place=place, group=group, goal=goal)
    assert got == [
        d for d in found if all(not key or key in plainly(d, name) for name, key in wanted.items())
    ]
    for d in got:
        on = claims_on(d, place=place, group=group, goal=goal)
        for claim in d.claims:
            people = claim.side in ("gains", "could-lose")
            fits = not group or group in claim.groups or (people and not claim.groups)
            fits = fits and (not goal or goal in claim.goals or people)
            here = not place or place in claim.places or (claim.places == () and place in d.places)
            assert (claim in on) == (fits and here)


@given(DECISIONS)
def test_costs_are_of_what_went_ahead_each_proposal_once(found: list[Decision]) -> None:
    ahead = [d for d in found if d.ahead]
    about = {(d.kind, d.id): d.id if d.kind == "proposal" else d.proposal for d in ahead}
    alone = [d for d in ahead if about[d.kind, d.id] is None]
    total, known = sum(d.cost for d in alone if d.cost is not None), sum(d.cost is not None for d in alone)
    proposals = {p for p in about.values() if p is not None}
    for proposal in proposals:
        told = [d for d in ahead if about[d.kind, d.id] == proposal and d.cost is not None]
        told.sort(key=lambda d: d.day or dt.date.min)
        if told:
            total, known = total + (told[-1].cost or 0.0), known + 1
    got = costs(found)
    assert (got.known, got.ahead) == (known, len(alone) + len(proposals))
    assert got.total == pytest.approx(total)


def question(**more: Any) -> TestQuestion:
    about = {
        "id": "who",
        "label": "Who",
        "question": "Who?",
        "parts": ["who"],
        "provenance": "seen",
        "source": "x",
    }
    return TestQuestion.model_validate(about | more)


@pytest.mark.parametrize(
    ("parts", "more", "goals"),
    [
        ({"mechanism": "Homes are built."}, {}, ("equality",)),
        ({"unknown": "How many."}, {}, None),
        ({"strength": "assertion"}, {}, None),
        ({"indicator": "none"}, {}, None),
        ({"mechanism": " – "}, {}, None),
        ({}, {}, None),
        ({"mechanism": "Homes."}, {"not_known": True}, None),
        ({"indicator": "pay", "unknown": "When."}, {}, ("equality", "economy")),
        ({"indicator": "none", "mechanism": "Homes."}, {}, ("equality",)),
    ],
)
def test_a_goal_is_touched_where_an_answer_says_something(parts: Any, more: Any, goals: Any) -> None:
    found = claim_of(
        question(goals=["equality"]), Answer(parts=parts, **more), lambda i: {"pay": ["economy"]}[i]
    )
    assert (found.goals if found else None) == goals
    if found:
        assert touched(Decision("report", 1, claims=(found,)), "goal") == set(goals)


def test_a_claim_has_its_people_places_and_side() -> None:
    parts: dict[str, Any] = {
        "groups": ["neet"], "people": "1,200", "places": ["E1", "elsewhere"], "mechanism": "Training.",
        "by-when": "2028",
    }  # fmt: skip
    found = claim_of(question(carries=["claims"]), Answer(parts=parts), lambda i: ())
    assert found == Claim(
        "Who", "gains", places=("E1",), groups=("neet",), people=1200, words="Training.", by_when="2028"
    )
    assert side_of(question(carries=["prompt/beneficiaries/lose"])) == "could-lose"
    assert side_of(question()) == "says"


def test_the_worked_example_of_the_method() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "methods" / "cumulative-effect.md"
    lines = page.read_text(encoding="utf-8").split("```decisions\n")[1].split("```")[0].splitlines()
    found, cells, told = [], {}, ""
    for line in lines:
        said, _, answer = line.partition(": ")
        parts = said.split(", ")
        if said == "costs":
            told = answer
        elif len(parts) == 1:
            place, year = said.split()
            cells[place, int(year)] = int(answer)
        else:
            kind, id_ = parts[0].split()
            about, cost = parts[2].split()[-1], parts[4]
            found.append(
                Decision(
                    "report" if kind == "report" else "proposal", int(id_), dt.date(int(parts[1]), 5, 1),
                    int(about) if about != "-" else None, parts[3] == "yes",
                    float(cost) if cost != "-" else None, tuple(answer.split()),
                )
            )  # fmt: skip
    assert {(k, y): n for k, y, n in grid(found, "place").iter_rows()} == cells
    got = costs(found)
    assert told == f"{got.total:.0f}, known of {got.known} of {got.ahead}"
