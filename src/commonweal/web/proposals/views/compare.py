"""Assessments side by side: the first and a later one, and two assessors of the same proposal."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.web.proposals import actions, selectors
from commonweal.web.proposals.forms import ModerationForm
from commonweal.web.proposals.presenters import comparing
from commonweal.web.proposals.presenters.conflict import Both, both_of
from commonweal.web.proposals.roles import MODERATE
from commonweal.web.proposals.views.find import the_proposal
from commonweal.web.proposals.views.small import small
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.forms import sent


@public
@require_safe
def changes(request: HttpRequest, number: int) -> HttpResponse:
    """What changed because of it: the first assessment beside the latest that may be read."""
    found = the_proposal(request, number)
    seen = [a for a in selectors.of_proposal(found, request.user) if not a.second]
    if len(seen) < 2:
        raise Http404(_("There is only one assessment so far."))
    first, last = selectors.sheet(seen[0]), selectors.sheet(seen[-1])
    page = comparing.changes_page(first, last, selectors.changed(first, last), selectors.all_design(found))
    return render(request, "proposals/changes.html", {"page": page})


@public
@require_safe
def agreement(request: HttpRequest, number: int) -> HttpResponse:
    found = the_proposal(request, number)
    pair = selectors.compared(found, request.user)
    if pair is None:
        raise Http404(_("There are no two completed assessments to compare."))
    page = comparing.agreement_page(found, pair, selectors.agreements(pair), selectors.moderations(found))
    may = selectors.may(request.user, MODERATE)
    return render(request, "proposals/agreement.html", {"page": page, "may_moderate": may})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MODERATE)
def settle(request: HttpRequest, number: int, item: str) -> HttpResponse:
    """Settle one item on which two assessors differ."""
    found = the_proposal(request, number)
    pair = selectors.compared(found, request.user)
    row = (
        next((r for r in comparing.items(pair, selectors.moderations(found)) if r.item == item), None)
        if pair
        else None
    )
    if row is None:
        raise Http404(_("Two assessors did not rate that."))
    held = selectors.moderations(found).get(item)
    initial = {"revision": held.revision if held else 0}
    initial |= {"value": held.value, "reason": held.reason} if held else {}
    form = ModerationForm(sent(request), options=row.options, initial=initial)
    both: list[Both] = []
    if form.is_bound and form.is_valid():
        try:
            actions.moderate(
                proposal=found, item=item, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except actions.Moved as moved:
            both = both_of(form)
            form.data = form.data.copy()
            form.data["revision"] = str(moved.held.revision)
            form.add_error(
                None,
                _("%(who)s settled this meanwhile. What you wrote is still here.") % {"who": moved.held.by},
            )
        except ValueError as refused:
            form.add_error("reason", str(refused))
        else:
            return redirect("proposals:agreement", number)
    return small(
        request,
        form,
        _("Settle: %(question)s") % {"question": row.label},
        button=_("Settle it"),
        back=reverse("proposals:agreement", args=[number]),
        quoted="\n\n".join(_in_full(s) for s in row.says),
        both=both,
    )


def _in_full(said: comparing.Says) -> str:
    return f"{said.who}: {said.value}" + (f"\n{said.reason}" if said.reason else "")
