"""The record of acts names what was cited and settled in words, and keeps the codes beside them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation
from tests.web.example import NOW
from tests.web.proposals.steps import SOLIHULL, begun

from commonweal.web.audit.models import Event
from commonweal.web.framework import selectors as framework
from commonweal.web.proposals import actions, selectors
from commonweal.web.proposals.models import Moderation
from commonweal.web.proposals.selectors import recorded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]


def test_a_figure_by_its_name_its_place_and_its_period(officer: Client) -> None:
    found = begun(officer.person)
    key = selectors.sheet(found).questions[0].key
    figure = {"indicator": "claimant-count", "area": SOLIHULL, "breakdown": ""}
    with translation.override("cy"):  # the record is in English, whoever acts
        made = actions.cite(assessment=found, key=key, by=officer.person, now=NOW, **figure)
        actions.uncite(assessment=found, citation=made.pk, by=officer.person, now=NOW)
    away, cited = Event.objects.order_by("-pk")[:2]
    assert cited.sentence.startswith("An officer cited “Claimant count” in Solihull, 20")
    assert away.sentence.startswith("An officer took away “Claimant count” in Solihull, 20")
    assert "P1Y" not in cited.sentence
    assert cited.detail == away.detail == figure | {"period": made.period}


def test_by_its_codes_once_no_name_is_known() -> None:
    book = framework.book()
    named = framework.figure_in_the_record
    assert named(book, "withdrawn", "E99", "sometime") == "withdrawn in E99, sometime"
    assert named(None, "claimant-count", SOLIHULL, "2025-01-01/P1Y") == f"claimant-count in {SOLIHULL}, 2025"
    assert named(book, "healthy-life-expectancy", SOLIHULL, "2021-01-01/P1Y", "sex=female").endswith(
        " in Solihull, 2021, women and girls"
    )


def test_what_was_settled_by_what_was_asked(officer: Client) -> None:
    found = begun(officer.person)
    toolkit = selectors.toolkit_of(found.toolkit)
    priority, rating = toolkit.priorities[0], toolkit.ratings[-1]
    made: Moderation = actions.moderate(
        proposal=found.proposal, item=f"rating/{priority.id}", value=rating.id, reason="Both may be.",
        revision=0, by=officer.person, now=NOW,
    )  # fmt: skip
    last = Event.objects.order_by("-pk").first()
    assert last is not None
    assert f"settled “{priority.name}: how well?” as “{rating.name}”" in last.sentence
    assert last.detail == {"item": made.item, "value": rating.id, "reason": "Both may be."}


def test_every_kind_of_item_has_words_and_an_unknown_one_its_code(officer: Client) -> None:
    toolkit = selectors.toolkit_of(begun(officer.person).toolkit)
    first = toolkit.priorities[0]
    work = toolkit.stage("good-work").criteria[0]
    told = {
        f"fit/{first.id}": f"{first.name}: delivered directly?",
        f"criterion/{first.id}/{first.criteria[0].id}": first.criteria[0].question,
        f"group/{toolkit.groups[0].id}": toolkit.groups[0].name,
        f"work/{work.id}": work.question,
    }
    assert {code: recorded.item(toolkit, code) for code in told} == told
    for code in ("rating/gone", "fit/gone", "criterion/gone/x", "group/gone", "work/gone", "other", ""):
        assert recorded.item(toolkit, code) == code
    assert recorded.value(toolkit, "not-yet") == "not yet"
