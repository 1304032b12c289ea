"""Commitments as people make, read and keep up with them; every bad input has its message."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.example import NOW, ROOT
from tests.web.partnership.promising import (
    TODAY,
    WALSALL,
    days,
    entered,
    form,
    owner,
    partner,
    promised,
    updated,
)
from tests.web.people import somebody
from tests.web.scrutiny.register import body

from commonweal.web.audit.models import Event
from commonweal.web.partnership.actions import commitments as actions
from commonweal.web.partnership.actions import organisations as register
from commonweal.web.partnership.models import Commitment, CommitmentUpdate, Organisation, Partner, Said
from commonweal.web.partnership.roles import PartnerRole
from commonweal.web.partnership.selectors import commitments as selectors
from commonweal.web.partnership.selectors import evidence
from commonweal.web.scrutiny.roles import ScrutinyMember

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
PAY = "median-weekly-pay"


@pytest.fixture
def by() -> Any:
    return owner()


@pytest.fixture
def trust(by: Any) -> Organisation:
    return entered(by)


@pytest.fixture
def person(trust: Organisation, by: Any) -> Any:
    return partner(trust, by)


@pytest.fixture
def own(person: Any, client: Client) -> Client:
    """The partner's own browser."""
    mine = type(client)()
    mine.force_login(person)
    return mine


def text(response: Any) -> str:
    return unescape(body(response))


def keeping(made: Commitment, **more: Any) -> dict[str, Any]:
    """The one form of a partner as it is sent."""
    made.refresh_from_db()
    return {
        "commitment": made.pk, "revision": made.revision, "kind": "progress", "words": "Half of it is done.",
        "day": timezone.localdate().isoformat(),
    } | more  # fmt: skip


def test_a_partner_promises_and_anybody_reads_it(own: Client, client: Client) -> None:
    answer = own.post("/commitments/new/", form(indicator=PAY, group="", title="  Evening   courses "))
    made = Commitment.objects.get()
    assert answer["Location"] == f"/commitments/{made.pk}/"
    assert made.title == "Evening courses"
    page = text(client.get(f"/commitments/{made.pk}/"))
    for words in ("On course: by 1 January 2199", "Learning Trust", "Places that are taken.", "Walsall"):
        assert words in page
    assert "The figure now" in page
    file = ROOT / "packs" / "west-midlands" / "figures" / "gross-median-weekly-pay.csv"
    rows = [r for r in csv.reader(file.read_text().splitlines()) if r[:2] == [PAY, WALSALL] and r[4]]
    last = max(rows, key=lambda r: r[2])
    assert "Walsall, Median weekly pay" in page
    assert f"£{float(last[4]):.0f}" in page
    assert Event.objects.filter(act="commitment.promised", subject_id=str(made.pk)).count() == 1
    for address in (
        "/frameworks/inclusive-growth/goals/education-and-learning/", f"/indicators/{PAY}/",
        f"/places/{WALSALL}/", "/partners/learning-trust/", "/commitments/",
    ):  # fmt: skip
        assert f"/commitments/{made.pk}/" in body(client.get(address)), address
    other = body(client.get("/frameworks/inclusive-growth/goals/equality/"))
    assert f"/commitments/{made.pk}/" not in other


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"due": "2020-01-01"}, "has passed already"),
        ({"due": "soon"}, "Write the day like 2027-01-31."),
        ({"indicator": "share-of-rainy-days"}, "That indicator was withdrawn, or never was."),
        ({"goal": "inclusive-growth:happiness"}, "Select a valid choice"),
        ({"goal": ""}, "Choose the goal it serves."),
        ({"area": "E09000001"}, "Select a valid choice"),
        ({"words": ""}, "Write what is promised."),
        ({"words": "x" * 10_001}, "At most 10,000 characters are kept."),
        ({"title": "?!"}, "Write it with at least one letter or figure."),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"organisation": "somebody-else"}, "Select a valid choice"),
        ({"measure": "   "}, "Say how it will be known."),
        ({"resources": ""}, "Say with what resources."),
    ],
)
def test_what_is_wrong_with_a_promise_is_said_and_nothing_is_lost(
    own: Client, sent: dict[str, str], message: str
) -> None:
    answer = own.post("/commitments/new/", form(resources="Rooms that neighbours lend.") | sent)
    assert answer.status_code == 422
    assert message in text(answer)
    if "resources" not in sent:
        assert "Rooms that neighbours lend." in text(answer)
    assert not Commitment.objects.exists()


