"""Follow a report or leave it; have notices by e-mail or none."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.web.scrutiny.actions import notices as actions
from commonweal.web.scrutiny.forms.threads import NoticesForm
from commonweal.web.scrutiny.selectors import notices as selectors
from commonweal.web.scrutiny.views.find import the_report
from commonweal.web.ui.forms import sent


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    form = NoticesForm(sent(request), initial={"wanted": selectors.wants(request.user)})
    if form.is_valid():
        wanted = form.cleaned_data["wanted"]
        actions.choose(person=request.user, wanted=wanted, now=timezone.now())
        messages.success(
            request, _("You have notices by e-mail.") if wanted else _("You have no notices any more.")
        )
        return redirect("scrutiny:notices")
    followed = [(r.pk, r.title) for r in selectors.followed(request.user)]
    return render(request, "scrutiny/notices.html", {"form": form, "followed": followed})


@require_POST
def follow(request: HttpRequest, number: int) -> HttpResponse:
    """``on`` is "1" to follow a report, anything else leaves it."""
    report = the_report(request, number)
    on = request.POST.get("on") == "1"
    actions.follow(report=report, person=request.user, on=on, now=timezone.now())
    messages.success(
        request,
        _("You follow this report: notices of it come by e-mail.")
        if on
        else _("You no longer follow this report."),
    )
    return redirect("scrutiny:thread", number)
