"""What a pack says that cannot all be so: two values of one target, two places on one tile, a target beyond
what the indicator can be. Each item is right by itself.

It stands here and not in the models because they read old snapshots too, which stay as they were judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import chain
from typing import Any

from commonweal.words import N_, _

from .draft import Draft, Found
from .explain import Way
from .yaml_lines import at, line_of, walk

#: The furthest column and row of a map of tiles: a county of a hundred parishes each way.
LAST_TILE = 99

#: Of what there may be one only: the kind of item, the list, what names one of it, what to say and to do.
_ONE_OF_EACH: tuple[tuple[str, str, tuple[str, ...], str, str], ...] = (
    (
        "framework",
        "definition",
        ("date",),
        N_("Two wordings have the date {key}; the first is on line {line}."),
        N_("Give each the date from which it was the wording."),
    ),
    (
        "indicator",
        "breaks",
        ("period",),
        N_("Two breaks begin at {key}; the first is on line {line}."),
        N_("Make one of them, with both reasons."),
    ),
    (
        "site",
        "residents",
        ("area", "as_of"),
        N_("The residents of {key} stand here twice; the first are on line {line}."),
        N_("Keep one."),
    ),
)


def consistent_inside(draft: Draft, found: Found) -> None:
    """Add what an item says against itself."""
    for kind, name, keys, message, fix in _ONE_OF_EACH:
        if found.kind == kind:
            _one_of_each(draft, found, name, keys, message, fix)
    for way, target in _targets(found):
        _fields_of_its_kind(draft, found, way, target)
    if found.kind == "site":
        _tiles(draft, found)


def consistent_between(drafts: Sequence[Draft]) -> None:
    """Add what items of the packs, read together, say against each other."""
    _within_limits(drafts)
    _one_value(drafts)
    _one_site(drafts)
    _not_in_what_it_contains(drafts)


def carried_exists(draft: Draft, scope: Sequence[Draft]) -> None:
    """What a test carries over is asked by a toolkit of its own framework, where there is one in reach."""
    for found in draft.found.get("test set", ()):  # stays English
        framework = at(found.raw, ("framework",))
        toolkits = [
            t for d in scope for t in d.found.get("toolkit", ()) if at(t.raw, ("framework",)) == framework
        ]
        known = set(chain.from_iterable(_keys_of(toolkit) for toolkit in toolkits))
        for way, name in walk(found.raw, ("questions", "*", "carries", "*")):
            asked = isinstance(name, str) and re.fullmatch(r"[a-z-]+(?:/[a-z0-9.-]+){1,2}", name)
            if known and asked and name not in known:
                near = get_close_matches(name, sorted(known), n=1, cutoff=0.75)
                fix = (
                    _("Did you mean '{name}'?").format(name=near[0])
                    if near
                    else _("Write the key of one of its questions, or take it out.")
                )
                draft.say(found, way, _("The toolkit asks nothing under '{name}'.").format(name=name), fix)


def _keys_of(toolkit: Found) -> Iterator[str]:
    """The keys of the answers to a toolkit's questions, as ``appraisal.worksheet`` makes them."""
    for _way, stage in walk(toolkit.raw, ("stages", "*")):
        kind = at(stage, ("kind",))
        yield from (f"prompt/{kind}/{id_}" for _way, id_ in walk(stage, ("prompts", "*", "id")))
        yield from (f"work/{id_}" for _way, id_ in walk(stage, ("criteria", "*", "id")))
    for _way, id_ in walk(toolkit.raw, ("priorities", "*", "id")):
        yield from (f"{part}/{id_}" for part in ("how", "chain", "rating"))
    yield from (f"group/{id_}" for _way, id_ in walk(toolkit.raw, ("groups", "*", "id")))


def _one_of_each(
    draft: Draft, found: Found, name: str, keys: tuple[str, ...], message: str, fix: str
) -> None:
    first: dict[tuple[str, ...], int] = {}
    for way, item in walk(found.raw, (name, "*")):
        key = tuple(str(at(item, (part,)) or "") for part in keys)
        if not all(key):
            continue
        line = line_of(found.raw, way, found.line)
        if key in first:
            said = _(message).format(key=", ".join(key), line=first[key])
            draft.say(found, way, said, _(fix))
        first.setdefault(key, line)


def _targets(found: Found) -> Iterator[tuple[Way, Any]]:
    if found.kind == "indicator":
        yield from walk(found.raw, ("targets", "*"))
    if found.kind == "target" and (target := at(found.raw, ("target",))) is not None:
        yield ("target",), target


def _fields_of_its_kind(draft: Draft, found: Found, way: Way, target: Any) -> None:
    kind = at(target, ("kind",))
    if None in (at(target, ("value",)), at(target, ("comparator",))):
        return  # what is missing of its kind has been told
    if kind == "value":
        message = _("A target of kind 'value' has no 'comparator': it is a number to reach.")
        draft.say(found, (*way, "comparator"), message, _("Take it out, or make it a target of parity."))
    if kind == "parity":
        message = _("A target of kind 'parity' has no 'value': it is to be level with the comparator.")
        draft.say(found, (*way, "value"), message, _("Take it out, or make it a target of kind 'value'."))


