"""Numbers as a reader meets them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.examples import indicator, pounds, unemployment, years

from commonweal.packs.models import Indicator
from commonweal.publish import numbers

AS_PLAIN = {"suffix": "", "people": None}
PER_HOUSEHOLDS = indicator(unit="per 1,000 households", decimals=2, **AS_PLAIN)
SCORE = indicator(unit="from 0 to 10", decimals=2, **AS_PLAIN)
HOMES = indicator(unit="homes", decimals=0, **AS_PLAIN)
TONNES = indicator(unit="tonnes of CO2 equivalent per head", suffix="t", people=None)
MILLIONS = indicator(unit="£ million, 2024 prices", decimals=1, **AS_PLAIN)
BILLIONS = indicator(unit="£bn", prefix="£", suffix="bn", decimals=0, people=None)


@pytest.mark.parametrize(
    ("number", "of", "short", "full"),
    [
        (7.2, unemployment(), "7.2%", "7.2% of economically active people"),
        (17752, pounds(), "£17,752", "£17,752 per head"),
        (-402, pounds(), "−£402", "−£402 per head"),
        (59.6, years(), "59.6 years", "59.6 years"),
        (1.364, PER_HOUSEHOLDS, "1.36 per 1,000 households", "1.36 per 1,000 households"),
        (7.34, SCORE, "7.34", "7.34 on a scale from 0 to 10"),
        (1, HOMES, "1 home", "1 home"),
        (30320, HOMES, "30,320 homes", "30,320 homes"),
        (4.72, TONNES, "4.7 t", "4.7 tonnes of CO2 equivalent per head"),
        (12.3, MILLIONS, "£12.3 million", "£12.3 million (2024 prices)"),
        (153, BILLIONS, "£153bn", "£153bn"),
        (0.25, unemployment(), "0.3%", "0.3% of economically active people"),
        (-0.04, unemployment(), "0.0%", "0.0% of economically active people"),
        (None, pounds(), "no data", "no data"),
        (math.nan, pounds(), "no data", "no data"),
        (math.inf, years(), "no data", "no data"),
    ],
)
def test_a_value(number: float | None, of: Indicator, short: str, full: str) -> None:
    assert (numbers.value(number, of), numbers.in_full(number, of)) == (short, full)


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("Rate per 100,000 population", "12.0 per 100,000 population"),
        ("Score out of 10", "12.0 out of 10"),
        ("Count per 10,000 people", "12.0 per 10,000 people"),
        ("Number of enterprises", "12.0 enterprises"),
        ("yrs", "12.0 years"),
        ("mins", "12.0 minutes"),
        ("Tonnes of CO2 equivalent", "12.0 tonnes of CO2 equivalent"),
        ("Average length of stay in nights", "12.0 (average length of stay in nights)"),
        ("kWh per meter point", "12.0 kWh per meter point"),
        ("£ million", "£12.0 million"),
        ("%", "12.0%"),
        ("score", "12.0"),
    ],
)
def test_the_units_that_ons_publishes(unit: str, text: str) -> None:
    assert numbers.value(12, indicator(unit=unit, **AS_PLAIN)) == text


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("people", "1 person"),
        ("children per 10,000 children", "1 child per 10,000 children"),
        ("families", "1 family"),
        ("guest nights in short-term lets", "1 guest night in short-term lets"),
        ("businesses", "1 business"),
        ("per 1,000 households", "1 per 1,000 households"),
        ("GB", "1 GB"),
    ],
)
def test_one_of_a_thing(unit: str, text: str) -> None:
    assert numbers.value(1, indicator(unit=unit, decimals=0, **AS_PLAIN)) == text


@pytest.mark.parametrize(
    ("number", "of", "text"),
    [
        (0.7, unemployment(), "0.7 percentage points"),
        (-0.7, unemployment(), "0.7 percentage points"),
        (1.0, indicator(decimals=0), "1 percentage point"),
        (0.04, unemployment(), "less than 0.1 percentage points"),
        (0.0, unemployment(), "0.0 percentage points"),
        (402, pounds(), "£402"),
        (2.1, years(), "2.1 years"),
        (0.66, SCORE, "0.66 points"),
        (None, pounds(), "no data"),
    ],
)
def test_a_difference(number: float | None, of: Indicator, text: str) -> None:
    assert numbers.difference(number, of) == text


def test_a_difference_of_money_may_keep_its_tail() -> None:
    assert numbers.difference(3357, pounds(), full=True) == "£3,357 per head"


def test_a_change_has_its_sign() -> None:
    assert numbers.change(0.7, unemployment()) == "+0.7 percentage points"
    assert numbers.change(-402, pounds()) == "−£402"
    assert numbers.change(0.0, years()) == "0.0 years"
    assert numbers.change(None, years()) == "no data"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (30320, "about 30,300"),
        (156456, "about 156,000"),
        (713, "about 710"),
        (999.6, "about 1,000"),
        (-82370, "about 82,400"),
        (12, "about 10"),
        (3, "fewer than 5"),
        (1234567, "about 1,230,000"),
        (None, "no data"),
    ],
)
def test_people_that_we_reckon_are_rounded(count: float | None, text: str) -> None:
    assert numbers.people(count) == text


def test_people_that_a_source_states_stand_as_they_are() -> None:
    assert numbers.people(30320, stated=True) == "30,320"


@pytest.mark.parametrize(
    ("number", "of", "text"),
    [
        (1234567, HOMES, "1.2m"),
        (34.5e9, indicator(unit="£", decimals=0, **AS_PLAIN), "£34.5bn"),
        (69.1, indicator(), "69.1%"),
        (59.6, years(), "59.6"),
        (-5, pounds(), "−£5"),
    ],
)
def test_the_shortest_form(number: float, of: Indicator, text: str) -> None:
    assert numbers.compact(number, of) == text


@pytest.mark.parametrize(
    ("ticks", "of", "texts"),
    [
        ([60.0, 65.0, 70.0], indicator(), ["60%", "65%", "70%"]),
        ([2.75, 3.0, 3.25], years(), ["2.75", "3.00", "3.25"]),
        ([0.0, 10000.0, 20000.0], pounds(), ["£0", "£10,000", "£20,000"]),
        ([0.0, 1e6, 2e6], HOMES, ["0m", "1m", "2m"]),
        ([-5.0, 0.0], indicator(), ["−5%", "0%"]),
    ],
)
def test_the_labels_of_an_axis_are_told_apart(ticks: list[float], of: Indicator, texts: list[str]) -> None:
    assert numbers.ticks(ticks, of) == texts


finite = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False)


@given(finite, st.integers(0, 4))
def test_a_written_number_reads_back_as_it_was_rounded(number: float, decimals: int) -> None:
    text = numbers.plain(number, decimals)
    back = float(text.replace(numbers.MINUS, "-").replace(",", ""))
    assert abs(back - number) <= 0.5 * 10.0**-decimals + 1e-6
    assert numbers.plain(back, decimals) == text
    assert "-" not in text
    assert not (text.startswith(numbers.MINUS) and back == 0)


@given(finite)
def test_signs_agree_with_the_number(number: float) -> None:
    text = numbers.change(number, unemployment())
    if abs(number) >= 0.05:
        assert text[0] == ("+" if number > 0 else numbers.MINUS)
    else:
        assert text[0] not in f"+{numbers.MINUS}" or abs(number) > 0.0499


@given(st.floats(min_value=5, max_value=1e8))
def test_rounded_people_are_within_half_a_percent_or_five(count: float) -> None:
    told = float(numbers.people(count).removeprefix("about ").replace(",", ""))
    assert abs(told - count) <= max(5.0, 0.005 * count) + 1e-6
