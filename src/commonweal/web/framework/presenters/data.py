"""About the data: datasets, their vintages and revisions, snapshots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from commonweal.publish import breakdowns, numbers
from commonweal.web.framework.presenters.marks import address, period_words
from commonweal.web.framework.selectors import Book


@dataclass(frozen=True)
class DatasetRow:
    title: str
    href: str
    organisation: str
    released: str
    rows: int
    indicators: int
    brought: str
    licence: str


@dataclass(frozen=True)
class SnapshotRow:
    name: str
    href: str
    made: dt.datetime
    by: str
    reason: str
    in_force: bool


@dataclass(frozen=True)
class PackRow:
    title: str
    version: str
    licence: str
    summary: str


@dataclass(frozen=True)
class DataPage:
    lede: str
    snapshot: SnapshotRow
    datasets: list[DatasetRow]
    snapshots: list[SnapshotRow]
    packs: list[PackRow]


@dataclass(frozen=True)
class VintageRow:
    name: str
    released: str
    brought: dt.datetime
    by: str
    rows: int
    in_force: bool
    changes_href: str


@dataclass(frozen=True)
class DatasetPage:
    title: str
    organisation: str
    address: str
    licence: str
    rows: int
    vintages: list[VintageRow]
    indicators: list[tuple[str, str]]
    waivers: list[tuple[str, int, str, str]]
    in_force: bool


@dataclass(frozen=True)
class ChangeRow:
    change: str
    indicator: str
    place: str
    period: str
    of_whom: str
    old: str
    new: str


@dataclass(frozen=True)
class ChangesPage:
    title: str
    dataset_href: str
    lede: str
    rows: list[ChangeRow]
    shown: int
    total: int


def snapshot_row(record: Any, in_force: str | None) -> SnapshotRow:
    return SnapshotRow(
        name=record.id[:12],
        href=address("framework:snapshot", record.id[:12]),
        made=record.made_at,
        by=record.made_by,
        reason=record.reason,
        in_force=record.id == in_force,
    )


def data_page(book: Book, records: Sequence[Any], packs: Sequence[Any]) -> DataPage:
    datasets = [
        DatasetRow(
            title=v.title,
            href=address("framework:dataset", v.dataset),
            organisation=v.organisation or _("not stated"),
            released=v.released,
            rows=v.rows,
            indicators=len(v.indicators),
            brought=v.brought_at,
            licence=v.licence or _("not stated"),
        )
        for v in sorted(book.snapshot.manifest.vintages, key=lambda v: v.title)
    ]
    rows = sum(d.rows for d in datasets)
    current = next(r for r in records if r.id == book.id)
    return DataPage(
        lede=_(
            "%(figures)s figures from %(datasets)d datasets stand behind these pages. Every one can be "
            "followed to its file, and every file to who brought it."
        )
        % {"figures": f"{rows:,}", "datasets": len(datasets)},
        snapshot=snapshot_row(current, book.id),
        datasets=datasets,
        snapshots=[snapshot_row(r, book.id) for r in records],
        packs=[PackRow(p.title, p.version, p.manifest["licence"], p.manifest["summary"]) for p in packs],
    )


def dataset_page(book: Book, dataset: Any, vintages: Sequence[Any], waivers: Sequence[Any]) -> DatasetPage:
    named = {v.dataset: v for v in book.snapshot.manifest.vintages}
    current = named.get(dataset.key)
    told = current or dataset
    rows = [
        VintageRow(
            name=v.sha256[:12],
            released=v.released,
            brought=v.brought_at,
            by=v.brought_by,
            rows=v.rows,
            in_force=current is not None and v.sha256 == current.sha256,
            changes_href=address(
                "framework:changes", dataset.key, old=vintages[i + 1].sha256[:12], new=v.sha256[:12]
            )
            if i + 1 < len(vintages)
            else "",
        )
        for i, v in enumerate(vintages)
    ]
    known = book.snapshot.indicators
    return DatasetPage(
        title=told.title,
        organisation=told.organisation,
        address=told.address,
        licence=told.licence,
        rows=current.rows if current else 0,
        vintages=rows,
        indicators=[
            (known[i].name, address("framework:indicator", i))
            for i in (current.indicators if current else ())
            if i in known
        ],
        waivers=[(w.rule, w.count, w.reason, w.waived_by) for w in waivers],
        in_force=current is not None,
    )


CHANGE_WORDS: dict[str, Any] = {
    "added": pgettext_lazy("figures", "new"),
    "removed": pgettext_lazy("figures", "gone"),
    "revised": pgettext_lazy("figures", "revised"),
}


def change_rows(found: pl.DataFrame, book: Book, limit: int) -> list[ChangeRow]:
    rows = []
    for r in found.head(limit).iter_rows(named=True):
        indicator = book.snapshot.indicators.get(r["indicator"])

        def words(value: float | None, i: Any = indicator) -> str:
            return numbers.value(value, i) if i else ("" if value is None else f"{value:,}")

        rows.append(
            ChangeRow(
                change=str(CHANGE_WORDS[r["change"]]),
                indicator=indicator.name if indicator else r["indicator"],
                place=book.places.get(r["area"], r["area"]),
                period=period_words(r["period"]),
                of_whom=breakdowns.words(r["breakdown"]) if r["breakdown"] else "",
                old="" if r["change"] == "added" else words(r["old"]),
                new="" if r["change"] == "removed" else words(r["new"]),
            )
        )
    return rows


def changes_page(book: Book, dataset: Any, found: pl.DataFrame, limit: int = 500) -> ChangesPage:
    by_kind: Mapping[str, int] = dict(found.group_by("change").len().iter_rows())
    told = [f"{n:,} {CHANGE_WORDS[k]}" for k in ("added", "revised", "removed") if (n := by_kind.get(k, 0))]
    return ChangesPage(
        title=dataset.title,
        dataset_href=address("framework:dataset", dataset.key),
        lede=_("Between these two releases: %(changes)s.") % {"changes": ", ".join(told)}
        if told
        else _("Nothing differs between them."),
        rows=change_rows(found, book, limit),
        shown=min(limit, found.height),
        total=found.height,
    )
