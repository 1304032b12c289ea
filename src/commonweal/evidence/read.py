"""Any file of figures → observations with the row each came from, and every problem of reading them.

Files are read one by one into one shape, put under each other, and worked on as one frame: what is the
same for many rows (a period, a status, a series) is worked out once.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

import polars as pl

from commonweal.words import _

from . import files, metadata, periods, problems, two_years, workbook
from .delimited import Table, read_table
from .finish import finish
from .layouts import HEADERS, KNOWN, Kinds, kinds, missing_columns, recognise, shape, together
from .limits import ReadLimits
from .problems import Problem, whole_file
from .reading import Reading
from .register import Register
from .series import name_series
from .signatures import no_table
from .sources import SourceFile
from .unshown import unshown_texts

#: Files read side by side: while one is hashed another is parsed. More would hold more files in memory.
_AT_ONCE = 3

_UNREAD = ("cell-error", "no-saved-result")

Progress = Callable[[str, int, int], None]  # the file, how many are done, of how many


@dataclass(frozen=True)
class _File:
    source: SourceFile
    metadata: metadata.Metadata
    frame: pl.DataFrame | None = None


def read(
    paths: Path | Sequence[Path],
    *,
    register: Register | Callable[[], Register],
    limits: ReadLimits = ReadLimits(),  # noqa: B008  a frozen value
    year_kind: periods.YearKind | None = None,
    earlier: two_years.Earlier | None = None,
    called: Mapping[Path, str] | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read files, or folders of them. Nothing is raised for a bad file: its problems are in the reading.

    ``register`` may be what makes it: it is asked once, while the files are being read.
    ``year_kind`` says what "2018/19" is in every file; else ``earlier`` is asked for the figures in force of
    the indicators that write so, and what they do not tell is refused. ``called`` names the datasets of files
    that are not to be called by their names.

    A file that cannot be read has no rows and a problem that says why; a file with problems that stop keeps
    the rows that could be read, so that they are checked too.
    """
    found, said = files.find(paths, called)
    read_files, texts = [], kinds()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        # The largest first, so that none is read alone when all others are done. A thread has a context of
        # its own and would say in English what it finds.
        begun = {
            item: pool.submit(copy_context().run, _read_or_say, item, limits, texts)
            for item in sorted(found, key=lambda f: f.size, reverse=True)
        }
        register = register() if callable(register) else register
        for done, item in enumerate(found, 1):
            one, new = begun.pop(item).result()
            read_files.append(one)
            said += new
            if progress:
                progress(_("read {file}").format(file=one.source.file), done, len(found))
    return _together(read_files, said, register, limits, year_kind, earlier, texts)


def _read_or_say(item: files.Found, limits: ReadLimits, texts: Kinds) -> tuple[_File, list[Problem]]:
    """Whatever the system does not let us read is a problem of this file alone."""
    source = SourceFile(dataset=item.dataset, file=item.name, sha256="", size=0, title=_title(item.dataset))
    nothing = _File(source, metadata.Metadata())
    try:
        return _read_file(item, nothing, limits, texts)
    except OSError as error:
        return nothing, [files.not_readable(item.name, error)]


def _read_file(
    item: files.Found, nothing: _File, limits: ReadLimits, texts: Kinds
) -> tuple[_File, list[Problem]]:
    size = item.path.stat().st_size
    source = replace(nothing.source, size=size)
    nothing = replace(nothing, source=source)
    if size > limits.file_bytes:
        message = _(
            "The file has {size} MB; at most {most} MB are read. Split it, or leave out the columns and "
            "years that are not needed."
        ).format(size=f"{size / 1e6:,.0f}", most=f"{limits.file_bytes / 1e6:,.0f}")
        return nothing, [whole_file(item.name, "too-large", message)]
    mark, data = _bytes(item.path)
    told, described, said = _metadata(item, limits)
    source = replace(source, sha256=_digest(mark, data, described))
    nothing = replace(nothing, source=source)
    if not data or data.isspace():
        return nothing, [whole_file(item.name, "empty-file", _("The file is empty."))]
    table, new = _table(data, item.name, limits, texts)
    said += new
    if table is None:
        return nothing, said
    layout = recognise(table.columns)
    source = replace(
        source,
        layout=layout,
        rows=table.frame.height,
        title=told.title or source.title,
        organisation=told.organisation,
        address=told.address,
        licence=told.licence if layout != "tidy" else "",
        released=told.released,
    )
    missing = missing_columns(layout, table.columns, item.name)
    if missing:
        if KNOWN.isdisjoint(table.columns):  # it is no header, and tells nothing of the rows
            said = [p for p in said if p.rule not in ("ragged-row", "column-twice")]
        return replace(nothing, source=source), said + missing
    frame, wrong = shape(table, layout, item.name, texts)
    if layout == "ons-small-areas":
        title = pl.Series("series", [source.title], dtype=texts["indicator"])
        frame = frame.with_columns(title.new_from_index(0, frame.height))
    if layout == "ons":
        said += _doubts(item, [metadata.undescribed(told, frame["series"].unique().drop_nulls().to_list())])
    return _File(source, told, frame), said + wrong


