"""A part of a toolkit written anew: the toolkit that follows, or every problem at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from commonweal.packs.models import Provenance, Sourced
from commonweal.packs.toolkits import Toolkit
from commonweal.words import _

from . import checking
from .checking import Problem, Refused
from .parts import WRITTEN, Row, Section, id_of, section, text, tidy


def with_items(
    toolkit: Toolkit, key: str, items: Sequence[Row], *, earlier: Toolkit | None = None
) -> Toolkit:
    """The toolkit with the items of one part as written, in that order; values of a number by their day.

    An item has the fields of :data:`~.parts.WRITTEN` and its ``id``, "" for a new one; a field that it does
    not name keeps what it had. One that says what it said keeps where it comes from, one that was written
    anew becomes the authority's own, and one that says again what it says in ``earlier`` comes from where
    that one does. Raises KeyError for an unknown part, :class:`Refused` (a ValueError) with every problem.
    """
    found = section(toolkit, key)
    if found is None:
        raise KeyError(key)
    items = [_tidy(item) for item in items]
    before = {id_of(item): item for item in found.items}
    problems = list(checking.of_list(toolkit, found, items))
    if not problems:
        for place, item in enumerate(items):
            was_so = before.get(item["id"])
            problems += checking.of_item(found.kind, item, was_so, place, stays=found.fixed)
        problems += checking.days(items) if found.by_day else ()
    if problems:
        raise Refused(problems)
    known = section(earlier, key) if earlier else None
    was = {id_of(item): item for item in known.items} if known else {}
    made: list[dict[str, Any]] = []
    taken = set(before)
    for item in items:
        if item["id"]:
            made.append(_rewritten(found, before[item["id"]], item, was))
        else:
            new = _new(found.kind, item, taken, toolkit)
            made.append(_again(found.kind, new, was.get(item.get("since", ""))))
            taken.add(str(made[-1].get("id", "")))
    data = toolkit.model_dump(mode="json")
    _put(data, found, sorted(made, key=lambda m: str(m["since"])) if found.by_day else made)
    return _whole(data)


def with_new(toolkit: Toolkit, key: str, row: Row) -> Toolkit:
    """The toolkit with one more priority, or one more number, at the end of its list.

    A priority is written with the goals it serves, its evidence and its first criterion; a number with its
    first value. Raises KeyError for another part, :class:`Refused` with every problem.
    """
    kinds = {"priorities": ("priorities", "goals", "criteria"), "parameters": ("parameters", "values")}[key]
    row = _tidy(row)
    if problems := [p for kind in kinds for p in checking.of_item(kind, row, None, None)]:
        raise Refused(problems)
    data = toolkit.model_dump(mode="json")
    made = _new(key, row, {held["id"] for held in data[key]}, toolkit)
    if key == "priorities":
        made |= {name: list(row.get(name, ())) for name in ("goals", "indicators")}
        made["criteria"] = [_new("criteria", row, set(), toolkit)]
    else:
        made["values"] = [_new("values", row, set(), toolkit)]
    data[key].append(made)
    return _whole(data)


def _tidy(item: Row) -> dict[str, Any]:
    return {n: tidy(value) if isinstance(value, str) else list(value) for n, value in item.items()}


def _rewritten(found: Section, before: Sourced, item: Row, was: Mapping[str, Sourced]) -> dict[str, Any]:
    data = before.model_dump(mode="json")
    words = {n: item[n] for n, _ in found.fields if n in item and item[n] != tidy(text(before, n))}
    links = {n: _in_order(data[n], item[n]) for n, _ in found.links if n in item}
    links = {n: ids for n, ids in links.items() if ids != data[n]}
    if not words and not links:
        return data
    # The note says of the words where they come from: with other words it would say it of the wrong ones.
    note = item.get("note", data["note"]) if "note" in dict(found.fields) or not words else ""
    made = {**data, **_typed(words), **links, "note": note, "provenance": Provenance.OWN.value}
    return _again(found.kind, made, was.get(str(made.get("id") or made.get("since"))))


def _again(kind: str, made: dict[str, Any], was: Sourced | None) -> dict[str, Any]:
    """Words that stood so in the earlier version come from where they came from there."""
    if was is None:
        return made
    data = was.model_dump(mode="json")
    apart = {"version", "date", *(() if "note" in dict(WRITTEN[kind].words) else ("note",))}
    for name, value in made.items():
        if name in apart or name in ("provenance", "source"):
            continue
        if not (_is_nested(value) or _is_nested(data[name])) and value != data[name]:
            return made
    return {**made, **{name: data[name] for name in ("provenance", "source", "note")}}


def _is_nested(value: Any) -> bool:
    """A list of items: each of them says by itself where it comes from."""
    return isinstance(value, list) and any(isinstance(v, dict) for v in value)


def _in_order(before: list[str], chosen: Sequence[str]) -> list[str]:
    """What was there keeps its place; what is new comes after it."""
    return [i for i in before if i in chosen] + [i for i in dict.fromkeys(chosen) if i not in before]


def _new(kind: str, item: Row, taken: set[str], toolkit: Toolkit) -> dict[str, Any]:
    written = WRITTEN[kind].words
    words = _typed({name: item.get(name, "") for name, _ in written})
    if kind != "values":
        words["id"] = _new_id(item[written[0][0]], taken)
    return {**words, "provenance": Provenance.OWN.value, "source": toolkit.source}


def _typed(words: Mapping[str, str]) -> dict[str, Any]:
    """As a pack holds it: a number is a number."""
    made: dict[str, Any] = dict(words)
    if "value" in made:
        made["value"] = checking.number(made["value"]) if made["value"] else None
    return made


def _new_id(words: str, taken: set[str]) -> str:
    """From the first words, so that an export can be read; a number where that is in use."""
    stem = "-".join(re.findall(r"[a-z0-9]+", words.lower())[:5])[:60].strip("-") or "item"
    return next(i for i in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if i not in taken)


def _put(data: dict[str, Any], found: Section, made: list[dict[str, Any]]) -> None:
    head, _, tail = found.key.partition(".")

    def one(items: list[dict[str, Any]], name: str = "id") -> dict[str, Any]:
        return next(item for item in items if item[name] == tail)

    if head == "toolkit":
        data.update(made[0])
    elif head == "goals":
        one(data["priorities"]).update(made[0])
    elif head == "priority":
        one(data["priorities"])["criteria"] = made
    elif head == "evidence":
        one(data["groups"]).update(made[0])
    elif head == "sub-groups":
        one(data["groups"])["sub_groups"] = made
    elif head == "values":
        one(data["parameters"])["values"] = made
    elif head == "stage":
        one(data["stages"], "kind")["prompts"] = made
    elif head == "stage-criteria":
        one(data["stages"], "kind")["criteria"] = made
    elif head == "good-work":
        data["stages"][-1]["criteria"] = made
    else:
        data[head] = made


def _whole(data: dict[str, Any]) -> Toolkit:
    try:
        return Toolkit.model_validate(data)
    except ValidationError as error:
        words = _("The toolkit would not be whole: {problem}.").format(problem=error.errors()[0]["msg"])
        raise Refused([Problem(words)]) from error
