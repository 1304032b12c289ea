"""What reading gives: every row with its place, the series, and what could not be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from commonweal.packs.models import Indicator

from .recode import among, spelled
from .schema import OBSERVATION
from .sources import SourceFile


@dataclass(frozen=True)
class Reading:
    """``ordered``: schema ROW with its texts Categorical, file after file, the rows of each in the order of
    STORED; ``series``: SERIES; ``problems``: PROBLEM; ``new_areas``: NEW_AREA. ``new_indicators`` are drafted
    for series that no pack defines. ``keys`` has for each row of ``ordered`` whole numbers that are alike
    where keys are: ``series`` (dataset, indicator, area, breakdown), ``moment`` (dataset, indicator, period,
    breakdown) and ``key`` (all five). ``series`` and ``key`` never fall from one row to the next.
    """

    ordered: pl.DataFrame
    series: pl.DataFrame
    problems: pl.DataFrame
    new_indicators: tuple[Indicator, ...]
    new_areas: pl.DataFrame
    sources: tuple[SourceFile, ...]
    keys: pl.DataFrame
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets of which a file was read, in the order of the files."""
        return tuple(s.dataset for s in self.sources)

    def about(self, dataset: str) -> SourceFile:
        """Raises ``KeyError`` for a dataset that was not read."""
        return self._by_dataset[dataset]

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Schema ROW, in the order of the files and of the lines in them."""
        return spelled(pl.concat([self.ordered.clear(), *(self._of(d).sort("row") for d in self.spans)]))

    def indicators(self, dataset: str) -> tuple[str, ...]:
        """Those of which a dataset has figures, sorted."""
        return self._indicators.get(dataset, ())

    def frame(self, dataset: str) -> pl.DataFrame:
        """The observations of one dataset, schema OBSERVATION, in the order in which the store keeps them."""
        mine = self._of(dataset)
        return spelled(pl.DataFrame([mine[c] for c in OBSERVATION]))

    def observations(self, datasets: Sequence[str], others: pl.DataFrame) -> pl.DataFrame:
        """Those of several datasets and, under them, ``others``: OBSERVATION with its texts Categorical."""
        whole = list(datasets) == list(self.spans)
        mine = [self.ordered] if whole else [self._of(d) for d in datasets]
        kept = others.select(pl.col(c).cast(self.ordered.schema[c]) for c in OBSERVATION)
        frames = [frame.select(OBSERVATION.names()) for frame in [*mine, kept] if frame.height]
        return pl.concat(frames) if frames else kept

    def supplied(self, indicators: Collection[str]) -> pl.DataFrame:
        """Which breakdowns of these indicators each dataset has, once each, in the order of the lines.

        Columns ``dataset``, ``file``, ``indicator``, ``breakdown`` and ``row``, the first line that has it.
        """
        columns = ["dataset", "file", "indicator", "breakdown"]
        here = self.ordered.select(*columns, "row").filter(among(self.ordered["indicator"], indicators))
        return spelled(here.group_by(columns).agg(pl.col("row").min())).sort("row", "file", *columns[2:])

    def _of(self, dataset: str) -> pl.DataFrame:
        return self.ordered.slice(*self.spans.get(dataset, (0, 0)))

    @cached_property
    def _by_dataset(self) -> dict[str, SourceFile]:
        return {s.dataset: s for s in self.sources}

    @cached_property
    def _indicators(self) -> dict[str, tuple[str, ...]]:
        named = spelled(self.ordered.select("dataset", "indicator").unique()).drop_nulls().sort("indicator")
        found: dict[str, tuple[str, ...]] = {}
        for dataset, indicator in named.iter_rows():
            found[dataset] = (*found.get(dataset, ()), indicator)
        return found
