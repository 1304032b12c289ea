"""Figures to cite in the thread of a report: of its places, pinned as they stand in the evidence in force."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from commonweal.scrutiny.advice import KINDS
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.selectors import Beside, CitedNow
from commonweal.web.scrutiny.models import Citation, Message, Query, Report

from . import accounts


def figure_pinned(wanted: str) -> dict[str, Any]:
    """The latest figure of "indicator|place|breakdown", as a message keeps it. Raises ValueError for none."""
    indicator, area, breakdown = [*wanted.split("|", 2), "", ""][:3]
    now = book()
    row = framework.series_row(now, framework.default_rule(), area, indicator, breakdown) if now else None
    if now is None or row is None or row["latest"] is None:
        raise ValueError(_("There is no such figure (any more)."))
    return {
        "indicator": indicator,
        "area": area,
        "breakdown": breakdown,
        "period": row["latest_period"],
        "value": row["latest"],
        "provisional": bool(row["provisional"]),
        "snapshot": now.id,
    }


def beside(query: Query, user: Any) -> list[Beside]:
    """Figures of the report's places to answer with: for the test asked about; without any, one a goal."""
    report, known_book = query.report, book()
    if known_book is None:
        return []
    sheet = accounts.sheet(report, user)
    test = sheet.test(query.about_key) if sheet and query.about == Query.About.TEST else None
    if sheet and test and (own := [b for b in accounts.beside(sheet, test) if _told(b)]):
        return own
    areas = [p.area for p in report.places.all()]
    known = known_book.framework(sheet.test_set.framework if sheet else None)
    placed = [known_book.snapshot.placed(known, g) for g in known.goals] if known else []
    found = proposals.figures_beside(known_book, proposals.one_of_each(known_book, placed, areas), areas)
    return [b for b in found if _told(b)]


def cited(message: Message) -> list[CitedNow]:
    """The figures of a message, each beside what has become of it."""
    kept = [Citation(pk=n, **figure) for n, figure in enumerate(message.evidence.get("figures", ()), 1)]
    return proposals.cited_now(book(), kept) if kept else []


def tests_of(report: Report, user: Any) -> list[tuple[str, str]]:
    """Key and label of the tests put to a report; none where they are not begun."""
    sheet = accounts.sheet(report, user)
    return [(t.key, t.origin.label) for t in sheet.tests] if sheet else []


def book() -> Book | None:
    """The evidence in force."""
    return framework.book()


def about_choices(report: Report, user: Any) -> list[tuple[str, str, str]]:
    """What a query may be about: value ("test:KEY"), label, and the words that are kept with it."""
    found = [("report:", "The report as a whole", "")]  # stays English
    if report.test_set_id:
        found.append(("statement:", "Its statement", "The statement"))  # stays English
    found += [(f"test:{key}", f"Test: {label}", label) for key, label in tests_of(report, user)]
    for key, kind, sentence in flags_of(report):
        short = sentence if len(sentence) <= 90 else f"{sentence[:89]}…"
        found.append((f"flag:{key}", f"Reading: {KINDS[kind]}. “{short}”", f"{KINDS[kind]}: “{sentence}”"))
    return found


def flags_of(report: Report) -> list[tuple[str, str, str]]:
    """What the reading of the report's documents raised: a key, its kind and its sentence."""
    found = []
    for document in report.documents.filter(state="read"):
        for n, flag in enumerate(document.found.get("flags", ())):
            found.append((f"{document.pk}-{n}", flag["kind"], flag["sentence"] or flag["why"]))
    return found


def _told(found: Beside) -> bool:
    return found.standing.row is not None and found.standing.row["latest"] is not None
