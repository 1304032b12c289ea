"""Where things lie, how long they are, and what a pure package must not know."""

import ast
import configparser
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

MOST_LINES = 400
PURE = (
    "words",
    "packs",
    "evidence",
    "progress",
    "appraisal",
    "scrutiny",
    "circle",
    "partnership",
    "publish",
    "editions",
)

# The same few names in every part of the web; each may be a module or, when it grows, a package.
NAMES = {
    "__init__",
    "actions",
    "admin",
    "api",
    "apps",
    "forms",
    "migrations",
    "models",
    "panels",
    "presenters",
    "roles",
    "selectors",
    "static",
    "templates",
    "templatetags",
    "urls",
    "views",
}
# `ui` is furniture and `config` the project: neither is a part.
FURNITURE = {"ui", "config"}
# More: what django-allauth calls on (adapter, signals), and the accounts of `make run` (examples).
ALSO = {"accounts": {"adapter", "examples", "signals"}}
CLOCKS = re.compile(
    r"^(?:(?:datetime\.)?(?:datetime|date)\.(?:now|today|utcnow)|time\.(?:time(?:_ns)?|localtime|gmtime|ctime)"
    r"|os\.(?:getenvb?|environb?(?:\..*)?))$"
)


@pytest.fixture(scope="session")
def source(root: Path) -> Path:
    return root / "src" / "commonweal"


def parts(source: Path) -> list[Path]:
    found = [path.parent for path in sorted((source / "web").glob("*/__init__.py"))]
    return [path for path in found if path.name not in FURNITURE]


def modules(source: Path) -> list[Path]:
    found = sorted(path for path in source.rglob("*.py") if "migrations" not in path.parts)
    assert len(found) > 20
    return found


def test_no_file_is_long(source: Path) -> None:
    lengths = {path.relative_to(source): len(path.read_text().splitlines()) for path in modules(source)}
    assert {str(path): lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_a_part_of_the_web_holds_the_same_few_files(source: Path) -> None:
    found = parts(source)
    assert len(found) >= 6
    strange = [
        f"{part.name}/{entry.name}"
        for part in found
        for entry in sorted(part.iterdir())
        if entry.name != "__pycache__" and entry.stem not in NAMES | ALSO.get(part.name, set())
    ]
    assert strange == []


def test_each_part_of_the_web_is_under_contract(root: Path, source: Path) -> None:
    contracts = configparser.ConfigParser()
    contracts.read(root / ".importlinter")
    containers = contracts["importlinter:contract:within-a-part"]["containers"].split()
    assert {f"commonweal.web.{part.name}" for part in parts(source)} == set(containers)


def test_no_name_that_says_nothing(source: Path) -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}
    assert [str(path) for path in modules(source) if path.stem in empty] == []


def test_a_pure_package_knows_no_clock_and_no_settings(source: Path) -> None:
    looked_at = [path for path in modules(source) if path.relative_to(source).parts[0] in PURE]
    assert len(looked_at) > 4
    assert [place for path in looked_at for place in clocks(path)] == []


def clocks(path: Path) -> Iterator[str]:
    """Where a module asks the clock or the environment, by whatever name it brought them in."""
    tree = ast.parse(path.read_text())
    names = brought_in(tree)
    inner = {node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name) and node not in inner:
            head, dot, rest = ast.unparse(node).partition(".")
            if CLOCKS.search(names.get(head, head) + dot + rest):
                yield f"{path.name}:{node.lineno}: {ast.unparse(node)}"


