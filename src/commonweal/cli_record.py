"""The record of working together from the command line.

commonweal record export FOLDER     write what is public of it as CSV
commonweal record publish           count the figures of goal 17 from it, and publish them
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from commonweal.cli_console import start_django

record_app = typer.Typer(no_args_is_help=True, help="The record of working together: take it away, count it.")
console = Console(highlight=False, soft_wrap=True)


@record_app.command("export")
def record_export(folder: Path) -> None:
    """Write what is public of working together into a new folder, as CSV with a README."""
    start_django()
    from commonweal.web.partnership.actions.counting import export_record

    try:
        export_record(folder=folder, now=dt.datetime.now(dt.UTC))
    except FileExistsError as refused:
        console.print(str(refused.args[0]), style="red", markup=False)
        raise typer.Exit(1) from None
    console.print(f"The record is written to {folder}.", markup=False)


@record_app.command("publish")
def record_publish() -> None:
    """Count the figures of goal 17 from the record, and publish them where any changed."""
    start_django()
    from commonweal.web.audit.actions import COMMAND_LINE
    from commonweal.web.evidence.actions import NotPublishable
    from commonweal.web.partnership.selectors.together import why_nothing_new

    try:
        said = published(by=COMMAND_LINE, now=dt.datetime.now(dt.UTC))
    except NotPublishable as refused:
        console.print(str(refused), style="red", markup=False)
        raise typer.Exit(1) from None
    console.print(said or why_nothing_new(), markup=False)


def published(*, by: Any, now: dt.datetime) -> str:
    """Publish, and say so; "" where nothing changed. Django has been started."""
    from commonweal.web.partnership.actions.counting import publish_record

    snapshot = publish_record(by=by, now=now)
    return f"Counted the record of working together: snapshot {snapshot.id[:12]}." if snapshot else ""
