"""From rows that count to figures: numerator, denominator, period and place, as observations are."""

from __future__ import annotations

import datetime as dt
import re

import polars as pl

from commonweal.evidence.schema import TIDY
from commonweal.partnership.record import Record
from commonweal.words import N_, _

from . import decisions, evidence, partners
from .rows import COUNTED

#: Every measure, in the order of pages. The ids are those of the pack ``working-together``.
MEASURES = (
    "organisations-with-a-seat",
    "partners-active",
    "commitments-met-on-time",
    "goals-without-a-partner",
    "places-without-a-partner",
    "reports-accounting-before-options-closed",
    "proposals-improved-after-assessment",
    "recommendations-answered-in-time",
    "evidence-used-by-several-organisations",
    "indicators-by-sex",
    "indicators-by-age",
    "indicators-by-ethnic-group",
    "indicators-by-disability",
    "indicators-by-place",
    "indicators-up-to-date",
)
#: These are numbers of organisations, all others shares.
NUMBERS = frozenset({"organisations-with-a-seat"})
#: These are counted for each of the authority's places too.
BY_PLACE = frozenset(
    {
        "commitments-met-on-time",
        "reports-accounting-before-options-closed",
        "proposals-improved-after-assessment",
        "recommendations-answered-in-time",
    }
)
#: One figure: columns of :data:`FIGURE`, ``value`` null where nothing was there to be counted.
FIGURE = pl.Schema(
    {
        "indicator": pl.String,
        "area": pl.String,
        "year": pl.Int32,
        "breakdown": pl.String,
        "value": pl.Float64,
        "numerator": pl.Int64,
        "denominator": pl.Int64,
        "provisional": pl.Boolean,
        "note": pl.String,
    }
)
#: Kept in English beside the figure; :func:`note_in_words` says them in the language in use.
_NOT_OVER = N_("The year is not over.")
_NOTHING = N_("Nothing was there to be counted.")
_UNDATED = N_("{n} of them by seats without a first day, known from a source that may be older.")
_UNDATED_READ = re.compile(re.escape(_UNDATED).replace(re.escape("{n}"), r"(\d+)"))
_WAYS = (
    partners.seated,
    partners.active,
    partners.met,
    partners.goals_without,
    partners.places_without,
    decisions.before_options_closed,
    decisions.improved,
    decisions.answered,
    evidence.used_by_several,
    evidence.divided,
    evidence.up_to_date,
)


def counted(record: Record, day: dt.date) -> pl.DataFrame:
    """Every row that was looked at, up to the end of ``day``: columns of :data:`~.rows.COUNTED`."""
    return pl.concat([COUNTED.to_frame(), *(way(record, day) for way in _WAYS)])


def figures(record: Record, day: dt.date, rows: pl.DataFrame | None = None) -> pl.DataFrame:
    """Each measure in each calendar year up to ``day``, for the authority and, where it is known, by place.

    Columns of :data:`FIGURE`. A part that is not used has no row. A year in which nothing was there to be
    counted has a row without a value, unless it is not over; by place it has none. ``rows``: what
    :func:`counted` gives, where it was made already.
    """
    looked = counted(record, day) if rows is None else rows
    whole = _summed(looked.with_columns(area=pl.lit(record.area)), ["measure", "year", "series", "area"])
    placed = looked.filter(pl.col("measure").is_in(list(BY_PLACE))).explode("areas", empty_as_null=True)
    placed = placed.join(record["located"], left_on="areas", right_on="area")
    # A report on two wards of one place is one report there.
    placed = placed.unique(["measure", "year", "series", "row", "place"]).with_columns(area="place")
    by_place = _summed(placed, ["measure", "year", "series", "area"]).filter(pl.col("denominator") > 0)
    known = pl.concat([_every_year(whole, day), by_place])
    provisional = pl.col("year") == day.year
    number = pl.col("measure").is_in(list(NUMBERS))
    # A share of a year that is not over, of nothing yet, says nothing.
    known = known.filter(number | (pl.col("denominator") > 0) | ~provisional)
    share = pl.when(pl.col("denominator") > 0).then(100 * pl.col("numerator") / pl.col("denominator"))
    undated = pl.when(pl.col("undated") > 0).then(pl.format(_UNDATED.replace("{n}", "{}"), "undated"))
    empty = pl.when(~number & (pl.col("denominator") == 0)).then(pl.lit(_NOTHING))
    made = known.with_columns(
        indicator="measure",
        breakdown="series",
        value=pl.when(number).then(pl.col("numerator").cast(pl.Float64)).otherwise(share.round(6)),
        denominator=pl.when(~number).then("denominator"),
        provisional=provisional,
        note=pl.concat_str(
            [pl.when(provisional).then(pl.lit(_NOT_OVER)), undated, empty], separator=" ", ignore_nulls=True
        ),
    )
    order = {name: n for n, name in enumerate(MEASURES)}
    ranked = made.sort(
        pl.col("indicator").replace_strict(order, return_dtype=pl.Int64), "breakdown", "area", "year"
    )
    return ranked.select(pl.col(name).cast(kind) for name, kind in FIGURE.items())


def note_in_words(note: str) -> str:
    """What :func:`figures` keeps beside a figure, in the language in use; another note as it stands."""
    said = [_(_NOT_OVER)] if _NOT_OVER in note else []
    if undated := _UNDATED_READ.search(note):
        said.append(_(_UNDATED).format(n=undated[1]))
    if _NOTHING in note:
        said.append(_(_NOTHING))
    return " ".join(said) or note


def observations(found: pl.DataFrame) -> pl.DataFrame:
    """Figures in the tidy layout in which figures are brought (:data:`commonweal.evidence.schema.TIDY`)."""
    status = (
        pl.when(pl.col("value").is_null())
        .then(pl.lit("M"))
        .when("provisional")
        .then(pl.lit("P"))
        .otherwise(pl.lit("A"))
    )
    none = pl.lit(None, dtype=pl.Float64)
    told = found.with_columns(
        period=pl.format("{}-01-01/P1Y", "year"), lower=none, upper=none, status=status
    ).sort("indicator", "area", "period", "breakdown")
    return told.select(TIDY)


def _summed(rows: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    return rows.group_by(by).agg(
        numerator=pl.col("counts").sum().cast(pl.Int64),
        denominator=pl.col("counts").is_not_null().sum().cast(pl.Int64),
        undated=(pl.col("why") == "undated").sum().cast(pl.Int64),
    )


def _every_year(whole: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """With a row for each year between the first of a measure and that of ``day``, none left out."""
    spans = whole.group_by("measure", "series", "area").agg(year=pl.col("year").min())
    years = spans.with_columns(year=pl.int_ranges(pl.col("year"), day.year + 1, dtype=pl.Int32)).explode(
        "year", empty_as_null=True
    )
    found = years.join(whole, on=["measure", "series", "area", "year"], how="left")
    counts = ["numerator", "denominator", "undated"]
    return found.with_columns(pl.col(counts).fill_null(0)).select(whole.columns)
