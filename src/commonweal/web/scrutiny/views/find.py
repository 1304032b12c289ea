"""Find what an address names, or say that it is not there; refuse what may not be read."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from commonweal.web.scrutiny import selectors
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.roles import ANSWER, READ
from commonweal.web.ui.access import NotAllowed


def the_report(request: HttpRequest, id_: int, *, answering: bool = False) -> Report:
    """Raises Http404 for one that is not there, or that a visitor may not know of; NotAllowed for others.

    ``answering``: one whose tests this person may answer.
    """
    found = selectors.report(id_)
    if found is None or (not request.user.is_authenticated and not selectors.may_see(request.user, found)):
        raise Http404(_("No report has that number."))
    if not selectors.may_see(request.user, found):
        raise NotAllowed((READ,))
    if answering and not selectors.may(request.user, ANSWER):
        raise NotAllowed((ANSWER,))
    return found
