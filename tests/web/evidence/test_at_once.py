"""Two people publish at the same time: nothing of either is lost, and the second is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from commonweal.web.accounts.roles import Analyst, Publisher
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.evidence import actions, models, selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
MINE = "indicator,area,period,value\nlocal-election-turnout,E08000025,2023-05-04,30.1\n"
THEIRS = (
    "areacd,areanm,geography,indicator,period,observation,measure,unit\n"
    "E08000025,Birmingham,Metropolitan District,Cats {number},2023-01-01/P1Y,{number},Count,cats\n"
)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    file = tmp_path / "mine.csv"
    file.write_text(MINE)
    return file


@pytest.fixture
def publish_another(tmp_path: Path) -> Callable[[], None]:
    """Each call publishes one more dataset, as somebody else does in the meantime."""
    made: list[Path] = []

    def publish() -> None:
        file = tmp_path / f"theirs-{len(made)}.csv"
        file.write_text(THEIRS.format(number=len(made)))
        made.append(file)
        brought = actions.bring(paths=[file], title=file.stem, by=COMMAND_LINE, now=NOW)
        actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)

    return publish


def in_force() -> set[str]:
    return set(selectors.vintages_in_force())


class Meanwhile:
    """A tick of a reading: when a file has been read, something else happens, so often and no more."""

    def __init__(self, act: Callable[[], None], *, times: int = 1) -> None:
        self.act, self.times = act, times

    def __call__(self, what: str, done: int, of: int) -> None:
        if self.times:
            self.times -= 1
            self.act()


def test_what_is_published_while_files_are_read_is_not_lost(
    mine: Path, publish_another: Callable[[], None]
) -> None:
    before = in_force()
    brought = actions.bring(
        paths=[mine], title="mine", by=COMMAND_LINE, now=NOW, tick=Meanwhile(publish_another)
    )
    with pytest.raises(actions.Overtaken, match="Other figures were published since these were checked"):
        actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    assert in_force() == before | {"theirs-0"}


def test_in_one_go_the_files_are_read_again_on_top_of_it(
    mine: Path, publish_another: Callable[[], None]
) -> None:
    before, told = in_force(), []
    brought, snapshot = actions.bring_and_publish(
        paths=[mine],
        title="mine",
        by=COMMAND_LINE,
        now=NOW,
        tick=Meanwhile(publish_another),
        again=lambda: told.append("again"),
    )
    assert snapshot is not None
    assert snapshot.id == selectors.snapshot_in_force() == brought.candidate_snapshot
    assert in_force() == before | {"theirs-0", "mine"}
    assert told == ["again"]
    states = models.Import.objects.filter(title="mine").values_list("state", flat=True)
    assert sorted(states) == ["published", "put_aside"]


def test_who_is_overtaken_twice_is_told(mine: Path, publish_another: Callable[[], None]) -> None:
    before = in_force()
    with pytest.raises(actions.Overtaken):
        actions.bring_and_publish(
            paths=[mine], title="mine", by=COMMAND_LINE, now=NOW, tick=Meanwhile(publish_another, times=2)
        )
    assert in_force() == before | {"theirs-0", "theirs-1"}


def test_two_who_begin_with_no_figures_do_not_undo_each_other(
    mine: Path, publish_another: Callable[[], None]
) -> None:
    models.InForce.objects.all().delete()
    brought = actions.bring(paths=[mine], title="mine", by=COMMAND_LINE, now=NOW)
    assert brought.base_snapshot == ""
    publish_another()
    with pytest.raises(actions.Overtaken):
        actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    assert in_force() == {"theirs-0"}


def test_the_pages_say_that_the_differences_are_no_longer_those(
    mine: Path, publish_another: Callable[[], None], signed_in: Callable[..., Client]
) -> None:
    said = "Bring the files again, so that what you approve is what will change."
    analyst, publisher = signed_in(Analyst), signed_in(Publisher)
    with mine.open("rb") as file:
        page = analyst.post("/evidence/", {"files": [file]}, follow=True).context["page"]
    assert "Publish</button>" in publisher.get(f"/evidence/{page.id}/").content.decode()
    publish_another()
    looked = publisher.get(f"/evidence/{page.id}/").content.decode()
    assert said in looked
    assert "Publish</button>" not in looked
    refused = publisher.post(f"/evidence/{page.id}/publish/")
    assert refused.status_code == 409
    assert said in refused.content.decode()
    assert "mine" not in in_force()
