"""Periods that do not fit: a change since its own period, one year for several, two kinds side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from commonweal.editions.checks.figure import fits
from commonweal.editions.findings import Finding
from commonweal.editions.reading import Reading, Sentence
from commonweal.evidence.periods import parse
from commonweal.publish import numbers, wording
from commonweal.scrutiny.figures import period_keys
from commonweal.words import N_, _, in_both

NAME = "period"
TITLE = N_("A period that does not fit its figure")
SUMMARY = N_(
    "A change “since” the period of the figure itself; a single year for a figure of several; a change "
    "between periods of two kinds."
)


_SINCE = re.compile(
    r"""\b(?:since|than(?:\s+in)?|compared\s+(?:with|to)
    |(?:up|down|rose|fell|grew|rise|increase|growth|gain|fall|drop|decrease|decline|reduction|change|more|fewer|less|higher|lower)\b
    [^.;]{0,30}?\b(?:on|from|over|against))\s+(?:the\s+year\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        if sentence.kind == "heading":
            continue
        yield from _own(sentence)
        yield from _pooled(sentence, reading)
        yield from _mixed(sentence)


def _own(sentence: Sentence) -> Iterator[Finding]:
    """ "1,960 in 2018/19, up 238 since 2018/19"."""
    typed = [m for m in sentence.periods if not any(s.start <= m.start < s.end for s in sentence.spans)]
    changes = [q for q in sentence.quantities if q.change]
    for m in typed:
        if not changes or not _SINCE.search(sentence.text[: m.start]):
            continue
        others = [p for p in sentence.periods if p.start != m.start]
        if others and all(p.key == m.key for p in others):
            yield Finding(
                NAME,
                sentence.chapter,
                sentence.text,
                in_both(
                    "The figure is of {period}, and its change is said to be since the same period.",
                    period=sentence.text[m.start : m.end],
                ),
                _("Name the earlier period."),
            )


def _pooled(sentence: Sentence, reading: Reading) -> Iterator[Finding]:
    """A single year beside a figure that the evidence has for several years together."""
    for q in sentence.quantities:
        when = sentence.period_of(q) if q.typed and not q.change else ""
        if not re.fullmatch(r"\d{4}", when):
            continue
        for id_ in sentence.indicators_of(q):
            indicator = reading.evidence.indicators.get(id_)
            if indicator is None or not fits(q, indicator):
                continue
            rows = [
                r
                for (area, _breakdown), found in reading.evidence.series(id_).items()
                if area in sentence.places_of(q)
                for r in found
                if numbers.known(r["value"])
            ]
            if any(when in period_keys(r["period"]) for r in rows):
                continue
            meant = [r for r in rows if _spans(r["period"], int(when)) and q.agrees(r["value"])]
            if meant:
                whole = wording.span(meant[-1]["period"])
                yield Finding(
                    NAME,
                    sentence.chapter,
                    sentence.text,
                    in_both(
                        "{said} is the figure of {period}, and the text says {when}.",
                        said=q.text,
                        period=whole,
                        when=when,
                    ),
                    _("Write {words}.").format(words=whole),
                )
                break


def _spans(period: str, year: int) -> bool:
    p = parse(period)
    return p.kind in {"pooled", "fiscal", "academic", "other"} and p.start.year <= year <= p.end.year


_KINDS = {
    N_("year"): r"\d{4}",
    N_("financial or academic year"): r"\d{4}/\d\d",
    N_("month"): r"\d{4}-\d\d",
    N_("pooled years"): r"\d{4}-\d{4}",
}


def _mixed(sentence: Sentence) -> Iterator[Finding]:
    """ "from 5.4% in 2018 to 5.6% in 2018/19": a change between periods of two kinds."""
    q = sentence.quantities
    for a, b in pairwise(q):
        if a.kind != b.kind or not (a.typed or b.typed) or a.change or b.change:
            continue
        between = sentence.text[a.end : b.start]
        if not re.search(r"\bto\b|->|→", between) or not re.search(
            r"\bfrom\s+£?$", sentence.text[: a.start], re.IGNORECASE
        ):
            continue
        first = [m for m in sentence.periods if a.end <= m.start < b.start]
        second = [m for m in sentence.periods if m.start >= b.end]
        if len(first) == 1 and second and _kind(first[0].key) != _kind(second[0].key):
            yield Finding(
                NAME,
                sentence.chapter,
                sentence.text,
                in_both(
                    "The change runs from a {first} to a {second}: periods of two kinds are not compared.",
                    first=in_both(_kind(first[0].key)),
                    second=in_both(_kind(second[0].key)),
                ),
                _("Take both figures of one kind of period."),
            )


def _kind(key: str) -> str:
    return next((kind for kind, shape in _KINDS.items() if re.fullmatch(shape, key)), N_("period"))
