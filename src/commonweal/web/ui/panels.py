"""Panels: how a page of a lower room shows things of a higher one, without importing it.

A page names a slot (``{% panels "goal" goal=goal %}``). A part that has something to say there registers a
provider when its app is ready::

    panels.register("goal", reports_that_touch)

    def reports_that_touch(request, *, goal):
        yield Panel("Reports", "scrutiny/panels/goal.html", {"reports": …})

The slots are named by the page that holds them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """A titled piece of a page. ``template`` is drawn with ``context`` only, and ``panel``, itself.

    Panels of one slot stand in the order of ``order``, then of their title.
    """

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = 100


Provider = Callable[..., Iterable[Panel] | Panel | None]

_PROVIDERS: dict[str, list[Provider]] = {}


def register(slot: str, provider: Provider) -> None:
    """Ask ``provider(request, **context)`` whenever a page draws ``slot``; the same one only once."""
    providers = _PROVIDERS.setdefault(slot, [])
    if provider not in providers:
        providers.append(provider)


def withdraw(slot: str, provider: Provider) -> None:
    """Stop asking a provider. Raises ValueError when it was not registered."""
    _PROVIDERS.get(slot, []).remove(provider)


def collect(slot: str, request: HttpRequest, **context: Any) -> list[Panel]:
    """What all providers of a slot have to show, in order; empty for a slot nobody fills."""
    panels = [panel for provider in _PROVIDERS.get(slot, ()) for panel in _many(provider(request, **context))]
    return sorted(panels, key=lambda panel: (panel.order, panel.title))


def _many(answer: Iterable[Panel] | Panel | None) -> Iterable[Panel]:
    if answer is None:
        return ()
    return (answer,) if isinstance(answer, Panel) else answer
