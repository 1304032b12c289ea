"""What cannot all be so is refused, by file and line: each item is right by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from .folders import AREA_SETS, INDICATORS, PLACES, SITE, TARGETS, WHOLE, lay, minimal, what_is_wrong
from .test_sets_of_tests import TESTS, WITH_TESTS
from .test_toolkits import TOOLKIT

BY = "areas: [E08000025]"
SECOND = """\
    - kind: value
      value: {value}
      by: {by}
      areas: [{areas}]
      provenance: seen
      source: council
  limits:"""
RESIDENTS = """\
residents:
  - {area: E08000025, people: 1, as_of: 2024-01-01, provenance: seen, source: council}
  - {area: E08000025, people: 2, as_of: 2024-01-01, provenance: seen, source: council}
"""
BREAKS = """\
unit: years
  breaks:
    - {period: 2024-01-01, reason: a, provenance: seen, source: council}
    - {period: 2024-01-01, reason: b, provenance: seen, source: council}
"""
HEALTH = "indicators/health.yaml"
CASES = {
    "a target above the limits": (
        HEALTH, "value: 85", "value: 850",
        "indicators/health.yaml:16: indicator life-expectancy › targets › no. 1 › value: 850 is above "
        "130, the "
        "highest that the indicator can be. Mend the value, or the indicator's limits.",
    ),
    "a target below the limits": (
        HEALTH, "value: 85", "value: -1",
        "indicators/health.yaml:16: indicator life-expectancy › targets › no. 1 › value: -1 is below 0, the "
        "lowest that the indicator can be. Mend the value, or the indicator's limits.",
    ),
    "a target of another file above them": (
        "targets.yaml", "kind: parity\n    comparator: PAIR", "kind: value\n    value: 200",
        "targets.yaml:4: target › target › value: 200 is above 130, the highest that the indicator can be. "
        "Mend the value, or the indicator's limits.",
    ),
    "two values for one date and the same areas": (
        HEALTH, "  limits:", SECOND.format(value=90, by=2030, areas="E08000025"),
        "indicators/health.yaml:22: indicator life-expectancy › targets › no. 2 › value: Another target "
        "says 85 "
        "for the same areas and the same date: indicators/health.yaml:15. "
        "Keep one, or give each its own date or areas.",
    ),
    "two values in two files": (
        "targets.yaml", "kind: parity\n    comparator: PAIR",
        "kind: value\n    value: 90\n    by: 2030\n    areas: [E08000025]",
        "targets.yaml:4: target › target › value: Another target says 85 for the same areas and the "
        "same date: "
        "indicators/health.yaml:15. Keep one, or give each its own date or areas.",
    ),
    "a value with a comparator": (
        HEALTH, "value: 85", "value: 85\n      comparator: E92000001",
        "indicators/health.yaml:17: indicator life-expectancy › targets › no. 1 › comparator: A target "
        "of kind "
        "'value' has no 'comparator': it is a number to reach. Take it out, or make it a target of parity.",
    ),
    "parity with a value": (
        "targets.yaml", "comparator: PAIR", "comparator: PAIR\n    value: 4",
        "targets.yaml:5: target › target › value: A target of kind 'parity' has no 'value': it is to be "
        "level "
        "with the comparator. Take it out, or make it a target of kind 'value'.",
    ),
    "two wordings of one date": (
        "frameworks/wellbeing.yaml", "date: 2020-03-01", "date: 2019",
        "frameworks/wellbeing.yaml:12: framework wellbeing › definition › no. 2: Two wordings have the date "
        "2019; the first is on line 8. Give each the date from which it was the wording.",
    ),
    "two breaks at one period": (
        HEALTH, "unit: years\n", BREAKS,
        "indicators/health.yaml:8: indicator life-expectancy › breaks › no. 2: Two breaks begin at "
        "2024-01-01; "
        "the first is on line 7. Make one of them, with both reasons.",
    ),
    "two places on one tile": (
        "site.yaml", "framework_areas:", "tiles:\n  PAIR: [1, 1]\n  E08000025: [1, 1]\nframework_areas:",
        "site.yaml:8: site › tiles › E08000025: The tile [1, 1] is that of 'PAIR' already. "
        "Give each place a tile of its own.",
    ),
    "a tile off the map": (
        "site.yaml", "framework_areas:", "tiles:\n  PAIR: [-5, 999999999999999999999999]\nframework_areas:",
        "site.yaml:7: site › tiles › PAIR: A tile stands in a column and a row from 0 to 99. "
        "Count both from the north-west corner, which is [0, 0].",
    ),
    "residents twice for one day": (
        "site.yaml", "framework_areas:", f"{RESIDENTS}framework_areas:",
        "site.yaml:8: site › residents › no. 2: The residents of E08000025, 2024-01-01 stand here twice; the "
        "first are on line 7. Keep one.",
    ),
    "places that succeed each other": (
        "places.csv", "E06000099 E06000098", "E06000099 E08000031",
        "places.csv:4: place E08000031 › successor: The places succeed each other in a circle: "
        "E08000031 → E08000031. Take one of these links out.",
    ),
    "a parent that has the place as a member": (
        "places.csv", "Birmingham,district,E92000001", "Birmingham,district,PAIR",
        "places.csv:3: place E08000025 › parent: 'PAIR' is an area set that has this place as a member: "
        "it is "
        "no parent too. Write the place in which it lies, or leave the cell empty.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_is_told_by_file_and_line(case: str, tmp_path: Path) -> None:
    file, old, new, said = CASES[case]
    assert WHOLE[file].count(old) >= 1
    found = what_is_wrong(lay(tmp_path / "ours", {**WHOLE, file: WHOLE[file].replace(old, new, 1)}))
    assert [line.replace(f"{tmp_path / 'ours'}/", "") for line in found] == [said]


@pytest.mark.parametrize(
    "second",
    [
        SECOND.format(value=90, by=2031, areas="E08000025"),
        SECOND.format(value=90, by=2030, areas="E08000031"),
        SECOND.format(value=85, by=2030, areas="E08000025"),
    ],
    ids=["another date", "other areas", "the same said twice"],
)
def test_targets_that_can_both_be_so_stay(second: str, tmp_path: Path) -> None:
    files = {**WHOLE, HEALTH: INDICATORS.replace("  limits:", second, 1)}
    assert what_is_wrong(lay(tmp_path, files)) == []


def test_all_of_it_is_told_at_once_and_beside_other_mistakes(tmp_path: Path) -> None:
    files = {
        **WHOLE,
        HEALTH: INDICATORS.replace("value: 85", "value: 850").replace("polarity: 1", "polarity: up"),
        "targets.yaml": TARGETS.replace("comparator: PAIR", "comparator: PAIR\n    value: 4"),
        "places.csv": PLACES.replace("E06000099 E06000098", "E08000031"),
        "site.yaml": SITE.replace("framework_areas:", f"{RESIDENTS}framework_areas:"),
        "area_sets.yaml": AREA_SETS.replace("aggregation: published", "aggregation: added"),
    }
    assert len(what_is_wrong(lay(tmp_path, files))) == 6


def test_a_place_and_its_successor_may_not_go_round(tmp_path: Path) -> None:
    places = PLACES.replace("1974-04-01,,,council", "1974-04-01,2020-01-01,E08000031,council")
    places = places.replace("E06000099 E06000098", "E06000099 E08000025")
    [said] = what_is_wrong(lay(tmp_path, {**WHOLE, "places.csv": places}))
    assert "The places succeed each other in a circle: E08000025 → E08000031 → E08000025." in said


def test_two_packs_cannot_both_say_what_the_site_is(tmp_path: Path) -> None:
    ours = lay(tmp_path / "ours")
    other = lay(tmp_path / "other", {"pack.yaml": minimal("other", "ours"), "site.yaml": SITE})
    assert what_is_wrong(other, ours) == [
        f"{ours}/site.yaml:1: site: Another pack says what the site is already: site.yaml:1. "
        "Keep one site.yaml: that of the place whose site it is."
    ]


@pytest.mark.parametrize(
    ("carries", "said"),
    [
        ("[chain, group/out-of-work]", None),
        ("[prompt/nosuch/nothing]", "The toolkit asks nothing under 'prompt/nosuch/nothing'. "
         "Write the key of one of its questions, or take it out."),
        ("[group/out-of-works]", "The toolkit asks nothing under 'group/out-of-works'. "
         "Did you mean 'group/out-of-work'?"),
    ],
)  # fmt: skip
def test_what_is_carried_over_is_asked(carries: str, said: str | None, tmp_path: Path) -> None:
    tests = TESTS.replace("goals: [health]", f"carries: {carries}")
    files = {**WITH_TESTS, "test-sets/tests.yaml": tests}
    assert what_is_wrong(lay(tmp_path / "alone", files)) == []  # no toolkit is in reach: nobody can tell
    found = what_is_wrong(lay(tmp_path / "ours", {**files, "toolkits/ours.yaml": TOOLKIT}))
    wanted = f"test-sets/tests.yaml:16: test set tests › questions › who › carries › no. 1: {said}"
    assert found == ([wanted] if said else [])
