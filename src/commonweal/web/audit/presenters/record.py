"""The record of acts as its page and its file show it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO

from django.core.paginator import Page
from django.utils.translation import ngettext

from commonweal.web.audit.models import Event

COLUMNS = ("when", "who_id", "who", "act", "sentence", "subject_kind", "subject_id", "subject", "request_id")

# A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class EventRow:
    """A line of the page."""

    when: datetime
    sentence: str
    act: str
    subject: str


def rows(page: Page[Event]) -> list[EventRow]:
    return [
        EventRow(event.when, event.sentence, event.act, f"{event.subject_kind}: {event.subject_label}")
        for event in page
    ]


def lede(count: int, filtered: bool) -> str:
    """The first sentence of the page."""
    number = {"number": f"{count:,}"}
    if filtered:
        return (
            ngettext(
                "%(number)s act is on record that fits what you asked.",
                "%(number)s acts are on record that fit what you asked.",
                count,
            )
            % number
        )
    return ngettext("%(number)s act is on record.", "%(number)s acts are on record.", count) % number


def csv_lines(events: Iterable[Event]) -> Iterator[str]:
    """The file, line by line, with a header; times are ISO 8601 in UTC."""
    yield _line(COLUMNS)
    for event in events:
        yield _line(
            (
                event.when.isoformat(),
                event.who_id,
                event.who_name,
                event.act,
                event.sentence,
                event.subject_kind,
                event.subject_id,
                event.subject_label,
                event.request_id,
            )
        )


def _line(cells: Iterable[str]) -> str:
    text = StringIO()
    csv.writer(text).writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return text.getvalue()
