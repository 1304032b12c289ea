"""Bring files: read, check, keep what is sound, and judge what would be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import polars as pl

from commonweal.evidence import Reading, check, difference, read
from commonweal.evidence.register import Register
from commonweal.evidence.schema import OBSERVATION
from commonweal.packs.models import Dataset as PackDataset
from commonweal.progress.build import build, progress_file, write_definitions
from commonweal.progress.snapshot import Definitions, Manifest
from commonweal.web.evidence import models, selectors
from commonweal.web.evidence.actions.recording import Brought, record, vintage_record
from commonweal.web.evidence.actions.suppliers import clashes
from commonweal.web.evidence.actions.telling import TOLD, told_of
from commonweal.web.registry import selectors as register

Tick = Callable[[str, int, int], None]  # what is being done, done, of how many


def bring(
    *,
    paths: Sequence[Path],
    title: str,
    by: Any,
    now: dt.datetime,
    about: Sequence[PackDataset] = (),
    tick: Tick | None = None,
) -> models.Import:
    """Read and check files; keep what is sound as vintages that nothing names yet; judge what would be.

    ``about`` says what a pack says of its datasets, one for each of ``paths``. The import records every
    problem and every difference.
    """
    # What this import is compared with, and what it is published on top of, is one snapshot, read first:
    # whatever is published from here on makes the publishing of this import refuse.
    base, in_force = selectors.standing()
    known = _Known()
    in_spans = partial(selectors.spans_in_force, in_force)
    called = {path: dataset.id for path, dataset in zip(paths, about, strict=True)} if about else {}
    reading = read(paths, register=lambda: known.register, progress=tick, earlier=in_spans, called=called)
    previous = _previous_frames(in_force, reading)
    # Keeping the files, checking them and judging them wait for different things: they go side by side,
    # on the guess that nothing stops a file. Where something does, what is left is judged again.
    definitions = _with_new_indicators(known.definitions, reading)
    unreadable = _stopped(reading.problems)
    readable = [s.dataset for s in reading.sources if s.file not in unreadable]
    kept_before = _kept_before(in_force, readable)
    with ThreadPoolExecutor(3) as pool:
        guessed = pool.submit(_judged, definitions, reading, readable, kept_before)
        keeping = {s.dataset: pool.submit(_put, reading, s.dataset) for s in reading.sources}
        problems = pl.concat(
            [
                reading.problems,
                check(
                    reading,
                    register=known.register,
                    previous=previous,
                    previous_series=_previous_series(in_force),
                    today=now.date(),
                ),
                _not_in_the_register(reading),
            ]
        )
        names = {dataset: kept.result() for dataset, kept in keeping.items()}
        selectors.store().flush()
        problems = pl.concat([problems, clashes(reading, in_force, _sound(reading, problems, names))])
        sound = _sound(reading, problems, names)
        brought = _keep(reading, names, problems, previous, in_force, about)
        manifest = _manifest(brought, in_force, now, definitions)
    if sound == readable:
        judged = guessed.result()
    else:  # what the guess made of figures that cannot stand is not looked at, nor why it may have failed
        judged = _judged(definitions, reading, sound, _kept_before(in_force, sound))
    candidate = build(selectors.root(), manifest, definitions, judged) if manifest else None
    return record(brought, problems, title=title, base=base, candidate=candidate, by=by, now=now)


class _Known:
    """What the packs define, asked for when it is wanted and once."""

    @cached_property
    def definitions(self) -> Definitions:
        return register.definitions()

    @cached_property
    def register(self) -> Register:
        return register.register_of(self.definitions)


def _stopped(problems: pl.DataFrame) -> set[str]:
    return set(problems.filter(pl.col("severity") == "stop")["file"])


def _sound(reading: Reading, problems: pl.DataFrame, names: Mapping[str, str]) -> list[str]:
    """The datasets that nothing stops and that have figures to be put in force."""
    stopped = _stopped(problems)
    return [s.dataset for s in reading.sources if s.file not in stopped and names[s.dataset]]


def _put(reading: Reading, dataset: str) -> str:
    """Keep a dataset's figures; no name where there are none or where they cannot be a vintage.

    What is kept of a file that the check then stops is named by nothing.
    """
    frame = reading.frame(dataset)
    try:
        return selectors.store().put(frame, flush=False) if frame.height else ""
    except ValueError:  # a key that stands twice: the check says so, row by row
        return ""


def _kept_before(in_force: Mapping[str, models.Vintage], brought: Sequence[str]) -> pl.DataFrame:
    """The figures in force of the datasets that are not brought."""
    names = [v.sha256 for key, v in in_force.items() if key not in brought]
    return selectors.store().scan(names).collect() if names else OBSERVATION.to_frame()


def _judged(
    definitions: Definitions, reading: Reading, datasets: Sequence[str], kept_before: pl.DataFrame
) -> bytes:
    """The progress file of what would be."""
    return progress_file(definitions, reading.observations(datasets, kept_before))


def _previous_frames(in_force: Mapping[str, models.Vintage], reading: Reading) -> pl.DataFrame | None:
    wanted = [in_force[key] for key in reading.datasets if key in in_force]
    if not wanted:
        return None
    store = selectors.store()
    return pl.concat(store.get(v.sha256).with_columns(dataset=pl.lit(v.dataset_id)) for v in wanted)


def _previous_series(in_force: Mapping[str, models.Vintage]) -> pl.DataFrame | None:
    rows = [row for vintage in in_force.values() for row in vintage.series]
    return pl.DataFrame(rows) if rows else None


def _not_in_the_register(reading: Reading) -> pl.DataFrame:
    """Places that a publisher's file introduces: their figures come in, and it is said."""
    files = {s.dataset: s.file for s in reading.sources}
    return pl.DataFrame(
        [
            {
                "file": files[area["dataset"]],
                "row": None,
                "column": "areacd",
                "value": area["code"],
                "rule": "new-area",
                "severity": "warn",
                "message": f"{area['name']} ({area['code']}) is not in the register of "  # stays English
                "places. Its figures come in; it has a page of its own once a pack defines it.",
            }
            for area in reading.new_areas.iter_rows(named=True)
        ],
        schema=reading.problems.schema,
    )


