"""The tables of the packs are what their scripts make of the sources, to the byte."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS, PACKS = ROOT / "tools" / "packs", ROOT / "packs"


def run(script: str, *arguments: Path) -> str:
    command = [sys.executable, str(TOOLS / script), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def west_midlands(tmp_path: Path) -> Path:
    """A copy beside the packs it requires, its figures taken out."""
    shutil.copytree(PACKS, tmp_path / "packs")
    for file in (tmp_path / "packs" / "west-midlands" / "figures").iterdir():
        file.unlink()
    return tmp_path / "packs" / "west-midlands"


def test_the_register_of_places(shared: Path, tmp_path: Path) -> None:
    run("places_from_ons.py", shared / "data" / "ons-explore-local-statistics", tmp_path / "places.csv")
    assert (tmp_path / "places.csv").read_bytes() == (PACKS / "united-kingdom" / "places.csv").read_bytes()


def test_the_figures_of_the_west_midlands(shared: Path, west_midlands: Path) -> None:
    data, mission = shared / "data", shared / "mission"
    told = run(
        "figures_from_ons.py",
        data / "west-midlands-ons.csv",
        data / "ons-explore-local-statistics",
        west_midlands,
    )
    assert "7252 rows read and 42 of comparators; 4 repeats left out" in told
    told = run("state_of_the_region_2020.py", mission / "state-of-the-region-figures.csv", west_midlands)
    assert "395 stated figures: 152 left out; 233 rows written" in told
    ours = {file.name: file.read_bytes() for file in (PACKS / "west-midlands" / "figures").iterdir()}
    assert {file.name: file.read_bytes() for file in (west_midlands / "figures").iterdir()} == ours
    assert (west_midlands / "datasets.yaml").read_bytes() == (
        PACKS / "west-midlands" / "datasets.yaml"
    ).read_bytes()


def test_a_line_of_the_report_that_nobody_placed_stops_the_run(
    shared: Path, west_midlands: Path, tmp_path: Path
) -> None:
    lines = (shared / "mission" / "state-of-the-region-figures.csv").read_text(encoding="utf-8")
    more = tmp_path / "more.csv"
    more.write_text(f"{lines.rstrip()}\n{lines.splitlines()[1]}\n", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError) as error:
        run("state_of_the_region_2020.py", more, west_midlands)
    assert re.search(r"forgotten: \{\d+\}", error.value.stderr)


def test_the_readme_counts_what_is_left_out() -> None:
    readme = (PACKS / "west-midlands" / "README.md").read_text(encoding="utf-8")
    table = readme[readme.index("### Left out") : readme.index("## Targets")]
    counts = [int(count) for count in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]
    assert sum(counts) == 152 == 395 - 243
