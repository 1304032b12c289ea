"""What roll-outs have to show on pages of the rooms below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.web.partnership.models import Brought, RollOut, StrategyPart
from commonweal.web.partnership.selectors import rollouts, strategies
from commonweal.web.ui.panels import Panel


def proposal(request: HttpRequest, *, number: int) -> Iterator[Panel]:
    """On a proposal's page: the roll-outs that it belongs to."""
    yield from _panel(_("Roll-outs that it belongs to"), rollouts.of_proposal(number))


def report(request: HttpRequest, *, number: int) -> Iterator[Panel]:
    """On a report's page: the same."""
    yield from _panel(_("Roll-outs that it belongs to"), rollouts.of_report(number))


def place(request: HttpRequest, *, code: str) -> Iterator[Panel]:
    """On a place's page: what is rolled out there, and in places in it."""
    yield from _panel(_("Roll-outs here"), rollouts.here(code))


def framework(request: HttpRequest, *, framework: str) -> Iterator[Panel]:
    """On a framework's page: where it is brought into use."""
    id_ = getattr(framework, "id", framework)
    yield from _panel(_("Where it is brought into use"), rollouts.of_thing(Brought.Kind.FRAMEWORK, id_))


def toolkit(request: HttpRequest, *, thing: str) -> Iterator[Panel]:
    """On a toolkit's page: the same."""
    yield from _panel(_("Where it is brought into use"), rollouts.of_thing(Brought.Kind.TOOLKIT, thing))


def tests(request: HttpRequest, *, thing: str) -> Iterator[Panel]:
    """On the page of a set of tests: the same."""
    yield from _panel(_("Where they are brought into use"), rollouts.of_thing(Brought.Kind.TESTS, thing))


def goal(request: HttpRequest, *, goal: Any) -> Iterator[Panel]:
    """On a goal's page: the strategies with a part that is aligned with it."""
    match = request.resolver_match
    framework_id = str(match.kwargs.get("framework", "")) if match else ""
    yield from _strategies(_("Strategies that name this goal"), strategies.for_goal(framework_id, goal.id))


def _strategies(title: str, parts: Sequence[StrategyPart]) -> Iterator[Panel]:
    rows = [
        (
            f"{p.strategy.name}: {p.name}",
            reverse("partnership:strategy", args=[p.strategy.slug]) + f"#part-{p.pk}",
            bool(p.strategy.example),
            "",
        )
        for p in parts
    ]
    if rows:
        yield Panel(title, "partnership/panels/rollouts.html", {"rows": rows}, order=27)


def _panel(title: str, found: Sequence[RollOut]) -> Iterator[Panel]:
    if found:
        rows: list[tuple[str, str, bool, Any]] = [
            (r.name, reverse("partnership:rollout", args=[r.slug]), bool(r.example), r.place_words)
            for r in found
        ]
        yield Panel(title, "partnership/panels/rollouts.html", {"rows": rows}, order=28)
