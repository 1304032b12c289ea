"""Statements: written from the answers, as their authors worded them, and the public register of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from commonweal.publish import feed
from commonweal.scrutiny.statement import MOST_WORDS, Statement, statement
from commonweal.scrutiny.wording import Line, Piece, as_text, difference, differing, trace
from commonweal.web.scrutiny import models
from commonweal.web.scrutiny.models import Committee, Report

from .accounts import Sheet
from .register import reports

__all__ = ["MOST_WORDS", "Told", "committees", "held", "latest", "register", "told"]
ON_A_PAGE = 25
#: Words of a search that count.
MOST_SOUGHT = 8
#: When a feed without an entry was changed last.
EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Told:
    """A statement as it is read. ``written``: what the answers give now; ``text``: its author's, or that.

    ``edited``: what the author changed of what the answers gave, word by word; ``moved``: what has changed in
    the answers since. Both are empty where nothing differs, and where the reader may not see what the
    assessment said.
    """

    sheet: Sheet
    row: models.Statement | None
    written: Statement
    text: str
    lines: list[Line]
    edited: list[Piece]
    moved: list[Piece]


def told(sheet: Sheet) -> Told:
    written = statement(sheet.tests, sheet.answers, sheet.names)
    now, row = as_text(written), held(sheet.report)
    text = row.text if row else now
    gave = row.written if row and sheet.follows else None
    edited = difference(*differing(gave, text)) if gave is not None and gave != text else []
    moved = difference(*differing(gave, now)) if gave is not None and gave != now else []
    opening = row.written.partition("\n")[0] if row else ""
    lines = trace(text, written, sheet.tests, sheet.answers, opening)
    return Told(sheet, row, written, text, lines, edited, moved)


def text_of(sheet: Sheet) -> str:
    """What the answers give now."""
    return as_text(statement(sheet.tests, sheet.answers, sheet.names))


def held(report: Report) -> models.Statement | None:
    """The statement as its author worded it; None where they have not."""
    return models.Statement.objects.filter(report=report).exclude(text="").first()


def register(words: str = "", committee: str = "", page: int = 1) -> Page[Report]:
    """The public statements, the latest meeting first; each of the words stands in one of them."""
    found = public()
    for word in words.split()[:MOST_SOUGHT]:
        found = found.filter(
            Q(title__icontains=word)
            | Q(summary__icontains=word)
            | Q(statement__text__icontains=word)
            | (Q(statement__text="") & Q(statement__now__icontains=word))
        )
    if committee:
        found = found.filter(meeting__committee__slug=committee)
    return Paginator(found, ON_A_PAGE).get_page(page)


def committees() -> list[Committee]:
    """Those before which a report with a public statement came."""
    return list(Committee.objects.filter(meetings__reports__in=public()).distinct())


def latest(most: int = 50) -> list[Report]:
    """Those whose statement or answers were written last."""
    return list(public().order_by("-statement__changed_at", "-id")[:most])


def atom(title: str, home: str, site: str, here: str) -> bytes:
    """The register as a feed; ``home`` is the whole address of the register, ``here`` that of the feed."""
    return feed.atom(title, home, site, entries(home), EPOCH, here=here)


def entries(home: str, most: int = 50, begins: str = "") -> list[feed.Entry]:
    """The latest statements as entries of a feed, their titles after ``begins``."""
    return [
        feed.Entry(
            title=f"{begins}{r.title}",
            address=f"{home}{r.pk}/",
            updated=r.statement.changed_at,
            summary=(r.statement.text or r.statement.now).partition("\n")[0],
            example=bool(r.example),
        )
        for r in latest(most)
    ]


def public() -> QuerySet[Report]:
    """Public and not exempt reports that account for their impact."""
    found = reports(AnonymousUser()).filter(test_set__isnull=False, statement__isnull=False)
    return found.exclude(quality="none").select_related("meeting__committee", "statement", "test_set")
