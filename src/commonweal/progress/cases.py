"""A rule as a list of cases, read from the top."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

Answer = str | pl.Expr | None


def first_case(cases: Sequence[tuple[pl.Expr, Answer]], otherwise: Answer) -> pl.Expr:
    """The answer of the first case that holds. An answer is a word, an expression, or ``None`` for null."""
    answer = _answer(otherwise)
    for holds, then in reversed(cases):
        answer = pl.when(holds).then(_answer(then)).otherwise(answer)
    return answer


def _answer(answer: Answer) -> pl.Expr:
    return answer if isinstance(answer, pl.Expr) else pl.lit(answer, pl.String)
