"""What an edition stands on beside its text: the evidence, the frameworks that order it, its map.

And how each indicator stands: in the edition's place, or, where it has no figure there, in the first other
area that has one, which is then named beside every figure. The report of 2020 gives most of its figures for
the three local enterprise partnership areas, health for the seven authorities, some for the region only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from commonweal.editions.case import groups_of
from commonweal.editions.edition import Edition, Part
from commonweal.editions.evidence import Asked, Evidence, Row, SnapshotEvidence
from commonweal.packs.models import Framework, Goal, Indicator
from commonweal.progress.schema import WORST_FIRST, Status
from commonweal.progress.snapshot import Snapshot
from commonweal.publish import numbers
from commonweal.words import Definitions


@dataclass(frozen=True)
class Standing:
    """``row`` is the series that gives the mark (the worst group's where there is none for everyone)."""

    indicator: Indicator
    area: str
    status: Status
    row: Row | None = None

    @property
    def known(self) -> bool:
        return self.row is not None and numbers.known(self.row["latest"])


@dataclass(frozen=True)
class Basis:
    """``areas``: those looked at, in order, for an indicator without a figure in the edition's place.

    ``tiles``: column and row of each place on a map of equal tiles. ``snapshot``: its id. ``short_names``: of
    area sets, for the cells of a table. ``definitions``: the texts of the packs in the edition's language.
    """

    evidence: Evidence
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    tiles: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    snapshot: str = ""
    short_names: Mapping[str, str] = field(default_factory=dict)
    definitions: Definitions | None = None

    @classmethod
    def of(cls, snapshot: Snapshot, edition: Edition, earlier: Iterable[Snapshot] = ()) -> Basis:
        """That of a snapshot, under the edition's rule."""
        site = snapshot.definitions.site
        return cls(
            SnapshotEvidence(snapshot, edition.rule, tuple(earlier)),
            snapshot.frameworks,
            tuple(site.areas) if site else (),
            dict(site.tiles) if site else {},
            snapshot.id,
            {code: one.short_name for code, one in snapshot.area_sets.items()},
        )

    def goal(self, part: Part) -> tuple[Framework, Goal] | None:
        """The goal of a chapter; None where the chapter has none, or the packs no longer hold it."""
        if part.goal is None or part.goal.framework not in self.frameworks:
            return None
        framework = self.frameworks[part.goal.framework]
        return next(((framework, g) for g in framework.goals if g.id == part.goal.goal), None)

    def placed(self, goal: Goal) -> tuple[str, ...]:
        return tuple(p.indicator for p in goal.indicators if p.indicator in self.evidence.indicators)

    def of_part(self, part: Part) -> tuple[str, ...]:
        """The indicators of a chapter: those that it names, else all that its goal places."""
        if part.indicators:
            return tuple(i for i in part.indicators if i in self.evidence.indicators)
        found = self.goal(part)
        return self.placed(found[1]) if found else ()

    def ordered(self, edition: Edition) -> tuple[str, ...]:
        """Every indicator of the edition's frameworks, each once, in the order of the goals."""
        chosen = [self.frameworks[f] for f in edition.frameworks if f in self.frameworks]
        return tuple(dict.fromkeys(i for f in chosen for g in f.goals for i in self.placed(g)))

    def standing(self, indicator: str, edition: Edition) -> Standing:
        """In the edition's place or the first other area that has a figure; raises ``KeyError``."""
        aside = {edition.place, *edition.places, *edition.comparators}
        for area in (edition.place, *(a for a in self.areas if a not in aside)):
            found = self.standing_in(indicator, area)
            if found.known:
                return found
        return Standing(self.evidence.indicators[indicator], edition.place, Status.NO_DATA)

    def standing_in(self, indicator: str, area: str) -> Standing:
        """In one area. Raises ``KeyError`` for an indicator that nothing defines."""
        return self._standing(indicator, area)

    def _standing(self, indicator: str, area: str) -> Standing:
        key = (indicator, area)
        if key not in self._kept:
            definition = self.evidence.indicators[indicator]
            groups = groups_of(indicator, area, self.evidence)
            asked = [""] if "" in groups else groups
            rows = [r for g in asked if (r := self.evidence.row(Asked(indicator, area, g))) is not None]
            if rows:
                worst = min(rows, key=lambda r: WORST_FIRST.index(Status(r["status"])))
                self._kept[key] = Standing(definition, area, Status(worst["status"]), worst)
            else:
                self._kept[key] = Standing(definition, area, Status.NO_DATA)
        return self._kept[key]

    @cached_property
    def _kept(self) -> dict[tuple[str, str], Standing]:
        return {}
