"""Writes of a thread: what a committee recommends, what is responded, and how the doing goes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.web.scrutiny.models import Committee, Recommendation, Reply, Report, Update
from commonweal.web.scrutiny.selectors import notices, threads
from commonweal.web.ui.days import day_words

from .notices import tell
from .threads import ThreadMoved, person_of, record, said


@transaction.atomic
def recommend(
    *, report: Report, committee: Committee, words: str, owner: str, made_on: dt.date, due: dt.date, by: Any,
    now: dt.datetime,
) -> Recommendation:  # fmt: skip
    """Enter what a committee recommends. Raises ValueError for an empty one, or days in the wrong order."""
    if made_on > threads.day_of(now):
        raise ValueError(_("The committee cannot have made it on a day that is still to come."))
    if due < made_on:
        raise ValueError(_("A response cannot be due before the recommendation is made."))
    if not any(c.isalnum() for c in owner):
        raise ValueError(_("Say who is to respond: a role or an organisation."))
    made = Recommendation.objects.create(
        report=report, committee=committee, words=said(words, _("Write what is recommended.")),
        owner=" ".join(owner.split()), made_on=made_on, due=due, author=person_of(by), entered_by=str(by),
        entered_at=now,
    )  # fmt: skip
    record(report, by, now, "recommended", "entered a recommendation on", {"recommendation": made.pk})
    to = [*notices.answerers(report), *notices.watchers(report)]
    _tell_of(made, "recommendation", str(made.pk), to, by, now)
    return made


@transaction.atomic
def respond(
    *, recommendation: Recommendation, answer: str, words: str, will_do: str = "",
    will_by: dt.date | None = None, day: dt.date, revision: int, by: Any, now: dt.datetime,
) -> Reply:  # fmt: skip
    """Respond to a recommendation; a later response replaces an earlier one, which stays in sight.

    What is accepted, or accepted in part, says what will be done, by when. Raises
    :class:`~commonweal.web.scrutiny.actions.threads.ThreadMoved`; ValueError where a part is missing, a day
    is not between the recommendation and today, or the recommendation was withdrawn.
    """
    held = taken(recommendation, revision)
    reason = said(words, _("Give the reason."))
    _between(held, day, now)
    last = held.replies.last()
    if last is not None and day < last.day:
        raise ValueError(
            _("The response before it was given on %(day)s; this one came later.")
            % {"day": day_words(last.day)}
        )
    if answer == Recommendation.Answer.NOT:
        will_do, will_by = "", None
    elif answer not in Recommendation.Answer.values:
        raise ValueError(_("Choose whether it is accepted."))
    else:
        will_do = said(will_do, _("Say what will be done."))
        if will_by is None or will_by < day:
            raise ValueError(_("Say by when it will be done: a day not before the response."))
    made = Reply.objects.create(
        recommendation=held, answer=answer, words=reason, will_do=will_do, will_by=will_by, day=day,
        by=str(by), at=now,
    )  # fmt: skip
    held.response, held.will_do, held.will_by = answer, will_do, will_by
    held.responded_on = held.responded_on or day
    _kept(held)
    record(held.report, by, now, "responded", "responded to a recommendation on", {"recommendation": held.pk})
    _tell_of(held, "response", f"{held.pk}-{made.pk}", _concerned(held), by, now)
    return made


@transaction.atomic
def update(
    *, recommendation: Recommendation, words: str, done: bool, evidence: str = "", link: str = "",
    day: dt.date, revision: int, by: Any, now: dt.datetime,
) -> Update:  # fmt: skip
    """Say how the doing stands. What is called done says what shows it.

    Raises :class:`~commonweal.web.scrutiny.actions.threads.ThreadMoved`; ValueError where nothing was
    accepted, a part is missing, or a day is not between the response and today.
    """
    held = taken(recommendation, revision)
    if held.response not in ("accepted", "partly"):
        raise ValueError(_("Nothing of it was accepted, so there is nothing to be done yet."))
    text = said(words, _("Say how it stands."))
    _between(held, day, now)
    if held.responded_on and day < held.responded_on:
        raise ValueError(
            _("It was accepted on %(day)s; an update comes after that.")
            % {"day": day_words(held.responded_on)}
        )
    last = held.updates.last()
    if last is not None and day < last.day:
        raise ValueError(
            _("The update before it is of %(day)s; this one came later.") % {"day": day_words(last.day)}
        )
    if done and not link and not any(c.isalnum() for c in evidence):
        raise ValueError(_("Say what shows that it is done: in words, or with the address of a page."))
    if evidence.strip():
        evidence = said(evidence, _("Say what shows it."))
    made = Update.objects.create(
        recommendation=held, words=text, done=done, evidence=evidence.strip(), link=link, day=day, by=str(by),
        at=now,
    )  # fmt: skip
    held.done_on = day if done else None
    _kept(held)
    record(
        held.report, by, now, "updated", "said how a recommendation is being done on",
        {"recommendation": held.pk},
    )  # fmt: skip
    _tell_of(held, "update", f"{held.pk}-{made.pk}", _concerned(held), by, now)
    return made


@transaction.atomic
def take_back(
    *, recommendation: Recommendation, words: str, revision: int, by: Any, now: dt.datetime
) -> Recommendation:
    """Withdraw a recommendation; it stays in sight, with the reason.

    Raises :class:`~commonweal.web.scrutiny.actions.threads.ThreadMoved`; ValueError without a reason.
    """
    held = taken(recommendation, revision)
    held.withdrawn_words = said(words, _("Say why it is withdrawn."))
    held.withdrawn_by, held.withdrawn_at = str(by), now
    _kept(held)
    record(held.report, by, now, "withdrawn", "withdrew a recommendation on", {"recommendation": held.pk})
    return held


def taken(recommendation: Recommendation, revision: int) -> Recommendation:
    """The recommendation to write on, locked.

    Raises :class:`~commonweal.web.scrutiny.actions.threads.ThreadMoved`; ValueError where it was withdrawn.
    """
    found = Recommendation.objects.select_for_update(of=("self",)).select_related("report")
    held = found.get(id=recommendation.pk)
    if held.withdrawn_at is not None:
        raise ValueError(
            _("%(who)s withdrew this recommendation on %(day)s, so nothing can be added to it.")
            % {
                "who": held.withdrawn_by,
                "day": day_words(threads.day_of(held.withdrawn_at)),
            }
        )
    if held.revision != revision:
        raise ThreadMoved(held)
    return held


def _between(held: Recommendation, day: dt.date, now: dt.datetime) -> None:
    if day < held.made_on:
        raise ValueError(
            _("The committee made it on %(day)s; this came after that.") % {"day": day_words(held.made_on)}
        )
    if day > threads.day_of(now):
        raise ValueError(_("That day is still to come."))


def _concerned(held: Recommendation) -> list[Any]:
    return [*notices.persons([held.author_id]), *notices.watchers(held.report)]


def _kept(held: Recommendation) -> None:
    held.revision += 1
    held.save()


def _tell_of(held: Recommendation, kind: str, key: str, to: list[Any], by: Any, now: dt.datetime) -> None:
    tell(kind=kind, key=key, report=held.report, to=to, anchor=f"recommendation-{held.pk}", by=by, now=now)
