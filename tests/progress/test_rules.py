"""A rule is a file: found by being there, refused when it is none."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.progress.build import EUROSTAT, HERE, REGION, THERE, figure, frames, judged, target, years

from commonweal.packs.models import Indicator
from commonweal.progress import Rule, Status, assess, rules

ANOTHER = '''
"""Everything is well."""
import polars as pl

NAME, TITLE, SUMMARY, SOURCE = "all-well", "All is well", "Whatever happens is well.", "Pangloss"
CLOSES = True

def judge(prepared):
    return prepared.compared(prepared.nearest_earlier()).with_columns(
        status=pl.lit("improving"), reason=pl.lit(""), statistic=pl.lit(1.0), grade=pl.lit("the best")
    )

def work(row, indicator):
    return []
'''


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Put a module beside the rules, on a path of its own."""
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    before = set(sys.modules)

    def planted(name: str, text: str) -> None:
        (tmp_path / f"{name}.py").write_text(text)

    yield planted
    for name in set(sys.modules) - before:
        if name.startswith(f"{rules.__name__}."):
            del sys.modules[name]
            vars(rules).pop(name.rpartition(".")[2], None)


def test_the_rules_by_name() -> None:
    found = rules.found()
    assert list(found) == [EUROSTAT, REGION]
    for rule in found.values():
        assert isinstance(rule, Rule)
        assert min(len(rule.TITLE), len(rule.SUMMARY), len(rule.SOURCE)) > 10


def test_a_new_file_is_a_new_rule(plant: Callable[[str, str], None]) -> None:
    plant("all_well", ANOTHER)
    assert list(rules.found()) == ["all-well", EUROSTAT, REGION]
    answers = assess(*frames(years(2022, 2.0, 1.0), [], []))
    assert answers["rule"].to_list() == ["all-well", EUROSTAT, REGION]
    row = answers.row(0, named=True)
    assert (row["status"], row["grade"], row["change"]) == ("improving", "the best", -1.0)


def test_a_file_that_is_no_rule_is_refused(plant: Callable[[str, str], None]) -> None:
    plant("half", ANOTHER.replace("def work", "def play"))
    with pytest.raises(TypeError, match="half is no rule"):
        rules.found()


def test_two_rules_of_one_name_are_refused(plant: Callable[[str, str], None]) -> None:
    plant("all_well", ANOTHER)
    plant("all_well_again", ANOTHER)
    with pytest.raises(ValueError, match="all-well"):
        rules.found()


# The working


def indicator(**more: object) -> Indicator:
    given = {
        "id": "rate",
        "provenance": "seen",
        "source": "report",
        "name": "Unemployment rate",
        "question": "How many look for work?",
        "description": "People without work who look for it.",
        "unit": "%",
        "suffix": "%",
        "polarity": -1,
        "type": "attainment",
        "organisation": "Office for National Statistics",
        "licence": "OGL v3.0",
        "release": "yearly",
        "people": {"noun": "unemployed people"},
        **more,
    }
    return Indicator.model_validate(given)


def test_the_working_of_the_region_shows_its_own_numbers() -> None:
    row = judged(
        [
            figure("2018", 5.4, around=0.02),
            figure("2019", 5.5, around=0.02, numerator=109_500.0, status="P"),
            figure("2020", None, status="Q"),
            *years(2018, 4.3, 4.0, area=THERE),
        ],
        polarity=-1,
        per=100.0,
    )
    steps = rules.found()[REGION].work(row, indicator())
    assert [(s.label, s.result) for s in steps] == [
        ("Latest figure", "5.5%, provisional"),
        ("Change", "+0.1 percentage points"),
        ("Is the change larger than the uncertainty?", "yes"),
        ("Gap", "−1.5 percentage points"),
        ("Gap before", "−1.1 percentage points"),
        ("Gap in people", "29,864 unemployed people"),
        ("Answer", "no change or moving away"),
    ]
    assert "the figure for 2020 is suppressed" in steps[0].formula
    assert steps[1].numbers == "5.5% (2019) − 5.4% (2018)"
    assert steps[3].numbers == "4.0% − 5.5%"
    assert steps[2].numbers == "√(0.04² + 0.04²) ÷ 2 = 0.03, and the change is 0.10 percentage points"
    assert steps[5].numbers == "1.5 ÷ 5.5 × 109,500"
    assert steps[6].numbers == "it got worse"


def test_the_working_of_eurostat_shows_rate_and_pace() -> None:
    row = judged([figure("2009", 20.0), figure("2024", 30.0)], target(value=42.5, by="2030"), rule=EUROSTAT)
    steps = rules.found()[EUROSTAT].work(row, indicator(polarity=1, people=None))
    assert [(s.label, s.result) for s in steps] == [
        ("Latest figure", "30.0%"),
        ("First figure of the window", "20.0%"),
        ("Yearly rate of change", "2.74% a year"),
        ("Yearly rate needed", "3.65% a year"),
        ("Pace", "75.0%"),
        ("Answer", "improving, too slowly (moderate progress)"),
    ]
    assert steps[2].numbers == "(30.0% ÷ 20.0%)^(1 ÷ 15) − 1"


@pytest.mark.parametrize("rule", [REGION, EUROSTAT])
@pytest.mark.parametrize(
    "figures",
    [
        years(2023, 5.0),
        years(2023, None),
        [figure("2022", 5.0), figure("2023", 4.0, status="B")],
        [figure("2022", 5.0, around=2.0), figure("2023", 4.9, around=2.0), figure("2023", 3.0, area=THERE)],
        [figure("2019", 0.0), figure("2024", 5.0)],
        [figure("2022-01-01/P3Y", 5.0), figure("2023-01-01/P3Y", 4.0)],
    ],
    ids=["one point", "missing", "break", "within", "from zero", "overlap"],
)
def test_what_is_not_judged_has_a_working_that_says_why(rule: str, figures: list[dict[str, object]]) -> None:
    row = judged(figures, rule=rule, polarity=-1)
    last = rules.found()[rule].work(row, indicator())[-1]
    assert row["status"] in (Status.UNJUDGED, Status.NO_DATA)
    assert last.label == "Answer"
    assert len(last.numbers) > 10
    assert last.result in ("not judged", "no data")


def test_the_working_is_there_for_every_answer() -> None:
    """Whatever the row, a working is made, ends with the answer, and has no empty result."""
    from tests.progress.anything import anything

    answers = assess(*frames(*anything(7)))
    defined = {-1: indicator(), 0: indicator(polarity=0), 1: indicator(polarity=1)}
    polarity = {d["indicator"]: d["polarity"] for d in anything(7)[1]}
    for row in answers.iter_rows(named=True):
        steps = rules.found()[row["rule"]].work(row, defined[polarity.get(row["indicator"], 0)])
        assert steps[-1].label == "Answer"
        assert all(s.result for s in steps)
    assert HERE in answers["area"]
