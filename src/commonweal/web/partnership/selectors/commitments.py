"""Reads of commitments: which there are, how each stands on a day, and who may write on it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Max, Prefetch, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from commonweal.partnership.commitments import OPEN, STANDINGS, Kind, Promise, Standing, Stands, stands
from commonweal.partnership.commitments import Update as Told
from commonweal.web.partnership.models import Commitment, CommitmentUpdate, Organisation, Said
from commonweal.web.partnership.roles import PROMISE

from . import evidence

PER_PAGE = 30


@dataclass(frozen=True)
class Held:
    """A commitment and how it stands."""

    commitment: Commitment
    stands: Stands

    @property
    def open(self) -> bool:
        return self.stands.standing in OPEN


@dataclass(frozen=True)
class Listed:
    """``counts``: of each standing, among those that fit all that was asked but the standing."""

    found: Sequence[Held]
    counts: Mapping[Standing, int]


def day_of(moment: dt.datetime) -> dt.date:
    """The day here of a moment."""
    return timezone.localtime(moment).date()


def commitments() -> QuerySet[Commitment]:
    """All of them: what is promised is public from the day it is made."""
    return Commitment.objects.select_related("organisation", "partnership").prefetch_related("updates")


def commitment(number: int) -> Commitment | None:
    sayings = Prefetch("sayings", Said.objects.select_related("to"))
    return commitments().prefetch_related(sayings).filter(pk=number).first()


def stands_on(held: Commitment, day: dt.date) -> Stands:
    """How a commitment stands at the end of a day."""
    return _stands(held, [Told(u.day, Kind(u.kind), u.until) for u in held.updates.all()], day)


def _stands(held: Commitment, told: Sequence[Told], day: dt.date) -> Stands:
    return stands(Promise(held.made_on, held.due, tuple(told), held.withdrawn_on), day)


def listed(asked: Any, day: dt.date) -> Listed:
    """The commitments that fit, those to be looked at first, then by the day that counts."""
    found = [Held(c, stands_on(c, day)) for c in fitting(asked)]
    counts = Counter(h.stands.standing for h in found)
    if asked.standing:
        found = [h for h in found if h.stands.standing == asked.standing]
    return Listed(in_order(found), {s: counts[s] for s in STANDINGS})


def in_order(found: Iterable[Held]) -> list[Held]:
    return sorted(found, key=lambda h: (STANDINGS.index(h.stands.standing), h.stands.until, h.commitment.pk))


def page_of(found: Sequence[Held], number: int) -> Page[Held]:
    return Paginator(found, PER_PAGE).get_page(number)


def of_organisations(organisations: Iterable[Organisation], day: dt.date) -> list[Held]:
    own = commitments().filter(organisation__in=list(organisations))
    return in_order(Held(c, stands_on(c, day)) for c in own)


def touching(day: dt.date, **fields: Any) -> list[Held]:
    """The commitments on a goal, an indicator or a place, or of a partnership: in one query.

    Pages of other rooms show them, so their updates come along with them, a row for each.
    """
    found: dict[int, tuple[Commitment, list[Told]]] = {}
    own = Commitment.objects.select_related("organisation", "partnership").filter(**fields)
    rows = own.annotate(on=F("updates__day"), kind=F("updates__kind"), moved=F("updates__until")).order_by(
        "updates__day", "updates__id"
    )
    for c in rows:
        _commitment, told = found.setdefault(c.pk, (c, []))
        if c.on is not None:
            told.append(Told(c.on, Kind(c.kind), c.moved))
    return in_order(Held(c, _stands(c, told, day)) for c, told in found.values())


def here(day: dt.date, code: str) -> list[Held]:
    """The commitments for a place and for those that lie in it."""
    return touching(day, area__in=_inside(code))


def own_organisations(user: Any) -> list[Organisation]:
    """The organisations that a person writes for."""
    if not getattr(user, "is_authenticated", False) or not user.may(PROMISE):
        return []
    return list(Organisation.objects.filter(partners__person=user))


def writes_for(user: Any, organisation: Organisation) -> bool:
    """Whether a person may write for an organisation: by role, and by being tied to it."""
    may = getattr(user, "may", None)
    if may is None or not may(PROMISE):
        return False
    return organisation.partners.filter(person_id=user.pk).exists()


def saying(commitment: Commitment, number: int) -> Said | None:
    """What somebody said of a commitment and may be replied to."""
    return commitment.sayings.filter(pk=number, reply=False).first()


def named_in(commitment: Commitment) -> list[Organisation]:
    """The other organisations that a commitment, or what its own organisation said of it since, names."""
    texts = [commitment.title, commitment.words, commitment.measure, commitment.resources]
    texts += [f"{u.words} {u.evidence}" for u in commitment.updates.all()]
    whole = f" {_plain(' '.join(texts))} "
    others = Organisation.objects.exclude(pk=commitment.organisation_id)
    return [o for o in others if f" {_plain(o.name)} " in whole]


def _plain(text: str) -> str:
    """Words alone: capitals, quotation marks and full stops aside."""
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


def differing(held: Iterable[Held]) -> set[int]:
    """The commitments of which an update states another figure than the published one, now."""
    return {
        h.commitment.pk
        for h in held
        for u in h.commitment.updates.all()
        if u.stated and (found := evidence.against(u)) is not None and found.agrees is False
    }


def numbers() -> list[int]:
    """The number of each commitment."""
    return list(Commitment.objects.values_list("pk", flat=True))


def latest(number: int) -> list[tuple[Commitment, dt.datetime]]:
    """The commitments that were made, or that their organisation spoke of, last; and when."""
    # GREATEST with a NULL is NULL in SQLite alone.
    moment = Greatest("entered_at", Coalesce(Max("updates__at"), "entered_at"))
    found = commitments().annotate(moment=moment).order_by("-moment", "-pk")
    return [(c, c.moment) for c in found[:number]]


def last_update(commitment: Commitment) -> CommitmentUpdate | None:
    return CommitmentUpdate.objects.filter(commitment_id=commitment.pk).last()


def _inside(code: str) -> list[str]:
    areas = Commitment.objects.order_by().values_list("area", flat=True).distinct()
    return evidence.inside(code, areas)


def fitting(asked: Any) -> QuerySet[Commitment]:
    """The commitments that fit all that was asked but how they stand."""
    found = commitments()
    for word in asked.words.split():
        found = found.filter(title__icontains=word) | found.filter(words__icontains=word)
    if asked.organisation:
        found = found.filter(organisation__slug=asked.organisation)
    if asked.partnership:
        found = found.filter(partnership__slug=asked.partnership)
    if asked.goal:
        framework, _, goal = asked.goal.partition(":")
        found = found.filter(framework=framework, goal=goal)
    if asked.place:
        found = found.filter(area__in=_inside(asked.place))
    for name, value in (("indicator", asked.indicator), ("group", asked.group)):
        if value:
            found = found.filter(**{name: value})
    return found
