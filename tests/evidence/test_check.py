"""Rules that look at more than a row: what changed since last time, and jumps."""

from __future__ import annotations

import dataclasses

import polars as pl
import pytest

from commonweal.evidence import OBSERVATION, SERIES, Register, read

from .conftest import Bring, said

HEADER = "indicator,area,period,value,lower,upper,status,note\n"
ONS = "areacd,areanm,geography,indicator,period,observation,measure,unit\n"
PAY = "gross-median-weekly-pay.csv"


def row(period: str, value: str = "5", rest: str = ",,,", area: str = "E08000025") -> str:
    return f"unemployment,{area},{period},{value},{rest}\n"


@pytest.mark.parametrize(
    ("value", "rest", "severity", "message"),
    [
        (
            "5",
            "5.1,6,,",
            "warn",
            "Row 2: the value 5 is outside its interval, 5.1 to 6, by no more than rounding.",
        ),
        ("5", "6,7,,", "stop", "Row 2: the value 5 is outside its interval, 6 to 7."),
        ("5", "6,4,,", "stop", "Row 2: the interval runs from 6 to 4. Its ends stand the wrong way round."),
        ("5", "4,,,", "warn", "Row 2 has one end of an interval and not the other."),
        ("5", "6,,,", "stop", "Row 2: the value 5 is below the lower end of its interval, 6."),
        ("5", ",4,,", "stop", "Row 2: the value 5 is above the upper end of its interval, 4."),
        ("5", "5.1,,,", "warn", "Row 2 has one end of an interval and not the other."),
        ("", "6,,x,", "warn", "Row 2 has one end of an interval and not the other."),
        (
            "140",
            ",,,",
            "stop",
            "Row 2, value: 140 is above 100, the highest that “Unemployment rate” can be.",
        ),
        ("-1", ",,,", "stop", "Row 2, value: -1 is below 0, the lowest that “Unemployment rate” can be."),
        ("5", ",,estimted,", "stop", "Row 2, status: “estimted” is not a status. Is it E (estimated)?"),
        ("5", ",,O,", "warn", "Row 2 has the value 5, and its status is O (missing)."),
        ("", ",,P,", "warn", "Row 2 has no value, and its status is P (provisional). Say why it is missing."),
        ("", ",,,", "warn", "Row 2 has no value and no status that says why. It is read as O (missing)."),
        ("", ",,U,", "", ""),
        ("5", "5,5,,", "", ""),
        ("0", ",,,", "", ""),
    ],
)
def test_a_row(bring: Bring, value: str, rest: str, severity: str, message: str) -> None:
    _, problems = bring(HEADER + row("2019", value, rest))
    assert [(s, m) for s, _, m in said(problems)] == ([(severity, message)] if message else [])


def test_an_indicator_that_no_pack_defines(bring: Bring) -> None:
    _, problems = bring(
        "indicator,area,period,value\nunemploymnt,E08000025,2019,5\nxyzzy,E08000025,2019,5\n,E08000025,2019,5\n"
    )
    assert said(problems) == [
        (
            "stop",
            "unknown-indicator",
            "Row 2, indicator: no pack defines “unemploymnt”. Is it “unemployment”?",
        ),
        (
            "stop",
            "unknown-indicator",
            "Row 3, indicator: no pack defines “xyzzy”. Its definition belongs in a pack first.",
        ),
        ("stop", "unknown-indicator", "Row 4: the indicator is empty. Write its id."),
    ]


def test_a_breakdown_that_cannot_be_read(bring: Bring) -> None:
    reading, problems = bring(
        "indicator,area,period,breakdown,value\n"
        "unemployment,E08000025,2019,Sex=Female; age=16-24,5\n"
        "unemployment,E08000025,2019,women,5\n"
    )
    message = "Row 3, breakdown: “women” is not of the form sex=female."
    assert said(problems) == [("stop", "breakdown", message)]
    assert reading.rows["breakdown"][0] == "age=16-24;sex=female"


def test_a_period_after_today_unless_it_is_a_forecast(bring: Bring) -> None:
    _, problems = bring(HEADER + row("2027") + row("2028", rest=",,F,"))
    message = "Row 2, period: 2027-01-01/P1Y begins after today. If it is a forecast, put F in status."
    assert said(problems) == [("warn", "future-period", message)]


