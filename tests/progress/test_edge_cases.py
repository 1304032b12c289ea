"""Each awkward series has its own clear answer. docs/methods says why each is what it is."""

from typing import Any

import polars as pl
import pytest
from tests.progress.build import (
    EUROSTAT,
    HERE,
    REGION,
    THERE,
    day,
    definition,
    figure,
    frames,
    judged,
    target,
    years,
)

from commonweal.progress import assess

COMPARED = years(2021, 75.0, 75.6, 76.0, area=THERE)


def answer(row: dict[str, Any]) -> tuple[str, str]:
    return row["status"], row["reason"]


# The rule's own cases


@pytest.mark.parametrize(
    ("values", "theirs", "expected"),
    [
        ((70.0, 71.0), (75.0, 75.6), ("improving", "")),
        ((70.0, 70.6), (75.0, 75.6), ("slow", "")),
        ((70.0, 70.3), (75.0, 75.6), ("slow", "")),
        ((70.0, 70.0), (75.0, 75.6), ("away", "")),
        ((70.0, 69.0), (75.0, 74.0), ("away", "")),
        ((76.0, 76.2), (75.0, 75.6), ("improving", "met")),
        ((76.0, 76.0), (75.0, 75.6), ("away", "met")),
        ((76.0, 75.8), (75.0, 75.6), ("away", "met")),
        ((80.0, 80.5), (79.0, 81.0), ("slow", "")),
    ],
    ids=[
        "nearer",
        "at the same distance",
        "further behind",
        "no change",
        "worse, though the comparator is worse still",
        "better than the comparator and improving",
        "better, unchanged",
        "better, but less so",
        "overtaken",
    ],
)
def test_against_the_comparator(
    values: tuple[float, ...], theirs: tuple[float, ...], expected: tuple[str, str]
) -> None:
    row = judged([*years(2022, *values), *years(2022, *theirs, area=THERE)])
    assert answer(row) == expected
    assert row["yardstick_kind"] == "comparator"
    assert row["comparator_change"] == pytest.approx(theirs[1] - theirs[0])


def test_the_same_with_the_better_way_down() -> None:
    row = judged([*years(2022, 6.0, 5.0), *years(2022, 4.0, 3.9, area=THERE)], polarity=-1)
    assert answer(row) == ("improving", "")
    assert row["gap"] == pytest.approx(-1.1)
    assert row["previous_gap"] == pytest.approx(-2.0)
    assert row["statistic"] == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((70.0, 70.1), ("improving", "")),
        ((80.0, 80.0), ("improving", "met")),
        ((80.0, 79.9), ("away", "")),
        ((81.0, 80.2), ("away", "met")),
    ],
    ids=["nearer", "reached and held", "lost again", "reached, but falling"],
)
def test_against_a_value(values: tuple[float, ...], expected: tuple[str, str]) -> None:
    row = judged([*years(2022, *values), *years(2022, 90.0, 95.0, area=THERE)], target(value=80.0, by="2030"))
    assert answer(row) == expected
    assert (row["yardstick_kind"], row["yardstick"], row["yardstick_by"]) == ("value", 80.0, "2030")
    assert row["comparator_latest"] == 95.0


def test_a_stated_target_of_parity_names_its_own_comparator() -> None:
    found = judged(
        [*years(2022, 70.0, 71.0), *years(2022, 73.0, 73.0, area="E92000001")],
        target(kind="parity", comparator="E92000001", by="2035"),
    )
    assert (found["yardstick_kind"], found["comparator"], found["yardstick_by"]) == (
        "parity",
        "E92000001",
        "2035",
    )
    assert found["yardstick"] == 73.0


# Which target applies


def test_an_areas_own_target_stands_before_the_general_one() -> None:
    figures = [*years(2022, 70.0, 71.0), *years(2022, 70.0, 71.0, area="E08000025")]
    targets = [target(value=90.0), target(value=72.0, area=HERE)]
    assert judged(figures, *targets)["yardstick"] == 72.0
    assert judged(figures, *targets, area="E08000025")["yardstick"] == 90.0


