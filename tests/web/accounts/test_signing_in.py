"""Signing in and out, choosing passwords, the second step: django-allauth's pages in our own look."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from tests.web.people import PASSWORD, somebody

from commonweal.web.accounts.models import User
from commonweal.web.accounts.roles import Analyst, Contributor
from commonweal.web.accounts.selectors import person_by_email
from commonweal.web.audit.models import Event

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """The limits on tries are kept in the cache, which tests share."""
    from django.core.cache import cache

    cache.clear()


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/accounts/login/", {"login": user.email, "password": password, **more})


def test_in_and_out(client: Client) -> None:
    ann = somebody(Analyst)
    assert "You do not need to sign in to read it." in client.get("/accounts/login/").content.decode()
    assert sign_in(client, ann)["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/account/").status_code == 200  # looking at the page signs nobody out
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert client.get("/account/").status_code == 302


def test_the_door_leads_back_to_where_one_was_going(client: Client) -> None:
    ann = somebody()
    door = client.get("/account/name/")["Location"]
    assert 'name="next" value="/account/name/"' in client.get(door).content.decode()
    assert sign_in(client, ann, next="/account/name/")["Location"] == "/account/name/"


def test_the_door_does_not_lead_away_from_the_site(client: Client) -> None:
    assert sign_in(client, somebody(), next="https://other.example/")["Location"] == "/account/"


@pytest.mark.parametrize("who", ["ann@example.org", "nobody-here@example.org"])
def test_a_wrong_password_and_an_unknown_address_are_told_alike(client: Client, who: str) -> None:
    somebody(email="ann@example.org")
    page = client.post("/accounts/login/", {"login": who, "password": "wrong"}).content.decode()
    assert "The e-mail address or the password is not right." in page
    assert "<title>Error: Sign in" in page


def test_too_many_tries_are_stopped_even_with_the_right_password(client: Client) -> None:
    ann = somebody()
    pages = [sign_in(client, ann, "wrong").content.decode() for _ in range(12)]
    assert "There were too many tries. Wait five minutes, then try again." in pages[-1]
    sign_in(client, ann)
    assert client.get("/account/").status_code == 302


def test_too_many_requests_of_one_kind_get_a_page_of_ours(client: Client) -> None:
    answers = [client.post("/accounts/password/reset/", {"email": "a@example.org"}) for _ in range(25)]
    assert answers[-1].status_code == 429
    assert "Too many tries" in answers[-1].content.decode()


def test_an_account_switched_off_stays_out(client: Client) -> None:
    ann = somebody()
    User.objects.filter(pk=ann.pk).update(is_active=False)
    answer = sign_in(client, ann)
    assert answer["Location"] == "/accounts/inactive/"
    assert "This account is switched off" in client.get("/accounts/inactive/").content.decode()


def test_signing_up_is_closed_unless_the_authority_opens_it(client: Client) -> None:
    assert "Accounts are given by an administrator" in client.get("/accounts/signup/").content.decode()
    new = {"email": "bo@example.org", "password1": "sixteen new letters", "display_name": "Bo"}
    client.post("/accounts/signup/", new)
    assert not User.objects.exists()


def test_where_it_is_open_a_new_person_is_a_contributor_once_confirmed(client: Client, settings: Any) -> None:
    settings.COMMONWEAL_SIGNUP = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    assert "Make an account" in client.get("/accounts/signup/").content.decode()
    new = {"email": "bo@example.org", "password1": "sixteen new letters", "display_name": "Bo Example"}
    client.post("/accounts/signup/", new, follow=True)
    bo = person_by_email("bo@example.org")
    assert (str(bo), bo.roles) == ("Bo Example", [Contributor])
    assert client.get("/account/").status_code == 302
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body).group(1)
    assert "Confirm your e-mail address" in client.get(link).content.decode()
    client.post(link)
    sign_in(client, bo, "sixteen new letters")
    assert client.get("/account/").status_code == 200
    assert Event.objects.filter(sentence="Bo Example made an account").exists()


def test_a_forgotten_password(client: Client) -> None:
    somebody(email="ann@example.org")
    answer = client.post("/accounts/password/reset/", {"email": "ann@example.org"}, follow=True)
    assert "Look at your e-mail" in answer.content.decode()
    assert "Choose a password" in mail.outbox[0].subject
    assert "asked for a link to choose the password" in mail.outbox[0].body


def test_a_link_that_was_used_or_made_up(client: Client) -> None:
    page = client.get("/accounts/password/reset/key/1-made-up/").content.decode()
    assert "This link has been used or is too old." in page


@pytest.mark.parametrize("weak", ["short", "password1234", "112233445566"])
def test_a_weak_password_is_refused(signed_in: SignIn, weak: str) -> None:
    client = signed_in()
    chosen = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    page = client.post("/accounts/password/change/", chosen).content.decode()
    assert "There is a problem" in page
    assert User.objects.get().check_password(PASSWORD)


def test_a_new_password_is_on_record(signed_in: SignIn) -> None:
    client = signed_in(name="Ann")
    chosen = {"oldpassword": PASSWORD, "password1": "sixteen new letters", "password2": "sixteen new letters"}
    client.post("/accounts/password/change/", chosen)
    assert User.objects.get().check_password("sixteen new letters")
    assert Event.objects.first().sentence == "Ann changed their password"
    letter = mail.outbox[0]
    assert letter.subject.startswith("Commonweal: ")
    assert "If it was not you, change your password at once" in letter.body


def test_a_new_address_counts_once_it_is_confirmed(client: Client) -> None:
    ann = somebody(email="ann@example.org", name="Ann")
    sign_in(client, ann)
    asked = client.post("/accounts/email/", {"email": "new@example.org", "action_add": "1"})
    assert asked["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F"
    page = show_again_who_it_is(client, "/accounts/email/")
    assert "You have asked to change to" in page
    assert User.objects.get().email == "ann@example.org"
    letter = next(each for each in mail.outbox if each.to == ["new@example.org"])
    link = re.search(r"http://testserver(/\S+)", letter.body).group(1)
    client.get(link)
    client.post(link)
    assert User.objects.get().email == "new@example.org"
    assert Event.objects.first().sentence == "Ann changed their e-mail address"


def show_again_who_it_is(client: Client, before: str) -> str:
    answer = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": before}, follow=True)
    return answer.content.decode()


def code_for(secret: str) -> str:
    """What an app shows now: the code of this half minute (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.django_db(transaction=True)  # allauth tells of a second step once it is committed
def test_the_second_step_from_setting_up_to_signing_in(client: Client) -> None:
    ann = somebody(name="Ann")
    sign_in(client, ann)
    assert "Set up an app" in client.get("/accounts/2fa/").content.decode()
    assert client.get("/accounts/2fa/totp/activate/").status_code == 302
    page = show_again_who_it_is(client, "/accounts/2fa/totp/activate/")
    secret = re.search(r"Key: <code>(\w+)</code>", page).group(1)
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"}).content.decode()
    assert "Incorrect code" in wrong
    codes = client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)}, follow=True)
    recovery = re.findall(r"<li><code>(\w+)</code></li>", codes.content.decode())
    assert len(recovery) == 10
    assert Event.objects.filter(sentence="Ann set up an authenticator app for signing in").exists()
    for address in ("", "webauthn/", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"):
        assert client.get(f"/accounts/2fa/{address}").status_code == 200
    client.post("/accounts/logout/")

    assert sign_in(client, ann)["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/account/").status_code == 302  # the password alone is not enough
    assert "Enter your code" in client.get("/accounts/2fa/authenticate/").content.decode()
    assert (
        "Incorrect code" in client.post("/accounts/2fa/authenticate/", {"code": "nonsense"}).content.decode()
    )
    client.post("/accounts/2fa/authenticate/", {"code": recovery[0]})
    assert client.get("/account/").status_code == 200
    page = show_again_who_it_is(client, "/accounts/2fa/totp/deactivate/")
    assert "Stop using the authenticator app" in page
    client.post("/accounts/2fa/totp/deactivate/")
    assert Event.objects.filter(sentence="Ann stopped using an authenticator app for signing in").exists()


def test_an_act_of_safety_asks_once_more_who_it_is(signed_in: SignIn) -> None:
    client = signed_in()  # by a cookie alone: no password was given lately
    answer = client.get("/accounts/2fa/webauthn/add/", follow=True)
    assert "Confirm that it is you" in answer.content.decode()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/accounts/2fa/webauthn/add/"})
    page = client.get("/accounts/2fa/webauthn/add/").content.decode()
    assert "Add a security key" in page
    assert "allauth.webauthn.forms.addForm" in page
