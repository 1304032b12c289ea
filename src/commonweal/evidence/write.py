"""Observations as our own tidy CSV: the layout that :func:`commonweal.evidence.read` reads back."""

from __future__ import annotations

import polars as pl

from .schema import KEY, TIDY


def tidy_csv(frame: pl.DataFrame) -> bytes:
    """Rows in the order of their keys, the columns of TIDY; numbers as short as they can be written."""
    return frame.sort(KEY).select(TIDY).write_csv(line_terminator="\n").encode()
