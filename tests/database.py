"""The database of the tests, made once a run and had by every worker as a copy.

An image is a database as somebody left it, with the files that were written beside it. The first worker that
needs one makes it while the others wait, and they begin with what it made. To migrate takes a worker eight
seconds and the packs a module a second; a copy takes a tenth of one.
"""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest


@dataclass
class Images:
    """``folder``: of all workers of this run. ``worker``: names this one's copies."""

    folder: Path
    worker: str
    kept_open: list[sqlite3.Connection] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)

    def copy(self, name: str, make: Callable[[], object], *, of: str = "") -> str:
        """The name of this worker's own database, as ``make`` left it. ``of``: the image it began with."""
        if name not in self.copies:
            with (self.folder / "images.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                made = self.folder / f"{name}.made"
                if not made.exists():
                    self._make(name, make, of)
                    made.touch()
            self.copies[name] = self._copied(name)
        return self.copies[name]

    @contextmanager
    def opened(self, database: str) -> Iterator[None]:
        """The site's connection leads to this database meanwhile."""
        from django.db import connection

        before = connection.settings_dict["NAME"]
        _disconnect()
        connection.settings_dict["NAME"] = database
        try:
            yield
        finally:
            _disconnect()
            connection.settings_dict["NAME"] = before

    def file(self, name: str) -> Path:
        """The image as a file of SQLite."""
        return self.folder / f"{name}.sqlite3"

    def _make(self, name: str, make: Callable[[], object], of: str) -> None:
        from django.conf import settings

        if _is_sqlite():
            database = self._in_memory(f"{name}_in_the_making", self.file(of) if of else None)
        else:
            database = f"image_{name}"
            _create(database, f"image_{of}" if of else "template0")
        with self.opened(database):
            make()
        if _is_sqlite():
            with closing(self.kept_open.pop()) as made, closing(sqlite3.connect(self.file(name))) as file:
                made.backup(file)
        shutil.copytree(settings.VAR, self.folder / f"{name}.var", dirs_exist_ok=True)

    def _copied(self, name: str) -> str:
        from django.conf import settings

        shutil.copytree(self.folder / f"{name}.var", settings.VAR, dirs_exist_ok=True, copy_function=_bring)
        if _is_sqlite():
            return self._in_memory(name, self.file(name))
        database = f"test_{name}_{self.worker}"
        _create(database, f"image_{name}")
        return database

    def _in_memory(self, name: str, begin_with: Path | None) -> str:
        """It is there for as long as somebody is connected with it: this one is, until it is let go."""
        database = f"file:{name}?mode=memory&cache=shared"
        held = sqlite3.connect(database, uri=True)
        if begin_with is not None:
            with closing(sqlite3.connect(begin_with)) as file:
                file.backup(held)
        self.kept_open.append(held)
        return database

    def let_go(self) -> None:
        for held in self.kept_open:
            held.close()


def _bring(source: str, target: str) -> str:
    """Copy a file whole or not at all, and not where it lies already: what is opened is never written to."""
    new, held = Path(source), Path(target)
    if held.exists() and _of(held) == _of(new):
        return target
    beside = held.with_name(f".{held.name}.coming")
    shutil.copy2(new, beside)
    beside.replace(held)
    return target


def _of(path: Path) -> tuple[int, int]:
    """By what a copy is known: its size, and the time at which it was written."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _is_sqlite() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


def _disconnect() -> None:
    """Django leaves a database in memory connected, since it would be gone. Ours is held by another."""
    from django.db import connection
    from django.db.backends.base.base import BaseDatabaseWrapper

    BaseDatabaseWrapper.close(connection)


def _create(database: str, template: str) -> None:
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')


@pytest.fixture(scope="session")
def images(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, django_test_environment: None
) -> Iterator[Images]:
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "images"
    folder.mkdir(exist_ok=True)
    made = Images(folder, worker_id)
    yield made
    made.let_go()


@pytest.fixture(scope="session")
def django_db_setup(images: Images, django_db_blocker: Any) -> Iterator[None]:
    """In place of pytest-django's: every table as the migrations make it, and what they put into them."""
    with django_db_blocker.unblock(), images.opened(images.copy("empty", migrate)):
        yield


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)


@pytest.fixture(scope="session")
def empty_file(images: Images, django_db_blocker: Any) -> Path:
    """An empty database of SQLite with every table, as a file to be copied by who needs one on disk."""
    with django_db_blocker.unblock():
        images.copy("empty", migrate)
    return images.file("empty")