def _keep(
    reading: Reading,
    names: Mapping[str, str],
    problems: pl.DataFrame,
    previous: pl.DataFrame | None,
    in_force: Mapping[str, models.Vintage],
    about: Sequence[PackDataset],
) -> list[Brought]:
    series = _series_by_dataset(reading)
    packed = {d.id: d for d in about}
    counts = {tuple(key): n for *key, n in problems.group_by("file", "severity").len().iter_rows()}
    kept = []
    for source in reading.sources:
        stops = counts.get((source.file, "stop"), 0)
        name = "" if stops else names[source.dataset]
        current, pack = in_force.get(source.dataset), packed.get(source.dataset)
        same = current is not None and current.sha256 == name
        before = previous.filter(pl.col("dataset") == source.dataset) if previous is not None else None
        kept.append(
            Brought(
                key=source.dataset,
                file=source.file,
                rows=reading.spans[source.dataset][1],
                indicators=reading.indicators(source.dataset),
                sha256=name,
                source_sha256=source.sha256,
                stops=stops,
                warnings=counts.get((source.file, "warn"), 0),
                difference=_difference_counts(before, reading, source.dataset) if name and not same else {},
                series=series.get(source.dataset, []),
                told=told_of(source, pack, current),
                released=(pack.released if pack else source.released) or "",
            )
        )
    return kept


def _series_by_dataset(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in reading.series.iter_rows(named=True):
        found.setdefault(row["dataset"], []).append(row)
    return found


def _difference_counts(before: pl.DataFrame | None, reading: Reading, dataset: str) -> Mapping[str, int]:
    if before is None or before.is_empty():
        return {"added": reading.spans[dataset][1]}
    changes = difference(before, reading.frame(dataset))
    return dict(changes.group_by("change").len().iter_rows())


def _manifest(
    brought: Sequence[Brought],
    in_force: Mapping[str, models.Vintage],
    now: dt.datetime,
    definitions: Definitions,
) -> Manifest | None:
    """What the snapshot that would be names, its definitions written; None where it would be the old one."""
    fresh_ones = [vintage_record(b, now) for b in brought if b.sha256]
    if not fresh_ones:
        return None
    vintages = {v.dataset: v for v in selectors.in_force_records(in_force)}
    for fresh in fresh_ones:
        kept = vintages.get(fresh.dataset)
        if kept is not None and kept.sha256 == fresh.sha256:  # the day on which it came is the first one
            fresh = kept.model_copy(update={name: getattr(fresh, name) for name in TOLD})
        vintages[fresh.dataset] = fresh
    return Manifest(
        vintages=tuple(v for _, v in sorted(vintages.items())),
        definitions=write_definitions(selectors.root(), definitions),
    )


def _with_new_indicators(definitions: Definitions, reading: Reading) -> Definitions:
    known = {i.id for i in definitions.indicators}
    fresh = {i.id: i for i in reading.new_indicators if i.id not in known}
    if not fresh:
        return definitions
    # The register orders what no pack defines by id, after the packs' own: the digest must agree with it.
    outside = sorted([*definitions.outside, *fresh])
    indicators = {i.id: i for i in (*definitions.indicators, *fresh.values())}
    inside = [i for i in definitions.indicators if i.id not in set(definitions.outside)]
    return definitions.model_copy(
        update={
            "indicators": (*inside, *(indicators[id_] for id_ in outside)),
            "outside": tuple(outside),
        }
    )
