"""Packs loaded into the register, and written out again the same."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client
from typer.testing import CliRunner

from commonweal.cli import app
from commonweal.packs import PackRefused, read, write
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence import selectors
from commonweal.web.evidence.actions import load_packs
from commonweal.web.registry import actions, models
from commonweal.web.registry import selectors as register

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
FOLDERS = sorted(p.parent for p in (Path(__file__).resolve().parents[3] / "packs").glob("*/pack.yaml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_a_loaded_pack_is_written_out_the_same(folder: Path, tmp_path: Path) -> None:
    pack, figures = selectors.exported_pack(folder.name)
    write(pack, tmp_path / "out", figures)
    assert read(tmp_path / "out") == read(folder) == pack
    for dataset in pack.datasets:
        before = pl.read_csv(folder / dataset.file, infer_schema=False)
        after = pl.read_csv(tmp_path / "out" / dataset.file, infer_schema=False)
        keys = ["indicator", "area", "period", "breakdown"]
        same = [*keys, "value"]
        assert numbers(after.select(same).sort(keys)).equals(numbers(before.select(same).sort(keys)))


def numbers(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col("value").cast(pl.Float64), pl.col("breakdown").fill_null(""))


def test_loading_again_does_nothing() -> None:
    before = selectors.snapshot_in_force()
    assert load_packs(paths=FOLDERS, by=COMMAND_LINE, now=NOW) == ([], [])
    assert selectors.snapshot_in_force() == before


def test_a_changed_definition_makes_a_new_snapshot_of_the_same_vintages(tmp_path: Path) -> None:
    before = selectors.snapshot_record(selectors.snapshot_in_force() or "")
    for folder in FOLDERS:
        shutil.copytree(folder, tmp_path / folder.name)
    file = next((tmp_path / "inclusive-growth" / "frameworks").glob("*.yaml"))
    file.write_text(
        file.read_text().replace("Inclusive Growth Framework", "Inclusive Growth Framework (draft)", 1)
    )
    load_packs(paths=sorted(tmp_path.iterdir()), by=COMMAND_LINE, now=NOW)
    after = selectors.snapshot_record(selectors.snapshot_in_force() or "")
    assert before is not None
    assert after is not None
    assert after.id != before.id
    assert after.vintages == before.vintages


def test_a_wrong_pack_is_refused_whole(tmp_path: Path) -> None:
    shutil.copytree(FOLDERS[0], tmp_path / "wrong")
    (tmp_path / "wrong" / "pack.yaml").write_text("id: WRONG\nversion: one\n")
    count = models.Indicator.objects.count()
    with pytest.raises(PackRefused) as refused:
        load_packs(paths=[tmp_path / "wrong"], by=COMMAND_LINE, now=NOW)
    assert len(refused.value.problems) >= 3
    assert models.Indicator.objects.count() == count


def test_two_packs_cannot_define_one_indicator(tmp_path: Path) -> None:
    pack = read(next(f for f in FOLDERS if f.name == "inclusive-growth"))
    other = pack.model_copy(update={"manifest": pack.manifest.model_copy(update={"id": "another"})})
    with pytest.raises(ValueError, match="belongs to the pack “inclusive-growth”"):
        actions.load_pack(pack=other, by=COMMAND_LINE, now=NOW)


def test_an_indicator_placed_here_stands_under_its_goal(client: Client) -> None:
    indicator = next(i for i in register.indicators() if i.id == "claimant-count")
    actions.place_indicator(
        framework="inclusive-growth",
        goal="equality",
        indicator=indicator.id,
        note="Claimants are told by age.",
        by=COMMAND_LINE,
        now=NOW,
    )
    from commonweal.web.evidence.actions import judge_again

    assert judge_again(reason="placed", by=COMMAND_LINE, now=NOW) is not None
    page: Any = client.get("/frameworks/inclusive-growth/goals/equality/").context["page"]
    assert "claimant-count" in [r.id for r in page.rows]
    with pytest.raises(ValueError, match="already stands"):
        actions.place_indicator(
            framework="inclusive-growth",
            goal="equality",
            indicator=indicator.id,
            note="",
            by=COMMAND_LINE,
            now=NOW,
        )


def test_the_command_line_checks_and_exports(tmp_path: Path) -> None:
    runner = CliRunner()
    checked = runner.invoke(app, ["pack", "check", *map(str, FOLDERS)])
    assert checked.exit_code == 0, checked.output
    assert "packs are sound" in checked.output
    out = tmp_path / "out"
    exported = runner.invoke(app, ["pack", "export", "inclusive-growth", str(out)])
    assert exported.exit_code == 0, exported.output
    assert read(out).id == "inclusive-growth"
    again = runner.invoke(app, ["pack", "export", "inclusive-growth", str(out)])
    assert again.exit_code == 1
    missing = runner.invoke(app, ["pack", "export", "nothing", str(tmp_path / "n")])
    assert missing.exit_code == 1
    assert "No pack “nothing” is loaded" in missing.output
