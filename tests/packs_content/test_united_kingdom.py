"""The register of places: what is within what, what replaced what, and two names that readers confuse."""

from pathlib import Path

import pytest

from commonweal.evidence import Register, read
from commonweal.packs import Pack
from commonweal.packs import read as read_pack
from commonweal.packs.models import Place

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


def test_the_register_knows_every_area_of_the_62_files(shared: Path, pack: Pack) -> None:
    register = Register.from_definitions((), pack.places)
    reading = read(shared / "data" / "ons-explore-local-statistics", register=register)
    assert reading.new_areas.is_empty()
    assert set(reading.rows["area"].drop_nulls()) == set(register.areas)
