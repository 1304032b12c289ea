"""Records for tests: a small one to build on, and random ones."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

import polars as pl
from hypothesis import strategies as st

from commonweal.partnership.record import Record, frame
from commonweal.partnership.tables import TABLES
from commonweal.partnership.together import rhythm

DAY = dt.date(2026, 11, 25)
RELEASES = (
    "yearly, in November", "quarterly; last on 21 May 2026", "monthly figures", "several times a year",
    "once, in July 2020", "no longer updated; last in November 2021", "every two years",
)  # fmt: skip

#: What a cell holds where a test does not say.
_DEFAULTS: dict[str, Any] = {
    "String": "", "Date": None, "Int64": None, "Boolean": False,
}  # fmt: skip


def rows(name: str, *given: dict[str, Any]) -> Any:
    """A table of rows that name only the cells that matter."""
    kinds = TABLES[name].schema
    return frame(name, [[g.get(c, _DEFAULTS[str(kind)]) for c, kind in kinds.items()] for g in given])


def record(day: dt.date = DAY, **tables: list[dict[str, Any]]) -> Record:
    """A site with two places, P1 with a ward W1 in it and P2, and two goals of its own framework."""
    base: dict[str, list[dict[str, Any]]] = {
        "site": [{"name": "Site", "area": "A0", "framework": "own", "as_at": day}],
        "places": [{"place": "P1", "name": "One"}, {"place": "P2", "name": "Two"}],
        "located": [{"area": a, "place": p} for a, p in (("P1", "P1"), ("W1", "P1"), ("P2", "P2"))],
        "goals": [{"framework": "own", "goal": "a"}, {"framework": "own", "goal": "b"}],
    }
    held = base | tables
    members = [
        {"organisation": o["organisation"], "since": since, "until": until}
        for o in held.get("organisations", ())
        for since, until in [*o.get("earlier", ()), (o.get("joined_on"), o.get("left_on"))]
    ]
    return Record({name: rows(name, *given) for name, given in ({"memberships": members} | held).items()})


def organisation(id_: str = "o", **more: Any) -> dict[str, Any]:
    """``joined_on`` and ``left_on``: of its last period; ``earlier``: those before, as pairs of days."""
    return {"organisation": id_, "name": id_, "known_on": dt.date(2024, 1, 1)} | more


def commitment(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "commitment": number, "organisation": "o", "framework": "own", "goal": "a", "area": "P1",
        "made_on": dt.date(2025, 1, 1), "due": dt.date(2026, 6, 30),
    } | more  # fmt: skip


#: Days near each other, so that edges are met: the same day, the day before, the end of a year.
_NEAR = (
    dt.date(2024, 12, 31),
    dt.date(2025, 1, 1),
    dt.date(2025, 12, 31),
    DAY - dt.timedelta(91),
    DAY - dt.timedelta(90),
    DAY - dt.timedelta(1),
    DAY,
    dt.date(2026, 12, 1),
)
_AREAS = ("A0", "P1", "P2", "W1", "elsewhere")
_GOALS = (("own", "a"), ("own", "b"), ("other", "x"), ("other", "gone"))


class Chance:
    """What a record is made of, by a seed: a whole record out of one number, so that many are tried soon."""

    def __init__(self, seed: int) -> None:
        self.by = random.Random(seed)

    def one(self, of: Sequence[Any]) -> Any:
        return self.by.choice(of)

    def some(self, of: Sequence[Any], most: int = 99) -> list[Any]:
        return self.by.sample(list(of), self.by.randint(0, min(most, len(of))))

    def number(self, least: int, most: int) -> int:
        return self.by.randint(least, most)

    def day(self) -> dt.date:
        if self.by.random() < 0.6:
            return self.by.choice(_NEAR)
        return dt.date(2023, 11, 1) + dt.timedelta(self.by.randint(0, 1216))

    def perhaps(self) -> dt.date | None:
        return None if self.by.random() < 0.4 else self.day()

    def example(self) -> bool:
        return self.by.random() < 0.25


def random_records() -> st.SearchStrategy[Record]:
    return st.integers(0, 2**32 - 1).map(random_record)


def random_record(seed: int) -> Record:
    """A record of everything, small, with days that meet each other."""
    by = Chance(seed)
    ids = [f"o{n}" for n in range(by.number(0, 4))]
    organisations = [
        organisation(
            i,
            joined_on=by.perhaps(),
            earlier=[(by.perhaps(), by.day()) for _ in range(by.number(0, 1))],
            left_on=by.perhaps(),
            known_on=by.day(),
            example=by.example(),
        )
        for i in ids
    ]
    boards = [
        {"partnership": f"p{n}", "since": by.perhaps(), "until": by.perhaps(), "example": by.example()}
        for n in range(by.number(0, 2))
    ]
    seats = [
        {
            "seat": n,
            "partnership": by.one(boards)["partnership"],
            "organisation": by.one([*ids, ""]),
            "since": by.perhaps(),
            "until": by.perhaps(),
            "known_on": by.day(),
        }
        for n in range(by.number(0, 5) if boards else 0)
    ]
    commitments, updates = [], []
    for number in range(1, by.number(0, 6) + 1 if ids else 1):
        framework, goal = by.one(_GOALS)
        commitments.append(
            commitment(
                number,
                organisation=by.one(ids),
                framework=framework,
                goal=goal,
                area=by.one(_AREAS),
                made_on=by.day(),
                due=by.day(),
                withdrawn_on=by.perhaps(),
                example=by.example(),
            )
        )
        for nth, day in enumerate(sorted(by.day() for _ in range(by.number(0, 4))), 1):
            kind = by.one(["progress", "done", "stopped", "changed"])
            until = by.day() if kind == "changed" else None
            updates.append({"commitment": number, "nth": nth, "day": day, "kind": kind, "until": until})
    reports = [
        {
            "report": n,
            "meeting_on": by.perhaps(),
            "quality": by.one(["none", "partial", "whole"]),
            "answered_on": by.perhaps(),
            "options_closed": by.perhaps(),
            "decided_on": by.perhaps(),
            "example": by.example(),
        }
        for n in range(1, by.number(0, 5) + 1)
    ]
    for r in reports:
        r["timing"] = _timing(r)
    advised = [
        {
            "recommendation": n,
            "report": by.one([r["report"] for r in reports]),
            "due": by.day(),
            "responded_on": by.perhaps(),
            "withdrawn_on": by.perhaps(),
        }
        for n in range(1, by.number(0, 4) + 1 if reports else 1)
    ]
    proposals = [{"proposal": n, "example": by.example()} for n in range(1, by.number(0, 3) + 1)]
    assessments, ratings = [], []
    for p in proposals:
        for nth, done in enumerate(sorted(by.day() for _ in range(by.number(0, 3))), 1):
            number = 10 * p["proposal"] + nth
            assessments.append(
                {"assessment": number, "proposal": p["proposal"], "nth": nth, "completed_on": done}
            )
            for item in by.some("abc"):
                steps = by.one([3, 3, 4])
                ratings.append(
                    {
                        "assessment": number,
                        "stage": "evaluation",
                        "item": item,
                        "rank": by.number(0, 2),
                        "steps": steps,
                    }
                )
    indicators, groups, places = [], [], []
    for as_at in by.some([dt.date(2024, 12, 31), dt.date(2025, 12, 31), DAY]):
        for n in range(by.number(0, 4)):
            key = {"as_at": as_at, "indicator": f"i{n}"}
            flags = {w: by.one([True, True, False]) for w in ("placed", "figures", "whole")}
            indicators.append(
                key
                | flags
                | {
                    "own": by.one([False, False, True]),
                    "released": by.perhaps(),
                    "release": by.one(RELEASES),
                }
            )
            for dimension in ("sex", "age", "ethnicity", "disability"):
                for group in by.some("xyz", 2):
                    groups.append(key | {"dimension": dimension, "group": group})
            places += [key | {"place": p} for p in by.some(["P1", "P2"])]
    citations = [
        {
            "organisation": by.one(["Council", "council ", "Trust", ""]),
            "indicator": by.one(["i0", "i1"]),
            "cited_on": by.day(),
            "example": by.example(),
        }
        for _ in range(by.number(0, 6))
    ]
    made = record(
        organisations=organisations, partnerships=boards, seats=seats, commitments=commitments,
        commitment_updates=updates, reports=reports, recommendations=advised, proposals=proposals,
        assessments=assessments, ratings=ratings, indicators=indicators, indicator_groups=groups,
        indicator_places=places, citations=citations,
        report_places=[
            {"report": r["report"], "area": a} for r in reports for a in by.some(_AREAS, 2)
        ],
        proposal_places=[
            {"proposal": p["proposal"], "area": a}
            for p in proposals
            for a in by.some(_AREAS, 2)
        ],
        goals=[
            {"framework": f, "goal": g}
            for f, g in (("own", "a"), ("own", "b"), ("other", "x"), ("other", "y"))
        ],
    )  # fmt: skip
    every = [rhythm(i["release"]) for i in indicators]
    held = dict(made.tables)
    held["indicators"] = held["indicators"].with_columns(every_months=pl.Series(every, dtype=pl.Int64))
    return Record(held)


def _timing(r: dict[str, Any]) -> str:
    answered, closed, decided = r["answered_on"], r["options_closed"], r["decided_on"]
    if r["quality"] == "none" or answered is None:
        return ""
    if decided and answered > decided:
        return "after"
    return "" if closed is None else "early" if answered <= closed else "late"
