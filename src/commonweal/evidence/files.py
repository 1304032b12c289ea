"""Finding the files to read: one file, several, or a folder of topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from commonweal.words import _

from .metadata import slug
from .problems import Problem, whole_file

FIGURES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".xls", ".xlsb")


class Found(NamedTuple):
    """A file of figures and the metadata beside it. ``name`` is how problems speak of it."""

    path: Path
    metadata: Path | None
    name: str

    @property
    def dataset(self) -> str:
        return slug(self.path.stem)


def find(paths: Path | Sequence[Path]) -> tuple[list[Found], list[Problem]]:
    """The files of figures, sorted within each folder; a JSON without its figures is a warning."""
    found: list[Found] = []
    problems: list[Problem] = []
    for path in [paths] if isinstance(paths, Path) else paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
            found += _pairs(inside, path)
            problems += _orphans(inside, path)
        elif path.is_file():
            metadata = path.with_suffix(".json")
            found.append(Found(path, metadata if metadata.is_file() else None, path.name))
        else:
            message = _("There is no file “{name}”.").format(name=path.name)
            problems.append(whole_file(path.name, "not-found", message))
    if not found and not problems:
        message = _("There is no file of figures (CSV, XLSX, ODS) here.")
        problems.append(whole_file("", "not-found", message))
    return _once(found, problems), problems


def _pairs(inside: Iterable[Path], root: Path) -> list[Found]:
    there = set(inside)
    return [
        Found(p, json if (json := p.with_suffix(".json")) in there else None, p.relative_to(root).as_posix())
        for p in sorted(there)
        if p.suffix.lower() in FIGURES
    ]


def _orphans(inside: Iterable[Path], root: Path) -> list[Problem]:
    there = list(inside)
    stems = {p.with_suffix("") for p in there if p.suffix.lower() in FIGURES}
    return [
        whole_file(
            p.relative_to(root).as_posix(),
            "no-figures",
            _("“{name}” describes figures, and there is no “{figures}” beside it.").format(
                name=p.name, figures=f"{p.stem}.csv"
            ),
            severity="warn",
        )
        for p in there
        if p.suffix.lower() == ".json" and p.with_suffix("") not in stems and not _is_second(p, there)
    ]


def _is_second(path: Path, there: Iterable[Path]) -> bool:
    """csv-cubed writes two files for one table: "x.json" and "x-context.json"."""
    first = path.with_name(path.name.removesuffix("-context.json") + ".json")
    return first != path and first in there


def _once(found: Iterable[Found], problems: list[Problem]) -> list[Found]:
    """One file a dataset: a second of the same name is refused, not added to the first."""
    first: dict[str, Found] = {}
    for f in found:
        if f.dataset in first:
            if f.path.resolve() == first[f.dataset].path.resolve():
                continue
            other = first[f.dataset].name
            message = _("“{file}” is the dataset “{dataset}” already. Give this file another name.")
            message = message.format(file=other, dataset=f.dataset)
            problems.append(whole_file(f.name, "same-dataset", message))
        else:
            first[f.dataset] = f
    return list(first.values())
