"""Fields that the forms of roll-outs and of strategies share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.partnership.selectors import days

from .organisations import Revised, address_of, line_field

Choices = list[tuple[str, str]]
_SUCH_AS = gettext_lazy("Such as 2020, 2020-07 or 2020-07-31: no more exact than your source.")


class WhenField(forms.CharField):
    """A day, a month or a year, as a source gives it."""

    def __init__(self, label: str | Promise, more: str | Promise | None = None) -> None:
        super().__init__(
            label=label, required=False, max_length=10,
            help_text=_SUCH_AS if more is None else format_lazy("{} {}", _SUCH_AS, more),
            error_messages={"max_length": gettext_lazy("Write 2020, 2020-07 or 2020-07-31.")},
            widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        )  # fmt: skip

    def clean(self, value: Any) -> str:
        found = str(super().clean(value)).strip()
        try:
            days.read(found)
        except ValueError as refused:
            raise forms.ValidationError(str(refused)) from None
        return found


class Lined(Revised):
    """A line of a record: it says where it is from."""

    source = line_field(
        gettext_lazy("Where this is from"), gettext_lazy("A published page, with its publisher and date.")
    )
    source_address = line_field(gettext_lazy("The address of that page"))

    def clean_source_address(self) -> str:
        return address_of(self.cleaned_data["source_address"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("source_address") and not cleaned.get("source") and "source" not in self.errors:
            self.add_error("source", _("Say what the address leads to."))
        return cleaned

    def ordered(self, first: str, last: str, refused: str) -> None:
        """Puts ``refused`` at the last of two days where it surely lies before the first."""
        if first in self.errors or last in self.errors:
            return
        one, other = (days.read(self.cleaned_data.get(n, "")) for n in (first, last))
        if one is not None and other is not None and days.before(other, one):
            self.add_error(last, refused)


def offer(form: forms.Form, name: str, first: str, found: Choices) -> None:
    """Give a choice what can be chosen; ``first`` for nothing, where that may be. None: no such field."""
    if not found:
        del form.fields[name]
        return
    form.fields[name].choices = [("", first), *found] if first else found  # type: ignore[attr-defined]
