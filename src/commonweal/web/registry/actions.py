"""Writes of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel

from commonweal.packs import models as packs
from commonweal.packs.pack import Pack
from commonweal.web.audit import actions as audit

from . import models
from . import selectors as register

_WHEN_LOADED: list[Callable[..., Any]] = []


def when_loaded(act: Callable[..., Any]) -> None:
    """Call ``act(pack=…, by=…, now=…)`` with each pack that is loaded, in the same transaction.

    A part of a higher room that keeps its own versions of a pack's content asks for it here.
    """
    if act not in _WHEN_LOADED:
        _WHEN_LOADED.append(act)


@transaction.atomic
def load_pack(*, pack: Pack, by: Any, now: dt.datetime) -> models.Pack:
    """Make the register hold this pack as its files say, in place of what it held of it before.

    It counts as loaded once :func:`pack_is_whole` has said so: until then the next load begins anew.
    Raises ``ValueError`` when an item of it is another pack's.
    """
    _refuse_others_items(pack)
    row, _ = models.Pack.objects.update_or_create(
        id=pack.id,
        defaults={
            "version": pack.manifest.version,
            "title": pack.manifest.title,
            "manifest": _json(pack.manifest),
            "files_digest": "",
            "loaded_at": now,
        },
    )
    _replace(models.Framework, row, pack.frameworks, lambda f: {"id": f.id})
    _replace(models.Toolkit, row, pack.toolkits, lambda t: {"id": t.id})
    _replace(models.TestSet, row, pack.test_sets, lambda t: {"id": t.id})
    _replace(models.Circle, row, pack.circles, lambda c: {"id": c.id})
    _replace(models.Locale, row, pack.locales, lambda o: {"language": o.language})
    _replace(models.Place, row, pack.places, lambda p: {"code": p.code, "name": p.name})
    _replace(models.AreaSet, row, pack.area_sets, lambda s: {"code": s.code, "name": s.name})
    _replace(models.PackTarget, row, pack.targets, lambda t: {"indicator": t.indicator})
    _replace(models.PackDataset, row, pack.datasets, lambda d: {"key": d.id})
    _replace(models.Site, row, [pack.site] if pack.site else [], lambda s: {})
    _replace_indicators(row, pack.indicators)
    for act in _WHEN_LOADED:
        act(pack=pack, by=by, now=now)
    audit.record(
        by=by,
        now=now,
        act="pack.loaded",
        subject=("pack", pack.id, pack.manifest.title),
        sentence=f"loaded version {pack.manifest.version} of the pack “{pack.manifest.title}”",
    )
    return row


def pack_is_whole(*, pack: str, files_digest: str) -> None:
    """All that the files of this digest hold is here: defined, its figures brought, and everything judged.

    Said last, so that a load which was killed on the way is not taken for one that ended.
    """
    models.Pack.objects.filter(id=pack).update(files_digest=files_digest)


@transaction.atomic
def take_in_indicators(*, indicators: Iterable[packs.Indicator], by: Any, now: dt.datetime) -> list[str]:
    """Enter indicators that came with a file and that no pack defines; they stand outside any framework."""
    wanted = {i.id: i for i in indicators}
    known = set(models.Indicator.objects.filter(id__in=wanted).values_list("id", flat=True))
    fresh = [i for id_, i in wanted.items() if id_ not in known]
    models.Indicator.objects.bulk_create(
        models.Indicator(id=i.id, name=i.name, definition=_json(i)) for i in fresh
    )
    if fresh:
        audit.record(
            by=by,
            now=now,
            act="indicator.taken_in",
            subject=("indicator", fresh[0].id, fresh[0].name),
            sentence=f"took in {len(fresh)} indicators that no pack defines, outside any framework",
            detail={"indicators": [i.id for i in fresh]},
        )
    return [i.id for i in fresh]


@transaction.atomic
def place_indicator(
    *, framework: str, goal: str, indicator: str, note: str, by: Any, now: dt.datetime
) -> models.Placement:
    """Put an indicator under a goal. Raises ``ValueError`` where it stands there already."""
    definition = packs.Framework.model_validate(models.Framework.objects.get(id=framework).definition)
    found = next((g for g in definition.goals if g.id == goal), None)
    if found is None:
        raise ValueError(_("%(title)s has no goal “%(goal)s”.") % {"title": definition.title, "goal": goal})
    if any(p.indicator == indicator for p in found.indicators):
        raise ValueError(_("The indicator already stands under %(title)s.") % {"title": found.title})
    placement, made = models.Placement.objects.get_or_create(
        framework=framework,
        goal=goal,
        indicator=models.Indicator.objects.get(id=indicator),
        defaults={"note": note, "placed_by": str(by), "placed_at": now},
    )
    if not made:
        raise ValueError(_("The indicator already stands under %(title)s.") % {"title": found.title})
    audit.record(
        by=by,
        now=now,
        act="indicator.placed",
        subject=("indicator", indicator, placement.indicator.name),
        sentence=f"placed “{placement.indicator.name}” under {found.title}",
    )
    return placement


def _json(item: BaseModel) -> dict[str, Any]:
    return item.model_dump(mode="json", exclude_defaults=True)


def _replace(model: Any, row: models.Pack, items: Iterable[Any], columns: Any) -> None:
    model.objects.filter(pack=row).delete()
    model.objects.bulk_create(
        (
            model(pack=row, position=position, definition=_json(item), **columns(item))
            for position, item in enumerate(items)
        ),
        batch_size=500,
    )


def _replace_indicators(row: models.Pack, indicators: tuple[packs.Indicator, ...]) -> None:
    """Indicators keep their rows, so that placements made here outlive a new version of a pack."""
    wanted = {i.id: (position, i) for position, i in enumerate(indicators)}
    models.Indicator.objects.filter(pack=row).exclude(id__in=wanted).delete()
    models.Indicator.objects.bulk_create(
        [
            models.Indicator(id=id_, pack=row, position=position, name=i.name, definition=_json(i))
            for id_, (position, i) in wanted.items()
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["pack", "position", "name", "definition"],
    )


def _refuse_others_items(pack: Pack) -> None:
    for word, id_, owner in register.others_items(pack):
        raise ValueError(
            f"The {word} “{id_}” belongs to the pack “{owner}”: two packs cannot define it."  # stays English
        )


def set_up_ended(*, key: str, digest: str, now: dt.datetime) -> None:
    """A set-up from files of this digest ended well. No act of a person, and nothing that a page shows."""
    models.SetUp.objects.update_or_create(key=key, defaults={"digest": digest, "at": now})
