"""Charts: specifications that Vega-Lite's schema accepts, pictures that say what they show."""

import datetime as dt
import json
import struct
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import altair
import polars as pl
import pytest
from tests.publish.examples import (
    BIRMINGHAM,
    COMBINED_AUTHORITY,
    EMPLOYMENT_RATE,
    PLACES,
    SOLIHULL,
    UK,
    WALSALL,
    indicator,
    observations,
    pounds,
    row,
    years,
)
from tests.publish.svg import SVG, inspect_harmless, inspect_spoken, parsed, texts

from commonweal.packs.models import Indicator
from commonweal.progress.schema import Status
from commonweal.publish import charts

Spec = dict[str, Any]
WIDTHS = (720, 340)
MAIN, QUIET = "#0b5d5e", "#505a5f"
BROKEN = [{"period": "2019-01-01", "reason": "new survey", "provenance": "seen", "source": "ons"}]
MIDDLE_OF_2014 = dt.date(2014, 7, 2).toordinal()
UK_RATE = observations([72.3, 73.4, 73.8, 74.7, 75.0, 75.6, 75.1, 74.7, 75.5, 75.7], area=UK)


def trend(
    frame: pl.DataFrame,
    of: Indicator | None = None,
    comparator: pl.DataFrame | None = None,
    width: int = 720,
    **changes: Any,
) -> Spec:
    return charts.indicator_chart(
        frame, of or indicator(), row(**{"area": BIRMINGHAM, **changes}), PLACES, comparator, width=width
    )


def latest(area: str, value: float | None, **changes: Any) -> dict[str, Any]:
    limits = {} if value is None else {"latest_lower": value - 3, "latest_upper": value + 3}
    return row(**{"area": area, "latest": value, **limits, **changes})


def compared(width: int = 720, **options: Any) -> Spec:
    rows = [
        latest(BIRMINGHAM, 65.9, provisional=True),
        latest(SOLIHULL, 77.6),
        latest(COMBINED_AUTHORITY, 70.5),
        latest(WALSALL, None),
    ]
    return charts.compare_chart(rows, indicator(), PLACES, width=width, **options)


def multiples(width: int = 720) -> Spec:
    frame = pl.concat([observations(EMPLOYMENT_RATE), observations([77.0, 78.0], area=SOLIHULL), UK_RATE])
    return charts.small_multiples(
        frame, indicator(), [BIRMINGHAM, SOLIHULL, WALSALL], PLACES, comparator=UK, width=width
    )


def strip(width: int = 720) -> Spec:
    return charts.marks_strip([("Inclusive economy", list(Status)), ("Partnership", [])], width=width)


