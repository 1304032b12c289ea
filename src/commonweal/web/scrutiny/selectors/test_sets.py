"""Reads of the sets of tests."""

from __future__ import annotations

from commonweal.packs.test_sets import TestSet
from commonweal.web.scrutiny.models import SetVersion


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
