"""Writes of commitments: to promise, to say how it goes, to withdraw, to speak of one and to reply."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.web.audit import actions as audit
from commonweal.web.partnership.models import (
    Commitment,
    CommitmentUpdate,
    Organisation,
    Partnership,
    Said,
)
from commonweal.web.partnership.selectors import commitments as selectors
from commonweal.web.partnership.selectors import evidence, organisations
from commonweal.web.scrutiny.actions.threads import said
from commonweal.web.scrutiny.selectors.evidence import figure_pinned
from commonweal.web.ui.days import day_words

from . import reminding
from .organisations import Moved

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


@transaction.atomic
def promise(
    *, organisation: Organisation, fields: Mapping[str, Any], by: Any, now: dt.datetime, example: str = "",
) -> Commitment:  # fmt: skip
    """Make a commitment for an organisation that the person writes for.

    ``fields``: those of the model. Raises ValueError for a day that has passed, an indicator, goal, place or
    group that is not (or no longer) known, an organisation that left or is another's, and empty words.
    """
    mine(organisation, by)
    today = selectors.day_of(now)
    if not organisations.part_of_it(organisation, today):
        raise ValueError(_why_not(organisation, today))
    if fields["due"] < today:
        raise ValueError(_("The day by which it is to be done has passed already."))
    evidence.check(fields)
    group = fields.get("group", "")
    made = Commitment.objects.create(
        organisation=organisation, partnership=_partnership(fields), title=_line(fields["title"]),
        words=said(fields["words"], _("Write what is promised.")), framework=fields["framework"],
        goal=fields["goal"], indicator=fields.get("indicator", ""), area=fields["area"], group=group,
        group_words=evidence.groups().get(group, ""), made_on=today, due=fields["due"],
        measure=said(fields["measure"], _("Say how it will be known.")),
        resources=said(fields["resources"], _("Say with what resources.")), example=example,
        author=_person(by), entered_at=now,
    )  # fmt: skip
    _record(made, by, now, "promised", "made the commitment")  # stays English
    return made


@transaction.atomic
def update(
    *, commitment: Commitment, kind: str, words: str, day: dt.date, revision: int, by: Any,
    now: dt.datetime, until: dt.date | None = None, evidence_words: str = "", link: str = "",
    pinned: str = "", stated: str = "", stated_period: str = "",
) -> CommitmentUpdate:  # fmt: skip
    """Say how a commitment goes. What it states against the evidence is kept, and flagged when it is read.

    ``pinned``: a published figure as "indicator|place|breakdown"; ``stated``: a number in the partner's own
    words with the period it is of. Raises :class:`~.organisations.Moved` where somebody else said something
    since; ValueError where a part is missing, a day is not between the last update and today, a new day has
    passed, or the commitment was withdrawn.
    """
    held = taken(commitment, revision, by)
    text = said(words, _("Say how it stands."))
    _between(held, day, now)
    if kind not in CommitmentUpdate.Kind.values:
        raise ValueError(_("Choose how it stands."))
    if kind == CommitmentUpdate.Kind.CHANGED:
        in_force = selectors.stands_on(held, selectors.day_of(now)).until
        if until is None or until < selectors.day_of(now):
            raise ValueError(_("Say the new day by which it is to be done: one that has not passed."))
        if until == in_force:
            raise ValueError(_("%(day)s is the day that counts already.") % {"day": day_words(until)})
    elif until is not None:
        raise ValueError(
            _("A new day belongs to “It will be done by another day”. Choose that, or empty it.")
        )
    shown = any(c.isalnum() for c in evidence_words)
    if kind == CommitmentUpdate.Kind.DONE and not (shown or link or pinned or stated):
        raise ValueError(_("Say what shows that it is done: a figure, words, or the address of a page."))
    _stated(held, stated, stated_period)
    made = CommitmentUpdate.objects.create(
        commitment=held, kind=kind, words=text, until=until,
        evidence=said(evidence_words, _("Say what shows it.")) if evidence_words.strip() else "", link=link,
        figure=figure_pinned(pinned) if pinned else {}, stated=stated, stated_period=stated_period, day=day,
        author=_person(by), at=now,
    )  # fmt: skip
    _kept(held)
    _record(held, by, now, "updated", f"said ({kind}) how it goes with the commitment")  # stays English
    return made


@transaction.atomic
def withdraw(*, commitment: Commitment, words: str, revision: int, by: Any, now: dt.datetime) -> Commitment:
    """Withdraw a commitment for a reason; it stays in sight.

    Raises :class:`~.organisations.Moved`; ValueError without a reason, or where it was withdrawn already.
    """
    held = taken(commitment, revision, by)
    held.withdrawn_words = said(words, _("Say why it is withdrawn."))
    held.withdrawn_on = selectors.day_of(now)
    _kept(held)
    _record(held, by, now, "withdrew", "withdrew the commitment")  # stays English
    return held


@transaction.atomic
def remark(*, commitment: Commitment, words: str, role: str, by: Any, now: dt.datetime) -> Said:
    """Say something of a commitment in public, as ``role``. Raises ValueError for empty words."""
    made = Said.objects.create(
        commitment=commitment,
        words=said(words, _("Write what you say.")),
        by=role,
        author=_person(by),
        at=now,
    )
    reminding.tell(made, now=now)
    _record(commitment, by, now, "remarked", "said something of the commitment")  # stays English
    return made


@transaction.atomic
def state(
    *, commitment: Commitment, organisation: Organisation, words: str, by: Any, now: dt.datetime
) -> Said:
    """What an organisation says that a commitment of another names: it stands there under its name.

    Raises ValueError for somebody who does not write for it, one that the commitment does not name, or empty
    words.
    """
    mine(organisation, by)
    if organisation not in selectors.named_in(commitment):
        raise ValueError(
            _("The commitment does not name %(organisation)s.") % {"organisation": organisation.name}
        )
    made = Said.objects.create(
        commitment=commitment, words=said(words, _("Write what you say.")), by=organisation.name,
        author=_person(by), at=now,
    )  # fmt: skip
    reminding.tell(made, now=now)
    told = f"said something for {organisation.name} of the commitment"  # stays English
    _record(commitment, by, now, "stated", told)
    return made


@transaction.atomic
def reply(*, commitment: Commitment, to: Said | None, words: str, by: Any, now: dt.datetime) -> Said:
    """The organisation's reply to what is said of its commitment, or to how it stands.

    An organisation keeps this right when it has left and when the commitment was withdrawn. Raises ValueError
    for somebody who does not write for it, or empty words.
    """
    mine(commitment.organisation, by)
    made = Said.objects.create(
        commitment=commitment, reply=True, to=to, words=said(words, _("Write the reply.")),
        by=commitment.organisation.name, author=_person(by), at=now,
    )  # fmt: skip
    _record(commitment, by, now, "replied", "replied to what is said of the commitment")  # stays English
    return made


def mine(organisation: Organisation, by: Any) -> None:
    """Raises ValueError for somebody who does not write for the organisation."""
    if not selectors.writes_for(by, organisation):
        raise ValueError(_("You do not write for %(organisation)s.") % {"organisation": organisation.name})


def taken(commitment: Commitment, revision: int, by: Any) -> Commitment:
    """The commitment to write on, locked. Raises :class:`~.organisations.Moved`; ValueError."""
    found = Commitment.objects.select_for_update(of=("self",)).select_related("organisation")
    held = found.get(pk=commitment.pk)
    mine(held.organisation, by)
    if held.withdrawn_on is not None:
        raise ValueError(
            _("It was withdrawn on %(day)s, so nothing can be added to it.")
            % {"day": day_words(held.withdrawn_on)}
        )
    if held.revision != revision:
        raise Moved(held, _("Somebody else of the organisation"))
    return held


def _why_not(organisation: Organisation, today: dt.date) -> str:
    joins, left, named = organisation.joined_on, organisation.left_on, {"organisation": organisation.name}
    if joins is not None and joins > today:
        named |= {"day": day_words(joins)}
        return _("%(organisation)s takes part from %(day)s on, so it can promise nothing new.") % named
    if left:
        named |= {"day": day_words(left)}
        return _("%(organisation)s left on %(day)s, so it can promise nothing new.") % named
    return _("%(organisation)s takes no part, so it can promise nothing new.") % named


def _line(words: str) -> str:
    return " ".join(said(words, _("Give it a title.")).split())[:200]


def _stated(held: Commitment, stated: str, period: str) -> None:
    if not stated and not period:
        return
    if not held.indicator:
        raise ValueError(
            _("The commitment names no indicator, so a figure cannot be compared. Say it in words.")
        )
    if not stated or not period:
        raise ValueError(_("A figure needs both: the number, and the period it is of."))
    if not _NUMBER.fullmatch(stated):
        raise ValueError(_("Write the figure as a number like 12.5."))
    evidence.period(period)


def _between(held: Commitment, day: dt.date, now: dt.datetime) -> None:
    if day < held.made_on:
        raise ValueError(
            _("It was promised on %(day)s; an update comes after that.") % {"day": day_words(held.made_on)}
        )
    if day > selectors.day_of(now):
        raise ValueError(_("That day is still to come."))
    last = held.updates.last()
    if last is not None and day < last.day:
        raise ValueError(
            _("The update before it is of %(day)s; this one came later.") % {"day": day_words(last.day)}
        )


def _partnership(fields: Mapping[str, Any]) -> Partnership | None:
    slug = fields.get("partnership", "")
    return Partnership.objects.filter(slug=slug).first() if slug else None


def _person(by: Any) -> Any:
    return None if isinstance(by, audit.Actor) else by


def _kept(held: Commitment) -> None:
    held.revision += 1
    held.save()


def _record(held: Commitment, by: Any, now: dt.datetime, verb: str, words: str) -> None:
    audit.record(
        by=by, now=now, act=f"commitment.{verb}", subject=("commitment", str(held.pk), held.title),
        sentence=f"{words} “{held.title}” of {held.organisation.name}",
    )  # fmt: skip
