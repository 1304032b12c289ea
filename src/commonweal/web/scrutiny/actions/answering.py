"""Answers to the tests of a report: begun, saved as they are typed, and the evidence named for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.web.audit import actions as audit
from commonweal.web.proposals.actions import figure_codes, figure_named, pin, put, unmoved
from commonweal.web.proposals.selectors import as_answer
from commonweal.web.scrutiny import selectors
from commonweal.web.scrutiny.models import Citation, DocumentCitation, Report, Response, Statement
from commonweal.web.scrutiny.selectors import accounts, statements
from commonweal.web.scrutiny.selectors.accounts import Sheet


@transaction.atomic
def begin_tests(*, report: Report, by: Any, now: dt.datetime) -> Report:
    """Put the tests in force to a report; it keeps that version.

    Raises ValueError where they are begun already, or none are in force.
    """
    held = _held(report)
    if held.test_set is not None:
        raise ValueError(_("The tests of this report have been begun already."))
    version = selectors.in_force()
    if version is None:
        raise ValueError(_("No tests are in force yet."))
    held.test_set = version
    held.save(update_fields=["test_set"])
    sheet = _sheet(held)
    if sheet.carried:
        _settle(held, by, now)
    record(held, by, now, "begun", f"put version {version.version} of the tests")
    return held


@transaction.atomic
def save_response(
    *,
    report: Report,
    key: str,
    parts: Mapping[str, str | list[str]],
    revision: int,
    by: Any,
    now: dt.datetime,
    not_known: bool = False,
    who: str = "",
    until: dt.date | None = None,
    read: bool = True,
) -> Response:
    """Keep an answer, half-written or whole. ``revision`` is of the page it was written on; 0 for a new one.

    ``read``: the author pressed a button, with what is carried over from the assessment in sight; what was
    typed and saved on the way leaves the notice that the assessment says something else.

    Raises :class:`~commonweal.web.proposals.actions.Moved`; ValueError where the tests are not begun,
    the test is not put to this report, or a text is longer than 10,000 characters.
    """
    held = _held(report)
    sheet = _sheet(held)
    test = sheet.test(key)
    if test is None:
        raise ValueError(_("That test is not put to this report (any more)."))
    row = unmoved(sheet.rows.get(key), revision) or Response(report=held, key=key, revision=0)
    fresh, before = row.revision == 0, as_answer(row)
    another, stood = row.changed_by != str(by), _stood(row)
    if fresh or read:
        row.carried = sheet.carried_parts(key)
    names = {f.name for f in test.fields}
    kept = {name: value for name, value in parts.items() if name in names}
    changed = fresh or (kept, not_known, who.strip(), until) != _said(row)
    late = changed and sheet.after_decision(accounts.day_of(now))
    change = {"on": accounts.day_of(now).isoformat(), "by": str(by)}
    told = late and change not in row.later
    if told:
        row.settled = row.settled if row.later else stood
        row.later = [*row.later, change]
    put(row, kept, not_known=not_known, who=who, until=until, by=by, now=now)
    counted = changed and (not as_answer(row).empty or not before.empty) and _settle(held, by, now)
    if fresh or another or told or counted:
        words = (
            "changed after the decision the answer to" if late and not fresh else "answered"
        )  # stays English
        record(
            held, by, now, "answered", f"{words} “{test.origin.label}”", {"before": stood} if late else None
        )
    return row


@transaction.atomic
def cite_figure(
    *, report: Report, key: str, indicator: str, area: str, breakdown: str, by: Any, now: dt.datetime
) -> Citation:
    """Pin the latest figure of a series beside an answer. Raises ValueError where there is none."""
    held = _held(report)
    sheet = _asked(held, key)
    made, fresh = pin(held.citations, sheet.book, key, indicator, area, breakdown, by=by, now=now)
    if fresh:
        record(held, by, now, "cited", f"cited {figure_named(sheet.book, made)}", figure_codes(made))
    return made  # type: ignore[no-any-return]


@transaction.atomic
def uncite_figure(*, report: Report, citation: int, by: Any, now: dt.datetime) -> None:
    """Take a figure away from an answer; the record keeps that it stood there."""
    found = report.citations.filter(id=citation).first()
    if found is not None:
        sheet = accounts.sheet_of(report)
        name = figure_named(sheet.book if sheet else None, found)
        words = f"took away {name}"  # stays English
        record(report, by, now, "uncited", words, figure_codes(found))
        found.delete()


@transaction.atomic
def cite_document(*, report: Report, key: str, document: int, by: Any, now: dt.datetime) -> DocumentCitation:
    """Name a document of the report as evidence. Raises ValueError where the report has none such."""
    held = _held(report)
    _asked(held, key)
    found = held.documents.filter(id=document).first()
    if found is None:
        raise ValueError(_("The report has no such document."))
    made, fresh = held.document_citations.get_or_create(
        key=key, document=found, defaults={"cited_by": str(by), "cited_at": now}
    )
    if fresh:
        record(held, by, now, "cited", f"named the document “{found.name}” as evidence")
    return made


@transaction.atomic
def uncite_document(*, report: Report, citation: int, by: Any, now: dt.datetime) -> None:
    found = report.document_citations.select_related("document").filter(id=citation).first()
    if found is not None:
        record(report, by, now, "uncited", f"took away the document “{found.document.name}”")
        found.delete()


def _held(report: Report) -> Report:
    held = Report.objects.select_for_update(of=("self",)).select_related("proposal", "test_set")
    return held.get(id=report.pk)


def _sheet(held: Report) -> Sheet:
    found = accounts.sheet_of(held)
    if found is None:
        raise ValueError(_("The tests of this report have not been begun."))
    return found


def _asked(held: Report, key: str) -> Sheet:
    found = _sheet(held)
    if found.test(key) is None:
        raise ValueError(_("That test is not put to this report."))
    return found


def _settle(held: Report, by: Any, now: dt.datetime) -> bool:
    """How whole the account is, and the day of its last answer; whether either is another now.

    After the decision both stay as they were, where there was an account: it is counted as it stood when it
    could still change something, and what came later is shown as later.
    """
    fresh = _sheet(held)
    public = fresh if accounts.follows_in_public(held) else replace(fresh, follows=False)
    row = Statement.objects.filter(report=held).first() or Statement(report=held, revision=0)
    row.now = statements.text_of(public)
    if not row.text:
        row.changed_by, row.changed_at = str(by), now
    row.save()
    if fresh.after_decision(accounts.day_of(now)) and held.quality != "none":
        return False
    before = (held.quality, held.answered_on)
    held.quality, held.answered_on = fresh.account.quality, accounts.day_of(now)
    if held.quality == "none":
        held.answered_on = None
    held.save(update_fields=["quality", "answered_on"])
    return before != (held.quality, held.answered_on)


def _said(row: Response) -> tuple[Any, ...]:
    return dict(row.parts), row.not_known, row.who, row.until


def _stood(row: Response) -> dict[str, Any]:
    """An answer as it stands, before it is changed after the decision; empty for one that was not there."""
    if row.revision == 0:
        return {}
    return {
        "parts": dict(row.parts),
        "not_known": row.not_known,
        "who": row.who,
        "until": row.until.isoformat() if row.until else "",
        "by": row.changed_by,
        "on": accounts.day_of(row.changed_at).isoformat(),
    }


def record(
    held: Report, by: Any, now: dt.datetime, verb: str, words: str, detail: dict[str, Any] | None = None
) -> None:
    # The record has readers who may not read exempt reports, so of those it keeps the reference alone.
    name = f"exempt report {held.reference}" if held.exempt else f"report “{held.title}”"  # stays English
    audit.record(
        by=by,
        now=now,
        act=f"account.{verb}",
        subject=(
            "report",
            str(held.pk),
            f"exempt report {held.reference}" if held.exempt else held.title,
        ),  # stays English
        sentence=f"{words} for the {name}",
        detail=detail,
    )
