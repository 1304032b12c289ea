"""The decisions on a report in the order of their days; the report's own fields are those of the last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commonweal.web.scrutiny.models import DecisionMade, Report
from commonweal.web.ui.days import day_words

#: Decisions that another is still to follow: one that comes after them is a new one, not a correction.
UNSETTLED = (Report.Decision.DEFERRED, Report.Decision.CALLED_IN)
_BATCH = 500


@dataclass(frozen=True)
class Said:
    """A decision as it is written down. ``changed``: whether the account changed it; "" leaves it unsaid."""

    decided_on: dt.date
    decision: str
    words: str = ""
    changed: str = ""
    changed_words: str = ""
    because: str = ""


def write_down(report: Report, given: Said | None, *, later: bool, by: Any, now: dt.datetime) -> None:
    """Put a decision into the record of a report, and its last one on the report, unsaved.

    ``later``: it follows the last one; otherwise it corrects it. None takes the last one out, as written by
    mistake. Raises ValueError for a later one that came before the last.
    """
    last = report.decisions.last()
    if given is None:
        if last is not None:
            last.delete()
    else:
        _fitting(report, given, last, later)
        held = DecisionMade(report=report) if last is None or later else last
        held.decided_on, held.decision, held.words = given.decided_on, given.decision, given.words
        if given.changed or held.pk is None:
            held.changed = given.changed or DecisionMade.Changed.NOT_KNOWN
            held.changed_words, held.because = given.changed_words, given.because
        held.by, held.at = str(by), now
        held.save()
    show_last(report)


def show_last(report: Report) -> None:
    """Put the last decision of the record on the report, unsaved."""
    last = report.decisions.last()
    report.decision = last.decision if last else ""
    report.decided_on = last.decided_on if last else None
    report.decision_words = last.words if last else ""


def follow_import(reports: Iterable[Report], by: Any, now: dt.datetime) -> None:
    """Bring the record to what a file said of these reports, which are saved already.

    A file knows one decision of each report: one that differs follows the last where that was deferred or
    called in and came before it, and corrects it otherwise.
    """
    wanted = {r.pk: r for r in reports}
    ids = list(wanted)
    lasts: dict[int, DecisionMade] = {}
    before: dict[int, DecisionMade] = {}
    for start in range(0, len(ids), _BATCH):
        for made in DecisionMade.objects.filter(report__in=ids[start : start + _BATCH]):
            if made.report_id in lasts:
                before[made.report_id] = lasts[made.report_id]
            lasts[made.report_id] = made
    new, corrected = [], []
    for id_, report in wanted.items():
        last = lasts.get(id_)
        if report.decided_on is None or _same(report, last):
            continue
        follows = last is None or (last.decision in UNSETTLED and report.decided_on > last.decided_on)
        made = DecisionMade(report=report) if follows or last is None else last
        (new if made.pk is None else corrected).append(made)
        made.decision, made.decided_on = report.decision, report.decided_on
        made.words, made.by, made.at = report.decision_words, str(by), now
    DecisionMade.objects.bulk_create(new, batch_size=_BATCH)
    fields = ["decision", "decided_on", "words", "by", "at"]
    DecisionMade.objects.bulk_update(corrected, fields, batch_size=_BATCH)
    gone = [made.pk for id_, made in lasts.items() if wanted[id_].decided_on is None]
    for start in range(0, len(gone), _BATCH):
        DecisionMade.objects.filter(pk__in=gone[start : start + _BATCH]).delete()
    for id_, made in lasts.items():
        # Where a file empties the last of several, or dates it before the one before it, another is the last.
        if (wanted[id_].decided_on is None and id_ in before) or _out_of_order(made, before.get(id_)):
            report = wanted[id_]
            show_last(report)
            report.save(update_fields=["decision", "decided_on", "decision_words"])


def _out_of_order(made: DecisionMade, before: DecisionMade | None) -> bool:
    return before is not None and made.decided_on < before.decided_on


def _same(report: Report, last: DecisionMade | None) -> bool:
    return last is not None and (report.decision, report.decided_on, report.decision_words) == (
        last.decision,
        last.decided_on,
        last.words,
    )


def _fitting(report: Report, given: Said, last: DecisionMade | None, later: bool) -> None:
    before = last if later else report.decisions.exclude(pk=last.pk).last() if last else None
    if before is not None and given.decided_on < before.decided_on:
        raise ValueError(
            _("The decision before it was made on %(day)s; this one came later.")
            % {"day": day_words(before.decided_on)}
        )
    if given.changed == DecisionMade.Changed.YES and not any(c.isalnum() for c in given.changed_words):
        raise ValueError(_("Say what was amended because of the account."))
