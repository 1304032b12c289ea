"""Whose figures are, and under which licence: it changes when they are published, and not before."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from tests.web.example import ROOT

from commonweal.evidence import SourceFile
from commonweal.packs.models import Dataset as PackDataset
from commonweal.packs.models import Provenance
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence import actions, models, selectors
from commonweal.web.evidence.actions.telling import told_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
ONS, OGL = "Office for National Statistics", "Open Government Licence v3.0"
MUSEUMS = ROOT / "packs/west-midlands/figures/museums.csv"
PAGES = (
    "/data/",
    "/data/datasets/museums/",
    "/indicators/museums/",
    "/indicators/museums/metadata.json",
    "/indicators/museums/?place=E08000025",
)


def bring(folder: Path, content: str, name: str = "museums", about: Sequence[PackDataset] = ()) -> Any:
    file = folder / f"{name}.csv"
    file.write_text(content)
    return actions.bring(paths=[file], title=name, by=COMMAND_LINE, now=NOW, about=about)


def one_status_changed() -> str:
    return MUSEUMS.read_text().replace(",A,", ",P,", 1)


def shown(client: Client) -> dict[str, str]:
    from tests.web.conftest import without_one_time_keys

    return {path: without_one_time_keys(client.get(path)) for path in PAGES}


def judge_again_with_something_new() -> None:
    """A rebuild which leaves the vintages as they are."""
    from commonweal.web.registry import actions as registry

    snapshot = selectors.snapshot()
    assert snapshot is not None
    framework = snapshot.frameworks["inclusive-growth"]
    goal = next(g for g in framework.goals if "museums" not in snapshot.placed(framework, g))
    registry.place_indicator(
        framework=framework.id, goal=goal.id, indicator="museums", note="A test.", by=COMMAND_LINE, now=NOW
    )
    assert actions.judge_again(reason="placed", by=COMMAND_LINE, now=NOW) is not None


def test_what_is_brought_changes_no_page_and_put_aside_neither(client: Client, tmp_path: Path) -> None:
    before = shown(client)
    assert ONS in before["/data/datasets/museums/"]
    brought = bring(tmp_path, one_status_changed())
    assert brought.candidate_snapshot not in {"", selectors.snapshot_in_force()}
    assert shown(client) == before
    actions.put_aside(brought=brought, by=COMMAND_LINE, now=NOW)
    assert shown(client) == before
    judge_again_with_something_new()
    assert f"{ONS}, Museums" in client.get("/indicators/museums/metadata.json").json()["schema:citation"]


def test_a_tidy_file_names_no_source_and_keeps_that_of_its_dataset(client: Client, tmp_path: Path) -> None:
    actions.publish(brought=bring(tmp_path, one_status_changed()), by=COMMAND_LINE, now=NOW)
    page = client.get("/data/datasets/museums/").content.decode()
    assert f"from {ONS}." in page
    assert f"Licence: {OGL}." in page
    told = client.get("/indicators/museums/metadata.json").json()
    assert told["schema:isBasedOn"][0]["schema:publisher"] == ONS
    assert told["schema:isBasedOn"][0]["schema:name"] == "Museums"
    assert "schema:datePublished" not in told["schema:isBasedOn"][0]  # that was another release


def another_publisher(title: str = "Museums and galleries") -> PackDataset:
    return PackDataset(
        id="museums",
        title=title,
        organisation="Arts Council England",
        licence="CC-BY-4.0",
        file="figures/museums.csv",
        provenance=Provenance.OWN,
        source="arts-council",
    )


def test_an_older_snapshot_keeps_its_own(client: Client, tmp_path: Path) -> None:
    older = selectors.snapshot_in_force() or ""
    brought = bring(tmp_path, one_status_changed(), about=[another_publisher()])
    assert models.Dataset.objects.get(key="museums").organisation == ONS
    actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    assert models.Dataset.objects.get(key="museums").organisation == "Arts Council England"
    now, then = (
        json.loads(client.get(f"/indicators/museums/metadata.json?snapshot={s}").content)
        for s in ("", older[:12])
    )
    assert now["dc:license"] == ["CC-BY-4.0"]
    assert then["dc:license"] == [OGL]
    vintages = dict(models.Vintage.objects.filter(dataset="museums").values_list("organisation", "licence"))
    assert vintages == {ONS: OGL, "Arts Council England": "CC-BY-4.0"}


def test_what_is_told_can_be_mended_where_the_figures_stay(client: Client, tmp_path: Path) -> None:
    older = selectors.snapshot_in_force() or ""
    in_force = selectors.vintages_in_force()["museums"]
    brought = bring(tmp_path, MUSEUMS.read_text(), about=[another_publisher()])
    assert [f.unchanged for f in brought.files.all()] == [True]
    actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    snapshots = [selectors.snapshot(), selectors.snapshot(older)]
    now, then = ({v.dataset: v for v in s.manifest.vintages}["museums"] for s in snapshots if s)
    assert (now.sha256, then.sha256) == (in_force.sha256, in_force.sha256)
    assert (now.organisation, then.organisation) == ("Arts Council England", ONS)
    assert now.released == then.released  # the release is the same, and so is the day of it
    judge_again_with_something_new()
    page = client.get("/data/datasets/museums/").content.decode()
    assert "from Arts Council England." in page


def test_a_dataset_that_only_waits_has_no_page(client: Client, tmp_path: Path) -> None:
    content = "indicator,area,period,value,status\nlocal-election-turnout,E08000025,2023-05-04,30.1,\n"
    brought = bring(tmp_path, content, "local-turnout")
    assert client.get("/data/datasets/local-turnout/").status_code == 404
    actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    page = client.get("/data/datasets/local-turnout/")
    assert "from a source that the file does not name" in page.content.decode()


def test_where_the_file_names_nobody_the_indicators_own_organisation_stands(
    client: Client, tmp_path: Path
) -> None:
    """Never "Source: , Local turnout"."""
    content = "indicator,area,period,value,status\nlocal-election-turnout,E08000025,2023-05-04,30.1,\n"
    actions.publish(brought=bring(tmp_path, content, "local-turnout"), by=COMMAND_LINE, now=NOW)
    snapshot = selectors.snapshot()
    assert snapshot is not None
    whose = snapshot.indicators["local-election-turnout"].organisation
    page = client.get("/indicators/local-election-turnout/?place=E08000025").context["page"]
    assert whose
    assert page.source.organisation == whose
    assert f"Source: {whose}, Local turnout." in page.cite
    told = client.get("/indicators/local-election-turnout/metadata.json").json()
    assert f"Source: {whose}, Local turnout." in told["schema:citation"]


# --- the rule, by itself --------------------------------------------------------------------------------

BEFORE = models.Vintage(
    title="Museums", organisation=ONS, address="https://www.ons.gov.uk/museums", licence=OGL
)


def a_file(**named: str) -> SourceFile:
    return SourceFile(**({"dataset": "d", "file": "d.csv", "sha256": "", "size": 1, "title": "D"} | named))


def test_the_first_file_of_a_dataset_tells_what_it_names() -> None:
    told = told_of(a_file(), None, None)
    assert told == {"title": "D", "organisation": "", "address": "", "licence": ""}


def test_a_file_of_the_same_organisation_takes_what_it_leaves_out() -> None:
    told = told_of(a_file(title="Museums, 2024", organisation=ONS), None, BEFORE)
    assert told["title"] == "Museums, 2024"
    assert (told["address"], told["licence"]) == (BEFORE.address, OGL)


def test_a_file_of_another_organisation_takes_no_licence_of_the_one_before() -> None:
    told = told_of(a_file(organisation="Arts Council England"), None, BEFORE)
    assert told == {"title": "D", "organisation": "Arts Council England", "address": "", "licence": ""}


def test_the_migration_gives_each_vintage_what_its_dataset_told() -> None:
    models.Vintage.objects.update(title="", organisation="", address="", licence="")
    name = "commonweal.web.evidence.migrations.0003_a_vintage_keeps_what_is_told_of_it"
    import_module(name).copy_from_datasets(apps, None)
    for v in models.Vintage.objects.select_related("dataset"):
        d = v.dataset
        assert (v.title, v.organisation, v.address, v.licence) == (
            d.title, d.organisation, d.address, d.licence,
        )  # fmt: skip
