"""Questions that a member might put to a report, drawn by fixed rules from what its account leaves open.

Each has the reason for which it is asked. Nothing here judges a proposal, an answer or an author: a question
is asked because something is not said, is said late, or stands otherwise in the evidence. The rules and
their weights: docs/methods/suggested-questions.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from commonweal.scrutiny.day_words import day_in_words
from commonweal.words import N_, _, in_english, listed

MOST = 8
#: Of one rule there are at most so many, so that ten unanswered tests do not hide everything else.
MOST_OF_A_RULE = 3
LONGEST = 160
About = Literal["report", "test", "flag"]


@dataclass(frozen=True)
class TestNow:
    """A test as it stands. ``lacks``: the parts that its answer leaves out, in words.

    ``until``: by when what is not known is to be found out. ``people``: it asks who gains or loses.
    """

    __test__ = False  # pytest collects what is called Test…

    key: str
    label: str
    question: str
    state: Literal["whole", "partly", "not-known", "open"]
    lacks: tuple[str, ...] = ()
    strength: str = ""
    until: dt.date | None = None
    who: str = ""
    people: bool = False


@dataclass(frozen=True)
class FlagNow:
    """What the reading of a document raised. ``key``: names it in a query; ``sentence``: what raised it."""

    key: str
    kind: str
    sentence: str
    why: str


@dataclass(frozen=True)
class ClaimNow:
    """A claim on an indicator. ``dated``: there is a day on which to look."""

    key: str
    indicator: str
    place: str
    dated: bool


@dataclass(frozen=True)
class GoalAway:
    """A goal that the report touches with an indicator that does not improve in one of its places."""

    goal: str
    place: str
    indicator: str
    face: str


@dataclass(frozen=True)
class Situation:
    """What is known of a report when questions are drawn. ``timing``: early, late, after or "".

    ``overdue``: what the same sponsor promised on earlier reports and is overdue: the words, the report.
    ``unfounded``: numbers of the statement that stand in no answer.
    """

    day: dt.date
    begun: bool
    tests: Sequence[TestNow] = ()
    flags: Sequence[FlagNow] = ()
    claims: Sequence[ClaimNow] = ()
    away: Sequence[GoalAway] = ()
    overdue: Sequence[tuple[str, str]] = ()
    unfounded: Sequence[str] = ()
    timing: str = ""
    key_decision: bool = False
    places: int = 0
    sponsor: str = ""


@dataclass(frozen=True)
class Suggested:
    """``about`` and ``key`` say what a query would be about; ``rule`` the rule, ``weight`` its place."""

    words: str
    reason: str
    rule: str
    weight: int
    about: About = "report"
    key: str = field(default="", compare=False)


def suggested(of: Situation, most: int = MOST) -> list[Suggested]:
    """The questions, the weightiest first; of equal weight in the order of the rules."""
    found: list[Suggested] = []
    counts: dict[str, int] = {}
    for one in sorted(_all(of), key=lambda s: -s.weight):
        counts[one.rule] = counts.get(one.rule, 0) + 1
        if counts[one.rule] <= MOST_OF_A_RULE:
            found.append(one)
    return found[:most]


def _all(of: Situation) -> Iterator[Suggested]:
    yield from _account(of)
    yield from _tests(of)
    yield from _flags(of)
    yield from _claims(of)
    for words, report in of.overdue:
        asked = _("What has become of this promise: “{promise}”?").format(promise=_short(words))
        reason = _("It was promised for “{report}”, and is overdue.").format(report=_short(report))
        yield Suggested(asked, reason, "promise", 85)
    for away in of.away:
        yield Suggested(
            _("What would this do for {indicator} in {place}?").format(
                indicator=away.indicator, place=away.place
            ),
            _("The report touches the goal {goal}; the indicator does not improve there ({how}).").format(
                goal=away.goal, how=away.face
            ),
            "away",
            42,
        )


def _account(of: Situation) -> Iterator[Suggested]:
    answered = any(t.state != "open" for t in of.tests)
    if not of.begun or not answered:
        reason = (
            _("No test is answered.") if of.begun else _("The tests have not been begun for this report.")
        )
        if of.key_decision:
            reason += " " + _("It is a key decision.")
        yield Suggested(
            _("Who would gain from this, who could lose, and how do you know?"), reason, "no-account", 100
        )
    if of.timing == "after":
        yield Suggested(
            _("Could the account of its impact change anything, given when it was made?"),
            _("The last answer was given after the decision."), "timing", 74,
        )  # fmt: skip
    elif of.timing == "late":
        yield Suggested(
            _("Which options were still open when the account of its impact was made?"),
            _("The last answer was given after options closed."), "timing", 58,
        )  # fmt: skip
    if not of.places:
        yield Suggested(
            _("Where would its effects be felt?"), _("The report names no place."), "no-place", 44
        )
    for words in of.unfounded:
        yield Suggested(
            _("Where does this come from: “{words}”?").format(words=_short(words)),
            _("It stands in the statement, and in no answer."), "unfounded", 68,
        )  # fmt: skip


def _tests(of: Situation) -> Iterator[Suggested]:
    if not any(t.state != "open" for t in of.tests):
        return  # the question on the account as a whole asks for all of them
    for t in of.tests:
        if t.state == "open":
            yield Suggested(
                t.question,
                _("The test “{test}” has no answer.").format(test=t.label),
                "open",
                84 if t.people else 80,
                "test",
                t.key,
            )
        elif t.state == "not-known" and t.until is not None and t.until < of.day:
            yield Suggested(
                _("What did you find out about this: {question}").format(question=t.question),
                _to_be_found_out(t.until, _short(t.who)),
                "not-found-out",
                82,
                "test",
                t.key,
            )
        elif t.state == "partly" and t.lacks:
            yield Suggested(
                _("{question} Your answer leaves open: {parts}.").format(
                    question=t.question, parts=_listed(t.lacks)
                ),
                _("The answer to “{test}” is not whole.").format(test=t.label),
                "partly",
                62 if t.people else 60,
                "test",
                t.key,
            )
        elif t.strength == "assertion":
            yield Suggested(
                _("What evidence is there for what is said of “{test}”?").format(test=t.label),
                _("The answer to “{test}” calls its evidence an assertion.").format(test=t.label),
                "assertion",
                46,
                "test",
                t.key,
            )


def _to_be_found_out(until: dt.date, who: str) -> str:
    if who:
        said = _("It was not known, and was to be found out by {day} by {who}.")
    else:
        said = _("It was not known, and was to be found out by {day}.")
    return said.format(day=day_in_words(until), who=who)


def _flags(of: Situation) -> Iterator[Suggested]:
    answered = any(t.state != "open" for t in of.tests)
    for f in of.flags:
        found = _FLAGS.get(f.kind)
        if found is None:
            continue
        words, weight = found
        if f.kind in ("absent", "empty", "none") and answered:
            weight -= 22  # the tests say what the document does not
        raised = (
            " " + _("The sentence: “{sentence}”").format(sentence=_short(f.sentence)) if f.sentence else ""
        )
        why = _short(f.why) or _("The reading of its document raised it.")
        yield Suggested(_(words), f"{why}{raised}", f"flag-{f.kind}", weight, "flag", f.key)


_FLAGS = {
    "absent": (N_("Why does the report say nothing of inclusive growth?"), 72),
    "empty": (N_("What belongs under the heading that the report leaves empty?"), 72),
    "none": (N_("Why would there be no effect on who gains from growth?"), 72),
    "generic": (N_("Who exactly, how many, where and by when?"), 56),
    "copied": (N_("What of this section was written for this report?"), 64),
    "figure": (N_("Which figure is right, and what follows from it?"), 76),
    "claim": (N_("By what means would this group gain?"), 70),
}


def _claims(of: Situation) -> Iterator[Suggested]:
    for c in of.claims:
        if not c.dated:
            if c.place:
                asked = _("When should we look at {indicator} in {place} again?")
            else:
                asked = _("When should we look at {indicator} again?")
            yield Suggested(
                asked.format(indicator=c.indicator, place=c.place),
                _("The indicator is named, and no day on which to look."), "no-date", 50,
            )  # fmt: skip
    if of.begun and not of.claims and any(t.state != "open" for t in of.tests):
        yield Suggested(
            _("Which indicator would show in a year or two whether it worked?"),
            _("No answer names an indicator."), "no-indicator", 54,
        )  # fmt: skip


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"


def _listed(parts: Sequence[str]) -> str:
    return listed([f"{p[:1].lower()}{p[1:]}" if in_english() else p for p in parts])
