"""Save a form of partners; where somebody else saved meanwhile, show both and keep what was sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonweal.web.partnership.actions.organisations import Moved
from commonweal.web.partnership.models import Commitment, Organisation, Partnership
from commonweal.web.partnership.selectors import commitments, organisations
from commonweal.web.proposals.presenters.conflict import Both, both_of
from commonweal.web.proposals.views.small import small


def save(
    request: HttpRequest, form: forms.Form, title: str, act: Callable[[], Any], *, back: str,
    then: Callable[[Any], str] | None = None, button: str = "Save", said: str = "Saved.", quoted: str = "",
    meanwhile: Callable[[], Sequence[Both]] | None = None,
) -> HttpResponse:  # fmt: skip
    """``act`` saves and returns what was saved; ``then`` gives the address to go to, else ``back``.

    ``meanwhile``: what somebody else said while the form was open, where the form changes no text.
    """
    both: list[Both] = []
    if form.is_bound and form.is_valid():
        try:
            made = act()
        except Moved as moved:
            both = list(meanwhile()) if meanwhile else both_of(form)
            both = both or [Both("All of it", "as you wrote it", "the same")]
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["revision"] = str(moved.held.revision)  # type: ignore[index]
            form.add_error(None, f"{moved} Nothing was saved yet, and what you wrote is still here.")
        except ValueError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return redirect(then(made) if then else back)
    return small(request, form, title, button=button, back=back, quoted=quoted, both=both)


def the_organisation(slug: str) -> Organisation:
    """Raises Http404."""
    found = organisations.organisation(slug)
    if found is None:
        raise Http404("No organisation has that address.")
    return found


def the_partnership(slug: str) -> Partnership:
    """Raises Http404."""
    found = organisations.partnership(slug)
    if found is None:
        raise Http404("No partnership has that address.")
    return found


def the_commitment(number: int) -> Commitment:
    """Raises Http404."""
    found = commitments.commitment(number)
    if found is None:
        raise Http404("No commitment has that number.")
    return found
