"""The worksheet of an assessment: which questions a toolkit puts to a proposal, and what was answered.

A question has a key, a stage and the fields of its answer; an answer is a mapping from the names of those
fields to text, or to a list of ids. Everything else of an assessment is computed from these two: what is
missing, who is reached, what changed, how far two assessors agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from commonweal.packs.models import Sourced
from commonweal.packs.toolkits import Kind, Prompt, Toolkit
from commonweal.words import N_, _

FieldKind = Literal["text", "line", "one", "many", "count", "tick", "indicator", "places"]
Parts = Mapping[str, "str | list[str]"]  # stays English

#: What an answer on Good Work can be, least first.
WORK: tuple[tuple[str, str], ...] = (
    ("no", N_("No")),
    ("not-yet", N_("Not yet")),
    ("yes", N_("Yes")),
)
#: How growth reaches a group, least first.
REACH: tuple[tuple[str, str], ...] = (
    ("not", N_("It does not reach them")),
    ("indirect", N_("Indirectly: through procurement, supply chains or how partners work")),
    ("direct", N_("Directly")),
    ("both", N_("Both directly and indirectly")),
)
WAYS: tuple[tuple[str, str], ...] = (("direct", N_("Directly")), ("indirect", N_("Indirectly")))
#: What is known of two claims that may be on the same people.
OVERLAP: tuple[tuple[str, str], ...] = (
    ("separate", N_("They are different people")),
    ("same", N_("They are the same people: count them once")),
    ("partly", N_("Some people are in both")),
)
MOST_CLAIMS = 40


def in_words(labelled: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """A table of ids and labels (:data:`WORK`, :data:`REACH` …) in the language in use."""
    return tuple((id_, _(label)) for id_, label in labelled)


@dataclass(frozen=True)
class Field:
    """One part of an answer. ``options``: id and label, for kinds ``one`` and ``many``.

    ``needed``: without it the answer is not whole. ``when``: it is needed only where another part has one of
    these values. ``origin``: the item of the toolkit that asks this part, where it is not the question's own.
    """

    name: str
    label: str
    kind: FieldKind = "text"
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    needed: bool = False
    when: tuple[str, tuple[str, ...]] | None = None
    origin: Sourced | None = None


@dataclass(frozen=True)
class Question:
    """One question as an assessor meets it.

    ``origin`` is the item of the toolkit it comes from, ``beside`` what the toolkit asks one to think about
    while answering. ``required``: an assessment is not whole without it. ``priority`` and ``group`` say which
    evidence belongs beside it.
    """

    key: str
    stage: Kind
    title: str
    fields: tuple[Field, ...]
    origin: Sourced
    guidance: str = ""
    beside: tuple[Prompt, ...] = ()
    required: bool = True
    priority: str = ""
    group: str = ""


@dataclass(frozen=True)
class Answer:
    """``not_known``: nobody knows yet; ``who`` finds out ``by`` a day (ISO). ``parts`` may be half full."""

    parts: Parts = field(default_factory=dict)
    not_known: bool = False
    who: str = ""
    by: str = ""

    def text(self, name: str) -> str:
        """A part in one line of text, stripped; "" where it is not there, or has nothing to read in it."""
        found = self.parts.get(name, "")
        words = found if isinstance(found, str) else ", ".join(found)
        return words.strip() if re.search(r"\w", words) else ""

    def many(self, name: str) -> tuple[str, ...]:
        found = self.parts.get(name, ())
        return tuple(found) if not isinstance(found, str) else ((found,) if found else ())

    @property
    def empty(self) -> bool:
        return not self.not_known and not any(self.text(name) for name in self.parts)


Answers = Mapping[str, Answer]
NOTHING = Answer()


@dataclass(frozen=True)
class Claim:
    """A number of people of a group whom the proposal reaches, directly or not, under a priority.

    ``people`` is None where nobody has counted them. ``also`` are other groups that the same people are in.
    """

    key: str
    group: str
    priority: str
    way: str
    people: int | None
    places: tuple[str, ...]
    mechanism: str
    source: str
    also: tuple[str, ...] = ()


def no_outcome(answers: Answers) -> bool:
    """Whether the assessor found no direct inclusive growth outcome: a valid result."""
    return answers.get("fit", NOTHING).text("none") == "yes"


def ticked(toolkit: Toolkit, answers: Answers) -> tuple[str, ...]:
    """The priorities that the proposal delivers directly, in the toolkit's order."""
    if no_outcome(answers):
        return ()
    chosen = set(answers.get("fit", NOTHING).many("priorities"))
    return tuple(p.id for p in toolkit.priorities if p.id in chosen)