@pytest.mark.parametrize(("last", "expected"), [(2021, 36.0), (2022, 36.0), (2023, 69.0), (2029, 69.0)])
def test_the_next_date_counts_and_after_the_last_the_last(last: int, expected: float) -> None:
    figures = years(last - 1, 20.0, 21.0)
    targets = [target(value=69.0, by="2027"), target(value=36.0, by="2022"), target(value=5.0, by="2015")]
    assert judged(figures, *targets)["yardstick"] == expected


def test_a_value_stands_before_parity() -> None:
    parity = target(kind="parity", comparator=THERE)
    assert judged([*years(2022, 70.0, 71.0), *COMPARED], parity, target(value=80.0))["yardstick"] == 80.0


# What cannot be judged


def test_one_point() -> None:
    assert answer(judged([figure("2023", 70.0), *COMPARED])) == ("unjudged", "one_point")


def test_neither_way_is_better() -> None:
    row = judged([*years(2022, 70.0, 71.0), *COMPARED], polarity=0)
    assert answer(row) == ("unjudged", "neutral")
    assert row["change"] == pytest.approx(1.0)


def test_an_indicator_that_no_pack_defines_is_shown_and_not_judged() -> None:
    answers = assess(*frames(years(2022, 70.0, 71.0), [], []))
    assert answers["reason"].to_list() == ["neutral", "neutral"]


def test_no_yardstick() -> None:
    assert answer(judged(years(2022, 70.0, 71.0))) == ("unjudged", "no_yardstick")


def test_the_comparator_itself_is_measured_by_a_target_or_not_at_all() -> None:
    row = judged(COMPARED, area=THERE)
    assert answer(row) == ("unjudged", "no_yardstick")
    assert row["comparator"] is None
    assert answer(judged(COMPARED, target(value=80.0), area=THERE)) == ("improving", "")


def test_a_comparator_without_the_same_breakdown_is_no_yardstick() -> None:
    figures = [*years(2022, 70.0, 71.0, breakdown="sex=female"), *COMPARED]
    assert answer(judged(figures, breakdown="sex=female")) == ("unjudged", "no_yardstick")


@pytest.mark.parametrize(
    ("latest", "theirs", "expected"),
    [
        (71.0, years(2021, 75.0, 75.6), ("unjudged", "stale_comparator")),
        (69.0, years(2021, 75.0, 75.6), ("away", "stale_comparator")),
        (71.0, [figure("2023", 75.0)], ("unjudged", "stale_comparator")),
        (69.0, [figure("2023", 75.0)], ("away", "")),
        (76.0, [figure("2023", 75.0)], ("improving", "met")),
    ],
    ids=["no latest, better", "no latest, worse", "no previous, better", "no previous, worse", "met"],
)
def test_a_comparator_without_the_same_two_periods(
    latest: float, theirs: list[dict[str, Any]], expected: tuple[str, str]
) -> None:
    theirs = [{**o, "area": THERE} for o in theirs]
    assert answer(judged([*years(2022, 70.0, latest), *theirs])) == expected


def test_a_break_in_the_comparators_series_makes_its_change_unknown() -> None:
    theirs = [figure("2022", 75.0, area=THERE), figure("2023", 70.0, area=THERE, status="B")]
    row = judged([*years(2022, 68.0, 69.0), *theirs])
    assert answer(row) == ("unjudged", "stale_comparator")
    assert (row["comparator_latest"], row["comparator_previous"]) == (70.0, None)


# Breaks


@pytest.mark.parametrize("rule", [REGION, EUROSTAT])
def test_a_break_flagged_in_the_figures(rule: str) -> None:
    figures = [*years(2010, *range(60, 73)), figure("2023", 80.0, status="B")]
    row = judged([*figures, *COMPARED], rule=rule)
    assert answer(row) == ("unjudged", "break")
    assert row["history"] == [80.0]


def test_a_break_that_the_definition_names() -> None:
    figures = [*years(2018, 14.2, 21.2, 20.2), *years(2018, 10.0, 13.4, 13.3, area=THERE)]
    row = judged(figures, breaks=[day("2019-01-01")], polarity=-1)
    assert answer(row) == ("improving", "")
    assert row["previous_period"] == "2019-01-01/P1Y"
    row = judged(figures[:2] + figures[3:], breaks=[day("2019-01-01")], polarity=-1)
    assert answer(row) == ("unjudged", "break")


