"""Writes of the register: committees, meetings, and what a report says of itself; what is public of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.audit import actions as audit
from commonweal.web.proposals.selectors import site_places
from commonweal.web.scrutiny.models import Committee, Meeting, Report, ReportPlace
from commonweal.web.scrutiny.selectors import notices
from commonweal.web.ui.days import day_words

from .deciding import Said, write_down
from .notices import tell

ABOUT = (
    "reference", "title", "summary", "kind", "author_role", "directorate", "sponsor", "meeting_id", "item",
    "proposal_id", "cost", "key_decision", "options_closed",
)  # fmt: skip


class RegisterMoved(Exception):
    """Somebody else saved the same row in the meantime. ``held``: as it stands now."""

    def __init__(self, held: Committee | Meeting | Report) -> None:
        who = held.changed_by if isinstance(held, Report) else _("Somebody else")
        super().__init__(str(_MOVED[type(held)]) % {"who": who})
        self.held = held


_MOVED: dict[type, Any] = {
    Committee: gettext_lazy("%(who)s changed the committee after you opened this page."),
    Meeting: gettext_lazy("%(who)s changed the meeting after you opened this page."),
    Report: gettext_lazy("%(who)s changed the report after you opened this page."),
}


@transaction.atomic
def save_committee(
    *, committee: Committee | None, name: str, slug: str, revision: int, by: Any, now: dt.datetime
) -> Committee:
    """Set up a committee under ``slug``, or give one another name; its address stays as it is.

    Raises :class:`RegisterMoved`; ValueError where another committee has the name.
    """
    held = Committee(slug=slug, made_by=str(by), made_at=now, revision=0)
    if committee is not None:
        held = Committee.objects.select_for_update().get(id=committee.pk)
        if held.revision != revision:
            raise RegisterMoved(held)
    there_is = _("There is a committee called “%(name)s” already.") % {"name": name}
    if Committee.objects.filter(name__iexact=name).exclude(id=held.pk).exists():
        raise ValueError(there_is)
    held.name = name
    held.revision += 1
    _save_once(held, there_is)
    _record("committee", held.pk, held.name, by, now, *_verb(committee))
    return held


@transaction.atomic
def save_meeting(
    *, meeting: Meeting | None, committee: Committee, day: dt.date, title: str, revision: int, by: Any,
    now: dt.datetime,
) -> Meeting:  # fmt: skip
    """Call a meeting of a committee, or change its day or title.

    Raises :class:`RegisterMoved`; ValueError where the committee has that very meeting already.
    """
    held = Meeting(committee=committee, made_by=str(by), made_at=now, revision=0)
    if meeting is not None:
        held = Meeting.objects.select_for_update().select_related("committee").get(id=meeting.pk)
        if held.revision != revision:
            raise RegisterMoved(held)
    there_is = _("%(committee)s has a meeting on %(day)s already. Two on one day need titles.") % {
        "committee": held.committee.name,
        "day": day_words(day),
    }
    same = Meeting.objects.filter(committee=held.committee, day=day, title=title)
    if same.exclude(id=held.pk).exists():
        raise ValueError(there_is)
    held.day, held.title = day, title
    held.revision += 1
    _save_once(held, there_is)
    _record("meeting", held.pk, str(held), by, now, *_verb(meeting))
    return held


@transaction.atomic
def save_report(
    *, report: Report | None, fields: Mapping[str, Any], revision: int, by: Any, now: dt.datetime,
    example: str = "",
) -> Report:  # fmt: skip
    """Enter a report, or change what it says of itself. A new one is not public.

    Raises :class:`RegisterMoved`; ValueError where another report has the reference.
    """
    held = Report(made_by=str(by), made_at=now, example=example, revision=0)
    if report is not None:
        held = taken(report, revision)
    reference = fields.get("reference", held.reference)
    there_is = _("Another report has the reference %(reference)s.") % {"reference": reference}
    if Report.objects.filter(reference__iexact=reference).exclude(id=held.pk).exists():
        raise ValueError(there_is)
    for name in ABOUT:
        if name in fields:
            setattr(held, name, fields[name])
    kept(held, by, now, *(("changed", "changed") if report else ("made", "entered")), there_is=there_is)
    return held


@transaction.atomic
def save_places(*, report: Report, places: Sequence[str], revision: int, by: Any, now: dt.datetime) -> Report:
    """Say which places a report touches. Raises :class:`RegisterMoved`; ValueError for an unknown place."""
    held = taken(report, revision)
    known = site_places()
    if strange := [p for p in places if p not in known]:
        raise ValueError(
            _("“%(place)s” is not a place of this site's register.") % {"place": strange[0][:32]}
        )
    held.places.exclude(area__in=places).delete()
    for area in places:
        ReportPlace.objects.get_or_create(report=held, area=area)
    kept(held, by, now, "changed", "said which places are touched by")  # stays English
    return held


@transaction.atomic
def save_exempt(
    *, report: Report, exempt: bool, exempt_reason: str, revision: int, by: Any, now: dt.datetime
) -> Report:
    """Make a report exempt, for a reason, or no longer so. An exempt one leaves the public pages at once.

    Raises :class:`RegisterMoved`; ValueError without a reason. One no longer exempt is not public by that.
    """
    held = taken(report, revision)
    if exempt and not any(c.isalnum() for c in exempt_reason):
        raise ValueError(_("Say why it is exempt."))
    held.exempt, held.exempt_reason = exempt, exempt_reason.strip() if exempt else ""
    if exempt:
        held.public = False
    kept(held, by, now, "exempt", "made exempt" if exempt else "made no longer exempt")  # stays English
    return held


@transaction.atomic
def make_public(*, report: Report, revision: int, by: Any, now: dt.datetime) -> Report:
    """Let anybody read a report. Raises :class:`RegisterMoved`; ValueError for an exempt one."""
    held = taken(report, revision)
    if held.exempt:
        raise ValueError(
            _(
                "The report is exempt (%(reason)s), so it cannot be made public. If it is no longer exempt, "
                "say that first."
            )
            % {"reason": held.exempt_reason}
        )
    held.public = True
    kept(held, by, now, "public", "made public")  # stays English
    return held


@transaction.atomic
def make_private(*, report: Report, revision: int, by: Any, now: dt.datetime) -> Report:
    """Take a report off the public pages. Raises :class:`RegisterMoved`."""
    held = taken(report, revision)
    held.public = False
    kept(held, by, now, "private", "took off the public pages")  # stays English
    return held


@transaction.atomic
def save_decision(
    *, report: Report, decided_on: dt.date | None, decision: str, decision_words: str, revision: int,
    by: Any, now: dt.datetime, later: bool = False, changed: str = "", changed_words: str = "",
    because: str = "",
) -> Report:  # fmt: skip
    """Write down what was decided and when; neither takes the last decision out, as written by mistake.

    ``later``: it follows the last decision, and does not correct it. ``changed``: whether the account changed
    it, with ``changed_words``, because of the answer to which test. Raises :class:`RegisterMoved`; ValueError
    for a decision without its day or the other way round, or a later one that came before the last.
    """
    held = taken(report, revision)
    if bool(decision) != (decided_on is not None):
        raise ValueError(_("A decision needs its day, and a day its decision."))
    given = None
    if decided_on is not None:
        given = Said(decided_on, decision, decision_words.strip(), changed, changed_words.strip(), because)
    last = held.decisions.last()
    before = {"decision": last.decision, "decided_on": str(last.decided_on)} if last and not later else {}
    write_down(held, given, later=later, by=by, now=now)
    kept(
        held, by, now, "decision", "wrote down the decision on", before={} if held.exempt else before
    )  # stays English
    if given is not None:
        tell(
            kind="decision", key=f"{held.pk}:{decision}:{decided_on}", report=held,
            to=notices.concerned(held), anchor="decisions", by=by, now=now,
        )  # fmt: skip
    return held


def taken(report: Report, revision: int) -> Report:
    """The report to write on, locked. Raises :class:`RegisterMoved`."""
    # Its own row only: PostgreSQL locks no row of a join that may be empty.
    held = Report.objects.select_for_update().get(id=report.pk)
    if held.revision != revision:
        raise RegisterMoved(held)
    return held


def kept(
    held: Report, by: Any, now: dt.datetime, verb: str, words: str, there_is: str = "",
    before: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    _save_once(held, there_is)
    record(held, by, now, verb, words, before)


def record(
    report: Report, by: Any, now: dt.datetime, verb: str, words: str, before: Mapping[str, Any] | None = None
) -> None:
    """The record has readers who may not read exempt reports, so of those it keeps the reference alone."""
    name = (
        f"exempt report {report.reference}" if report.exempt else f"report “{report.title}”"
    )  # stays English
    _record("report", report.pk, name, by, now, verb, f"{words} the", {"before": before} if before else {})


def _save_once(held: Committee | Meeting | Report, there_is: str) -> None:
    """Save a row; where somebody else made one like it a moment ago, raise ValueError with ``there_is``."""
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError:
        if not there_is:
            raise
        raise ValueError(there_is) from None


def _verb(held: object) -> tuple[str, str]:
    return ("changed", "changed the") if held else ("made", "set up the")  # stays English


def _record(
    kind: str, id_: Any, name: str, by: Any, now: dt.datetime, verb: str, words: str,
    detail: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    said = name if kind == "report" else f"{kind} “{name}”"
    audit.record(
        by=by, now=now, act=f"{kind}.{verb}", subject=(kind, str(id_), name), sentence=f"{words} {said}",
        detail=detail,
    )  # fmt: skip
