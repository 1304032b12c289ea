"""What the West Midlands' pack carries is what its sources say.

``ons_latest_two.csv`` holds the last two rows of twenty series for the combined authority, as Explore Local
Statistics (Office for National Statistics, Open Government Licence v3.0, June 2026) publishes them.
"""

import csv
import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from commonweal.evidence import Register, check, read
from commonweal.evidence.schema import MISSING, OBSERVATION, STATUS_WORDS
from commonweal.packs import Library, Pack, read_library
from commonweal.packs.models import AreaSet, Indicator, Provenance

HERE = Path(__file__).parent
PACKS = HERE.parents[1] / "packs"
WEST_MIDLANDS = PACKS / "west-midlands"
COMBINED_AUTHORITY, REGION, ENGLAND, UK = "E47000007", "E12000005", "E92000001", "K02000001"
CONSTITUENT = [f"E080000{number}" for number in range(25, 32)]
ELEVEN = {*CONSTITUENT, COMBINED_AUTHORITY, REGION, ENGLAND, UK}
STATED = "state-of-the-region-2020"
#: The four rows that ONS prints twice, figures and all: taking part in culture, 2023/24.
REPEATS = 4
Key = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library([WEST_MIDLANDS])


@pytest.fixture(scope="module")
def pack(library: Library) -> Pack:
    return next(pack for pack in library.packs if pack.id == "west-midlands")


@pytest.fixture(scope="module")
def indicators(library: Library) -> dict[str, Indicator]:
    return {indicator.id: indicator for pack in library.packs for indicator in pack.indicators}


@pytest.fixture(scope="module")
def register(library: Library) -> Register:
    packs = library.packs
    return Register.from_definitions(
        [i for pack in packs for i in pack.indicators],
        [p for pack in packs for p in pack.places],
        [s for pack in packs for s in pack.area_sets],
    )


@pytest.fixture(scope="module")
def figures(pack: Pack) -> pl.DataFrame:
    """Every row of every file, as text, with the dataset it belongs to."""
    files = [
        pl.read_csv(WEST_MIDLANDS / dataset.file, infer_schema=False).with_columns(dataset=pl.lit(dataset.id))
        for dataset in pack.datasets
    ]
    return pl.concat(files).with_columns(pl.col(pl.String).fill_null(""))


@pytest.fixture(scope="module")
def published(figures: pl.DataFrame) -> pl.DataFrame:
    return figures.filter(pl.col("dataset") != STATED)


@pytest.fixture(scope="module")
def stated(figures: pl.DataFrame) -> pl.DataFrame:
    return figures.filter(pl.col("dataset") == STATED)


def carriers(indicators: dict[str, Indicator]) -> dict[tuple[str, str], tuple[Indicator, str]]:
    return {(e.dataset, e.series): (i, e.breakdown) for i in indicators.values() for e in i.evidence}


def test_the_reader_finds_no_problem_in_any_figure(figures: pl.DataFrame, register: Register) -> None:
    reading = read(WEST_MIDLANDS / "figures", register=register)
    found = check(
        reading, register=register, previous=None, previous_series=None, today=dt.date(2026, 11, 23)
    )
    assert [*reading.problems.to_dicts(), *found.to_dicts()] == []
    assert reading.rows.height == figures.height
    assert reading.rows.select(OBSERVATION.names()).filter(pl.col("period_start").is_null()).is_empty()


def test_every_figure_is_of_a_known_indicator_area_and_status(
    figures: pl.DataFrame, register: Register
) -> None:
    assert set(figures["indicator"]) <= set(register.indicators)
    assert set(figures["area"]) <= register.areas
    assert set(figures["status"]) <= set(STATUS_WORDS)
    silent = figures.filter((pl.col("value") == "") & ~pl.col("status").is_in(sorted(MISSING)))
    assert silent.is_empty()


def test_no_key_stands_twice(figures: pl.DataFrame) -> None:
    key = ["indicator", "area", "period", "breakdown"]
    assert figures.filter(figures.select(key).is_duplicated()).is_empty()


def test_the_published_rows_are_all_there(published: pl.DataFrame) -> None:
    ours = published.filter(pl.col("area").is_in(sorted(ELEVEN)))
    assert ours.height == 7252 - REPEATS
    others = published.filter(~pl.col("area").is_in(sorted(ELEVEN)))
    assert set(others.select("indicator", "area").rows()) == {
        ("gva-per-hour", "K99000002"),
        ("gva-per-job", "K99000002"),
    }
    assert others.height == 42
    assert published["dataset"].n_unique() == 53


