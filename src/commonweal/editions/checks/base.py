"""A rate with the wrong base: "per 100,000" of what is counted per 1,000, and bases that are no number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.editions.findings import Finding
from commonweal.editions.reading import Reading, Sentence
from commonweal.packs.models import Indicator
from commonweal.publish import wording
from commonweal.words import N_, _, in_both

NAME = "base"
TITLE = N_("A rate with another base than its definition")
SUMMARY = N_("“Per 1,000” in the text is held against the unit of the indicator that the sentence is about.")

_PER = re.compile(
    r"\b(?:(?:per|for\s+(?:each|every))\s+|(?:in|of)\s+(?:each|every)\s+(?=\d{1,3},\d|\d{4}))(\d[\d,]*\d)(?:\s+(million))?",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})*|\d+")


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        yield from _no_number(sentence)
        yield from _other_base(sentence, reading)


def _no_number(sentence: Sentence) -> Iterator[Finding]:
    for m in _PER.finditer(sentence.text):
        if not _GROUPED.fullmatch(m[1]):
            yield Finding(
                NAME,
                sentence.chapter,
                sentence.text,
                in_both("“per {number}” is not how a number is written.", number=m[1]),
                _("Write per {base}, if that is the base; look the base up.").format(
                    base=f"{int(m[1].replace(',', '')):,}"
                ),
            )


def _other_base(sentence: Sentence, reading: Reading) -> Iterator[Finding]:
    stated = [m for m in _PER.finditer(sentence.text) if _GROUPED.fullmatch(m[1])]
    indicators = list(dict.fromkeys([m.key for m in sentence.indicators])) or list(
        sentence.context_indicators
    )
    known = [reading.evidence.indicators[i] for i in indicators if i in reading.evidence.indicators]
    bases = {base_of(i): i for i in known if base_of(i)}
    if not bases:
        return
    for m in stated:
        if any(s.start <= m.start() < s.end for s in sentence.spans):
            continue
        base = int(m[1].replace(",", "")) * (1_000_000 if m[2] else 1)
        if base not in bases:
            right, indicator = next(iter(bases.items()))
            yield Finding(
                NAME,
                sentence.chapter,
                sentence.text,
                in_both(
                    "The text says per {said}; {what} is counted per {base}.",
                    said=f"{base:,}",
                    what=wording.subject(indicator),
                    base=f"{right:,}",
                ),
                _("Write per {base}, if the figure is the indicator's.").format(base=f"{right:,}"),
            )


def base_of(indicator: Indicator) -> int | None:
    """The base of a rate, from its unit: 1,000 of "per 1,000 households"."""
    m = _PER.search(f"{indicator.unit} {indicator.suffix}")
    return int(m[1].replace(",", "")) * (1_000_000 if m[2] else 1) if m else None
