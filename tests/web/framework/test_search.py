"""The search, on the real example, as people type."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from commonweal.web.framework.selectors import finding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]


def searched(client: Client, words: str) -> Any:
    return client.get("/search/", {"q": words}).context["page"]


def titles(page: Any) -> dict[str, list[str]]:
    return {group.title: [link.title for link in group.links] for group in page.groups}


@pytest.mark.parametrize(
    ("words", "group", "title"),
    [
        ("LIFE EXPECTANCY!!", "Indicators", "Healthy life expectancy"),
        ("pay, median", "Indicators", "Median weekly pay"),
        ("level-4", "Indicators", "level 4"),
        ("claimant-count", "Indicators", "Claimant count"),
        ("poverties", "Indicators", "poverty"),
        ("gdp", "Indicators", "Gross domestic product per head"),
        ("GVA", "Indicators", "Gross value added"),
        ("house prices", "Indicators", "Housing affordability ratio"),
        ("WMCA", "Places", "West Midlands (combined authority)"),
        ("Solihull.", "Places", "Solihull"),
        ("England,", "Places", "England"),
        ("Birmingham, Solihull", "Places", "Birmingham"),
        ("Birmingham, Solihull", "Places", "Solihull"),
        ("goal 17", "Goals", "Partnership"),
        ("E08000029", "Places", "Solihull"),
    ],
)
def test_what_is_typed_is_found_among_the_first(client: Client, words: str, group: str, title: str) -> None:
    first = titles(searched(client, words))[group][:3]
    assert [t for t in first if title.casefold() in t.casefold()], first


def test_a_word_within_another_is_not_found(client: Client) -> None:
    found = titles(searched(client, "house prices"))
    assert not [t for t in found.get("Indicators", ()) if "Greenhouse" in t]


@pytest.mark.parametrize("mark", ["_", "…", "%", "()"])
def test_a_mark_alone_is_no_word(client: Client, mark: str) -> None:
    page = searched(client, mark)
    assert page.groups == []
    assert page.lede.startswith(f"Nothing was found for “{mark}”.")


@pytest.mark.parametrize(
    ("words", "meant"),
    [("birmingam", "birmingham"), ("unemploymnt", "unemployment"), ("Solihul pay", "")],
)
def test_a_slip_of_the_pen_leads_to_what_was_meant(client: Client, words: str, meant: str) -> None:
    page = searched(client, words)
    assert (page.meant.title if page.meant else "") == meant
    if meant:
        answer = client.get("/search/", {"q": words}).content.decode()
        assert f'Did you mean <a class="govuk-link" href="/search/?q={meant}">{meant}</a>?' in answer
        assert client.get(page.meant.href).context["page"].groups


def test_what_is_too_long_is_cut_and_that_is_said(client: Client) -> None:
    page = searched(client, "solihull " + "x" * 92)
    assert page.q == ("solihull " + "x" * 92)[:100]
    assert page.cut == "Only the first 100 characters were looked for."
    assert page.lede.startswith("Nothing was found for “solihull xxx")
    assert searched(client, "Solihull" + " " * 120).cut == ""


def test_the_words_are_indexed_once_a_snapshot(client: Client) -> None:
    searched(client, "pay")
    misses = finding._indexes.cache_info().misses
    searched(client, "rent")
    searched(client, "rennt")
    assert finding._indexes.cache_info().misses == misses
