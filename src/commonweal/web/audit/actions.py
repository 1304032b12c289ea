"""Write an act into the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import is_naive

from commonweal.web.audit.models import COMMAND_LINE, Actor, Event, Subject, actor_of, subject_of
from commonweal.web.ui import request_id

__all__ = ["COMMAND_LINE", "Actor", "Subject", "actor_of", "record", "subject_of"]


def record(
    *,
    by: Any,
    now: datetime,
    act: str,
    subject: Any,
    sentence: str,
    detail: Mapping[str, Any] | None = None,
) -> Event:
    """Keep one act for good. Call it inside the transaction of the act, so that both are kept or neither.

    ``by`` is a saved user or an :class:`Actor`; ``subject`` a saved row, a :class:`Subject` or the three
    parts of one; ``sentence`` goes on from the person's name ("gave Bo Example the role Analyst"), which is
    put before it; ``detail`` must be JSON. Raises ValueError for a time without a zone or an empty sentence,
    TypeError for nobody or nothing.
    """
    if is_naive(now):
        raise ValueError("an act needs a time with its zone")  # stays English
    if not sentence.strip():
        raise ValueError("an act needs a sentence")  # stays English
    who, what = actor_of(by), subject_of(subject)
    return Event.objects.create(
        when=now,
        who_id=who.id,
        who_name=who.name[:200],
        act=act,
        sentence=f"{who.name} {sentence.strip()}",
        subject_kind=what.kind[:100],
        subject_id=what.id[:200],
        subject_label=what.label[:300],
        detail=dict(detail or {}),
        request_id=request_id.current(),
    )
