"""A load of packs, or a set-up of the example, that is killed on its way is completed by the next."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from tests.packs.folders import lay
from tests.warm import Warm, dying_at, warm
from tests.web.example import NOW, ROOT

from commonweal import cli
from commonweal.web.accounts.examples import create_example_accounts
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence import selectors
from commonweal.web.evidence.actions import load_packs
from commonweal.web.registry import selectors as register

#: Where the process kills itself: what it was about to call.
STEPS = {
    "before they are published": "at_once.publish",
    "before the load counts as ended": "packs.registry.pack_is_whole",
}
BEGIN = """
import datetime as dt, pathlib
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence.actions import at_once, packs
"""
LOAD = """
now = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
packs.load_packs(paths=[pathlib.Path({pack!r})], by=COMMAND_LINE, now=now)
"""


def one(var: Path, question: str) -> Any:
    with closing(sqlite3.connect(f"file:{var / 'commonweal.sqlite3'}?mode=ro", uri=True)) as database:
        return database.execute(question).fetchone()[0]


@pytest.mark.parametrize("step", STEPS)
def test_killed_on_its_way_it_is_done_by_the_next(step: str, tmp_path: Path, empty_file: Path) -> None:
    pack = lay(tmp_path / "ours")
    shutil.copyfile(empty_file, tmp_path / "commonweal.sqlite3")
    load = LOAD.format(pack=str(pack))
    with warm(tmp_path) as processes:
        assert processes.run(BEGIN + dying_at(STEPS[step]) + load) == -signal.SIGKILL
        assert one(tmp_path, "select count(*) from registry_pack") == 1
        assert one(tmp_path, "select files_digest from registry_pack") == ""
        assert processes.run(BEGIN + load) == 0
        is_loaded_once_and_whole(tmp_path, processes, BEGIN + load)


def is_loaded_once_and_whole(tmp_path: Path, processes: Warm, load: str) -> None:
    snapshot = one(tmp_path, "select snapshot_id from evidence_inforce")
    manifest = json.loads((tmp_path / "evidence" / "snapshots" / snapshot / "manifest.json").read_bytes())
    assert [(v["dataset"], v["rows"]) for v in manifest["vintages"]] == [("deaths", 1)]
    definitions = tmp_path / "evidence" / "definitions" / f"{manifest['definitions']}.json"
    assert "E08000025" in definitions.read_text()
    assert len(one(tmp_path, "select files_digest from registry_pack")) == 64
    acts = "select count(*) from audit_event"
    before = one(tmp_path, acts)
    assert processes.run(load) == 0
    assert one(tmp_path, acts) == before  # what is loaded whole is left alone


@pytest.mark.django_db
def test_figures_that_were_left_out_are_brought_by_the_next_load(tmp_path: Path) -> None:
    pack = lay(tmp_path / "ours")
    load_packs(paths=[pack], by=COMMAND_LINE, now=NOW, figures=False)
    assert selectors.vintages_in_force() == {}
    load_packs(paths=[pack], by=COMMAND_LINE, now=NOW)
    assert list(selectors.vintages_in_force()) == ["deaths"]
    assert load_packs(paths=[pack], by=COMMAND_LINE, now=NOW) == ([], [])


@pytest.mark.django_db
def test_a_site_that_never_judged_anything_believes_no_digest(tmp_path: Path) -> None:
    """An earlier version wrote the digest down first, and a first start that was killed stayed so."""
    from commonweal.packs import files_digest
    from commonweal.web.registry import models

    pack = lay(tmp_path / "ours")
    load_packs(paths=[pack], by=COMMAND_LINE, now=NOW, figures=False)
    from commonweal.web.evidence.models import InForce

    InForce.objects.all().delete()
    models.Pack.objects.update(files_digest=files_digest(pack))
    load_packs(paths=[pack], by=COMMAND_LINE, now=NOW)
    assert selectors.snapshot_in_force()
    assert list(selectors.vintages_in_force()) == ["deaths"]
    assert register.loaded_digests() == {"ours": files_digest(pack)}


@pytest.mark.django_db
def test_half_a_file_of_accounts_is_made_anew(tmp_path: Path) -> None:
    with override_settings(EXAMPLE=True, VAR=tmp_path):
        before = create_example_accounts(now=NOW)
        file = tmp_path / "example-accounts.json"
        file.write_text(file.read_text()[:40])
        after = create_example_accounts(now=NOW)
        assert [a.email for a in after] == [a.email for a in before]
        client = Client()
        for account in after:
            assert client.login(username=account.email, password=account.password), account.email
        assert create_example_accounts(now=NOW) == after
        assert [path.name for path in tmp_path.iterdir()] == ["example-accounts.json"]


@pytest.mark.django_db
@pytest.mark.usefixtures("west_midlands")
def test_an_example_document_that_was_left_unread_is_read(
    signed_in: Callable[..., Client], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from commonweal.web.scrutiny.actions import example
    from commonweal.web.scrutiny.models import Document
    from commonweal.web.scrutiny.roles import GovernanceOfficer

    signed_in(GovernanceOfficer, email="governance@example.org")
    path = ROOT / "examples" / "reports" / "example-committee.yaml"

    def killed(**_given: Any) -> None:
        raise KeyboardInterrupt

    with override_settings(MEDIA_ROOT=tmp_path):
        with monkeypatch.context() as patch:
            patch.setattr(example, "read_document", killed)
            with pytest.raises(KeyboardInterrupt):
                example.load_example(path=path, now=NOW)
        Document.objects.update(state=Document.State.READING, ticked_at=NOW)
        assert example.load_example(path=path, now=NOW) is None
        assert {d.state for d in Document.objects.all()} == {Document.State.READ}


@pytest.mark.django_db
@pytest.mark.usefixtures("west_midlands")
def test_an_example_edition_that_was_left_half_made_is_published(
    signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    from commonweal.web.editions.actions import example
    from commonweal.web.editions.models import Edition
    from commonweal.web.editions.roles import Editor

    signed_in(Editor, email="editor@example.org")
    path = next(p.parent for p in (ROOT / "examples" / "editions").glob("*/edition.yaml"))

    def killed(**_given: Any) -> None:
        raise KeyboardInterrupt

    for step in ("move", "publish"):
        with monkeypatch.context() as patch:
            patch.setattr(example, step, killed)
            with pytest.raises(KeyboardInterrupt):
                example.load_example(path=path, now=NOW)
        assert Edition.objects.filter(slug=path.name).count() == (step == "publish")
    made = example.load_example(path=path, now=NOW)
    assert made is not None
    assert made.state == Edition.State.PUBLISHED
    assert example.load_example(path=path, now=NOW) is None


@pytest.mark.django_db
def test_half_collected_files_are_collected_anew(tmp_path: Path) -> None:
    """Django leaves a file alone that is newer than the one it would copy, be it half of it."""
    with override_settings(STATIC_ROOT=tmp_path / "static"):
        cli._set_up(None, "")
        file = max(
            (p for p in (tmp_path / "static").rglob("*") if p.is_file()), key=lambda p: p.stat().st_size
        )
        whole = file.read_bytes()
        file.write_bytes(whole[:100])
        cli._set_up(None, "")
        assert file.read_bytes() == whole
