"""A chapter written: kept as versions, previewed, its figures picked, its drafts taken up, its claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.editions.made import edition, goal, saved, text
from tests.web.example import NOW
from tests.web.scrutiny.register import body

from commonweal.web.editions.actions import setting_up
from commonweal.web.editions.actions.telling import Moved, TakenOut
from commonweal.web.editions.models import Chapter, ChapterVersion, Comment, Drafted
from commonweal.web.editions.roles import Writer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
DESK = "/editions/state-of-the-region/desk/"
WORK = DESK + "chapters/decent-work/"


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
