"""What a check found, and what an editor did with it: mended (then it is found no more) or waived."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from commonweal.words import english_of


@dataclass(frozen=True)
class Finding:
    """``check``: the name of the check. ``chapter``: the slug of the part. ``sentence``: as a reader sees it.

    ``wrong`` says what is wrong and ``right`` what it should be, each a sentence. ``must``: it cannot be left
    as it is, so it cannot be waived: a token that shows no figure.
    """

    check: str
    chapter: str
    sentence: str
    wrong: str
    right: str = ""
    must: bool = False

    @property
    def key(self) -> str:
        """What a waiver names. It changes with the sentence and with what is wrong: who waived one sentence
        did not waive the next. Made of the English (:func:`commonweal.words.in_both`), so that a waiver
        outlives a better translation."""
        sentence = " ".join(english_of(self.sentence).split())
        said = "\0".join((self.check, self.chapter, sentence, english_of(self.wrong)))
        return hashlib.sha256(said.encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Waiver:
    """``by`` is whoever waived it, as the site names people; ``reason`` is shown beside the sentence."""

    key: str
    reason: str
    by: str
    at: dt.datetime


@dataclass(frozen=True)
class Settled:
    """``idle``: waivers of what is no longer found, because the sentence was changed or mended."""

    open: tuple[Finding, ...]
    waived: tuple[tuple[Finding, Waiver], ...]
    idle: tuple[Waiver, ...]

    @property
    def stops(self) -> bool:
        """Whether something is left that keeps the edition from being published."""
        return bool(self.open)


def settle(findings: Iterable[Finding], waivers: Iterable[Waiver]) -> Settled:
    """Which findings are open and which are waived. A waiver without a reason counts for nothing."""
    given = {w.key: w for w in waivers if w.reason.strip()}
    seen = tuple(dict.fromkeys(findings))
    waived = tuple((f, given[f.key]) for f in seen if f.key in given and not f.must)
    held = {f.key for f, _ in waived}
    return Settled(
        tuple(f for f in seen if f.key not in held),
        waived,
        tuple(w for k, w in given.items() if k not in held),
    )
