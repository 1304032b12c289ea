"""What can be said of a claim: beside what happened, from where it comes, and when to look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.publish import numbers, placenames
from commonweal.web.framework.presenters.marks import period_words
from commonweal.web.scrutiny.selectors.follow_up import FROM_CLAIMS, Followed, Made
from commonweal.web.ui.days import day_words

ANSWERS: Mapping[str, Any] = {
    "compared": gettext_lazy("Beside what happened"),
    "not-yet": gettext_lazy("Too early"),
    "no-date": gettext_lazy("No day to look"),
    "no-place": gettext_lazy("No place"),
    "withdrawn": gettext_lazy("Indicator withdrawn"),
    "no-series": gettext_lazy("No figure here"),
    "no-figure-then": gettext_lazy("No figure at the time"),
    "no-figure-yet": gettext_lazy("No figure yet"),
    "break": gettext_lazy("Break in the series between"),
    "unlike": gettext_lazy("Periods of unlike length"),
}


def indicator_words(f: Followed) -> str:
    return f.indicator.name if f.indicator else f.made.indicator


def place_words(f: Followed) -> str:
    return f.book.places.get(f.made.area, f.made.area) if f.book else f.made.area


def said(f: Followed) -> str:
    """What can be said of the claim, as one or two sentences."""
    b, made = f.beside, f.made
    if b.answer == "compared":
        return _compared(f)
    if b.answer == "not-yet" and made.look_on:
        early = _("It is too early to look: the day is %(day)s.") % {"day": day_words(made.look_on)}
        return early + _latest(f)
    if b.answer == "no-date":
        return _("Nobody has said when to look, and no day can be read from the answer.")
    if b.answer == "no-place":
        return _("The claim names no place, so no figure can stand beside it.")
    if b.answer == "withdrawn":
        return _("The indicator is no longer in the evidence for this place, so nothing stands beside it.")
    if b.answer == "no-series":
        return _("The evidence has no figure of the indicator for this place.")
    if b.answer == "no-figure-yet" and made.look_on:
        none = _(
            "No figure yet: none newer than at the time is published for a period that ends on %(day)s or "
            "later."
        ) % {"day": day_words(made.look_on)}
        return none + _latest(f)
    if b.answer == "no-figure-then":
        none = _("There was no figure when the claim was made, so no change can be said.")
        return none + _latest(f)
    if b.answer == "break" and b.broken_on:
        return _(
            "The series breaks in between: from %(day)s on it is measured in another way, so the two "
            "figures are not compared."
        ) % {"day": day_words(b.broken_on)}
    return _("The two figures are of periods of unlike length, so they are not compared.")


def _latest(f: Followed) -> str:
    latest = f.beside.latest
    if not latest:
        return ""
    return " " + _("The latest figure is of %(period)s.") % {"period": period_words(latest.period)}


def _compared(f: Followed) -> str:
    b, indicator = f.beside, f.indicator
    if b.change is None or indicator is None or b.then is None or b.latest is None:
        return ""
    own = _own(f) % {
        "moved": _moved(b.change, f),
        "then": period_words(b.then.period),
        "latest": period_words(b.latest.period),
    }
    other = indicator.comparator
    if not other or other == f.made.area:
        alone = _("It is compared with no other place.")
        return f"{own} {alone}"
    where = placenames.at_start(other, f.book.places if f.book else {})
    if b.comparator_change is None:
        more = _("%(place)s has no figure for both periods.") % {"place": where}
    else:
        more = _("%(place)s: it %(moved)s over the same time.") % {
            "place": where, "moved": _moved(b.comparator_change, f),
        }  # fmt: skip
    return f"{own} {more}"


def _own(f: Followed) -> str:
    if f.better is None:
        return _("It %(moved)s from %(then)s to %(latest)s.")
    if f.better:
        return _("It %(moved)s from %(then)s to %(latest)s, the way that counts as better.")
    return _("It %(moved)s from %(then)s to %(latest)s, the way that counts as worse.")


def _moved(change: float, f: Followed) -> str:
    if f.indicator is None or numbers.difference(change, f.indicator) == numbers.difference(0.0, f.indicator):
        return _("did not change")
    moved = _("rose by %(change)s") if change > 0 else _("fell by %(change)s")
    return moved % {"change": numbers.difference(change, f.indicator)}


def value(number: float, f: Followed) -> str:
    return numbers.value(number, f.indicator) if f.indicator else f"{number:g}"


def notes(f: Followed) -> list[str]:
    b, found = f.beside, []
    if b.revised and b.then_now is not None:
        revised = _("Revised since the claim: the figure at its time is now %(value)s.")
        found.append(revised % {"value": value(b.then_now, f)})
    if b.pinned and b.then and b.then_now is None and b.answer != "withdrawn":
        found.append(_("The figure that was pinned is no longer in the evidence."))
    if b.provisional:
        found.append(_("Provisional: a figure here may still be revised."))
    return found


def origin(made: Made, labels: Mapping[str, str]) -> str:
    if made.origin == FROM_CLAIMS:
        return _("Claims on people in the proposal’s assessment: %(whom)s") % {"whom": made.detail}
    if not made.origin:
        return _("A claim that is no longer made: the answer has been changed")
    return _("The answer to “%(test)s”, %(day)s") % {
        "test": labels.get(made.origin, made.origin), "day": day_words(made.made_on),
    }  # fmt: skip


def look(made: Made, named: bool) -> str:
    row = made.row
    if row and row.look_on:
        return _("%(day)s, set by %(who)s: %(reason)s") % {
            "day": day_words(row.look_on),
            "who": row.set_by if named else _("an officer"),
            "reason": row.look_reason,
        }
    if made.read_on:
        read = _("%(day)s, read from “%(words)s”")
        return read % {"day": day_words(made.read_on), "words": made.words}
    if made.words:
        return _("none can be read from “%(words)s”") % {"words": made.words}
    return _("none is named")


def known(made: Made, named: bool) -> str:
    row = made.row
    if not row or not row.known or row.known_on is None:
        return ""
    as_of = _("%(who)s, as of %(day)s") if named else _("As of %(day)s")
    return as_of % {"who": row.known_by, "day": day_words(row.known_on)}


def sentence(found: Sequence[Followed]) -> str:
    if not found:
        return _("No answer of this report names an indicator, so there is no claim to follow up.")
    count = ngettext("%(number)d claim on an indicator", "%(number)d claims on an indicator", len(found)) % {
        "number": len(found)
    }
    waiting = sum(f.due in ("due", "overdue") for f in found)
    due = _("none is due to be looked at")
    if waiting:
        due = ngettext("%(number)d is due to be looked at", "%(number)d are due to be looked at", waiting)
        due %= {"number": waiting}
    soon = sum(f.due == "soon" for f in found)
    if not soon:
        return f"{count}; {due}."
    ahead = ngettext("%(number)d within the next quarter", "%(number)d within the next quarter", soon) % {
        "number": soon
    }
    return f"{count}; {due}, {ahead}."
