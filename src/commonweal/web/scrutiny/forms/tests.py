"""A question of the tests as its owner writes it, the words of the set, and the act of publishing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

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


def _ticks(label: str, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"legend_size": "s"}),
        error_messages={"invalid_choice": "“%(value)s” cannot be chosen here."},
    )


def _text(label: str, help_text: str, rows: int) -> forms.CharField:
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
        label="Name",
        help_text="The question in a word or three. It begins the sentence of the statement.",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "label_size": "s"}),
    )
    question = _text("Question", "As the author of a report reads it.", 2)
    guidance = _text("Guidance", "What helps to answer it. It may be left empty.", 3)
    parts = _ticks("A good answer says", "Each is asked for in boxes of its own.")
    kinds = _ticks("Put to these kinds of report alone", "None ticked: to every kind.")
    cost_from = forms.FloatField(
        label="Put from this cost on, in pounds",
        help_text="Empty: whatever it costs. A report whose cost is not known is not asked.",
        required=False,
        min_value=0,
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "class": "govuk-input--width-10", "label_size": "s"}
        ),
        error_messages={
            "invalid": "Write the cost in figures, such as 500000.",
            "min_value": "A cost cannot be less than nothing.",
        },
    )
    key_decision = forms.ChoiceField(
        label="Key decisions",
        required=False,
        choices=[
            ("", "Whether key or not"),
            ("yes", "Key decisions alone"),
            ("no", "Decisions that are not key"),
        ],
        widget=forms.RadioSelect(attrs={"legend_size": "s"}),
        error_messages={"invalid_choice": "Choose one of these."},
    )
    places = _ticks("Put where one of these places is touched", "None ticked: everywhere.")
    goals = _ticks("Goals it is about", "None ticked: all of them. Their figures stand beside the answer.")

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

    title = forms.CharField(label="Title", required=False, max_length=200)
    summary = _text("Summary", "", 3)
    caution = _text("Caution", "What the tests cannot do.", 3)
    headings = _text(
        "Headings of reports",
        "One a line. A report accounts under one of them; the statement takes the first.",
        4,
    )

    def words(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in ("title", "summary", "caution")}
        return {**found, "headings": self.cleaned_data["headings"].splitlines()}


class PublishForm(ToolkitPublishForm):
    """The version's number and why the questions change."""

    reason = forms.CharField(
        label="Why the questions change",
        help_text="Shown beside the version for as long as there is one.",
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why the questions change: authors of reports will ask."},
    )
