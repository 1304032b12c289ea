"""Figures of places that are spoken of as one, worked out from those of their members.

Nothing is ever added up over some of the members: a figure that needs one which is missing is missing
itself, and says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from commonweal.packs.models import AreaSet

from .schema import OBSERVATION

_PERIOD = ("period", "period_start", "period_end")
_GROUP = ("indicator", "breakdown", *_PERIOD)


def aggregate(
    observations: pl.DataFrame, sets: Iterable[AreaSet], *, per: Mapping[str, float] | None = None
) -> pl.DataFrame:
    """Observations (schema OBSERVATION) of the area sets, to stand beside ``observations``.

    ``sum``: the sum of the members' values. ``weighted``: the sum of the numerators over the sum of the
    denominators, times ``per`` of the indicator (100 where it says nothing); a member without a numerator
    gives value × denominator / per. ``published``: nothing. A figure that the supplier publishes for a set
    is left as it is. Intervals cannot be added up and are empty.
    """
    worked = [_of_set(observations, s, per or {}) for s in sets if s.aggregation != "published"]
    return pl.concat([pl.DataFrame(schema=OBSERVATION), *worked])


def _of_set(observations: pl.DataFrame, area_set: AreaSet, per: Mapping[str, float]) -> pl.DataFrame:
    members = sorted(set(area_set.members))
    own = observations.filter(pl.col("area") == area_set.code).select(_GROUP)
    rows = observations.filter(pl.col("area").is_in(members)).join(
        own, on=_GROUP, how="anti", nulls_equal=True
    )
    parts = _sums() if area_set.aggregation == "sum" else _weights(per)
    each = rows.with_columns(**parts)
    totals = each.group_by(_GROUP).agg(
        there=pl.col("area").filter(pl.col("part").is_not_null()).unique().sort(),
        note=pl.col("note").filter(pl.col("note") != "").unique().sort().str.join(" "),
        provisional=(pl.col("status") == "P").any(),
        part=pl.col("part").sum(),
        whole=pl.col("whole").sum(),
        numerator=pl.col("numerator").sum(),
        has_numerator=pl.col("numerator").is_not_null().all(),
        denominator=pl.col("denominator").sum(),
        has_denominator=pl.col("denominator").is_not_null().all(),
    )
    return _observed(totals, area_set, members, per)


def _sums() -> dict[str, pl.Expr]:
    return {"part": pl.col("value"), "whole": pl.lit(None, dtype=pl.Float64)}


def _weights(per: Mapping[str, float]) -> dict[str, pl.Expr]:
    """A member counts where it has a figure and a denominator."""
    numerator = pl.coalesce(pl.col("numerator"), pl.col("value") * pl.col("denominator") / _per(per))
    counts = pl.col("value").is_not_null() & pl.col("denominator").is_not_null()
    return {
        "part": pl.when(counts).then(numerator),
        "whole": pl.when(counts).then(pl.col("denominator")),
        "numerator": pl.when(counts).then(numerator),
    }


def _per(per: Mapping[str, float]) -> pl.Expr:
    if not per:
        return pl.lit(100.0)
    return pl.col("indicator").replace_strict(dict(per), default=100.0, return_dtype=pl.Float64)


def _observed(
    totals: pl.DataFrame, area_set: AreaSet, members: list[str], per: Mapping[str, float]
) -> pl.DataFrame:
    # Notes are kept with the figures, as they were written.
    complete = pl.col("there").list.len() == len(members)
    if area_set.aggregation == "sum":
        value, how = pl.col("part"), f"Sum of {len(members)} areas."  # stays English
    else:
        value = pl.when(pl.col("whole") > 0).then(pl.col("part") / pl.col("whole") * _per(per))
        how = f"Worked out from {len(members)} areas, each by the size of its group."  # stays English
    absent = pl.lit(members).list.set_difference("there").list.sort().list.join(", ")
    missing = pl.format("Not worked out: no figure for {}.", absent)  # stays English
    return totals.select(
        "indicator",
        area=pl.lit(area_set.code),
        period="period",
        period_start="period_start",
        period_end="period_end",
        breakdown="breakdown",
        value=pl.when(complete).then(value),
        lower=pl.lit(None, dtype=pl.Float64),
        upper=pl.lit(None, dtype=pl.Float64),
        numerator=pl.when(complete & pl.col("has_numerator")).then("numerator"),
        denominator=pl.when(complete & pl.col("has_denominator")).then("denominator"),
        status=pl.when(~complete | value.is_null())
        .then(pl.lit("O"))
        .when("provisional")
        .then(pl.lit("P"))
        .otherwise(pl.lit("A")),
        note=pl.when(complete)
        .then(pl.concat_str(pl.lit(how), pl.col("note"), separator=" "))
        .otherwise(missing)
        .str.strip_chars(),
    ).sort("indicator", "period_start", "period", "breakdown")
