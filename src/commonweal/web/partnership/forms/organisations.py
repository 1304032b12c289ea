"""What is entered of organisations, partnerships and seats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from commonweal.web.partnership.models import Organisation, Partnership, Seat
from commonweal.web.scrutiny.forms.register import day_field

_ADDRESS = re.compile(r"https?://[^/\s][^\s\\]*")
_MAIL = re.compile(r"[^@\s/:]+@[^@\s/:]+\.[^@\s/:]+")
_MOST = 10_000


class Revised(forms.Form):
    """``revision``: of the row as it stood when the page was opened."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


def words_field(
    label: str, help_text: str = "", *, required: bool = False, rows: int = 4, empty: str = ""
) -> Any:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=_MOST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": empty, "max_length": f"At most {_MOST:,} characters are kept."},
    )  # fmt: skip


def line_field(label: str, help_text: str = "", *, longest: int = 500, empty: str = "") -> Any:
    return forms.CharField(
        label=label, help_text=help_text, required=bool(empty), max_length=longest,
        error_messages={"required": empty},
    )  # fmt: skip


def named(value: str) -> str:
    if value and not any(c.isalnum() for c in value):
        raise forms.ValidationError("Write it with at least one letter or figure.")
    return " ".join(value.split())


def address_of(value: str) -> str:
    if value and not _ADDRESS.fullmatch(value):
        raise forms.ValidationError("Give an address that begins with https:// or http://.")
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
            self.add_error("source", "Say what the address leads to.")
        return cleaned


_SOURCE = ("Where this is from", "A published page, with its publisher and date.")
_SOURCE_ADDRESS = "The address of that page"


class OrganisationForm(Sourced):
    name = line_field("Name", longest=200, empty="Give the organisation a name.")
    kind = forms.ChoiceField(
        label="What kind of organisation it is", choices=Organisation.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of organisation it is."},
    )  # fmt: skip
    about = words_field("What it does here")
    brings = forms.MultipleChoiceField(
        label="What it brings", choices=Organisation.Brings.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    brings_words = words_field("What it brings, in words", rows=3)
    roles = words_field(
        "Roles in it that work on inclusive growth",
        "One a line, such as “Head of research: answers for the figures”. Never a person’s name or address.",
        rows=3,
    )
    joined_on = day_field("The day it joined", "Leave it empty where that is not known.")
    left_on = day_field("The last day it took part", "Leave it empty where it still does.")
    contact = line_field(
        "Where anybody can write to it",
        "The e-mail address or the page of an office, never of a person. It is public.",
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
            raise forms.ValidationError("Give roles: no person, no address, no telephone number.")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        joined, left = cleaned.get("joined_on"), cleaned.get("left_on")
        if joined and left and left < joined:
            self.add_error("left_on", "It cannot have left before it joined.")
        return cleaned


class MembershipForm(Revised):
    since = day_field("From", "Leave it empty where that is not known.")
    until = day_field(
        "To, the last day it took part", "Leave it empty where it takes part again, and still does."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "It cannot have left before it joined.")
        if not since and not until and not self.errors:
            self.add_error("since", "Say from when, or until when, it took part.")
        return cleaned


class PartnershipForm(Sourced):
    name = line_field("Name", longest=200, empty="Give the partnership a name.")
    kind = forms.ChoiceField(
        label="What kind of partnership it is", choices=Partnership.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of partnership it is."},
    )  # fmt: skip
    purpose = words_field("What it is for", required=True, empty="Say what it is for.")
    owns = words_field("What it answers for", "One a line.", rows=3)
    since = day_field("The day it began", "Leave it empty where that is not known.")
    until = day_field("Its last day", "Leave it empty where it goes on.")
    source = line_field(*_SOURCE)
    source_address = line_field(_SOURCE_ADDRESS)
    said = words_field("What was said of it in public", "Such as criticism of who sits in it.", rows=3)
    said_source = line_field("Who said it, and where")
    said_address = line_field("The address of that page")
    said_on = day_field("When it was said")

    def clean_said_address(self) -> str:
        return address_of(self.cleaned_data["said_address"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("since") and cleaned.get("until") and cleaned["until"] < cleaned["since"]:
            self.add_error("until", "It cannot have ended before it began.")
        if cleaned.get("said") and not cleaned.get("said_source") and "said_source" not in self.errors:
            self.add_error("said_source", "Say who said it: it stands here with its source.")
        return cleaned


class SeatForm(Sourced):
    organisation = forms.ChoiceField(
        label="Who sits on it", help_text="Leave it empty for a seat that is kept and vacant.", required=False
    )
    kind = forms.ChoiceField(
        label="Whose voice it is", choices=Seat.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose whose voice it is."},
    )  # fmt: skip
    words = line_field("What it is, such as “Chair”", "A role, never a person’s name.", longest=200)
    since = day_field("From", "Leave it empty where that is not known.")
    until = day_field("To, its last day", "Leave it empty where it goes on.")
    source = line_field(*_SOURCE)
    source_address = line_field(_SOURCE_ADDRESS)

    def __init__(self, *args: Any, organisations: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["organisation"].choices = [("", "Nobody yet"), *organisations]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("since") and cleaned.get("until") and cleaned["until"] < cleaned["since"]:
            self.add_error("until", "A seat cannot be left before it is taken.")
        return cleaned


class WritersForm(forms.Form):
    writers = forms.MultipleChoiceField(
        label="Who may write for it", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="People with the role Partner. The public is not shown who they are.",
        error_messages={"invalid_choice": "There is nobody like that with the role Partner (any more)."},
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["writers"].choices = list(people)  # type: ignore[attr-defined]
