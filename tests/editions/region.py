"""The region of the State of the Region 2020, as far as its published errors need it.

Figures are those stated in the report (``mission`` gives page and source); what the report does not state
(denominators, earlier periods where a test needs one) is made up here and rounded.
"""

from __future__ import annotations

from typing import Any

import polars as pl
from tests.publish import examples as ex

from commonweal.editions.case import Scope
from commonweal.editions.evidence import FrameEvidence
from commonweal.packs.models import Indicator

from .examples import series

LEP3, MET7, CA, REGION, UK, ENGLAND = (
    "WM-3LEP",
    "WM-7MET",
    ex.COMBINED_AUTHORITY,
    "E12000005",
    ex.UK,
    "E92000001",
)
BIRMINGHAM, SOLIHULL = ex.BIRMINGHAM, ex.SOLIHULL
PLACES = {
    LEP3: "The three local enterprise partnership areas",
    MET7: "The seven metropolitan authorities",
    CA: "West Midlands",
    REGION: "West Midlands",
    UK: "United Kingdom",
    ENGLAND: "England",
    BIRMINGHAM: "Birmingham",
    SOLIHULL: "Solihull",
}
SCOPE = Scope(LEP3, (BIRMINGHAM, SOLIHULL))
RESIDENTS = {LEP3: 4_180_000, MET7: 2_916_000, CA: 2_916_000, REGION: 5_934_000, BIRMINGHAM: 1_141_000}


def one(id_: str, name: str, unit: str, **more: Any) -> Indicator:
    return ex.indicator(
        **{"id": id_, "name": name, "unit": unit, "suffix": "", "people": None, "limits": {}, **more}
    )


BROKEN = [
    {
        "period": "2019-01-01",
        "reason": "Low Income Low Energy Efficiency took the place of Low Income High Costs",
        "provenance": "seen",
        "source": "ons",
    }
]
INDICATORS = [
    ex.indicator(),
    ex.unemployment(),
    ex.pounds(id="gdhi", name="Gross disposable household income per head"),
    one("nvq4", "People with NVQ level 4 or above", "% of people aged 16 to 64", suffix="%"),
    one("infant-mortality", "Infant mortality rate", "deaths per 1,000 live births", polarity=-1),
    one("hle", "Healthy life expectancy at birth", "years"),
    one(
        "temporary-accommodation",
        "Households in temporary accommodation",
        "per 1,000 households",
        decimals=2,
        polarity=-1,
    ),
    one("children-in-care", "Children in care", "per 10,000 children under 18", decimals=0, polarity=-1),
    one("co2", "Carbon dioxide emissions per head", "t", suffix="t", polarity=-1),
    one("violence", "Violence against the person", "offences per 1,000 people", polarity=-1),
    one(
        "fuel-poverty",
        "Households in fuel poverty",
        "% of households",
        suffix="%",
        polarity=-1,
        breaks=BROKEN,
    ),
    one("part-time", "Part-time work among men", "% of men in work", suffix="%", polarity=0),
    one("rented", "Affordable homes for rent completed", "homes", decimals=0),
    one("apprenticeships", "Apprenticeship starts", "starts", decimals=0),
]


def frame() -> pl.DataFrame:
    return pl.concat(
        [
            series({"2018": 71.7, "2019": 72.4}, area=LEP3, denominator=2_583_000),
            series({"2018": 75.0, "2019": 75.6}, area=UK),
            series({"2018": 70.1, "2019": 69.1}, area=CA),
            series({"2018": 5.4, "2019": 5.5}, "unemployment-rate", area=LEP3, denominator=1_991_000),
            series({"2018": 4.3, "2019": 4.0}, "unemployment-rate", area=UK),
            series({"2017": 17_100.0, "2018": 17_752.0}, "gdhi", area=LEP3),
            series({"2017": 20_000.0, "2018": 20_407.0}, "gdhi", area=UK),
            series({"2018": 32.1, "2019": 33.5}, "nvq4", area=LEP3),
            series({"2018": 39.2, "2019": 40.2}, "nvq4", area=UK),
            series({"2017": 6.6, "2018": 6.7}, "infant-mortality", area=LEP3, denominator=38_700),
            series({"2017": 3.9, "2018": 3.9}, "infant-mortality", area=UK),
            series({"2015-01-01/P3Y": 59.9, "2016-01-01/P3Y": 59.7}, "hle", area=MET7, breakdown="sex=male"),
            series(
                {"2015-01-01/P3Y": 60.1, "2016-01-01/P3Y": 59.8}, "hle", area=MET7, breakdown="sex=female"
            ),
            series({"2016-01-01/P3Y": 63.1}, "hle", area=UK, breakdown="sex=male"),
            series({"2016-01-01/P3Y": 63.6}, "hle", area=UK, breakdown="sex=female"),
            series({"2019": 1.36}, "temporary-accommodation", area=REGION),
            series({"2019": 5.47}, "temporary-accommodation", area=BIRMINGHAM),
            series({"2019": 2.66}, "temporary-accommodation", area=ENGLAND),
            series({"2019": 82.0}, "children-in-care", area=REGION),
            series({"2016": 5.2, "2017": 5.0}, "co2", area=LEP3),
            series({"2018": 24.2, "2019": 30.1}, "violence", area=MET7),
            series({"2018": 14.2, "2019": 21.16}, "fuel-poverty", area=BIRMINGHAM),
            series({"2018": 11.18, "2019": 11.24}, "part-time", area=UK),
            series({"2017-04-01/P1Y": 1722.0, "2018-04-01/P1Y": 1960.0}, "rented", area=LEP3),
            series({"2017-08-01/P1Y": 29_200.0, "2018-08-01/P1Y": 31_740.0}, "apprenticeships", area=LEP3),
        ]
    )


def earlier() -> pl.DataFrame:
    """The vintage before: what was revised since."""
    return pl.concat(
        [
            series({"2016-01-01/P3Y": 59.6}, "hle", area=MET7, breakdown="sex=male"),
            series({"2018": 21_109.0}, "gdhi", area=UK),
        ]
    )


def evidence() -> FrameEvidence:
    return FrameEvidence(frame(), INDICATORS, PLACES, residents=RESIDENTS, earlier=[earlier()])
