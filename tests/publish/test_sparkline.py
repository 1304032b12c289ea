"""A series the size of a word."""

import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.examples import EMPLOYMENT_RATE, indicator, pounds, row, yearly_history, years
from tests.publish.svg import SVG, inspect_harmless, inspect_spoken, parsed, texts

from commonweal.packs.models import Indicator
from commonweal.publish.sparkline import HEIGHT, WIDTH, sparkline


def drawn(values: list[float | None], of: Indicator | None = None, **changes: Any) -> Any:
    return parsed(
        sparkline(row(**{"yardstick": None, **yearly_history(values), **changes}), of or indicator())
    )


def lines(root: Any) -> list[str]:
    return [n.get("d") for n in root.iter(f"{SVG}path") if n.get("class") == "cw-spark__line"]


def test_first_and_last_value_stand_at_the_ends() -> None:
    root = drawn(list(EMPLOYMENT_RATE))
    assert texts(root) == ["65.9%", "61.1%"]
    last, first = list(root.iter(f"{SVG}text"))
    assert (first.get("text-anchor"), last.get("text-anchor")) == ("end", "start")
    assert float(first.get("x") or 0) < WIDTH / 2 < float(last.get("x") or 0)
    assert inspect_spoken(root) == "Employment rate: from 61.1% (2014) to 65.9% (2023)."
    assert len(lines(root)) == 1
    assert lines(root)[0].count(",") == len(EMPLOYMENT_RATE)


def test_a_missing_year_is_a_gap() -> None:
    assert len(lines(drawn([61.0, 62.0, None, 63.0, 64.0]))) == 2


def test_a_year_that_is_not_there_is_a_gap() -> None:
    whole = yearly_history([61.0, 62.0, 63.0, 64.0, 65.0])
    thinned = {**whole, "history": [61.0, 62.0, 64.0, 65.0], "history_start": whole["history_start"]}
    del (starts := list(whole["history_start"]))[2]
    assert len(lines(parsed(sparkline(row(**thinned | {"history_start": starts}), indicator())))) == 2


def test_a_break_is_a_gap() -> None:
    cut = years(breaks=[{"period": "2016-01-01", "reason": "new", "provenance": "seen", "source": "ons"}])
    assert len(lines(drawn([59.0, 59.5, 60.0, 61.0], cut))) == 2
    assert len(lines(drawn([59.0, 59.5, 60.0, 61.0], years()))) == 1


def test_the_last_point_is_hollow_while_provisional() -> None:
    def hollow(provisional: bool) -> list[str | None]:
        circles = drawn([61.0, 62.0], provisional=provisional).iter(f"{SVG}circle")
        return [c.get("fill") for c in circles]

    assert hollow(True) == ["#ffffff"]
    assert hollow(False) == ["#0b5d5e"]
    assert "provisional" in inspect_spoken(drawn([61.0, 62.0], provisional=True))


@pytest.mark.parametrize(("yardstick", "shown"), [(66.5, 1), (None, 0), (500.0, 0)])
def test_the_yardstick_is_dashed_unless_it_would_flatten_the_series(
    yardstick: float | None, shown: int
) -> None:
    root = drawn([61.0, 62.0, 65.0], yardstick=yardstick)
    dashed = [n for n in root.iter(f"{SVG}path") if n.get("stroke-dasharray")]
    assert len(dashed) == shown


def test_one_point_is_a_point() -> None:
    root = drawn([61.0])
    assert lines(root) == []
    assert texts(root) == ["61.0%"]
    assert inspect_spoken(root) == "Employment rate: 61.0% (2014)."


@pytest.mark.parametrize("values", [[], [None], [None, math.nan]])
def test_without_a_figure_it_says_so(values: list[float | None]) -> None:
    root = drawn(values)
    assert texts(root) == ["no data"]
    assert inspect_spoken(root) == "No figures to draw."


def test_the_words_of_a_pack_cannot_break_out() -> None:
    root = drawn([1.0, 2.0], indicator(name='Pay & "more" <script>'))
    assert inspect_spoken(root).startswith('Pay & "more" <script>:')


@given(
    st.lists(st.none() | st.floats(-1e8, 1e8), max_size=40),
    st.none() | st.floats(-1e8, 1e8),
    st.booleans(),
    st.sampled_from([indicator(), pounds(), years()]),
)
def test_any_history_is_drawn_inside_its_box(
    values: list[float | None], yardstick: float | None, provisional: bool, of: Indicator
) -> None:
    changes = row(**yearly_history(values, 1950), yardstick=yardstick, provisional=provisional)
    text = sparkline(changes, of)
    assert text == sparkline(changes, of)
    root = parsed(text)
    inspect_harmless(root)
    inspect_spoken(root)
    for path in lines(root):
        for x, y in re.findall(r"([-\d.]+),([-\d.]+)", path):
            assert -1 <= float(x) <= WIDTH + 1
            assert -1 <= float(y) <= HEIGHT + 1
