"""Reads of the evidence: which snapshot is in force, what an import holds, how a dataset changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings
from django.db.models import FilteredRelation, Q, QuerySet, Subquery

from commonweal.evidence import Store, difference
from commonweal.evidence.schema import OBSERVATION
from commonweal.evidence.write import tidy_csv
from commonweal.packs.pack import Pack
from commonweal.progress.build import open_snapshot
from commonweal.progress.rollup import moved
from commonweal.progress.snapshot import Snapshot, VintageInForce
from commonweal.publish.downloads import csv_bytes, with_names
from commonweal.web.audit import selectors as record
from commonweal.web.registry import selectors as register
from commonweal.web.ui import once

from . import models

_IN_FORCE = "the snapshot in force"  # stays English


@dataclass(frozen=True)
class Release:
    """A published vintage, without its series. ``notes``: why warnings about it were let pass, by number."""

    dataset_id: str
    sha256: str
    source_name: str
    released: str
    brought_at: dt.datetime
    brought_by: str
    rows: int
    notes: dict[int, str] = field(default_factory=dict)


def root() -> Path:
    """The folder of the evidence store."""
    return Path(settings.EVIDENCE_STORE)


def store() -> Store:
    return Store(root())


def snapshot_in_force() -> str | None:
    """The id that the pointer names now: one query, and the only one that most pages need."""
    return once.once(_IN_FORCE, lambda: _pointer().first())


def state() -> tuple[int, ...]:
    """The state of the site, as the record of acts has it; the same query says which snapshot is in force."""

    def ask() -> tuple[int, ...]:
        numbers, in_force = record.state_beside(Subquery(_pointer()[:1]))
        if numbers:
            once.answered(_IN_FORCE, in_force)
        return numbers

    return once.once("state-and-snapshot", ask)


def _pointer() -> QuerySet[models.InForce, str]:
    return models.InForce.objects.values_list("snapshot_id", flat=True)


@lru_cache(maxsize=4)
def _opened(folder: Path, id_: str) -> Snapshot:
    return open_snapshot(folder, id_)


def snapshot(id_: str | None = None) -> Snapshot | None:
    """The snapshot in force, or the one named; None where there is none (yet)."""
    wanted = id_ or snapshot_in_force()
    if wanted is None:
        return None
    try:
        return _opened(root(), wanted)
    except FileNotFoundError:
        return None


def snapshot_records(limit: int = 50) -> list[models.Snapshot]:
    return list(models.Snapshot.objects.all()[:limit])


def published() -> list[tuple[dt.datetime, str]]:
    """When each snapshot was made, and its id: the oldest first."""
    return list(models.Snapshot.objects.order_by("made_at").values_list("made_at", "id"))


def snapshot_record(id_: str) -> models.Snapshot | None:
    return models.Snapshot.objects.filter(id=id_).first()


def named_snapshot(prefix: str) -> models.Snapshot | None:
    """The published snapshot whose id begins so, where exactly one does."""
    found = list(models.Snapshot.objects.filter(id__startswith=prefix)[:2]) if len(prefix) >= 8 else []
    return found[0] if len(found) == 1 else None


def datasets() -> list[models.Dataset]:
    return list(models.Dataset.objects.all())


def dataset(key: str) -> models.Dataset | None:
    return models.Dataset.objects.filter(key=key).first()


def vintages(key: str) -> list[models.Vintage]:
    return list(models.Vintage.objects.filter(dataset=key))


def vintages_in_force() -> dict[str, models.Vintage]:
    """The vintage in force of each dataset, by dataset."""
    return standing()[1]


def standing() -> tuple[str, dict[str, models.Vintage]]:
    """The snapshot in force ("" where there is none) and its vintages, by dataset.

    What is to be published on top of a snapshot starts from both. Were the pointer read for each, they would
    be of two snapshots where somebody publishes between.
    """
    pointer = models.InForce.objects.select_related("snapshot").first()
    if pointer is None:
        return "", {}
    named = pointer.snapshot.vintages
    rows = models.Vintage.objects.filter(dataset__in=named, sha256__in=named.values())
    return pointer.snapshot_id, {v.dataset_id: v for v in rows if named[v.dataset_id] == v.sha256}


def spans_in_force(in_force: Mapping[str, models.Vintage], indicators: Collection[str]) -> pl.DataFrame:
    """From when to when the figures in force of these indicators are, whichever dataset has them."""
    names = [v.sha256 for v in in_force.values() if set(v.indicators).intersection(indicators)]
    figures = store().scan(names).filter(pl.col("indicator").is_in(list(indicators)))
    return figures.select("indicator", "period_start", "period_end").unique().collect()


def waivers(vintage_names: list[str]) -> list[models.Waiver]:
    """Why warnings about these vintages were let pass."""
    return list(
        models.Waiver.objects.filter(
            brought__state=models.Import.State.PUBLISHED,
            brought__files__vintage__sha256__in=vintage_names,
            brought__files__dataset=models.models.F("dataset"),
        ).distinct()
    )


def imports(limit: int = 50) -> list[models.Import]:
    return list(models.Import.objects.all()[:limit])


def imported(id_: Any) -> models.Import | None:
    return models.Import.objects.filter(id=id_).prefetch_related("files").first()


def problems(brought: models.Import) -> pl.DataFrame:
    """Every problem that the check found, in the files' order."""
    return pl.read_parquet(root() / "imports" / f"{brought.id}.parquet")


