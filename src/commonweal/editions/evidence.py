"""Where an edition's figures come from: one small protocol, and two things that keep it.

:class:`SnapshotEvidence` reads an opened snapshot, :class:`FrameEvidence` holds frames in memory (tests, and
an analyst's notebook). A figure of another period than the latest, or beside another place, is judged by the
very rule that judges the latest: the figures are handed to ``progress.assess`` with the later ones left out.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Protocol

import polars as pl

from commonweal.evidence.schema import OBSERVATION
from commonweal.packs.models import Indicator, IndicatorTarget
from commonweal.progress import assess, definitions_frame, targets_frame
from commonweal.progress.snapshot import Snapshot

Row = Mapping[str, Any]
#: Rows of one series, oldest first.
Figures = tuple[Row, ...]
RULE = "state-of-the-region-2020"


@dataclass(frozen=True)
class Sourcing:
    """Who publishes a figure, and in which vintage it lies here; empty where that is not known."""

    organisation: str = ""
    dataset: str = ""
    title: str = ""
    vintage: str = ""
    released: str = ""
    licence: str = ""
    address: str = ""


@dataclass(frozen=True)
class Asked:
    """One series at one time: ``period`` and ``since`` are canonical; empty: the latest, and the one before.

    ``comparator``: a code; empty: the indicator's own.
    """

    indicator: str
    area: str
    breakdown: str = ""
    period: str = ""
    since: str = ""
    comparator: str = ""


class Evidence(Protocol):
    """What the figures of an edition are read from. Everything is of one snapshot, and never changes."""

    def __hash__(self) -> int:
        """By identity: names are put in order once for each."""
        ...

    @property
    def places(self) -> Mapping[str, str]:
        """Names by code, of places and area sets."""
        ...

    @property
    def residents(self) -> Mapping[str, int]:
        """How many people live in a place, by code, where that is known."""
        ...

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Definitions by id."""
        ...

    def observations(self, indicator: str) -> pl.DataFrame:
        """OBSERVATION rows of one indicator; may have ``dataset`` and ``vintage`` besides. May be empty."""
        ...

    def series(self, indicator: str) -> Mapping[tuple[str, str], Figures]:
        """The same rows by area and breakdown, oldest first."""
        ...

    def row(self, asked: Asked) -> Row | None:
        """A row of ``progress.schema.ASSESSMENT``; None where there is no such series or period."""
        ...

    def sourcing(self, indicator: str, dataset: str = "") -> Sourcing:
        """Of an indicator's figures; ``dataset`` tells which where there are several."""
        ...

    def superseded(self, asked: Asked) -> Sequence[float]:
        """What earlier vintages had for this figure (``period`` is given), newest first; often nothing."""
        ...


