"""Roll-outs: entered, read and changed; each line of their record; what belongs to them; who may see what."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.example import NOW
from tests.web.partnership.promising import entered, owner, partner, promised
from tests.web.partnership.rolling import SOLIHULL, TESTS, TOOLKIT, WALSALL, line, rolled_out, rollout_form
from tests.web.proposals.steps import made as proposed
from tests.web.scrutiny.register import body
from tests.web.scrutiny.register import entered as registered

from commonweal.web.accounts.roles import Analyst
from commonweal.web.audit.models import Event
from commonweal.web.partnership.actions import organisations, rollouts
from commonweal.web.partnership.models import Brought, Effect, RollOut, Stage, Training
from commonweal.web.partnership.roles import PartnershipOwner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
HOME = "/roll-outs/toolkit-in-walsall/"


@pytest.fixture
def keeper(signed_in: Callable[..., Client]) -> Client:
    return signed_in(PartnershipOwner, name="Olu Owner")


def text(response: Any) -> str:
    return unescape(body(response))


def test_a_roll_out_is_entered_found_and_read(keeper: Client, client: Client) -> None:
    trust = entered(keeper.person)  # type: ignore[attr-defined]
    organisations.save_partnership(
        partnership=None, fields={"name": "Walsall Board", "kind": "board", "purpose": "To join up."},
        revision=0, by=keeper.person, now=NOW,  # type: ignore[attr-defined]
    )  # fmt: skip
    answer = keeper.post(
        "/roll-outs/new/",
        rollout_form(
            partnership="walsall-board", owners=["learning-trust"], begins="2025-04",
            place_words="Its centre", not_found="Who was asked.", source="Its report of 2025",
            source_address="https://example.org/report",
        ),
    )  # fmt: skip
    assert answer["Location"] == HOME
    page = text(client.get(HOME))
    for words in (
        "What it brings is not recorded: brought to Walsall Board; Its centre (Walsall). No stage recorded.",
        "From April 2025", "Looked for and not found on a public page:", "Who was asked.",
        "Its report of 2025", "Learning Trust", "No training is recorded.", "No lesson is recorded.",
    ):  # fmt: skip
        assert words in page
    assert "Change what is said of it" not in page
    assert Event.objects.filter(act="rollout.made").count() == 1
    for address in (
        "/roll-outs/?place=E47000007", "/search/?q=decided", "/sitemap.xml", "/partnerships/walsall-board/",
        f"/partners/{trust.slug}/", f"/places/{WALSALL}/",
    ):  # fmt: skip
        assert HOME in body(client.get(address)), address
    for address in (f"/roll-outs/?place={SOLIHULL}", "/roll-outs/?words=nothing", "/roll-outs/?what=tests:x"):
        assert HOME not in body(client.get(address)), address
    assert "Roll-out: Toolkit in Walsall" in text(client.get("/feed.xml"))


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": ""}, "Give the roll-out a name."),
        ({"name": "!!"}, "Write it with at least one letter or figure."),
        ({"purpose": ""}, "Say what it is for."),
        ({"areas": []}, "Say what it is brought to: a place, a board, a strategy or a programme."),
        ({"areas": ["E99999999"]}, "There is none like that (any more)."),
        ({"owners": ["none-such"]}, "There is none like that (any more)."),
        ({"begins": "soon"}, "“soon” is no day, month or year."),
        ({"begins": "2025-02-30"}, "is not in the calendar"),
        ({"begins": "2025-05", "ends": "2025-04"}, "It cannot have ended before it began."),
        ({"source_address": "javascript:x"}, "Give an address that begins with https://"),
        ({"source_address": "https://example.org/"}, "Say what the address leads to."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_roll_out_is_said(keeper: Client, sent: dict[str, Any], message: str) -> None:
    entered(keeper.person)  # type: ignore[attr-defined]
    answer = keeper.post("/roll-outs/new/", rollout_form(**sent))
    assert answer.status_code == 422
    assert message in text(answer)
    assert not RollOut.objects.exists()


def test_every_problem_is_said_at_once_and_nothing_typed_is_lost(keeper: Client) -> None:
    answer = keeper.post(
        "/roll-outs/new/", rollout_form(name="", begins="x", ends="y", not_found="Kept words.")
    )
    page = text(answer)
    for words in ("Give the roll-out a name.", "“x” is no day", "“y” is no day", "Kept words."):
        assert words in page


def test_two_who_change_a_roll_out_at_once(keeper: Client) -> None:
    rolled_out(keeper.person)  # type: ignore[attr-defined]
    address = f"{HOME}edit/"
    assert keeper.post(address, rollout_form(revision=1, purpose="First.")).status_code == 302
    answer = keeper.post(address, rollout_form(revision=1, purpose="Second."))
    assert answer.status_code == 409
    for words in ("First.", "Second.", "Nothing was saved yet"):
        assert words in text(answer)
    assert RollOut.objects.get().purpose == "First."
    assert keeper.post(address, rollout_form(revision=2, purpose="Both.")).status_code == 302
    again = keeper.post("/roll-outs/new/", rollout_form(name="toolkit IN walsall"))
    assert "There is a roll-out called" in text(again)


LINES = [
    ("brought", {"what": TOOLKIT, "by": "2025-06"}, "Decision-Making Toolkit, version 1.1.0"),
    ("stages", {"name": "First round", "planned": "2025-09", "reached": "2025-10"}, "September 2025"),
    ("trainings", {"to": "Officers", "people": "12", "on": "2025-07-03", "given_by": "Us"}, "12 places"),
    ("adaptations", {"words": "Good Work comes first.", "why": "It was left out."}, "It was left out."),
    ("effects", {"words": "Buses run later.", "indicator": "claimant-count"}, "Shown by:"),
    ("lessons", {"words": "Ask earlier.", "on": "2026"}, "Kept here."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "sent", "shown"), LINES, ids=[kind for kind, _, _ in LINES])
def test_a_line_is_written_changed_by_one_at_a_time_and_taken_out(
    keeper: Client, client: Client, kind: str, sent: dict[str, str], shown: str
) -> None:
    held = rolled_out(keeper.person)  # type: ignore[attr-defined]
    record = f"{HOME}record/{kind}/"
    assert keeper.post(f"{record}new/", sent | {"revision": 0}).status_code == 302
    assert shown in text(client.get(HOME))
    [row] = getattr(held, kind).all()
    changed = sent | {"revision": 1, "source": "A page of 2026"}
    assert keeper.post(f"{record}{row.pk}/", changed).status_code == 302
    assert "A page of 2026" in text(client.get(HOME))
    late = keeper.post(f"{record}{row.pk}/", changed | {"source": "Another page"})
    assert late.status_code == 409
    for words in ("A page of 2026", "Another page"):
        assert words in text(late)
    assert "A page of 2026" in text(client.get(f"{HOME}data.csv"))
    assert "Take it out" in text(keeper.get(f"{record}{row.pk}/drop/"))
    assert keeper.post(f"{record}{row.pk}/drop/", {"revision": 1}).status_code == 409
    assert keeper.post(f"{record}{row.pk}/drop/", {"revision": 2}).status_code == 302
    assert not getattr(held, kind).exists()
    assert Event.objects.filter(act="rollout.recorded").count() == 2
    assert Event.objects.filter(act="rollout.dropped").count() == 1


@pytest.mark.parametrize(
    ("kind", "sent", "message"),
    [
        ("brought", {"what": "toolkit:inclusive-growth:9.9.9"}, "There is no such version (any more)."),
        ("brought", {"what": ""}, "Choose what is brought."),
        ("brought", {"what": TESTS, "by": "2026-02", "until": "2026-01"}, "no longer before it was in use"),
        ("brought", {"what": TOOLKIT}, "This version is brought by the roll-out already."),
        ("stages", {"name": ""}, "Give the stage a name."),
        ("stages", {"name": "First round"}, "The roll-out has a stage of that name already."),
        ("stages", {"name": "Early", "planned": "2025-03"}, "begins in April 2025, and “Early” lies before"),
        ("stages", {"name": "Early", "reached": "2024"}, "and “Early” lies before that."),
        ("stages", {"name": "Late", "planned": "2027-01"}, "ends on 31 December 2026, and “Late” lies after"),
        ("stages", {"name": "Odd", "planned": "2026-13"}, "is not in the calendar"),
        ("stages", {"name": "Soon", "reached": "2026-12"}, "December 2026 is still to come."),
        ("brought", {"what": TESTS, "by": "2199"}, "2199 is still to come."),
        ("trainings", {"to": ""}, "Say to whom, by role."),
        ("trainings", {"to": "ann@example.org"}, "Give roles: no person, no address."),
        ("trainings", {"to": "Officers", "people": "0"}, "Write a number from 1 on."),
        ("trainings", {"to": "officers who write", "on": "2025-07"}, "stands there already"),
        ("adaptations", {"words": "Shorter.", "why": ""}, "Say why."),
        ("effects", {"words": "Buses run later.", "source": ""}, "Say what shows it"),
        ("effects", {"words": "Buses.", "indicator": "lost"}, "That indicator was withdrawn"),
        ("effects", {"words": "Buses.", "link": "/proposals/999999/"}, "or you may not read it"),
        ("lessons", {"words": "…"}, "Say what was learnt."),
        ("lessons", {"words": "Ask.", "question": "toolkit|inclusive-growth|x|y"}, "no such question"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_is_said_and_what_was_typed_stays(
    keeper: Client, kind: str, sent: dict[str, str], message: str
) -> None:
    held = rolled_out(keeper.person, begins="2025-04", ends="2026-12-31")  # type: ignore[attr-defined]
    brought = {"kind": "toolkit", "thing": "inclusive-growth", "version": "1.1.0"}
    line(held, Brought, keeper.person, **brought)  # type: ignore[attr-defined]
    line(held, Stage, keeper.person, name="First round", planned="2025-09")  # type: ignore[attr-defined]
    line(held, Training, keeper.person, to="Officers who write", on="2025-07")  # type: ignore[attr-defined]
    before = {k: getattr(held, k).count() for k in ("brought", "stages", "trainings", "effects", "lessons")}
    typed = {"revision": 0, "source": "A page that was typed"} | sent
    answer = keeper.post(f"{HOME}record/{kind}/new/", typed)
    assert answer.status_code == 422
    assert message in text(answer)
    assert typed["source"] in text(answer)
    assert before == {k: getattr(held, k).count() for k in before}


def test_a_roll_out_does_not_begin_after_a_stage_of_it(keeper: Client) -> None:
    held = rolled_out(keeper.person, begins="2025")  # type: ignore[attr-defined]
    line(held, Stage, keeper.person, name="First round", reached="2025-03")  # type: ignore[attr-defined]
    assert keeper.post(f"{HOME}edit/", rollout_form(revision=1, begins="2025-03-31")).status_code == 302
    refused = keeper.post(f"{HOME}edit/", rollout_form(revision=2, begins="2025-04"))
    assert "and “First round” lies before that." in text(refused)


def test_stages_are_reached_late_or_to_come_by_the_day(keeper: Client, client: Client) -> None:
    held = rolled_out(keeper.person)  # type: ignore[attr-defined]
    for name, planned, reached in (
        ("Done", "2025", "2025-06"), ("Over", "2026-01", ""), ("Ahead", "2199", ""), ("Open", "", ""),
    ):  # fmt: skip
        line(held, Stage, keeper.person, name=name, planned=planned, reached=reached)  # type: ignore[attr-defined]
    page = text(client.get(HOME))
    assert "1 of 4 recorded stages reached, 1 late." in page
    for words in ("Reached</strong>", "Late</strong>", "To come</strong>", "No day recorded</strong>"):
        assert words in page


def test_adoption_counts_what_is_recorded_where_by_which_year(keeper: Client, client: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    one = rolled_out(by)
    line(
        one,
        Brought,
        by,
        kind="toolkit",
        thing="inclusive-growth",
        version="1.1.0",
        by="2023-05",
        until="2024",
    )
    line(one, Brought, by, kind="framework", thing="inclusive-growth")
    two = rolled_out(by, "Tests in Solihull", areas=[SOLIHULL])
    line(two, Brought, by, kind="tests", thing="inclusive-growth", version="", by="2024")
    page = text(client.get("/roll-outs/?year=2024"))
    assert "Tests and Inclusive Growth Decision-Making Toolkit are recorded as in use, in 2 places." in page
    assert "in all or a part of: Solihull, Walsall." in page
    assert page.count("✓ ") == 2
    assert "Inclusive Growth Framework: Walsall" in page
    now = text(client.get("/roll-outs/"))
    assert "in all or a part of: Solihull." in now
    assert "2025 to 2026" in now
    assert "version not recorded" in now
    rows = list(csv.DictReader(io.StringIO(client.get("/roll-outs/data.csv").content.decode("utf-8-sig"))))
    assert [(r["what"], r["in use by"], r["until"], r["place codes"]) for r in rows] == [
        ("tests", "2024", "", SOLIHULL),
        ("toolkit", "2023-05", "2024", WALSALL),
        ("framework", "", "", WALSALL),
    ]
    nothing = text(client.get("/roll-outs/?year=abc&words=zzz"))
    assert "No roll-out fits what you asked for." in nothing


def test_what_belongs_links_both_ways_and_hides_what_is_not_public(
    keeper: Client, client: Client, signed_in: Callable[..., Client]
) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    held = rolled_out(by)
    trust = entered(by)
    promise = promised(trust, partner(trust, by))
    seen, hidden = proposed(by, title="Open proposal", public=True), proposed(by, title="Zanzibar quay")
    report, exempt = (
        registered(by, "R1", title="Open report", public=True),
        registered(by, "R2", title="Zanzibar two", exempt="Price"),
    )
    reader = owner()
    for address in (
        f"/commitments/{promise.pk}/", f"/proposals/{seen.pk}/", f"http://testserver/reports/{report.pk}/",
    ):  # fmt: skip
        assert keeper.post(f"{HOME}belongs/", {"address": address}).status_code == 302, address
    for address, message in (
        (f"/commitments/{promise.pk}/", "It belongs to this roll-out already."),
        ("/places/E08000030/", "Give the address of a proposal"),
        ("/reports/99999/", "or you may not read it"),
        (f"/proposals/{hidden.pk}/", "or you may not read it"),
    ):
        assert message in text(keeper.post(f"{HOME}belongs/", {"address": address})), address
    held.proposals.add(hidden)
    held.reports.add(exempt)
    line(held, Effect, reader, words="Later buses.", proposal_id=hidden.pk)
    page = text(client.get(HOME))
    assert "1 commitment belongs to it: 1 on course." in page
    for words in ("Evening courses", "Open proposal", "Open report"):
        assert words in page
    for address in (HOME, f"{HOME}data.csv", "/roll-outs/data.csv", "/search/?q=Zanzibar", "/feed.xml"):
        found = text(client.get(address))
        assert "Zanzibar quay" not in found, address
        assert "Zanzibar two" not in found, address
        assert f"/proposals/{hidden.pk}/" not in found, address
    for address in (f"/commitments/{promise.pk}/", f"/proposals/{seen.pk}/", f"/reports/{report.pk}/"):
        assert HOME in body(client.get(address)), address
    gone = keeper.post(f"{HOME}belongs/commitments/{promise.pk}/")
    assert gone.status_code == 302
    assert HOME not in body(client.get(f"/commitments/{promise.pk}/"))
    assert keeper.get(f"{HOME}belongs/people/1/").status_code == 404


def test_only_the_owner_writes_and_junk_is_not_there(
    keeper: Client, client: Client, signed_in: Callable[..., Client]
) -> None:
    held = rolled_out(keeper.person)  # type: ignore[attr-defined]
    stage = line(held, Stage, keeper.person, name="One")  # type: ignore[attr-defined]
    other = signed_in(Analyst, email="other@example.org")
    for address in (
        "/roll-outs/new/", f"{HOME}edit/", f"{HOME}belongs/", f"{HOME}record/stages/new/",
        f"{HOME}record/stages/{stage.pk}/", f"{HOME}record/stages/{stage.pk}/drop/",
        f"{HOME}belongs/reports/1/",
    ):  # fmt: skip
        assert other.get(address).status_code == 403, address
        assert client.get(address).status_code == 302, address
        assert client.post(address).status_code == 302, address
    for address in (
        "/roll-outs/none/", f"{HOME}record/secrets/new/", f"{HOME}record/stages/99999/",
    ):  # fmt: skip
        assert keeper.get(address).status_code == 404, address


def test_what_an_owner_typed_outlives_a_lost_sign_in(keeper: Client, client: Client) -> None:
    held = rolled_out(keeper.person)  # type: ignore[attr-defined]
    address = f"{HOME}record/stages/new/"
    answer = client.post(address, {"name": "Typed for an hour", "revision": 0})
    assert answer.status_code == 401
    assert "Typed for an hour" in text(answer)
    assert not held.stages.exists()


def test_the_list_and_the_file_ask_as_often_for_many_as_for_few(keeper: Client, client: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]

    def queries() -> list[int]:
        found = []
        for address in ("/roll-outs/", "/roll-outs/data.csv"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            found.append(len(asked))
        return found

    def more(name: str) -> None:
        held = rolled_out(by, name)
        line(held, Stage, by, name="One", planned="2025")
        line(held, Brought, by, kind="tests", thing="inclusive-growth", version="", by="2025")

    more("First")
    few = queries()
    for n in range(4):
        more(f"Another {n}")
    assert queries() == few


def test_a_roll_out_to_a_board_without_a_place_is_counted_at_the_board(
    keeper: Client, client: Client
) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    board = organisations.save_partnership(
        partnership=None, fields={"name": "A Board", "kind": "board", "purpose": "To join up."}, revision=0,
        by=by, now=NOW,
    )  # fmt: skip
    held = rolled_out(by, areas=[], partnership_id=board.pk)
    line(held, Brought, by, kind="tests", thing="inclusive-growth", version="", by="2025")
    page = text(client.get("/roll-outs/"))
    assert "Beside the map: A Board." in page
    assert "is recorded as in use, in 1 place." in page


def test_a_version_that_went_is_said_to_be_gone(keeper: Client, client: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    held = rolled_out(by)
    made = line(held, Brought, by, kind="tests", thing="inclusive-growth", version="1.0.0", by="2025")
    Brought.objects.filter(pk=made.pk).update(thing="lost")
    rollouts.save_rollout(rollout=held, fields={}, owners=(), revision=1, by=by, now=NOW)
    assert "Tests “lost”, which is not here any more" in text(client.get(HOME))
