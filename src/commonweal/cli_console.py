"""What the commands share: where they write, their bar of progress, the time, and the start of Django."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

console = Console(highlight=False, soft_wrap=True)


def start_django() -> None:
    """Start Django. Only commands that touch the database or the pages do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.web.config.settings")
    import django

    django.setup()


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def bar_of_progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )


def ticker(bar: Progress) -> Any:
    tasks: dict[str, Any] = {}

    def tick(what: str, done: int, of: int) -> None:
        if what not in tasks:
            tasks[what] = bar.add_task(what, total=of)
        bar.update(tasks[what], completed=done, total=of)

    return tick
