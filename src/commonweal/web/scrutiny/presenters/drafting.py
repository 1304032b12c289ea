"""The owner's desk: the draft's questions, what it changes, and both texts where two wrote at once."""

from __future__ import annotations

from collections import Counter, UserDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from commonweal.scrutiny.versions import Change
from commonweal.web.scrutiny.models import SetVersion
from commonweal.web.scrutiny.presenters.choices import KINDS
from commonweal.web.scrutiny.presenters.tests import PARTS
from commonweal.web.toolkit.presenters.writing import Changed, NoteView, changed
from commonweal.web.ui.days import day_words


class _Said(UserDict[str, Any]):
    """Each is a `str` in the page’s language: drafts are compared where no lazy text is known."""

    def __getitem__(self, key: str) -> str:
        return str(super().__getitem__(key))


NAMES: Mapping[str, Mapping[str, str]] = {"parts": _Said(PARTS), "kinds": _Said(KINDS)}
_WHAT = {
    "added": gettext_lazy("added"),
    "gone": gettext_lazy("taken out"),
    "changed": gettext_lazy("changed"),
    "moved": gettext_lazy("moved"),
}
_COUNTED = {
    "added": ngettext_lazy("%d added", "%d added"),
    "gone": ngettext_lazy("%d taken out", "%d taken out"),
    "changed": ngettext_lazy("%d changed", "%d changed"),
    "moved": ngettext_lazy("%d moved", "%d moved"),
}


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
        title=_("%(title)s: from version %(old)s to %(new)s")
        % {"title": new.definition["title"], "old": old.version, "new": new.version},
        sentence=_sentence(changes),
        changes=[changed(c) for c in changes],
    )


def draft_page(
    draft: SetVersion, current: SetVersion, rows: Sequence[Mapping[str, Any]], changes: Sequence[Change]
) -> DraftPage:
    states = {c.id: str(_WHAT[c.what]) for c in changes if c.key != "set"}
    return DraftPage(
        id=draft.test_set,
        title=draft.definition["title"],
        sentence=_("Against version %(version)s, which is in force: %(changes)s")
        % {"version": current.version, "changes": _sentence(changes)},
        last=_last(draft),
        overtaken=_overtaken(draft, current),
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


def _last(draft: SetVersion) -> str:
    if not draft.changed_at:
        return _("Begun by %(who)s. Nothing has been changed yet.") % {"who": draft.made_by}
    when = localtime(draft.changed_at)
    return _("Last saved by %(who)s, %(day)s at %(time)s.") % {
        "who": draft.changed_by,
        "day": day_words(when),
        "time": f"{when:%H:%M}",
    }


def _overtaken(draft: SetVersion, current: SetVersion) -> str:
    if draft.based_on_id == current.pk:
        return ""
    return _(
        "Version %(version)s came into force after this draft was begun: what it changed and the draft does "
        "not have is shown as changed back."
    ) % {"version": current.version}


def notes(draft: SetVersion, rows: Sequence[Mapping[str, Any]], *, whole: bool = False) -> list[NoteView]:
    """Those on these questions in their order; with ``whole``, before them those on the set as a whole."""
    words = reverse("scrutiny:tests-words", args=[draft.test_set])
    places = [("", _("The tests as a whole"), words)] if whole else []
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
    lost = [(v, _("%(id)s (not known here)") % {"id": v}) for v in held if v not in known]
    return [*((v, names.get(v, v)) for v in known), *lost]


def _sentence(changes: Sequence[Change]) -> str:
    found = Counter(c.what for c in changes)
    parts = [str(words % found[w]) for w, words in _COUNTED.items() if found[w]]
    return f"{', '.join(parts)}." if parts else _("nothing differs.")
