"""Editions set up, ordered and written: what is refused, what is kept, who may see what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.editions.made import SDG, TEXT, UK, WMCA, chapter, edition, goal, text
from tests.web.example import NOW
from tests.web.scrutiny.register import body

from commonweal.editions.edition import MOST_PARTS
from commonweal.web.accounts.roles import Analyst
from commonweal.web.audit.models import Event
from commonweal.web.editions.actions import writing
from commonweal.web.editions.models import Chapter, Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
HOME = "/editions/state-of-the-region/"
DESK = HOME + "desk/"
WORK = DESK + "chapters/decent-work/"


def form(**more: Any) -> dict[str, Any]:
    return {
        "title": "State of the Region", "period": "2026", "framework_1": SDG, "place": WMCA, "places": [WMCA],
        "comparators": [UK], "editor_role": "Editor", "contributors": "Analyst, Example Institute",
        "revision": 0,
    } | more  # fmt: skip


def test_an_edition_is_set_up_by_its_form(editor: Any, writer: Any, client: Client) -> None:
    assert editor.post("/editions/new/", form())["Location"] == DESK
    held = Edition.objects.get()
    assert held.contributors == [{"role": "Analyst", "organisation": "Example Institute"}]
    assert held.frameworks == [SDG]
    page = text(editor.get(DESK))
    assert "The edition has no chapters yet. Put the first one in." in page
    assert "the newest, until it is published" in page
    answer = editor.post(
        DESK + "chapters/new/",
        {"kind": "goal", "title": "Decent work", "goal": f"{SDG}/goal-8", "revision": 0},
    )
    assert answer["Location"] == DESK
    said = "The edition has 1 chapter. 0 have text. 0 are claimed. Nothing is found wrong."
    assert said in text(writer.get(DESK))
    assert Event.objects.filter(act__in=["edition.begun", "edition.added"]).count() == 2


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"title": ""}, "Give the edition a title."),
        ({"period": ""}, "Say what period it is of."),
        ({"framework_1": ""}, "Choose a framework."),
        ({"place": "E99999999"}, "There is none like that (any more)."),
        ({"contributors": "wilma@example.org"}, "Name roles and organisations, not people’s addresses."),
        ({"editor_role": "edda@example.org"}, "Name roles and organisations, not people’s addresses."),
    ],
)
def test_what_an_edition_cannot_be_is_said_and_nothing_typed_is_lost(
    editor: Any, sent: dict[str, Any], message: str
) -> None:
    answer = editor.post("/editions/new/", form(licence="A licence of mine", **sent))
    assert answer.status_code == 422
    assert message in text(answer)
    assert "A licence of mine" in text(answer)
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"kind": "goal"}, "Choose the goal that the chapter is about."),
        ({"kind": "place profile"}, "Choose the place that the profile is of."),
        ({"indicators": "employment-rate\nno-such"}, "There is no indicator “no-such”."),
        ({"title": "!!"}, "Write it with at least one letter or figure."),
    ],
)
def test_what_a_chapter_cannot_be(editor: Any, sent: dict[str, Any], message: str) -> None:
    edition(editor.person)
    answer = editor.post(DESK + "chapters/new/", {"kind": "foreword", "title": "A", "revision": 0} | sent)
    assert answer.status_code == 422
    assert message in text(answer)
    assert not Chapter.objects.exists()


def test_two_who_change_the_set_up_at_once_see_both(editor: Any) -> None:
    held = edition(editor.person)
    stale = form(revision=held.revision, period="2027")
    assert editor.post(DESK + "set-up/", form(revision=held.revision, period="2028")).status_code == 302
    answer = editor.post(DESK + "set-up/", stale)
    assert answer.status_code == 409
    assert "2027" in text(answer)
    assert "2028" in text(answer)
    assert Edition.objects.get().period == "2028"


def test_chapters_change_places_and_go_and_come_back(editor: Any) -> None:
    held = edition(editor.person)
    first, second = (
        chapter(held, editor.person, "First", "One."),
        chapter(held, editor.person, "Second", "Two."),
    )
    editor.post(f"{DESK}chapters/second/up/")
    assert [c.title for c in held.chapters.all()] == ["Second", "First"]
    assert "moved the chapter “Second” up" in Event.objects.latest("pk").sentence
    editor.post(f"{DESK}chapters/first/take-out/")
    first.refresh_from_db()
    assert first.removed_by == "Edda Editor"
    assert "Bring it back" in text(editor.get(DESK))
    assert editor.get(f"{DESK}chapters/first/")["Location"].endswith("/first/versions/")
    editor.post(f"{DESK}chapters/first/bring-back/")
    first.refresh_from_db()
    assert (first.removed_at, first.text) == (None, "One.")
    assert second.text == "Two."


def test_a_writer_neither_sets_up_nor_publishes(editor: Any, writer: Any) -> None:
    goal(edition(editor.person), editor.person)
    for address in (
        "/editions/new/", DESK + "set-up/", DESK + "publish/", DESK + "chapters/new/", WORK + "set-up/",
    ):  # fmt: skip
        assert writer.get(address).status_code == 403, address
    for address in (DESK + "move/", WORK + "take-out/", WORK + "up/"):
        assert writer.post(address).status_code == 403, address
    assert Chapter.objects.get().removed_at is None


def test_a_draft_is_seen_by_nobody_else(
    editor: Any, client: Client, signed_in: Callable[..., Client]
) -> None:
    held = edition(editor.person, "Zebra report")
    part = goal(held, editor.person, text="The quagga paragraph.")
    writing.comment(chapter=part, words="A zorilla comment.", by=editor.person, now=NOW)
    home = f"/editions/{held.slug}/"
    inside = f"{home}desk/chapters/{part.slug}/"
    others = (client, signed_in(Analyst))
    for other in others:
        for address in (
            home, f"{home}chapters/{part.slug}/", f"{home}figures.csv", f"{home}edition.pdf",
            f"{home}compare/?other={held.slug}", f"{home}chapters/{part.slug}/chapter.pdf",
        ):  # fmt: skip
            assert other.get(address).status_code == 404, address
        for address in (
            "/editions/", "/search/?q=zebra", "/search/?q=quagga", "/feed.xml", "/sitemap.xml", "/",
            "/frameworks/sustainable-development/goals/goal-8/", "/indicators/employment-rate/",
        ):  # fmt: skip
            said = body(other.get(address)).casefold()
            assert not [w for w in ("zebra", "quagga", "zorilla") if w in said.replace("q=zebra", "")
                        .replace('value="zebra"', "").replace("q=quagga", "").replace('value="quagga"', "")
                        .replace("“zebra”", "").replace("“quagga”", "")], address  # fmt: skip
        for address in (f"{home}desk/", f"{home}desk/findings/", inside, f"{inside}versions/",
                        f"{inside}versions/1/", f"{inside}picture.svg?token=x"):  # fmt: skip
            answer = other.get(address)
            assert answer.status_code in (302, 403), address
            assert "quagga" not in body(answer)


def test_an_edition_of_three_hundred_chapters(
    editor: Any, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    held = edition(editor.person)
    Chapter.objects.bulk_create(
        Chapter(edition=held, kind="foreword", slug=f"c-{n}", title=f"Chapter {n}", order=n,
                text=f"Words {n}.", changed_by="Edda", changed_at=NOW)
        for n in range(1, 301)
    )  # fmt: skip
    editor.get(DESK)
    with django_assert_max_num_queries(14):
        page = text(editor.get(DESK))
    assert "The edition has 300 chapters." in page
    assert f"The edition has {MOST_PARTS} chapters, and that is the most" in page
    answer = editor.post(DESK + "chapters/new/", {"kind": "foreword", "title": "One more", "revision": 0})
    assert answer.status_code == 422
    assert "that is the most it can have" in text(answer)
    editor.post(DESK + "move/", {"to": "in review", "revision": held.revision}, follow=True)
    held.refresh_from_db()
    assert held.state == "draft"
    assert f"The edition has 300 parts; {MOST_PARTS} is the most it can have." in text(
        editor.get(DESK + "publish/")
    )


def test_an_edition_as_full_as_it_may_be(
    editor: Any, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    held = edition(editor.person)
    Chapter.objects.bulk_create(
        Chapter(edition=held, kind="foreword", slug=f"c-{n}", title=f"Chapter {n}", order=n,
                text=TEXT.replace("stood", f"stood, {n}, "), changed_by="Edda", changed_at=NOW)
        for n in range(1, MOST_PARTS + 1)
    )  # fmt: skip
    editor.get(DESK)
    with django_assert_max_num_queries(14):
        editor.get(DESK)
    with django_assert_max_num_queries(20):
        editor.get(DESK + "chapters/c-60/")
