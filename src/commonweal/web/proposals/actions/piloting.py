"""Pilots: what they cover, the time that was spent, and how clear the questions were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.appraisal.pilots import flagged, recommended
from commonweal.web.audit import actions as audit
from commonweal.web.proposals.models import (
    Assessment,
    Clarity,
    Effort,
    Pilot,
    PilotAssessor,
    PilotProposal,
    Proposal,
)
from commonweal.web.toolkit import actions as toolkits


class PilotMoved(Exception):
    """Somebody else saved the pilot in the meantime. ``held`` is as it stands now."""

    def __init__(self, held: Pilot) -> None:
        super().__init__(_("Somebody else changed the pilot after you opened this page."))
        self.held = held


@transaction.atomic
def save_pilot(
    *,
    pilot: Pilot | None,
    fields: Mapping[str, Any],
    proposals: Sequence[Proposal],
    by: Any,
    now: dt.datetime,
    assessors: Sequence[Any] = (),
    revision: int = 0,
) -> Pilot:
    """Make a pilot, or change it. ``fields`` as of the model; ``assessors``: people, none for everybody.

    Raises :class:`PilotMoved` where somebody else saved it since ``revision``.
    """
    if pilot is None:
        held = Pilot(made_by=str(by), made_at=now)
    else:
        held = Pilot.objects.select_for_update(of=("self",)).get(id=pilot.pk)
        if held.revision != revision:
            raise PilotMoved(held)
        held.revision += 1
    for name, value in fields.items():
        setattr(held, name, value)
    held.save()
    held.proposals.exclude(proposal__in=proposals).delete()
    for proposal in proposals:
        PilotProposal.objects.get_or_create(pilot=held, proposal=proposal)
    held.assessors.exclude(person__in=assessors).delete()
    for person in assessors:
        PilotAssessor.objects.get_or_create(pilot=held, person=person)
    audit.record(
        by=by,
        now=now,
        act="pilot.saved",
        subject=("pilot", held.slug, held.title),
        sentence=f"{'changed' if pilot else 'began'} the pilot “{held.title}”",
    )
    return held


@transaction.atomic
def enter_effort(*, assessment: Assessment, minutes: Mapping[str, int | None]) -> None:
    """Minutes spent by stage, as the assessor says; None leaves a stage open."""
    for stage, spent in minutes.items():
        effort, _made = Effort.objects.get_or_create(assessment=assessment, stage=stage)
        if effort.minutes != spent:
            effort.minutes = spent
            effort.save(update_fields=["minutes"])


@transaction.atomic
def rate_clarity(*, assessment: Assessment, key: str, rating: int, words: str, now: dt.datetime) -> Clarity:
    """How clear a question was, 1 to 5. Raises ValueError outside of that."""
    if not 1 <= rating <= 5:
        raise ValueError(_("Choose from 1 (not clear at all) to 5 (quite clear)."))
    made, _fresh = Clarity.objects.update_or_create(
        assessment=assessment, key=key[:200], defaults={"rating": rating, "words": words.strip(), "at": now}
    )
    return made


@transaction.atomic
def draft_from_pilot(*, found: Any, by: Any, now: dt.datetime) -> int:
    """Begin (or go on with) a draft of the toolkit, and note beside each flagged question what was found.

    How many notes are new. Raises ValueError where somebody publishes the draft at the same moment.
    """
    draft = toolkits.start_draft(toolkit=found.toolkit.id, by=by, now=now)
    notes = []
    for question in flagged(found.findings):
        key, item = _where(question.key)
        if key:
            words = f"{'; '.join(question.flags).capitalize()}. {recommended(question)}"
            source = f"Pilot “{found.pilot.title}”"  # stays English
            notes.append({"key": key, "item": item, "words": words, "source": source})
    return toolkits.note(draft=draft, notes=notes, by=by, now=now)


def _where(key: str) -> tuple[str, str]:
    """The section of the toolkit and the item that a question comes from; "" where it is no single one."""
    kind, _slash, rest = key.partition("/")
    if kind == "criterion":
        priority, _slash, item = rest.partition("/")
        return f"priority.{priority}", item
    if kind == "work":
        return "good-work", rest
    if kind == "group":
        return "groups", rest
    if kind == "prompt":
        stage, _slash, item = rest.partition("/")
        return f"stage.{stage}", item
    return ("priorities", rest) if kind in ("how", "chain", "rating") else ("", "")
