"""An assessment as a whole: begun, looked over, completed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.proposals import actions, selectors
from commonweal.web.proposals.actions.assessing import Incomplete
from commonweal.web.proposals.forms import DesignChangeForm, EffortForm
from commonweal.web.proposals.models import Assessment
from commonweal.web.proposals.presenters.assessment import assessment_page
from commonweal.web.proposals.roles import READ, SECOND, WRITE
from commonweal.web.proposals.views.find import the_assessment, the_proposal
from commonweal.web.proposals.views.small import small
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.forms import sent


@public
@require_safe
def assessment(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, the_assessment(request, number))


@require_POST
@needs(WRITE)
def start(request: HttpRequest, number: int) -> HttpResponse:
    found = the_proposal(request, number)
    try:
        made = actions.start_assessment(
            proposal=found, kind=request.POST.get("kind", ""), by=request.user, now=timezone.now()
        )
    except ValueError as refused:
        messages.error(request, str(refused))
        return redirect("proposals:proposal", number)
    return redirect("proposals:assessment", made.pk)


@require_POST
@needs(SECOND)
def second(request: HttpRequest, number: int) -> HttpResponse:
    found = the_proposal(request, number)
    try:
        made = actions.start_second(proposal=found, by=request.user, now=timezone.now())
    except ValueError as refused:
        messages.error(request, str(refused))
        return redirect("proposals:proposal", number)
    return redirect("proposals:assessment", made.pk)


@require_POST
def complete(request: HttpRequest, number: int) -> HttpResponse:
    found = the_assessment(request, number, writing=True)
    try:
        actions.complete(assessment=found, by=request.user, now=timezone.now())
    except Incomplete:
        return _page(request, found, refused=True, status=409)
    except ValueError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The assessment is complete, and will not change any more."))
    return redirect("proposals:assessment", number)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(READ)
def effort(request: HttpRequest, number: int) -> HttpResponse:
    """Time spent by stage, and whether it may be measured."""
    found = the_assessment(request, number)
    sheet = selectors.sheet(found)
    stages = [(s.kind, s.name) for s in sheet.toolkit.stages]
    spent = selectors.efforts(found)
    initial = {"measured": found.measured} | {f"minutes-{k}": e.minutes for k, e in spent.items()}
    form = EffortForm(sent(request), stages=stages, initial=initial)
    if form.is_bound and form.is_valid():
        if not selectors.may_say_effort(request.user, found):
            form.add_error(None, _("Only the assessor says how long it took."))
        else:
            now = timezone.now()
            actions.enter_effort(assessment=found, minutes=form.minutes())
            actions.agree_to_measure(
                assessment=found, agree=form.cleaned_data["measured"], by=request.user, now=now
            )
            messages.success(request, _("Saved."))
            return redirect("proposals:assessment", number)
    return small(request, form, _("How long did it take?"), button=_("Save"), back=f"/assessments/{number}/")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(WRITE)
def design(request: HttpRequest, number: int) -> HttpResponse:
    """What was changed in the proposal because of the assessment."""
    found = the_assessment(request, number)
    sheet = selectors.sheet(found)
    form = DesignChangeForm(sent(request), questions=[(q.key, q.title) for q in sheet.questions])
    if form.is_bound and form.is_valid():
        try:
            actions.record_design_change(
                assessment=found, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except ValueError as refused:
            form.add_error("words", str(refused))
        else:
            messages.success(request, _("Noted."))
            return redirect("proposals:assessment", number)
    return small(request, form, _("A change of design"), button=_("Note it"), back=f"/assessments/{number}/")


def _page(
    request: HttpRequest, found: Assessment, *, refused: bool = False, status: int = 200
) -> HttpResponse:
    sheet = selectors.sheet(found)
    asked = [(q.key, q.title) for q in sheet.questions]
    page = assessment_page(
        sheet,
        writable=selectors.may_write(request.user, found),
        remarks=selectors.remarks(found, request.user),
        to_do=[t for t in selectors.to_do(found.proposal, asked, found) if not t.need],
        design=selectors.design_changes(found),
    )
    context = {
        "page": page,
        "refused": refused,
        "may_write": selectors.may(request.user, WRITE),
        "may_say_effort": selectors.may_say_effort(request.user, found),
    }
    return render(request, "proposals/assessment.html", context, status=status)
