"""What a toolkit points to and the register does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from commonweal.packs.toolkits import Toolkit
from commonweal.words import _


@dataclass(frozen=True)
class Unknown:
    """``key`` is the part where it can be mended."""

    key: str
    words: str


def unknown(toolkit: Toolkit, goals: Collection[str], indicators: Collection[str]) -> Iterator[Unknown]:
    """Every goal that the framework does not have, and every indicator that nobody knows."""
    for p in toolkit.priorities:
        for goal in p.goals:
            if goal not in goals:
                words = _("“{priority}” serves a goal that the framework lacks: {goal}")
                yield Unknown(f"goals.{p.id}", words.format(priority=p.name, goal=goal))
        yield from _indicators(f"goals.{p.id}", p.name, p.indicators, indicators)
    for g in toolkit.groups:
        yield from _indicators(f"evidence.{g.id}", g.name, g.indicators, indicators)


def _indicators(key: str, name: str, named: Collection[str], known: Collection[str]) -> Iterator[Unknown]:
    for indicator in named:
        if indicator not in known:
            words = _("“{name}” shows an indicator that the register does not know: {indicator}")
            yield Unknown(key, words.format(name=name, indicator=indicator))
