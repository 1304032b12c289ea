"""The tag of words says what Django's own says, in each language, and is Django's own where more is asked."""

from __future__ import annotations

import pytest
from django.template import Context, Engine, engines
from django.utils.translation import override

from commonweal.web.ui.templatetags.words import Words

TEMPLATES = [
    '{% translate "Chapters" %}',
    "{% translate 'Chapters' %}",
    "{% translate \"Nobody has translated this < that & 100% of it’s 'words'\" %}",
    '{% translate "Chapters"|upper %}',
    "{% translate named %}",
    '{% translate "Chapters" as kept %}[{{ kept }}]',
    '{% translate "May" context "a month of nobody" %}',
    '{% translate "Chapters" noop %}',
    '<td data-label="{% translate "Place" %}">{% for n in many %}{% translate "Place" %} {% endfor %}</td>',
]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_it_says_what_djangos_own_says(template: str, language: str) -> None:
    about = {"named": "Chapters", "many": range(3)}
    own = Engine(builtins=["django.templatetags.i18n"]).from_string(template)
    ours = engines["django"].engine.from_string(template)
    for spoken in (language, "en-gb", language):
        with override(spoken):
            assert ours.render(Context(about)) == own.render(Context(about))


def test_words_are_looked_up_once_for_each_language() -> None:
    [node] = engines["django"].engine.from_string(TEMPLATES[0]).nodelist
    assert isinstance(node, Words)
    for language, words in (("cy", "Penodau"), ("en-gb", "Chapters"), ("cy", "Penodau")):
        with override(language):
            assert node.render(Context()) == words
    assert node.said == {"cy": "Penodau", "en-gb": "Chapters"}
