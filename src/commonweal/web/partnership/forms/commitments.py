"""What is entered of commitments: the promise, how it goes, what is said of it and the reply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.partnership.models import CommitmentUpdate
from commonweal.web.scrutiny.forms.register import day_field
from commonweal.web.ui.fields import LinkField

from .organisations import Revised, line_field, named, words_field

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_KEPT = gettext_lazy("It is public at once, and kept for good.")
WITHDRAWN = gettext_lazy("That indicator was withdrawn, or never was. Choose another, or none.")
Choices = Sequence[tuple[str, str]]


class CommitmentForm(forms.Form):
    organisation = forms.ChoiceField(label=gettext_lazy("For which organisation"))
    title = line_field(gettext_lazy("In a few words"), longest=200, empty=gettext_lazy("Give it a title."))
    words = words_field(
        gettext_lazy("What you commit to"),
        _KEPT,
        required=True,
        rows=5,
        empty=gettext_lazy("Write what is promised."),
    )
    goal = forms.ChoiceField(
        label=gettext_lazy("Which goal it serves"),
        error_messages={"required": gettext_lazy("Choose the goal it serves.")},
    )
    indicator = forms.ChoiceField(
        label=gettext_lazy("Which indicator would show it"), required=False,
        error_messages={"invalid_choice": WITHDRAWN},
    )  # fmt: skip
    area = forms.ChoiceField(
        label=gettext_lazy("For which place"), error_messages={"required": gettext_lazy("Choose the place.")}
    )
    group = forms.ChoiceField(label=gettext_lazy("For which people"), required=False)
    partnership = forms.ChoiceField(label=gettext_lazy("As part of which partnership"), required=False)
    due = day_field(gettext_lazy("By when"), required=True)
    measure = words_field(
        gettext_lazy("How it will be known"),
        required=True,
        rows=3,
        empty=gettext_lazy("Say how it will be known."),
    )
    resources = words_field(
        gettext_lazy("With what resources"),
        gettext_lazy("Money, people, rooms; or none."),
        required=True,
        rows=3,
        empty=gettext_lazy("Say with what resources."),
    )

    def __init__(
        self, *args: Any, organisations: Choices, goals: Choices, indicators: Choices, places: Choices,
        groups: Choices, partnerships: Choices, **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        for name, first, found in (
            ("organisation", "", organisations),
            ("goal", _("Choose one"), goals),
            ("indicator", _("None"), indicators),
            ("area", _("Choose one"), places),
            ("group", _("Everybody"), groups),
            ("partnership", _("None"), partnerships),
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
            raise forms.ValidationError(_("The day by which it is to be done has passed already."))
        return found


class UpdateForm(Revised):
    """``figure``: the key of a published figure to pin, where there is one."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How does it stand?"),
        choices=CommitmentUpdate.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it stands.")},
    )
    words = words_field(
        gettext_lazy("In words; where the day changes or it will not be done, the reason"),
        _KEPT,
        required=True,
        empty=gettext_lazy("Say how it stands."),
    )
    until = day_field(gettext_lazy("The new day, where it will be done by another day"))
    figure = forms.MultipleChoiceField(
        label=gettext_lazy("The published figure that shows it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("It is kept as it stands today, with its place, period and source."),
        error_messages={"invalid_choice": gettext_lazy("There is no such figure (any more).")},
    )
    stated = line_field(
        gettext_lazy("A figure of your own for the indicator"),
        gettext_lazy("It is compared with the published one, and both stand side by side."),
        longest=24,
    )
    stated_period = line_field(
        gettext_lazy("The period of your figure"), gettext_lazy("Such as 2025 or 2025-03."), longest=40
    )
    evidence_words = words_field(
        gettext_lazy("What else shows it"),
        gettext_lazy("Needed once it is done, or a figure or page."),
        rows=3,
    )
    link = LinkField(gettext_lazy("The address of a page that shows it"))
    day = day_field(gettext_lazy("The day that this describes"), required=True)

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
            raise forms.ValidationError(_("Write the figure as a number like 12.5."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        changed = cleaned.get("kind") == CommitmentUpdate.Kind.CHANGED
        if changed and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", _("Say the new day by which it is to be done."))
        if cleaned.get("kind") and not changed and cleaned.get("until"):
            self.add_error(
                "until", _("A new day belongs to “It will be done by another day”. Choose that, or empty it.")
            )
        if cleaned.get("stated") and not cleaned.get("stated_period") and "stated_period" not in self.errors:
            self.add_error("stated_period", _("Say the period that the figure is of."))
        return cleaned


class WithdrawForm(Revised):
    words = words_field(
        gettext_lazy("Why it is withdrawn"),
        required=True,
        rows=3,
        empty=gettext_lazy("Say why it is withdrawn."),
    )


class RemarkForm(forms.Form):
    words = words_field(
        gettext_lazy("What you say of it"), _KEPT, required=True, empty=gettext_lazy("Write what you say.")
    )


class StatementForm(forms.Form):
    words = words_field(
        gettext_lazy("What your organisation says"),
        _KEPT,
        required=True,
        empty=gettext_lazy("Write what you say."),
    )


class ReplyForm(forms.Form):
    words = words_field(
        gettext_lazy("The reply"), _KEPT, required=True, empty=gettext_lazy("Write the reply.")
    )
