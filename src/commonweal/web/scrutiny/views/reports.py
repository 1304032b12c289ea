"""Reports: the list and one of them; enter and change what it says; whether the public may read it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.proposals.views.results import attached, table
from commonweal.web.scrutiny.actions import register as actions
from commonweal.web.scrutiny.forms.asked import Reports
from commonweal.web.scrutiny.forms.register import (
    ExemptForm,
    ReportForm,
    ReportPlacesForm,
)
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.presenters import register as present
from commonweal.web.scrutiny.roles import ANSWER, READ, REGISTER
from commonweal.web.scrutiny.selectors import finding
from commonweal.web.scrutiny.selectors import register as selectors
from commonweal.web.scrutiny.views.find import the_report
from commonweal.web.scrutiny.views.saving import save
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.context import site
from commonweal.web.ui.forms import sent

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])
_ABOUT = tuple(n for n in actions.ABOUT if not n.endswith("_id"))


@public
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    asked = Reports.read(request.GET)
    page, decided = selectors.page_of(selectors.listed(request.user, asked), asked.page)
    context = {
        "page": present.reports_page(
            page,
            asked,
            decided=decided,
            committees=selectors.committee_choices(request.user),
            directorates=selectors.directorate_choices(request.user),
            quarters=selectors.quarters(request.user),
            places=selectors.place_names(),
            states=selectors.may(request.user, READ),
        ),
        "asked": asked,
        "may_register": selectors.may(request.user, REGISTER),
    }
    return render(request, "scrutiny/reports.html", context)


@public
@require_safe
def reports_csv(request: HttpRequest) -> HttpResponse:
    found = selectors.listed(request.user, Reports.read(request.GET))
    rows = list(present.csv_rows(found, site(request)["this_site"].address))
    return attached(table(present.COLUMNS, rows), "text/csv; charset=utf-8", "reports.csv")  # stays English


@public
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The public reports that fit, whoever asks: a feed is read by a machine that nobody signed in."""
    here = site(request)["this_site"]
    content = finding.reports_feed(
        _("Reports · %(site)s") % {"site": here.title}, here.address, here.title, Reports.read(request.GET)
    )
    return HttpResponse(content, content_type="application/atom+xml")


@public
@require_safe
def report(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, the_report(request, number))


@_read_and_write
@needs(REGISTER)
def new(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("meeting", "")
    form = _about(request, None, {"revision": 0, "meeting": asked})
    return save(request, form, _("A new report"), lambda: actions.save_report(
        report=None, fields=_fields(form), revision=0, by=request.user, now=timezone.now()
    ), back=reverse("scrutiny:reports"), then=lambda made: reverse("scrutiny:report", args=[made.pk]),
        said=_("The report is entered. It is not public: that is an act of its own."))  # fmt: skip


@_read_and_write
@needs(REGISTER)
def about(request: HttpRequest, number: int) -> HttpResponse:
    found = the_report(request, number)
    initial: dict[str, Any] = {name: getattr(found, name) for name in (*_ABOUT, "revision")}
    initial |= {"meeting": str(found.meeting_id or ""), "proposal": str(found.proposal_id or "")}
    form = _about(request, found, initial)
    return _save(request, found, form, _("What the report says of itself"), lambda: actions.save_report(
        report=found, fields=_fields(form), revision=form.cleaned_data["revision"], by=request.user,
        now=timezone.now(),
    ))  # fmt: skip


@_read_and_write
@needs(REGISTER)
def places(request: HttpRequest, number: int) -> HttpResponse:
    found = the_report(request, number)
    initial = {"revision": found.revision, "places": selectors.areas_of(found)}
    form = ReportPlacesForm(sent(request), places=selectors.place_names(), initial=initial)
    return _save(request, found, form, _("Places that the report touches"), lambda: actions.save_places(
        report=found, by=request.user, now=timezone.now(), **form.cleaned_data
    ))  # fmt: skip


@_read_and_write
@needs(REGISTER)
def exempt(request: HttpRequest, number: int) -> HttpResponse:
    found = the_report(request, number)
    initial = {n: getattr(found, n) for n in ("exempt", "exempt_reason", "revision")}
    form = ExemptForm(sent(request), initial=initial)
    return _save(request, found, form, _("Exempt or not"), lambda: actions.save_exempt(
        report=found, by=request.user, now=timezone.now(), **form.cleaned_data
    ))  # fmt: skip


@require_POST
@needs(REGISTER)
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Make a report public, or take it off the public pages: ``to`` is "public" or "private"."""
    found = the_report(request, number)
    open_ = request.POST.get("to") == "public"
    act = actions.make_public if open_ else actions.make_private
    sent_revision = request.POST.get("revision", "")
    revision = int(sent_revision) if sent_revision.isascii() and sent_revision.isdigit() else -1
    try:
        act(report=found, revision=revision, by=request.user, now=timezone.now())
    except (actions.RegisterMoved, ValueError) as refused:
        held = the_report(request, number)
        words = str(refused)
        if isinstance(refused, actions.RegisterMoved):
            words += " " + _("Look at it as it stands now, and press again.")
        return _page(request, held, refused=words, status=409)
    messages.success(
        request, _("Anybody may read the report now.") if open_ else _("The report is not public now.")
    )
    return redirect("scrutiny:report", number)


def _page(request: HttpRequest, found: Report, *, refused: str = "", status: int = 200) -> HttpResponse:
    page = present.report_page(
        found,
        areas=selectors.areas_of(found),
        names=selectors.place_names(),
        sees_proposal=selectors.sees_proposal(request.user, found),
    )
    may = {
        "read": selectors.may(request.user, READ),
        "register": selectors.may(request.user, REGISTER),
        "answer": selectors.may(request.user, ANSWER),
    }
    context = {"page": page, "may": may, "refused": refused, "report": found}
    return render(request, "scrutiny/report.html", context, status=status)


def _save(request: HttpRequest, found: Report, form: Any, title: str, act: Any) -> HttpResponse:
    back = reverse("scrutiny:report", args=[found.pk])
    return save(request, form, title, act, back=back, quoted=f"{found.reference}: {found.title}")


def _about(request: HttpRequest, found: Report | None, initial: dict[str, Any]) -> ReportForm:
    return ReportForm(
        sent(request),
        initial=initial,
        meetings=selectors.meeting_choices(found.meeting if found else None),
        proposals=selectors.proposal_choices(request.user, found.proposal if found else None),
    )


def _fields(form: ReportForm) -> dict[str, Any]:
    fields = {k: v for k, v in form.cleaned_data.items() if k not in ("revision", "meeting", "proposal")}
    for name in ("meeting", "proposal"):
        chosen = form.cleaned_data[name]
        fields[f"{name}_id"] = int(chosen) if chosen else None
    return fields
