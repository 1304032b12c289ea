"""Goals from indicators: a count by status, never a mean. And what moved between two snapshots."""

from __future__ import annotations

import polars as pl

from commonweal.progress.schema import WORST_FIRST, Status

_SERIES = ("rule", "indicator", "area", "breakdown")
_MARK = ("rule", "indicator", "area")

#: One row a placement: an indicator under a goal. A goal without indicators has one row, ``indicator`` null.
PLACEMENT = pl.Schema({"framework": pl.String, "goal": pl.String, "indicator": pl.String})


def marks(assessments: pl.DataFrame) -> pl.DataFrame:
    """The one series of each rule, indicator and area that gives its mark.

    It is the series for everyone where there is one; else the group that stands worst (``WORST_FIRST``), the
    first by name among equals, for a mean over groups would hide the one left behind.
    """
    order = {status.value: place for place, status in enumerate(WORST_FIRST)}
    return (
        assessments.with_columns(
            _group=pl.col("breakdown") != "",
            _place=pl.col("status").replace_strict(order, return_dtype=pl.Int8),
        )
        .sort(*_MARK, "_group", "_place", "breakdown")
        .unique(_MARK, keep="first", maintain_order=True)
        .drop("_group", "_place")
    )


def roll_up(assessments: pl.DataFrame, placements: pl.DataFrame) -> pl.DataFrame:
    """Counts by status of each goal in each area, by each rule.

    ``assessments`` has the layout of ``schema.ASSESSMENT``, ``placements`` of ``PLACEMENT``. Returns
    ``rule, framework, goal, area, indicators`` and one column a status. An indicator counts once (see
    ``marks``); one that has no series in an area counts as ``no_data`` there, and a goal without indicators
    counts one ``no_indicator``. The counts are all there is: no status is worked out for a goal.
    """
    asked = placements.unique(maintain_order=True).join(
        assessments.select("rule", "area").unique(maintain_order=True), how="cross"
    )
    found = asked.join(
        marks(assessments).select(*_MARK, "status"), on=_MARK, how="left", maintain_order="left"
    )
    status = (
        pl.when(pl.col("indicator").is_null())
        .then(pl.lit(Status.NO_INDICATOR.value))
        .otherwise(pl.col("status").fill_null(Status.NO_DATA.value))
    )
    return (
        found.with_columns(status=status)
        .group_by("rule", "framework", "goal", "area", maintain_order=True)
        .agg(
            pl.col("indicator").count().alias("indicators"),
            *((pl.col("status") == s.value).sum().alias(s.value) for s in Status),
        )
    )


def moved(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """The series whose status differs between two snapshots' assessments.

    Returns ``rule, indicator, area, breakdown, old_status, new_status``; a status is null where the
    snapshot has no such series.
    """
    before = old.select(*_SERIES, old_status="status")
    after = new.select(*_SERIES, new_status="status")
    return (
        before.join(after, on=_SERIES, how="full", coalesce=True)
        .filter(pl.col("old_status").ne_missing(pl.col("new_status")))
        .sort(*_SERIES)
    )


def goals_moved(moves: pl.DataFrame, placements: pl.DataFrame) -> pl.DataFrame:
    """``rule, framework, goal, area, series``: the goals that the moved series belong to, and how many."""
    return (
        moves.join(placements, on="indicator")
        .group_by("rule", "framework", "goal", "area")
        .agg(pl.len().alias("series"))
        .sort("rule", "framework", "goal", "area")
    )
