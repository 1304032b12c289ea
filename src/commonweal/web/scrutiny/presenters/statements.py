"""The public register of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.scrutiny.coverage import is_late
from commonweal.web.scrutiny.forms.statement import Statements
from commonweal.web.scrutiny.models import Committee, Report
from commonweal.web.ui.days import day_words

_QUALITY = {"whole": gettext_lazy("whole"), "partial": gettext_lazy("in part")}
_TIMING = {
    "early": gettext_lazy("In time"),
    "late": gettext_lazy("After options closed"),
    "after": gettext_lazy("After the decision"),
    "": gettext_lazy("Not known"),
}


@dataclass(frozen=True)
class Row:
    title: str
    href: str
    committee: str
    meeting: str
    lede: str
    account: str
    timing: str
    example: bool


@dataclass(frozen=True)
class Choice:
    value: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class RegisterPage:
    sentence: str
    rows: list[Row]
    committees: list[Choice]
    words: str
    any: bool
    page: Page[Report]


def register_page(page: Page[Report], asked: Statements, committees: Sequence[Committee]) -> RegisterPage:
    total = page.paginator.count
    sought = bool(asked.words or asked.committee)
    if not total and not sought:
        sentence = _("No statement is public yet. One stands here once its report is public and has answers.")
    else:
        sentence = _sentence(total, sought)
    return RegisterPage(
        sentence=sentence,
        rows=[_row(r) for r in page.object_list],
        committees=[
            Choice("", _("All committees"), not asked.committee),
            *(Choice(c.slug, c.name, c.slug == asked.committee) for c in committees),
        ],
        words=asked.words,
        any=bool(total) or sought,
        page=page,
    )


def _sentence(total: int, sought: bool) -> str:
    if not total:
        return _(
            "No public statements say what a report would do for inclusive growth, of those you asked for."
        )
    if sought:
        said = ngettext(
            "%(number)d public statement says what a report would do for inclusive growth, of those you "
            "asked for.",
            "%(number)d public statements say what a report would do for inclusive growth, of those you "
            "asked for.",
            total,
        )
    else:
        said = ngettext(
            "%(number)d public statement says what a report would do for inclusive growth.",
            "%(number)d public statements say what a report would do for inclusive growth.",
            total,
        )
    return said % {"number": total}


def _row(report: Report) -> Row:
    meeting = report.meeting
    said = report.statement
    return Row(
        title=report.title,
        href=reverse("scrutiny:public-statement", args=[report.pk]),
        committee=meeting.committee.name if meeting else "",
        meeting=day_words(meeting.day) if meeting else "",
        lede=(said.text or said.now).partition("\n")[0],
        account=str(_QUALITY.get(report.quality, report.quality)),
        timing=str(_TIMING[is_late(report.answered_on, report.options_closed, report.decided_on)]),
        example=bool(report.example),
    )
