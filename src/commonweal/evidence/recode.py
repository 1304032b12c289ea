"""Working on a column's different values, once each, instead of on every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import polars as pl
from polars.datatypes import DataType, DataTypeClass


def codes(texts: pl.Series) -> tuple[list[str], pl.Series]:
    """The different texts (nulls aside), and for each row the position of its own among them."""
    starts = texts.ne_missing(texts.shift(1))
    starts = starts.set(pl.int_range(starts.len(), eager=True) == 0, True) if starts.len() else starts
    first = texts.filter(starts)
    different = first.unique().drop_nulls()
    positions = first.cast(pl.Enum(different)).to_physical()
    if first.len() < texts.len():  # runs of the same text, as suppliers' files are full of
        positions = positions.gather(starts.cum_sum() - 1)
    return different.to_list(), positions


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
    return texts.is_in(list(known)).fill_null(False)


def dense(positions: pl.Series, texts: Sequence[str | None]) -> tuple[pl.Series, int]:
    """Positions among texts some of which are alike → positions among the different ones, how many those
    are; null counts as one more text.
    """
    place = {text: n for n, text in enumerate(dict.fromkeys([*texts, None]))}
    table = pl.Series([place[text] for text in texts], dtype=pl.UInt64)
    return table.gather(positions).fill_null(place[None]), len(place)


def combine(parts: Iterable[tuple[pl.Series, int]]) -> pl.Series:
    """One whole number for each different combination; each part comes with how many values it has.

    Exact as long as the product of those is below 2 to the power 64.
    """
    whole: pl.Series | None = None
    for part, size in parts:
        whole = part.cast(pl.UInt64) if whole is None else whole * size + part
    if whole is None:
        raise ValueError("nothing to combine")
    return whole
