"""A question of the tests as its owner writes it, the words of the set, and the act of publishing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from commonweal.web.toolkit.forms import PublishForm as ToolkitPublishForm

Choices = Sequence[tuple[str, str]]
_LONGEST = 4_000


class _Draft(forms.Form):
    """``revision``: of the draft that the page showed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def refuse(self, problems: Iterable[tuple[str, str]]) -> None:
        """Say each problem at its field; at the top where it has none."""
        for name, words in problems:
            self.add_error(name if name in self.fields else None, words)


def _ticks(label: str | Promise, help_text: str | Promise = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"legend_size": "s"}),
        error_messages={"invalid_choice": gettext_lazy("“%(value)s” cannot be chosen here.")},
    )


def _text(label: str | Promise, help_text: str | Promise, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": rows, "label_size": "s"}),
    )


class QuestionForm(_Draft):
    """What an owner writes of one question."""

    label = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("The question in a word or three. It begins the sentence of the statement."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "label_size": "s"}),
    )
    question = _text(gettext_lazy("Question"), gettext_lazy("As the author of a report reads it."), 2)
    guidance = _text(
        gettext_lazy("Guidance"), gettext_lazy("What helps to answer it. It may be left empty."), 3
    )
    parts = _ticks(gettext_lazy("A good answer says"), gettext_lazy("Each is asked for in boxes of its own."))
    kinds = _ticks(
        gettext_lazy("Put to these kinds of report alone"), gettext_lazy("None ticked: to every kind.")
    )
    cost_from = forms.FloatField(
        label=gettext_lazy("Put from this cost on, in pounds"),
        help_text=gettext_lazy("Empty: whatever it costs. A report whose cost is not known is not asked."),
        required=False,
        min_value=0,
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "class": "govuk-input--width-10", "label_size": "s"}
        ),
        error_messages={
            "invalid": gettext_lazy("Write the cost in figures, such as 500000."),
            "min_value": gettext_lazy("A cost cannot be less than nothing."),
        },
    )
    key_decision = forms.ChoiceField(
        label=gettext_lazy("Key decisions"),
        required=False,
        choices=[
            ("", gettext_lazy("Whether key or not")),
            ("yes", gettext_lazy("Key decisions alone")),
            ("no", gettext_lazy("Decisions that are not key")),
        ],
        widget=forms.RadioSelect(attrs={"legend_size": "s"}),
        error_messages={"invalid_choice": gettext_lazy("Choose one of these.")},
    )
    places = _ticks(
        gettext_lazy("Put where one of these places is touched"), gettext_lazy("None ticked: everywhere.")
    )
    goals = _ticks(
        gettext_lazy("Goals it is about"),
        gettext_lazy("None ticked: all of them. Their figures stand beside the answer."),
    )

    def __init__(
        self, data: Any = None, *, initial: Mapping[str, Any], parts: Choices, kinds: Choices,
        places: Choices, goals: Choices,
    ) -> None:  # fmt: skip
        key = {None: "", True: "yes", False: "no"}[initial.get("key_decision")]
        super().__init__(data, initial={**initial, "key_decision": key})
        for name, choices in (("parts", parts), ("kinds", kinds), ("places", places), ("goals", goals)):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def row(self, id_: str) -> dict[str, Any]:
        """As :func:`commonweal.scrutiny.versions.with_questions` takes it. Only after ``is_valid``."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        key = {"yes": True, "no": False}.get(found["key_decision"])
        return {**found, "id": id_, "key_decision": key}


class WordsForm(_Draft):
    """What the set says of itself, and the headings of reports: one a line."""

    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=200)
    summary = _text(gettext_lazy("Summary"), "", 3)
    caution = _text(gettext_lazy("Caution"), gettext_lazy("What the tests cannot do."), 3)
    headings = _text(
        gettext_lazy("Headings of reports"),
        gettext_lazy("One a line. A report accounts under one of them; the statement takes the first."),
        4,
    )

    def words(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in ("title", "summary", "caution")}
        return {**found, "headings": self.cleaned_data["headings"].splitlines()}


class PublishForm(ToolkitPublishForm):
    """The version's number and why the questions change."""

    reason = forms.CharField(
        label=gettext_lazy("Why the questions change"),
        help_text=gettext_lazy("Shown beside the version for as long as there is one."),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("Say why the questions change: authors of reports will ask.")
        },
    )
