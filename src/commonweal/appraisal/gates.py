"""What a proposal needs before it moves on: one table, which refuses a move and lists why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from commonweal.words import N_, _

STEPS = ("idea", "outline", "application", "decided", "delivery", "closed")


@dataclass(frozen=True)
class Facts:
    """What is known of a proposal when somebody wants to move it on."""

    step: str
    places: int
    options: int
    nothing: bool
    needs: int
    needs_answered: int
    decision_by: bool
    decision: bool
    assessments_done: int
    final_done: bool
    in_hand: bool
    open_requests: int


@dataclass(frozen=True)
class Gate:
    """``holds`` of the facts, or ``words`` says what is missing. ``stops`` is False for mere advice.

    ``part``: the part of the proposal where it is mended: places, options, needs, about, assessments,
    decision; "" where no part mends it.
    """

    words: str
    holds: Callable[[Facts], bool]
    part: str = ""
    stops: bool = True


_OPTIONS = Gate(
    N_("Name at least two options, one of them to do nothing"),
    lambda f: f.options > 1 and f.nothing,
    "options",
)
_PLACES = Gate(N_("Say in which places it would be"), lambda f: f.places > 0, "places")
_NEEDS = Gate(
    N_("Answer what an assessor needs to know, or say who finds out"),
    lambda f: f.needs_answered >= f.needs,
    "needs",
)
_DATE = Gate(N_("Say by when it will be decided"), lambda f: f.decision_by, "about")
_DECISION = Gate(N_("Write down what was decided"), lambda f: f.decision, "decision")

#: To move to a step, every gate of it must hold.
GATES: Mapping[str, tuple[Gate, ...]] = {
    "idea": (),
    "outline": (_PLACES, _OPTIONS),
    "application": (
        _PLACES,
        _OPTIONS,
        _NEEDS,
        _DATE,
        Gate(
            N_("Complete a first assessment, while the design can change"),
            lambda f: f.assessments_done > 0,
            "assessments",
        ),
    ),
    "decided": (
        Gate(N_("Complete a final assessment"), lambda f: f.final_done, "assessments"),
        Gate(N_("Finish or give up the assessment in hand"), lambda f: not f.in_hand, "assessments"),
        _DECISION,
        Gate(
            N_("Answer the requests that are open"),
            lambda f: f.open_requests == 0,
            "assessments",
            stops=False,
        ),
    ),
    "delivery": (_DECISION,),
    "closed": (),
}


def lacking(facts: Facts, to: str) -> list[Gate]:
    """The gates to ``to`` that do not hold, those that stop first, in the language in use.

    Raises KeyError for an unknown step.
    """
    found = [gate for gate in GATES[to] if not gate.holds(facts)]
    if STEPS.index(to) > STEPS.index(facts.step) + 1:
        found.insert(0, Gate(N_("Take one step at a time"), lambda _facts: False))
    return [replace(gate, words=_(gate.words)) for gate in sorted(found, key=lambda g: not g.stops)]


def next_step(step: str) -> str | None:
    """The step after this one; None after the last. Raises ValueError for an unknown step."""
    n = STEPS.index(step) + 1
    return STEPS[n] if n < len(STEPS) else None
