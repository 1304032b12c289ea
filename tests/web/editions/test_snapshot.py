"""From which figures an edition is written: the newest, or those of a snapshot that its set-up names."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.web.editions.made import chapter, edition, goal, published, text
from tests.web.example import NOW, ROOT

from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.editions.models import Edition
from commonweal.web.evidence import selectors
from commonweal.web.evidence.actions import load_packs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
HOME = "/editions/state-of-the-region/"
DESK = HOME + "desk/"
NAMES = "{{name of employment-rate}} stood at {{value of employment-rate}}.\n"


def sentences(response: Any) -> str:
    return re.sub(r"<[^>]+>", "", text(response)).casefold()


def renamed(folder: Path) -> tuple[str, str]:
    """An indicator has another name from now on; the snapshots before and after."""
    before = selectors.snapshot_in_force() or ""
    shutil.copytree(ROOT / "packs", folder / "packs", dirs_exist_ok=True)
    file = folder / "packs/inclusive-growth/indicators/inclusive-economy.yaml"
    words = file.read_text("utf-8")
    head, _, tail = words.partition("id: employment-rate\n")
    assert "Employment rate" in tail
    file.write_text(
        f"{head}id: employment-rate\n{tail.replace('Employment rate', 'Share in work', 1)}", "utf-8"
    )
    packs = sorted(p.parent for p in (folder / "packs").glob("*/pack.yaml"))
    load_packs(paths=packs, by=COMMAND_LINE, now=NOW)
    return before, selectors.snapshot_in_force() or ""


def form(held: Edition, **more: Any) -> dict[str, Any]:
    return {
        "title": held.title, "period": held.period, "framework_1": held.frameworks[0], "place": held.place,
        "places": held.places, "comparators": held.comparators, "editor_role": held.editor_role,
        "revision": held.revision, "language": held.language,
    } | more  # fmt: skip


def test_a_draft_keeps_to_the_snapshot_that_it_names_and_another_follows_the_newest(
    editor: Any, tmp_path: Path
) -> None:
    held = edition(editor.person)
    goal(held, editor.person, text=NAMES)
    other = edition(editor.person, "The other", snapshot="")
    goal(other, editor.person, text=NAMES)
    before = selectors.snapshot_in_force() or ""
    assert re.search(rf'<option value="{before}"\s*>', text(editor.get(DESK + "set-up/")))
    answer = editor.post(DESK + "set-up/", form(held, snapshot=before))
    assert answer.status_code == 302
    assert "newer figures are published" not in text(editor.get(DESK))
    assert renamed(tmp_path)[1] != before
    desk = text(editor.get(DESK))
    assert f"{before[:12]} of 23 November 2026; newer figures are published" in desk
    assert "the newest, until it is published" in text(editor.get("/editions/the-other/desk/"))
    assert "share in work stood at" in sentences(editor.get("/editions/the-other/desk/chapters/decent-work/"))
    page = sentences(editor.get(DESK + "chapters/decent-work/"))
    assert "share in work stood at" not in page
    assert "employment rate stood at" in page
    assert re.search(rf'<option value="{before}"\s+selected', text(editor.get(DESK + "set-up/")))


def test_what_is_published_is_of_the_snapshot_that_was_chosen(editor: Any, tmp_path: Path) -> None:
    before, after = renamed(tmp_path)
    held = edition(editor.person, snapshot=before)
    goal(held, editor.person, text=NAMES)
    made = published(held, editor.person)
    assert made.snapshot == before != after
    assert "employment rate stood at" in sentences(editor.get(HOME + "chapters/decent-work/"))


@pytest.mark.parametrize("sent", ["f" * 64, "no such"])
def test_a_snapshot_that_is_not_there_is_refused_and_nothing_is_lost(editor: Any, sent: str) -> None:
    held = edition(editor.person)
    answer = editor.post(DESK + "set-up/", form(held, snapshot=sent, licence="A licence of mine"))
    assert answer.status_code == 422
    assert "There is none like that (any more). Choose from the list." in text(answer)
    assert "A licence of mine" in text(answer)
    with pytest.raises(ValueError, match="There is no such snapshot"):
        edition(editor.person, "Another", snapshot=sent)


def test_what_the_snapshot_does_not_know_is_refused_by_name(editor: Any) -> None:
    with pytest.raises(ValueError, match="“E99999999” is not known in the snapshot"):
        edition(editor.person, place="E99999999", snapshot=selectors.snapshot_in_force() or "")


def test_the_goals_of_a_chapter_are_those_of_the_snapshot(editor: Any, tmp_path: Path) -> None:
    before, _ = renamed(tmp_path)
    held = edition(editor.person, snapshot=before)
    chapter(held, editor.person, "Foreword")
    page = text(editor.get(DESK + "chapters/new/"))
    assert 'value="sustainable-development/goal-8"' in page
