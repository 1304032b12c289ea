"""What is asked of and entered in follow-up: which claims, another day to look, what else is known."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy

from commonweal.web.ui import asked

from .register import day_field

DUE = (
    ("open", gettext_lazy("Due now or within a quarter")),
    ("overdue", gettext_lazy("Overdue")),
    ("due", gettext_lazy("Due")),
    ("soon", gettext_lazy("Due in the next quarter")),
    ("ahead", gettext_lazy("Later")),
    ("no-date", gettext_lazy("Without a day to look")),
    ("looked", gettext_lazy("Looked at")),
    ("all", gettext_lazy("All")),
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
        gettext_lazy("The day on which to look"),
        gettext_lazy("Left empty, the day that can be read from the answer counts again."),
    )
    look_reason = forms.CharField(
        label=gettext_lazy("Why that day"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say why.")},
    )  # fmt: skip


class KnownForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    known = forms.CharField(
        label=gettext_lazy("What else is known"),
        help_text=gettext_lazy("Anybody who may read the report can read it. Say where it comes from."),
        required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    known_on = day_field(gettext_lazy("The day as of which it is known"))
