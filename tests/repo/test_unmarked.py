"""Every word of the pages and of the pure rooms is marked; and what says so finds a word that is not."""

from __future__ import annotations

import pytest
from tools import unmarked


def test_every_word_of_the_pages_is_marked() -> None:
    looked_at = list(unmarked.files(unmarked.WEB))
    assert sum(f.suffix == ".html" for f in looked_at) > 200
    assert sum(f.suffix == ".py" for f in looked_at) > 200
    assert sum(f.suffix == ".js" for f in looked_at) >= 3
    pure = [f for f in unmarked.files(unmarked.CODE) if unmarked.WEB not in f.parents]
    assert len({f.parent for f in pure}) >= 10
    assert unmarked.unmarked() == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Not marked</p>", ["Not marked"]),
        ("<p>{% if x %}one{% else %}two{% endif %}</p>", ["one two"]),
        ('<nav aria-label="Sections">{{ x }}</nav>', ["Sections"]),
        ('{% tag "kept aside" "orange" %}', ["kept aside"]),
        ('{% include "x.html" with title="What moved" only %}', ["What moved"]),
        ("<p>{{ n }} word{{ n|pluralize }}</p>", ["word"]),
    ],
)
def test_words_of_a_template_are_found(template: str, words: list[str]) -> None:
    assert [found for _, found in unmarked.in_template(f"\n{template}\n")] == words
    assert [line for line, _ in unmarked.in_template(f"\n{template}\n")] == [2] * len(words)


@pytest.mark.parametrize(
    "template",
    [
        '<p class="govuk-body">{% translate "Marked" %} {{ x.y|date:"j F Y" }}</p>',
        "{% blocktranslate with n=x.n %}{{ n }} is <a>marked</a>{% endblocktranslate %}",
        '{% url "editions:editions" as all %}{% breadcrumbs _("All editions") all %}',
        "{# a remark #}{% comment %}a remark{% endcomment %}<script>const words = 'of a program';</script>",
        "<code>no English</code> {# stays English #}",
        "{% block main_class %} cw-wide{% endblock %}",
    ],
)
def test_what_is_marked_or_no_words_is_left(template: str) -> None:
    assert list(unmarked.in_template(template)) == []


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ('title = "Not marked"', "Not marked"),
        ('title = f"{n} of them are late"', "{} of them are late"),
        ('raise ValueError("Choose a place.")', "Choose a place."),
        ('x = _("Marked") if y else "Not marked"', "Not marked"),
        ("x = f\"{n} {a or 'not marked here'}\"", "not marked here"),
        ("x = f\"{n} {_('Marked, and not found')}\"", "Marked, and not found"),
    ],
)
def test_words_of_a_module_are_found(module: str, words: str) -> None:
    assert list(unmarked.in_module(f"\n{module}\n")) == [(2, words)]


@pytest.mark.parametrize(
    "module",
    [
        '"""A docstring of words."""\n',
        'x = _("Marked words")\ny = gettext_lazy("Marked words")\nz = ngettext("one word", "two words", n)\n',
        'raise TypeError("What a programmer reads.")\nassert x, "what a programmer reads"\n',
        'css = "govuk-tag govuk-tag--grey"\n',
        'tell(held, "wrote in the chapter")\n',
        'words = "of the record"  # stays English\n',
        'words = (\n    "of the record"\n    " as it was written"\n)  # stays English\n',
        'title = models.CharField(help_text="what is promised")\n',
    ],
)
def test_what_no_page_says_is_left(module: str) -> None:
    assert list(unmarked.in_module(module)) == []


def test_a_sentence_of_a_script_is_found() -> None:
    script = 'const a = "data-saved";\n// Saves as one types.\nsay("Not saved: no connection.", true);\n'
    assert list(unmarked.in_script(script)) == [(3, "Not saved: no connection.")]
