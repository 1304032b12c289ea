"""A version as a file: it reads back, in the pack that has its sources, as the same toolkit."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.web.toolkit.desk import ID, NOW, V1, V2, drafted, items, published, rewritten, toolkit

from commonweal.packs import read, read_library, write
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence.selectors import exported_pack
from commonweal.web.toolkit import actions, selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

ROOT = Path(__file__).resolve().parents[3]


def laid_out(folder: Path) -> Path:
    pack, figures = exported_pack(ID)
    write(pack, folder / ID, figures)
    return folder / ID


def test_the_owners_version_reads_back_as_the_same_toolkit(client: Client, tmp_path: Path) -> None:
    draft = rewritten("Who asks?\nAnd: why — “now”?")
    for key, row in (
        ("sub-groups.neet", {"id": "", "name": "Care leavers: 16-24 #1"}),
        (
            "values.low-qualification",
            {"id": "", "since": "2026-01-01", "words": "no: level 2", "note": "Ofqual"},
        ),
        ("ratings", {"id": "", "name": "yes", "meaning": "null"}),
    ):
        draft = actions.rewrite(
            draft=draft,
            key=key,
            items=[*items(draft, key), row],
            revision=draft.revision,
            by=COMMAND_LINE,
            now=NOW,
        )
    priority = {"name": "Culture", "summary": "Take part.", "goals": ["equality"], "question": "Who?"}
    draft = actions.add(draft=draft, key="priorities", item=priority, by=COMMAND_LINE, now=NOW)
    was = drafted()
    made = published(draft)
    answer = client.get(f"/toolkit/{ID}/{V2}.yaml")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/yaml"
    assert answer["Content-Disposition"] == f'attachment; filename="{ID}-{V2}.yaml"'
    folder = laid_out(tmp_path)
    (folder / "toolkits" / f"{ID}.yaml").write_bytes(answer.content)
    assert read(folder).toolkits == (selectors.content(made),)
    assert read_library([folder, ROOT / "packs" / "united-kingdom"]).toolkits[ID] == was.model_copy(
        update={"version": V2, "date": "2026-11-24"}
    )
    # Loaded again it is the version that is known, and nothing happens.
    assert actions.take_in(toolkits=list(read(folder).toolkits), by=COMMAND_LINE, now=NOW) == []


def test_a_version_that_came_with_a_pack_is_the_packs_own_file(client: Client, tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    answer = client.get(f"/toolkit/{ID}/{V1}.yaml")
    assert answer.content == (folder / "toolkits" / f"{ID}.yaml").read_bytes()
    page = client.get(f"/toolkit/{ID}/versions/").content.decode()
    assert f'href="/toolkit/{ID}/{V1}.yaml"' in page


def test_a_draft_is_no_file(client: Client) -> None:
    rewritten()
    for way in (V2, "draft", "9.9.9", "..%2Fpack"):
        assert client.get(f"/toolkit/{ID}/{way}.yaml").status_code == 404
    assert toolkit().version == V1