def test_an_organisation_that_left_promises_nothing_new_and_keeps_what_it_promised(
    own: Client, trust: Organisation, person: Any, by: Any, client: Client
) -> None:
    made = promised(trust, person)
    trust.refresh_from_db()
    register.save_organisation(
        organisation=trust, fields={"left_on": TODAY - days(2)}, revision=trust.revision, by=by, now=NOW
    )
    answer = own.post("/commitments/new/", form())
    assert answer.status_code == 422
    assert "Learning Trust left on 21 November 2026, so it can promise nothing new." in text(answer)
    assert Commitment.objects.count() == 1
    page = text(client.get(f"/commitments/{made.pk}/"))
    assert "Learning Trust left on 21 November 2026." in page
    said = own.post(f"/commitments/{made.pk}/reply/", {"words": "We hand it to others."})
    assert said.status_code == 302
    assert "We hand it to others." in text(client.get(f"/commitments/{made.pk}/"))


def test_an_indicator_withdrawn_later_is_said_to_be(
    trust: Organisation, person: Any, client: Client, own: Client
) -> None:
    made = promised(trust, person, indicator=PAY)
    Commitment.objects.filter(pk=made.pk).update(indicator="gone-by-now")
    CommitmentUpdate.objects.create(
        commitment=made, kind="progress", words="Up.", stated="7", stated_period="2025", day=TODAY, at=NOW
    )
    page = text(client.get(f"/commitments/{made.pk}/"))
    assert "gone-by-now: it was withdrawn since" in page
    assert "No published figure" in page
    assert own.get("/commitments/mine/").status_code == 200
    assert "gone-by-now" in body(client.get("/commitments/data.csv"))
    with pytest.raises(ValueError, match="was withdrawn, or never was"):
        promised(trust, person, indicator="gone-by-now")


def test_two_updates_at_once(own: Client, trust: Organisation, person: Any) -> None:
    made = promised(trust, person)
    stale = keeping(made, words="My own words, which I keep.")
    updated(made, person, words="What a colleague wrote meanwhile.")
    answer = own.post("/commitments/mine/", stale)
    assert answer.status_code == 409
    page = text(answer)
    assert "What a colleague wrote meanwhile." in page
    assert "My own words, which I keep." in page
    assert "Nothing was saved yet" in page
    assert CommitmentUpdate.objects.count() == 1
    again = re.search(r'name="revision" value="(\d+)"', body(answer))
    assert again
    assert own.post("/commitments/mine/", stale | {"revision": again[1]}).status_code == 302
    assert CommitmentUpdate.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"kind": ""}, "Choose how it stands."),
        ({"kind": "nonsense"}, "Select a valid choice"),
        ({"words": ""}, "Say how it stands."),
        ({"words": "…"}, "Say how it stands."),
        ({"kind": "changed"}, "Say the new day by which it is to be done."),
        ({"kind": "changed", "until": "2026-01-01"}, "one that has not passed"),
        ({"until": "2190-01-01"}, "A new day belongs to"),
        ({"kind": "done"}, "Say what shows that it is done"),
        ({"day": "2199-01-01"}, "That day is still to come."),
        ({"day": "2001-01-01"}, "It was promised on"),
        ({"link": "javascript:alert(1)"}, "Give an address that begins with https://"),
        ({"link": "//evil.example"}, "Give an address that begins with https://"),
        ({"stated": "a lot", "stated_period": "2025"}, "Write the figure as a number like 12.5."),
        ({"stated": "12.5"}, "Say the period that the figure is of."),
        ({"stated_period": "2025"}, "A figure needs both"),
        ({"stated": "12.5", "stated_period": "the spring"}, "cannot be read as a period"),
        ({"figure": "nothing|at|all"}, "There is no such figure"),
    ],
)
def test_what_is_wrong_with_an_update_is_said(
    own: Client, trust: Organisation, person: Any, sent: dict[str, str], message: str
) -> None:
    made = promised(trust, person, indicator=PAY)
    answer = own.post("/commitments/mine/", keeping(made, **({"words": "What I typed."} | sent)))
    assert answer.status_code == 422
    assert message in text(answer)
    if "words" not in sent:
        assert "What I typed." in text(answer)
    assert not CommitmentUpdate.objects.exists()


