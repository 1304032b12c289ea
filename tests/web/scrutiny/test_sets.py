"""The sets of tests that packs bring: versions that never change under those who were asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.web.example import NOW

from commonweal.packs import read, write
from commonweal.packs.test_sets import TestSet
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence.selectors import exported_pack
from commonweal.web.scrutiny import actions, selectors
from commonweal.web.scrutiny.models import Report, SetVersion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]


def brought(**more: object) -> TestSet:
    version = selectors.in_force()
    assert version is not None
    return selectors.content(version).model_copy(update=more)


def test_the_packs_tests_are_in_force() -> None:
    ours = brought()
    assert len(ours.questions) == 10
    assert actions.take_in(test_sets=[ours], by=COMMAND_LINE, now=NOW) == []


def test_other_words_under_a_known_version_are_refused() -> None:
    with pytest.raises(ValueError, match="Give them a new version"):
        actions.take_in(test_sets=[brought(summary="Otherwise.")], by=COMMAND_LINE, now=NOW)


def test_a_later_version_of_a_pack_comes_into_force_unless_an_owner_has_published() -> None:
    [later] = actions.take_in(
        test_sets=[brought(version="1.1.0", summary="Later.")], by=COMMAND_LINE, now=NOW
    )
    assert selectors.in_force() == later
    SetVersion.objects.filter(pk=later.pk).update(published_by="An owner", published_at=NOW)
    [offered] = actions.take_in(
        test_sets=[brought(version="1.2.0", summary="Again.")], by=COMMAND_LINE, now=NOW
    )
    assert offered.state == "offered"
    assert selectors.in_force() == later


def test_a_version_as_a_file_reads_back_in_the_pack_as_the_same_tests(client: Client, tmp_path: Path) -> None:
    pack, figures = exported_pack("inclusive-growth")
    write(pack, tmp_path / "pack", figures)
    ours = brought()
    address = f"/tests/{ours.id}/{ours.version}.yaml"
    answer = client.get(address)
    assert answer["Content-Type"] == "application/yaml"
    assert answer["Content-Disposition"] == f'attachment; filename="{ours.id}-{ours.version}.yaml"'
    held = tmp_path / "pack" / "test-sets" / f"{ours.id}.yaml"
    assert answer.content == held.read_bytes()
    first = ours.questions[0].model_copy(update={"question": "Who: “and” why?\n#1", "guidance": "no: yes"})
    later = brought(version="1.1.0", summary="null", questions=(first, *ours.questions[1:]))
    actions.take_in(test_sets=[later], by=COMMAND_LINE, now=NOW)
    held.write_bytes(client.get(f"/tests/{ours.id}/1.1.0.yaml").content)
    assert read(tmp_path / "pack").test_sets == (later,)
    pages = (client.get("/tests/"), client.get(f"/tests/{ours.id}/versions/"))
    assert all(f"/tests/{ours.id}/1.1.0.yaml".encode() in page.content for page in pages)
    assert address.encode() in pages[1].content
    for way in ("draft", "9.9.9", "..%2Fpack"):
        assert client.get(f"/tests/{ours.id}/{way}.yaml").status_code == 404


def test_an_exempt_report_can_never_be_public() -> None:
    about = {"reference": "R1", "title": "Secret", "kind": "project", "author_role": "Head of land"}
    who = {"made_by": "x", "made_at": NOW, "changed_by": "x", "changed_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(**about, **who, exempt=True, public=True)
