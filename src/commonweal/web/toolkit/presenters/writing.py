"""The owner's desk: what can be written anew, what a draft changes, and two texts side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.urls import reverse
from django.utils.timezone import localtime

from commonweal.appraisal.versions import Change, Section
from commonweal.web.toolkit.models import Version

_WORDS = {"added": "Added", "gone": "Taken out", "changed": "Changed", "moved": "Moved"}


@dataclass(frozen=True)
class Piece:
    """A run of words in a comparison: ``same``, ``old`` (only before) or ``new`` (only now)."""

    text: str
    kind: str


@dataclass(frozen=True)
class Changed:
    section: str
    what: str
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
class Desk:
    toolkit: str
    title: str
    sentence: str
    last: str
    tasks: list[Task]
    changes: list[Changed]
    in_force: str


@dataclass(frozen=True)
class SectionPage:
    title: str
    toolkit: str
    toolkit_title: str
    revision: int
    fixed: bool
    theirs: list[Changed]


def comparison(old: Version, new: Version, changes: Sequence[Change]) -> Comparison:
    return Comparison(
        title=f"{new.definition['title']}: from version {old.version} to {new.version}",
        sentence=_changes_sentence(changes),
        changes=[changed(c) for c in changes],
        back=reverse("toolkit:versions", args=[new.toolkit]),
    )


def desk(found: Version, current: Version, sections: Sequence[Section], changes: Sequence[Change]) -> Desk:
    differing = Counter(c.section for c in changes)
    return Desk(
        toolkit=found.toolkit,
        title=found.definition["title"],
        sentence=f"Against version {current.version}, which is in force: {_changes_sentence(changes)}",
        last=f"Last saved by {found.changed_by}, {localtime(found.changed_at):%-d %B %Y at %H:%M}."
        if found.changed_at
        else f"Begun by {found.made_by}. Nothing has been changed yet.",
        tasks=[
            Task(
                title=s.title,
                href=reverse("toolkit:section", args=[found.toolkit, s.key]),
                items=f"{len(s.items)} {'item' if len(s.items) == 1 else 'items'}",
                changed=f"{differing[s.title]} changed" if differing[s.title] else "",
            )
            for s in sections
        ],
        changes=[changed(c) for c in changes],
        in_force=current.version,
    )


def section_page(found: Version, part: Section, theirs: list[Changed]) -> SectionPage:
    return SectionPage(
        title=part.title,
        toolkit=found.toolkit,
        toolkit_title=found.definition["title"],
        revision=found.revision,
        fixed=part.fixed,
        theirs=theirs,
    )


def rows(part: Section) -> list[dict[str, str]]:
    """The items of a section as a form's rows."""
    names = ("id", *(name for name, _ in part.fields))
    return [{name: str(getattr(item, name)) for name in names} for item in part.items]


def both(part: Section, mine: Sequence[Mapping[str, str]]) -> list[Changed]:
    """Where two people wrote at once: each item that differs, as it is saved and as it was sent."""
    saved = {row["id"]: row for row in rows(part)}
    sent = {row["id"]: row for row in mine if row["id"]}
    found = []
    for id_ in dict.fromkeys([*saved, *sent]):
        fields = [
            _field(label, saved.get(id_, {}).get(name, ""), sent.get(id_, {}).get(name, ""))
            for name, label in part.fields
        ]
        if differing := [f for f in fields if f[1] != f[2]]:
            found.append(Changed(part.title, "Differs", differing))
    new = [row for row in mine if not row["id"]]
    return found + [
        Changed(
            part.title, "Yours only", [_field(label, "", row.get(name, "")) for name, label in part.fields]
        )
        for row in new
    ]


def changed(change: Change) -> Changed:
    return Changed(change.section, _WORDS[change.what], [_field(*f) for f in change.fields])


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
