"""Follow-up: another day on which to look, for a reason; and what else is known of a claim."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.web.scrutiny.models import FollowUp, Report
from commonweal.web.scrutiny.selectors.accounts import day_of

from .register import RegisterMoved
from .threads import record


class FollowUpMoved(RegisterMoved):
    """Somebody else saved in the meantime. ``held``: as it stands now."""

    def __init__(self, held: FollowUp) -> None:
        said = _("%(who)s changed this follow-up after you opened this page.") % {"who": held.changed_by}
        Exception.__init__(self, said)
        self.held = held  # type: ignore[assignment]


@transaction.atomic
def set_day(
    *, report: Report, key: str, look_on: dt.date | None, look_reason: str, revision: int, by: Any,
    now: dt.datetime,
) -> FollowUp:  # fmt: skip
    """Say on which day to look; without a day, the one that is read from the answer counts again.

    Raises :class:`FollowUpMoved`; ValueError without a reason.
    """
    held = _taken(report, key, revision, by, now)
    if not look_reason.strip():
        raise ValueError(_("Say why."))
    before = {"look_on": str(held.look_on or ""), "look_reason": held.look_reason}
    held.look_on, held.look_reason = look_on, look_reason.strip()
    held.set_by, held.set_at = str(by), now
    what = (
        f"set {look_on:%-d %B %Y} as the day to look again"
        if look_on
        else "took away the day to look again"  # stays English
    )
    return _saved(held, by, now, "look_set", f"{what} at a claim of", before)  # stays English


@transaction.atomic
def save_known(
    *, report: Report, key: str, known: str, known_on: dt.date | None, revision: int, by: Any,
    now: dt.datetime,
) -> FollowUp:  # fmt: skip
    """Write what else is known of a claim, and as of which day; emptied, it says nothing again.

    Raises :class:`FollowUpMoved`; ValueError for words without a day, a day without words, or one to come.
    """
    held = _taken(report, key, revision, by, now)
    words = known.replace("\x00", "").strip()
    if bool(words) != (known_on is not None):
        raise ValueError(_("Write what is known and the day as of which it is known, or leave both empty."))
    if known_on is not None and known_on > day_of(now):
        raise ValueError(_("That day is still to come."))
    before = {"known": held.known, "known_on": str(held.known_on or "")}
    held.known, held.known_on, held.known_by = words, known_on, str(by) if words else ""
    return _saved(
        held, by, now, "known_added", "wrote what else is known of a claim of", before
    )  # stays English


def _taken(report: Report, key: str, revision: int, by: Any, now: dt.datetime) -> FollowUp:
    # The report is what two people who write the first row at once both wait for.
    Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    held = FollowUp.objects.filter(report=report, key=key).first()
    if held is not None and held.revision != revision:
        raise FollowUpMoved(held)
    return held or FollowUp(report=report, key=key, revision=0)


def _saved(
    held: FollowUp, by: Any, now: dt.datetime, verb: str, words: str, before: dict[str, Any]
) -> FollowUp:
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    held.save()
    # The record has readers who may not read exempt reports.
    kept = {"claim": held.key} if held.report.exempt else {"claim": held.key, "before": before}
    record(held.report, by, now, verb, words, kept)
    return held
