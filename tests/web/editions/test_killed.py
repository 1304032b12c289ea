"""A process that is killed at any step of freezing leaves the draft whole, and the next try goes through."""

from __future__ import annotations

import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.warm import Warm, dying_at, warm

ROOT = Path(__file__).resolve().parents[3]
FIGURES = "indicator,area,period,value\n" + "".join(
    f"local-election-turnout,E08000025,{year}-05-05,{30 + year % 7}.0\n" for year in (2019, 2021, 2022)
)
BEGIN = """
from datetime import datetime, UTC
from commonweal.web.accounts.actions import create_user
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.editions.actions import publishing, reviewing, setting_up
from commonweal.web.editions.models import Edition, Frozen, FrozenPicture
from commonweal.web.editions.roles import Editor
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
"""
MADE = """
from pathlib import Path
from commonweal.web.evidence import actions
packs = sorted(p.parent for p in Path("packs").glob("*/pack.yaml"))
actions.load_packs(paths=packs, by=COMMAND_LINE, now=NOW, figures=False)
brought = actions.bring(paths=[Path({file!r})], title="turnout", by=COMMAND_LINE, now=NOW)
actions.publish(brought=brought, by=COMMAND_LINE, now=NOW, reasons={{}})
by = create_user(by=COMMAND_LINE, now=NOW, email="e@example.org", display_name="Edda",
                 password="correct horse battery", roles=[Editor])
held = setting_up.save_edition(edition=None, revision=0, by=by, now=NOW, fields={{
    "title": "Killed", "period": "2026", "frameworks": ["inclusive-growth"], "places": ["E08000025"],
    "place": "E08000025", "comparators": [], "editor_role": "Editor"}})
setting_up.add_chapter(edition=held, by=by, now=NOW, fields={{"kind": "foreword", "title": "Turnout"}},
    text="It was {{{{value of local-election-turnout}}}}.\\n\\n{{{{chart of local-election-turnout}}}}\\n")
reviewing.move(edition=held, to="in review", revision=held.revision, by=by, now=NOW)
"""
PUBLISH = """
held = Edition.objects.get()
publishing.publish(edition=held, revision=held.revision, by=COMMAND_LINE, now=NOW)
"""
#: Where the process kills itself, all within the one transaction: what it was about to call.
STEPS = {
    "before the first picture": "FrozenPicture.objects.create",
    "before the frozen row": "Frozen.objects.create",
    "before the record of it": "publishing.tell",
}


def standing(var: Path) -> tuple[str, str, int, int, int]:
    """The edition's state and snapshot; how many frozen rows, pictures and acts of publishing there are."""
    with closing(sqlite3.connect(f"file:{var / 'commonweal.sqlite3'}?mode=ro", uri=True)) as database:
        state, snapshot = database.execute("select state, snapshot from editions_edition").fetchone()
        counts = [
            database.execute(f"select count(*) from {what}").fetchone()[0]
            for what in (
                "editions_frozen",
                "editions_frozenpicture",
                "audit_event where act = 'edition.published'",
            )
        ]
    return state, snapshot, *counts


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Iterator[tuple[Path, Warm]]:
    """A site with one published file and an edition in review; processes of it."""
    folder = tmp_path_factory.mktemp("killed")
    shutil.copyfile(empty_file, folder / "commonweal.sqlite3")
    file = folder / "local-turnout.csv"
    file.write_text(FIGURES)
    with warm(folder) as processes:
        assert processes.run(BEGIN + MADE.format(file=str(file))) == 0
        yield folder, processes


def test_killed_at_each_step_of_freezing(site: tuple[Path, Warm]) -> None:
    var, processes = site
    whole = ("in review", "", 0, 0, 0)
    assert standing(var) == whole
    for step, target in STEPS.items():
        assert processes.run(BEGIN + dying_at(target) + PUBLISH) == -signal.SIGKILL, step
        assert standing(var) == whole, step
    assert processes.run(BEGIN + PUBLISH) == 0
    state, snapshot, frozen, pictures, acts = standing(var)
    assert (state, frozen, acts) == ("published", 1, 1)
    assert len(snapshot) == 64
    assert pictures == 1
