"""The contracts of .importlinter hold, and each refuses the wrong import that it is there for."""

import os
import re
import shutil
import subprocess
import sys
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
    ("packs/planted.py", "import urllib", "Pure packages"),
    ("evidence/planted.py", "import ftplib", "Pure packages"),
    ("progress/planted.py", "import smtplib", "Pure packages"),
    ("publish/planted.py", "import ssl", "Pure packages"),
    ("circle/planted.py", "import asyncio", "Pure packages"),
    ("words/planted.py", "import socket", "Pure packages"),
    ("web/accounts/adapter.py", "import commonweal.packs", "Only actions and selectors"),
    ("web/accounts/signals.py", "import commonweal.evidence", "Only actions and selectors"),
    ("web/accounts/examples.py", "import commonweal.progress", "Only actions and selectors"),
    ("web/scrutiny/apps.py", "import commonweal.scrutiny", "Only actions and selectors"),
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
    """A copy of the source to plant in."""
    tmp_path = tmp_path_factory.mktemp("planted")
    leave_out = shutil.ignore_patterns("__pycache__", "templates", "static", "sass", "images")
    shutil.copytree(root / "src", tmp_path / "src", ignore=leave_out)
    shutil.copy(root / ".importlinter", tmp_path)
    return tmp_path


def lint(copy: Path) -> str:
    """Run import-linter on the copy; its words."""
    program = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "COLUMNS": "200"}
    command = [program, "--no-cache"]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sound(copy: Path) -> str:
    """What is said of the source as it is."""
    return lint(copy)


@pytest.fixture(scope="module")
def refused(copy: Path, sound: str) -> dict[str, str]:
    """Every wrong import planted at once: what is said of each contract, by the beginning of its name."""
    for place, line, _ in WRONG_IMPORTS:
        planted = copy / "src" / "commonweal" / place
        before = planted.read_text() if planted.exists() else ""
        planted.write_text(f"{before}\n{line}\n")
    _, *said = re.split(r"\n([A-Z][^\n]*)\n-{20,}\n", lint(copy).partition("Broken contracts\n")[2])
    return dict(zip(said[::2], said[1::2], strict=True))


def test_the_contracts_hold(sound: str) -> None:
    assert " BROKEN" not in sound, sound
    assert "6 kept, 0 broken" in sound


@pytest.mark.parametrize(("place", "line", "contract"), WRONG_IMPORTS)
def test_a_wrong_import_is_refused(refused: dict[str, str], place: str, line: str, contract: str) -> None:
    """By the contract that it is there for, which names who imports what."""
    importer = "commonweal." + place.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    _, _, words = line.partition("from " if line.startswith("from ") else "import ")
    imported = words.replace(" import ", ".")
    said = next((of for name, of in refused.items() if name.startswith(contract)), "")
    found = re.search(rf"{re.escape(importer)} -> {re.escape(imported)}\b", said)
    assert found, f"{line!r} in {place} was let through by {contract!r}:\n{said}"


def test_a_part_that_no_contract_knows_is_refused(root: Path, tmp_path: Path) -> None:
    leave_out = shutil.ignore_patterns("__pycache__", "templates", "static", "sass", "images")
    shutil.copytree(root / "src", tmp_path / "src", ignore=leave_out)
    shutil.copy(root / ".importlinter", tmp_path)
    planted = tmp_path / "src" / "commonweal" / "web" / "planted" / "__init__.py"
    planted.parent.mkdir()
    planted.touch()
    said = lint(tmp_path)
    assert "The parts of the web: config down to ui BROKEN" in said
    assert "- commonweal.web.planted" in said
