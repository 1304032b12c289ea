"""What is committed names no registry, no machine and nobody's unfinished thought."""

import json
import os
import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

HOSTS = r"pypi\.org|pythonhosted|npmjs|registry\.yarnpkg|deb\.debian\.org|mirror|artifactory|proxy\.golang"
REGISTRY = re.compile(rf"https?://[\w.-]*(?:{HOSTS})|--(?:extra-)?index-url|--find-links", re.IGNORECASE)
MACHINE = re.compile(r"(?<![\w.\-/])/(?:work|root|home|opt|Users)/[\w.-]+")
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")

# The recipe that asks uv to leave the index out has to name the flag.
NAMES_A_FLAG = {"Makefile", "tests/repo/test_committed_files.py"}


@pytest.fixture(scope="session")
def texts(root: Path) -> dict[str, str]:
    """Every file that git would commit and that reads as text, by its path."""
    found = {}
    for name in committed(root) if (root / ".git").exists() else walked(root):
        path = root / name
        if path.is_file():
            content = path.read_bytes()
            if b"\0" not in content[:8192]:
                found[name] = content.decode("utf-8", errors="replace")
    assert len(found) > 40
    return found


def committed(root: Path) -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()


def walked(root: Path) -> list[str]:
    """The same where there is no repository, as after `git archive`: every file but what .gitignore names."""
    patterns = [line.strip() for line in (root / ".gitignore").read_text().splitlines() if line.strip()]

    def is_left_out(relative: str, is_folder: bool) -> bool:
        for pattern in patterns:
            wanted = relative if pattern.startswith("/") else relative.rpartition("/")[2]
            if (is_folder or not pattern.endswith("/")) and fnmatch(wanted, pattern.strip("/")):
                return True
        return False

    found = []
    for folder, folders, files in os.walk(root):
        here = Path(folder).relative_to(root)
        folders[:] = [
            name for name in folders if name != ".git" and not is_left_out((here / name).as_posix(), True)
        ]
        names = [(here / name).as_posix() for name in files]
        found += [name for name in names if not is_left_out(name, False)]
    return sorted(found)


def test_without_a_repository_the_same_files_are_looked_at(tmp_path: Path) -> None:
    ignored = [".venv/a.py", "x/__pycache__/a.pyc", "var/a.txt", "build/a", "a.log", "y.egg-info/a"]
    kept = ["a.py", "x/var/a.txt", "docs/build/a.md", ".ci/run", ".gitignore"]
    for name in [*ignored, *kept]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(".venv/\n__pycache__/\n*.egg-info/\n/var/\n/build\n*.log\n")
    assert walked(tmp_path) == sorted(kept)


def test_no_registry_is_named(texts: dict[str, str]) -> None:
    assert not offences(texts, REGISTRY, NAMES_A_FLAG)


def test_no_path_of_a_machine(texts: dict[str, str]) -> None:
    code = {name: text for name, text in texts.items() if not name.startswith("packs/")}
    assert not offences(code, MACHINE, set())


def test_nothing_is_left_for_later(texts: dict[str, str]) -> None:
    assert not offences(texts, UNFINISHED, set())


def test_the_rules_see_what_they_are_for() -> None:
    assert REGISTRY.search("see https://pypi" + ".org/simple")
    assert MACHINE.search("open('/ro" + "ot/x')")
    assert not MACHINE.search("build/home/page and https://example.org/home/x")
    assert UNFINISHED.search("# TO" + "DO later")


def test_the_npm_lock_names_no_address(root: Path) -> None:
    lock = json.loads((root / "package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert package["integrity"].startswith("sha512-"), name


def test_the_npm_packages_are_pinned(root: Path) -> None:
    wanted = json.loads((root / "package.json").read_text())
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}
    assert versions
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values()), versions


def offences(texts: dict[str, str], pattern: re.Pattern[str], allowed: set[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts.items()
        if name not in allowed
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]