def brought_in(tree: ast.Module) -> dict[str, str]:
    """What a name of an import stands for: "now" for "time.time" after ``from time import time as now``."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.asname: alias.name for alias in node.names if alias.asname}
        if isinstance(node, ast.ImportFrom) and not node.level:
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize(
    ("module", "seen"),
    [
        ("import datetime as dt\nat = dt.time(12)\nnow = dt.datetime.now(dt.UTC)\n", ["3: dt.datetime.now"]),
        ("from datetime import date\nday = date.today()\n", ["2: date.today"]),
        ("from time import time\nx = time()\n", ["2: time"]),
        ("from time import time_ns as now\nx = now()\n", ["2: now"]),
        ("import time as t\nx = t.time()\n", ["2: t.time"]),
        ("from os import environ\nx = environ['HOME']\n", ["2: environ"]),
        ("from os import environ\nx = environ.get('HOME')\n", ["2: environ.get"]),
        ("import os as o\nx = o.getenv('HOME')\n", ["2: o.getenv"]),
        ("import os\nx = os.environ.get('HOME')\n", ["2: os.environ.get"]),
        ("import os, time\nx = os.path.join('a', 'b')\ntime = x.time\n", []),
    ],
)
def test_the_clock_and_the_environment_are_seen(tmp_path: Path, module: str, seen: list[str]) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(module)
    assert list(clocks(planted)) == [f"planted.py:{place}" for place in seen]


def test_a_pure_package_brings_nothing_in_by_a_back_door(root: Path, source: Path) -> None:
    """What import-linter cannot see: a module named in a text."""
    looked_at = [path for path in modules(source) if path.relative_to(source).parts[0] in PURE]
    refused = forbidden(root)
    assert {"commonweal.web", "django", "urllib"} <= refused
    assert [place for path in looked_at for place in back_doors(path, refused)] == []


def forbidden(root: Path) -> set[str]:
    contracts = configparser.ConfigParser()
    contracts.read(root / ".importlinter")
    return set(contracts["importlinter:contract:pure"]["forbidden_modules"].split())


def back_doors(path: Path, refused: set[str]) -> Iterator[str]:
    """Calls of ``import_module`` and ``__import__`` that name what is refused, or that leave open what."""
    tree = ast.parse(path.read_text())
    names = brought_in(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        head, dot, rest = ast.unparse(node.func).partition(".")
        called = (names.get(head, head) + dot + rest).rpartition(".")[2]
        if called in ("import_module", "__import__"):
            named = beginning(node.args[0]) if node.args else ""
            parts = named.split(".")
            if not named or any(".".join(parts[:n]) in refused for n in range(1, len(parts) + 1)):
                yield f"{path.name}:{node.lineno}: {ast.unparse(node)}"


def beginning(argument: ast.expr) -> str:
    """A text, or what one begins with that is put together: "commonweal.packs." or the module's own name."""
    if isinstance(argument, ast.JoinedStr):
        argument = argument.values[0]
    if isinstance(argument, ast.FormattedValue):
        return "__name__" if ast.unparse(argument.value) == "__name__" else ""
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""


@pytest.mark.parametrize(
    ("module", "seen"),
    [
        ('import importlib\nx = importlib.import_module("commonweal.web.registry")\n', True),
        ('from importlib import import_module as bring\nx = bring("django.conf")\n', True),
        ('x = __import__("django.conf")\n', True),
        ('import importlib\nx = importlib.import_module(f"commonweal.web.{part}")\n', True),
        ("import importlib\nx = importlib.import_module(name)\n", True),
        ('from importlib import import_module\nx = import_module("vl_convert")\n', False),
        ('from importlib import import_module\nx = import_module(f"{__name__}.{rule}")\n', False),
    ],
)
def test_a_back_door_is_seen(root: Path, tmp_path: Path, module: str, seen: bool) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(module)
    assert bool(list(back_doors(planted, forbidden(root)))) is seen


def test_each_decision_has_its_sections(root: Path) -> None:
    records = sorted((root / "docs" / "decisions").glob("*.md"))
    assert records
    for number, record in enumerate(records, start=1):
        text = record.read_text()
        assert record.name.startswith(f"{number:04d}-"), f"{record.name}: the next number is {number:04d}"
        assert re.match(rf"# {number}\. \S", text), f"{record.name} begins with its number and subject"
        for section in ("**Decision.**", "**Why.**", "**Consequence.**"):
            assert section in text, f"{record.name} has no {section}"


def test_ci_runs_the_recipe_and_nothing_else(root: Path) -> None:
    lines = (root / ".ci" / "run").read_text().splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[1] == "set -euo pipefail"
    assert lines[2:] == ['cd "$(dirname "$0")/.."', "make test"]
    assert (root / ".ci" / "run").stat().st_mode & 0o111


def test_the_readme_and_help_name_the_same_recipes(root: Path) -> None:
    """Each recipe that a reader may call explains itself in `make help`."""
    makefile = (root / "Makefile").read_text()
    targets = re.findall(r"^([a-z]+):(.*)$", makefile, re.MULTILINE)
    assert {name for name, _ in targets} >= {"run", "test", "check", "bench", "lock", "format", "screenshots"}
    assert [name for name, rest in targets if "##" not in rest] == []
