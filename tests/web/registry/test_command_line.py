"""The commands of packs on a site: what they refuse, in words, and how they end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.packs.folders import DATASETS, FIGURES, WHOLE, lay, minimal
from tests.web.example import NOW, ROOT
from typer.testing import CliRunner

from commonweal.cli_pack import pack_app
from commonweal.editions import packed
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence import models, selectors
from commonweal.web.evidence.actions import bring, publish
from commonweal.web.registry import models as models_of_the_register
from commonweal.web.registry import selectors as register

WRONG = "nosuch,E99999999,notaperiod,abc\n"


def pack(*words: object) -> tuple[int, str]:
    ended = CliRunner().invoke(pack_app, [str(word) for word in words])
    return ended.exit_code, ended.output


@pytest.mark.django_db
def test_wrong_figures_are_told_and_the_pack_does_not_count_as_loaded(tmp_path: Path) -> None:
    folder = lay(tmp_path / "ours")
    file = lay(folder, {"figures/deaths.csv": FIGURES + WRONG}) / "figures" / "deaths.csv"
    code, output = pack("load", folder)
    assert code == 1
    assert f"{file}:3: Row 3, indicator: no pack defines “nosuch”." in output
    assert "Mend these figures, and load the pack again" in output
    assert register.loaded_digests() == {"ours": ""}
    assert pack("load", folder)[0] == 1  # it is told each time, until it is mended
    lay(folder, {"figures/deaths.csv": FIGURES})
    code, output = pack("load", folder)
    assert code == 0
    assert "Brought 1 figures of Our pack." in output
    assert list(selectors.vintages_in_force()) == ["deaths"]


@pytest.mark.django_db
def test_what_nobody_published_is_not_written_out(tmp_path: Path) -> None:
    pack("load", lay(tmp_path / "ours"))
    file = tmp_path / "deaths.csv"
    file.write_text(FIGURES.replace("79.5", "12.5"))
    waits = bring(paths=[file], title="waits", by=COMMAND_LINE, now=NOW)
    assert waits.candidate_snapshot
    assert pack("export", "ours", tmp_path / "before") == (0, f"ours is written to {tmp_path / 'before'}.\n")
    assert ",79.5," in (tmp_path / "before" / "figures" / "deaths.csv").read_text()
    publish(brought=waits, by=COMMAND_LINE, now=NOW)
    pack("export", "ours", tmp_path / "after")
    assert ",12.5," in (tmp_path / "after" / "figures" / "deaths.csv").read_text()
    # What was in force before, and is again, was brought before the other.
    publish(
        brought=bring(paths=[tmp_path / "ours/figures/deaths.csv"], title="back", by=COMMAND_LINE, now=NOW),
        by=COMMAND_LINE,
        now=NOW,
    )
    pack("export", "ours", tmp_path / "again")
    assert ",79.5," in (tmp_path / "again" / "figures" / "deaths.csv").read_text()


@pytest.mark.django_db
def test_figures_are_those_of_the_dataset_whatever_their_file_is_called(tmp_path: Path) -> None:
    """An id may have a point, and a file capitals: by its name it would be another dataset, of no source."""
    told = {"datasets.yaml": DATASETS.replace("id: deaths", "id: ons.deaths")}
    told["datasets.yaml"] = told["datasets.yaml"].replace("figures/deaths.csv", "figures/Deaths_2024.csv")
    rest = {name: text for name, text in WHOLE.items() if name != "figures/deaths.csv"}
    folder = lay(tmp_path / "ours", {**rest, **told, "figures/Deaths_2024.csv": FIGURES})
    assert pack("check", folder)[0] == 0
    assert pack("load", folder)[0] == 0
    [(key, vintage)] = selectors.vintages_in_force().items()
    assert (key, vintage.title, vintage.organisation) == ("ons.deaths", "Deaths", "The statistical office")
    assert pack("export", "ours", tmp_path / "again")[0] == 0
    assert ",79.5," in (tmp_path / "again" / "figures" / "Deaths_2024.csv").read_text()
    assert packed.snapshot([folder], tmp_path / "store").datasets_of["life-expectancy"][0].title == "Deaths"


@pytest.mark.django_db
def test_a_file_whose_name_ends_alike_is_another(tmp_path: Path) -> None:
    pack("load", lay(tmp_path / "ours"))
    models.Vintage.objects.filter(dataset="deaths").update(source_name="infant-deaths.csv")
    code, output = pack("export", "ours", tmp_path / "out")
    assert code == 1
    assert "No figures of “deaths” are published here. Load the pack with its figures first." in output


def alone(*words: object, code: str = "", **environment: str) -> tuple[int, str]:
    """A process of its own, with no setting of ours but these; in a window that breaks no line."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COMMONWEAL_", "DJANGO_"))}
    run = code + "from commonweal.cli import app; app()"
    ended = subprocess.run(
        [sys.executable, "-c", run, *map(str, words)],
        cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ended.returncode, ended.stdout + ended.stderr


def test_a_setting_that_is_missing_is_told_alone(tmp_path: Path) -> None:
    code, output = alone("pack", "export", "ours", "nowhere", COMMONWEAL_VAR=str(tmp_path))
    assert code == 1
    assert output.startswith("COMMONWEAL_SECRET_KEY is not set. Make a key with")
    assert len(output.splitlines()) == 1


def test_a_database_without_tables_names_the_command(tmp_path: Path) -> None:
    code, output = alone(
        "pack", "load", "packs/united-kingdom", COMMONWEAL_VAR=str(tmp_path), COMMONWEAL_EXAMPLE="1"
    )
    assert code == 1
    assert "The database is not set up: “commonweal serve” sets it up as it starts." in output
    assert "(The database says: no such table: " in output
    assert "Traceback" not in output


def test_a_database_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "commonweal.sqlite3").mkdir()
    code, output = alone("pack", "load", "packs/united-kingdom", COMMONWEAL_VAR=str(tmp_path),
                         COMMONWEAL_EXAMPLE="1")  # fmt: skip
    assert code == 1
    assert "The database cannot be opened. Let this account write into COMMONWEAL_VAR" in output
    assert "Traceback" not in output


