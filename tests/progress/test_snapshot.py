"""A snapshot opens as it was built, and what is kept in memory never stands in for another file."""

from pathlib import Path

import polars as pl
import pytest
from tests.progress.build import definition, frames, years

from commonweal.evidence import Store
from commonweal.packs.models import Place
from commonweal.progress.build import build, judge, open_snapshot, progress_file
from commonweal.progress.snapshot import Definitions, Manifest, VintageInForce


def _built(root: Path) -> tuple[Definitions, Manifest, pl.DataFrame]:
    observations, _, _ = frames(years(2022, 1.0, 2.0, 3.0), [definition()], [])
    place = Place(code="E47000007", name="West Midlands", level="combined authority", source="ons")
    definitions = Definitions(places=(place,))
    vintage = VintageInForce(
        dataset="one", sha256=Store(root).put(observations), title="One", organisation="Someone"
    )
    return definitions, Manifest(vintages=(vintage,), definitions=definitions.digest()), observations


def test_what_is_built_is_opened(tmp_path: Path) -> None:
    definitions, manifest, observations = _built(tmp_path)
    built = build(tmp_path, manifest, definitions, progress_file(definitions, observations))
    opened = open_snapshot(tmp_path, built.id)
    assert opened.definitions is definitions  # written here a moment ago, and the file says the same
    assert opened.manifest == manifest
    assert opened.assessments.equals(judge(definitions, observations))


def test_progress_made_before_is_what_would_be_made(tmp_path: Path) -> None:
    definitions, manifest, observations = _built(tmp_path)
    before = build(tmp_path, manifest, definitions, progress_file(definitions, observations))
    definitions, manifest, _ = _built(tmp_path / "again")
    later = build(tmp_path / "again", manifest, definitions)
    assert (before.id, later.id) == (manifest.id(), manifest.id())
    assert before.assessments.equals(later.assessments)


def test_a_file_of_definitions_is_believed_before_memory_is(tmp_path: Path) -> None:
    definitions, manifest, _ = _built(tmp_path)
    built = build(tmp_path, manifest, definitions)
    path = tmp_path / "definitions" / f"{manifest.definitions}.json"
    other = Definitions(outside=("something.else",))
    path.write_bytes(other.model_dump_json().encode())
    assert open_snapshot(tmp_path, built.id).definitions == other
    path.unlink()
    with pytest.raises(FileNotFoundError):
        open_snapshot(tmp_path, built.id)


def test_what_is_told_of_a_vintage_makes_another_snapshot_and_its_day_does_not(tmp_path: Path) -> None:
    _, manifest, _ = _built(tmp_path)

    def with_another(**told: str) -> str:
        vintage = manifest.vintages[0].model_copy(update=told)
        return manifest.model_copy(update={"vintages": (vintage,)}).id()

    assert with_another(brought_at="2026-11-24") == manifest.id()
    others = [
        with_another(**{name: "else"}) for name in ("title", "organisation", "address", "licence", "released")
    ]
    assert len({manifest.id(), *others}) == 6
