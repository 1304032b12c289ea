"""Save a form of the register; where somebody else saved meanwhile, show both and keep what was sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonweal.web.proposals.presenters.conflict import Both, both_of
from commonweal.web.proposals.views.small import small
from commonweal.web.scrutiny.actions.register import RegisterMoved


def save(
    request: HttpRequest,
    form: forms.Form,
    title: str,
    act: Callable[[], Any],
    *,
    back: str,
    then: Callable[[Any], str] | None = None,
    button: str = "Save",
    said: str = "Saved.",
    quoted: str = "",
) -> HttpResponse:
    """``act`` saves and returns what was saved; ``then`` gives the address to go to, else ``back``."""
    both: list[Both] = []
    if form.is_bound and form.is_valid():
        try:
            made = act()
        except RegisterMoved as moved:
            both = both_of(form) or [Both("All of it", "as you wrote it", "the same")]
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["revision"] = str(moved.held.revision)  # type: ignore[index]
            form.add_error(None, f"{moved} Nothing was saved yet, and what you wrote is still here.")
        except ValueError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return redirect(then(made) if then else back)
    return small(request, form, title, button=button, back=back, quoted=quoted, both=both)
