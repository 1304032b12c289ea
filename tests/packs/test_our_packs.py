"""The packs that come with Commonweal: they are right, they read back, and reading them is quick."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from commonweal.packs import Library, Pack, check, read, read_library, write
from commonweal.packs.models import Indicator, Place
from commonweal.packs.write import contents

from .folders import lay

FOLDER = Path(__file__).resolve().parents[2] / "packs"
OURS = ("inclusive-growth", "sustainable-development", "united-kingdom", "west-midlands", "working-together")


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(sorted(FOLDER.iterdir()))


def test_they_are_all_there_and_nothing_is_wrong_with_them() -> None:
    assert tuple(path.name for path in sorted(FOLDER.iterdir())) == OURS
    assert [str(problem) for problem in check(sorted(FOLDER.iterdir()))] == []


def test_each_lies_in_a_folder_of_its_own_name(library: Library) -> None:
    assert {id_: path.name for id_, path in library.folders.items()} == {id_: id_ for id_ in OURS}


@pytest.mark.parametrize("name", OURS)
def test_each_reads_back_as_it_was(name: str, tmp_path: Path) -> None:
    pack = read(FOLDER / name)
    figures = {dataset.file: (FOLDER / name / dataset.file).read_bytes() for dataset in pack.datasets}
    write(pack, tmp_path / name, figures)
    assert read(tmp_path / name) == pack


def test_reading_many_is_quick(tmp_path: Path, library: Library) -> None:
    """350 indicators and 2,000 places in under 0.6 seconds of the processor, the best of three."""
    base = read(lay(tmp_path / "base"))
    wards = (Place(code=f"W{n:08}", name=f"Ward {n}", level="ward", source="council") for n in range(2_000))
    large = Pack(
        manifest=base.manifest,
        indicators=_as_many(list(library.indicators.values()), 350),
        places=(*base.places, *wards),
    )
    lay(tmp_path / "large", contents(large))
    taken = []
    for _ in range(3):
        start = time.process_time()
        held = read_library([tmp_path / "large"])
        taken.append(time.process_time() - start)
    assert (len(held.indicators), len(held.places)) == (350, 2_003)
    assert min(taken) < 0.6


def _as_many(given: list[Indicator], number: int) -> tuple[Indicator, ...]:
    """Indicators as long as the real ones, each under a name of its own, that stand on nothing else."""
    update = {"source": "council", "targets": (), "evidence": (), "breaks": (), "comparator": "E92000001"}
    return tuple(
        given[n % len(given)].model_copy(update={"id": f"number-{n}", **update}) for n in range(number)
    )
