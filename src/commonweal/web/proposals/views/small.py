"""Short forms all look alike: a title, what they are about, the fields, a button, a way back."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonweal.web.proposals.presenters.conflict import Both


def small(
    request: HttpRequest,
    form: forms.Form,
    title: str,
    *,
    button: str,
    back: str,
    quoted: str = "",
    both: Sequence[Both] = (),
) -> HttpResponse:
    """Status 409 where two people wrote at once (``both`` says what), 422 where the form is wrong."""
    context = {
        "form": form, "title": title, "heading": getattr(title, "heading", title), "button": button,
        "back": back, "quoted": quoted, "both": both,
    }  # fmt: skip
    status = 409 if both else 422 if form.is_bound else 200
    return render(request, "proposals/small.html", context, status=status)
