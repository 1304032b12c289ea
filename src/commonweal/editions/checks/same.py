"""The same figure printed for a place and for its comparator: likely one of them copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.editions.checks.figure import agrees, fits
from commonweal.editions.findings import Finding
from commonweal.editions.quantities import Quantity
from commonweal.editions.reading import Reading, Sentence
from commonweal.publish import numbers, placenames
from commonweal.scrutiny.figures import period_keys
from commonweal.scrutiny.pairing import nearest
from commonweal.words import N_, Both, _, in_both

NAME = "same"
TITLE = N_("One figure printed for two places")
SUMMARY = N_("Two places in a sentence have the same figure to a decimal, and the evidence does not say so.")

_MEANT = re.compile(
    r"\b(?:same|equal\w*|level|match\w*|identical|both|alike|in line|on a par|parity|no different|as in)\b",
    re.IGNORECASE,
)
_THE_NATION = N_("the nation")
_NATIONAL = re.compile(r"\bnational(?:ly)?\b", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Finding]:
    before: Sentence | None = None
    for sentence in reading.sentences:
        if sentence.kind != "prose" or _MEANT.search(sentence.text):
            before = None
            continue
        yield from _twins(sentence, sentence, reading)
        if before is not None and before.paragraph == sentence.paragraph:
            yield from _twins(before, sentence, reading)
        before = sentence


def _twins(first: Sentence, second: Sentence, reading: Reading) -> Iterator[Finding]:
    """Twins within a sentence, or in two that follow each other."""
    for n, a in enumerate(_levels(first)):
        for b in _levels(second)[n + 1 :] if first is second else _levels(second):
            if (a.value, a.kind, a.step) != (b.value, b.kind, b.step) or not (a.typed or b.typed):
                continue
            one, other = _place(first, a), _place(second, b)
            if one == other or (_held(first, a, reading) and _held(second, b, reading)):
                continue
            yield Finding(
                NAME,
                second.chapter,
                second.text if first is second else f"{first.text} {second.text}",
                in_both(
                    "{said} is printed for {first} and again for {second}.",
                    said=a.text,
                    first=_name(one, reading),
                    second=_name(other, reading),
                ),
                _("Look both up: one of them is likely a copy of the other. If they are the same, say so."),
            )


def _levels(sentence: Sentence) -> list[Quantity]:
    found = [q for q in sentence.quantities if not q.change and q.kind and _precise(q)]
    return found if len(found) <= _MOST else []


#: A sentence of more figures is a list, where one that returns is no copy.
_MOST = 20


def _precise(q: Quantity) -> bool:
    """So exact that two places seldom share it: a decimal, or four figures and more."""
    return q.step < 1 or q.value >= 1000 * q.step


def _place(sentence: Sentence, q: Quantity) -> str:
    mentions = [*sentence.places]
    national = _NATIONAL.search(sentence.text)
    if national and q.used is None:
        from commonweal.scrutiny.sentences import Mention

        mentions.append(Mention(_THE_NATION, national.start(), national.end()))
        found = nearest(q, mentions, sentence.quantities)
        return found.key if found else sentence.home
    places = sentence.places_of(q)
    return places[0] if places else ""


def _held(sentence: Sentence, q: Quantity, reading: Reading) -> bool:
    """Whether the evidence has this figure for its place."""
    if q.used is not None:
        return True
    when = sentence.period_of(q)
    for id_ in sentence.indicators_of(q):
        indicator = reading.evidence.indicators.get(id_)
        if indicator is None or not fits(q, indicator):
            continue
        for (area, _breakdown), rows in reading.evidence.series(id_).items():
            if area in sentence.places_of(q) and any(
                numbers.known(r["value"])
                and agrees(q, r["value"], indicator)
                and (not when or when in period_keys(r["period"]))
                for r in rows
            ):
                return True
    return False


def _name(place: str, reading: Reading) -> Both:
    if place in reading.evidence.places:
        return Both(placenames.in_sentence(place, reading.evidence.places))
    if not place:
        return in_both("one place")
    return in_both(_THE_NATION) if place == _THE_NATION else Both(place)
