"""A page that is only looked at asks each question once; whatever may write asks anew."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import RequestFactory

from commonweal.web.ui.middleware import GetCannotWrite
from commonweal.web.ui.once import answered, once


def asked_twice(request: object) -> HttpResponse:
    questions = []
    for _twice in range(2):
        once("how many?", lambda: questions.append("how many?"))
    return HttpResponse(str(len(questions)))


def test_a_page_that_is_looked_at_asks_once_and_the_next_one_again() -> None:
    answer = GetCannotWrite(asked_twice)
    assert [answer(RequestFactory().get("/")).content for _ in range(2)] == [b"1", b"1"]


def test_what_may_write_asks_anew_and_so_does_who_is_no_request() -> None:
    assert GetCannotWrite(asked_twice)(RequestFactory().post("/")).content == b"2"
    assert asked_twice(None).content == b"2"


def test_an_answer_that_came_along_is_not_asked_for_and_changes_none_that_was_given() -> None:
    def view(request: object) -> HttpResponse:
        answered("a", 1)
        first = once("a", lambda: 2)
        answered("a", 3)
        return HttpResponse(f"{first} {once('a', lambda: 4)}")

    assert GetCannotWrite(view)(RequestFactory().get("/")).content == b"1 1"
    answered("a", 5)
    assert once("a", lambda: 6) == 6
