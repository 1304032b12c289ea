"""The public register of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.urls import reverse

from commonweal.scrutiny.coverage import is_late
from commonweal.web.scrutiny.forms.statement import Statements
from commonweal.web.scrutiny.models import Committee, Report
from commonweal.web.scrutiny.presenters.marks import day_words

_QUALITY = {"whole": "whole", "partial": "in part"}
_TIMING = {"early": "In time", "late": "After options closed", "after": "After the decision", "": "Not known"}


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
        sentence = "No statement is public yet. One stands here once its report is public and has answers."
    else:
        sentence = (
            f"{total or 'No'} public {'statement says' if total == 1 else 'statements say'} what a report "
            f"would do for inclusive growth{', of those you asked for' if sought else ''}."
        )
    return RegisterPage(
        sentence=sentence,
        rows=[_row(r) for r in page.object_list],
        committees=[
            Choice("", "All committees", not asked.committee),
            *(Choice(c.slug, c.name, c.slug == asked.committee) for c in committees),
        ],
        words=asked.words,
        any=bool(total) or sought,
        page=page,
    )


def _row(report: Report) -> Row:
    meeting = report.meeting
    said = report.statement
    return Row(
        title=report.title,
        href=reverse("scrutiny:public-statement", args=[report.pk]),
        committee=meeting.committee.name if meeting else "",
        meeting=day_words(meeting.day) if meeting else "",
        lede=(said.text or said.now).partition("\n")[0],
        account=_QUALITY.get(report.quality, report.quality),
        timing=_TIMING[is_late(report.answered_on, report.options_closed, report.decided_on)],
        example=bool(report.example),
    )
