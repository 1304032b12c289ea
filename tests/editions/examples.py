"""The figures that the tests of editions are made of: three indicators, five places, some of it awkward.

Employment in Birmingham is as in ``tests.publish.examples``; the rest is made up for the tests.
"""

from __future__ import annotations

from typing import Any

import polars as pl
from tests.publish import examples as ex

from commonweal.editions.case import Scope
from commonweal.editions.evidence import FrameEvidence, Sourcing

BIRMINGHAM, SOLIHULL, WALSALL, CA, UK = (
    ex.BIRMINGHAM,
    ex.SOLIHULL,
    ex.WALSALL,
    ex.COMBINED_AUTHORITY,
    ex.UK,
)
PLACES = {**ex.PLACES, "WM-3LEP": "The three local enterprise partnership areas"}
SCOPE = Scope(CA, (BIRMINGHAM, SOLIHULL, WALSALL))
RESIDENTS = {CA: 2_919_600, BIRMINGHAM: 1_144_900, SOLIHULL: 216_200, "WM-3LEP": 4_050_000}

SOURCING = Sourcing("Office for National Statistics", "aps", "APS", "ab12", "2024-04-16")


def series(values: Any, id_: str = "employment-rate", **more: Any) -> pl.DataFrame:
    counts = {k: more.pop(k) for k in ("numerator", "denominator") if k in more}
    frame = ex.observations(values, **more).with_columns(indicator=pl.lit(id_))
    return frame.with_columns(**{k: pl.lit(float(v)) for k, v in counts.items()}) if counts else frame


def line(first: float, step: float, n: int = 10) -> list[float]:
    return [round(first + step * i, 3) for i in range(n)]


def frame() -> pl.DataFrame:
    return pl.concat(
        [
            series([*ex.EMPLOYMENT_RATE[:-1], 66.1], area=BIRMINGHAM, statuses={"2023-01-01/P1Y": "P"}),
            series(line(70.0, 0.3), area=SOLIHULL),
            series(line(60.0, 0.3, 9), area=WALSALL),
            series(line(65.0, 0.4), area=CA, denominator=1_800_000),
            series(line(72.0, 0.3), area=UK),
            series({"2022": 17_100.0, "2023": 17_752.0}, "gdhi", area=CA),
            series({"2022": 20_400.0, "2023": 21_109.0}, "gdhi", area=UK),
            series({"2021": 63.2, "2022": 62.0, "2023": 61.9}, "hle", area=CA, half_width=0.4),
            series({"2021": 63.0, "2022": 63.1, "2023": 63.1}, "hle", area=UK, half_width=0.1),
            series({"2017": 13.9, "2018": 14.2, "2019": 21.2, "2020": 20.4}, "fuel-poverty", area=BIRMINGHAM),
            series({"2018": 14.2, "2019": 21.2}, "fuel-poverty", area=CA),
            series({"2023": 4.2}, "claimants", area=CA),
            series({"2022": 40.0, "2023": 42.0}, "density", area=CA),
            series({"2022": 40.0, "2023": 43.0}, "density", area=UK),
        ]
    )


INDICATORS = [
    ex.indicator(),
    ex.pounds(),
    ex.years(comparator=UK),
    ex.indicator(
        id="fuel-poverty",
        name="Households in fuel poverty",
        unit="% of households",
        polarity=-1,
        people=None,
        breaks=[
            {
                "period": "2019-01-01",
                "reason": "another definition of fuel poverty",
                "provenance": "seen",
                "source": "ons",
            }
        ],
    ),
    ex.indicator(id="claimants", name="Claimant rate", unit="% of residents", polarity=-1, comparator=None),
    ex.indicator(
        id="density",
        name="Homes per hectare",
        unit="homes per hectare",
        suffix="",
        polarity=0,
        people=None,
        limits={"lower": 0},
    ),
]


def evidence(extra: pl.DataFrame | None = None, **more: Any) -> FrameEvidence:
    found = frame() if extra is None else pl.concat([frame(), extra])
    options: dict[str, Any] = {
        "residents": RESIDENTS,
        "sourcings": {"employment-rate": SOURCING},
    }
    indicators = [*INDICATORS, *more.pop("indicators", ())]
    return FrameEvidence(found, indicators, PLACES, **{**options, **more})
