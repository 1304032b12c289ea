"""The figures that packs carry, checked as they are when they are brought: what stops, by file and line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from commonweal.packs import Library, Pack
from commonweal.packs import Problem as PackProblem
from commonweal.words import ngettext

from .check import check
from .read import read
from .register import Register

#: So many problems of one file are told: a column that is wrong throughout is one mistake.
MOST_TOLD = 50


def wrong_figures(library: Library, packs: Iterable[str], *, today: dt.date) -> list[PackProblem]:
    """What stops the figures of ``packs`` (ids), against all that is defined in ``library``.

    ``today`` is the day against which a period is in the future. Warnings are left out: they stop nothing.
    """
    register = Register.from_definitions(
        library.indicators.values(), library.places.values(), library.area_sets.values()
    )
    found: list[PackProblem] = []
    for id_ in packs:
        pack, folder = library.pack(id_), library.folders[id_]
        if not pack.datasets:
            continue
        paths = paths_of(pack, folder)
        called = {path: dataset.id for path, dataset in zip(paths, pack.datasets, strict=True)}
        reading = read(paths, register=register, called=called)
        problems = check(reading, register=register, previous=None, previous_series=None, today=today)
        found += stops(pl.concat([reading.problems, problems]), pack, folder)
    return sorted(found)


def paths_of(pack: Pack, folder: Path) -> list[Path]:
    """The files of the pack's figures, in the order of its datasets."""
    return [folder / dataset.file for dataset in pack.datasets]


def stops(problems: pl.DataFrame, pack: Pack, folder: Path) -> list[PackProblem]:
    """What stops among ``problems`` (schema PROBLEM) of a pack's figures, as problems of the pack."""
    files = {path.name: str(path) for path in paths_of(pack, folder)}
    wrong = problems.filter(pl.col("severity") == "stop").sort("file", "row", nulls_last=False)
    by_file = wrong.select("file", "row", "message").partition_by("file", maintain_order=True)
    return [problem for rows in by_file for problem in _of_a_file(rows, files)]


def _of_a_file(rows: pl.DataFrame, files: dict[str, str]) -> Iterator[PackProblem]:
    for name, row, message in rows.head(MOST_TOLD).iter_rows():
        yield PackProblem(files.get(name, name), row or 0, "", message, "")
    if (more := rows.height - MOST_TOLD) > 0:
        name, last, _message = rows.row(MOST_TOLD - 1)
        message = ngettext(
            "{n} more row of this file is wrong.", "{n} more rows of this file are wrong.", more
        )
        yield PackProblem(files.get(name, name), (last or 0) + 1, "", message.format(n=f"{more:,}"), "")
