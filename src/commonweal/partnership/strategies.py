"""What a strategy covers of a framework's goals, what it leaves out, and what would show that it works."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A part of a strategy, with the goals of one framework that it is aligned with, and the indicators
    that it names itself.
    """

    id: str
    goals: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coverage:
    """``covered``: of each goal that some part is aligned with, those parts; in the framework's order.

    ``left_out``: goals with no part. ``unaligned``: parts with no goal of this framework. ``gone``: part and
    goal, where the framework does not have the goal (any more): it covers nothing.
    """

    covered: Mapping[str, tuple[str, ...]]
    left_out: tuple[str, ...]
    unaligned: tuple[str, ...]
    gone: tuple[tuple[str, str], ...]


def coverage(parts: Sequence[Part], goals: Sequence[str]) -> Coverage:
    """``goals``: those of the framework, in its order."""
    known = set(goals)
    covered = {g: tuple(p.id for p in parts if g in p.goals) for g in goals}
    return Coverage(
        covered={g: ids for g, ids in covered.items() if ids},
        left_out=tuple(g for g, ids in covered.items() if not ids),
        unaligned=tuple(p.id for p in parts if not known.intersection(p.goals)),
        gone=tuple((p.id, g) for p in parts for g in p.goals if g not in known),
    )


@dataclass(frozen=True)
class Shows:
    """``by_part``: the indicators that would show whether a part works, each with whether the part names it
    itself. ``blind``: parts that no indicator would show. ``goals_blind``: covered goals without indicators.
    ``gone``: part and indicator, where the figures do not know the indicator (any more).
    """

    by_part: Mapping[str, tuple[tuple[str, bool], ...]]
    blind: tuple[str, ...]
    goals_blind: tuple[str, ...]
    gone: tuple[tuple[str, str], ...]


def shows(parts: Sequence[Part], placed: Mapping[str, Sequence[str]], known: Collection[str]) -> Shows:
    """``placed``: the indicators of each goal of the framework; ``known``: those that the figures know.

    A part's own come first, in its order; then those of its goals, each once.
    """
    found: dict[str, tuple[tuple[str, bool], ...]] = {}
    for part in parts:
        of_goals = [i for g in part.goals for i in placed.get(g, ()) if i in known]
        own = [i for i in part.indicators if i in known]
        found[part.id] = tuple((i, i in own) for i in dict.fromkeys([*own, *of_goals]))
    covered = dict.fromkeys(g for p in parts for g in p.goals if g in placed)
    return Shows(
        by_part=found,
        blind=tuple(id_ for id_, indicators in found.items() if not indicators),
        goals_blind=tuple(g for g in covered if not any(i in known for i in placed[g])),
        gone=tuple((p.id, i) for p in parts for i in p.indicators if i not in known),
    )


@dataclass(frozen=True)
class Beside:
    """A goal with the parts of two strategies that are aligned with it."""

    goal: str
    a: tuple[str, ...]
    b: tuple[str, ...]

    @property
    def who(self) -> str:
        """Which of the two cover it: "both", "a", "b" or "neither"."""
        return {(1, 1): "both", (1, 0): "a", (0, 1): "b", (0, 0): "neither"}[bool(self.a), bool(self.b)]


def side_by_side(a: Sequence[Part], b: Sequence[Part], goals: Sequence[str]) -> list[Beside]:
    """Two strategies, goal by goal, in the framework's order."""
    one, other = coverage(a, goals).covered, coverage(b, goals).covered
    return [Beside(g, one.get(g, ()), other.get(g, ())) for g in goals]
