"""Working on a column's different values, once each, instead of on every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import polars as pl
from polars.datatypes import DataType, DataTypeClass


def codes(texts: pl.Series) -> tuple[list[str], pl.Series]:
    """The different texts (nulls aside), and for each row the position of its own among them.

    Of a Categorical column they are all its categories, numbered already, whether a row has them or not.
    """
    if isinstance(texts.dtype, pl.Categorical):
        return [text or "" for text in texts.dtype.categories], texts.to_physical()
    starts = texts.ne_missing(texts.shift(1))
    starts = starts.set(pl.int_range(starts.len(), eager=True) == 0, True) if starts.len() else starts
    first = texts.filter(starts)
    different = first.unique().drop_nulls()
    positions = first.cast(pl.Enum(different)).to_physical()
    if first.len() < texts.len():  # runs of the same text, as suppliers' files are full of
        positions = positions.gather(starts.cum_sum() - 1)
    return different.to_list(), positions


def numbered(texts: Sequence[str | None], places: pl.Series) -> pl.Series:
    """The texts at the places given, Categorical: a quarter of the memory of a column of texts."""
    kind = pl.Categorical(pl.Categories.random())
    return pl.Series(texts, dtype=pl.String).cast(kind).gather(places)


def spelled(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its Categorical columns as texts."""
    columns = frame.get_columns()  # one by one: planning a query takes longer than a small file's texts
    return pl.DataFrame([c.cast(pl.String) if isinstance(c.dtype, pl.Categorical) else c for c in columns])


def recode(
    texts: pl.Series,
    function: Callable[[str], object],
    dtype: DataType | DataTypeClass = pl.String,
) -> pl.Series:
    """``function`` of each row's text, called once for each different text; null stays null."""
    different, positions = codes(texts)
    return pl.Series(texts.name, [function(text) for text in different], dtype=dtype).gather(positions)


def among(texts: pl.Series, known: Iterable[str]) -> pl.Series:
    """For each row, whether its text is known; false where there is none."""
    there = set(known)
    return recode(texts, there.__contains__, pl.Boolean).fill_null(False)


def ranked(positions: pl.Series, texts: Sequence[str | None]) -> tuple[pl.Series, int]:
    """Positions among texts some of which are alike → places among the different ones in their order, and
    how many those are; null is one more text and the first.
    """
    place = {text: n for n, text in enumerate(sorted({t for t in texts if t is not None}), 1)}
    table = pl.Series([place.get(text, 0) if text is not None else 0 for text in texts], dtype=pl.UInt64)
    return table.gather(positions).fill_null(0), len(place) + 1


def in_a_row(keys: pl.Series) -> pl.Series:
    """For each row of sorted keys, whether the row before it or the one after it has the same."""
    same = (keys == keys.shift(1)).fill_null(False)
    return same | same.shift(-1, fill_value=False)


def combine(parts: Iterable[tuple[pl.Series, int]]) -> pl.Series:
    """One whole number for each different combination; each part comes with how many values it has.

    Exact as long as the product of those is below 2 to the power 64.
    """
    whole: pl.Series | None = None
    for part, size in parts:
        whole = part.cast(pl.UInt64) if whole is None else whole * size + part
    if whole is None:
        raise ValueError("nothing to combine")  # stays English
    return whole
