"""A whole pack."""

from __future__ import annotations

from pydantic import field_validator

from .circles import Circle
from .models import (
    AreaSet,
    Dataset,
    Framework,
    Indicator,
    IndicatorTarget,
    Item,
    Manifest,
    Place,
    Site,
)
from .test_sets import TestSet
from .toolkits import Toolkit
from .translations import Locale


class Pack(Item):
    """A whole pack. ``figures`` names, for each dataset, the tidy CSV's path inside the pack."""

    manifest: Manifest
    frameworks: tuple[Framework, ...] = ()
    toolkits: tuple[Toolkit, ...] = ()
    test_sets: tuple[TestSet, ...] = ()
    circles: tuple[Circle, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[IndicatorTarget, ...] = ()
    places: tuple[Place, ...] = ()
    area_sets: tuple[AreaSet, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    site: Site | None = None
    locales: tuple[Locale, ...] = ()

    @field_validator("frameworks")
    @classmethod
    def _in_order(cls, frameworks: tuple[Framework, ...]) -> tuple[Framework, ...]:
        """Each is a file of its own, so their order is that of their ids, however a pack came about."""
        return tuple(sorted(frameworks, key=lambda framework: framework.id))

    @field_validator("toolkits")
    @classmethod
    def _toolkits_in_order(cls, toolkits: tuple[Toolkit, ...]) -> tuple[Toolkit, ...]:
        return tuple(sorted(toolkits, key=lambda toolkit: toolkit.id))

    @field_validator("test_sets")
    @classmethod
    def _test_sets_in_order(cls, test_sets: tuple[TestSet, ...]) -> tuple[TestSet, ...]:
        return tuple(sorted(test_sets, key=lambda test_set: test_set.id))

    @field_validator("circles")
    @classmethod
    def _circles_in_order(cls, circles: tuple[Circle, ...]) -> tuple[Circle, ...]:
        return tuple(sorted(circles, key=lambda circle: circle.id))

    @field_validator("locales")
    @classmethod
    def _locales_in_order(cls, locales: tuple[Locale, ...]) -> tuple[Locale, ...]:
        return tuple(sorted(locales, key=lambda locale: locale.language))

    @property
    def id(self) -> str:
        return self.manifest.id
