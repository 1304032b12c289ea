"""Two editions side by side: which figures moved, which were revised, and what was promised and done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from commonweal.editions.book import Book
from commonweal.editions.tree import Used
from commonweal.evidence.periods import parse
from commonweal.partnership.commitments import Standing
from commonweal.web.editions.models import Edition
from commonweal.web.editions.selectors.promised import Promised
from commonweal.web.framework import selectors as framework
from commonweal.web.partnership.presenters import commitments
from commonweal.web.partnership.selectors.commitments import Held
from commonweal.web.ui.languages import ENGLISH, filled, marked

from .pieces import figure_address, period
from .published import Link


@dataclass(frozen=True)
class Moved:
    """One figure in both editions. ``what``: "moved" (another period), "revised" (the same period)."""

    name: str
    place: str
    what: str
    before: str
    before_period: str
    after: str
    after_period: str
    href: str
    language: str = ENGLISH


@dataclass(frozen=True)
class Compare:
    title: str
    heading: Any
    lede: str
    first: Link
    last: Link
    moved: list[Moved]
    revised: list[Moved]
    gone: list[str]
    new: list[str]
    promised: list[commitments.Row]
    promised_words: str
    language: str = ENGLISH


def compared(
    first: Edition, last: Edition, one: Book, other: Book, promised: Promised,
    pinned: framework.Book | None,
) -> Compare:  # fmt: skip
    """The values of the two editions held side by side: of each indicator, place and group the latest period
    that an edition tells. ``promised``: in between, as it stood on the later one's day. ``pinned``: what the
    later edition stands on."""
    before, after = _told(one), _told(other)
    rows = [_moved(before[k], after[k], other.snapshot, other.edition.language) for k in before if k in after]
    with override(settings.LANGUAGE_CODE):  # partners' commitments have no pages in another language yet
        rows_promised = [commitments.row(h, pinned) for h in promised.held]
    beside = _("%(last)s beside %(first)s")
    changed = [r for r in rows if r.what]
    moved, revised = ([r for r in changed if r.what == w] for w in ("moved", "revised"))
    return Compare(
        title=beside % {"last": last.title, "first": first.title},
        heading=filled(
            beside, last=marked(last.title, last.language), first=marked(first.title, first.language)
        ),
        lede=_(
            "Figures that stand in both: %(both)d. Of a newer period: %(moved)d. Revised for the same "
            "period: %(revised)d. The same: %(same)d."
        )
        % {
            "both": len(rows),
            "moved": len(moved),
            "revised": len(revised),
            "same": len(rows) - len(changed),
        },
        language=other.edition.language,
        first=Link(first.title, reverse("editions:edition", args=[first.slug]), language=first.language),
        last=Link(last.title, reverse("editions:edition", args=[last.slug]), language=last.language),
        moved=moved,
        revised=revised,
        gone=sorted({before[k].name for k in before if k not in after}),
        new=sorted({after[k].name for k in after if k not in before}),
        promised=rows_promised,
        promised_words=_promised(promised),
    )


def _promised(promised: Promised) -> str:
    found = promised.held
    if not found:
        said = _("No commitment to a goal of these frameworks was due between the two.")
    else:
        said = _counted(found)
    if promised.frozen:
        return said
    live = _(
        "The later edition was published before such lists were kept with it: this one is worked out "
        "from what the record says today of that day."
    )
    return f"{said} {live}"


def _counted(found: Sequence[Held]) -> str:
    met = sum(h.stands.standing is Standing.MET for h in found)
    return ngettext(
        "%(number)d commitment to goals of these frameworks; met on the day of the later edition: %(met)d.",
        "%(number)d commitments to goals of these frameworks; met on the day of the later edition: %(met)d.",
        len(found),
    ) % {"number": len(found), "met": met}


def _told(made: Book) -> dict[tuple[str, str, str], Used]:
    found: dict[tuple[str, str, str], Used] = {}
    for section in made.sections:
        for used in section.chapter.used if section.chapter else ():
            key = (used.indicator, used.place, used.breakdown)
            if used.form in ("value", "value-in-full") and used.value is not None:
                kept = found.get(key)
                if kept is None or _start(used) > _start(kept):
                    found[key] = used
    return found


def _start(used: Used) -> Any:
    return parse(used.period).start


def _moved(before: Used, after: Used, snapshot: str, language: str) -> Moved:
    same = before.period == after.period
    what = "moved" if not same else "revised" if before.value != after.value else ""
    return Moved(
        after.name, after.place_name, what, before.text, period(before.period), after.text,
        period(after.period), figure_address(after, snapshot), language,
    )  # fmt: skip
