"""One pack: what it holds, and what is said of every way in which it can be wrong."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path
from typing import Any

import pytest
import yaml

from commonweal.packs import PackRefused, check, read

from .folders import (
    AREA_SETS,
    DATASETS,
    FRAMEWORK,
    INDICATORS,
    PACK,
    PLACES,
    TARGETS,
    WHOLE,
    lay,
    told,
    what_is_wrong,
    whole_but,
)


def test_a_whole_pack_is_read(tmp_path: Path) -> None:
    pack = read(lay(tmp_path / "ours"))
    assert (pack.id, pack.manifest.sources[0].retrieved) == ("ours", "2024-05")
    assert [goal.id for goal in pack.frameworks[0].goals] == ["health", "voice"]
    assert pack.frameworks[0].definition[0].date == "2019"  # a year is text, not a number
    (indicator,) = pack.indicators
    assert (indicator.polarity, indicator.limits.upper, indicator.targets[0].value) == (1, 130.0, 85.0)
    birmingham = pack.places[1]
    assert birmingham.valid_from == dt.date(1974, 4, 1)
    assert (birmingham.valid_to, birmingham.successor) == (None, "")
    assert pack.places[2].successor == "E06000099 E06000098"
    assert pack.site is not None
    assert pack.site.framework_areas == {"wellbeing": "E08000025"}


def test_marks_of_other_editors_do_no_harm(tmp_path: Path) -> None:
    plain = read(lay(tmp_path / "plain"))
    with_mark = {name: b"\xef\xbb\xbf" + text.encode() for name, text in WHOLE.items()}
    dos = {name: text.replace("\n", "\r\n") for name, text in WHOLE.items()}
    assert read(lay(tmp_path / "mark", with_mark)) == plain
    assert read(lay(tmp_path / "dos", dos)) == plain
    lay(tmp_path / "plain", {"README.md": "# Ours\n", "LICENSE": "CC BY\n", ".DS_Store": b"\0\1"})
    assert read(tmp_path / "plain") == plain


def cases() -> list[dict[str, Any]]:
    written: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("wrong.yaml").read_text("utf-8"))
    return written


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['file']} {case['write'].strip()[:40]}")
def test_what_is_wrong_is_said_with_its_place_and_its_cure(tmp_path: Path, case: dict[str, Any]) -> None:
    folder = whole_but(tmp_path / "ours", case["file"], case["for"], case["write"])
    assert what_is_wrong(folder) == case["said"]


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    """A mistake in every file, of every kind: in form, in a reference, in what stands twice."""
    bad = {
        "pack.yaml": PACK.replace("licence: CC BY 4.0", "license: CC BY 4.0"),
        "frameworks/wellbeing.yaml": FRAMEWORK.replace("source: council", "source: nobody", 1).replace(
            "domains: [social]", "domains: [sociable]"
        ),
        "indicators/health.yaml": INDICATORS + INDICATORS.replace("polarity: 1", "polarity: 2"),
        "targets.yaml": TARGETS.replace("life-expectancy", "live-expectancy"),
        "places.csv": PLACES.replace("E92000001,1974", "E92000009,1974", 1),
        "area_sets.yaml": AREA_SETS.replace("E08000031]", "E08000032]").replace("published", "average"),
        "datasets.yaml": DATASETS.replace("deaths.csv", "births.csv"),
        "figures/deaths.csv": "indicator,area,value\n",
        "site.yaml": WHOLE["site.yaml"].replace("framework: wellbeing", "framework: welfare"),
        "thumbs.db": "x",
    }
    folder = lay(tmp_path / "ours", bad)
    with pytest.raises(PackRefused) as refused:
        read(folder)
    said = told(list(refused.value.problems), folder)
    assert said == what_is_wrong(folder)
    assert [line.split(": ")[0] for line in said] == [
        "area_sets.yaml:5",
        "area_sets.yaml:6",
        "datasets.yaml:6",
        "figures/deaths.csv",
        "figures/deaths.csv:1",
        "frameworks/wellbeing.yaml:6",
        "frameworks/wellbeing.yaml:23",
        "indicators/health.yaml:26",
        "indicators/health.yaml:31",
        "pack.yaml:1",
        "pack.yaml:4",
        "places.csv:3",
        "site.yaml:3",
        "targets.yaml:1",
        "thumbs.db",
    ]
    assert str(refused.value).count("\n") == len(said) - 1
    assert pickle.loads(pickle.dumps(refused.value)).problems == refused.value.problems


def test_no_one_reads_a_million_problems(tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours", {"pack.yaml": PACK, "targets.yaml": "- x\n" * 5_000})
    problems = check([folder])
    assert len(problems) == 2_001
    assert "There are more problems than these 2,000." in problems[0].message


def test_check_of_a_whole_pack_says_nothing(tmp_path: Path) -> None:
    assert check([lay(tmp_path / "ours")]) == []
