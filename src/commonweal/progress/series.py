"""Every series in order: its latest figure, and which earlier figures may be compared with it.

A series is one indicator in one area for one breakdown. Figures may be compared when their periods are of
the same length and lie on this side of the last break. Everything here is one pass over all series at once:
300,000 figures are sorted once, by numbers that stand for the names.
"""

from __future__ import annotations

from typing import TypeVar

import polars as pl

from commonweal.evidence.recode import codes, spelled
from commonweal.progress.schema import Reason

#: A figure that nobody has counted yet is no progress.
FORECAST = "F"
BREAK = "B"
PROVISIONAL = "P"

_NAMES = ("indicator", "area", "breakdown")
_FIGURES = ("value", "lower", "upper", "numerator", "denominator")
_ORDER = ("series", "end", "start")
#: Days from the first to the last of a period that holds less than all seasons; a year of weeks has 363.
_LESS_THAN_A_YEAR = 350

N = TypeVar("N", pl.Expr, pl.Series)


class Names:
    """A number for each name, in the order of the names, so that series are sorted and met by number."""

    def __init__(self, observations: pl.DataFrame) -> None:
        told = {name: codes(observations[name]) for name in _NAMES}
        self._of = {name: pl.Series(sorted(set(texts)), dtype=pl.String) for name, (texts, _) in told.items()}
        places = {
            name: pl.Series(texts, dtype=pl.String)
            .cast(pl.Enum(self._of[name]))
            .to_physical()
            .cast(pl.UInt64)
            .gather(at)
            for name, (texts, at) in told.items()
        }
        self.series = self._together(*places.values()).alias("series")

    def by_area(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows with ``series``, by area, indicator and breakdown: the order in which answers are kept."""
        areas, breakdowns = (max(1, len(self._of[name])) for name in ("area", "breakdown"))
        number = rows["series"]
        indicator, area, breakdown = (
            number // (areas * breakdowns),
            number // breakdowns % areas,
            number % breakdowns,
        )
        place = (area * max(1, len(self._of["indicator"])) + indicator) * breakdowns + breakdown
        return rows[place.arg_sort()]

    def number(self, area: str) -> pl.Expr:
        """The number of a series, its area named in the column ``area``; null where no figure has it."""
        return self._together(
            *(
                pl.col(column).cast(pl.Enum(self._of[name]), strict=False).to_physical().cast(pl.UInt64)
                for name, column in zip(_NAMES, ("indicator", area, "breakdown"), strict=True)
            )
        )

    def _together(self, indicator: N, area: N, breakdown: N) -> N:
        areas, breakdowns = (max(1, len(self._of[name])) for name in ("area", "breakdown"))
        return (indicator * areas + area) * breakdowns + breakdown


def in_order(observations: pl.DataFrame, names: Names) -> pl.DataFrame:
    """All rows but forecasts, by series, then oldest first; of a key that is there twice, the last row.

    ``value`` is null where it is missing or no finite number. ``observations`` has the layout of
    ``evidence.schema.OBSERVATION``, its texts String or Categorical.
    """
    rows = observations.select(
        names.series,
        _lengths(observations["period"]),
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
    newest = _last(rows.select("series", "end", "period", "value", "status", *_NAMES)).select(
        "series",
        *_NAMES,
        newest_end="end",
        missing_period=pl.when(pl.col("value").is_null()).then("period"),
        missing_status=pl.when(pl.col("value").is_null()).then("status"),
    )
    latest = _last(rows.drop(_NAMES).filter(pl.col("value").is_not_null())).select(
        "series",
        latest_period="period",
        latest_length="length",
        latest_start="start",
        latest_end="end",
        latest="value",
        **{f"latest_{c}": pl.col(c) for c in (*_FIGURES[1:], "status")},
    )
    return newest.join(latest, on="series", how="left", maintain_order="left")


def _last(rows: pl.DataFrame) -> pl.DataFrame:
    return spelled(rows.filter(pl.col("series").ne_missing(pl.col("series").shift(-1))))


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
    months before the latest it began; ``seasonal``: of less than a year, such as a month or a quarter.
    """
    known = rows.select("series", "length", "period", "start", "end", "value", "lower", "upper").filter(
        pl.col("value").is_not_null()
    )
    about = (
        latest.filter(pl.col("latest").is_not_null())
        .select("series", "latest_start", "latest_length", latest_month=_months("latest_start"))
        .join(breaks, on="series", how="left", maintain_order="left")
    )
    of_series = known["series"].rle_id()  # both are in the order of series, and hold the same ones
    beside = about.select(pl.exclude("series").gather(of_series))
    return (
        pl.concat([known, beside], how="horizontal")
        .filter(pl.col("length") == pl.col("latest_length"))
        .with_columns(
            here=(pl.col("start") >= pl.col("broken")).fill_null(value=True),
            apart=pl.col("end") < pl.col("latest_start"),
            months=pl.col("latest_month") - _months("start"),
            seasonal=(pl.col("end").to_physical() - pl.col("start").to_physical()).is_between(
                1, _LESS_THAN_A_YEAR
            ),
        )
        .drop("length", "latest_length", "latest_month", "broken", "latest_start")
    )


def histories(points: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """``series, points, history_start, history, lack``: what there is to compare, or why there is nothing.

    ``known``: all rows in order, of every length of period.
    """
    # The rows stand by series, so that the runs are the series.
    runs = known["series"].filter(known["value"].is_not_null()).rle()
    figures = pl.DataFrame({"series": runs.struct.field("value"), "figures": runs.struct.field("len")})
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
        .when(pl.col("figures") > pl.col("all_points"))
        .then(pl.lit(Reason.OTHER_PERIODS.value))
        .otherwise(pl.lit(Reason.ONE_POINT.value))
    )
    counted = counts.join(figures, on="series", maintain_order="left")
    return held.join(counted, on="series", maintain_order="left").select(
        "series", "points", "history_start", "history", lack=lack
    )


def _lengths(periods: pl.Series) -> pl.Series:
    """``length``: a number for what follows the date of each period: "/P1Y", "/P3Y", nothing for a point."""
    texts, at = codes(periods)
    of_text = pl.Series("length", [text[10:] for text in texts], dtype=pl.String)
    return of_text.rank("dense").gather(at)


def _months(date: str) -> pl.Expr:
    return pl.col(date).dt.year().cast(pl.Int32) * 12 + pl.col(date).dt.month().cast(pl.Int32)
