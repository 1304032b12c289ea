"""The evidence beside a question: of these places, or the nearest; cited, pinned, and revised since."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from tests.web.example import NOW
from tests.web.proposals.steps import SOLIHULL, begun, body

from commonweal.web.proposals import selectors
from commonweal.web.proposals.presenters.question import question_page
from commonweal.web.proposals.selectors.evidence import around

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
RULE = "state-of-the-region-2020"


def test_a_citation_says_when_its_figure_has_been_revised(officer: Client) -> None:
    found = begun(officer.person)
    book = selectors.book_now()
    assert book is not None
    sheet = selectors.sheet(found)
    question = sheet.question("group/out-of-employment")
    assert question is not None
    near = selectors.beside(book, sheet.toolkit, question, [SOLIHULL])
    figure = next(b.standing for b in near if b.standing.row)
    sent = {"key": question.key, "figure": f"{figure.indicator.id}|{SOLIHULL}|{figure.breakdown}"}
    assert officer.post(f"/assessments/{found.pk}/cite/", sent).status_code == 302
    [cited] = found.citations.all()
    assert figure.row is not None
    assert (cited.value, cited.period) == (figure.row["latest"], figure.row["latest_period"])
    found.citations.update(value=cited.value + 1)
    page = body(officer.get(f"/assessments/{found.pk}/answer/{question.key}/"))
    assert "Revised since" in page
    assert officer.post(f"/assessments/{found.pk}/cite/", {**sent, "figure": "nothing"}).status_code == 302
    assert found.citations.count() == 1


def test_where_a_place_has_no_figure_the_smallest_around_it_stands_in_and_says_so(officer: Client) -> None:
    found = begun(officer.person)
    book, sheet = selectors.book_now(), selectors.sheet(found)
    question = sheet.question("group/neet")
    assert book is not None
    assert question is not None
    of = {place: book.snapshot.series_of_area(RULE, place) for place in (SOLIHULL, *around(book, SOLIHULL))}
    only_around = next(i for i in of["E92000001"] if not of[SOLIHULL].get(i))
    groups = [g.model_copy(update={"indicators": (only_around,)}) for g in sheet.toolkit.groups]
    toolkit = sheet.toolkit.model_copy(update={"groups": tuple(groups)})
    [near] = selectors.beside(book, toolkit, question, [SOLIHULL])
    first = next(
        p for p, rows in of.items() if any(r["latest"] is not None for r in rows.get(only_around, ()))
    )
    assert (near.standing.area, near.instead_of) == (first, SOLIHULL)
    page = question_page(
        sheet, question, evidence=[near], cited=[], remarks=[], writable=False, today=NOW.date()
    )
    assert page.evidence[0].place == book.places[first]
    assert page.evidence[0].instead_of == "Solihull"


def test_the_places_around_one_come_smallest_first(west_midlands: object) -> None:
    book = selectors.book_now()
    assert book is not None
    places = around(book, SOLIHULL)
    assert SOLIHULL not in places
    assert "E08000025" not in places
    assert places.index("E37000012") < places.index("WM-3LEP") < places.index("E92000001")
    assert places[-1] == "K02000001"


def test_numbers_that_change_by_the_year_stand_beside_as_they_were_on_the_day(officer: Client) -> None:
    found = begun(officer.person)
    page = body(officer.get(f"/assessments/{found.pk}/answer/group/low-earning/"))
    assert "Real Living Wage outside London: <strong>" in page
    assert "Check it with the Living Wage Foundation" in page
    sheet = selectors.sheet(found)
    question = sheet.question("group/low-earning")
    assert question is not None
    for day, now in (
        (dt.date(2019, 1, 1), "9 pounds an hour"),
        (dt.date(2019, 12, 1), "9.30 pounds an hour"),
    ):
        then = question_page(sheet, question, evidence=[], cited=[], remarks=[], writable=False, today=day)
        assert [(n.name, n.now) for n in then.numbers] == [("Real Living Wage outside London", now)]
    found.completed_at = dt.datetime(2019, 1, 1, 12, tzinfo=dt.UTC)
    pinned = question_page(
        sheet, question, evidence=[], cited=[], remarks=[], writable=False, today=NOW.date()
    )
    assert pinned.numbers[0].now == "9 pounds an hour"


def test_good_work_has_a_figure_for_each_group_that_has_one(officer: Client) -> None:
    found = begun(officer.person)
    book, sheet = selectors.book_now(), selectors.sheet(found)
    question = sheet.question("work/living-wage")
    assert book is not None
    assert question is not None
    near = selectors.beside(book, sheet.toolkit, question, [SOLIHULL])
    assert len({b.standing.indicator.id for b in near}) == len(sheet.toolkit.groups)
    assert all(b.standing.row for b in near)