def test_where_only_the_core_is_installed_the_other_part_is_named(tmp_path: Path) -> None:
    without = "import sys; sys.modules['django'] = None\n"
    code, output = alone("pack", "load", "packs/united-kingdom", code=without, COMMONWEAL_VAR=str(tmp_path))
    assert code == 1
    assert "Install it: pip install 'commonweal[web]'." in output
    assert "Traceback" not in output
    assert alone("pack", "check", "packs/united-kingdom", code=without)[0] == 0


@pytest.mark.django_db
def test_a_pack_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    pack("load", lay(tmp_path / "ours"))
    (tmp_path / "file").write_text("")
    for folder in ("/proc/x", tmp_path / "file" / "out"):
        code, output = pack("export", "ours", folder)
        assert code == 1
        assert output.startswith(f"The pack cannot be written to {folder}: ")
        assert "Give another folder." in output
    code, output = pack("export", "ours", tmp_path)
    assert (code, output) == (1, f"{tmp_path} is there already and not empty\n")


@pytest.mark.django_db
def test_all_that_belongs_to_another_pack_is_told_at_once_by_file_and_line(tmp_path: Path) -> None:
    pack("load", lay(tmp_path / "ours"))
    other = lay(tmp_path / "other", {**WHOLE, "pack.yaml": minimal("other")})
    code, output = pack("load", other)
    assert code == 1
    said = output.replace(f"{other}/", "").strip().splitlines()
    told = "The pack 'ours', which is loaded here, defines this already. Give it another name, or load "
    told += "the two packs together, with it in one of them."
    assert said == [
        f"area_sets.yaml:1: area set PAIR: {told}",
        f"datasets.yaml:1: dataset deaths: {told}",
        f"frameworks/wellbeing.yaml:1: framework wellbeing: {told}",
        f"indicators/health.yaml:1: indicator life-expectancy: {told}",
        f"places.csv:2: place E92000001: {told}",
        f"places.csv:3: place E08000025: {told}",
        f"places.csv:4: place E08000031: {told}",
        "7 problems. Nothing was loaded.",
    ]
    assert list(register.loaded_digests()) == ["ours"]


@pytest.mark.django_db
def test_what_moves_from_one_pack_to_another_is_loaded_with_both(tmp_path: Path) -> None:
    ours = lay(tmp_path / "ours")
    pack("load", ours)
    (ours / "site.yaml").unlink()
    (ours / "targets.yaml").unlink()
    (ours / "area_sets.yaml").rename(ours / "moved.yaml")
    other = lay(tmp_path / "other", {"pack.yaml": minimal("other", "ours")})
    (ours / "moved.yaml").rename(other / "area_sets.yaml")
    code, output = pack("load", ours, other)
    assert code == 0, output
    assert [s.code for s in register.area_sets()] == ["PAIR"]


@pytest.mark.django_db
def test_of_two_sites_of_one_moment_the_first_by_id_is_the_site(tmp_path: Path) -> None:
    """A database of an earlier version may have two."""
    for id_ in ("b", "a"):
        made = models_of_the_register.Pack.objects.create(
            id=id_, version="1.0.0", title=id_, manifest={}, loaded_at=NOW
        )
        site = {"name": id_, "question": "?", "framework": "f", "area": "AA", "areas": ["AA"]}
        models_of_the_register.Site.objects.create(pack=made, position=0, definition=site)
    found = register.site()
    assert found is not None
    assert found.name == "a"
