"""The owner's desk: what can be written anew, what a draft changes, and two texts side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from commonweal.appraisal.versions import Change, Section, Unknown, id_of, rows
from commonweal.packs.toolkits import Toolkit
from commonweal.web.toolkit.models import Version

#: Of a name, so much is shown in a heading.
_LONG = 80
_WORDS = {"added": "Added", "gone": "Taken out", "changed": "Changed", "moved": "Moved"}


@dataclass(frozen=True)
class Piece:
    """A run of words in a comparison: ``same``, ``old`` (only before) or ``new`` (only now)."""

    text: str
    kind: str


@dataclass(frozen=True)
class Changed:
    """``name`` is what the item is called, where the part has several."""

    section: str
    what: str
    name: str
    fields: list[tuple[str, str, str, list[Piece]]]


@dataclass(frozen=True)
class Comparison:
    title: str
    sentence: str
    changes: list[Changed]
    back: str


@dataclass(frozen=True)
class Task:
    title: str
    href: str
    items: str
    changed: str


@dataclass(frozen=True)
class NoteView:
    """What was noted of an item of the draft: by which pilot, and in which words."""

    item: str
    words: str
    source: str
    href: str


@dataclass(frozen=True)
class Desk:
    """``tasks`` by chapter. ``overtaken``: the version it began with is no longer the one in force."""

    toolkit: str
    title: str
    sentence: str
    overtaken: str
    last: str
    tasks: list[tuple[str, list[Task]]]
    changes: list[Changed]
    unknown: list[tuple[str, str]]
    notes: list[NoteView]
    in_force: str


@dataclass(frozen=True)
class SectionPage:
    """``side_by_side``: the boxes of an item are short, and stand in one line where there is room."""

    title: str
    toolkit: str
    toolkit_title: str
    lede: str
    add: str
    add_href: str
    side_by_side: bool
    theirs: list[Changed]
    notes: list[NoteView]


@dataclass(frozen=True)
class AddPage:
    title: str
    lede: str
    toolkit: str


#: What may be done with a part, and why not more where it is less.
_LEDES = {
    "toolkit": "What stands at the top of the toolkit’s page.",
    "stages": "The words may be changed. There are four stages in this order: what each of them does is "
    "built into the software, and answers already given belong to them.",
    "goals": "A priority is not a goal. Here it is said which goals of the framework it serves, and which "
    "indicators stand as evidence beside its questions.",
    "evidence": "Which indicators stand as evidence beside the group, and on which numbers its description "
    "depends.",
    "ratings": "The lowest word first, two at least. Assessments already begun keep the scale of their own "
    "version, and how far assessors agree is only ever measured within one scale. A word that is rewritten "
    "stays the same step; to replace a step, take it out and add another.",
    "priorities": "Change the words or the order, or take one out: its criteria go with it.",
    "parameters": "A number is never written into a question: it has values by date. One that a group "
    "depends on cannot be taken out.",
    "values": "Correct a value, take one out, or add another in the last boxes. Each says from which day it "
    "counts and where it was read, and they are kept oldest first.",
    "sub-groups": "Smaller groups within it that are worth watching by themselves.",
}
_ANY = "Change the words, their order, or take one out; the last boxes add another."
_ADD = {"priorities": "Add a priority", "parameters": "Add a number"}
_ADD_LEDES = {
    "priorities": "A priority is whole when it has a name, at least one goal that it serves and one "
    "question. It is added at the end of the list, and can be moved and rewritten there.",
    "parameters": "A number that changes by the year, such as a rate of pay or the edition of an index, with "
    "its first value.",
}
HINTS = {
    "goals": "At least one.",
    "indicators": "An indicator that serves several goals stands under the first of them.",
    "parameters": "Their values are shown with the group, each with its date.",
}


def comparison(old: Version, new: Version, changes: Sequence[Change]) -> Comparison:
    return Comparison(
        title=f"{new.definition['title']}: from version {old.version} to {new.version}",
        sentence=_changes_sentence(changes),
        changes=[changed(c) for c in changes],
        back=reverse("toolkit:versions", args=[new.toolkit]),
    )


def desk(
    found: Version,
    current: Version,
    sections: Sequence[Section],
    changes: Sequence[Change],
    unknown: Sequence[Unknown] = (),
) -> Desk:
    differing = Counter(c.key for c in changes)
    chapters: dict[str, list[Task]] = {}
    for s in sections:
        count = differing[s.key]
        task = Task(s.title, _href(found, s.key), _count(s), f"{count} changed" if count else "")
        chapters.setdefault(s.chapter, []).append(task)
    return Desk(
        toolkit=found.toolkit,
        title=found.definition["title"],
        sentence=f"Against version {current.version}, which is in force: {_changes_sentence(changes)}",
        overtaken=_overtaken(found, current),
        last=f"Last saved by {found.changed_by}, {localtime(found.changed_at):%-d %B %Y at %H:%M}."
        if found.changed_at
        else f"Begun by {found.made_by}. Nothing has been changed yet.",
        tasks=list(chapters.items()),
        changes=[changed(c) for c in changes],
        unknown=[(u.words, _href(found, u.key)) for u in unknown],
        notes=[n for s in sections for n in _notes(found, s)],
        in_force=current.version,
    )


def _overtaken(found: Version, current: Version) -> str:
    if found.based_on is None or found.based_on_id == current.pk:
        return ""
    return (
        f"This draft was begun from version {found.based_on.version}. Version {current.version} has come "
        f"into force since. The draft is compared with {current.version}: what that version changed and the "
        "draft does not have is shown as changed back, and publishing would undo it."
    )


def _href(found: Version, key: str) -> str:
    return reverse("toolkit:section", args=[found.toolkit, key])


def _count(part: Section) -> str:
    if part.links:
        return ", ".join(_number(len(getattr(part.items[0], name)), _THINGS[name]) for name, _ in part.links)
    return "" if part.key == "toolkit" else _number(len(part.items), ("item", "items"))


_THINGS = {
    "goals": ("goal", "goals"),
    "indicators": ("indicator", "indicators"),
    "parameters": ("number", "numbers"),
}


def _number(count: int, words: tuple[str, str]) -> str:
    return f"{count or 'no'} {words[0] if count == 1 else words[1]}"


def _notes(found: Version, part: Section) -> list[NoteView]:
    """The notes on this part, in the order of its items; those on an item that is gone are left out."""
    return [
        NoteView(called(item), n["words"], n["source"], _href(found, part.key))
        for item in part.items
        for n in found.notes
        if (n["key"], n["item"]) == (part.key, id_of(item))
    ]


def called(item: Any) -> str:
    """What an item is called: its name, or its question."""
    return str(getattr(item, "name", "") or getattr(item, "question", "") or id_of(item))


def section_page(found: Version, part: Section, theirs: list[Changed]) -> SectionPage:
    return SectionPage(
        title=part.title,
        toolkit=found.toolkit,
        toolkit_title=found.definition["title"],
        lede=_LEDES.get(part.kind, _ANY),
        add=_ADD.get(part.key, ""),
        add_href=reverse("toolkit:add", args=[found.toolkit, part.key]) if part.alone else "",
        side_by_side=part.by_day,
        theirs=theirs,
        notes=_notes(found, part),
    )


def add_page(found: Version, key: str) -> AddPage:
    return AddPage(_ADD[key], _ADD_LEDES[key], found.toolkit)


def choices(
    toolkit: Toolkit,
    part: Section | None,
    *,
    goals: Mapping[str, str],
    indicators: Sequence[tuple[tuple[str, str], Sequence[tuple[str, str]]]],
) -> dict[str, list[Any]]:
    """What can be ticked, by link; and what is ticked though nobody knows it, so that it can be unticked."""
    item = part.items[0] if part else None
    known = {i for _, group in indicators for i, _ in group}
    lost = [(i, f"{i} (not known here)") for i in getattr(item, "indicators", ()) if i not in known]
    astray = [(g, f"{g} (not in the framework)") for g in getattr(item, "goals", ()) if g not in goals]
    return {
        "goals": [*goals.items(), *astray],
        "indicators": [*([(("", "Not known here"), lost)] if lost else []), *indicators],
        "parameters": [(p.id, p.name) for p in toolkit.parameters],
    }


def names_of(choices: Mapping[str, Sequence[Any]]) -> dict[str, dict[str, str]]:
    """The names of what can be ticked, by link and id."""
    return {
        link: dict(pair for c in each for pair in ((c,) if isinstance(c[1], str) else c[1]))
        for link, each in choices.items()
    }


def both(
    part: Section, mine: Sequence[Mapping[str, Any]], names: Mapping[str, Mapping[str, str]]
) -> list[Changed]:
    """Where two people wrote at once: each item that differs, as it is saved and as it was sent."""
    saved = {row["id"]: row for row in rows(part)}
    sent = {row["id"]: row for row in mine if row["id"]}
    labels = (*part.fields, *part.links)

    def said(row: Mapping[str, Any], name: str) -> str:
        value = row.get(name, "")
        return value if isinstance(value, str) else ", ".join(names[name].get(v, v) for v in value)

    found = []
    for id_ in dict.fromkeys([*saved, *sent]):
        rows_of_it = saved.get(id_, {}), sent.get(id_, {})
        fields = [_field(label, *(said(row, name) for row in rows_of_it)) for name, label in labels]
        if differing := [f for f in fields if f[1].replace("\r\n", "\n") != f[2].replace("\r\n", "\n")]:
            found.append(Changed(part.title, "Differs", "", differing))
    new = [row for row in mine if not row["id"]]
    return found + [
        Changed(part.title, "Yours only", "", [_field(label, "", said(row, name)) for name, label in labels])
        for row in new
    ]


def changed(change: Change) -> Changed:
    name = change.name if len(change.name) <= _LONG else f"{change.name[:_LONG].rstrip()}…"
    return Changed(change.section, _WORDS[change.what], name, [_field(*f) for f in change.fields])


def pieces(old: str, new: str) -> Iterator[Piece]:
    """Two texts as one, word by word."""
    before, after = old.split(" "), new.split(" ")
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(" ".join(before[a:b]), "same")
            continue
        if b > a and (text := " ".join(before[a:b])):
            yield Piece(text, "old")
        if d > c and (text := " ".join(after[c:d])):
            yield Piece(text, "new")


def _field(label: str, old: str, new: str) -> tuple[str, str, str, list[Piece]]:
    return label, old, new, list(pieces(old, new))


def _changes_sentence(changes: Sequence[Change]) -> str:
    if not changes:
        return "nothing differs."
    found = Counter(c.what for c in changes)
    return ", ".join(f"{found[w]} {word.lower()}" for w, word in _WORDS.items() if found[w]) + "."
