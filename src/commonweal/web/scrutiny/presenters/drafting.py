"""The owner's desk: the draft's questions, what it changes, and both texts where two wrote at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from commonweal.scrutiny.versions import Change
from commonweal.web.scrutiny.models import Report, SetVersion
from commonweal.web.scrutiny.presenters.tests import PARTS
from commonweal.web.toolkit.presenters.writing import Changed, NoteView, changed

NAMES: Mapping[str, Mapping[str, str]] = {"parts": PARTS, "kinds": dict(Report.Kind.choices)}
_WHAT = {"added": "added", "gone": "taken out", "changed": "changed", "moved": "moved"}


@dataclass(frozen=True)
class DraftRow:
    id: str
    label: str
    question: str
    href: str
    state: str
    first: bool
    last: bool


@dataclass(frozen=True)
class DraftPage:
    id: str
    title: str
    sentence: str
    last: str
    overtaken: str
    in_force: str
    revision: int
    rows: list[DraftRow]
    changes: list[Changed]
    notes: list[NoteView]


@dataclass(frozen=True)
class Comparison:
    title: str
    sentence: str
    changes: list[Changed]


def comparison(old: SetVersion, new: SetVersion, changes: Sequence[Change]) -> Comparison:
    return Comparison(
        title=f"{new.definition['title']}: from version {old.version} to {new.version}",
        sentence=_sentence(changes),
        changes=[changed(c) for c in changes],
    )


def draft_page(
    draft: SetVersion, current: SetVersion, rows: Sequence[Mapping[str, Any]], changes: Sequence[Change]
) -> DraftPage:
    states = {c.id: _WHAT[c.what] for c in changes if c.key != "set"}
    return DraftPage(
        id=draft.test_set,
        title=draft.definition["title"],
        sentence=f"Against version {current.version}, which is in force: {_sentence(changes)}",
        last=f"Last saved by {draft.changed_by}, {localtime(draft.changed_at):%-d %B %Y at %H:%M}."
        if draft.changed_at
        else f"Begun by {draft.made_by}. Nothing has been changed yet.",
        overtaken=""
        if draft.based_on_id == current.pk
        else f"Version {current.version} came into force after this draft was begun: what it changed and the "
        "draft does not have is shown as changed back.",
        in_force=current.version,
        revision=draft.revision,
        rows=[
            DraftRow(
                id=r["id"],
                label=r["label"],
                question=r["question"],
                href=reverse("scrutiny:tests-question", args=[draft.test_set, r["id"]]),
                state=states.get(r["id"], ""),
                first=n == 0,
                last=n == len(rows) - 1,
            )
            for n, r in enumerate(rows)
        ],
        changes=[changed(c) for c in changes],
        notes=notes(draft, rows, whole=True),
    )


def notes(draft: SetVersion, rows: Sequence[Mapping[str, Any]], *, whole: bool = False) -> list[NoteView]:
    """Those on these questions in their order; with ``whole``, before them those on the set as a whole."""
    words = reverse("scrutiny:tests-words", args=[draft.test_set])
    places = [("", "The tests as a whole", words)] if whole else []
    places += [
        (r["id"], r["label"], reverse("scrutiny:tests-question", args=[draft.test_set, r["id"]]))
        for r in rows
    ]
    return [
        NoteView(label, n["words"], n["source"], href)
        for id_, label, href in places
        for n in draft.notes
        if n["item"] == id_
    ]


def choices(known: Sequence[str] | Mapping[str, str], held: Sequence[str], names: Mapping[str, str]) -> Any:
    """What can be ticked, and what is ticked though nobody knows it, so that it can be unticked."""
    lost = [(v, f"{v} (not known here)") for v in held if v not in known]
    return [*((v, names.get(v, v)) for v in known), *lost]


def _sentence(changes: Sequence[Change]) -> str:
    found = Counter(c.what for c in changes)
    parts = [f"{found[w]} {words}" for w, words in _WHAT.items() if found[w]]
    return f"{', '.join(parts)}." if parts else "nothing differs."
