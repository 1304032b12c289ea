"""Forms of the evidence: bring files, publish with reasons for the warnings that are let pass."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.ui.fields import LimitedFileField


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(LimitedFileField):
    """One file or several: a CSV with the JSON beside it, or a whole release."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        if len(files) < 2:
            return [super(ManyFilesField, self).clean(f, initial) for f in files or [None]]
        cleaned, wrong = [], []
        for file in files:
            try:
                cleaned.append(super().clean(file, initial))
            except ValidationError as error:  # of several files it must be said which
                about = {"name": file.name, "problem": " ".join(error.messages)}
                wrong.append(_("“%(name)s”: %(problem)s") % about)
        if wrong:
            raise ValidationError(wrong)
        return cleaned


class BringForm(forms.Form):
    """Step one of two."""

    files = ManyFilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "CSV, XLSX or ODS in our tidy layout, or an ONS Explore Local Statistics CSV and its JSON. "
            "You may choose several at once."
        ),
        error_messages={"required": gettext_lazy("Choose a file to check.")},
    )


def reason_name(dataset: str, rule: str) -> str:
    return "reason-" + hashlib.sha256(f"{dataset}\n{rule}".encode()).hexdigest()[:16]


class PublishForm(forms.Form):
    """Step two: a reason for each kind of warning that is let pass. An empty one leaves it unanswered."""

    def __init__(self, *args: Any, warnings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings = warnings
        for dataset, rule in warnings:
            self.fields[reason_name(dataset, rule)] = forms.CharField(required=False, max_length=2000)

    def reasons(self) -> dict[tuple[str, str], str]:
        """The reasons given, by dataset and rule. Only after ``is_valid``."""
        given = {w: self.cleaned_data.get(reason_name(*w), "").strip() for w in self.warnings}
        return {w: reason for w, reason in given.items() if reason}
