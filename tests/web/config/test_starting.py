"""A start that finds everything set up serves at once; whatever differs is set up anew."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps

from commonweal.web.config import starting


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "house" / "packs" / "one").mkdir(parents=True)
    (tmp_path / "house" / "packs" / "one" / "pack.yaml").write_text("id: one\n")
    return tmp_path / "house"


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """What a set-up leaves behind, the database with the digest `abc` in it."""
    folder = tmp_path / "var"
    for name in ("evidence", "static"):
        (folder / name).mkdir(parents=True)
    for name in ("secret-key", "example-accounts.json"):
        (folder / name).write_text("[]")
    with closing(sqlite3.connect(folder / "commonweal.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE registry_setup (key TEXT PRIMARY KEY, digest TEXT, at TEXT)")
        database.execute("INSERT INTO registry_setup VALUES ('example', 'abc', '2026-01-01')")
        database.commit()
    return folder


def is_set_up(var: Path, wanted: str = "abc", **environment: str) -> bool:
    return starting.is_set_up(var=var, environment=environment, wanted=wanted)


def test_the_same_files_have_the_same_digest_wherever_they_lie(house: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "packs" / "one").mkdir(parents=True)
    (elsewhere / "packs" / "one" / "pack.yaml").write_text("id: one\n")
    assert starting.digest([house]) == starting.digest([elsewhere])


@pytest.mark.parametrize("change", ["a byte", "a name", "one more", "an empty one", "one file outside"])
def test_whatever_changes_is_seen(house: Path, change: str) -> None:
    lock = house.parent / "web.txt"
    before = starting.digest([house], [lock])
    pack = house / "packs" / "one" / "pack.yaml"
    match change:
        case "a byte":
            pack.write_text("id: onf\n")
        case "a name":
            pack.rename(pack.with_name("pack.yml"))
        case "one more":
            pack.with_name("more.yaml").write_text("x")
        case "an empty one":
            pack.with_name("empty").touch()
        case "one file outside":
            lock.write_text("django==5.2")
    assert starting.digest([house], [lock]) != before


def test_what_python_leaves_beside_a_module_changes_nothing(house: Path) -> None:
    before = starting.digest([house])
    (house / "__pycache__").mkdir()
    (house / "__pycache__" / "one.pyc").write_bytes(b"1")
    assert starting.digest([house]) == before


def test_a_set_up_that_ended_well_is_found(var: Path) -> None:
    assert is_set_up(var)
    assert not is_set_up(var, wanted="abd")


def test_another_database_is_never_taken_for_it(var: Path) -> None:
    assert not is_set_up(var, COMMONWEAL_DATABASE_URL="postgres://localhost/commonweal")


@pytest.mark.parametrize("name", ["commonweal.sqlite3", "secret-key", "example-accounts.json"])
def test_what_was_taken_away_is_set_up_anew(var: Path, name: str) -> None:
    (var / name).unlink()
    assert not is_set_up(var)
    assert not (var / "commonweal.sqlite3").exists() or name != "commonweal.sqlite3"


@pytest.mark.parametrize("bytes_", [b"", b"no database at all, whatever its name says" * 40])
def test_a_database_that_cannot_be_read_is_set_up_anew(var: Path, bytes_: bytes) -> None:
    for path in var.glob("commonweal.sqlite3*"):
        path.unlink()
    (var / "commonweal.sqlite3").write_bytes(bytes_)
    assert not is_set_up(var)


def test_the_table_is_the_registers_own() -> None:
    table = apps.get_model("registry", "SetUp")._meta
    assert table.db_table == "registry_setup"
    assert [field.column for field in table.fields] == ["key", "digest", "at"]
