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
from commonweal.words import N_, Both, _, in_both

NAME = "figure"
TITLE = N_("A figure that disagrees with the evidence")
SUMMARY = N_("A number typed in the text is compared with the evidence of its indicator, place and period.")


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
    for (area, _breakdown), rows in evidence.series(indicator.id).items():
        if area != place:
            continue
        for row in rows:
            if numbers.known(row["value"]) and (when == row["period"] or when in period_keys(row["period"])):
                yield _Held(indicator, place, row)


def _said(q: Quantity, held: _Held, places: Sequence[str], evidence: Evidence) -> tuple[Both, str]:
    indicator, row = held.indicator, held.row
    where = placenames.in_sentence(held.place, evidence.places)
    true = numbers.value(row["value"], indicator)
    wrong = in_both(
        "The text says {said}; the evidence has {true} for {what} in {place}, {period}.",
        said=q.text,
        true=true,
        what=wording.subject(indicator),
        place=where,
        period=label(row["period"]),
    )
    asked = Asked(indicator.id, held.place, row["breakdown"], row["period"])
    if any(agrees(q, v, indicator) for v in evidence.superseded(asked)):
        revised = in_both("An earlier vintage had {said}: it was revised.", said=q.text)
        return wrong + " " + revised, _("Write {true}, or a token.").format(true=true)
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
                whose = in_both("{said} is the figure of {place}.", said=q.text, place=theirs)
                right = _("Write {true}, or name {place}.").format(true=true, place=theirs)
                return wrong + " " + whose, right
    right = _("Write {true}, or a token, or say where {said} comes from and why it differs.")
    return wrong, right.format(true=true, said=q.text)
