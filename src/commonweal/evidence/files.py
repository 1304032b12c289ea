"""Finding the files to read: one file, several, or a folder of topics. What is passed over is said."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from commonweal.words import _, listed, ngettext

from .metadata import dataset_id
from .problems import Problem, whole_file

FIGURES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".xls", ".xlsb")
_METADATA = ".json"
_PACKED = (".zip", ".gz", ".bz2", ".xz", ".zst", ".7z", ".tar", ".tgz", ".rar")
#: Written for people: nobody takes these for figures.
_FOR_PEOPLE = (".md", ".rst")
#: What programs keep for themselves: hidden files and folders, and the lock of a workbook that is open.
_OF_PROGRAMS = (".", "~$")
#: So many files that are not read are named one by one; the others together.
_NAMED = 20


class Found(NamedTuple):
    """A file of figures and the metadata beside it. ``name`` is how problems speak of it, ``called`` the
    dataset that it is said to hold.
    """

    path: Path
    metadata: Path | None
    name: str
    called: str = ""

    @property
    def metadata_name(self) -> str:
        return readable(self.metadata.name) if self.metadata else ""

    @property
    def dataset(self) -> str:
        return self.called or dataset_id(self.path.stem)

    @property
    def size(self) -> int:
        """In bytes; 0 where the system does not tell, as whoever reads the file will be told."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


def find(
    paths: Path | Sequence[Path], called: Mapping[Path, str] | None = None
) -> tuple[list[Found], list[Problem]]:
    """The files of figures, sorted within each folder; a JSON without its figures is a warning, and so is
    whatever else is not read. ``called``: the datasets of some of ``paths``; those of others follow from
    their names.
    """
    found: list[Found] = []
    problems: list[Problem] = []
    for path in [paths] if isinstance(paths, Path) else paths:
        try:
            one = _find_one(path)
        except OSError as error:
            one = [], [not_readable(readable(path.name), error)]
        found += [f._replace(called=(called or {}).get(f.path, "")) for f in one[0]]
        problems += one[1]
    if not found and all(p.severity == "warn" for p in problems):
        message = _("There is no file of figures (CSV, XLSX, ODS) here.")
        problems.append(whole_file("", "not-found", message))
    return _once(found, problems), problems


def readable(name: str) -> str:
    """A name as it can be shown: what is not UTF-8 in it becomes �."""
    return os.fsencode(name).decode("utf-8", "replace")


def not_readable(name: str, error: OSError) -> Problem:
    """The problem of a file or a folder that the system does not let us read; the others are read."""
    if isinstance(error, PermissionError):
        message = _("“{name}” may not be read from this account. Allow that, and bring it again.")
    elif isinstance(error, FileNotFoundError):
        message = _("“{name}” was there, and was gone when it was to be read. Bring it again.")
    else:
        message = _("“{name}” cannot be read: {reason}. Copy it to another place, and bring it from there.")
    return whole_file(name, "not-readable", message.format(name=name, reason=error.strerror or str(error)))


def _find_one(path: Path) -> tuple[list[Found], list[Problem]]:
    if path.is_dir():
        return _in_folder(path)
    name = readable(path.name)
    if not path.is_file():
        message = _("There is no file “{name}”.").format(name=name)
        return [], [whole_file(name, "not-found", message)]
    beside = (path.with_suffix(suffix) for suffix in (_METADATA, ".JSON", ".Json"))
    return _well_named([Found(path, next((p for p in beside if p.is_file()), None), path.name)])


def _in_folder(root: Path) -> tuple[list[Found], list[Problem]]:
    inside, problems = _listed(root)
    files = [p for p in inside if _is_file(p)]
    figures = [p for p in files if p.suffix.lower() in FIGURES]
    described = {p.with_suffix(""): p for p in reversed(files) if p.suffix.lower() == _METADATA}
    pairs = [Found(p, described.get(p.with_suffix("")), p.relative_to(root).as_posix()) for p in figures]
    found, wrong = _well_named(pairs)
    known = {*figures, *(p for p in files if p.suffix.lower() in (_METADATA, *_FOR_PEOPLE))}
    passed_over = [p for p in inside if p not in known]
    return found, [
        *problems,
        *wrong,
        *_orphans(described, figures, root),
        *_not_read(passed_over, root),
    ]


