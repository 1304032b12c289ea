"""What is entered of organisations, partnerships and seats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.partnership.models import Organisation, Partnership, Seat
from commonweal.web.scrutiny.forms.register import day_field

_ADDRESS = re.compile(r"https?://[^/\s][^\s\\]*")
_MAIL = re.compile(r"[^@\s/:]+@[^@\s/:]+\.[^@\s/:]+")
_MOST = 10_000
_TOO_LONG = format_lazy(gettext_lazy("At most {most} characters are kept."), most=f"{_MOST:,}")


class Revised(forms.Form):
    """``revision``: of the row as it stood when the page was opened."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


def words_field(
    label: str | Promise, help_text: str | Promise = "", *, required: bool = False, rows: int = 4,
    empty: str | Promise = "",
) -> Any:  # fmt: skip
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=_MOST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": empty, "max_length": _TOO_LONG},
    )  # fmt: skip


def line_field(
    label: str | Promise, help_text: str | Promise = "", *, longest: int = 500,
    empty: str | Promise | None = None,
) -> Any:  # fmt: skip
    return forms.CharField(
        label=label, help_text=help_text, required=empty is not None, max_length=longest,
        error_messages={"required": empty},
    )  # fmt: skip


def named(value: str) -> str:
    if value and not any(c.isalnum() for c in value):
        raise forms.ValidationError(_("Write it with at least one letter or figure."))
    return " ".join(value.split())


def address_of(value: str) -> str:
    if value and not _ADDRESS.fullmatch(value):
        raise forms.ValidationError(_("Give an address that begins with https:// or http://."))
    return value


class Sourced(Revised):
    """Whatever is said of somebody says where it is from."""

    def clean_name(self) -> str:
        return named(self.cleaned_data["name"])

    def clean_source_address(self) -> str:
        return address_of(self.cleaned_data["source_address"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("source_address") and not cleaned.get("source") and "source" not in self.errors:
            self.add_error("source", _("Say what the address leads to."))
        return cleaned


_SOURCE = (gettext_lazy("Where this is from"), gettext_lazy("A published page, with its publisher and date."))
_SOURCE_ADDRESS = gettext_lazy("The address of that page")


class OrganisationForm(Sourced):
    name = line_field(gettext_lazy("Name"), longest=200, empty=gettext_lazy("Give the organisation a name."))
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of organisation it is"),
        choices=Organisation.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what kind of organisation it is.")},
    )
    about = words_field(gettext_lazy("What it does here"))
    brings = forms.MultipleChoiceField(
        label=gettext_lazy("What it brings"), choices=Organisation.Brings.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    brings_words = words_field(gettext_lazy("What it brings, in words"), rows=3)
    roles = words_field(
        gettext_lazy("Roles in it that work on inclusive growth"),
        gettext_lazy(
            "One a line, such as “Head of research: answers for the figures”. "
            "Never a person’s name or address."
        ),
        rows=3,
    )
    joined_on = day_field(
        gettext_lazy("The day it joined"), gettext_lazy("Leave it empty where that is not known.")
    )
    left_on = day_field(
        gettext_lazy("The last day it took part"), gettext_lazy("Leave it empty where it still does.")
    )
    contact = line_field(
        gettext_lazy("Where anybody can write to it"),
        gettext_lazy("The e-mail address or the page of an office, never of a person. It is public."),
    )
    source = line_field(*_SOURCE)
    source_address = line_field(_SOURCE_ADDRESS)

    def clean_contact(self) -> str:
        found: str = self.cleaned_data["contact"].strip()
        if found and not _MAIL.fullmatch(found):
            address_of(found)
        return found

    def clean_roles(self) -> str:
        found: str = self.cleaned_data["roles"]
        if "@" in found or re.search(r"\d[\d ]{6,}", found):
            raise forms.ValidationError(_("Give roles: no person, no address, no telephone number."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        joined, left = cleaned.get("joined_on"), cleaned.get("left_on")
        if joined and left and left < joined:
            self.add_error("left_on", _("It cannot have left before it joined."))
        return cleaned


class MembershipForm(Revised):
    since = day_field(gettext_lazy("From"), gettext_lazy("Leave it empty where that is not known."))
    until = day_field(
        gettext_lazy("To, the last day it took part"),
        gettext_lazy("Leave it empty where it takes part again, and still does."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("It cannot have left before it joined."))
        if not since and not until and not self.errors:
            self.add_error("since", _("Say from when, or until when, it took part."))
        return cleaned


class PartnershipForm(Sourced):
    name = line_field(gettext_lazy("Name"), longest=200, empty=gettext_lazy("Give the partnership a name."))
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of partnership it is"),
        choices=Partnership.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what kind of partnership it is.")},
    )
    purpose = words_field(
        gettext_lazy("What it is for"), required=True, empty=gettext_lazy("Say what it is for.")
    )
    owns = words_field(gettext_lazy("What it answers for"), gettext_lazy("One a line."), rows=3)
    since = day_field(
        gettext_lazy("The day it began"), gettext_lazy("Leave it empty where that is not known.")
    )
    until = day_field(gettext_lazy("Its last day"), gettext_lazy("Leave it empty where it goes on."))
    source = line_field(*_SOURCE)
    source_address = line_field(_SOURCE_ADDRESS)
    said = words_field(
        gettext_lazy("What was said of it in public"),
        gettext_lazy("Such as criticism of who sits in it."),
        rows=3,
    )
    said_source = line_field(gettext_lazy("Who said it, and where"))
    said_address = line_field(gettext_lazy("The address of that page"))
    said_on = day_field(gettext_lazy("When it was said"))

    def clean_said_address(self) -> str:
        return address_of(self.cleaned_data["said_address"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("since") and cleaned.get("until") and cleaned["until"] < cleaned["since"]:
            self.add_error("until", _("It cannot have ended before it began."))
        if cleaned.get("said") and not cleaned.get("said_source") and "said_source" not in self.errors:
            self.add_error("said_source", _("Say who said it: it stands here with its source."))
        return cleaned


class SeatForm(Sourced):
    organisation = forms.ChoiceField(
        label=gettext_lazy("Who sits on it"),
        help_text=gettext_lazy("Leave it empty for a seat that is kept and vacant."),
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Whose voice it is"), choices=Seat.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whose voice it is.")},
    )  # fmt: skip
    words = line_field(
        gettext_lazy("What it is, such as “Chair”"),
        gettext_lazy("A role, never a person’s name."),
        longest=200,
    )
    since = day_field(gettext_lazy("From"), gettext_lazy("Leave it empty where that is not known."))
    until = day_field(gettext_lazy("To, its last day"), gettext_lazy("Leave it empty where it goes on."))
    source = line_field(*_SOURCE)
    source_address = line_field(_SOURCE_ADDRESS)

    def __init__(self, *args: Any, organisations: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["organisation"].choices = [("", _("Nobody yet")), *organisations]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("since") and cleaned.get("until") and cleaned["until"] < cleaned["since"]:
            self.add_error("until", _("A seat cannot be left before it is taken."))
        return cleaned


class WritersForm(forms.Form):
    writers = forms.MultipleChoiceField(
        label=gettext_lazy("Who may write for it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("People with the role Partner. The public is not shown who they are."),
        error_messages={
            "invalid_choice": gettext_lazy("There is nobody like that with the role Partner (any more).")
        },
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["writers"].choices = list(people)  # type: ignore[attr-defined]
