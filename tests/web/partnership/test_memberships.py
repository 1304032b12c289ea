"""An organisation that left and came back; what an organisation says that a promise of another names."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.web.example import NOW
from tests.web.partnership.promising import TODAY, days, entered, owner, partner, promised, updated
from tests.web.scrutiny.register import body

from commonweal.web.partnership.actions import commitments, organisations
from commonweal.web.partnership.models import Membership, Organisation, Said
from commonweal.web.partnership.roles import PartnerRole, PartnershipOwner
from commonweal.web.partnership.selectors import commitments as selectors
from commonweal.web.partnership.selectors.organisations import part_of_it

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
PERIODS = "/partners/learning-trust/periods/"


@pytest.fixture
def keeper(signed_in: Callable[..., Client]) -> Client:
    return signed_in(PartnershipOwner, name="Olu Owner")


def text(response: Any) -> str:
    return unescape(body(response))


def test_an_organisation_that_left_comes_back_and_promises_again(keeper: Client, client: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    trust = entered(by, joined_on=TODAY - days(900), left_on=TODAY - days(400))
    pat = partner(trust, by)
    with pytest.raises(ValueError, match=r"Learning Trust left on .*, so it can promise nothing new"):
        promised(trust, pat)
    back = TODAY - days(100)
    assert keeper.post(PERIODS, {"since": back.isoformat(), "revision": trust.revision}).status_code == 302
    trust = Organisation.objects.get()
    assert (trust.joined_on, trust.left_on) == (back, None)
    page = text(client.get("/partners/learning-trust/"))
    assert f"Took part {TODAY - days(900):%-d %B %Y} to {TODAY - days(400):%-d %B %Y}." in page
    assert f"Takes part since {back:%-d %B %Y}." in page
    for ago, takes in (
        (901, False),
        (900, True),
        (400, True),
        (399, False),
        (101, False),
        (100, True),
        (0, True),
    ):
        assert part_of_it(trust, TODAY - days(ago)) is takes, ago
    assert promised(trust, pat).pk
    late = keeper.post(PERIODS, {"since": back.isoformat(), "revision": 1})
    assert late.status_code == 409


def test_one_that_left_on_the_day_promises_to_its_end_and_no_longer(keeper: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    trust = entered(by, left_on=TODAY)
    pat = partner(trust, by)
    assert promised(trust, pat).pk
    with pytest.raises(ValueError, match="left on"):
        promised(trust, pat, now=NOW + days(1))
    ahead = entered(by, "Later Trust", joined_on=TODAY + days(1))
    with pytest.raises(ValueError, match=r"takes part from .* on, so it can promise nothing new"):
        promised(ahead, partner(ahead, by, "later@example.org"))


@pytest.mark.parametrize(
    ("since", "until", "message"),
    [
        ("", "", "Say from when, or until when, it took part."),
        ("2020-02-01", "2020-01-01", "It cannot have left before it joined."),
        ("2020-01-01", "2021-06-01", "It took part on some of these days already."),
        ("2023-01-01", "", "It took part on some of these days already."),
        ("soon", "", "Write the day like 2027-01-31."),
    ],
)
def test_a_period_that_is_wrong_is_refused(keeper: Client, since: str, until: str, message: str) -> None:
    entered(
        keeper.person,  # type: ignore[attr-defined]
        joined_on=TODAY.replace(year=2021, month=1, day=1), left_on=TODAY.replace(year=2024, month=1, day=1),
    )  # fmt: skip
    answer = keeper.post(PERIODS, {"since": since, "until": until, "revision": 1})
    assert answer.status_code == 422
    assert message in text(answer)
    assert not Membership.objects.exists()


def test_an_earlier_period_stands_beside_the_present_one(keeper: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    trust = entered(by, joined_on=TODAY - days(10))
    sent = {"since": "2019-01-01", "until": "2019-12-31", "revision": trust.revision}
    assert keeper.post(PERIODS, sent).status_code == 302
    trust.refresh_from_db()
    assert (trust.joined_on, trust.left_on) == (TODAY - days(10), None)
    assert Membership.objects.get().until.isoformat() == "2019-12-31"
    with pytest.raises(ValueError, match="It took part before, until 31 December 2019"):
        organisations.save_organisation(
            organisation=trust, fields={"joined_on": None}, revision=trust.revision, by=by, now=NOW
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.update(since=TODAY)


def test_a_seat_is_empty_in_the_years_between(keeper: Client, client: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    trust = entered(by, joined_on=TODAY - days(900), left_on=TODAY - days(400))
    board = organisations.save_partnership(
        partnership=None, fields={"name": "Board", "kind": "board", "purpose": "To join up."}, revision=0,
        by=by, now=NOW,
    )  # fmt: skip
    fields = {"organisation_id": trust.pk, "kind": "residents", "since": TODAY - days(900)}
    organisations.save_seat(partnership=board, seat=None, fields=fields, revision=0, by=by, now=NOW)
    assert "The residents’ seat is vacant" in text(client.get("/partnerships/board/"))
    organisations.save_membership(
        organisation=trust, since=TODAY - days(3), until=None, revision=trust.revision, by=by, now=NOW
    )
    assert "residents’ seat" not in text(client.get("/partnerships/board/"))


def test_an_organisation_that_a_promise_names_speaks_and_is_replied_to(
    client: Client, signed_in: Callable[..., Client]
) -> None:
    by = owner()
    trust, college = entered(by, contact="office@trust.example"), entered(by, "The College")
    pat = partner(trust, by)
    made = promised(trust, pat, words="Rooms that “the college” lends: free of charge.")
    assert selectors.named_in(made) == [college]
    speaker = signed_in(PartnerRole, email="college@example.org")
    organisations.tie(organisation=college, person=speaker.person, by=by, now=NOW)  # type: ignore[attr-defined]
    address = f"/commitments/{made.pk}/say/the-college/"
    assert address in body(speaker.get(f"/commitments/{made.pk}/"))
    assert address not in body(client.get(f"/commitments/{made.pk}/"))
    assert say(speaker, address, "").status_code == 422
    assert say(speaker, address, "We lend two rooms, not four.").status_code == 302
    page = text(client.get(f"/commitments/{made.pk}/"))
    for words in (
        "The College says", "We lend two rooms, not four.", "It names", "mailto:office@trust.example",
        "Have you something to say and no account? Write to Learning Trust:",
    ):  # fmt: skip
        assert words in page, words
    held = Said.objects.get()
    commitments.reply(commitment=made, to=held, words="Two it is.", by=pat, now=NOW)
    assert "Learning Trust replies" in text(client.get(f"/commitments/{made.pk}/"))
    other = entered(by, "Other Trust")
    organisations.tie(organisation=other, person=speaker.person, by=by, now=NOW)  # type: ignore[attr-defined]
    refused = say(speaker, f"/commitments/{made.pk}/say/other-trust/", "Us too.")
    assert "The commitment does not name Other Trust." in text(refused)
    strange = say(speaker, f"/commitments/{made.pk}/say/learning-trust/", "In your name.")
    assert "You do not write for Learning Trust." in text(strange)
    assert client.get(address).status_code == 302


def say(client: Client, address: str, words: str) -> Any:
    return client.post(address, {"words": words})


def test_where_to_write_is_said_even_where_it_is_not_recorded(client: Client) -> None:
    by = owner()
    trust = entered(by)
    made = promised(trust, partner(trust, by))
    assert "where is not recorded here" in text(client.get(f"/commitments/{made.pk}/"))


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "call us", "ftp://x"])
def test_where_to_write_is_an_address(keeper: Client, contact: str) -> None:
    sent = {"name": "Trust", "kind": "charity", "contact": contact, "revision": 0}
    assert keeper.post("/partners/new/", sent).status_code == 422


def test_the_list_of_all_promises_flags_a_figure_that_differs(client: Client) -> None:
    by = owner()
    trust = entered(by)
    pat = partner(trust, by)
    plain = promised(trust, pat, title="No figure")
    made = promised(trust, pat, title="A figure", indicator="median-weekly-pay", area="E08000031")
    assert "A figure differs" not in text(client.get("/commitments/"))
    updated(made, pat, stated="1", stated_period="2025")
    page = text(client.get("/commitments/"))
    assert page.count("A figure differs</strong>") == 1
    rows = list(csv.DictReader(io.StringIO(client.get("/commitments/data.csv").content.decode("utf-8-sig"))))
    assert {r["number"]: r["a figure differs"] for r in rows} == {str(plain.pk): "no", str(made.pk): "yes"}
