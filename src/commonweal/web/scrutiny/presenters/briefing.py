"""Ten minutes before the meeting: a page a report and one a meeting, on the screen and on paper.

The page has everything; on paper a list ends at its stated limit with how many more the page has. The sheet
as PDF is made from the same page, so that their figures are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.urls import reverse

from commonweal.web.proposals.presenters.proposal import money
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
from commonweal.web.scrutiny.presenters.marks import Timing, day_words, report_href, timing
from commonweal.web.scrutiny.presenters.register import tags
from commonweal.web.scrutiny.selectors.briefing import Briefed
from commonweal.web.scrutiny.selectors.follow_up import CAUTION
from commonweal.web.scrutiny.selectors.statements import Told

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
        return f"and {self.more:,} more on the page" if self.more else ""


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
        lede=_lede(found),
        tags=tags(report),
        example=short(report.example, 40),
        facts=_facts(found),
        asks=asks,
        asks_shortened=asks != _flat(report.summary),
        goals=Bounded([goal_row(g, found) for g in found.goals], limits.goals),
        goals_words=_goals_words(found),
        account=sentence(sheet) if sheet else "The tests have not been begun, so no account is given.",
        timing=timing(sheet) if sheet else None,
        lines=Bounded(lines if answered else [], limits.lines),
        note=note_on(sheet.version) if sheet else "",
        tests_href=reverse("scrutiny:account", args=[report.pk]),
        statement_href=reverse("scrutiny:statement", args=[report.pk]) if answered else "",
        missing=Bounded(missing_rows(found, limits.words), limits.missing),
        flags=Bounded(flag_rows(found, limits.words), limits.flags),
        missing_words=_missing_words(found),
        since=_since(found),
        changes=Bounded(
            [
                (day_words(c.day), f"{short(c.words, limits.words)}{f', {c.by}' if found.everything else ''}")
                for c in found.changes
            ],
            limits.changes,
        ),
        promises=Bounded(promise_rows(found, limits.words), limits.promises),
        kept=Bounded(kept_rows(found), limits.kept),
        promises_words=_promises_words(found),
        caution=CAUTION if found.kept else "",
        questions=Bounded(
            [question_row(found, n, may_ask) for n in range(len(found.questions))], limits.questions
        ),
        open_words=_open_words(found),
        made=f"As it stood on {day_words(found.day)}.",
        everything=found.everything,
    )


def meeting_page(
    meeting: Meeting, found: Sequence[Briefed], *, exempt: int, may_ask: bool
) -> MeetingBriefing:
    """``exempt``: how many items of the meeting are; the public is told no more of them."""
    hidden = exempt - sum(b.report.exempt for b in found)
    day = found[0].day if found else None
    accounted = sum(b.report.quality != "none" for b in found)
    count = f"{len(found)} {'report' if len(found) == 1 else 'reports'}"
    return MeetingBriefing(
        meeting=meeting,
        title=f"{meeting.committee.name}, {day_words(meeting.day)}",
        sentence=f"{count} on the agenda; {accounted} {'gives' if accounted == 1 else 'give'} an account of "
        "inclusive growth."
        + (f" Besides {hidden} exempt {'item' if hidden == 1 else 'items'}." if hidden else "")
        if found
        else "No report that you may read is put to this meeting.",
        items=[_item(b, may_ask) for b in found],
        made=f"As it stood on {day_words(day)}." if day else "",
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


def _lede(found: Briefed) -> str:
    report = found.report
    kind = str(report.get_kind_display())
    cost = f", {money(report.cost)}" if report.cost is not None else ", cost not said"
    if report.kind == Report.Kind.INFORMATION and report.cost is None:
        cost = ""
    sponsor = f", {report.sponsor}" if report.sponsor else ""
    return f"{kind}{cost}{sponsor}: {_decision(report)}."


def _decision(report: Report) -> str:
    if report.decided_on:
        return f"{str(report.get_decision_display()).lower()} on {day_words(report.decided_on)}"
    what = "no decision is asked for" if report.kind == Report.Kind.INFORMATION else "a decision is asked for"
    key = ", a key decision" if report.key_decision else ""
    return f"{what}{key}"


def _facts(found: Briefed) -> list[tuple[str, str]]:
    report = found.report
    names = found.book.places if found.book else {}
    given = [
        (
            "Meeting",
            f"{report.meeting}{f', item {report.item}' if report.item else ''}" if report.meeting else "",
        ),
        ("Author’s role", report.author_role),
        ("Options closed", day_words(report.options_closed) if report.options_closed else "not said"),
        ("Places", ", ".join(names.get(a, a) for a in found.areas) or "none is named"),
    ]
    return [(label, short(words, 40)) for label, words in given if words]


def _goals_words(found: Briefed) -> str:
    if found.sheet is None:
        return "The tests have not been begun, so no goal is known that it touches."
    if not found.goals:
        return (
            "No answer names an indicator or a goal."
            if found.areas
            else "It names no place, so nothing can be shown of its goals."
        )
    more = []
    if found.more_goals:
        more.append(f"{found.more_goals} more goals")
    if found.more_places:
        more.append(f"{found.more_places} more places")
    rest = f" It touches {' and '.join(more)} besides, which are not shown." if more else ""
    return f"Judged by the rule of the State of the Region 2020, on the evidence in force.{rest}"


def _missing_words(found: Briefed) -> str:
    if found.sheet is None:
        return "Everything: no test has been put to this report."
    late = {
        "late": " The account is late: its last answer came after options closed.",
        "after": " The account is late: its last answer came after the decision.",
    }.get(found.sheet.timing, "")
    if not found.sheet.lacking:
        return f"Every test is answered in all its parts, or says who finds out and by when.{late}"
    count = len(found.sheet.lacking)
    return f"{count} {'answer needs' if count == 1 else 'answers need'} something.{late}"


def _since(found: Briefed) -> str:
    if found.since:
        return f"Since {found.since_words} on {day_words(found.since)}"
    return "Since the first day that anything was written"


def _promises_words(found: Briefed) -> str:
    who = found.report.sponsor or "the same sponsor"
    if not found.report.sponsor and found.report.proposal is None:
        return "The report names no sponsor, so earlier promises cannot be found."
    if not found.promises and not found.kept:
        return (
            f"No earlier promise by {who} is known here, and the day to look has come for no claim of theirs."
        )
    count = len(found.promises)
    done = sum(p.stands.standing.value == "done" for p in found.promises)
    late = sum(p.stands.standing.value == "overdue" for p in found.promises)
    said = f"{count} accepted {'recommendation' if count == 1 else 'recommendations'} by {who}: {done} done, "
    return f"{said}{late} overdue. The day to look has come for {len(found.kept)} of their claims."


def _open_words(found: Briefed) -> str:
    said = []
    if found.open_queries:
        said.append(f"{found.open_queries} {'query' if found.open_queries == 1 else 'queries'} not ended")
    if found.open_recommendations:
        n = found.open_recommendations
        said.append(f"{n} {'recommendation' if n == 1 else 'recommendations'} not done")
    return f"In its thread: {' and '.join(said)}." if said else ""


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
        kind=_lede(found),
        places=_few([names.get(a, a) for a in found.areas], "no place is named"),
        goals=_few(goals, "no goal is named"),
        account=sentence(found.sheet) if found.sheet else "The tests have not been begun.",
        missing=_missing_line(found),
        questions=[question_row(found, n, may_ask) for n in range(min(2, len(found.questions)))],
    )


def _few(names: Sequence[str], none: str, most: int = 4) -> str:
    if not names:
        return none
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _missing_line(found: Briefed) -> str:
    if found.sheet is None:
        return "Everything."
    labels = {t.key: t.origin.label for t in found.sheet.tests}
    said = _few(list(dict.fromkeys(labels.get(m.key, m.title) for m in found.sheet.lacking)), "Nothing")
    late = {"late": "; the account came after options closed", "after": "; it came after the decision"}
    flags = len(found.flags)
    advice = f"; {flags} {'piece' if flags == 1 else 'pieces'} of advice on its document" if flags else ""
    return f"{said}{late.get(found.sheet.timing, '')}{advice}."
