"""What is entered of roll-outs: what they are, and each line of their record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.ui.fields import LinkField

from .commitments import WITHDRAWN
from .organisations import line_field, named, words_field
from .recorded import Choices, Lined, WhenField, offer

_ROLE = gettext_lazy("Roles, never a person’s name or address.")
_THERE = {"invalid_choice": gettext_lazy("There is none like that (any more). Choose from the list.")}


class RollOutForm(Lined):
    name = line_field(gettext_lazy("Name"), longest=200, empty=gettext_lazy("Give the roll-out a name."))
    purpose = words_field(
        gettext_lazy("What it is for"), required=True, empty=gettext_lazy("Say what it is for.")
    )
    partnership = forms.ChoiceField(
        label=gettext_lazy("To which board or partnership it is brought"),
        required=False,
        error_messages=_THERE,
    )
    strategy = forms.ChoiceField(
        label=gettext_lazy("To which strategy"), required=False, error_messages=_THERE
    )
    programme = forms.ChoiceField(
        label=gettext_lazy("To which programme"), required=False, error_messages=_THERE
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("To which places"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=_THERE,
    )
    place_words = line_field(
        gettext_lazy("The place in words"),
        gettext_lazy("Where it is a part of one of these, or none."),
        longest=300,
    )
    begins = WhenField(
        gettext_lazy("When it begins"), gettext_lazy("Leave it empty where that is not recorded.")
    )
    ends = WhenField(gettext_lazy("When it ends"), gettext_lazy("Leave it empty where it goes on."))
    owners = forms.MultipleChoiceField(
        label=gettext_lazy("Who answers for it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=_THERE,
    )
    not_found = words_field(
        gettext_lazy("What was looked for and not found"),
        gettext_lazy("What a reader would ask and no public page says, such as how the tools were applied."),
        rows=3,
    )

    field_order = (
        "revision", "name", "purpose", "partnership", "strategy", "programme", "areas", "place_words",
        "begins", "ends", "owners", "not_found", "source", "source_address",
    )  # fmt: skip

    def __init__(
        self, *args: Any, partnerships: Choices, strategies: Choices, programmes: Choices, places: Choices,
        organisations: Choices, **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        offer(self, "partnership", _("None"), partnerships)
        offer(self, "strategy", _("None"), strategies)
        offer(self, "programme", _("None"), programmes)
        offer(self, "areas", "", places)
        offer(self, "owners", "", organisations)

    def clean_name(self) -> str:
        return named(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.ordered("begins", "ends", _("It cannot have ended before it began."))
        to = ("partnership", "strategy", "programme", "areas", "place_words")
        if not any(cleaned.get(n) for n in to) and not any(n in self.errors for n in to):
            self.add_error(
                "place_words", _("Say what it is brought to: a place, a board, a strategy or a programme.")
            )
        return cleaned


class BroughtForm(Lined):
    what = forms.ChoiceField(
        label=gettext_lazy("What is brought"),
        error_messages={
            "required": gettext_lazy("Choose what is brought."),
            "invalid_choice": gettext_lazy("There is no such version (any more). Choose one from the list."),
        },
    )
    by = WhenField(
        gettext_lazy("In use by"),
        gettext_lazy("The first day by which a record shows it in use; it is counted nowhere before that."),
    )
    until = WhenField(gettext_lazy("In use until"), gettext_lazy("Leave it empty where it still is."))

    field_order = ("revision", "what", "by", "until", "source", "source_address")

    def __init__(self, *args: Any, things: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "what", _("Choose one"), things)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.ordered("by", "until", _("It cannot have been in use no longer before it was in use."))
        return cleaned


class StageForm(Lined):
    name = line_field(
        gettext_lazy("The stage"),
        gettext_lazy("In a few words."),
        longest=200,
        empty=gettext_lazy("Give the stage a name."),
    )
    words = words_field(gettext_lazy("More about it"), rows=3)
    planned = WhenField(gettext_lazy("Planned for"))
    reached = WhenField(gettext_lazy("Reached"), gettext_lazy("Leave it empty where it is still to come."))

    field_order = ("revision", "name", "words", "planned", "reached", "source", "source_address")

    def clean_name(self) -> str:
        return named(self.cleaned_data["name"])


class TrainingForm(Lined):
    on = WhenField(gettext_lazy("When it was given"))
    to = line_field(gettext_lazy("To whom"), _ROLE, longest=300, empty=gettext_lazy("Say to whom, by role."))
    people = forms.IntegerField(
        label=gettext_lazy("How many people"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=gettext_lazy("Leave it empty where that is not recorded."),
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={
            "invalid": gettext_lazy("Write a number like 12."),
            "min_value": gettext_lazy("Write a number from 1 on."),
        },
    )
    given_by = line_field(gettext_lazy("By whom"), _ROLE, longest=300)
    words = words_field(gettext_lazy("What it was about"), rows=3)

    field_order = ("revision", "on", "to", "people", "given_by", "words", "source", "source_address")

    def clean_to(self) -> str:
        return _roles(self.cleaned_data["to"])

    def clean_given_by(self) -> str:
        return _roles(self.cleaned_data["given_by"])


class AdaptationForm(Lined):
    words = words_field(
        gettext_lazy("What was done otherwise"),
        required=True,
        empty=gettext_lazy("Say what was done otherwise."),
    )
    why = words_field(gettext_lazy("Why"), required=True, rows=3, empty=gettext_lazy("Say why."))

    field_order = ("revision", "words", "why", "source", "source_address")


class EffectForm(Lined):
    words = words_field(
        gettext_lazy("What it changed"), required=True, empty=gettext_lazy("Say what it changed.")
    )
    on = WhenField(gettext_lazy("When"))
    indicator = forms.ChoiceField(
        label=gettext_lazy("The indicator that shows it"), required=False,
        error_messages={"invalid_choice": WITHDRAWN},
    )  # fmt: skip
    link = LinkField(
        gettext_lazy("The address of the proposal, the report, the decision or the page that shows it")
    )

    field_order = ("revision", "words", "on", "indicator", "link", "source", "source_address")

    def __init__(self, *args: Any, indicators: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "indicator", _("None"), indicators)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        shown = ("indicator", "link", "source")
        if not any(cleaned.get(n) for n in shown) and not any(n in self.errors for n in shown):
            self.add_error("link", _("Say what shows it: an address, an indicator, or a source in words."))
        return cleaned


class LessonForm(Lined):
    words = words_field(
        gettext_lazy("What was learnt"), required=True, empty=gettext_lazy("Say what was learnt.")
    )
    on = WhenField(gettext_lazy("When"))
    question = forms.ChoiceField(
        label=gettext_lazy("Which question it is for"),
        required=False,
        help_text=gettext_lazy(
            "It is put as a note beside that question in a draft of the next version, for its owner to "
            "act upon, and is not changed any more. Choose none to keep it here."
        ),
        error_messages={
            "invalid_choice": gettext_lazy("There is no such question in force (any more). Choose another.")
        },
    )

    field_order = ("revision", "words", "on", "question", "source", "source_address")

    def __init__(self, *args: Any, questions: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "question", _("None: keep it here"), questions)


class AttachForm(forms.Form):
    address = line_field(
        gettext_lazy("Its address"),
        gettext_lazy("Of a proposal, a report or a commitment of this site, such as /proposals/3/."),
        longest=500, empty=gettext_lazy("Give the address of a proposal, a report or a commitment here."),
    )  # fmt: skip


def _roles(words: str) -> str:
    if "@" in words:
        raise forms.ValidationError(_("Give roles: no person, no address."))
    return words
