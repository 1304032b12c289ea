"""What a member reads before a meeting: all that is known of a report, gathered once; and of an agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.appraisal.worksheet import NOTHING, ticked
from commonweal.evidence.periods import label
from commonweal.progress.schema import WORST_FIRST, Status
from commonweal.progress.standing import GoalStanding, Standing
from commonweal.publish import status, wording
from commonweal.scrutiny.asking import (
    ClaimNow,
    FlagNow,
    GoalAway,
    Situation,
    Suggested,
    TestNow,
    suggested,
)
from commonweal.scrutiny.questions import parts_left
from commonweal.scrutiny.standing import Standing as Promised
from commonweal.web.audit.models import Event
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.models import DesignChange
from commonweal.web.scrutiny.models import Meeting, Report
from commonweal.web.scrutiny.roles import READ

from . import accounts, follow_up, statements, threads
from .accounts import Sheet
from .follow_up import Followed
from .register import agenda, may, sees_proposal
from .statements import Told
from .threads import Promise

#: Goals that a report is said to touch, and places that each is looked at in: so many at most.
MOST_GOALS = 12
MOST_PLACES = 6


#: Acts on a report that are told among its changes, in words of their own: those of the record name titles.
_ACTS = {
    "report.changed": gettext_lazy("What the report says of itself was changed"),
    "account.stated": gettext_lazy("The statement was worded"),
}


@dataclass(frozen=True)
class GoalHere:
    """A goal in a place, and one figure of it: that of a claim, else of the indicator that stands worst."""

    standing: GoalStanding
    shown: Standing | None
    why: str


@dataclass(frozen=True)
class Flagged:
    """Advice of the reading of a document. ``key``: as a query names it."""

    key: str
    kind: str
    sentence: str
    why: str
    document: int
    name: str


@dataclass(frozen=True)
class Change:
    """Something that is otherwise than at the last version. ``by``: for those who are told who wrote."""

    day: dt.date
    words: str
    by: str = ""


@dataclass(frozen=True)
class Briefed:
    """``since``: the day of the last version that changes are told from, ``since_words``: what it was."""

    report: Report
    day: dt.date
    areas: Sequence[str]
    book: Book | None
    sheet: Sheet | None
    told: Told | None
    goals: Sequence[GoalHere]
    more_goals: int
    more_places: int
    flags: Sequence[Flagged]
    claims: Sequence[Followed]
    since: dt.date | None
    since_words: str
    promises: Sequence[Promise]
    kept: Sequence[Followed]
    questions: Sequence[Suggested]
    everything: bool
    changes: Sequence[Change] = ()
    open_queries: int = 0
    open_recommendations: int = 0


@dataclass
class Shared:
    """What many reports are briefed with, each asked for once: earlier promises, the evidence, the toolkit.

    ``public_since``: the day on which each report was made public last.
    """

    user: Any
    day: dt.date
    public_since: dict[int, dt.date]
    _promises: dict[tuple[str, int | None], list[Promise]] = field(default_factory=dict)
    _kept: dict[str, list[Followed]] = field(default_factory=dict)
    _given: dict[str, Any] = field(default_factory=dict)

    def sheet(self, report: Report) -> Sheet | None:
        """A report's account, with what other accounts have read of the evidence and the toolkit already."""
        found = accounts.sheet(report, self.user)
        if found is not None:
            vars(found).update(self._given)
            self._given = {"book": found.book, "toolkit": found.toolkit}
        return found

    def promises(self, report: Report) -> list[Promise]:
        key = (report.sponsor.strip().casefold(), report.proposal_id)
        if key == ("", None):
            return []
        if key not in self._promises:
            other = Report(sponsor=report.sponsor, proposal=report.proposal)
            self._promises[key] = threads.promises_of(other, self.user, self.day)
        return [p for p in self._promises[key] if p.report.pk != report.pk]

    def kept(self, report: Report) -> list[Followed]:
        key = report.sponsor.strip().casefold()
        if key and key not in self._kept:
            made = follow_up.of_sponsor(Report(sponsor=report.sponsor), self.user, self.day)
            self._kept[key] = follow_up.beside(made, self.day, self._given.get("book"))
        return [f for f in self._kept.get(key, ()) if f.made.report.pk != report.pk]


