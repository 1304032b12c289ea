"""Series whose periods are of several lengths: their figures cannot be set beside each other."""

from __future__ import annotations

import polars as pl

from commonweal.words import listed, ngettext

from .periods import length_in_words, parse
from .problems import Problem, frame
from .reading import Reading
from .recode import codes, spelled


def mixed_lengths(reading: Reading) -> pl.DataFrame:
    """One warning an indicator, schema PROBLEM, where a series of it mixes years with quarters, or calendar
    years with financial ones. Points in time are of one length, whichever their days.

    The rows are in the order of STORED: where a series has two lengths, somewhere they stand in neighbours.
    """
    texts, places = codes(reading.ordered["period"])
    lengths = {text: _length(text) for text in texts}
    names = sorted(filter(None, set(lengths.values())))
    numbers = [names.index(name) if (name := lengths[text]) else None for text in texts]
    length = pl.Series(numbers, dtype=pl.UInt32).gather(places)
    series = reading.keys["series"]
    other = ((series == series.shift(1)) & (length != length.shift(1))).fill_null(False).arg_true()
    if other.is_empty():
        return frame([])
    columns = ("dataset", "file", "indicator", "row", "period")
    found = spelled(reading.ordered.select(columns)[other]).with_columns(series.gather(other))
    before = spelled(reading.ordered.select(columns)[other - 1])
    found = found.with_columns(other_row=before["row"], other_period=before["period"])
    return frame(
        _said(str(indicator), rows)
        for (_dataset, indicator), rows in found.group_by("dataset", "indicator", maintain_order=True)
    )


def _length(text: str) -> str:
    try:
        return length_in_words(parse(text))
    except ValueError:  # it stops its file as such
        return ""


def _said(indicator: str, rows: pl.DataFrame) -> Problem:
    first = rows.row(0, named=True)
    both = pl.concat([rows["other_period"], rows["period"]]).unique(maintain_order=True)
    mixed = list(dict.fromkeys(_length(text) for text in both))
    n = rows["series"].n_unique()
    message = ngettext(
        "One series of “{indicator}” mixes {lengths}: row {other} is of {other_period} and row {row} of "
        "{period}. Keep those of one length; the others are another indicator.",
        "{n} series of “{indicator}” mix {lengths}: row {other} is of {other_period} and row {row} of "
        "{period}. Keep those of one length; the others are another indicator.",
        n,
    ).format(
        n=n, indicator=indicator, lengths=listed(mixed), other=first["other_row"], row=first["row"],
        other_period=first["other_period"], period=first["period"],
    )  # fmt: skip
    return Problem(first["file"], first["row"], "period", first["period"], "mixed-lengths", "warn", message)
