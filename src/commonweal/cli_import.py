"""Bringing figures from the command line.

commonweal import PATH              read, check and publish a file or a folder of files
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from commonweal.cli_console import bar_of_progress, console, errors, now, start_django, ticker

#: So many problems that stop are shown, and so many warnings of each kind; the rest are counted.
STOPS_SHOWN = 50
WARNINGS_SHOWN = 3


def import_files(
    path: Annotated[Path, typer.Argument(exists=True)],
    publish: Annotated[bool, typer.Option(help="Publish what is sound; --no-publish only checks")] = True,
    waive: Annotated[str, typer.Option(help="Why the warnings may pass; shown as a note")] = "",
    report: Annotated[Path | None, typer.Option(help="Write every problem to this CSV")] = None,
) -> None:
    """Read, check and publish one file, or a whole folder of files with their metadata beside them."""
    start_django()
    from commonweal.web.audit.actions import COMMAND_LINE
    from commonweal.web.evidence import actions, presenters, selectors

    def look(brought: Any) -> dict[tuple[str, str], str]:
        problems = selectors.problems(brought)
        _show(brought, problems, reported=report is not None)
        if report is not None:
            report.write_bytes(selectors.problems_csv(brought))
            console.print(f"Every problem is in {report}.", markup=False)
        return dict.fromkeys(presenters.warning_keys(brought, problems), waive) if waive else {}

    about: Any = {"paths": [path], "title": _title(path), "by": COMMAND_LINE, "now": now()}
    try:
        with bar_of_progress() as bar:
            about["tick"] = ticker(bar)
            if publish:
                brought, snapshot = actions.bring_and_publish(**about, look=look, again=_again)
            else:
                brought, snapshot = actions.bring(**about), None
                look(brought)
    except actions.NotPublishable as refused:
        errors.print(str(refused), style="red", markup=False)
        raise typer.Exit(1) from None
    if snapshot:
        console.print(f"Published as snapshot {snapshot.id[:12]}.")
    elif not brought.candidate_snapshot:
        console.print(
            "Nothing was published: every file has problems that stop it."
            if brought.stops
            else "Nothing was published: no figure is left in these files. The warnings say why."
        )
    if brought.stops:
        raise typer.Exit(1)


def _title(path: Path) -> str:
    """The name of the file or folder, also of one that is given as “.”, as it can be written down."""
    return os.fsencode(path.resolve().stem).decode("utf-8", "replace") or "files"


def _again() -> None:
    console.print("Other figures were published meanwhile: these are checked once more, against those.")


def _show(brought: Any, problems: Any, *, reported: bool) -> None:
    table = Table("Dataset", "Rows", "New", "Revised", "Gone", "Stops", "Warnings")
    for f in brought.files.all():
        cells = (f.rows, f.added, f.revised, f.removed, f.stops, f.warnings)
        table.add_row(f.dataset, *(f"{n:,}" for n in cells))
    console.print(table)
    stops = problems.filter(severity="stop")
    left_out = _said(stops, STOPS_SHOWN, "red", "more that stop")
    for (rule,), kind in problems.filter(severity="warn").group_by("rule", maintain_order=True):
        left_out |= _said(kind, WARNINGS_SHOWN, "yellow", f"more warnings of this kind ({rule})")
    if left_out and not reported:
        console.print("To see every problem, add --report problems.csv to the command.")
    counts = (
        _counted(brought.rows, "row read", "rows read"),
        _counted(brought.stops, "problem that stops", "problems that stop"),
        _counted(brought.warnings, "warning", "warnings"),
    )
    console.print("{}; {}, {}.".format(*counts))


def _said(problems: Any, most: int, style: str, more: str) -> bool:
    """Print the first of the problems, and how many more there are; whether there are any more."""
    for row in problems.head(most).iter_rows(named=True):
        kind = "Warning" if row["severity"] == "warn" else "Stop"
        where = f"{row['file']}: " if row["file"] else ""
        console.print(f"{kind}: {where}{row['message']}", style=style, markup=False)
    if left := max(0, problems.height - most):
        console.print(f"… and {left:,} {more}.", style=style, markup=False)
    return bool(left)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
