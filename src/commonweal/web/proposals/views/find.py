"""Find what an address names, or say that it is not there; refuse what may not be read."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from commonweal.web.proposals import selectors
from commonweal.web.proposals.models import Assessment, Proposal
from commonweal.web.proposals.roles import READ
from commonweal.web.ui.access import NotAllowed


def the_proposal(request: HttpRequest, id_: int) -> Proposal:
    """Raises Http404 for one that is not there, or that a visitor may not know of; NotAllowed for others."""
    found = selectors.proposal(id_)
    if found is None or (not request.user.is_authenticated and not found.public):
        raise Http404(_("No proposal has that number."))
    if not selectors.may_see(request.user, found):
        raise NotAllowed((READ,))
    return found


def the_assessment(request: HttpRequest, id_: int, *, writing: bool = False) -> Assessment:
    """With ``writing``, one that this person answers: that it is complete is said by the act itself."""
    found = selectors.assessment(id_)
    if found is None:
        raise Http404(_("No assessment has that number."))
    the_proposal(request, found.proposal_id)
    if not selectors.seen_by(request.user, found):
        if not request.user.is_authenticated:
            raise Http404(_("No assessment has that number."))
        raise NotAllowed(("proposals.blind",))
    if writing and not selectors.is_theirs(request.user, found):
        raise NotAllowed(("proposals.write",))
    return found
