"""What is written is read back as the same, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings

from commonweal.packs import Pack, files_digest, read, write
from commonweal.packs.models import Manifest, Place, Source
from commonweal.packs.write import contents

from .any_packs import TEXTS, packs
from .folders import FIGURES, lay

HEADER = b"indicator,area,period,value\n"


@given(TEXTS, TEXTS)
def test_any_text_reads_back_as_it_was(text: str, other: str) -> None:
    """The quick and small one of the two: what is found here is said in one line."""
    source = Source(id="a", title=text, publisher=other)
    place = Place(code="E1", name=text, level=other, source="a")
    manifest = Manifest(id="a", title=other, version="1.0.0", licence=text, summary=other, sources=(source,))
    with tempfile.TemporaryDirectory() as folder:
        write(Pack(manifest=manifest, places=(place,)), Path(folder) / "a", {})
        read_back = read(Path(folder) / "a")
    assert (read_back.manifest, read_back.places) == (manifest, (place,))


# To make a whole pack smaller takes minutes: the text alone is made smaller above.
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.generate]
)
@given(packs())
def test_any_pack_reads_back_as_it_was(pack: Pack) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack"
        write(pack, path, {dataset.file: HEADER for dataset in pack.datasets})
        assert read(path) == pack
        before = files_digest(path)
        again = Path(folder) / "again"
        write(read(path), again, {dataset.file: HEADER for dataset in pack.datasets})
        assert files_digest(again) == before


def test_the_files_are_fit_to_be_read_by_people(tmp_path: Path) -> None:
    pack = read(lay(tmp_path / "ours"))
    files = contents(pack)
    assert list(files) == [
        "pack.yaml",
        "frameworks/wellbeing.yaml",
        "indicators/indicators.yaml",
        "targets.yaml",
        "area_sets.yaml",
        "datasets.yaml",
        "places.csv",
        "site.yaml",
    ]
    assert files["indicators/indicators.yaml"].decode() == (
        "- id: life-expectancy\n"
        "  name: Life expectancy\n"
        "  question: How long do people live?\n"
        "  description: Years that a child born now can expect to live.\n"
        "  unit: years\n"
        "  polarity: 1\n"
        "  type: attainment\n"
        "  comparator: E92000001\n"
        "  targets:\n"
        "    - kind: value\n"
        "      value: 85.0\n"
        "      by: '2030'\n"
        "      areas:\n"
        "        - E08000025\n"
        "      provenance: seen\n"
        "      source: council\n"
        "  limits:\n"
        "    lower: 0.0\n"
        "    upper: 130.0\n"
        "  organisation: The statistical office\n"
        "  licence: OGL 3.0\n"
        "  release: yearly\n"
        "  evidence:\n"
        "    - dataset: deaths\n"
        "      series: Life expectancy\n"
        "      breakdown: sex=female\n"
        "  provenance: seen\n"
        "  source: council\n"
    )
    assert files["places.csv"].decode().splitlines()[1:3] == [
        "E92000001,England,country,,,,,council",
        "E08000025,Birmingham,district,E92000001,1974-04-01,,,council",
    ]


def test_long_texts_are_wrapped_and_lines_kept(tmp_path: Path) -> None:
    pack = read(lay(tmp_path / "ours"))
    sentence = " ".join(["A sentence of several words."] * 20)
    lines = f"{sentence}\n\n{sentence}"
    (indicator,) = pack.indicators
    changed = indicator.model_copy(update={"description": sentence, "note": lines})
    written = contents(pack.model_copy(update={"indicators": (changed,)}))[
        "indicators/indicators.yaml"
    ].decode()
    described = written.partition("  unit:")[0]
    assert max(map(len, described.splitlines())) <= 110
    assert "  note: |-\n" in written
    assert yaml.safe_load(written)[0]["note"] == lines


def test_many_indicators_become_several_files_in_their_order(tmp_path: Path) -> None:
    """In one file they could be more than is read again."""
    pack = read(lay(tmp_path / "ours"))
    (indicator,) = pack.indicators
    many = [indicator.model_copy(update={"id": f"i{n}", "evidence": ()}) for n in range(15, 0, -1)]
    bare = Pack(manifest=pack.manifest, indicators=tuple(many), places=pack.places, area_sets=pack.area_sets)
    files = contents(bare, largest=5_000)
    assert [name for name in files if name.startswith("indicators/")] == [
        "indicators/0001.yaml",
        "indicators/0002.yaml",
    ]
    assert max(map(len, files.values())) < 5_000
    assert read(lay(tmp_path / "many", files)) == bare


def test_nothing_that_is_there_is_lost(tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours", {"README.md": "Ours.\n"})
    pack = read(lay(tmp_path / "new"))
    with pytest.raises(FileExistsError, match="is there already and not empty"):
        write(pack, folder, {"figures/deaths.csv": FIGURES.encode()})
    assert [path.name for path in folder.iterdir()] == ["README.md"]
    (tmp_path / "empty").mkdir()
    write(pack, tmp_path / "empty", {"figures/deaths.csv": FIGURES.encode()})
    assert read(tmp_path / "empty") == pack


def test_the_figures_are_those_of_the_datasets(tmp_path: Path) -> None:
    pack = read(lay(tmp_path / "ours"))
    for figures in ({}, {"figures/deaths.csv": b"", "figures/more.csv": b""}):
        with pytest.raises(ValueError, match="not in both: figures/"):
            write(pack, tmp_path / "out", figures)
    write(pack, tmp_path / "out", {"figures/deaths.csv": FIGURES.encode()})
    assert (tmp_path / "out/figures/deaths.csv").read_text() == FIGURES


@pytest.mark.parametrize("moment", range(9))
def test_a_write_that_is_cut_off_leaves_nothing(tmp_path: Path, moment: int) -> None:
    """The child process ends, without any clearing up, as the file of that number is opened."""
    pack = read(lay(tmp_path / "ours"))
    child = os.fork()
    if not child:
        opened = 0

        def cut(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal opened
            if event == "open" and ".writing-" in str(arguments[0]):
                opened += 1
                if opened > moment:
                    os._exit(9)

        import sys

        sys.addaudithook(cut)
        write(pack, tmp_path / "out", {"figures/deaths.csv": FIGURES.encode()})
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert not (tmp_path / "out").exists()
    write(pack, tmp_path / "out", {"figures/deaths.csv": FIGURES.encode()})
    assert read(tmp_path / "out") == pack
