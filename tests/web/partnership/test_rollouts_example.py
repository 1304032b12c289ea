"""The example's roll-outs and strategies: public facts with sources, ours marked as ours, nothing added."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from tests.web.example import NOW
from tests.web.partnership.conftest import EXAMPLE
from tests.web.scrutiny.register import body

from commonweal.web.partnership.actions.example import load_example
from commonweal.web.partnership.models import Alignment, Lesson, RollOut, Stage, Strategy, StrategyPart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
REAL = {"east-birmingham-board", "kingshurst", "wm2041"}
EAST = "/strategies/east-birmingham-inclusive-growth-strategy/"


def test_the_three_roll_outs_have_sources_and_nothing_added(loaded: int, client: Client) -> None:
    real = RollOut.objects.filter(example="")
    assert {r.slug for r in real} == REAL
    for r in real:
        assert r.source_address.startswith("https://"), r.slug
        assert r.not_found
        for name in ("brought", "stages"):
            rows = list(getattr(r, name).all())
            assert rows
            assert all(row.source and row.source_address.startswith("https://") for row in rows), r.slug
        assert not any(
            getattr(r, name).exists() for name in ("trainings", "adaptations", "effects", "lessons")
        )
        assert not any(getattr(r, name).exists() for name in ("proposals", "reports", "commitments"))
        assert not r.brought.exclude(version="").exists()
        page = unescape(body(client.get(f"/roll-outs/{r.slug}/")))
        assert "Looked for and not found on a public page:" in page
        assert "No training is recorded." in page
        assert "This is an example." not in page
    assert Stage.objects.get(rollout__slug="east-birmingham-board", reached="2021-02").source_address
    assert not Lesson.objects.exclude(sent_at=None).exists()


def test_strategies_have_sources_and_our_alignments_say_so(loaded: int, client: Client) -> None:
    for s in Strategy.objects.filter(example=""):
        assert s.source_address.startswith("https://"), s.slug
        for p in s.parts.all():
            assert p.source_address.startswith("https://"), p.name
            assert {a.whose for a in p.alignments.all()} <= {Alignment.Whose.RECONSTRUCTED}
    east = Strategy.objects.get(slug="east-birmingham-inclusive-growth-strategy")
    kinds = [p.kind for p in east.parts.all()]
    assert {k: kinds.count(k) for k in set(kinds)} == {"theme": 7, "action": 5, "principle": 8}
    assert list(east.versions.values_list("on", flat=True)) == ["2020-02", "2021-02"]
    assert StrategyPart.objects.filter(strategy__slug="wm2041", kind="theme").count() == 5
    page = unescape(body(client.get(EAST)))
    assert "it covers 8 and leaves out none." in page
    assert "Commonweal put the part beside the goal" in page
    assert "those of Birmingham as a whole" in page
    wm2041 = unescape(body(client.get("/strategies/wm2041/")))
    assert "it covers 5 and leaves out 3:" in wm2041
    both = unescape(body(client.get("/strategies/compare/?a=wm2041&b=wm2041-five-year-plan")))
    assert "both cover 3" in both


def test_the_list_counts_what_is_recorded_by_year(loaded: int, client: Client) -> None:
    then = unescape(body(client.get("/roll-outs/?year=2020")))
    assert "are recorded as in use, in 3 places." in then
    assert "in all or a part of: Birmingham, Solihull. Beside the map: West Midlands" in then
    now = unescape(body(client.get("/roll-outs/")))
    assert "Birmingham, Solihull, Walsall, Wolverhampton" in now


def test_a_second_start_adds_nothing_and_a_site_without_them_gets_them(loaded: int) -> None:
    before = (RollOut.objects.count(), Strategy.objects.count())
    assert load_example(path=EXAMPLE, now=NOW) == 0
    assert (RollOut.objects.count(), Strategy.objects.count()) == before == (4, 4)
    RollOut.objects.all().delete()
    assert load_example(path=EXAMPLE, now=NOW) == 0
    assert RollOut.objects.count() == 4


def test_the_board_leads_to_its_roll_out_its_promises_and_its_strategy(loaded: int, client: Client) -> None:
    board = unescape(body(client.get("/partnerships/example-growth-board/")))
    for address in (
        "/roll-outs/example-growth-board/", "/strategies/example-learning-and-pay-strategy/", "/toolkit/",
    ):  # fmt: skip
        assert f'href="{address}"' in board, address
    assert "<li>A room in the library on the first Monday of each month</li>" in board
    assert "The residents’ seat is vacant" in board
    rolled = unescape(body(client.get("/roll-outs/example-growth-board/")))
    assert "3 commitments belong to it: 1 late, 1 changed, with a reason, 1 met." in rolled
    strategy = unescape(body(client.get("/strategies/example-learning-and-pay-strategy/")))
    assert "leaves out 5" in strategy
    unit = unescape(body(client.get("/partnerships/inclusive-growth-unit/")))
    for address in ("/frameworks/inclusive-growth/", "/toolkit/", "/tests/"):
        assert f'href="{address}"' in unit, address