def _tiles(draft: Draft, found: Found) -> None:
    first: dict[tuple[int, int], str] = {}
    for (_tiles, area), tile in walk(found.raw, ("tiles", "*")):
        way = ("tiles", area)
        cell = [_whole(part) for part in tile] if isinstance(tile, list) else []
        numbers = [part for part in cell if part is not None]
        if len(cell) != 2 or len(numbers) != 2:
            continue  # told already, by its shape
        column, row = numbers
        if not all(0 <= part <= LAST_TILE for part in (column, row)):
            message = _("A tile stands in a column and a row from 0 to {last}.").format(last=LAST_TILE)
            draft.say(found, way, message, _("Count both from the north-west corner, which is [0, 0]."))
        elif (column, row) in first:
            message = _("The tile [{column}, {row}] is that of '{area}' already.")
            message = message.format(column=column, row=row, area=first[column, row])
            draft.say(found, way, message, _("Give each place a tile of its own."))
        first.setdefault((column, row), str(area))


def _within_limits(drafts: Sequence[Draft]) -> None:
    limits = {
        found.name: at(found.raw, ("limits",)) for d in drafts for found in d.found.get("indicator", ())
    }
    for draft, found, indicator, way, target in _all_targets(drafts):
        value = _number(at(target, ("value",))) if at(target, ("kind",)) == "value" else None
        lower, upper = (_number(at(limits.get(indicator), (end,))) for end in ("lower", "upper"))
        turned = lower is not None and upper is not None and lower >= upper  # which has been told
        if value is None or turned:
            continue
        if lower is not None and value < lower:
            message = _("{value} is below {limit}, the lowest that the indicator can be.")
            limit = lower
        elif upper is not None and value > upper:
            message = _("{value} is above {limit}, the highest that the indicator can be.")
            limit = upper
        else:
            continue
        fix = _("Mend the value, or the indicator's limits.")
        draft.say(found, (*way, "value"), message.format(value=f"{value:g}", limit=f"{limit:g}"), fix)


def _one_value(drafts: Sequence[Draft]) -> None:
    """For the same areas and the same day an indicator has one value to reach."""
    first: dict[tuple[Any, ...], tuple[float, str]] = {}
    for draft, found, indicator, way, target in _all_targets(drafts):
        value = _number(at(target, ("value",)))
        if at(target, ("kind",)) != "value" or value is None:
            continue
        areas = frozenset(str(area) for _way, area in walk(target, ("areas", "*")))
        key = (indicator, at(target, ("by",)), areas)
        line = line_of(found.raw, way, found.line)
        other, place = first.setdefault(key, (value, f"{found.file}:{line}"))
        if other != value:
            message = _("Another target says {value} for the same areas and the same date: {place}.")
            draft.say(
                found,
                (*way, "value"),
                message.format(value=f"{other:g}", place=place),
                _("Keep one, or give each its own date or areas."),
            )


def _all_targets(drafts: Iterable[Draft]) -> Iterator[tuple[Draft, Found, str, Way, Any]]:
    """Each target with its indicator: those of the indicators' own definitions before the others."""
    for kind, name_of in _NAMED:
        for draft in drafts:
            for found in draft.found.get(kind, ()):
                for way, target in _targets(found):
                    yield draft, found, name_of(found), way, target


_NAMED: tuple[tuple[str, Callable[[Found], str]], ...] = (
    ("indicator", lambda found: found.name),
    ("target", lambda found: str(at(found.raw, ("indicator",)))),
)


def _one_site(drafts: Sequence[Draft]) -> None:
    """One name, one question and one framework at the front: two packs cannot both say it."""
    held = [(draft, found) for draft in drafts for found in draft.found.get("site", ())[:1]]
    for draft, found in held[1:]:
        other = held[0][1]
        message = _("Another pack says what the site is already: {place}.")
        draft.say(
            found,
            (),
            message.format(place=f"{other.file}:{other.line}"),
            _("Keep one site.yaml: that of the place whose site it is."),
        )


def _not_in_what_it_contains(drafts: Sequence[Draft]) -> None:
    members = {
        found.name: {str(code) for _way, code in walk(found.raw, ("members", "*"))}
        for draft in drafts
        for found in draft.found.get("area set", ())  # stays English
    }
    for draft in drafts:
        for found in draft.found.get("place", ()):
            parent = at(found.raw, ("parent",))
            if isinstance(parent, str) and found.name in members.get(parent, ()):
                message = _("'{parent}' is an area set that has this place as a member: it is no parent too.")
                fix = _("Write the place in which it lies, or leave the cell empty.")
                draft.say(found, ("parent",), message.format(parent=parent), fix)


def _number(written: Any) -> float | None:
    try:
        return float(written)
    except (TypeError, ValueError):
        return None


def _whole(written: Any) -> int | None:
    try:
        return int(written)
    except (TypeError, ValueError):
        return None
