"""The statement: the section of a report, written from the answers to its tests.

Plain sentences under 250 words, a small table and the gaps. Every sentence and every row names the test
whose answer it says, so that each number leads back to its author, day and evidence. Where it would be too
long, what people wrote freely gives way first, to whole sentences, then to words; and the statement says so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from commonweal.appraisal.worksheet import NOTHING, Answer, Answers, people
from commonweal.scrutiny.day_words import day_in_words
from commonweal.scrutiny.questions import Test, account
from commonweal.words import N_, _, in_english, listed, ngettext, pgettext

MOST_WORDS = 250
_STRENGTH = {
    "assertion": N_("This is an assertion."),
    "analogy": N_("The evidence is that it was so elsewhere:"),
    "data": N_("The evidence is data:"),
    "evaluation": N_("The evidence is an evaluation:"),
}


@dataclass(frozen=True)
class Names:
    """What ids are called. ``rungs``: of the ladder of participation, as in "informed"."""

    groups: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    rungs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sentence:
    """What one test's answer says: ``fact`` from its parts, ``words`` as its author wrote them."""

    key: str
    label: str
    fact: str
    words: str
    shortened: bool = False

    @property
    def text(self) -> str:
        return f"{self.label}: {' '.join(part for part in (self.fact, self.words) if part)}"


@dataclass(frozen=True)
class Row:
    """A row of the small table; "" where the answer does not say."""

    key: str
    label: str
    who: str
    people: str
    where: str
    when: str
    indicator: str


@dataclass(frozen=True)
class Gap:
    key: str
    text: str


@dataclass(frozen=True)
class Statement:
    """``opening`` says how whole the account is. ``words``: of all but the table."""

    opening: str
    sentences: tuple[Sentence, ...]
    table: tuple[Row, ...]
    gaps: tuple[Gap, ...]

    @property
    def words(self) -> int:
        texts = (self.opening, *(s.text for s in self.sentences), *(g.text for g in self.gaps))
        return sum(len(text.split()) for text in texts)

    @property
    def shortened(self) -> bool:
        return any(s.shortened for s in self.sentences)


def statement(asked: Sequence[Test], answers: Answers, names: Names) -> Statement:
    """The statement; without any answer it says only that, and what is open."""
    given = [(t, answers.get(t.key, NOTHING)) for t in asked]
    said = [(t, a) for t, a in given if not a.empty and not a.not_known]
    whole = Statement(
        opening=_opening(asked, answers),
        sentences=tuple(_sentence(t, a, names) for t, a in said),
        table=tuple(row for t, a in said if (row := _row(t, a, names)) is not None),
        gaps=_gaps(given),
    )
    return _within(whole, MOST_WORDS)


def _opening(asked: Sequence[Test], answers: Answers) -> str:
    found = account(asked, answers)
    answered = found.count("whole") + found.count("partly")
    if not answered and not found.count("not-known"):
        said = ngettext(
            "None of the {all} tests has been answered.",
            "None of the {all} tests has been answered.",
            len(asked),
        )
    elif found.count("partly"):
        said = ngettext(
            "This report answers {answered} of {all} tests, {partly} of them in part.",
            "This report answers {answered} of {all} tests, {partly} of them in part.",
            len(asked),
        )
    else:
        said = ngettext(
            "This report answers {answered} of {all} tests.",
            "This report answers {answered} of {all} tests.",
            len(asked),
        )
    return said.format(answered=answered, all=len(asked), partly=found.count("partly"))


def _sentence(test: Test, answer: Answer, names: Names) -> Sentence:
    free = [answer.text(n) for n in ("mechanism", "participation") if answer.text(n)]
    evidence = answer.text("strength")
    if evidence:
        kind = _(_STRENGTH[evidence]) if evidence in _STRENGTH else ""
        free.append(f"{kind} {answer.text('evidence')}".strip())
    if answer.text("unknown"):
        free.append(_("Not known: {words}").format(words=answer.text("unknown")))
    words = " ".join(_ended(_flat(w)) for w in free)
    return Sentence(test.key, test.origin.label, _fact(answer, names), words)


def _fact(answer: Answer, names: Names) -> str:
    who = _who(answer, names)
    count = people(answer.text("people"))
    where = listed(_called(answer.many("places"), names.places))
    number = ""
    if count is not None:
        number = _counted(count, _flat(answer.text("people-source")))
    fact = ": ".join(part for part in (number, who) if part)
    if where:
        said = _("{fact}, in {places}") if fact else _("In {places}")
        fact = said.format(fact=fact, places=where)
    rung = names.rungs.get(answer.text("rung"), answer.text("rung"))
    tail = []
    if rung:
        power = _("On the ladder of participation: {rung}")
        tail.append(power.format(rung=rung.lower() if in_english() else rung))
    if answer.text("indicator"):
        tail.append(_indicator(answer, names))
    if answer.text("by-when"):
        tail.append(_("By when: {when}").format(when=_flat(answer.text("by-when"))))
    return " ".join(_ended(_capital(part)) for part in (fact, *tail) if part)