ALL = {
    "trend": lambda width: trend(observations(EMPLOYMENT_RATE, half_width=1.5), None, UK_RATE, width),
    "compare": compared,
    "multiples": multiples,
    "strip": strip,
    "empty": lambda width: trend(observations({}), width=width),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", list(ALL))
def test_a_specification_is_vega_lite_and_its_picture_harmless(name: str, width: int) -> None:
    spec = ALL[name](width)
    altair.LayerChart.from_dict(spec)  # raises where the schema refuses it
    assert json.loads(json.dumps(spec)) == spec
    picture = charts.render_svg(spec)
    root = parsed(picture)
    inspect_harmless(root)
    assert inspect_spoken(root) == spec["description"]
    assert float(root.get("width") or 0) == pytest.approx(width, abs=1)
    assert picture == charts.render_svg(ALL[name](width))


@pytest.mark.parametrize("name", list(ALL))
def test_a_png_has_the_size_it_was_asked_for(name: str) -> None:
    spec = ALL[name](340)
    picture = charts.render_png(spec, scale=2)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    wide, tall = struct.unpack(">II", picture[16:24])
    root = parsed(charts.render_svg(spec))
    assert wide == pytest.approx(680, abs=2)
    assert tall == pytest.approx(2 * float(root.get("height") or 0), abs=2)


def test_the_same_figures_have_the_same_key_and_others_another() -> None:
    first, again = (trend(observations(EMPLOYMENT_RATE)) for _ in range(2))
    assert charts.spec_key(first) == charts.spec_key(again)
    assert len(charts.spec_key(first)) == 64
    other = trend(observations([*EMPLOYMENT_RATE[:-1], 66.0]))
    assert charts.spec_key(other) != charts.spec_key(first)


def test_words_stand_inside_the_picture() -> None:
    """Every word of a chart begins inside its frame, at phone width too."""
    for name, make in ALL.items():
        root = parsed(charts.render_svg(make(340)))
        for x, y, words in placed_words(root):
            assert 0 <= x <= 340, (name, words)
            assert 0 <= y <= float(root.get("height") or 0), (name, words)


def test_lines_are_named_at_their_ends_with_the_latest_value() -> None:
    said = drawn_texts(trend(observations(EMPLOYMENT_RATE), None, UK_RATE))
    assert [t for t in said if t.startswith(("Birmingham", "UK"))] == ["Birmingham65.9%", "UK75.7%"]
    assert "% of people aged 16 to 64" in said


def test_a_comparator_begins_where_the_series_begins() -> None:
    short = {"2022-01-01/P1Y": 65.9, "2023-01-01/P1Y": 65.9}
    other = lines_of(trend(observations(short), None, UK_RATE), QUIET)
    assert [len(line["data"]["values"]) for line in other] == [2]


@pytest.mark.parametrize(
    ("values", "breaks", "runs"),
    [
        (list(EMPLOYMENT_RATE), [], 1),
        ([61.0, 62.0, None, 63.0, 64.0], [], 2),
        ({"2014": 61.0, "2015": 62.0, "2018": 63.0, "2019": 64.0, "2020": 64.5}, [], 2),
        (list(EMPLOYMENT_RATE), BROKEN, 2),
    ],
)
def test_a_line_stops_where_figures_are_missing_or_the_series_breaks(
    values: Any, breaks: list[Any], runs: int
) -> None:
    spec = trend(observations(values), indicator(breaks=breaks))
    assert len(lines_of(spec, MAIN)) == runs


def test_a_break_and_a_missing_figure_are_noted() -> None:
    broken = drawn_texts(trend(observations(EMPLOYMENT_RATE), indicator(breaks=BROKEN)))
    assert "break in series" in broken
    missing = drawn_texts(trend(observations([61.0, 62.0, None, 63.0])))
    assert missing.count("×") == 1
    assert "×: no figure" in missing
    whole = drawn_texts(trend(observations(EMPLOYMENT_RATE)))
    assert not {"break in series", "×", "×: no figure"} & set(whole)


def test_provisional_points_are_hollow() -> None:
    spec = trend(observations(EMPLOYMENT_RATE), indicator(provisional_from="2022-01-01"))
    hollow = [layer for layer in points_of(spec) if layer["mark"]["fill"] == "#ffffff"]
    assert [len(layer["data"]["values"]) for layer in hollow] == [2]
    assert "Hollow: provisional" in drawn_texts(spec)


def test_the_interval_is_a_band() -> None:
    spec = trend(observations(EMPLOYMENT_RATE, half_width=1.5))
    (band,) = [layer for layer in spec["layer"] if layer["mark"]["type"] == "area"]
    assert band["data"]["values"][0] == {"x": MIDDLE_OF_2014, "y": 59.6, "y2": 62.6}
    assert not [x for x in trend(observations(EMPLOYMENT_RATE))["layer"] if x["mark"]["type"] == "area"]


def test_a_target_is_a_named_dashed_line_inside_the_plot() -> None:
    spec = trend(observations(EMPLOYMENT_RATE), yardstick_kind="value", yardstick=80.0, yardstick_by="2030")
    assert "Target 80.0% by 2030" in drawn_texts(spec)
    (rule,) = [x for x in spec["layer"] if x["mark"].get("strokeDash") == [6, 4]]
    assert 0 <= rule["encoding"]["y"]["value"] <= spec["height"]
    without = trend(observations(EMPLOYMENT_RATE), yardstick_kind="comparator", yardstick=80.0)
    assert not [t for t in drawn_texts(without) if t.startswith("Target")]


@pytest.mark.parametrize(
    ("periods", "labels"),
    [
        (["2021-01-01/P1Y", "2022-01-01/P1Y"], ["2021", "2022"]),
        (["2021-04-01/P1Y", "2022-04-01/P1Y"], ["2021/22", "2022/23"]),
        (["1999-09-01/P1Y", "2000-09-01/P1Y"], ["1999/00", "2000/01"]),
        (["2020-01-01/P3Y", "2021-01-01/P3Y"], ["2020–22", "2021–23"]),
        (["2023-07-01/P1M", "2023-08-01/P1M"], ["Jul 2023", "Aug 2023"]),
        (["2023-01-01/P3M", "2023-04-01/P3M"], ["Q1 2023", "Q2 2023"]),
        (["2022-03-31", "2023-03-31"], ["31 Mar 2022", "31 Mar 2023"]),
        (["2020-07-01/P1Y", "2021-07-01/P1Y"], ["Jul 2020–Jun 2021", "Jul 2021–Jun 2022"]),
    ],
)
def test_the_axis_names_periods_by_their_kind(periods: list[str], labels: list[str]) -> None:
    said = drawn_texts(trend(observations(dict.fromkeys(periods, 61.0) | {periods[1]: 62.0})))
    assert [t for t in said if t in labels] == labels


def test_a_pooled_period_stands_at_its_middle() -> None:
    spec = trend(observations({"2011-01-01/P3Y": 60.0, "2012-01-01/P3Y": 61.0}))
    (line,) = lines_of(spec, MAIN)
    # Three years of 1,096 days: midnight between 1 and 2 July of the second.
    assert line["data"]["values"][0]["x"] == dt.date(2012, 7, 1).toordinal() + 0.5


@pytest.mark.parametrize("width", WIDTHS)
def test_labels_of_a_long_series_do_not_meet(width: int) -> None:
    months = {f"{y}-{m:02}-01/P1M": 60.0 + m / 10 for y in range(2010, 2025) for m in range(1, 13)}
    root = parsed(charts.render_svg(trend(observations(months), width=width)))
    named = sorted(x for x, _, words in placed_words(root) if words[:3].isalpha() and words[-4:].isdigit())
    assert len(named) >= 3
    assert min(b - a for a, b in pairwise(named)) > 55


@pytest.mark.parametrize(
    ("values", "of", "foot"),
    [
        (list(EMPLOYMENT_RATE), indicator(), "60%"),
        ([2.0, 8.0, 14.0], indicator(), "0%"),
        ([8636.0, 12000.0, 24836.0], pounds(), "£0"),
        ([17000.0, 18000.0, 19000.0], pounds(), "£17,000"),
        ([-2.0, 5.0], indicator(limits={}), "−2%"),
        ([97.0, 99.9], indicator(), "97%"),
    ],
)
def test_the_axis_begins_at_zero_only_where_the_figures_come_near_it(
    values: list[float], of: Indicator, foot: str
) -> None:
    ticks = trend(observations(values), of)["layer"][0]["encoding"]["y"]["axis"]
    assert json.loads(ticks["labelExpr"].partition("[indexof")[0])[0] == foot


def test_the_axis_stays_inside_the_natural_limits() -> None:
    axis = trend(observations([97.0, 99.9]))["layer"][0]["encoding"]["y"]["axis"]
    assert max(axis["values"]) <= 100


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (
            observations(EMPLOYMENT_RATE),
            "Employment rate in Birmingham: from 61.1% in 2014 to 65.9% in 2023; highest 65.9% in 2023, "
            "lowest 60.7% in 2015.",
        ),
        (observations([61.1]), "Employment rate in Birmingham: 61.1% in 2014, the only figure so far."),
        (
            observations([5.0, 5.0]),
            "Employment rate in Birmingham: from 5.0% in 2014 to 5.0% in 2015, the same throughout.",
        ),
        (observations([None, None]), "Employment rate in Birmingham: there is no figure to draw."),
        (observations({}), "Employment rate: there is no figure to draw."),
        (
            observations([61.1], breakdown="sex=female"),
            "Employment rate, women and girls in Birmingham: 61.1% in 2014, the only figure so far.",
        ),
    ],
)
def test_a_chart_in_one_sentence(frame: pl.DataFrame, sentence: str) -> None:
    assert charts.describe(frame, indicator(), PLACES) == sentence


