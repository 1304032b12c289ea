"""Packs that stand on each other: their order, what they share, what one says wrongly of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.packs import PackRefused, check, read, read_library

from .folders import AREA_SETS, DATASETS, FIGURES, INDICATORS, PLACES, SITE, TARGETS, lay, minimal, told


def country(folder: Path) -> Path:
    return lay(folder / "country", {"pack.yaml": minimal("country"), "places.csv": PLACES})


def figures(folder: Path) -> Path:
    """A pack that takes its areas from ``country``."""
    files = {
        "pack.yaml": minimal("figures", requires="country"),
        "indicators/health.yaml": INDICATORS,
        "area_sets.yaml": AREA_SETS,
        "datasets.yaml": DATASETS,
        "figures/deaths.csv": FIGURES,
    }
    return lay(folder / "figures", files)


def council(folder: Path) -> Path:
    """A pack that sets a target for an indicator of ``figures``, in an area of what that requires."""
    more = TARGETS.replace("comparator: PAIR", "comparator: E92000001\n    areas: [E08000025]")
    return lay(folder / "town", {"pack.yaml": minimal("town", requires="figures"), "targets.yaml": more})


def test_a_library_holds_what_its_packs_hold(tmp_path: Path) -> None:
    library = read_library([council(tmp_path), figures(tmp_path), country(tmp_path)])
    assert [pack.id for pack in library.packs] == ["country", "figures", "town"]
    assert library.pack("town").manifest.requires == ("figures",)
    assert list(library.indicators) == ["life-expectancy"]
    assert list(library.places) == ["E92000001", "E08000025", "E08000031"]
    assert list(library.area_sets) == ["PAIR"]
    assert library.frameworks == {}
    assert library.sites == {}
    assert library.sources["town", "council"].publisher == "The council"
    assert library.datasets["deaths"].released == "2024-01-31"
    assert library.figures["deaths"] == tmp_path / "figures/figures/deaths.csv"
    own, added = library.targets["life-expectancy"]
    assert (own.value, added.comparator) == (85, "E92000001")


def test_what_is_required_is_found_beside(tmp_path: Path) -> None:
    town = council(tmp_path)
    figures(tmp_path)
    country(tmp_path)
    library = read_library([town])
    assert [pack.id for pack in library.packs] == ["country", "figures", "town"]
    assert library.folders["country"] == tmp_path / "country"
    assert check([town, tmp_path / "town/../town"]) == []  # the same folder twice is one pack


def test_what_is_required_and_not_there_is_one_problem(tmp_path: Path) -> None:
    problems = check([council(tmp_path)])
    assert told(problems, tmp_path) == [
        "town/pack.yaml:12: pack town › requires › no. 1: The pack 'figures' is neither given nor beside "
        "this one. Give its folder too, or put it at figures."
    ]
    with pytest.raises(PackRefused):
        read_library([tmp_path / "town"])


def test_a_folder_of_another_pack_does_not_pass_for_the_required_one(tmp_path: Path) -> None:
    town = council(tmp_path)
    lay(tmp_path / "figures", {"pack.yaml": minimal("other")})
    assert "The pack 'figures' is neither given nor beside this one." in str(check([town])[0])


def test_one_pack_alone_may_name_what_another_holds(tmp_path: Path) -> None:
    assert read(council(tmp_path)).targets[0].indicator == "life-expectancy"


def test_names_that_no_pack_holds(tmp_path: Path) -> None:
    folder = figures(tmp_path)
    country(tmp_path)
    lay(
        folder,
        {
            "pack.yaml": minimal("figures", requires="country"),
            "indicators/health.yaml": INDICATORS.replace("E92000001", "E92000002").replace(
                "areas: [E08000025]", "areas: [E08000025, E99999999]"
            ),
            "targets.yaml": TARGETS.replace("PAIR", "TRIO"),
            "site.yaml": SITE,
        },
    )
    assert told(check([folder]), tmp_path) == [
        "figures/indicators/health.yaml:8: indicator life-expectancy › comparator: There is no area "
        "'E92000002' in this pack or in those it requires. Did you mean 'E92000001'?",
        "figures/indicators/health.yaml:18: indicator life-expectancy › targets › no. 1 › areas › no. 2: "
        "There is no area 'E99999999' in this pack or in those it requires.",
        "figures/site.yaml:3: site › framework: "
        "There is no framework 'wellbeing' in this pack or in those it requires.",
        "figures/site.yaml:7: site › framework_areas › wellbeing: "
        "There is no framework 'wellbeing' in this pack or in those it requires.",
        "figures/targets.yaml:4: target › target › comparator: "
        "There is no area 'TRIO' in this pack or in those it requires.",
    ]


def test_what_a_pack_names_must_be_required(tmp_path: Path) -> None:
    """The pack that holds it is given, but nothing says that it must be there."""
    lay(
        tmp_path / "town",
        {"pack.yaml": minimal("town"), "targets.yaml": TARGETS.replace("PAIR", "E92000001")},
    )
    said = told(check([tmp_path / "town", figures(tmp_path), country(tmp_path)]), tmp_path)
    assert said == [
        "town/targets.yaml:1: target › indicator: There is no indicator 'life-expectancy' in this pack or in "
        "those it requires. The pack figures has it: add figures to 'requires' in pack.yaml.",
        "town/targets.yaml:4: target › target › comparator: There is no area 'E92000001' in this pack or in "
        "those it requires. The pack country has it: add country to 'requires' in pack.yaml.",
    ]


def test_two_packs_may_not_define_the_same(tmp_path: Path) -> None:
    country(tmp_path)
    one = figures(tmp_path)
    two = lay(
        tmp_path / "again",
        {
            "pack.yaml": minimal("again", requires="country"),
            "indicators/health.yaml": INDICATORS,
            "area_sets.yaml": AREA_SETS.replace("code: PAIR", "code: E08000025"),
            "datasets.yaml": DATASETS,
            "figures/deaths.csv": FIGURES,
        },
    )
    keep = "Keep one of the two, or give this one another name."
    assert told(check([one, two]), tmp_path) == [
        "again/area_sets.yaml:5: area set E08000025 › members › no. 1: The area sets contain each other in a "
        "circle: E08000025 → E08000025. Take one of these links out.",
        f"again/datasets.yaml:1: dataset deaths: There is already a dataset 'deaths': "
        f"figures/datasets.yaml:1. {keep}",
        "again/indicators/health.yaml:1: indicator life-expectancy: There is already an indicator "
        f"'life-expectancy': figures/indicators/health.yaml:1. {keep}",
        "country/places.csv:3: place E08000025: There is already an area set 'E08000025': "
        f"again/area_sets.yaml:1. {keep}",
    ]


def test_two_packs_of_one_name(tmp_path: Path) -> None:
    one = lay(tmp_path / "one", {"pack.yaml": minimal("ours")})
    two = lay(tmp_path / "two", {"pack.yaml": minimal("ours")})
    assert told(check([one, two]), tmp_path) == [
        "two/pack.yaml:1: pack ours: There is already a pack 'ours': one/pack.yaml:1. "
        "Keep one of the two, or give this one another name."
    ]


def test_figures_belong_to_one_indicator(tmp_path: Path) -> None:
    second = INDICATORS.replace("id: life-expectancy", "id: long-life")
    other_measure = second.replace("long-life", "other").replace(
        "series: Life expectancy", "series: Life expectancy\n      measure: Median"
    )
    folder = figures(tmp_path)
    country(tmp_path)
    lay(folder, {"indicators/health.yaml": INDICATORS + second + other_measure})
    assert told(check([folder]), tmp_path) == [
        "figures/indicators/health.yaml:48: indicator long-life › evidence › no. 1: The figures deaths, "
        "Life expectancy belong to 'life-expectancy' already: figures/indicators/health.yaml:1. "
        "Let one indicator have them; goals may share it."
    ]


def test_packs_that_require_each_other(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "c"), ("c", "a")):
        lay(tmp_path / one, {"pack.yaml": minimal(one, requires=other)})
    assert told(check([tmp_path / "a"]), tmp_path) == [
        "a/pack.yaml:12: pack a › requires › no. 1: "
        "The packs require each other in a circle: a → b → c → a. Take one of these links out."
    ]


def test_a_pack_that_requires_itself(tmp_path: Path) -> None:
    assert "in a circle: a → a." in str(check([lay(tmp_path / "a", {"pack.yaml": minimal("a", "a")})])[0])


def test_places_that_are_their_own_ancestors(tmp_path: Path) -> None:
    places = PLACES.replace("England,country,", "England,country,E08000025")
    folder = lay(tmp_path / "a", {"pack.yaml": minimal("a"), "places.csv": places})
    assert told(check([folder]), tmp_path) == [
        "a/places.csv:2: place E92000001 › parent: The places are each other's parent in a circle: "
        "E92000001 → E08000025 → E92000001. Take one of these links out."
    ]


def test_area_sets_that_contain_each_other(tmp_path: Path) -> None:
    """The circle lies across two packs, of which the second requires the first."""
    lay(tmp_path / "a", {"pack.yaml": minimal("a", "country"), "area_sets.yaml": AREA_SETS})
    country(tmp_path)
    sets = AREA_SETS + AREA_SETS.replace("PAIR", "TRIO").replace("E08000031]", "PAIR]")
    one = sets.replace("members: [E08000025, E08000031]", "members: [E08000025, TRIO]", 1)
    folder = lay(tmp_path / "a", {"area_sets.yaml": one})
    assert told(check([folder]), tmp_path) == [
        "a/area_sets.yaml:5: area set PAIR › members › no. 2: "
        "The area sets contain each other in a circle: PAIR → TRIO → PAIR. Take one of these links out."
    ]


def test_every_kind_of_circle_is_said_at_once(tmp_path: Path) -> None:
    files = {
        "pack.yaml": minimal("a", requires="b"),
        "places.csv": PLACES.replace("England,country,", "England,country,E92000001"),
        "area_sets.yaml": AREA_SETS.replace("E08000031]", "PAIR]"),
    }
    lay(tmp_path / "b", {"pack.yaml": minimal("b", requires="a")})
    said = "\n".join(map(str, check([lay(tmp_path / "a", files)])))
    assert [circle in said for circle in ("a → b → a", "E92000001 → E92000001", "PAIR → PAIR")] == [True] * 3


def test_a_file_that_cannot_be_read_is_one_problem(tmp_path: Path) -> None:
    """Nothing is said of the names it may well have held."""
    lay(tmp_path / "country", {"pack.yaml": minimal("country"), "places.csv": PLACES.encode("utf-16")})
    assert told(check([figures(tmp_path)]), tmp_path) == [
        "country/places.csv: The file is UTF-16. Save the file in the encoding UTF-8."
    ]
