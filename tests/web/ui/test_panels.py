"""A page of a lower room shows what higher ones register, in order, and nothing when nobody does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.template import engines
from django.test import RequestFactory

from commonweal.web.ui import panels
from commonweal.web.ui.panels import Panel

REQUEST = RequestFactory().get("/")


def late(request: object, *, goal: str) -> Panel:
    return Panel("A last word", "govuk/details.html", {"summary": "late", "content": goal}, order=200)


def early(request: object, *, goal: str) -> Iterator[Panel]:
    yield Panel("B", "govuk/details.html", {"summary": "second", "content": goal})
    yield Panel("A", "govuk/details.html", {"summary": "first", "content": goal})


def silent(request: object, *, goal: str) -> None:
    return None


@pytest.fixture
def slot() -> Iterator[str]:
    for provider in (late, early, silent, early):
        panels.register("test-slot", provider)
    yield "test-slot"
    for provider in (late, early, silent):
        panels.withdraw("test-slot", provider)


def test_panels_stand_in_order_and_each_provider_is_asked_once(slot: str) -> None:
    assert [panel.title for panel in panels.collect(slot, REQUEST, goal="water")] == ["A", "B", "A last word"]


def test_a_slot_that_nobody_fills_is_empty() -> None:
    assert panels.collect("nobody-fills-this", REQUEST) == []


def test_a_template_draws_them_with_what_the_page_says(slot: str) -> None:
    template = engines["django"].from_string('{% panels "test-slot" goal=goal %}')
    page = template.render({"goal": "Clean <water>"}, REQUEST)
    assert page.index("first") < page.index("second") < page.index("late")
    assert page.count("Clean &lt;water&gt;") == 3


def test_a_provider_that_was_not_registered_cannot_be_withdrawn() -> None:
    with pytest.raises(ValueError, match="not in list"):
        panels.withdraw("test-slot", silent)
