"""What reading gives: every row with its place, the series, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from commonweal.packs.models import Indicator

from .schema import OBSERVATION
from .sources import SourceFile


@dataclass(frozen=True)
class Reading:
    """``rows``: schema ROW, in the order of the files; ``series``: SERIES; ``problems``: PROBLEM;
    ``new_areas``: NEW_AREA. ``new_indicators`` are drafted for series that no pack defines.
    ``keys`` has for each row whole numbers that are alike where keys are: ``series`` (dataset, indicator,
    area, breakdown), ``moment`` (dataset, indicator, period, breakdown) and ``key`` (all five).
    """

    rows: pl.DataFrame
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

    def frame(self, dataset: str) -> pl.DataFrame:
        """The observations of one dataset, schema OBSERVATION, ready for the store."""
        start, length = self.spans.get(dataset, (0, 0))
        return self.rows.slice(start, length).select(OBSERVATION.names())

    @cached_property
    def _by_dataset(self) -> dict[str, SourceFile]:
        return {s.dataset: s for s in self.sources}
