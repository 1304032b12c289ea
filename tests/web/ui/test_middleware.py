"""A GET cannot write; a request has a name; an unknown template variable raises."""

from __future__ import annotations

import logging
import sys

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from tests.web.people import NOW, TESTS, somebody

from commonweal.web.audit.models import Event
from commonweal.web.ui import request_id
from commonweal.web.ui.middleware import GetCannotWrite, WriteInGetError, is_write, table_of
from commonweal.web.ui.strictness import UnknownVariableError


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ('INSERT INTO "audit_event" ("when") VALUES (1)', "audit_event"),
        ("insert or ignore into a_b values (1)", "a_b"),
        ('UPDATE "accounts_user" SET x = 1', "accounts_user"),
        ("  /* why */ DELETE FROM django_session WHERE 1", "django_session"),
        ("-- why\nDELETE FROM x", "x"),
        ("WITH a AS (SELECT 1) DELETE FROM b", "b"),
        ("WITH gone AS (DELETE FROM c RETURNING *) SELECT * FROM gone", "c"),
        ("CREATE TABLE IF NOT EXISTS t (a int)", "t"),
        ("DROP TABLE t", "t"),
        ("TRUNCATE TABLE t", "t"),
    ],
)
def test_what_writes(sql: str, table: str) -> None:
    assert is_write(sql)
    assert table_of(sql) == table


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        "SELECT * FROM t WHERE name = 'INSERT INTO x'",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "SAVEPOINT s",
        "BEGIN IMMEDIATE",
        "PRAGMA journal_mode",
        "(SELECT 1) UNION (SELECT 2)",
        "SELECT update_time FROM t",
    ],
)
def test_what_does_not(sql: str) -> None:
    assert not is_write(sql)


def write_something(request: object) -> HttpResponse:
    Event.objects.create(when=NOW, who_id="x", who_name="x", act="x", sentence="x")
    return HttpResponse("written")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_that_writes_when_it_is_looked_at_is_stopped(method: str) -> None:
    request = getattr(RequestFactory(), method)("/somewhere/")
    refused = pytest.raises(WriteInGetError, match="a GET of /somewhere/ tried to write: INSERT INTO")
    with refused, transaction.atomic():
        GetCannotWrite(write_something)(request)
    assert Event.objects.count() == 0


@pytest.mark.django_db
def test_the_same_page_may_write_when_it_is_posted_to() -> None:
    assert GetCannotWrite(write_something)(RequestFactory().post("/")).content == b"written"
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_the_session_may_be_kept_on_any_request() -> None:
    def sign_in(request: object) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE django_session SET session_key = session_key")
        return HttpResponse("kept")

    assert GetCannotWrite(sign_in)(RequestFactory().get("/")).content == b"kept"


@pytest.mark.django_db
def test_only_allauths_own_views_may_tidy_its_tables() -> None:
    def tidy(request: object) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM account_emailaddress WHERE id = -1")
        return HttpResponse("tidied")

    middleware = GetCannotWrite(tidy)
    with pytest.raises(WriteInGetError):
        middleware(RequestFactory().get("/"))

    def theirs(request: object) -> HttpResponse:
        from allauth.account.views import login

        middleware.process_view(request, login, (), {})
        return tidy(request)

    assert GetCannotWrite(theirs)(RequestFactory().get("/")).content == b"tidied"


@pytest.mark.django_db
def test_a_request_has_a_name_which_its_events_bear(client: Client) -> None:
    assert len(client.get("/health/")["X-Request-ID"]) == 16
    person = somebody()
    client.force_login(person)
    answer = client.post("/account/name/", {"display_name": "Another name"})
    event = Event.objects.get(act="accounts.person_renamed")
    assert event.request_id == answer["X-Request-ID"]


def test_an_event_outside_a_request_has_no_name(db: None) -> None:
    from commonweal.web.audit.actions import record

    event = record(by=TESTS, now=NOW, act="a.b", subject=("a", "1", "A"), sentence="did it")
    assert event.request_id == ""


def test_an_unknown_template_variable_raises() -> None:
    with pytest.raises(UnknownVariableError, match="nobody_gave_this"):
        engines["django"].from_string("{{ nobody_gave_this }}").render({})
    assert engines["django"].from_string("{% if nobody_gave_this %}a{% endif %}b").render({}) == "b"


@pytest.mark.parametrize(("status", "told"), [(403, False), (404, False), (500, True)])
def test_only_a_failure_of_the_site_is_told_with_its_traceback(status: int, told: bool) -> None:
    try:
        raise ValueError("what went wrong")
    except ValueError:
        record = logging.LogRecord("django.request", logging.WARNING, "", 0, "said", (), sys.exc_info())
    record.status_code = status
    assert request_id.Filter().filter(record)
    assert (record.exc_info is not None) is told
