"""Ten minutes before the meeting: a page a report and one a meeting, on the screen and on paper.

The page has everything; on paper a list ends at its stated limit with how many more the page has. The sheet
as PDF is made from the same page, so that their figures are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.web.scrutiny.models import Meeting, Report
from commonweal.web.scrutiny.presenters.account import note_on, sentence
from commonweal.web.scrutiny.presenters.briefing_rows import (
    FlagRow,
    GoalRow,
    KeptRow,
    MissingRow,
    PromiseRow,
    QuestionRow,
    flag_rows,
    goal_row,
    kept_rows,
    missing_rows,
    promise_rows,
    question_row,
    short,
)
from commonweal.web.scrutiny.presenters.briefing_words import (
    agenda_words,
    facts,
    few,
    goals_words,
    lede,
    missing_line,
    missing_words,
    open_words,
    promises_words,
    since,
)
from commonweal.web.scrutiny.presenters.marks import Timing, report_href, timing
from commonweal.web.scrutiny.presenters.register import tags
from commonweal.web.scrutiny.selectors.briefing import Briefed
from commonweal.web.scrutiny.selectors.follow_up import caution
from commonweal.web.scrutiny.selectors.statements import Told
from commonweal.web.ui.days import day_words

_Row = TypeVar("_Row")
#: Words of a text that stands in a list, and of what the report asks for.
WORDS, SUMMARY_WORDS = 28, 70


@dataclass(frozen=True)
class Bounded(Generic[_Row]):
    """A list: all of it on the page, the first ``most`` on paper."""

    rows: list[_Row]
    most: int

    @property
    def more(self) -> int:
        return max(0, len(self.rows) - self.most)

    @property
    def more_words(self) -> str:
        if not self.more:
            return ""
        return ngettext("and %(number)s more on the page", "and %(number)s more on the page", self.more) % {
            "number": f"{self.more:,}"
        }


@dataclass(frozen=True)
class BriefingPage:
    report: Report
    report_href: str
    title: str
    lede: str
    tags: tuple[tuple[str, str], ...]
    example: str
    facts: list[tuple[str, str]]
    asks: str
    asks_shortened: bool
    goals: Bounded[GoalRow]
    goals_words: str
    account: str
    timing: Timing | None
    lines: Bounded[str]
    note: str
    tests_href: str
    statement_href: str
    missing: Bounded[MissingRow]
    flags: Bounded[FlagRow]
    missing_words: str
    since: str
    changes: Bounded[tuple[str, str]]
    promises: Bounded[PromiseRow]
    kept: Bounded[KeptRow]
    promises_words: str
    caution: str
    questions: Bounded[QuestionRow]
    open_words: str
    made: str
    everything: bool


@dataclass(frozen=True)
class ItemRow:
    """One item of an agenda. ``missing``: what is, in one line; ``questions``: the two weightiest."""

    item: str
    title: str
    href: str
    briefing_href: str
    tags: tuple[tuple[str, str], ...]
    kind: str
    places: str
    goals: str
    account: str
    missing: str
    questions: list[QuestionRow]


@dataclass(frozen=True)
class MeetingBriefing:
    meeting: Meeting
    title: str
    sentence: str
    items: list[ItemRow]
    made: str


@dataclass(frozen=True)
class Limits:
    """How much of each list stands on paper. ``words``: of one text in a list."""

    goals: int = 6
    lines: int = 14
    missing: int = 6
    flags: int = 3
    changes: int = 3
    promises: int = 2
    kept: int = 2
    questions: int = 8
    words: int = WORDS


#: From the roomiest on: the sheet takes the first with which it has two sides at most.
LIMITS = (
    Limits(),
    Limits(goals=5, lines=8, missing=4, flags=2, changes=3, words=20),
    Limits(goals=3, lines=3, missing=3, flags=1, changes=2, promises=1, kept=1, words=12),
    Limits(goals=2, lines=1, missing=2, flags=1, changes=1, promises=1, kept=1, questions=4, words=8),
)


def briefing_page(found: Briefed, *, may_ask: bool, limits: Limits = LIMITS[0]) -> BriefingPage:
    report, sheet = found.report, found.sheet
    asks = short(report.summary, SUMMARY_WORDS)
    lines = _lines(found.told) if found.told else []
    answered = sheet is not None and sheet.account.quality != "none"
    return BriefingPage(
        report=report,
        report_href=report_href(report),
        title=report.title,
        lede=lede(found),
        tags=tags(report),
        example=short(report.example, 40),
        facts=facts(found),
        asks=asks,
        asks_shortened=asks != _flat(report.summary),
        goals=Bounded([goal_row(g, found) for g in found.goals], limits.goals),
        goals_words=goals_words(found),
        account=sentence(sheet) if sheet else _("The tests have not been begun, so no account is given."),
        timing=timing(sheet) if sheet else None,
        lines=Bounded(lines if answered else [], limits.lines),
        note=note_on(sheet.version) if sheet else "",
        tests_href=reverse("scrutiny:account", args=[report.pk]),
        statement_href=reverse("scrutiny:statement", args=[report.pk]) if answered else "",
        missing=Bounded(missing_rows(found, limits.words), limits.missing),
        flags=Bounded(flag_rows(found, limits.words), limits.flags),
        missing_words=missing_words(found),
        since=since(found),
        changes=Bounded(
            [
                (day_words(c.day), f"{short(c.words, limits.words)}{f', {c.by}' if found.everything else ''}")
                for c in found.changes
            ],
            limits.changes,
        ),
        promises=Bounded(promise_rows(found, limits.words), limits.promises),
        kept=Bounded(kept_rows(found), limits.kept),
        promises_words=promises_words(found),
        caution=caution() if found.kept else "",
        questions=Bounded(
            [question_row(found, n, may_ask) for n in range(len(found.questions))], limits.questions
        ),
        open_words=open_words(found),
        made=_("As it stood on %(day)s.") % {"day": day_words(found.day)},
        everything=found.everything,
    )


def meeting_page(
    meeting: Meeting, found: Sequence[Briefed], *, exempt: int, may_ask: bool
) -> MeetingBriefing:
    """``exempt``: how many items of the meeting are; the public is told no more of them."""
    hidden = exempt - sum(b.report.exempt for b in found)
    day = found[0].day if found else None
    accounted = sum(b.report.quality != "none" for b in found)
    return MeetingBriefing(
        meeting=meeting,
        title=f"{meeting.committee.name}, {day_words(meeting.day)}",
        sentence=agenda_words(len(found), accounted, hidden),
        items=[_item(b, may_ask) for b in found],
        made=_("As it stood on %(day)s.") % {"day": day_words(day)} if day else "",
    )


def figures(page: BriefingPage) -> list[str]:
    """Every figure of the evidence that the paper shows."""
    return [g.figure for g in page.goals.rows[: page.goals.most] if g.figure]


def _lines(told: Told) -> list[str]:
    """The statement's lines, but for what the page says of how whole the account is and what is missing."""
    elsewhere = {told.written.opening, *(g.text for g in told.written.gaps)}
    return [line.text for line in told.lines if line.text not in elsewhere]


def _flat(words: str) -> str:
    return " ".join(words.split())


def _item(found: Briefed, may_ask: bool) -> ItemRow:
    report = found.report
    names = found.book.places if found.book else {}
    goals = list(dict.fromkeys(g.standing.goal.title for g in found.goals))
    return ItemRow(
        item=report.item,
        title=report.title,
        href=report_href(report),
        briefing_href=reverse("scrutiny:briefing", args=[report.pk]),
        tags=tags(report),
        kind=lede(found),
        places=few([names.get(a, a) for a in found.areas], _("no place is named")),
        goals=few(goals, _("no goal is named")),
        account=sentence(found.sheet) if found.sheet else _("The tests have not been begun."),
        missing=missing_line(found),
        questions=[question_row(found, n, may_ask) for n in range(min(2, len(found.questions)))],
    )
