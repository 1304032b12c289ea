"""What anybody may find of the register: public reports, their committees and meetings, statements.

All of it begins at what the public may know, whoever asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.publish.feed import Entry, atom
from commonweal.web.scrutiny.models import Committee, Meeting, Report
from commonweal.web.ui.days import day_words

from . import statements
from .register import committees_seen, listed, meetings, reports

SHOWN = 10
IN_FEED = 20
_OPEN = Q(reports__public=True, reports__exempt=False)
_LANDING = (
    "scrutiny:reports",
    "scrutiny:coverage",
    "scrutiny:cumulative",
    "scrutiny:committees",
    "scrutiny:statements",
    "scrutiny:tests",
)


@dataclass(frozen=True)
class Sought:
    """What holds every word: a few of each kind, the latest first, and how many there are."""

    reports: Sequence[Report]
    report_count: int
    committees: Sequence[Committee]
    meetings: Sequence[Meeting]
    meeting_count: int
    statements: Sequence[Report]
    statement_count: int


def sought(words: str, wanted: Any) -> Sought:
    """``wanted``: what the list of reports is asked for, with the same words."""
    found = listed(AnonymousUser(), wanted)
    page = statements.register(words)
    asked = words.casefold().split()
    held = [m for m in meetings(AnonymousUser()) if _holds(f"{m} {m.title}", asked)]
    return Sought(
        reports=found[:SHOWN],
        report_count=found.count(),
        committees=[c.committee for c in committees_seen(AnonymousUser()) if _holds(c.committee.name, asked)],
        meetings=held[:SHOWN],
        meeting_count=len(held),
        statements=page.object_list[:SHOWN],
        statement_count=page.paginator.count,
    )


def addresses() -> list[str]:
    """Every page of the register that anybody may read, the latest of each kind first."""
    found = [reverse(name) for name in _LANDING]
    found += [
        reverse("scrutiny:committee", args=[c.committee.slug]) for c in committees_seen(AnonymousUser())
    ]
    for name, rows in (
        ("scrutiny:report", reports(AnonymousUser()).order_by("-id")),
        ("scrutiny:meeting", meetings(AnonymousUser())),
        ("scrutiny:public-statement", statements.public().order_by("-id")),
    ):
        found += [reverse(name, args=[id_]) for id_ in rows.values_list("id", flat=True)]
    return found


def entries(home: str) -> list[Entry]:
    """The public reports, meetings and statements that changed last, for the feed of the whole site."""
    changed = meetings(AnonymousUser()).annotate(moved=Max("reports__changed_at", filter=_OPEN))
    return [
        *(_report_entry(r, home) for r in reports(AnonymousUser()).order_by("-changed_at", "-id")[:IN_FEED]),
        *(_meeting_entry(m, home) for m in changed.order_by("-moved", "-id")[:IN_FEED]),
        *statements.entries(home + reverse("scrutiny:statements"), IN_FEED, "Statement: "),
    ]


def reports_feed(title: str, home: str, site: str, wanted: Any) -> bytes:
    """The public reports that a list is asked for, those changed last first, as Atom."""
    found = list(listed(AnonymousUser(), wanted).order_by("-changed_at", "-id")[:50])
    query = wanted.address(page=1).removesuffix("?")
    address, here = (home + reverse(f"scrutiny:{name}") + query for name in ("reports", "reports-feed"))
    return atom(title, address, site, [_report_entry(r, home) for r in found], statements.EPOCH, here=here)


def _report_entry(report: Report, home: str) -> Entry:
    where = (
        _("to %(meeting)s") % {"meeting": report.meeting} if report.meeting else _("not put to a meeting yet")
    )
    decided = _("not decided yet")
    if report.decided_on:
        day = day_words(report.decided_on)
        decided = _("%(decision)s on %(day)s") % {
            "decision": report.get_decision_display().lower(),
            "day": day,
        }
    return Entry(
        title=_("Report: %(title)s") % {"title": report.title},
        address=home + reverse("scrutiny:report", args=[report.pk]),
        updated=report.changed_at,
        summary=f"{report.get_kind_display()}, {where}; {decided}.",
        example=bool(report.example),
    )


def _meeting_entry(meeting: Any, home: str) -> Entry:
    return Entry(
        title=_("Meeting: %(meeting)s") % {"meeting": meeting},
        address=home + reverse("scrutiny:meeting", args=[meeting.pk]),
        updated=meeting.moved,
        summary=ngettext(
            "%(number)s public report on its agenda.",
            "%(number)s public reports on its agenda.",
            meeting.seen,
        )
        % {"number": f"{meeting.seen:,}"},
    )


def _holds(text: str, words: Sequence[str]) -> bool:
    held = text.casefold()
    return all(w in held for w in words)
