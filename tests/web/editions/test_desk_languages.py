"""The desk in Welsh: every page at an address of its own, and what is in another language says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.markup import tree_of
from tests.web.conftest import InspectingClient
from tests.web.editions import made
from tests.web.editions.test_languages import english, texts
from tests.web.example import NOW
from tests.web.people import somebody
from tests.web.scrutiny.register import body

from commonweal.web.accounts.models import User
from commonweal.web.editions.actions import reviewing, setting_up, writing
from commonweal.web.editions.models import Edition
from commonweal.web.editions.roles import Editor, Writer
from commonweal.web.editions.selectors import drafts, evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
TITLE, CHAPTER, OUT = "The Next State", "Decent work", "A case of its own"
HOME, DESK = "/editions/state-of-the-region/", "/editions/the-next-state/desk/"
WORK = DESK + "chapters/decent-work/"
WRONG = "The rate rose from 10% to 20%, a rise of 50%."
TEXT = made.TEXT + f"\n{WRONG} There is {{{{value of no-such-thing}}}}.\n"
PAGES = (
    "/editions/new/",
    DESK,
    DESK + "set-up/",
    DESK + "publish/",
    DESK + "findings/",
    DESK + "chapters/new/",
    WORK,
    WORK + "set-up/",
    WORK + "versions/",
    WORK + "versions/2/",
    WORK + "comments/",
    DESK + "chapters/a-case-of-its-own/versions/",
    HOME + "correct/",
    HOME + "desk/findings/",
    HOME + "compare/?other=the-first-state",
)
#: A page that answers what is sent: the address, what is sent, and what the page is called.
ANSWERS: tuple[tuple[str, dict[str, Any], int], ...] = (
    (WORK, {"text": TEXT, "go": "preview", "pick_indicator": "employment-rate", "revision": 2}, 200),
    (WORK, {"text": "Mine", "revision": 0}, 409),
    (DESK + "chapters/a-case-of-its-own/", {"text": "Mine", "revision": 1}, 409),
    (HOME + "desk/move/", {"to": "draft"}, 409),
    (HOME + "desk/chapters/decent-work/", {"text": "Mine", "revision": 1}, 409),
    (DESK + "publish/", {"revision": 0}, 409),
)


@pytest.fixture(scope="module")
def desks(west_midlands: object, django_db_blocker: Any) -> Edition:
    """Two editions that are out, and a third in review with everything on it that a desk can show."""
    with django_db_blocker.unblock():
        by = somebody(Editor, name="Edda Editor")
        for title in ("The First State", "State of the Region"):
            out = made.edition(by, title=title)
            made.goal(out, by)
            made.published(out, by)
        return third(by)


@pytest.fixture
def editor(db: None, desks: Edition) -> Any:
    """Whoever made them, signed in."""
    client = InspectingClient()
    client.force_login(User.objects.get(display_name="Edda Editor"))
    return client


def third(by: Any, language: str = "en-GB") -> Edition:
    contributors = [{"role": "Analyst", "organisation": "Example Institute"}]
    held = made.edition(by, title=TITLE, language=language, contributors=contributors)
    part = made.goal(held, by, title=CHAPTER, text="Begun.", slug="decent-work")
    part = made.saved(part, by, TEXT)
    writing.decide_draft(
        chapter=part, indicator="employment-rate", what="dropped", revision=part.revision, by=by, now=NOW
    )
    writing.comment(chapter=part, words="Is this so?", by=by, now=NOW)
    out = made.chapter(held, by, title=OUT, kind="case study", slug="a-case-of-its-own")
    setting_up.take_out(chapter=out, by=by, now=NOW)
    held = Edition.objects.get(pk=held.pk)
    for found in evidence.findings_of(held, drafts.chapters(held)):
        if found.sentence.startswith("The rate rose"):
            reviewing.waive(edition=held, key=found.key, reason="It shows a slip.", by=by, now=NOW)
            break
    held = Edition.objects.get(pk=held.pk)
    return reviewing.move(edition=held, to="in review", revision=held.revision, by=by, now=NOW)


def left(page: str) -> set[str]:
    return {words for language, words in texts(page) if language.startswith("cy") and words in english()}


def twin(page: str) -> str:
    """Where the page is to be had in the other language."""
    root = tree_of(page)
    [link] = [a for a in root.iter("a") if a.get("rel") == "alternate"]
    return str(link.get("href"))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_desk_is_in_welsh_and_what_is_english_says_so(editor: Any, address: str) -> None:
    answer = editor.get("/cy" + address)
    page = body(answer)
    assert answer.status_code == 200
    assert '<html lang="cy"' in page
    assert left(page) == set()
    assert twin(page) == address
    assert twin(body(editor.get(address))) == "/cy" + address


@pytest.mark.parametrize(("address", "sent", "status"), ANSWERS)
def test_an_answer_of_the_desk_is_in_welsh(
    editor: Any, address: str, sent: dict[str, Any], status: int
) -> None:
    answer = editor.post("/cy" + address, sent)
    page = body(answer)
    assert answer.status_code == status
    assert '<html lang="cy"' in page
    assert left(page) == set()
    # Its twin can be looked at, whatever was sent.
    assert editor.get(twin(page), follow=True).status_code == 200


def test_what_is_waived_is_in_welsh_too(editor: Any, desks: Edition) -> None:
    found = next(f for f in evidence.findings_of(desks, drafts.chapters(desks)) if not f.must)
    page = body(editor.get(f"/cy{DESK}findings/{found.key}/"))
    assert left(page) == set()
    assert ("en-GB", found.sentence) in list(texts(page))


def test_names_of_packs_are_in_the_language_of_the_page(editor: Any) -> None:
    sent = {"text": "", "go": "preview", "pick_indicator": "employment-rate", "revision": 2}
    found = list(texts(body(editor.post("/cy" + WORK, sent))))
    assert ("cy", "Cyfradd cyflogaeth") in found
    assert ("en-GB", "Employment rate") not in found
    assert {("cy", "Y Deyrnas Unedig"), ("en-GB", "Walsall")} <= set(found)
    english_page = body(editor.post(WORK, sent))
    assert "Cyfradd" not in english_page
    assert ' lang="' not in english_page[english_page.index("<main") : english_page.index("</main>")]
    # A choice says its language itself.
    page = body(editor.get(f"/cy{DESK}set-up/"))
    assert '<option value="K02000001">Y Deyrnas Unedig</option>' in page.replace("\n>", ">")
    assert '<option value="E08000030" lang="en-GB">Walsall</option>' in page.replace("\n>", ">")
    assert 'id="id_title"' in page
    assert 'lang="en-GB"' in page[page.index('name="title"') : page.index('id="id_title"')]


def test_who_may_not_edit_is_told_so_in_welsh(signed_in: Callable[..., Client], desks: Edition) -> None:
    writer: Any = signed_in(Writer, name="Wilma Writer")
    for address in ("/editions/new/", DESK + "publish/", "/editions/none/desk/"):
        answer = writer.get("/cy" + address)
        assert answer.status_code in (403, 404)
        assert left(body(answer)) == set()
