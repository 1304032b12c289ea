"""Cells of a workbook whose value cannot be used: an error, or a formula that nothing has worked out."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.words import _

from .cells import Unusable
from .problems import Problem


def unusable_cells(found: Iterable[Unusable], file: str, header: int) -> list[Problem]:
    """Problems of the cells found below the header row (counted from 1), in their order."""
    return [_problem(file, *cell) for cell in found if cell[0] > header]


def _problem(file: str, row: int, cell: str, shown: str) -> Problem:
    if shown:
        message = _(
            "Row {row}, cell {cell}: the formula ends in {error}. Mend it, or leave the cell empty."
        ).format(row=row, cell=cell, error=shown)
        return Problem(file, row, cell, shown, "cell-error", "stop", message)
    message = _(
        "Row {row}, cell {cell}: the formula has no saved result. Open the file in a spreadsheet program "
        "and save it, or paste the values."
    ).format(row=row, cell=cell)
    return Problem(file, row, cell, "", "no-saved-result", "stop", message)