@pytest.mark.parametrize(
    ("stated", "period", "flag"),
    [
        ("640", "2025", "The published figure differs"),
        ("1,640.0", "2025-04-30", "The published figure differs"),
        ("12", "1999", "No published figure for Walsall and 1999"),
    ],
)
def test_what_contradicts_the_evidence_is_flagged_and_not_refused(
    own: Client, client: Client, trust: Organisation, person: Any, stated: str, period: str, flag: str
) -> None:
    made = promised(trust, person, indicator=PAY)
    sent = keeping(made, stated=stated, stated_period=period)
    assert own.post("/commitments/mine/", sent).status_code == 302
    page = text(client.get(f"/commitments/{made.pk}/"))
    assert flag in page
    assert ("A figure differs</strong>" in page) == ("differs" in flag)


def test_what_agrees_with_the_evidence_is_not_flagged_and_a_figure_is_pinned(
    own: Client, client: Client, trust: Organisation, person: Any
) -> None:
    made = promised(trust, person, indicator=PAY)
    key, figure = evidence.figure_of(made) or ("", {})
    sent = keeping(
        made, kind="done", figure=key, stated=f"{figure['value']:.1f}", stated_period=figure["period"]
    )
    assert own.post("/commitments/mine/", sent).status_code == 302
    kept = CommitmentUpdate.objects.get()
    assert kept.figure == figure
    page = text(client.get(f"/commitments/{made.pk}/"))
    assert "published figure differs" not in page
    assert "No published figure" not in page
    assert f"snapshot {figure['snapshot'][:8]}" in page
    assert "Met: done on" in page


def test_a_script_that_is_typed_is_text(
    own: Client, client: Client, trust: Organisation, person: Any, signed_in: Callable[..., Client]
) -> None:
    script = "<script>alert('x')</script>"
    made = promised(trust, person, title=f"T {script}", words=script, measure=script, resources=script)
    own.post("/commitments/mine/", keeping(made, words=f"a {script}", evidence_words=script))
    signed_in(ScrutinyMember).post(f"/commitments/{made.pk}/remark/", {"words": script})
    for address in (
        f"/commitments/{made.pk}/",
        "/commitments/",
        "/partners/learning-trust/",
        "/search/?q=alert",
    ):
        page = body(client.get(address))
        assert "<script>alert" not in page, address
    assert "&lt;script&gt;" in body(client.get(f"/commitments/{made.pk}/"))


