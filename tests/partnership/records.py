"""Records for tests: a small one to build on, and random ones."""

from __future__ import annotations

import datetime as dt
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


_DAYS = st.dates(dt.date(2023, 11, 1), dt.date(2027, 3, 1))
#: Days near each other, so that edges are met: the same day, the day before, the end of a year.
_NEAR = st.sampled_from(
    [
        dt.date(2024, 12, 31),
        dt.date(2025, 1, 1),
        dt.date(2025, 12, 31),
        DAY - dt.timedelta(1),
        DAY,
        dt.date(2026, 12, 1),
    ]
)
_DAY = _NEAR | _DAYS
_PERHAPS = st.none() | _DAY
_AREA = st.sampled_from(["A0", "P1", "P2", "W1", "elsewhere"])
_FRAMEWORK_GOAL = st.sampled_from([("own", "a"), ("own", "b"), ("other", "x"), ("other", "gone")])
_EXAMPLE = st.sampled_from([False, False, True])


@st.composite
def random_records(draw: st.DrawFn) -> Record:
    """A record of everything, small, with days that meet each other."""
    ids = [f"o{n}" for n in range(draw(st.integers(0, 4)))]
    organisations = [
        organisation(
            i,
            joined_on=draw(_PERHAPS),
            earlier=[(draw(_PERHAPS), draw(_DAY)) for _ in range(draw(st.integers(0, 1)))],
            left_on=draw(_PERHAPS),
            known_on=draw(_DAY),
            example=draw(_EXAMPLE),
        )
        for i in ids
    ]
    boards = [
        {"partnership": f"p{n}", "since": draw(_PERHAPS), "until": draw(_PERHAPS), "example": draw(_EXAMPLE)}
        for n in range(draw(st.integers(0, 2)))
    ]
    some_board = st.sampled_from([b["partnership"] for b in boards]) if boards else st.nothing()
    who = st.sampled_from([*ids, ""])
    seats = [
        {
            "seat": n,
            "partnership": draw(some_board),
            "organisation": draw(who),
            "since": draw(_PERHAPS),
            "until": draw(_PERHAPS),
            "known_on": draw(_DAY),
        }
        for n in range(draw(st.integers(0, 5)) if boards else 0)
    ]
    commitments, updates = [], []
    for number in range(1, draw(st.integers(0, 6)) + 1 if ids else 1):
        framework, goal = draw(_FRAMEWORK_GOAL)
        commitments.append(
            commitment(
                number,
                organisation=draw(st.sampled_from(ids)),
                framework=framework,
                goal=goal,
                area=draw(_AREA),
                made_on=draw(_DAY),
                due=draw(_DAY),
                withdrawn_on=draw(_PERHAPS),
                example=draw(_EXAMPLE),
            )
        )
        for nth, day in enumerate(sorted(draw(st.lists(_DAY, max_size=4))), 1):
            kind = draw(st.sampled_from(["progress", "done", "stopped", "changed"]))
            until = draw(_DAY) if kind == "changed" else None
            updates.append({"commitment": number, "nth": nth, "day": day, "kind": kind, "until": until})
    reports = [
        {
            "report": n,
            "meeting_on": draw(_PERHAPS),
            "quality": draw(st.sampled_from(["none", "partial", "whole"])),
            "answered_on": draw(_PERHAPS),
            "options_closed": draw(_PERHAPS),
            "decided_on": draw(_PERHAPS),
            "example": draw(_EXAMPLE),
        }
        for n in range(1, draw(st.integers(0, 5)) + 1)
    ]
    for r in reports:
        r["timing"] = _timing(r)
    advised = [
        {
            "recommendation": n,
            "report": draw(st.sampled_from([r["report"] for r in reports])),
            "due": draw(_DAY),
            "responded_on": draw(_PERHAPS),
            "withdrawn_on": draw(_PERHAPS),
        }
        for n in range(1, draw(st.integers(0, 4)) + 1 if reports else 1)
    ]
    proposals = [{"proposal": n, "example": draw(_EXAMPLE)} for n in range(1, draw(st.integers(0, 3)) + 1)]
    assessments, ratings = [], []
    for p in proposals:
        for nth, done in enumerate(sorted(draw(st.lists(_DAY, max_size=3))), 1):
            number = 10 * p["proposal"] + nth
            assessments.append(
                {"assessment": number, "proposal": p["proposal"], "nth": nth, "completed_on": done}
            )
            for item in draw(st.sets(st.sampled_from("abc"))):
                steps = draw(st.sampled_from([3, 3, 4]))
                ratings.append(
                    {
                        "assessment": number,
                        "stage": "evaluation",
                        "item": item,
                        "rank": draw(st.integers(0, 2)),
                        "steps": steps,
                    }
                )
    indicators, groups, places = [], [], []
    for as_at in draw(st.sets(st.sampled_from([dt.date(2024, 12, 31), dt.date(2025, 12, 31), DAY]))):
        for n in range(draw(st.integers(0, 4))):
            key = {"as_at": as_at, "indicator": f"i{n}"}
            flags = {w: draw(st.sampled_from([True, True, False])) for w in ("placed", "figures", "whole")}
            indicators.append(
                key
                | flags
                | {
                    "own": draw(st.sampled_from([False, False, True])),
                    "released": draw(_PERHAPS),
                    "release": draw(st.sampled_from(RELEASES)),
                }
            )
            for dimension in ("sex", "age", "ethnicity", "disability"):
                for group in draw(st.sets(st.sampled_from("xyz"), max_size=2)):
                    groups.append(key | {"dimension": dimension, "group": group})
            places += [key | {"place": p} for p in draw(st.sets(st.sampled_from(["P1", "P2"])))]
    citations = [
        {
            "organisation": draw(st.sampled_from(["Council", "council ", "Trust", ""])),
            "indicator": draw(st.sampled_from(["i0", "i1"])),
            "cited_on": draw(_DAY),
            "example": draw(_EXAMPLE),
        }
        for _ in range(draw(st.integers(0, 6)))
    ]
    made = record(
        organisations=organisations, partnerships=boards, seats=seats, commitments=commitments,
        commitment_updates=updates, reports=reports, recommendations=advised, proposals=proposals,
        assessments=assessments, ratings=ratings, indicators=indicators, indicator_groups=groups,
        indicator_places=places, citations=citations,
        report_places=[
            {"report": r["report"], "area": a} for r in reports for a in draw(st.sets(_AREA, max_size=2))
        ],
        proposal_places=[
            {"proposal": p["proposal"], "area": a}
            for p in proposals
            for a in draw(st.sets(_AREA, max_size=2))
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