@pytest.mark.parametrize("values", [{}, [None, None]])
def test_a_chart_without_figures_says_so_in_words(values: Any) -> None:
    said = " ".join(drawn_texts(trend(observations(values)))).replace("  ", " ")
    assert "no figure to draw" in said
    nothing = charts.indicator_chart(observations({}), indicator(), None, PLACES)
    assert nothing["description"] == "Employment rate: there is no figure to draw."


@pytest.mark.parametrize("value", [61.1, 0.0, -3.0])
def test_one_figure_is_one_point(value: float) -> None:
    spec = trend(observations([value], half_width=2.0), indicator(limits={}))
    assert lines_of(spec, MAIN) == []
    assert drawn_texts(spec).count("2014") == 1
    assert inspect_spoken(parsed(charts.render_svg(spec))).endswith("the only figure so far.")


def test_pictures_of_years_have_no_unit_at_their_ends() -> None:
    assert "Birmingham59.6" in drawn_texts(trend(observations([59.0, 59.6]), years()))


def test_a_title_and_a_source_travel_with_a_picture_that_leaves_its_page() -> None:
    spec = charts.indicator_chart(
        observations(EMPLOYMENT_RATE),
        indicator(),
        None,
        PLACES,
        title="Work in Birmingham",
        source="Source: ONS",
    )
    assert {"Work in Birmingham", "Source: ONS"} <= set(drawn_texts(spec))