def before(bring: Bring, content: str, name: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    reading, problems = bring(content, name)
    assert problems.filter(pl.col("severity") == "stop").is_empty()
    dataset = reading.datasets[0]
    return reading.frame(dataset).with_columns(dataset=pl.lit(dataset)), reading.series


def test_an_area_that_was_there_before(bring: Bring) -> None:
    old, series = before(bring, HEADER + row("2019") + row("2019", area="E08000026"), "figures.csv")
    _, problems = bring(HEADER + row("2019"), previous=old, previous_series=series)
    message = "Coventry (E08000026) had figures of “unemployment” before and has none now."
    assert said(problems) == [("warn", "area-gone", message)]


def test_an_area_that_no_pack_defines_and_that_is_new(bring: Bring) -> None:
    first = ONS + "E08000025,Birmingham,District,Gross median weekly pay,2024-04-17,565,Pounds,£\n"
    old, series = before(bring, first, PAY)
    added = "E08000019,Sheffield,District,Gross median weekly pay,2024-04-17,551,Pounds,£\n"
    _, problems = bring(first + added, PAY, previous=old, previous_series=series)
    message = "Areas that no pack defines and that were not here before: Sheffield (E08000019)."
    assert said(problems) == [("warn", "new-area", message)]


@pytest.mark.parametrize(
    ("line", "rule", "message"),
    [
        (
            "Gross median weekly pay,2024-04-17,565,Pounds,$",
            "unit-changed",
            "The unit of “Gross median weekly pay” was “£” and is “$”.",
        ),
        (
            "Gross median weekly pay,2024-04-17,565,Pence,£",
            "unit-changed",
            "The measure of “Gross median weekly pay” was “Pounds” and is “Pence”.",
        ),
        (
            "Gross median pay a week,2024-04-17,565,Pounds,£",
            "name-changed",
            "The series “Gross median weekly pay” is here no more; “Gross median pay a week” is new. "
            "Was it given another name?",
        ),
        (
            "Homicides,2024-04-17,565,Pounds,£",
            "series-gone",
            "The series “Gross median weekly pay” was here before and is here no more.",
        ),
    ],
)
def test_a_unit_or_a_name_that_changed(bring: Bring, line: str, rule: str, message: str) -> None:
    first = ONS + "E08000025,Birmingham,District,Gross median weekly pay,2024-04-17,565,Pounds,£\n"
    old, series = before(bring, first, PAY)
    _, problems = bring(
        ONS + f"E08000025,Birmingham,District,{line}\n", PAY, previous=old, previous_series=series
    )
    assert ("warn", rule, message) in said(problems)


def test_a_series_that_a_pack_knows_under_another_name_is_not_gone(bring: Bring) -> None:
    """The same figures in our own layout, and in the supplier's: only the name of the series is another."""
    name = "gross-median-weekly-pay.csv"
    ours = "indicator,area,period,value\npay,E08000025,2024-04-17,565\nunemployment,E08000025,2024,5\n"
    theirs = ONS + "E08000025,Birmingham,District,Gross median weekly pay,2024-04-17,565,Pounds,£\n"
    for first, second in ((ours, theirs), (theirs, ours)):
        old, series = before(bring, first, name)
        _, problems = bring(second, name, previous=old, previous_series=series)
        gone = "The series “unemployment” was here before and is here no more."
        assert said(problems) == ([("warn", "series-gone", gone)] if first == ours else [])


def test_a_layout_that_tells_no_measure_is_no_change_of_it(bring: Bring) -> None:
    ours = "indicator,area,period,value\npay,E08000025,2024-04-17,565\n"
    theirs = ONS + "E08000025,Birmingham,District,pay,2024-04-17,565,Pounds,£\n"
    for first, second in ((ours, theirs), (theirs, ours)):
        _, series = before(bring, first, "pay.csv")
        _, problems = bring(second, "pay.csv", previous_series=series)
        assert problems.is_empty()


def test_several_units_in_one_series(bring: Bring) -> None:
    start = "E08000025,Birmingham,District,Gross median weekly pay"
    _, problems = bring(ONS + f"{start},2023,565,Pounds,£\n{start},2024,565,Pounds,%\n", PAY)
    message = (
        "The series “Gross median weekly pay” is in several units: “£” and “%”. One series has one unit."
    )
    assert said(problems) == [("stop", "several-units", message)]


#: Ten years of ten areas; the last area's last figure is another matter.
CALM = [5.0, 5.1, 5.0, 5.2, 5.1, 5.0, 5.1, 5.2, 5.1]


def many(last: str, *, others: float = 5.2) -> str:
    lines = []
    for n in range(10):
        area = f"E070000{n:02}"
        start = f"{area},Place {n},District,Gross median weekly pay"
        lines += [f"{start},{2010 + year},{value},Pounds,£" for year, value in enumerate(CALM)]
        lines.append(f"{start},{2010 + len(CALM)},{last if n == 9 else others},Pounds,£")
    return ONS + "\n".join(lines) + "\n"


def test_a_jump_that_nobody_else_made(bring: Bring) -> None:
    _, problems = bring(many("52"), PAY)
    message = (
        "Row 101, value: from 5.1 to 52 is 469 times the usual change of this series, and far from what "
        "other areas did. Is it right?"
    )
    assert said(problems) == [("warn", "jump", message)]


def test_a_jump_that_everybody_made_is_none(bring: Bring) -> None:
    _, problems = bring(many("52", others=52), PAY)
    assert problems.is_empty()


def test_an_ordinary_change_is_no_jump(bring: Bring) -> None:
    _, problems = bring(many("5.4"), PAY)
    assert problems.is_empty()


def test_a_jump_is_not_told_again(bring: Bring) -> None:
    reading, _ = bring(many("52"), PAY)
    old = reading.frame(reading.datasets[0]).with_columns(dataset=pl.lit(reading.datasets[0]))
    _, problems = bring(many("52"), PAY, previous=old, previous_series=reading.series)
    assert problems.is_empty()


def test_a_jump_across_a_break_in_the_series_is_none(bring: Bring, register: Register) -> None:
    import datetime as dt

    rule = dataclasses.replace(register.indicators["pay"], breaks=(dt.date(2019, 1, 1),))
    register.indicators["pay"] = rule  # type: ignore[index]
    _, problems = bring(many("52"), PAY)
    assert problems.is_empty()


def test_a_short_series_has_no_usual_change(bring: Bring) -> None:
    _, problems = bring(HEADER + row("2017", "5") + row("2018", "5.1") + row("2019", "60"))
    assert problems.is_empty()


def test_figures_that_a_pack_calls_provisional(bring: Bring, register: Register) -> None:
    import datetime as dt

    rule = dataclasses.replace(register.indicators["unemployment"], provisional_from=dt.date(2020, 1, 1))
    register.indicators["unemployment"] = rule  # type: ignore[index]
    reading, _ = bring(
        HEADER + row("2019") + row("2020") + row("2021", rest=",,E,") + row("2022", "", ",,x,")
    )
    assert reading.rows["status"].to_list() == ["A", "P", "E", "O"]


def test_nothing_read_is_nothing_checked(bring: Bring) -> None:
    empty = pl.DataFrame(schema={**OBSERVATION, "dataset": pl.String})
    reading, problems = bring("", previous=empty, previous_series=pl.DataFrame(schema=SERIES))
    assert problems["rule"].to_list() == ["empty-file"]
    assert reading.frame(reading.datasets[0]).schema == OBSERVATION


def test_problems_stand_in_the_order_of_the_rows(bring: Bring) -> None:
    _, problems = bring(HEADER + row("2027") + row("soon") + row("2019", "140") + row("2018", area="Narnia"))
    assert problems["row"].to_list() == [2, 3, 4, 5]


def test_the_register_finds_a_series_by_its_measure_first(register: Register) -> None:
    known = dataclasses.replace(
        register, series={("d", "s", ""): ("any", ""), ("d", "s", "m"): ("exact", "sex=female")}
    )
    assert known.series_of("d", "s", "m") == ("exact", "sex=female")
    assert known.series_of("d", "s", "other") == ("any", "")
    assert known.series_of("d", "t", "m") is None
    assert read([], register=known).rows.is_empty()
