"""The thread of scrutiny of a report, and the threads of all reports that a person may know of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper, F, Prefetch, Q, QuerySet

from commonweal.scrutiny.standing import OPEN, Progress, Recommended, Response, Standing, Stands, stands
from commonweal.web.scrutiny.models import (
    DecisionMade,
    Follow,
    Message,
    Query,
    Recommendation,
    Reply,
    Report,
    Update,
)
from commonweal.web.scrutiny.roles import ANSWER, READ, REGISTER

from .accounts import day_of
from .notices import worked_on
from .register import PER_PAGE, may, reports, sees_proposal

#: Decisions that another is still to follow.
NOT_FINAL = (Report.Decision.DEFERRED, Report.Decision.CALLED_IN)


@dataclass(frozen=True)
class Exchange:
    """A query with what followed, as far as somebody may read it. ``cut``: there is more."""

    query: Query
    messages: tuple[Message, ...]
    cut: bool = False

    @property
    def ended(self) -> bool:
        return bool(self.query.end)


@dataclass(frozen=True)
class Tracked:
    """A recommendation with its replies and updates, in order, and how it stands."""

    recommendation: Recommendation
    replies: tuple[Reply, ...]
    updates: tuple[Update, ...]
    stands: Stands


@dataclass(frozen=True)
class Thread:
    """All that was asked, recommended and decided of one report, each list in time order."""

    report: Report
    day: dt.date
    exchanges: tuple[Exchange, ...]
    recommended: tuple[Tracked, ...]
    decisions: tuple[DecisionMade, ...]

    @property
    def empty(self) -> bool:
        return not (self.exchanges or self.recommended or self.decisions)

    @property
    def open_queries(self) -> tuple[Exchange, ...]:
        return tuple(e for e in self.exchanges if not e.ended)

    @property
    def open_recommendations(self) -> tuple[Tracked, ...]:
        return tuple(r for r in self.recommended if r.stands.standing in OPEN)

    @property
    def to_be_decided(self) -> bool:
        return self.report.decision in ("", *NOT_FINAL)

    @property
    def ended(self) -> bool:
        """Nothing of it waits for anybody, and the report is decided for good."""
        return not (self.empty or self.open_queries or self.open_recommendations or self.to_be_decided)


@dataclass(frozen=True)
class Promise:
    """What was accepted of an earlier recommendation, and how it stands."""

    report: Report
    recommendation: Recommendation
    stands: Stands


@dataclass(frozen=True)
class Row:
    """A report in the list of threads: how much of its thread there is, waits and is late."""

    report: Report
    queries: int
    open_queries: int
    late_queries: int
    recommendations: int
    open_recommendations: int
    late_recommendations: int
    decisions: int

    @property
    def open(self) -> int:
        return self.open_queries + self.open_recommendations

    @property
    def late(self) -> int:
        return self.late_queries + self.late_recommendations


def thread(report: Report, user: Any, day: dt.date) -> Thread:
    """The thread of a report as this person may read it, on a day.

    To those who may not read what is not public, an exchange is there up to where it was published.
    """
    everything = may(user, READ)
    found = report.queries.prefetch_related(Prefetch("messages", Message.objects.order_by("at", "id")))
    if not everything:
        found = found.filter(published_at__isnull=False)
    advised = report.recommendations.select_related("committee").prefetch_related("replies", "updates")
    return Thread(
        report,
        day,
        tuple(Exchange(q, tuple(q.messages.all())) if everything else _as_published(q) for q in found),
        tuple(tracked(r, day) for r in advised),
        tuple(report.decisions.all()),
    )


def open_of(report: Report, day: dt.date) -> tuple[list[Query], list[Tracked]]:
    """The queries of a report that have not ended, and its recommendations that wait or are being done."""
    advised = report.recommendations.select_related("committee").prefetch_related("replies", "updates")
    return list(report.queries.filter(end="")), [
        t for t in (tracked(r, day) for r in advised) if t.stands.standing in OPEN
    ]


def promises_of(report: Report, user: Any, day: dt.date) -> list[Promise]:
    """What was accepted of recommendations on other reports with the same sponsor or proposal, on a day.

    Reports that this person may not know of are left out, and so is a shared proposal that they may not. Only
    what was accepted by the day counts. The one to be done first stands first.
    """
    same = Q(pk__in=[])
    if report.sponsor.strip():
        same |= Q(sponsor__iexact=report.sponsor.strip())
    if sees_proposal(user, report):
        same |= Q(proposal=report.proposal)
    others = reports(user).filter(same).exclude(pk=report.pk)
    found = Recommendation.objects.filter(report__in=others, made_on__lte=day)
    found = found.select_related("committee", "report").prefetch_related("replies", "updates")
    kept = [Promise(r.report, r, tracked(r, day).stands) for r in found]
    promised = (Standing.ON_COURSE, Standing.OVERDUE, Standing.DONE)
    return sorted(
        (p for p in kept if p.stands.standing in promised), key=lambda p: (p.stands.until or day, p.report.pk)
    )


def tracked(made: Recommendation, day: dt.date) -> Tracked:
    replies, updates = tuple(made.replies.all()), tuple(made.updates.all())
    return Tracked(
        made,
        replies,
        updates,
        stands(
            Recommended(
                made.made_on,
                made.due,
                tuple(Response(r.day, r.answer, r.will_by) for r in replies),
                tuple(Progress(u.day, u.done) for u in updates),
                day_of(made.withdrawn_at) if made.withdrawn_at else None,
            ),
            day,
        ),
    )


def query(report: Report, id_: int) -> Query | None:
    return report.queries.filter(id=id_).first()


def recommendation(report: Report, id_: int) -> Recommendation | None:
    return report.recommendations.select_related("committee").filter(id=id_).first()


def last_decision(report: Report) -> DecisionMade | None:
    return report.decisions.last()


def listed(user: Any, wanted: Any, day: dt.date) -> QuerySet[Report]:
    """The reports with something in their thread that this person may know of, the late ones first.

    ``wanted``: ``state`` ("open", "late", "ended" or ""), ``mine`` (waiting for this person), ``committee``
    (its address; that of the report or of a recommendation) and ``words``, in what was said.
    """
    # Each part is asked once for all reports, and not once a report: 20,000 of them are listed in a moment.
    asked, advised = _asked(user), Recommendation.objects.all()
    opened = _in(asked.filter(_OPEN)) | _in(advised.filter(_open_advice()))
    late_asked, late_advised = _in(asked.filter(_late(day))), _in(advised.filter(_late_advice(day)))
    found = reports(user).filter(_in(asked) | _in(advised) | _in(DecisionMade.objects.all()))
    if wanted.state == "open":
        found = found.filter(opened | Q(decision__in=NOT_FINAL))
    elif wanted.state == "late":
        found = found.filter(late_asked | late_advised)
    elif wanted.state == "ended":
        found = found.filter(~opened).exclude(decision__in=("", *NOT_FINAL))
    if wanted.mine and user.is_authenticated:
        found = found.filter(_waits_for(user, asked, advised))
    if wanted.committee:
        by = _in(advised.filter(committee__slug=wanted.committee))
        found = found.filter(Q(meeting__committee__slug=wanted.committee) | by)
    for word in wanted.words.split():
        found = found.filter(_says(word, user))
    flag = BooleanField()
    return found.annotate(
        late_asked=ExpressionWrapper(late_asked, flag), late_advised=ExpressionWrapper(late_advised, flag)
    ).order_by(
        F("late_asked").desc(), F("late_advised").desc(), F("meeting__day").desc(nulls_first=True), "id"
    )


def page_of(user: Any, found: QuerySet[Report], number: int, day: dt.date) -> tuple[Page[Report], list[Row]]:
    """A page of the list, and its rows: one question a table for all of them."""
    page = Paginator(found, PER_PAGE).get_page(number)
    ids = [r.pk for r in page]
    asked = _by_report(
        _asked(user).filter(report__in=ids),
        all=Count("id"), open=Count("id", filter=_OPEN), late=Count("id", filter=_late(day)),
    )  # fmt: skip
    advised = _by_report(
        Recommendation.objects.filter(report__in=ids),
        all=Count("id"), open=Count("id", filter=_open_advice()), late=Count("id", filter=_late_advice(day)),
    )  # fmt: skip
    decided = _by_report(DecisionMade.objects.filter(report__in=ids), all=Count("id"))
    none: dict[str, int] = {"all": 0, "open": 0, "late": 0}
    rows = []
    for r in page:
        a, b, c = asked.get(r.pk, none), advised.get(r.pk, none), decided.get(r.pk, none)
        rows.append(Row(r, a["all"], a["open"], a["late"], b["all"], b["open"], b["late"], c["all"]))
    return page, rows


def late_in(found: QuerySet[Report]) -> int:
    """In how many of the threads that were found something is late."""
    return found.order_by().filter(Q(late_asked=True) | Q(late_advised=True)).count()


def committee_choices(user: Any) -> list[tuple[str, str]]:
    """Address and name of the committees that recommended, or whose reports have a thread."""
    seen = reports(user)
    advised = Recommendation.objects.filter(report__in=seen.order_by())
    pairs = {*advised.values_list("committee__slug", "committee__name")}
    has = _in(_asked(user)) | _in(DecisionMade.objects.all())
    pairs |= {
        *seen.filter(has, meeting__isnull=False)
        .order_by()
        .values_list("meeting__committee__slug", "meeting__committee__name")
        .distinct()
    }
    return sorted(pairs, key=lambda pair: pair[1])


def answers_for(user: Any) -> Q:
    """The reports that this person answers for: governance for all, others for those they work on."""
    if not may(user, ANSWER):
        return Q(pk__in=[])
    if may(user, REGISTER):
        return Q()
    said = dict(Follow.objects.filter(person=user).values_list("report_id", "on"))
    mine = {*worked_on(user), *(id_ for id_, on in said.items() if on)}
    return Q(pk__in=mine - {id_ for id_, on in said.items() if not on})


_OPEN = Q(end="")
_ACCEPTED = ("accepted", "partly")


def _late(day: dt.date) -> Q:
    return Q(waits=Query.Waits.OFFICER, wanted_by__lt=day)


def _open_advice() -> Q:
    return Q(withdrawn_at=None) & (Q(response="") | Q(response__in=_ACCEPTED, done_on=None))


def _late_advice(day: dt.date) -> Q:
    return Q(withdrawn_at=None) & (
        Q(response="", due__lt=day) | Q(response__in=_ACCEPTED, done_on=None, will_by__lt=day)
    )


def _asked(user: Any) -> QuerySet[Query]:
    """Queries that this person may know of, of reports they may know of: the public, those published."""
    found = Query.objects.all()
    return found if may(user, READ) else found.filter(published_at__isnull=False)


def _in(found: QuerySet[Any], path: str = "report") -> Q:
    """The reports of these rows."""
    return Q(pk__in=found.order_by().values(path))


def _waits_for(user: Any, asked: QuerySet[Query], advised: QuerySet[Recommendation]) -> Q:
    own = _in(asked.filter(waits=Query.Waits.ASKER, asker=user))
    officer = _in(asked.filter(waits=Query.Waits.OFFICER)) | _in(advised.filter(_open_advice()))
    return own | (answers_for(user) & officer)


def _says(word: str, user: Any) -> Q:
    """Reports whose title, reference or thread has a word, as far as this person may read it."""
    heard = Message.objects.filter(words__icontains=word)
    if not may(user, READ):
        heard = heard.filter(at__lte=F("query__published_at"))
    advised = Q(words__icontains=word) | Q(owner__icontains=word) | Q(will_do__icontains=word)
    decided = Q(words__icontains=word) | Q(changed_words__icontains=word)
    return (
        Q(title__icontains=word)
        | Q(reference__icontains=word)
        | _in(_asked(user).filter(words__icontains=word))
        | _in(heard, "query__report")
        | _in(Recommendation.objects.filter(advised))
        | _in(Reply.objects.filter(words__icontains=word), "recommendation__report")
        | _in(Update.objects.filter(words__icontains=word), "recommendation__report")
        | _in(DecisionMade.objects.filter(decided))
    )


def _as_published(asked: Query) -> Exchange:
    """An exchange as far as it was published; an end that came later is named without its words."""
    until = asked.published_at
    everything = list(asked.messages.all())
    if until is None:
        return Exchange(asked, (), cut=True)
    shown = tuple(m for m in everything if m.at <= until)
    if asked.ended_at is not None and asked.ended_at > until:
        asked.end_words = ""
    return Exchange(asked, shown, cut=len(shown) < len(everything))


def _by_report(found: QuerySet[Any], **counts: Any) -> dict[int, dict[str, int]]:
    """``counts`` of each report's rows."""
    grouped = found.order_by().values("report").annotate(**{f"n_{k}": c for k, c in counts.items()})
    return {g["report"]: {k: g[f"n_{k}"] for k in counts} for g in grouped}
