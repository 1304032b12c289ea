"""Goal 17, measured: the figures that the record gives, the rows behind each, and those that are in force."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.utils import timezone

from commonweal.evidence.schema import KEY, TIDY
from commonweal.evidence.write import tidy_csv
from commonweal.partnership import together
from commonweal.partnership.record import Record, archive
from commonweal.web.audit import selectors as acts
from commonweal.web.evidence import selectors as evidence
from commonweal.web.scrutiny.selectors.coverage import kept

from . import record as reading
from .record import DATASET

#: How an import of these figures is called.
TITLE = "Working together, counted from the record"


@dataclass(frozen=True)
class Counted:
    """A record, the rows of it that were looked at (``COUNTED``) and the figures (``FIGURE``)."""

    record: Record
    day: dt.date
    rows: pl.DataFrame
    figures: pl.DataFrame


@dataclass(frozen=True)
class Both:
    """``real``: without what was made up, as it is published. ``shown``: with the examples counted in."""

    real: Counted
    shown: Counted


def counted(record: Record, day: dt.date) -> Counted:
    rows = together.counted(record, day)
    return Counted(record, day, rows, together.figures(record, day, rows))


def both(day: dt.date | None = None) -> Both:
    """The record of a day (today) counted without and with its examples; kept while nothing happens."""
    on = day or timezone.localdate()

    def make() -> Both:
        held = reading.record(on)
        return Both(counted(held.without_examples(), on), counted(held, on))

    found: Both = kept(("working together",), make, on)
    return found


def to_publish(day: dt.date) -> pl.DataFrame:
    """What would be published on a day, in the tidy layout: nothing that was made up."""
    return together.observations(counted(reading.record(day).without_examples(), day).figures)


def in_force() -> Any:
    """The vintage of these figures that is in force; None before the first."""
    return evidence.vintages_in_force().get(DATASET)


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