def test_a_break_after_an_areas_last_figure_does_not_touch_it_but_one_before_does() -> None:
    breaks = [day("2022-01-01"), day("2024-01-01")]
    assert answer(judged([*years(2022, 70.0, 71.0), *COMPARED], breaks=breaks)) == ("improving", "")
    assert answer(judged([*years(2021, 70.0, 71.0), *COMPARED], breaks=breaks)) == ("unjudged", "break")


def test_the_newest_figure_missing_and_flagged_a_break_leaves_the_older_ones_whole() -> None:
    figures = [*years(2022, 70.0, 71.0), figure("2024", None, status="B")]
    assert answer(judged([*figures, *COMPARED])) == ("improving", "")


# Pooled and unequal periods


def pooled(*starts: int, first: float = 60.0, **more: Any) -> list[dict[str, Any]]:
    return [figure(f"{y}-01-01/P3Y", first + n, **more) for n, y in enumerate(starts)]


def test_pooled_periods_are_compared_with_the_nearest_that_shares_no_year() -> None:
    figures = pooled(2015, 2016, 2017, 2018, 2019, 2020)
    row = judged([*figures, *pooled(2015, 2016, 2017, 2018, 2019, 2020, first=70.0, area=THERE)])
    assert row["previous_period"] == "2017-01-01/P3Y"
    assert row["comparator_previous"] == 72.0
    assert answer(row) == ("slow", "")
    assert row["points"] == 6


def test_pooled_periods_with_gaps_reach_further_back() -> None:
    assert judged([*pooled(2010, 2018, 2020)])["previous_period"] == "2010-01-01/P3Y"


@pytest.mark.parametrize("rule", [REGION, EUROSTAT])
def test_overlap(rule: str) -> None:
    assert answer(judged([*pooled(2018, 2019, 2020), *COMPARED], rule=rule)) == ("unjudged", "overlap")


def test_only_periods_of_the_same_length_are_compared() -> None:
    figures = [figure("2022", 70.0), figure("2022-07-01/P1M", 99.0), figure("2023", 71.0)]
    row = judged([*figures, *COMPARED])
    assert (row["previous"], row["history"]) == (70.0, [70.0, 71.0])
    month = judged([figure("2022", 70.0), figure("2023-12-01/P1M", 71.0), *COMPARED])
    assert answer(month) == ("unjudged", "other_periods")


def test_a_month_is_compared_with_the_same_month_of_the_year_before() -> None:
    months = [figure(f"2022-{m:02}-01/P1M", 60.0 + m) for m in range(1, 13)]
    row = judged([*months, figure("2023-01-01/P1M", 62.0), *COMPARED])
    assert (row["previous_period"], row["change"]) == ("2022-01-01/P1M", 1.0)
    without = judged([*months[1:], figure("2023-01-01/P1M", 62.0), *COMPARED])
    assert (without["previous_period"], without["change"]) == ("2022-12-01/P1M", -10.0)


def test_a_rate_of_quarters_is_from_the_same_quarter() -> None:
    quarters = [
        figure(f"{year}-{month:02}-01/P3M", 50.0 + year - 2018 + month)
        for year in range(2018, 2023)
        for month in (1, 4, 7, 10)
    ]
    row = judged(quarters, rule=EUROSTAT)  # the oldest within five years begins in January 2018
    assert (row["latest_period"], row["previous_period"]) == ("2022-10-01/P3M", "2018-10-01/P3M")


def test_a_comparators_break_on_a_figure_that_is_missing_is_a_break() -> None:
    theirs = [
        figure("2022", 75.0, area=THERE),
        figure("2023", None, area=THERE, status="B"),
        figure("2024", 80.0, area=THERE),
    ]
    row = judged([figure("2022", 70.0), figure("2024", 72.0), *theirs])
    assert answer(row) == ("unjudged", "stale_comparator")
    assert row["comparator_previous"] is None


def test_eurostat_knows_a_figure_that_can_be_no_better() -> None:
    row = judged(years(2019, 98.0, 99.0, 99.5, 99.0, 100.0), rule=EUROSTAT, upper_limit=100.0)
    assert (*answer(row), row["grade"]) == ("improving", "met", "as good as it can be")


