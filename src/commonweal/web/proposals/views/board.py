"""All proposals together, filtered; the same as CSV; and the programmes that they belong to."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.web.proposals import actions, selectors
from commonweal.web.proposals.actions.proposals import ProgrammeMoved
from commonweal.web.proposals.forms import Asked, ProgrammeForm
from commonweal.web.proposals.models import Programme
from commonweal.web.proposals.presenters import board
from commonweal.web.proposals.roles import PILOT, READ, WRITE
from commonweal.web.proposals.views.results import attached, table
from commonweal.web.proposals.views.saving import save
from commonweal.web.proposals.views.small import small
from commonweal.web.toolkit.roles import OWN_TOOLKIT
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.forms import sent


@public
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    programme = selectors.programme_seen(request.user, asked.programme) if asked.programme else None
    page = board.board_page(selectors.board(request.user, asked), asked, programme)
    context = {
        "page": page,
        "asked": asked,
        "programme": programme,
        "may_write": selectors.may(request.user, WRITE),
        "may_pilot": any(selectors.may(request.user, p) for p in (PILOT, READ, OWN_TOOLKIT)),
    }
    return render(request, "proposals/proposals.html", context)


@public
@require_safe
def all_csv(request: HttpRequest) -> HttpResponse:
    found = selectors.board(request.user, Asked.read(request.GET))
    content = table(board.COLUMNS, board.table(found))
    return attached(content, "text/csv; charset=utf-8", "proposals.csv")  # stays English


@require_http_methods(["GET", "HEAD", "POST"])
@needs(WRITE)
def programme_new(request: HttpRequest) -> HttpResponse:
    form = ProgrammeForm(sent(request))
    if form.is_bound and form.is_valid():
        title = form.cleaned_data["title"]
        made = actions.make_programme(
            slug=selectors.free_programme_slug(slugify(title)[:70]),
            title=title,
            summary=form.cleaned_data["summary"],
            by=request.user,
            now=timezone.now(),
        )
        return redirect(_board_of(made))
    back = reverse("proposals:proposals")
    return small(request, form, _("A new programme or fund"), button=_("Save"), back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(WRITE)
def programme_edit(request: HttpRequest, slug: str) -> HttpResponse:
    found = selectors.programme(slug)
    if found is None:
        raise Http404(_("No programme has that name."))
    initial = {"title": found.title, "summary": found.summary, "revision": found.revision}
    form = ProgrammeForm(sent(request), initial=initial)
    return save(
        request, form, found.title,
        lambda: actions.change_programme(
            programme=found, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        moved_by=ProgrammeMoved, back=reverse("proposals:proposals"), then=_board_of,
    )  # fmt: skip


def _board_of(programme: Programme) -> str:
    return f"{reverse('proposals:proposals')}?programme={programme.slug}"
