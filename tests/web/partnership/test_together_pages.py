"""The pages of working together: each number, what it is made of, and what is made up kept apart."""

from __future__ import annotations

import re
from html import unescape
from itertools import product
from typing import Any

import pytest
from django.test import Client
from tests.web.example import NOW
from tests.web.partnership.whole_example import whole_example as whole_example

from commonweal.partnership.together import BY_PLACE, MEASURES
from commonweal.web.audit.actions import COMMAND_LINE, record
from commonweal.web.partnership.models import LastCount
from commonweal.web.partnership.presenters.together import WHY
from commonweal.web.partnership.selectors import together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_example")]

PAGE = "/working-together/"
GOAL = "/frameworks/sustainable-development/goals/goal-17/"
YEAR = "?year=2026"  # that of the example, whatever the day on which the tests are run


def text_of(client: Client, address: str) -> str:
    return words(client.get(address))


def words(answer: Any) -> str:
    assert answer.status_code == 200
    main = answer.content.decode().split("<main")[1].split("</main")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_the_page_says_what_has_a_figure_and_what_is_not_used(client: Client) -> None:
    answer = client.get(PAGE + YEAR)
    text = words(answer)
    assert "7 of 15 measures have a figure for 2026 in West Midlands (combined authority)." in text
    assert "8 have none, since that part of this site is not used yet." in text
    assert "not outcomes" in text
    assert "The State of the Region 2020 had no indicator that could measure goal 17" in text
    rows = {r.name: r for r in answer.context["page"].rows}
    assert len(rows) == len(MEASURES)
    sex = rows["Indicators divided by sex"]
    assert sex.number.text == "6.0%"
    assert sex.number.of == "7 of 117"
    kept = rows["Commitments met on time"]
    assert (kept.number.text, kept.number.of, kept.number.href) == ("no data", "not used here", "")
    assert kept.shown is not None
    assert (kept.shown.text, kept.shown.of) == ("25.0%", "1 of 4")


def test_by_place_stand_the_measures_that_know_the_place(client: Client) -> None:
    answer = client.get(f"{PAGE}{YEAR}&place=E08000030")
    page = answer.context["page"]
    assert len(page.rows) == len(BY_PLACE)
    assert page.rows[0].shown.of == "1 of 2"
    assert "The other measures are of the whole authority." in words(answer)


@pytest.mark.parametrize(
    "junk", ["?year=nineteen", "?year=1900", "?place=nowhere", "?place=%00", "?year=2026&place=ZZ9"]
)
def test_junk_in_the_address_is_this_year_here(client: Client, junk: str) -> None:
    page = client.get(PAGE + junk).context["page"]
    assert page.place == "West Midlands (combined authority)"
    assert page.whole


def test_the_rows_behind_every_number(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """All in one, since nothing happens meanwhile: the record is counted once."""
    held = together.both()
    monkeypatch.setattr(together, "both", lambda day=None: held)
    for measure, examples in product(MEASURES, ("", "&examples=1")):
        answer = client.get(f"{PAGE}{measure}/{YEAR}{examples}")
        assert ("This number is published nowhere." in words(answer)) == bool(examples)
        page = answer.context["page"]
        if examples:
            assert [client.get(r.href).status_code for r in page.rows[:1]] in ([], [200])
        for row in page.rows:
            assert row.href.startswith("/"), row
            assert row.why in WHY.values(), row
            assert row.example is False or examples
        of = re.search(r": (\d+) of (\d+), or", page.working)
        if of and page.page.paginator.count <= 100:
            assert [r.word for r in page.rows].count("Counts") == int(of[1])
            assert [r.word != "Left out" for r in page.rows].count(True) == int(of[2])


def test_what_is_no_measure_has_no_page(client: Client) -> None:
    assert client.get(PAGE + "claimant-count/").status_code == 404
    assert client.get(PAGE + "nothing/").status_code == 404


def test_every_reason_for_a_row_has_words(client: Client) -> None:
    both = together.both()
    assert {*both.shown.rows["why"], *both.real.rows["why"]} <= set(WHY)


def test_the_page_of_goal_17_has_figures_and_keeps_the_statement_of_2020(client: Client) -> None:
    answer = client.get(GOAL)
    page = answer.context["page"]
    assert page.place_name == "West Midlands (combined authority)"
    rows = {r.name: r for r in page.rows}
    assert len(rows) == len(MEASURES)
    text = words(answer)
    assert "6.0%" in text
    assert "The State of the Region 2020 had no indicator that could measure this goal." in text
    assert "not the report's: they measure working together, not outcomes" in text
    # What the examples would give stands apart, after what is measured, and says so.
    before, after = text.split("Counted from this site’s record")
    assert "25.0%" not in before
    assert "Commitments met on time: 25.0%" in after
    assert "None of these numbers is published" in after
    elsewhere = text_of(client, GOAL + "?place=WM-3LEP")
    assert "Show those of West Midlands (combined authority)" in elsewhere


def test_the_page_of_a_measure_works_it_through(client: Client) -> None:
    text = text_of(client, "/indicators/indicators-by-sex/")
    assert re.search(r"In 20\d\d in West Midlands \(combined authority\): 7 of 117, or 6.0%", text)
    assert "Counted from this site's own public record" in text
    unused = text_of(client, "/indicators/commitments-met-on-time/")
    assert "no data, since this part of the site is not used" in unused
    assert "Counted from this site’s record" not in text_of(client, "/indicators/claimant-count/")


def test_other_pages_show_the_last_count_and_say_of_which_day_it_is(client: Client) -> None:
    """They never count the record anew, which takes some thirty queries."""
    text = text_of(client, "/indicators/commitments-met-on-time/")
    assert "As the record stood on 23 November 2026." in text
    assert re.search(r"Examples With the examples counted in, .*: 1 of 4, or 25.0%", text)
    LastCount.objects.all().delete()
    record(by=COMMAND_LINE, now=NOW, act="test", subject=("a", "b", "c"), sentence="took the count away")
    assert "Nobody has counted the record of this site yet." in text_of(client, GOAL)
    assert "not outcomes" in text_of(client, "/indicators/commitments-met-on-time/")


def test_the_search_engines_find_the_page(client: Client) -> None:
    assert "/working-together/" in client.get("/sitemap.xml").content.decode()
