"""Goal 17, measured: the figures that the record gives, the rows behind each, and those that are in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.evidence.schema import KEY, TIDY
from commonweal.evidence.write import tidy_csv
from commonweal.packs.models import Indicator
from commonweal.partnership import together
from commonweal.partnership.record import Record, archive
from commonweal.web.audit import selectors as acts
from commonweal.web.evidence import selectors as evidence
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.models import LastCount
from commonweal.web.scrutiny.selectors.coverage import kept

from . import record as reading
from .record import DATASET

#: How an import of these figures is called.
TITLE = "Working together, counted from the record"  # stays English


@dataclass(frozen=True)
class Counted:
    """A record, the rows of it that were looked at (``COUNTED``) and the figures (``FIGURE``)."""

    record: Record
    day: dt.date
    rows: pl.DataFrame
    figures: pl.DataFrame


@dataclass(frozen=True)
class Figure:
    """One number with what it is made of. ``value`` None: nothing was there to be counted."""

    year: int
    area: str
    series: str
    value: float | None
    numerator: int
    denominator: int | None
    provisional: bool
    note: str


@dataclass(frozen=True)
class Measure:
    """A measure in one year and place. ``real``: as it is published; ``shown``: with the examples counted in.

    ``used``: whether the part of the site that it is counted from is used at all, examples left out.
    ``others``: its other series, of the same year and place.
    """

    indicator: Indicator
    real: Figure | None
    shown: Figure | None
    used: bool
    others: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Row:
    """One thing that was looked at. ``counts`` None: it was left out. ``why``: see the measure."""

    title: str
    page: str
    counts: bool | None
    why: str
    example: bool


@dataclass(frozen=True)
class Summary:
    """The figures of a count without the rows behind them: ``real`` and ``shown`` as in :class:`Both`.

    ``used``: the measures of whose part of the site anything real was looked at. ``places``: names by code.
    """

    day: dt.date
    area: str
    places: Mapping[str, str]
    used: frozenset[str]
    real: pl.DataFrame
    shown: pl.DataFrame


@dataclass(frozen=True)
class Both:
    """``real``: without what was made up, as it is published. ``shown``: with the examples counted in."""

    real: Counted
    shown: Counted

    @property
    def summary(self) -> Summary:
        own = dict(self.shown.record["places"].select("place", "name").iter_rows())
        used = frozenset(self.real.rows["measure"])
        return Summary(
            self.shown.day, self.shown.record.area, own, used, self.real.figures, self.shown.figures
        )


def counted(record: Record, day: dt.date) -> Counted:
    rows = together.counted(record, day)
    return Counted(record, day, rows, together.figures(record, day, rows))


def both(day: dt.date | None = None) -> Both:
    """The record of a day (today) counted without and with its examples; kept while nothing happens."""
    on = day or timezone.localdate()
    found: Both = kept(("working together",), lambda: both_now(on), on)  # stays English
    return found


def both_now(day: dt.date) -> Both:
    """The same, read and counted anew."""
    held = reading.record(day)
    return Both(counted(held.without_examples(), day), counted(held, day))


def last_count() -> Summary | None:
    """What was last counted, in one query; None before the first count."""
    held = LastCount.objects.first()
    if held is None:
        return None
    told = held.figures
    real, shown = (
        pl.DataFrame(told[name], schema=together.FIGURE, orient="row") for name in ("real", "shown")
    )
    return Summary(held.day, told["area"], told["places"], frozenset(told["used"]), real, shown)


def as_kept(found: Summary) -> dict[str, Any]:
    """A summary in the form in which it is kept, but for its day."""
    return {
        "area": found.area,
        "places": dict(found.places),
        "used": sorted(found.used),
        "real": [list(row) for row in found.real.iter_rows()],
        "shown": [list(row) for row in found.shown.iter_rows()],
    }


def measures(found: Summary, book: Book, year: int, area: str) -> list[Measure]:
    """The measures that the evidence in force defines, in one year; of a place, those counted by place."""
    known = book.snapshot.indicators
    real, shown = (_by_measure(figures, year, area) for figures in (found.real, found.shown))
    return [
        Measure(
            known[m], next(iter(real.get(m, ())), None), next(iter(shown.get(m, ())), None), m in found.used,
            tuple(real.get(m, ())[1:]),
        )
        for m in together.MEASURES
        if m in known and (area == found.area or m in together.BY_PLACE)
    ]  # fmt: skip


def years(found: Summary) -> list[int]:
    """The years of which there is any figure, and that of the day: the latest first."""
    return sorted({*found.shown["year"], found.day.year}, reverse=True)


def places(found: Summary, book: Book | None) -> dict[str, str]:
    """The authority's own area, then its places: name by code."""
    names = {found.area: book.places.get(found.area, found.area)} if book and found.area else {}
    return names | dict(found.places)


def names() -> tuple[str, ...]:
    """The ids of all measures."""
    return together.MEASURES


#: Measure → the table of its rows, their key there, and their title.
_TABLES = {
    "organisations-with-a-seat": ("organisations", pl.col("organisation"), pl.col("name")),
    "partners-active": ("organisations", pl.col("organisation"), pl.col("name")),
    "commitments-met-on-time": ("commitments", pl.col("commitment"), pl.col("title")),
    "goals-without-a-partner": ("goals", pl.format("{}:{}", "framework", "goal"), pl.col("title")),
    "places-without-a-partner": ("places", pl.col("place"), pl.col("name")),
    "reports-accounting-before-options-closed": ("reports", pl.col("report"), pl.col("title")),
    "proposals-improved-after-assessment": ("proposals", pl.col("proposal"), pl.col("title")),
    "recommendations-answered-in-time": (
        "recommendations",
        pl.col("recommendation"),
        pl.format(
            "To {}, to be answered by {}", "owner", pl.col("due").dt.strftime("%-d %B %Y")
        ),  # stays English
    ),
}


