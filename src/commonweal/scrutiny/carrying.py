"""Answers carried over from a proposal's assessment: a beginning for the author of a report, marked so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.appraisal.people import Overlap, reached
from commonweal.appraisal.worksheet import NOTHING, WORK, Answer, Answers, claims, in_words, ticked
from commonweal.packs.toolkits import Toolkit
from commonweal.scrutiny.questions import Test
from commonweal.words import _, ngettext


@dataclass(frozen=True)
class Assessed:
    """An assessment to carry from. ``places``: the proposal's; ``pairs``: claims on the same people."""

    toolkit: Toolkit
    answers: Answers
    pairs: Sequence[Overlap] = ()
    places: tuple[str, ...] = ()


def carried(asked: Sequence[Test], of: Assessed) -> dict[str, Answer]:
    """What the assessment says towards each test; tests of which it says nothing are left out.

    Only parts that a test asks for are filled. Numbers of people come over only where the two bounds are one
    number: otherwise the author has to say which it is.
    """
    found = {}
    for test in asked:
        parts: dict[str, str | list[str]] = {}
        names = {f.name for f in test.fields}
        for source in test.origin.carries:
            for name, value in _from(source, of).items():
                if name in names and value:
                    parts[name] = _joined(parts.get(name), value)
        if parts:
            found[test.key] = Answer(parts)
    return found


def _joined(held: str | list[str] | None, more: str | list[str]) -> str | list[str]:
    if held is None:
        return more
    if isinstance(held, list) and isinstance(more, list):
        return list(dict.fromkeys([*held, *more]))
    return f"{held}\n{more}"


def _from(source: str, of: Assessed) -> dict[str, str | list[str]]:
    if source == "chain":
        return _chain(of)
    if source == "claims":
        return _claims(of)
    if source == "work":
        return _work(of)
    if source == "places":
        return {"places": list(of.places)}
    answer = of.answers.get(source, NOTHING)
    words = answer.text("words")
    return {"mechanism": words, "unknown": "" if words else _unknown(answer)}


def _chain(of: Assessed) -> dict[str, str | list[str]]:
    names = {p.id: p.name for p in of.toolkit.priorities}
    steps, assumed, indicators = [], [], []
    for priority in ticked(of.toolkit, of.answers):
        answer = of.answers.get(f"chain/{priority}", NOTHING)
        said = [answer.text(name) for name in ("activity", "output", "outcome")]
        if all(said):
            steps.append(f"{names[priority]}: {' → '.join(s.rstrip('.') for s in said)}.")
        if answer.text("assumed"):
            assumed.append(answer.text("assumed"))
        if answer.text("indicator") and answer.text("indicator") != "none":
            indicators.append(answer.text("indicator"))
    return {
        "mechanism": "\n".join(steps),
        "unknown": "\n".join(assumed),
        "indicator": indicators[0] if indicators else "",
    }


def _claims(of: Assessed) -> dict[str, str | list[str]]:
    made = claims(of.answers)
    if not made:
        return {}
    bounds = reached(made, of.pairs)
    one_number = bounds.at_least == bounds.at_most and not bounds.uncounted
    between = (
        ""
        if one_number
        else ngettext(
            "Between {low} and {high} people: the same ones may be counted twice.",
            "Between {low} and {high} people: the same ones may be counted twice.",
            bounds.at_most,
        ).format(low=f"{bounds.at_least:,}", high=f"{bounds.at_most:,}")
    )
    return {
        "groups": list(dict.fromkeys(c.group for c in made)),
        "people": str(bounds.at_most) if one_number else "",
        "people-source": "; ".join(dict.fromkeys(c.source for c in made if c.source)),
        "places": list(dict.fromkeys(p for c in made for p in c.places)),
        "mechanism": "\n".join(dict.fromkeys(c.mechanism for c in made if c.mechanism)),
        "unknown": between,
    }


def _work(of: Assessed) -> dict[str, str | list[str]]:
    labels = dict(in_words(WORK))
    done, unknown = [], []
    for criterion in of.toolkit.stage("good-work").criteria:
        answer = of.answers.get(f"work/{criterion.id}", NOTHING)
        if answer.not_known:
            unknown.append(criterion.question)
        elif answer.text("answer") == "yes":
            done.append(answer.text("how"))
        elif answer.text("answer"):
            unknown.append(f"{criterion.question} {labels[answer.text('answer')]}.")
    return {"mechanism": "\n".join(w for w in done if w), "unknown": "\n".join(unknown)}


def _unknown(answer: Answer) -> str:
    if not answer.not_known:
        return ""
    if answer.who and answer.by:
        said = _("Not known yet; {who} finds out by {day}.")
    elif answer.who:
        said = _("Not known yet; {who} finds out by no day yet.")
    elif answer.by:
        said = _("Not known yet; nobody yet finds out by {day}.")
    else:
        said = _("Not known yet; nobody yet finds out by no day yet.")
    return said.format(who=answer.who, day=answer.by)