def _bytes(path: Path) -> tuple[bytes, bytes]:
    """The mark that spreadsheet programs put before UTF-8, if it is there, and the file without it: so it is
    not copied to be taken off.
    """
    with path.open("rb") as stream:
        mark = stream.read(len(codecs.BOM_UTF8))
        if mark != codecs.BOM_UTF8:
            stream.seek(0)
            mark = b""
        return mark, stream.read()


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _table(data: bytes, file: str, limits: ReadLimits, texts: Kinds) -> tuple[Table | None, list[Problem]]:
    """By what the file is, not by what it is called."""
    if data.startswith(workbook.ZIP):
        return workbook.read_workbook(data, file, limits)
    if data.startswith(workbook.OLD_WORKBOOK):
        message = _(
            "This is a workbook of the old form (.xls), or one with a password. Save it as .xlsx, or as CSV "
            "UTF-8."
        )
        return None, [whole_file(file, "workbook", message)]
    other = no_table(data)
    if other:
        return None, [whole_file(file, "no-table", other)]
    return read_table(data, file, KNOWN, HEADERS, texts)


def _metadata(item: files.Found, limits: ReadLimits) -> tuple[metadata.Metadata, bytes, list[Problem]]:
    if item.metadata is None:
        return metadata.Metadata(licence=""), b"", []
    try:
        if item.metadata.stat().st_size > limits.file_bytes:
            return metadata.Metadata(licence=""), b"", []
        data = item.metadata.read_bytes()
    except OSError as error:  # to go on without it would name the series otherwise than it does
        unread = files.not_readable(item.metadata.name, error)._replace(file=item.name)
        return metadata.Metadata(licence=""), b"", [unread]
    try:
        told = metadata.parse(data)
        doubts = told.doubts
    except ValueError as error:
        told, doubts = metadata.Metadata(licence=""), (str(error),)
    return told, data, _doubts(item, doubts)


def _doubts(item: files.Found, doubts: Sequence[str]) -> list[Problem]:
    said = (f"{item.metadata_name}: {doubt}" for doubt in doubts if doubt)
    return [whole_file(item.name, "metadata", message, severity="warn") for message in said]


def _title(dataset: str) -> str:
    words = dataset.replace("-", " ")
    return words[:1].upper() + words[1:]


def _together(
    read_files: list[_File],
    said: list[Problem],
    register: Register,
    limits: ReadLimits,
    year_kind: periods.YearKind | None,
    earlier: two_years.Earlier | None,
    texts: Kinds,
) -> Reading:
    sources, told = tuple(f.source for f in read_files), [f.metadata for f in read_files]
    heights = pl.Series([0 if f.frame is None else f.frame.height for f in read_files], dtype=pl.UInt32)
    shaped = together([f.frame for f in read_files if f.frame is not None], texts)
    read_files.clear()  # their memory is wanted for what is made of them
    numbers = pl.int_range(heights.len(), dtype=pl.UInt32, eager=True)
    number = numbers.repeat_by(heights).explode(empty_as_null=False).alias("number")
    unshown = unshown_texts(shaped, number, sources)
    named = name_series(shaped, number, sources, told, register)
    if year_kind is None and earlier is not None:
        shaped = shaped.with_columns(two_years.settled(shaped["period"], named, earlier))
    done = finish(shaped, number, named, sources, register, limits.latest_year, year_kind)
    return Reading(
        ordered=done.rows,
        series=named.series,
        problems=problems.frame(_without_echoes([*said, *unshown, *done.problems])),
        new_indicators=named.new_indicators,
        new_areas=done.new_areas,
        sources=sources,
        keys=done.keys,
        spans=_spans(done.heights, sources),
    )


def _without_echoes(found: Sequence[Problem]) -> list[Problem]:
    """A value that could not be read is one problem, not also a value that is missing."""
    unread = {(p.file, p.row) for p in found if p.rule in _UNREAD}
    return [p for p in found if p.rule != "missing-without-status" or (p.file, p.row) not in unread]


def _spans(heights: Sequence[int], sources: Sequence[SourceFile]) -> dict[str, tuple[int, int]]:
    """Where each dataset's rows begin and how many there are: they stand in the order of the files."""
    starts = accumulate(heights, initial=0)
    return {s.dataset: span for s, span in zip(sources, zip(starts, heights, strict=False), strict=True)}
