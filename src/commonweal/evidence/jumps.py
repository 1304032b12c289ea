"""Changes too large to be believed without a look.

A change from one period to the next is a jump when it is far beyond what the series itself does and far
beyond what the same indicator did elsewhere in the same period:

* its size is more than OWN times the median size of the series' changes (six changes at least), and
* its distance from the median change of all areas in that period is more than ELSEWHERE times the median
  of such distances (eight areas at least; with fewer, the first must hold OWN_ALONE times).

Medians, because a mean is moved by the very jump that is looked for (Hampel's identifier). Changes across
a break in the series are not looked at, nor those that the vintage in force had already.
"""

from __future__ import annotations

import polars as pl

from commonweal.words import _

from .problems import filled
from .reading import Reading
from .recode import spelled
from .register import IndicatorRule
from .schema import KEY, PROBLEM

OWN = 15.0
OWN_ALONE = 30.0
ELSEWHERE = 15.0
LEAST_CHANGES = 6
LEAST_AREAS = 8
#: Shown of each indicator: the worst. More would be read as noise.
WORST = 3


def jumps(reading: Reading, rules: dict[str, IndicatorRule], previous: pl.DataFrame | None) -> pl.DataFrame:
    """The worst jumps of each indicator, schema PROBLEM, as warnings."""
    changes = _changes(reading)
    own = changes.group_by("series").agg(
        typical=pl.col("change").abs().median(), count=pl.col("change").count()
    )
    far = (
        changes.join(own.filter((pl.col("count") >= LEAST_CHANGES) & (pl.col("typical") > 0)), on="series")
        .with_columns(times=pl.col("change").abs() / pl.col("typical"))
        .filter(pl.col("times") > OWN)
    )
    unusual = _unusual_elsewhere(far, changes).sort("place")
    found = spelled(reading.ordered[unusual["place"]]).hstack(unusual)
    found = _without_breaks(found, rules)
    if previous is not None:
        found = found.join(previous.select(*KEY, "value"), on=[*KEY, "value"], how="anti", nulls_equal=True)
    worst = found.sort("times", descending=True).group_by("dataset", "indicator").head(WORST).sort("place")
    return _said(worst)


def _changes(reading: Reading) -> pl.DataFrame:
    """The change of every figure from the one before it in its series; ``place`` is its row.

    The rows are in the order of STORED, and the text of a period begins with its first day: nothing is left
    to be sorted.
    """
    figures = reading.ordered.select("value", "status", "period_start").with_columns(
        reading.keys.select("series", "moment")
    )
    before = pl.col("value", "period_start").shift(1).name.suffix("_before")
    return (
        figures.lazy()
        .with_row_index("place")
        .filter(pl.col("value").is_not_null() & pl.col("period_start").is_not_null())
        .with_columns(before, same=pl.col("series") == pl.col("series").shift(1))
        .filter(
            pl.col("same")
            & (pl.col("period_start") > pl.col("period_start_before"))
            & (pl.col("status") != "B")
        )
        .select(
            "place",
            pl.col("series").set_sorted(),
            "moment",
            before="value_before",
            before_start="period_start_before",
            change=pl.col("value") - pl.col("value_before"),
        )
        .collect()
    )


def _unusual_elsewhere(far: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    same = changes.join(far.select("moment").unique(), on="moment", how="semi")
    middle = same.group_by("moment").agg(middle=pl.col("change").median(), areas=pl.len())
    spread = (
        same.join(middle, on="moment")
        .group_by("moment")
        .agg(spread=(pl.col("change") - pl.col("middle")).abs().median())
    )
    few = pl.col("areas") < LEAST_AREAS
    apart = (pl.col("change") - pl.col("middle")).abs() > ELSEWHERE * pl.col("spread")
    return (
        far.join(middle, on="moment")
        .join(spread, on="moment")
        .filter((few & (pl.col("times") > OWN_ALONE)) | (~few & apart))
        .select("place", "before", "before_start", "times")
    )


def _without_breaks(found: pl.DataFrame, rules: dict[str, IndicatorRule]) -> pl.DataFrame:
    across = [
        any(before < date <= start for date in (rules[i].breaks if i in rules else ()))
        for i, before, start in found.select("indicator", "before_start", "period_start").iter_rows()
    ]
    return found.filter(~pl.Series(across, dtype=pl.Boolean))


def _said(found: pl.DataFrame) -> pl.DataFrame:
    message = filled(
        _(
            "Row {row}, value: from {before} to {value} is {times} times the usual change of this series, "
            "and far from what other areas did. Is it right?"
        ),
        row="row",
        before=pl.col("before").cast(pl.String).str.strip_suffix(".0"),
        value=pl.col("value").cast(pl.String).str.strip_suffix(".0"),
        times=pl.col("times").round(0).cast(pl.Int64),
    )
    return found.select(
        "file",
        "row",
        column=pl.lit("value"),
        value=pl.col("value").cast(pl.String).str.strip_suffix(".0"),
        rule=pl.lit("jump"),
        severity=pl.lit("warn"),
        message=message,
    ).cast(PROBLEM)