def test_places_are_ranked_and_those_without_a_figure_come_last() -> None:
    spec = compared(highlight=COMBINED_AUTHORITY)
    said = drawn_texts(spec)
    names = [t for t in said if t.split(" ")[0] in {"Birmingham", "Solihull", "West", "Walsall"}]
    assert names == ["Solihull", "West Midlands (combined authority)", "Birmingham", "Walsall"]
    assert "no data" in said
    assert "UK 75.7%" in said
    assert spec["description"] == (
        "Employment rate in 4 places: highest Solihull, 77.6%; lowest Birmingham, 65.9%; 1 without a figure."
    )
    hollow = [x for x in points_of(spec) if x["mark"]["fill"] == "#ffffff"]
    assert len(hollow) == 1


def test_a_figure_of_another_period_says_so() -> None:
    rows = [
        latest(BIRMINGHAM, 65.9),
        latest(SOLIHULL, 77.6),
        latest(WALSALL, 70.0, latest_period="2021-01-01/P1Y"),
    ]
    said = drawn_texts(charts.compare_chart(rows, indicator(), PLACES))
    assert "70.0% (2021)" in said
    assert "65.9%" in said


@pytest.mark.parametrize("rows", [[], [latest(BIRMINGHAM, None)]])
def test_a_comparison_without_figures_says_so(rows: list[dict[str, Any]]) -> None:
    spec = charts.compare_chart(rows, indicator(), PLACES)
    assert spec["description"] == "Employment rate: no place has a figure to draw."


def test_small_multiples_share_one_scale_and_name_every_panel() -> None:
    spec = multiples()
    said = drawn_texts(spec)
    assert {"Birmingham", "Solihull", "Walsall", "no data", "2014: 61.1%"} <= set(said)
    assert "% of people aged 16 to 64; grey line: the UK" in said
    tops = [min(v["y"] for v in line["data"]["values"]) for line in lines_of(spec, MAIN)]
    assert tops[0] > tops[1]  # Birmingham stands lower than Solihull


def test_marks_in_a_strip_are_those_of_the_pages() -> None:
    spec = strip()
    shapes = [x["mark"]["shape"] for x in points_of(spec)]
    assert len(shapes) == 2 * len(Status)  # each once in the strip, once in the key
    assert spec["description"].startswith("Inclusive economy: 1 improving, 1 too slow, 1 not improving")
    assert charts.marks_strip([])["description"] == "There is nothing to draw yet."


def test_importing_the_package_loads_no_drawing() -> None:
    """Most pages draw nothing: what is slow to import waits until it is needed."""
    code = "import sys, commonweal.publish; print({'vl_convert', 'altair'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


def lines_of(spec: Spec, colour: str) -> list[Spec]:
    marks = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    return [layer for layer in marks if layer["mark"]["stroke"] == colour]


def points_of(spec: Spec) -> list[Spec]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == "point"]


def drawn_texts(spec: Spec) -> list[str]:
    return texts(parsed(charts.render_svg(spec)))


def placed_words(root: Any) -> Sequence[tuple[float, float, str]]:
    """Where each text begins in the picture: its own place and that of all the groups around it."""
    found: list[tuple[float, float, str]] = []

    def walk(node: Any, x: float, y: float) -> None:
        move = (node.get("transform") or "").removeprefix("translate(").partition(")")[0]
        if move and "," in move:
            dx, dy = (float(n) for n in move.split(",")[:2])
            x, y = x + dx, y + dy
        if node.tag == f"{SVG}text":
            found.append((x, y, "".join(node.itertext())))
        for child in node:
            walk(child, x, y)

    walk(root, 0.0, 0.0)
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_shares_are_drawn_with_their_numbers_and_a_quarter_without_any_as_missing(width: int) -> None:
    quarters = [("2025-Q4", 1, 4), ("2026-Q1", 0, 0), ("2026-Q2", 0, 3), ("2026-Q3", 3, 3)]
    spec = charts.shares_chart(quarters, "Of four quarters.", whole="reports", part="Told", width=width)
    altair.LayerChart.from_dict(spec)
    svg = parsed(charts.render_svg(spec))
    inspect_harmless(svg)
    assert inspect_spoken(svg) == "Of four quarters."
    said = " ".join(texts(svg))
    assert all(words in said for words in ("1/4", "0/3", "3/3", "×", "no reports in that quarter"))
    assert "0/0" not in said
    full = charts.shares_chart([("2026-Q1", 1, 1)] * 200, "Many.", whole="reports", part="Told", width=width)
    assert len({w for w in texts(parsed(charts.render_svg(full))) if w.startswith("Q1")}) == 1
    nothing = charts.shares_chart([("2026-Q1", 0, 0)], "There is none.", whole="reports", part="Told")
    assert "There is none." in " ".join(texts(parsed(charts.render_svg(nothing))))
