"""What changed because of an assessment: the first and a later one, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from commonweal.appraisal.worksheet import NOTHING, Answer, Answers, Field, Question, people
from commonweal.packs.toolkits import Toolkit
from commonweal.words import _

What = Literal["rating", "group", "number", "priority", "good-work", "words", "known"]
Direction = Literal["up", "down", "same", ""]
_SCALES = ("rating", "reach", "answer")


@dataclass(frozen=True)
class Changed:
    """One part of one answer that differs. ``direction``: up or down its scale, where it has one."""

    key: str
    title: str
    label: str
    what: What
    before: str
    after: str
    direction: Direction = ""


def changed(
    before: Sequence[Question], was: Answers, after: Sequence[Question], now: Answers
) -> list[Changed]:
    """Every part that differs, in the order of the questions; those of one side only included."""
    titles = {q.key: q for q in [*before, *after]}
    earlier = {(q.key, f.name): f for q in before for f in q.fields}
    found = []
    for key, question in titles.items():
        old, new = was.get(key, NOTHING), now.get(key, NOTHING)
        if old == new:
            continue
        if old.not_known != new.not_known:
            direction: Direction = "up" if old.not_known else "down"
            found.append(
                Changed(key, question.title, _("Known?"), "known", _known(old), _known(new), direction)
            )
        for field in question.fields:
            if old.text(field.name) != new.text(field.name):
                was_field = earlier.get((key, field.name), field)
                found.append(_part(question, was_field, field, old, new))
    return found


def _part(question: Question, was: Field, field: Field, old: Answer, new: Answer) -> Changed:
    """``was``: the part as it was asked then, whose words may be others by now."""
    before, after = shown(was, old), shown(field, new)
    return Changed(
        question.key, question.title, field.label, _what(question, field), before, after,
        _direction(field, old.text(field.name), new.text(field.name)),
    )  # fmt: skip


def shown(field: Field, answer: Answer) -> str:
    """A part of an answer in words: the labels of what was chosen, or the text."""
    labels: Mapping[str, str] = dict(field.options)
    if labels:
        return "; ".join(labels.get(v, v) for v in answer.many(field.name))
    if field.kind == "tick":
        return _("Yes") if answer.text(field.name) == "yes" else ""
    if field.kind == "count":
        number = people(answer.text(field.name))
        return f"{number:,}" if number is not None else answer.text(field.name)
    return answer.text(field.name)


def _known(answer: Answer) -> str:
    if answer.not_known:
        return _("not known yet")
    return _("not answered") if answer.empty else _("answered")


def _what(question: Question, field: Field) -> What:
    if field.name == "rating" or field.name.endswith(".rating"):
        return "rating"
    if field.kind == "count":
        return "number"
    if field.name == "priorities" or field.name == "none":
        return "priority"
    if field.name in ("reach", "group", "way", "also"):
        return "group"
    return "good-work" if question.stage == "good-work" and field.name == "answer" else "words"


def _direction(field: Field, old: str, new: str) -> Direction:
    if field.kind == "count":
        before, after = people(old), people(new)
        if before is None or after is None:
            return ""
        return "up" if after > before else "down" if after < before else "same"
    name = field.name.rpartition(".")[2]
    if name not in _SCALES:
        return ""
    order = [id_ for id_, _label in field.options]
    if name == "answer":  # shown best first
        order.reverse()
    if old not in order or new not in order:
        return ""
    return "up" if order.index(new) > order.index(old) else "down"


def rated(
    toolkit: Toolkit, asked: Sequence[Question], answers: Answers
) -> list[tuple[str, str, str, str | None]]:
    """What two assessors can be compared on: stage, item, level of measurement and the value given.

    Stage 1: whether each priority is ticked (nominal). Stage 2: the rating of each, and of each criterion
    (ordinal). Stage 3: how each group is reached, stage 4: each criterion (ordinal). None: not said.
    """
    chosen = set(answers.get("fit", NOTHING).many("priorities"))
    said = not answers.get("fit", NOTHING).empty
    found: list[tuple[str, str, str, str | None]] = [
        ("fit", f"fit/{p.id}", "nominal", ("yes" if p.id in chosen else "no") if said else None)
        for p in toolkit.priorities
    ]
    for q in asked:
        answer = answers.get(q.key, NOTHING)
        for f in q.fields:
            name = f.name.rpartition(".")[2]
            if f.kind == "one" and name in _SCALES:
                item = q.key if f.name == name else f"criterion/{q.priority}/{f.name.rpartition('.')[0]}"
                value = answer.text(f.name) or None
                found.append((q.stage, item, "ordinal", None if answer.not_known else value))
    return found
