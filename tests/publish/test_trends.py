"""What a line over time may join, and what is no figure: the trend and the panels of many places."""

from typing import Any

import altair
import polars as pl
import pytest
from tests.publish.examples import (
    BIRMINGHAM,
    EMPLOYMENT_RATE,
    PLACES,
    SOLIHULL,
    UK,
    indicator,
    observations,
    row,
)
from tests.publish.svg import parsed, texts

from commonweal.packs.models import Indicator
from commonweal.publish import charts, tables

Spec = dict[str, Any]
MAIN, QUIET = "#0b5d5e", "#505a5f"
UK_RATE = [72.3, 73.4, 73.8, 74.7, 75.0, 75.6, 75.1, 74.7, 75.5, 75.7]
OF_2018, OF_2021, OF_2022, OF_2023 = (f"{year}-01-01/P1Y" for year in (2018, 2021, 2022, 2023))
#: The last figure is a forecast, the lowest of all.
EXPECTED = observations([*EMPLOYMENT_RATE[:-1], 40.0], statuses={OF_2022: "P", OF_2023: "F"})
FOOT = "forecasts are not drawn"


def trend(
    own: pl.DataFrame, comparator: pl.DataFrame | None = None, of: Indicator | None = None, width: int = 720
) -> Spec:
    spec = charts.indicator_chart(
        own, of or indicator(), row(area=BIRMINGHAM), PLACES, comparator, width=width
    )
    altair.LayerChart.from_dict(spec)  # raises where the schema refuses it
    return spec


def panels(frame: pl.DataFrame, *areas: str) -> Spec:
    return charts.small_multiples(frame, indicator(), areas, PLACES, comparator=UK)


def said(spec: Spec) -> list[str]:
    return texts(parsed(charts.render_svg(spec)))


def lengths(spec: Spec, colour: str) -> list[int]:
    """How many figures each line of this colour joins."""
    lines = [x for x in spec["layer"] if x["mark"]["type"] == "line" and x["mark"]["stroke"] == colour]
    return [len(line["data"]["values"]) for line in lines]


def heights(spec: Spec) -> list[float]:
    """The values of the lines and points of a trend."""
    marks = [x for x in spec["layer"] if x["mark"]["type"] in {"line", "point"}]
    return [v["y"] for x in marks for v in x["data"]["values"]]


def own(statuses: dict[str, str] | None = None) -> pl.DataFrame:
    return observations(EMPLOYMENT_RATE, statuses=statuses)


def uk(statuses: dict[str, str] | None = None) -> pl.DataFrame:
    return observations(UK_RATE, area=UK, statuses=statuses)


def test_a_forecast_is_neither_drawn_nor_told_as_a_figure() -> None:
    spec = trend(EXPECTED)
    assert spec["description"] == (
        "Employment rate in Birmingham: from 61.1% in 2014 to 65.9% in 2022; highest 65.9% in 2022, "
        "lowest 60.7% in 2015."
    )
    assert charts.describe(EXPECTED, indicator(), PLACES) == spec["description"]
    assert 40.0 not in heights(spec)
    words = said(spec)
    assert "Birmingham65.9%" in words
    assert "2023" not in words
    assert f"Hollow: provisional · {FOOT}" in words


def test_the_table_keeps_a_forecast_and_says_that_it_is_one() -> None:
    first = tables.series_table(EXPECTED, indicator())[0]
    assert (first.label, first.text, first.notes) == ("2023", "40.0", ("forecast",))


def test_a_comparator_s_forecast_is_not_drawn() -> None:
    spec = trend(own(), uk({OF_2023: "F"}))
    assert "UK75.5%" in said(spec)
    assert lengths(spec, QUIET) == [9]
    assert "Forecasts are not drawn" in said(spec)


def test_a_series_of_forecasts_has_no_figure() -> None:
    frame = observations({OF_2022: 60.0, OF_2023: 61.0}, statuses={OF_2022: "F", OF_2023: "F"})
    assert trend(frame)["description"] == "Employment rate in Birmingham: there is no figure to draw."