def briefed(report: Report, user: Any, day: dt.date, shared: Shared | None = None) -> Briefed:
    """A report as this person may read it, with the questions that it leaves open."""
    shared = shared or Shared(user, day, _public_since([report]))
    sheet, everything = shared.sheet(report), may(user, READ)
    told = statements.told(sheet) if sheet else None
    book = sheet.book if sheet else framework.book()
    areas = [p.area for p in report.places.all()]
    if not areas and report.proposal is not None and sees_proposal(user, report):
        areas = [p.area for p in report.proposal.places.all()]
    claims = follow_up.of_sheet(report, sheet, day)
    reasons = _goals(book, sheet, claims)
    goals = _here(book, sheet, dict(list(reasons.items())[:MOST_GOALS]), areas[:MOST_PLACES], claims)
    flags = _flags(report) if everything else []
    promises, kept = shared.promises(report), shared.kept(report)
    since, words = _since(report, told, shared)
    situation = _situation(report, day, areas, sheet, told, flags, claims, goals, promises, book)
    return Briefed(
        report, day, areas, book, sheet, told, goals,
        max(0, len(reasons) - MOST_GOALS), max(0, len(areas) - MOST_PLACES), flags, claims, since, words,
        promises, kept, suggested(situation), everything,
    )  # fmt: skip


def in_full(found: Briefed, user: Any) -> Briefed:
    """The same, with what changed and how much of its thread is open; queries for those who read them all."""
    queries, recommended = threads.open_of(found.report, found.day)
    asked = len(queries) if found.everything else 0
    changes = _changes(found.report, user, found.sheet, found.since, found.everything)
    more = {"changes": changes, "open_queries": asked, "open_recommendations": len(recommended)}
    return Briefed(**{**vars(found), **more})


def of_meeting(meeting: Meeting, user: Any, day: dt.date) -> list[Briefed]:
    """The items of an agenda that this person may know of, in order."""
    items = agenda(user, meeting)
    prefetch_related_objects(
        items, "places", "responses", "citations", "documents", "follow_ups", "test_set", "proposal__places"
    )
    shared = Shared(user, day, _public_since(items))
    return [briefed(r, user, day, shared) for r in items]


def _goals(book: Book | None, sheet: Sheet | None, claims: Sequence[Followed]) -> dict[str, str]:
    """The goals that a report touches, by id, with why it is said to: its claims first."""
    found: dict[str, str] = {}
    if book is None or sheet is None:
        return found
    wanted = sheet.test_set.framework
    for f in claims:
        for framework_, goal in book.snapshot.goals_of(f.made.indicator):
            if framework_.id == wanted:
                found.setdefault(goal.id, _("an answer names an indicator of it"))
    if sheet.assessment is not None:
        of = proposals.sheet(sheet.assessment)
        chosen = ticked(of.toolkit, of.answers)
        for priority in of.toolkit.priorities:
            for id_ in priority.goals if priority.id in chosen else ():
                found.setdefault(id_, _("the proposal delivers “%(name)s”") % {"name": priority.name})
    for test in sheet.tests:
        answer = sheet.answers.get(test.key, NOTHING)
        if not answer.empty and not answer.not_known:
            for id_ in test.origin.goals:
                found.setdefault(id_, _("“%(label)s” is answered") % {"label": test.origin.label})
    return found


def _here(
    book: Book | None,
    sheet: Sheet | None,
    reasons: dict[str, str],
    areas: Sequence[str],
    claims: Sequence[Followed],
) -> list[GoalHere]:
    known = book.framework(sheet.test_set.framework) if book and sheet else None
    if book is None or known is None:
        return []
    claimed = {f.made.indicator for f in claims}
    goals = {g.id: g for g in known.goals}
    found = []
    # Place by place, so that a list that ends early has all the goals of the first place.
    for area in areas:
        for id_, why in ((i, w) for i, w in reasons.items() if i in goals):
            standing = framework.goal_standing(book, known, goals[id_], area, framework.default_rule())
            told = [s for s in standing.standings if s.row is not None and s.row["latest"] is not None]
            # That of a claim first; then what stands worst, so that nothing is made to look well.
            told.sort(key=lambda s: (s.indicator.id not in claimed, WORST_FIRST.index(s.status)))
            found.append(GoalHere(standing, told[0] if told else None, why))
    return found


def _flags(report: Report) -> list[Flagged]:
    return [
        Flagged(f"{d.pk}-{n}", f["kind"], f["sentence"], f["why"], d.pk, d.name)
        for d in report.documents.all()
        if d.state == "read"
        for n, f in enumerate(d.found.get("flags", ()))
    ]


