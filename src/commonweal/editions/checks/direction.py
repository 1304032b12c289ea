"""A word of direction that its numbers do not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from commonweal.editions.findings import Finding
from commonweal.editions.reading import Reading, Sentence
from commonweal.publish import wording
from commonweal.words import N_, Both, _, in_both

NAME = "direction"
TITLE = N_("A direction that the numbers do not have")
SUMMARY = N_(
    "“Rose from A to B” where B is not above A; “fell by” before a figure that rose; no change called one."
)

_UP = re.compile(
    r"\b(?:rose|risen|ris(?:e|es|ing)|up|gr[eo]w(?:n|th|ing)?|increas\w+|climb\w+|gain\w*|improv\w+ up)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:fell|fallen|fall(?:s|ing)?|down|drop\w*|decreas\w+|declin\w+|reduc\w+|shrank|shrunk)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+(?:[\w%£]+\s+){0,2}(?:£\s?)?$", re.IGNORECASE)
_TO = re.compile(
    r"^(?:(?!,\s+and\b)[^.;]){0,30}?(?:\bto\b|->|→)\s*(?:[\w]+\s+){0,2}(?:£\s?)?$", re.IGNORECASE
)
#: "to 5.5% from 5.4%": behind the new number, before the earlier one.
_BACK = re.compile(r"^(?:\s+in\s+[\d/–-]+)?,?\s+from\s+(?:£\s?)?$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|neither|nor|no|never|n't|instead of|rather than)\b", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        if sentence.kind == "prose":
            yield from _from_to(sentence)
            yield from _before_token(sentence, reading)
            yield from _gap(sentence, reading)
            yield from _beside(sentence)


def _from_to(sentence: Sentence) -> Iterator[Finding]:
    for a, b in pairwise(sentence.quantities):
        if a.kind != b.kind or a.kind == "points" or (a.change and a.sign) or (b.change and b.sign):
            continue
        between = sentence.text[a.end : b.start]
        word = _word(sentence.text[: a.start])
        if _BACK.match(between) and re.search(r"\bto\s+(?:£\s?)?$", sentence.text[: a.start], re.IGNORECASE):
            a, b = b, a
        elif not (_FROM.search(sentence.text[: a.start]) and _TO.match(between)):
            continue
        if word is None:
            continue
        if a.value == b.value:
            yield Finding(
                NAME,
                sentence.chapter,
                sentence.text,
                in_both(
                    "The text says “{word}”, and both numbers are printed as {number}.",
                    word=word[0],
                    number=a.text,
                ),
                _("Say that it was unchanged, or print one more decimal so that the rise can be seen.")
                if word[1] > 0
                else _("Say that it was unchanged, or print one more decimal so that the fall can be seen."),
            )
        elif (b.exact > a.exact) != (word[1] > 0):
            right = "rose" if b.exact > a.exact else "fell"
            wrong = {
                "rose": N_("The text says “{word}”, and from {a} to {b} it rose."),
                "fell": N_("The text says “{word}”, and from {a} to {b} it fell."),
            }[right]
            yield Finding(
                NAME,
                sentence.chapter,
                sentence.text,
                in_both(wrong, word=word[0], a=a.text, b=b.text),
                _write(right),
            )


def _write(words: str) -> str:
    """What the text should say, as the text would: in English."""
    return _("Write {words}.").format(words=words)


def _word(before: str) -> tuple[str, int] | None:
    """The last word of direction before a number in its clause, and which way it points."""
    clause = re.split(r"[;:]|,\s+(?:while|but|and|whereas)\b", before)[-1]
    found = [(m.end(), m[0], 1) for m in _UP.finditer(clause)] + [
        (m.end(), m[0], -1) for m in _DOWN.finditer(clause)
    ]
    if not found or _NOT.search(clause):
        return None
    _at, word, way = max(found)
    return word, way


#: What a figure did; the text, which is English, would say it in these words.
_WENT = {
    "rose": N_("rose"),
    "fell": N_("fell"),
    "unchanged": N_("was unchanged"),
    "within-interval": N_("was unchanged within its interval"),
}
_CHANGES = frozenset({"change", "change-percent", "change-points", "comparator-change"})
_BY = re.compile(r"\b(?:by|of)\s+(?:about\s+|some\s+)?$", re.IGNORECASE)


def _before_token(sentence: Sentence, reading: Reading) -> Iterator[Finding]:
    """ "fell by {{change …}}" where the figure rose: the token shows how much and the text says which way."""
    for span in sentence.spans:
        used = span.used
        if used is None or used.form not in _CHANGES or not _BY.search(sentence.text[: span.start]):
            continue
        word = _word(sentence.text[: span.start])
        if word is None or used.direction not in _WENT:
            continue
        way = {"rose": 1, "fell": -1}.get(used.direction, 0)
        if way == word[1]:
            continue
        indicator = reading.evidence.indicators.get(used.indicator)
        what = wording.subject(indicator) if indicator else used.indicator
        now = _WENT[used.direction]
        yield Finding(
            NAME,
            sentence.chapter,
            sentence.text,
            in_both("The text says “{word}”, and {what} {now}.", word=word[0], what=what, now=in_both(now)),
            _write(now),
        )


_UNDER = r"below|lower\s+than|under|behind|short\s+of|less\s+than|fewer\s+than"
_OVER = r"above|higher\s+than|ahead\s+of|more\s+than"
_SIDE = re.compile(rf"^\s+(?:(?P<below>{_UNDER})|(?P<above>{_OVER}))\b", re.IGNORECASE)


_STANDS = {
    "below": N_("The text says “{word}”, and {what} is below what it is compared with."),
    "above": N_("The text says “{word}”, and {what} is above what it is compared with."),
    "level": N_("The text says “{word}”, and {what} is level with what it is compared with."),
}


def _gap(sentence: Sentence, reading: Reading) -> Iterator[Finding]:
    """ "{{gap …}} above the UK" where the figure is below it."""
    for span in sentence.spans:
        used = span.used
        if used is None or used.form != "gap" or used.direction not in _STANDS:
            continue
        side = _SIDE.match(sentence.text[span.end :])
        if side is None or (side["below"] is not None) == (used.direction == "below"):
            continue
        indicator = reading.evidence.indicators.get(used.indicator)
        what = wording.subject(indicator) if indicator else used.indicator
        yield Finding(
            NAME,
            sentence.chapter,
            sentence.text,
            in_both(_STANDS[used.direction], word=side[0].strip(), what=what),
            _write(used.direction) if used.direction != "level" else _("Say that they are level."),
        )


_BESIDE = re.compile(
    r"^[^.;%]{0,40}?(?:,\s*|\b(?:is|was|are|were|stands?|stood|remains?|far|well|just|still)\s+)"
    r"(?:(?P<below>below|lower\s+than)|(?P<above>above|higher\s+than))\s+(?:the\s+)?[^.;,%]{0,40}$",
    re.IGNORECASE,
)


def _beside(sentence: Sentence) -> Iterator[Finding]:
    """ "5.5%, below the UK's 4.0%": two levels and a word that says which is the higher."""
    for a, b in pairwise(sentence.quantities):
        if a.kind != b.kind or a.kind not in {"%", "£", "rate"} or a.change or b.change or a.per != b.per:
            continue
        side = _BESIDE.match(sentence.text[a.end : b.start])
        if side is None or a.value == b.value or (a.exact < b.exact) == (side["below"] is not None):
            continue
        right = "below" if a.exact < b.exact else "above"
        yield Finding(
            NAME,
            sentence.chapter,
            sentence.text,
            _other_side(side["below"] or side["above"], a.text, b.text, right),
            _("Write {words}, or look both figures up.").format(words=right),
        )


def _other_side(word: str, a: str, b: str, right: str) -> Both:
    wrong = {
        "below": N_("The text says “{word}”, and {a} is below {b}."),
        "above": N_("The text says “{word}”, and {a} is above {b}."),
    }
    return in_both(wrong[right], word=word, a=a, b=b)
