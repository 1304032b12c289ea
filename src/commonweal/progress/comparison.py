"""Each series beside its yardstick: a target's value where one applies, else the comparator's figure."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from commonweal.progress import derive, series

#: What a base point brings: the figure that the latest is compared with.
BASE = ("series", "period", "start", "end", "value", "lower", "upper", "months")
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Prepared:
    """What every rule judges from.

    ``series``: a row a series, by area, indicator and breakdown, with its latest figure, its definition, its
    target and its comparator. ``points``: the figures that may be compared with each latest one (see
    ``series.comparable``), series by series, oldest first. ``known``: the comparators' figures. ``breaks``:
    where figures are flagged as the first of a new way of measuring, by series.
    """

    series: pl.DataFrame
    points: pl.DataFrame
    known: pl.DataFrame
    breaks: pl.DataFrame

    def earlier(self) -> pl.DataFrame:
        """All figures that ended before the latest began, on this side of the last break."""
        return self.points.filter(pl.col("here") & pl.col("apart"))

    def nearest_earlier(self) -> pl.DataFrame:
        """The latest of the earlier figures: for a yearly one the year before, for a pooled one the nearest
        that shares no year with it; for a month or a quarter the same one of the year before, where it is
        there, so that a season is not taken for a change."""
        earlier = self.earlier()
        nearest = earlier.filter(pl.col("series").ne_missing(pl.col("series").shift(-1)))
        same_season = earlier.filter(pl.col("seasonal") & (pl.col("months") == MONTHS_A_YEAR))
        return pl.concat([same_season, nearest]).unique("series", keep="first", maintain_order=True)

    def compared(self, base: pl.DataFrame) -> pl.DataFrame:
        """``series`` with the base figure, both changes, and the gap now and then, beside each row.

        ``base`` holds at most one row a series, with the columns ``BASE``.
        """
        before = base.select(
            "series",
            previous_period=pl.col("period").cast(pl.String),
            previous_start="start",
            previous_end="end",
            previous="value",
            previous_lower="lower",
            previous_upper="upper",
            previous_months="months",
        )
        joined = self.series.join(before, on="series", how="left", maintain_order="left")
        joined = _comparators_previous(joined, self.known, self.breaks)
        return joined.with_columns(**_changes()).with_columns(**_gaps())


def prepare(observations: pl.DataFrame, definitions: pl.DataFrame, targets: pl.DataFrame) -> Prepared:
    """Put all series in order, once for all rules.

    The frames have the layouts of ``OBSERVATION``, ``DEFINITION`` and ``TARGET``. An indicator without a
    definition is taken as neutral: it is shown and not judged.
    """
    names = series.Names(observations)
    rows = series.in_order(observations, names)
    latest = series.latest_of(rows)
    points = series.comparable(rows, latest, series.last_breaks(rows, latest, definitions))
    held = names.by_area(latest).join(
        series.histories(points, rows), on="series", how="left", maintain_order="left"
    )
    defined = _with_target(_with_definition(held, definitions), targets)
    numbered = defined.with_columns(comparator_series=names.number("comparator"))
    theirs = _comparators(rows, numbered)
    known = theirs.filter(pl.col("value").is_not_null())
    return Prepared(
        _with_comparator(numbered, known),
        points,
        known.select("series", "start", "end", "value"),
        # A break may be flagged where the figure itself is missing.
        theirs.filter(pl.col("status") == series.BREAK).select("series", broken="start"),
    )


def _with_definition(held: pl.DataFrame, definitions: pl.DataFrame) -> pl.DataFrame:
    joined = held.join(definitions.drop("breaks"), on="indicator", how="left", maintain_order="left")
    late = (pl.col("latest_start") >= pl.col("provisional_from")).fill_null(value=False)
    flagged = (pl.col("latest_status") == series.PROVISIONAL).fill_null(value=False)
    return joined.with_columns(pl.col("polarity").fill_null(0), provisional=late | flagged).drop(
        "provisional_from"
    )


def _with_target(held: pl.DataFrame, targets: pl.DataFrame) -> pl.DataFrame:
    """The one target that applies: the area's own before the general one, a value before parity, then the
    first whose date is not past at the latest figure, else the last."""
    series_of = held.select("series", "indicator", "area", "latest_end")
    candidates = (
        series_of.join(targets.rename({"area": "for_area", "comparator": "parity_with"}), on="indicator")
        .filter(pl.col("for_area").is_null() | (pl.col("for_area") == pl.col("area")))
        .with_columns(
            by_year=pl.col("by").str.slice(0, 4).cast(pl.Int32, strict=False),
            general=pl.col("for_area").is_null(),
            by_parity=pl.col("kind") == "parity",
        )
        .with_columns(past=(pl.col("by_year") < pl.col("latest_end").dt.year()).fill_null(value=False))
        .with_columns(
            nearness=pl.when("past").then(-pl.col("by_year")).otherwise(pl.col("by_year").fill_null(9999))
        )
        .sort("series", "general", "by_parity", "past", "nearness", "by", "value", nulls_last=True)
        .unique("series", keep="first")
    )
    chosen = candidates.select("series", "kind", "parity_with", target_value="value", yardstick_by="by")
    return (
        held.join(chosen, on="series", how="left", maintain_order="left")
        .with_columns(comparator=pl.coalesce("parity_with", "comparator"))
        .with_columns(comparator=pl.when(pl.col("comparator") != pl.col("area")).then("comparator"))
        .drop("parity_with")
    )


def _comparators(rows: pl.DataFrame, numbered: pl.DataFrame) -> pl.DataFrame:
    asked = numbered["comparator_series"].unique().drop_nulls()
    return rows.filter(pl.col("series").is_in(asked.implode()))


def _with_comparator(numbered: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The comparator's figure of the latest period, and which yardstick there is at all."""
    figures = known.select(
        comparator_series="series", latest_start="start", latest_end="end", comparator_latest="value"
    )
    on = ["comparator_series", "latest_start", "latest_end"]
    there = pl.col("comparator_series").is_in(known["series"].unique().implode()).fill_null(value=False)
    kind = (
        pl.when(pl.col("kind") == "value")
        .then(pl.lit("value"))
        .when(there & (pl.col("kind") == "parity"))
        .then(pl.lit("parity"))
        .when(there)
        .then(pl.lit("comparator"))
    )
    return (
        numbered.join(figures, on=on, how="left", maintain_order="left")
        .with_columns(yardstick_kind=kind)
        .with_columns(
            yardstick=pl.when(pl.col("yardstick_kind") == "value")
            .then("target_value")
            .otherwise("comparator_latest"),
            yardstick_by=pl.when(pl.col("yardstick_kind") != "comparator").then("yardstick_by"),
        )
        .drop("kind", "target_value")
    )


