"""The boxes that every form of a draft is made of, and where a refusal is shown among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST = 2_000
#: Fields that are a day, and those of one line, with the class that says how long.
_DAYS = ("since",)
_LINES = {"value": "govuk-input--width-10"}
#: Texts of a few words. Pasted on two lines they stay on two: an owner's words are never joined unseen.
_SHORT = {"name": "govuk-input--width-30", "unit": "govuk-input--width-20", "words": "govuk-input--width-20"}
HINTS = {
    "since": gettext_lazy(
        "The day from which this value counts. Values are kept oldest first, whatever their order here."
    ),
    "value": gettext_lazy("Only the number, such as 13.45. Leave it empty where the value is words."),
    "words": gettext_lazy("Such as “English Indices of Deprivation 2025”."),
    "note": gettext_lazy("The publication and the day on which you read it, or who decided it and when."),
    "unit": gettext_lazy("Such as “pounds an hour”. It is said after each number."),
}


class DraftForm(forms.Form):
    """``draft`` and ``revision`` say which draft, and as saved when, the page showed."""

    draft = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @property
    def rows_of_boxes(self) -> list[list[Any]]:
        """What is drawn together."""
        return [self.visible_fields()]

    def refuse(self, problems: Iterable[Any]) -> None:
        """Say each problem of a ``Refused`` where it can be mended."""
        for problem in problems:
            name = problem.field if problem.field in self.fields else None
            self.add_error(name, problem.words)


class Grouped(forms.CheckboxSelectMultiple):
    """Many boxes to tick, folded by heading; a heading says how many below it are ticked."""

    template_name = "toolkit/grouped.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        options = [option for _title, some, _index in groups for option in some]
        for position, option in enumerate(options):
            option["attrs"]["id"] = f"{context['widget']['attrs']['id']}_{position}"
        context["chosen"] = [option["label"] for option in options if option["selected"]]
        context["chapters"] = _chapters(groups)
        return context


def _chapters(groups: Iterable[tuple[Any, list[dict[str, Any]], int]]) -> list[tuple[str, list[Any]]]:
    """A heading is a chapter and a title: the chapters, each with title, boxes and how many are ticked."""
    found: dict[str, list[Any]] = {}
    for (chapter, title), options, _index in groups:
        found.setdefault(chapter, []).append((title, options, sum(1 for o in options if o["selected"])))
    return list(found.items())


def text(name: str, label: str, *, initial: str = "", rows: int = 3, size: str = "") -> forms.CharField:
    """A box for a text, as long as what belongs in it."""
    attrs: dict[str, Any] = {"label_size": size} if size else {}
    widget: forms.Widget
    if name in _DAYS:
        widget = forms.TextInput(attrs={**attrs, "type": "date", "class": "govuk-input--width-10"})
    elif name in _LINES:
        widget = forms.TextInput(attrs={**attrs, "class": _LINES[name]})
    elif name in _SHORT:
        widget = forms.Textarea(attrs={**attrs, "rows": 1, "class": _SHORT[name]})
    else:
        widget = forms.Textarea(attrs={**attrs, "rows": rows})
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        initial=initial,
        widget=widget,
        error_messages={
            "max_length": _("%(label)s may have %(most)s characters at most.")
            % {"label": label, "most": f"{LONGEST:,}"}
        },
    )


def ticks(label: str, choices: Sequence[Any], *, hint: str = "", initial: Sequence[str] = ()) -> Any:
    """Boxes to tick; folded under headings where the choices have some."""
    grouped = bool(choices) and not isinstance(choices[0][1], str)
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=choices,
        initial=list(initial),
        help_text=format_html("{}", hint),
        widget=(Grouped if grouped else forms.CheckboxSelectMultiple)(attrs={"legend_size": "s"}),
        error_messages={"invalid_choice": _("“%(value)s” is not one of these. Choose again.")},
    )
