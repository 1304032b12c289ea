"""Each dependency is pinned, has a one-line reason, and is locked with hashes."""

import re
from pathlib import Path

import pytest

NAMES = ("core", "web", "dev", "lock")
PINNED = re.compile(r"(?P<name>[A-Za-z0-9._-]+(\[[a-z0-9,]+\])?)==(?P<version>\S+)\s+# (?P<reason>\S.{8,})")
LOCKED = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ ;\\]+)", re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_each_line_is_pinned_and_has_its_reason(root: Path, name: str) -> None:
    lines = (root / "requirements" / f"{name}.in").read_text().splitlines()
    wanted = [line for line in lines if line and not line.startswith("-r ")]
    assert wanted
    assert [line for line in wanted if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_lock_holds_what_is_wanted(root: Path, name: str) -> None:
    lock = locked(root, name)
    for line in (root / "requirements" / f"{name}.in").read_text().splitlines():
        if match := PINNED.fullmatch(line):
            wanted = match["name"].split("[")[0].lower()
            assert lock.get(wanted) == match["version"], f"make lock: {wanted} is not locked as pinned"


@pytest.mark.parametrize("name", NAMES)
def test_each_locked_package_has_its_hashes(root: Path, name: str) -> None:
    text = (root / "requirements" / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert entries
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_an_environment_for_tests_serves_too(root: Path) -> None:
    """tools/prepare.py takes dev.txt for web.txt, so it must hold all of it at the same versions."""
    web, dev = locked(root, "web"), locked(root, "dev")
    assert web
    assert {name: dev.get(name) for name in web} == web


def locked(root: Path, name: str) -> dict[str, str]:
    text = (root / "requirements" / f"{name}.txt").read_text()
    return {match["name"]: match["version"] for match in LOCKED.finditer(text)}