def test_points_in_time() -> None:
    figures = [figure("2024-04-01", 100.0), figure("2026-04-01", 140.0), figure("2025-04-01", 120.0)]
    theirs = [figure("2025-04-01", 130.0, area=THERE), figure("2026-04-01", 160.0, area=THERE)]
    row = judged([*figures, *theirs])
    assert (row["latest_period"], row["previous_period"]) == ("2026-04-01", "2025-04-01")
    assert answer(row) == ("slow", "")


# Missing, provisional and forecast figures


def test_the_latest_is_the_last_that_is_not_missing_and_the_row_says_so() -> None:
    figures = [*years(2022, 70.0, 71.0), figure("2024", None, status="Q"), *COMPARED]
    row = judged(figures)
    assert (row["latest"], row["latest_period"]) == (71.0, "2023-01-01/P1Y")
    assert (row["missing_period"], row["missing_status"]) == ("2024-01-01/P1Y", "Q")
    assert answer(row) == ("improving", "")


def test_nothing_but_missing_figures_is_no_data() -> None:
    for rule in (REGION, EUROSTAT):
        row = judged(years(2022, None, None, status="O"), rule=rule)
        assert answer(row) == ("no_data", "")
        assert (row["points"], row["latest"], row["missing_period"]) == (None, None, "2023-01-01/P1Y")


def test_a_missing_year_between_is_stepped_over() -> None:
    row = judged([*years(2020, 70.0, None, None, 71.0), *years(2020, 75.0, 75.0, 75.0, 75.0, area=THERE)])
    assert row["previous_period"] == "2020-01-01/P1Y"


def test_provisional() -> None:
    figures = [figure("2022", 70.0), figure("2023", 71.0, status="P"), *COMPARED]
    row = judged(figures)
    assert row["provisional"]
    assert answer(row) == ("improving", "")
    assert not judged([*years(2022, 70.0, 71.0), *COMPARED])["provisional"]
    late = judged([*years(2022, 70.0, 71.0), *COMPARED], provisional_from=day("2023-01-01"))
    assert late["provisional"]


def test_a_forecast_is_no_figure() -> None:
    row = judged([*years(2022, 70.0, 71.0), figure("2030", 99.0, status="F"), *COMPARED])
    assert row["latest_period"] == "2023-01-01/P1Y"


def test_a_key_that_two_files_hold_counts_once_and_the_later_row_stands() -> None:
    row = judged([*years(2022, 70.0, 71.0), figure("2023", 72.0), *COMPARED, *COMPARED])
    assert (row["latest"], row["points"]) == (72.0, 2)


def test_an_area_that_only_a_comparators_name_mentions_is_no_series() -> None:
    answers = assess(*frames(years(2022, 1.0, 2.0), [definition(comparator="X1")], []))
    assert answers["area"].unique().to_list() == [HERE]


# Uncertainty and rounding


def test_a_change_inside_the_interval() -> None:
    """±1 and ±1: a change below √2 ≈ 1.41 may be chance."""
    inside = judged([figure("2022", 70.0, around=1.0), figure("2023", 71.4, around=1.0), *COMPARED])
    outside = judged([figure("2022", 70.0, around=1.0), figure("2023", 71.5, around=1.0), *COMPARED])
    assert answer(inside) == ("unjudged", "within_interval")
    assert answer(outside) == ("improving", "")


def test_without_both_intervals_there_is_no_test() -> None:
    assert answer(judged([figure("2022", 70.0), figure("2023", 70.4, around=5.0), *COMPARED])) == ("slow", "")


def test_a_target_that_is_met_stays_met_while_the_fall_may_be_chance() -> None:
    figures = [figure("2022", 81.0, around=2.0), figure("2023", 80.5, around=2.0)]
    assert answer(judged(figures, target(value=80.0))) == ("improving", "met")
    assert answer(judged([*figures, *COMPARED])) == ("unjudged", "within_interval")


@pytest.mark.parametrize(("decimals", "expected"), [(0, "away"), (1, "slow"), (2, "slow"), (None, "slow")])
def test_a_change_that_rounds_away_is_none(decimals: int | None, expected: str) -> None:
    row = judged([*years(2022, 70.0, 70.4), *years(2022, 75.0, 76.0, area=THERE)], decimals=decimals)
    assert row["status"] == expected


