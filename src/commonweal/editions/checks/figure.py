"""A figure typed in the text that is not the evidence's: wrong, revised since, or another place's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commonweal.editions.checks.base import base_of
from commonweal.editions.evidence import Asked, Evidence, Row
from commonweal.editions.findings import Finding
from commonweal.editions.quantities import Quantity
from commonweal.editions.reading import Reading, Sentence
from commonweal.evidence.periods import label
from commonweal.packs.models import Indicator
from commonweal.publish import numbers, placenames, wording
from commonweal.scrutiny.figures import period_keys

NAME = "figure"
TITLE = "A figure that disagrees with the evidence"
SUMMARY = "A number typed in the text is compared with the evidence of its indicator, place and period."


@dataclass(frozen=True)
class _Held:
    indicator: Indicator
    place: str
    row: Row


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        for q in sentence.quantities:
            if q.typed and not q.change and sentence.kind != "heading":
                yield from _compared(sentence, q, reading.evidence)


def _compared(sentence: Sentence, q: Quantity, evidence: Evidence) -> Iterator[Finding]:
    indicators = [evidence.indicators[i] for i in sentence.indicators_of(q) if i in evidence.indicators]
    fitting = [i for i in indicators if fits(q, i, cell=sentence.kind == "cell")]
    places = sentence.places_of(q)
    when = sentence.period_of(q)
    if not fitting or not places or not when:
        return
    held = [h for i in fitting for p in places for h in _held(i, p, when, evidence)]
    own = [h for h in held if h.row["breakdown"] == ""] or held
    if not own or any(agrees(q, h.row["value"], h.indicator) for h in held):
        return
    nearest = min(own, key=lambda h: abs(h.row["value"] - q.value))
    yield Finding(NAME, sentence.chapter, sentence.text, *_said(q, nearest, places, evidence))


def fits(q: Quantity, indicator: Indicator, *, cell: bool = False) -> bool:
    """Whether a number could be of an indicator: a percentage of one in per cent, pounds of one in pounds.

    In a cell of a table the unit stands in the header, so that a bare number may be of any.
    """
    if cell and q.kind == "":
        return True
    if numbers.is_percentage(indicator):
        return q.kind == "%"
    if numbers.is_money(indicator):
        return q.kind == "£"
    if q.kind == "rate":
        return base_of(indicator) == q.per
    # A whole number beside an indicator with decimals is likely a count of something else.
    return q.kind == "" and (not indicator.decimals or "." in q.text)


def agrees(q: Quantity, value: float, indicator: Indicator) -> bool:
    """Whether a number is the evidence's; "£2.3 million" also where the evidence counts in millions."""
    return q.agrees(value) or any(
        q.agrees(value * size) for word, size in _SIZES if word in f"{indicator.unit} {indicator.suffix}"
    )


_SIZES = (("million", 1e6), ("billion", 1e9), ("thousand", 1e3))


def _held(indicator: Indicator, place: str, when: str, evidence: Evidence) -> Iterator[_Held]:
    for (area, _), rows in evidence.series(indicator.id).items():
        if area != place:
            continue
        for row in rows:
            if numbers.known(row["value"]) and (when == row["period"] or when in period_keys(row["period"])):
                yield _Held(indicator, place, row)


def _said(q: Quantity, held: _Held, places: Sequence[str], evidence: Evidence) -> tuple[str, str]:
    indicator, row = held.indicator, held.row
    where = placenames.in_sentence(held.place, evidence.places)
    true = numbers.value(row["value"], indicator)
    wrong = (
        f"The text says {q.text}; the evidence has {true} for {wording.subject(indicator)} in {where}, "
        f"{label(row['period'])}."
    )
    asked = Asked(indicator.id, held.place, row["breakdown"], row["period"])
    if any(agrees(q, v, indicator) for v in evidence.superseded(asked)):
        return f"{wrong} An earlier vintage had {q.text}: it was revised.", f"Write {true}, or a token."
    for (area, breakdown), rows in evidence.series(indicator.id).items():
        if breakdown or area in places:
            continue
        for other in rows:
            if (
                other["period"] == row["period"]
                and numbers.known(other["value"])
                and q.agrees(other["value"])
            ):
                theirs = placenames.in_sentence(area, evidence.places)
                return f"{wrong} {q.text} is the figure of {theirs}.", f"Write {true}, or name {theirs}."
    return wrong, f"Write {true}, or a token, or say where {q.text} comes from and why it differs."
