"""What stops an item from being written so: every problem at once, in words."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from commonweal.packs.models import Provenance, Sourced
from commonweal.packs.shapes import PRINTABLE
from commonweal.packs.toolkits import Toolkit
from commonweal.words import _, in_english, listed, ngettext

from .parts import STANDS, WRITTEN, Row, Section, id_of, in_words, text, tidy


@dataclass(frozen=True)
class Problem:
    """``item``: its place among those given, None for the list. ``id``: of one that was taken out."""

    words: str
    item: int | None = None
    field: str = ""
    id: str = ""

    def __str__(self) -> str:
        if self.item is None:
            return self.words
        words = f"{self.words[:1].lower()}{self.words[1:]}" if in_english() else self.words
        return _("Number {number}: {problem}").format(number=self.item + 1, problem=words)


class Refused(ValueError):
    """The toolkit would not be whole: ``problems`` are all that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(map(str, self.problems)))


def of_list(toolkit: Toolkit, found: Section, items: Sequence[Row]) -> Iterator[Problem]:
    """What is wrong with which items there are; each by itself is for :func:`of_item`."""
    before = [id_of(item) for item in found.items]
    given = [item["id"] for item in items if item["id"]]
    if found.fixed:
        if [item["id"] for item in items] != before:
            yield Problem(_("The words of this list may be changed, but none added, taken out or moved."))
        return
    if len(items) < found.least:
        needs = (
            _("“{part}” needs at least one item.")
            if found.least == 1
            else _("“{part}” needs at least two items.")
        )
        yield Problem(needs.format(part=found.title))
    if unknown := [id_ for id_ in given if id_ not in before]:
        yield Problem(_("“{part}” has no item “{item}”.").format(part=found.title, item=unknown[0][:40]))
    if twice := [id_ for n, id_ in enumerate(given) if id_ in given[:n]]:
        sent = _("“{part}” was sent with “{item}” twice.")
        yield Problem(sent.format(part=found.title, item=twice[0][:40]))
    if found.alone and len(given) < len(items):
        yield Problem(_("A new one needs more than this list shows, so it has a page of its own."))
    if found.kind == "parameters":
        yield from _still_used(toolkit, set(before) - set(given))


def of_item(
    kind: str, item: Row, before: Sourced | None, place: int | None, *, stays: bool = False
) -> Iterator[Problem]:
    """What is wrong with one item. A field that it does not name is wrong only where there is none before.

    ``stays``: it cannot be taken out.
    """
    written = WRITTEN[kind]
    for n, (name, label) in enumerate(in_words(written.words)):
        given = item.get(name, "" if before is None else None)
        if given is None:
            continue
        if not given and n < written.needed:
            stays = stays or place is None
            empty = (
                _("“{part}” is empty. Write it.")
                if stays
                else _("“{part}” is empty. Write it, or take the item out.")
            )
            yield Problem(empty.format(part=label), place, name)
        if not re.fullmatch(PRINTABLE, given):
            wrong = _("{part}: it holds a character that cannot be printed. Type it anew.")
            yield Problem(wrong.format(part=label), place, name)
    stands = item.get("beside", "")
    if stands and stands not in dict(STANDS.get(kind, ())) and stands != getattr(before, "beside", ""):
        yield Problem(_("A prompt of this stage cannot stand there."), place, "beside")
    if kind == "goals" and not item.get("goals", () if before is None else (1,)):
        yield Problem(_("Choose at least one goal that it serves."), place, "goals")
    if kind == "values":
        yield from _of_value(item, before, place)


def number(written: str) -> float | None:
    """A number as people write it, thousands parted by commas or not; None where it is none."""
    if re.fullmatch(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", written):
        written = written.replace(",", "")
    if not re.fullmatch(r"[+-]?(?:[0-9]+\.?|[0-9]*\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?", written):
        return None
    found = float(written)
    return found if math.isfinite(found) else None


def days(items: Sequence[Row]) -> Iterator[Problem]:
    """Where two values of one number begin on the same day."""
    seen: set[str] = set()
    for place, item in enumerate(items):
        if item.get("since") and item["since"] in seen:
            yield Problem(_("Another value begins on the same day. Keep one of the two."), place, "since")
        seen.add(item.get("since", ""))


def _still_used(toolkit: Toolkit, gone: set[str]) -> Iterator[Problem]:
    for parameter in toolkit.parameters:
        users = [f"“{g.name}”" for g in toolkit.groups if parameter.id in g.parameters]
        if parameter.id in gone and users:
            words = ngettext(
                "“{number}” cannot be taken out: {groups} depends on it. Untick it there first.",
                "“{number}” cannot be taken out: {groups} depend on it. Untick it there first.",
                len(users),
            )
            # Joined two by two: "a and b and c".
            groups = reduce(lambda some, more: listed([some, more]), users)
            yield Problem(words.format(number=parameter.name, groups=groups), id=parameter.id)


def _of_value(item: Row, before: Sourced | None, place: int | None) -> Iterator[Problem]:
    since, value, words, note = (item.get(name, "") for name in ("since", "value", "words", "note"))
    if not _is_day(since):
        if since:
            wrong = _("“{written}” is no day. Give the day from which it holds, such as 2026-10-22.")
        else:
            wrong = _("Give the day from which it holds, such as 2026-10-22.")
        yield Problem(wrong.format(written=since[:40]), place, "since")
    if value and number(value) is None:
        wrong = _("“{written}” is not a number. Write only the number, such as 13.45.")
        yield Problem(wrong.format(written=value[:40]), place, "value")
    if bool(value) == bool(words):
        what = (
            _("Give a number or words, not both.")
            if value
            else _("Give a number, or words where there is none.")
        )
        yield Problem(what, place, "value")
    own = ("since", "value", "words")
    same = before is not None and all(item.get(n, "") == tidy(text(before, n)) for n in own)
    if not note and not same:
        yield Problem(
            _("Say where it was read: the publication and its date, or who decided it."), place, "note"
        )
    elif (
        before is not None
        and not same
        and before.provenance is not Provenance.OWN
        and note == tidy(before.note)
    ):
        yield Problem(_("The value is a new one: say where that one was read."), place, "note")


def _is_day(written: str) -> bool:
    try:
        return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written) and dt.date.fromisoformat(written))
    except ValueError:
        return False
