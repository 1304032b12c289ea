"""The draft of the next version of the tests: its questions as rows, and what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonweal.scrutiny import versions
from commonweal.scrutiny.versions import KINDS, PARTS
from commonweal.web.scrutiny.models import SetVersion

from .test_sets import content, goal_titles, place_names

__all__ = ["KINDS", "PARTS", "changes", "next_version", "number_of", "row", "rows", "unknown_goals", "words"]


def rows(draft: SetVersion) -> list[dict[str, Any]]:
    return [versions.row_of(q) for q in content(draft).questions]


def row(draft: SetVersion, id_: str) -> dict[str, Any] | None:
    return next((r for r in rows(draft) if r["id"] == id_), None)


def words(draft: SetVersion) -> dict[str, Any]:
    """What the set says of itself."""
    return {name: getattr(content(draft), name) for name in versions.OF_THE_SET}


def changes(
    old: SetVersion, new: SetVersion, names: Mapping[str, Mapping[str, str]]
) -> list[versions.Change]:
    """Everything that differs. ``names``: what parts and kinds are called; goals and places are added."""
    known = {**names, "goals": goal_titles(new.definition["framework"]), "places": place_names()}
    return versions.compare(content(old), content(new), known)


def unknown_goals(draft: SetVersion) -> list[str]:
    """Goals that a draft names and the framework does not have."""
    known = goal_titles(draft.definition["framework"])
    return sorted({g for q in content(draft).questions for g in q.goals if g not in known})


def next_version(test_set: str) -> str:
    """The number after every one that is known: the second part goes up."""
    major, minor, _ = _latest(test_set)
    return f"{major}.{minor + 1}.0"


def number_of(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _latest(test_set: str) -> tuple[int, ...]:
    known = SetVersion.objects.exclude(state=SetVersion.State.DRAFT).filter(test_set=test_set)
    return max(number_of(v) for v in known.values_list("version", flat=True))
