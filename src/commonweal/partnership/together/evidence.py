"""The evidence that everybody works from: for whom it is divided, how fresh it is, who uses it."""

from __future__ import annotations

import calendar
import datetime as dt
import re

import polars as pl

from commonweal.partnership.record import Record

from .rows import as_rows, first_day, year_by_year

#: What target 17.18 asks evidence to be divided by, as far as packs here do: the measure, and the names that
#: a breakdown has for it.
DIMENSIONS = {
    "indicators-by-sex": ("sex", "gender"),
    "indicators-by-age": ("age", "age-group"),
    "indicators-by-ethnic-group": ("ethnic-group", "ethnicity"),
    "indicators-by-disability": ("disability", "disabled"),
}
#: A release is awaited for so many days after the day on which its rhythm says it comes.
PATIENCE = 31

_RHYTHMS = (
    (re.compile(r"\bmonthly\b|\bevery month\b"), 1),
    (re.compile(r"\bquarterly\b|\bevery quarter\b"), 3),
    (re.compile(r"\bseveral times a year\b|\btwice a year\b|\bhalf-yearly\b|\bevery six months\b"), 6),
    (re.compile(r"\bevery two years\b|\bbiennial"), 24),
    (re.compile(r"\bevery three years\b"), 36),
    (re.compile(r"\bevery five years\b"), 60),
    (re.compile(r"\bevery ten years\b|\bcensus\b"), 120),
    (re.compile(r"\byearly\b|\bannual|\bevery year\b|\bonce a year\b"), 12),
)


def rhythm(release: str) -> int | None:
    """The months between two releases, from a pack's own words; None where they name no rhythm.

    "yearly, in November": 12; "once, in July 2020" and "no longer updated": None.
    """
    words = release.casefold()
    return next((months for pattern, months in _RHYTHMS if pattern.search(words)), None)


def divided(record: Record, day: dt.date) -> pl.DataFrame:
    """The indicators with figures, and whether each is divided by sex, age, ethnic group, disability, place.

    Divided: figures of two groups, or of one group beside everybody's. By place: figures of two of the
    authority's places.
    """
    found = _held(record, day)
    groups = record["indicator_groups"].filter(pl.col("as_at") <= day)
    made = []
    for measure, names in DIMENSIONS.items():
        mine = groups.filter(pl.col("dimension").is_in(list(names)))
        number = mine.group_by("as_at", "indicator").agg(n=pl.col("group").n_unique())
        enough = pl.col("n") + pl.col("whole").cast(pl.Int64) >= 2
        made.append(_divided(found, number, measure, enough))
    places = record["indicator_places"].group_by("as_at", "indicator").agg(n=pl.col("place").n_unique())
    made.append(_divided(found, places, "indicators-by-place", pl.col("n") >= 2))
    return pl.concat(made)


def up_to_date(record: Record, day: dt.date) -> pl.DataFrame:
    """The indicators with figures whose publisher has a rhythm, and whether the release it promised is here.

    It is while no more than the rhythm and :data:`PATIENCE` days have passed since the release of the figures
    held. Without a rhythm, or a known day of release, an indicator is left out.
    """
    found = _held(record, day)
    rows = found.select("released", "every_months").unique().drop_nulls()
    until = [
        None if r is None or m is None else _months_later(r, m) + dt.timedelta(days=PATIENCE)
        for r, m in rows.iter_rows()
    ]
    awaited = rows.with_columns(awaited=pl.Series(until, dtype=pl.Date))
    dated = found.join(awaited, on=["released", "every_months"], how="left", maintain_order="left")
    fresh = pl.col("as_at") <= pl.col("awaited")
    why = (
        pl.when(pl.col("every_months").is_null()).then(pl.lit("no-rhythm"))
        .when(pl.col("released").is_null()).then(pl.lit("no-release"))
        .when(fresh).then(pl.lit("fresh")).otherwise(pl.lit("stale"))
    )  # fmt: skip
    return as_rows(
        dated, "indicators-up-to-date", year=pl.col("as_at").dt.year(), row=pl.col("indicator"),
        counts=fresh, why=why,
    )  # fmt: skip


def used_by_several(record: Record, day: dt.date) -> pl.DataFrame:
    """The indicators that somebody cited in a year, and whether several organisations have by its end.

    An organisation is what it is called, whatever its capitals; what nobody answers for by name is left out.
    """
    cited = record["citations"].filter(
        pl.col("organisation").str.strip_chars() != "", pl.col("cited_on") <= day
    )
    cited = cited.with_columns(who=pl.col("organisation").str.strip_chars().str.to_lowercase())

    def of(year: int, last: dt.date) -> pl.DataFrame:
        so_far = cited.filter(pl.col("cited_on") <= last)
        now = so_far.filter(pl.col("cited_on").dt.year() == year)["indicator"].unique()
        found = so_far.filter(pl.col("indicator").is_in(now.implode())).group_by("indicator")
        several = pl.col("n") >= 2
        return as_rows(
            found.agg(n=pl.col("who").n_unique()), "evidence-used-by-several-organisations", year=year,
            row=pl.col("indicator"), counts=several,
            why=pl.when(several).then(pl.lit("several")).otherwise(pl.lit("one")),
        )  # fmt: skip

    return year_by_year(first_day(cited["cited_on"]), day, of)


def _held(record: Record, day: dt.date) -> pl.DataFrame:
    """The indicators under a goal that have a figure, those counted from the record itself left out.

    Of each year the last day that the record knows.
    """
    found = record["indicators"].filter(pl.col("as_at") <= day)
    found = found.filter(pl.col("as_at") == pl.col("as_at").max().over(pl.col("as_at").dt.year()))
    return found.filter("placed", "figures", ~pl.col("own"))


def _divided(found: pl.DataFrame, number: pl.DataFrame, measure: str, enough: pl.Expr) -> pl.DataFrame:
    with_n = found.join(number, on=["as_at", "indicator"], how="left", maintain_order="left")
    is_divided = enough.fill_null(value=False)
    return as_rows(
        with_n, measure, year=pl.col("as_at").dt.year(), row=pl.col("indicator"), counts=is_divided,
        why=pl.when(is_divided).then(pl.lit("divided")).otherwise(pl.lit("not-divided")),
    )  # fmt: skip


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
