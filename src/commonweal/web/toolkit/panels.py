"""What the toolkit has to show on pages of the rooms below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from commonweal.web.toolkit import selectors
from commonweal.web.toolkit.presenters import reading
from commonweal.web.ui.panels import Panel


def asked_of_proposals(request: HttpRequest, *, goal: Any) -> Iterator[Panel]:
    """On a goal's page: the priorities that serve it, and what is asked of a proposal for each."""
    version = selectors.in_force()
    framework = request.resolver_match.kwargs.get("framework") if request.resolver_match else None
    if version is None or version.definition["framework"] != framework:
        return
    page = reading.serving(selectors.content(version), goal.id)
    if page.priorities:
        yield Panel(page.title, "toolkit/panels/goal.html", {"page": page}, order=20)


def the_toolkit(request: HttpRequest) -> Iterator[Panel]:
    """On the front page: that there is a toolkit, and what it asks."""
    version = selectors.in_force()
    if version is not None:
        page = reading.summary(selectors.content(version))
        yield Panel(page.title, "toolkit/panels/home.html", {"page": page}, order=20)
