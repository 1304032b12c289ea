"""Write down what was brought: the import, its files, and the vintages that nothing names yet."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import transaction

from commonweal.progress.snapshot import Snapshot, VintageInForce, write_beside
from commonweal.web.audit import actions as audit
from commonweal.web.evidence import models, selectors
from commonweal.web.evidence.actions.telling import insert_new_datasets


@dataclass(frozen=True)
class Brought:
    """One dataset as it was read, beside what is in force."""

    key: str
    file: str
    rows: int
    indicators: tuple[str, ...]
    sha256: str
    source_sha256: str
    stops: int
    warnings: int
    difference: Mapping[str, int]
    series: list[dict[str, Any]]
    told: Mapping[str, str]
    released: str


def vintage_record(b: Brought, now: dt.datetime) -> VintageInForce:
    return VintageInForce(
        dataset=b.key,
        sha256=b.sha256,
        **b.told,
        released=b.released,
        brought_at=now.date().isoformat(),
        rows=b.rows,
        indicators=b.indicators,
    )


def record(
    brought: Sequence[Brought],
    problems: pl.DataFrame,
    *,
    title: str,
    base: str,
    candidate: Snapshot | None,
    by: Any,
    now: dt.datetime,
) -> models.Import:
    id_ = uuid.uuid4()
    buffer = io.BytesIO()
    problems.write_parquet(buffer)
    write_beside(selectors.root() / "imports" / f"{id_}.parquet", buffer.getvalue())
    with transaction.atomic():
        vintages = _record_vintages(brought, by, now)
        row = models.Import.objects.create(
            id=id_,
            title=title,
            base_snapshot=base,
            candidate_snapshot=candidate.id if candidate else "",
            problems=str(id_),
            stops=sum(1 for s in problems["severity"] if s == "stop"),
            warnings=sum(1 for s in problems["severity"] if s == "warn"),
            rows=sum(b.rows for b in brought),
            brought_by=str(by),
            brought_by_id=str(getattr(by, "pk", "") or ""),
            brought_at=now,
        )
        models.ImportedFile.objects.bulk_create(
            models.ImportedFile(
                brought=row,
                dataset=b.key,
                file=b.file,
                vintage=vintages.get(b.key),
                rows=b.rows,
                stops=b.stops,
                warnings=b.warnings,
                added=b.difference.get("added", 0),
                removed=b.difference.get("removed", 0),
                revised=b.difference.get("revised", 0),
                unchanged=bool(b.sha256) and not any(b.difference.values()),
            )
            for b in brought
        )
        audit.record(
            by=by,
            now=now,
            act="evidence.brought",
            subject=("import", str(id_), title),
            sentence=f"brought “{title}”: {row.rows:,} rows, {row.stops} problems that stop, "
            f"{row.warnings} warnings",
        )
    return row


def _record_vintages(brought: Sequence[Brought], by: Any, now: dt.datetime) -> dict[str, models.Vintage]:
    sound = [b for b in brought if b.sha256]
    insert_new_datasets(vintage_record(b, now) for b in sound)
    models.Vintage.objects.bulk_create(
        [
            models.Vintage(
                dataset_id=b.key,
                sha256=b.sha256,
                source_sha256=b.source_sha256,
                source_name=b.file,
                rows=b.rows,
                released=b.released,
                indicators=list(b.indicators),
                series=b.series,
                brought_by=str(by),
                brought_at=now,
                **b.told,
            )
            for b in sound
        ],
        ignore_conflicts=True,
    )
    names = {b.key: b.sha256 for b in sound}
    rows = models.Vintage.objects.filter(sha256__in=names.values())
    # One dataset may have had before what another brings now: a name alone says not whose it is.
    return {v.dataset_id: v for v in rows if names.get(v.dataset_id) == v.sha256}
