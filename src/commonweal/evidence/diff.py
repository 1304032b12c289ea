"""What differs between two vintages: figures added, removed and revised."""

from __future__ import annotations

import polars as pl

from .schema import KEY

#: ``size`` is the change as a share of the old value (of 1 where that is 0), null where there are no two
#: values. ``fields`` names what differs: "value", "value, status", "upper" …
DIFFERENCE = pl.Schema(
    {
        "change": pl.String,
        "indicator": pl.String,
        "area": pl.String,
        "period": pl.String,
        "breakdown": pl.String,
        "old": pl.Float64,
        "new": pl.Float64,
        "old_status": pl.String,
        "new_status": pl.String,
        "fields": pl.String,
        "size": pl.Float64,
    }
)

_COMPARED = ("value", "lower", "upper", "numerator", "denominator", "status", "note")


def difference(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Schema DIFFERENCE: revised (the largest first), then removed, then added, each in order of KEY.

    ``old`` and ``new`` hold the columns of OBSERVATION and one row a key; other columns are passed over.
    """
    columns = [*KEY, *_COMPARED]
    a, b = old.select(columns), new.select(columns)
    if a.equals(b):
        return pl.DataFrame(schema=DIFFERENCE)
    left, right = (x.lazy().with_columns(here=True) for x in (a, b))
    both = left.join(right, on=list(KEY), how="full", coalesce=True, suffix="_new", nulls_equal=True)
    differs = {c: pl.col(c).ne_missing(pl.col(f"{c}_new")) for c in _COMPARED}
    kind = (
        pl.when(pl.col("here").is_null())
        .then(pl.lit("added"))
        .when(pl.col("here_new").is_null())
        .then(pl.lit("removed"))
        .otherwise(pl.lit("revised"))
    )
    fields = pl.concat_str(
        [pl.when(differs[c]).then(pl.lit(c)) for c in _COMPARED], separator=", ", ignore_nulls=True
    )
    base = pl.when(pl.col("value") == 0).then(1.0).otherwise(pl.col("value").abs())
    rank = pl.col("change").replace_strict({"revised": 0, "removed": 1, "added": 2}, return_dtype=pl.UInt8)
    return (
        both.filter(
            pl.any_horizontal(*differs.values(), pl.col("here").is_null(), pl.col("here_new").is_null())
        )
        .select(
            change=kind,
            **{c: pl.col(c) for c in KEY},
            old="value",
            new="value_new",
            old_status="status",
            new_status="status_new",
            fields=pl.when(kind == "revised").then(fields).otherwise(pl.lit("")),
            size=(pl.col("value_new") - pl.col("value")).abs() / base,
        )
        .sort(rank, pl.col("size").neg().fill_null(float("inf")), *KEY)
        .match_to_schema(DIFFERENCE)
        .collect()
    )


def summary(changes: pl.DataFrame) -> pl.DataFrame:
    """For each indicator how many figures were ``added``, ``removed`` and ``revised``, and ``largest``:
    the largest revision as a share of the old value.
    """
    counts = {c: (pl.col("change") == c).sum() for c in ("added", "removed", "revised")}
    return changes.group_by("indicator").agg(**counts, largest=pl.col("size").max()).sort("indicator")
