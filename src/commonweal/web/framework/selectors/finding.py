"""Goals, indicators and places by the words that somebody types, indexed once a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from commonweal.packs.models import Framework, Goal, Indicator
from commonweal.progress.snapshot import Snapshot
from commonweal.publish import finding
from commonweal.publish.finding import Entry, Index
from commonweal.web.framework.selectors.book import Book

MOST_PLACES = 100


@dataclass(frozen=True)
class Found:
    """Each the best first."""

    goals: list[tuple[Framework, Goal]]
    indicators: list[Indicator]
    places: list[tuple[str, str]]

    @property
    def nothing(self) -> bool:
        return not (self.goals or self.indicators or self.places)


def search(book: Book, words: str) -> Found:
    """What holds every word: in a name, in another name of it, or in what is said of it.

    Places may be listed ("Birmingham, Solihull"); where nothing at all holds every word, so may the others.
    """
    goals, indicators, places = _indexes(book.snapshot)
    there = _keys(places, words, several=True)[:MOST_PLACES]
    found = Found(_keys(goals, words), _keys(indicators, words), there)
    if not found.nothing:
        return found
    return Found(_keys(goals, words, several=True), _keys(indicators, words, several=True), [])


def meant(book: Book, words: str) -> str:
    """The same words with slips of the pen put right; "" where nothing would be found by them either."""
    known = _indexes(book.snapshot)
    other = finding.meant(words, known)
    return other if other and any(index.find(other) for index in known) else ""


def typed(words: str) -> str:
    """For other parts of the house, which look for each word as it was typed."""
    return finding.typed(words)


def _keys(index: Index, words: str, *, several: bool = False) -> list[Any]:
    return list(index.find(words, several=several))


@lru_cache(maxsize=4)
def _indexes(snapshot: Snapshot) -> tuple[Index, Index, Index]:
    known = snapshot.definitions
    site = set(known.site.areas) if known.site else set()
    own = known.site.framework if known.site else ""
    return (
        Index(_goal(f, g, 0 if f.id == own else 1) for f in known.frameworks for g in f.goals),
        Index(Entry(i, i.name, (i.id,), (i.question, i.description, i.unit)) for i in known.indicators),
        Index(
            _place(snapshot, code, name, 0 if code in site else 1) for code, name in snapshot.places.items()
        ),
    )


def _goal(of: Framework, goal: Goal, first: int) -> Entry:
    """By its id too: "goal 17" is how people speak of one of a numbered framework."""
    texts = (goal.summary, goal.outcome, *goal.considerations)
    return Entry((of, goal), goal.title, (goal.id, goal.short_title), texts, first)


def _place(snapshot: Snapshot, code: str, name: str, first: int) -> Entry:
    """By its code, its kind, and the initials of both: WMCA is the West Midlands combined authority."""
    record = snapshot.place_records.get(code)
    kind = record.level if record and record.level not in name else ""
    whole = f"{name} {kind}"
    letters = "".join(word[0] for word in finding.words(whole))
    return Entry((code, name), name, (code, whole, letters), (), first)