def test_half_a_unit_is_a_change() -> None:
    row = judged([*years(2022, 0.5, 0.55), *years(2022, 0.1, 0.1, area=THERE)])
    assert answer(row) == ("improving", "met")


def test_a_gap_that_narrows_by_less_than_its_rounding_is_not_narrower() -> None:
    row = judged([*years(2022, 70.0, 71.0), *years(2022, 75.0, 75.96, area=THERE)])
    assert answer(row) == ("slow", "")


# Limits


@pytest.mark.parametrize(
    ("polarity", "limits", "value", "expected"),
    [
        (1, {"upper_limit": 100.0}, 100.0, ("improving", "met")),
        (-1, {"lower_limit": 0.0}, 0.0, ("improving", "met")),
        (-1, {"upper_limit": 100.0}, 100.0, ("away", "")),
        (1, {"lower_limit": 0.0}, 0.0, ("away", "")),
    ],
)
def test_at_a_natural_limit(
    polarity: int, limits: dict[str, float], value: float, expected: tuple[str, str]
) -> None:
    figures = [*years(2022, value, value), *years(2022, 50.0, 50.0, area=THERE)]
    assert answer(judged(figures, polarity=polarity, **limits)) == expected


def test_no_change_in_per_cent_of_zero_or_less() -> None:
    assert judged(years(2022, 0.0, 5.0))["change_percent"] is None
    assert judged(years(2022, -4.0, 5.0))["change_percent"] is None
    assert judged(years(2022, 4.0, 5.0))["change_percent"] == pytest.approx(25.0)


# People


def test_people_by_denominator_by_count_and_not_at_all() -> None:
    theirs = figure("2023", 4.0, area=THERE)
    by_denominator = judged([figure("2023", 5.5, denominator=2_000_000.0), theirs], per=100.0, polarity=-1)
    by_count = judged([figure("2023", 5.5, numerator=110_000.0), theirs], per=100.0, polarity=-1)
    assert by_denominator["gap_people"] == pytest.approx(30_000)
    assert by_count["gap_people"] == pytest.approx(30_000)
    assert judged([figure("2023", 5.5, denominator=2e6), theirs])["gap_people"] is None
    assert judged([figure("2023", 5.5), theirs], per=100.0)["gap_people"] is None
    assert judged([figure("2023", 0.0, numerator=0.0), theirs], per=100.0)["gap_people"] is None


def test_people_per_thousand() -> None:
    figures = [figure("2023", 6.0, denominator=1_000_000.0), figure("2023", 4.0, area=THERE)]
    assert judged(figures, per=1000.0, polarity=-1)["gap_people"] == pytest.approx(2_000)


# Eurostat


def test_the_long_window_comes_before_the_short_one() -> None:
    figures = years(2000, *[100.0 + n for n in range(25)])
    row = judged(figures, rule=EUROSTAT)
    assert row["previous_period"] == "2009-01-01/P1Y"
    short = judged(figures[15:], rule=EUROSTAT)
    assert short["previous_period"] == "2019-01-01/P1Y"


def test_a_window_of_ten_years_is_long_enough_and_one_of_two_years_too_short() -> None:
    assert judged([figure("2014", 1.0), figure("2024", 2.0)], rule=EUROSTAT)["previous"] == 1.0
    assert judged([figure("2021", 1.0), figure("2024", 2.0)], rule=EUROSTAT)["previous"] == 1.0
    assert answer(judged([figure("2022", 1.0), figure("2024", 2.0)], rule=EUROSTAT)) == ("unjudged", "short")
    assert answer(judged([figure("2017", 1.0), figure("2024", 2.0)], rule=EUROSTAT)) == ("unjudged", "short")


@pytest.mark.parametrize(("first", "last"), [(0.0, 5.0), (-5.0, 5.0), (5.0, -5.0)])
def test_a_rate_from_zero_or_across_it_is_undefined(first: float, last: float) -> None:
    row = judged([figure("2019", first), figure("2024", last)], rule=EUROSTAT)
    assert answer(row) == ("unjudged", "undefined")
    assert row["statistic"] is None


