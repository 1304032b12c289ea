"""Text → numbers, with a problem for every cell that is not one."""

from __future__ import annotations

from collections.abc import Mapping
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


def _message(row: int, column: str, text: str, delimiter: str = ",") -> str:
    said = _("Row {row}, {column}: “{text}” is not a number.").format(row=row, column=column, text=text)
    return f"{said} {advice(column, text, delimiter)}"
