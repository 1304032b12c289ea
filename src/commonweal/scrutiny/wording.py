"""A statement as text: what the answers gave, what its author made of it, where each number comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from commonweal.appraisal.worksheet import Answers
from commonweal.scrutiny.questions import Test
from commonweal.scrutiny.statement import Statement

_NUMBER = re.compile(r"\d+(?:[,.]\d+)*")


@dataclass(frozen=True)
class Piece:
    """A run of words that is in both texts, only in the first (``old``) or only in the second (``new``)."""

    text: str
    kind: Literal["same", "old", "new"]


@dataclass(frozen=True)
class Line:
    """A line of a statement. ``keys``: the tests whose answers it says, or that its numbers stand in.

    ``unfounded``: numbers of the line that stand in no answer.
    """

    text: str
    keys: tuple[str, ...]
    unfounded: tuple[str, ...] = ()


def as_text(written: Statement) -> str:
    """The statement's words without its table: a line each for the opening, every answer and every gap."""
    return "\n".join((written.opening, *(s.text for s in written.sentences), *(g.text for g in written.gaps)))


def difference(old: str, new: str) -> list[Piece]:
    """Two texts as one, word by word: what is the same or old gives the first, the same or new the second."""
    before, after = _words(old), _words(new)
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("".join(before[a:b]), "same"))
            continue
        if b > a:
            found.append(Piece("".join(before[a:b]), "old"))
        if d > c:
            found.append(Piece("".join(after[c:d]), "new"))
    return found


def differing(old: str, new: str) -> tuple[str, str]:
    """Of two texts the lines alone in which they differ, in order."""
    before, after = old.split("\n"), new.split("\n")
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    blocks = [(before[a:b], after[c:d]) for kind, a, b, c, d in found if kind != "equal"]
    ours, theirs = ([line for block in blocks for line in block[n]] for n in (0, 1))
    return "\n".join(ours), "\n".join(theirs)


def trace(
    text: str, written: Statement, asked: Sequence[Test], answers: Answers, earlier: str = ""
) -> list[Line]:
    """Each line of a statement, whoever worded it, with the answers that it and its numbers come from.

    A line that begins with a test's label is that test's. A number leads to every answer it stands in;
    those of the opening are counts of the answers themselves, and so are those of ``earlier``: the opening as
    it was when the author worded the statement.
    """
    labels = {t.origin.label: t.key for t in asked}
    known = {key: set(numbers) for key, numbers in _numbers_of(written, asked, answers)}
    counted = set(_numbers(written.opening))
    openings = {written.opening, earlier}
    return [
        Line(line, ()) if line in openings else _line(line, labels, known, counted)
        for line in text.split("\n")
        if line.strip()
    ]


def _line(line: str, labels: dict[str, str], known: dict[str, set[str]], counted: set[str]) -> Line:
    own = [key for label, key in labels.items() if line.startswith(f"{label}:")]
    keys, unfounded = list(own), []
    for number in _numbers(line):
        if any(number in known[key] for key in own):
            continue
        holders = [key for key, numbers in known.items() if number in numbers]
        if not holders and number not in counted:
            unfounded.append(number)
        # What is one of the opening's counts need not be looked for in the answers.
        keys += [] if number in counted else holders
    return Line(line, tuple(dict.fromkeys(keys)), tuple(dict.fromkeys(unfounded)))


def _numbers_of(
    written: Statement, asked: Sequence[Test], answers: Answers
) -> Iterator[tuple[str, list[str]]]:
    said = {s.key: s.text for s in written.sentences} | {g.key: g.text for g in written.gaps}
    for test in asked:
        answer = answers.get(test.key)
        parts = [answer.text(name) for name in answer.parts] + [answer.who, answer.by] if answer else []
        yield test.key, [n for words in (*parts, said.get(test.key, "")) for n in _numbers(words)]


def _numbers(text: str) -> list[str]:
    """The numbers in a text, without the commas of thousands: "1,234" is "1234"."""
    return [re.sub(r",(?=\d{3})", "", found) for found in _NUMBER.findall(text)]


def _words(text: str) -> list[str]:
    return re.findall(r"\s*\S+|\s+$", text)
