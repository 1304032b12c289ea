"""An edition that is written in Welsh: chosen where it is set up, heard in its figures, and kept so."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.web.editions.made import SDG, UK, WMCA, edition, goal, published
from tests.web.scrutiny.register import body

from commonweal import words
from commonweal.web.editions.forms.setting_up import LANGUAGES
from commonweal.web.editions.models import Edition
from commonweal.web.editions.roles import Editor
from commonweal.web.editions.selectors import published as out

TEXT = "{{name of employment-rate}}, {{place of employment-rate}}: {{movement of employment-rate}}.\n"


def test_the_form_offers_the_languages_that_there_are_words_in() -> None:
    assert tuple(code for code, _name in LANGUAGES) == words.languages()


@pytest.mark.django_db
@pytest.mark.usefixtures("west_midlands")
def test_an_edition_in_welsh_from_its_set_up_to_its_publishing(signed_in: Callable[..., Client]) -> None:
    editor: Any = signed_in(Editor, name="Edda Editor")
    home = "/editions/cyflwr-y-rhanbarth/"
    asked = {
        "title": "Cyflwr y Rhanbarth", "period": "2026", "framework_1": SDG, "place": WMCA, "places": [WMCA],
        "comparators": [UK], "editor_role": "Golygydd", "revision": 0, "language": "cy",
    }  # fmt: skip
    assert editor.post("/editions/new/", asked)["Location"] == home + "desk/"
    held = Edition.objects.get()
    assert held.language == "cy"
    by = get_user_model().objects.get()
    part = goal(held, by, title="Gwaith", text=TEXT)
    assert "was within-interval" in part.text or "was rose" in part.text
    writing = unescape(body(editor.get(f"{home}desk/chapters/{part.slug}/")))
    assert "arhosodd heb newid" in writing or "cododd" in writing
    assert "Cyfradd cyflogaeth" in writing
    found = unescape(body(editor.get(home + "desk/findings/")))
    assert found.count("Not read: this check reads English, and the edition is in another language.") == 12
    kept = published(held, by)
    book = out.thaw(kept.content)
    assert book.edition.language == "cy"
    assert any("Drafftiwyd" in fact for fact in book.facts)
    assert "Cyfradd cyflogaeth" in [used.text for s in book.sections if s.chapter for used in s.chapter.used]
    assert book.shown[0].label in {"Ffigur 1", "Tabl 1"}


@pytest.mark.django_db
@pytest.mark.usefixtures("west_midlands")
def test_a_language_that_nobody_wrote_words_in_is_refused() -> None:
    with pytest.raises(ValueError, match="There are no words in “tlh” here"):
        edition("Edda Editor", language="tlh")
    assert not Edition.objects.exists()
