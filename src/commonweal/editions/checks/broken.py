"""A change told across a break in the series."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from commonweal.editions.checks.figure import agrees, fits
from commonweal.editions.findings import Finding
from commonweal.editions.reading import Reading, Sentence
from commonweal.evidence.periods import parse
from commonweal.packs.models import Indicator
from commonweal.publish import numbers, wording
from commonweal.scrutiny.figures import period_keys
from commonweal.words import N_, Both, _, in_both

NAME = "break"
TITLE = N_("A change across a break in the series")
SUMMARY = N_(
    "A sentence that says rose, fell or changed, of two periods between which the way of measuring changed."
)

_MOVES = re.compile(
    r"\b(?:rose|risen|rise|rises|rising|fell|fallen|fall|falls|falling|up|down|grew|grown|growth|increas\w+"
    r"|decreas\w+|declin\w+|drop\w*|chang\w+|improv\w+|worsen\w*|doubled|halved|from|since|compared|more than"
    r"|less than|against|higher|lower|jump\w*|soar\w*|climb\w*)\b|->|→",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:break in (?:the )?series|way of measuring|definition (?:was |has )?chang\w*|new definition"
    r"|another definition|measured (?:a )?(?:new|differently)|not comparable|cannot be compared"
    r"|methodolog\w+)\b",
    re.IGNORECASE,
)


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        if sentence.kind == "heading" or not _MOVES.search(sentence.text) or _SAID.search(sentence.text):
            continue
        used = [s.used for s in sentence.spans if s.used]
        ids = [u.indicator for u in used] + [m.key for m in sentence.indicators] or [
            *sentence.context_indicators
        ]
        for id_ in dict.fromkeys(ids):
            indicator = reading.evidence.indicators.get(id_)
            if indicator is not None:
                yield from _across(sentence, indicator, reading)


def _across(sentence: Sentence, indicator: Indicator, reading: Reading) -> Iterator[Finding]:
    starts = sorted(_starts(sentence, indicator, reading))
    places = [m.key for m in sentence.places] or [sentence.home]
    if len(starts) < 2:
        return
    for day, reason in _breaks(indicator, places, reading):
        if starts[0] < day <= starts[-1]:
            yield Finding(
                NAME,
                sentence.chapter,
                sentence.text,
                _measured_anew(day.year, indicator, reason),
                _("Leave the change out, or say that the series breaks and what the two figures are."),
            )
            return


def _measured_anew(year: int, indicator: Indicator, reason: str) -> Both:
    what = wording.subject(indicator)
    if not reason:
        return in_both(
            "From {year} on, {what} is measured another way. Figures on both sides of that cannot be held "
            "against each other.",
            year=year,
            what=what,
        )
    return in_both(
        "From {year} on, {what} is measured another way: {why}. Figures on both sides of that cannot be held "
        "against each other.",
        year=year,
        what=what,
        why=reason.rstrip("."),
    )


def _starts(sentence: Sentence, indicator: Indicator, reading: Reading) -> set[dt.date]:
    """First days of the periods in the sentence: of its words, and of its figures from tokens."""
    found = set()
    for span in sentence.spans:
        if span.used and span.used.indicator == indicator.id and span.used.value is not None:
            found.add(parse(span.used.period).start)
    typed = {m.key for m in sentence.periods if not _within(sentence, m.start)}
    for rows in reading.evidence.series(indicator.id).values():
        found |= {r["period_start"] for r in rows if typed & period_keys(r["period"])}
    return found | set(_by_figures(sentence, indicator, reading))


def _by_figures(sentence: Sentence, indicator: Indicator, reading: Reading) -> Iterator[dt.date]:
    """ "at 21.16%, up from 14.2% a year earlier": the one period in which the place had just this figure."""
    for q in sentence.quantities:
        if not q.typed or q.change or q.step >= 1 or indicator.id not in sentence.indicators_of(q):
            continue
        for place in sentence.places_of(q):
            days = {
                r["period_start"]
                for (area, _), rows in reading.evidence.series(indicator.id).items()
                if area == place
                for r in rows
                if numbers.known(r["value"]) and fits(q, indicator) and agrees(q, r["value"], indicator)
            }
            if len(days) == 1:
                yield from days


def _within(sentence: Sentence, at: int) -> bool:
    return any(s.start <= at < s.end for s in sentence.spans)


def _breaks(indicator: Indicator, places: list[str], reading: Reading) -> Iterator[tuple[dt.date, str]]:
    yield from ((b.period, b.reason) for b in indicator.breaks)
    for (area, _breakdown), rows in reading.evidence.series(indicator.id).items():
        if area in places:
            yield from ((r["period_start"], r["note"] or "") for r in rows if r["status"] == "B")
