"""What the commands share: where they write, their bar of progress, the time, the start of Django, and the
words for what the world around does to them: a full disk, a closed folder, a setting that is missing.
"""

from __future__ import annotations

import datetime as dt
import errno
import gc
import os
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from typer.core import TyperGroup

console = Console(highlight=False, soft_wrap=True)
errors = Console(highlight=False, soft_wrap=True, stderr=True)
_NEW_OBJECTS = 50_000


class InWords(TyperGroup):
    """Commands that say in a sentence what stopped them, and end with 1.

    A fault of our own keeps its traceback; with COMMONWEAL_DEBUG=1 everything does.
    """

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            said = in_words(error)
            if not said or os.environ.get("COMMONWEAL_DEBUG", "0") not in ("", "0"):
                raise
            errors.print(said, style="red", markup=False)
            raise typer.Exit(1) from None


def in_words(error: Exception) -> str:
    """What somebody can do about an error that is none of our code; "" for any other."""
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        return _of_the_system(error)
    if sys.modules.get("django") is None:
        return ""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    if isinstance(error, ImproperlyConfigured):
        return str(error)
    if isinstance(error, OperationalError | ProgrammingError):
        return _of_the_database(str(error).strip(), refused=isinstance(error, OperationalError))
    return ""


def _of_the_system(error: OSError) -> str:
    where = f"“{error.filename}”" if error.filename else "a file"
    if error.errno == errno.ENOSPC:
        return "No room is left on the disk. Free some, and run the command again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"This account may not read or write {where}. Allow that, and run the command again."
    if error.errno is None:
        return str(error)
    return f"The system refuses {where}: {error.strerror}. Put that right, and run the command again."


_NOT_SET_UP = "The database is not set up: “commonweal serve” sets it up as it starts. Start it once"
#: What SQLite and PostgreSQL say, and what to do about it.
_SAID_BY_DATABASES = (
    ("readonly", "This account may not write into the database. Allow that"),
    (
        "unable to open",
        "The database cannot be opened. Let this account write into COMMONWEAL_VAR",
    ),
    ("is full", "No room is left on the disk. Free some"),
    ("locked", "Another command is writing into the database. Wait until it has ended"),
    ("no such table", _NOT_SET_UP),
    ("does not exist", _NOT_SET_UP),
)


def _of_the_database(said: str, *, refused: bool) -> str:
    for part, words in _SAID_BY_DATABASES:
        if part in said:
            return f"{words}, and run the command again. (The database says: {said})"
    return f"The database does not answer as it should. It says: {said}" if refused else ""


def start_django() -> None:
    """Start Django. Only commands that touch the database or the pages do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.web.config.settings")
    try:
        import django
    except ModuleNotFoundError:
        end(
            "This command works with the site's database and needs the part for the web, which is not "
            "installed here. Install it: pip install 'commonweal[web]'."
        )
    # A command brings in much that stays until it ends: to look through it for garbage again and again takes
    # a tenth of the time of an import, and finds none.
    gc.set_threshold(_NEW_OBJECTS)
    django.setup()


def end(message: object) -> NoReturn:
    """Say in red why a command ends, and end it."""
    say_wrong([message])
    raise typer.Exit(1)


def say_wrong(messages: Iterable[object]) -> None:
    for message in messages:
        console.print(str(message), style="red", markup=False)


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
