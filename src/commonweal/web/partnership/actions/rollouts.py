"""Writes of roll-outs: what they are, each line of their record, what belongs to them, what was learnt."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.partnership.models import (
    Adaptation,
    Brought,
    Commitment,
    Effect,
    Lesson,
    Organisation,
    RollOut,
    Stage,
    Training,
)
from commonweal.web.partnership.selectors import commitments, days, evidence, things
from commonweal.web.proposals import selectors as proposals
from commonweal.web.scrutiny.actions import drafting
from commonweal.web.scrutiny.models import SetVersion
from commonweal.web.scrutiny.selectors import register as reports
from commonweal.web.toolkit import actions as toolkits
from commonweal.web.toolkit.models import Version

from . import recorded
from .organisations import Moved, taken

OF_ROLLOUT = (
    "name", "purpose", "partnership_id", "strategy_id", "programme_id", "areas", "place_words", "begins",
    "ends", "not_found", "source", "source_address",
)  # fmt: skip
_SOURCE = ("source", "source_address")
#: The fields of each kind of line.
OF = {
    Brought: ("kind", "thing", "version", "by", "until", *_SOURCE),
    Stage: ("name", "words", "planned", "reached", *_SOURCE),
    Training: ("on", "to", "people", "given_by", "words", *_SOURCE),
    Adaptation: ("words", "why", *_SOURCE),
    Effect: ("words", "on", "proposal_id", "report_id", "indicator", "link", *_SOURCE),
    Lesson: ("words", "on", "kind", "thing", "key", "item", *_SOURCE),
}
_CALLED = {
    # stays English
    Brought: "what is brought by", Stage: "a stage of", Training: "training in",
    Adaptation: "an adaptation in", Effect: "a change through", Lesson: "a lesson of",
}  # fmt: skip
_OURS = re.compile(r"(?:https?://[^/\s]+)?/(proposals|reports|commitments)/([0-9]{1,9})/?(?:[?#].*)?")
Line = Brought | Stage | Training | Adaptation | Effect | Lesson

__all__ = [
    "OF", "OF_ROLLOUT", "Line", "Moved", "attach", "detach", "drop_line", "save_lesson", "save_line",
    "save_rollout",
]  # fmt: skip


@transaction.atomic
def save_rollout(
    *, rollout: RollOut | None, fields: Mapping[str, Any], owners: Sequence[Organisation], revision: int,
    by: Any, now: dt.datetime, slug: str = "", example: str = "",
) -> RollOut:  # fmt: skip
    """Enter a roll-out, or change what is said of it; its address stays. ``fields``: those of the model.

    Raises :class:`Moved` where somebody else changed it; ValueError where another has the name, it is brought
    to nothing, ends before it begins, begins after a stage was reached, or names a place that is not known.
    """
    held: RollOut = recorded.begun(RollOut, rollout, revision, slug=slug, example=example)
    recorded.put(held, fields, OF_ROLLOUT)
    recorded.needed(held.purpose, _("Say what it is for."))
    recorded.in_order(held.begins, held.ends, _("It cannot have ended before it began."))
    recorded.places(held.areas)
    if not (held.areas or held.place_words or held.partnership_id or held.strategy_id or held.programme_id):
        raise ValueError(_("Say what it is brought to: a place, a board, a strategy or a programme."))
    recorded.sourced(held)
    there_is = _("There is a roll-out called “%(name)s” already.")
    recorded.named(held, RollOut, there_is % {"name": held.name})
    if rollout is not None:
        for stage in held.stages.all():
            _stage_in(held, stage)
    recorded.keep(held, by, now, _("Somebody entered “%(name)s” a moment ago.") % {"name": held.name})
    held.owners.set(owners)
    verb, words = ("made", "entered") if rollout is None else ("changed", "changed")
    recorded.tell("roll-out", held, by, now, verb, f"{words} the roll-out “{held.name}”")
    return held


@transaction.atomic
def save_line(
    *, rollout: RollOut, kind: type[Line], line: Line | None, fields: Mapping[str, Any], revision: int,
    by: Any, now: dt.datetime,
) -> Any:  # fmt: skip
    """Write a line of the record, or change one: what is brought, a stage, training, an adaptation, a change.

    Raises :class:`Moved`; ValueError where something is missing or not known, days are in the wrong order, or
    the same stands there already.
    """
    held = recorded.begun(kind, line, revision, rollout=rollout)
    recorded.put(held, _resolved(fields, by) if kind is Effect else fields, OF[kind])
    recorded.sourced(held)
    _CHECK[kind](held)
    for name in ("by", "reached", "on"):
        _come(getattr(held, name, ""), now)
    recorded.keep(held, by, now, str(_TWICE.get(kind, _("That stands there already."))))
    what = "wrote" if line is None else "changed"
    _tell(rollout, by, now, "recorded", f"{what} {_CALLED[kind]} the roll-out “{rollout.name}”")
    return held


@transaction.atomic
def save_lesson(
    *, rollout: RollOut, lesson: Lesson | None, fields: Mapping[str, Any], revision: int, by: Any,
    now: dt.datetime,
) -> Lesson:  # fmt: skip
    """Write what was learnt; where it is for a question of a toolkit or of tests, put it as a note beside
    that question in a draft of the next version, which is begun where there is none.

    Raises :class:`Moved`; ValueError as :func:`save_line`, for a lesson that was sent already, and where the
    draft does not have the question any more.
    """
    if lesson is not None and lesson.sent_at is not None and (lesson.toolkit_id or lesson.tests_id):
        raise ValueError(_("It was sent already, and stays as it was sent. Write a further lesson instead."))
    held: Lesson = save_line(
        rollout=rollout, kind=Lesson, line=lesson, fields=fields, revision=revision, by=by, now=now
    )
    if held.kind:
        _send(held, by, now)
    return held


@transaction.atomic
def drop_line(
    *, rollout: RollOut, kind: type[Line], line: Line, revision: int, by: Any, now: dt.datetime
) -> None:
    """Take a line out of the record. Raises :class:`Moved`; ValueError for a lesson that was sent."""
    held = taken(kind, line.pk, revision)
    if isinstance(held, Lesson) and held.sent_at is not None:
        raise ValueError(_("It was sent to a draft, so it stays."))
    held.delete()
    _tell(rollout, by, now, "dropped", f"took {_CALLED[kind]} the roll-out “{rollout.name}” out again")


@transaction.atomic
def attach(*, rollout: RollOut, address: str, by: Any, now: dt.datetime) -> str:
    """Let a proposal, a report or a commitment of this site belong to a roll-out; which kind it is.

    Raises ValueError for another address, for what ``by`` may not know of, and for what belongs already.
    """
    found = _OURS.fullmatch(address.strip())
    if found is None:
        raise ValueError(
            _("Give the address of a proposal, a report or a commitment here, such as /proposals/3/.")
        )
    kind, number = found[1], int(found[2])
    held = _known(kind, number, by)
    if held is None:
        raise ValueError(_("There is none at %(address)s, or you may not read it.") % {"address": found[0]})
    if getattr(rollout, kind).filter(pk=number).exists():
        raise ValueError(_("It belongs to this roll-out already."))
    getattr(rollout, kind).add(held)
    # Who may not read a proposal or a report does not learn its title from the record either.
    _tell(rollout, by, now, "linked", f"linked {found[1].removesuffix('s')} {number} with “{rollout.name}”")
    return kind


@transaction.atomic
def detach(*, rollout: RollOut, kind: str, number: int, by: Any, now: dt.datetime) -> None:
    """Let something no longer belong to a roll-out."""
    getattr(rollout, kind).remove(number)
    _tell(rollout, by, now, "unlinked", f"unlinked {kind.removesuffix('s')} {number} from “{rollout.name}”")


def _resolved(fields: Mapping[str, Any], by: Any) -> Mapping[str, Any]:
    """Where what shows a change is the page of a proposal or a report here, that itself is kept: who may not
    read it is not shown it.
    """
    found = _OURS.fullmatch(fields.get("link", ""))
    if found is None or found[1] == "commitments":
        return fields
    if _known(found[1], int(found[2]), by) is None:
        raise ValueError(_("There is none at %(address)s, or you may not read it.") % {"address": found[0]})
    return {**fields, "link": "", f"{found[1].removesuffix('s')}_id": int(found[2])}


def _known(kind: str, number: int, by: Any) -> Any | None:
    """A proposal, a report or a commitment that ``by`` may know of."""
    if kind == "commitments":
        return Commitment.objects.filter(pk=number).first()
    seen: Any = proposals.proposals(by) if kind == "proposals" else reports.reports(by)
    return seen.filter(pk=number).first()


def _come(day: str, now: dt.datetime) -> None:
    """Raises ValueError for a day that is recorded as past and surely still to come."""
    found = days.read(day)
    if found is not None and found.first > commitments.day_of(now):
        raise ValueError(_("%(day)s is still to come.") % {"day": found.words})


def _brought(held: Brought) -> None:
    key = f"{held.kind}:{held.thing}:{held.version}"
    if key not in things.choices():
        raise ValueError(_("There is no such version (any more). Choose one from the list."))
    recorded.in_order(held.by, held.until, _("It cannot have been in use no longer before it was in use."))


def _stage(held: Stage) -> None:
    recorded.needed(held.name, _("Give the stage a name."))
    recorded.in_order(held.planned, held.planned, "")
    _stage_in(held.rollout, held)


def _stage_in(rollout: RollOut, held: Stage) -> None:
    for day in (held.planned, held.reached):
        began = _("The roll-out begins %(when)s, and “%(stage)s” lies before that.")
        began %= {"when": _in(rollout.begins), "stage": held.name}
        recorded.in_order(rollout.begins, day, began)
        ended = _("The roll-out ends %(when)s, and “%(stage)s” lies after that.")
        ended %= {"when": _in(rollout.ends), "stage": held.name}
        recorded.in_order(day, rollout.ends, ended)


def _in(day: str) -> str:
    """ "in April 2025", "on 3 April 2025"."""
    if not day:
        return ""
    exact = len(day) == len("2025-04-03")
    return (_("on %(day)s") if exact else _("in %(day)s")) % {"day": days.words(day)}


def _training(held: Training) -> None:
    recorded.needed(held.to, _("Say to whom, by role."))
    for words in (held.to, held.given_by):
        recorded.nobody(words)
    recorded.in_order(held.on, held.on, "")
    if held.rollout.trainings.filter(on=held.on, to__iexact=held.to).exclude(pk=held.pk).exists():
        raise ValueError(_("Training of these people on that day stands there already."))


def _adaptation(held: Adaptation) -> None:
    recorded.needed(held.words, _("Say what was done otherwise."))
    recorded.needed(held.why, _("Say why."))


def _effect(held: Effect) -> None:
    recorded.needed(held.words, _("Say what it changed."))
    recorded.in_order(held.on, held.on, "")
    if held.indicator and evidence.indicator(held.indicator) is None:
        raise ValueError(_("That indicator was withdrawn, or never was. Choose another, or none."))
    if not (held.proposal_id or held.report_id or held.indicator or held.link or held.source):
        raise ValueError(
            _("Say what shows it: a proposal, a report, an indicator, a page, or a source in words.")
        )


def _lesson(held: Lesson) -> None:
    recorded.needed(held.words, _("Say what was learnt."))
    recorded.in_order(held.on, held.on, "")
    if not held.kind:
        held.thing = held.key = held.item = held.item_words = ""
        return
    words = things.questions().get(f"{held.kind}|{held.thing}|{held.key}|{held.item}")
    if words is None:
        raise ValueError(_("There is no such question in force (any more). Choose another, or none."))
    held.item_words = words[:500]
    if held.rollout.lessons.filter(words=held.words, item_words=held.item_words).exclude(pk=held.pk).exists():
        raise ValueError(_("This lesson stands there already."))


def _send(held: Lesson, by: Any, now: dt.datetime) -> None:
    """Put a lesson as a note into the draft of the next version."""
    words = {
        "item": held.item,
        "words": held.words,
        "source": f"Roll-out “{held.rollout.name}”",  # stays English
    }
    if held.kind == Brought.Kind.TOOLKIT:
        draft: Version | SetVersion = toolkits.start_draft(toolkit=held.thing, by=by, now=now)
        note = {"key": held.key, **words}
        toolkits.note(draft=draft, notes=[note], by=by, now=now)  # type: ignore[arg-type]
        held.toolkit = draft
    else:
        note = words
        draft = drafting.start_draft(test_set=held.thing, by=by, now=now)
        drafting.note(draft=draft, notes=[note], by=by, now=now)
        held.tests = draft
    draft.refresh_from_db()
    if note not in draft.notes:
        raise ValueError(
            _("The draft of the next version does not have that question any more. Choose another.")
        )
    held.sent_at = now
    held.save(update_fields=["toolkit", "tests", "sent_at"])


def _tell(rollout: RollOut, by: Any, now: dt.datetime, verb: str, words: str) -> None:
    """Into the record; and the roll-out itself says who wrote on it last."""
    RollOut.objects.filter(pk=rollout.pk).update(changed_by=str(by), changed_at=now)
    recorded.tell("roll-out", rollout, by, now, verb, words)


_CHECK = {
    Brought: _brought, Stage: _stage, Training: _training, Adaptation: _adaptation, Effect: _effect,
    Lesson: _lesson,
}  # fmt: skip
_TWICE = {
    Brought: gettext_lazy("This version is brought by the roll-out already."),
    Stage: gettext_lazy("The roll-out has a stage of that name already."),
}
