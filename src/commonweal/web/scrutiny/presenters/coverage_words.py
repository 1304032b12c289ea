"""Coverage in sentences: how many reports account for their impact, and how that moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.publish import numbers
from commonweal.web.scrutiny.forms.asked import Coverage
from commonweal.web.scrutiny.presenters.filters import quarter_words
from commonweal.web.scrutiny.selectors.coverage import Covered


def trend_words(trend: Sequence[Mapping[str, Any]]) -> str:
    """The picture in a sentence; "" where there is none."""
    held = [row for row in trend if row["reports"]]
    if not held:
        return ""
    first, last = held[0], held[-1]
    words = {"first": share_words(first), "quarter": quarter_words(first["quarter"])}
    if len(held) == 1:
        return (
            _(
                "Reports that account for their impact: %(first)s in %(quarter)s, the only quarter with a "
                "report."
            )
            % words
        )
    words |= {"last": share_words(last), "later": quarter_words(last["quarter"])}
    missing = len(trend) - len(held)
    if not missing:
        return (
            _("Reports that account for their impact: %(first)s in %(quarter)s, %(last)s in %(later)s.")
            % words
        )
    return ngettext(
        "Reports that account for their impact: %(first)s in %(quarter)s, %(last)s in %(later)s; in "
        "%(number)d quarter between there was no report.",
        "Reports that account for their impact: %(first)s in %(quarter)s, %(last)s in %(later)s; in "
        "%(number)d quarters between there was no report.",
        missing,
    ) % {**words, "number": missing}


def counted_words(found: Covered) -> str:
    """What is counted and what is not, and how much of it is made up."""
    return f"{_what_is_counted(found)} {examples_words(found.examples)}".strip()


def examples_words(number: int) -> str:
    """How many of those counted are examples; "" for none."""
    if not number:
        return ""
    return ngettext(
        "%(number)s of those counted is an example, made up to show how this works.",
        "%(number)s of those counted are examples, made up to show how this works.",
        number,
    ) % {"number": f"{number:,}"}


def _what_is_counted(found: Covered) -> str:
    """To the public exempt reports are one number of the whole register."""
    if found.everything:
        return _(
            "Every report in the register that fits is counted, exempt ones too: %(public)s public, "
            "%(private)s not public yet and %(exempt)s exempt."
        ) % {name: f"{found.states[name]:,}" for name in ("public", "private", "exempt")}
    said = _("Only reports that are public are counted.")
    if not found.exempt:
        more = _("No report of the register is exempt.")
    else:
        more = ngettext(
            "%(number)s report of the whole register is exempt, and is counted nowhere here.",
            "%(number)s reports of the whole register are exempt, and are counted nowhere here.",
            found.exempt,
        ) % {"number": f"{found.exempt:,}"}
    return f"{said} {more}"


def percent(part: int, whole: int) -> str:
    """ "60%"; what is not all is never 100%, and what is not nothing never 0%."""
    if not whole:
        return _("no share")
    if 0 < part / whole < 0.005:
        return _("under %(share)s") % {"share": "1%"}
    if 0.995 <= part / whole < 1:
        return _("over %(share)s") % {"share": "99%"}
    return f"{numbers.plain(100 * part / whole, 0)}%"


def share_words(row: Mapping[str, Any]) -> str:
    return _("%(some)s of %(all)s (%(share)s)") % {
        "some": f"{row['accounted']:,}",
        "all": f"{row['reports']:,}",
        "share": percent(row["accounted"], row["reports"]),
    }


def sentence(found: Covered, asked: Coverage) -> str:
    n, fitting = found.total, replace(asked, size="").address() != "?"
    if not n["reports"]:
        return _no_reports(found.everything, fitting)
    if n["reports"] == 1:
        return _the_one(found.everything, fitting) % {"what": _does(n)}
    words = {
        "reports": _reports(n["reports"], found.everything, fitting),
        "accounted": f"{n['accounted']:,}",
        "share": percent(n["accounted"], n["reports"]),
    }
    if not n["accounted"]:
        return _("None of %(reports)s accounts for its inclusive growth impact.") % words
    if not n["early"]:
        return (
            ngettext(
                "%(accounted)s of %(reports)s (%(share)s) accounts for its inclusive growth impact; none did "
                "so before options closed.",
                "%(accounted)s of %(reports)s (%(share)s) account for their inclusive growth impact; none "
                "did so before options closed.",
                n["accounted"],
            )
            % words
        )
    return ngettext(
        "%(accounted)s of %(reports)s (%(share)s) accounts for its inclusive growth impact; %(early)s did so "
        "before options closed.",
        "%(accounted)s of %(reports)s (%(share)s) account for their inclusive growth impact; %(early)s did "
        "so before options closed.",
        n["accounted"],
    ) % {**words, "early": f"{n['early']:,}"}


def _no_reports(everything: bool, fitting: bool) -> str:
    if everything and fitting:
        return _("There are no reports that fit what you asked to count.")
    if everything:
        return _("There are no reports to count yet.")
    if fitting:
        return _("There are no public reports that fit what you asked to count.")
    return _("There are no public reports to count yet.")


def _the_one(everything: bool, fitting: bool) -> str:
    if everything and fitting:
        return _("The one report that fits what you asked %(what)s.")
    if everything:
        return _("The one report %(what)s.")
    return (
        _("The one public report that fits what you asked %(what)s.")
        if fitting
        else _("The one public report %(what)s.")
    )


def _does(n: Mapping[str, Any]) -> str:
    if n["accounted"] and n["early"]:
        return _("accounts for its inclusive growth impact, before options closed")
    if n["accounted"]:
        return _("accounts for its inclusive growth impact")
    if n["early"]:
        return _("does not account for its inclusive growth impact, before options closed")
    return _("does not account for its inclusive growth impact")


def _reports(count: int, everything: bool, fitting: bool) -> str:
    if everything and fitting:
        words = ngettext(
            "%(number)s reports that fit what you asked", "%(number)s reports that fit what you asked", count
        )
    elif everything:
        words = ngettext("%(number)s report", "%(number)s reports", count)
    elif fitting:
        words = ngettext(
            "%(number)s public reports that fit what you asked",
            "%(number)s public reports that fit what you asked",
            count,
        )
    else:
        words = ngettext("%(number)s public report", "%(number)s public reports", count)
    return words % {"number": f"{count:,}"}