def _situation(
    report: Report,
    day: dt.date,
    areas: Sequence[str],
    sheet: Sheet | None,
    told: Told | None,
    flags: Sequence[Flagged],
    claims: Sequence[Followed],
    goals: Sequence[GoalHere],
    promises: Sequence[Promise],
    book: Book | None,
) -> Situation:
    names = book.places if book else {}
    made = [f for f in claims if f.made.origin]
    return Situation(
        day=day,
        begun=sheet is not None,
        tests=[_test(sheet, n) for n in range(len(sheet.tests))] if sheet else [],
        flags=[FlagNow(f.key, f.kind, f.sentence, f.why) for f in flags],
        claims=[
            ClaimNow(
                f.made.key,
                f.indicator.name if f.indicator else f.made.indicator,
                names.get(f.made.area, f.made.area),
                f.made.look_on is not None,
            )
            for f in made
        ],
        away=[
            GoalAway(
                g.standing.goal.title,
                names.get(g.standing.area, g.standing.area),
                wording.subject(g.shown.indicator),
                f"{label(g.shown.row['latest_period'])}: {status.mark(g.shown.status).word}",
            )
            for g in goals
            if g.shown is not None and g.shown.row is not None and g.shown.status is Status.AWAY
        ],
        overdue=[
            (p.recommendation.will_do or p.recommendation.words, p.report.title)
            for p in promises
            if p.stands.standing is Promised.OVERDUE
        ],
        unfounded=list(dict.fromkeys(w for line in told.lines for w in line.unfounded)) if told else [],
        timing=sheet.timing if sheet else "",
        key_decision=report.key_decision,
        places=len(areas),
        sponsor=report.sponsor,
    )


def _test(sheet: Sheet, n: int) -> TestNow:
    test = sheet.tests[n]
    answer = sheet.answers.get(test.key, NOTHING)
    state = sheet.account.states[test.key]
    try:
        until = dt.date.fromisoformat(answer.by) if answer.not_known else None
    except ValueError:
        until = None
    return TestNow(
        key=test.key,
        label=test.origin.label,
        question=test.title,
        state=state,
        lacks=tuple(f.label for f in parts_left(test, sheet.answers)) if state == "partly" else (),
        strength=sheet.account.strength.get(test.key, ""),
        until=until,
        who=answer.who,
        people="who" in test.origin.parts,
    )


def _public_since(reports: Sequence[Report]) -> dict[int, dt.date]:
    ids = [str(r.pk) for r in reports]
    found = Event.objects.filter(subject_kind="report", subject_id__in=ids, act="report.public")
    last = found.order_by("when").values_list("subject_id", "when")
    return {int(id_): accounts.day_of(when) for id_, when in last}


def _since(report: Report, told: Told | None, shared: Shared) -> tuple[dt.date | None, str]:
    """The last version that is known as one: the statement as worded, else the day it was made public."""
    if told is not None and told.row is not None:
        return accounts.day_of(told.row.changed_at), "the statement was worded"  # stays English
    if report.public and report.pk in shared.public_since:
        return shared.public_since[report.pk], "the report was made public"  # stays English
    return None, ""


def _changes(
    report: Report, user: Any, sheet: Sheet | None, since: dt.date | None, everything: bool
) -> list[Change]:
    """What was changed since the last version; without one, since the first day that anything was written."""
    found: list[Change] = []
    labels = {t.key: t.origin.label for t in sheet.tests} if sheet else {}
    for row in sheet.rows.values() if sheet else ():
        if row.key in labels:
            said = (
                _("The answer to “%(label)s” was written, after the decision")
                if sheet and accounts.later(sheet, row)
                else _("The answer to “%(label)s” was written")
            )
            words = said % {"label": labels[row.key]}
            found.append(Change(accounts.day_of(row.changed_at), words, row.changed_by))
    if sheet is not None:
        for c in sheet.citations:
            if c.key in labels:
                words = _("A figure was cited for “%(label)s”") % {"label": labels[c.key]}
                found.append(Change(accounts.day_of(c.cited_at), words, c.cited_by))
    assessment = sheet.assessment if sheet else None
    if assessment is not None and assessment.completed_at is not None:
        words = _("The %(assessment)s of the proposal was completed") % {
            "assessment": str(assessment.get_kind_display()).lower()
        }
        found.append(Change(accounts.day_of(assessment.completed_at), words, assessment.completed_by))
    open_ = sheet is None or sheet.follows
    if report.proposal is not None and open_ and sees_proposal(user, report):
        designs = DesignChange.objects.filter(assessment__proposal=report.proposal)
        for design in designs.filter(assessment__second=False, assessment__completed_at__isnull=False):
            words = _("The proposal was changed: %(words)s") % {"words": design.words}
            found.append(Change(accounts.day_of(design.at), words, design.by))
        words = _("The proposal’s own page was changed")
        found.append(Change(accounts.day_of(report.proposal.changed_at), words, report.proposal.changed_by))
    for event in Event.objects.filter(subject_kind="report", subject_id=str(report.pk), act__in=_ACTS):
        found.append(Change(accounts.day_of(event.when), str(_ACTS[event.act]), event.who_name))
    if everything:
        for d in report.documents.all():
            found.append(
                Change(
                    accounts.day_of(d.added_at),
                    _("The document “%(name)s” was added") % {"name": d.name},
                    d.added_by,
                )
            )
    if since is None:
        since = min((c.day for c in found), default=None)
    later = [c for c in found if since is None or c.day > since]
    return sorted(dict.fromkeys(later), key=lambda c: c.day, reverse=True)
