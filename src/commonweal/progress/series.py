"""Every series in order: its latest figure, and which earlier figures may be compared with it.

A series is one indicator in one area for one breakdown. Figures may be compared when their periods are of
the same length and lie on this side of the last break. Everything here is one pass over all series at once:
300,000 figures are sorted once, by numbers that stand for the names.
"""

from __future__ import annotations

import polars as pl

from commonweal.progress.schema import Reason

#: A figure that nobody has counted yet is no progress.
FORECAST = "F"
BREAK = "B"
PROVISIONAL = "P"

_NAMES = ("indicator", "area", "breakdown")
_FIGURES = ("value", "lower", "upper", "numerator", "denominator")
_ORDER = ("series", "end", "start")


class Names:
    """A number for each name, so that series are sorted and met by number."""

    def __init__(self, observations: pl.DataFrame) -> None:
        self._of = {name: _different(observations[name]) for name in _NAMES}

    def number(
        self, indicator: str = "indicator", area: str = "area", breakdown: str = "breakdown"
    ) -> pl.Expr:
        """The number of a series, its area named in the column ``area``; null where no figure has it."""
        columns = zip(_NAMES, ("indicator", area, "breakdown"), strict=True)
        numbers = [
            pl.col(column).cast(pl.Enum(self._of[name]), strict=False).to_physical().cast(pl.UInt64)
            for name, column in columns
        ]
        areas, breakdowns = (max(1, len(self._of[name])) for name in ("area", "breakdown"))
        return (numbers[0] * areas + numbers[1]) * breakdowns + numbers[2]


def _different(names: pl.Series) -> pl.Series:
    return names.unique().drop_nulls().sort()


def in_order(observations: pl.DataFrame, names: Names) -> pl.DataFrame:
    """All rows but forecasts, by series, then oldest first; of a key that is there twice, the last row.

    ``value`` is null where it is missing or no finite number. ``observations`` has the layout of
    ``evidence.schema.OBSERVATION``.
    """
    rows = observations.select(
        names.number().alias("series"),
        "period",
        pl.col("period_start").alias("start"),
        pl.col("period_end").alias("end"),
        *(pl.when(pl.col(c).is_finite()).then(pl.col(c)).alias(c) for c in _FIGURES),
        "status",
        *_NAMES,
    ).filter(pl.col("status").ne_missing(FORECAST))
    rows = rows.sort(_ORDER, maintain_order=True)
    same = [pl.col(c) == pl.col(c).shift(-1) for c in _ORDER]
    return rows.filter(~pl.all_horizontal(same).fill_null(value=False))


def latest_of(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a series: its names, its latest figure, and the newer period that has none, if there is one."""
    newest = rows.filter(pl.col("series").ne_missing(pl.col("series").shift(-1))).select(
        "series",
        *_NAMES,
        newest_end="end",
        missing_period=pl.when(pl.col("value").is_null()).then("period"),
        missing_status=pl.when(pl.col("value").is_null()).then("status"),
    )
    known = rows.filter(pl.col("value").is_not_null())
    latest = known.filter(pl.col("series").ne_missing(pl.col("series").shift(-1))).select(
        "series",
        latest_period="period",
        latest_start="start",
        latest_end="end",
        latest="value",
        **{f"latest_{c}": pl.col(c) for c in (*_FIGURES[1:], "status")},
    )
    return newest.join(latest, on="series", how="left", maintain_order="left")


def last_breaks(rows: pl.DataFrame, latest: pl.DataFrame, definitions: pl.DataFrame) -> pl.DataFrame:
    """``series, broken``: the start of the newest way of measuring that the latest figure belongs to.

    A break is a figure of status B, or one that the indicator's definition names. Breaks after the latest
    figure do not touch it.
    """
    flagged = rows.filter(pl.col("status") == BREAK).select("series", broken="start")
    defined = (
        definitions.select("indicator", broken="breaks")
        .explode("broken", empty_as_null=True, keep_nulls=True)
        .drop_nulls()
        .join(latest.select("series", "indicator"), on="indicator")
        .select("series", "broken")
    )
    return (
        pl.concat([flagged, defined])
        .join(latest.select("series", "latest_start"), on="series")
        .filter(pl.col("broken") <= pl.col("latest_start"))
        .group_by("series")
        .agg(pl.col("broken").max())
    )


def comparable(rows: pl.DataFrame, latest: pl.DataFrame, breaks: pl.DataFrame) -> pl.DataFrame:
    """The figures of the same length of period as the latest, with how each stands to it.

    ``here``: on this side of the last break; ``apart``: ended before the latest began; ``months``: how many
    months before the latest it began.
    """
    known = rows.filter(pl.col("value").is_not_null()).drop("numerator", "denominator", "status", *_NAMES)
    about = (
        latest.filter(pl.col("latest").is_not_null())
        .select("series", "latest_start", length=_length("latest_period"))
        .join(breaks, on="series", how="left", maintain_order="left")
    )
    of_series = known["series"].rle_id()  # both are in the order of series, and hold the same ones
    beside = about.select(pl.exclude("series").gather(of_series))
    return (
        pl.concat([known, beside], how="horizontal")
        .filter(_length("period") == pl.col("length"))
        .with_columns(
            here=(pl.col("start") >= pl.col("broken")).fill_null(value=True),
            apart=pl.col("end") < pl.col("latest_start"),
            months=_months("latest_start") - _months("start"),
        )
        .drop("length", "broken", "latest_start")
    )


def histories(points: pl.DataFrame) -> pl.DataFrame:
    """``series, points, history_start, history, lack``: what there is to compare, or why there is nothing."""
    here = points.filter("here")
    held = here.group_by("series", maintain_order=True).agg(
        pl.len().cast(pl.UInt32).alias("points"), history_start="start", history="value"
    )
    counts = points.group_by("series", maintain_order=True).agg(
        usable=(pl.col("here") & pl.col("apart")).any(),
        cut_off=(pl.col("apart") & ~pl.col("here")).any(),
        all_points=pl.len(),
    )
    lack = (
        pl.when("usable")
        .then(pl.lit(Reason.NONE.value))
        .when("cut_off")
        .then(pl.lit(Reason.BREAK.value))
        .when(pl.col("points") > 1)
        .then(pl.lit(Reason.OVERLAP.value))
        .when(pl.col("all_points") > pl.col("points"))
        .then(pl.lit(Reason.BREAK.value))
        .otherwise(pl.lit(Reason.ONE_POINT.value))
    )
    return held.join(counts, on="series", maintain_order="left").select(
        "series", "points", "history_start", "history", lack=lack
    )


def _length(period: str) -> pl.Expr:
    """What follows the date: "/P1Y", "/P3Y"; empty for a point in time."""
    return pl.col(period).str.slice(10)


def _months(date: str) -> pl.Expr:
    return pl.col(date).dt.year().cast(pl.Int32) * 12 + pl.col(date).dt.month().cast(pl.Int32)
