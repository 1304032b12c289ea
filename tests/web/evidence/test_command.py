"""The command that brings figures: what it says, also of what stops it from outside, in a sentence."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DataError, OperationalError, ProgrammingError
from typer.testing import CliRunner

from commonweal.cli import app
from commonweal.cli_console import in_words
from commonweal.web.evidence import models, selectors

ROOT = Path(__file__).resolve().parents[3]
HEADER = "indicator,area,period,value\n"
TURNOUT = "local-election-turnout,E08000025,{year}-05-04,{value}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "turnout.csv"


def run(*words: object) -> tuple[int, str, str]:
    """How the command ends, and the lines that it says: its own, and those of errors."""
    result = CliRunner().invoke(app, ["import", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.django_db
@pytest.mark.usefixtures("west_midlands")
class TestWhatIsSaid:
    def test_warnings_in_words_and_how_many_more(self, file: Path) -> None:
        years = range(2030, 2035)
        file.write_text(HEADER + "".join(TURNOUT.format(year=y, value=30) for y in years))
        code, said, _ = run(file, "--no-publish")
        assert code == 0
        for row, year in enumerate(list(years)[:3], 2):
            assert f"Warning: turnout.csv: Row {row}, period: {year}-05-04 begins after today." in said
        assert "Row 5" not in said
        assert "… and 2 more warnings of this kind (future-period)." in said
        assert "To see every problem, add --report problems.csv to the command." in said
        assert "5 rows read; 0 problems that stop, 5 warnings." in said

    def test_what_stops_and_how_much_more(self, file: Path) -> None:
        file.write_text(HEADER + "".join(TURNOUT.format(year=1900 + n, value=101) for n in range(60)))
        code, said, _ = run(file)
        assert code == 1
        assert said.count("Stop: turnout.csv: Row") == 50
        assert "… and 10 more that stop." in said
        assert "--report" in said
        assert "Nothing was published: every file has problems that stop it." in said

    def test_with_a_report_nothing_more_is_advised(self, file: Path, tmp_path: Path) -> None:
        file.write_text(HEADER + "".join(TURNOUT.format(year=1900 + n, value=101) for n in range(60)))
        _code, said, _ = run(file, "--report", tmp_path / "all.csv")
        assert "--report" not in said
        assert len((tmp_path / "all.csv").read_text().splitlines()) == 61

    def test_one_is_one(self, file: Path) -> None:
        file.write_text(HEADER + TURNOUT.format(year=2023, value=101))
        assert "1 row read; 1 problem that stops, 0 warnings." in run(file)[1]

    def test_a_folder_is_called_by_its_name(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file.write_text(HEADER + TURNOUT.format(year=2023, value=30))
        monkeypatch.chdir(file.parent)
        assert run(".", "--no-publish")[0] == 0
        assert models.Import.objects.latest("brought_at").title == file.parent.name

    def test_a_full_disk(self, file: Path) -> None:
        before = selectors.snapshot_in_force()
        file.write_text(HEADER + TURNOUT.format(year=2023, value=30))
        code, _, said = run(file, "--report", "/dev/full")
        assert (code, said) == (1, "No room is left on the disk. Free some, and run the command again.\n")
        assert selectors.snapshot_in_force() == before


def started(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, on a site of which nothing is there."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("COMMONWEAL_")}
    return subprocess.run(
        [sys.executable, "-m", "commonweal.cli", "import", str(tmp_path)],
        cwd=ROOT,
        env={**kept, "COMMONWEAL_VAR": str(tmp_path / "var"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "COMMONWEAL_SECRET_KEY is not set. Make a key with "),
        (
            {"COMMONWEAL_EXAMPLE": "1"},
            "The database is not set up: “commonweal serve” sets it up as it starts.",
        ),
        ({"COMMONWEAL_EXAMPLE": "1", "COMMONWEAL_VAR": "/proc/var"}, "The system refuses “/proc/var"),
    ],
)
def test_a_site_that_is_not_set_up(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    ended = started(tmp_path, **environment)
    assert ended.returncode == 1
    assert ended.stderr.startswith(said)
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stdout.strip() == ""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied", "/srv/x"),
            "This account may not read or write “/srv/x”. Allow that, and run the command again.",
        ),
        (OSError(errno.ENOSPC, "No space left on device"), "No room is left on the disk."),
        (FileNotFoundError("The store holds no vintage x."), "The store holds no vintage x."),
        (ImproperlyConfigured("Set it to 1 or 0."), "Set it to 1 or 0."),
        (
            OperationalError("attempt to write a readonly database"),
            "This account may not write into the database. Allow that, and run the command again. (The "
            "database says: attempt to write a readonly database)",
        ),
        (OperationalError("database or disk is full"), "No room is left on the disk. Free some, and"),
        (OperationalError("database is locked"), "Another command is writing into the database."),
        (OperationalError("connection refused"), "The database does not answer as it should. It says: con"),
        (ProgrammingError('relation "x" does not exist'), "The database is not set up:"),
    ],
)
def test_what_the_world_does_in_words(error: Exception, said: str) -> None:
    assert in_words(error).startswith(said)


@pytest.mark.parametrize(
    "error", [KeyError("x"), DataError("value too long"), ProgrammingError("syntax error"), BrokenPipeError()]
)
def test_a_fault_of_our_own_keeps_its_traceback(error: Exception) -> None:
    assert in_words(error) == ""
