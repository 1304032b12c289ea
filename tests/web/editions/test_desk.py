"""Editions set up, ordered and written: what is refused, what is kept, who may see what."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.web.editions.made import SDG, TEXT, UK, WMCA, chapter, edition, goal, saved
from tests.web.example import NOW
from tests.web.scrutiny.register import body

from commonweal.editions.edition import MOST_PARTS
from commonweal.web.accounts.roles import Analyst
from commonweal.web.audit.models import Event
from commonweal.web.editions.actions import setting_up, writing
from commonweal.web.editions.actions.telling import Moved, TakenOut
from commonweal.web.editions.models import Chapter, ChapterVersion, Comment, Drafted, Edition
from commonweal.web.editions.roles import Editor, Writer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
HOME = "/editions/state-of-the-region/"
DESK = HOME + "desk/"
WORK = DESK + "chapters/decent-work/"


@pytest.fixture
def editor(signed_in: Callable[..., Client]) -> Any:
    return signed_in(Editor, name="Edda Editor")


@pytest.fixture
def writer(signed_in: Callable[..., Client]) -> Any:
    return signed_in(Writer, name="Wilma Writer")


def text(response: Any) -> str:
    return unescape(body(response))


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


def test_text_is_saved_as_a_version_with_todays_direction(writer: Any, editor: Any) -> None:
    part = goal(edition(editor.person), editor.person)
    sent = {
        "text": "It {{movement of employment-rate}} by much.",
        "revision": part.revision,
        "note": "Shorter",
        "go": "save",
    }
    assert writer.post(WORK, sent)["Location"] == WORK
    part.refresh_from_db()
    assert "was " in part.text
    assert part.text.startswith("It {{movement of employment-rate was ")
    newest = part.versions.first()
    assert (newest.number, newest.note, newest.by) == (2, "Shorter", "Wilma Writer")
    page = text(writer.get(WORK + "versions/?old=1&new=2"))
    assert "<del>" in page
    assert "<ins>" in page
    assert "Version 2 beside version 1" in page
    assert "stood at" in text(writer.get(WORK + "versions/1/"))


def test_the_preview_keeps_the_text_and_saves_nothing(writer: Any, editor: Any) -> None:
    part = goal(edition(editor.person), editor.person)
    sent = {
        "text": "Now {{value of employment-rate}} & {{value of nothing-here}}.",
        "revision": 1,
        "go": "preview",
    }
    page = text(writer.post(WORK, sent))
    assert "Now {{value of employment-rate}} & {{value of nothing-here}}." in page
    assert 'class="cw-figure" value="' in page
    assert "1 figure cannot be shown as written." in page
    assert "There is no indicator “nothing-here”." in page
    part.refresh_from_db()
    assert part.text.startswith("In {{place")
    fragment = writer.post(WORK, sent, headers={"HX-Request": "true"})
    assert "<h1" not in text(fragment)
    assert "How it reads" in text(fragment)


def test_script_in_markdown_is_text(writer: Any, editor: Any) -> None:
    goal(edition(editor.person), editor.person)
    wicked = (
        "<script>alert(1)</script>\n\n[a](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n"
        "</textarea><b>bold</b>"
    )
    page = body(writer.post(WORK, {"text": wicked, "revision": 1, "go": "preview"}))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_picker_says_the_figure_and_puts_it_in(writer: Any, editor: Any) -> None:
    goal(edition(editor.person), editor.person)
    chosen = {
        "pick_indicator": "employment-rate",
        "pick_form": "change-points",
        "text": "It changed by",
        "revision": 1,
    }
    page = text(writer.post(WORK, chosen | {"go": "preview"}))
    assert "percentage point" in page
    assert "{{change-points of employment-rate was " in page
    assert "2023" in page
    page = text(writer.post(WORK, chosen | {"go": "insert"}))
    assert "It changed by {{change-points of employment-rate was " in page
    there = text(writer.post(WORK, chosen | {"go": "insert", "at": "3", "pick_form": "value"}))
    assert "It {{value of employment-rate}}changed by" in there
    empty = text(writer.post(WORK, {"text": "Mine", "revision": 1, "go": "insert"}))
    assert "Choose an indicator first." in empty
    assert "Mine" in empty
    junk = writer.post(WORK, chosen | {"go": "preview", "pick_form": "<b>", "pick_period": "x" * 999})
    assert "Choose what the figure should show." in text(junk)


def test_a_picture_of_a_draft_is_drawn_for_its_writers(writer: Any, editor: Any) -> None:
    goal(edition(editor.person), editor.person)
    page = body(writer.get(WORK))
    assert "picture.svg?token=" in page
    answer = writer.get(WORK + "picture.svg", {"token": "{{chart of employment-rate}}"})
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content
    assert writer.get(WORK + "picture.svg", {"token": "{{chart of nothing}}"}).status_code == 404
    assert writer.get(WORK + "picture.svg", {"token": "nonsense"}).status_code == 404


def test_a_drafted_paragraph_is_taken_up_changed_and_stays_beside(writer: Any, editor: Any) -> None:
    part = goal(edition(editor.person), editor.person, text="My own words.")
    page = text(writer.get(WORK))
    assert "Take it up" in page
    sent = {"text": "My own words, better.", "revision": 1, "go": "take:employment-rate"}
    assert writer.post(WORK, sent)["Location"] == WORK
    part.refresh_from_db()
    assert part.text.startswith("My own words, better.\n\n")
    assert "of employment-rate" in part.text
    row = Drafted.objects.get()
    assert (row.what, row.by) == ("taken", "Wilma Writer")
    saved(part, editor.person, part.text.replace("stood at", "was at"))
    page = text(editor.get(WORK))
    assert "taken up" in page
    assert "<ins>was</ins>" in page
    assert "of its words stand" in page
    writer.post(WORK, {"text": part.text, "revision": 99, "go": "drop:gva-per-hour"})
    assert Drafted.objects.count() == 1  # the text was stale, so nothing of it was done


def test_a_draft_left_out_is_offered_again(writer: Any, editor: Any) -> None:
    part = goal(edition(editor.person), editor.person, text="Mine.")
    writer.post(WORK, {"text": "Mine.", "revision": 1, "go": "drop:employment-rate"})
    assert Drafted.objects.get().what == "dropped"
    assert "left out" in text(editor.get(WORK))
    writer.post(WORK, {"text": "Mine.", "revision": 1, "go": "offer:employment-rate"})
    assert not Drafted.objects.exists()
    answer = writer.post(WORK, {"text": "Mine.", "revision": 1, "go": "take:no-such"})
    assert answer.status_code == 422
    assert "There is no such indicator" in text(answer)
    part.refresh_from_db()
    assert part.text == "Mine."


def test_two_who_write_one_chapter_lose_nothing(writer: Any, editor: Any) -> None:
    part = goal(edition(editor.person), editor.person, text="The first text.")
    saved(part, editor.person, "The editor’s text.")
    answer = writer.post(WORK, {"text": "The writer’s text.", "revision": 1, "go": "save"})
    assert answer.status_code == 409
    page = text(answer)
    assert "The editor’s text." in page
    assert "The writer’s text." in page
    assert "two wrote at once" in page
    part.refresh_from_db()
    assert part.text == "The editor’s text."
    assert (
        writer.post(WORK, {"text": "Both texts.", "revision": part.revision, "go": "save"}).status_code == 302
    )
    assert list(part.versions.values_list("text", flat=True)) == [
        "Both texts.", "The editor’s text.", "The first text.",
    ]  # fmt: skip
    with pytest.raises(Moved):
        saved(part, editor.person, "Stale.", revision=1)


def test_a_chapter_taken_out_while_somebody_writes_keeps_their_text(writer: Any, editor: Any) -> None:
    part = goal(edition(editor.person), editor.person, text="Before.")
    setting_up.take_out(chapter=part, by=editor.person, now=NOW)
    answer = writer.post(WORK, {"text": "Hours of work.", "revision": 1, "go": "save"})
    assert answer.status_code == 409
    page = text(answer)
    assert "Edda Editor took this chapter out of the edition while you were writing in it." in page
    assert "Hours of work." in page
    kept = ChapterVersion.objects.get(aside=True)
    assert kept.text == "Hours of work."
    assert "Hours of work." in text(editor.get(f"{WORK}versions/{kept.number}/"))
    assert "kept aside" in text(editor.get(f"{WORK}versions/"))
    part.refresh_from_db()
    assert part.text == "Before."
    with pytest.raises(TakenOut):
        saved(part, writer.person, "More.")


def test_a_claimed_chapter_is_its_writers_and_the_editors(
    writer: Any, editor: Any, signed_in: Callable[..., Client]
) -> None:
    part = goal(edition(editor.person), editor.person, text="Before.")
    writer.post(WORK + "claim/", {"back": "chapter"})
    assert "Chapters that you claimed" in text(writer.get("/account/", follow=True))
    other: Any = signed_in(Writer, name="Otto Other", email="otto@example.org")
    assert "Wilma Writer writes this chapter." in text(other.get(WORK))
    answer = other.post(WORK, {"text": "Otto’s text.", "revision": 1, "go": "save"})
    assert answer.status_code == 409
    assert "Otto’s text." in text(answer)
    assert "Wilma Writer claimed this chapter, so nothing was saved." in text(answer)
    other.post(WORK + "claim/")
    other.post(WORK + "release/")
    part.refresh_from_db()
    assert part.claimed_by == writer.person
    assert editor.post(WORK, {"text": "Edited.", "revision": 1, "go": "save"}).status_code == 302
    editor.post(WORK + "release/")
    part.refresh_from_db()
    assert (part.claimed_by, part.text) == (None, "Edited.")
    assert other.post(WORK, {"text": "Otto’s.", "revision": 2, "go": "finish"})["Location"] == DESK


def test_comments_are_said_and_closed(writer: Any, editor: Any) -> None:
    goal(edition(editor.person), editor.person)
    assert editor.post(WORK + "comments/", {"words": "Say since when."}).status_code == 302
    assert "Say since when." in text(writer.get(WORK))
    assert editor.post(WORK + "comments/", {"words": " "}).status_code == 422
    row = Comment.objects.get()
    writer.post(f"{WORK}comments/{row.pk}/close/")
    assert "Done: Wilma Writer" in text(editor.get(WORK))


def test_a_text_too_long_is_refused_and_shown(writer: Any, editor: Any) -> None:
    goal(edition(editor.person), editor.person, text="Before.")
    answer = writer.post(WORK, {"text": "word " * 50_000, "revision": 1, "go": "save"})
    assert answer.status_code == 422
    assert "200,000 is the most" in text(answer)
    assert Chapter.objects.get().text == "Before."


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
