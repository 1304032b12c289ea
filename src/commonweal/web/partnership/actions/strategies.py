"""Writes of strategies: the document, its versions, its parts, and the goals that each is aligned with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.web.partnership.models import Alignment, Strategy, StrategyPart, StrategyVersion
from commonweal.web.partnership.selectors import evidence

from . import recorded
from .organisations import Moved, taken

OF_STRATEGY = (
    "name", "about", "owner_id", "partnership_id", "areas", "place_words", "begins", "ends", "not_found",
    "source", "source_address",
)  # fmt: skip
OF_VERSION = ("name", "on", "words", "source", "source_address")
OF_PART = (
    "kind", "name", "words", "under_id", "owner_id", "areas", "begins", "ends", "indicators", "read_in_id",
    "source", "source_address",
)  # fmt: skip

__all__ = [
    "OF_PART", "OF_STRATEGY", "OF_VERSION", "Moved", "drop_part", "save_part", "save_strategy",
    "save_version",
]  # fmt: skip


@transaction.atomic
def save_strategy(
    *, strategy: Strategy | None, fields: Mapping[str, Any], revision: int, by: Any, now: dt.datetime,
    slug: str = "", example: str = "",
) -> Strategy:  # fmt: skip
    """Enter a strategy, or change what is said of it; its address stays. ``fields``: those of the model.

    Raises :class:`Moved` where somebody else changed it; ValueError where another has the name, it ends
    before it begins, or a place is not known.
    """
    held: Strategy = recorded.begun(Strategy, strategy, revision, slug=slug, example=example)
    recorded.put(held, fields, OF_STRATEGY)
    recorded.in_order(held.begins, held.ends, _("It cannot have ended before it began."))
    recorded.places(held.areas)
    recorded.sourced(held)
    there_is = _("There is a strategy called “%(name)s” already.")
    recorded.named(held, Strategy, there_is % {"name": held.name})
    recorded.keep(held, by, now, _("Somebody entered “%(name)s” a moment ago.") % {"name": held.name})
    verb, words = ("made", "entered") if strategy is None else ("changed", "changed")
    recorded.tell("strategy", held, by, now, verb, f"{words} the strategy “{held.name}”")
    return held


@transaction.atomic
def save_version(
    *, strategy: Strategy, version: StrategyVersion | None, fields: Mapping[str, Any], revision: int, by: Any,
    now: dt.datetime,
) -> StrategyVersion:  # fmt: skip
    """Enter a version of the document, or change what is said of it.

    Raises :class:`Moved`; ValueError for no name, a day that is none, or a version that stands there already.
    """
    held: StrategyVersion = recorded.begun(StrategyVersion, version, revision, strategy=strategy)
    recorded.put(held, fields, OF_VERSION)
    recorded.needed(held.name, _("Give the version a name."))
    recorded.in_order(held.on, held.on, "")
    recorded.sourced(held)
    recorded.keep(held, by, now, _("The strategy has a version of that name already."))
    _tell(strategy, by, now, "versioned", f"wrote of the version “{held.name}” of “{strategy.name}”")
    return held


@transaction.atomic
def save_part(
    *, strategy: Strategy, part: StrategyPart | None, fields: Mapping[str, Any], goals: Sequence[str],
    whose: str, revision: int, by: Any, now: dt.datetime,
) -> StrategyPart:  # fmt: skip
    """Enter a part of a strategy, or change it. ``goals``: "framework:goal" of each that it is aligned with;
    ``whose``: who says so of those that are new.

    A goal that it was aligned with and that was withdrawn since may stay; a new one may not be one that is
    not there. Raises :class:`Moved`; ValueError for that, for an indicator that was withdrawn, a part under a
    part that stands under another, days in the wrong order, or a part that stands there already.
    """
    held: StrategyPart = recorded.begun(StrategyPart, part, revision, strategy=strategy)
    before = {f"{a.framework}:{a.goal}": a for a in held.alignments.all()} if held.pk else {}
    named = set(held.indicators)
    recorded.put(held, fields, OF_PART)
    _check(held, strategy, named)
    fresh = [g for g in dict.fromkeys(goals) if g not in before]
    known = evidence.goals()
    if strange := [g for g in fresh if g not in known]:
        raise ValueError(
            _("There is no goal “%(goal)s” (any more). Choose from the list.") % {"goal": strange[0][:60]}
        )
    if fresh and whose not in Alignment.Whose.values:
        raise ValueError(_("Say who says that it is aligned with these goals."))
    recorded.keep(held, by, now, _("The strategy has such a part of that name already."))
    for key, alignment in before.items():
        if key not in goals:
            alignment.delete()
    for key in fresh:
        framework, _colon, goal = key.partition(":")
        Alignment.objects.create(part=held, framework=framework, goal=goal, whose=whose)
    what = "entered" if part is None else "changed"
    _tell(strategy, by, now, "parted", f"{what} the part “{held.name}” of “{strategy.name}”")
    return held


@transaction.atomic
def drop_part(*, strategy: Strategy, part: StrategyPart, revision: int, by: Any, now: dt.datetime) -> None:
    """Take a part out of a strategy. Raises :class:`Moved`; ValueError where others stand under it."""
    held = taken(StrategyPart, part.pk, revision)
    if held.within.exists():
        raise ValueError(_("Other parts stand under it. Take those out first, or put them elsewhere."))
    held.delete()
    _tell(strategy, by, now, "unparted", f"took the part “{part.name}” out of “{strategy.name}”")


def _check(held: StrategyPart, strategy: Strategy, named: set[str]) -> None:
    recorded.needed(held.name, _("Give the part a name."))
    if held.kind not in StrategyPart.Kind.values:
        raise ValueError(_("Choose what kind of part it is."))
    recorded.in_order(held.begins, held.ends, _("It cannot have ended before it began."))
    recorded.in_order(strategy.begins, held.begins, _("It cannot begin before the strategy does."))
    recorded.places(held.areas)
    recorded.sourced(held)
    if held.under_id:
        above = strategy.parts.filter(pk=held.under_id).first()
        if above is None or above.pk == held.pk:
            raise ValueError(_("There is no such part to stand under."))
        if above.under_id or (held.pk and held.within.exists()):
            raise ValueError(
                _("A part stands under one that stands under none: two steps are kept, no more.")
            )
    if held.read_in_id and not strategy.versions.filter(pk=held.read_in_id).exists():
        raise ValueError(_("The strategy has no such version."))
    for id_ in held.indicators:
        if id_ not in named and evidence.indicator(id_) is None:
            raise ValueError(
                _("The indicator “%(indicator)s” was withdrawn, or never was. Choose another, or none.")
                % {"indicator": id_[:60]}
            )


def _tell(strategy: Strategy, by: Any, now: dt.datetime, verb: str, words: str) -> None:
    """Into the record; and the strategy itself says who wrote on it last."""
    Strategy.objects.filter(pk=strategy.pk).update(changed_by=str(by), changed_at=now)
    recorded.tell("strategy", strategy, by, now, verb, words)