def test_a_partner_writes_only_for_its_own_organisation(by: Any, client: Client, own: Client) -> None:
    other = entered(by, "Other Trust")
    held = promised(other, partner(other, by, "other@example.org"))
    assert own.post("/commitments/new/", form(organisation="other-trust")).status_code == 422
    for address in (f"/commitments/{held.pk}/withdraw/", f"/commitments/{held.pk}/reply/"):
        answer = own.post(address, {"words": "Not mine to say.", "revision": held.revision})
        assert answer.status_code == 422
        assert "You do not write for Other Trust." in text(answer)
    mine = promised(Organisation.objects.get(slug="learning-trust"), Partner.objects.first().person)
    answer = own.post("/commitments/mine/", keeping(held))
    assert answer.status_code == 422
    assert "not of an organisation that you write for" in text(answer)
    for junk in ("", "x", "9" * 30, "²"):
        assert own.post("/commitments/mine/", keeping(mine, commitment=junk)).status_code == 422
    assert own.get(f"/commitments/mine/?commitment={held.pk}").status_code == 200
    assert not CommitmentUpdate.objects.exists()
    assert not Said.objects.exists()
    assert not Commitment.objects.exclude(withdrawn_on=None).exists()
    assert client.get("/commitments/mine/").status_code == 302


def test_who_keeps_the_register_promises_nothing_and_an_untied_partner_neither(
    trust: Organisation, by: Any, person: Any, client: Client
) -> None:
    keeper = type(client)()
    keeper.force_login(by)
    assert keeper.get("/commitments/new/").status_code == 403
    assert keeper.get("/commitments/mine/").status_code == 403
    with pytest.raises(ValueError, match="You do not write for"):
        promised(trust, by)
    register.untie(organisation=trust, person=person, by=by, now=NOW)
    with pytest.raises(ValueError, match="You do not write for"):
        promised(trust, person)
    free = somebody(PartnerRole, email="free@example.org")
    page = type(client)()
    page.force_login(free)
    assert "writes for no organisation yet" in text(page.get("/commitments/mine/"))


def test_remark_and_reply_stand_side_by_side(
    own: Client, client: Client, trust: Organisation, person: Any, signed_in: Callable[..., Client]
) -> None:
    made = promised(trust, person)
    member = signed_in(ScrutinyMember, name="Mel Member")
    assert (
        member.post(f"/commitments/{made.pk}/remark/", {"words": "Nobody saw a leaflet."}).status_code == 302
    )
    said = Said.objects.get()
    assert (
        own.post(f"/commitments/{made.pk}/reply/{said.pk}/", {"words": "They go out in May."}).status_code
        == 302
    )
    page = text(client.get(f"/commitments/{made.pk}/"))
    assert page.index("Nobody saw a leaflet.") < page.index("They go out in May.")
    assert "A scrutiny member says" in page
    assert "Learning Trust replies" in page
    assert "Mel Member" not in page
    assert "Pat Partner" not in page
    assert own.post(f"/commitments/{made.pk}/remark/", {"words": "Me."}).status_code == 403
    assert member.post(f"/commitments/{made.pk}/reply/", {"words": "Me."}).status_code == 403
    assert own.get(f"/commitments/{made.pk}/reply/999/").status_code == 404


def test_withdrawn_stays_in_sight_and_takes_no_update(
    own: Client, client: Client, trust: Organisation, person: Any
) -> None:
    made = promised(trust, person)
    address = f"/commitments/{made.pk}/withdraw/"
    assert "Say why it is withdrawn." in text(own.post(address, {"words": " ", "revision": made.revision}))
    assert own.post(address, {"words": "The fund closed.", "revision": made.revision}).status_code == 302
    page = text(client.get(f"/commitments/{made.pk}/"))
    assert "Withdrawn" in page
    assert "The fund closed." in page
    with pytest.raises(ValueError, match="It was withdrawn on"):
        updated(made, person, now=NOW + days(1))
    # A colleague withdrew it while the form was open: what was typed is still there.
    late = own.post("/commitments/mine/", keeping(made, words="Typed in vain?"))
    assert late.status_code == 422
    assert "so nothing can be added to it" in text(late)
    assert "Typed in vain?" in text(late)


