"""Pilots: set up, and what they show."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.proposals import actions, selectors
from commonweal.web.proposals.actions.piloting import PilotMoved
from commonweal.web.proposals.forms import PilotForm
from commonweal.web.proposals.models import Pilot
from commonweal.web.proposals.presenters import files
from commonweal.web.proposals.presenters import pilot as presenter
from commonweal.web.proposals.roles import PILOT, READ
from commonweal.web.proposals.views.results import attached, table
from commonweal.web.proposals.views.saving import save
from commonweal.web.toolkit.roles import OWN_TOOLKIT
from commonweal.web.ui.access import needs
from commonweal.web.ui.forms import sent

_FIELDS = ("title", "purpose", "begins", "ends", "hourly_cost", "proposals_a_year", "training", "decisions")


@require_safe
@needs(READ, OWN_TOOLKIT)
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


@require_safe
@needs(READ, OWN_TOOLKIT)
def pilot(request: HttpRequest, slug: str) -> HttpResponse:
    page = presenter.pilot_page(selectors.piloted(_pilot(slug)))
    context = {
        "page": page,
        "may_pilot": selectors.may(request.user, PILOT),
        "may_own": selectors.may(request.user, OWN_TOOLKIT),
    }
    return render(request, "proposals/pilot.html", context)


@require_safe
@needs(READ, OWN_TOOLKIT)
def download(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The findings as PDF, Word or CSV."""
    found = selectors.piloted(_pilot(slug))
    if form == "csv":
        content = table(presenter.COLUMNS, presenter.rows(found))
        return attached(content, "text/csv; charset=utf-8", f"pilot-{slug}.csv")  # stays English
    if form in files.DOCUMENTS:
        content_type, write = files.DOCUMENTS[form]
        address = request.build_absolute_uri(reverse("proposals:pilot", args=[slug]))
        return attached(write(presenter.document(found, address)), content_type, f"pilot-{slug}.{form}")
    raise Http404(_("It can be taken away as pdf, docx or csv."))


@require_POST
@needs(OWN_TOOLKIT)
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a draft of the toolkit's next version, with what the pilot says beside each flagged question."""
    found = selectors.piloted(_pilot(slug))
    noted = actions.draft_from_pilot(found=found, by=request.user, now=timezone.now())
    messages.success(
        request,
        ngettext(
            "%(number)d new notes stand beside questions of the draft.",
            "%(number)d new notes stand beside questions of the draft.",
            noted,
        )
        % {"number": noted},
    )
    return redirect("toolkit:draft", found.toolkit.id)


def _pilot(slug: str) -> Pilot:
    found = selectors.pilot(slug)
    if found is None:
        raise Http404(_("No pilot has that name."))
    return found


def _edit(request: HttpRequest, held: Pilot | None) -> HttpResponse:
    proposals = {str(p.pk): p for p in selectors.proposals(request.user)}
    versions = {str(v.pk): v for v in selectors.toolkit_versions()}
    people = {str(p.pk): p for p in selectors.possible_assessors()}
    form = PilotForm(
        sent(request),
        initial=_initial(held),
        proposals=[(id_, p.title) for id_, p in proposals.items()],
        versions=[(id_, f"{presenter.version_words(v)}") for id_, v in versions.items()],
        people=[(id_, str(p)) for id_, p in people.items()],
    )

    def act() -> Pilot:
        fields = {name: form.cleaned_data[name] for name in _FIELDS}
        fields["toolkit"] = versions[form.cleaned_data["toolkit"]]
        if held is None:
            fields["slug"] = selectors.free_slug(slugify(fields["title"])[:70])
        return actions.save_pilot(
            pilot=held,
            fields=fields,
            proposals=[proposals[id_] for id_ in form.cleaned_data["proposals"]],
            assessors=[people[id_] for id_ in form.cleaned_data["assessors"]],
            revision=form.cleaned_data["revision"],
            by=request.user,
            now=timezone.now(),
        )

    return save(
        request, form, held.title if held else _("A new pilot"), act, moved_by=PilotMoved,
        back=reverse("proposals:pilots"), then=lambda made: reverse("proposals:pilot", args=[made.slug]),
    )  # fmt: skip


def _initial(held: Pilot | None) -> dict[str, Any]:
    if held is None:
        version = selectors.toolkit_in_force()
        return {"toolkit": str(version.pk) if version else ""}
    found: dict[str, Any] = {name: getattr(held, name) for name in (*_FIELDS, "revision")}
    return found | {
        "toolkit": str(held.toolkit_id),
        "proposals": [str(p.proposal_id) for p in held.proposals.all()],
        "assessors": [str(p.person_id) for p in held.assessors.all()],
    }
