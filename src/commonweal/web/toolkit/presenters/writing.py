"""The owner's desk: what can be written anew, what a draft changes, and two texts side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from commonweal.appraisal.versions import Change, Section, Unknown, id_of, rows
from commonweal.packs.toolkits import Toolkit
from commonweal.web.toolkit.models import Version
from commonweal.web.ui.days import day_words

#: Of a name, so much is shown in a heading.
_LONG = 80
_WORDS = {
    "added": gettext_lazy("Added"),
    "gone": gettext_lazy("Taken out"),
    "changed": gettext_lazy("Changed"),
    "moved": gettext_lazy("Moved"),
}
_COUNTED = {
    "added": ngettext_lazy("%d added", "%d added"),
    "gone": ngettext_lazy("%d taken out", "%d taken out"),
    "changed": ngettext_lazy("%d changed", "%d changed"),
    "moved": ngettext_lazy("%d moved", "%d moved"),
}


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
    "toolkit": gettext_lazy("What stands at the top of the toolkit’s page."),
    "stages": gettext_lazy(
        "The words may be changed. There are four stages in this order: what each of them does is "
        "built into the software, and answers already given belong to them."
    ),
    "goals": gettext_lazy(
        "A priority is not a goal. Here it is said which goals of the framework it serves, and which "
        "indicators stand as evidence beside its questions."
    ),
    "evidence": gettext_lazy(
        "Which indicators stand as evidence beside the group, and on which numbers its description depends."
    ),
    "ratings": gettext_lazy(
        "The lowest word first, two at least. Assessments already begun keep the scale of their own "
        "version, and how far assessors agree is only ever measured within one scale. A word that "
        "is rewritten stays the same step; to replace a step, take it out and add another."
    ),
    "priorities": gettext_lazy("Change the words or the order, or take one out: its criteria go with it."),
    "parameters": gettext_lazy(
        "A number is never written into a question: it has values by date. One that a group "
        "depends on cannot be taken out."
    ),
    "values": gettext_lazy(
        "Correct a value, take one out, or add another in the last boxes. Each says from which day it "
        "counts and where it was read, and they are kept oldest first."
    ),
    "sub-groups": gettext_lazy("Smaller groups within it that are worth watching by themselves."),
}
_ANY = gettext_lazy("Change the words, their order, or take one out; the last boxes add another.")
_ADD = {"priorities": gettext_lazy("Add a priority"), "parameters": gettext_lazy("Add a number")}
_ADD_LEDES = {
    "priorities": gettext_lazy(
        "A priority is whole when it has a name, at least one goal that it serves and one "
        "question. It is added at the end of the list, and can be moved and rewritten there."
    ),
    "parameters": gettext_lazy(
        "A number that changes by the year, such as a rate of pay or the edition of an index, with "
        "its first value."
    ),
}
HINTS = {
    "goals": gettext_lazy("At least one."),
    "indicators": gettext_lazy("An indicator that serves several goals stands under the first of them."),
    "parameters": gettext_lazy("Their values are shown with the group, each with its date."),
}


def comparison(old: Version, new: Version, changes: Sequence[Change]) -> Comparison:
    return Comparison(
        title=_("%(title)s: from version %(old)s to %(new)s")
        % {"title": new.definition["title"], "old": old.version, "new": new.version},
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
        task = Task(
            s.title, _href(found, s.key), _count(s), str(_COUNTED["changed"] % count) if count else ""
        )
        chapters.setdefault(s.chapter, []).append(task)
    return Desk(
        toolkit=found.toolkit,
        title=found.definition["title"],
        sentence=_("Against version %(version)s, which is in force: %(changes)s")
        % {"version": current.version, "changes": _changes_sentence(changes)},
        overtaken=_overtaken(found, current),
        last=_last(found),
        tasks=list(chapters.items()),
        changes=[changed(c) for c in changes],
        unknown=[(u.words, _href(found, u.key)) for u in unknown],
        notes=[n for s in sections for n in _notes(found, s)],
        in_force=current.version,
    )


def _last(found: Version) -> str:
    if not found.changed_at:
        return _("Begun by %(who)s. Nothing has been changed yet.") % {"who": found.made_by}
    when = localtime(found.changed_at)
    return _("Last saved by %(who)s, %(day)s at %(time)s.") % {
        "who": found.changed_by,
        "day": day_words(when),
        "time": f"{when:%H:%M}",
    }


def _overtaken(found: Version, current: Version) -> str:
    if found.based_on is None or found.based_on_id == current.pk:
        return ""
    return _(
        "This draft was begun from version %(old)s. Version %(new)s has come into force since. The draft is "
        "compared with %(new)s: what that version changed and the draft does not have is shown as changed "
        "back, and publishing would undo it."
    ) % {"old": found.based_on.version, "new": current.version}


def _href(found: Version, key: str) -> str:
    return reverse("toolkit:section", args=[found.toolkit, key])


def _count(part: Section) -> str:
    if part.links:
        return ", ".join(_things(name, len(getattr(part.items[0], name))) for name, _label in part.links)
    return "" if part.key == "toolkit" else _things("items", len(part.items))


_NONE = {
    "goals": gettext_lazy("no goals"),
    "indicators": gettext_lazy("no indicators"),
    "parameters": gettext_lazy("no numbers"),
    "items": gettext_lazy("no items"),
}
_SOME = {
    "goals": ngettext_lazy("%d goal", "%d goals"),
    "indicators": ngettext_lazy("%d indicator", "%d indicators"),
    "parameters": ngettext_lazy("%d number", "%d numbers"),
    "items": ngettext_lazy("%d item", "%d items"),
}


def _things(name: str, count: int) -> str:
    return str(_SOME[name] % count) if count else str(_NONE[name])


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
        lede=str(_LEDES.get(part.kind, _ANY)),
        add=str(_ADD.get(part.key, "")),
        add_href=reverse("toolkit:add", args=[found.toolkit, part.key]) if part.alone else "",
        side_by_side=part.by_day,
        theirs=theirs,
        notes=_notes(found, part),
    )


def add_page(found: Version, key: str) -> AddPage:
    return AddPage(str(_ADD[key]), str(_ADD_LEDES[key]), found.toolkit)


def choices(
    toolkit: Toolkit,
    part: Section | None,
    *,
    goals: Mapping[str, str],
    indicators: Sequence[tuple[tuple[str, str], Sequence[tuple[str, str]]]],
) -> dict[str, list[Any]]:
    """What can be ticked, by link; and what is ticked though nobody knows it, so that it can be unticked."""
    item = part.items[0] if part else None
    known = {i for _heading, group in indicators for i, _name in group}
    lost = [
        (i, _("%(id)s (not known here)") % {"id": i})
        for i in getattr(item, "indicators", ())
        if i not in known
    ]
    astray = [
        (g, _("%(id)s (not in the framework)") % {"id": g})
        for g in getattr(item, "goals", ())
        if g not in goals
    ]
    return {
        "goals": [*goals.items(), *astray],
        "indicators": [*([(("", _("Not known here")), lost)] if lost else []), *indicators],
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
            found.append(Changed(part.title, _("Differs"), "", differing))
    new = [row for row in mine if not row["id"]]
    return found + [
        Changed(
            part.title, _("Yours only"), "", [_field(label, "", said(row, name)) for name, label in labels]
        )
        for row in new
    ]


def changed(change: Change) -> Changed:
    name = change.name if len(change.name) <= _LONG else f"{change.name[:_LONG].rstrip()}…"
    return Changed(change.section, str(_WORDS[change.what]), name, [_field(*f) for f in change.fields])


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
        return _("nothing differs.")
    found = Counter(c.what for c in changes)
    return ", ".join(str(words % found[w]) for w, words in _COUNTED.items() if found[w]) + "."
