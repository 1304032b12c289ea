"""What is entered of commitments: the promise, how it goes, what is said of it and the reply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from commonweal.web.partnership.models import CommitmentUpdate
from commonweal.web.scrutiny.forms.register import day_field
from commonweal.web.ui.fields import LinkField

from .organisations import Revised, line_field, named, words_field

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_KEPT = "It is public at once, and kept for good."
WITHDRAWN = "That indicator was withdrawn, or never was. Choose another, or none."
Choices = Sequence[tuple[str, str]]


class CommitmentForm(forms.Form):
    organisation = forms.ChoiceField(label="For which organisation")
    title = line_field("In a few words", longest=200, empty="Give it a title.")
    words = words_field("What you commit to", _KEPT, required=True, rows=5, empty="Write what is promised.")
    goal = forms.ChoiceField(
        label="Which goal it serves", error_messages={"required": "Choose the goal it serves."}
    )
    indicator = forms.ChoiceField(
        label="Which indicator would show it", required=False,
        error_messages={"invalid_choice": WITHDRAWN},
    )  # fmt: skip
    area = forms.ChoiceField(label="For which place", error_messages={"required": "Choose the place."})
    group = forms.ChoiceField(label="For which people", required=False)
    partnership = forms.ChoiceField(label="As part of which partnership", required=False)
    due = day_field("By when", required=True)
    measure = words_field("How it will be known", required=True, rows=3, empty="Say how it will be known.")
    resources = words_field(
        "With what resources", "Money, people, rooms; or none.", required=True, rows=3,
        empty="Say with what resources.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, organisations: Choices, goals: Choices, indicators: Choices, places: Choices,
        groups: Choices, partnerships: Choices, **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        for name, first, found in (
            ("organisation", "", organisations),
            ("goal", "Choose one", goals),
            ("indicator", "None", indicators),
            ("area", "Choose one", places),
            ("group", "Everybody", groups),
            ("partnership", "None", partnerships),
        ):
            chosen = [("", first), *found] if first else list(found)
            self.fields[name].choices = chosen  # type: ignore[attr-defined]
        if not partnerships:
            del self.fields["partnership"]

    def clean_title(self) -> str:
        return named(self.cleaned_data["title"])

    def clean_due(self) -> Any:
        found = self.cleaned_data["due"]
        if found < timezone.localdate():
            raise forms.ValidationError("The day by which it is to be done has passed already.")
        return found


class UpdateForm(Revised):
    """``figure``: the key of a published figure to pin, where there is one."""

    kind = forms.ChoiceField(
        label="How does it stand?", choices=CommitmentUpdate.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands."},
    )  # fmt: skip
    words = words_field(
        "In words; where the day changes or it will not be done, the reason", _KEPT, required=True,
        empty="Say how it stands.",
    )  # fmt: skip
    until = day_field("The new day, where it will be done by another day")
    figure = forms.MultipleChoiceField(
        label="The published figure that shows it", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="It is kept as it stands today, with its place, period and source.",
        error_messages={"invalid_choice": "There is no such figure (any more)."},
    )  # fmt: skip
    stated = line_field(
        "A figure of your own for the indicator",
        "It is compared with the published one, and both stand side by side.",
        longest=24,
    )
    stated_period = line_field("The period of your figure", "Such as 2025 or 2025-03.", longest=40)
    evidence_words = words_field("What else shows it", "Needed once it is done, or a figure or page.", rows=3)
    link = LinkField("The address of a page that shows it")
    day = day_field("The day that this describes", required=True)

    def __init__(self, *args: Any, figures: Choices = (), compares: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["figure"].choices = list(figures)  # type: ignore[attr-defined]
        if not figures:
            del self.fields["figure"]
        if not compares:
            del self.fields["stated"]
            del self.fields["stated_period"]

    def clean_stated(self) -> str:
        found: str = self.cleaned_data["stated"].replace(",", "").replace("%", "").replace("£", "").strip()
        if found and not _NUMBER.fullmatch(found):
            raise forms.ValidationError("Write the figure as a number like 12.5.")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        changed = cleaned.get("kind") == CommitmentUpdate.Kind.CHANGED
        if changed and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", "Say the new day by which it is to be done.")
        if cleaned.get("kind") and not changed and cleaned.get("until"):
            self.add_error(
                "until", "A new day belongs to “It will be done by another day”. Choose that, or empty it."
            )
        if cleaned.get("stated") and not cleaned.get("stated_period") and "stated_period" not in self.errors:
            self.add_error("stated_period", "Say the period that the figure is of.")
        return cleaned


class WithdrawForm(Revised):
    words = words_field("Why it is withdrawn", required=True, rows=3, empty="Say why it is withdrawn.")


class RemarkForm(forms.Form):
    words = words_field("What you say of it", _KEPT, required=True, empty="Write what you say.")


class StatementForm(forms.Form):
    words = words_field("What your organisation says", _KEPT, required=True, empty="Write what you say.")


class ReplyForm(forms.Form):
    words = words_field("The reply", _KEPT, required=True, empty="Write the reply.")
