"""What is missing is named with the command that brings it; what is fresh is not done again."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def prepare(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("prepare", root / "tools" / "prepare.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make(folder: Path, *goals: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """make as a person calls it, though the tests themselves may run under make."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    program = shutil.which("make")
    assert program
    return subprocess.run(
        [program, "-C", folder, *goals],
        env={**outside, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_machine_without_python_is_told_how_to_get_it(root: Path, tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text((root / "Makefile").read_text())
    done = make(tmp_path, "run", "SYSTEM_PYTHON=/nowhere", PATH=str(tmp_path))
    assert done.returncode
    assert "Python 3.11 or newer is missing." in done.stderr
    assert "apt-get install -y python3 python3-venv" in done.stderr


def python(path: Path, what: str) -> Path:
    """A program that says what it was called with, and does what a Python would that is so."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'#!/bin/sh\ncase "$*" in\n{what}\n*prepare.py*) echo "$0 with $*"; exit 1;;\nesac\n')
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("system", "chosen"),
    [
        ("*nothing*) ;;", "system/python3"),
        ("*ensurepip*) exit 1;;", "mine/python3"),  # Debian without python3-venv
        ("*version_info*) exit 1;;", "mine/python3"),  # too old
    ],
    ids=["the system's", "one that can make an environment", "one that is new enough"],
)
def test_the_python_that_makes_the_environment(root: Path, tmp_path: Path, system: str, chosen: str) -> None:
    (tmp_path / "Makefile").write_text((root / "Makefile").read_text())
    own = python(tmp_path / "system" / "python3", system)
    python(tmp_path / "mine" / "python3", "*nothing*) ;;")
    path = f"{tmp_path / 'mine'}{os.pathsep}{os.environ['PATH']}"
    done = make(tmp_path, "lock", f"SYSTEM_PYTHON={own}", PATH=path)
    assert f"{tmp_path / chosen} with tools/prepare.py lockwriter" in done.stdout, done.stderr


def test_help_lists_the_recipes(root: Path) -> None:
    done = make(root)
    for recipe in ("run", "test", "check", "bench", "lock"):
        assert f"make {recipe} " in done.stdout


def test_a_wrong_step_is_refused(root: Path) -> None:
    command = [sys.executable, root / "tools" / "prepare.py", "everything"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: ")


def test_an_environment_that_was_left_half_made_is_made_anew(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever stops the first set-up calls it again, and that time with the Python of what is half made."""
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    half = tmp_path / "half"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", half], check=True)
    monkeypatch.setattr(sys, "executable", str(half / "bin" / "python"))
    prepare.ensure_venv(half)
    whole = [half / "bin" / "python", "-m", "pip", "--version"]
    assert subprocess.run(whole, capture_output=True, check=False).returncode == 0
    kept = half / "kept"
    kept.touch()
    prepare.ensure_venv(half)
    assert kept.exists()


def test_a_missing_chromium_is_named(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert prepare.main(["chromium"]) == 1
    assert "apt-get install -y chromium" in capsys.readouterr().err


def test_a_chromium_that_is_named_and_not_there_is_told(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "chrome"))
    assert prepare.main(["chromium"]) == 1
    said = capsys.readouterr().err
    assert f"CHROMIUM says {tmp_path / 'chrome'}, and there is no program there" in said
    assert "apt-get" not in said  # to install another would not mend it


def test_a_missing_git_is_named_where_there_is_a_repository(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "environment", lambda _lock: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert prepare.main(["dev"]) == 0
    (tmp_path / ".git").mkdir()
    assert prepare.main(["dev"]) == 1
    assert "apt-get install -y git" in capsys.readouterr().err


def test_a_python_in_a_folder_with_a_space_is_called(root: Path, tmp_path: Path) -> None:
    mine = tmp_path / "my python" / "python3"
    mine.parent.mkdir()
    mine.write_text('#!/bin/sh\necho "called with $*"\nexit 1\n')
    mine.chmod(0o755)
    done = make(root, "lock", f"PYTHON={mine}")
    assert "called with tools/prepare.py lockwriter" in done.stdout, done.stderr


def test_an_installed_chromium_may_be_named(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mine = tmp_path / "my-chromium"
    mine.write_text("#!/bin/sh\n")
    mine.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(mine))
    assert prepare.find_chromium() == str(mine)
    assert prepare.main(["chromium"]) == 0


def test_a_stamp_goes_stale_with_its_inputs(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    source = tmp_path / "lock.txt"
    source.write_text("one")
    first = prepare.stamp_for(tmp_path, "web", [source])
    prepare.mark(first)
    assert prepare.stamp_for(tmp_path, "web", [source]).exists()
    source.write_text("two")
    second = prepare.stamp_for(tmp_path, "web", [source])
    assert not second.exists()
    prepare.mark(second)
    assert [path.name for path in tmp_path.glob(".stamp-*")] == [second.name]
