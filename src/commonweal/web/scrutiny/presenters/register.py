"""The register as it is read: committees, meetings, the list of reports, one report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.web.proposals.presenters.proposal import money
from commonweal.web.scrutiny.forms.asked import NONE, Cumulative, Reports
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.presenters.choices import KINDS, pairs
from commonweal.web.scrutiny.presenters.choices import said as called
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
from commonweal.web.scrutiny.presenters.register_words import (
    committee_sentence,
    committees_sentence,
    counted,
    decision,
    lede,
    meeting_sentence,
    options,
    reports_words,
    teach,
)
from commonweal.web.ui.days import day_words

__all__ = ["committee_sentence", "committees_sentence", "meeting_sentence"]
COLUMNS = (
    "reference", "title", "kind", "committee", "meeting_date", "item", "author_role", "directorate",
    "sponsor", "key_decision", "cost", "options_closed", "decided_on", "decision", "example", "open_to",
    "address",
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
            "committee", _("Committee"), _("All committees"),
            [*committees, (NONE, _("No committee yet"))], asked.committee,
        ),
        filter_of(
            "quarter", _("Quarter"), _("All quarters"), [*every_quarter, (NONE, _("No meeting yet"))],
            asked.quarter,
        ),
        filter_of("kind", _("Kind"), _("All kinds"), pairs(KINDS), asked.kind),
        filter_of("place", _("Place"), _("All places"), list(places.items()), asked.place),
    ]  # fmt: skip
    if states:
        filters.append(filter_of("state", _("Open to"), _("All"), STATES, asked.state))
    by_account = asked.account or asked.timing
    return ReportsPage(
        sentence=counted(page.paginator.count, decided, filtered, states),
        accounts=f"{ACCOUNTS} {TIMING}" if by_account else "",
        filters=filters,
        more=more,
        more_open=any(not f.choices[0][2] for f in more),
        words=asked.words,
        rows=[report_row(r) for r in page],
        page=page,
        csv_href=reverse("scrutiny:reports-csv") + asked.address(page=1),
        feed_href=reverse("scrutiny:reports-feed") + asked.address(page=1, state=""),
        empty=_("No report fits. Take a filter away.") if filtered else teach(states),
    )


def _more_filters(
    asked: Reports, directorates: Sequence[str], quarters: Sequence[tuple[str, str]]
) -> list[Filter]:
    named = [*((d, d) for d in directorates), (NONE, _("None named"))]
    return [
        filter_of("directorate", _("Directorate"), _("All directorates"), named, asked.directorate),
        filter_of("key", _("Key decision"), _("All"), KEY, asked.key),
        filter_of("account", _("Account of impact"), _("Any or none"), ACCOUNT, asked.account),
        filter_of("timing", _("When it was given"), _("At any time"), WHEN, asked.timing),
        quarter_filter("since", _("From quarter"), _("The first"), quarters, asked.since),
        quarter_filter("until", _("To quarter"), _("The last"), quarters, asked.until),
    ]


def report_row(report: Report, *, item: bool = False) -> ReportRow:
    """A report in a list; on an agenda (``item``) without its meeting."""
    said = [called(KINDS, report.kind)]
    if not item:
        said.append(str(report.meeting) if report.meeting else _("no meeting yet"))
    said.append(report.reference)
    return ReportRow(
        title=report.title,
        href=reverse("scrutiny:report", args=[report.pk]),
        item=report.item,
        words=" · ".join(said),
        decision=decision(report),
        tags=tags(report),
    )


def tags(report: Report) -> tuple[tuple[str, str], ...]:
    found = []
    if report.example:
        found.append((_("Example"), "purple"))
    if report.exempt:
        found.append((_("Exempt"), "red"))
    elif not report.public:
        found.append((_("Not public yet"), "grey"))
    return tuple(found)


def report_page(
    report: Report, *, areas: Sequence[str], names: Mapping[str, str], sees_proposal: bool
) -> ReportPage:
    shown = report.proposal if sees_proposal else None
    facts = [
        (_("Reference"), report.reference),
        (_("Kind"), called(KINDS, report.kind)),
        (_("Author’s role"), report.author_role),
        (_("Directorate"), report.directorate),
        (_("Sponsor"), report.sponsor),
        (_("Number on the agenda"), report.item),
        (_("Cost"), money(report.cost) if report.cost is not None else _("not known")),
        (_("Key decision"), _("Yes") if report.key_decision else _("No")),
    ]
    return ReportPage(
        id=report.pk,
        title=report.title,
        lede=lede(report),
        example=report.example,
        summary=report.summary,
        facts=[(label, said) for label, said in facts if said],
        decision=decision(report),
        decision_words=report.decision_words,
        options=options(report),
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
        changed=f"{report.changed_by}, {day_words(report.changed_at)}",
    )


def meeting_row(meeting: Any) -> MeetingRow:
    title = f": {meeting.title}" if meeting.title else ""
    return MeetingRow(
        words=f"{day_words(meeting.day)}{title}",
        href=reverse("scrutiny:meeting", args=[meeting.pk]),
        committee=meeting.committee.name,
        reports=reports_words(meeting.seen),
    )


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
            "example": r.example,
            "open_to": "exempt"
            if r.exempt
            else "everybody"
            if r.public
            else "not public yet",  # stays English
            "address": home + reverse("scrutiny:report", args=[r.pk]),
        }


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
