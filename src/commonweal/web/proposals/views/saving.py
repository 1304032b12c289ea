"""Save a short form; where somebody else saved meanwhile, show both texts and keep what was sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commonweal.web.proposals.presenters.conflict import Both, both_of

from .small import small


def save(
    request: HttpRequest, form: forms.Form, title: str, act: Callable[[], Any], *, moved_by: type[Exception],
    back: str, then: Callable[[Any], str] | None = None, button: str = "", said: str | None = None,
    quoted: str = "", meanwhile: Callable[[], Sequence[Both]] | None = None,
) -> HttpResponse:  # fmt: skip
    """``act`` saves and returns what was saved; ``then`` gives the address to go to, else ``back``.

    Without ``button`` it says "Save", without ``said`` "Saved."; with an empty ``said`` nothing is said.

    ``moved_by``: what ``act`` raises where the row changed meanwhile; its ``held`` is the row as it stands.
    ``meanwhile``: what somebody else said while the form was open, where the form changes no text.
    """
    both: list[Both] = []
    if form.is_bound and form.is_valid():
        try:
            made = act()
        except moved_by as moved:
            both = list(meanwhile()) if meanwhile else both_of(form)
            both = both or [Both(_("All of it"), _("as you wrote it"), _("the same"))]
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["revision"] = str(moved.held.revision)  # type: ignore[attr-defined,index]
            kept = _("Nothing was saved yet, and what you wrote is still here.")
            form.add_error(None, f"{moved} {kept}")
        except ValueError as refused:
            form.add_error(None, str(refused))
        else:
            if said != "":
                messages.success(request, said or _("Saved."))
            return redirect(then(made) if then else back)
    return small(request, form, title, button=button or _("Save"), back=back, quoted=quoted, both=both)
