"""Where a loop turns, and where it breaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import prod

from commonweal.packs.circles import Strength

from .net import Net, Step
from .states import State


class Verdict(StrEnum):
    TURNS = "turns"  # every node turns
    SLOW = "slow"  # none breaks, and at least one is too slow
    UNTOLD = "untold"  # none breaks, and at least one has figures that cannot be judged
    BREAKS = "breaks"  # at least one moves away, or has nothing that would show it


@dataclass(frozen=True)
class Break:
    node: str
    state: State


@dataclass(frozen=True)
class Turning:
    """One loop with the states of its nodes.

    ``sign``: 1 where what goes round comes back as more of itself, -1 where it comes back as less, 0 where
    a step is argued both ways. ``contested``: the steps on which no more than a contested link leads.
    """

    nodes: tuple[str, ...]
    steps: tuple[Step, ...]
    sign: int
    turns: tuple[str, ...]
    slow: tuple[str, ...]
    unjudged: tuple[str, ...]
    breaks: tuple[Break, ...]
    contested: tuple[Step, ...]

    @property
    def verdict(self) -> Verdict:
        if self.breaks:
            return Verdict.BREAKS
        if self.unjudged:
            return Verdict.UNTOLD
        return Verdict.SLOW if self.slow else Verdict.TURNS


def turning(of: Net, loop: tuple[str, ...], states: Mapping[str, State]) -> Turning:
    """``states`` by node; a node that is not among them is absent. Raises ``KeyError`` where two nodes of
    ``loop`` that follow each other have no step.
    """
    steps = tuple(of.steps[ends] for ends in zip(loop, (*loop[1:], loop[0]), strict=True))
    at = {node: states.get(node, State.ABSENT) for node in loop}
    no_break = (State.TURNS, State.SLOW, State.UNJUDGED)
    return Turning(
        nodes=loop,
        steps=steps,
        sign=prod(step.sign for step in steps),
        turns=tuple(node for node in loop if at[node] is State.TURNS),
        slow=tuple(node for node in loop if at[node] is State.SLOW),
        unjudged=tuple(node for node in loop if at[node] is State.UNJUDGED),
        breaks=tuple(Break(node, at[node]) for node in loop if at[node] not in no_break),
        contested=tuple(step for step in steps if step.strength is Strength.CONTESTED),
    )
