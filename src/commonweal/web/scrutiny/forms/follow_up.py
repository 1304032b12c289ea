"""What is asked of and entered in follow-up: which claims, another day to look, what else is known."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from commonweal.web.ui import asked

from .register import day_field

DUE = (
    ("open", "Due now or within a quarter"),
    ("overdue", "Overdue"),
    ("due", "Due"),
    ("soon", "Due in the next quarter"),
    ("ahead", "Later"),
    ("no-date", "Without a day to look"),
    ("looked", "Looked at"),
    ("all", "All"),
)


@dataclass(frozen=True)
class FollowUps(asked.Asked):
    """Filters of the list; junk falls to what is due or overdue, or will be within a quarter."""

    due: str = asked.choice("open", *(value for value, _ in DUE[1:]))
    committee: str = asked.text(longest=80, pattern=r"[\w-]*")
    indicator: str = asked.text(longest=120, pattern=r"[\w.-]*")
    place: str = asked.text(longest=32, pattern=r"[\w-]*")
    page: int = asked.number(1, least=1, most=10_000)


@dataclass(frozen=True)
class OneClaim(asked.Asked):
    claim: str = asked.text(longest=400)


class LookForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    look_on = day_field(
        "The day on which to look", "Left empty, the day that can be read from the answer counts again."
    )
    look_reason = forms.CharField(
        label="Why that day", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why."},
    )  # fmt: skip


class KnownForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    known = forms.CharField(
        label="What else is known",
        help_text="Anybody who may read the report can read it. Say where it comes from.",
        required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    known_on = day_field("The day as of which it is known")
