"""What can be rolled out: frameworks, toolkits and sets of tests, with their versions and questions."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from commonweal.appraisal.versions import id_of
from commonweal.web.partnership.models import Brought
from commonweal.web.registry import selectors as registry
from commonweal.web.scrutiny.models import SetVersion
from commonweal.web.scrutiny.selectors import test_sets
from commonweal.web.toolkit import selectors as toolkits
from commonweal.web.toolkit.models import Version

Kind = Brought.Kind


@dataclass(frozen=True)
class Thing:
    """``versions``: those that were published, the latest first; a framework has none of its own."""

    kind: str
    id: str
    title: str
    versions: tuple[str, ...] = ()


def things() -> list[Thing]:
    """All that are here, frameworks first."""
    found = [Thing(Kind.FRAMEWORK, f.id, f.title) for f in registry.frameworks()]
    for kind, model, name in (
        (Kind.TOOLKIT, Version, "toolkit"),
        (Kind.TESTS, SetVersion, "test_set"),
    ):
        in_force = model.objects.filter(state="in_force").order_by(name)
        for current in in_force:
            id_ = getattr(current, name)
            known = model.objects.exclude(state="draft").filter(**{name: id_})
            numbers = sorted(known.values_list("version", flat=True), key=_number, reverse=True)
            found.append(Thing(kind, id_, str(current.definition["title"]), tuple(numbers)))
    return found


def choices() -> dict[str, str]:
    """What can be brought: "kind:id:version" to words; without a version, which one is not recorded."""
    found = {}
    for thing in things():
        none = (
            thing.title
            if thing.kind == Kind.FRAMEWORK
            else _("%(title)s: version not recorded") % {"title": thing.title}
        )
        found[f"{thing.kind}:{thing.id}:"] = none
        found |= {f"{thing.kind}:{thing.id}:{v}": f"{thing.title}, version {v}" for v in thing.versions}
    return found


def titles() -> dict[tuple[str, str], str]:
    """Title by kind and id."""
    return {(t.kind, t.id): t.title for t in things()}


def questions() -> dict[str, str]:
    """What a lesson can be for: "kind|thing|part|question" to words, of all that have a version in force."""
    found: dict[str, str] = {}
    for version in Version.objects.filter(state="in_force").order_by("toolkit"):
        title = version.definition["title"]
        for part in toolkits.sections(version):
            for item in part.items:
                key = f"{Kind.TOOLKIT}|{version.toolkit}|{part.key}|{id_of(item)}"
                found[key] = f"{title}: " + (
                    _("as a whole") if part.key == "toolkit" else f"{part.title}: {_called(item)}"
                )
    for held in SetVersion.objects.filter(state="in_force").order_by("test_set"):
        content = test_sets.content(held)
        found[f"{Kind.TESTS}|{held.test_set}||"] = _("%(title)s: as a whole") % {"title": content.title}
        for q in content.questions:
            found[f"{Kind.TESTS}|{held.test_set}||{q.id}"] = f"{content.title}: {q.label}"
    return found


def _called(item: object) -> str:
    named = getattr(item, "name", "") or getattr(item, "question", "") or id_of(item)  # type: ignore[arg-type]
    return str(named)[:160]


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(p) for p in version.split("."))