def _listed(root: Path) -> tuple[list[Path], list[Problem]]:
    """What lies below, links to folders among it, but nothing that programs keep for themselves."""
    inside: list[Path] = []
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        folder = Path(error.filename or root)
        problems.append(not_readable(readable(folder.name), error))

    for folder, folders, files in os.walk(root, onerror=unreadable):
        folders[:] = [f for f in folders if not f.startswith(_OF_PROGRAMS)]
        links = [f for f in folders if Path(folder, f).is_symlink()]
        inside += [Path(folder, f) for f in [*files, *links] if not f.startswith(_OF_PROGRAMS)]
    return sorted(inside), problems


def _is_file(path: Path) -> bool:
    """Whether there is one; a link into a folder that is closed to us leads nowhere for us."""
    try:
        return path.is_file()
    except OSError:
        return False


def _well_named(found: Iterable[Found]) -> tuple[list[Found], list[Problem]]:
    """Those with a name in UTF-8: a dataset is named by its file, and a half-read name would name another."""
    good, problems = [], []
    for f in found:
        if f.name == readable(f.name):
            good.append(f)
        else:
            name = readable(f.name)
            message = _("The name of “{name}” is not in UTF-8, and it names the dataset. Rename the file.")
            problems.append(whole_file(name, "not-readable", message.format(name=name)))
    return good, problems


def _orphans(described: Mapping[Path, Path], figures: Iterable[Path], root: Path) -> list[Problem]:
    stems = {p.with_suffix("") for p in figures}
    return [
        whole_file(
            readable(p.relative_to(root).as_posix()),
            "no-figures",
            _("“{name}” describes figures, and there is no “{figures}” beside it.").format(
                name=readable(p.name), figures=readable(f"{p.stem}.csv")
            ),
            severity="warn",
        )
        for stem, p in sorted(described.items())
        if stem not in stems and not _is_second(stem, described)
    ]


def _is_second(stem: Path, described: Mapping[Path, Path]) -> bool:
    """csv-cubed writes two files for one table: "x.json" and "x-context.json"."""
    first = stem.with_name(stem.name.removesuffix("-context"))
    return first != stem and first in described


def _not_read(passed_over: Sequence[Path], root: Path) -> list[Problem]:
    """A warning for each file that is passed over, so that nobody believes it brought."""
    names = [readable(p.relative_to(root).as_posix()) for p in passed_over]
    found = [
        whole_file(name, "not-read", _why_not_read(path).format(name=name), severity="warn")
        for name, path in zip(names[:_NAMED], passed_over, strict=False)
    ]
    if more := names[_NAMED:]:
        message = ngettext(
            "One more file is not read: {names}.",
            "{number} more files are not read, among them {names}.",
            len(more),
        )
        named = listed([f"“{name}”" for name in more[:3]])
        message = message.format(number=len(more), names=named)
        found.append(whole_file("", "not-read", message, severity="warn"))
    return found


def _why_not_read(path: Path) -> str:
    if path.is_dir():
        return _("“{name}” is not read: it is a link to a folder. Bring that folder itself.")
    if not _is_file(path):
        return _("“{name}” is not read: it is a link that leads nowhere, or no file of a disk.")
    if path.suffix.lower() in _PACKED:
        return _("“{name}” is not read: it is packed. Unpack it, and bring what is in it.")
    return _("“{name}” is not read: figures are read from CSV, XLSX and ODS. Save them as one of these.")


def _once(found: Iterable[Found], problems: list[Problem]) -> list[Found]:
    """One file a dataset. Of two, neither may pass: which is meant nobody can tell from their names."""
    first: dict[str, Found] = {}
    stopped: set[str] = set()
    message = _(
        "“{file}” and “{other}” are both the dataset “{dataset}”. Rename one of them, or leave it out."
    )
    for f in found:
        one = first.setdefault(f.dataset, f)
        if f is one or f.path.resolve() == one.path.resolve():
            continue
        said = message.format(file=one.name, other=f.name, dataset=f.dataset)
        fresh = [name for name in (one.name, f.name) if name not in stopped]
        problems += [whole_file(name, "same-dataset", said) for name in fresh]
        stopped.update(fresh)
    return list(first.values())
