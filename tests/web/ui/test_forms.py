"""Forms in GOV.UK markup, each within a whole page that the inspector reads."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from tests.web.inspect_page import find_problems

from commonweal.web.ui import asked
from commonweal.web.ui.forms import all_errors

FRAME = """<!DOCTYPE html><html lang="en"><head><title>A form</title></head><body><main><h1>A form</h1>
<form method="post" action="/x/"><input type="hidden" name="csrfmiddlewaretoken" value="x">{}
<button>Send</button></form>
</main></body></html>"""


class Everything(forms.Form):
    name = forms.CharField(label="Your <name>", help_text="As <em>others</em> see it")
    story = forms.CharField(widget=forms.Textarea(attrs={"rows": 8}), required=False)
    place = forms.ChoiceField(choices=[("a", "Coventry"), ("b", "Dudley")])
    group = forms.ChoiceField(choices=[("g", (("a", "One"), ("b", "Two")))], required=False)
    answer = forms.ChoiceField(
        choices=[("y", "Yes"), ("n", "No")],
        widget=forms.RadioSelect(attrs={"inline": True, "legend_size": "m"}),
        help_text="One of them",
    )
    goals = forms.MultipleChoiceField(
        choices=[("1", "First"), ("2", "Second")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="I have read it", help_text="All of it")
    file = forms.FileField()
    when = forms.DateField(widget=forms.DateInput(attrs={"type": "date", "label_size": "m"}))
    number = forms.IntegerField(widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}))
    kept = forms.CharField(widget=forms.HiddenInput, initial="k")


def drawn(form: forms.Form) -> str:
    page = FRAME.format(str(form))
    assert find_problems(page) == []
    return page


def test_an_empty_form() -> None:
    page = drawn(Everything())
    assert "govuk-error" not in page
    assert 'class="govuk-input govuk-input--width-5"' in page
    assert 'class="govuk-select"' in page
    assert 'class="govuk-textarea"' in page
    assert 'class="govuk-radios govuk-radios--inline"' in page
    assert "govuk-fieldset__legend--m" in page
    assert "govuk-label--m" in page
    assert 'class="govuk-checkboxes__input"' in page
    assert 'data-module="govuk-file-upload"' in page
    assert "Your &lt;name&gt;" in page
    assert 'aria-describedby="id_name-hint"' in page
    for attribute in ("legend_size", "label_size", "inline="):
        assert attribute not in page


def test_a_form_with_every_error_names_each_at_the_top_and_at_the_field() -> None:
    form = Everything({"name": "", "answer": "perhaps", "when": "soon", "number": "many"})
    page = drawn(form)
    assert page.count("There is a problem") == 1
    for target in ("id_name", "id_place", "id_answer_0", "id_goals_0", "id_agreed", "id_file", "id_when"):
        assert f'<a href="#{target}">' in page
        assert f'id="{target}"' in page
    assert 'aria-describedby="id_name-hint id_name-error"' in page
    assert '<fieldset class="govuk-fieldset" aria-describedby="id_answer-hint id_answer-error">' in page
    assert "govuk-input--error" in page
    assert page.count("govuk-form-group--error") == 8


def test_what_was_given_is_still_there() -> None:
    page = drawn(Everything({"name": "Ann <b>", "goals": ["2"], "answer": "n", "place": "b"}))
    assert 'value="Ann &lt;b&gt;"' in page
    assert page.count(" checked") == 2
    assert page.count(" selected") == 1


def test_the_errors_of_the_form_itself_stand_first() -> None:
    form = Everything({})
    form.add_error(None, "The two halves do not agree.")
    errors = all_errors(form)
    assert errors[0] == ("", "The two halves do not agree.")
    assert errors[1][0] == "id_name"
    assert "<li>The two halves do not agree.</li>" in drawn(form)


def test_a_summary_above_the_heading_is_not_drawn_again_in_the_form() -> None:
    template = engines["django"].from_string("{% error_summary form %}{{ form }}")
    page = template.render({"form": Everything({})})
    assert page.count("There is a problem") == 1
    assert "There is a problem" not in template.render({"form": Everything()})


def test_a_placeholder_of_a_package_is_left_out() -> None:
    class Theirs(forms.Form):
        code = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Code"}))

    assert "placeholder" not in str(Theirs())


def page_of(source: str, **context: Any) -> str:
    return engines["django"].from_string(source).render(context, RequestFactory().get("/"))


def test_the_other_components() -> None:
    content = page_of(
        """{% breadcrumbs "Home" "/" "Goals" "/goals/" %}{% tag "draft" colour="blue" %}{% tag "final" %}
        {% button "Save" name="act" value="save" %}{% button "Back" href="/back/" kind="secondary" %}
        {% banner saved success=True %}{% details "Why" %}<p>Because {{ x }}</p>{% enddetails %}""",
        x="<i>",
        saved="Saved <now>",
    )
    assert find_problems(FRAME.format(content)) == []
    assert '<a class="govuk-breadcrumbs__link" href="/goals/">Goals</a>' in content
    assert "govuk-tag--blue" in content
    assert 'name="act" value="save"' in content
    assert "Saved &lt;now&gt;" in content
    assert "<p>Because &lt;i&gt;</p>" in content


def test_breadcrumbs_need_an_address_for_every_label() -> None:
    with pytest.raises(Exception, match="an address for every label"):
        page_of('{% breadcrumbs "Home" %}')


def test_pagination_keeps_what_was_asked() -> None:
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class AskedRows(asked.Asked):
        q: str = asked.text()
        page: int = asked.number(1, least=1)

    pages = Paginator(range(500), 10)
    content = page_of(
        "{% pagination page asked %}", page=pages.get_page(3), asked=AskedRows(q="a & b", page=3)
    )
    assert find_problems(FRAME.format(content)) == []
    assert 'href="?q=a+%26+b&amp;page=4" rel="next"' in content
    assert 'href="?q=a+%26+b&amp;page=2" rel="prev"' in content
    assert 'aria-current="page">3</a>' in content
    one = Paginator(range(5), 10).get_page(1)
    assert page_of("{% pagination page asked %}", page=one, asked=AskedRows()).strip() == ""
