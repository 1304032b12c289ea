"""What reports have to show on pages of the rooms below: public ones, and a person's own notices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.web.scrutiny.forms.asked import Cumulative
from commonweal.web.scrutiny.presenters.register import report_row
from commonweal.web.scrutiny.roles import ASK, READ
from commonweal.web.scrutiny.selectors import cumulative
from commonweal.web.scrutiny.selectors import notices as letters
from commonweal.web.scrutiny.selectors import register as selectors
from commonweal.web.ui.panels import Panel

MOST = 5


def coming(request: HttpRequest) -> Iterator[Panel]:
    """On the front page: public reports to the next meetings, still to be decided."""
    rows = [report_row(r) for r in selectors.coming(timezone.localdate(), MOST)]
    if rows:
        links = [(_("How many account for their impact"), reverse("scrutiny:coverage"))]
        context = {"rows": rows, "links": links}
        yield Panel(_("Reports to the next meetings"), "scrutiny/panels/reports.html", context, order=12)


def goal(request: HttpRequest, *, goal: Any) -> Iterator[Panel]:
    """On a goal's page: the way to the decisions that touch it, once any has been taken in public."""
    if cumulative.any_public():
        title = _("Decisions that touch this goal")
        context = {"rows": [], "links": [(_("Taken together, year by year"), _together(goal=goal.id))]}
        yield Panel(title, "scrutiny/panels/reports.html", context, order=35)


def before_meetings(request: HttpRequest) -> Iterator[Panel]:
    """On the front page, for those who scrutinise: their next meetings, each on one page."""
    user = request.user
    if not (selectors.may(user, READ) and selectors.may(user, ASK)):
        return
    rows = [
        (str(m), reverse("scrutiny:meeting-briefing", args=[m.pk]), m.seen)
        for m in selectors.next_meetings(user, timezone.localdate(), MOST)
    ]
    if rows:
        links = [(_("What was claimed, and what happened"), reverse("scrutiny:follow-ups"))]
        context = {"rows": rows, "links": links}
        yield Panel(_("Ten minutes before the meeting"), "scrutiny/panels/meetings.html", context, order=11)


def here(request: HttpRequest, *, code: str) -> Iterator[Panel]:
    """On a place's page: public reports that touch it, the latest first."""
    rows = [report_row(r) for r in selectors.touching(code, MOST)]
    if rows:
        context = {"rows": rows, "links": [(_("What decisions here add up to"), _together(place=code))]}
        yield Panel(_("Reports that touch this place"), "scrutiny/panels/reports.html", context, order=35)


def notices(request: HttpRequest, *, person: Any) -> Panel:
    """On a person's own account: whether they have notices by e-mail."""
    return Panel(_("Notices"), "scrutiny/panels/notices.html", {"wanted": letters.wants(person)}, order=40)


def _together(**chosen: str) -> str:
    return reverse("scrutiny:cumulative") + Cumulative(**chosen).address()
