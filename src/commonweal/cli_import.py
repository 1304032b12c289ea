"""Bringing figures from the command line.

commonweal import PATH              read, check and publish a file or a folder of files
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from commonweal.cli_console import bar_of_progress, console, now, start_django, ticker


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
        _show(brought, problems)
        if report is not None:
            report.write_bytes(selectors.problems_csv(brought))
            console.print(f"Every problem is in {report}.", markup=False)
        return dict.fromkeys(presenters.warning_keys(brought, problems), waive) if waive else {}

    about: Any = {"paths": [path], "title": path.stem, "by": COMMAND_LINE, "now": now()}
    with bar_of_progress() as bar:
        if publish:
            brought, snapshot = actions.bring_and_publish(**about, tick=ticker(bar), look=look, again=_again)
        else:
            brought, snapshot = actions.bring(**about, tick=ticker(bar)), None
            look(brought)
    if snapshot:
        console.print(f"Published as snapshot {snapshot.id[:12]}.")
    elif not brought.candidate_snapshot:
        console.print("Nothing was published: every file has problems that stop it.")
    if brought.stops:
        raise typer.Exit(1)


def _again() -> None:
    console.print("Other figures were published meanwhile: these are checked once more, against those.")


def _show(brought: Any, problems: Any) -> None:
    table = Table("Dataset", "Rows", "New", "Revised", "Gone", "Stops", "Warnings")
    for f in brought.files.all():
        cells = (f.rows, f.added, f.revised, f.removed, f.stops, f.warnings)
        table.add_row(f.dataset, *(f"{n:,}" for n in cells))
    console.print(table)
    for row in problems.filter(problems["severity"] == "stop").head(50).iter_rows(named=True):
        console.print(f"{row['file']}: {row['message']}", style="red", markup=False)
    kinds = problems.filter(problems["severity"] == "warn").group_by("rule").len().sort("rule")
    for rule, count in kinds.iter_rows():
        console.print(f"Warning, {rule}: {count:,}", style="yellow", markup=False)
    console.print(
        f"{brought.rows:,} rows read; {brought.stops:,} problems that stop, {brought.warnings:,} warnings."
    )
