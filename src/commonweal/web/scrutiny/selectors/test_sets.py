"""Reads of the sets of tests."""

from __future__ import annotations

from commonweal.packs.test_sets import TestQuestion, TestSet
from commonweal.packs.write import file_of_tests
from commonweal.web.framework import selectors as framework
from commonweal.web.registry import selectors as register
from commonweal.web.scrutiny.models import SetVersion

__all__ = [
    "TestQuestion",
    "TestSet",
    "all_published",
    "as_yaml",
    "content",
    "draft",
    "goal_titles",
    "in_force",
    "ladder",
    "place_names",
    "published",
]


def in_force(test_set: str | None = None) -> SetVersion | None:
    """The version to work with; without a name, the first set's."""
    found = SetVersion.objects.filter(state=SetVersion.State.IN_FORCE)
    return (found.filter(test_set=test_set) if test_set else found).order_by("test_set").first()


def published(test_set: str, version: str) -> SetVersion | None:
    found = SetVersion.objects.exclude(state=SetVersion.State.DRAFT)
    return found.filter(test_set=test_set, version=version).first()


def all_published(test_set: str) -> list[SetVersion]:
    """The latest first."""
    return list(SetVersion.objects.exclude(state=SetVersion.State.DRAFT).filter(test_set=test_set))


def draft(test_set: str) -> SetVersion | None:
    found = SetVersion.objects.select_related("based_on")
    return found.filter(test_set=test_set, state=SetVersion.State.DRAFT).first()


def content(version: SetVersion) -> TestSet:
    return TestSet.model_validate(version.definition)


def as_yaml(version: SetVersion) -> bytes:
    """The version as a file of a pack: it reads back as the same set of tests."""
    return file_of_tests(content(version))


def goal_titles(framework_: str) -> dict[str, str]:
    """Titles of a framework's goals by id; empty where the framework is not loaded."""
    found = next((f for f in register.frameworks() if f.id == framework_), None)
    return {g.id: g.title for g in found.goals} if found else {}


def ladder(framework_: str) -> list[tuple[str, str]]:
    """The rungs of participation of a framework, lowest first: name and what it means."""
    found = next((f for f in register.frameworks() if f.id == framework_), None)
    return [(r.name, r.summary) for r in found.ladder] if found else []


def place_names() -> dict[str, str]:
    """What the places of the site are called, by code."""
    book = framework.book()
    return {code: book.places[code] for code in book.site_areas} if book else {}
