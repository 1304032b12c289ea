"""The desk in Welsh: every page at an address of its own, and what is in another language says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from html import unescape
from typing import Any

import html5lib
import pytest
from django.test import Client
from tests.web.editions import made
from tests.web.editions.test_languages import english, texts
from tests.web.example import NOW
from tests.web.partnership.promising import entered, owner, partner, promised
from tests.web.scrutiny.register import body

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


@pytest.fixture
def editor(signed_in: Callable[..., Client]) -> Any:
    return signed_in(Editor, name="Edda Editor")


@pytest.fixture
def desks(editor: Any) -> Edition:
    """Two editions that are out, and a third in review with everything on it that a desk can show."""
    by = editor.person
    for title in ("The First State", "State of the Region"):
        out = made.edition(by, title=title)
        made.goal(out, by)
        made.published(out, by)
    return third(by)


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
    root = html5lib.parse(page, namespaceHTMLElements=False)
    [link] = [a for a in root.iter("a") if a.get("rel") == "alternate"]
    return str(link.get("href"))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_desk_is_in_welsh_and_what_is_english_says_so(
    editor: Any, desks: Edition, address: str
) -> None:
    answer = editor.get("/cy" + address)
    page = body(answer)
    assert answer.status_code == 200
    assert '<html lang="cy"' in page
    assert left(page) == set()
    assert twin(page) == address
    assert twin(body(editor.get(address))) == "/cy" + address


@pytest.mark.parametrize(("address", "sent", "status"), ANSWERS)
def test_an_answer_of_the_desk_is_in_welsh(
    editor: Any, desks: Edition, address: str, sent: dict[str, Any], status: int
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


#: Which of a page's words are the edition's own, and must be in its language wherever they stand.
OWN = (TITLE, CHAPTER, OUT, "Is this so?", "It shows a slip.", "Analyst, Example Institute", "CC BY 4.0")


@pytest.mark.parametrize("address", [p for p in PAGES if p.startswith(DESK)])
def test_the_words_of_an_edition_are_in_its_language_on_a_desk_in_another(editor: Any, address: str) -> None:
    third(editor.person)
    in_english = body(editor.get("/cy" + address))
    Edition.objects.update(language="cy")
    in_welsh = body(editor.get(address))
    for page, own, others in ((in_english, "en-GB", "cy"), (in_welsh, "cy", "en-GB")):
        assert f'<html lang="{others}"' in page
        found = list(texts(page[page.index("</title>") :].join(("<html lang='" + others + "'>", ""))))
        said = [(language, words) for language, words in found if any(w in words for w in OWN)]
        assert said
        assert [pair for pair in said if pair[0] != own] == []


def test_names_of_packs_are_in_the_language_of_the_page(editor: Any, desks: Edition) -> None:
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


def test_findings_and_troubles_are_in_the_language_of_the_edition(editor: Any) -> None:
    for language in ("cy", "en-GB"):
        held = third(editor.person, language)
        found = next(f for f in evidence.findings_of(held, drafts.chapters(held)) if f.must)
        for before in ("", "/cy"):
            for address in (DESK + "findings/", DESK + "publish/", WORK):
                page = body(editor.get(before + address))
                assert {of for of, words in texts(page) if found.wrong in words} == {language}
        held.delete()


def test_who_may_not_edit_is_told_so_in_welsh(signed_in: Callable[..., Client], desks: Edition) -> None:
    writer: Any = signed_in(Writer, name="Wilma Writer")
    for address in ("/editions/new/", DESK + "publish/", "/editions/none/desk/"):
        answer = writer.get("/cy" + address)
        assert answer.status_code in (403, 404)
        assert left(body(answer)) == set()


def test_what_packs_have_in_english_only_says_so_in_an_edition_in_welsh(editor: Any, client: Client) -> None:
    held = made.edition(editor.person, title="Cyflwr", language="cy")
    made.goal(held, editor.person, title="Gwaith", slug="gwaith")
    made.chapter(held, editor.person, "Atodiad", kind="appendix", slug="atodiad")
    made.published(held, editor.person)
    for before in ("", "/cy"):
        page = body(client.get(f"{before}/editions/cyflwr/chapters/atodiad/"))
        found = list(texts(page))
        told = [
            language
            for language, words in found
            if words.startswith("Share of people aged 16 to 64 in paid work")
        ]
        assert told
        assert set(told) == {"en-GB"}
        assert ("cy", "Cyfradd cyflogaeth.") in found or any("Cyfradd cyflogaeth" in w for _, w in found)
        assert not left(page)
    english_one = made.edition(editor.person, title="State")
    made.chapter(english_one, editor.person, "Appendix", kind="appendix", slug="appendix")
    made.published(english_one, editor.person)
    page = body(client.get("/editions/state/chapters/appendix/"))
    assert ' lang="' not in page[page.index("<main") :]


def test_what_partners_promised_is_in_english_on_a_page_in_welsh_and_says_so(
    editor: Any, client: Client
) -> None:
    by, trust = editor.person, entered(owner())
    for title, day in (("One", NOW), ("Two", NOW + dt.timedelta(days=400))):
        held = made.edition(by, title=title)
        made.goal(held, by)
        made.published(held, by, day)
        if title == "One":
            due = (NOW + dt.timedelta(days=200)).date()
            goal = {"framework": made.SDG, "goal": "goal-8"}
            promised(trust, partner(trust, by), title="Evening courses for all", due=due, **goal)
    found = list(texts(body(client.get("/cy/editions/two/compare/?other=one"))))
    table = {"Evening courses for all", "Commitment", "Organisation", "How it stands", "Stands"}
    assert table <= {words for _language, words in found}
    assert {language for language, words in found if words in table} == {"en-GB"}


def test_a_mistake_is_told_in_welsh_and_nothing_typed_is_lost(editor: Any, client: Client) -> None:
    sent = {
        "title": "Cyflwr y Rhanbarth", "period": "", "framework_1": made.SDG, "place": made.WMCA,
        "editor_role": "Golygydd", "language": "cy", "revision": 0, "contributors": "a@example.org",
    }  # fmt: skip
    answer = editor.post("/cy/editions/new/", sent)
    assert left(body(answer)) == set()
    page = unescape(body(answer))
    assert answer.status_code == 422
    assert page.count("Dywedwch pa gyfnod y mae'n ymwneud ag ef.") == 2
    assert "Say what period it is of." not in page
    assert 'value="Cyflwr y Rhanbarth"' in page
    assert "a@example.org" in page
    answer = editor.post("/cy/editions/new/", sent | {"period": "2026", "contributors": ""})
    desk = "/cy/editions/cyflwr-y-rhanbarth/desk/"
    assert answer["Location"] == desk
    part = {"kind": "goal", "title": "Gwaith", "goal": f"{made.SDG}/goal-8", "revision": 0}
    assert editor.post(desk + "chapters/new/", part)["Location"] == desk
    work = desk + "chapters/gwaith/"
    assert f'href="{work}"' in body(editor.get(desk))
    assert editor.post(work, {"text": "Gair.", "revision": 1})["Location"] == work
    assert editor.post(work, {"text": "Dau air.", "revision": 2, "go": "finish"})["Location"] == desk
    assert editor.post(work + "claim/", {"back": "chapter"})["Location"] == work
    assert editor.post(work + "comments/", {"words": "Da iawn."})["Location"] == work
    moved = {"to": "in review", "revision": Edition.objects.get().revision}
    assert editor.post(desk + "move/", moved)["Location"] == desk
    assert "Location" not in editor.get(desk)
    fragment = editor.post(work, {"text": "{{name of employment-rate}}"}, headers={"HX-Request": "true"})
    assert "Sut mae'n darllen" in unescape(body(fragment))
    assert client.get(desk)["Location"] == f"/accounts/login/?next={desk}"
