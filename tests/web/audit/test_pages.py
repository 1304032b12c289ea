"""The page of the record, and its file."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.test import Client
from tests.web.audit.acts import acts_of_the_code
from tests.web.people import NOW, TESTS

from commonweal.web.accounts.roles import Administrator, Analyst, Publisher
from commonweal.web.audit.actions import record
from commonweal.web.audit.presenters.acts import ACTS

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def keep(sentence: str, act: str = "evidence.published") -> None:
    record(by=TESTS, now=NOW, act=act, subject=("import", "1", "Wages"), sentence=sentence)


@pytest.mark.parametrize("role", [Administrator, Publisher])
def test_those_who_answer_for_the_site_read_it_as_sentences(signed_in: SignIn, role: type) -> None:
    keep("published “Wages” <b>")
    page = signed_in(role).get("/audit/").content.decode()
    assert "The tests published “Wages” &lt;b&gt;." in page
    assert "23 November 2026, 09:30" in page
    assert "acts are on record." in page


@pytest.mark.parametrize("address", ["/audit/", "/audit/events.csv"])
def test_others_do_not(signed_in: SignIn, address: str) -> None:
    answer = signed_in(Analyst).get(address)
    assert answer.status_code == 403
    assert "none of your roles opens this page" in answer.content.decode()


def test_it_can_be_narrowed_and_junk_narrows_nothing(signed_in: SignIn) -> None:
    keep("published wages")
    keep("brought wages", act="evidence.brought")
    client = signed_in(Publisher)
    narrowed = client.get("/audit/?act=evidence.brought").content.decode()
    assert "The tests brought wages." in narrowed
    assert "The tests published wages." not in narrowed
    assert "1 act is on record that fits what you asked." in narrowed
    junk = client.get("/audit/?since=never&page=-4").content.decode()
    assert "The tests published wages." in junk


def test_acts_are_chosen_in_plain_words_and_named_by_code_in_the_address(signed_in: SignIn) -> None:
    keep("published wages")
    keep("did something once", act="a.b")
    page = signed_in(Publisher).get("/audit/?act=evidence.published").content.decode()
    assert '<option value="evidence.published" selected>published figures</option>' in page
    assert '<option value="accounts.role_granted">gave a role</option>' in page
    assert '<option value="a.b">a.b</option>' in page  # of before it had words
    words = re.findall(r"<option[^>]*>([^<]*)", page.partition('id="act"')[2].partition("</select>")[0])
    assert words[1:] == sorted(words[1:], key=str.casefold)


@pytest.mark.walk
def test_every_act_of_the_code_has_words_of_its_own() -> None:
    found = acts_of_the_code()
    assert {"accounts.password_changed", "committee.made", "rollout.linked", "scrutiny.left"} <= found
    assert not sorted(found - ACTS.keys()), "give these acts words in commonweal/web/audit/presenters/acts.py"
    assert len(set(map(str, ACTS.values()))) == len(ACTS)


def test_a_long_record_has_pages_that_keep_what_was_asked(signed_in: SignIn) -> None:
    for number in range(60):
        keep(f"published figure {number}")
    page = signed_in(Publisher).get("/audit/?act=evidence.published&page=2").content.decode()
    assert 'href="?act=evidence.published"' in page
    assert "The tests published figure 0." in page
    assert "The tests published figure 59." not in page


def test_the_file_has_every_act_and_no_formula(signed_in: SignIn) -> None:
    keep("published wages")
    record(by=TESTS, now=NOW, act="a.b", subject=("x", "=1+1", '=HYPERLINK("x")'), sentence="did it")
    answer = signed_in(Publisher).get("/audit/events.csv?act=a.b")
    assert answer["Content-Disposition"] == 'attachment; filename="record-of-acts.csv"'
    rows = list(csv.DictReader(StringIO(answer.getvalue().decode())))
    assert [row["sentence"] for row in rows] == ["The tests did it"]
    assert rows[0]["subject_id"] == "'=1+1"
    assert rows[0]["when"] == "2026-11-23T09:30:00+00:00"


def test_the_page_asks_few_questions(signed_in: SignIn, django_assert_max_num_queries: Callable) -> None:
    for number in range(40):
        keep(f"published figure {number}")
    client = signed_in(Publisher)
    with django_assert_max_num_queries(8):
        client.get("/audit/")