class _Judged(ABC):
    """What both kinds share: rows of the latest are looked up, others are judged anew (and kept)."""

    def __init__(self, rule: str, targets: Iterable[IndicatorTarget]) -> None:
        self._rule, self._targets = rule, tuple(targets)
        self._again = lru_cache(maxsize=4096)(self._judge)
        self._series = lru_cache(maxsize=512)(self._rows)

    def series(self, indicator: str) -> Mapping[tuple[str, str], Figures]:
        return self._series(indicator)

    def _rows(self, indicator: str) -> Mapping[tuple[str, str], Figures]:
        found: dict[tuple[str, str], list[Row]] = {}
        frame = self._figures(indicator)
        if frame.height:
            for row in frame.sort("area", "breakdown", "period_start", "period").iter_rows(named=True):
                found.setdefault((row["area"], row["breakdown"]), []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def _judge(self, asked: Asked) -> Row | None:
        indicator = self._indicator(asked.indicator)
        if indicator is None:
            return None
        if asked.comparator:
            indicator = indicator.model_copy(update={"comparator": asked.comparator})
        areas = {asked.area, asked.comparator or indicator.comparator or ""}
        extra = [t for t in self._targets if t.indicator == asked.indicator]
        areas |= {t.comparator or "" for t in (*indicator.targets, *(e.target for e in extra))}
        found = self._figures(asked.indicator)
        if found.is_empty():
            return None
        found = found.select(*OBSERVATION).filter(
            pl.col("area").is_in(sorted(areas)), pl.col("breakdown") == asked.breakdown
        )
        own = found.filter(pl.col("area") == asked.area)
        if asked.period:
            if own.filter(pl.col("period") == asked.period).is_empty():
                return None
            end = own.filter(pl.col("period") == asked.period)["period_end"][0]
            found = found.filter(pl.col("period_end") <= end)
        if asked.since:
            start = own.filter(pl.col("period") == asked.since)
            if start.is_empty():
                return None
            # Figures between the two are left out, so that the rule compares with the one that is asked for.
            latest = asked.period or str(own.sort("period_start")["period"][-1])
            found = found.filter(pl.col("period").is_in([asked.since, latest]))
        # A stated target would stand before the place that the writer asked for.
        targets = targets_frame([]) if asked.comparator else targets_frame([indicator], extra)
        rows = assess(found, definitions_frame([indicator]), targets, rules=[self._rule])
        chosen = rows.filter(pl.col("area") == asked.area)
        return next(chosen.iter_rows(named=True), None)

    @abstractmethod
    def _indicator(self, id_: str) -> Indicator | None: ...

    @abstractmethod
    def _figures(self, indicator: str) -> pl.DataFrame: ...


class SnapshotEvidence(_Judged):
    """A snapshot under one rule; ``earlier``: snapshots before it, newest first, for what was revised."""

    def __init__(self, snapshot: Snapshot, rule: str = RULE, earlier: Sequence[Snapshot] = ()) -> None:
        super().__init__(rule, snapshot.definitions.targets)
        self._snapshot, self._earlier = snapshot, tuple(earlier)
        site = snapshot.definitions.site
        self._residents = {r.area: r.people for r in site.residents} if site else {}

    @property
    def places(self) -> Mapping[str, str]:
        return self._snapshot.places

    @property
    def residents(self) -> Mapping[str, int]:
        return self._residents

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        return self._snapshot.indicators

    def observations(self, indicator: str) -> pl.DataFrame:
        return self._snapshot.observations(indicator)

    def row(self, asked: Asked) -> Row | None:
        if asked.period or asked.since or asked.comparator:
            return self._again(asked)
        rows = self._snapshot.series_of_area(self._rule, asked.area).get(asked.indicator, ())
        return next((r for r in rows if r["breakdown"] == asked.breakdown), None)

    def sourcing(self, indicator: str, dataset: str = "") -> Sourcing:
        definition = self._snapshot.indicators.get(indicator)
        held = self._snapshot.datasets_of.get(indicator, ())
        chosen = next((v for v in held if v.dataset == dataset), held[0] if held else None)
        organisation = definition.organisation if definition else ""
        if chosen is None:
            return Sourcing(organisation=organisation)
        return Sourcing(
            organisation=chosen.organisation or organisation,
            dataset=chosen.dataset,
            title=chosen.title,
            vintage=chosen.sha256,
            released=chosen.released,
            licence=chosen.licence,
            address=chosen.address or (definition.address if definition else ""),
        )

    def superseded(self, asked: Asked) -> Sequence[float]:
        return _values(asked, (s.observations(asked.indicator) for s in self._earlier))

    def _indicator(self, id_: str) -> Indicator | None:
        return self._snapshot.indicators.get(id_)

    def _figures(self, indicator: str) -> pl.DataFrame:
        return self._snapshot.observations(indicator)


class FrameEvidence(_Judged):
    """Frames in memory. ``observations`` is one OBSERVATION frame of all indicators.

    ``earlier``: frames of earlier vintages, newest first. ``sourcings``: by indicator.
    """

    def __init__(
        self,
        observations: pl.DataFrame,
        indicators: Iterable[Indicator],
        places: Mapping[str, str],
        *,
        residents: Mapping[str, int] | None = None,
        sourcings: Mapping[str, Sourcing] | None = None,
        targets: Iterable[IndicatorTarget] = (),
        earlier: Sequence[pl.DataFrame] = (),
        rule: str = RULE,
    ) -> None:
        super().__init__(rule, targets)
        parts = observations.partition_by("indicator", as_dict=True)
        self._frames = {str(key[0]): part for key, part in parts.items()}
        self._empty = observations.clear()
        self._indicators = {i.id: i for i in indicators}
        self._places, self._residents = dict(places), dict(residents or {})
        self._sourcings, self._earlier = dict(sourcings or {}), tuple(earlier)

    @property
    def places(self) -> Mapping[str, str]:
        return self._places

    @property
    def residents(self) -> Mapping[str, int]:
        return self._residents

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        return self._indicators

    def observations(self, indicator: str) -> pl.DataFrame:
        return self._frames.get(indicator, self._empty)

    def row(self, asked: Asked) -> Row | None:
        if asked.period or asked.since or asked.comparator:
            return self._again(asked)
        return self._latest.get((asked.indicator, asked.area, asked.breakdown))

    @cached_property
    def _latest(self) -> Mapping[tuple[str, str, str], Row]:
        known = list(self._indicators.values())
        frames = [self._frames[i.id] for i in known if i.id in self._frames]
        if not frames:
            return {}
        figures = pl.concat(frames).select(*OBSERVATION)
        targets = targets_frame(known, self._targets)
        rows = assess(figures, definitions_frame(known), targets, rules=[self._rule])
        return {(r["indicator"], r["area"], r["breakdown"]): r for r in rows.iter_rows(named=True)}

    def sourcing(self, indicator: str, dataset: str = "") -> Sourcing:
        definition = self._indicators.get(indicator)
        return self._sourcings.get(indicator) or Sourcing(definition.organisation if definition else "")

    def superseded(self, asked: Asked) -> Sequence[float]:
        return _values(asked, (f.filter(pl.col("indicator") == asked.indicator) for f in self._earlier))

    def _indicator(self, id_: str) -> Indicator | None:
        return self._indicators.get(id_)

    def _figures(self, indicator: str) -> pl.DataFrame:
        return self.observations(indicator)


def _values(asked: Asked, frames: Iterable[pl.DataFrame]) -> list[float]:
    found = []
    for frame in frames:
        if frame.is_empty():
            continue
        rows = frame.filter(
            pl.col("area") == asked.area,
            pl.col("period") == asked.period,
            pl.col("breakdown") == asked.breakdown,
            pl.col("value").is_not_null(),
        )
        found += rows["value"].to_list()
    return found
