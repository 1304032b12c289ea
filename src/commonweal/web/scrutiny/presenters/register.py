"""The register as it is read: committees, meetings, the list of reports, one report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.urls import reverse

from commonweal.web.proposals.presenters.proposal import money
from commonweal.web.scrutiny.forms.asked import NONE, Cumulative, Reports
from commonweal.web.scrutiny.models import Meeting, Report
from commonweal.web.scrutiny.presenters.filters import (
    ACCOUNT,
    ACCOUNTS,
    KEY,
    STATES,
    TIMING,
    WHEN,
    Filter,
    filter_of,
    quarter_filter,
    quarter_words,
)
from commonweal.web.scrutiny.selectors.register import CommitteeSeen

COLUMNS = (
    "reference", "title", "kind", "committee", "meeting_date", "item", "author_role", "directorate",
    "sponsor", "key_decision", "cost", "options_closed", "decided_on", "decision", "open_to", "address",
)  # fmt: skip


@dataclass(frozen=True)
class ReportRow:
    title: str
    href: str
    item: str
    words: str
    decision: str
    tags: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReportsPage:
    """``more``: the filters that fewer ask for. ``accounts``: what is asked for, where it is by account."""

    sentence: str
    accounts: str
    filters: list[Filter]
    more: list[Filter]
    more_open: bool
    words: str
    rows: list[ReportRow]
    page: Page[Report]
    csv_href: str
    feed_href: str
    empty: str


@dataclass(frozen=True)
class MeetingRow:
    words: str
    href: str
    committee: str
    reports: str


@dataclass(frozen=True)
class ReportPage:
    id: int
    title: str
    lede: str
    example: str
    summary: str
    facts: list[tuple[str, str]]
    decision: str
    decision_words: str
    options: str
    places: list[tuple[str, str]]
    together: list[tuple[str, str]]
    meeting: str
    meeting_href: str
    proposal: str
    proposal_href: str
    tags: tuple[tuple[str, str], ...]
    public: bool
    exempt: bool
    exempt_reason: str
    revision: int
    changed: str


def reports_page(
    page: Page[Report],
    asked: Reports,
    *,
    decided: int,
    committees: Sequence[tuple[str, str]],
    directorates: Sequence[str],
    quarters: Sequence[str],
    places: Mapping[str, str],
    states: bool,
) -> ReportsPage:
    """``decided``: of all that were found. ``states``: whether the reader may see what is not public."""
    filtered = bool(asked.as_pairs(without=("page",)))
    every_quarter = [(q, quarter_words(q)) for q in quarters]
    more = _more_filters(asked, directorates, every_quarter)
    filters = [
        filter_of(
            "committee", "Committee", "All committees", [*committees, (NONE, "No committee yet")],
            asked.committee,
        ),
        filter_of(
            "quarter", "Quarter", "All quarters", [*every_quarter, (NONE, "No meeting yet")], asked.quarter
        ),
        filter_of("kind", "Kind", "All kinds", Report.Kind.choices, asked.kind),
        filter_of("place", "Place", "All places", list(places.items()), asked.place),
    ]  # fmt: skip
    if states:
        filters.append(filter_of("state", "Open to", "All", STATES, asked.state))
    by_account = asked.account or asked.timing
    return ReportsPage(
        sentence=_counted(page.paginator.count, decided, filtered, states),
        accounts=f"{ACCOUNTS} {TIMING}" if by_account else "",
        filters=filters,
        more=more,
        more_open=any(not f.choices[0][2] for f in more),
        words=asked.words,
        rows=[report_row(r) for r in page],
        page=page,
        csv_href=reverse("scrutiny:reports-csv") + asked.address(page=1),
        feed_href=reverse("scrutiny:reports-feed") + asked.address(page=1, state=""),
        empty="No report fits. Take a filter away." if filtered else _teach(states),
    )


def _more_filters(
    asked: Reports, directorates: Sequence[str], quarters: Sequence[tuple[str, str]]
) -> list[Filter]:
    named = [*((d, d) for d in directorates), (NONE, "None named")]
    return [
        filter_of("directorate", "Directorate", "All directorates", named, asked.directorate),
        filter_of("key", "Key decision", "All", KEY, asked.key),
        filter_of("account", "Account of impact", "Any or none", ACCOUNT, asked.account),
        filter_of("timing", "When it was given", "At any time", WHEN, asked.timing),
        quarter_filter("since", "From quarter", "The first", quarters, asked.since),
        quarter_filter("until", "To quarter", "The last", quarters, asked.until),
    ]


def report_row(report: Report, *, item: bool = False) -> ReportRow:
    """A report in a list; on an agenda (``item``) without its meeting."""
    said = [str(report.get_kind_display())]
    if not item:
        said.append(str(report.meeting) if report.meeting else "no meeting yet")
    said.append(report.reference)
    return ReportRow(
        title=report.title,
        href=reverse("scrutiny:report", args=[report.pk]),
        item=report.item,
        words=" · ".join(said),
        decision=_decision(report),
        tags=tags(report),
    )


def tags(report: Report) -> tuple[tuple[str, str], ...]:
    found = []
    if report.example:
        found.append(("Example", "purple"))
    if report.exempt:
        found.append(("Exempt", "red"))
    elif not report.public:
        found.append(("Not public yet", "grey"))
    return tuple(found)


def report_page(
    report: Report, *, areas: Sequence[str], names: Mapping[str, str], sees_proposal: bool
) -> ReportPage:
    shown = report.proposal if sees_proposal else None
    facts = [
        ("Reference", report.reference),
        ("Kind", str(report.get_kind_display())),
        ("Author’s role", report.author_role),
        ("Directorate", report.directorate),
        ("Sponsor", report.sponsor),
        ("Number on the agenda", report.item),
        ("Cost", money(report.cost) if report.cost is not None else "not known"),
        ("Key decision", "Yes" if report.key_decision else "No"),
    ]
    return ReportPage(
        id=report.pk,
        title=report.title,
        lede=_lede(report),
        example=report.example,
        summary=report.summary,
        facts=[(label, said) for label, said in facts if said],
        decision=_decision(report),
        decision_words=report.decision_words,
        options=_options(report),
        places=[(names.get(a, a), reverse("framework:place", args=[a])) for a in areas],
        together=[
            (names.get(a, a), reverse("scrutiny:cumulative") + Cumulative(place=a).address()) for a in areas
        ],
        meeting=str(report.meeting) if report.meeting else "",
        meeting_href=reverse("scrutiny:meeting", args=[report.meeting.pk]) if report.meeting else "",
        proposal=shown.title if shown else "",
        proposal_href=reverse("proposals:proposal", args=[shown.pk]) if shown else "",
        tags=tags(report),
        public=report.public,
        exempt=report.exempt,
        exempt_reason=report.exempt_reason,
        revision=report.revision,
        changed=f"{report.changed_by}, {report.changed_at:%-d %B %Y}",
    )


def committees_sentence(found: Sequence[CommitteeSeen], everything: bool) -> str:
    if not found and everything:
        return "No committee is in the register yet."
    if not found:
        return "No committee has a report that is public yet."
    reports = sum(c.reports for c in found)
    what = "in the register" if everything else "open to everybody"
    return f"{_number(len(found), 'committee')} with {_number(reports, 'report')} {what}."


def committee_sentence(count: int, latest: Meeting | None) -> str:
    if not count or latest is None:
        return "No meeting of it is in the register yet."
    return f"{_number(count, 'meeting')} in the register, the latest of them on {latest.day:%-d %B %Y}."


def meeting_row(meeting: Any) -> MeetingRow:
    title = f": {meeting.title}" if meeting.title else ""
    return MeetingRow(
        words=f"{meeting.day:%-d %B %Y}{title}",
        href=reverse("scrutiny:meeting", args=[meeting.pk]),
        committee=meeting.committee.name,
        reports=_number(meeting.seen, "report"),
    )


def meeting_sentence(reports: Sequence[Report], exempt: int, everything: bool) -> str:
    """What came before it. To the public exempt items are a number and nothing else."""
    decided = sum(bool(r.decision) for r in reports)
    said = f"{_number(len(reports), 'report')}, {decided} of them decided"
    if len(reports) == 1:
        said = f"1 report, {'which is decided' if decided else 'not decided yet'}"
    if not reports:
        said = "No report is put to this meeting yet"
    if not exempt:
        return f"{said}."
    if everything:
        return f"{said}; {exempt} {'is' if exempt == 1 else 'are'} exempt."
    return f"{said}; besides {_number(exempt, 'exempt item')} that the public may not read."


def csv_rows(reports: Iterable[Report], home: str) -> Iterable[dict[str, str]]:
    """The list as rows of a file. It is made of what the reader may know of, and of nothing else."""
    for r in reports:
        yield {
            "reference": r.reference,
            "title": r.title,
            "kind": r.kind,
            "committee": r.meeting.committee.name if r.meeting else "",
            "meeting_date": _iso(r.meeting.day if r.meeting else None),
            "item": r.item,
            "author_role": r.author_role,
            "directorate": r.directorate,
            "sponsor": r.sponsor,
            "key_decision": "yes" if r.key_decision else "no",
            "cost": str(r.cost) if r.cost is not None else "",
            "options_closed": _iso(r.options_closed),
            "decided_on": _iso(r.decided_on),
            "decision": r.decision,
            "open_to": "exempt" if r.exempt else "everybody" if r.public else "not public yet",
            "address": home + reverse("scrutiny:report", args=[r.pk]),
        }


def _lede(report: Report) -> str:
    kind = str(report.get_kind_display()).lower()
    begins = "A report for information" if report.kind == Report.Kind.INFORMATION else f"A report on a {kind}"
    if kind[0] in "aeiou" and report.kind != Report.Kind.INFORMATION:
        begins = f"A report on an {kind}"
    cost = f" of {money(report.cost)}" if report.cost is not None else ""
    where = "not put to a meeting yet"
    if report.meeting:
        where = f"to the {report.meeting.committee.name} on {report.meeting.day:%-d %B %Y}".replace(
            "the The ", "the "
        )
    decided = f": {_decision(report)[0].lower()}{_decision(report)[1:]}" if report.decision else ""
    key = ", a key decision" if report.key_decision else ""
    return f"{begins}{cost}{key}, {where}{decided}."


def _decision(report: Report) -> str:
    if not report.decision or report.decided_on is None:
        return "Not decided yet"
    return f"{report.get_decision_display()} on {report.decided_on:%-d %B %Y}"


def _options(report: Report) -> str:
    """When options closed, and how long before the decision."""
    if report.options_closed is None:
        return "It is not said when options closed."
    said = f"Options closed on {report.options_closed:%-d %B %Y}"
    if report.decided_on is None:
        return f"{said}: from then nothing of it could be changed."
    days = (report.decided_on - report.options_closed).days
    if days < 0:
        return f"{said}, {_number(-days, 'day')} after the decision. One of the two dates may be wrong."
    return (
        f"{said}, {_number(days, 'day')} before the decision."
        if days
        else f"{said}, the day of the decision."
    )


def _counted(count: int, decided: int, filtered: bool, everything: bool) -> str:
    if not count:
        return "No report fits what you asked." if filtered else "There is no report to read yet."
    what = "fit what you asked" if filtered else "are in the register" if everything else "are public"
    if count == 1:
        what = what.replace("fit ", "fits ").replace("are ", "is ")
        return f"1 report {what}; it is {'decided' if decided else 'not decided yet'}."
    return f"{count:,} reports {what}, {decided:,} of them decided."


def _teach(everything: bool) -> str:
    if everything:
        return "A governance officer enters reports or imports a file of them, and says which are public."
    return "Reports stand here once a governance officer has made them public."


def _number(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
