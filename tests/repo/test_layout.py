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
    r"\b(?:(?:datetime|date)\.(?:now|today|utcnow)|time\.time(?:_ns)?|os\.(?:getenv|environ))$"
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
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and CLOCKS.search(ast.unparse(node)):
            yield f"{path.name}:{node.lineno}: {ast.unparse(node)}"


def test_the_clock_is_seen(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("import datetime as dt\nat = dt.time(12)\nnow = dt.datetime.now(dt.UTC)\n")
    assert list(clocks(planted)) == ["planted.py:3: dt.datetime.now"]


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
