"""The decisions on a report: written down, corrected, followed by a later one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.web.scrutiny.actions import register as actions
from commonweal.web.scrutiny.forms.threads import DecisionForm
from commonweal.web.scrutiny.roles import REGISTER
from commonweal.web.scrutiny.selectors import evidence
from commonweal.web.scrutiny.selectors.threads import NOT_FINAL, last_decision
from commonweal.web.scrutiny.views.find import the_report
from commonweal.web.scrutiny.views.saving import save
from commonweal.web.ui.access import needs
from commonweal.web.ui.forms import sent


@require_http_methods(["GET", "HEAD", "POST"])
@needs(REGISTER)
def decision(request: HttpRequest, number: int) -> HttpResponse:
    """The last decision to be corrected, or a later one; after a deferral or a call-in, a later one."""
    found = the_report(request, number)
    last = last_decision(found)
    follows = found.decision in NOT_FINAL
    initial: dict[str, Any] = {"revision": found.revision, "later": "yes" if follows else "no"}
    if last is not None and not follows:
        initial |= {
            "decided_on": last.decided_on, "decision": last.decision, "decision_words": last.words,
            "changed": last.changed, "changed_words": last.changed_words, "because": last.because,
        }  # fmt: skip
    tests = evidence.tests_of(found, request.user)
    form = DecisionForm(sent(request), last=last is not None, tests=tests, initial=initial)
    quoted = f"{found.reference}: {found.title}"
    if last is not None:
        words = f"\n{last.words}" if last.words else ""
        written = _("Written down last: %(decision)s.") % {"decision": last}
        quoted += f"\n{written}{words}"
    return save(request, form, _("The decision"), lambda: actions.save_decision(
        report=found, by=request.user, now=timezone.now(), **form.cleaned_data
    ), back=reverse("scrutiny:report", args=[found.pk]), quoted=quoted)  # fmt: skip