def claims(answers: Answers) -> list[Claim]:
    """The claims in the order in which they were made, those without a group left out."""
    found = []
    for key in sorted((k for k in answers if k.startswith("claim/")), key=_number):
        answer = answers[key]
        if answer.text("group"):
            found.append(
                Claim(
                    key=key,
                    group=answer.text("group"),
                    priority=answer.text("priority"),
                    way=answer.text("way"),
                    people=people(answer.text("people")),
                    places=answer.many("places"),
                    mechanism=answer.text("mechanism"),
                    source=answer.text("source"),
                    also=tuple(g for g in answer.many("also") if g != answer.text("group")),
                )
            )
    return found


def people(text: str) -> int | None:
    """A whole number of people, with or without commas; None where it is not one."""
    plain = text.replace(",", "").replace(" ", "")
    return int(plain) if re.fullmatch(r"[0-9]{1,9}", plain) else None


def questions(toolkit: Toolkit, answers: Answers) -> list[Question]:
    """Every question for this proposal, in order: stage 2 only for the priorities ticked, stage 4 always."""
    return [
        *_fit(toolkit, answers),
        *_evaluation(toolkit, answers),
        *_beneficiaries(toolkit, answers),
        *_work(toolkit),
    ]


def question(toolkit: Toolkit, answers: Answers, key: str) -> Question | None:
    return next((q for q in questions(toolkit, answers) if q.key == key), None)


def next_claim(answers: Answers) -> str | None:
    """The key of a claim yet to be made; None where there are too many already."""
    used = [_number(k) for k in answers if k.startswith("claim/")]
    return f"claim/{max(used, default=0) + 1}" if len(used) < MOST_CLAIMS else None


def _fit(toolkit: Toolkit, answers: Answers) -> Iterator[Question]:
    stage = toolkit.stage("fit")
    names = tuple((p.id, p.name) for p in toolkit.priorities)
    yield Question(
        "fit",
        "fit",
        stage.question,
        (
            Field(
                "priorities", _("Priorities that it delivers directly"), "many", options=names, needed=True,
                when=("none", ("",)),
            ),
            Field("none", _("It has no direct inclusive growth outcome"), "tick",
                  hint=_("A valid answer. The last stage then asks what procurement can still do.")),
            Field("why", _("Why not"), hint=_("Needed where there is none."), needed=True,
                  when=("none", ("yes",))),
        ),
        stage,
        stage.purpose,
    )  # fmt: skip
    beside = tuple(p for p in stage.prompts if p.beside == "priority")
    for priority in toolkit.priorities:
        if priority.id in ticked(toolkit, answers):
            yield Question(
                f"how/{priority.id}",
                "fit",
                _("{priority}: how will it be delivered?").format(priority=priority.name),
                (Field("how", _("How the good comes about"), needed=True),),
                priority,
                priority.summary,
                beside,
                priority=priority.id,
            )
    yield from _prompts(toolkit, "fit")


def _evaluation(toolkit: Toolkit, answers: Answers) -> Iterator[Question]:
    stage = toolkit.stage("evaluation")
    chosen = ticked(toolkit, answers)
    beside = tuple(p for p in stage.prompts if p.beside == "chain")
    scale = tuple((r.id, r.name.capitalize()) for r in toolkit.ratings)
    for priority in toolkit.priorities:
        if priority.id not in chosen:
            continue
        yield Question(
            f"chain/{priority.id}",
            "evaluation",
            _("{priority}: what leads to what?").format(priority=priority.name),
            (
                Field("activity", _("Activity: what is done"), needed=True),
                Field("output", _("Output: what there is then"), needed=True),
                Field("outcome", _("Outcome: what changes for whom"), needed=True),
                Field(
                    "indicator",
                    _("Indicator of the framework that would show it"),
                    "indicator",
                    needed=True,
                ),
                Field(
                    "assumed", _("What has to go right for it to arrive, and who sees to that"), needed=True
                ),
            ),
            priority,
            priority.summary,
            beside,
            priority=priority.id,
        )
        fields = [
            Field("rating", _("Rating"), "one", options=scale, needed=True),
            Field("justification", _("Why this rating"), needed=True),
        ]
        for c in priority.criteria:
            fields.append(Field(f"{c.id}.note", c.question, hint=c.guidance, origin=c))
            fields.append(Field(f"{c.id}.rating", _("How well, on this alone"), "one", options=scale))
        yield Question(
            f"rating/{priority.id}",
            "evaluation",
            _("{priority}: how well?").format(priority=priority.name),
            tuple(fields),
            priority,
            _("The questions below help to think; none has to be answered. The rating and its reason do."),
            tuple(priority.criteria),
            priority=priority.id,
        )
    yield from _prompts(toolkit, "evaluation", required=len(chosen) > 1) if chosen else ()


