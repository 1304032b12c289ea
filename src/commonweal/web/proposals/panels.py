"""What proposals have to show on pages of the rooms below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from commonweal.web.proposals import selectors
from commonweal.web.proposals.presenters import board
from commonweal.web.ui.panels import Panel

MOST = 5


def decided_now(request: HttpRequest) -> Iterator[Panel]:
    """On the front page: public proposals that are still to be decided."""
    rows = board.brief(selectors.public_now(MOST))
    if rows:
        yield Panel(_("Being decided now"), "proposals/panels/list.html", {"rows": rows}, order=10)


def touching(request: HttpRequest, *, goal: Any) -> Iterator[Panel]:
    """On a goal's page: public proposals whose assessment says that they serve it."""
    rows = board.brief(selectors.public_for_goal(goal.id, MOST))
    if rows:
        title = _("Proposals that say they serve this goal")
        yield Panel(title, "proposals/panels/list.html", {"rows": rows}, order=30)


def relying(request: HttpRequest, *, indicator: Any) -> Iterator[Panel]:
    """On an indicator's page: public proposals whose assessment cites it."""
    rows = board.brief(selectors.public_citing(indicator.id, MOST))
    if rows:
        title = _("Proposals that rely on this figure")
        yield Panel(title, "proposals/panels/list.html", {"rows": rows}, order=30)


def here(request: HttpRequest, *, code: str) -> Iterator[Panel]:
    """On a place's page: public proposals for it."""
    rows = board.brief(selectors.public_in_place(code, MOST))
    if rows:
        yield Panel(_("Proposals for this place"), "proposals/panels/list.html", {"rows": rows}, order=30)
