"""A toolkit's text in parts that an owner can rewrite, and what differs between two versions of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from commonweal.packs.models import Provenance, Sourced
from commonweal.packs.toolkits import Toolkit

#: What an owner may rewrite of each item: field and label. The first is required; in a fixed list, all.
FIELDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "prompts": (("question", "Question"), ("guidance", "Guidance")),
    "criteria": (("question", "Question"), ("guidance", "Guidance")),
    "good-work": (
        ("question", "Question"),
        ("guidance", "Guidance"),
        ("monitored", "How a contract would show it"),
    ),
    "groups": (("name", "Name"), ("description", "Who they are")),
    "stages": (("question", "Question"), ("name", "Name"), ("purpose", "What it is for")),
    "priorities": (("name", "Name"), ("summary", "What it is")),
    "ratings": (("name", "Word"), ("meaning", "What it means")),
}


@dataclass(frozen=True)
class Section:
    """One list of a toolkit. ``fixed``: only its words may change; ``needed``: it is never empty."""

    key: str
    title: str
    kind: str
    items: tuple[Sourced, ...]
    fixed: bool = False
    needed: bool = False

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        return FIELDS[self.kind]


@dataclass(frozen=True)
class Change:
    """One item that differs. ``fields``: label, before, after; for one added or gone, one side is empty."""

    section: str
    id: str
    what: Literal["added", "gone", "changed", "moved"]
    fields: tuple[tuple[str, str, str], ...]


def sections(toolkit: Toolkit) -> list[Section]:
    """Every list that an owner may rewrite, in the order in which an assessor meets it."""
    fit, evaluation, beneficiaries, work = toolkit.stages
    return [
        Section("needs", "What an assessor needs", "prompts", toolkit.needs),
        # Stages and priorities are what the others hang on: their words may change, their number may not.
        Section("stages", "The four stages", "stages", toolkit.stages, fixed=True),
        Section("stage.fit", f"{fit.name}: prompts", "prompts", fit.prompts),
        Section("priorities", "The priorities", "priorities", toolkit.priorities, fixed=True),
        Section("stage.evaluation", f"{evaluation.name}: prompts", "prompts", evaluation.prompts),
        *(
            Section(f"priority.{p.id}", f"{evaluation.name}: {p.name}", "criteria", p.criteria, needed=True)
            for p in toolkit.priorities
        ),
        # An assessment's answers hold these words: with another number of them it could not be compared.
        Section("ratings", "The scale", "ratings", toolkit.ratings, fixed=True),
        Section("groups", "Target groups", "groups", toolkit.groups, needed=True),
        Section("stage.beneficiaries", f"{beneficiaries.name}: prompts", "prompts", beneficiaries.prompts),
        Section("stage.good-work", f"{work.name}: prompts", "prompts", work.prompts),
        Section("good-work", f"{work.name}: criteria", "good-work", work.criteria),
    ]


def section(toolkit: Toolkit, key: str) -> Section | None:
    return next((s for s in sections(toolkit) if s.key == key), None)


def with_items(toolkit: Toolkit, key: str, items: Sequence[Mapping[str, str]]) -> Toolkit:
    """The toolkit with the items of one section as written, in that order.

    An item is the fields of :data:`FIELDS` and its ``id``, empty for a new one. One with the words it had
    keeps where it comes from; one that was written anew becomes the authority's own.
    Raises KeyError for an unknown section, ValueError where the toolkit would not be whole.
    """
    found = section(toolkit, key)
    if found is None:
        raise KeyError(key)
    before = {_id(item): item for item in found.items}
    if found.fixed and [item["id"] for item in items] != list(before):
        raise ValueError("The words of this list may be changed, but none added, taken out or moved.")
    if not items and found.needed:
        raise ValueError(f"“{found.title}” needs at least one item.")
    if unknown := [item["id"] for item in items if item["id"] and item["id"] not in before]:
        raise ValueError(f"“{found.title}” has no item “{unknown[0][:40]}”.")
    made: list[dict[str, Any]] = []
    taken = set(before)
    for item in items:
        words = {name: item.get(name, "").strip() for name, _ in found.fields}
        for name, label in found.fields[: len(words) if found.fixed else 1]:
            if not words[name]:
                raise ValueError(f"Each item of “{found.title}” needs its {label.lower()}.")
        if item["id"]:
            made.append(_rewritten(before[item["id"]], words))
        else:
            id_ = _new_id(words[found.fields[0][0]], taken)
            taken.add(id_)
            made.append({**words, "id": id_, "provenance": Provenance.OWN, "source": toolkit.source})
    data = toolkit.model_dump(mode="json")
    _put(data, key, made)
    try:
        return Toolkit.model_validate(data)
    except ValidationError as error:
        raise ValueError("A text holds a character that cannot be printed. Type it anew.") from error


def compare(old: Toolkit, new: Toolkit) -> list[Change]:
    """What an assessor would be asked otherwise: item by item, in the order of the new version."""
    found: list[Change] = []
    before = {s.key: s for s in sections(old)}
    for after in sections(new):
        earlier = before.pop(after.key, None)
        found += _changes(after.title, after.fields, earlier.items if earlier else (), after.items)
    for gone in before.values():
        found += _changes(gone.title, gone.fields, gone.items, ())
    return found + list(_parameters(old, new))


def _changes(
    title: str, fields: Iterable[tuple[str, str]], old: Sequence[Sourced], new: Sequence[Sourced]
) -> Iterator[Change]:
    fields = tuple(fields)
    before, after = {_id(i): i for i in old}, {_id(i): i for i in new}
    for id_, item in after.items():
        if id_ not in before:
            said = tuple((label, "", getattr(item, name)) for name, label in fields if getattr(item, name))
            yield Change(title, id_, "added", said)
            continue
        both = [(label, getattr(before[id_], name), getattr(item, name)) for name, label in fields]
        if said := tuple(pair for pair in both if pair[1] != pair[2]):
            yield Change(title, id_, "changed", said)
    for id_, item in before.items():
        if id_ not in after:
            said = tuple((label, getattr(item, name), "") for name, label in fields if getattr(item, name))
            yield Change(title, id_, "gone", said)
    kept_before, kept_after = [i for i in before if i in after], [i for i in after if i in before]
    first = fields[0][0]
    for id_, was in zip(kept_after, kept_before, strict=True):
        if id_ != was:
            words = getattr(after[id_], first)
            yield Change(title, id_, "moved", ((fields[0][1], words, words),))


def _parameters(old: Toolkit, new: Toolkit) -> Iterator[Change]:
    before, after = ({p.id: p for p in t.parameters} for t in (old, new))
    for id_ in [*after, *(i for i in before if i not in after)]:
        was, now = before.get(id_), after.get(id_)
        said = [
            "; ".join(f"{v.since}: {v.words or v.value} ({p.unit})" for v in p.values) if p else ""
            for p in (was, now)
        ]
        if said[0] != said[1]:
            what: Literal["added", "gone", "changed"] = (
                "changed" if was and now else "added" if now else "gone"
            )
            title = now or was
            yield Change("Parameters", id_, what, ((title.name if title else id_, said[0], said[1]),))


def _id(item: Sourced) -> str:
    return str(item.id)  # type: ignore[attr-defined]


def _rewritten(item: Sourced, words: Mapping[str, str]) -> dict[str, Any]:
    data = item.model_dump(mode="json")
    if all(data[name] == text for name, text in words.items()):
        return data
    return {**data, **words, "provenance": Provenance.OWN, "note": ""}


def _new_id(words: str, taken: set[str]) -> str:
    """From the first words, so that an export can be read; a number where that is in use."""
    stem = "-".join(re.findall(r"[a-z0-9]+", words.lower())[:5])[:60].strip("-") or "item"
    return next(i for i in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if i not in taken)


def _put(data: dict[str, Any], key: str, items: list[dict[str, Any]]) -> None:
    head, _, tail = key.partition(".")
    if head == "priority":
        next(p for p in data["priorities"] if p["id"] == tail)["criteria"] = items
    elif head == "stage" or key == "good-work":
        stage = next(s for s in data["stages"] if s["kind"] == (tail or "good-work"))
        stage["criteria" if key == "good-work" else "prompts"] = items
    else:
        data[head] = items
