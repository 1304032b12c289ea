"""A snapshot, opened: the definitions, the figures in force and what the rules said of them.

Everything a page shows is read from here, so that a page of an old snapshot is the same for ever.
Layout inside the evidence store::

    vintages/<sha256>.parquet                    written by commonweal.evidence
    definitions/<digest>.json                    one Definitions
    snapshots/<id>/manifest.json                 one Manifest
    snapshots/<id>/progress-<rules digest>.parquet
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict

from commonweal.packs.models import (
    AreaSet,
    Dataset,
    Framework,
    Goal,
    Indicator,
    IndicatorTarget,
    Place,
    Site,
)

Row = Mapping[str, Any]


class LocalPlacement(BaseModel):
    """An indicator that someone placed under a goal on the web, beside what the packs place."""

    model_config = ConfigDict(frozen=True)
    framework: str
    goal: str
    indicator: str
    note: str = ""


class Definitions(BaseModel):
    """Everything that judges and names figures, frozen with the snapshot."""

    model_config = ConfigDict(frozen=True)
    frameworks: tuple[Framework, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[IndicatorTarget, ...] = ()
    places: tuple[Place, ...] = ()
    area_sets: tuple[AreaSet, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    site: Site | None = None
    placements: tuple[LocalPlacement, ...] = ()
    outside: tuple[str, ...] = ()  # indicators that came in with a file and no pack defines

    def canonical(self) -> bytes:
        """The JSON that stands in the file of definitions."""
        return self.model_dump_json().encode()

    def digest(self) -> str:
        """The name of the file that holds it."""
        return digest_of(self.canonical())


def digest_of(canonical: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(canonical).hexdigest()


#: The definitions last written here, by digest: publishing opens what bringing has just built.
_remembered: dict[str, Definitions] = {}


def remember(digest: str, definitions: Definitions) -> None:
    """Keep definitions whose JSON has this digest, so that opening their file need not read them again."""
    _remembered.clear()
    _remembered[digest] = definitions


def _definitions(digest: str, content: bytes) -> Definitions:
    """Those of a file: the ones remembered where its bytes are those that they were written as."""
    known = _remembered.get(digest)
    if known is not None and digest_of(content) == digest:
        return known
    return Definitions.model_validate_json(content)


class VintageInForce(BaseModel):
    """One dataset's file in a snapshot, and what a reader is told about it."""

    model_config = ConfigDict(frozen=True)
    dataset: str
    sha256: str
    title: str
    organisation: str
    address: str = ""
    licence: str = ""
    released: str = ""
    brought_at: str = ""
    rows: int = 0
    indicators: tuple[str, ...] = ()


class Manifest(BaseModel):
    """What a snapshot names. Its id follows from the vintages, what is told of them, and the definitions.

    On which day a file came is no part of it: two who bring the same files have the same snapshot.
    """

    model_config = ConfigDict(frozen=True)
    vintages: tuple[VintageInForce, ...]
    definitions: str

    def id(self) -> str:
        told = {"dataset", "sha256", "title", "organisation", "address", "licence", "released"}
        ordered = sorted(self.vintages, key=lambda v: v.dataset)
        content = "\n".join(v.model_dump_json(include=told) for v in ordered)
        return hashlib.sha256(f"{self.definitions}\n{content}".encode()).hexdigest()


