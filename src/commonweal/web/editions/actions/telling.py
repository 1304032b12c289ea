"""What writes of editions share: the record, rows taken to be written on, and refusals."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from commonweal.web.audit import actions as audit
from commonweal.web.editions.models import Chapter, Edition
from commonweal.web.editions.selectors import drafts


class Moved(Exception):
    """Somebody else wrote on the same row in the meantime. ``held``: as it stands now."""

    def __init__(self, held: Edition | Chapter) -> None:
        super().__init__(
            _("%(changed_by)s changed this after you opened the page.") % {"changed_by": held.changed_by}
        )
        self.held = held


class TakenOut(ValueError):
    """The chapter was taken out of the edition while somebody wrote in it; ``kept``: the number of the
    version that holds what was sent."""

    def __init__(self, held: Chapter, kept: int) -> None:
        super().__init__(
            _(
                "%(removed_by)s took this chapter out of the edition while you were writing in it. "
                "What you wrote is kept, and shown below."
            )
            % {"removed_by": held.removed_by}
        )
        self.held, self.kept = held, kept


class Published(ValueError):
    """A published edition that somebody tried to change."""

    def __init__(self, held: Edition) -> None:
        super().__init__(
            _(
                "“%(title)s” is published, so it is not changed any more: whoever cited it must find "
                "what they cited. What is wrong in it is corrected: a correction has a number and a "
                "day, and stands on its first page."
            )
            % {"title": held.title}
        )
        self.held = held


def taken(held: Edition, revision: int | None = None) -> Edition:
    """The edition, locked, to be written on. Raises :class:`Published`, :class:`Moved`."""
    row = Edition.objects.select_for_update().get(pk=held.pk)
    if drafts.is_out(row):
        raise Published(row)
    if revision is not None and row.revision != revision:
        raise Moved(row)
    return row


def whole(held: Edition) -> None:
    """Raises ValueError with every problem that keeps it from being an edition."""
    if found := drafts.problems(held):
        raise ValueError(" ".join(found))


def touched(held: Edition, by: Any, now: dt.datetime) -> None:
    Edition.objects.filter(pk=held.pk).update(changed_by=str(by), changed_at=now)


def tell(held: Edition, by: Any, now: dt.datetime, verb: str, words: str, **detail: Any) -> None:
    audit.record(
        by=by, now=now, act=f"edition.{verb}", subject=("edition", held.slug, held.title), sentence=words,
        detail=detail,
    )  # fmt: skip
