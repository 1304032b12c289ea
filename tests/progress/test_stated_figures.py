"""Derived figures of the State of the Region 2020, from the report's own stated figures."""

from dataclasses import replace

import pytest
from tests.progress.build import THERE, figure, judged
from tests.progress.stated import ADDRESSES, PAGE, Stated, page, stated

from commonweal.progress import derive, within_rounding

AGREEING = stated("state_of_the_region_2020.csv")
DISAGREEING = stated("state_of_the_region_2020_disagreeing.csv")
IN_PEOPLE = [s for s in AGREEING if s.formula == "gap_people_of_count"]


def agrees(s: Stated) -> bool:
    formula = getattr(derive, s.formula)
    return within_rounding(s.stated, formula, *s.intervals.values())


def test_there_are_enough_of_the_2020_report_and_each_has_its_page() -> None:
    assert sum(not s.page.startswith("2018") for s in AGREEING) >= 45
    assert {s.page for s in AGREEING + DISAGREEING} <= set(ADDRESSES)
    assert len({s.id for s in AGREEING + DISAGREEING}) == len(AGREEING) + len(DISAGREEING)


@pytest.mark.parametrize("s", AGREEING, ids=lambda s: s.id)
def test_it_agrees_to_its_rounding(s: Stated) -> None:
    assert agrees(s), (s.printed, s.within())


@pytest.mark.parametrize("s", DISAGREEING, ids=lambda s: s.id)
def test_it_cannot_agree(s: Stated) -> None:
    assert not agrees(s), (s.printed, s.within())
    assert s.reason


@pytest.mark.parametrize("s", AGREEING, ids=lambda s: s.id)
def test_a_wrong_figure_would_be_seen(s: Stated) -> None:
    """Beyond the range by more than its own rounding, the same statement is refused."""
    reach = s.within().high - s.within().low + 2 * s.unit
    assert not agrees(replace(s, printed=str(float(s.printed) + reach)))
    assert not agrees(replace(s, printed=str(float(s.printed) - reach)))


@pytest.mark.parametrize("s", IN_PEOPLE, ids=lambda s: s.id)
def test_the_assessment_itself_gives_the_gap_in_people(s: Stated) -> None:
    """Through the whole package: figures in, the gap in people out, inside the same range."""
    given = {name: float(value) for name, value, _ in s.inputs}
    row = judged(
        [
            figure("2019", given["latest"], numerator=given["count"]),
            figure("2019", given["yardstick"], area=THERE),
        ],
        polarity=1 if given["latest"] < given["yardstick"] else -1,
        per=100.0,
    )
    within = s.within()
    assert within.low <= row["gap_people"] <= within.high
    assert row["gap"] == pytest.approx(given["yardstick"] - given["latest"])


def test_the_page_is_what_the_figures_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