def test_a_target_of_zero_is_undefined_for_a_rate_until_it_is_met() -> None:
    zero = target(value=0.0, by="2041")
    net = [figure("2019", 10.0), figure("2024", 5.0)]
    assert answer(judged(net, zero, rule=EUROSTAT, polarity=-1)) == ("unjudged", "undefined")
    done = [figure("2019", 10.0), figure("2024", -1.0)]
    assert answer(judged(done, zero, rule=EUROSTAT, polarity=-1)) == ("improving", "met")


def test_figures_below_zero_that_rise_improve() -> None:
    row = judged([figure("2019", -10.0), figure("2024", -5.0)], rule=EUROSTAT)
    assert row["grade"] == "significant progress"
    assert row["statistic"] > 0


def test_a_target_that_is_met_needs_no_second_figure() -> None:
    row = judged([figure("2024", 85.0)], target(value=80.0, by="2030"), rule=EUROSTAT)
    assert (row["grade"], row["status"], row["reason"]) == ("target met", "improving", "met")


def test_a_target_that_was_met_and_is_lost_is_a_movement_away() -> None:
    """The ratio of two negative rates would call this significant progress."""
    figures = [figure("2019", 45.0), figure("2024", 38.0)]
    row = judged(figures, target(value=40.0, by="2030"), rule=EUROSTAT)
    assert (row["grade"], row["status"], row["statistic"]) == ("movement away", "away", None)


@pytest.mark.parametrize("by", [None, "2015"])
def test_a_target_without_a_date_to_come_is_graded_by_the_rate_alone(by: str | None) -> None:
    figures = [figure("2019", 20.0), figure("2024", 21.5)]
    row = judged(figures, target(value=40.0, by=by), rule=EUROSTAT)
    assert row["grade"] == "significant progress"
    assert row["statistic"] == pytest.approx((21.5 / 20) ** 0.2 - 1)


def test_a_target_whose_date_passed_within_the_window_is_judged_to_that_date() -> None:
    figures = [figure("2009", 20.0), figure("2024", 30.0)]
    row = judged(figures, target(value=40.0, by="2020"), rule=EUROSTAT)
    assert row["statistic"] == pytest.approx((1.5 ** (1 / 15) - 1) / (2 ** (1 / 11) - 1))
    assert row["grade"] == "insufficient progress"


def test_a_date_to_the_month_counts_to_the_month() -> None:
    figures = [figure("2019", 20.0), figure("2024", 22.0)]
    row = judged(figures, target(value=30.0, by="2030-07"), rule=EUROSTAT)
    assert row["statistic"] == pytest.approx((1.1**0.2 - 1) / (1.5 ** (1 / 11.5) - 1))


def test_parity_is_graded_by_the_rate_alone_and_the_gap_is_still_said() -> None:
    figures = [*years(2019, 70, 70, 70, 70, 71.0), *years(2019, 75, 75, 75, 75, 76.0, area=THERE)]
    row = judged(figures, target(kind="parity", comparator=THERE, by="2030"), rule=EUROSTAT)
    assert row["grade"] == "moderate progress"
    assert (row["status"], row["gap"]) == ("slow", 5.0)


def test_eurostat_judges_a_change_inside_the_interval_and_says_that_it_is() -> None:
    figures = [figure("2019", 70.0, around=9.0), figure("2024", 75.0, around=9.0)]
    row = judged(figures, rule=EUROSTAT)
    assert (row["grade"], row["reason"]) == ("significant progress", "within_interval")


def test_one_row_a_rule_and_series() -> None:
    answers = assess(*frames([*years(2022, 1.0, 2.0), *COMPARED], [definition()], []))
    assert answers.select(pl.struct("rule", "area").n_unique()).item() == answers.height == 4


def test_no_figures_no_rows_and_a_rule_that_is_not_there() -> None:
    empty = frames([], [], [])
    assert assess(*empty).is_empty()
    assert assess(*empty).schema == assess(*frames(years(2022, 1.0), [], [])).schema
    with pytest.raises(KeyError, match="nobody"):
        assess(*frames(years(2022, 1.0), [], []), rules=["nobody"])
