"""Reads of the toolkits: one question a function."""

from __future__ import annotations

from commonweal.appraisal import versions
from commonweal.appraisal.versions import Change, Section
from commonweal.packs.toolkits import Toolkit
from commonweal.web.registry import selectors as register
from commonweal.web.toolkit.models import Version


def in_force(toolkit: str | None = None) -> Version | None:
    """The version to work with; without a name, the first toolkit's."""
    found = Version.objects.filter(state=Version.State.IN_FORCE)
    return (found.filter(toolkit=toolkit) if toolkit else found).order_by("toolkit").first()


def published(toolkit: str, version: str) -> Version | None:
    return Version.objects.exclude(state=Version.State.DRAFT).filter(toolkit=toolkit, version=version).first()


def all_published(toolkit: str) -> list[Version]:
    """The latest first."""
    return list(Version.objects.exclude(state=Version.State.DRAFT).filter(toolkit=toolkit))


def draft(toolkit: str) -> Version | None:
    drafts = Version.objects.select_related("based_on")
    return drafts.filter(toolkit=toolkit, state=Version.State.DRAFT).first()


def content(version: Version) -> Toolkit:
    return Toolkit.model_validate(version.definition)


def sections(version: Version) -> list[Section]:
    return versions.sections(content(version))


def section(version: Version, key: str) -> Section | None:
    return versions.section(content(version), key)


def changes(old: Version, new: Version) -> list[Change]:
    return versions.compare(content(old), content(new))


def goal_titles(framework: str) -> dict[str, str]:
    """Titles of a framework's goals by id; empty where the framework is not loaded."""
    found = next((f for f in register.frameworks() if f.id == framework), None)
    return {g.id: g.title for g in found.goals} if found else {}
