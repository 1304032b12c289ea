"""The evidence beside a question: figures of the proposal's places, for the priority or group at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from commonweal.appraisal.worksheet import Question
from commonweal.evidence.periods import parse
from commonweal.packs.toolkits import Toolkit
from commonweal.progress.standing import Standing
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals.models import Citation
from commonweal.web.registry import selectors as register

MOST = 8


@dataclass(frozen=True)
class CitedNow:
    """A citation, and the same figure as it stands now: None where it is gone.

    ``newer``: a later period of the same series, and its value.
    """

    citation: Citation
    value_now: float | None
    newer: tuple[str, float] | None

    @property
    def revised(self) -> bool:
        return self.value_now != self.citation.value


@dataclass(frozen=True)
class Beside:
    """A figure beside a question. ``instead_of``: the place of the proposal that has none of its own."""

    standing: Standing
    instead_of: str = ""


def within() -> Callable[[str, str], bool]:
    """Whether a place is another or lies in it, by the register's parents and sets of places."""
    parents, sets = _geography(register.versions())

    def lies(a: str, b: str) -> bool:
        if b in sets:
            return a == b or any(lies(a, member) for member in sets[b])
        if a in sets:
            return a == b or all(lies(member, b) for member in sets[a])
        seen = set()
        while a and a not in seen:
            if a == b:
                return True
            seen.add(a)
            a = parents.get(a, "")
        return False

    return lies


@lru_cache(maxsize=2)
def _geography(versions: tuple[object, ...]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    parents = {p.code: p.parent or "" for p in register.places()}
    return parents, {s.code: s.members for s in register.area_sets()}


def site_places() -> dict[str, str]:
    """The places a proposal may be in: those of the site, and all that lie in them; name by code."""
    book = framework.book()
    if book is None:
        return {}
    return {code: book.places[code] for code in book.site_areas}


def residents() -> Mapping[str, int]:
    """How many people live in each place, where a pack says so."""
    site = register.site()
    return {r.area: r.people for r in site.residents} if site else {}


def around(book: Book, area: str) -> list[str]:
    """The places of the site that hold this one, the smallest first."""
    lies = within()
    site = book.site_areas
    found = [p for p in site if p != area and lies(area, p)]
    return sorted(found, key=lambda p: (sum(lies(other, p) for other in site), site.index(p)))


def beside(book: Book, toolkit: Toolkit, question: Question, areas: Sequence[str]) -> list[Beside]:
    """What is known of these places on the question's priority or group, figures of the places first.

    Where a place has no figure, the smallest place around it that has one stands in, and says so.
    """
    indicators = [i for p in toolkit.priorities if p.id == question.priority for i in p.indicators]
    indicators += [i for g in toolkit.groups if g.id == question.group for i in g.indicators]
    if question.stage == "fit" and not question.priority:
        indicators += one_of_each(book, [p.indicators for p in toolkit.priorities], areas)
    if question.stage == "good-work":
        # What is bought and how people are employed can reach every group.
        indicators += one_of_each(book, [g.indicators for g in toolkit.groups], areas)
    return figures_beside(book, indicators, areas)


def figures_beside(book: Book, indicators: Sequence[str], areas: Sequence[str]) -> list[Beside]:
    """What is known of these places on some indicators, a few at most, figures of the places first."""
    known = book.snapshot.indicators
    wanted = [i for i in dict.fromkeys(indicators) if i in known]
    found: dict[tuple[str, str], Beside] = {}
    for indicator in wanted:
        for area in areas[:4]:
            one = _nearest(book, indicator, area)
            found.setdefault((indicator, one.standing.area), one)
    return sorted(found.values(), key=lambda b: (not _has_figure(b.standing), bool(b.instead_of)))[:MOST]


def one_of_each(book: Book, lists: Sequence[Sequence[str]], areas: Sequence[str]) -> list[str]:
    """Of each list the first indicator that has a figure for one of the places; without any, the first."""
    known = book.snapshot.indicators
    found = []
    for indicators in lists:
        own = [i for i in indicators if i in known]
        rule = framework.default_rule()
        told = [i for i in own if any(_has_figure(framework.standing(book, i, a, rule)) for a in areas[:4])]
        found += (told or own)[:1]
    return found


def _nearest(book: Book, indicator: str, area: str) -> Beside:
    own = framework.standing(book, indicator, area, framework.default_rule())
    if _has_figure(own):
        return Beside(own)
    for place in around(book, area):
        there = framework.standing(book, indicator, place, framework.default_rule())
        if _has_figure(there):
            return Beside(there, area)
    return Beside(own)


def _has_figure(standing: Standing) -> bool:
    return standing.row is not None and standing.row["latest"] is not None


def cited_now(book: Book | None, citations: Sequence[Citation]) -> list[CitedNow]:
    """Each citation beside the figure as it is in this snapshot."""
    return [_now(book, c) for c in citations]


def _now(book: Book | None, c: Citation) -> CitedNow:
    if book is None or c.indicator not in book.snapshot.indicators:
        return CitedNow(c, None, None)
    rows = framework.series(book, c.indicator, c.area, c.breakdown)
    value, newer = None, None
    if not rows.is_empty():
        begin = parse(c.period).start
        for period, number in rows.select("period", "value").iter_rows():
            if number is None:
                continue
            if period == c.period:
                value = number
            elif parse(period).start > begin:
                newer = (period, number)
    return CitedNow(c, value, newer)
