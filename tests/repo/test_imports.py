"""The contracts of .importlinter hold, and each refuses the wrong import that it is there for."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

# What is planted: in which file, which line, and a part of the contract's name that must be broken.
WRONG_IMPORTS = [
    ("packs/planted.py", "import commonweal.evidence", "The rooms"),
    ("evidence/planted.py", "import commonweal.progress", "The rooms"),
    ("progress/planted.py", "import commonweal.publish", "The rooms"),
    ("publish/planted.py", "import commonweal.web", "The rooms"),
    ("publish/planted.py", "import commonweal.editions", "The rooms"),
    ("appraisal/planted.py", "import commonweal.scrutiny", "The rooms"),
    ("web/ui/planted.py", "import commonweal.web.registry", "The parts"),
    ("web/ui/planted.py", "import commonweal.web.audit", "The parts"),
    ("web/registry/planted.py", "import commonweal.web.framework", "The parts"),
    ("web/evidence/planted.py", "import commonweal.web.home", "The parts"),
    ("web/framework/planted.py", "import commonweal.web.config", "The parts"),
    ("web/planted/__init__.py", "", "The parts"),
    ("web/registry/selectors.py", "from commonweal.web.registry import actions", "Inside a part"),
    ("web/registry/models.py", "from commonweal.web.registry import selectors", "Inside a part"),
    ("web/framework/presenters/planted.py", "import commonweal.web.framework.views", "Inside a part"),
    ("web/framework/selectors.py", "import commonweal.web.framework.presenters", "Inside a part"),
    ("packs/planted.py", "import django", "Pure packages"),
    ("evidence/planted.py", "import httpx", "Pure packages"),
    ("progress/planted.py", "import requests", "Pure packages"),
    ("publish/planted.py", "import allauth", "Pure packages"),
    ("scrutiny/planted.py", "import django", "Pure packages"),
    ("editions/planted.py", "import django", "Pure packages"),
    ("web/framework/views/planted.py", "import commonweal.progress", "Only actions and selectors"),
    ("web/framework/forms.py", "import commonweal.publish", "Only actions and selectors"),
    ("web/framework/forms.py", "import commonweal.scrutiny", "Only actions and selectors"),
    ("web/evidence/forms.py", "import commonweal.packs", "Only actions and selectors"),
    ("web/home/urls.py", "import commonweal.evidence", "Only actions and selectors"),
    ("web/framework/presenters/planted.py", "import commonweal.progress", "Presenters"),
    ("web/home/presenters.py", "import commonweal.evidence", "Presenters"),
]


@pytest.fixture(scope="module")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source to plant in; whoever plants takes it out again."""
    tmp_path = tmp_path_factory.mktemp("planted")
    leave_out = shutil.ignore_patterns("__pycache__", "templates", "static", "sass", "images")
    shutil.copytree(root / "src", tmp_path / "src", ignore=leave_out)
    shutil.copy(root / ".importlinter", tmp_path)
    return tmp_path


@pytest.fixture
def lint(copy: Path) -> Callable[[], str]:
    """Run import-linter on the copy; its words."""
    program = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "COLUMNS": "200"}

    def run() -> str:
        command = [program, "--no-cache"]
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stdout + done.stderr
        return done.stdout

    return run


def test_the_contracts_hold(lint: Callable[[], str]) -> None:
    words = lint()
    assert " BROKEN" not in words, words
    assert "6 kept, 0 broken" in words


@pytest.mark.parametrize(("place", "line", "contract"), WRONG_IMPORTS)
def test_a_wrong_import_is_refused(
    copy: Path, lint: Callable[[], str], place: str, line: str, contract: str
) -> None:
    planted = copy / "src" / "commonweal" / place
    new_folder = not planted.parent.exists()
    planted.parent.mkdir(exist_ok=True)
    before = planted.read_text() if planted.exists() else None
    planted.write_text(f"{before or ''}\n{line}\n")
    try:
        broken = [words for words in lint().splitlines() if " BROKEN" in words]
    finally:
        if before is None:
            planted.unlink()
        else:
            planted.write_text(before)
        if new_folder:
            planted.parent.rmdir()
    assert any(words.startswith(contract) for words in broken), f"{line!r} in {place} was let through"


def test_the_copy_is_as_it_was(copy: Path, lint: Callable[[], str]) -> None:
    """Else one plant would answer for the next."""
    assert " BROKEN" not in lint()
