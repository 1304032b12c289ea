"""The act of publishing."""

from __future__ import annotations

from django import forms

from .boxes import LONGEST, DraftForm


class PublishForm(DraftForm):
    """``against`` is the version with which the page compared the draft."""

    against = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    version = forms.CharField(
        label="Version",
        help_text="Three numbers. The second goes up when questions change, the third for a slip of the pen.",
        max_length=32,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": "Give the version a number."},
    )
    reason = forms.CharField(
        label="Why the questions change",
        help_text="Shown beside the version for as long as there is one.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why the questions change: assessors will ask."},
    )
