"""How a node stands, as far as a circle needs to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum


class State(StrEnum):
    """``ABSENT``: a link names it and the figures in force do not know it."""

    TURNS = "turns"  # improving, and closing on its target
    SLOW = "slow"  # in the right direction, too slowly
    AWAY = "away"  # no change, or moving away
    UNJUDGED = "unjudged"  # figures that cannot be judged
    NO_DATA = "no-data"
    NO_INDICATOR = "no-indicator"
    ABSENT = "absent"


def of_goal(states: Iterable[State]) -> State:
    """How a goal stands from how its indicators do.

    Of those that can be judged: away where half or more move away; turning where more than half turn;
    otherwise too slowly. Where none can be judged it is unjudged if any has figures, else without data; with
    no indicator at all it is without indicator.
    """
    counts = Counter(states)
    judged = counts[State.TURNS] + counts[State.SLOW] + counts[State.AWAY]
    if judged:
        if 2 * counts[State.AWAY] >= judged:
            return State.AWAY
        return State.TURNS if 2 * counts[State.TURNS] > judged else State.SLOW
    if counts[State.UNJUDGED]:
        return State.UNJUDGED
    return State.NO_DATA if counts else State.NO_INDICATOR
