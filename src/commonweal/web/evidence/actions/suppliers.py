"""A figure has one supplier: two datasets would give one question two answers.

Compared are indicators with their breakdowns, over all datasets that would stand side by side once an import
is published: an indicator may have its figures for everyone from one dataset, and of a group from another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import polars as pl
from django.utils.translation import gettext as _

from commonweal.evidence import Reading
from commonweal.web.evidence import models, selectors

Figures = tuple[str, str]  # indicator, breakdown


def clashes(reading: Reading, in_force: Mapping[str, models.Vintage], sound: Sequence[str]) -> pl.DataFrame:
    """A problem that stops for each of the ``sound`` datasets that has figures which another supplies.

    Of two, the one stays whose figures they are in force. Where neither is, both are stopped: nobody has said
    which is to be believed.
    """
    contested = _contested(reading, in_force)
    if not contested:
        return reading.problems.clear()
    first = {
        (r["dataset"], (r["indicator"], r["breakdown"])): r
        for r in reading.supplied(contested).iter_rows(named=True)
    }
    brought = _by_dataset(first)
    held = _by_dataset(_held(in_force, contested))
    found = []
    left = list(sound)
    # What is stopped leaves its old figures in force, and these may be what another brings: so again, until
    # nothing more is stopped.
    while wrong := _wrong(brought, held, left):
        found += [_problem(first[dataset, figures], other) for dataset, figures, other in wrong]
        stopped = {dataset for dataset, _figures, _other in wrong}
        left = [dataset for dataset in left if dataset not in stopped]
    return pl.DataFrame(found, schema=reading.problems.schema)


def _contested(reading: Reading, in_force: Mapping[str, models.Vintage]) -> set[str]:
    """The indicators that several datasets have, so that it must be looked at of whom."""
    told = {key: set(vintage.indicators) for key, vintage in in_force.items()}
    for dataset in reading.datasets:
        told[dataset] = told.get(dataset, set()) | set(reading.indicators(dataset))
    count = Counter(indicator for indicators in told.values() for indicator in indicators)
    return {indicator for indicator, datasets in count.items() if datasets > 1}


def _held(
    in_force: Mapping[str, models.Vintage], contested: Collection[str]
) -> Iterable[tuple[str, Figures]]:
    store = selectors.store()
    for dataset, vintage in in_force.items():
        if mine := contested & set(vintage.indicators):
            rows = store.get(
                vintage.sha256, ["indicator", "breakdown"], predicate=pl.col("indicator").is_in(mine)
            )
            for indicator, breakdown in rows.unique().iter_rows():
                yield dataset, (indicator, breakdown)


def _by_dataset(pairs: Iterable[tuple[str, Figures]]) -> dict[str, list[Figures]]:
    found: dict[str, list[Figures]] = {}
    for dataset, figures in pairs:
        found.setdefault(dataset, []).append(figures)
    return found


def _wrong(
    brought: Mapping[str, Sequence[Figures]], held: Mapping[str, Sequence[Figures]], sound: Sequence[str]
) -> list[tuple[str, Figures, str]]:
    """Dataset, what it must not supply, and the dataset that does."""
    standing = {**held, **{dataset: brought.get(dataset, ()) for dataset in sound}}
    suppliers: dict[Figures, list[str]] = {}
    for dataset, supplied in standing.items():
        for figures in supplied:
            suppliers.setdefault(figures, []).append(dataset)
    found = []
    for dataset in sound:
        for figures in brought.get(dataset, ()):
            others = [other for other in suppliers[figures] if other != dataset]
            settled = [other for other in others if figures in held.get(other, ())]
            mine = figures in held.get(dataset, ())
            if settled or (others and not mine):
                found.append((dataset, figures, (settled or others)[0]))
    return found


def _problem(row: Mapping[str, object], other: str) -> dict[str, object]:
    what = f"{row['indicator']}, {row['breakdown']}" if row["breakdown"] else row["indicator"]
    message = _(
        "The figures of “%(what)s” come from the dataset “%(other)s”. Two datasets cannot supply the same "
        "figures: take these rows out of one of them."
    )
    return {
        "file": row["file"],
        "row": row["row"],
        "column": "indicator",
        "value": row["indicator"],
        "rule": "another-supplier",
        "severity": "stop",
        "message": message % {"what": what, "other": other},
    }
