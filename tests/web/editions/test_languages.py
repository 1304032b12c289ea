"""The pages of an edition in Welsh: an address of their own, and no English word that does not say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import ngettext, override
from tests.markup import tree_of
from tests.web.editions import made
from tools import messages

from commonweal.web.editions.models import Edition
from commonweal.web.editions.roles import Editor
from commonweal.web.ui import languages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
HOME = "/editions/state-of-the-region/"
CHAPTER = HOME + "chapters/decent-work/"
PAGES = ("/editions/", HOME, HOME + "chapters/decent-work/", HOME + "chapters/appendix/")


@pytest.fixture
def published(signed_in: Callable[..., Client]) -> Edition:
    editor: Any = signed_in(Editor, name="Edda Editor").person  # type: ignore[attr-defined]
    held = made.edition(editor)
    made.goal(held, editor, title="8. Decent Work and Economic Growth", slug="decent-work")
    made.chapter(held, editor, "Appendix", kind="appendix")
    made.published(held, editor)
    made.corrected(held, editor, "decent-work", "It ", "The rate ")
    return Edition.objects.get(pk=held.pk)


@cache
def english() -> set[str]:
    """What the templates and presenters of the site say, as far as it has no blank to fill."""
    [po] = messages.catalogues()
    return {
        words
        for m in messages.read(po)
        for words in (m.id if isinstance(m.id, tuple) else (m.id,))
        if words and "%(" not in words and words != m.string
    }


def texts(page: str) -> Iterator[tuple[str, str]]:
    """Each run of text, title and label of a page with the language that it is marked as."""
    root = tree_of(page)

    def walk(element: Any, language: str) -> Iterator[tuple[str, str]]:
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            return
        language = element.get("lang", language)
        for named in ("aria-label", "title", "alt", "data-label"):
            if element.get(named):
                yield language, element.get(named)
        if element.text and element.text.strip():
            yield language, " ".join(element.text.split())
        for child in element:
            yield from walk(child, language)
            if child.tail and child.tail.strip():
                yield language, " ".join(child.tail.split())

    yield from walk(root, "")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_in_welsh_and_what_is_english_says_so(
    client: Client, published: Edition, address: str
) -> None:
    page = client.get("/cy" + address).content.decode()
    assert '<html lang="cy"' in page
    assert page.count("<h1") == 1
    found = list(texts(page))
    left = {words for language, words in found if language.startswith("cy") and words in english()}
    assert not left
    assert {"cy", "en-GB"} <= {language for language, _ in found}
    # What was frozen is in the language that it was frozen in.
    frozen = [language for language, words in found if words == "Appendix"]
    assert all(language == "en-GB" for language in frozen)
    assert f'hreflang="en-GB" href="http://testserver{address}"' in page
    assert f'<a class="govuk-link" href="{address}" lang="en-GB" hreflang="en-GB"' in page
    assert "Nid oes siaradwr Cymraeg wedi'u gwirio eto" in page.replace("&#x27;", "'")


def test_the_packs_name_goals_indicators_and_places_in_the_language_of_the_page(
    client: Client, published: Edition
) -> None:
    title = "8. Gwaith Boddhaol a Thwf Economaidd"
    assert f'">{title}</a>' in client.get("/cy" + HOME).content.decode()
    page = client.get(f"/cy{CHAPTER}").content.decode()
    found = list(texts(page))
    assert ("cy", title) in found
    assert ("cy", "Cyfradd cyflogaeth") in found
    assert f'<h1 class="govuk-heading-xl">{title}</h1>' in page
    english = client.get(CHAPTER).content.decode()
    assert "8. Decent Work and Economic Growth" in english
    assert "Gwaith" not in english


def test_it_says_what_the_english_says(client: Client, published: Edition) -> None:
    page = client.get("/cy" + HOME).content.decode().replace("&#x27;", "'")
    for words in (
        "Cyhoeddwyd ar 23 Tachwedd 2026, cywirwyd 1 waith.",
        "Mae ganddo 2 bennod.",
        "Cywiriad 1, 24 Tachwedd 2026",
        "Pecyn data",
        "Gyda chywiriad 1",
    ):
        assert words in page
    assert f'href="/cy{HOME}chapters/decent-work/"' in page
    older = client.get(f"/cy{HOME}?state=1").content.decode()
    assert "Cyflwr cynharach o&#x27;r argraffiad yw hwn." in older
    # The same page in the other language, of the same state.
    assert f'href="{HOME}?state=1" lang="en-GB"' in older


def test_the_address_alone_says_the_language(client: Client, published: Edition) -> None:
    plain = stripped(client.get(HOME))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    asked = client.get(HOME, headers={"Accept-Language": "cy"})
    assert stripped(asked) == plain
    assert asked.headers["Content-Language"] == "en-gb"
    assert client.get("/cy" + HOME, headers={"Accept-Language": "en"}).headers["Content-Language"] == "cy"


def stripped(response: Any) -> str:
    return re.sub(r'nonce="[^"]*"', "", response.content.decode())


@pytest.mark.parametrize("address", ["/fr/editions/", "/cy/", "/cy/frameworks/", "/cy/editions/none/"])
def test_what_has_no_welsh_has_no_welsh_address(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_page_in_one_language_offers_no_other(client: Client) -> None:
    page = client.get("/frameworks/").content.decode()
    assert 'hreflang="' not in page
    assert "Cymraeg" not in page
    assert '<html lang="en-GB"' in page


def test_what_was_kept_in_one_language_is_not_shown_in_the_other(
    client: Client, published: Edition, settings: Any
) -> None:
    settings.PAGES_KEPT = 10
    for _ in range(2):
        assert '<html lang="en-GB"' in client.get(HOME).content.decode()
        assert '<html lang="cy"' in client.get("/cy" + HOME).content.decode()


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 pennod"), (1, "1 bennod"), (2, "2 bennod"), (3, "3 pennod"), (6, "6 phennod"), (10, "10 pennod")],
)
def test_a_number_bends_the_word_behind_it(number: int, words: str) -> None:
    with override("cy"):
        said = ngettext("It has %(number)d chapter.", "It has %(number)d chapters.", number)
    assert words in said % {"number": number}


def test_a_language_is_written_as_html_wants_it() -> None:
    assert languages.shown("en-gb") == "en-GB"
    assert languages.shown("cy") == "cy"
    assert languages.same("en-gb", "en-GB")
    assert not languages.same("cy", "en-GB")
