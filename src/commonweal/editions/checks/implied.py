"""A count and a rate that together imply another number of people than the place has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.editions.checks.base import base_of
from commonweal.editions.findings import Finding
from commonweal.editions.quantities import Quantity
from commonweal.editions.reading import Reading, Sentence
from commonweal.progress import derive
from commonweal.publish import numbers, placenames
from commonweal.scrutiny.figures import period_keys
from commonweal.words import N_, Both, _, in_both, listed

NAME = "implied"
TITLE = N_("A count and a rate that belong to another place or period")
SUMMARY = N_(
    "A count divided by its rate says of how many people it is. That is held against the denominators in the "
    "evidence, or against the residents of the place."
)
#: How far the implied number may lie from the known one: populations of other years differ by less.
_WITHIN = 0.1
_RESIDENTS = re.compile(
    r"\bper\s+[\d,]+\s*(?:people|residents|population|inhabitants|persons)?\s*(?:[.,;)]|$|in\b)"
)


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        if sentence.kind != "prose":
            continue
        for count, rate in _pairs(sentence):
            yield from _held_against(sentence, count, rate, reading)


def _pairs(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity]]:
    """A count and the rate nearest to it: "87,780 offences (30.1 per 1,000)", "5.5%, 109,500 people"."""
    counts = [q for q in sentence.quantities if q.kind == "" and not q.change and q.value >= 100]
    rates = [q for q in sentence.quantities if q.kind in {"%", "rate"} and not q.change and q.value]
    if len(counts) == 1 and len(rates) >= 1 and (counts[0].typed or rates[0].typed):
        beside = min(rates, key=lambda r: abs(r.start - counts[0].start))
        gap = sentence.text[min(counts[0].end, beside.end) : max(counts[0].start, beside.start)]
        if len(gap) <= 100 and not re.search(r"[;]|\bmore\b|\bfewer\b|\bmatch\b|\breach\b", gap):
            yield counts[0], beside


def _held_against(sentence: Sentence, count: Quantity, rate: Quantity, reading: Reading) -> Iterator[Finding]:
    per = float(rate.per or 100)
    implied = derive.implied_denominator(count.interval, rate.interval, per)
    known = _denominators(sentence, rate, reading)
    living = False
    if not known and _of_residents(sentence, rate):
        known = {p: float(n) for p in sentence.places_of(rate) if (n := reading.evidence.residents.get(p))}
        living = True
    if not known or any(
        implied.low <= n * (1 + _WITHIN) and n * (1 - _WITHIN) <= implied.high for n in known.values()
    ):
        return
    made = derive.implied_denominator(count.value, rate.value, per)
    place, number = next(iter(known.items()))
    where = placenames.in_sentence(place, reading.evidence.places)
    nearer = [
        placenames.in_sentence(p, reading.evidence.places)
        for p, n in reading.evidence.residents.items()
        if living and implied.low <= n * 1.02 and n * 0.98 <= implied.high
    ]
    message = (
        N_("{count} at {rate} are of {made}; for {place} there live {known}.")
        if living
        else N_("{count} at {rate} are of {made}; for {place} the evidence has {known}.")
    )
    wrong = in_both(
        message,
        count=count.text,
        rate=_shown(rate),
        made=numbers.people(made),
        place=where,
        known=numbers.people(number),
    )
    if nearer:
        wrong += " " + in_both("That fits {places}.", places=listed(nearer[:2], "or"))
    times = made / number
    if abs(times - round(times)) < 0.35 and times > 1.5:
        wrong += " " + in_both("It is {n} times as many: several years may be pooled.", n=round(times))
    yield Finding(
        NAME, sentence.chapter, sentence.text, wrong, _("Say which place and period both numbers are of.")
    )


def _denominators(sentence: Sentence, rate: Quantity, reading: Reading) -> dict[str, float]:
    found: dict[str, float] = {}
    when = sentence.period_of(rate)
    for id_ in sentence.indicators_of(rate):
        indicator = reading.evidence.indicators.get(id_)
        if indicator is None or (rate.kind == "rate" and base_of(indicator) not in (None, rate.per)):
            continue
        for place in sentence.places_of(rate):
            rows = reading.evidence.series(id_).get((place, ""), ())
            own = [r for r in rows if numbers.known(r["denominator"])]
            same = [r for r in own if when and when in period_keys(r["period"])] or own
            if same:
                found[place] = float(same[-1]["denominator"])
    return found


def _of_residents(sentence: Sentence, rate: Quantity) -> bool:
    """Only a rate of people as such can be held against how many live there."""
    if rate.kind != "rate":
        return False
    return bool(_RESIDENTS.search(sentence.text[rate.start :]))


def _shown(rate: Quantity) -> Both:
    if not rate.per:
        return Both(rate.text)
    return in_both("{number} per {base}", number=rate.text, base=f"{rate.per:,}")
