"""Fields that our forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError


class LimitedFileField(forms.FileField):
    """A file that must not be larger than ``settings.UPLOAD_LIMIT`` bytes, and says so if it is."""

    default_error_messages = {
        "required": "Choose a file.",
        "empty": "The file is empty.",
        "too_big": "The file has %(megabytes)d MB. It may have %(limit)d MB at most.",
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
