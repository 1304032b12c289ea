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
        reason = f"It was promised for “{_short(report)}”, and is overdue."
        yield Suggested(f"What has become of this promise: “{_short(words)}”?", reason, "promise", 85)
    for away in of.away:
        yield Suggested(
            f"What would this do for {away.indicator} in {away.place}?",
            f"The report touches the goal {away.goal}; the indicator does not improve there ({away.face}).",
            "away", 42,
        )  # fmt: skip


def _account(of: Situation) -> Iterator[Suggested]:
    answered = any(t.state != "open" for t in of.tests)
    if not of.begun or not answered:
        reason = "The tests have not been begun for this report." if not of.begun else "No test is answered."
        key = " It is a key decision." if of.key_decision else ""
        yield Suggested(
            "Who would gain from this, who could lose, and how do you know?", reason + key, "no-account", 100
        )
    if of.timing == "after":
        yield Suggested(
            "Could the account of its impact change anything, given when it was made?",
            "The last answer was given after the decision.", "timing", 74,
        )  # fmt: skip
    elif of.timing == "late":
        yield Suggested(
            "Which options were still open when the account of its impact was made?",
            "The last answer was given after options closed.", "timing", 58,
        )  # fmt: skip
    if not of.places:
        yield Suggested("Where would its effects be felt?", "The report names no place.", "no-place", 44)
    for words in of.unfounded:
        yield Suggested(
            f"Where does this come from: “{_short(words)}”?",
            "It stands in the statement, and in no answer.", "unfounded", 68,
        )  # fmt: skip


def _tests(of: Situation) -> Iterator[Suggested]:
    if not any(t.state != "open" for t in of.tests):
        return  # the question on the account as a whole asks for all of them
    for t in of.tests:
        if t.state == "open":
            yield Suggested(
                t.question,
                f"The test “{t.label}” has no answer.",
                "open",
                84 if t.people else 80,
                "test",
                t.key,
            )
        elif t.state == "not-known" and t.until is not None and t.until < of.day:
            yield Suggested(
                f"What did you find out about this: {t.question}",
                f"It was not known, and was to be found out by {_day(t.until)}"
                f"{f' by {_short(t.who)}' if t.who else ''}.",
                "not-found-out", 82, "test", t.key,
            )  # fmt: skip
        elif t.state == "partly" and t.lacks:
            yield Suggested(
                f"{t.question} Your answer leaves open: {_listed(t.lacks)}.",
                f"The answer to “{t.label}” is not whole.", "partly", 62 if t.people else 60, "test", t.key,
            )  # fmt: skip
        elif t.strength == "assertion":
            yield Suggested(
                f"What evidence is there for what is said of “{t.label}”?",
                f"The answer to “{t.label}” calls its evidence an assertion.", "assertion", 46, "test", t.key,
            )  # fmt: skip


def _flags(of: Situation) -> Iterator[Suggested]:
    answered = any(t.state != "open" for t in of.tests)
    for f in of.flags:
        found = _FLAGS.get(f.kind)
        if found is None:
            continue
        words, weight = found
        if f.kind in ("absent", "empty", "none") and answered:
            weight -= 22  # the tests say what the document does not
        raised = f" The sentence: “{_short(f.sentence)}”" if f.sentence else ""
        why = _short(f.why) or "The reading of its document raised it."
        yield Suggested(words, f"{why}{raised}", f"flag-{f.kind}", weight, "flag", f.key)


_FLAGS = {
    "absent": ("Why does the report say nothing of inclusive growth?", 72),
    "empty": ("What belongs under the heading that the report leaves empty?", 72),
    "none": ("Why would there be no effect on who gains from growth?", 72),
    "generic": ("Who exactly, how many, where and by when?", 56),
    "copied": ("What of this section was written for this report?", 64),
    "figure": ("Which figure is right, and what follows from it?", 76),
    "claim": ("By what means would this group gain?", 70),
}


def _claims(of: Situation) -> Iterator[Suggested]:
    for c in of.claims:
        if not c.dated:
            where = f" in {c.place}" if c.place else ""
            yield Suggested(
                f"When should we look at {c.indicator}{where} again?",
                "The indicator is named, and no day on which to look.", "no-date", 50,
            )  # fmt: skip
    if of.begun and not of.claims and any(t.state != "open" for t in of.tests):
        yield Suggested(
            "Which indicator would show in a year or two whether it worked?",
            "No answer names an indicator.", "no-indicator", 54,
        )  # fmt: skip


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"


def _listed(parts: Sequence[str]) -> str:
    said = [f"{p[:1].lower()}{p[1:]}" for p in parts]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _day(day: dt.date) -> str:
    return f"{day:%-d %B %Y}"
