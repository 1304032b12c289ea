"""The form of a pilot."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def _date(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": gettext_lazy("Write the day like 2027-01-31."),
            "required": gettext_lazy("Choose a day."),
        },
    )


class PilotForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        error_messages={"required": gettext_lazy("Give the pilot a title.")},
    )
    purpose = forms.CharField(
        label=gettext_lazy("What you want to learn"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say what you want to learn.")},
    )
    toolkit = forms.ChoiceField(
        label=gettext_lazy("Version of the toolkit"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the version that is tried.")},
    )
    begins = _date(gettext_lazy("It begins on"))
    ends = _date(gettext_lazy("It ends on"))
    proposals = forms.MultipleChoiceField(
        label=gettext_lazy("Proposals that it is tried on"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one proposal.")},
    )
    assessors = forms.MultipleChoiceField(
        label=gettext_lazy("Assessors who take part"),
        help_text=gettext_lazy("Choose nobody to count the assessments of everybody."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hourly_cost = forms.DecimalField(
        label=gettext_lazy("What an hour of an assessor costs, in pounds"),
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages={"invalid": gettext_lazy("Write pounds in figures, such as 32.50.")},
    )
    proposals_a_year = forms.IntegerField(
        label=gettext_lazy("How many proposals a year it would be used on"),
        required=False,
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    training = forms.CharField(
        label=gettext_lazy("What assessors had to be taught, and asked for"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decisions = forms.CharField(
        label=gettext_lazy("Decisions it is known to have influenced"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        proposals: list[tuple[str, str]],
        versions: list[tuple[str, str]],
        people: list[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        for name, choices in (("proposals", proposals), ("toolkit", versions), ("assessors", people)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("It cannot end before it begins."))
        return cleaned


class ProgrammeForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        error_messages={"required": gettext_lazy("Give the programme a title.")},
    )
    summary = forms.CharField(
        label=gettext_lazy("What it is for, and whose money it is"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        if not any(c.isalnum() for c in title):
            raise forms.ValidationError(_("Give the programme a title."))
        return title
