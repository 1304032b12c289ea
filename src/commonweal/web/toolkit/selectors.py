"""Reads of the toolkits: one question a function."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonweal.appraisal import versions
from commonweal.appraisal.versions import Change, Names, Section, Unknown
from commonweal.packs.toolkits import Toolkit
from commonweal.packs.write import toolkit_file
from commonweal.web.registry import selectors as register
from commonweal.web.toolkit.models import Version

#: Things to choose from, id and name of each, under headings: a chapter ("" for the first) and a title.
Groups = list[tuple[tuple[str, str], list[tuple[str, str]]]]


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


def next_version(toolkit: str) -> str:
    """The number after every one that is known: the second part goes up."""
    known = Version.objects.exclude(state=Version.State.DRAFT).filter(toolkit=toolkit)
    major, minor, _ = max(tuple(map(int, v.split("."))) for v in known.values_list("version", flat=True))
    return f"{major}.{minor + 1}.0"


def content(version: Version) -> Toolkit:
    return Toolkit.model_validate(version.definition)


def as_yaml(version: Version) -> bytes:
    """The version as a file of a pack: it reads back as the same toolkit."""
    return toolkit_file(content(version))


def sections(version: Version) -> list[Section]:
    return versions.sections(content(version))


def section(version: Version, key: str) -> Section | None:
    return versions.section(content(version), key)


def changes(old: Version, new: Version) -> list[Change]:
    return versions.compare(content(old), content(new), names(new.definition["framework"]))


def unknown(version: Version) -> list[Unknown]:
    """What a version points to and the register does not have."""
    known = names(version.definition["framework"])
    return list(versions.unknown(content(version), known.goals, known.indicators))


def names(framework: str) -> Names:
    """Titles of the goals of a framework, and of every indicator."""
    return Names(goal_titles(framework), indicator_names())


def goal_titles(framework: str) -> dict[str, str]:
    """Titles of a framework's goals by id; empty where the framework is not loaded."""
    found = next((f for f in register.frameworks() if f.id == framework), None)
    return {g.id: g.title for g in found.goals} if found else {}


def indicator_names() -> dict[str, str]:
    return {i.id: i.name for i in register.indicators()}


def indicator_groups(framework: str) -> Groups:
    """Every indicator once, under the first goal that shows it: this framework's goals before any other's."""
    left = indicator_names()
    found: Groups = []
    for each in sorted(register.frameworks(), key=lambda f: f.id != framework):
        for goal in each.goals:
            placed = [p.indicator for p in goal.indicators if p.indicator in left]
            if placed:
                chapter = "" if each.id == framework else each.title
                found.append(((chapter, goal.title), [(i, left.pop(i)) for i in placed]))
    return [*found, ((_("Others"), _("Under no goal")), list(left.items()))] if left else found
