"""Which tests are put to a report, the parts of a good answer, and what an account still lacks.

An answer has the same form as one of the Toolkit's worksheet, so that one can be carried over to the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from commonweal.appraisal.worksheet import NOTHING, Answers, Field, in_words, people
from commonweal.packs.models import Rung
from commonweal.packs.test_sets import Applies, Part, ReportKind, TestQuestion, TestSet
from commonweal.packs.toolkits import Group
from commonweal.words import N_, _

#: How strong the evidence behind an answer is, weakest first.
STRENGTH: tuple[tuple[str, str], ...] = (
    ("assertion", N_("Assertion: we believe it")),
    ("analogy", N_("Analogy: it was so elsewhere")),
    ("data", N_("Data: figures of this place and these people")),
    ("evaluation", N_("Evaluation: it was tried and its effect measured")),
)
_STRENGTH_WORDS = {
    "assertion": N_("Assertion"),
    "analogy": N_("Analogy"),
    "data": N_("Data"),
    "evaluation": N_("Evaluation"),
}
State = Literal["whole", "partly", "not-known", "open"]
Quality = Literal["none", "partial", "whole"]


@dataclass(frozen=True)
class Facts:
    """What is known of a report when it is decided which tests apply. ``cost`` in pounds, None: not known."""

    kind: ReportKind
    cost: float | None = None
    places: tuple[str, ...] = ()
    key_decision: bool = False


@dataclass(frozen=True)
class Test:
    """A question as the author of a report meets it."""

    __test__ = False  # pytest collects what is called Test…

    key: str
    title: str
    guidance: str
    fields: tuple[Field, ...]
    origin: TestQuestion


@dataclass(frozen=True)
class Lacking:
    """What one answer still needs, in words."""

    key: str
    title: str
    what: str


@dataclass(frozen=True)
class Account:
    """How whole an account is. ``states``: by test; ``strength``: by test that names it.

    ``quality``: none where nothing is answered, whole where every test is answered in all its parts or says
    who finds out by when, partial otherwise. It says how complete an account is, never whether it is right.
    """

    states: Mapping[str, State]
    strength: Mapping[str, str]
    quality: Quality

    def count(self, state: State) -> int:
        return sum(1 for found in self.states.values() if found == state)


def strength_in_words(strength: str) -> str:
    """A strength in one word, in the language in use; one that is not known as it stands."""
    return _(_STRENGTH_WORDS[strength]) if strength in _STRENGTH_WORDS else strength


def applies(condition: Applies, facts: Facts, within: Callable[[str, str], bool]) -> bool:
    """Whether a test is put. ``within(a, b)``: whether place ``a`` is ``b`` or lies in it."""
    if condition.kinds and facts.kind not in condition.kinds:
        return False
    if condition.cost_from is not None and (facts.cost is None or facts.cost < condition.cost_from):
        return False
    if condition.key_decision is not None and condition.key_decision != facts.key_decision:
        return False
    return not condition.places or any(within(p, q) for p in facts.places for q in condition.places)


def questions_of(
    test_set: TestSet,
    facts: Facts,
    *,
    groups: Sequence[Group] = (),
    ladder: Sequence[Rung] = (),
    within: Callable[[str, str], bool] = str.__eq__,
) -> list[Test]:
    """The tests that are put to a report, in the set's order.

    ``groups``: those of the toolkit, to choose from; ``ladder``: the framework's rungs of participation.
    """
    return [
        Test(
            q.id,
            q.question,
            q.guidance,
            tuple(f for part in q.parts for f in _fields(part, groups, ladder)),
            q,
        )
        for q in test_set.questions
        if applies(q.applies, facts, within)
    ]


def lacking(asked: Sequence[Test], answers: Answers) -> list[Lacking]:
    """Everything that the answers still need, in the order of the tests."""
    found = []
    for test in asked:
        answer = answers.get(test.key, NOTHING)
        if answer.empty:
            found.append(Lacking(test.key, test.title, _("Not answered")))
        elif answer.not_known:
            if not (answer.who.strip() and answer.by):
                what = _("We do not know: say who finds out, and by when")
                found.append(Lacking(test.key, test.title, what))
        else:
            left = [f.label for f in parts_left(test, answers)]
            if left:
                what = _("Still to be said: {parts}").format(parts="; ".join(left))
                found.append(Lacking(test.key, test.title, what))
            found += [
                Lacking(
                    test.key,
                    test.title,
                    _("{part}: “{written}” is not a whole number").format(
                        part=f.label, written=answer.text(f.name)[:40]
                    ),
                )
                for f in test.fields
                if f.kind == "count" and answer.text(f.name) and people(answer.text(f.name)) is None
            ]
    return found


def account(asked: Sequence[Test], answers: Answers) -> Account:
    """How whole the account is."""
    unfinished = {row.key for row in lacking(asked, answers)}
    states: dict[str, State] = {}
    strength = {}
    for test in asked:
        answer = answers.get(test.key, NOTHING)
        if answer.empty:
            states[test.key] = "open"
        elif answer.not_known:
            states[test.key] = "not-known" if test.key not in unfinished else "partly"
        else:
            states[test.key] = "partly" if test.key in unfinished else "whole"
            if answer.text("strength"):
                strength[test.key] = answer.text("strength")
    given = [s for s in states.values() if s != "open"]
    whole = bool(states) and all(s in ("whole", "not-known") for s in states.values())
    return Account(states, strength, "whole" if whole else "partial" if given else "none")


def parts_left(test: Test, answers: Answers) -> list[Field]:
    """The parts that an answer still needs; all that are needed, where there is none."""
    answer = answers.get(test.key, NOTHING)
    return [
        f
        for f in test.fields
        if f.needed
        and (f.when is None or answer.text(f.when[0]) in f.when[1])
        and not answer.text(f.name)
        # A group that is chosen is an answer to "who" too.
        and not (f.name == "who" and answer.many("groups"))
    ]


def _fields(part: Part, groups: Sequence[Group], ladder: Sequence[Rung]) -> list[Field]:
    if part == "who":
        named = tuple((g.id, g.name) for g in groups)
        choice = [Field("groups", _("Groups"), "many", options=named)] if named else []
        return [
            *choice,
            Field("who", _("Who exactly"), "line", _("In words, and anybody else."), needed=True),
        ]
    if part == "how-many":
        return [
            Field("people", _("How many people"), "count", _("A whole number."), needed=True),
            Field(
                "people-source", _("Where the number comes from"), "line",
                _("A guess is an answer when it is called one."), needed=True,
            ),
        ]  # fmt: skip
    if part == "participation":
        rungs = tuple((r.id, f"{r.name}: {r.summary}") for r in ladder)
        choice = (
            [Field("rung", _("How far they had power"), "one", options=rungs, needed=True)] if rungs else []
        )
        return [
            *choice,
            Field("participation", _("What was done, and what changed because of it"), needed=True),
        ]
    if part == "evidence":
        return [
            Field(
                "strength", _("How strong the evidence is"), "one", options=in_words(STRENGTH), needed=True
            ),
            Field(
                "evidence",
                _("The evidence"),
                needed=True,
                when=("strength", ("analogy", "data", "evaluation")),
            ),
        ]
    return [replace(_ONE[part], label=_(_ONE[part].label))]


_ONE: Mapping[Part, Field] = {
    "mechanism": Field("mechanism", N_("By what mechanism"), "text", needed=True),
    "where": Field("places", N_("Where"), "places", needed=True),
    "by-when": Field("by-when", N_("By when"), "line", needed=True),
    "indicator": Field("indicator", N_("Which indicator would show it"), "indicator", needed=True),
    "unknown": Field("unknown", N_("What is not known about this"), "text"),
}
