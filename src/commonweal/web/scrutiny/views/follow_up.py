"""Follow-up: the claims of a report beside what happened, and what is due in all reports."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.web.proposals.views.results import attached, table
from commonweal.web.scrutiny.actions import follow_up as actions
from commonweal.web.scrutiny.forms.follow_up import FollowUps, KnownForm, LookForm, OneClaim
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.presenters import follow_up as present
from commonweal.web.scrutiny.roles import ANSWER, READ
from commonweal.web.scrutiny.selectors import accounts, evidence
from commonweal.web.scrutiny.selectors import follow_up as selectors
from commonweal.web.scrutiny.selectors import register as register
from commonweal.web.scrutiny.views.find import the_report
from commonweal.web.scrutiny.views.saving import save
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.context import site
from commonweal.web.ui.forms import sent

PER_PAGE = 25
_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
def follow_ups(request: HttpRequest) -> HttpResponse:
    asked, day = FollowUps.read(request.GET), timezone.localdate()
    made = selectors.listed(request.user, asked, day)
    page = Paginator(made, PER_PAGE).get_page(asked.page)
    shown = present.list_page(
        page,
        selectors.beside(list(page), day),
        asked,
        labels=selectors.labels([m.report for m in page]),
        named=accounts.named_by(request.user),
        committees=register.committee_choices(request.user),
        indicators=selectors.indicator_choices(),
        places=register.place_names(),
    )
    return render(request, "scrutiny/follow_ups.html", {"page": shown, "asked": asked})


@public
@require_safe
def follow_ups_csv(request: HttpRequest) -> HttpResponse:
    asked, day = FollowUps.read(request.GET), timezone.localdate()
    found = selectors.beside(selectors.listed(request.user, asked, day), day)
    rows = list(present.csv_rows(found, site(request)["this_site"].address))
    return attached(table(present.COLUMNS, rows), "text/csv; charset=utf-8", "follow-up.csv")  # stays English


@public
@require_safe
def follow_up(request: HttpRequest, number: int) -> HttpResponse:
    report = the_report(request, number)
    page = present.report_page(
        report,
        selectors.of_report(report, request.user, timezone.localdate()),
        dict(evidence.tests_of(report, request.user)),
        named=accounts.named_by(request.user),
        may_set=selectors.may_set(request.user),
        may_add=selectors.may_add(request.user),
    )
    return render(request, "scrutiny/follow_up.html", {"page": page})


@_read_and_write
@needs(ANSWER)
def day(request: HttpRequest, number: int) -> HttpResponse:
    """Another day on which to look, for a reason."""
    report, found = _claim(request, number)
    row = found.made.row
    initial = (
        {"look_on": row.look_on, "look_reason": row.look_reason, "revision": row.revision}
        if row
        else {"look_on": found.made.read_on, "revision": 0}
    )
    form = LookForm(sent(request), initial=initial)
    return save(request, form, _("When to look at a claim again"), lambda: actions.set_day(
        report=report, key=found.made.key, by=request.user, now=timezone.now(), **form.cleaned_data
    ), back=reverse("scrutiny:follow-up", args=[number]), quoted=_words(found))  # fmt: skip


@_read_and_write
@needs(READ)
def known(request: HttpRequest, number: int) -> HttpResponse:
    """What else is known of a claim."""
    report, found = _claim(request, number)
    row = found.made.row
    initial = {"known": row.known, "known_on": row.known_on, "revision": row.revision} if row else {}
    form = KnownForm(sent(request), initial=initial)
    return save(request, form, _("What else is known of a claim"), lambda: actions.save_known(
        report=report, key=found.made.key, by=request.user, now=timezone.now(), **form.cleaned_data
    ), back=reverse("scrutiny:follow-up", args=[number]), quoted=_words(found))  # fmt: skip


def _claim(request: HttpRequest, number: int) -> tuple[Report, selectors.Followed]:
    """Raises Http404 for a claim that the report does not make."""
    report = the_report(request, number)
    found = selectors.one(report, request.user, OneClaim.read(request.GET).claim, timezone.localdate())
    if found is None:
        raise Http404(_("The report makes no such claim."))
    return report, found


def _words(found: selectors.Followed) -> str:
    place = present.place_words(found) or _("no place named")
    return f"{present.indicator_words(found)}, {place}"
