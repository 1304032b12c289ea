"""Where the row of column names stands in a delimited file, and by what its columns are separated."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

DELIMITERS = (",", ";", "\t", "|")
#: Lines that are not blank among which it is looked for: a title, a source and notes may stand above it.
_WITHIN = 30
#: What spreadsheet programs write for each other into the first line: "sep=;".
_SEPARATOR = re.compile(rb'"?sep=.?"?,*\s*', re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """``data`` begins with the header. ``line`` is where it stands in the file, counted from 1."""

    data: bytes
    raw: tuple[str, ...]
    names: tuple[str, ...]
    delimiter: str
    line: int


def find_header(
    data: bytes, known: frozenset[str], headers: Collection[frozenset[str]]
) -> Layout | int | None:
    """The first line that has all columns of one of ``headers``, else the first with two that are known, else
    the first that is not blank. None where there is none.

    Its number alone where a carriage return stands in the middle of it.
    """
    first: tuple[int, int, bytes] | None = None
    likely: Layout | None = None
    # Where nobody says what a header has, a row of figures might be taken for one.
    for start, line, text in islice(_lines(data), _WITHIN if headers else 1):
        first = first or (start, line, text)
        split = _split(text, known)
        there = known & set(split[2]) if split else frozenset()
        if split and len(there) >= 2:
            delimiter, raw, names = split
            found = Layout(data[start:] if start else data, raw, names, delimiter, line)
            if any(header <= there for header in headers):
                return found
            likely = likely or found
    if likely or first is None:
        return likely
    start, line, text = first
    split = _split(text, known)
    if split is None:
        return line
    delimiter, raw, names = split
    return Layout(data[start:] if start else data, raw, names, delimiter, line)


def _lines(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The lines that are not blank: where each begins, its number and its bytes. What spreadsheet programs
    tell each other in the first of them is none.
    """
    start, line, told = 0, 1, False
    while True:
        end = data.find(b"\n", start)
        text = data[start : end if end >= 0 else len(data)]
        if text.strip():
            if told or not _SEPARATOR.fullmatch(text):
                yield start, line, text
            told = True
        if end < 0:
            return
        start, line = end + 1, line + 1


def _split(line: bytes, known: frozenset[str]) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """By the delimiter that finds most known columns: it, the names as written, and without case and
    blanks. None where a carriage return stands in the middle of the line.
    """
    text = line.decode().rstrip("\r")
    if "\r" in text:
        return None
    splits = [(d, tuple(next(csv.reader([text], delimiter=d)))) for d in DELIMITERS]
    delimiter, raw = max(
        splits, key=lambda s: (len(known & set(_normal(s[1]))), len(s[1]) if s[0] == "," else 0)
    )
    return delimiter, raw, _normal(raw)


def _normal(raw: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(name.split()).lower() for name in raw)
