"""What a committee recommends on a report, what is responded, and how the doing goes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.web.scrutiny.actions import recommending as actions
from commonweal.web.scrutiny.forms import threads as entered
from commonweal.web.scrutiny.models import Recommendation, Report
from commonweal.web.scrutiny.roles import ANSWER, ASK, REGISTER
from commonweal.web.scrutiny.selectors import register
from commonweal.web.scrutiny.selectors import threads as selectors
from commonweal.web.scrutiny.views.find import the_report
from commonweal.web.scrutiny.views.threads import say
from commonweal.web.ui.access import needs
from commonweal.web.ui.forms import sent

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@_read_and_write
@needs(ASK, REGISTER)
def recommend(request: HttpRequest, number: int) -> HttpResponse:
    report = the_report(request, number)
    known = {str(c.pk): c for c in register.committees()}
    own = report.meeting.committee_id if report.meeting else None
    form = entered.RecommendationForm(
        sent(request),
        committees=[(key, c.name) for key, c in known.items()],
        initial={"committee": str(own or ""), "made_on": timezone.localdate()},
    )

    def act() -> Recommendation:
        fields = {k: v for k, v in form.cleaned_data.items() if k != "committee"}
        return actions.recommend(
            report=report, committee=known[form.cleaned_data["committee"]], by=request.user,
            now=timezone.now(), **fields,
        )  # fmt: skip

    return say(
        request, report, form, _("Enter a recommendation"), act, button=_("Enter it"),
        said=_("The recommendation is entered. Its owner is to respond by the day you gave."),
    )  # fmt: skip


@_read_and_write
@needs(ANSWER)
def respond(request: HttpRequest, number: int, recommendation: int) -> HttpResponse:
    return _say(
        request, number, recommendation, entered.ReplyForm, _("Respond to a recommendation"), actions.respond,
        _("Send the response"), _("The response is entered."), day=True,
    )  # fmt: skip


@_read_and_write
@needs(ANSWER)
def update(request: HttpRequest, number: int, recommendation: int) -> HttpResponse:
    return _say(
        request, number, recommendation, entered.UpdateForm, _("How the recommendation is being done"),
        actions.update, _("Save it"), _("It stands in the thread."), day=True,
    )  # fmt: skip


@_read_and_write
@needs(ASK, REGISTER)
def withdraw(request: HttpRequest, number: int, recommendation: int) -> HttpResponse:
    return _say(
        request, number, recommendation, entered.TakeBackForm, _("Withdraw a recommendation"),
        actions.take_back, _("Withdraw it"), _("The recommendation is withdrawn. It stays in sight."),
        day=False,
    )  # fmt: skip


def _say(
    request: HttpRequest, number: int, id_: int, form_of: Any, title: str, action: Any, button: str,
    said: str, *, day: bool,
) -> HttpResponse:  # fmt: skip
    report, held = _the_recommendation(request, number, id_)
    initial: dict[str, Any] = {"revision": held.revision}
    if day:
        initial["day"] = timezone.localdate()
    form = form_of(sent(request), initial=initial)
    return say(
        request, report, form, title,
        lambda: action(recommendation=held, by=request.user, now=timezone.now(), **form.cleaned_data),
        about=f"recommendation-{held.pk}", button=button, said=said,
    )  # fmt: skip


def _the_recommendation(request: HttpRequest, number: int, id_: int) -> tuple[Report, Recommendation]:
    report = the_report(request, number)
    found = selectors.recommendation(report, id_)
    if found is None:
        raise Http404(_("The report has no such recommendation."))
    return report, found
