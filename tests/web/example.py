"""The example of the West Midlands, in a database of its own that each module has as it was first loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.database import Images

ROOT = Path(__file__).resolve().parents[2]
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def west_midlands(django_db_setup: None, images: Images, django_db_blocker: Any) -> Iterator[object]:
    """The packs of this repository with their figures, published; gives the snapshot's record.

    What a module adds is undone at its end.
    """
    from commonweal.web.evidence import selectors

    with django_db_blocker.unblock(), opened(images, west_midlands_copy(images)):
        yield selectors.snapshot_record(selectors.snapshot_in_force() or "")


def west_midlands_copy(images: Images) -> str:
    """The name of this worker's own database with them."""
    return images.copy("west-midlands", load, of="empty")


@contextmanager
def opened(images: Images, database: str) -> Iterator[None]:
    """The site is this database meanwhile; at the end it is as it was."""
    with images.opened(database):
        whole = transaction.atomic()
        whole.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)


def load() -> None:
    from commonweal.web.audit.actions import COMMAND_LINE
    from commonweal.web.evidence.actions import load_packs

    load_packs(paths=sorted(p.parent for p in (ROOT / "packs").glob("*/pack.yaml")), by=COMMAND_LINE, now=NOW)
