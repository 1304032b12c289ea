"""`make test` fails where either run fails, shows what both say, and no run of nothing passes."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

#: In place of pytest: it says which run it is, and ends as it is told to.
STANDS_IN = """
import os, sys
database = os.environ["COMMONWEAL_TEST_DATABASE"]
print(database, *sys.argv[1:], os.environ["POLARS_MAX_THREADS"], flush=True)
ends = int(os.environ[f"ENDS_{database}".upper()])
os.kill(os.getpid(), -ends) if ends < 0 else sys.exit(ends)
"""


@pytest.fixture
def run(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """``run(sqlite, postgres, *chosen)``: what `make test` ends with where the two end so."""
    spec = importlib.util.spec_from_file_location("both_runs", root / "tools" / "test.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "stands_in.py").write_text(STANDS_IN)
    monkeypatch.delenv("POLARS_MAX_THREADS", raising=False)

    def ends(sqlite: int, postgres: int, *chosen: str) -> int:
        monkeypatch.setenv("ENDS_SQLITE", str(sqlite))
        monkeypatch.setenv("ENDS_POSTGRES", str(postgres))
        return int(module.main([*chosen], [sys.executable, str(tmp_path / "stands_in.py")]))

    return ends


def test_both_run_and_what_postgresql_says_comes_last(
    run: Callable[..., int], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(0, 0) == 0
    said = [line for line in capfd.readouterr().out.splitlines() if not line.startswith("· Waiting")]
    assert said[1:] == ["sqlite -n 2 1", "· The tests of the database, on PostgreSQL", "postgres 1"]


@pytest.mark.parametrize(
    ("sqlite", "postgres", "chosen", "ends"),
    [
        (1, 0, [], 1),
        (0, 1, [], 1),
        (2, 1, [], 2),
        (0, -9, [], -9),  # killed
        (0, 5, [], 5),  # a whole run that found no test is none
        (5, 0, [], 5),
        (0, 5, ["tests/words"], 0),  # of which PostgreSQL has none
        (1, 5, ["tests/words"], 1),
        (5, 5, ["tests/words", "-k", "no such"], 5),
    ],
)
def test_the_first_that_failed_is_what_it_ends_with(
    run: Callable[..., int], sqlite: int, postgres: int, chosen: list[str], ends: int
) -> None:
    assert run(sqlite, postgres, *chosen) == ends