def test_latest_value_and_change_of_twenty_series_are_the_source_s(
    published: pl.DataFrame, indicators: dict[str, Indicator]
) -> None:
    by_series = carriers(indicators)
    with (HERE / "ons_latest_two.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 40
    for before, latest in zip(rows[::2], rows[1::2], strict=True):
        indicator, breakdown = by_series[latest["source_folder"], latest["indicator"]]
        series = published.filter(indicator=indicator.id, area=COMBINED_AUTHORITY, breakdown=breakdown).sort(
            "period"
        )
        assert series["period"].to_list()[-2:] == [before["period"], latest["period"]]
        ours = [Decimal(value) for value in series["value"].to_list()[-2:]]
        assert ours[1] == Decimal(latest["observation"])
        assert ours[1] - ours[0] == Decimal(latest["observation"]) - Decimal(before["observation"])
        assert series["lower"].to_list()[-1] == latest["lci_95"]
        assert series["upper"].to_list()[-1] == latest["uci_95"]


def test_figures_are_provisional_from_the_day_that_their_indicator_names(
    published: pl.DataFrame, indicators: dict[str, Indicator]
) -> None:
    for row in published.filter(pl.col("value") != "").iter_rows(named=True):
        begins = indicators[row["indicator"]].provisional_from
        provisional = begins is not None and row["period"][:10] >= begins.isoformat()
        assert row["status"] == ("P" if provisional else "A"), row
    assert published.filter(pl.col("status") == "P").height > 50


def test_the_three_partnerships_make_up_the_three_partnership_area(pack: Pack) -> None:
    sets = {area_set.code: area_set for area_set in pack.area_sets}
    assert set(sets) == {"WM-3LEP", "WM-7MET", "E37000001", "E37000006", "E37000012"}
    partnerships = [sets[code] for code in ("E37000001", "E37000006", "E37000012")]
    members = [member for partnership in partnerships for member in partnership.members]
    assert len(members) == len(set(members)) == 19
    assert set(sets["WM-3LEP"].members) == set(members)
    assert list(sets["WM-7MET"].members) == CONSTITUENT
    assert {area_set.aggregation for area_set in pack.area_sets} == {"published"}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("E37000001", "Dudley, Sandwell, Walsall, Wolverhampton"),
        (
            "E37000006",
            "Coventry, North Warwickshire, Nuneaton and Bedworth, Rugby, Stratford-on-Avon, Warwick",
        ),
        (
            "E37000012",
            "Birmingham, Bromsgrove, Cannock Chase, East Staffordshire, Lichfield, Redditch, Solihull, "
            "Tamworth, Wyre Forest",
        ),
    ],
)
def test_who_belongs_to_each_partnership(code: str, names: str, pack: Pack, register: Register) -> None:
    found: AreaSet = next(area_set for area_set in pack.area_sets if area_set.code == code)
    assert ", ".join(sorted(register.area_names[member] for member in found.members)) == names


def test_every_stated_figure_says_its_page(stated: pl.DataFrame) -> None:
    assert stated.height == 233
    page = re.compile(r"Page of (goal \d+|key past trends|summary data)\.")
    assert [note for note in stated["note"] if not page.match(note)] == []
    derived = stated.filter(pl.col("status") == "E")["note"]
    assert all("erived from" in note or "The sum of" in note for note in derived)
    assert set(stated["status"]) == {"A", "E"}


def test_counts_and_rates_stated_together_agree(
    stated: pl.DataFrame, indicators: dict[str, Indicator]
) -> None:
    rows = stated.filter(pl.col("denominator") != "")
    assert rows.height == 26
    for row in rows.iter_rows(named=True):
        people = indicators[row["indicator"]].people
        assert people is not None
        rate = float(row["numerator"]) / float(row["denominator"]) * people.per
        decimals = len(row["value"].partition(".")[2])
        assert round(rate, decimals) == float(row["value"]), row


def key_of(row: dict[str, str]) -> Key:
    return row["indicator"], row["area"], row["period"], row["breakdown"]


