"""A desk in one language and an edition in another, and what is written on the way."""

from __future__ import annotations

import datetime as dt
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.web.editions import made
from tests.web.editions.test_desk_languages import CHAPTER, DESK, OUT, PAGES, TITLE, WORK, left, third
from tests.web.editions.test_languages import texts
from tests.web.example import NOW
from tests.web.partnership.promising import entered, owner, partner, promised
from tests.web.scrutiny.register import body

from commonweal.web.editions.models import Edition
from commonweal.web.editions.selectors import drafts, evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]


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


def test_findings_and_troubles_are_in_the_language_of_the_edition(editor: Any) -> None:
    for language in ("cy", "en-GB"):
        held = third(editor.person, language)
        found = next(f for f in evidence.findings_of(held, drafts.chapters(held)) if f.must)
        for before in ("", "/cy"):
            for address in (DESK + "findings/", DESK + "publish/", WORK):
                page = body(editor.get(before + address))
                assert {of for of, words in texts(page) if found.wrong in words} == {language}
        held.delete()


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
