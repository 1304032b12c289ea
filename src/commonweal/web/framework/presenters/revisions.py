"""The releases that an indicator's figures have had, and what each changed of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commonweal.packs.models import Indicator
from commonweal.web.framework.presenters.marks import address
from commonweal.web.framework.selectors import Book


@dataclass(frozen=True)
class VintageView:
    """``changed`` is what this release changed of the indicator, in words."""

    name: str
    released: str
    brought: dt.datetime
    by: str
    in_force: bool
    changed: str
    href: str


def vintage_views(book: Book, indicator: Indicator, revisions: Sequence[Any]) -> list[VintageView]:
    """The newest first, each with the way to its list of changes."""
    current = {v.sha256 for v in book.snapshot.datasets_of.get(indicator.id, ())}
    views = []
    for position, (vintage, changes) in enumerate(revisions):
        before = revisions[position + 1][0] if changes is not None and position + 1 < len(revisions) else None
        views.append(
            VintageView(
                name=vintage.sha256[:12],
                released=vintage.released,
                brought=vintage.brought_at,
                by=vintage.brought_by,
                in_force=vintage.sha256 in current,
                changed=_changed(changes),
                href=address(
                    "framework:changes",
                    vintage.dataset_id,
                    old=before.sha256[:12],
                    new=vintage.sha256[:12],
                )
                if before is not None
                else "",
            )
        )
    return views


def _changed(changes: Mapping[str, int] | None) -> str:
    if changes is None:
        return _("the first here")
    words = (
        ("added", pgettext("figures", "new")),
        ("revised", pgettext("figures", "revised")),
        ("removed", pgettext("figures", "gone")),
    )
    told = [f"{changes[kind]:,} {word}" for kind, word in words if changes.get(kind)]
    return ", ".join(told) or _("nothing changed")
