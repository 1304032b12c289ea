"""What commitments have to show on pages of the rooms below, and the way to a partner's own page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.web.partnership.forms.asked import Commitments
from commonweal.web.partnership.presenters.commitments import row
from commonweal.web.partnership.selectors import commitments as selectors
from commonweal.web.partnership.selectors import evidence
from commonweal.web.ui.panels import Panel

MOST = 5


def goal(request: HttpRequest, *, goal: Any) -> Iterator[Panel]:
    """On a goal's page: what partners committed to for it."""
    match = request.resolver_match
    framework = str(match.kwargs.get("framework", "")) if match else ""
    held = selectors.touching(timezone.localdate(), framework=framework, goal=goal.id)
    yield from _panel(_("Commitments to this goal"), held, Commitments(goal=f"{framework}:{goal.id}"))


def indicator(request: HttpRequest, *, indicator: Any) -> Iterator[Panel]:
    """On an indicator's page: commitments that name it."""
    held = selectors.touching(timezone.localdate(), indicator=indicator.id)
    yield from _panel(_("Commitments that name this indicator"), held, Commitments(indicator=indicator.id))


def here(request: HttpRequest, *, code: str) -> Iterator[Panel]:
    """On a place's page: commitments for it, and for places in it."""
    held = selectors.here(timezone.localdate(), code)
    yield from _panel(_("Commitments for this place"), held, Commitments(place=code))


def own(request: HttpRequest, *, person: Any) -> Iterator[Panel]:
    """On a person's own account: the way to the page of their organisation."""
    for organisation in selectors.own_organisations(person)[:1]:
        context = {"name": organisation.name}
        yield Panel(_("Commitments"), "partnership/panels/own.html", context, order=30)


def _panel(title: str, held: list[selectors.Held], asked: Commitments) -> Iterator[Panel]:
    if held:
        book = evidence.book()
        context = {
            "rows": [row(h, book) for h in held[:MOST]],
            "number": len(held),
            "href": reverse("partnership:commitments") + asked.address(),
        }
        yield Panel(title, "partnership/panels/commitments.html", context, order=25)