def changes(file: models.ImportedFile, base: str) -> pl.DataFrame:
    """What this file would add, remove and revise, the largest revision first."""
    if file.vintage is None:
        return pl.DataFrame()
    return difference(_named_vintage(base, file.dataset), store().get(file.vintage.sha256))


def changes_csv(file: models.ImportedFile, brought: models.Import) -> bytes:
    """All of :func:`changes`, with the names of indicators and places, as CSV for a spreadsheet."""
    found = changes(file, brought.base_snapshot)
    candidate = snapshot(brought.candidate_snapshot) if brought.candidate_snapshot else None
    if candidate is not None:
        found = with_names(found, candidate.definitions.indicators, candidate.places)
    return csv_bytes(found)


def changes_between(older: str, newer: str) -> pl.DataFrame:
    """The difference between two vintages of a dataset, by their SHA-256."""
    return difference(store().get(older), store().get(newer))


def moves(older: str, newer: str) -> pl.DataFrame:
    """The series whose status differs between two snapshots."""
    before, after = snapshot(older) if older else None, snapshot(newer)
    if before is None or after is None:
        return pl.DataFrame()
    return moved(before.assessments, after.assessments)


def _named_vintage(base: str, key: str) -> pl.DataFrame:
    record = snapshot_record(base) if base else None
    name = record.vintages.get(key) if record else None
    return store().get(name) if name else OBSERVATION.to_frame()


def published_vintages(key: str) -> list[Release]:
    """The vintages of a dataset that were published, the newest first. One query, once a request."""
    return once.once(("releases", key), lambda: _releases(key))


def _releases(key: str) -> list[Release]:
    files = models.ImportedFile.objects.filter(
        dataset=key, vintage__isnull=False, brought__state=models.Import.State.PUBLISHED
    )
    waived = FilteredRelation("brought__waivers", condition=Q(brought__waivers__dataset=key))
    rows = files.annotate(waived=waived).order_by("-vintage__brought_at", "-vintage_id", "waived__id")
    found: dict[str, Release] = {}
    told = ("sha256", "source_name", "released", "brought_at", "brought_by", "rows")
    for *cells, waiver, reason in rows.values_list(
        *(f"vintage__{name}" for name in told), "waived", "waived__reason"
    ):
        release = found.setdefault(cells[0], Release(key, *cells))
        if waiver is not None:
            release.notes.setdefault(waiver, reason)
    return list(found.values())


def named_vintage(key: str, prefix: str) -> Release | None:
    """The published vintage of a dataset whose SHA-256 begins so, where exactly one does."""
    found = [v for v in published_vintages(key) if len(prefix) >= 8 and v.sha256.startswith(prefix)]
    return found[0] if len(found) == 1 else None


def problems_csv(brought: models.Import) -> bytes:
    """Every problem as CSV, for a spreadsheet."""
    return csv_bytes(problems(brought))


def in_force_records(in_force: Mapping[str, models.Vintage]) -> tuple[VintageInForce, ...]:
    """The vintages in force as a manifest tells them, by dataset."""
    return tuple(
        VintageInForce(
            dataset=key,
            sha256=v.sha256,
            title=v.title,
            organisation=v.organisation,
            address=v.address,
            licence=v.licence,
            released=v.released,
            brought_at=v.brought_at.date().isoformat(),
            rows=v.rows,
            indicators=tuple(v.indicators),
        )
        for key, v in sorted(in_force.items())
    )


def exported_pack(id_: str) -> tuple[Pack, dict[str, bytes]]:
    """A loaded pack and its datasets' figures as tidy CSV, ready to be written.

    Only figures that were published leave the site: those in force where they came from the pack's file (or
    one of its name), else the newest that did. Raises ``LookupError`` for a pack that is not loaded or a
    dataset of it without such figures.
    """
    pack = register.pack(id_)
    if pack is None:
        raise LookupError(f"No pack “{id_}” is loaded.")
    figures, in_force = {}, vintages_in_force()
    for told in pack.datasets:
        held: list[models.Vintage | Release] = [in_force[told.id]] if told.id in in_force else []
        held += published_vintages(told.id)
        own = next((v for v in held if v.source_name == Path(told.file).name), None)
        if own is None:
            raise LookupError(
                f"No figures of “{told.id}” are published here. Load the pack with its figures first."
            )
        figures[told.file] = tidy_csv(store().get(own.sha256))
    return pack, figures


def revisions(key: str, indicator: str, limit: int = 6) -> list[tuple[Release, dict[str, int] | None]]:
    """A dataset's published vintages, the newest first, each with what it changed of one indicator.

    The counts are by "added", "revised" and "removed", against the vintage before; None for the first.
    """
    found = published_vintages(key)[: limit + 1]
    frames = [store().get(v.sha256, predicate=pl.col("indicator") == indicator) for v in found]
    told: list[tuple[Release, dict[str, int] | None]] = []
    for position, vintage in enumerate(found[:limit]):
        if position + 1 == len(found):
            told.append((vintage, None))
        else:
            changes = difference(frames[position + 1], frames[position])
            told.append((vintage, dict(changes.group_by("change").len().iter_rows())))
    return told
