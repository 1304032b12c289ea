"""Fields that our forms share."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

_ADDRESS = re.compile(r"(/(?!/)|https://[^/\s])[^\s\\]*")


class LimitedFileField(forms.FileField):
    """A file that must not be larger than ``settings.UPLOAD_LIMIT`` bytes, and says so if it is."""

    default_error_messages = {
        "required": gettext_lazy("Choose a file."),
        "empty": gettext_lazy("The file is empty."),
        "too_big": gettext_lazy("The file has %(megabytes)d MB. It may have %(limit)d MB at most."),
    }

    def to_python(self, data: Any) -> Any:
        if data is not None and getattr(data, "too_big", False):
            raise ValidationError(
                self.error_messages["too_big"],
                code="too_big",
                params={
                    "megabytes": -(-data.size // 1_000_000),
                    "limit": settings.UPLOAD_LIMIT // 1_000_000,
                },
            )
        return super().to_python(data)


class LinkField(forms.CharField):
    """The address of a page: of this site, or of another by https. A script has no address."""

    default_error_messages = {
        "address": gettext_lazy(
            "Give an address that begins with https://, or a page of this site that begins with one /."
        )
    }

    def __init__(self, label: str | Promise) -> None:
        super().__init__(
            label=label,
            help_text=gettext_lazy(
                "A page of this site, such as /indicators/claimant-count/, or an address with https://."
            ),
            required=False,
            max_length=500,
        )

    def clean(self, value: Any) -> str:
        found = str(super().clean(value))
        if found and not _ADDRESS.fullmatch(found):
            raise ValidationError(self.error_messages["address"], code="address")
        return found
