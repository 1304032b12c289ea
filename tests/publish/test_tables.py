"""The table beside a chart."""

import pytest
from tests.publish.examples import (
    BIRMINGHAM,
    COMBINED_AUTHORITY,
    EMPLOYMENT_RATE,
    PLACES,
    SOLIHULL,
    indicator,
    observations,
)

from commonweal.publish import tables


def test_newest_first_with_interval_and_change() -> None:
    rows = tables.series_table(observations(EMPLOYMENT_RATE, half_width=1.5), indicator())
    assert [r.label for r in rows[:2]] == ["2023", "2022"]
    assert (rows[0].text, rows[0].interval, rows[0].change) == ("65.9", "64.4 to 67.4", "0.0")
    assert (rows[1].change, rows[2].change) == ("+1.6", "−0.8")
    assert rows[-1].change == ""
    assert rows[0].notes == ()


def test_what_must_be_known_of_a_figure_stands_beside_it() -> None:
    of = indicator(
        provisional_from="2023-01-01",
        breaks=[{"period": "2020-01-01", "reason": "new survey", "provenance": "seen", "source": "ons"}],
    )
    frame = observations(
        [60.0, 61.0, 62.0, 63.0, 64.0, 65.0, 66.0, None, 67.0, 68.0],
        statuses={"2021-01-01/P1Y": "Q", "2022-01-01/P1Y": "E"},
        notes={"2023-01-01/P1Y": "Revised in May."},
    )
    rows = {r.label: r for r in tables.series_table(frame, of)}
    assert rows["2023"].notes == ("provisional", "Revised in May.")
    assert rows["2022"].notes == ("estimated",)
    assert rows["2021"].text == "missing: suppressed"
    assert rows["2020"].notes == ("break in series: new survey",)
    assert (rows["2022"].change, rows["2020"].change) == ("", "")


@pytest.mark.parametrize("values", [{}, {"2023-01-01/P1Y": None}])
def test_a_series_without_figures(values: dict[str, float | None]) -> None:
    assert [r.text for r in tables.series_table(observations(values), indicator())] == [
        "missing" for _ in values
    ]


def test_places_side_by_side() -> None:
    frame = observations({"2022-01-01/P1Y": 65.9, "2023-01-01/P1Y": 65.9}, area=BIRMINGHAM).vstack(
        observations({"2023-01-01/P1Y": 77.6}, area=SOLIHULL)
    )
    periods, rows = tables.places_table(frame, indicator(), PLACES)
    assert periods == ["2022", "2023"]
    assert [(r.place, r.texts) for r in rows] == [
        ("Birmingham", ("65.9", "65.9")),
        ("Solihull", ("", "77.6")),
    ]


def test_a_caption_names_all() -> None:
    assert tables.caption(indicator(), COMBINED_AUTHORITY, "sex=female", PLACES) == (
        "Employment rate, West Midlands (combined authority), women and girls: % of people aged 16 to 64"
    )
