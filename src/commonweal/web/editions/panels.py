"""What editions have to show on pages of the rooms below, and a writer's chapters on their own account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from commonweal.web.editions.presenters.published import relying
from commonweal.web.editions.selectors import drafts, published
from commonweal.web.ui.panels import Panel

MOST = 10


def indicator(request: HttpRequest, *, indicator: Any) -> Iterator[Panel]:
    """On an indicator's page: the chapters of published editions whose sentences hold a figure of it."""
    found = relying(published.relying_on(indicator.id))
    if found:
        context = {"rows": found[:MOST], "more": len(found) - MOST}
        yield Panel(_("Told in editions"), "editions/panels/relying.html", context, order=40)


def own(request: HttpRequest, *, person: Any) -> Iterator[Panel]:
    """On a person's own account: the chapters that they claimed."""
    if drafts.may_write(person):
        rows = drafts.claimed_by(person)
        yield Panel(_("Editions"), "editions/panels/own.html", {"rows": rows}, order=35)
