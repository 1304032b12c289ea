"""Organisations, partnerships, seats and writers: kept by a role, by two at once, read by anybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.web.example import NOW
from tests.web.partnership.promising import TODAY, days, entered, owner, partner, promised, updated
from tests.web.people import somebody
from tests.web.scrutiny.register import body

from commonweal.web.accounts.roles import Administrator
from commonweal.web.audit.models import Event
from commonweal.web.partnership.actions import commitments, reminding
from commonweal.web.partnership.actions import organisations as actions
from commonweal.web.partnership.models import Organisation, Partner, Partnership, Reminder, Seat
from commonweal.web.partnership.roles import PartnerRole, PartnershipOwner
from commonweal.web.scrutiny.actions.notices import choose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]


@pytest.fixture
def keeper(signed_in: Callable[..., Client]) -> Client:
    return signed_in(PartnershipOwner, name="Olu Owner")


def text(response: Any) -> str:
    return unescape(body(response))


def organisation(**more: Any) -> dict[str, Any]:
    return {"name": "Learning Trust", "kind": "charity", "brings": ["data", "lived"], "revision": 0} | more


def partnership(**more: Any) -> dict[str, Any]:
    return {"name": "Growth Unit", "kind": "unit", "purpose": "To build the evidence.", "revision": 0} | more


def seat(**more: Any) -> dict[str, Any]:
    return {"organisation": "learning-trust", "kind": "member", "revision": 0} | more


def test_an_organisation_is_entered_found_and_read(keeper: Client, client: Client) -> None:
    answer = keeper.post(
        "/partners/new/",
        organisation(
            about="Courses in the evening.", roles="Head of courses\nPanel of learners",
            joined_on="2025-09-01", source="Its report of 2025", source_address="https://example.org/report",
        ),
    )  # fmt: skip
    assert answer["Location"] == "/partners/learning-trust/"
    page = text(client.get("/partners/learning-trust/"))
    for words in (
        "Charity. Takes part since 1 September 2025.", "Lived experience", "Panel of learners",
        "Its report of 2025", "It has made no commitment here.",
    ):  # fmt: skip
        assert words in page
    assert Event.objects.filter(act="partnership.made", subject_kind="organisation").count() == 1
    assert "/partners/learning-trust/" in body(client.get("/partners/?kind=charity"))
    assert "/partners/learning-trust/" not in body(client.get("/partners/?kind=union"))
    assert "No organisation fits" in body(client.get("/partners/?words=nothing"))
    assert "/partners/learning-trust/" in body(client.get("/search/?q=evening"))
    assert "/partners/learning-trust/" in body(client.get("/sitemap.xml"))


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": ""}, "Give the organisation a name."),
        ({"name": "!!"}, "Write it with at least one letter or figure."),
        ({"name": "x" * 201}, "at most 200 characters"),
        ({"kind": "club"}, "Select a valid choice"),
        ({"brings": ["gold"]}, "Select a valid choice"),
        ({"roles": "Ann Other, ann@example.org"}, "Give roles: no person, no address"),
        ({"roles": "Head of courses, 0121 496 0000"}, "no telephone number"),
        ({"joined_on": "2026-01-02", "left_on": "2026-01-01"}, "It cannot have left before it joined."),
        ({"source_address": "javascript:x"}, "Give an address that begins with https://"),
        ({"source_address": "https://example.org/"}, "Say what the address leads to."),
        ({"about": "x" * 10_001}, "At most 10,000 characters are kept."),
    ],
)
def test_what_is_wrong_with_an_organisation_is_said(
    keeper: Client, sent: dict[str, Any], message: str
) -> None:
    answer = keeper.post("/partners/new/", organisation(**sent))
    assert answer.status_code == 422
    assert message in text(answer)
    assert not Organisation.objects.exists()


def test_two_who_change_an_organisation_at_once(keeper: Client) -> None:
    entered(keeper.person)  # type: ignore[attr-defined]
    address = "/partners/learning-trust/edit/"
    assert keeper.post(address, organisation(revision=1, about="First.")).status_code == 302
    answer = keeper.post(address, organisation(revision=1, about="Second."))
    assert answer.status_code == 409
    assert "First." in text(answer)
    assert "Second." in text(answer)
    assert Organisation.objects.get().about == "First."
    assert keeper.post(address, organisation(revision=2, about="Both.")).status_code == 302
    again = keeper.post("/partners/new/", organisation(name="learning TRUST"))
    assert "There is an organisation called" in text(again)


def test_seats_missing_vacant_and_taken(keeper: Client, client: Client) -> None:
    trust = entered(keeper.person)  # type: ignore[attr-defined]
    assert keeper.post("/partnerships/new/", partnership()).status_code == 302
    address = "/partnerships/growth-unit/"
    page = text(client.get(address))
    assert "No seat for residents is recorded" in page
    assert "No seat for workers or their unions is recorded" in page
    assert "No seats are recorded as taken." in page
    keeper.post(f"{address}seats/new/", seat(organisation="", kind="residents"))
    assert "The residents’ seat is vacant" in text(client.get(address))
    vacant = Seat.objects.get()
    filled = seat(kind="residents", words="A panel of forty", since="2026-01-01", revision=vacant.revision)
    assert keeper.post(f"{address}seats/{vacant.pk}/", filled).status_code == 302
    page = text(client.get(address))
    assert "residents’ seat" not in page
    assert "Residents: A panel of forty" in page
    assert "since 1 January 2026" in page
    assert "1 seat is recorded as taken." in page
    assert keeper.post(f"{address}seats/{vacant.pk}/", filled).status_code == 409
    assert "Growth Unit" in text(client.get("/partners/learning-trust/"))
    # An organisation that left sits nowhere, and the chair is empty again.
    trust.refresh_from_db()
    actions.save_organisation(
        organisation=trust, fields={"left_on": TODAY - days(1)}, revision=trust.revision, by=owner(), now=NOW
    )
    page = text(client.get(address))
    assert "The residents’ seat is vacant" in page
    assert "Seats of other times" in page
    refused = keeper.post(f"{address}seats/new/", seat())
    assert "so it can take no seat." in text(refused)
    assert keeper.get(f"{address}seats/999/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"purpose": ""}, "Say what it is for."),
        ({"kind": ""}, "Choose what kind of partnership it is."),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "It cannot have ended before it began."),
        ({"said": "It has no residents."}, "Say who said it"),
        ({"said_address": "ftp://x"}, "Give an address that begins with https://"),
    ],
)
def test_what_is_wrong_with_a_partnership_is_said(keeper: Client, sent: dict[str, Any], message: str) -> None:
    answer = keeper.post("/partnerships/new/", partnership(**sent))
    assert answer.status_code == 422
    assert message in text(answer)
    assert not Partnership.objects.exists()


def test_a_partnership_that_ended_lacks_nobody(keeper: Client, client: Client) -> None:
    keeper.post("/partnerships/new/", partnership(since="2018-06-11", until="2020-01-01"))
    page = text(client.get("/partnerships/growth-unit/"))
    assert "11 June 2018 to 1 January 2020. It has ended." in page
    assert "Missing" not in page


def test_only_the_owner_keeps_the_register_and_the_public_is_not_told_who_writes(
    keeper: Client, client: Client, signed_in: Callable[..., Client]
) -> None:
    trust = entered(keeper.person)  # type: ignore[attr-defined]
    pat = somebody(PartnerRole, email="pat@example.org", name="Pat Partner")
    answer = keeper.post("/partners/learning-trust/writers/", {"writers": [str(pat.pk)]})
    assert answer.status_code == 302
    assert Partner.objects.get().person == pat
    assert "Pat Partner" not in text(client.get("/partners/learning-trust/"))
    strange = keeper.post("/partners/learning-trust/writers/", {"writers": ["99999"]})
    assert "There is nobody like that" in text(strange)
    with pytest.raises(ValueError, match="does not have the role Partner"):
        actions.tie(organisation=trust, person=somebody(Administrator), by=pat, now=NOW)
    keeper.post("/partners/learning-trust/writers/", {})
    assert not Partner.objects.exists()
    other = signed_in(PartnerRole, email="other@example.org")
    for address in (
        "/partners/new/", "/partners/learning-trust/edit/", "/partners/learning-trust/writers/",
        "/partnerships/new/",
    ):  # fmt: skip
        assert other.get(address).status_code == 403, address
        assert client.get(address).status_code == 302, address
    for address in ("/partners/nobody/", "/partnerships/nothing/", "/commitments/999/"):
        assert client.get(address).status_code == 404, address


def test_partners_are_reminded_once_of_what_is_due_late_or_quiet() -> None:
    by = owner()
    trust = entered(by)
    pat = partner(trust, by)
    day = timezone.localdate(NOW)
    long_ago = NOW - days(400)
    promised(trust, pat, title="Due soon", due=day + days(30))
    promised(trust, pat, title="Due later", due=day + days(31))
    promised(trust, pat, title="Late", now=long_ago, due=day - days(1))
    promised(trust, pat, title="Missed", now=long_ago, due=day - days(91))
    promised(trust, pat, title="Quiet", now=long_ago, due=day + days(300))
    spoken = promised(trust, pat, title="Spoken of", now=long_ago, due=day + days(300))
    updated(spoken, pat)
    assert reminding.remind(now=NOW) == 3
    assert reminding.remind(now=NOW + days(0)) == 0
    assert set(Reminder.objects.values_list("commitment__title", flat=True)) == {"Due soon", "Late", "Quiet"}
    mail.outbox.clear()
    assert reminding.send(clock=lambda: NOW) == (3, 0)
    assert reminding.send(clock=lambda: NOW) == (0, 0)
    letters = {m.subject: m for m in mail.outbox}
    mail.outbox.clear()
    commitments.remark(
        commitment=spoken, words="Secret to the mail.", role="A scrutiny member", by=by, now=NOW
    )
    assert reminding.send(clock=lambda: NOW) == (1, 0)
    [letter] = mail.outbox
    assert letter.subject.endswith("is spoken of: Spoken of")
    assert f"/commitments/{spoken.pk}/" in letter.body
    assert "Secret" not in letter.body
    late = next(m for subject, m in letters.items() if subject.endswith("is late: Late"))
    assert late.to == [pat.email]
    assert re.search(r"/commitments/mine/\?commitment=\d+", str(late.body))


def test_a_letter_is_kept_where_mail_fails_and_not_sent_to_who_wants_none(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = owner()
    trust = entered(by)
    pat = partner(trust, by)
    promised(trust, pat, title="Line\nbreak", due=timezone.localdate(NOW) + days(3))
    assert reminding.remind(now=NOW) == 1

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError("no mail today")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", refuse)
        assert reminding.send(clock=lambda: NOW) == (0, 1)
    assert "no mail today" in Reminder.objects.get().failed
    choose(person=pat, wanted=False, now=NOW)
    assert reminding.send(clock=lambda: NOW) == (0, 0)
    assert not Reminder.objects.exists()
    assert reminding.remind(now=NOW) == 0
