"""The links of a circle among themselves, and that what they lead from and to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from commonweal.words import _

from . import shapes
from .draft import Draft, Found
from .explain import Way
from .yaml_lines import Mapping, at, line_of

_ENDS = ("from", "to")


def same_link_twice(draft: Draft, found: Found) -> None:
    """Two links with the same ends may argue opposite ways; two that say the same are one."""
    first: dict[tuple[str, ...], Way] = {}
    for way, link in _links(found):
        key = tuple(str(link.get(name)) for name in (*_ENDS, "direction"))
        if None in (link.get(name) for name in (*_ENDS, "direction")):
            continue
        if key in first:
            line = line_of(found.raw, first[key], found.line)
            message = _("The link from '{origin}' to '{to}' stands here twice; the first is on line {line}.")
            draft.say(
                found,
                way,
                message.format(origin=key[0], to=key[1], line=line),
                _("Keep one, with both mechanisms in its words."),
            )
        first.setdefault(key, way)


def ends_exist(draft: Draft, scope: Sequence[Draft]) -> None:
    """A link leads from and to goals of its circle's framework, and indicators of the packs in reach."""
    frameworks = {found.name: found for d in scope for found in d.found.get("framework", ())}
    indicators = {name for d in scope for name in d.names("indicator")}
    told = not any("indicator" in d.lost for d in scope)
    for found in draft.found.get("circle", ()):
        framework = frameworks.get(str(at(found.raw, ("framework",))))
        goals = _goals(framework) if framework else None
        for way, kind, name in _ends(found):
            if kind == "goal" and goals is not None and framework is not None and name not in goals:
                message = _("The framework '{framework}' has no goal '{goal}'.").format(
                    framework=framework.name, goal=name
                )
                draft.say(found, way, message, _near(kind, name, goals))
            if kind == "indicator" and told and name not in indicators:
                message = _("There is no indicator '{name}' in this pack or in those it requires.")
                draft.say(found, way, message.format(name=name), _near(kind, name, indicators))


def _links(found: Found) -> Iterator[tuple[Way, Mapping]]:
    links = at(found.raw, ("links",))
    for position, link in enumerate(links if isinstance(links, list) else ()):
        if isinstance(link, Mapping):
            yield ("links", position), link


def _ends(found: Found) -> Iterator[tuple[Way, str, str]]:
    for way, link in _links(found):
        for end in _ENDS:
            written = link.get(end)
            if isinstance(written, str) and re.fullmatch(shapes.NODE, written):
                yield ((*way, end), *written.split("/", 1))  # type: ignore[misc]


def _goals(framework: Found) -> set[str]:
    goals: Any = at(framework.raw, ("goals",))
    return {str(at(goal, ("id",))) for goal in (goals if isinstance(goals, list) else ())}


def _near(kind: str, name: str, known: set[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.75)
    return _("Did you mean '{name}'?").format(name=f"{kind}/{near[0]}") if near else ""
