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

from commonweal.words import ENGLISH, N_, _, languages


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
    SWOT = "strengths, weaknesses, opportunities and threats"  # stays English
    GOAL = "goal"
    PLACE = "place profile"  # stays English
    CASE_STUDY = "case study"  # stays English
    NOT_MEASURED = "not measured"  # stays English
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
    return [said for _part, said in problems_by_part(edition)]


def problems_by_part(edition: Edition) -> list[tuple[int | None, str]]:
    """The same, each with the number of the part that it is about, from 0; None: the whole edition."""
    found: list[str] = []
    if not edition.title.strip():
        found.append(_("The edition has no title."))
    if not edition.period.strip():
        found.append(_("The edition does not say what period it is of."))
    if not SLUG.fullmatch(edition.slug):
        found.append(
            _("{address} is no address: use small letters, digits and hyphens.").format(
                address=_shown(edition.slug)
            )
        )
    if edition.language not in languages():
        found.append(
            _("There are no words in {language}: choose one of {languages}.").format(
                language=_shown(edition.language), languages=", ".join(languages())
            )
        )
    if not edition.place:
        found.append(
            _("The edition does not say which place its figures are of where a chapter says nothing.")
        )
    if len(edition.parts) > MOST_PARTS:
        found.append(
            _("The edition has {count} parts; {most} is the most it can have.").format(
                count=len(edition.parts), most=MOST_PARTS
            )
        )
    slugs = Counter(p.slug for p in edition.parts)
    found += [
        _("{count} parts have the address {address}.").format(count=n, address=_shown(slug))
        for slug, n in slugs.items()
        if n > 1
    ]
    of_parts = [(number, said) for number, part in enumerate(edition.parts) for said in _problems_of(part)]
    frozen: list[str] = []
    if edition.frozen and not edition.snapshot:
        frozen.append(_("A published edition names the snapshot that its figures come from."))
    if [c.number for c in edition.corrections] != list(range(1, len(edition.corrections) + 1)):
        frozen.append(_("Corrections are numbered 1, 2, 3 in the order in which they were made."))
    if edition.corrections and not edition.frozen:
        frozen.append(_("Only a published edition is corrected; a draft is changed."))
    return [*((None, said) for said in found), *of_parts, *((None, said) for said in frozen)]


def _problems_of(part: Part) -> list[str]:
    name = part.title.strip() or part.slug or _("A part without a name")
    found = []
    if not part.title.strip():
        found.append(_("The part {address} has no title.").format(address=_shown(part.slug)))
    if not SLUG.fullmatch(part.slug):
        found.append(_("{part}: {address} is no address.").format(part=name, address=_shown(part.slug)))
    if part.kind is PartKind.GOAL and part.goal is None:
        found.append(_("{part} is a goal chapter and names no goal.").format(part=name))
    if part.kind is PartKind.PLACE and not part.place:
        found.append(_("{part} is a place profile and names no place.").format(part=name))
    if len(part.text) > MOST_TEXT:
        found.append(
            _("{part} holds {count} characters; {most} is the most a chapter can.").format(
                part=name, count=f"{len(part.text):,}", most=f"{MOST_TEXT:,}"
            )
        )
    return found


def _shown(text: str) -> str:
    return f"“{text[:60]}”" if text else _("nothing")
