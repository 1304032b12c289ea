"""Two different figures for one thing, in two chapters or in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.editions.checks.figure import fits
from commonweal.editions.findings import Finding
from commonweal.editions.quantities import Quantity
from commonweal.editions.reading import Reading, Sentence
from commonweal.evidence.periods import parse
from commonweal.publish import placenames, wording
from commonweal.scrutiny.figures import period_keys
from commonweal.words import N_, _, in_both

NAME = "two"
TITLE = N_("Two figures for one thing")
SUMMARY = N_("One indicator, place, period and group with two figures that rounding does not explain.")

_GROUPS = (
    ("female", r"\b(?:women|woman|female|females|girls|girl)\b"),
    ("male", r"\b(?:men|man|male|males|boys|boy)\b"),
)


_SEXES = frozenset({"", "sex=female", "sex=male"})


@dataclass(frozen=True)
class _Said:
    sentence: Sentence
    quantity: Quantity


def check(reading: Reading) -> Iterator[Finding]:
    # Each figure of a thing once: a long edition says most of them often.
    known: dict[tuple[str, ...], dict[tuple[float, float, int], _Said]] = {}
    for sentence in reading.sentences:
        if sentence.kind == "heading":
            continue
        for q in sentence.quantities:
            key = _of_what(sentence, q, reading)
            if key is None:
                continue
            said = _Said(sentence, q)
            before = known.setdefault(key, {})
            other = next((o for o in before.values() if _differ(o.quantity, q)), None)
            before.setdefault((q.exact, q.step, q.sign), said)
            if other is not None and (other.quantity.typed or q.typed):
                yield _finding(key, other, said, reading)


def _of_what(sentence: Sentence, q: Quantity, reading: Reading) -> tuple[str, ...] | None:
    """Indicator, place, period, group and what the number is: all must be known and only one of each."""
    if q.used is not None and q.used.value is None:
        return None
    indicators, places = sentence.indicators_of(q), sentence.places_of(q)
    if (
        len(indicators) != 1
        or len(places) != 1
        or q.hedge
        or not (q.kind or _fits(indicators[0], sentence, q, reading))
    ):
        return None
    what = f"change in {q.kind}" if q.change else f"figure in {q.kind}"  # stays English
    if q.used is not None:
        if q.used.form not in _FORMS:
            return None
        what = f"{'change' if _FORMS[q.used.form] else 'figure'} in {q.kind}"
        group = q.used.breakdown
        when = _called(q.used.period)
        since = f" since {_called(q.used.since)}" if _FORMS[q.used.form] and q.used.since else ""
        return indicators[0], places[0], when, group, what + since
    # A typed change is of two periods: it is one thing with another only where the same are said.
    when = " ".join(sorted({m.key for m in sentence.periods})) if q.change else sentence.period_of(q)
    group = _group(sentence, q)
    divided = {b for a, b in reading.evidence.series(indicators[0]) if a == places[0] and b not in _SEXES}
    # Without a period only a change in words ("grew by 2.9%") of an indicator that is named can be held.
    told = bool(when) or bool(q.change and q.sign and sentence.indicators)
    if not told or (divided and not group):
        return None  # of which of its groups a number is cannot be told
    return indicators[0], places[0], when, group, what


def _fits(id_: str, sentence: Sentence, q: Quantity, reading: Reading) -> bool:
    """Whether a bare number with decimals may be of the indicator that its sentence names: "63.1 years"."""
    indicator = reading.evidence.indicators.get(id_) if sentence.indicators else None
    return "." in q.text and not q.change and indicator is not None and fits(q, indicator)


#: Forms whose number is the figure itself or, where true, a change.
_FORMS = {
    "value": False,
    "value-in-full": False,
    "comparator": False,
    "earlier": False,
    "change": True,
    "change-points": True,
    "change-percent": True,
    "movement": True,
    "comparator-change": True,
    "comparator-movement": True,
}


def _called(period: str) -> str:
    if not period:
        return ""
    keys = sorted(period_keys(period))
    return keys[0] if keys else parse(period).text


def _group(sentence: Sentence, q: Quantity) -> str:
    """The sex that stands nearest to a number; empty where the sentence names none."""
    spots = [
        (min(abs(m.start() - q.end), abs(q.start - m.end())), name)
        for name, pattern in _GROUPS
        for m in re.finditer(pattern, sentence.text, re.IGNORECASE)
    ]
    return f"sex={min(spots)[1]}" if spots else ""


def _differ(a: Quantity, b: Quantity) -> bool:
    if a.sign and b.sign and a.sign != b.sign:
        return True
    return not a.interval.meets(b.interval)


def _finding(key: tuple[str, ...], first: _Said, second: _Said, reading: Reading) -> Finding:
    indicator = reading.evidence.indicators.get(key[0])
    what = wording.subject(indicator) if indicator else key[0]
    where = placenames.in_sentence(key[1], reading.evidence.places)
    said = {
        "what": what,
        "place": where,
        "second": second.quantity.text,
        "first": first.quantity.text,
        "sentence": first.sentence.text,
    }
    return Finding(
        NAME,
        second.sentence.chapter,
        second.sentence.text,
        in_both("Here {what} in {place} has {second}; in this chapter it has {first}: “{sentence}”", **said)
        if first.sentence.chapter == second.sentence.chapter
        else in_both(
            "Here {what} in {place} has {second}; in “{chapter}” it has {first}: “{sentence}”",
            chapter=first.sentence.chapter,
            **said,
        ),
        _("Look up which is right, and write it in both places; or say how the two differ."),
    )
