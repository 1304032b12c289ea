"""Writes of the register of partners: organisations, partnerships, seats, and who may write for whom."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commonweal.web.accounts.models import User
from commonweal.web.audit import actions as audit
from commonweal.web.partnership.models import (
    Commitment,
    Membership,
    Organisation,
    Partner,
    Partnership,
    Seat,
)
from commonweal.web.partnership.roles import PROMISE
from commonweal.web.partnership.selectors.organisations import with_another
from commonweal.web.ui.days import day_words

OF_ORGANISATION = (
    "name", "kind", "about", "brings", "brings_words", "roles", "joined_on", "left_on", "contact",
    "source", "source_address",
)  # fmt: skip
OF_PARTNERSHIP = (
    "name", "kind", "purpose", "owns", "since", "until", "source", "source_address", "said", "said_source",
    "said_address", "said_on",
)  # fmt: skip
OF_SEAT = ("organisation_id", "kind", "words", "since", "until", "source", "source_address")


class Moved(Exception):
    """Somebody else wrote on the same row in the meantime. ``held``: as it stands now."""

    def __init__(self, held: Organisation | Partnership | Seat | Commitment, who: str = "") -> None:
        by = who or getattr(held, "changed_by", "") or _("Somebody else")
        super().__init__(_("%(who)s changed this after you opened the page.") % {"who": by})
        self.held = held


@transaction.atomic
def save_organisation(
    *, organisation: Organisation | None, fields: Mapping[str, Any], revision: int, by: Any, now: dt.datetime,
    slug: str = "", example: str = "",
) -> Organisation:  # fmt: skip
    """Enter an organisation, or change what is said of it; its address stays.

    Raises :class:`Moved`; ValueError where another has the name, or the days are in the wrong order.
    """
    held = Organisation(slug=slug, example=example, revision=0)
    if organisation is not None:
        held = taken(Organisation, organisation.pk, revision)
    _put(held, fields, OF_ORGANISATION)
    strange = set(held.brings) - set(Organisation.Brings.values)
    if strange:
        raise ValueError(_("Choose what it brings from the list."))
    if "@" in held.roles:
        raise ValueError(_("Give roles, not persons or addresses."))
    _ordered(held.joined_on, held.left_on, _("It cannot have left before it joined."))
    if held.pk:
        last = held.memberships.last()
        if last is not None and (held.joined_on is None or held.joined_on <= last.until):
            raise ValueError(
                _("It took part before, until %(day)s: this period comes after that.")
                % {"day": day_words(last.until)}
            )
    there_is = _("There is an organisation called “%(name)s” already.")
    _once(held, Organisation, there_is % {"name": held.name})
    _keep(held, by, now, "organisation", new=organisation is None)
    return held


@transaction.atomic
def save_membership(
    *, organisation: Organisation, since: dt.date | None, until: dt.date | None, revision: int, by: Any,
    now: dt.datetime,
) -> Organisation:  # fmt: skip
    """Enter another period in which an organisation took part, or, without ``until``, that it does again.

    The latest period is the organisation's own; the others stand beside it. Raises :class:`Moved`; ValueError
    for days in the wrong order, a period that shares a day with another, or none at all.
    """
    held: Organisation = taken(Organisation, organisation.pk, revision)
    _ordered(since, until, _("It cannot have left before it joined."))
    if since is None and until is None:
        raise ValueError(_("Say from when, or until when, it took part."))
    if not with_another(held, since, until):
        raise ValueError(
            _("It took part on some of these days already. Change that period, or choose others.")
        )
    stamp = {"changed_by": str(by), "changed_at": now}
    later = held.left_on is not None and since is not None and since > held.left_on
    if later and held.left_on is not None:
        Membership.objects.create(organisation=held, since=held.joined_on, until=held.left_on, **stamp)
        held.joined_on, held.left_on = since, until
    elif until is not None:
        Membership.objects.create(organisation=held, since=since, until=until, **stamp)
    _keep(held, by, now, "organisation", new=False)
    return held


@transaction.atomic
def save_partnership(
    *, partnership: Partnership | None, fields: Mapping[str, Any], revision: int, by: Any, now: dt.datetime,
    slug: str = "", example: str = "",
) -> Partnership:  # fmt: skip
    """Enter a partnership, or change what is said of it; its address stays.

    Raises :class:`Moved`; ValueError where another has the name, the days are in the wrong order, or
    something that was said of it has no source.
    """
    held = Partnership(slug=slug, example=example, revision=0)
    if partnership is not None:
        held = taken(Partnership, partnership.pk, revision)
    _put(held, fields, OF_PARTNERSHIP)
    if held.said and not held.said_source:
        raise ValueError(_("Say who said it: what was said in public stands here with its source."))
    _ordered(held.since, held.until, _("It cannot have ended before it began."))
    there_is = _("There is a partnership called “%(name)s” already.")
    _once(held, Partnership, there_is % {"name": held.name})
    _keep(held, by, now, "partnership", new=partnership is None)
    return held


@transaction.atomic
def save_seat(
    *, partnership: Partnership, seat: Seat | None, fields: Mapping[str, Any], revision: int, by: Any,
    now: dt.datetime,
) -> Seat:  # fmt: skip
    """Add a seat to a partnership, or change one. A seat that is left keeps its row, with its last day.

    Raises :class:`Moved`; ValueError where the days are in the wrong order, or the organisation had left
    before the seat was taken.
    """
    held = Seat(partnership=partnership, revision=0)
    if seat is not None:
        held = taken(Seat, seat.pk, revision)
    before = held.organisation_id
    _put(held, fields, OF_SEAT)
    _ordered(held.since, held.until, _("A seat cannot be left before it is taken."))
    left = held.organisation.left_on if held.organisation else None
    if left is not None and (held.since is None or held.since > left) and held.organisation_id != before:
        raise ValueError(
            _("%(organisation)s left on %(day)s, so it can take no seat.")
            % {"organisation": held.organisation, "day": day_words(left)}
        )
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    held.save()
    who = str(held.organisation or "nobody yet")  # stays English
    words = f"set a seat ({held.get_kind_display()}: {who}) of the partnership"  # stays English
    _record(partnership, by, now, "seat", words, {"seat": held.pk})
    return held


@transaction.atomic
def tie(*, organisation: Organisation, person: User, by: Any, now: dt.datetime) -> Partner:
    """Let somebody write for an organisation. Raises ValueError for somebody without the role."""
    if not person.may(PROMISE):
        raise ValueError(
            _("%(person)s does not have the role Partner. An administrator gives it.") % {"person": person}
        )
    made, _created = Partner.objects.get_or_create(
        organisation=organisation, person=person, defaults={"since": now}
    )
    _record(organisation, by, now, "tied", f"let {person} write for the organisation")  # stays English
    return made


@transaction.atomic
def untie(*, organisation: Organisation, person: User, by: Any, now: dt.datetime) -> None:
    """Let somebody write for an organisation no longer."""
    Partner.objects.filter(organisation=organisation, person=person).delete()
    words = f"let {person} no longer write for the organisation"  # stays English
    _record(organisation, by, now, "untied", words)


def taken(model: type[Any], id_: int, revision: int) -> Any:
    """The row to write on, locked. Raises :class:`Moved`."""
    held = model.objects.select_for_update().get(pk=id_)
    if held.revision != revision:
        raise Moved(held)
    return held


def free_slug(model: type[Any], name: str) -> str:
    """An address that none has yet. Raises ValueError for a name without a letter or figure."""
    if not any(c.isalnum() for c in name):
        raise ValueError(_("Write the name with at least one letter or figure."))
    base = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60] or "partner"
    # These addresses are those of pages.
    base = f"{base}-1" if base in ("new", "mine", "compare") else base
    found = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if s not in found)


def _put(held: Any, fields: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if name in fields:
            setattr(held, name, fields[name])


def _ordered(first: dt.date | None, last: dt.date | None, refused: str) -> None:
    if first is not None and last is not None and last < first:
        raise ValueError(refused)


def _once(held: Any, model: type[Any], there_is: str) -> None:
    if model.objects.filter(name__iexact=held.name).exclude(pk=held.pk).exists():
        raise ValueError(there_is)
    if not held.slug:
        held.slug = free_slug(model, held.name)


def _keep(held: Any, by: Any, now: dt.datetime, what: str, *, new: bool) -> None:
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError:
        raise ValueError(_("Somebody entered “%(name)s” a moment ago.") % {"name": held.name}) from None
    verb, words = ("made", "entered") if new else ("changed", "changed")
    _record(held, by, now, verb, f"{words} the {what}")


def _record(
    held: Organisation | Partnership, by: Any, now: dt.datetime, verb: str, words: str,
    detail: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    kind = "partnership" if isinstance(held, Partnership) else "organisation"
    audit.record(
        by=by, now=now, act=f"partnership.{verb}", subject=(kind, str(held.pk), held.name),
        sentence=f"{words} “{held.name}”", detail=detail,
    )  # fmt: skip
