"""One sentence for many marks: how many indicators improve, and how many cannot be judged. None is hidden."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.progress.schema import Status
from commonweal.publish.wording import listed

_JUDGED = (Status.IMPROVING, Status.SLOW, Status.AWAY)
_ONE = {
    Status.IMPROVING: "improves and closes the gap",
    Status.SLOW: "improves too slowly",
    Status.AWAY: "does not improve",
}
_MANY = {
    Status.IMPROVING: "improve and close the gap",
    Status.SLOW: "improve too slowly",
    Status.AWAY: "do not improve",
}


def site_summary(counts: Mapping[Status, int]) -> str:
    """ "Of 46 indicators that can be judged, 19 improve and close the gap, 11 improve too slowly and 16 do
    not improve; 9 cannot be judged and 12 have no data. 1 goal has no indicator yet."

    ``counts`` may lack a status. ``NO_INDICATOR`` counts goals, the others indicators.
    """
    empty = counts.get(Status.NO_INDICATOR, 0)
    if not _indicators(counts):
        return "No goal has an indicator yet." if empty else "There are no indicators yet."
    goals = "" if not empty else f" {empty} {'goal has' if empty == 1 else 'goals have'} no indicator yet."
    return _of_indicators(counts) + goals


def goal_summary(counts: Mapping[Status, int]) -> str:
    """The same for one goal; a goal without indicators says so."""
    return _of_indicators(counts) if _indicators(counts) else "No indicator measures this goal yet."


def _indicators(counts: Mapping[Status, int]) -> int:
    return sum(n for status, n in counts.items() if status != Status.NO_INDICATOR)


def _of_indicators(counts: Mapping[Status, int]) -> str:
    judged = sum(counts.get(s, 0) for s in _JUDGED)
    unjudged, silent = counts.get(Status.UNJUDGED, 0), counts.get(Status.NO_DATA, 0)
    if not judged:
        return _none_judged(unjudged, silent)
    rest = [f"{unjudged} cannot be judged"] if unjudged else []
    if silent:
        rest.append(f"{silent} {_have(silent)} no data")
    tail = f"; {listed(rest)}" if rest else ""
    return f"{_of_judged(counts, judged, bool(rest))}{tail}."


def _of_judged(counts: Mapping[Status, int], judged: int, some_are_not: bool) -> str:
    that = " that can be judged" if some_are_not else ""
    occurring = [s for s in _JUDGED if counts.get(s, 0)]
    if judged == 1:
        return f"The one indicator{that} {_ONE[occurring[0]]}"
    if len(occurring) == 1:
        if occurring[0] is Status.AWAY:
            return f"None of the {judged} indicators{that} improves"
        every = "Both" if judged == 2 else f"All {judged}"
        return f"{every} indicators{that} {_MANY[occurring[0]]}"
    parts = [f"{counts[s]} {(_ONE if counts[s] == 1 else _MANY)[s]}" for s in occurring]
    return f"Of {judged} indicators{that}, {listed(parts)}"


def _none_judged(unjudged: int, silent: int) -> str:
    if not silent:
        if unjudged == 1:
            return "The one indicator cannot be judged yet."
        return f"None of the {unjudged} indicators can be judged yet."
    if not unjudged:
        return (
            "The one indicator has no data." if silent == 1 else f"None of the {silent} indicators has data."
        )
    return f"None of the {unjudged + silent} indicators can be judged yet; {silent} {_have(silent)} no data."


def _have(count: int) -> str:
    return "has" if count == 1 else "have"
