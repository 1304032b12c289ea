"""Proposals of a programme seen together: money and people by goal, place and group; who pays and gains.

Numbers of people are bounds. Proposals in the same place may reach the same people, so "at least" takes only
the largest in each place and "at most" adds up; neither is ever given without the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

#: One row a proposal.
PROPOSAL = {"id": pl.Int64, "cost": pl.Float64, "places": pl.List(pl.String), "outcome": pl.Object}
#: One row a proposal, place and group: bounds on people, and whether claims are still open.
_REACHED = {
    "proposal": pl.Int64,
    "place": pl.String,
    "dimension": pl.String,
    "key": pl.String,
    "low": pl.Int64,
    "high": pl.Int64,
}
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
    reached: list[tuple[int, str, str, str, int, int]] = []
    for m in members:
        where = m.places or ("",)
        touched += [(m.id, "place", p) for p in m.places]
        for goal, found in m.outcome.get("goals", {}).items():
            touched.append((m.id, "goal", goal))
            reached += [(m.id, p, "goal", goal, found["at_least"], found["at_most"]) for p in where[:1]]
        for group, reach in m.outcome.get("groups", {}).items():
            if reach in ("direct", "indirect", "both"):
                touched.append((m.id, "group", group))
                found = m.outcome.get("people", {}).get(group)
                if found:
                    reached.append((m.id, where[0], "group", group, found["at_least"], found["at_most"]))
        everybody = m.outcome.get("everybody")
        if everybody and everybody["claims"]:
            for p in m.places[:1]:
                reached.append((m.id, p, "place", p, everybody["at_least"], everybody["at_most"]))
    costs = pl.DataFrame(
        {"proposal": [m.id for m in members], "cost": [m.cost for m in members]},
        schema={"proposal": pl.Int64, "cost": pl.Float64},
    )
    links = pl.DataFrame(
        touched, schema={"proposal": pl.Int64, "dimension": pl.String, "key": pl.String}, orient="row"
    ).unique(maintain_order=True)
    people = pl.DataFrame(reached, schema=_REACHED, orient="row")
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
        .group_by("key", "place")
        .agg(low=pl.col("low").max(), high=pl.col("high").sum())
        .group_by("key")
        # A proposal without a place may be anywhere, and places may lie in one another: the largest is sure.
        .agg(low=pl.col("low").max(), high=pl.col("high").sum())
    )
    joined = money.join(bounds, on="key", how="left")
    return joined.select(pl.col(name).cast(kind) for name, kind in SHARE.items()).sort(
        "proposals", "key", descending=[True, False]
    )
