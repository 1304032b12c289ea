"""What writes of roll-outs and of strategies share: days, places, sources, and rows that two may change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commonweal.web.audit import actions as audit
from commonweal.web.partnership.selectors import days, evidence

from .organisations import free_slug, taken

MOST_LINE, MOST = 300, 10_000


def begun(model: type[Any], held: Any, revision: int, **new: Any) -> Any:
    """The row to write on: a new one, or the one that is held, locked. Raises Moved."""
    return model(revision=0, **new) if held is None else taken(model, held.pk, revision)


def put(held: Any, fields: Mapping[str, Any], names: Iterable[str]) -> None:
    for name in names:
        if name in fields:
            value = fields[name]
            setattr(held, name, value.strip() if isinstance(value, str) else value)


def needed(text: str, refused: str) -> None:
    """Raises ValueError for a text without a letter or figure, or one that is too long to be kept."""
    if not any(c.isalnum() for c in text):
        raise ValueError(refused)
    if len(text) > MOST:
        raise ValueError(
            _("The text has %(number)s characters. At most %(most)s are kept.")
            % {"number": f"{len(text):,}", "most": f"{MOST:,}"}
        )


def in_order(first: str, last: str, refused: str) -> None:
    """Raises ValueError for what is no day, and ``refused`` where the last surely lies before the first."""
    one, other = days.read(first), days.read(last)
    if one is not None and other is not None and days.before(other, one):
        raise ValueError(refused)


def places(codes: Iterable[str]) -> None:
    known = evidence.places()
    if strange := [c for c in codes if c not in known]:
        raise ValueError(
            _("“%(place)s” is no place of this site. Choose from the list.") % {"place": strange[0][:40]}
        )


def nobody(words: str) -> None:
    """Raises ValueError where a role is somebody's address."""
    if "@" in words:
        raise ValueError(_("Give roles, not persons or addresses."))


def sourced(held: Any) -> None:
    if held.source_address and not held.source:
        raise ValueError(_("Say what the address leads to."))


def named(held: Any, model: type[Any], there_is: str) -> None:
    """Raises ValueError where another has the name; gives a new row its address."""
    needed(held.name, _("Give it a name."))
    if model.objects.filter(name__iexact=held.name).exclude(pk=held.pk).exists():
        raise ValueError(there_is)
    if not held.slug:
        held.slug = free_slug(model, held.name)


def keep(held: Any, by: Any, now: dt.datetime, twice: str) -> None:
    """Save a row with who and when. Raises ValueError with ``twice`` where the like is there already."""
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError:
        raise ValueError(twice) from None


def tell(kind: str, held: Any, by: Any, now: dt.datetime, verb: str, words: str) -> None:
    audit.record(
        by=by, now=now, act=f"{kind.replace('-', '')}.{verb}", subject=(kind, str(held.pk), held.name),
        sentence=words,
    )  # fmt: skip
