"""What the framework has to show on pages of the rooms below: which goals an import would move."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
from django.http import HttpRequest
from django.utils.translation import gettext as _

from commonweal.web.framework import selectors
from commonweal.web.framework.presenters import data, moves
from commonweal.web.ui.panels import Panel


def goals_that_would_move(request: HttpRequest, *, brought: Any) -> Iterator[Panel]:
    """On an import's page: the goals whose marks would change in the site's own place."""
    if not brought.candidate_snapshot or brought.candidate_snapshot == brought.base_snapshot:
        return
    page = moves.would_move(brought.base_snapshot, brought.candidate_snapshot)
    yield Panel(_("Which goals would move"), "framework/panels/moves.html", {"page": page})


def what_would_change(request: HttpRequest, *, changes: pl.DataFrame, brought: Any) -> Iterator[Panel]:
    """On an import's list of changes: each with its names, the largest revision first."""
    book = selectors.book_of(brought.candidate_snapshot)
    if book is not None and not changes.is_empty():
        rows = data.change_rows(changes, book, 500)
        yield Panel(
            _("Changes"),
            "framework/panels/changes.html",
            {"rows": rows, "shown": len(rows), "total": changes.height},
        )
