"""Text → numbers, with a problem for every cell that is not one."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from commonweal.words import _

from .number_advice import NUMBER, advice
from .problems import Problem


def to_numbers(
    frame: pl.DataFrame, column: str, file: str, delimiter: str = ","
) -> tuple[pl.Series, list[Problem]]:
    """A text column as Float64. A cell that is no number becomes null and a problem, by its ``row``."""
    texts = frame[column].str.strip_chars().replace("", None)
    good = texts.str.contains(NUMBER)
    values = texts.set(~good.fill_null(True), None).cast(pl.Float64)
    wrong = frame.select("row", text=texts).filter(
        ~good.fill_null(True) | values.is_infinite().fill_null(False)
    )
    problems = [
        Problem(file, row, column, text, "not-a-number", "stop", _message(row, column, text, delimiter))
        for row, text in wrong.iter_rows()
    ]
    return values.set(values.is_infinite().fill_null(False), None), problems


def without_infinite(
    rows: pl.DataFrame, columns: Sequence[str], files: Sequence[str]
) -> tuple[pl.DataFrame, list[Problem]]:
    """Rows whose "NaN" and "inf" have become null, each a problem. They have ``row``, and ``number``: the
    place of their file among ``files``.
    """
    odd = {c: ~pl.col(c).is_finite() for c in columns}
    counts = rows.select(pl.col(columns).is_finite().not_().any())
    if not any(counts.rows()[0]):
        return rows, []
    problems = [
        Problem(files[n], row, c, str(value), "not-a-number", "stop", _message(row, c, str(value)))
        for c in columns
        for n, row, value in rows.filter(odd[c]).select("number", "row", c).iter_rows()
    ]
    return rows.with_columns(pl.when(~odd[c] | pl.col(c).is_null()).then(c) for c in columns), problems


def _message(row: int, column: str, text: str, delimiter: str = ",") -> str:
    said = _("Row {row}, {column}: “{text}” is not a number.").format(row=row, column=column, text=text)
    return f"{said} {advice(column, text, delimiter)}"