def _beneficiaries(toolkit: Toolkit, answers: Answers) -> Iterator[Question]:
    stage = toolkit.stage("beneficiaries")
    for group in toolkit.groups:
        yield Question(
            f"group/{group.id}",
            "beneficiaries",
            _("{group}: does it reach them?").format(group=group.name),
            (
                Field("reach", _("Does it reach them?"), "one", options=in_words(REACH), needed=True),
                Field("why", _("How it reaches them, or why it does not"), needed=True),
            ),
            group,
            group.description,
            required=not no_outcome(answers),
            group=group.id,
        )
    beside = tuple(p for p in stage.prompts if p.beside == "claim")
    names = tuple((g.id, g.name) for g in toolkit.groups)
    for key in sorted((k for k in answers if k.startswith("claim/")), key=_number):
        chosen = answers[key]
        yield Question(
            key,
            "beneficiaries",
            _("Claim {number}: how many people, where and by what mechanism?").format(number=_number(key)),
            (
                Field("group", _("Group"), "one", options=names, needed=True),
                Field("way", _("How are they reached?"), "one", options=in_words(WAYS), needed=True),
                Field(
                    "priority", _("Under which priority"), "one",
                    options=(
                        *((p.id, p.name) for p in toolkit.priorities if p.id in ticked(toolkit, answers)),
                        ("other", _("Another, or none")),
                    ),
                    needed=True,
                ),
                Field("people", _("How many people"), "count", hint=_("A whole number."), needed=True),
                Field("source", _("Where the number comes from"), "line",
                      hint=_("A guess is an answer when it is called one."), needed=True),
                Field("places", _("Where they live"), "places", needed=True),
                Field("mechanism", _("By what mechanism the good reaches them"), needed=True),
                Field("also", _("Other groups that the same people are in"), "many", options=names),
            ),
            stage,
            _("One number of people, of one group, by one way. Make another claim for another number."),
            beside,
            priority=chosen.text("priority"),
            group=chosen.text("group"),
        )  # fmt: skip
    yield from _prompts(toolkit, "beneficiaries", required=not no_outcome(answers))


def _work(toolkit: Toolkit) -> Iterator[Question]:
    for c in toolkit.stage("good-work").criteria:
        yield Question(
            f"work/{c.id}",
            "good-work",
            c.question,
            (
                Field("answer", _("Answer"), "one", options=in_words(WORK[::-1]), needed=True),
                Field("how", _("How, or why not"), needed=True),
                Field("monitored", _("What will be monitored in the contract"), hint=c.monitored, needed=True,
                      when=("answer", ("yes", "not-yet"))),
            ),
            c,
            c.guidance,
        )  # fmt: skip
    yield from _prompts(toolkit, "good-work")


def _prompts(toolkit: Toolkit, kind: Kind, *, required: bool = True) -> Iterator[Question]:
    for prompt in toolkit.stage(kind).prompts:
        if not prompt.beside:
            yield Question(
                f"prompt/{kind}/{prompt.id}",
                kind,
                prompt.question,
                (Field("words", _("Your answer"), needed=True),),
                prompt,
                prompt.guidance,
                required=required,
            )


def _number(key: str) -> int:
    tail = key.partition("/")[2]
    return int(tail) if tail.isdecimal() else 0


def by_stage(asked: Sequence[Question]) -> dict[Kind, list[Question]]:
    """The questions of each stage, in order."""
    found: dict[Kind, list[Question]] = {"fit": [], "evaluation": [], "beneficiaries": [], "good-work": []}
    for q in asked:
        found[q.stage].append(q)
    return found
