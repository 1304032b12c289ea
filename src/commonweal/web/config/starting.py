"""Whether the worked example is set up already: then a start serves at once, without asking Django.

The set-up leaves in the database the digest of everything that it read: the code, the packs, the examples,
the assets and what is installed. A start that finds the same digest there has nothing to set up; anything
else, a restored copy of an older database among it, is set up anew, which changes only what differs. Knows
no Django, since bringing that in is most of what a start would take.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

#: The key in the register under which the digest lies.
KEY = "example"
_TABLE = "registry_setup"


def digest(folders: Iterable[Path], files: Iterable[Path] = ()) -> str:
    """SHA-256 over the names and bytes of the files in these folders, of these files, and of Python."""
    whole = hashlib.sha256(sys.version.encode())
    for root in folders:
        whole.update(b"\0folder")
        for path in _inside(root):
            _add(whole, str(path.relative_to(root)), path)
    for path in files:
        if path.is_file():
            _add(whole, path.name, path)
    return whole.hexdigest()


def is_set_up(*, var: Path, environment: Mapping[str, str], wanted: str) -> bool:
    """Whether the database in ``var`` says that the set-up of this digest ended well, with its files there.

    Always False for a database that is not the site's own SQLite file, and for one that cannot be read.
    """
    database = var / "commonweal.sqlite3"
    if environment.get("COMMONWEAL_DATABASE_URL") or not database.is_file():
        return False
    if not all(
        (var / name).exists() for name in ("evidence", "static", "secret-key", "example-accounts.json")
    ):
        return False
    try:
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return False
    try:
        found = connection.execute(f"SELECT digest FROM {_TABLE} WHERE key = ?", (KEY,)).fetchone()
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return found == (wanted,)


def _inside(root: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name != "__pycache__")
        yield from (Path(folder, name) for name in sorted(files))


def _add(whole: hashlib._Hash, name: str, path: Path) -> None:
    whole.update(b"\0" + name.encode() + b"\0")
    with path.open("rb") as file:
        whole.update(hashlib.file_digest(file, "sha256").digest())
