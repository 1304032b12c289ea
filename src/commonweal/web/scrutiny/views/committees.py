"""Committees and their meetings: read them, set them up, change them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.web.scrutiny.actions import register as actions
from commonweal.web.scrutiny.forms.asked import Paged
from commonweal.web.scrutiny.forms.register import CommitteeForm, MeetingForm
from commonweal.web.scrutiny.models import Committee, Meeting
from commonweal.web.scrutiny.presenters import register as present
from commonweal.web.scrutiny.roles import READ, REGISTER
from commonweal.web.scrutiny.selectors import register as selectors
from commonweal.web.scrutiny.views.saving import save
from commonweal.web.ui.access import NotAllowed, needs, public
from commonweal.web.ui.days import day_words
from commonweal.web.ui.forms import sent

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
def committees(request: HttpRequest) -> HttpResponse:
    found = selectors.committees_seen(request.user)
    everything = selectors.may(request.user, READ)
    context = {
        "sentence": present.committees_sentence(found, everything),
        "committees": found,
        "may_register": selectors.may(request.user, REGISTER),
    }
    return render(request, "scrutiny/committees.html", context)


@public
@require_safe
def committee(request: HttpRequest, slug: str) -> HttpResponse:
    found = the_committee(request, slug)
    asked = Paged.read(request.GET)
    page = selectors.meetings_of(request.user, found, asked.page)
    context = {
        "committee": found,
        "sentence": present.committee_sentence(
            page.paginator.count, selectors.latest_meeting(request.user, found)
        ),
        "rows": [present.meeting_row(m) for m in page],
        "page": page,
        "asked": asked,
        "may_register": selectors.may(request.user, REGISTER),
    }
    return render(request, "scrutiny/committee.html", context)


@_read_and_write
@needs(REGISTER)
def new(request: HttpRequest) -> HttpResponse:
    form = CommitteeForm(sent(request))
    return save(request, form, _("A new committee"), lambda: actions.save_committee(
        committee=None, name=form.cleaned_data["name"], revision=0, by=request.user, now=timezone.now(),
        slug=selectors.free_committee_slug(slugify(form.cleaned_data["name"])[:70]),
    ), back=reverse("scrutiny:committees"),
        then=lambda made: reverse("scrutiny:committee", args=[made.slug]))  # fmt: skip


@_read_and_write
@needs(REGISTER)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    found = the_committee(request, slug)
    form = CommitteeForm(sent(request), initial={"name": found.name, "revision": found.revision})
    title = _("Change %(committee)s") % {"committee": found.name}
    return save(request, form, title, lambda: actions.save_committee(
        committee=found, slug=found.slug, by=request.user, now=timezone.now(), **form.cleaned_data
    ), back=reverse("scrutiny:committee", args=[slug]))  # fmt: skip


@_read_and_write
@needs(REGISTER)
def meeting_new(request: HttpRequest, slug: str) -> HttpResponse:
    found = the_committee(request, slug)
    form = MeetingForm(sent(request))
    title = _("A new meeting of %(committee)s") % {"committee": found.name}
    return save(request, form, title, lambda: actions.save_meeting(
        meeting=None, committee=found, by=request.user, now=timezone.now(), **form.cleaned_data
    ), back=reverse("scrutiny:committee", args=[slug]),
        then=lambda made: reverse("scrutiny:meeting", args=[made.pk]))  # fmt: skip


@public
@require_safe
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    found = the_meeting(request, number)
    reports = selectors.agenda(request.user, found)
    everything = selectors.may(request.user, READ)
    context = {
        "meeting": found,
        "title": f"{found.committee.name}, {day_words(found.day)}",
        "sentence": present.meeting_sentence(reports, selectors.exempt_items(found), everything),
        "rows": [present.report_row(r, item=True) for r in reports],
        "may_register": selectors.may(request.user, REGISTER),
    }
    return render(request, "scrutiny/meeting.html", context)


@_read_and_write
@needs(REGISTER)
def meeting_edit(request: HttpRequest, number: int) -> HttpResponse:
    found = the_meeting(request, number)
    initial = {"day": found.day, "title": found.title, "revision": found.revision}
    form = MeetingForm(sent(request), initial=initial)
    title = _("Change the meeting of %(committee)s") % {"committee": found.committee.name}
    return save(request, form, title, lambda: actions.save_meeting(
        meeting=found, committee=found.committee, by=request.user, now=timezone.now(), **form.cleaned_data
    ), back=reverse("scrutiny:meeting", args=[number]))  # fmt: skip


def the_committee(request: HttpRequest, slug: str) -> Committee:
    """Raises Http404 for one that is not there, or that a visitor may not know of; NotAllowed for others."""
    found = selectors.committee_seen(request.user, slug)
    if found is not None:
        return found
    if selectors.committee(slug) is None or not request.user.is_authenticated:
        raise Http404(_("No committee has that name."))
    raise NotAllowed((READ,))


def the_meeting(request: HttpRequest, number: int) -> Meeting:
    """Raises Http404 for one that is not there, or that a visitor may not know of; NotAllowed for others."""
    found = selectors.meeting(request.user, number)
    if found is not None:
        return found
    if selectors.any_meeting(number) is None or not request.user.is_authenticated:
        raise Http404(_("No meeting has that number."))
    raise NotAllowed((READ,))
