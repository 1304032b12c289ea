"""Pieces that the pages of an account share: the state of an answer, when it was given, where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.scrutiny.questions import Test, strength_in_words
from commonweal.web.proposals.presenters.marks import DONE, HALF, TO_DO, UNKNOWN, CitedView, StateView
from commonweal.web.proposals.presenters.marks import cited_view as figure_view
from commonweal.web.proposals.selectors import CitedNow
from commonweal.web.scrutiny.models import Report, Response
from commonweal.web.scrutiny.selectors import accounts
from commonweal.web.scrutiny.selectors.accounts import Sheet
from commonweal.web.ui.days import day_words

_STATES = {"open": TO_DO, "partly": HALF, "not-known": UNKNOWN, "whole": DONE}
CARRIED = StateView(gettext_lazy("Carried over"), "blue")
AFTER = StateView(gettext_lazy("After the decision"), "orange")


@dataclass(frozen=True)
class Timing:
    """When an account was given, against when options closed and the decision fell."""

    words: str
    state: StateView | None


def state(sheet: Sheet, test: Test) -> StateView:
    return _STATES[sheet.account.states[test.key]]


def strength(sheet: Sheet, test: Test) -> str:
    return strength_in_words(sheet.account.strength.get(test.key, ""))


def answer_href(report: Report, key: str) -> str:
    return reverse("scrutiny:answer", args=[report.pk, key])


def report_href(report: Report) -> str:
    return reverse("scrutiny:report", args=[report.pk])


def timing(sheet: Sheet) -> Timing:
    """ "The last answer was given on 3 December 2026, after options closed on 20 November 2026." """
    report = sheet.report
    if report.answered_on is None:
        return Timing(_ahead(report), None)
    given = day_words(report.answered_on)
    if sheet.timing == "after" and report.decided_on:
        said = _("The last answer was given on %(given)s, after the decision of %(day)s.")
        return Timing(said % {"given": given, "day": day_words(report.decided_on)}, AFTER)
    if sheet.timing == "late" and report.options_closed:
        said = _("The last answer was given on %(given)s, after options closed on %(day)s.")
        late = StateView(_("Late"), "orange")
        return Timing(said % {"given": given, "day": day_words(report.options_closed)}, late)
    if sheet.timing == "early" and report.options_closed:
        said = _("The last answer was given on %(given)s, before options closed on %(day)s.")
        early = StateView(_("In time"), "green")
        return Timing(said % {"given": given, "day": day_words(report.options_closed)}, early)
    said = _("The last answer was given on %(given)s. Nobody has said when options closed.")
    return Timing(said % {"given": given}, None)


def _ahead(report: Report) -> str:
    found = []
    if report.options_closed:
        found.append(_("Options close on %(day)s") % {"day": day_words(report.options_closed)})
    if report.meeting and report.meeting.day:
        found.append(_("it is decided on %(day)s") % {"day": day_words(report.meeting.day)})
    return f"{'; '.join(found)}." if found else ""


def cited(sheet: Sheet, key: str) -> list[CitedView]:
    return [_dated(sheet, now) for now in accounts.cited(sheet, key)]


def _dated(sheet: Sheet, now: CitedNow) -> CitedView:
    """A cited figure; one that was cited after the decision says so."""
    view = figure_view(now, sheet.book)
    day = accounts.day_of(now.citation.cited_at)
    if not sheet.after_decision(day):
        return view
    since = _("Cited after the decision, on %(day)s.") % {"day": day_words(day)}
    since = f"{since} {view.since}".strip()
    return CitedView(view.id, view.words, view.face, view.href, since, view.revised)


def who(sheet: Sheet, row: Response, named: bool) -> str:
    """Who wrote an answer: by name for those who may read what is not public, by role for the public."""
    return row.changed_by if named else sheet.report.author_role


def said_on(sheet: Sheet, key: str, named: bool) -> str:
    """ "The planning team, 3 December 2026", or that it is carried over, from what."""
    row = sheet.rows.get(key)
    if row is not None:
        said = (
            _("%(who)s, %(day)s, after the decision") if accounts.later(sheet, row) else _("%(who)s, %(day)s")
        )
        day = day_words(accounts.day_of(row.changed_at))
        return said % {"who": who(sheet, row, named), "day": day}
    if key in sheet.only_carried and sheet.assessment and sheet.assessment.completed_at:
        day = accounts.day_of(sheet.assessment.completed_at)
        return _("Carried over from the assessment of the proposal, completed %(day)s") % {
            "day": day_words(day)
        }
    return ""
