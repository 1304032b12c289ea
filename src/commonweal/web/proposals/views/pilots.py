"""Pilots: set up, and what they show."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.web.proposals import actions, selectors
from commonweal.web.proposals.forms import PilotForm
from commonweal.web.proposals.models import Pilot
from commonweal.web.proposals.presenters import files
from commonweal.web.proposals.presenters import pilot as presenter
from commonweal.web.proposals.roles import PILOT, READ
from commonweal.web.proposals.views.results import attached, table
from commonweal.web.toolkit.roles import OWN_TOOLKIT
from commonweal.web.ui.access import needs
from commonweal.web.ui.forms import sent


@require_GET
@needs(READ)
def pilots(request: HttpRequest) -> HttpResponse:
    context = {"pilots": selectors.pilots(), "may_pilot": selectors.may(request.user, PILOT)}
    return render(request, "proposals/pilots.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(PILOT)
def new(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(PILOT)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    return _edit(request, _pilot(slug))


@require_GET
@needs(READ)
def pilot(request: HttpRequest, slug: str) -> HttpResponse:
    page = presenter.pilot_page(selectors.piloted(_pilot(slug)))
    context = {
        "page": page,
        "may_pilot": selectors.may(request.user, PILOT),
        "may_own": selectors.may(request.user, OWN_TOOLKIT),
    }
    return render(request, "proposals/pilot.html", context)


@require_GET
@needs(READ)
def download(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The findings as PDF, Word or CSV."""
    found = selectors.piloted(_pilot(slug))
    if form == "csv":
        content = table(presenter.COLUMNS, presenter.rows(found))
        return attached(content, "text/csv; charset=utf-8", f"pilot-{slug}.csv")
    if form in files.DOCUMENTS:
        content_type, write = files.DOCUMENTS[form]
        address = request.build_absolute_uri(reverse("proposals:pilot", args=[slug]))
        return attached(write(presenter.document(found, address)), content_type, f"pilot-{slug}.{form}")
    raise Http404("It can be taken away as pdf, docx or csv.")


@require_POST
@needs(OWN_TOOLKIT)
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a draft of the toolkit's next version, with what the pilot says beside each flagged question."""
    found = selectors.piloted(_pilot(slug))
    noted = actions.draft_from_pilot(found=found, by=request.user, now=timezone.now())
    messages.success(request, f"{noted} questions of the draft say what the pilot showed of them.")
    return redirect("toolkit:draft", found.toolkit.id)


def _pilot(slug: str) -> Pilot:
    found = selectors.pilot(slug)
    if found is None:
        raise Http404("No pilot has that name.")
    return found


def _edit(request: HttpRequest, held: Pilot | None) -> HttpResponse:
    names = (
        "title", "purpose", "begins", "ends", "hourly_cost", "proposals_a_year", "training", "decisions",
    )  # fmt: skip
    initial: dict[str, Any] = {name: getattr(held, name) for name in names} if held else {}
    if held:
        initial["proposals"] = [str(p.proposal_id) for p in held.proposals.all()]
    everything = {str(p.pk): p for p in selectors.proposals(request.user)}
    form = PilotForm(
        sent(request), initial=initial, proposals=[(id_, p.title) for id_, p in everything.items()]
    )
    if form.is_bound and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in names}
        if held is None:
            version = selectors.toolkit_in_force()
            if version is None:
                raise Http404("No toolkit is in force.")
            fields |= {"toolkit": version, "slug": selectors.free_slug(slugify(fields["title"])[:70])}
        made = actions.save_pilot(
            pilot=held,
            fields=fields,
            proposals=[everything[id_] for id_ in form.cleaned_data["proposals"]],
            by=request.user,
            now=timezone.now(),
        )
        return redirect("proposals:pilot", made.slug)
    context = {"form": form, "title": held.title if held else "A new pilot", "button": "Save", "quoted": ""}
    context["back"] = reverse("proposals:pilots")
    return render(request, "proposals/small.html", context, status=422 if form.is_bound else 200)
