"""Proposals of a programme seen together: money and people by goal, place and group; who pays and gains.

Numbers of people are bounds. Proposals in the same place may reach the same people, so "at least" takes only
the largest in each place and "at most" adds up; neither is ever given without the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

_REACHED = ("direct", "indirect", "both")
_PEOPLE = {"dimension": pl.String, "key": pl.String, "low": pl.Int64, "high": pl.Int64}
#: One row a goal, group or place: proposals that serve it, their money, how many are of unknown cost, and
#: bounds on the people that they claim to reach; null where none is counted.
SHARE = {
    "key": pl.String,
    "proposals": pl.UInt32,
    "money": pl.Float64,
    "uncosted": pl.UInt32,
    "low": pl.Int64,
    "high": pl.Int64,
}


@dataclass(frozen=True)
class Member:
    """A proposal as the portfolio sees it. ``outcome``: results of its latest assessment, or empty."""

    id: int
    cost: float | None
    places: tuple[str, ...]
    outcome: Mapping[str, Any]
    open_requests: int = 0
    requests: int = 0


@dataclass(frozen=True)
class Portfolio:
    """``goals``, ``groups``, ``places``: columns of :data:`SHARE`, one row each that is served."""

    goals: pl.DataFrame
    groups: pl.DataFrame
    places: pl.DataFrame
    proposals: int
    assessed: int
    money: float
    uncosted: int
    no_outcome: int
    requests: int
    open_requests: int


def portfolio(members: Sequence[Member]) -> Portfolio:
    """Everything that a board sees of its proposals together, each proposal's cost counted whole in each row.

    Money is not shared out between the goals, groups or places of a proposal: rows do not add up.
    """
    touched: list[tuple[int, str, str]] = []
    reached: list[tuple[str, str, int, int]] = []
    for m in members:
        outcome = m.outcome
        touched += [(m.id, "place", place) for place in m.places]
        touched += [(m.id, "goal", goal) for goal in outcome.get("goals", {})]
        touched += [(m.id, "group", g) for g, reach in outcome.get("groups", {}).items() if reach in _REACHED]
        for dimension, name in (("goal", "goals"), ("group", "people"), ("place", "places")):
            reached += [
                (dimension, key, found["at_least"], found["at_most"])
                for key, found in outcome.get(name, {}).items()
                if found["claims"]
            ]
    costs = pl.DataFrame(
        {"proposal": [m.id for m in members], "cost": [m.cost for m in members]},
        schema={"proposal": pl.Int64, "cost": pl.Float64},
    )
    links = pl.DataFrame(
        touched, schema={"proposal": pl.Int64, "dimension": pl.String, "key": pl.String}, orient="row"
    ).unique(maintain_order=True)
    people = pl.DataFrame(reached, schema=_PEOPLE, orient="row")
    shares = {d: _share(links, costs, people, d) for d in ("goal", "group", "place")}
    return Portfolio(
        goals=shares["goal"],
        groups=shares["group"],
        places=shares["place"],
        proposals=len(members),
        assessed=sum(1 for m in members if m.outcome),
        money=float(costs["cost"].sum() or 0.0),
        uncosted=int(costs["cost"].null_count()),
        no_outcome=sum(1 for m in members if m.outcome.get("none")),
        requests=sum(m.requests for m in members),
        open_requests=sum(m.open_requests for m in members),
    )


def left_out(found: pl.DataFrame, known: Sequence[str]) -> list[str]:
    """The goals, groups or places that no proposal serves, in the order in which they are known."""
    served = set(found["key"])
    return [key for key in known if key not in served]


def _share(links: pl.DataFrame, costs: pl.DataFrame, people: pl.DataFrame, dimension: str) -> pl.DataFrame:
    money = (
        links.filter(pl.col("dimension") == dimension)
        .join(costs, on="proposal")
        .group_by("key")
        .agg(
            proposals=pl.len().cast(pl.UInt32),
            money=pl.col("cost").sum(),
            uncosted=pl.col("cost").is_null().sum().cast(pl.UInt32),
        )
    )
    bounds = (
        people.filter(pl.col("dimension") == dimension)
        .group_by("key")
        # Two proposals may reach the same people, so only the largest of them is sure.
        .agg(low=pl.col("low").max(), high=pl.col("high").sum())
    )
    joined = money.join(bounds, on="key", how="left")
    return joined.select(pl.col(name).cast(kind) for name, kind in SHARE.items()).sort(
        "proposals", "key", descending=[True, False]
    )
