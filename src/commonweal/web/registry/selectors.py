"""Reads of the register: one question a function."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from commonweal.evidence import Register
from commonweal.packs import models as packs
from commonweal.packs.circles import Circle
from commonweal.packs.pack import Pack
from commonweal.packs.toolkits import Toolkit
from commonweal.packs.translations import Locale
from commonweal.packs.translations import translations as merged
from commonweal.progress.snapshot import Definitions, LocalPlacement

from . import models


def loaded_digests() -> dict[str, str]:
    """The digest of the files from which each pack was loaded, by pack; "" where that did not end well."""
    return dict(models.Pack.objects.values_list("id", "files_digest"))


def others_items(pack: Pack) -> list[tuple[str, str, str]]:
    """What this pack defines and another that is loaded holds: the kind, the id, and whose it is."""
    defined: dict[str, tuple[Any, str, set[str]]] = {
        "framework": (models.Framework, "id", {f.id for f in pack.frameworks}),
        "toolkit": (models.Toolkit, "id", {t.id for t in pack.toolkits}),
        "test set": (models.TestSet, "id", {t.id for t in pack.test_sets}),
        "circle": (models.Circle, "id", {c.id for c in pack.circles}),
        "indicator": (models.Indicator, "id", {i.id for i in pack.indicators}),
        "place": (models.Place, "code", {p.code for p in pack.places}),
        "area set": (models.AreaSet, "code", {s.code for s in pack.area_sets}),
        "dataset": (models.PackDataset, "key", {d.id for d in pack.datasets}),
    }  # stays English
    return [
        (kind, id_, owner)
        for kind, (model, key, wanted) in defined.items()
        for id_, owner in model.objects.exclude(pack=pack.id).exclude(pack=None).values_list(key, "pack")
        if id_ in wanted
    ]


def all_packs() -> list[models.Pack]:
    return list(models.Pack.objects.order_by("loaded_at", "id"))


def indicator(id_: str) -> packs.Indicator | None:
    row = models.Indicator.objects.filter(id=id_).first()
    return packs.Indicator.model_validate(row.definition) if row else None


def indicators() -> tuple[packs.Indicator, ...]:
    """The packs' own in their order, then those that came in with a file, by id."""
    rows = models.Indicator.objects.values_list("pack_id", "position", "id", "definition")
    # Sorted here: databases disagree on where nulls and hyphens stand, and the digest depends on it.
    ordered = sorted(rows, key=lambda r: (r[0] is None, r[0] or "", r[1], r[2]))
    return tuple(packs.Indicator.model_validate(r[3]) for r in ordered)


def versions() -> tuple[object, ...]:
    """What stands for all that the packs hold: what is worked out from it alone is kept under this."""
    return tuple(models.Pack.objects.order_by("id").values_list("id", "files_digest", "loaded_at"))


def places() -> tuple[packs.Place, ...]:
    """Every place: they are many and change with the packs alone, so they are kept by the packs' versions."""
    return _places_of(versions())


@lru_cache(maxsize=2)
def _places_of(versions: tuple[object, ...]) -> tuple[packs.Place, ...]:
    return tuple(packs.Place.model_validate(d) for d in _in_order(models.Place))


def area_sets() -> tuple[packs.AreaSet, ...]:
    return tuple(packs.AreaSet.model_validate(d) for d in _in_order(models.AreaSet))


def frameworks() -> tuple[packs.Framework, ...]:
    return tuple(packs.Framework.model_validate(d) for d in _in_order(models.Framework))


def toolkits() -> tuple[Toolkit, ...]:
    """As the packs have them."""
    return tuple(Toolkit.model_validate(d) for d in _in_order(models.Toolkit))


def circles() -> list[tuple[Circle, dict[str, packs.Source]]]:
    """As the packs have them, each with the sources of its pack by id. One query."""
    rows = models.Circle.objects.order_by("pack_id", "position").values_list("definition", "pack__manifest")
    return [
        (
            Circle.model_validate(definition),
            {s.id: s for s in packs.Manifest.model_validate(manifest).sources},
        )
        for definition, manifest in rows
    ]


def translations(language: str) -> dict[tuple[str, str], str]:
    """What the packs say in a language, by context ("goal.title") and English. Kept until a pack changes."""
    return _translations_of(language, versions())


@lru_cache(maxsize=8)
def _translations_of(language: str, versions: tuple[object, ...]) -> dict[tuple[str, str], str]:
    rows = models.Locale.objects.filter(language=language).order_by("pack_id")
    return merged(Locale.model_validate(d) for d in rows.values_list("definition", flat=True))


def datasets() -> tuple[packs.Dataset, ...]:
    return tuple(packs.Dataset.model_validate(d) for d in _in_order(models.PackDataset))


def site() -> packs.Site | None:
    """Of the pack that was loaded last; of several loaded at once, the first by id."""
    row = models.Site.objects.order_by("-pack__loaded_at", "pack_id").first()
    return packs.Site.model_validate(row.definition) if row else None


def definitions() -> Definitions:
    """Everything that a snapshot freezes, as the register has it now."""
    return Definitions(
        frameworks=frameworks(),
        indicators=indicators(),
        targets=tuple(packs.IndicatorTarget.model_validate(t) for t in _in_order(models.PackTarget)),
        places=places(),
        area_sets=area_sets(),
        datasets=datasets(),
        site=site(),
        placements=tuple(
            LocalPlacement(framework=p.framework, goal=p.goal, indicator=p.indicator_id, note=p.note)
            for p in sorted(
                models.Placement.objects.all(), key=lambda p: (p.framework, p.goal, p.indicator_id)
            )
        ),
        outside=tuple(sorted(models.Indicator.objects.filter(pack=None).values_list("id", flat=True))),
    )


def register_of(known: Definitions) -> Register:
    """What reading and checking a file need to know: areas, indicators, series."""
    return Register.from_definitions(known.indicators, known.places, known.area_sets)


def pack(id_: str) -> Pack | None:
    """The pack as it stands in the register, ready to be written out again."""
    row = models.Pack.objects.filter(id=id_).first()
    if row is None:
        return None
    site_row = models.Site.objects.filter(pack=row).first()
    return Pack.model_validate(
        {
            "manifest": row.manifest,
            "frameworks": _definitions(models.Framework, row),
            "toolkits": _definitions(models.Toolkit, row),
            "test_sets": _definitions(models.TestSet, row),
            "circles": _definitions(models.Circle, row),
            "indicators": _definitions(models.Indicator, row),
            "targets": _definitions(models.PackTarget, row),
            "places": _definitions(models.Place, row),
            "area_sets": _definitions(models.AreaSet, row),
            "datasets": _definitions(models.PackDataset, row),
            "site": site_row.definition if site_row else None,
            "locales": _definitions(models.Locale, row),
        }
    )


def _in_order(model: type[models.Defined]) -> list[object]:
    rows = model._default_manager.values_list("pack_id", "position", "definition")
    return [definition for _, _, definition in sorted(rows, key=lambda r: r[:2])]


def _definitions(model: type, row: models.Pack) -> list[object]:
    found = model.objects.filter(pack=row).order_by("position")  # type: ignore[attr-defined]
    return list(found.values_list("definition", flat=True))
