"""What an assessment comes to, small enough to keep beside it: no total, no score, gaps included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypedDict

from commonweal.appraisal.missing import Missing, stopping
from commonweal.appraisal.people import Overlap, by_group, reached
from commonweal.appraisal.worksheet import (
    NOTHING,
    Answers,
    Claim,
    Question,
    by_stage,
    claims,
    no_outcome,
    ticked,
)
from commonweal.packs.toolkits import Toolkit


class StageCount(TypedDict):
    asked: int
    answered: int
    not_known: int
    missing: int


class Results(TypedDict):
    """JSON. ``ratings``: each priority ticked, with its word or ""; ``groups``: each group's reach or ""."""

    none: bool
    ratings: dict[str, str]
    groups: dict[str, str]
    people: dict[str, dict[str, Any]]
    people_direct: dict[str, dict[str, Any]]
    everybody: dict[str, Any]
    goals: dict[str, dict[str, Any]]
    places: dict[str, dict[str, Any]]
    claims: list[dict[str, Any]]
    work: dict[str, str]
    work_counts: dict[str, int]
    stages: dict[str, StageCount]
    missing: int
    not_known: int


def results(
    toolkit: Toolkit,
    asked: Sequence[Question],
    answers: Answers,
    pairs: Sequence[Overlap],
    missing: Sequence[Missing],
) -> Results:
    """Everything that a page, a picture, a document or the board's view says of one assessment."""
    made = claims(answers)
    chosen = ticked(toolkit, answers)
    places = {
        place: _of([c for c in made if place in c.places], pairs)
        for place in dict.fromkeys(p for c in made for p in c.places)
    }
    goals: dict[str, dict[str, Any]] = {}
    for goal in dict.fromkeys(g for p in toolkit.priorities if p.id in chosen for g in p.goals):
        serving = {p.id for p in toolkit.priorities if p.id in chosen and goal in p.goals}
        goals[goal] = _of([c for c in made if c.priority in serving], pairs)
    work = {
        q.key.partition("/")[2]: "not-known"
        if answers.get(q.key, NOTHING).not_known
        else answers.get(q.key, NOTHING).text("answer")
        for q in asked
        if q.key.startswith("work/")
    }
    return Results(
        none=no_outcome(answers),
        ratings={p: _said(answers, f"rating/{p}", "rating") for p in chosen},
        groups={g.id: _said(answers, f"group/{g.id}", "reach") for g in toolkit.groups},
        people={g: asdict(r) for g, r in by_group(made, pairs).items()},
        people_direct={g: asdict(r) for g, r in by_group(made, pairs, way="direct").items()},
        everybody=asdict(reached(made, pairs)),
        goals=goals,
        places=places,
        claims=[asdict(c) for c in made],
        work=work,
        work_counts=dict(Counter(work.values())),
        stages={kind: _count(own, answers, missing, kind) for kind, own in by_stage(asked).items()},
        missing=len(stopping(missing)),
        not_known=sum(1 for q in asked if answers.get(q.key, NOTHING).not_known),
    )


def _of(own: Sequence[Claim], pairs: Sequence[Overlap]) -> dict[str, Any]:
    keys = {c.key for c in own}
    return asdict(reached(own, [p for p in pairs if {p.one.key, p.other.key} <= keys]))


def _said(answers: Answers, key: str, name: str) -> str:
    answer = answers.get(key, NOTHING)
    return "not-known" if answer.not_known else answer.text(name)


def _count(own: Sequence[Question], answers: Answers, missing: Sequence[Missing], kind: str) -> StageCount:
    given: Mapping[str, Any] = {q.key: answers.get(q.key, NOTHING) for q in own}
    return StageCount(
        asked=len(own),
        answered=sum(1 for a in given.values() if not a.empty and not a.not_known),
        not_known=sum(1 for a in given.values() if a.not_known),
        missing=sum(1 for m in missing if m.stage == kind and m.stops),
    )