def _comparators_previous(joined: pl.DataFrame, known: pl.DataFrame, breaks: pl.DataFrame) -> pl.DataFrame:
    """The comparator's figure of the base period, unless its own series breaks between the two periods."""
    figures = known.select(
        comparator_series="series", previous_start="start", previous_end="end", comparator_previous="value"
    )
    on = ["comparator_series", "previous_start", "previous_end"]
    between = (
        joined.select("series", "comparator_series", "previous_start", "latest_start")
        .join(breaks, left_on="comparator_series", right_on="series")
        .filter(pl.col("broken").is_between("previous_start", "latest_start", closed="right"))
    )
    broken = pl.col("series").is_in(between["series"].unique().implode())
    return joined.join(figures, on=on, how="left", maintain_order="left").with_columns(
        comparator_previous=pl.when(~broken).then("comparator_previous")
    )


def _changes() -> dict[str, pl.Expr]:
    latest, previous = pl.col("latest"), pl.col("previous")
    theirs, before = pl.col("comparator_latest"), pl.col("comparator_previous")
    return {
        "change": derive.change(latest, previous),
        "change_percent": pl.when(previous > 0).then(derive.change_percent(latest, previous)),
        "comparator_change": derive.change(theirs, before),
        "comparator_change_percent": pl.when(before > 0).then(derive.change_percent(theirs, before)),
    }


def _gaps() -> dict[str, pl.Expr]:
    yardstick, latest, count = pl.col("yardstick"), pl.col("latest"), pl.col("latest_numerator")
    now = derive.gap(yardstick, latest)
    then = pl.when(pl.col("yardstick_kind") == "value").then(yardstick).otherwise("comparator_previous")
    by_denominator = derive.gap_people(now, pl.col("per"), pl.col("latest_denominator"))
    by_count = pl.when(latest > 0).then(derive.gap_people_of_count(yardstick, latest, count))
    return {
        "gap": now,
        "previous_gap": derive.gap(then, pl.col("previous")),
        "gap_people": pl.when(pl.col("per").is_not_null()).then(pl.coalesce(by_denominator, by_count)),
    }


def at_best_limit() -> pl.Expr:
    """Whether the latest figure can be no better: nobody left to employ, nothing left to cut."""
    top = (pl.col("polarity") > 0) & (pl.col("latest") >= pl.col("upper_limit"))
    bottom = (pl.col("polarity") < 0) & (pl.col("latest") <= pl.col("lower_limit"))
    return (top | bottom).fill_null(value=False)
