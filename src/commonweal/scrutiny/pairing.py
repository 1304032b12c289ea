"""Which indicator, place and period each number of a sentence goes with.

It goes with those that stand nearest to it in its clause; a clause that names none goes on with those of the
clause before it. Nothing goes back: in "it rose by 2 points, and in the UK by 1" the 2 is not the UK's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from .sentences import Mention


class Counted(Protocol):
    """A number in a text. ``kind``: "%", "£" and the like. ``change``: it says how much something changed."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def change(self) -> bool: ...


#: Where another clause begins.
_CLAUSE = re.compile(
    r";|,\s+(?:and|while|whilst|but|whereas|beside|against|compared|with|or|up|down)\b|\s(?:while|whilst|whereas)\s"
)
#: Before the number that a change starts from, and before any that another is held against.
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?[−-]?(?:£\s?)?$", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:from|after|was|were)\s+(?:the\s+)?[−-]?(?:£\s?)?$", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:from|than|after|against|comparable\s+(?:with|to)|compared\s+(?:with|to))\s+(?:the\s+)?[−-]?(?:£\s?)?$",
    re.IGNORECASE,
)
#: The unit of a number, and what ties a name or a period behind it to it.
_UNIT = r"(?:\s+per\s+[\d,]+|\s+(?!to\b|and\b)[A-Za-z][A-Za-z0-9’'-]*){0,6}?"
_RIGHT_BEHIND = re.compile(
    _UNIT + r"\s*\(?\s*(?:(?:in|for|of|at|during)\s+)?(?:the\s+year\s+)?", re.IGNORECASE
)
_IN_PLACE = re.compile(_UNIT + r"\s+(?:in|for|across)\s+(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Pairing:
    """``whole``: the text is one clause, as a cell of a table is."""

    text: str
    numbers: Sequence[Counted]
    places: Sequence[Mention]
    periods: Sequence[Mention]
    whole: bool = False

    def near(self, number: Counted, mentions: Sequence[Mention]) -> Mention | None:
        """Of some mentions the one that a number goes with."""
        start, end = self._clause(number)
        own = [m for m in mentions if start <= m.start < end and not self._owns_later(m, number)]
        if own:
            return nearest(number, own, [o for o in self.numbers if start <= o.start < end])
        return max((m for m in mentions if m.start < start), key=lambda m: m.start, default=None)

    def places_of(self, number: Counted) -> tuple[Mention, ...]:
        """The places that a number may be of: several where they share a name, or where it is not said."""
        behind = next((m for m in self.places if m.start >= number.end), None)
        if behind is not None and _IN_PLACE.fullmatch(self.text[number.end : behind.start]):
            return alike(behind, self.places)
        found = self.near(number, self.places)
        if found is None:
            return ()
        before = tuple(m for m in self.places if m.end <= number.start)
        # "5.5% here against 4.0% in the UK, after 5.4%": after which of the two is not said.
        if len({m.key for m in before}) > 1 and found in before and self._told(_EARLIER, number):
            return before
        return alike(found, self.places)

    def period_of(self, number: Counted) -> Mention | None:
        """ "from 5.4% in 2018 to 5.5%": the year is the first number's, and the second one's is not said. In
        "from 5.4% to 5.5% in 2019" it is the second's."""
        if number.start in self._own_periods:
            return self._own_periods[number.start]
        taken = {m.start for m in self._own_periods.values()}
        free = [m for m in self.periods if m.start not in taken]
        found = self.near(number, free)
        if found is None or not self._told(_FROM, number):
            return found
        start, end = self._clause(number)
        return found if len({m.start for m in free if start <= m.start < end}) == 2 else None

    @cached_property
    def _own_periods(self) -> dict[int, Mention]:
        """The period right behind a number that another is held against, by where the number stands."""
        found = {}
        for number in self.numbers:
            if number.change or not self._told(_AGAINST, number):
                continue
            behind = next((m for m in self.periods if m.start >= number.end), None)
            if behind is not None and _RIGHT_BEHIND.fullmatch(self.text[number.end : behind.start]):
                found[number.start] = behind
        return found

    @cached_property
    def _clauses(self) -> tuple[int, ...]:
        return (0,) if self.whole else (0, *(m.start() for m in _CLAUSE.finditer(self.text)))

    def _clause(self, number: Counted) -> tuple[int, int]:
        at = bisect_right(self._clauses, number.start)
        end = self._clauses[at] if at < len(self._clauses) else len(self.text)
        return self._clauses[at - 1], end

    def _told(self, word: re.Pattern[str], number: Counted) -> bool:
        return word.search(self.text[: number.start]) is not None

    def _owns_later(self, m: Mention, number: Counted) -> bool:
        """ "the UK's £20,407": the name owns what stands behind it, and nothing before."""
        return m.start > number.start and self.text[m.start : m.end].endswith(("'s", "’s"))


def alike(mention: Mention, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """A name that belongs to several keys is there once for each."""
    return tuple(m for m in mentions if (m.start, m.end) == (mention.start, mention.end))


def nearest(number: Counted, mentions: Sequence[Mention], others: Sequence[Counted]) -> Mention | None:
    """Which mention a number goes with: the only one; in order where there are as many; else the nearest.

    A mention on the far side of another number is not this one's; of two as near, the later is meant
    ("5.2% in 2019").
    """
    spots = list({(m.start, m.end): m for m in mentions}.values())
    if len(spots) <= 1:
        return spots[0] if spots else None
    levels = [o.start for o in others if o.kind == number.kind and o.change == number.change]
    if len(spots) == len(levels) and number.start in levels:
        return sorted(spots, key=lambda m: m.start)[levels.index(number.start)]

    def far(m: Mention) -> tuple[int, int]:
        after = m.start >= number.end
        between = (number.end, m.start) if after else (m.end, number.start)
        crossed = sum(1 for o in others if o.start >= between[0] and o.end <= between[1])
        return crossed, between[1] - between[0] - (1 if after else 0)

    return min(spots, key=far)
