"""What an edition of the State of the Region is: its parts in order, who made them, and what it pins.

Values only: whoever keeps editions (the web, a folder of files) makes these from what is kept, and everything
else in this package takes them. The text of a part is Markdown with figure tokens (``editions.tokens``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from commonweal.words import ENGLISH, N_, languages


class State(StrEnum):
    DRAFT = N_("draft")
    IN_REVIEW = N_("in review")
    PUBLISHED = N_("published")
    CORRECTED = N_("corrected")


#: What may follow a state. A published edition is never a draft again: what was wrong is corrected.
NEXT_STATES: dict[State, tuple[State, ...]] = {
    State.DRAFT: (State.IN_REVIEW,),
    State.IN_REVIEW: (State.DRAFT, State.PUBLISHED),
    State.PUBLISHED: (State.CORRECTED,),
    State.CORRECTED: (State.CORRECTED,),
}
FROZEN = frozenset({State.PUBLISHED, State.CORRECTED})


class PartKind(StrEnum):
    FOREWORD = "foreword"
    SUMMARY = "summary"
    HUNDRED_PEOPLE = "100 people"
    SWOT = "strengths, weaknesses, opportunities and threats"
    GOAL = "goal"
    PLACE = "place profile"
    CASE_STUDY = "case study"
    NOT_MEASURED = "not measured"
    APPENDIX = "appendix"


@dataclass(frozen=True)
class GoalKey:
    """A goal of a framework, by their ids in the packs."""

    framework: str
    goal: str


@dataclass(frozen=True)
class Contributor:
    """A role and its organisation, never a person: "Lead author", "Example Research Institute"."""

    role: str
    organisation: str = ""

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}" if self.organisation else self.role


@dataclass(frozen=True)
class Part:
    """``slug`` is its address and never changes; ``text`` is Markdown with figure tokens.

    ``goal``: of a goal chapter. ``place``: of a place profile, and of a chapter that is about another place
    than the edition's. ``indicators``: those of the chapter, in order; empty: all that its goal places.
    """

    kind: PartKind
    slug: str
    title: str
    text: str = ""
    goal: GoalKey | None = None
    place: str = ""
    indicators: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()


@dataclass(frozen=True)
class Correction:
    """Numbered from 1; ``was`` and ``now`` are the words of the text. ``by`` is a role."""

    number: int
    day: dt.date
    part: str
    was: str
    now: str
    reason: str
    by: str = ""


@dataclass(frozen=True)
class Edition:
    """``period``: what the edition is of, in words ("2026", "2025 to 2026").

    ``frameworks`` order it, by id. ``place`` is what a figure is of where nothing else is said, by code;
    ``places`` are those that are ranked and drawn side by side: the authorities that make up the place, so
    that it need not be one of them. ``comparators``: codes. ``snapshot``: the id of the snapshot that its
    figures come from; empty while a draft follows the newest. ``rule``: the name of the rule of progress.
    ``language``: of the words that are made from its figures, one of ``words.languages``.
    """

    slug: str
    title: str
    period: str
    place: str
    places: tuple[str, ...] = ()
    comparators: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    editor: Contributor | None = None
    contributors: tuple[Contributor, ...] = ()
    state: State = State.DRAFT
    snapshot: str = ""
    rule: str = "state-of-the-region-2020"
    parts: tuple[Part, ...] = ()
    corrections: tuple[Correction, ...] = ()
    licence: str = ""
    example: bool = False
    language: str = ENGLISH

    @property
    def frozen(self) -> bool:
        return self.state in FROZEN

    def part(self, slug: str) -> Part:
        """Raises ``KeyError`` for a slug that no part has."""
        for part in self.parts:
            if part.slug == slug:
                return part
        raise KeyError(slug)


#: More than any printed report has; a file that holds more is more likely a mistake than a book.
MOST_PARTS = 120
MOST_TEXT = 200_000
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def problems(edition: Edition) -> list[str]:
    """Everything that stops an edition from being what it says, in plain words; empty where nothing does."""
    found = []
    if not edition.title.strip():
        found.append("The edition has no title.")
    if not edition.period.strip():
        found.append("The edition does not say what period it is of.")
    if not SLUG.fullmatch(edition.slug):
        found.append(f"{_shown(edition.slug)} is no address: use small letters, digits and hyphens.")
    if edition.language not in languages():
        found.append(
            f"There are no words in {_shown(edition.language)}: choose one of {', '.join(languages())}."
        )
    if not edition.place:
        found.append("The edition does not say which place its figures are of where a chapter says nothing.")
    if len(edition.parts) > MOST_PARTS:
        found.append(f"The edition has {len(edition.parts)} parts; {MOST_PARTS} is the most it can have.")
    slugs = Counter(p.slug for p in edition.parts)
    found += [f"{n} parts have the address {_shown(slug)}." for slug, n in slugs.items() if n > 1]
    for part in edition.parts:
        found += _problems_of(part)
    if edition.frozen and not edition.snapshot:
        found.append("A published edition names the snapshot that its figures come from.")
    if [c.number for c in edition.corrections] != list(range(1, len(edition.corrections) + 1)):
        found.append("Corrections are numbered 1, 2, 3 in the order in which they were made.")
    if edition.corrections and not edition.frozen:
        found.append("Only a published edition is corrected; a draft is changed.")
    return found


def _problems_of(part: Part) -> list[str]:
    name = part.title.strip() or part.slug or "A part without a name"
    found = []
    if not part.title.strip():
        found.append(f"The part {_shown(part.slug)} has no title.")
    if not SLUG.fullmatch(part.slug):
        found.append(f"{name}: {_shown(part.slug)} is no address.")
    if part.kind is PartKind.GOAL and part.goal is None:
        found.append(f"{name} is a goal chapter and names no goal.")
    if part.kind is PartKind.PLACE and not part.place:
        found.append(f"{name} is a place profile and names no place.")
    if len(part.text) > MOST_TEXT:
        found.append(f"{name} holds {len(part.text):,} characters; {MOST_TEXT:,} is the most a chapter can.")
    return found


def _shown(text: str) -> str:
    return f"“{text[:60]}”" if text else "nothing"
