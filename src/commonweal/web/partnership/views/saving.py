"""Save a form of partners, and find what an address names."""

from __future__ import annotations

from functools import partial

from django.http import Http404
from django.utils.translation import gettext as _

from commonweal.web.partnership.actions.organisations import Moved
from commonweal.web.partnership.models import Commitment, Organisation, Partnership
from commonweal.web.partnership.selectors import commitments, organisations
from commonweal.web.proposals.views import saving

save = partial(saving.save, moved_by=Moved)


def the_organisation(slug: str) -> Organisation:
    """Raises Http404."""
    found = organisations.organisation(slug)
    if found is None:
        raise Http404(_("No organisation has that address."))
    return found


def the_partnership(slug: str) -> Partnership:
    """Raises Http404."""
    found = organisations.partnership(slug)
    if found is None:
        raise Http404(_("No partnership has that address."))
    return found


def the_commitment(number: int) -> Commitment:
    """Raises Http404."""
    found = commitments.commitment(number)
    if found is None:
        raise Http404(_("No commitment has that number."))
    return found
