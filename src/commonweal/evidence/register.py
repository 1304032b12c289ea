"""The register: what reading and checking a file need to know of packs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from commonweal.packs.models import AreaSet, Indicator, Limits, Place
from commonweal.words import _

_ENDING = re.compile(r" \([^)]*\)$| region$")

SeriesKey = tuple[str, str, str]  # dataset, series, measure ("" = any)


@dataclass(frozen=True)
class IndicatorRule:
    """What a figure of an indicator must be like. ``breaks`` are first days of new series, in order."""

    name: str
    unit: str
    limits: Limits = field(default_factory=Limits)
    polarity: int = 0
    breaks: tuple[dt.date, ...] = ()
    provisional_from: dt.date | None = None
    decimals: int = 1

    @classmethod
    def of(cls, indicator: Indicator) -> IndicatorRule:
        return cls(
            name=indicator.name,
            unit=indicator.unit,
            limits=indicator.limits,
            polarity=indicator.polarity,
            breaks=tuple(sorted(b.period for b in indicator.breaks)),
            provisional_from=indicator.provisional_from,
            decimals=indicator.decimals,
        )


@dataclass(frozen=True)
class Register:
    """``series`` says which indicator, and which breakdown of it, a published series carries; ``area_closed``
    which day was the last of an area that is no more.
    """

    areas: frozenset[str] = frozenset()
    area_names: Mapping[str, str] = field(default_factory=dict)
    area_levels: Mapping[str, str] = field(default_factory=dict)
    area_closed: Mapping[str, dt.date] = field(default_factory=dict)
    indicators: Mapping[str, IndicatorRule] = field(default_factory=dict)
    series: Mapping[SeriesKey, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def from_definitions(
        cls, indicators: Iterable[Indicator], places: Iterable[Place], area_sets: Iterable[AreaSet] = ()
    ) -> Register:
        """From packs' models, or from whatever keeps them."""
        indicators, places, area_sets = tuple(indicators), tuple(places), tuple(area_sets)
        names = {s.code: s.name for s in area_sets} | {p.code: p.name for p in places}
        return cls(
            areas=frozenset(names),
            area_names=names,
            area_levels={s.code: s.kind for s in area_sets} | {p.code: p.level for p in places},
            area_closed={s.code: s.valid_to for s in area_sets if s.valid_to}
            | {p.code: p.valid_to for p in places if p.valid_to},
            indicators={i.id: IndicatorRule.of(i) for i in indicators},
            series={
                (e.dataset, e.series, e.measure): (i.id, e.breakdown) for i in indicators for e in i.evidence
            },
        )

    def series_of(self, dataset: str, series: str, measure: str) -> tuple[str, str] | None:
        """The indicator and breakdown of a published series; None where no pack names it."""
        return self.series.get((dataset, series, measure)) or self.series.get((dataset, series, ""))

    def codes_named(self, name: str) -> list[str]:
        """The codes of the places that bear a name, letters' case aside."""
        return self._codes_by_name.get(" ".join(name.lower().split()), [])

    def described(self, code: str) -> str:
        """ "the region E12000005", "E12000005" where the level is not known."""
        level = self.area_levels.get(code, "")
        return _("the {level} {code}").format(level=level, code=code) if level else code

    @cached_property
    def _codes_by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code, name in sorted(self.area_names.items()):
            for called in _called(" ".join(name.lower().split())):
                found.setdefault(called, []).append(code)
        return found


def _called(name: str) -> set[str]:
    """A place's name, and the one that people write: registers tell "west midlands region" and "west midlands
    (combined authority)" apart by an ending that nobody writes.
    """
    return {name, _ENDING.sub("", name)}
