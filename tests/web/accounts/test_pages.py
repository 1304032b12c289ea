"""The pages about people: your own, and an administrator's."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from tests.web.people import somebody

from commonweal.web.accounts.models import User
from commonweal.web.accounts.roles import Administrator, Analyst, Publisher
from commonweal.web.accounts.selectors import person, person_by_email
from commonweal.web.audit.models import Event

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def test_my_account_says_in_words_what_i_may_do(signed_in: SignIn) -> None:
    page = signed_in(Analyst, name="Ann Example").get("/account/").content.decode()
    assert "You are Ann Example." in page
    assert "bring figures: upload a file and see what it would change" in page
    assert "publish figures" not in page


def test_without_a_role_it_says_who_gives_one(signed_in: SignIn) -> None:
    assert "An administrator of this site gives roles." in signed_in().get("/account/").content.decode()


def test_i_change_my_name(signed_in: SignIn) -> None:
    client = signed_in(Analyst, name="Ann")
    answer = client.post("/account/name/", {"display_name": "Ann Other"}, follow=True)
    assert "Your name is changed." in answer.content.decode()
    assert person(client.person.pk).display_name == "Ann Other"
    assert Event.objects.first().act == "accounts.person_renamed"


def test_an_empty_name_is_refused_at_the_top_and_at_the_field(signed_in: SignIn) -> None:
    page = signed_in().post("/account/name/", {"display_name": ""}).content.decode()
    assert '<a href="#id_display_name">Give your name.</a>' in page
    assert 'id="id_display_name-error"' in page
    assert "<title>Error: Change your name" in page


@pytest.mark.parametrize("address", ["/people/", "/people/add/", "/people/1/", "/people/1/off/"])
def test_only_an_administrator_sees_people(signed_in: SignIn, address: str) -> None:
    client = signed_in(Analyst, Publisher)
    method = client.post if address.endswith("off/") else client.get
    assert method(address).status_code == 403


def test_the_list_of_people(signed_in: SignIn, django_assert_max_num_queries: Callable) -> None:
    for number in range(30):
        somebody(Analyst, Publisher, name=f"Person {number}", email=f"p{number}@example.org")
    client = signed_in(Administrator)
    with django_assert_max_num_queries(7):
        page = client.get("/people/").content.decode()
    assert "31 people have an account." in page
    assert "Person 29" in page
    assert "Analyst, Publisher" in page
    assert "1 of the people with an account match “p7@”." in client.get("/people/?q=p7@").content.decode()


def test_giving_somebody_an_account_sends_them_a_link_that_works(signed_in: SignIn, client: Client) -> None:
    admin = signed_in(Administrator)
    new = {"display_name": "Bo Example", "email": "bo@example.org", "roles": ["analyst"]}
    answer = admin.post("/people/add/", new, follow=True)
    assert "Bo Example has an account. We have sent a link to bo@example.org." in answer.content.decode()
    bo = person_by_email("bo@example.org")
    assert bo.roles == [Analyst]
    assert not bo.has_usable_password()

    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    assert "Choose a new password" in form.content.decode()
    chosen = {"password1": "sixteen new letters", "password2": "sixteen new letters"}
    assert client.post(form.request["PATH_INFO"], chosen).status_code == 302
    signed = client.post("/accounts/login/", {"login": "bo@example.org", "password": "sixteen new letters"})
    assert signed["Location"] == "/account/"
    assert Event.objects.first().sentence == "Bo Example changed their password"


def test_an_address_in_use_is_refused(signed_in: SignIn) -> None:
    somebody(email="bo@example.org")
    new = {"display_name": "Bo", "email": "BO@example.org"}
    page = signed_in(Administrator).post("/people/add/", new).content.decode()
    assert "Somebody already has an account with the address BO@example.org." in page
    assert User.objects.count() == 2


def test_roles_are_given_and_taken(signed_in: SignIn) -> None:
    bo = somebody(Analyst, name="Bo", email="bo@example.org")
    admin = signed_in(Administrator, name="Ann")
    answer = admin.post(
        f"/people/{bo.pk}/", {"roles": ["publisher"], "held": "analyst"}, follow=True
    ).content.decode()
    assert "The roles of Bo are saved." in answer
    assert person(bo.pk).roles == [Publisher]
    assert "Ann gave Bo the role Publisher." in answer
    assert "Ann took the role Analyst from Bo." in answer


@pytest.mark.parametrize("sent", [{"held": "analyst"}, {}, {"held": "analyst emperor"}])
def test_a_page_that_stood_open_undoes_nothing(signed_in: SignIn, sent: dict[str, str]) -> None:
    bo = somebody(Analyst, name="Bo", email="bo@example.org")
    admin = signed_in(Administrator)
    opened = admin.get(f"/people/{bo.pk}/").content.decode()
    assert '<input type="hidden" name="held" value="analyst"' in opened
    admin.post(f"/people/{bo.pk}/", {"roles": ["analyst", "publisher"], "held": "analyst"})
    late = admin.post(f"/people/{bo.pk}/", {"roles": ["analyst", "contributor"], **sent})
    page = late.content.decode()
    assert late.status_code == 409
    assert person(bo.pk).roles == [Analyst, Publisher]
    assert "Somebody changed these roles after you opened the page" in page
    assert [(b.label, b.saved, b.mine) for b in late.context["both"]] == [
        ("Contributor", "not ticked", "ticked"),
        ("Publisher", "ticked", "not ticked"),
    ]
    assert late.context["form"]["roles"].value() == ["analyst", "contributor"]
    again = {"roles": ["analyst", "contributor", "publisher"], "held": late.context["form"]["held"].value()}
    assert admin.post(f"/people/{bo.pk}/", again).status_code == 302
    assert {role.code for role in person(bo.pk).roles} == {"analyst", "contributor", "publisher"}


def test_what_two_chose_alike_is_saved_without_a_question(signed_in: SignIn) -> None:
    bo = somebody(Analyst, name="Bo", email="bo@example.org")
    admin = signed_in(Administrator)
    for _twice in range(2):
        assert admin.post(f"/people/{bo.pk}/", {"roles": ["publisher"], "held": "analyst"}).status_code == 302


def test_a_role_that_does_not_exist_is_refused(signed_in: SignIn) -> None:
    bo = somebody(Analyst, email="bo@example.org")
    page = signed_in(Administrator).post(f"/people/{bo.pk}/", {"roles": ["emperor"]}).content.decode()
    assert "There is a problem" in page
    assert 'href="#id_roles_0"' in page
    assert person(bo.pk).roles == [Analyst]


def test_the_only_administrator_cannot_leave(signed_in: SignIn) -> None:
    admin = signed_in(Administrator, name="Ann")
    page = admin.post(f"/people/{admin.person.pk}/", {"roles": [], "held": "administrator"}).content.decode()
    assert "Ann is the only administrator. Make somebody else one first." in page
    page = admin.post(f"/people/{admin.person.pk}/off/", follow=True).content.decode()
    assert "Ann is the only administrator." in page
    assert person(admin.person.pk).is_active


def test_an_account_switched_off_is_shut_at_once(signed_in: SignIn) -> None:
    bo = signed_in(Publisher, name="Bo")
    assert bo.get("/account/").status_code == 200
    admin = signed_in(Administrator)
    assert "switched off" in admin.post(f"/people/{bo.person.pk}/off/", follow=True).content.decode()
    assert bo.get("/account/").status_code == 302
    admin.post(f"/people/{bo.person.pk}/on/")
    assert bo.get("/account/").status_code == 200


def test_looking_at_a_switch_does_nothing(signed_in: SignIn) -> None:
    bo = somebody(email="bo@example.org")
    assert signed_in(Administrator).get(f"/people/{bo.pk}/off/").status_code == 405
    assert person(bo.pk).is_active


def test_nobody_has_that_number(signed_in: SignIn) -> None:
    assert signed_in(Administrator).get("/people/999999/").status_code == 404
