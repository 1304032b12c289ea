"""What suppliers write has no limit: it is kept whole on either database, and a long name still is a key."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.test import Client

from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence import actions, models, selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
SERIES = (
    "areacd,areanm,geography,indicator,period,observation,measure,unit\n"
    "E08000025,Birmingham,Metropolitan District,{series},2023-01-01/P1Y,5,Count,cats\n"
)
TURNOUT = "indicator,area,period,value\nlocal-election-turnout,E08000025,2023-05-04,30.1\n"


def published(path: Path) -> models.ImportedFile:
    brought = actions.bring(paths=[path], title=path.stem, by=COMMAND_LINE, now=NOW)
    reasons = {(p["file"], p["rule"]): "Looked at." for p in selectors.problems(brought).to_dicts()}
    actions.publish(brought=brought, by=COMMAND_LINE, now=NOW, reasons=reasons)
    return brought.files.get()


def test_a_long_file_name_is_a_short_key(tmp_path: Path, client: Client) -> None:
    keys = set()
    for last in "ab":
        file = tmp_path / f"{'long-' * 40}{last}.csv"
        file.write_text(SERIES.format(series=f"Cats {last}"))
        keys.add(published(file).dataset)
    assert all(len(key) <= 120 and key.startswith("long-long-") for key in keys)
    assert len(keys) == 2
    assert keys <= set(selectors.vintages_in_force())
    assert all(client.get(f"/data/datasets/{key}/").status_code == 200 for key in keys)


def test_a_name_of_120_letters_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / f"{'n' * 120}.csv"
    file.write_text(TURNOUT)
    assert published(file).dataset == "n" * 120


def test_long_texts_of_a_supplier_are_cut_and_it_is_said(tmp_path: Path, client: Client) -> None:
    label, organisation, address = "Label " * 100, "Office " * 60, "https://example.org/" + "a" * 1500
    told = {"label": label, "sourceOrg": organisation, "sourceURL": address}
    (tmp_path / "cats.csv").write_text(SERIES.format(series="Cats"))
    (tmp_path / "cats.json").write_text(json.dumps({"ess-beta-metadata": told}))
    file = published(tmp_path)
    said = selectors.problems(file.brought).filter(rule="metadata")["message"].to_list()
    assert len(said) == 3  # of the label, of the organisation, and of the address, which leads nowhere if cut
    dataset = selectors.dataset("cats")
    assert dataset is not None
    assert organisation.startswith(dataset.organisation.removesuffix("…"))
    assert (len(dataset.organisation), dataset.address) == (300, "")
    snapshot = selectors.snapshot()
    assert snapshot is not None
    assert label.startswith(snapshot.indicators["cats"].name.removesuffix("…"))
    assert client.get("/indicators/cats/").status_code == 200


def test_a_long_series_without_a_label(tmp_path: Path) -> None:
    file = tmp_path / "cats.csv"
    file.write_text(SERIES.format(series="Series " * 100))
    [indicator] = published(file).vintage.indicators
    snapshot = selectors.snapshot()
    assert snapshot is not None
    assert snapshot.indicators[indicator].name == ("Series " * 100).strip()
    assert len(indicator) <= 120


def test_a_file_deep_in_folders_and_a_warning_of_one_that_is_not_read(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*(["folder" * 30] * 4))
    deep.mkdir(parents=True)
    (deep / "cats.csv").write_text(SERIES.format(series="Cats"))
    (deep / "notes.pdf").write_text("")
    file = published(tmp_path)
    assert file.file == (deep / "cats.csv").relative_to(tmp_path).as_posix()
    assert [w.rule for w in models.Waiver.objects.filter(brought=file.brought)] == ["not-read"]
