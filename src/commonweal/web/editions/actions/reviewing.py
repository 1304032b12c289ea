"""Waive what the checks found, and move an edition on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.web.editions.models import Edition, Waiver
from commonweal.web.editions.selectors import drafts, evidence

from .telling import taken, tell, touched, whole

MOST_REASON = 2_000


@transaction.atomic
def waive(*, edition: Edition, key: str, reason: str, by: Any, now: dt.datetime) -> Waiver:
    """Let a finding stay, for a reason that is shown beside it.

    Raises ValueError for no reason, for a finding that is not there any more, and for one that must be
    mended.
    """
    held = taken(edition)
    if len(reason.split()) < 2:
        raise ValueError(_("Say why it may stay, in a sentence: the reason is shown beside it."))
    if len(reason) > MOST_REASON:
        raise ValueError(_("A reason has %(most)s characters at most.") % {"most": f"{MOST_REASON:,}"})
    found = next((f for f in evidence.findings_of(held, drafts.chapters(held)) if f.key == key), None)
    if found is None:
        raise ValueError(_("This is not found any more: the sentence was changed or mended."))
    if found.must:
        raise ValueError(_("A figure that cannot be shown is not waived. Mend the token, or take it out."))
    made, _created = Waiver.objects.update_or_create(
        edition=held,
        key=key,
        defaults={
            "check_name": found.check,
            "chapter": found.chapter,
            "sentence": found.sentence,
            "wrong": found.wrong,
            "reason": reason.strip(),
            "by": str(by),
            "at": now,
        },
    )
    touched(held, by, now)
    tell(held, by, now, "waived", f"waived a finding in the edition “{held.title}”: {reason.strip()[:200]}",
         check=found.check, chapter=found.chapter)  # fmt: skip
    return made


@transaction.atomic
def take_back(*, waiver: Waiver, by: Any, now: dt.datetime) -> None:
    """Waive no longer."""
    held = taken(waiver.edition)
    waiver.delete()
    touched(held, by, now)
    tell(held, by, now, "unwaived", f"took back a waiver in the edition “{held.title}”")


@transaction.atomic
def move(*, edition: Edition, to: str, revision: int, by: Any, now: dt.datetime) -> Edition:
    """From draft to in review, or back. (Publishing is :func:`..publishing.publish`.)

    Raises Moved; ValueError for a published edition, an unknown state, and an edition without chapters.
    """
    held = taken(edition, revision)
    if to not in (Edition.State.DRAFT, Edition.State.IN_REVIEW):
        raise ValueError(_("An edition goes from draft to in review, and from there to published."))
    if to == Edition.State.IN_REVIEW:
        whole(held)
        if not held.chapters.filter(removed_at=None).exists():
            raise ValueError(_("The edition has no chapters yet. Put at least one in."))
    if held.state == to:
        return held
    held.state = to
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    held.save(update_fields=["state", "revision", "changed_by", "changed_at"])
    words = (
        "put the edition “{}” to review"  # stays English
        if to == Edition.State.IN_REVIEW
        else "put the edition “{}” back to draft"  # stays English
    )
    tell(held, by, now, "moved", words.format(held.title))
    return held
