"""Between groups, and a target in words."""

from typing import Any

import pytest
from tests.publish.examples import PLACES, UK, indicator, row, years

from commonweal.packs.models import Target
from commonweal.publish import breakdowns, groups

WOMEN = row(breakdown="sex=female", latest=66.9)
MEN = row(breakdown="sex=male", latest=60.1)


def test_the_highest_and_the_lowest_group() -> None:
    assert groups.between([row(), WOMEN, MEN], indicator()) == (
        "In 2023, the highest figure is for women and girls (66.9%) and the lowest for men and boys (60.1%): "
        "6.8 percentage points apart."
    )


def test_groups_with_the_same_figure_have_no_highest() -> None:
    same = row(breakdown="sex=male", latest=66.9)
    assert (
        groups.between([WOMEN, same], indicator())
        == "In 2023, the figure is the same for both groups: 66.9%."
    )
    third = row(breakdown="sex=other", latest=66.93)  # shown as 66.9% too
    assert groups.between([WOMEN, same, third], indicator()) == (
        "In 2023, the figure is the same for all 3 groups: 66.9%."
    )


@pytest.mark.parametrize("rows", [[], [row()], [row(), WOMEN], [row(breakdown="sex=male", latest=None)]])
def test_without_groups_there_is_nothing_to_say(rows: list[dict[str, Any]]) -> None:
    assert groups.between(rows, indicator()) == ""


def test_groups_of_different_periods_are_not_compared() -> None:
    older = row(breakdown="sex=male", latest=60.1, latest_period="2021-01-01/P1Y")
    assert groups.between([WOMEN, older], indicator()) == (
        "The groups have no period in common, so they are not compared."
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"kind": "value", "value": 65.0, "by": "2030", "note": "Set in 2020."},
            "Target: 65.0 years by 2030 (seen). Set in 2020.",
        ),
        ({"kind": "parity", "comparator": UK}, "Target: parity with the UK (seen)."),
    ],
)
def test_a_target_in_words(fields: dict[str, Any], sentence: str) -> None:
    target = Target(provenance="seen", source="ons", **fields)
    assert groups.target(target, years(), PLACES) == sentence


@pytest.mark.parametrize(
    ("breakdown", "said"),
    [
        ("age=16-24", "people aged 16 to 24"),
        ("age=over-65", "people aged over 65"),
        ("age=reception", "age: reception"),
        ("age=year-6", "age: year 6"),
        ("age=adult;sex=female", "women and girls, age: adult"),
    ],
)
def test_a_group_by_age_that_is_no_number_of_years(breakdown: str, said: str) -> None:
    assert breakdowns.words(breakdown) == said
