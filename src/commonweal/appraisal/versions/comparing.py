"""What differs between two versions of a toolkit: all of it, item by item, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from commonweal.packs.models import Provenance, Sourced
from commonweal.packs.toolkits import Group, Priority, Toolkit
from commonweal.words import N_, _, pgettext

from .parts import IN_WORDS, Section, id_of, sections, text

Said = tuple[str, str, str]

_ORIGIN = {
    Provenance.SEEN: N_("seen"),
    Provenance.INFERRED: N_("inferred"),
    Provenance.RECONSTRUCTED: N_("reconstructed"),
    Provenance.OWN: N_("our own"),
}
#: Fields that no owner writes, but in which two versions can differ: a pack may bring them.
_LABELS = {
    "monitored": N_("How a contract would show it"),
    "beside": N_("Where it stands"),
    "kind": N_("Kind"),
}
#: Each version has its own; the parts have the rest.
_NOT_COMPARED = {"id", "version", "date", "provenance", "source", "note"}


@dataclass(frozen=True)
class Change:
    """One item that differs. ``fields``: label, before, after; for one added or gone, one side is empty.

    ``section`` and ``key`` are the part it stands in, ``name`` its own first words.
    """

    section: str
    id: str
    what: Literal["added", "gone", "changed", "moved"]
    fields: tuple[Said, ...]
    key: str
    name: str


@dataclass(frozen=True)
class Names:
    """Titles by id of what a toolkit only points to; an id that is not here is shown as it is."""

    goals: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)


def compare(old: Toolkit, new: Toolkit, names: Names | None = None) -> list[Change]:
    """Everything that differs but the number and the day of the version, in the order of the new one.

    Nothing is said if and only if nothing differs: where each item comes from is compared too.
    """
    names = names or Names()
    found: list[Change] = []
    before = {s.key: s for s in sections(old)}
    for after in sections(new):
        earlier = before.pop(after.key, None)
        found += _changes(after, earlier.items if earlier else (), after.items, _words_of(names, old, new))
    for gone in before.values():
        found += _changes(gone, gone.items, (), _words_of(names, old, new))
    return found


def _words_of(names: Names, old: Toolkit, new: Toolkit) -> Mapping[str, Mapping[str, str]]:
    parameters = {p.id: p.name for t in (old, new) for p in t.parameters}
    return {"goals": names.goals, "indicators": names.indicators, "parameters": parameters}


def _changes(
    part: Section, old: Sequence[Sourced], new: Sequence[Sourced], names: Mapping[str, Mapping[str, str]]
) -> Iterator[Change]:
    before, after = {id_of(i): i for i in old}, {id_of(i): i for i in new}
    for id_, item in after.items():
        was = before.get(id_)
        if said := tuple(_said(part, was, item, names)):
            yield Change(part.title, id_, "changed" if was else "added", said, part.key, _name(part, item))
    for id_, item in before.items():
        if id_ not in after:
            said = tuple(_said(part, item, None, names))
            yield Change(part.title, id_, "gone", said, part.key, _name(part, item))
    if part.by_day:
        return
    kept_before, kept_after = [i for i in before if i in after], [i for i in after if i in before]
    stay = _in_order([kept_before.index(id_) for id_ in kept_after])
    for place, id_ in enumerate(kept_after):
        if kept_before.index(id_) not in stay:
            said = ((_("Place among those in both"), str(kept_before.index(id_) + 1), str(place + 1)),)
            yield Change(part.title, id_, "moved", said, part.key, _name(part, after[id_]))


def _in_order(places: Sequence[int]) -> set[int]:
    """The longest run of them that still stands in its order: the fewest others have moved."""
    best: list[list[int]] = []
    for place in places:
        before = [run for run in best if run[-1] < place]
        best.append([*(max(before, key=len) if before else []), place])
    longest: list[int] = max(best, key=len) if best else []
    return set(longest)


def _said(
    part: Section, was: Sourced | None, now: Sourced | None, names: Mapping[str, Mapping[str, str]]
) -> Iterator[Said]:
    """What differs of one item, in this part of it: its words or its links, and where it comes from."""
    item = now or was
    assert item is not None
    said = [*_words(part, was, now), *_links(part, was, now, names)]
    yield from said
    if was is None or now is None:
        if not said:
            yield (_first(part, item), "–" if was else "", "–" if now else "")
        return
    origin = _origins(part, was, now)
    # An item that stands in two parts says in one of them where it comes from: with what was changed.
    if origin[0] != origin[1] and (said or not (part.links or _links_differ(was, now))):
        yield (_("Where it comes from"), *origin)


def _words(part: Section, was: Sourced | None, now: Sourced | None) -> Iterator[Said]:
    for name, label in _plain_fields(part, (was, now)):
        before, after = (text(item, name) if item else "" for item in (was, now))
        if before != after:
            known = IN_WORDS if name == "beside" else {}
            sides = (
                (_(known[v]) if v in known else v) if item else ""
                for v, item in ((before, was), (after, now))
            )
            yield (label, *sides)  # type: ignore[misc]


def _links(
    part: Section, was: Sourced | None, now: Sourced | None, names: Mapping[str, Mapping[str, str]]
) -> Iterator[Said]:
    for name, label in part.links:
        ids = [tuple(getattr(item, name)) if item else () for item in (was, now)]
        if ids[0] == ids[1]:
            continue
        known = names[name]
        before, after = (
            ", ".join(known.get(i, i) for i in each) or pgettext("nothing linked", "none") for each in ids
        )
        if before == after:  # two things of one name
            before, after = (", ".join(each) for each in ids)
        yield (label, before if was else "", after if now else "")


def _plain_fields(part: Section, items: Sequence[Sourced | None]) -> list[tuple[str, str]]:
    """Those of the part first, then what no owner writes; none where the part is of links alone."""
    if not part.fields:
        return []
    item = next(i for i in items if i is not None)
    written = dict(part.fields)
    others = [
        name
        for name in type(item).model_fields
        if name not in _NOT_COMPARED | set(written) and not isinstance(getattr(item, name), tuple)
    ]
    return [
        *part.fields,
        *((name, _(_LABELS[name]) if name in _LABELS else name.capitalize()) for name in others),
    ]


def _links_differ(was: Sourced, now: Sourced) -> bool:
    return isinstance(was, Priority | Group) and any(
        getattr(was, name, ()) != getattr(now, name, ()) for name in ("goals", "indicators", "parameters")
    )


def _origins(part: Section, was: Sourced, now: Sourced) -> tuple[str, str]:
    """Where each comes from; its source and note only where they differ, since most do not."""
    both = []
    for item in (was, now):
        said = _(_ORIGIN[item.provenance])
        if was.source != now.source:
            said += f", {item.source}"
        if was.note != now.note and "note" not in dict(part.fields) and item.note:
            said += f". {item.note}"
        both.append(said)
    return both[0], both[1]


def _first(part: Section, item: Sourced) -> str:
    return part.fields[0][1] if part.fields else part.links[0][1]


def _name(part: Section, item: Sourced) -> str:
    """What an item is called: of a part of one alone, the part's title says it."""
    return "" if part.fixed and len(part.items) == 1 else text(item, part.fields[0][0])
