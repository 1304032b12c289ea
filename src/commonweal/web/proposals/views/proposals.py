"""A proposal: read it, write each part of it, move it on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.proposals import actions, selectors
from commonweal.web.proposals.actions.proposals import NotYet, ProposalMoved
from commonweal.web.proposals.forms import (
    DecisionForm,
    DocumentForm,
    NeedForm,
    OptionsForm,
    PartnersForm,
    PlacesForm,
    ProposalForm,
)
from commonweal.web.proposals.models import Proposal
from commonweal.web.proposals.presenters.conflict import Both, both_of
from commonweal.web.proposals.presenters.proposal import proposal_page
from commonweal.web.proposals.roles import MODERATE, READ, SECOND, WRITE
from commonweal.web.proposals.views.find import the_proposal
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.forms import sent

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, the_proposal(request, number))


@_read_and_write
@needs(WRITE)
def new(request: HttpRequest) -> HttpResponse:
    form = _proposal_form(request, None)
    if form.is_bound and form.is_valid():
        made = actions.save_proposal(
            proposal=None, fields=_fields(form), revision=0, by=request.user, now=timezone.now()
        )
        messages.success(
            request, _("The proposal is begun. Say next where it would be, and by which options.")
        )
        return redirect("proposals:proposal", made.pk)
    return _form(request, form, _("A new proposal"), None)


@_read_and_write
@needs(WRITE)
def about(request: HttpRequest, number: int) -> HttpResponse:
    found = the_proposal(request, number)
    form = _proposal_form(request, found)
    return _save(request, found, form, _("What it says of itself"), lambda: actions.save_proposal(
        proposal=found, fields=_fields(form), revision=form.cleaned_data["revision"], by=request.user,
        now=timezone.now(),
    ))  # fmt: skip


@_read_and_write
@needs(WRITE)
def places(request: HttpRequest, number: int) -> HttpResponse:
    found = the_proposal(request, number)
    own = [p.area for p in selectors.lists(found)["places"]]
    form = PlacesForm(
        sent(request), places=selectors.site_places(), initial={"revision": found.revision, "places": own}
    )
    return _save(request, found, form, _("Where it would be"), lambda: actions.save_lists(
        proposal=found, places=form.cleaned_data["places"], revision=form.cleaned_data["revision"],
        by=request.user, now=timezone.now(),
    ))  # fmt: skip


@_read_and_write
@needs(WRITE)
def partners(request: HttpRequest, number: int) -> HttpResponse:
    found = the_proposal(request, number)
    given = [
        {"name": p.name, "role": p.role, "pays": p.pays, "gains": p.gains}
        for p in selectors.lists(found)["partners"]
    ]
    form = PartnersForm(sent(request), given=given, revision=found.revision)
    return _save(request, found, form, _("Partners, who pays and who gains"), lambda: actions.save_lists(
        proposal=found, partners=form.items(), revision=form.cleaned_data["revision"], by=request.user,
        now=timezone.now(),
    ))  # fmt: skip


@_read_and_write
@needs(WRITE)
def options(request: HttpRequest, number: int) -> HttpResponse:
    found = the_proposal(request, number)
    given = [
        {"title": o.title, "words": o.words, "preferred": o.preferred}
        for o in selectors.lists(found)["options"]
    ]
    form = OptionsForm(sent(request), given=given, revision=found.revision)
    return _save(request, found, form, _("Options, doing nothing among them"), lambda: actions.save_lists(
        proposal=found, options=form.items(), revision=form.cleaned_data["revision"], by=request.user,
        now=timezone.now(),
    ))  # fmt: skip


@_read_and_write
@needs(WRITE)
def need(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """One of the things that an assessor needs to know."""
    found = the_proposal(request, number)
    pair = next(((p, n) for p, n in selectors.needs(found) if p.id == key), None)
    if pair is None:
        raise Http404(_("The toolkit has no such need."))
    prompt, held = pair
    initial = {"revision": held.revision if held else 0}
    if held:
        initial |= {"words": held.parts.get("words", ""), "not_known": held.not_known}
        initial |= {"who": held.who, "until": held.until}
    form = NeedForm(sent(request), initial=initial)
    return _save(
        request, found, form, prompt.question,
        lambda: actions.save_need(
            proposal=found, key=key, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        guidance=prompt.guidance,
    )  # fmt: skip


@_read_and_write
@needs(READ)
def documents(request: HttpRequest, number: int) -> HttpResponse:
    found = the_proposal(request, number)
    form = DocumentForm(sent(request), request.FILES or None)
    if form.is_bound and not request.user.may(WRITE):  # type: ignore[union-attr]
        form.add_error(None, _("Only people who write proposals may add documents."))
    elif form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        actions.add_document(
            proposal=found, path=file.path, name=file.name, kind=form.kind, by=request.user,
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("“%(name)s” is kept with the proposal.") % {"name": file.name})
        return redirect("proposals:documents", number)
    return _form(request, form, _("Documents"), found, documents=True)


@public
@require_safe
def document(request: HttpRequest, number: int, document: int) -> HttpResponse:
    found = selectors.document(the_proposal(request, number), document)
    if found is None or not request.user.is_authenticated:
        raise Http404(_("No document has that number."))
    path = selectors.document_path(found.sha256)
    return FileResponse(path.open("rb"), as_attachment=True, filename=found.name)  # type: ignore[return-value]


@require_POST
@needs(WRITE)
def remove(request: HttpRequest, number: int, document: int) -> HttpResponse:
    found = the_proposal(request, number)
    actions.remove_document(proposal=found, document=document, by=request.user, now=timezone.now())
    messages.success(request, _("The document is taken away from this proposal."))
    return redirect("proposals:documents", number)


@_read_and_write
@needs(WRITE)
def decision(request: HttpRequest, number: int) -> HttpResponse:
    found = the_proposal(request, number)
    form = DecisionForm(sent(request), initial={"words": found.decision, "revision": found.revision})
    return _save(request, found, form, _("The decision"), lambda: actions.say_decision(
        proposal=found, by=request.user, now=timezone.now(), **form.cleaned_data
    ))  # fmt: skip


@require_POST
@needs(WRITE)
def move(request: HttpRequest, number: int) -> HttpResponse:
    found = the_proposal(request, number)
    to = request.POST.get("to", "")
    if to not in dict(Proposal.Step.choices):
        raise Http404(_("There is no such step."))
    try:
        moved = actions.move(proposal=found, to=to, by=request.user, now=timezone.now())
    except NotYet:
        return _page(request, found, refused=True, status=409)
    messages.success(
        request, _("The proposal is at the step “%(step)s”.") % {"step": moved.get_step_display()}
    )
    return redirect("proposals:proposal", number)


def _page(request: HttpRequest, found: Proposal, *, refused: bool = False, status: int = 200) -> HttpResponse:
    assessments = selectors.of_proposal(found, request.user)
    current = next((a for a in reversed(assessments) if not a.second), None)
    asked = []
    if current is not None and selectors.may(request.user, READ):
        asked = [(q.key, q.title) for q in selectors.sheet(current).questions]
    page = proposal_page(
        found,
        selectors.lists(found),
        facts=selectors.facts(found),
        needs=selectors.needs(found),
        assessments=assessments,
        to_do=selectors.to_do(found, asked, current) if selectors.may(request.user, READ) else [],
        names=selectors.site_places(),
        tiles=selectors.tiles(),
    )
    may = {
        "write": selectors.may(request.user, WRITE),
        "second": selectors.may(request.user, SECOND),
        "moderate": selectors.may(request.user, MODERATE),
        "read": selectors.may(request.user, READ),
    }
    context = {"page": page, "may": may, "refused": refused}
    return render(request, "proposals/proposal.html", context, status=status)


def _save(
    request: HttpRequest, found: Proposal, form: Any, title: str, act: Any, *, guidance: str = ""
) -> HttpResponse:
    """Show a part of a proposal, or save it; where somebody else saved it, say so and keep what was sent."""
    if not form.is_bound:
        return _form(request, form, title, found, guidance=guidance)
    status = 422
    both: list[Both] = []
    if form.is_valid():
        try:
            act()
        except (ProposalMoved, actions.Moved) as moved:
            both = both_of(form)
            form.data = form.data.copy()
            form.data["revision"] = str(moved.held.revision)
            kept = _("Nothing was saved yet, and what you wrote is still here.")
            form.add_error(None, f"{moved} {kept}")
            status = 409
        except ValueError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("proposals:proposal", found.pk)
    return _form(request, form, title, found, guidance=guidance, status=status, both=both)


def _form(
    request: HttpRequest, form: Any, title: str, found: Proposal | None, *, guidance: str = "",
    documents: bool = False, status: int = 0, both: Sequence[Both] = (),
) -> HttpResponse:  # fmt: skip
    kept = selectors.lists(found)["documents"] if found and documents else []
    context = {
        "form": form,
        "title": title,
        "both": both,
        "proposal": found,
        "guidance": guidance,
        "documents": kept,
        "has_file": documents,
        "writable": selectors.may(request.user, WRITE),
        "groups": form.groups() if hasattr(form, "groups") else None,
    }
    return render(request, "proposals/form.html", context, status=status or (422 if form.is_bound else 200))


def _proposal_form(request: HttpRequest, found: Proposal | None) -> ProposalForm:
    programmes = [(p.slug, p.title) for p in selectors.all_programmes()]
    initial: dict[str, Any] = {"revision": 0}
    if found:
        names = (
            "title",
            "kind",
            "summary",
            "sponsor",
            "decision_by",
            "cost",
            "cost_note",
            "public",
            "revision",
        )
        initial = {name: getattr(found, name) for name in names}
        initial["programme"] = found.programme.slug if found.programme else ""
    return ProposalForm(sent(request), initial=initial, programmes=programmes)


def _fields(form: ProposalForm) -> dict[str, Any]:
    fields = {k: v for k, v in form.cleaned_data.items() if k != "revision"}
    fields["programme"] = selectors.programme(fields["programme"]) if fields["programme"] else None
    return fields
