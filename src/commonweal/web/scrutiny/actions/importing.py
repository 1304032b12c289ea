"""A file of reports: brought and checked, then published into the register in one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commonweal.scrutiny.register import Entry, meeting_of, whole
from commonweal.web.audit import actions as audit
from commonweal.web.scrutiny.models import Committee, Meeting, RegisterFile, Report, ReportPlace
from commonweal.web.scrutiny.selectors import importing as selectors
from commonweal.web.scrutiny.selectors.register import free_committee_slug

from .deciding import follow_import

_BATCH = 500
_TEXTS = (
    "reference", "title", "summary", "kind", "author_role", "directorate", "sponsor", "item", "exempt_reason",
    "decision", "decision_words",
)  # fmt: skip
_WRITTEN = (
    *_TEXTS, "cost", "key_decision", "exempt", "public", "options_closed", "decided_on", "proposal_id",
    "meeting_id", "revision", "changed_by", "changed_at",
)  # fmt: skip


class OutcomeMoved(Exception):
    """What a file would do is no longer what was shown."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The register changed after you opened this page, and so did what this file would do. "
                "Nothing was published. Look at it again."
            )
        )


@transaction.atomic
def bring(*, content: bytes, name: str, by: Any, now: dt.datetime) -> RegisterFile:
    """Read and check a file of reports, and keep what was read. The register stays as it is."""
    read = selectors.read(content, name, by)
    made = RegisterFile.objects.create(
        name=name[:200],
        rows=[[e.row, dict(e.values)] for e in read.entries],
        problems=[[p.row, p.column, p.value, p.message, p.stops] for p in read.problems],
        brought_by=str(by),
        brought_at=now,
    )
    _record(made, by, now, "brought", "brought", {"rows": len(read.entries), "problems": len(read.problems)})
    return made


@transaction.atomic
def publish(*, brought: RegisterFile, state: str, by: Any, now: dt.datetime) -> RegisterFile:
    """Make the register hold what a file says: new reports, none of them public, and changes of others.

    One that becomes exempt leaves the public pages. Raises :class:`OutcomeMoved` where the file would do
    something else than ``state`` names; ValueError where it has problems or is published already.
    """
    held = RegisterFile.objects.select_for_update().get(id=brought.pk)
    if held.published_at:
        raise ValueError(_("This file is published already."))
    if any(p[4] for p in held.problems):
        raise ValueError(_("This file has problems that stop it."))
    # Every report that may change is locked before anything is compared.
    list(Report.objects.select_for_update().order_by("id").values_list("id", flat=True))
    register, meetings = selectors.held(), selectors.meetings_held()
    outcome = selectors.outcome(held, register, meetings)
    if outcome.state != state:
        raise OutcomeMoved
    found = outcome.comparison
    try:
        with transaction.atomic():
            meetings |= _call(found.meetings, by, now)
            _write([*found.new, *(c.entry for c in found.changed)], register, meetings, by, now)
    except IntegrityError:  # somebody entered the same report or meeting a moment ago
        raise OutcomeMoved from None
    held.outcome = {
        "new": [e.reference for e in found.new],
        "changed": {c.entry.reference: [column for column, _, _ in c.columns] for c in found.changed},
        "same": len(found.same),
        "committees": list(found.committees),
        "meetings": len(found.meetings),
    }
    held.published_by, held.published_at = str(by), now
    held.save()
    _record(held, by, now, "published", "published into the register", held.outcome)  # stays English
    return held


def _call(
    wanted: tuple[tuple[str, str, str], ...], by: Any, now: dt.datetime
) -> dict[tuple[str, str, str], int]:
    """Set up the meetings that are new, and their committees."""
    committees = {c.name: c for c in Committee.objects.all()}
    made = {}
    for name, day, title in wanted:
        if name not in committees:
            slug = free_committee_slug(_slug(name))
            committees[name] = Committee.objects.create(name=name, slug=slug, made_by=str(by), made_at=now)
        meeting = Meeting.objects.create(
            committee=committees[name],
            day=dt.date.fromisoformat(day),
            title=title,
            made_by=str(by),
            made_at=now,
        )
        made[name, day, title] = meeting.pk
    return made


def _slug(name: str) -> str:
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in name.casefold()).split()
    return "-".join(words)[:70].strip("-")


def _write(
    entries: list[Entry], register: selectors.Held, meetings: Mapping[tuple[str, str, str], int], by: Any,
    now: dt.datetime,
) -> None:  # fmt: skip
    references = [e.reference for e in entries]
    rows: dict[str, Report] = {}
    for start in range(0, len(references), _BATCH):
        part = references[start : start + _BATCH]
        rows |= {r.reference: r for r in Report.objects.filter(reference__in=part)}
    for entry in entries:
        new = Report(made_by=str(by), made_at=now, revision=0)
        report = rows.setdefault(entry.reference, new)
        _fill(report, whole(entry, register))
        meeting = meeting_of(entry, register, meetings.keys())
        report.meeting_id = meetings[meeting] if meeting else None
        report.revision += 1
        report.changed_by, report.changed_at = str(by), now
    Report.objects.bulk_update([r for r in rows.values() if r.pk], _WRITTEN, batch_size=_BATCH)
    Report.objects.bulk_create([r for r in rows.values() if not r.pk], batch_size=_BATCH)
    _place(entries, rows)
    follow_import(rows.values(), by, now)


def _fill(report: Report, values: Mapping[str, str]) -> None:
    for name in _TEXTS:
        setattr(report, name, values[name])
    report.cost = Decimal(values["cost"]) if values["cost"] else None
    report.key_decision = values["key_decision"] == "yes"
    report.exempt = values["exempt"] == "yes"
    if not report.exempt:
        report.exempt_reason = ""
    report.public = report.public and not report.exempt
    report.options_closed = _date(values["options_closed"])
    report.decided_on = _date(values["decided_on"])
    report.proposal_id = int(values["proposal"]) if values["proposal"] else None


def _place(entries: list[Entry], rows: Mapping[str, Report]) -> None:
    told = [(rows[e.reference], e.values["places"]) for e in entries if "places" in e.values]
    for start in range(0, len(told), _BATCH):
        part = told[start : start + _BATCH]
        ReportPlace.objects.filter(report__in=[r for r, _ in part]).delete()
        ReportPlace.objects.bulk_create(
            ReportPlace(report=r, area=area) for r, codes in part for area in codes.split(";") if area
        )


def _date(value: str) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _record(
    made: RegisterFile, by: Any, now: dt.datetime, verb: str, words: str, detail: Mapping[str, Any]
) -> None:
    audit.record(
        by=by,
        now=now,
        act=f"register.{verb}",
        subject=("register file", str(made.pk), made.name),
        sentence=f"{words} the file of reports “{made.name}”",
        detail=detail,
    )
