"""Bytes of a delimited text file → a table of strings and numbers with the line of every row.

The common case is read by Polars in one pass, numbers as numbers. Arithmetic on counts then proves that
no row was short, long or spread over lines; where it does not hold, Python's csv module reads the file
again row by row and says which rows are wrong.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from commonweal.words import N_, _

from .header import Layout, find_header
from .problems import MOST, Problem, Severity, and_more, whole_file

_OTHER_THAN_COMMA = {
    ";": N_("The columns are separated by a semicolon, not a comma. The file was read with it."),
    "\t": N_("The columns are separated by a tab, not a comma. The file was read with it."),
    "|": N_("The columns are separated by a vertical bar, not a comma. The file was read with it."),
}
#: Columns that hold numbers, in the layouts that we read.
NUMBERS = ("value", "observation", "lower", "lci_95", "upper", "uci_95", "numerator", "denominator")
_CHUNK = 50_000
T = TypeVar("T")
_LONGEST_CELL = 2**31 - 1
_PIECE = 1 << 16
_FEW = 1_000


@dataclass(frozen=True)
class Table:
    """``frame`` has the columns named, in lower case, and ``row``: the line of the file, from 1.

    Columns of NUMBERS are Float64 where every cell of them is a number, else text like the others. Texts
    are String, or of the kind that was asked for.
    ``delimiter`` stands between the cells of the file.
    """

    columns: tuple[str, ...]
    frame: pl.DataFrame
    delimiter: str = ","


def read_table(
    data: bytes,
    file: str,
    known: frozenset[str],
    headers: Collection[frozenset[str]] = (),
    kinds: Mapping[str, pl.Categorical] | None = None,
) -> tuple[Table | None, list[Problem]]:
    """Read a delimited file. ``known`` are the column names by which the delimiter and the header are
    recognised, ``headers`` what a header has in full; ``kinds`` says for columns of texts as what they may
    be read.

    Returns no table where nothing of the file can be read; the problems then say why.
    """
    text, problems = _utf8(data, file)
    if text is None:
        return None, problems
    layout = find_header(text, known, headers)
    if layout is None:
        return None, [whole_file(file, "empty-file", _("The file is empty."))]
    if isinstance(layout, int):
        return None, [_mixed_ends(file, layout)]
    if layout.delimiter != ",":
        message = _(_OTHER_THAN_COMMA[layout.delimiter])
        problems.append(whole_file(file, "delimiter", message, severity="warn"))
    frame = _fast(layout, kinds or {})
    if frame is None:
        frame, ragged = _row_by_row(layout, file)
        problems += ragged
    names, twice = layout.names, list[Problem]()
    if len(set(names)) < len(names) or "" in names:
        frame, names, twice = _without_twins(frame, layout, file)
    else:
        frame.columns = ["row", *names]
    if frame.is_empty() and not any(p.severity == "stop" for p in problems):
        problems.append(whole_file(file, "header-only", _("The file has a header and no figures.")))
    return Table(names, frame, layout.delimiter), problems + twice


def _utf8(data: bytes, file: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes in UTF-8 without a mark at their beginning."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError:
            return None, [_encoding(file, None, _("The file begins as UTF-16 does and is not UTF-16."))]
    while data.startswith(codecs.BOM_UTF8):  # programs add one to one; what has none is not copied
        data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        row = data.count(b"\n", 0, data.index(b"\0")) + 1
        message = _("Row {row} holds a zero byte: this is not a text file, or it is damaged.").format(row=row)
        return None, [Problem(file, row, "", "", "nul-byte", "stop", message)]
    if not data.isascii():
        try:
            data.decode()
        except UnicodeDecodeError as error:
            row = data.count(b"\n", 0, error.start) + 1
            message = _("Row {row} is not in UTF-8 (byte {byte}).")
            message = message.format(row=row, byte=f"{data[error.start]:02X}")
            return None, [_encoding(file, row, message)]
    if b"\n" not in data and b"\r" in data:
        data = data.replace(b"\r", b"\n")
    return data, []


def _encoding(file: str, row: int | None, what: str) -> Problem:
    message = " ".join((what, _("In a spreadsheet program, save the file as “CSV UTF-8”.")))
    return Problem(file, row, "", "", "encoding", "stop", message)


def _mixed_ends(file: str, row: int) -> Problem:
    message = _(
        "Row {row} holds a carriage return that ends no line: the file mixes line ends. Save it again as "
        "“CSV UTF-8”."
    )
    return Problem(file, row, "", "", "line-ends", "stop", message.format(row=row))


def _fast(layout: Layout, kinds: Mapping[str, pl.Categorical]) -> pl.DataFrame | None:
    """Read by Polars; None where a row may be short, long, blank or spread over lines."""
    once = len(set(layout.names)) == len(layout.names)  # twins are compared as the texts that they are
    named = list(zip(layout.raw, layout.names, strict=True)) if once else []
    texts: _Schema = {raw: kinds[name] for raw, name in named if name in kinds}
    numbers: _Schema = {raw: pl.Float64() for raw, name in named if name in NUMBERS}
    frame = _polars(layout, texts | numbers)
    if frame is None or not _finite(frame):
        frame = _polars(layout, texts)
    if frame is None or frame.width != len(layout.names):
        return None
    cells = np.frombuffer(layout.data, np.uint8)
    lines = _count(cells, b"\n") + (not layout.data.endswith(b"\n"))
    if lines != frame.height + 1 or not _rectangular(frame, layout, cells):
        return None
    frame.columns = [f"{position} {name}" for position, name in enumerate(layout.names)]
    first = layout.line + 1
    numbered = frame.insert_column(
        0, pl.int_range(first, first + frame.height, dtype=pl.UInt32, eager=True).alias("row")
    )
    return _without_blank(numbered)


def _without_blank(frame: pl.DataFrame) -> pl.DataFrame:
    """Without the rows that have nothing in any cell, which spreadsheet programs leave at the end of a file.

    Column by column, among the rows of which no cell was found yet: after the numbers they are few, or none.
    """
    columns = frame.get_columns()[1:]
    left: pl.Series | None = None  # the places of the rows in which every cell so far is blank
    for column in sorted(columns, key=lambda c: (c.dtype != pl.Float64, c.null_count())):
        if column.dtype == pl.Float64 and not column.null_count():
            return frame
        empty = _empty(column if left is None else column.gather(left))
        left = empty.arg_true() if left is None else left.filter(empty)
        if left.is_empty():
            return frame
    if left is None:
        return frame
    return frame.filter(~pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True).scatter(left, True))


def _empty(cells: pl.Series) -> pl.Series:
    if cells.dtype == pl.Float64:
        return cells.is_null()
    if cells.len() <= _FEW:  # sooner looked through in Python than a query is planned
        return pl.Series([not (text or "").strip() for text in cells.to_list()], dtype=pl.Boolean)
    return (cells.cast(pl.String).str.strip_chars() == "").fill_null(True)


_Schema = dict[str, pl.DataType]


def _polars(layout: Layout, schema: _Schema) -> pl.DataFrame | None:
    try:
        return pl.read_csv(
            layout.data,
            separator=layout.delimiter,
            infer_schema=False,
            schema_overrides=schema,
        )
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None  # it panics at a number that is one quotation mark; the other way says what is wrong


def _finite(frame: pl.DataFrame) -> bool:
    """Polars takes "nan", "inf" and what is too large (1e400) for numbers. Of what it makes of them nobody
    could say what stands in the cell.
    """
    numbers = (column for column in frame.get_columns() if column.dtype == pl.Float64)
    # A sum is not finite where one of its numbers is not, and takes a tenth of the time of looking at each.
    return all(math.isfinite(column.sum()) or column.is_finite().all() for column in numbers)


def _rectangular(frame: pl.DataFrame, layout: Layout, cells: npt.NDArray[np.uint8]) -> bool:
    """Whether the delimiters of the file are as many as its rows and columns make.

    A row too long is refused by Polars, so that one too short cannot be hidden by it.
    """
    delimiter, data = layout.delimiter.encode(), layout.data
    found = _count(cells, delimiter)
    if b'"' in data:
        marks = [*np.flatnonzero(cells == ord('"')).tolist(), len(data)]
        between = zip(marks[::2], marks[1::2], strict=False)  # every other piece stands between two marks
        found -= b"".join([data[start:end] for start, end in between]).count(delimiter)
    return found == (len(layout.names) - 1) * (frame.height + 1)


def _count(cells: npt.NDArray[np.uint8], one: bytes) -> int:
    """Four times as fast as ``bytes.count``, and other threads go on meanwhile.

    Piece by piece, so that no memory is asked for that was not in use a moment before.
    """
    pieces = (cells[start : start + _PIECE] for start in range(0, cells.size, _PIECE))
    return sum(int(np.count_nonzero(piece == one[0])) for piece in pieces)


def _row_by_row(layout: Layout, file: str) -> tuple[pl.DataFrame, list[Problem]]:
    """Read by the csv module: slower, and it knows the line of every row."""
    problems: list[Problem] = []
    names = [f"{position} {name}" for position, name in enumerate(layout.names)]
    schema = {"row": pl.UInt32, **dict.fromkeys(names, pl.String)}
    chunks = [pl.DataFrame(schema=schema)]
    rows: list[tuple[int | str | None, ...]] = []
    ragged = first_unlisted = 0
    for line, cells in _long_cells(_records(layout)):
        if isinstance(cells, str):
            problems.append(Problem(file, line, "", "", "quotation-marks", "stop", cells))
        elif not any(cell.strip() for cell in cells):
            continue
        elif len(cells) != len(names):
            ragged += 1
            if ragged <= MOST:
                problems.append(_ragged(file, line, len(cells), len(names)))
            first_unlisted = line if ragged == MOST + 1 else first_unlisted
        else:
            rows.append((line, *(cell or None for cell in cells)))
        if len(rows) == _CHUNK:
            chunks.append(pl.DataFrame(rows, schema=schema, orient="row"))
            rows = []
    chunks.append(pl.DataFrame(rows, schema=schema, orient="row"))
    if first_unlisted:
        problems.append(and_more(file, first_unlisted, "", "ragged-row", "stop", ragged - MOST))
    return pl.concat(chunks), problems


def _long_cells(records: Iterator[T]) -> Iterator[T]:
    """Each record, read without the csv module's limit, by which a cell of more than 131,072 characters would
    be taken for an unclosed quotation mark. The limit is the whole process's, so it is lifted for each record
    alone, and stands for whoever else reads."""
    while True:
        before = csv.field_size_limit(_LONGEST_CELL)
        try:
            record = next(records, None)
        finally:
            csv.field_size_limit(before)
        if record is None:
            return
        yield record


def _records(layout: Layout) -> Iterator[tuple[int, list[str] | str]]:
    """Each record after the header, with the line on which it begins; blank lines are passed over.

    Where it cannot be read on, what is wrong takes the place of the cells.
    """
    text = io.TextIOWrapper(io.BytesIO(layout.data), encoding="utf-8", newline="")
    reader = csv.reader(text, delimiter=layout.delimiter, strict=True)
    line, header = layout.line, True
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            message = _(
                "Row {row}: a quotation mark is opened and not closed, or stands in the middle of a cell."
            )
            yield line, message.format(row=line)
            return
        if cells and not header:
            yield line, cells
        line, header = layout.line + reader.line_num, False


def _ragged(file: str, line: int, found: int, wanted: int) -> Problem:
    message = _(
        "Row {row} has {found} cells, the header has {wanted}. Look for a comma too many or too few, or a "
        "cell with a comma in it that is not in quotation marks."
    )
    message = message.format(row=line, found=found, wanted=wanted)
    return Problem(file, line, "", "", "ragged-row", "stop", message)


def _without_twins(
    frame: pl.DataFrame, layout: Layout, file: str
) -> tuple[pl.DataFrame, tuple[str, ...], list[Problem]]:
    """Keep the first of columns named alike, when the others are empty or the same."""
    problems: list[Problem] = []
    first: dict[str, str] = {}
    for position, name in enumerate(layout.names):
        column = f"{position} {name}"
        if not name and frame[column].null_count() == frame.height:
            continue
        if name not in first:
            first[name] = column
        elif frame[column].null_count() == frame.height or frame[column].equals(frame[first[name]]):
            what = _("The second is empty or the same; the first is used.")
            problems.append(_twice(file, name, "warn", what))
        else:
            what = _("They differ: keep one, or name them differently.")
            problems.append(_twice(file, name, "stop", what))
    chosen = frame.select("row", **{name: pl.col(column) for name, column in first.items()})
    return chosen, tuple(first), problems


def _twice(file: str, name: str, severity: Severity, what: str) -> Problem:
    message = " ".join((_("The column “{name}” stands twice.").format(name=name), what))
    return whole_file(file, "column-twice", message, column=name, severity=severity)
