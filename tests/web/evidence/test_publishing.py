"""Bring, look, publish: on the real example, by the actions and by the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.web.accounts.roles import Administrator, Analyst, Publisher
from commonweal.web.audit.actions import COMMAND_LINE
from commonweal.web.audit.models import Event
from commonweal.web.evidence import actions, models, selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
HEADER = "indicator,area,period,value,status\n"
TURNOUT = HEADER + (
    "local-election-turnout,E08000025,2022-05-05,31.0,\nlocal-election-turnout,E08000025,2023-05-04,30.1,\n"
)


def bring(path: Path, content: str, name: str = "local-turnout.csv") -> models.Import:
    file = path / name
    file.write_text(content)
    return actions.bring(paths=[file], title=file.stem, by=COMMAND_LINE, now=NOW)


def latest(area: str, indicator: str) -> float | None:
    snapshot = selectors.snapshot()
    assert snapshot is not None
    rows = snapshot.series_of_area("state-of-the-region-2020", area).get(indicator, ())
    return rows[0]["latest"] if rows else None


def test_nothing_changes_until_it_is_published(tmp_path: Path) -> None:
    before = selectors.snapshot_in_force()
    brought = bring(tmp_path, TURNOUT)
    assert brought.stops == 0
    assert selectors.snapshot_in_force() == before
    assert latest("E08000025", "local-election-turnout") is None
    actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    assert selectors.snapshot_in_force() != before
    assert latest("E08000025", "local-election-turnout") == 30.1


def test_the_same_bytes_twice_are_the_same_vintage(tmp_path: Path) -> None:
    first = bring(tmp_path, TURNOUT)
    actions.publish(brought=first, by=COMMAND_LINE, now=NOW)
    again = bring(tmp_path, TURNOUT)
    assert [f.unchanged for f in again.files.all()] == [True]
    assert models.Vintage.objects.filter(dataset="local-turnout").count() == 1
    assert again.candidate_snapshot == selectors.snapshot_in_force()


def test_a_new_release_names_what_is_new_revised_and_gone(tmp_path: Path) -> None:
    actions.publish(brought=bring(tmp_path, TURNOUT), by=COMMAND_LINE, now=NOW)
    second = bring(
        tmp_path,
        HEADER
        + "local-election-turnout,E08000025,2023-05-04,30.4,\n"
        + "local-election-turnout,E08000026,2023-05-04,29,\n",
    )
    file = second.files.get()
    assert (file.added, file.revised, file.removed) == (1, 1, 1)
    changes = selectors.changes(file, second.base_snapshot)
    revised = changes.filter(pl.col("change") == "revised").row(0, named=True)
    assert (revised["old"], revised["new"]) == (30.1, 30.4)


def test_a_file_with_a_problem_that_stops_is_held_back_whole(tmp_path: Path) -> None:
    before = selectors.snapshot_in_force()
    brought = bring(tmp_path, TURNOUT + "local-election-turnout,E08000027,2023-05-04,130,\n")
    assert brought.stops == 1
    assert brought.candidate_snapshot == ""
    with pytest.raises(actions.NotPublishable, match="problems that stop"):
        actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    assert selectors.snapshot_in_force() == before


def test_an_import_is_published_once(tmp_path: Path) -> None:
    brought = bring(tmp_path, TURNOUT)
    actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    with pytest.raises(actions.NotPublishable, match="already"):
        actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)


def test_who_approves_sees_what_will_change_or_is_asked_to_look_again(tmp_path: Path) -> None:
    """Two imports brought beside each other: the second would undo the first without anybody seeing it."""
    one = bring(tmp_path, TURNOUT)
    two = bring(tmp_path, TURNOUT.replace("30.1", "30.2"))
    actions.publish(brought=one, by=COMMAND_LINE, now=NOW)
    with pytest.raises(actions.NotPublishable, match="Other figures were published"):
        actions.publish(brought=two, by=COMMAND_LINE, now=NOW)
    assert latest("E08000025", "local-election-turnout") == 30.1


def test_a_label_of_two_years_is_read_as_the_figures_in_force_are(tmp_path: Path) -> None:
    name = "pupils-at-expected-standards-by-end-of-primary-school.csv"
    brought = bring(tmp_path, HEADER + "key-stage-2-expected-standard,E08000025,2018/19,62,\n", name)
    assert brought.stops == 0
    vintage = brought.files.get().vintage
    assert vintage is not None
    assert selectors.store().get(vintage.sha256)["period"].to_list() == ["2018-09-01/P1Y"]
    brought = bring(tmp_path, HEADER + "local-election-turnout,E08000025,2018/19,30,\n")
    assert selectors.problems(brought)["rule"].to_list() == ["period"]


def test_a_place_that_only_the_publisher_knows_comes_in_and_is_said(tmp_path: Path, client: Client) -> None:
    header = "areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes\n"
    row = "E06009999,Newtown,Local Authority District,Homes with a dog,2022-01-01/P1Y,25.3,Percentage,%,,,,\n"
    brought = bring(tmp_path, header + row, "homes-with-a-dog.csv")
    assert brought.stops == 0
    said = selectors.problems(brought).filter(pl.col("rule") == "new-area")["message"].to_list()
    assert said[0].startswith("Newtown (E06009999) is not in the register of places.")
    actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)
    assert client.get("/indicators/homes-with-a-dog/").status_code == 200
    assert client.get("/places/E06009999/").status_code == 404


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("West Midlands", ["E12000005", "E47000007"]),
        ("birmingham", ["E08000025"]),
    ],
)
def test_a_name_instead_of_a_code_is_told_which_is_meant(
    tmp_path: Path, written: str, meant: list[str]
) -> None:
    brought = bring(tmp_path, HEADER + f"local-election-turnout,{written},2023-05-04,30.1,\n")
    [said] = selectors.problems(brought)["message"].to_list()
    assert all(code in said for code in meant)


def test_put_aside_leaves_everything_as_it_was(tmp_path: Path) -> None:
    before = selectors.snapshot_in_force()
    brought = actions.put_aside(brought=bring(tmp_path, TURNOUT), by=COMMAND_LINE, now=NOW)
    assert brought.state == "put_aside"
    assert selectors.snapshot_in_force() == before
    with pytest.raises(actions.NotPublishable):
        actions.publish(brought=brought, by=COMMAND_LINE, now=NOW)


def test_a_reason_for_a_warning_is_kept_as_a_note(tmp_path: Path, client: Client) -> None:
    future = TURNOUT + "local-election-turnout,E08000025,2027-05-06,33.0,\n"
    brought = bring(tmp_path, future)
    assert brought.warnings >= 1
    rules = selectors.problems(brought).filter(pl.col("severity") == "warn")["rule"].unique().to_list()
    reasons = {
        ("local-turnout", rule): "The election is announced and this is its forecast." for rule in rules
    }
    actions.publish(brought=brought, by=COMMAND_LINE, now=NOW, reasons=reasons)
    page = client.get("/indicators/local-election-turnout/?place=E08000025").context["page"]
    assert "The election is announced and this is its forecast." in page.waivers


def test_every_act_is_in_the_record_as_a_sentence(tmp_path: Path) -> None:
    actions.publish(brought=bring(tmp_path, TURNOUT), by=COMMAND_LINE, now=NOW)
    said = [e.sentence for e in Event.objects.order_by("-id")[:2]]
    assert said[0].startswith("The command line published “local-turnout” (2 rows)")
    assert said[1].startswith("The command line brought “local-turnout”: 2 rows, 0 problems that stop")


def test_judging_again_without_a_changed_definition_changes_nothing() -> None:
    before = selectors.snapshot_in_force()
    assert actions.judge_again(reason="nothing new", by=COMMAND_LINE, now=NOW) is None
    assert selectors.snapshot_in_force() == before


# --- by the pages ---------------------------------------------------------------------------------------


def upload(client: Client, content: bytes, name: str = "local-turnout.csv") -> Any:
    return client.post("/evidence/", {"files": [SimpleUploadedFile(name, content)]}, follow=True)


def test_an_analyst_brings_and_a_publisher_publishes(signed_in: Callable[..., Client]) -> None:
    analyst, publisher = signed_in(Analyst), signed_in(Publisher)
    answer = upload(analyst, TURNOUT.encode())
    page = answer.context["page"]
    assert page.lede == "We read 2 rows from 1 file. Nothing stops them; there are no warnings."
    assert b"Publish</button>" not in answer.content
    assert analyst.post(f"/evidence/{page.id}/publish/").status_code == 403
    assert latest("E08000025", "local-election-turnout") is None
    done = publisher.post(f"/evidence/{page.id}/publish/", follow=True)
    assert done.status_code == 200
    assert latest("E08000025", "local-election-turnout") == 30.1


def test_who_holds_both_roles_may_not_publish_their_own(signed_in: Callable[..., Client]) -> None:
    both = signed_in(Analyst, Publisher)
    page = upload(both, TURNOUT.encode()).context["page"]
    refused = both.post(f"/evidence/{page.id}/publish/")
    assert refused.status_code == 403
    assert "somebody else decides" in refused.content.decode()


def test_an_authority_may_let_one_person_be_both(signed_in: Callable[..., Client], settings: Any) -> None:
    settings.COMMONWEAL_FOUR_EYES = False
    both = signed_in(Analyst, Publisher)
    page = upload(both, TURNOUT.encode()).context["page"]
    assert both.post(f"/evidence/{page.id}/publish/", follow=True).status_code == 200
    assert latest("E08000025", "local-election-turnout") == 30.1


def test_the_review_shows_every_problem_and_which_goals_would_move(
    signed_in: Callable[..., Client],
) -> None:
    analyst = signed_in(Analyst)
    answer = upload(analyst, TURNOUT.encode())
    text = answer.content.decode()
    assert "Which goals would move" in text
    assert "Power and participation" in text
    changes = analyst.get(f"/evidence/{answer.context['page'].id}/changes/local-turnout/")
    assert "30.1" in changes.content.decode()
    problems = analyst.get(f"/evidence/{answer.context['page'].id}/problems.csv")
    assert problems.content.decode().splitlines()[0].startswith("file,row,column,value,rule,severity,message")


def test_every_change_can_be_taken_away(signed_in: Callable[..., Client]) -> None:
    """The page shows the first 500."""
    analyst = signed_in(Analyst)
    days = [dt.date(2004, 1, 1) + dt.timedelta(days=n) for n in range(600)]
    rows = "".join(f"local-election-turnout,E08000025,{day},31,\n" for day in days)
    first = upload(analyst, (HEADER + rows).encode()).context["page"]
    address = f"/evidence/{first.id}/changes/local-turnout/"
    shown = analyst.get(address).content.decode()
    assert "The first 500 of 600 are shown" in shown
    assert f'href="{address}changes.csv"' in shown
    answer = analyst.get(f"{address}changes.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    table = pl.read_csv(answer.content)
    assert (table.height, set(table["change"]), set(table["new"])) == (600, {"added"}, {31})
    assert set(table["place"]) == {"Birmingham"}
    signed_in(Publisher).post(f"/evidence/{first.id}/publish/")
    second = upload(analyst, (HEADER + rows.replace("2004-01-02,31", "2004-01-02,33")).encode())
    table = pl.read_csv(
        analyst.get(f"/evidence/{second.context['page'].id}/changes/local-turnout/changes.csv").content
    )
    assert table.select("change", "period", "old", "new", "fields").rows() == [
        ("revised", "2004-01-02", 31.0, 33.0, "value")
    ]
    assert analyst.get(f"/evidence/{first.id}/changes/nothing/changes.csv").status_code == 404
    assert signed_in(Administrator).get(f"{address}changes.csv").status_code == 403


def test_no_file_chosen_says_so(signed_in: Callable[..., Client]) -> None:
    answer = signed_in(Analyst).post("/evidence/", {})
    assert answer.status_code == 422
    assert "Choose a file to check." in answer.content.decode()


@pytest.mark.parametrize("role", [None, Administrator])
def test_others_may_neither_look_nor_bring(signed_in: Callable[..., Client], role: Any) -> None:
    client = signed_in(role) if role else signed_in()
    assert client.get("/evidence/").status_code == 403
    assert upload(client, TURNOUT.encode()).status_code == 403


def test_names_of_uploaded_files_lead_nowhere(signed_in: Callable[..., Client]) -> None:
    answer = upload(signed_in(Analyst), TURNOUT.encode(), "../../evil/local-turnout.csv")
    assert answer.status_code == 200
    assert "evil" not in answer.context["page"].files[0].file


def test_script_in_a_file_is_text_on_the_page(signed_in: Callable[..., Client]) -> None:
    content = HEADER + "<script>alert(1)</script>,E08000025,2023-05-04,1,\n"
    answer = upload(signed_in(Analyst), content.encode())
    assert "<script>alert(1)" not in answer.content.decode()
    assert "&lt;script&gt;" in answer.content.decode()
