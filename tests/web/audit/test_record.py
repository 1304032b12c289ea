"""The record of acts: written whole, read as sentences, never changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.web.people import NOW, TESTS, somebody

from commonweal.web.audit import selectors
from commonweal.web.audit.actions import COMMAND_LINE, Actor, Subject, record
from commonweal.web.audit.models import Event, FixedRecordError
from commonweal.web.audit.selectors import Filter

pytestmark = pytest.mark.django_db
PACK = Subject("pack", "inclusive-growth", "Inclusive growth")


def kept(**about: object) -> Event:
    return record(**{"by": TESTS, "now": NOW, "act": "a.b", "subject": PACK, "sentence": "did it"} | about)


def test_an_act_is_kept_with_who_when_and_what() -> None:
    person = somebody(name="Ann Example")
    kept(by=person, act="registry.loaded", sentence="loaded version 3", detail={"files": 4})
    event = Event.objects.get(act="registry.loaded")
    assert event.sentence == "Ann Example loaded version 3"
    assert (event.who_id, event.who_name, event.when) == (str(person.pk), "Ann Example", NOW)
    assert (event.subject_kind, event.subject_id, event.subject_label) == (
        "pack",
        "inclusive-growth",
        "Inclusive growth",
    )
    assert event.detail == {"files": 4}


def test_the_command_line_acts_too_and_a_subject_may_be_three_words() -> None:
    event = kept(by=COMMAND_LINE, subject=("pack", 7, "Seven"))
    assert event.sentence == "The command line did it"
    assert event.subject_id == "7"


def test_the_record_outlives_the_person() -> None:
    person = somebody(name="Bo Example")
    kept(by=person, subject=person)
    before = Event.objects.count()
    person.delete()
    assert Event.objects.count() == before
    assert Event.objects.get(act="a.b").who_name == "Bo Example"


@pytest.mark.parametrize(
    ("about", "refusal"),
    [
        ({"by": None}, "somebody who did it"),
        ({"by": "Ann"}, "somebody who did it"),
        ({"subject": None}, "a subject that exists"),
        ({"now": datetime(2026, 1, 1)}, "with its zone"),  # noqa: DTZ001
        ({"sentence": "  "}, "needs a sentence"),
    ],
)
def test_an_act_of_nobody_or_nothing_is_refused(about: dict[str, object], refusal: str) -> None:
    with pytest.raises((TypeError, ValueError), match=refusal):
        kept(**about)
    assert not Event.objects.exists()


def test_an_act_that_fails_leaves_no_event() -> None:
    @transaction.atomic
    def act() -> None:
        kept()
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        act()
    assert not Event.objects.exists()


def test_django_refuses_to_change_or_delete_an_event() -> None:
    event = kept()
    event.sentence = "did something else"
    for change in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(sentence="x"),
        lambda: Event.objects.bulk_update([event], ["sentence"]),
    ):
        with pytest.raises(FixedRecordError):
            change()
    assert Event.objects.get().sentence == "The tests did it"


@pytest.mark.parametrize("change", ["UPDATE audit_event SET sentence = 'x'", "DELETE FROM audit_event"])
def test_the_database_itself_refuses(change: str) -> None:
    kept()
    refused: AbstractContextManager[object] = pytest.raises(DatabaseError, match="cannot be changed")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Event.objects.get().sentence == "The tests did it"


def test_questions_to_the_record() -> None:
    person = somebody()
    first = kept(by=person, now=NOW - timedelta(days=3), sentence="brought wages")
    second = kept(act="a.c", subject=Subject("vintage", "v1", "Wages"), sentence="published wages")
    assert list(selectors.recent(1)) == [second]
    assert list(selectors.about(PACK)) == [first]
    assert list(selectors.by_person(str(person.pk))) == [first]
    assert list(selectors.matching(Filter(act="a.c"))) == [second]
    assert list(selectors.matching(Filter(kind="vintage"))) == [second]
    assert list(selectors.matching(Filter(words="BROUGHT"))) == [first]
    assert first not in selectors.matching(Filter(since=date(2026, 11, 21)))
    assert list(selectors.matching(Filter(until=date(2026, 11, 20)))) == [first]
    assert {"a.b", "a.c"} <= set(selectors.acts())
    assert {"pack", "vintage"} <= set(selectors.kinds())
    assert (str(person.pk), str(person)) in selectors.people()


def test_a_day_is_a_day_in_london_in_summer_too() -> None:
    # Half past midnight on 2 July in London is still 1 July in UTC.
    kept(now=datetime.fromisoformat("2026-07-01T23:30:00+00:00"))
    assert selectors.matching(Filter(since=date(2026, 7, 2))).exists()
    assert not selectors.matching(Filter(until=date(2026, 7, 1))).exists()


def test_somebody_renamed_stands_once_among_the_people() -> None:
    kept(by=Actor("9", "Old name"))
    kept(by=Actor("9", "New name"))
    assert [who for who, _ in selectors.people()].count("9") == 1


@pytest.mark.django_db(transaction=True)
def test_a_test_without_a_transaction_can_still_be_cleaned_up(
    django_assert_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    with django_assert_num_queries(1):
        kept()
