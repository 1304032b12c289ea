"""One sentence for many marks: how many indicators improve, and how many cannot be judged. None is hidden."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.progress import rules
from commonweal.progress.schema import Status
from commonweal.words import N_, _, listed, ngettext

_JUDGED = (Status.IMPROVING, Status.SLOW, Status.AWAY)
_ONE = {
    Status.IMPROVING: N_("The one indicator improves and closes the gap"),
    Status.SLOW: N_("The one indicator improves too slowly"),
    Status.AWAY: N_("The one indicator does not improve"),
}
_ONE_JUDGED = {
    Status.IMPROVING: N_("The one indicator that can be judged improves and closes the gap"),
    Status.SLOW: N_("The one indicator that can be judged improves too slowly"),
    Status.AWAY: N_("The one indicator that can be judged does not improve"),
}
_MANY = {
    Status.IMPROVING: N_("All {n} indicators improve and close the gap"),
    Status.SLOW: N_("All {n} indicators improve too slowly"),
    Status.AWAY: N_("None of the {n} indicators improves"),
}
_MANY_JUDGED = {
    Status.IMPROVING: N_("All {n} indicators that can be judged improve and close the gap"),
    Status.SLOW: N_("All {n} indicators that can be judged improve too slowly"),
    Status.AWAY: N_("None of the {n} indicators that can be judged improves"),
}
#: The same where the rule does not look whether the gap narrows.
_ONE_IMPROVES = N_("The one indicator improves")
_ONE_JUDGED_IMPROVES = N_("The one indicator that can be judged improves")
_MANY_IMPROVE = N_("All {n} indicators improve")
_MANY_JUDGED_IMPROVE = N_("All {n} indicators that can be judged improve")
_BOTH_IMPROVE = N_("Both indicators improve")
_BOTH_JUDGED_IMPROVE = N_("Both indicators that can be judged improve")
_BOTH = {
    Status.IMPROVING: N_("Both indicators improve and close the gap"),
    Status.SLOW: N_("Both indicators improve too slowly"),
}
_BOTH_JUDGED = {
    Status.IMPROVING: N_("Both indicators that can be judged improve and close the gap"),
    Status.SLOW: N_("Both indicators that can be judged improve too slowly"),
}


def site_summary(counts: Mapping[Status, int], rule: str = "") -> str:
    """ "Of 46 indicators that can be judged, 19 improve and close the gap, 11 improve too slowly and 16 do
    not improve; 9 cannot be judged and 12 have no data. 1 goal has no indicator yet."

    ``counts`` may lack a status. ``NO_INDICATOR`` counts goals, the others indicators. ``rule``: by which
    they were judged; of one that does not look whether the gap narrows, nothing is said of it.
    """
    empty = counts.get(Status.NO_INDICATOR, 0)
    if not _indicators(counts):
        return _("No goal has an indicator yet.") if empty else _("There are no indicators yet.")
    said = _of_indicators(counts, rules.closes(rule))
    if not empty:
        return said
    goals = ngettext("{n} goal has no indicator yet.", "{n} goals have no indicator yet.", empty)
    return f"{said} {goals.format(n=empty)}"


def goal_summary(counts: Mapping[Status, int], rule: str = "") -> str:
    """The same for one goal; a goal without indicators says so."""
    return (
        _of_indicators(counts, rules.closes(rule))
        if _indicators(counts)
        else _("No indicator measures this goal yet.")
    )


def _indicators(counts: Mapping[Status, int]) -> int:
    return sum(n for status, n in counts.items() if status != Status.NO_INDICATOR)


def _of_indicators(counts: Mapping[Status, int], closes: bool) -> str:
    judged = sum(counts.get(s, 0) for s in _JUDGED)
    unjudged, silent = counts.get(Status.UNJUDGED, 0), counts.get(Status.NO_DATA, 0)
    if not judged:
        return _none_judged(unjudged, silent)
    rest = [_unjudged(unjudged)] if unjudged else []
    if silent:
        rest.append(_silent(silent))
    said = _of_judged(counts, judged, bool(rest), closes)
    return f"{said}; {listed(rest)}." if rest else f"{said}."


def _of_judged(counts: Mapping[Status, int], judged: int, some_are_not: bool, closes: bool) -> str:
    """``some_are_not``: whether others cannot be judged, so that it is said that these can."""
    occurring = [s for s in _JUDGED if counts.get(s, 0)]
    if occurring == [Status.IMPROVING] and not closes:
        return _all_improve(judged, some_are_not)
    if judged == 1:
        return _((_ONE_JUDGED if some_are_not else _ONE)[occurring[0]])
    if len(occurring) == 1:
        only = occurring[0]
        both = _BOTH_JUDGED if some_are_not else _BOTH
        if judged == 2 and only in both:
            return _(both[only])
        return _((_MANY_JUDGED if some_are_not else _MANY)[only]).format(n=judged)
    parts = listed([_part(s, counts[s], closes) for s in occurring])
    if some_are_not:
        return ngettext(
            "Of {n} indicator that can be judged, {parts}",
            "Of {n} indicators that can be judged, {parts}",
            judged,
        ).format(n=judged, parts=parts)
    return ngettext("Of {n} indicator, {parts}", "Of {n} indicators, {parts}", judged).format(
        n=judged, parts=parts
    )


def _all_improve(n: int, some_are_not: bool) -> str:
    if n == 1:
        return _(_ONE_JUDGED_IMPROVES if some_are_not else _ONE_IMPROVES)
    if n == 2:
        return _(_BOTH_JUDGED_IMPROVE if some_are_not else _BOTH_IMPROVE)
    return _(_MANY_JUDGED_IMPROVE if some_are_not else _MANY_IMPROVE).format(n=n)


def _part(status: Status, n: int, closes: bool) -> str:
    """ "19 improve and close the gap": how many of a whole stand so."""
    if status is Status.IMPROVING and not closes:
        words = ngettext("{n} improves", "{n} improve", n)
    elif status is Status.IMPROVING:
        words = ngettext("{n} improves and closes the gap", "{n} improve and close the gap", n)
    elif status is Status.SLOW:
        words = ngettext("{n} improves too slowly", "{n} improve too slowly", n)
    else:
        words = ngettext("{n} does not improve", "{n} do not improve", n)
    return words.format(n=n)


def _none_judged(unjudged: int, silent: int) -> str:
    if not silent:
        return ngettext(
            "The one indicator cannot be judged yet.",
            "None of the {n} indicators can be judged yet.",
            unjudged,
        ).format(n=unjudged)
    if not unjudged:
        return ngettext(
            "The one indicator has no data.", "None of the {n} indicators has data.", silent
        ).format(n=silent)
    none = ngettext(
        "The one indicator cannot be judged yet",
        "None of the {n} indicators can be judged yet",
        unjudged + silent,
    ).format(n=unjudged + silent)
    return f"{none}; {_silent(silent)}."


def _unjudged(n: int) -> str:
    return ngettext("{n} cannot be judged", "{n} cannot be judged", n).format(n=n)


def _silent(n: int) -> str:
    return ngettext("{n} has no data", "{n} have no data", n).format(n=n)
