"""The claims on indicators of one report or of all, each with its day to look and what the evidence says."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonweal.appraisal.worksheet import NOTHING, claims
from commonweal.packs.models import Indicator
from commonweal.scrutiny import follow_up
from commonweal.scrutiny.day_words import day_read
from commonweal.scrutiny.follow_up import Beside, Claim, Due, Evidence
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals import selectors as proposals
from commonweal.web.scrutiny.models import Citation, FollowUp, Report, ReportPlace, Response, SetVersion
from commonweal.web.scrutiny.roles import ANSWER, READ

from . import accounts, what_happened
from .accounts import Sheet
from .register import may, reports

caution = follow_up.caution
#: What comes from the claims on people of a proposal's assessment.
FROM_CLAIMS = "claims"
#: Until something is looked at, these are shown; the most urgent first.
OPEN = (Due.OVERDUE, Due.DUE, Due.SOON)
ORDER = (*OPEN, Due.AHEAD, Due.NO_DATE, Due.LOOKED)


#: Answers that may hold a claim.
_SAYS = Q(parts__has_key="indicator") | Q(parts__has_key="by-when") | ~Q(settled={})


@dataclass(frozen=True)
class Made:
    """A claim as it was made. ``words``: its "by when"; ``read_on``: the day read from them.

    ``origin``: the test whose answer it is, :data:`FROM_CLAIMS`, or "" for one that is no longer made.
    ``detail``: of claims on people, whom they are on.
    """

    report: Report
    key: str
    origin: str
    indicator: str
    area: str
    breakdown: str
    made_on: dt.date
    by: str
    words: str
    read_on: dt.date | None
    pinned: Any = None
    detail: str = ""
    row: FollowUp | None = None

    @property
    def look_on(self) -> dt.date | None:
        return self.row.look_on if self.row and self.row.look_on else self.read_on

    @property
    def claim(self) -> Claim:
        p = self.pinned
        then = what_happened.figure(p.period, p.value, p.provisional) if p else None
        looked = self.row.known_on if self.row else None
        return Claim(self.made_on, self.look_on, bool(self.area), then, looked)

    def due(self, day: dt.date) -> Due:
        return follow_up.due(self.claim, day)


@dataclass(frozen=True)
class Followed:
    """A claim beside what happened. ``book``: the evidence as it is; None where there is none."""

    made: Made
    due: Due
    beside: Beside
    indicator: Indicator | None
    book: Book | None

    @property
    def better(self) -> bool | None:
        polarity = self.indicator.polarity if self.indicator else 0
        return follow_up.better(self.beside.change, polarity)


def of_report(report: Report, user: Any, day: dt.date) -> list[Followed]:
    """All claims of a report that this person may know of, the first to look at first."""
    return of_sheet(report, accounts.sheet(report, user), day)


def of_sheet(report: Report, sheet: Sheet | None, day: dt.date) -> list[Followed]:
    """The claims of an account that is open already; None where its tests are not begun."""
    made = claims_of(sheet) if sheet else []
    rows = {row.key: row for row in report.follow_ups.all()}
    found = [_with(m, rows.pop(m.key, None)) for m in made]
    if sheet is None or sheet.follows:
        # What was set for a claim that is not made any more stays, and says so.
        found += [_dropped(report, row) for row in rows.values()]
    return beside(sorted(found, key=lambda m: _order(m, day)), day, sheet.book if sheet else None)


def claims_of(sheet: Sheet) -> list[Made]:
    """The claims of one account: of its answers, and of an assessment's claims on people."""
    found = of_answers(sheet.report, sheet.rows.values(), sheet.citations, sheet.areas)
    if sheet.assessment is not None:
        found += _carried(sheet)
        taken = {(m.indicator, m.area) for m in found}
        found += [m for m in _on_people(sheet) if (m.indicator, m.area) not in taken]
    return list({m.key: m for m in found}.values())


def of_answers(
    report: Report, rows: Iterable[Response], citations: Sequence[Citation], areas: Sequence[str]
) -> list[Made]:
    """The claims of answers that were saved; one changed after the decision counts as it stood.

    An answer that names an indicator is a claim on it in each of its places; one that is asked by when and
    for no indicator is a claim on what is cited beside it. Without a "by when" of its own, the last day that
    another answer of the account names counts.
    """
    given = [(row, *_stood(row)) for row in rows]
    days = [(p["by-when"], day) for _, p, day, _ in given if _text(p, "by-when")]
    fallback = max(days, key=lambda d: day_read(d[0], d[1]) or dt.date.min, default=("", dt.date.min))
    found = []
    for row, parts, day, by in given:
        own = [c for c in citations if c.key == row.key]
        words, said_on = (parts["by-when"], day) if _text(parts, "by-when") else fallback
        named = _text(parts, "indicator")
        if named and named != "none":
            places = [p for p in parts.get("places") or areas if p != "elsewhere"] or [""]
            pairs = [(named, place, _pin(named, place, own, citations)) for place in places]
        elif _text(parts, "by-when") and "indicator" not in parts:
            pairs = [(c.indicator, c.area, c) for c in own]
        else:
            continue
        for indicator, area, pinned in pairs:
            found.append(
                Made(
                    report, f"{row.key}|{indicator}|{area}", row.key, indicator, area,
                    pinned.breakdown if pinned else "", day, by, words, day_read(words, said_on), pinned,
                )
            )  # fmt: skip
    return found


