"""The register of places: what is within what, what replaced what, and two names that readers confuse."""

import datetime as dt
from pathlib import Path

import pytest

from commonweal.evidence import Register, check, read
from commonweal.packs import Pack
from commonweal.packs import read as read_pack
from commonweal.packs.models import Indicator, Place

PACKS = Path(__file__).resolve().parents[2] / "packs"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(PACKS / "united-kingdom")


@pytest.fixture(scope="module")
def places(pack: Pack) -> dict[str, Place]:
    return {place.code: place for place in pack.places}


def lineage(code: str, places: dict[str, Place]) -> list[str]:
    found = [code]
    while parent := places[found[-1]].parent:
        found.append(parent)
    return found


def test_every_place_stands_once_and_bears_a_name_of_its_own(pack: Pack, places: dict[str, Place]) -> None:
    assert len(pack.places) == len(places) == 1736
    assert len({place.name.casefold() for place in pack.places}) == 1736


def test_the_two_called_west_midlands_can_be_told_apart(places: dict[str, Place]) -> None:
    assert places["E12000005"].name == "West Midlands region"
    assert places["E47000007"].name == "West Midlands (combined authority)"


@pytest.mark.parametrize(
    ("code", "up"),
    [
        ("E08000025", ["E47000007", "E12000005", "E92000001", "K02000001"]),
        ("E07000222", ["E10000031", "E12000005", "E92000001", "K02000001"]),
        ("E06000066", ["E12000009", "E92000001", "K02000001"]),
        ("TLG31", ["TLG3", "TLG", "E92000001", "K02000001"]),
        ("W06000015", ["W92000004", "K02000001"]),
        ("S12000049", ["S92000003", "K02000001"]),
        ("95GG01S1", ["N92000002", "K02000001"]),
        ("K99000002", []),
    ],
)
def test_what_a_place_lies_within(code: str, up: list[str], places: dict[str, Place]) -> None:
    assert lineage(code, places)[1:] == up


def test_the_combined_authority_has_its_seven_and_no_others(pack: Pack) -> None:
    within = {place.code for place in pack.places if place.parent == "E47000007"}
    assert within == {f"E080000{number}" for number in range(25, 32)}


def test_every_english_authority_knows_its_region(places: dict[str, Place]) -> None:
    councils = [code for code in places if code.startswith(("E06", "E07", "E08", "E09", "E10"))]
    assert len(councils) == 373
    for code in councils:
        assert any(up.startswith("E12") for up in lineage(code, places)), code


def test_an_old_code_ends_and_names_what_replaced_it(places: dict[str, Place]) -> None:
    old = places["E10000006"]  # Cumbria, divided in April 2023
    assert str(old.valid_to) == "2023-03-31"
    assert old.successor == "E06000063 E06000064"
    assert str(places["E06000063"].valid_from) == "2023-04-01"
    for place in places.values():
        assert set(place.successor.split()) <= set(places)
        assert bool(place.successor) == (place.valid_to is not None)


def test_the_authorities_of_the_west_midlands_have_the_day_of_the_law(
    pack: Pack, places: dict[str, Place]
) -> None:
    assert str(places["E47000007"].valid_from) == "2016-06-17"
    districts = {str(places[f"E080000{number}"].valid_from) for number in range(25, 32)}
    assert districts == {"1974-04-01"}
    assert {"wmca-order-2016", "local-government-act-1972"} <= {s.id for s in pack.manifest.sources}


def test_figures_from_before_a_place_was_set_up_come_in(pack: Pack, tmp_path: Path) -> None:
    """ONS publishes series for the area of the combined authority that begin years before it."""
    file = tmp_path / "claimants.csv"
    file.write_text("indicator,area,period,value\nclaimants,E47000007,2004-01-01/P1Y,3.1\n")
    indicator = Indicator(
        id="claimants", name="Claimants", question="How many?", description="Of all.", unit="%", polarity=-1,
        type="progress", organisation="ONS", licence="OGL", release="monthly", provenance="own", source="ons",
    )  # fmt: skip
    register = Register.from_definitions([indicator], pack.places)
    reading = read(file, register=register)
    found = check(
        reading, register=register, previous=None, previous_series=None, today=dt.date(2026, 11, 23)
    )
    assert reading.problems.is_empty()
    assert found.is_empty()


def test_the_register_knows_every_area_of_the_62_files(shared: Path, pack: Pack) -> None:
    register = Register.from_definitions((), pack.places)
    reading = read(shared / "data" / "ons-explore-local-statistics", register=register)
    assert reading.new_areas.is_empty()
    assert set(reading.rows["area"].drop_nulls()) == set(register.areas)
