"""Assessments begun, completed, made again, and settled where two differ."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.appraisal.missing import stopping
from commonweal.web.evidence import selectors as evidence
from commonweal.web.proposals import selectors
from commonweal.web.proposals.models import Answer, Assessment, Citation, Moderation, Proposal
from commonweal.web.proposals.selectors import recorded
from commonweal.web.toolkit import selectors as toolkits

from .answering import Moved, record, settle


class Incomplete(ValueError):
    """An assessment cannot be completed: ``missing`` says what it still needs."""

    def __init__(self, missing: list[Any]) -> None:
        super().__init__(
            ngettext("%(number)d things are missing.", "%(number)d things are missing.", len(missing))
            % {"number": len(missing)}
        )
        self.missing = missing


@transaction.atomic
def start_assessment(
    *, proposal: Proposal, by: Any, now: dt.datetime, kind: str = "revised", toolkit: Any = None
) -> Assessment:
    """Begin the first assessment, or the next, which starts from the answers of the last.

    Raises ValueError where one is in hand, no toolkit is in force, no evidence is published, or ``toolkit``
    is a version that is no longer in force.
    """
    held = Proposal.objects.select_for_update().get(id=proposal.pk)
    if selectors.in_hand(held):
        raise ValueError(_("An assessment is in hand already."))
    version = toolkit or toolkits.in_force()
    if version is None or version.state != "in_force":
        raise ValueError(_("This version of the toolkit is not in force: begin with the one that is."))
    snapshot = evidence.snapshot_in_force()
    if snapshot is None:
        raise ValueError(_("No evidence has been published yet."))
    last = selectors.latest(held)
    made = Assessment.objects.create(
        proposal=held,
        toolkit=version,
        snapshot=snapshot,
        kind="first" if last is None else ("final" if kind == "final" else "revised"),
        number=last.number + 1 if last else 1,
        based_on=last,
        assessor=by if getattr(by, "pk", None) else None,
        assessor_name=str(by),
        begun_at=now,
    )
    if last is not None:
        Answer.objects.bulk_create(
            Answer(
                assessment=made, key=a.key, parts=a.parts, not_known=a.not_known, who=a.who, until=a.until,
                changed_by=a.changed_by, changed_at=a.changed_at,
            )
            for a in last.answers.all()
        )  # fmt: skip
        _carry_citations(last, made)
    settle(made)
    record(made, by, now, "begun", "began to answer")
    return made


@transaction.atomic
def start_second(*, proposal: Proposal, by: Any, now: dt.datetime) -> Assessment:
    """Begin a blind second assessment, with the first one's toolkit and evidence.

    Raises ValueError where there is no first, where this person took part in it, or has one already.
    """
    held = Proposal.objects.select_for_update().get(id=proposal.pk)
    first = held.assessments.filter(second=False).select_related("toolkit").first()
    if first is None:
        raise ValueError(_("There is no first assessment to compare with."))
    if held.assessments.filter(second=True, assessor=by).exists():
        raise ValueError(_("You have begun a second assessment of this proposal already."))
    if (
        first.assessor_id == by.pk
        or Answer.objects.filter(
            assessment__proposal=held, assessment__second=False, changed_by=str(by)
        ).exists()
    ):
        raise ValueError(_("You took part in the first assessment. A second one is made by somebody else."))
    made = Assessment.objects.create(
        proposal=held,
        toolkit=first.toolkit,
        snapshot=first.snapshot,
        kind=Assessment.Kind.FIRST,
        number=1,
        second=True,
        assessor=by,
        assessor_name=str(by),
        begun_at=now,
    )
    settle(made)
    record(made, by, now, "second", "began a second assessment, without seeing the first,")
    return made


@transaction.atomic
def complete(*, assessment: Assessment, by: Any, now: dt.datetime) -> Assessment:
    """Close an assessment for good and pin the evidence it was made with.

    Raises :class:`Incomplete` with what is missing, ValueError where it is complete already.
    """
    held = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("proposal", "toolkit")
        .get(id=assessment.pk)
    )
    if held.completed_at:
        raise ValueError(_("This assessment is complete already."))
    sheet = selectors.sheet(held)
    if found := stopping(sheet.missing):
        raise Incomplete(found)
    held.outcome = dict(sheet.results)
    held.snapshot = evidence.snapshot_in_force() or held.snapshot
    held.completed_by, held.completed_at = str(by), now
    held.save()
    record(held, by, now, "completed", "completed the answers")
    return held


@transaction.atomic
def agree_to_measure(*, assessment: Assessment, agree: bool, by: Any, now: dt.datetime) -> None:
    """The assessor lets the time on each question be measured, or takes that back."""
    held = Assessment.objects.select_for_update().get(id=assessment.pk)
    if held.measured != agree:
        held.measured = agree
        held.save(update_fields=["measured"])
        record(held, by, now, "measured", "agreed to have time measured" if agree else "stopped measuring")


@transaction.atomic
def moderate(
    *, proposal: Proposal, item: str, value: str, reason: str, revision: int, by: Any, now: dt.datetime
) -> Moderation:
    """Settle one item on which assessors differ, with the reason. Both originals stay as they are.

    Raises :class:`~.answering.Moved`, ValueError without a value of the scale or a reason.
    """
    if not any(c.isalnum() for c in reason):
        raise ValueError(_("Say why: both assessors will read it."))
    # The proposal is locked, since a row that is not there yet cannot be: two moderators come one by one.
    Proposal.objects.select_for_update().get(id=proposal.pk)
    held = Moderation.objects.filter(proposal=proposal, item=item).first()
    if held is None and revision:
        raise ValueError(_("What you changed is no longer there. Load the page again."))
    if held is not None and held.revision != revision:
        raise Moved(held, held.by)
    made = held or Moderation(proposal=proposal, item=item, revision=0)
    made.value, made.reason, made.by, made.at = value, reason.strip(), str(by), now
    made.revision += 1
    made.save()
    first = proposal.assessments.filter(second=False).select_related("proposal", "toolkit").first()
    if first is not None:
        toolkit = selectors.toolkit_of(first.toolkit)
        asked, said = recorded.item(toolkit, item), recorded.value(toolkit, value)
        words = f"settled “{asked}” as “{said}”"  # stays English
        record(first, by, now, "moderated", words, {"item": item, "value": value, "reason": made.reason})
    return made


def _carry_citations(last: Assessment, made: Assessment) -> None:
    Citation.objects.bulk_create(
        Citation(
            assessment=made, key=c.key, indicator=c.indicator, area=c.area, breakdown=c.breakdown,
            period=c.period, value=c.value, provisional=c.provisional, snapshot=c.snapshot,
            cited_by=c.cited_by, cited_at=c.cited_at,
        )
        for c in last.citations.all()
    )  # fmt: skip