def beside(made: Sequence[Made], day: dt.date, book: Book | None = None) -> list[Followed]:
    """``book``: the evidence in force, where it is open already."""
    book = book or (framework.book() if made else None)
    known = book.snapshot.indicators if book else {}
    series: dict[tuple[str, str, str], Evidence] = {}
    found = []
    for m in made:
        at = (m.indicator, m.area, m.breakdown)
        if at not in series:
            series[at] = what_happened.evidence(book, *at)
        said = follow_up.beside(m.claim, series[at], day)
        found.append(Followed(m, m.due(day), said, known.get(m.indicator), book))
    return found


def listed(user: Any, wanted: Any, day: dt.date) -> list[Made]:
    """The claims of all reports that this person may know of, the first to look at first.

    ``wanted``: ``due`` ("open", a word of :class:`Due` or "all"), ``committee``, ``indicator`` and ``place``.
    """
    found = reports(user).filter(test_set__isnull=False)
    if wanted.committee:
        found = found.filter(meeting__committee__slug=wanted.committee)
    made = [
        m
        for m in _of_many(found, user)
        if wanted.indicator in ("", m.indicator) and wanted.place in ("", m.area)
    ]
    if wanted.due == "open":
        made = [m for m in made if m.due(day) in OPEN]
    elif wanted.due != "all":
        made = [m for m in made if m.due(day).value == wanted.due]
    return sorted(made, key=lambda m: _order(m, day))


def of_sponsor(report: Report, user: Any, day: dt.date) -> list[Made]:
    """Claims of earlier reports of the same sponsor that this person may know of, and whose day has come."""
    if not report.sponsor.strip():
        return []
    found = reports(user).filter(sponsor__iexact=report.sponsor.strip(), test_set__isnull=False)
    made = _of_many(found.exclude(pk=report.pk), user)
    come = [m for m in made if m.look_on is not None and m.look_on <= day]
    return sorted(come, key=lambda m: _order(m, day))


def of_reports(ids: Iterable[int], user: Any) -> list[Made]:
    """The claims of some reports, as far as this person may know of them."""
    return _of_many(reports(user).filter(pk__in=list(ids), test_set__isnull=False), user)


def _of_many(found: QuerySet[Report], user: Any) -> list[Made]:
    """The claims of many reports: the same as one by one, with one question a table.

    Only of reports whose proposal has a complete assessment is the whole account opened.
    """
    assessed = Q(proposal__assessments__second=False, proposal__assessments__completed_at__isnull=False)
    opened = {*found.filter(assessed).order_by().values_list("pk", flat=True)}
    says = Response.objects.filter(_SAYS, report=OuterRef("pk"))
    # What a list shows of a report, and nothing else: of 20,000 the rest would take most of the time.
    claiming = (
        found.select_related(None).filter(Exists(says)).only("title", "reference", "test_set", "example")
    )
    by_id = {r.pk: r for r in claiming if r.pk not in opened}
    ids = claiming.order_by().values("pk")
    rows: dict[int, list[Response]] = defaultdict(list)
    for row in Response.objects.filter(_SAYS, report__in=ids).order_by("id"):
        rows[row.report_id].append(row)
    citations: dict[int, list[Citation]] = defaultdict(list)
    areas: dict[int, list[str]] = defaultdict(list)
    set_: dict[tuple[int, str], FollowUp] = {}
    for c in Citation.objects.filter(report__in=ids):
        citations[c.report_id].append(c)
    for place in ReportPlace.objects.filter(report__in=ids):
        areas[place.report_id].append(place.area)
    for f in FollowUp.objects.filter(report__in=found.order_by().values("pk")):
        set_[f.report_id, f.key] = f
    made = [m for pk, r in by_id.items() for m in of_answers(r, rows[pk], citations[pk], areas[pk])]
    for r in found.filter(pk__in=opened).select_related("test_set"):
        sheet = accounts.sheet(r, user)
        made += claims_of(sheet) if sheet else []
    once = {(m.report.pk, m.key): m for m in made}
    return [_with(m, set_[at]) if at in set_ else m for at, m in once.items()]


def one(report: Report, user: Any, key: str, day: dt.date) -> Followed | None:
    return next((f for f in of_report(report, user, day) if f.made.key == key), None)


def labels(of: Iterable[Report]) -> dict[str, str]:
    """What the tests are called, of all versions that these reports keep."""
    versions = SetVersion.objects.defer("definition").in_bulk({r.test_set_id for r in of if r.test_set_id})
    return {q.id: q.label for v in versions.values() for q in accounts.tests_of(v).questions}


