"""The example of the West Midlands, loaded once a module inside a transaction that is undone at its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

ROOT = Path(__file__).resolve().parents[2]
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def west_midlands(django_db_setup, django_db_blocker) -> Iterator[object]:  # type: ignore[no-untyped-def]
    """The packs of this repository with their figures, published; gives the snapshot's record."""
    from commonweal.web.audit.actions import COMMAND_LINE
    from commonweal.web.evidence import selectors
    from commonweal.web.evidence.actions import load_packs

    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        try:
            folders = sorted(p.parent for p in (ROOT / "packs").glob("*/pack.yaml"))
            load_packs(paths=folders, by=COMMAND_LINE, now=NOW)
            yield selectors.snapshot_record(selectors.snapshot_in_force() or "")
        finally:
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)
