"""What the toolkit has to show on pages of the rooms below."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest

from commonweal.web.toolkit import selectors
from commonweal.web.toolkit.presenters import reading
from commonweal.web.ui.panels import Panel


def the_toolkit(request: HttpRequest) -> Iterator[Panel]:
    """On the front page: that there is a toolkit, and what it asks."""
    version = selectors.in_force()
    if version is not None:
        page = reading.summary(selectors.content(version))
        yield Panel(page.title, "toolkit/panels/home.html", {"page": page}, order=20)
