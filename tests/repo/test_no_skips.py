"""A skipped, expected or half-collected test fails the run, with its reason."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FOUR_WAYS_OUT = """
import pytest

def test_runs():
    pass

def test_skips_itself():
    pytest.skip("the weather")

@pytest.mark.skip(reason="a mark")
def test_is_marked():
    pass

@pytest.mark.xfail(reason="a known fault")
def test_is_expected_to_fail():
    assert False
"""
NOT_COLLECTED = """
import pytest

pytest.importorskip("a_package_that_nobody_has")
"""


def run_of(root: Path, folder: Path, *planted: str) -> subprocess.CompletedProcess[str]:
    """A run of these alone, as the house runs its own; a file that is not collected does not stop it."""
    for n, content in enumerate(planted):
        (folder / f"test_planted_{n}.py").write_text(content)
    command = [
        sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", root / "pyproject.toml",
        "--continue-on-collection-errors", folder,
    ]  # fmt: skip
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(command, cwd=root, env=plain, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("planted", "reasons", "closing"),
    [
        (
            [FOUR_WAYS_OUT, NOT_COLLECTED],
            ["the weather", "a mark", "a known fault", "a_package_that_nobody_has"],
            "2 failed, 1 passed, 2 errors in",
        ),
        (["def test_runs():\n    pass\n"], [], "1 passed in"),
    ],
    ids=["skipped tests and a skipped file", "nothing skipped"],
)
def test_a_skip_fails_the_run(
    root: Path, tmp_path: Path, planted: list[str], reasons: list[str], closing: str
) -> None:
    done = run_of(root, tmp_path, *planted)
    output = done.stdout + done.stderr
    assert (done.returncode == 0) == (not reasons), output
    assert closing in output.splitlines()[-1]
    for reason in reasons:
        assert reason in output


def test_a_test_of_the_database_that_postgresql_would_not_see_is_refused(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "web"  # a folder of that name elsewhere is not the one meant
    folder.mkdir()
    marked = "import pytest\n\n@pytest.mark.django_db\ndef test_runs():\n    pass\n"
    done = run_of(root, folder, marked)
    assert done.returncode
    assert "uses the database: it belongs in tests/web" in done.stdout + done.stderr
