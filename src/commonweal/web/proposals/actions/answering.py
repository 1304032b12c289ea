"""Answers, saved question by question: whatever is written is kept, and what is wrong is said beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import UniqueConstraint
from django.utils.translation import gettext as _

from commonweal.appraisal.worksheet import next_claim
from commonweal.web.audit import actions as audit
from commonweal.web.proposals import selectors
from commonweal.web.proposals.models import Answer, Assessment, Effort, Said

Row = TypeVar("Row", bound=Said)
LONGEST = 10_000
#: A pause longer than this is not work on the question.
MOST_SECONDS = 15 * 60


class Moved(Exception):
    """Somebody else saved in the meantime. ``held`` is what they saved, as it stands now."""

    def __init__(self, held: Any, by: str) -> None:
        super().__init__(_("%(who)s changed this answer after you opened the page.") % {"who": by})
        self.held = held


@transaction.atomic
def save_answer(
    *,
    assessment: Assessment,
    key: str,
    parts: Mapping[str, str | list[str]],
    revision: int,
    by: Any,
    now: dt.datetime,
    not_known: bool = False,
    who: str = "",
    until: dt.date | None = None,
    seconds: int = 0,
) -> Answer:
    """Keep an answer, half-written or whole. ``revision`` is of the page it was written on; 0 for a new one.

    ``seconds`` since the question was opened count as measured effort where the assessor agreed to that.
    Raises :class:`Moved`; ValueError where the assessment is complete, the question is not asked, or a text
    is longer than 10,000 characters.
    """
    held = _open(assessment)
    sheet = selectors.sheet(held)
    question, overlap = sheet.question(key), sheet.overlap(key)
    if question is None and overlap is None:
        raise ValueError(
            _("That question is not asked here (any more): another answer has changed meanwhile.")
        )
    names = {f.name for f in question.fields} if question else {"kind", "people", "reason"}
    kept = {name: value for name, value in parts.items() if name in names}
    row = unmoved(sheet.rows.get(key), revision) or Answer(assessment=held, key=key, revision=0)
    fresh, another = row.revision == 0, row.changed_by != str(by)
    put(row, kept, not_known=not_known, who=who, until=until, by=by, now=now)
    _keep_outcome(sheet.with_row(row))
    if held.measured and seconds > 0:
        _measure(held, question.stage if question else "beneficiaries", min(seconds, MOST_SECONDS))
    if fresh or another:
        title = question.title if question else "claims that may be on the same people"  # stays English
        record(held, by, now, "answered", f"answered “{title}”")
    return row


def unmoved(row: Row | None, revision: int) -> Row | None:
    """The row, where nobody saved it since ``revision``; None for one that is not there yet.

    Raises :class:`Moved`; ValueError where somebody took it out.
    """
    if (row.revision if row else 0) != revision:
        if row is None:
            raise ValueError(_("This answer was removed by somebody else."))
        raise Moved(row, row.changed_by)
    return row


def put(
    row: Said,
    parts: Mapping[str, str | list[str]],
    *,
    not_known: bool,
    who: str,
    until: dt.date | None,
    by: Any,
    now: dt.datetime,
) -> None:
    """Write an answer into its row, half-written or whole.

    Raises :class:`Moved` where two began the same answer at once; ValueError for a text that is too long.
    """
    row.parts = {name: _clean(value) for name, value in parts.items()}
    row.not_known, row.who = not_known, who.strip()[:200] if not_known else ""
    row.until = until if not_known else None
    row.revision += 1
    row.changed_by, row.changed_at = str(by), now
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # two opened an empty answer at the same moment
        theirs = type(row)._default_manager.get(**_whose(row))
        raise Moved(theirs, theirs.changed_by) from None


def _whose(row: Said) -> dict[str, Any]:
    """What a row is found by: whose answer it is, to which question."""
    [names] = (c.fields for c in row._meta.constraints if isinstance(c, UniqueConstraint))
    return {name: getattr(row, name) for name in names}


@transaction.atomic
def add_claim(*, assessment: Assessment, by: Any, now: dt.datetime, group: str = "", way: str = "") -> str:
    """Begin a claim; its key. Raises ValueError where there are too many, or the assessment is complete."""
    held = _open(assessment)
    sheet = selectors.sheet(held)
    key = next_claim(sheet.answers)
    if key is None:
        raise ValueError(_("There are forty claims already. Put some of them together."))
    parts = {name: value for name, value in (("group", group), ("way", way)) if value}
    Answer.objects.create(assessment=held, key=key, parts=parts, changed_by=str(by), changed_at=now)
    _settle(held)
    record(held, by, now, "claimed", "began a claim")
    return key


@transaction.atomic
def remove_claim(*, assessment: Assessment, key: str, by: Any, now: dt.datetime) -> None:
    """Take a claim out, with what was said of its overlaps. The record keeps what it said."""
    held = _open(assessment)
    row = held.answers.filter(key=key).first() if key.startswith("claim/") else None
    if row is None:
        raise ValueError(_("There is no such claim."))
    n = key.partition("/")[2]
    for other in held.answers.filter(key__startswith="overlap/"):
        if n in other.key.split("/")[1:]:
            other.delete()
    held.citations.filter(key=key).delete()
    record(held, by, now, "unclaimed", f"took out claim {n}", {"parts": row.parts})
    row.delete()
    _settle(held)


def _open(assessment: Assessment) -> Assessment:
    held = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("proposal", "toolkit")
        .defer("toolkit__definition")
        .get(id=assessment.pk)
    )
    if held.completed_at:
        raise ValueError(_("This assessment is complete. A revised one can be begun from it."))
    return held


def _settle(held: Assessment) -> None:
    """Compute what the assessment comes to, and keep it beside it."""
    _keep_outcome(selectors.sheet(held))


def _keep_outcome(sheet: selectors.Sheet) -> None:
    sheet.assessment.outcome = dict(sheet.results)
    sheet.assessment.save(update_fields=["outcome"])


def settle(held: Assessment) -> None:
    _settle(held)


def _measure(held: Assessment, stage: str, seconds: int) -> None:
    effort, _made = Effort.objects.select_for_update().get_or_create(assessment=held, stage=stage)
    effort.seconds += seconds
    effort.save(update_fields=["seconds"])


def _clean(value: str | list[str]) -> str | list[str]:
    if isinstance(value, list):
        return [v[:200] for v in value[:100]]
    if len(value) > LONGEST:
        raise ValueError(
            _("A text may have %(most)s characters at most; this one has %(length)s.")
            % {"most": f"{LONGEST:,}", "length": f"{len(value):,}"}
        )
    return value.replace("\r\n", "\n").replace("\x00", "")


def record(
    held: Assessment, by: Any, now: dt.datetime, verb: str, words: str, detail: dict[str, Any] | None = None
) -> None:
    audit.record(
        by=by,
        now=now,
        act=f"assessment.{verb}",
        subject=("assessment", str(held.pk), f"{held.get_kind_display()}: {held.proposal.title}"),
        sentence=f"{words} in the {held.get_kind_display().lower()} of “{held.proposal.title}”",
        detail=detail,
    )
