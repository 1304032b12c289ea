"""What one item of a pack says of another: that it exists, once, and that nothing goes round in a circle.

All of it reads the raw values, so that a reference is checked even in an item that has another mistake.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from commonweal.words import N_, _

from . import shapes
from .consistency import carried_exists, consistent_between, consistent_inside
from .cycles import cycles
from .draft import Draft, Found
from .explain import Way
from .links import ends_exist, same_link_twice
from .yaml_lines import Mapping, at, walk

#: Where each kind of item names another; "*" stands for every item of a list or value of a mapping.
_AREA_OF_TARGET = (("comparator",), ("areas", "*"))
REFERENCES: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {  # stays English
    "indicator": {"area": (("comparator",), *(("targets", "*", *way) for way in _AREA_OF_TARGET))},
    "target": {
        "indicator": (("indicator",),),
        "area": tuple(("target", *way) for way in _AREA_OF_TARGET),
    },
    "framework": {"indicator": (("goals", "*", "indicators", "*", "indicator"),)},
    "toolkit": {
        "framework": (("framework",),),
        "indicator": (("priorities", "*", "indicators", "*"), ("groups", "*", "indicators", "*")),
    },
    "test set": {"framework": (("framework",),), "area": (("questions", "*", "applies", "places", "*"),)},
    "circle": {"framework": (("framework",),)},
    "place": {"area": (("parent",),)},
    "area set": {"area": (("members", "*"),)},
    "site": {
        "framework": (("framework",),),
        "area": (("area",), ("areas", "*"), ("framework_areas", "*"), ("residents", "*", "area")),
    },
}
KINDS = {  # stays English
    "area": ("place", "area set"),
    "indicator": ("indicator",),
    "framework": ("framework",),
}
_NOT_THERE = {
    "area": N_("There is no area '{name}' in this pack or in those it requires."),
    "indicator": N_("There is no indicator '{name}' in this pack or in those it requires."),
    "framework": N_("There is no framework '{name}' in this pack or in those it requires."),
}
_SECOND = {"pack": N_("There is a second pack."), "site": N_("There is a second site.")}
_ALREADY = {
    "pack": N_("There is already a pack '{name}': {place}."),
    "indicator": N_("There is already an indicator '{name}': {place}."),
    "area set": N_("There is already an area set '{name}': {place}."),
    "dataset": N_("There is already a dataset '{name}': {place}."),
    "framework": N_("There is already a framework '{name}': {place}."),
    "toolkit": N_("There is already a toolkit '{name}': {place}."),
    "test set": N_("There is already a test set '{name}': {place}."),
    "circle": N_("There is already a circle '{name}': {place}."),
    "place": N_("There is already a place '{name}': {place}."),
}
_SHAPES = {"area": shapes.AREA_CODE, "indicator": shapes.IDENTIFIER, "framework": shapes.IDENTIFIER}

#: Lists in which nothing may stand twice: the kind of item, the way to the list, the field that names.
_ONCE = (  # stays English
    ("pack", ("requires",), ""),
    ("pack", ("sources",), "id"),
    ("framework", ("goals",), "id"),
    ("framework", ("goals", "*", "indicators"), "indicator"),
    ("framework", ("ladder",), "id"),
    *(
        ("toolkit", (name,), "id")
        for name in ("stages", "needs", "priorities", "ratings", "groups", "parameters")
    ),
    ("toolkit", ("priorities", "*", "criteria"), "id"),
    ("toolkit", ("groups", "*", "sub_groups"), "id"),
    ("toolkit", ("stages", "*", "prompts"), "id"),
    ("toolkit", ("stages", "*", "criteria"), "id"),
    ("test set", ("questions",), "id"),
    ("test set", ("questions", "*", "parts"), ""),
    ("test set", ("questions", "*", "goals"), ""),
    ("test set", ("headings",), ""),
    ("circle", ("links",), "id"),
    ("area set", ("members",), ""),
    ("site", ("areas",), ""),
)


def inside(draft: Draft) -> None:
    """Add to ``draft.problems`` what can be said of the pack without looking at any other."""
    for found in _all(draft):
        _sources_exist(draft, found)
        for kind, way, name in _ONCE:
            if kind == found.kind:
                _stands_once(draft, found, way, name)
        if found.kind == "circle":
            same_link_twice(draft, found)
        consistent_inside(draft, found)
    _figures_match(draft)
    for kind, message in _SECOND.items():
        for extra in draft.found.get(kind, ())[1:]:
            draft.say(extra, (), _(message), _("Keep one."))


def between(drafts: Sequence[Draft], missing: Collection[str] = ()) -> None:
    """Add to each draft's problems what its items say wrongly of others, in it or in what it requires.

    ``missing`` are the packs that could not be found: of what refers into them nothing is said.
    """
    _declared_once(drafts)
    _evidence_once(drafts)
    by_id = {draft.id: draft for draft in reversed(drafts)}
    for draft in drafts:
        scope = reach(draft, by_id)
        if scope is not None and not any(need in missing for d in scope for need in d.requires):
            _references_exist(draft, scope, drafts)
            _goals_exist(draft, scope)
            ends_exist(draft, scope)
            carried_exists(draft, scope)
    _no_circles(drafts)
    consistent_between(drafts)


def reach(draft: Draft, by_id: dict[str, Draft]) -> list[Draft] | None:
    """The pack with all it requires, directly or not; None where one of them is not among ``by_id``."""
    scope, waiting, seen = [draft], list(draft.requires), {draft.id}
    while waiting:
        need = waiting.pop()
        if need in seen:
            continue
        seen.add(need)
        if need not in by_id:
            return None
        scope.append(by_id[need])
        waiting.extend(by_id[need].requires)
    return scope


def _all(draft: Draft) -> Iterator[Found]:
    for found in draft.found.values():
        yield from found


def _sources_exist(draft: Draft, found: Found) -> None:
    known = draft.sources
    if known is None or found.kind == "pack":
        return
    for way, source in _sources(found.raw, ()):
        if source not in known and re.fullmatch(shapes.IDENTIFIER, source):
            message = _("pack.yaml has no source '{name}'.").format(name=source)
            fix = _near(source, known) or _("Add it to the sources in pack.yaml.")
            draft.say(found, way, message, fix)


def _sources(raw: Any, way: Way) -> Iterator[tuple[Way, str]]:
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            if key == "source" and isinstance(value, str):
                yield (*way, key), value
            elif not isinstance(value, str):
                yield from _sources(value, (*way, key))
    elif isinstance(raw, list):
        for position, value in enumerate(raw):
            yield from _sources(value, (*way, position))


def _stands_once(draft: Draft, found: Found, shape: tuple[str, ...], name: str) -> None:
    for way, items in walk(found.raw, shape):
        seen: set[str] = set()
        for position, item in enumerate(items if isinstance(items, list) else ()):
            value = at(item, (name,)) if name else item
            if isinstance(value, str):
                if value in seen:
                    message = _("'{name}' stands here twice.").format(name=value)
                    draft.say(found, (*way, position), message, _("Keep one."))
                seen.add(value)


def _figures_match(draft: Draft) -> None:
    claimed: set[str] = set()
    for found in draft.found.get("dataset", ()):
        file = at(found.raw, ("file",))
        if not isinstance(file, str) or not re.fullmatch(shapes.FIGURES_FILE, file):
            continue
        if file in claimed:
            message, fix = _("Two datasets name {file}."), _("Give each a file of its own.")
            draft.say(found, ("file",), message.format(file=file), fix)
        elif file not in draft.figures:
            message, fix = _("There is no file {file}."), _("Put it there, or mend the name.")
            draft.say(found, ("file",), message.format(file=file), fix)
        claimed.add(file)
    if "dataset" not in draft.lost:
        for figures in sorted(draft.figures - claimed):
            fix = _("Add a dataset with it to datasets.yaml.")
            draft.loose(figures, _("No dataset names this file."), fix)


def _declared_once(drafts: Iterable[Draft]) -> None:
    first: dict[tuple[str, str], Found] = {}
    spaces = dict.fromkeys(KINDS["area"], "area")
    for draft in drafts:
        for found in _all(draft):
            key = (spaces.get(found.kind, found.kind), found.name)
            if found.kind == "locale":
                continue  # each pack has its own words in a language
            if found.name and (other := first.setdefault(key, found)) is not found:
                message = _(_ALREADY[other.kind]).format(name=found.name, place=f"{other.file}:{other.line}")
                draft.say(found, (), message, _("Keep one of the two, or give this one another name."))


def _evidence_once(drafts: Iterable[Draft]) -> None:
    first: dict[tuple[str, ...], Found] = {}
    for draft in drafts:
        for found in draft.found.get("indicator", ()):
            for way, key in walk(found.raw, ("evidence", "*")):
                parts = [at(key, (part,)) or "" for part in ("dataset", "series", "measure")]
                if not all(isinstance(part, str) for part in parts) or not all(parts[:2]):
                    continue
                other = first.get(tuple(parts))
                if other and (other is found or other.name != found.name):
                    message = _("The figures {figures} belong to '{name}' already: {place}.").format(
                        figures=", ".join(filter(None, parts)),
                        name=other.name,
                        place=f"{other.file}:{other.line}",
                    )
                    draft.say(found, way, message, _("Let one indicator have them; goals may share it."))
                first.setdefault(tuple(parts), found)


def _references_exist(draft: Draft, scope: Sequence[Draft], drafts: Sequence[Draft]) -> None:
    for word, kinds in KINDS.items():
        if any(kind in d.lost for d in scope for kind in kinds):
            continue
        known = {name for d in scope for kind in kinds for name in d.names(kind)}
        for found in _all(draft):
            for way, name in _named_by(found, word):
                if name not in known and re.fullmatch(_SHAPES[word], name):
                    message = _(_NOT_THERE[word]).format(name=name)
                    right = [other for other in known if re.fullmatch(_SHAPES[word], other)]
                    draft.say(found, way, message, _elsewhere(name, kinds, drafts) or _near(name, right))


#: Where a toolkit or a test set names goals of its own framework.
_GOALS = {  # stays English
    "toolkit": ("priorities", "*", "goals", "*"),
    "test set": ("questions", "*", "goals", "*"),
}


def _goals_exist(draft: Draft, scope: Sequence[Draft]) -> None:
    """A toolkit's priorities serve goals of its own framework, and a test's question is about some."""
    frameworks = {found.name: found for d in scope for found in d.found.get("framework", ())}
    for found in (f for kind in _GOALS for f in draft.found.get(kind, ())):
        framework = frameworks.get(str(at(found.raw, ("framework",))))
        if framework is None:
            continue
        known = {goal for _way, goal in walk(framework.raw, ("goals", "*", "id")) if isinstance(goal, str)}
        for way, name in walk(found.raw, _GOALS[found.kind]):
            if isinstance(name, str) and name not in known and re.fullmatch(shapes.IDENTIFIER, name):
                message = _("The framework '{framework}' has no goal '{goal}'.")
                message = message.format(framework=framework.name, goal=name)
                draft.say(found, way, message, _near(name, known))


def _named_by(found: Found, word: str) -> Iterator[tuple[Way, str]]:
    for shape in REFERENCES.get(found.kind, {}).get(word, ()):
        yield from ((way, name) for way, name in walk(found.raw, shape) if isinstance(name, str))
    if found.kind == "site" and word == "framework":
        keys = at(found.raw, ("framework_areas",))
        yield from ((("framework_areas", key), key) for key in (keys if isinstance(keys, Mapping) else ()))
    if found.kind == "site" and word == "area":
        keys = at(found.raw, ("tiles",))
        yield from ((("tiles", key), key) for key in (keys if isinstance(keys, Mapping) else ()))


def _elsewhere(name: str, kinds: Iterable[str], drafts: Iterable[Draft]) -> str:
    owner = next((d.id for d in drafts for kind in kinds if name in d.names(kind)), "")
    if not owner:
        return ""
    return _("The pack {name} has it: add {name} to 'requires' in pack.yaml.").format(name=owner)


#: What may go round in a circle: the kind of item, the way to those it leads to, and how to say it.
_CIRCLES = (
    ("pack", ("requires", "*"), N_("The packs require each other in a circle: {circle}.")),
    ("place", ("parent",), N_("The places are each other's parent in a circle: {circle}.")),
    ("place", ("successor",), N_("The places succeed each other in a circle: {circle}.")),
    ("area set", ("members", "*"), N_("The area sets contain each other in a circle: {circle}.")),
)  # stays English


def _no_circles(drafts: Sequence[Draft]) -> None:
    for kind, shape, what in _CIRCLES:
        holders = {f.name: (d, f) for d in drafts for f in d.found.get(kind, ()) if f.name}
        links = {
            name: [
                (way, to)
                for way, written in walk(found.raw, shape)
                if isinstance(written, str)
                for to in written.split()  # of successors there may be several in a cell
            ]
            for name, (_draft, found) in holders.items()
        }
        for circle in cycles({name: [to for _way, to in ways] for name, ways in links.items()}):
            draft, found = holders[circle[0]]
            way = next(way for way, to in links[circle[0]] if to == circle[1])
            message = _(what).format(circle=" → ".join(circle))
            draft.say(found, way, message, _("Take one of these links out."))


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.75)
    return _("Did you mean '{name}'?").format(name=near[0]) if near else ""
