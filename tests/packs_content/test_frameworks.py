"""What the two frameworks hold, and that each item says how sure it is.

``ons_series.csv`` lists the 79 series that Explore Local Statistics (Office for National Statistics, Open
Government Licence v3.0, June 2026) publishes for the West Midlands.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from commonweal.evidence.breakdowns import canonical
from commonweal.packs import Pack, read
from commonweal.packs.models import Framework, Indicator, Item, Placement, Provenance, Sourced

HERE = Path(__file__).parent
FUNDAMENTALS = [
    "Climate and environment",
    "Inclusive economy",
    "Power and participation",
    "Affordable and safe places",
    "Connected communities",
    "Education and learning",
    "Health and wellbeing",
    "Equality",
]
NOT_FOUND = {"climate-and-environment", "health-and-wellbeing", "equality"}
RUNGS = ["Informing", "Consulting", "Involving", "Collaborating", "Devolving"]
PARTNERS = (
    "Joseph Rowntree Foundation",
    "Barrow Cadbury Trust",
    "TUC West Midlands",
    "Public Health England",
    "WMREDI",
)
PRODUCTS = ("Inclusive Growth Framework", "Decision-Making Toolkit", "Inclusive Growth Tests")
ROLL_OUTS = ("East Birmingham", "Kingshurst", "#WM2041")
ROOT = HERE.parents[1]


@pytest.fixture(scope="module")
def growth() -> Pack:
    return read(ROOT / "packs" / "inclusive-growth")


@pytest.fixture(scope="module")
def sustainable() -> Pack:
    return read(ROOT / "packs" / "sustainable-development")


@pytest.fixture(scope="module")
def growth_framework(growth: Pack) -> Framework:
    return growth.frameworks[0]


@pytest.fixture(scope="module")
def goals(sustainable: Pack) -> Framework:
    return sustainable.frameworks[0]


def placements(framework: Framework) -> list[Placement]:
    return [placement for goal in framework.goals for placement in goal.indicators]


def series_carried(indicator: Indicator) -> list[tuple[str, str]]:
    return [(key.dataset, key.series) for key in indicator.evidence]


def known_series() -> set[tuple[str, str]]:
    with (HERE / "ons_series.csv").open(newline="", encoding="utf-8") as file:
        return {(row["dataset"], row["series"]) for row in csv.DictReader(file)}


def every_sourced(value: Any) -> Iterator[Sourced]:
    """All items with a provenance, however deep they stand."""
    if isinstance(value, Sourced):
        yield value
    if isinstance(value, Item):
        for name in type(value).model_fields:
            yield from every_sourced(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from every_sourced(part)


# The Inclusive Growth Framework


def test_eight_fundamentals_by_name_and_order(growth_framework: Framework) -> None:
    assert [goal.title for goal in growth_framework.goals] == FUNDAMENTALS
    assert growth_framework.goal_word == "fundamental"


def test_three_dated_wordings_of_which_that_of_may_2019_is_current(growth_framework: Framework) -> None:
    wordings = growth_framework.definition
    assert len(wordings) == 3
    assert [wording.date for wording in wordings] == sorted(wording.date for wording in wordings)
    [current] = [wording for wording in wordings if wording.current]
    assert current.date == "2019-05-24"
    assert current.text == (
        "a more deliberate and socially purposeful model of economic growth – measured not only by how fast "
        "or aggressive it is; but also by how well it is created and shared across the whole population and "
        "place, and by the social and environmental outcomes it realises for our people."
    )


def test_five_rungs_from_informing_to_devolving(growth_framework: Framework) -> None:
    assert [rung.name for rung in growth_framework.ladder] == RUNGS
    assert all("Arnstein" in rung.note for rung in growth_framework.ladder)


def test_the_three_fundamentals_whose_pages_were_not_found_say_so(growth_framework: Framework) -> None:
    rebuilt = {g.id: g.note for g in growth_framework.goals if g.provenance is Provenance.RECONSTRUCTED}
    assert set(rebuilt) == NOT_FOUND
    assert all("not found" in note and "reconstruction" in note for note in rebuilt.values())


def test_every_fundamental_says_what_is_not_measured(growth_framework: Framework) -> None:
    assert all(goal.gap and goal.considerations and goal.indicators for goal in growth_framework.goals)


def test_the_four_domains_are_all_there(growth_framework: Framework) -> None:
    domains = {domain.value for goal in growth_framework.goals for domain in goal.domains}
    assert domains == {"economic", "social", "environmental", "democratic"}


def test_the_framework_is_no_performance_management(growth_framework: Framework) -> None:
    assert "not a performance management framework" in growth_framework.caution


# Its indicators


def test_each_known_series_is_carried_by_one_indicator(growth: Pack, sustainable: Pack) -> None:
    carried = Counter(s for p in (growth, sustainable) for i in p.indicators for s in series_carried(i))
    assert known_series() - set(carried) == set()
    assert {series for series, times in carried.items() if times > 1} == set()


def test_at_least_sixty_series_stand_under_a_fundamental(growth: Pack, growth_framework: Framework) -> None:
    placed = {placement.indicator for placement in placements(growth_framework)}
    under = {s for i in growth.indicators if i.id in placed for s in series_carried(i)}
    assert len(under & known_series()) >= 60


def test_every_indicator_of_the_framework_stands_somewhere_once_a_goal(
    growth: Pack, growth_framework: Framework
) -> None:
    placed = {placement.indicator for placement in placements(growth_framework)}
    assert {indicator.id for indicator in growth.indicators} == placed
    for goal in growth_framework.goals:
        assert len({p.indicator for p in goal.indicators}) == len(goal.indicators), goal.id


def test_an_indicator_without_figures_says_what_is_missing_and_has_no_comparator(growth: Pack) -> None:
    waiting = [indicator for indicator in growth.indicators if not indicator.evidence]
    assert len(waiting) >= 40
    for indicator in waiting:
        assert "No local figures are held here" in indicator.note, indicator.id
        assert indicator.comparator is None, indicator.id


def test_a_total_has_no_comparator(growth: Pack) -> None:
    """A region's millions beside the UK's would be judged as a gap that no region can close."""
    totals = [i for i in growth.indicators if i.unit.startswith("£ million") or i.unit == "businesses"]
    assert len(totals) == 9
    assert {indicator.comparator for indicator in totals} == {None}


def test_the_ratio_of_house_price_to_pay_is_no_percentage(growth: Pack) -> None:
    [ratio] = [i for i in growth.indicators if i.id == "housing-affordability"]
    assert ratio.suffix == ""
    assert ratio.limits.upper is None
    assert ratio.polarity == -1
    assert any("percentage" in caveat for caveat in ratio.caveats)


def test_income_has_its_right_name(growth: Pack) -> None:
    [income] = [i for i in growth.indicators if i.id == "gdhi-per-head"]
    assert income.name.startswith("Gross disposable household income")
    assert "Gross Domestic Household Income" in income.note
    assert str(income.provisional_from) == "2023-01-01"


def test_a_share_lies_between_nothing_and_everything(growth: Pack, sustainable: Pack) -> None:
    for indicator in growth.indicators + sustainable.indicators:
        if indicator.suffix == "%" and "growth" not in indicator.id:
            assert (indicator.limits.lower, indicator.limits.upper) == (0, 100), indicator.id


def test_breakdowns_are_in_their_one_way_of_writing(growth: Pack) -> None:
    keys = [key for indicator in growth.indicators for key in indicator.evidence]
    assert [key.breakdown for key in keys] == [canonical(key.breakdown) for key in keys]
    for indicator in growth.indicators:
        codes = [key.breakdown for key in indicator.evidence]
        assert len(codes) == len(set(codes)), indicator.id


def test_neither_up_nor_down_is_better_only_with_a_reason(growth: Pack, sustainable: Pack) -> None:
    for indicator in growth.indicators + sustainable.indicators:
        assert indicator.polarity or indicator.note, indicator.id


# The Sustainable Development Goals


def test_seventeen_goals_in_order(goals: Framework) -> None:
    assert [goal.id for goal in goals.goals] == [f"goal-{number}" for number in range(1, 18)]


def test_goal_17_says_that_the_report_had_no_indicator_and_that_these_are_ours(goals: Framework) -> None:
    partnership = goals.goals[16]
    ours = read(ROOT / "packs" / "working-together").indicators
    assert {p.indicator for p in partnership.indicators} == {i.id for i in ours}
    assert {p.provenance for p in partnership.indicators} == {Provenance.RECONSTRUCTED}
    assert partnership.gap is not None
    assert "State of the Region 2020 had no indicator" in partnership.gap.statement
    assert "Commonweal's own" in partnership.gap.statement
    assert "no indicators for it at the time" in partnership.gap.why
    for name in (*PARTNERS, *PRODUCTS, *ROLL_OUTS):
        assert name in partnership.gap.being_done


def test_goals_6_and_14_have_proxies_marked_as_such(goals: Framework, sustainable: Pack) -> None:
    notes = {indicator.id: indicator.note for indicator in sustainable.indicators}
    for number in (6, 14):
        goal = goals.goals[number - 1]
        assert goal.indicators
        assert goal.gap
        for placement in goal.indicators:
            assert placement.note.startswith("A proxy")
            assert notes[placement.indicator].startswith("A proxy")


def test_goals_8_and_15_say_that_their_pages_were_not_found(goals: Framework) -> None:
    for number in (8, 15):
        assert "page for this goal was not found" in goals.goals[number - 1].note
    stated = [p for p in goals.goals[7].indicators if p.indicator.startswith("sotr2020-")]
    assert stated
    assert all(p.provenance is Provenance.INFERRED for p in stated)
    assert goals.goals[14].gap
    assert not goals.goals[14].indicators


def test_a_stated_figure_is_told_from_a_live_one(sustainable: Pack, goals: Framework) -> None:
    assert all(i.id.startswith("sotr2020-") and not i.evidence for i in sustainable.indicators)
    ours = {i.id for i in read(ROOT / "packs" / "working-together").indicators}
    live = [
        p for p in placements(goals) if not p.indicator.startswith("sotr2020-") and p.indicator not in ours
    ]
    assert len(live) >= 30
    assert all(p.provenance is Provenance.INFERRED and p.note.startswith("Today's figure") for p in live)


def test_gaps_in_people_can_be_said(sustainable: Pack) -> None:
    """The head-counts to the comparator that the report states, by noun."""
    nouns = {i.id.removeprefix("sotr2020-"): i.people.noun for i in sustainable.indicators if i.people}
    assert nouns["unemployment-rate"] == "unemployed people"
    assert nouns["employment-rate"] == "people in work"
    assert {"physical-inactivity", "nvq4", "no-qualifications", "neet"} <= set(nouns)


# Both


@pytest.mark.parametrize("name", ["inclusive-growth", "sustainable-development"])
def test_whatever_was_not_seen_carries_a_note(name: str) -> None:
    pack = read(ROOT / "packs" / name)
    items = [item for part in (pack.frameworks, pack.indicators) for item in every_sourced(part)]
    assert len(items) > 150
    silent = [item for item in items if item.provenance is Provenance.RECONSTRUCTED and not item.note]
    assert silent == []
    unseen = [i for i in pack.indicators if i.provenance is not Provenance.SEEN and not i.note]
    assert unseen == []


@pytest.mark.parametrize("name", ["inclusive-growth", "sustainable-development"])
def test_a_licence_stands_in_every_pack_and_for_every_source(name: str) -> None:
    pack = read(ROOT / "packs" / name)
    assert pack.manifest.licence == "CC-BY-4.0"
    assert all(source.licence for source in pack.manifest.sources)
    assert (ROOT / "packs" / name / "README.md").is_file()


# The published files themselves


def test_the_evidence_is_in_the_published_files_and_within_its_limits(growth: Pack, shared: Path) -> None:
    folder = shared / "data" / "ons-explore-local-statistics"
    absent = {"gdp-per-head", "child-weight"}  # published with metadata only in the copy that lies there
    for indicator in growth.indicators:
        for key in indicator.evidence:
            if key.dataset in absent:
                continue
            values = published(folder / key.dataset / f"{key.dataset}.csv", key.series)
            assert len(values), (indicator.id, key.series)
            lower, upper = indicator.limits.lower, indicator.limits.upper
            assert lower is None or values.min() >= lower, indicator.id
            assert upper is None or values.max() <= upper, indicator.id


def test_a_comparator_has_figures_in_the_published_files(growth: Pack, shared: Path) -> None:
    folder = shared / "data" / "ons-explore-local-statistics"
    for indicator in growth.indicators:
        for key in indicator.evidence:
            if indicator.comparator:
                rows = published(
                    folder / key.dataset / f"{key.dataset}.csv", key.series, indicator.comparator
                )
                assert len(rows), (indicator.id, indicator.comparator)


def test_provisional_figures_are_so_by_the_metadata(growth: Pack, shared: Path) -> None:
    folder = shared / "data" / "ons-explore-local-statistics"
    for indicator in growth.indicators:
        if indicator.provisional_from and indicator.evidence:
            dataset = indicator.evidence[0].dataset
            metadata = yaml.safe_load((folder / dataset / f"{dataset}.json").read_text("utf-8-sig"))
            assert "provisional" in str(metadata).lower(), indicator.id


def published(path: Path, series: str, area: str = "") -> pl.Series:
    """The values of one series of a file of Explore Local Statistics."""
    text = path.read_text("utf-8-sig").lstrip("\r\n")
    rows = pl.read_csv(text.encode(), infer_schema_length=0)
    rows = rows.filter(pl.col("indicator").str.strip_chars() == series)
    if area:
        rows = rows.filter(pl.col("areacd") == area)
    return rows["observation"].cast(pl.Float64, strict=False).drop_nulls()
