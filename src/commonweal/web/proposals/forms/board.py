"""The form of a pilot."""

from __future__ import annotations

from typing import Any

from django import forms


def _date(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the day like 2027-01-31.", "required": "Choose a day."},
    )


class PilotForm(forms.Form):
    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Give the pilot a title."}
    )
    purpose = forms.CharField(
        label="What you want to learn",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what you want to learn."},
    )
    begins = _date("It begins on")
    ends = _date("It ends on")
    proposals = forms.MultipleChoiceField(
        label="Proposals that it is tried on",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one proposal."},
    )
    hourly_cost = forms.DecimalField(
        label="What an hour of an assessor costs, in pounds",
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )
    proposals_a_year = forms.IntegerField(
        label="How many proposals a year it would be used on",
        required=False,
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    training = forms.CharField(
        label="What assessors had to be taught, and asked for",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decisions = forms.CharField(
        label="Decisions it is known to have influenced",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, proposals: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["proposals"].choices = proposals  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", "It cannot end before it begins.")
        return cleaned