def _counted(count: int, source: str) -> str:
    if source:
        said = ngettext("{number} person (source: {source})", "{number} people (source: {source})", count)
    else:
        said = ngettext("{number} person", "{number} people", count)
    return said.format(number=f"{count:,}", source=source)


def _indicator(answer: Answer, names: Names) -> str:
    found = answer.text("indicator")
    if found == "none":
        return _("No indicator of the framework would show it")
    return _("It would show in {indicator}").format(indicator=names.indicators.get(found, found))


def _row(test: Test, answer: Answer, names: Names) -> Row | None:
    count = people(answer.text("people"))
    found = answer.text("indicator")
    row = Row(
        key=test.key,
        label=test.origin.label,
        who=_who(answer, names),
        people=f"{count:,}" if count is not None else "",
        where=", ".join(_called(answer.many("places"), names.places)),
        when=_flat(answer.text("by-when")),
        indicator=pgettext("no indicator", "none") if found == "none" else names.indicators.get(found, found),
    )
    return row if any((row.people, row.where, row.when, row.indicator)) else None


def _gaps(given: Sequence[tuple[Test, Answer]]) -> tuple[Gap, ...]:
    found = []
    missing = _("not answered.")
    for test, answer in given:
        label = test.origin.label  # it stands before a colon in every language: by it a line finds its test
        if answer.empty:
            found.append(Gap(test.key, f"{label}: {missing}"))
        elif answer.not_known:
            unknown = _not_known(_first(answer.who.split(), 8), _day(answer.by))
            found.append(Gap(test.key, f"{label}: {unknown}"))
    return tuple(found)


def _not_known(who: str, day: str) -> str:
    if who and day:
        said = _("we do not know. {who} finds out by {day}.")
    elif who:
        said = _("we do not know. {who} finds out by no day yet.")
    elif day:
        said = _("we do not know. Nobody yet finds out by {day}.")
    else:
        said = _("we do not know. Nobody yet finds out by no day yet.")
    return said.format(who=who, day=day)


def _first(words: Sequence[str], most: int) -> str:
    return " ".join(words[:most]) + (" …" if len(words) > most else "")


def _day(iso: str) -> str:
    try:
        return day_in_words(dt.date.fromisoformat(iso))
    except ValueError:
        return ""


def _within(whole: Statement, most: int) -> Statement:
    """The statement in at most so many words: what was written freely gives way first, the longest first."""
    for shorten in (_fewer_sentences, _fewer_words, _no_words, _shorter_fact):
        while whole.words > most:
            longest = sorted(enumerate(whole.sentences), key=lambda pair: -len(pair[1].text.split()))
            found = next(((n, shorter) for n, s in longest if (shorter := shorten(s)) is not None), None)
            if found is None:
                break
            at, shorter = found
            whole = replace(whole, sentences=(*whole.sentences[:at], shorter, *whole.sentences[at + 1 :]))
    return whole


def _fewer_sentences(s: Sentence) -> Sentence | None:
    """Without its last free sentence; None where there is one at most."""
    parts = re.findall(r".+?(?:[.!?…](?=\s|$)|$)", s.words)
    return replace(s, words="".join(parts[:-1]).strip(), shortened=True) if len(parts) > 1 else None


def _fewer_words(s: Sentence) -> Sentence | None:
    """A quarter of its free words shorter, with "…"; None where three are left."""
    parts = s.words.removesuffix(" …").split()
    if len(parts) <= 3:
        return None
    return replace(s, words=" ".join(parts[: max(3, len(parts) * 3 // 4)]) + " …", shortened=True)


def _no_words(s: Sentence) -> Sentence | None:
    return replace(s, words="", shortened=True) if s.words else None


def _shorter_fact(s: Sentence) -> Sentence | None:
    """The first twelve words of a fact, with "…"; None where it has no more."""
    parts = s.fact.split()
    return replace(s, fact=" ".join(parts[:12]) + " …", shortened=True) if len(parts) > 13 else None


def _who(answer: Answer, names: Names) -> str:
    groups = _called(answer.many("groups"), names.groups)
    own = _flat(answer.text("who"))
    return "; ".join([*groups, *([own] if own else [])])


def _called(ids: Sequence[str], names: Mapping[str, str]) -> list[str]:
    return [_("elsewhere") if id_ == "elsewhere" else names.get(id_, id_) for id_ in ids]


def _flat(words: str) -> str:
    return " ".join(words.split())


def _ended(words: str) -> str:
    return words if not words or words[-1] in ".!?…:" else f"{words}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