def test_panels_of_places_end_with_figures_and_not_with_forecasts() -> None:
    spec = panels(pl.concat([EXPECTED, uk()]), BIRMINGHAM, SOLIHULL)
    assert "latest: Birmingham 65.9%, Solihull no data" in spec["description"]
    assert "40.0%" not in said(spec)
    assert f"% of people aged 16 to 64; grey line: the UK; {FOOT}" in said(spec)


def test_charts_without_a_forecast_do_not_speak_of_any() -> None:
    for spec in (trend(own(), uk()), panels(pl.concat([own(), uk()]), BIRMINGHAM)):
        assert not [words for words in said(spec) if "orecast" in words]


@pytest.mark.parametrize(
    ("own_breaks", "uk_breaks", "main", "quiet", "marks"),
    [
        ((), (), [10], [10], []),
        ((OF_2018,), (), [4, 6], [10], ["break in series"]),
        ((), (OF_2021,), [10], [7, 3], ["break in series: UK"]),
        ((OF_2018,), (OF_2021,), [4, 6], [7, 3], ["break in series", "break in series: UK"]),
        ((OF_2018,), (OF_2018,), [4, 6], [4, 6], ["break in series"]),
    ],
)
def test_each_line_is_cut_at_its_own_breaks_and_only_there(
    own_breaks: tuple[str, ...],
    uk_breaks: tuple[str, ...],
    main: list[int],
    quiet: list[int],
    marks: list[str],
) -> None:
    frames = own(dict.fromkeys(own_breaks, "B")), uk(dict.fromkeys(uk_breaks, "B"))
    for width in (720, 340):
        spec = trend(*frames, width=width)
        assert (lengths(spec, MAIN), lengths(spec, QUIET)) == (main, quiet)
        assert [words for words in said(spec) if words.startswith("break")] == marks
    drawn = panels(pl.concat(frames), BIRMINGHAM)
    assert (lengths(drawn, MAIN), lengths(drawn, QUIET)) == (main, quiet)


def test_a_break_of_the_definition_holds_for_every_line() -> None:
    broken = indicator(
        breaks=[{"period": "2019-01-01", "reason": "new survey", "provenance": "seen", "source": "ons"}]
    )
    spec = trend(own(), uk(), broken)
    assert (lengths(spec, MAIN), lengths(spec, QUIET)) == ([5, 5], [5, 5])
    drawn = charts.small_multiples(pl.concat([own(), uk()]), broken, [BIRMINGHAM], PLACES, comparator=UK)
    assert (lengths(drawn, MAIN), lengths(drawn, QUIET)) == ([5, 5], [5, 5])


YEARLY = {f"{year}-01-01/P1Y": 60.0 + year - 2018 for year in range(2018, 2022)}


@pytest.mark.parametrize(
    ("quarters", "joined", "latest"),
    [
        (["2022-01-01/P3M", "2022-04-01/P3M", "2022-07-01/P3M"], [4, 3], "15.2%"),
        # The quarters of a year that has its yearly figure too: the year ends later.
        (["2021-01-01/P3M", "2021-04-01/P3M"], [4, 2], "63.0%"),
    ],
)
def test_figures_of_different_lengths_of_period_are_not_joined(
    quarters: list[str], joined: list[int], latest: str
) -> None:
    mixed = observations(YEARLY | {q: 15.0 + n / 10 for n, q in enumerate(quarters)})
    spec = trend(mixed)
    assert lengths(spec, MAIN) == joined
    assert f"Birmingham{latest}" in said(spec)
    assert lengths(panels(pl.concat([mixed, uk()]), BIRMINGHAM), MAIN) == joined
    changes = {r.period: r.change for r in tables.series_table(mixed, indicator())}
    assert (changes[quarters[0]], changes[quarters[1]], changes[OF_2021]) == ("", "+0.1", "+1.0")


def test_a_forecast_has_no_change_and_says_what_it_is_where_it_stands_alone() -> None:
    newest, before = tables.series_table(EXPECTED, indicator())[:2]
    assert (newest.change, newest.alone) == ("", "40.0 (forecast)")
    assert before.alone == f"{before.text} (provisional)"
    _, [row] = tables.places_table(EXPECTED, indicator(), PLACES)
    assert row.texts[-1] == "40.0 (forecast)"
    assert row.texts[0] == "61.1"
