"""Text → numbers, with a problem for every cell that is not one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from commonweal.words import _

from .number_advice import NUMBER, advice
from .problems import Problem, listed_of


def to_numbers(
    frame: pl.DataFrame, column: str, file: str, delimiter: str = ","
) -> tuple[pl.Series, list[Problem]]:
    """A text column as Float64. A cell that is no number becomes null and a problem, by its ``row``."""
    texts = frame[column].str.strip_chars().replace("", None)
    good = texts.str.contains(NUMBER)
    values = texts.set(~good.fill_null(True), None).cast(pl.Float64)
    values = values.set(values.is_infinite().fill_null(False), None)
    wrong = frame.select("row", text=texts, file=pl.lit(file)).filter(texts.is_not_null() & values.is_null())

    def said(r: dict[str, Any]) -> Problem:
        message = _message(r["row"], column, r["text"], delimiter)
        return Problem(file, r["row"], column, r["text"], "not-a-number", "stop", message)

    return values, listed_of(wrong, "file", said)


def unread(frame: pl.DataFrame, numbers: Mapping[str, pl.Series]) -> pl.Series:
    """For each row what stands in its cells that are no numbers, null where all are. ``numbers`` are what
    :func:`to_numbers` made of columns of ``frame``.
    """
    texts = [frame[name].str.strip_chars().replace("", None) for name in numbers]
    left = [
        pl.select(pl.when(number.is_null()).then(text)).to_series()
        for text, number in zip(texts, numbers.values(), strict=True)
    ]
    found = pl.select(pl.concat_str(left, separator=" | ", ignore_nulls=True)).to_series()
    return found.replace("", None).alias("unread")


def without_infinite(
    rows: pl.DataFrame, columns: Sequence[str], files: Sequence[str], name_in: Callable[[int, str], str]
) -> tuple[pl.DataFrame, list[Problem]]:
    """Rows whose "NaN" and "inf" have become null, each a problem, and stand in ``unread``.

    They have ``row``, and ``number``: the place of their file among ``files``. ``name_in`` says what that
    file calls a column.
    """
    odd = {c: ~pl.col(c).is_finite() for c in columns}
    counts = rows.select(pl.col(columns).is_finite().not_().any())
    if not any(counts.rows()[0]):
        return rows, []
    problems: list[Problem] = []
    for c in columns:

        def said(r: dict[str, Any], c: str = c) -> Problem:
            file, name, text = files[r["number"]], name_in(r["number"], c), str(r[c])
            message = _message(r["row"], name, text)
            return Problem(file, r["row"], name, text, "not-a-number", "stop", message)

        problems += listed_of(rows.filter(odd[c]).select("number", "row", c), "number", said)
    infinite = [pl.when(odd[c]).then(pl.col(c).cast(pl.String)) for c in columns]
    told = pl.concat_str([pl.col("unread"), *infinite], separator=" | ", ignore_nulls=True).replace("", None)
    cleaned = (pl.when(~odd[c] | pl.col(c).is_null()).then(c) for c in columns)
    return rows.with_columns(told.alias("unread"), *cleaned), problems


def _message(row: int, column: str, text: str, delimiter: str = ",") -> str:
    said = _("Row {row}, {column}: “{text}” is not a number.").format(row=row, column=column, text=text)
    return f"{said} {advice(column, text, delimiter)}"
