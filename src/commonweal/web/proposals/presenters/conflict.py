"""Two people wrote at once: what is saved, beside what was sent, part by part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Both:
    """Two texts of the same part, where two people wrote at once. ``language``: theirs; "" is the page's."""

    label: str
    saved: str
    mine: str
    language: str = ""


def both_of(form: forms.Form) -> list[Both]:
    """Every part of a bound form whose value as it is saved (its initial one) differs from what was sent."""
    found = []
    for field in form.visible_fields():
        saved, mine = (_words(field.field, v) for v in (field.initial, field.value()))
        if saved != mine:
            language = field.field.widget.attrs.get("lang", "")
            found.append(Both(str(field.label), saved, mine, language))
    return found


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return _("yes") if value in (True, "on", "True", "true", "1") else _("no")
    labels = {str(k): str(v) for k, v in getattr(field, "choices", ())}
    values: Iterable[Any] = value if isinstance(value, list | tuple) else [value]
    said = [labels.get(str(v), str(v)) for v in values if v not in (None, "")]
    # The widget writes a day or a sum as it would stand in the box, so that the same is the same.
    return "; ".join(s.removesuffix(".00") for s in said).replace("\r\n", "\n").strip()