def looked_at(counted_: Counted, measure: str, year: int, area: str, series: str) -> list[Row]:
    """The rows behind one number: those that count first, then those that do not, then those left out."""
    table, key, title = _TABLES.get(measure, ("indicators", pl.col("indicator"), pl.col("name")))
    told = counted_.record[table].with_columns(row=key.cast(pl.String), label=title)
    for name, none in (("page", ""), ("example", False)):
        if name not in told.columns:
            told = told.with_columns(pl.lit(none).alias(name))
    rows = counted_.rows.filter(
        pl.col("measure") == measure, pl.col("year") == year, pl.col("series") == series
    )
    if area != counted_.record.area:
        located = counted_.record["located"]
        inside = located.filter(pl.col("place") == area)["area"]
        rows = rows.filter(pl.col("areas").list.set_intersection(inside.implode()).list.len() > 0)
    found = rows.join(told.unique("row", keep="last", maintain_order=True), on="row", how="left")
    ordered = found.sort(
        pl.col("counts").is_null(), ~pl.col("counts"), pl.col("label").fill_null(pl.col("row")), "row"
    )
    return [
        Row(label or row, page or "", counts, why, bool(example))
        for row, label, page, counts, why, example in ordered.select(
            "row", "label", "page", "counts", "why", "example"
        ).iter_rows()
    ]


def defined(measure: str, book: Book | None) -> Indicator | None:
    """The indicator of a measure; None for what is none, or where no pack defines it."""
    return book.snapshot.indicators.get(measure) if book and measure in together.MEASURES else None


def _by_measure(figures: pl.DataFrame, year: int, area: str) -> dict[str, list[Figure]]:
    """The headline of each measure first."""
    found: dict[str, list[Figure]] = {}
    mine = figures.filter(pl.col("year") == year, pl.col("area") == area).sort(
        "breakdown", maintain_order=True
    )
    for f in mine.iter_rows(named=True):
        made = Figure(
            f["year"], f["area"], f["breakdown"], f["value"], f["numerator"], f["denominator"],
            f["provisional"], together.note_in_words(f["note"]),
        )  # fmt: skip
        found.setdefault(f["indicator"], []).append(made)
    return found


def to_publish(day: dt.date) -> pl.DataFrame:
    """What would be published on a day, in the tidy layout: nothing that was made up, nothing of nowhere."""
    return publishable(both_now(day))


def publishable(found: Both) -> pl.DataFrame:
    """The same, of what was counted already."""
    if not found.real.record.area:  # no pack says yet whose site this is
        return together.observations(counted(Record(), found.real.day).figures)
    return together.observations(found.real.figures)


def in_force() -> Any:
    """The vintage of these figures that is in force; None before the first."""
    return evidence.vintages_in_force().get(DATASET)


def why_nothing_new() -> str:
    """Why there is nothing to publish."""
    if in_force() is None:
        return _("There is nothing to count yet.")
    return _("Nothing has changed since these figures were published.")


def is_in_force(found: pl.DataFrame) -> bool:
    """Whether exactly these figures are in force."""
    held = in_force()
    if held is None:
        return False
    return tidy_csv(_plain(found)) == tidy_csv(_plain(evidence.store().get(held.sha256)))


def waiting(source_sha256: str) -> Any:
    """An import of just these bytes that was checked against what is in force, and waits to be published."""
    now = evidence.snapshot_in_force() or ""
    for brought in evidence.imports():
        if brought.state == brought.State.BROUGHT and brought.title == TITLE and brought.base_snapshot == now:
            vintages = [f.vintage for f in brought.files.all()]
            if any(v and v.source_sha256 == source_sha256 for v in vintages):
                return brought
    return None


def nothing_since_published(day: dt.date) -> bool:
    """Whether publishing these figures was the last act of all on the site, on this very day."""
    last = acts.recent(1).first()
    return (
        last is not None
        and (last.act, last.subject_label) == ("evidence.published", TITLE)
        and timezone.localtime(last.when).date() == day
    )


def export(day: dt.date) -> bytes:
    """The public record as one ZIP."""
    return archive(both(day).shown.record)


def _plain(found: pl.DataFrame) -> pl.DataFrame:
    numbers = ["value", "lower", "upper", "numerator", "denominator"]
    return (
        found.select(TIDY)
        .with_columns(pl.col(numbers).cast(pl.Float64), pl.col("note").fill_null(""))
        .sort(KEY)
    )


def figure(held: Counted, measure: str, year: int, area: str, series: str) -> Figure | None:
    found = _by_measure(held.figures.filter(pl.col("indicator") == measure), year, area)
    return next((f for f in found.get(measure, ()) if f.series == series), None)


def is_used(held: Counted, measure: str) -> bool:
    """Whether anything was looked at for a measure, in any year."""
    return bool((held.rows["measure"] == measure).any())


def how_in_force(found: Both) -> str:
    """ "same", "other" (the published figures are others) or "" (none are published)."""
    if in_force() is None:
        return ""
    return "same" if is_in_force(together.observations(found.real.figures)) else "other"


def goal_address(book: Book | None) -> str:
    """The page of the goal that these measures stand under, where they stand under one."""
    places_ = book.snapshot.goals_of(together.MEASURES[0]) if book else []
    return reverse("framework:goal", args=[places_[0][0].id, places_[0][1].id]) if places_ else ""
