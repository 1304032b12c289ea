"""The act of publishing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from .boxes import LONGEST, DraftForm


class PublishForm(DraftForm):
    """``against`` is the version with which the page compared the draft."""

    against = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    version = forms.CharField(
        label=gettext_lazy("Version"),
        help_text=gettext_lazy(
            "Three numbers. The second goes up when questions change, the third for a slip of the pen."
        ),
        max_length=32,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": gettext_lazy("Give the version a number.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why the questions change"),
        help_text=gettext_lazy("Shown beside the version for as long as there is one."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Say why the questions change: assessors will ask.")},
    )
