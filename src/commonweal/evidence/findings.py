"""From the rows that a rule finds to problems: in words, under the file's own names of its columns.

A rule may find every row of a large file. What an analyst would look through is listed whole; of more than
that, the first are listed, and how many more there are.
"""

from __future__ import annotations

import polars as pl

from . import layouts
from .problems import MOST, Severity, and_more, frame
from .reading import Reading
from .recode import spelled
from .schema import PROBLEM

#: Beside the last row that is listed of a file: how many are not, and the first of these.
_LEFT = ("left_out", "left_from")


def few(rows: pl.DataFrame, wrong: pl.Series, *columns: str) -> pl.DataFrame:
    """The rows that a rule finds, with their texts: ``file``, ``row`` and the columns asked for.

    At most MOST of each file, those that stand first in it.
    """
    wrong = wrong.fill_null(False)
    if wrong.sum() <= MOST:
        return spelled(rows.select("file", "row", *columns).filter(wrong))
    places = rows.select(pl.col("file").to_physical(), "row").with_row_index("place").filter(wrong)
    places = places.sort("row", maintain_order=True).with_columns(nth=pl.int_range(pl.len()).over("file"))
    left = (
        places.filter(pl.col("nth") >= MOST)
        .group_by("file")
        .agg(pl.len().cast(pl.UInt32).alias(_LEFT[0]), pl.col("row").min().alias(_LEFT[1]))
    )
    kept = places.filter(pl.col("nth") < MOST).join(left, on="file", how="left", maintain_order="left")
    last = pl.col("nth") == MOST - 1
    kept = kept.with_columns(pl.when(last).then(pl.col(_LEFT))).sort("place")
    return spelled(rows.select("file", "row", *columns)[kept["place"]]).hstack(kept.select(_LEFT))


def problems_of(
    rows: pl.DataFrame,
    rule: str,
    severity: Severity,
    column: str | pl.Expr,
    message: pl.Expr,
    value: pl.Expr | None = None,
) -> pl.DataFrame:
    """One problem for each of ``rows`` of :func:`few`; ``value`` as it is to be shown."""
    name = pl.lit(column) if isinstance(column, str) else column
    shown_value = pl.col(column) if value is None and isinstance(column, str) else value
    # Polars 2.1 panics in pl.format over rows that lie in many chunks.
    rows = rows.rechunk()
    found = rows.select(
        "file",
        "row",
        column=name,
        value=pl.lit("") if shown_value is None else shown_value.cast(pl.String).fill_null(""),
        rule=pl.lit(rule),
        severity=pl.lit(severity),
        message=message,
    ).cast(PROBLEM)
    if _LEFT[0] not in rows.columns:
        return found
    left = rows.select("file", *_LEFT, column=name).drop_nulls(_LEFT[0])
    more = [and_more(file, row, col, rule, severity, n) for file, n, row, col in left.iter_rows()]
    return pl.concat([found, frame(more)])


def own_name(reading: Reading, name: str) -> pl.Expr:
    """What each row's file calls a column that is ``name`` in our own layout."""
    names = {s.file: layouts.own_name(s.layout, name) for s in reading.sources}
    return pl.col("file").replace_strict(names, default=name, return_dtype=pl.String)


def shown(column: str) -> pl.Expr:
    """A number as a person writes it: no ".0" behind a whole one."""
    return pl.col(column).cast(pl.String).str.strip_suffix(".0")