def write_beside(path: Path, content: bytes) -> None:
    """Write a whole file or nothing: beside, flushed, then renamed. An existing file is left alone."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".writing-", delete=False) as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    Path(handle.name).replace(path)


class Snapshot:
    """Reads one snapshot. Nothing in it changes, so everything read is kept.

    Raises ``FileNotFoundError`` from :meth:`open` where the store holds no such snapshot.
    """

    def __init__(
        self,
        root: Path,
        id_: str,
        manifest: Manifest,
        definitions: Definitions,
        progress: Path,
    ) -> None:
        self.root, self.id, self.manifest = root, id_, manifest
        self.definitions, self._progress = definitions, progress

    @classmethod
    def open(cls, root: Path, id_: str, rules_digest: str) -> Snapshot:
        folder = root / "snapshots" / id_
        manifest = Manifest.model_validate_json((folder / "manifest.json").read_bytes())
        content = (root / "definitions" / f"{manifest.definitions}.json").read_bytes()
        definitions = _definitions(manifest.definitions, content)
        progress = folder / f"progress-{rules_digest}.parquet"  # stays English
        return cls(root, id_, manifest, definitions, progress)

    @cached_property
    def assessments(self) -> pl.DataFrame:
        """One row for each rule, indicator, area and breakdown: see ``progress.schema.ASSESSMENT``."""
        return pl.read_parquet(self._progress, memory_map=False)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return {i.id: i for i in self.definitions.indicators}

    @cached_property
    def frameworks(self) -> dict[str, Framework]:
        return {f.id: f for f in self.definitions.frameworks}

    @cached_property
    def places(self) -> dict[str, str]:
        """Names by code, of places and area sets."""
        names = {p.code: p.name for p in self.definitions.places}
        return names | {s.code: s.name for s in self.definitions.area_sets}

    @cached_property
    def area_sets(self) -> dict[str, AreaSet]:
        return {s.code: s for s in self.definitions.area_sets}

    @cached_property
    def place_records(self) -> dict[str, Place]:
        return {p.code: p for p in self.definitions.places}

    @cached_property
    def datasets_of(self) -> dict[str, tuple[VintageInForce, ...]]:
        """For each indicator, the vintages that hold its figures."""
        found: dict[str, tuple[VintageInForce, ...]] = {}
        for vintage in self.manifest.vintages:
            for indicator in vintage.indicators:
                found[indicator] = (*found.get(indicator, ()), vintage)
        return found

    def placed(self, framework: Framework, goal: Goal) -> tuple[str, ...]:
        """The indicators under a goal, the packs' first, then those placed here."""
        local = (
            p.indicator
            for p in self.definitions.placements
            if (p.framework, p.goal) == (framework.id, goal.id)
        )
        return tuple(dict.fromkeys([*(p.indicator for p in goal.indicators), *local]))

    def goals_of(self, indicator: str) -> list[tuple[Framework, Goal]]:
        return [
            (framework, goal)
            for framework in self.definitions.frameworks
            for goal in framework.goals
            if indicator in self.placed(framework, goal)
        ]

    def series_of_area(self, rule: str, area: str) -> dict[str, tuple[Row, ...]]:
        """All assessed series of an area by one rule: by indicator, the series for everyone first."""
        return self._by_area(rule, area)

    @cached_property
    def _by_area(self) -> Callable[[str, str], dict[str, tuple[Row, ...]]]:
        @lru_cache(maxsize=512)
        def rows(rule: str, area: str) -> dict[str, tuple[Row, ...]]:
            chosen = self.assessments.filter((pl.col("rule") == rule) & (pl.col("area") == area))
            found: dict[str, tuple[Row, ...]] = {}
            for row in chosen.sort("indicator", "breakdown").iter_rows(named=True):
                found[row["indicator"]] = (*found.get(row["indicator"], ()), row)
            return found

        return rows

    def of_indicator(self, rule: str, indicator: str) -> pl.DataFrame:
        """The assessed series of one indicator in all areas by one rule."""
        return self.assessments.filter((pl.col("rule") == rule) & (pl.col("indicator") == indicator))

    @cached_property
    def _observations(self) -> Callable[[str], pl.DataFrame]:
        @lru_cache(maxsize=64)
        def read(indicator: str) -> pl.DataFrame:
            vintages = self.datasets_of.get(indicator, ())
            frames = [
                pl.scan_parquet(self.root / "vintages" / f"{v.sha256}.parquet")
                .filter(pl.col("indicator") == indicator)
                .with_columns(dataset=pl.lit(v.dataset), vintage=pl.lit(v.sha256))
                for v in vintages
            ]
            if not frames:
                return pl.DataFrame()
            return pl.concat(frames).sort("area", "breakdown", "period_start").collect()

        return read

    def observations(self, indicator: str) -> pl.DataFrame:
        """All figures of one indicator in force, with ``dataset`` and ``vintage`` beside each."""
        return self._observations(indicator)


def rule_sources_digest(modules: Sequence[Path]) -> str:
    """A name for the code of the rules, so that a changed rule never meets an old answer."""
    digest = hashlib.sha256()
    for path in sorted(modules):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