def test_the_standing_is_that_of_the_day_and_the_file_holds_what_the_list_counts(
    client: Client, trust: Organisation, person: Any, by: Any
) -> None:
    long_ago = NOW - days(400)
    late = promised(trust, person, now=long_ago, due=timezone.localdate() - days(10), title="Late one")
    promised(trust, person, now=long_ago, due=timezone.localdate() - days(91), title="Missed one")
    moved = promised(trust, person, now=long_ago, due=timezone.localdate() - days(5), title="Moved one")
    updated(moved, person, kind="changed", until=timezone.localdate() + days(50), words="Frost.", day=TODAY)
    done = promised(trust, person, now=long_ago, due=TODAY - days(1), title="=Done one", area="E08000031")
    updated(done, person, kind="done", evidence_words="Counted.", day=TODAY)
    promised(trust, person, title="New one", goal="equality", due=timezone.localdate() + days(9))
    expected = {"late": 1, "missed": 1, "changed": 1, "met": 1, "on-course": 1, "withdrawn": 0}
    for standing, n in expected.items():
        page = text(client.get(f"/commitments/?standing={standing}"))
        rows = list(csv.DictReader(io.StringIO(
            client.get(f"/commitments/data.csv?standing={standing}").content.decode("utf-8-sig")
        )))  # fmt: skip
        assert len(rows) == n == page.count('role="rowheader"')
        assert all(r["standing"] == standing for r in rows)
    everything = text(client.get("/commitments/"))
    assert "5 commitments: 1 met, 1 missed, 1 late today." in everything
    assert "10 days ago" in text(client.get(f"/commitments/{late.pk}/"))
    by_place = list(csv.DictReader(io.StringIO(
        client.get("/commitments/data.csv?place=E08000031").content.decode("utf-8-sig")
    )))  # fmt: skip
    assert [r["commitment"] for r in by_place] == ["'=Done one"]
    assert (by_place[0]["days late"], by_place[0]["met on"]) == ("1", TODAY.isoformat())
    # All of them are for boroughs of it; the panel of its page counts as the list does.
    assert text(client.get("/commitments/?place=E47000007")).count('role="rowheader"') == 5
    assert "All 5 of them" in text(client.get("/places/E47000007/"))
    for query, n in (
        ("goal=inclusive-growth:equality", 1), ("organisation=learning-trust", 5), ("organisation=nobody", 0),
        ("words=missed", 1), ("goal=%00junk", 5), ("standing=junk", 5), (f"indicator={PAY}", 0),
    ):  # fmt: skip
        assert text(client.get(f"/commitments/?{query}")).count('role="rowheader"') == n, query


def test_the_list_asks_as_often_for_many_as_for_few(client: Client, trust: Organisation, person: Any) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/commitments/")
        return len(queries)

    updated(promised(trust, person), person)
    few = asked()
    for n in range(8):
        updated(promised(trust, person, title=f"Number {n}"), person)
    assert asked() == few


def test_what_the_database_refuses(trust: Organisation, person: Any) -> None:
    made = promised(trust, person)
    for wrong in (
        lambda: Commitment.objects.filter(pk=made.pk).update(due=made.made_on - days(1)),
        lambda: Commitment.objects.filter(pk=made.pk).update(withdrawn_on=TODAY),
        lambda: CommitmentUpdate.objects.create(
            commitment=made, kind="changed", words="x", day=TODAY, at=NOW
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_an_update_of_an_earlier_day_than_the_last_is_refused(trust: Organisation, person: Any) -> None:
    made = promised(trust, person, now=NOW - days(30))
    updated(made, person, day=TODAY)
    with pytest.raises(ValueError, match="this one came later"):
        updated(made, person, day=TODAY - days(1))
    with pytest.raises(ValueError, match="is the day that counts already"):
        updated(made, person, kind="changed", until=made.due, day=TODAY)
    with pytest.raises(actions.Moved):
        updated(made, person, revision=1)
    assert selectors.stands_on(made, TODAY).standing == "on-course"
