"""A place label that does not say which boundary is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.editions.checks.figure import fits
from commonweal.editions.findings import Finding
from commonweal.editions.quantities import Quantity
from commonweal.editions.reading import Reading, Sentence, keys
from commonweal.publish import placenames, wording
from commonweal.scrutiny.pairing import alike
from commonweal.words import ENGLISH, N_, _, in_both, using

NAME = "place"
TITLE = N_("A place label without its boundary")
SUMMARY = N_("A name that several areas share, and “national” without a country, beside a typed figure.")

_NATIONAL = re.compile(
    r"\b(?:national(?:ly)?|the country|nationwide)\b(?!\s+(?:living|minimum|insurance|health|grid|statistics|"
    r"audit|rail|park|curriculum|vocational))",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\b(?:UK|United Kingdom|England|English|Great Britain|GB|Wales|Scotland)\b")


def check(reading: Reading) -> Iterator[Finding]:
    told: set[tuple[str, int, str]] = set()
    for sentence in reading.sentences:
        typed = [q for q in sentence.quantities if q.typed and (q.kind or _counted(sentence, q, reading))]
        spot = (sentence.chapter, sentence.paragraph)
        for name, codes in _shared(sentence, reading):
            key = (*spot, name.casefold())
            if _measures(sentence, typed) and key not in told:
                told.add(key)
                areas = wording.listed(
                    [placenames.in_sentence(c, reading.evidence.places) for c in codes], "or"
                )
                yield Finding(
                    NAME,
                    sentence.chapter,
                    sentence.text,
                    in_both("“{name}” may be {places}: their figures differ.", name=name, places=areas),
                    _("Say which, or take the figure from a token, which says it by itself."),
                )
        national = _NATIONAL.search(sentence.text)
        if national and _measures(sentence, typed) and not _COUNTRY.search(sentence.text):
            yield Finding(
                NAME,
                sentence.chapter,
                sentence.text,
                in_both(
                    "“{word}” does not say whether the figure is the United Kingdom's or England's.",
                    word=national[0],
                ),
                _("Name the country."),
            )


def _counted(sentence: Sentence, q: Quantity, reading: Reading) -> bool:
    """Whether a bare number may be of an indicator that the sentence names: "63.1 years"."""
    known = (reading.evidence.indicators.get(m.key) for m in sentence.indicators)
    return "." in q.text and any(i is not None and fits(q, i) for i in known)


def _measures(sentence: Sentence, typed: list[Quantity]) -> bool:
    """Whether it states a figure of the place, and not what an organisation of that name pays."""
    about = sentence.indicators or sentence.context_indicators
    return bool(typed) and (bool(about) or any(q.kind in {"%", "rate"} for q in typed))


def _shared(sentence: Sentence, reading: Reading) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names in a sentence that mean more than one place, outside figures from tokens."""
    seen = set()
    for mention in sentence.places:
        spot = (mention.start, mention.end)
        codes = keys(alike(mention, sentence.places))
        inside = any(s.start <= mention.start and mention.end <= s.end for s in sentence.spans)
        if len(codes) < 2 or spot in seen or inside:
            continue
        seen.add(spot)
        around = sentence.text[max(0, mention.start - 30) : mention.end + 40].casefold()
        if not any(kind in around for kind in _kinds(codes, reading)):
            yield sentence.text[mention.start : mention.end], codes


def _kinds(codes: tuple[str, ...], reading: Reading) -> set[str]:
    """Words that tell the areas apart: "region", "combined authority", "3 lep"."""
    found = {  # stays English
        "3 lep",
        "3-lep",
        "three-lep",
        "three lep",
        "7 met",
        "seven metropolitan",
        "seven councils",
        "local enterprise",
    }
    for code in codes:
        with using(ENGLISH):  # the text is
            name = placenames.name(code, reading.evidence.places)
        if name.endswith(")"):
            found.add(name.rpartition("(")[2].rstrip(")").casefold())
    return found
