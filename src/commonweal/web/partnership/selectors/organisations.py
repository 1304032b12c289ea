"""Reads of organisations and partnerships: who takes part, who sits where, whose seat is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from commonweal.partnership.seats import Period, covers, missing, overlapping, takes_part
from commonweal.partnership.seats import Seat as Kept
from commonweal.web.accounts.models import User
from commonweal.web.accounts.selectors import people
from commonweal.web.partnership.models import Organisation, Partner, Partnership, Seat
from commonweal.web.partnership.roles import PROMISE


@dataclass(frozen=True)
class Table:
    """Who sits round it on a day (``now``), who did or will (``others``); whose seat nobody has.

    ``missing``: kind to "vacant" or "none". ``over``: the partnership itself has ended.
    """

    now: Sequence[Seat]
    others: Sequence[Seat]
    missing: dict[str, str]
    over: bool


def organisations(asked: Any) -> QuerySet[Organisation]:
    found = Organisation.objects.prefetch_related("memberships")
    for word in asked.words.split():
        found = found.filter(Q(name__icontains=word) | Q(about__icontains=word))
    if asked.kind:
        found = found.filter(kind=asked.kind)
    return found


def organisation_choices() -> dict[str, str]:
    """Name by slug."""
    return dict(Organisation.objects.values_list("slug", "name"))


def organisation(slug: str) -> Organisation | None:
    return Organisation.objects.prefetch_related("memberships").filter(slug=slug).first()


def partnerships() -> QuerySet[Partnership]:
    return Partnership.objects.prefetch_related("seats__organisation__memberships")


def partnerships_with(words: str) -> QuerySet[Partnership]:
    """Those that hold every word."""
    found = Partnership.objects.all()
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(purpose__icontains=word))
    return found


def partnership_choices() -> dict[str, str]:
    """Name by slug."""
    return dict(Partnership.objects.values_list("slug", "name"))


def partnership(slug: str) -> Partnership | None:
    return partnerships().filter(slug=slug).first()


def seat(partnership: Partnership, number: int) -> Seat | None:
    return Seat.objects.select_related("organisation").filter(partnership=partnership, pk=number).first()


def seats_of(organisation: Organisation) -> list[Seat]:
    """The seats it has or had, the latest first."""
    found = organisation.seats.select_related("partnership", "organisation")
    return sorted(found, key=lambda s: (s.until is not None, s.until or dt.date.max, s.partnership.name))


def periods(organisation: Organisation) -> list[Period]:
    """When it takes part, the first period first; the last may go on."""
    earlier = [Period(m.since, m.until) for m in organisation.memberships.all()]
    return [*earlier, Period(organisation.joined_on, organisation.left_on)]


def part_of_it(organisation: Organisation, day: dt.date) -> bool:
    """Whether an organisation takes part on a day."""
    return takes_part(periods(organisation), day)


def with_another(organisation: Organisation, since: dt.date | None, until: dt.date | None) -> bool:
    """Whether another period fits beside those that an organisation has: none shares a day with it."""
    return not overlapping([*periods(organisation), Period(since, until)])


def sits(seat: Seat, day: dt.date) -> bool:
    """Whether a seat is taken on a day: an organisation that takes no part sits nowhere."""
    return covers(_period(seat), day) and (seat.organisation is None or part_of_it(seat.organisation, day))


def table(held: Partnership, day: dt.date) -> Table:
    """Who sits in a partnership on a day."""
    seats = list(held.seats.all())
    now = [s for s in seats if sits(s, day)]
    # A seat whose organisation has left is a seat still, with nobody on it.
    kept = [Kept(s.kind, _period(s), held=s.organisation is not None and sits(s, day)) for s in seats]
    over = held.until is not None and held.until < day
    return Table(now, [s for s in seats if s not in now], {} if over else missing(kept, day), over)


def writers(organisation: Organisation) -> list[User]:
    """Who writes for an organisation: for those who say so, never for the public."""
    ids = Partner.objects.filter(organisation=organisation).values_list("person_id", flat=True)
    return list(people().filter(id__in=ids))


def possible_writers() -> list[User]:
    """Everybody who has the role."""
    return [p for p in people().filter(is_active=True) if p.may(PROMISE)]


def _period(seat: Seat) -> Period:
    return Period(seat.since, seat.until)
