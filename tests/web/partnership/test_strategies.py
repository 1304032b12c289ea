"""Strategies: entered, held against goals, with what would show that they work, and two side by side."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.example import NOW
from tests.web.partnership.promising import entered
from tests.web.scrutiny.register import body

from commonweal.web.accounts.roles import Analyst
from commonweal.web.audit.models import Event
from commonweal.web.framework import selectors as framework
from commonweal.web.partnership.actions import strategies as actions
from commonweal.web.partnership.models import Alignment, Strategy, StrategyPart
from commonweal.web.partnership.roles import PartnershipOwner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
HOME = "/strategies/walsall-together/"
GOALS = (
    "climate-and-environment", "inclusive-economy", "power-and-participation", "affordable-and-safe-places",
    "connected-communities", "education-and-learning", "health-and-wellbeing", "equality",
)  # fmt: skip


@pytest.fixture
def keeper(signed_in: Callable[..., Client]) -> Client:
    return signed_in(PartnershipOwner, name="Olu Owner")


def text(response: Any) -> str:
    return unescape(body(response))


def made(by: Any, name: str = "Walsall together", **more: Any) -> Strategy:
    fields = {"name": name, "areas": ["E08000030"]} | more
    return actions.save_strategy(strategy=None, fields=fields, revision=0, by=by, now=NOW)


def part(
    held: Strategy, by: Any, name: str, *goals: str, kind: str = "theme", whose: str = "own", **more: Any
) -> StrategyPart:
    keys = [g if ":" in g else f"inclusive-growth:{g}" for g in goals]
    return actions.save_part(
        strategy=held, part=None, fields={"kind": kind, "name": name} | more, goals=keys, whose=whose,
        revision=0, by=by, now=NOW,
    )  # fmt: skip


def form(**more: Any) -> dict[str, Any]:
    return {"name": "Walsall together", "areas": ["E08000030"], "revision": 0} | more


def part_form(**more: Any) -> dict[str, Any]:
    return {"kind": "theme", "name": "Buses", "revision": 0} | more


def test_a_strategy_its_versions_and_parts_are_entered_found_and_read(keeper: Client, client: Client) -> None:
    entered(keeper.person)  # type: ignore[attr-defined]
    sent = form(
        owner="learning-trust", begins="2025", ends="2045", about="Twenty years.", not_found="Its costs."
    )
    assert keeper.post("/strategies/new/", sent)["Location"] == HOME
    for name, on in (("Draft for consultation", "2025-02"), ("Adopted", "2026-02")):
        version = {"name": name, "on": on, "revision": 0, "source": "A cabinet report"}
        assert keeper.post(f"{HOME}versions/new/", version).status_code == 302
    held = Strategy.objects.get()
    first = held.versions.first()
    assert first is not None
    goals = ["inclusive-growth:connected-communities", "sustainable-development:goal-11"]
    sent = part_form(
        goals=goals, whose="document", words="A bus every ten minutes.", indicators="Claimant count\r\n",
        owner="learning-trust", ends="2030", read_in=str(first.pk),
    )  # fmt: skip
    assert keeper.post(f"{HOME}parts/new/", sent).status_code == 302
    above = StrategyPart.objects.get()
    below = part_form(kind="action", name="Night buses", under=str(above.pk))
    assert keeper.post(f"{HOME}parts/new/", below).status_code == 302
    page = text(client.get(HOME))
    for words in (
        "2 parts. Of the 8 goals of Inclusive Growth Framework it covers 1 and leaves out 7:",
        "From 2025 to 2045", "Draft for consultation", "February 2026", "A bus every ten minutes.",
        "The document’s own", "Action, under the one above", "Parts that no indicator here would show",
        "Its costs.", "Learning Trust", "Indicators that its parts name themselves",
        "Read in: Draft for consultation", "Aligned with no goal.",
    ):  # fmt: skip
        assert words in page, words
    other = text(client.get(f"{HOME}?framework=sustainable-development&place=E08000025"))
    assert "Of the 17 goals" in other
    assert "it covers 1 and leaves out 16:" in other
    assert "those of Birmingham as a whole" in other
    assert "leaves out 7" in text(client.get(f"{HOME}?framework=none&place=none"))
    for address in (
        "/strategies/?goal=inclusive-growth:connected-communities", "/strategies/?words=night",
        "/search/?q=night", "/sitemap.xml", "/partners/learning-trust/",
        "/frameworks/inclusive-growth/goals/connected-communities/", "/feed.xml",
    ):  # fmt: skip
        assert HOME in body(client.get(address)), address
    assert HOME not in body(client.get("/strategies/?goal=inclusive-growth:equality"))
    assert {"strategy.made", "strategy.versioned", "strategy.parted"} <= set(
        Event.objects.values_list("act", flat=True)
    )
    rows = list(csv.DictReader(io.StringIO(client.get(f"{HOME}data.csv").content.decode("utf-8-sig"))))
    assert [(r["part"], r["under"], r["goal"], r["who says so"]) for r in rows] == [
        ("Buses", "", "connected-communities", "document"),
        ("Buses", "", "goal-11", "document"),
        ("Night buses", "Buses", "", ""),
    ]
    assert client.get("/strategies/data.csv").content == client.get(f"{HOME}data.csv").content


def test_what_it_leaves_out_agrees_with_asking_every_goal(keeper: Client, client: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    held = made(by)
    part(held, by, "Work", "inclusive-economy")
    part(held, by, "School", "education-and-learning", "equality")
    page = text(client.get(HOME))
    assert "is not recorded" in text(client.get(f"{HOME}?framework=sustainable-development"))
    left_out = page[page.index('id="leaves-out"') : page.index('id="covers"')]
    covered = page[page.index('id="covers"') : page.index('id="parts"')]
    for goal in GOALS:
        href = f"/frameworks/inclusive-growth/goals/{goal}/"
        aligned = Alignment.objects.filter(part__strategy=held, goal=goal).exists()
        assert (href in covered) == aligned
        assert (href in left_out) != aligned
    book = framework.book()
    assert book is not None
    of = book.framework("inclusive-growth")
    assert of is not None
    economy = next(g for g in of.goals if g.id == "inclusive-economy")
    for id_ in book.snapshot.placed(of, economy):
        if id_ in book.snapshot.indicators:
            assert f"/indicators/{id_}/" in covered


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": ""}, "Give the strategy a name."),
        ({"name": "WALSALL one"}, "There is a strategy called"),
        ({"begins": "2030", "ends": "2029-12"}, "It cannot have ended before it began."),
        ({"begins": "twenty"}, "is no day, month or year"),
        ({"areas": ["nowhere"]}, "There is none like that (any more)."),
        ({"source_address": "https://example.org/"}, "Say what the address leads to."),
    ],
)
def test_what_is_wrong_with_a_strategy_is_said(keeper: Client, sent: dict[str, Any], message: str) -> None:
    made(keeper.person, "Walsall One")  # type: ignore[attr-defined]
    answer = keeper.post("/strategies/new/", form(about="Typed words.", **sent))
    assert answer.status_code == 422
    assert message in text(answer)
    assert "Typed words." in text(answer)
    assert Strategy.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": ""}, "Give the part a name."),
        ({"kind": ""}, "Choose what kind of part it is."),
        ({"name": "Work"}, "The strategy has such a part of that name already."),
        ({"goals": ["inclusive-growth:lost"], "whose": "own"}, "There is no such goal (any more)."),
        ({"goals": ["inclusive-growth:equality"]}, "Say who says that it is aligned with these goals."),
        ({"goals": ["inclusive-growth:equality"], "whose": "reconstructed"}, "Select a valid choice"),
        ({"indicators": "lost\nLost too"}, "“Lost too” was withdrawn, or never was an indicator here."),
        ({"begins": "2026-02", "ends": "2026-01"}, "It cannot have ended before it began."),
        ({"begins": "2024"}, "It cannot begin before the strategy does."),
        ({"read_in": "999"}, "There is none like that (any more)."),
        ({"under": "999"}, "There is none like that (any more)."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_part_is_said(keeper: Client, sent: dict[str, Any], message: str) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    held = made(by, begins="2025")
    part(held, by, "Work")
    actions.save_version(strategy=held, version=None, fields={"name": "One"}, revision=0, by=by, now=NOW)
    answer = keeper.post(f"{HOME}parts/new/", part_form(words="Typed words.", **sent))
    assert answer.status_code == 422
    assert message in text(answer)
    assert "Typed words." in text(answer)
    assert StrategyPart.objects.count() == 1


def test_a_goal_that_was_withdrawn_covers_nothing_may_stay_and_is_not_chosen_anew(
    keeper: Client, client: Client
) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    held = made(by)
    row = part(held, by, "Work", "equality", indicators=["claimant-count"])
    row.alignments.update(goal="lost")
    StrategyPart.objects.update(indicators=["gone"])
    page = text(client.get(HOME))
    assert "it covers none and leaves out 8" in page
    assert "“Work” is aligned with “lost”, which is no longer among the goals" in page
    assert "“Work” names the indicator “gone”, which was withdrawn" in page
    assert "lost: no longer among the goals here" in page
    sent = part_form(name="Work", goals=["inclusive-growth:lost"], indicators="gone", revision=1)
    assert keeper.post(f"{HOME}parts/{row.pk}/", sent).status_code == 302
    assert row.alignments.get().goal == "lost"
    sent |= {"goals": [], "revision": 2}
    assert keeper.post(f"{HOME}parts/{row.pk}/", sent).status_code == 302
    assert not row.alignments.exists()
    again = keeper.post(
        f"{HOME}parts/{row.pk}/", sent | {"goals": ["inclusive-growth:lost"], "whose": "own", "revision": 3}
    )
    assert "There is no such goal (any more)." in text(again)
    with pytest.raises(ValueError, match="There is no goal"):
        part(held, by, "Other", "lost")


def test_two_who_change_a_strategy_or_a_part_at_once(keeper: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    held = made(by)
    row = part(held, by, "Work")
    for address, sent in ((f"{HOME}edit/", form()), (f"{HOME}parts/{row.pk}/", part_form(name="Work"))):
        name = "about" if "edit" in address else "words"
        assert keeper.post(address, sent | {"revision": 1, name: "First."}).status_code == 302
        answer = keeper.post(address, sent | {"revision": 1, name: "Second."})
        assert answer.status_code == 409
        for words in ("First.", "Second."):
            assert words in text(answer)
    assert keeper.post(f"{HOME}parts/{row.pk}/drop/", {"revision": 1}).status_code == 409


def test_parts_stand_in_two_steps_and_are_taken_out_from_below(keeper: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    held = made(by)
    above = part(held, by, "Work")
    below = part(held, by, "Pay", under_id=above.pk)
    for more in ({"under_id": below.pk}, {"under_id": 99_999}):
        with pytest.raises(ValueError, match=r"two steps are kept|no such part"):
            part(held, by, "Deeper", **more)
    refused = keeper.post(f"{HOME}parts/{above.pk}/drop/", {"revision": 1})
    assert "Other parts stand under it." in text(refused)
    for row in (below, above):
        assert keeper.post(f"{HOME}parts/{row.pk}/drop/", {"revision": 1}).status_code == 302
    assert not StrategyPart.objects.exists()


def test_two_strategies_side_by_side(keeper: Client, client: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    one, other = made(by), made(by, "Buses for all")
    part(one, by, "Work", "inclusive-economy", whose="reconstructed")
    part(one, by, "Hope")
    part(other, by, "Night buses", "connected-communities", "inclusive-economy")
    address = "/strategies/compare/?a=walsall-together&b=buses-for-all"
    page = text(client.get(address))
    for words in (
        "both cover 1; Walsall together alone covers none, Buses for all alone 1; 6 are covered by neither.",
        "Only Buses for all",
        "Of Walsall together, aligned with no goal of Inclusive Growth Framework: Hope.",
        "Commonweal put the part beside the goal",
    ):  # fmt: skip
        assert words in page
    assert page.count("Night buses") == 2
    turned = text(client.get("/strategies/compare/?a=buses-for-all&b=walsall-together"))
    assert "Buses for all alone covers 1, Walsall together alone none" in turned
    for query, said in (
        ("", "Choose two strategies"),
        ("?a=walsall-together&b=walsall-together", "They are the same strategy"),
        ("?a=gone&b=buses-for-all", "There is no strategy “gone” (any more)."), ("?a=%00&b=!", "Choose two"),
    ):  # fmt: skip
        assert said in text(client.get(f"/strategies/compare/{query}"))
    assert "/strategies/compare/" in body(client.get(HOME))


def test_the_list_and_the_file_ask_as_often_for_many_as_for_few(keeper: Client, client: Client) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    trust = entered(by)

    def queries() -> list[int]:
        found = []
        for address in ("/strategies/", "/strategies/data.csv"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            found.append(len(asked))
        return found

    def more(name: str) -> None:
        held = made(by, name, owner_id=trust.pk)
        above = part(held, by, "Work", "equality", owner_id=trust.pk)
        part(held, by, "Pay", "inclusive-economy", under_id=above.pk)

    more("First")
    few = queries()
    for n in range(4):
        more(f"Another {n}")
    assert queries() == few


def test_only_the_owner_writes(keeper: Client, client: Client, signed_in: Callable[..., Client]) -> None:
    by = keeper.person  # type: ignore[attr-defined]
    row = part(made(by), by, "Work")
    other = signed_in(Analyst, email="other@example.org")
    for address in (
        "/strategies/new/", f"{HOME}edit/", f"{HOME}versions/new/", f"{HOME}parts/new/",
        f"{HOME}parts/{row.pk}/", f"{HOME}parts/{row.pk}/drop/",
    ):  # fmt: skip
        assert other.get(address).status_code == 403, address
        assert client.get(address).status_code == 302, address
        assert keeper.get(address).status_code == 200, address
    for address in ("/strategies/none/", f"{HOME}parts/9999/", f"{HOME}versions/9999/"):
        assert keeper.get(address).status_code == 404, address
