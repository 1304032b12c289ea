"""Figures cited beside an answer, remarks and requests on it, and changes of design that followed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals import selectors
from commonweal.web.proposals.models import Assessment, Citation, DesignChange, Remark

from .answering import record


@transaction.atomic
def cite(
    *, assessment: Assessment, key: str, indicator: str, area: str, breakdown: str, by: Any, now: dt.datetime
) -> Citation:
    """Pin the latest figure of a series beside an answer: indicator, place, period, value and snapshot.

    Raises ValueError where the assessment is complete, the question is not asked or there is no figure.
    """
    held = Assessment.objects.select_related("proposal", "toolkit").get(id=assessment.pk)
    if held.completed_at:
        raise ValueError(_("This assessment is complete."))
    sheet = selectors.sheet(held)
    if sheet.question(key) is None:
        raise ValueError(_("That question is not asked here."))
    made, fresh = pin(held.citations, sheet.book, key, indicator, area, breakdown, by=by, now=now)
    if fresh:
        record(held, by, now, "cited", f"cited {figure_named(sheet.book, made)}", figure_codes(made))
    return made


def pin(
    citations: Any,
    book: Book | None,
    key: str,
    indicator: str,
    area: str,
    breakdown: str,
    *,
    by: Any,
    now: dt.datetime,
) -> tuple[Any, bool]:
    """Put the latest figure of a series among ``citations``; whether it is new there.

    Raises ValueError where there is no figure.
    """
    row = framework.series_row(book, framework.default_rule(), area, indicator, breakdown) if book else None
    if book is None or row is None or row["latest"] is None:
        raise ValueError(_("There is no such figure."))
    made, fresh = citations.get_or_create(
        key=key,
        indicator=indicator,
        area=area,
        breakdown=breakdown,
        period=row["latest_period"],
        defaults={
            "value": row["latest"],
            "provisional": bool(row["provisional"]),
            "snapshot": book.id,
            "cited_by": str(by),
            "cited_at": now,
        },
    )
    return made, fresh


@transaction.atomic
def uncite(*, assessment: Assessment, citation: int, by: Any, now: dt.datetime) -> None:
    """Take a figure away from an answer."""
    found = Citation.objects.filter(assessment=assessment, assessment__completed_at=None, id=citation).first()
    if found is not None:
        name = figure_named(selectors.sheet(assessment).book, found)
        words = f"took away {name}"  # stays English
        record(assessment, by, now, "uncited", words, figure_codes(found))
        found.delete()


def figure_named(book: Book | None, cited: Any) -> str:
    """What the record of acts calls a figure that is cited."""
    return framework.figure_in_the_record(book, cited.indicator, cited.area, cited.period, cited.breakdown)


def figure_codes(cited: Any) -> dict[str, str]:
    """Names change, and codes do not: the record keeps both."""
    return {name: getattr(cited, name) for name in ("indicator", "area", "period", "breakdown")}


@transaction.atomic
def remark(
    *, assessment: Assessment, key: str, words: str, request: bool, by: Any, now: dt.datetime
) -> Remark:
    """Say something of an answer, or ask for an improvement. Raises ValueError for an empty one."""
    if not any(c.isalnum() for c in words):
        raise ValueError(_("Write what you have to say."))
    made = Remark.objects.create(
        assessment=assessment, key=key[:200], request=request, words=words.strip(), by=str(by), at=now
    )
    record(assessment, by, now, "remarked", "asked for an improvement" if request else "made a comment")
    return made


@transaction.atomic
def close_remark(*, assessment: Assessment, remark: int, reply: str, by: Any, now: dt.datetime) -> Remark:
    """Answer a request. Raises ValueError without a reply, or where it is closed."""
    found = Remark.objects.select_for_update().filter(assessment=assessment, id=remark).first()
    if found is None or found.closed_at:
        raise ValueError(_("That request is answered already."))
    if not any(c.isalnum() for c in reply):
        raise ValueError(_("Say what was done about it, or why nothing is."))
    found.reply, found.closed_by, found.closed_at = reply.strip(), str(by), now
    found.save()
    record(assessment, by, now, "replied", "answered a request")
    return found


@transaction.atomic
def record_design_change(
    *, assessment: Assessment, words: str, reason: str, key: str = "", by: Any, now: dt.datetime
) -> DesignChange:
    """Note what was changed of the proposal because of the assessment. Raises ValueError without a reason."""
    if not any(c.isalnum() for c in words) or not any(c.isalnum() for c in reason):
        raise ValueError(_("Say what was changed, and why."))
    made = DesignChange.objects.create(
        assessment=assessment, key=key[:200], words=words.strip(), reason=reason.strip(), by=str(by), at=now
    )
    record(assessment, by, now, "redesigned", "noted a change of design")
    return made


@transaction.atomic
def remove_design_change(*, assessment: Assessment, change: int, by: Any, now: dt.datetime) -> None:
    found = assessment.design_changes.filter(id=change).first()
    if found is not None:
        record(assessment, by, now, "unredesigned", "took out a change of design", {"words": found.words})
        found.delete()
