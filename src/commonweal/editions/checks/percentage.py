"""A percentage that is not what the two numbers beside it give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from commonweal.editions.findings import Finding
from commonweal.editions.quantities import Quantity, quantities_in, together
from commonweal.editions.reading import Reading, Sentence, spelled, tables
from commonweal.editions.tree import Inline, Table, plain
from commonweal.progress import derive
from commonweal.progress.derive import Interval
from commonweal.publish import numbers
from commonweal.words import N_, Both, _, in_both

NAME = "percentage"
TITLE = N_("A percentage that is not the quotient of the numbers beside it")
SUMMARY = N_(
    "“From A to B (P%)”, “up D (P%) to B” and “A of B (P%)” are worked again from the numbers as printed, "
    "each known to its rounding only."
)
#: So far may the quotient of the printed numbers be from the printed percentage before a reader stumbles,
#: where rounding could still explain it: a point, and a quarter of it.
_POINTS, _SHARE = 1.0, 0.25


@dataclass(frozen=True)
class _Sum:
    """``made`` of the printed numbers, ``range`` as rounding allows, ``by_new`` if divided by the new."""

    percent: Quantity
    made: float
    range: Interval
    how: Both
    by_new: float | None = None


def check(reading: Reading) -> Iterator[Finding]:
    for chapter in reading.chapters:
        for table in tables(chapter.tree):
            yield from _column(chapter.slug, table)
    for sentence in reading.sentences:
        for found in sums(sentence):
            # A token's percentage is the evidence's; what is wrong is then a typed number beside it.
            if found.percent.typed:
                yield from _judged(sentence, found)


def sums(sentence: Sentence) -> Iterator[_Sum]:
    """The divisions that a sentence states."""
    quantities = sentence.quantities
    for n, percent in enumerate(quantities):
        if percent.kind != "%":
            continue
        before, after = quantities[:n], quantities[n + 1 :]
        yield from (
            s
            for s in (
                _from_to(sentence, percent, before),
                _amount(sentence, percent, before, after),
                _share(sentence, percent, before),
                _leading(sentence, percent, after),
                _around(sentence, percent, before, after),
                _said_first(sentence, percent, after),
            )
            if s
        )


_CHANGE_HEAD = re.compile(r"\b(?:change|growth|rise|fall|increase|decrease)\b|^\s*[±+−-]?\s*%", re.IGNORECASE)


def _column(chapter: str, table: Table) -> Iterator[Finding]:
    """A column of changes in per cent behind the two columns that it is made of."""
    heads = [plain(c.children) for c in table.header]
    for n, head in enumerate(heads):
        if n < 2 or not _CHANGE_HEAD.search(head):
            continue
        for row in table.rows:
            cells = [_cell(c.children, c is row[n] and "%" in head) for c in row[n - 2 : n + 1]]
            if any(c is None for c in cells):
                continue
            a, b, percent = (c for c in cells if c is not None)
            if percent.kind != "%" or a.kind != b.kind or a.kind in {"%", "points"} or not percent.typed:
                continue
            made = _changed(percent, replace(a, change=False), replace(b, change=False))
            if made is not None:
                words = f"{plain(row[0].children)}: {a.text}, {b.text}; {head} {percent.text}"
                yield from _said(chapter, words, made)


def _cell(children: tuple[Inline, ...], percent: bool) -> Quantity | None:
    text, spans = spelled(children)
    found = quantities_in(text, spans)
    if len(found) != 1:
        return None
    return replace(found[0], kind="%") if percent and not found[0].kind else found[0]


def _between(sentence: Sentence, a: Quantity, b: Quantity) -> str:
    return sentence.text[a.end : b.start]


_TO = re.compile(
    r"^[^.;]{0,40}?(?:(?<!compared )\bto\b|->|→|–>|\bdown to\b|\bup to\b)[^.;]{0,12}$", re.IGNORECASE
)
_BESIDE = re.compile(
    r"^[^.;]{0,40}?[(,:]?\s*(?:(?:a|an|the|that is|or|by|which is|equal to)\s+)*"
    r"(?:(?:rise|fall|increase|decrease|change|drop|reduction|growth|up|down|minus|plus)\s*(?:(?:of|was|is)\s+)?)?[+−-]?\s*$",
    re.IGNORECASE,
)


def _from_to(sentence: Sentence, percent: Quantity, before: tuple[Quantity, ...]) -> _Sum | None:
    """ "from A to B, P%" and "to B from A, P%": both of one kind, none a change, P near behind them."""
    if len(before) < 2:
        return None
    one, two = before[-2:]
    between = _between(sentence, one, two)
    if _TO.match(between):
        a, b = one, two
    elif (
        _BACK.match(between) and re.search(r"\bto\s+(?:£\s?)?$", sentence.text[: one.start], re.IGNORECASE)
    ) or (_AGAINST.match(between) and percent.change):
        a, b = two, one
    elif percent.change and _year_by_year(sentence, one, two):
        a, b = one, two
    else:
        return None
    if not _BESIDE.match(_between(sentence, two, percent)):
        return None
    if a.kind == "%" and not percent.change:
        return None  # three levels in a row
    return _changed(percent, a, b)


def _year_by_year(sentence: Sentence, one: Quantity, two: Quantity) -> bool:
    """ "163,000 in 2017, 144,100 in 2018, down …": each level before its own period, the earlier first."""
    first = [m for m in sentence.periods if one.end <= m.start < two.start]
    second = [m for m in sentence.periods if m.start >= two.end]
    if len(first) != 1 or not second or first[0].key >= second[0].key:
        return False
    behind = sentence.text[one.end : first[0].start], sentence.text[two.end : second[0].start]
    return all(
        re.fullmatch(r"(?:\s+[\w’'-]+){0,3}\s+(?:in|for)\s+|\s*\(", words) for words in behind
    ) and bool(
        re.fullmatch(r"\)?\s*(?:,|and|,\s*and|then|;)\s*(?:£\s?)?", sentence.text[first[0].end : two.start])
    )


def _leading(sentence: Sentence, percent: Quantity, after: tuple[Quantity, ...]) -> _Sum | None:
    """ "fell by P%, from A to B" and "fell P% to B from A"."""
    if len(after) < 2 or not percent.change:
        return None
    a, b = after[:2]
    first, second = _between(sentence, percent, a), _between(sentence, a, b)
    if _BACK.search(first) and _TO.match(second):
        return _changed(percent, a, b)
    if re.fullmatch(r",?\s+to\s+(?:£\s?)?", first) and _BACK.match(second):
        return _changed(percent, b, a)
    return None


def _around(
    sentence: Sentence, percent: Quantity, before: tuple[Quantity, ...], after: tuple[Quantity, ...]
) -> _Sum | None:
    """ "B (down P% from A)"."""
    if not before or not after or not percent.change:
        return None
    b, a = before[-1], after[0]
    near = len(_between(sentence, b, percent)) <= 40 and ";" not in _between(sentence, b, percent)
    straight = re.fullmatch(
        r"\s+(?:(?:more|fewer|less|higher|lower)\s+)?(?:on|from|than)\s+(?:the\s+)?(?:£\s?)?",
        _between(sentence, percent, a),
    )
    return _changed(percent, a, b) if near and straight else None


def _changed(percent: Quantity, a: Quantity, b: Quantity) -> _Sum | None:
    if a.kind != b.kind or a.change or b.change or not a.value:
        return None
    return _Sum(
        percent,
        abs(derive.change_percent(b.value, a.value)),
        _absolute(a, b),
        in_both("from {a} to {b}", a=_shown(a), b=_shown(b)),
        abs(b.value - a.value) / b.value * 100 if b.value else None,
    )


_AGAINST = re.compile(r"^[^.;]{0,30}?\b(?:against|compared\s+(?:with|to)|after)\b[^.;]{0,12}$", re.IGNORECASE)
#: Behind the new number, before the earlier one.
_BACK = re.compile(r"^[^.;]{0,30}?\bfrom\b[^.;]{0,12}$", re.IGNORECASE)


def _absolute(previous: Quantity, latest: Quantity) -> Interval:
    a, b = together(previous, latest)
    try:
        made = derive.change_percent(b.interval, a.interval)
    except ZeroDivisionError:
        return Interval(0.0, float("inf"))
    return abs(made)


def _amount(
    sentence: Sentence, percent: Quantity, before: tuple[Quantity, ...], after: tuple[Quantity, ...]
) -> _Sum | None:
    """ "up D (P%) to B", "B, up D (P%)" and "against A, up D (P%)": a change and its share of what was."""
    if not before or before[-1].kind in {"%", "points"}:
        return None
    amount = before[-1]
    if not amount.change and not _MORE_BEHIND.match(sentence.text[percent.end : percent.end + 20]):
        return None
    if not _IN_BRACKETS.fullmatch(_between(sentence, amount, percent)):
        return None
    if after and after[0].kind == amount.kind and _THAN.fullmatch(_between(sentence, percent, after[0])):
        return _changed_by(percent, amount, after[0]) if after[0].value else None
    if before[:-1] and before[-2].kind == amount.kind and not before[-2].change:
        base = before[-2]
        earlier = _earlier_of(before[:-1], amount)
        if earlier is not None:
            return _changed_by(percent, amount, earlier)
        if _EARLIER.search(sentence.text[: base.start]) and base.value:
            return _changed_by(percent, amount, base)
    latest = _latest(sentence, percent, before[:-1], after, amount)
    sign = amount.sign or percent.sign
    if latest is None or not sign or latest.value == amount.value * sign:
        return None
    made = derive.percent_of_change(latest.value, sign * amount.value)
    signed = Interval(*sorted((sign * amount.interval.low, sign * amount.interval.high)))
    try:
        range_ = abs(derive.percent_of_change(latest.interval, signed))
    except ZeroDivisionError:
        return None
    by_new = amount.value / latest.value * 100 if latest.value else None
    how = in_both("a change of {amount} to {latest}", amount=_shown(amount), latest=_shown(latest))
    return _Sum(percent, abs(made), range_, how, by_new)


def _changed_by(percent: Quantity, amount: Quantity, base: Quantity) -> _Sum:
    made, range_ = derive.share(amount.value, base.value), derive.share(amount.interval, base.interval)
    return _Sum(percent, made, range_, _part_of(amount, base))


def _part_of(part: Quantity, whole: Quantity) -> Both:
    return in_both("{part} of {whole}", part=_shown(part), whole=_shown(whole))


def _earlier_of(levels: tuple[Quantity, ...], amount: Quantity) -> Quantity | None:
    """Of two levels that are just the change apart, the one that it started from."""
    pair = [q for q in levels if q.kind == amount.kind and not q.change][-2:]
    if len(pair) < 2 or not amount.sign or abs(abs(pair[0].value - pair[1].value) - amount.value) > 1e-9:
        return None
    low, high = sorted(pair, key=lambda q: q.value)
    return low if amount.sign > 0 else high


#: "2,540 (8.7%) more than the 29,200": the amount is known to be a change by what stands behind both.
_MORE_BEHIND = re.compile(r"\)?\s*(?:more|fewer|less|higher|lower|above|below|up|down)\b", re.IGNORECASE)
_THAN = re.compile(
    r"\)?\s*(?:(?:more|fewer|less|higher|lower)\s+than|above|below|up\s+on|down\s+on)\s+(?:the\s+|in\s+)?(?:£\s?)?",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*(?:[(,]|or|\(?\s*(?:that is|equal to))\s*[+−-]?\s*")
#: Before a number that is the earlier one.
_EARLIER = re.compile(
    r"\b(?:against|compared\s+(?:with|to)|from|than|up\s+on|down\s+on)\s+(?:the\s+)?(?:£\s?)?$", re.IGNORECASE
)


def _latest(
    sentence: Sentence,
    percent: Quantity,
    before: tuple[Quantity, ...],
    after: tuple[Quantity, ...],
    d: Quantity,
) -> Quantity | None:
    if after and after[0].kind == d.kind and _UP_TO.fullmatch(_between(sentence, percent, after[0])):
        return after[0]
    if before and before[-1].kind == d.kind and not before[-1].change:
        return before[-1]
    return None


_UP_TO = re.compile(r"\)?\s*,?\s*to\s+(?:£\s?)?")


def _share(sentence: Sentence, percent: Quantity, before: tuple[Quantity, ...]) -> _Sum | None:
    """ "A of B (P%)" and "of B, A (P%)": two counts and the share that the one is of the other."""
    if len(before) < 2 or percent.change:
        return None
    one, two = before[-2:]
    if one.kind != two.kind or one.kind not in {"", "£"} or one.change or two.change:
        return None
    between = _between(sentence, one, two)
    if _PART_OF.search(between):
        part, whole = one, two
    elif _OF_WHOLE.search(sentence.text[: one.start]) and re.fullmatch(
        r"[^.;,]{0,60},?[^.;,]{0,30}", between
    ):
        part, whole = two, one
    else:
        return None
    if not _BRACKET.fullmatch(_between(sentence, two, percent)):
        return None
    return _shared(percent, part, whole)


def _shared(percent: Quantity, part: Quantity, whole: Quantity) -> _Sum | None:
    if not 0 < part.value <= whole.value:
        return None
    small, large = together(part, whole)
    return _Sum(
        percent,
        derive.share(part.value, whole.value),
        derive.share(small.interval, large.interval),
        _part_of(part, whole),
    )


def _said_first(sentence: Sentence, percent: Quantity, after: tuple[Quantity, ...]) -> _Sum | None:
    """ "P%, or A of B"."""
    if len(after) < 2 or percent.change:
        return None
    part, whole = after[:2]
    if part.kind != whole.kind or part.kind not in {"", "£"} or part.change or whole.change:
        return None
    if not _OR.fullmatch(_between(sentence, percent, part)) or not _PART_OF.search(
        _between(sentence, part, whole)
    ):
        return None
    return _shared(percent, part, whole)


_OR = re.compile(r"\s*(?:,\s*(?:or|that is,?)|\()\s*(?:£\s?)?", re.IGNORECASE)
_PART_OF = re.compile(
    r"^(?:\s+[\w’'-]+){0,3}?\s+(?:out\s+)?of\s+(?:the\s+|all\s+|a\s+total\s+of\s+)?(?:£\s?)?$", re.IGNORECASE
)
_OF_WHOLE = re.compile(r"(?:^|[,;(]\s*)(?:out\s+)?of\s+(?:the\s+|all\s+|these\s+)?(?:£\s?)?$", re.IGNORECASE)
_BRACKET = re.compile(r"(?:\s+[\w’'-]+){0,4}\s*(?:[(,]\s*(?:or\s+)?|or\s+)")


def _judged(sentence: Sentence, found: _Sum) -> Iterator[Finding]:
    yield from _said(sentence.chapter, sentence.text, found)


def _said(chapter: str, words: str, found: _Sum) -> Iterator[Finding]:
    percent = found.percent
    stated = percent.interval
    right = numbers.percent(found.made)
    if not stated.meets(found.range):
        wrong = in_both(
            "The text says {said}; {how} is {right}.", said=percent.text, how=found.how, right=right
        )
        if found.by_new is not None and stated.meets(Interval.rounded(found.by_new, 0.0)):
            wrong += " " + in_both(
                "It was divided by the new number; a change is a share of the earlier one."
            )
        yield Finding(NAME, chapter, words, wrong, _("Write {words}.").format(words=right))
        return
    apart = abs(percent.value - found.made)
    if apart > _POINTS and apart > _SHARE * max(percent.value, found.made):
        yield Finding(
            NAME,
            chapter,
            words,
            in_both(
                "The text says {said}; the numbers as printed give {right} ({how}). Only unrounded numbers "
                "could give what is said.",
                said=percent.text,
                right=right,
                how=found.how,
            ),
            _(
                "Write {right}, or print the numbers to one more decimal, or say that they are rounded."
            ).format(right=right),
        )


def _shown(q: Quantity) -> str:
    return f"£{q.text}" if q.kind == "£" and not q.text.startswith("£") else q.text
