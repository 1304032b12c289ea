"""The opened snapshot, and the questions that pages ask of it: the only query is for its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from commonweal.evidence import periods
from commonweal.packs.models import Framework, Goal, Indicator
from commonweal.progress import rules as progress_rules
from commonweal.progress import standing as standings
from commonweal.progress.schema import Status
from commonweal.progress.snapshot import Row, Snapshot
from commonweal.progress.standing import GoalStanding, Standing
from commonweal.publish import breakdowns
from commonweal.web.evidence import selectors as evidence
from commonweal.words import ENGLISH, using


@dataclass(frozen=True)
class Book:
    """An opened snapshot, with the questions that pages ask of it."""

    snapshot: Snapshot

    @property
    def id(self) -> str:
        return self.snapshot.id

    @property
    def places(self) -> dict[str, str]:
        return self.snapshot.places

    @property
    def site_name(self) -> str:
        site = self.snapshot.definitions.site
        return site.name if site else _("this place")

    @property
    def site_question(self) -> str:
        site = self.snapshot.definitions.site
        return site.question if site else _("Is growth here shared, fair and lasting?")

    @property
    def site_areas(self) -> tuple[str, ...]:
        """The places that the site is about, in its own order."""
        site = self.snapshot.definitions.site
        return tuple(a for a in site.areas if a in self.places) if site else tuple(self.places)[:12]

    def record(self) -> Any:
        """When the snapshot was made, by whom and why."""
        return evidence.snapshot_record(self.id)

    def framework(self, id_: str | None = None) -> Framework | None:
        """The framework named; without a name, the site's own."""
        if id_:
            return self.snapshot.frameworks.get(id_)
        site = self.snapshot.definitions.site
        frameworks = self.snapshot.frameworks
        return frameworks.get(site.framework) if site else next(iter(frameworks.values()), None)

    def default_area(self, framework: str | None = None) -> str | None:
        site = self.snapshot.definitions.site
        if site is None:
            return next(iter(self.places), None)
        return site.framework_areas.get(framework or site.framework, site.area)

    def goal(self, framework: str, goal: str) -> tuple[Framework, Goal] | None:
        found = self.framework(framework)
        if found is None:
            return None
        return next(((found, g) for g in found.goals if g.id == goal), None)


def book(snapshot: str | None = None) -> Book | None:
    """The snapshot in force, or a published one that the address names."""
    if snapshot:
        record = evidence.named_snapshot(snapshot)
        opened = evidence.snapshot(record.id) if record else None
    else:
        opened = evidence.snapshot()
    return Book(opened) if opened else None


def book_of(id_: str) -> Book | None:
    """A snapshot that may not have been published: for those who decide whether it is."""
    opened = evidence.snapshot(id_) if id_ else None
    return Book(opened) if opened else None


def moves(older: str, newer: str) -> list[Row]:
    """The series whose status differs between two snapshots."""
    return list(evidence.moves(older, newer).iter_rows(named=True))


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Any]:
    """Every rule that judges, by name."""
    return progress_rules.in_words()


def default_rule() -> str:
    return "state-of-the-region-2020"


def framework_standing(book: Book, framework: Framework, area: str, rule: str) -> tuple[GoalStanding, ...]:
    return standings.framework_standing(book.snapshot, rule, framework, area)


def goal_standing(book: Book, framework: Framework, goal: Goal, area: str, rule: str) -> GoalStanding:
    return standings.goal_standing(book.snapshot, rule, framework, goal, area)


def standing(book: Book, indicator: str, area: str, rule: str) -> Standing:
    return standings.standing(book.snapshot, rule, indicator, area)


def counts(goals: Sequence[GoalStanding]) -> Counter[Status]:
    return standings.count(goals)


def widest_gaps(goals: Sequence[GoalStanding], n: int = 5) -> list[Standing]:
    return standings.widest_gaps([s for g in goals for s in g.standings], n)


def observations(book: Book, indicator: str) -> pl.DataFrame:
    return book.snapshot.observations(indicator)


def series(book: Book, indicator: str, area: str, breakdown: str) -> pl.DataFrame:
    """The figures of one series, oldest first."""
    found = book.snapshot.observations(indicator)
    if found.is_empty():
        return found
    return found.filter((pl.col("area") == area) & (pl.col("breakdown") == breakdown)).sort("period_start")


def series_row(book: Book, rule: str, area: str, indicator: str, breakdown: str) -> Row | None:
    """One rule's answer for one series."""
    rows = book.snapshot.series_of_area(rule, area).get(indicator, ())
    return next((r for r in rows if r["breakdown"] == breakdown), None)


def figure_in_the_record(
    book: Book | None, indicator: str, area: str, period: str, breakdown: str = ""
) -> str:
    """What the record of acts calls a figure, in English: "“Claimant count” in Solihull, April 2025".

    By its codes, where the evidence knows it by no name (any more).
    """
    known = book.snapshot.indicators.get(indicator) if book else None
    name = f"“{known.name}”" if known else indicator
    place = book.places.get(area, area) if book else area
    with using(ENGLISH):
        when = _period_in_words(period)
        group = f", {breakdowns.words(breakdown)}" if breakdown else ""
    return f"{name} in {place}, {when}{group}"


def _period_in_words(text: str) -> str:
    try:
        return periods.label(text)
    except ValueError:
        return text


def of_indicator(book: Book, indicator: str, rule: str) -> list[Row]:
    """Every area's assessed series of one indicator."""
    return list(book.snapshot.of_indicator(rule, indicator).iter_rows(named=True))


def indicators(book: Book) -> list[Indicator]:
    return sorted(book.snapshot.definitions.indicators, key=lambda i: i.name.casefold())


def work(rule: str, row: Row, indicator: Indicator) -> list[Any]:
    """The rule's steps with this series' own numbers."""
    return list(rules()[rule].work(row, indicator))


def moved_since_last(book: Book) -> list[Row]:
    """Series whose status differs from the snapshot before this one."""
    record = evidence.snapshot_record(book.id)
    if record is None or not record.previous:
        return []
    return moves(record.previous, book.id)


def notes_on(book: Book, indicator: str) -> list[str]:
    """Why warnings about this indicator's figures were let pass, in the words of those who did."""
    vintages = {v.sha256: v.dataset for v in book.snapshot.datasets_of.get(indicator, ())}
    return [
        reason
        for name, dataset in vintages.items()
        for release in evidence.published_vintages(dataset)
        if release.sha256 == name
        for reason in release.notes.values()
    ]


def revisions(book: Book, indicator: str) -> list[Any]:
    """The vintages that this indicator's figures have had, and what each changed of them."""
    vintages = book.snapshot.datasets_of.get(indicator, ())
    return [found for v in vintages for found in evidence.revisions(v.dataset, indicator)]