def test_earlier_figures_follow_from_stated_changes(stated: pl.DataFrame) -> None:
    """By hand from the report: the latest less the change; of £17,752 after 13.3% growth, £15,668."""
    value = {key_of(row): row["value"] for row in stated.iter_rows(named=True)}
    leps, year = "WM-3LEP", "2018-01-01/P1Y"
    assert value["sotr2020-unemployment-rate", leps, year, ""] == "5.4"
    assert value["sotr2020-unemployed-people", leps, year, ""] == "105300"
    assert value["sotr2020-unemployment-rate", UK, year, ""] == "4.3"
    assert value["sotr2020-employment-rate", leps, year, ""] == "71.7"
    assert value["sotr2020-gender-pay-gap", leps, year, ""] == "8417"
    assert value["sotr2020-apprenticeship-starts", leps, "2017-08-01/P1Y", ""] == "29200"
    assert value["sotr2020-gdhi-per-head", leps, "2014-01-01/P1Y", ""] == "15668"
    assert value["sotr2020-co2", leps, "2016-01-01/P1Y", ""] == "21356"


def test_a_stated_area_is_never_the_combined_authority_of_ons(stated: pl.DataFrame) -> None:
    assert COMBINED_AUTHORITY not in set(stated["area"])


def test_targets_agree_with_the_comparators_of_their_indicators(
    pack: Pack, indicators: dict[str, Indicator]
) -> None:
    for item in pack.targets:
        indicator = indicators[item.indicator]
        assert indicator.polarity != 0, item.indicator
        if item.target.kind == "parity":
            assert item.target.comparator == indicator.comparator, item.indicator
            assert item.target.comparator not in item.target.areas
    live = {i.id for i in indicators.values() if i.evidence and i.comparator and i.polarity}
    assert live == {item.indicator for item in pack.targets if not item.indicator.startswith("sotr2020-")}


def test_targets_in_numbers_are_those_the_report_names(pack: Pack) -> None:
    found = {t.indicator: (t.target.value, t.target.by) for t in pack.targets if t.target.kind == "value"}
    assert found == {
        "sotr2020-apprenticeship-starts": (84000, None),
        "sotr2020-gva": (153.0, "2030"),
        "sotr2020-rail-punctuality": (90.0, None),
        "sotr2020-co2": (0, "2041"),
        "sotr2020-gva-per-head-shortfall": (0, None),
        "greenhouse-gas-emissions-per-head": (0, "2041"),
    }
    seen = [t for t in pack.targets if t.target.provenance is Provenance.SEEN]
    assert all(t.target.source.startswith("sotr2020-") and t.target.note for t in seen)


def test_the_site_opens_at_the_combined_authority(pack: Pack, register: Register) -> None:
    assert pack.site is not None
    assert pack.site.area == COMBINED_AUTHORITY == pack.site.areas[0]
    assert set(pack.site.areas) <= register.areas
    assert {*ELEVEN, *(area_set.code for area_set in pack.area_sets)} == set(pack.site.areas)
    assert pack.site.framework_areas == {"sustainable-development": "WM-3LEP"}


def test_every_row_of_the_source_is_carried(
    shared: Path, published: pl.DataFrame, indicators: dict[str, Indicator]
) -> None:
    by_series = carriers(indicators)
    with (shared / "data" / "west-midlands-ons.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 7252
    wanted = set()
    for row in rows:
        indicator, breakdown = by_series[row["source_folder"], row["indicator"]]
        figure = (row["observation"], row["lci_95"], row["uci_95"])
        wanted.add((indicator.id, row["areacd"], row["period"], breakdown, *figure))
    ours = published.filter(pl.col("area").is_in(sorted(ELEVEN)))
    names = ("indicator", "area", "period", "breakdown", "value", "lower", "upper")
    assert set(ours.select(names).rows()) == wanted
    assert len(rows) - len(wanted) == REPEATS


def test_every_figure_not_derived_is_printed_in_the_report(shared: Path, stated: pl.DataFrame) -> None:
    path = shared / "mission" / "state-of-the-region-figures.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        report = [r for r in csv.DictReader(file) if "State of the Region 2020" in r["source_title"]]
    printed = {Decimal(row["value"]) for row in report if re.fullmatch(r"-?\d+(\.\d+)?", row["value"])}
    values = stated.filter(pl.col("status") == "A")["value"]
    assert {value for value in values if Decimal(value) not in printed} == set()
