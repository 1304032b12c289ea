"""What a working says comes out as it is written, and says what the mark says."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.progress.anything import anything
from tests.progress.build import EUROSTAT, HERE, REGION, THERE, figure, frames, judged, target, years
from tests.publish.examples import PLACES, indicator

from commonweal.packs import numbers
from commonweal.packs.models import Indicator
from commonweal.progress import Step, assess, rules
from commonweal.progress.working import subtraction
from commonweal.publish import sentences

NUMBER = re.compile(r"−?[\d,]*\d(?:\.\d+)?")
TERMS = ("Change", "Gap", "Gap before")


def read(text: str) -> float:
    """The first number of a text."""
    found = NUMBER.search(text)
    assert found, text
    return float(found[0].replace(",", "").replace("−", "-"))


def steps_of(row: dict[str, Any], of: Indicator) -> dict[str, Step]:
    return {s.label: s for s in rules.found()[row["rule"]].work(row, of)}


def defined(definition: dict[str, Any]) -> Indicator:
    """An indicator as its definition for the rules has it."""
    limits = {"lower": definition["lower_limit"], "upper": definition["upper_limit"]}
    per = definition["per"]
    return indicator(
        decimals=definition["decimals"] or 0,
        polarity=definition["polarity"],
        limits={k: v for k, v in limits.items() if v is not None},
        people={"noun": "people in work", "per": per} if per else None,
    )


@given(
    st.integers(-(10**7), 10**7),
    st.integers(-(10**7), 10**7),
    st.integers(0, 2),
    st.integers(0, 3),
    st.integers(0, 2),
)
def test_a_subtraction_comes_out_as_it_is_written(a: int, b: int, shown: int, finer: int, less: int) -> None:
    """Whatever decimals the figures have beyond those shown."""
    places = max(0, shown + finer - less)
    first, second = a / 10**places, b / 10**places
    step = subtraction("Change", "", (first, ""), (second, ""), first - second, indicator(decimals=shown))
    one, two = step.numbers.split(" − ")
    assert round(read(one) - read(two), 9) == read(step.result.removeprefix("+"))
    assert (read(step.result.removeprefix("+")) == 0) == (a == b)


@settings(max_examples=15)
@given(st.integers(min_value=0, max_value=2**32))
def test_words_and_marks_agree_on_anything(seed: int) -> None:
    """The mark, its sentence and the last line of its working do not contradict one another."""
    observations, definitions, targets = anything(seed)
    known = {d["indicator"]: defined(d) for d in definitions if d["decimals"] is not None}
    answers = assess(*frames(observations, definitions, targets))
    for row in answers.iter_rows(named=True):
        of = known.get(row["indicator"])
        if of is None:
            continue
        said, worked = sentences.status(row, of, PLACES), steps_of(row, of)
        answer = worked["Answer"].numbers
        if row["rule"] == REGION:
            for improved in ("it improved", "but it got worse"):
                if improved in said.casefold():
                    assert improved.removeprefix("but ") in answer, (said, answer)
        if row["status"] == "away":
            assert "it improved" not in said.casefold(), said
            assert "it improved" not in answer, answer
        if row["change"] and numbers.rounds_away(row["change"], of) and row["rule"] == REGION:
            assert "got worse" not in answer + said, (answer, said)
        for label in TERMS:
            if label in worked and "percentage point" not in worked[label].result:
                raise AssertionError(worked[label])
        if "Is the change larger than the uncertainty?" in worked:
            step = worked["Is the change larger than the uncertainty?"]
            least, size = map(
                read, step.numbers.split(" = ")[1].replace("less than ", "").split(", and the change is ")
            )
            assert (size < least) == step.result.startswith("no"), step


def test_a_movement_below_the_rounding_is_said_to_be_that() -> None:
    """Travel time to jobs in Bournemouth, Christchurch and Poole: 0.006 minutes less, as good as England."""
    row = judged([*years(2022, 70.004, 69.998), *years(2022, 75.0, 75.1, area=THERE)], polarity=-1)
    of = indicator(polarity=-1)
    assert (row["status"], row["reason"]) == ("away", "met")
    said = "It is level with the UK or better, and it moved by less than the figures are rounded to."
    assert sentences.status(row, of, PLACES) == said
    worked = steps_of(row, of)
    assert worked["Answer"].numbers.startswith("it moved by less than its rounding")
    assert worked["Change"].numbers == "69.998% (2023) − 70.004% (2022)"
    assert worked["Change"].result == "−0.006 percentage points"


def test_worse_by_less_than_the_rounding_is_not_worse() -> None:
    row = judged([*years(2022, 5.06, 5.10), *years(2022, 4.0, 4.0, area=THERE)], polarity=-1)
    of = indicator(polarity=-1)
    assert row["status"] == "away"
    assert steps_of(row, of)["Answer"].numbers == "it moved by less than its rounding"
    assert steps_of(row, of)["Change"].result == "+0.04 percentage points"


def test_a_met_target_whose_change_may_be_chance() -> None:
    figures = [figure("2022", 91.0, around=2.0), figure("2023", 90.5, around=2.0)]
    row = judged(figures, target(value=90.0, by="2030"))
    assert (row["status"], row["reason"]) == ("improving", "met")
    assert sentences.status(row, indicator(), PLACES) == (
        "It meets the target of 90.0% by 2030, and its change lies inside the interval of the figure."
    )
    assert steps_of(row, indicator())["Answer"].numbers == "its change may be chance, and the target is met"


@pytest.mark.parametrize("rule", [REGION, EUROSTAT])
def test_a_target_whose_date_is_past_is_said_to_be_past(rule: str) -> None:
    row = judged([figure("2009", 50.0), figure("2024", 65.0)], target(value=90.0, by="2005"), rule=rule)
    assert sentences.gap(row, indicator(people=None), PLACES) == (
        "To reach the target of 90.0% by 2005 (now past) it must rise by 25.0 percentage points."
    )
    said = sentences.status(row, indicator(), PLACES)
    assert "fast enough for the target" not in said
    worked = steps_of(row, indicator())
    if rule == EUROSTAT:
        assert said == "Significant progress: it improves clearly."
        assert "needed pace" not in worked["Answer"].formula
        assert "Pace" not in worked
    else:
        assert said == "It improved and moved nearer the target of 90.0% by 2005 (now past)."


def test_a_target_of_this_year_is_not_past() -> None:
    row = judged(years(2023, 50.0, 65.0), target(value=90.0, by="2024"))
    assert "now past" not in sentences.gap(row, indicator(), PLACES)


@pytest.mark.parametrize(
    ("theirs", "lacking"),
    [
        ([figure("2023", 75.0, area=THERE)], "2022"),
        ([figure("2022", 75.0, area=THERE)], "2023"),
        ([figure("2022", 75.0, area=THERE), figure("2023", 80.0, area=THERE, status="B")], "2022"),
    ],
)
def test_the_period_that_the_comparator_lacks_is_named(theirs: list[dict[str, Any]], lacking: str) -> None:
    row = judged([*years(2022, 70.0, 72.0), *theirs])
    assert row["reason"] == "stale_comparator"
    assert sentences.status(row, indicator(), PLACES) == (
        f"It cannot be judged: the UK has no figure for {lacking} that can be compared."
    )
    assert steps_of(row, indicator())["Answer"].numbers == (
        f"The comparator has no figure for {lacking} that can be compared."
    )


def test_what_is_withheld_as_unreliable_is_said_to_be_that() -> None:
    row = judged(
        [*years(2022, 70.0, 72.0), figure("2024", None, status="U"), *years(2022, 75.0, 75.0, area=THERE)]
    )
    assert "the figure for 2024 is withheld as unreliable" in sentences.latest(row, indicator(), PLACES)
    assert "is withheld as unreliable" in steps_of(row, indicator())["Latest figure"].formula


@pytest.mark.parametrize(
    ("denominator", "place", "words"),
    [
        (100_000.0, 70.0, "1,500 people in work"),
        (200.0, 70.0, "fewer than 5 people in work"),
        (100_000.0, 72.0, "500 people in work, by which it is better"),
    ],
)
def test_a_gap_in_people_has_a_direction_and_no_single_people(
    denominator: float, place: float, words: str
) -> None:
    row = judged(
        [
            figure("2022", 69.0),
            figure("2023", place, denominator=denominator),
            *years(2022, 71.0, 71.5, area=THERE),
        ],
        per=100.0,
    )
    assert steps_of(row, indicator())["Gap in people"].result == words


def test_a_rate_from_a_base_that_rounds_to_nothing_shows_its_base() -> None:
    """Greenhouse gas removal in Swindon: from £0.0 million, as it is shown."""
    row = judged([figure("2008", 0.004), figure("2023", 0.41)], rule=EUROSTAT)
    step = steps_of(row, indicator())["Yearly rate of change"]
    assert step.numbers == "(0.410% ÷ 0.004%)^(1 ÷ 15) − 1"
    assert step.result == "36.16% a year"


def test_halves_are_rounded_alike_everywhere() -> None:
    row = judged([*years(2022, 601.0, 642.5), *years(2022, 620.0, 642.5, area=THERE)])
    of = indicator(suffix="", prefix="£", unit="£ per week", decimals=0, limits={"lower": 0}, people=None)
    assert steps_of(row, of)["Latest figure"].result == numbers.value(642.5, of) == "£643"
    assert row["area"] == HERE
