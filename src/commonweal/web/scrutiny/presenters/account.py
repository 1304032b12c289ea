"""The tests of a report as a task list: which are put to it, how far each is answered, what is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.web.proposals.presenters.marks import StateView
from commonweal.web.scrutiny.models import Report, SetVersion
from commonweal.web.scrutiny.presenters.marks import (
    AFTER,
    CARRIED,
    Timing,
    answer_href,
    report_href,
    state,
    strength,
    timing,
)
from commonweal.web.scrutiny.selectors import accounts
from commonweal.web.scrutiny.selectors.accounts import Sheet

RECONSTRUCTED = gettext_lazy(
    "The questions of the West Midlands Combined Authority were never found: these are a reconstruction."
)


@dataclass(frozen=True)
class TaskView:
    label: str
    question: str
    href: str
    state: StateView
    more: list[StateView]
    strength: str


@dataclass(frozen=True)
class LackingView:
    title: str
    what: str
    href: str


@dataclass(frozen=True)
class ToDoView:
    """What is not known yet, who finds out, and by when."""

    what: str
    who: str
    until: dt.date | None


@dataclass(frozen=True)
class AccountPage:
    report: Report
    report_href: str
    sentence: str
    timing: Timing
    asked_by: str
    asked_href: str
    note: str
    tasks: list[TaskView]
    lacking: list[LackingView]
    to_do: list[ToDoView]
    next_href: str
    carried_words: str
    carried_href: str
    unasked: str
    statement_href: str
    writable: bool


@dataclass(frozen=True)
class BeginPage:
    """Before the first answer: what will be here, and how to begin. ``version``: of the tests in force."""

    report: Report
    report_href: str
    sentence: str
    asked_by: str
    asked_href: str
    note: str
    can_begin: bool


def begin_page(report: Report, version: SetVersion | None, *, writable: bool) -> BeginPage:
    if version is None:
        sentence = _(
            "No tests are in force yet: a pack brings them, or the owner of the tests publishes them."
        )
    else:
        count = len(version.definition["questions"])
        sentence = ngettext(
            "The tests have not been begun for this report: %(number)d questions can be put to it.",
            "The tests have not been begun for this report: %(number)d questions can be put to it.",
            count,
        ) % {"number": count}
    return BeginPage(
        report=report,
        report_href=report_href(report),
        sentence=sentence,
        asked_by=_version_words(version) if version else "",
        asked_href=_version_href(version) if version else "",
        note=note_on(version) if version else "",
        can_begin=writable and version is not None,
    )


def account_page(sheet: Sheet, *, writable: bool, opens: bool) -> AccountPage:
    """``opens``: the reader may open the assessment that answers are carried over from."""
    report = sheet.report
    lacking = [LackingView(r.title, r.what, answer_href(report, r.key)) for r in sheet.lacking]
    assessment = sheet.assessment
    return AccountPage(
        report=report,
        report_href=report_href(report),
        sentence=sentence(sheet),
        timing=timing(sheet),
        asked_by=_version_words(sheet.version),
        asked_href=_version_href(sheet.version),
        note=note_on(sheet.version),
        tasks=[_task(sheet, n) for n in range(len(sheet.tests))],
        lacking=lacking,
        to_do=[
            ToDoView(
                t.origin.label,
                sheet.answers[t.key].who,
                row.until if (row := sheet.rows.get(t.key)) else None,
            )
            for t in sheet.tests
            if t.key in sheet.answers and sheet.answers[t.key].not_known
        ],
        next_href=lacking[0].href if lacking else "",
        carried_words=_carried_words(sheet),
        carried_href=reverse("proposals:assessment", args=[assessment.pk]) if assessment and opens else "",
        unasked=_unasked(accounts.unasked(sheet)),
        statement_href=reverse("scrutiny:statement", args=[report.pk]),
        writable=writable,
    )


def sentence(sheet: Sheet) -> str:
    """ "6 of 10 tests are answered, 4 of them carried over from the assessment; 1 is not known yet." """
    found = sheet.account
    answered = found.count("whole") + found.count("partly")
    words = ngettext(
        "%(number)d of %(all)d tests is answered", "%(number)d of %(all)d tests are answered", answered
    ) % {"number": answered, "all": len(sheet.tests)}
    if partly := found.count("partly"):
        part = ngettext("%(number)d of them in part", "%(number)d of them in part", partly)
        words += ", " + part % {"number": partly}
    if unknown := found.count("not-known"):
        part = ngettext(
            "%(number)d is not known yet, with who finds out",
            "%(number)d are not known yet, with who finds out",
            unknown,
        )
        words += "; " + part % {"number": unknown}
    if carried := len(sheet.only_carried & set(found.states)):
        part = ngettext(
            "%(number)d is carried over and not saved for this report yet",
            "%(number)d are carried over and not saved for this report yet",
            carried,
        )
        words += "; " + part % {"number": carried}
    return f"{words}."


def _unasked(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(number)d answer is kept to tests that are not put to this report as it is now.",
        "%(number)d answers are kept to tests that are not put to this report as it is now.",
        count,
    ) % {"number": count}


def note_on(version: SetVersion) -> str:
    """What is said wherever the questions of a pack are shown."""
    kinds = {q.get("provenance") for q in version.definition["questions"]}
    return str(RECONSTRUCTED) if "reconstructed" in kinds else ""


def _carried_words(sheet: Sheet) -> str:
    carried = len(sheet.only_carried & {t.key for t in sheet.tests})
    if not carried:
        return ""
    return ngettext(
        "%(number)d answer is carried over from the assessment of the proposal. Each follows the assessment "
        "until you save your own.",
        "%(number)d answers are carried over from the assessment of the proposal. Each follows the "
        "assessment until you save your own.",
        carried,
    ) % {"number": carried}


def _task(sheet: Sheet, at: int) -> TaskView:
    test = sheet.tests[at]
    row = sheet.rows.get(test.key)
    more = [CARRIED] if test.key in sheet.only_carried else []
    if row is not None and accounts.later(sheet, row):
        more.append(AFTER)
    return TaskView(
        label=test.origin.label,
        question=test.title,
        href=answer_href(sheet.report, test.key),
        state=state(sheet, test),
        more=more,
        strength=strength(sheet, test),
    )


def _version_words(version: SetVersion) -> str:
    return _("%(title)s, version %(version)s") % {
        "title": version.definition["title"], "version": version.version,
    }  # fmt: skip


def _version_href(version: SetVersion) -> str:
    return reverse("scrutiny:tests-version", args=[version.test_set, version.version])
