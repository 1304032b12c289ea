"""Sentences from rows: each exact on known figures, and well made on any."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.examples import (
    BIRMINGHAM,
    PLACES,
    SOLIHULL,
    UK,
    indicator,
    pounds,
    row,
    unemployment,
    years,
)
from tests.publish.wellmade import inspect_sentence

from commonweal.packs.models import Indicator
from commonweal.progress.schema import Reason, Status
from commonweal.publish import sentences


def test_latest_begins_with_the_place_and_ends_with_the_period() -> None:
    assert sentences.latest(row(), indicator(), PLACES) == (
        "In the West Midlands (combined authority), the employment rate stood at 69.1% of people aged 16 to "
        "64 in 2023."
    )


@pytest.mark.parametrize(
    ("changes", "of", "sentence"),
    [
        (
            {"area": BIRMINGHAM, "latest": 17752.0, "provisional": True, "latest_status": "P"},
            pounds(),
            "In Birmingham, gross disposable household income stood at £17,752 per head in 2023 "
            "(provisional).",
        ),
        (
            {"area": BIRMINGHAM, "latest": 17752.0},
            pounds(name="Gross disposable household income per head"),
            "In Birmingham, gross disposable household income per head stood at £17,752 in 2023.",
        ),
        (
            {"area": SOLIHULL, "latest": 64.04, "latest_period": "2022-01-01/P3Y", "breakdown": "sex=female"},
            years(),
            "In Solihull, healthy life expectancy at birth, for women and girls, stood at 64.0 years in the "
            "three years 2022 to 2024.",
        ),
        (
            {"area": SOLIHULL, "latest": 5.5, "latest_status": "E", "latest_period": "2020-04-01/P1Y"},
            unemployment(name="Unemployment rate, as stated in 2020"),
            "In Solihull, the unemployment rate stood at 5.5% of economically active people in the year to "
            "March 2021 (estimated; as stated in 2020).",
        ),
        (
            {"area": UK, "latest": 4.9, "latest_period": "2024-03-31"},
            indicator(name="Claimant Count", unit="%"),
            "In the UK, the claimant count stood at 4.9% on 31 March 2024.",
        ),
        (
            {"area": BIRMINGHAM, "latest": 46.2, "latest_period": "2023-07-01/P1M"},
            indicator(name="Attainment 8", unit="score", suffix=""),
            "In Birmingham, Attainment 8 stood at 46.2 in July 2023.",
        ),
        (
            {"area": BIRMINGHAM, "latest": None, "missing_period": "2024-01-01/P1Y", "missing_status": "Q"},
            indicator(),
            "There is no figure for the employment rate in Birmingham; the figure for 2024 is suppressed.",
        ),
        (
            {"area": BIRMINGHAM, "missing_period": "2024-01-01/P1Y", "missing_status": "Q"},
            indicator(name="GCSEs in English and maths", unit="%"),
            "In Birmingham, GCSEs in English and maths stood at 69.1% in 2023; the figure for 2024 is "
            "suppressed.",
        ),
        (
            {"area": BIRMINGHAM, "breakdown": "area-of-learning=communication-and-language"},
            indicator(name="Early years", unit="% of five-year-olds"),
            "In Birmingham, early years (area of learning: communication and language) stood at 69.1% of "
            "five-year-olds in 2023.",
        ),
        (
            {"area": BIRMINGHAM, "latest": None},
            indicator(),
            "There is no figure for the employment rate in Birmingham.",
        ),
    ],
)
def test_latest(changes: dict[str, Any], of: Indicator, sentence: str) -> None:
    assert sentences.latest(row(**changes), of, PLACES) == sentence


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        (
            "Gross value added, as the target of 2020 names it",
            "gross value added, as the target of 2020 names it,",
        ),
        ("Punctuality of West Midlands Rail", "punctuality of West Midlands Rail"),
        ("Green space within a walk", "green space within a walk"),
        ("Green Belt", "Green Belt"),
        ("Net Additions to the Housing Stock", "net additions to the housing stock"),
    ],
)
def test_a_name_inside_a_sentence(name: str, inside: str) -> None:
    said = sentences.latest(row(area=BIRMINGHAM), indicator(name=name, unit="%"), PLACES)
    assert said == f"In Birmingham, {inside} stood at 69.1% in 2023."


@pytest.mark.parametrize(
    ("changes", "of", "sentence"),
    [
        (
            {},
            indicator(),
            "It rose by 0.7 percentage points on 2022; the UK's rate rose by 0.6 percentage points.",
        ),
        (
            {"change": -402.0, "change_percent": -2.3, "comparator_change": 500.0,
             "comparator_change_percent": 2.1},
            pounds(),
            "It fell by £402 (2.3%) on 2022; the UK's level rose by £500 (2.1%).",
        ),
        (
            {"change": 0.0, "comparator_change": 0.0},
            years(),
            "It was unchanged on 2022; the UK's level was unchanged.",
        ),
        (
            {"change": 0.02, "comparator_change": None},
            indicator(),
            "It rose by less than 0.1 percentage points on 2022.",
        ),
        (
            {"reason": Reason.WITHIN_INTERVAL, "comparator_change": None},
            indicator(),
            "It was unchanged on 2022 within its interval (the figure rose by 0.7 percentage points).",
        ),
        (
            {"previous_period": "2016-01-01/P3Y", "change": -1.2, "comparator": None},
            years(),
            "It fell by 1.2 years on the three years 2016 to 2018.",
        ),
        (
            {"previous_period": "2021-04-01/P1Y", "comparator": None},
            indicator(),
            "It rose by 0.7 percentage points on the year to March 2022.",
        ),
        (
            {"previous": None, "change": None, "reason": Reason.ONE_POINT},
            indicator(),
            "There is only one figure so far, so there is no change to show.",
        ),
        ({"latest": None}, indicator(), "There is no figure, so there is no change to show."),
        *(
            (
                {"previous": None, "change": None, "reason": reason, "points": 5},
                indicator(),
                "By this rule, none of the earlier figures is compared with the latest.",
            )
            for reason in (Reason.NEUTRAL, Reason.MET, Reason.UNDEFINED)
        ),
        (
            {"previous": None, "change": None, "reason": Reason.NEUTRAL, "points": 1},
            indicator(),
            "There is no earlier figure to compare with.",
        ),
    ],
)  # fmt: skip
def test_change(changes: dict[str, Any], of: Indicator, sentence: str) -> None:
    assert sentences.change(row(**changes), of, PLACES) == sentence


@pytest.mark.parametrize(
    ("changes", "of", "sentence"),
    [
        (
            # State of the Region 2020, goal 1: 5.5% against 4.0%, 109,500 people.
            {"gap": -1.5, "gap_people": 30320.0},
            unemployment(),
            "To reach the UK's rate would take about 30,300 fewer unemployed people (1.5 percentage points).",
        ),
        (
            {"gap": 6.6, "gap_people": 82370.0},
            indicator(),
            "To reach the UK's rate would take about 82,400 more people in work (6.6 percentage points).",
        ),
        ({"gap": 3357.0}, pounds(), "It is £3,357 per head below the UK."),
        ({"gap": -2.1, "comparator": "E92000001"}, years(), "It is 2.1 years better than England."),
        (
            {"gap": -1.5},
            unemployment(people=None),
            "It is 1.5 percentage points above the UK, where lower is better.",
        ),
        ({"gap": 1.5}, indicator(polarity=0), "It is 1.5 percentage points below the UK."),
        ({"gap": 0.0}, indicator(), "It is level with the UK."),
        (
            {"gap": 2.0, "yardstick_kind": "value", "yardstick": 71.1, "yardstick_by": "2030"},
            years(),
            "To reach the target of 71.1 years by 2030 it must rise by 2.0 years.",
        ),
        (
            {"gap": -2.0, "yardstick_kind": "value", "yardstick": 3.5, "gap_people": 40000.0},
            unemployment(),
            "To reach the target of 3.5% would take about 40,000 fewer unemployed people (2.0 percentage "
            "points).",
        ),
        (
            {"gap": -2.0, "yardstick_kind": "value", "yardstick": 57.6},
            years(),
            "It meets the target of 57.6 years, with 2.0 years to spare.",
        ),
        (
            {"gap": None, "comparator_latest": None},
            indicator(),
            "The UK has no figure for the same period, so there is no gap to show.",
        ),
        (
            {"gap": None, "comparator": None, "yardstick_kind": None},
            indicator(),
            "There is neither a target nor a comparator, so there is no gap to show.",
        ),
    ],
)
def test_gap(changes: dict[str, Any], of: Indicator, sentence: str) -> None:
    assert sentences.gap(row(**changes), of, PLACES) == sentence


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "The UK stood at 75.7%."),
        ({"comparator_latest": None}, "The UK has no figure for the same period."),
        ({"comparator": None}, "It is compared with no other place."),
    ],
)
def test_comparison(changes: dict[str, Any], sentence: str) -> None:
    assert sentences.comparison(row(**changes), indicator(), PLACES) == sentence


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "It improved and moved nearer the UK."),
        ({"status": "slow"}, "It improved, but too slowly to come nearer the UK."),
        ({"status": "away", "change": -0.7}, "It got worse."),
        ({"status": "away", "change": 0.0}, "It did not change."),
        (
            {"status": "away", "change": 0.01},
            "It moved by less than the figures are rounded to, so it counts as no change.",
        ),
        (
            {"yardstick_kind": "value", "yardstick": 75.0, "yardstick_by": "2030-12-31"},
            "It improved and moved nearer the target of 75.0% by 31 December 2030.",
        ),
        (
            {"reason": "met", "yardstick_kind": "value", "yardstick": 65.0, "gap": -4.1},
            "It meets the target of 65.0%, and it improved.",
        ),
        (
            {"reason": "met", "status": "away", "change": -0.7, "gap": -0.1},
            "It is level with the UK or better, but it got worse.",
        ),
        (
            {"reason": "met", "yardstick_kind": None, "gap": None, "change": 0.0},
            "It is as good as this figure can be, and it did not change.",
        ),
        (
            {"status": "away", "reason": "within_interval"},
            "Its change lies inside the interval of the figure, so it counts as no change.",
        ),
        ({"status": "slow", "grade": "moderate progress"}, "Moderate progress: it improves, but slowly."),
        (
            {"status": "improving", "grade": "significant progress", "reason": "within_interval"},
            "Significant progress: it improves clearly, though the change may be chance: it lies inside the "
            "interval.",
        ),
        (
            {"grade": "significant progress", "yardstick_kind": "value", "yardstick_by": "2030"},
            "Significant progress: it improves fast enough for the target.",
        ),
        (
            {"status": "no_data", "latest": None},
            "No figure for the employment rate has been published for this place.",
        ),
        (
            {"status": "no_data", "latest": None, "missing_period": "2021-01-01/P1Y", "missing_status": "Q"},
            "The figure for 2021 is suppressed.",
        ),
        (
            {"reason": "met", "grade": "as good as it can be", "gap": -2.0, "change": None},
            "It is as good as this figure can be.",
        ),
        ({"status": "no_indicator"}, "No indicator measures this yet."),
    ],
)
def test_status(changes: dict[str, Any], sentence: str) -> None:
    assert sentences.status(row(**changes), indicator(), PLACES) == sentence


def test_each_reason_has_its_own_sentence() -> None:
    said = {r: sentences.status(row(status="unjudged", reason=r), indicator(), PLACES) for r in Reason}
    assert len(set(said.values())) == len(Reason)
    assert all(s.startswith("It cannot be judged: ") for s in said.values())
    assert said[Reason.STALE_COMPARATOR] == (
        "It cannot be judged: the UK has no figure for the same periods."
    )


figure = st.none() | st.floats(-1e7, 1e7) | st.sampled_from([0.0, -0.0, 1.0, math.nan, 0.04])
period = st.sampled_from(
    [
        "2023-01-01/P1Y",
        "2022-04-01/P1Y",
        "2024-11-16/P1Y",
        "2023-10-01/P3M",
        "2011-01-01/P3Y",
        "2023-07-01/P1M",
        "2024-03-31",
        "2021-09-01/P1Y",
    ]
)
rows = st.fixed_dictionaries(
    {
        "area": st.sampled_from([*PLACES, "E99999999"]),
        "breakdown": st.sampled_from(["", "sex=female", "age=16-24;sex=male", "tenure=social"]),
        "latest": figure,
        "latest_period": period,
        "latest_status": st.sampled_from(["A", "P", "E", "B", None]),
        "missing_period": st.none() | period,
        "missing_status": st.sampled_from([None, "L", "M", "O", "Q"]),
        "previous": figure,
        "previous_period": period,
        "change": figure,
        "change_percent": figure,
        "comparator": st.sampled_from([None, *PLACES]),
        "comparator_latest": figure,
        "comparator_change": figure,
        "comparator_change_percent": figure,
        "yardstick_kind": st.sampled_from([None, "value", "parity", "comparator"]),
        "yardstick": figure,
        "yardstick_by": st.sampled_from([None, "2030", "2041-12"]),
        "gap": figure,
        "gap_people": st.none() | st.floats(0, 1e7),
        "status": st.sampled_from(list(Status)),
        "reason": st.sampled_from(list(Reason)),
        "provisional": st.booleans(),
        "grade": st.sampled_from([None, "green", "moderate progress"]),
    }
)
definitions = st.sampled_from(
    [
        indicator(),
        unemployment(),
        pounds(),
        years(),
        indicator(polarity=0, unit="homes", suffix="", decimals=0),
        indicator(name="Total, as stated in 2020", unit="from 0 to 10", suffix="", decimals=2, people=None),
        indicator(name="New businesses", unit="births per 10,000 people", suffix="", people=None),
    ]
)


@given(rows, definitions)
def test_every_sentence_is_well_made(changes: dict[str, Any], of: Indicator) -> None:
    for say in (sentences.latest, sentences.change, sentences.comparison, sentences.gap, sentences.status):
        inspect_sentence(say(row(**changes), of, PLACES))


@given(definitions)
def test_no_data_is_well_made(of: Indicator) -> None:
    inspect_sentence(sentences.no_data(of))
