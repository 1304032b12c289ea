"""Ten minutes before the meeting: a page a report and a page a meeting, and both as PDF."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from commonweal.web.framework.views.pages import site_address
from commonweal.web.proposals.views.results import attached
from commonweal.web.scrutiny.presenters import briefing as present
from commonweal.web.scrutiny.presenters import briefing_sheet as sheets
from commonweal.web.scrutiny.roles import ASK
from commonweal.web.scrutiny.selectors import briefing as selectors
from commonweal.web.scrutiny.selectors.briefing import Briefed
from commonweal.web.scrutiny.selectors.register import exempt_items, may
from commonweal.web.scrutiny.views.committees import the_meeting
from commonweal.web.scrutiny.views.find import the_report
from commonweal.web.ui.access import public


@public
@require_safe
def report(request: HttpRequest, number: int) -> HttpResponse:
    page = present.briefing_page(_briefed(request, number), may_ask=may(request.user, ASK))
    return render(request, "scrutiny/briefing.html", {"page": page})


@public
@require_safe
def report_pdf(request: HttpRequest, number: int) -> HttpResponse:
    address = site_address(request) + reverse("scrutiny:briefing", args=[number])
    content = sheets.report_pdf(_briefed(request, number), address=address)
    return attached(content, "application/pdf", f"briefing-report-{number}.pdf")  # stays English


@public
@require_safe
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    return render(request, "scrutiny/meeting_briefing.html", {"page": _meeting(request, number)})


@public
@require_safe
def meeting_pdf(request: HttpRequest, number: int) -> HttpResponse:
    address = site_address(request) + reverse("scrutiny:meeting-briefing", args=[number])
    content = sheets.meeting_pdf(_meeting(request, number), address=address)
    return attached(content, "application/pdf", f"briefing-meeting-{number}.pdf")  # stays English


def _briefed(request: HttpRequest, number: int) -> Briefed:
    found = the_report(request, number)
    briefed = selectors.briefed(found, request.user, timezone.localdate())
    return selectors.in_full(briefed, request.user)


def _meeting(request: HttpRequest, number: int) -> present.MeetingBriefing:
    found = the_meeting(request, number)
    items = selectors.of_meeting(found, request.user, timezone.localdate())
    return present.meeting_page(found, items, exempt=exempt_items(found), may_ask=may(request.user, ASK))
