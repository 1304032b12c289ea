"""What an assessment or a proposal still needs: one table, which both refuses a move and lists why.

Each rule looks at one question and its answer and says what is missing, or nothing. A move names the rules'
findings that stop it; the same list stands on the page all the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from commonweal.appraisal.people import Overlap, too_many
from commonweal.appraisal.worksheet import NOTHING, Answer, Answers, Field, Question, claims, people
from commonweal.packs.toolkits import Kind, Toolkit
from commonweal.words import N_, _, ngettext


@dataclass(frozen=True)
class Missing:
    """``stops``: the assessment cannot be completed so. Otherwise it is advice."""

    key: str
    stage: Kind
    title: str
    what: str
    stops: bool = True


Rule = Callable[[Question, Answer], str]


def _unanswered(question: Question, answer: Answer) -> str:
    return _("Not answered") if question.required and answer.empty else ""


def _half(question: Question, answer: Answer) -> str:
    if answer.empty or answer.not_known:
        return ""
    left = [f.label for f in lacking(question, answer)]
    return _("Still to be filled in: {parts}").format(parts="; ".join(left)) if left else ""


def _wrong(question: Question, answer: Answer) -> str:
    """What was written is kept, whatever it is; but it is no number of people."""
    for f in question.fields:
        written = answer.text(f.name)
        if f.kind == "count" and written and people(written) is None:
            return _("{part}: “{written}” is not a whole number of people").format(
                part=f.label, written=written[:40]
            )
    return ""


def _nobody(_question: Question, answer: Answer) -> str:
    if answer.not_known and not (answer.who.strip() and answer.by):
        return _("Not known yet: say who finds out, and by when")
    return ""


#: Every rule on a single answer, in the order in which it is said.
RULES: tuple[Rule, ...] = (_unanswered, _half, _wrong, _nobody)


def lacking(question: Question, answer: Answer) -> list[Field]:
    """The parts that this answer needs and does not have."""
    return [f for f in question.fields if _is_needed(f, answer) and not _given(f, answer)]


def missing(
    toolkit: Toolkit,
    asked: Sequence[Question],
    answers: Answers,
    pairs: Sequence[Overlap] = (),
    residents: Mapping[str, int] | None = None,
    cited: Sequence[str] = (),
) -> list[Missing]:
    """Everything missing, in the order of the questions; what stops and what is only advised.

    ``pairs``: claims that may be on the same people; ``residents``: how many live in each place, where it is
    known; ``cited``: keys of questions beside which a figure is cited.
    """
    found = []
    for question in asked:
        answer = answers.get(question.key, NOTHING)
        found += [
            Missing(question.key, question.stage, question.title, what)
            for rule in RULES
            if (what := rule(question, answer))
        ]
    found += _claims_wanted(toolkit, answers)
    for pair in pairs:
        if not pair.settled:
            one, other = (key.partition("/")[2] for key in (pair.one.key, pair.other.key))
            title = _("Claims {one} and {other}").format(one=one, other=other)
            what = _("May be on the same people: {why}. Say which it is").format(why=pair.why)
            found.append(Missing(pair.key, "beneficiaries", title, what))
    for claim, living in too_many(claims(answers), residents or {}):
        title = _("Claim {number}").format(number=claim.key.partition("/")[2])
        what = ngettext(
            "{claimed} people are claimed, and {living} live there",
            "{claimed} people are claimed, and {living} live there",
            claim.people or 0,
        ).format(claimed=f"{claim.people:,}", living=f"{living:,}")
        found.append(Missing(claim.key, "beneficiaries", title, what))
    found += _advice(asked, answers, cited)
    order = {kind: n for n, kind in enumerate(("fit", "evaluation", "beneficiaries", "good-work"))}
    return sorted(found, key=lambda m: (not m.stops, order[m.stage]))


def stopping(found: Sequence[Missing]) -> list[Missing]:
    return [m for m in found if m.stops]


#: What is said where a group is reached in this way and no claim says so, and the other way round.
_WAYS = {
    "direct": (
        N_("Said to be reached directly: add a claim with how many, where and by what mechanism"),
        N_("A claim says that they are reached directly, and this answer does not"),
    ),
    "indirect": (
        N_("Said to be reached indirectly: add a claim with how many, where and by what mechanism"),
        N_("A claim says that they are reached indirectly, and this answer does not"),
    ),
}


def _claims_wanted(toolkit: Toolkit, answers: Answers) -> list[Missing]:
    """A group that is said to be reached needs a claim: how many, where, by what mechanism."""
    made = {(c.group, c.way) for c in claims(answers)}
    found = []
    for group in toolkit.groups:
        reach = answers.get(f"group/{group.id}", NOTHING)
        if reach.not_known:
            continue
        said = reach.text("reach")
        for way, (unclaimed, unsaid) in _WAYS.items():
            if said in (way, "both") and (group.id, way) not in made:
                found.append(Missing(f"group/{group.id}", "beneficiaries", group.name, _(unclaimed)))
            elif said and said not in (way, "both") and (group.id, way) in made:
                found.append(Missing(f"group/{group.id}", "beneficiaries", group.name, _(unsaid)))
    return found


def _advice(asked: Sequence[Question], answers: Answers, cited: Sequence[str]) -> list[Missing]:
    found = []
    for kind in ("evaluation", "beneficiaries"):
        own = [q for q in asked if q.stage == kind and not answers.get(q.key, NOTHING).empty]
        if own and not any(q.key in cited for q in own):
            what = _("No figure is cited in this stage: the evidence stands beside each question")
            found.append(Missing(own[0].key, own[0].stage, own[0].title, what, stops=False))
    for q in asked:
        notes = [f for f in q.fields if f.name.endswith(".note")]
        answer = answers.get(q.key, NOTHING)
        skipped = sum(1 for f in notes if not answer.text(f.name))
        if notes and skipped and not answer.empty:
            what = ngettext(
                "{skipped} of {all} questions to think about were passed over",
                "{skipped} of {all} questions to think about were passed over",
                skipped,
            ).format(skipped=skipped, all=len(notes))
            found.append(Missing(q.key, q.stage, q.title, what, stops=False))
    return found


def _is_needed(field: Field, answer: Answer) -> bool:
    if not field.needed:
        return False
    return field.when is None or answer.text(field.when[0]) in field.when[1]


def _given(field: Field, answer: Answer) -> bool:
    if field.kind in ("one", "many") and field.options:
        known = {id_ for id_, _label in field.options}
        return any(value in known for value in answer.many(field.name))
    return bool(answer.text(field.name))