def indicator_choices() -> list[tuple[str, str]]:
    book = framework.book()
    return [(i.id, i.name) for i in framework.indicators(book)] if book else []


def may_set(user: Any) -> bool:
    """Whether a person may set the day to look: who writes reports or keeps the register."""
    return may(user, ANSWER)


def may_add(user: Any) -> bool:
    """Whether a person may write what else is known: who reads what is not public, members too."""
    return may(user, READ)


def _carried(sheet: Sheet) -> list[Made]:
    """Claims of answers that follow the assessment still."""
    assessment = sheet.assessment
    if assessment is None or assessment.completed_at is None:
        return []
    day = accounts.day_of(assessment.completed_at)
    found = []
    for key in sorted(sheet.only_carried):
        parts = sheet.carried[key].parts
        named = _text(parts, "indicator")
        if not named or named == "none":
            continue
        words = _text(parts, "by-when") or next(
            (_text(r.parts, "by-when") for r in sheet.rows.values() if _text(r.parts, "by-when")), ""
        )
        places = [p for p in parts.get("places") or sheet.areas if p != "elsewhere"] or [""]
        for area in places:
            own = [c for c in sheet.citations if (c.indicator, c.area) == (named, area)]
            pinned = own[0] if own else _assessed(assessment.snapshot, named, area)
            found.append(
                Made(
                    sheet.report, f"{key}|{named}|{area}", key, named, area,
                    getattr(pinned, "breakdown", ""), day, "", words, day_read(words, day), pinned,
                )
            )  # fmt: skip
    return found


def _on_people(sheet: Sheet) -> list[Made]:
    """The indicator of the logic chain under which people are claimed, in the places of the claims."""
    assessment = sheet.assessment
    if assessment is None or assessment.completed_at is None:
        return []
    of, day = proposals.sheet(assessment), accounts.day_of(assessment.completed_at)
    groups = {g.id: g.name for g in of.toolkit.groups}
    on: dict[tuple[str, str], list[str]] = {}
    for c in claims(of.answers):
        named = of.answers.get(f"chain/{c.priority}", NOTHING).text("indicator")
        if named and named != "none":
            for area in c.places or tuple(of.areas) or ("",):
                if area != "elsewhere":
                    on.setdefault((named, area), []).append(groups.get(c.group, c.group))
    found = []
    for (named, area), whom in on.items():
        pinned = _assessed(assessment.snapshot, named, area)
        found.append(
            Made(
                sheet.report, f"{FROM_CLAIMS}|{named}|{area}", FROM_CLAIMS, named, area,
                getattr(pinned, "breakdown", ""), day, "", "", None, pinned, ", ".join(dict.fromkeys(whom)),
            )
        )  # fmt: skip
    return found


@dataclass(frozen=True)
class _Pinned:
    """A figure as it stood in the snapshot of an assessment; the same names as of a citation."""

    period: str
    value: float
    provisional: bool
    snapshot: str
    breakdown: str


def _assessed(snapshot: str, indicator: str, area: str) -> _Pinned | None:
    book = framework.book_of(snapshot)
    if book is None or indicator not in book.snapshot.indicators or not area:
        return None
    row = framework.standing(book, indicator, area, framework.default_rule()).row
    if row is None or row["latest"] is None:
        return None
    return _Pinned(row["latest_period"], row["latest"], bool(row["provisional"]), book.id, row["breakdown"])


def _pin(indicator: str, area: str, own: Sequence[Citation], every: Sequence[Citation]) -> Citation | None:
    """The figure cited beside the answer, else anywhere in the account."""
    return next((c for c in (*own, *every) if (c.indicator, c.area) == (indicator, area)), None)


def _stood(row: Response) -> tuple[Mapping[str, Any], dt.date, str]:
    """Parts, day and author of an answer; of one that was changed after the decision, as it stood then."""
    if row.settled.get("on"):
        return row.settled["parts"], dt.date.fromisoformat(row.settled["on"]), row.settled["by"]
    return row.parts, accounts.day_of(row.changed_at), row.changed_by


def _with(made: Made, row: FollowUp | None) -> Made:
    return Made(**{**vars(made), "row": row})


def _dropped(report: Report, row: FollowUp) -> Made:
    _, indicator, area = [*row.key.split("|", 2), "", ""][:3]
    day = accounts.day_of(row.changed_at)
    return Made(report, row.key, "", indicator, area, "", day, "", "", None, None, "", row)


def _order(made: Made, day: dt.date) -> tuple[Any, ...]:
    return ORDER.index(made.due(day)), made.look_on or dt.date.max, made.report.pk, made.key


def _text(parts: Mapping[str, Any], name: str) -> str:
    found = parts.get(name) or ""
    return found.strip() if isinstance(found, str) else ""
