"""A query string is parsed once; junk falls to the default; the address comes back the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from commonweal.web.ui import asked


@dataclass(frozen=True)
class AskedPlaces(asked.Asked):
    place: str = asked.text("E47000007", pattern=r"[A-Z]\d{8}")
    order: str = asked.choice("gap", "name")
    page: int = asked.number(1, least=1, most=99)
    since: date | None = asked.day()  # noqa: RUF009
    all: bool = asked.switch()
    goal: tuple[str, ...] = asked.many(pattern=r"[a-z-]+", most=3)


def read(query: str) -> AskedPlaces:
    return AskedPlaces.read(QueryDict(query))


def test_all_of_it() -> None:
    found = read("place=E08000025&order=name&page=2&since=2026-11-23&all=1&goal=a&goal=b&goal=a")
    assert found == AskedPlaces("E08000025", "name", 2, date(2026, 11, 23), True, ("a", "b"))


@pytest.mark.parametrize(
    "junk",
    [
        "place=Birmingham",
        "place=",
        "order=rude",
        "page=0",
        "page=100",
        "page=two",
        "page=" + "9" * 5000,
        "page=٣",
        "since=yesterday",
        "all=perhaps",
        "goal=A&goal=<b>",
        "unknown=1",
        "place=%00",
        "",
    ],
)
def test_junk_falls_to_the_default(junk: str) -> None:
    assert read(junk) == AskedPlaces()


def test_the_last_of_several_counts() -> None:
    assert read("page=2&page=3").page == 3


def test_the_address_holds_what_differs_and_no_more() -> None:
    assert AskedPlaces().address() == "?"
    assert read("page=1&order=name").address() == "?order=name"
    assert read("order=name").address(page=2, goal=("a", "b")) == "?order=name&page=2&goal=a&goal=b"


def test_an_address_cannot_hold_what_the_page_does_not_know() -> None:
    with pytest.raises(TypeError):
        AskedPlaces().address(plaice="cod")


def test_hidden_inputs_of_a_form_that_keeps_the_rest() -> None:
    assert read("order=name&goal=a&goal=b&page=4").as_pairs(without=("page",)) == [
        ("order", "name"),
        ("goal", "a"),
        ("goal", "b"),
    ]


@given(st.text(max_size=200))
def test_no_query_string_whatever_breaks_a_page(query: str) -> None:
    found = AskedPlaces.read(QueryDict(query.encode("utf-8", "ignore")))
    assert read(found.address()[1:]) == found


@given(
    st.from_regex(r"[A-Z][0-9]{8}", fullmatch=True),
    st.integers(1, 99),
    st.dates(),
    st.lists(st.from_regex(r"[a-z-]+", fullmatch=True), max_size=3, unique=True),
)
def test_the_address_reads_back_as_what_was_asked(
    place: str, page: int, since: date, goals: list[str]
) -> None:
    wanted = AskedPlaces(place=place, page=page, since=since, goal=tuple(goals))
    assert read(wanted.address()[1:]) == wanted


@dataclass(frozen=True)
class AskedNames(asked.Asked):
    name: str = asked.text(longest=5, pattern=r"[a-z-]*")
    hash: str = asked.text(longest=5, lower=True)
    q: str = asked.text(longest=5, cut=True)
    many: tuple[str, ...] = asked.many(longest=5, pattern=r"[a-z-]+")


def names(query: str) -> AskedNames:
    return AskedNames.read(QueryDict(query))


def test_a_name_that_is_too_long_is_shortened_and_never_not_asked() -> None:
    found = names("name=abcdef&hash=123456&many=abcdef&many=abcde&many=abcdeg")
    assert found == AskedNames(name="abcde…", hash="12345…", many=("abcde…", "abcde"))
    assert names(found.address()[1:]) == found


def test_what_is_too_long_and_no_name_at_all_is_junk() -> None:
    assert names("name=a%20bcdef&many=A%20bcdef") == AskedNames()


def test_words_to_search_with_are_cut() -> None:
    assert names("q= 1234 67") == AskedNames(q="1234")


def test_capitals_may_make_no_difference() -> None:
    assert names("hash=AbC1&name=AbC").address() == "?hash=abc1"


@given(st.fixed_dictionaries({name: st.text(max_size=12) for name in ("name", "hash", "q", "many")}))
def test_what_was_shortened_is_read_back_as_it_is(query: dict[str, str]) -> None:
    found = names(urlencode(query, errors="ignore"))
    assert names(found.address()[1:]) == found
