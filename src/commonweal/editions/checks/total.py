"""Totals that do not add up beyond rounding: in tables, in sentences, to a target, and parts of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from commonweal.editions.findings import Finding
from commonweal.editions.quantities import Quantity, quantities_in, together
from commonweal.editions.reading import Reading, Sentence, spelled, tables
from commonweal.editions.tree import Table, plain
from commonweal.progress.derive import Interval, total
from commonweal.publish import numbers
from commonweal.words import N_, Both, _, in_both

NAME = "total"
TITLE = N_("Numbers that do not add up")
SUMMARY = N_(
    "A row or a column of totals is added up again, and so are the parts and the whole that a sentence "
    "names; a difference stated beside its two numbers is taken again; two parts of one whole cannot both "
    "grow or shrink."
)

_TOTAL_ROW = re.compile(r"\b(?:total|all|sum|altogether|together|overall)\b", re.IGNORECASE)
_IN_ALL = re.compile(
    r"\b(?:in (?:all|total)|altogether|a total of|totalling|making|add(?:s|ed|ing)? up to"
    r"|sums? to|summing to|(?:come|comes|came|coming) to|the sum)\b",
    re.IGNORECASE,
)
#: Of those, the words that the whole stands behind.
_BEHIND = re.compile(r"a total of|totalling|making|.*\bto", re.IGNORECASE)
_FROM_TO = re.compile(r"^[^.;]{0,30}?(?:\bto\b|->|→)[^.;]{0,12}$", re.IGNORECASE)
#: "to 4.0% from 4.3%".
_BACK = re.compile(r"^[^.;,]{0,20}?,?\s+from\s+(?:£\s?)?$", re.IGNORECASE)
#: Of one whole: a share of one can grow only as the other shrinks, but for those in neither.
_PARTS = (
    ("full-time", "part-time"),
    ("full time", "part time"),
    ("owned", "rented"),
    ("public", "private"),
)  # stays English


def check(reading: Reading) -> Iterator[Finding]:
    for chapter in reading.chapters:
        for table in tables(chapter.tree):
            yield from _table(chapter.slug, table)
    for sentence in reading.sentences:
        if sentence.kind == "prose":
            yield from _sum(sentence)
            yield from _equation(sentence)
            yield from _divided(sentence)
            yield from _difference(sentence)
            yield from _around(sentence)
            yield from _missing(sentence)
    yield from _parts(reading.sentences)


# --- tables


def _table(chapter: str, table: Table) -> Iterator[Finding]:
    heads = [plain(c.children) for c in table.header]
    names = [plain(row[0].children) if row else "" for row in table.rows]
    cells = [[_cell(c.children) for c in row] for row in table.rows]
    lines = [n for n, name in enumerate(names) if _TOTAL_ROW.search(name)]
    if len(lines) == 1 and len(names) > 2:
        line = lines[0]
        for column in range(1, len(heads)):
            parts = [row[column] for n, row in enumerate(cells) if n != line]
            yield from _added(chapter, "column", heads[column], parts, cells[line][column])
    columns = [n for n, head in enumerate(heads) if n and _TOTAL_ROW.search(head)]
    if len(columns) == 1 and len(heads) > 3:
        for name, row in zip(names, cells, strict=True):
            parts = [cell for n, cell in enumerate(row) if n and n != columns[0]]
            yield from _added(chapter, "row", name, parts, row[columns[0]])


def _cell(children: object) -> Quantity | None:
    text, spans = spelled(children)  # type: ignore[arg-type]
    found = quantities_in(text, spans)
    return found[0] if len(found) == 1 else None


#: Where it stands, and what is wrong there.
_LINES = {
    "column": (
        N_("column “{name}”"),
        N_(
            "The column “{name}” adds up to {made}, and {whole} stands as its total; rounding does not "
            "explain that."
        ),
    ),
    "row": (
        N_("row “{name}”"),
        N_(
            "The row “{name}” adds up to {made}, and {whole} stands as its total; rounding does not "
            "explain that."
        ),
    ),
}


def _added(
    chapter: str, line: str, name: str, parts: Sequence[Quantity | None], whole: Quantity | None
) -> Iterator[Finding]:
    known = [p for p in parts if p is not None]
    if whole is None or len(known) < 2 or len(known) != len(parts):
        return  # a missing part cannot be added
    if len({p.kind for p in (*known, whole)}) > 1 or whole.kind == "rate":
        return
    if whole.kind == "%" and abs(whole.value - 100) > 1:
        return  # rates of several places have a mean, not a sum
    *alike, sum_ = together(*known, whole)
    if not total(*(_signed(p) for p in alike)).meets(_signed(sum_)):
        made = sum(p.value * (p.sign or 1) for p in known)
        where, wrong = _LINES[line]
        yield Finding(
            NAME,
            chapter,
            in_both(where, name=name) + f": {', '.join(p.text for p in known)}; {whole.text}",
            in_both(wrong, name=name, made=_plain(made, known), whole=whole.text),
            _("Mend the total or the part that is wrong, or say what is left out."),
        )


def _signed(q: Quantity) -> Interval:
    if q.change and q.sign < 0 and q.typed:
        return Interval(-q.interval.high, -q.interval.low)
    return q.interval


# --- sentences


def _sum(sentence: Sentence) -> Iterator[Finding]:
    """ "A women and B men, C in all": one whole and two parts or more, of one kind."""
    if not _IN_ALL.search(sentence.text):
        return
    counts = [q for q in sentence.quantities if not q.change and q.kind in {"", "£"} and q.value >= 10]
    if len(counts) < 3 or len({q.kind for q in counts}) > 1:
        return
    whole = _whole(sentence, counts)
    if whole is None:
        return
    yield from _summed(sentence, [q for q in counts if q is not whole], whole)


def _summed(sentence: Sentence, parts: Sequence[Quantity], whole: Quantity) -> Iterator[Finding]:
    if any(p.value > whole.value for p in parts):
        return
    *alike, sum_ = together(*parts, whole)
    if not total(*(p.interval for p in alike)).meets(sum_.interval):
        made = sum(p.value for p in parts)
        yield Finding(
            NAME,
            sentence.chapter,
            sentence.text,
            in_both(
                "{parts} make {made}, and the text says {whole}; rounding does not explain that.",
                parts=_joined([p.text for p in parts]),
                made=_plain(made, parts),
                whole=whole.text,
            ),
            _("Write {made}, or say who is left out.").format(made=_plain(made, parts)),
        )


def _joined(parts: Sequence[str]) -> Both:
    """ "1 and 2 and 3"."""
    *first, last = parts
    return in_both("{parts} and {last}", parts=_joined(first), last=last) if first else Both(last)


_PLUS = re.compile(r"\s*(?:\+|plus|and)\s*(?:£\s?)?")
_EQUALS = re.compile(r"\s*(?:=|equals)\s*(?:£\s?)?")


def _equation(sentence: Sentence) -> Iterator[Finding]:
    """ "A + B = C"."""
    q = [replace(each, change=False, sign=0) for each in sentence.quantities]
    between = [sentence.text[a.end : b.start] for a, b in pairwise(q)]
    for n, words in enumerate(between):
        if not _EQUALS.fullmatch(words):
            continue
        first = n
        while first and _PLUS.fullmatch(between[first - 1]):
            first -= 1
        if first < n and len({each.kind for each in q[first : n + 2]}) == 1:
            yield from _summed(sentence, q[first : n + 1], q[n + 1])


_OF_WHOLE = re.compile(r"(?:^|[,;(]\s*)of\s+(?:the\s+|all\s+|these\s+)?(?:£\s?)?$", re.IGNORECASE)
#: So near to the whole do two parts of it come that they are meant to be all of it.
_ALL_BUT = 0.01


def _divided(sentence: Sentence) -> Iterator[Finding]:
    """ "Of C people, A were women and B men": only where the two are all but the whole."""
    counts = [q for q in sentence.quantities if not q.change and q.kind in {"", "£"} and q.value >= 1000]
    if len(counts) != 3 or len({q.kind for q in counts}) > 1:
        return
    whole, one, other = counts
    missing = abs(one.value + other.value - whole.value)
    if _OF_WHOLE.search(sentence.text[: whole.start]) and missing <= _ALL_BUT * whole.value:
        yield from _summed(sentence, (one, other), whole)


def _whole(sentence: Sentence, counts: Sequence[Quantity]) -> Quantity | None:
    marks = list(_IN_ALL.finditer(sentence.text))
    if len(marks) != 1:
        return None
    mark = marks[0]
    if _BEHIND.fullmatch(mark[0]):
        return next((q for q in counts if q.start >= mark.end()), None)
    return min(counts, key=lambda q: min(abs(q.start - mark.end()), abs(mark.start() - q.end)))


def _difference(sentence: Sentence) -> Iterator[Finding]:
    """ "from A to B, D more": the difference of two numbers beside them, in their unit or in points."""
    q = sentence.quantities
    for n in range(len(q) - 2):
        for a, b, d in ((q[n], q[n + 1], q[n + 2]), (q[n + 1], q[n + 2], q[n])):
            yield from _taken_again(sentence, a, b, d)


_ON = re.compile(r"\s+(?:on|from|than)\s+(?:the\s+)?(?:£\s?)?", re.IGNORECASE)


def _around(sentence: Sentence) -> Iterator[Finding]:
    """ "B, up D points from A"."""
    q = sentence.quantities
    for b, d, a in zip(q, q[1:], q[2:], strict=False):
        if d.change and _ON.fullmatch(sentence.text[d.end : a.start]) and d.start - b.end <= 40:
            yield from _compared(sentence, a, b, d)


def _taken_again(sentence: Sentence, a: Quantity, b: Quantity, d: Quantity) -> Iterator[Finding]:
    back = _BACK.match(sentence.text[a.end : b.start])
    if not back and not _FROM_TO.match(sentence.text[a.end : b.start]):
        return
    if d.start > b.end and len(sentence.text[b.end : d.start]) > 40:
        return
    if d.end < a.start and not re.search(
        rf"\b{'to' if back else 'from'}\b[^.;]{{0,12}}$", sentence.text[d.end : a.start]
    ):
        return
    yield from _compared(sentence, a, b, d)


def _compared(sentence: Sentence, a: Quantity, b: Quantity, d: Quantity) -> Iterator[Finding]:
    if a.kind != b.kind or a.change or b.change or not d.change:
        return
    if d.kind != ("points" if a.kind == "%" else a.kind):
        return
    first, second = together(a, b)
    if abs(second.interval - first.interval).meets(d.interval):
        return
    made = _plain(abs(b.value - a.value), (a, b))
    yield Finding(
        NAME,
        sentence.chapter,
        sentence.text,
        in_both(
            "From {a} to {b} is {made}, and the text says {said}.",
            a=a.text,
            b=b.text,
            made=made,
            said=d.text,
        ),
        _("Write {words}.").format(words=made),
    )


_TARGET = re.compile(r"\b(?:target|aim|goal)\b", re.IGNORECASE)
_STILL = re.compile(
    r"\b(?:more|fewer|further|additional|short|still|to go|needed|required|extra)\b", re.IGNORECASE
)


def _missing(sentence: Sentence) -> Iterator[Finding]:
    """ "against a target of T, L are there, D more are needed"; D may be rounded as it is printed."""
    if not (_TARGET.search(sentence.text) and _STILL.search(sentence.text)):
        return
    counts = [q for q in sentence.quantities if q.kind in {"", "£"} and q.value >= 10]
    if len(counts) != 3 or len({q.kind for q in counts}) > 1:
        return
    high, *others = sorted(counts, key=lambda q: -q.value)
    mark = _STILL.search(sentence.text)
    if mark is None:
        return
    gap = min(others, key=lambda q: min(abs(q.start - mark.end()), abs(mark.start() - q.end)))
    latest = next(q for q in others if q is not gap)
    top, reached = together(high, latest)
    if not (top.interval - reached.interval).meets(gap.interval):
        made = high.value - latest.value
        yield Finding(
            NAME,
            sentence.chapter,
            sentence.text,
            in_both(
                "From {a} to {b} are {made}, and the text says {said}.",
                a=latest.text,
                b=high.text,
                made=_plain(made, (high, latest)),
                said=gap.text,
            ),
            _("Write {words}.").format(words=_plain(made, (high, latest))),
        )


# --- parts of one whole


_BOTH_GROW = N_(
    "{one} and {other} shares are parts of one whole: they cannot both grow ({a} and {b}) unless those in "
    "neither changed by as much."
)
_BOTH_SHRINK = N_(
    "{one} and {other} shares are parts of one whole: they cannot both shrink ({a} and {b}) unless those in "
    "neither changed by as much."
)


def _parts(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Two parts of a whole that both grow or both shrink, in one paragraph."""
    by_paragraph: dict[tuple[str, int], list[Sentence]] = {}
    for s in sentences:
        if s.kind == "prose":
            by_paragraph.setdefault((s.chapter, s.paragraph), []).append(s)
    for group in by_paragraph.values():
        for one, other in _PARTS:
            a, b = _moved(group, one), _moved(group, other)
            if a is None or b is None or not a[1].sign or a[1].sign != b[1].sign:
                continue
            yield Finding(
                NAME,
                a[0].chapter,
                a[0].text if a[0] is b[0] else f"{a[0].text} {b[0].text}",
                in_both(
                    _BOTH_GROW if a[1].sign > 0 else _BOTH_SHRINK,
                    one=one,
                    other=other,
                    a=a[1].text,
                    b=b[1].text,
                ),
                _("Look both changes up; work them out of unrounded figures."),
            )


def _moved(group: Sequence[Sentence], part: str) -> tuple[Sentence, Quantity] | None:
    for sentence in group:
        at = sentence.text.casefold().find(part)
        changes = [q for q in sentence.quantities if q.change and q.kind == "points" and q.sign]
        if at >= 0 and changes:
            behind = [q for q in changes if q.start > at]
            return sentence, behind[0] if behind else changes[-1]
    return None


def _plain(number: float, like: Sequence[Quantity]) -> Both:
    decimals = max(0, *(-Decimal(str(q.step)).adjusted() for q in like))
    text = numbers.plain(number, decimals)
    kind = like[0].kind
    if kind == "%":
        return in_both("{number} points", number=text)
    return Both(f"£{text}" if kind == "£" else text)
