"""The owner's desk: begin a draft, see what it changes, publish it or throw it away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from commonweal.web.toolkit import actions, selectors
from commonweal.web.toolkit.forms import PublishForm
from commonweal.web.toolkit.models import Version
from commonweal.web.toolkit.presenters import writing
from commonweal.web.toolkit.roles import OWN_TOOLKIT
from commonweal.web.ui.access import needs

_AGAIN = gettext_lazy("Look at the changes below once more before you publish.")


@require_safe
@needs(OWN_TOOLKIT)
def draft(request: HttpRequest, toolkit: str) -> HttpResponse:
    found = selectors.draft(toolkit)
    if found is None:
        return redirect("toolkit:toolkit")
    return _desk(request, found, None)


@require_POST
@needs(OWN_TOOLKIT)
def start(request: HttpRequest, toolkit: str) -> HttpResponse:
    if selectors.in_force(toolkit) is None:
        raise Http404(_("No version of that toolkit is in force."))
    actions.start_draft(toolkit=toolkit, by=request.user, now=timezone.now())
    return redirect("toolkit:draft", toolkit)


@require_POST
@needs(OWN_TOOLKIT)
def discard(request: HttpRequest, toolkit: str) -> HttpResponse:
    try:
        actions.discard(draft=_draft(toolkit), by=request.user, now=timezone.now())
    except ValueError as gone:
        raise Http404(str(gone)) from gone
    messages.success(request, _("The draft is thrown away. The version in force has not changed."))
    return redirect("toolkit:toolkit")


@require_POST
@needs(OWN_TOOLKIT)
def publish(request: HttpRequest, toolkit: str) -> HttpResponse:
    found = _draft(toolkit)
    form = PublishForm(request.POST)
    if form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("version", "reason", "against")}
        # The revision of another draft says nothing of this one.
        revision = form.cleaned_data["revision"] if form.cleaned_data["draft"] == found.pk else 0
        try:
            made = actions.publish(
                draft=found, **asked, revision=revision, by=request.user, now=timezone.now()
            )
        except actions.DraftMoved as moved:
            return _desk(request, moved.draft, None, refused=f"{moved} {_AGAIN}", status=409)
        except ValueError as refused:
            form.add_error(None, str(refused))
        else:
            words = _("Version %(version)s is in force. Assessments in hand keep theirs.")
            messages.success(request, words % {"version": made.version})
            return redirect("toolkit:toolkit")
    return _desk(request, found, form, status=422)


def _desk(
    request: HttpRequest, found: Version, form: PublishForm | None, *, refused: str = "", status: int = 200
) -> HttpResponse:
    """The desk as it stands. With ``refused``, what was sent is shown again as sent on what is shown now."""
    current = selectors.in_force(found.toolkit)
    if current is None:
        raise Http404(_("No version of that toolkit is in force."))
    shown = {"draft": found.pk, "revision": found.revision, "against": current.pk}
    if refused:
        form = PublishForm({**request.POST.dict(), **shown})
        form.add_error(None, refused)
    form = form or PublishForm(initial={**shown, "version": selectors.next_version(found.toolkit)})
    page = writing.desk(
        found, current, selectors.sections(found), selectors.changes(current, found), selectors.unknown(found)
    )
    return render(request, "toolkit/draft.html", {"page": page, "form": form}, status=status)


def _draft(toolkit: str) -> Version:
    found = selectors.draft(toolkit)
    if found is None:
        raise Http404(_("There is no draft: somebody published it or threw it away."))
    return found
