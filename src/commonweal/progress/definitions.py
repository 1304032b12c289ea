"""The frames that the rules read, built from the definitions that packs hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from commonweal.packs.models import Indicator, IndicatorTarget, Target
from commonweal.progress.schema import DEFINITION, TARGET


def definitions_frame(indicators: Iterable[Indicator]) -> pl.DataFrame:
    """One row an indicator, in the layout of ``schema.DEFINITION``."""
    return pl.DataFrame([_definition(i) for i in indicators], schema=DEFINITION)


def targets_frame(
    indicators: Iterable[Indicator], extra_targets: Iterable[IndicatorTarget] = ()
) -> pl.DataFrame:
    """One row a target and area, in the layout of ``schema.TARGET``.

    ``extra_targets`` are those which a pack sets for indicators that another pack defines.
    """
    own = [row for i in indicators for target in i.targets for row in _targets(i.id, target)]
    extra = [row for item in extra_targets for row in _targets(item.indicator, item.target)]
    return pl.DataFrame(own + extra, schema=TARGET)


def _definition(i: Indicator) -> dict[str, Any]:
    return {
        "indicator": i.id,
        "polarity": i.polarity,
        "comparator": i.comparator,
        "per": i.people.per if i.people else None,
        "lower_limit": i.limits.lower,
        "upper_limit": i.limits.upper,
        "decimals": i.decimals,
        "breaks": sorted(b.period for b in i.breaks),
        "provisional_from": i.provisional_from,
    }


def _targets(indicator: str, target: Target) -> list[dict[str, Any]]:
    return [
        {
            "indicator": indicator,
            "area": area,
            "kind": target.kind,
            "value": target.value if target.kind == "value" else None,
            "comparator": target.comparator if target.kind == "parity" else None,
            "by": target.by,
        }
        for area in (target.areas or (None,))
    ]
