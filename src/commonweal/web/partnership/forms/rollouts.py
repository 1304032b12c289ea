"""What is entered of roll-outs: what they are, and each line of their record."""

from __future__ import annotations

from typing import Any

from django import forms

from commonweal.web.ui.fields import LinkField

from .commitments import WITHDRAWN
from .organisations import line_field, named, words_field
from .recorded import Choices, Lined, WhenField, offer

_ROLE = "Roles, never a person’s name or address."
_THERE = {"invalid_choice": "There is none like that (any more). Choose from the list."}


class RollOutForm(Lined):
    name = line_field("Name", longest=200, empty="Give the roll-out a name.")
    purpose = words_field("What it is for", required=True, empty="Say what it is for.")
    partnership = forms.ChoiceField(
        label="To which board or partnership it is brought", required=False, error_messages=_THERE
    )
    strategy = forms.ChoiceField(label="To which strategy", required=False, error_messages=_THERE)
    programme = forms.ChoiceField(label="To which programme", required=False, error_messages=_THERE)
    areas = forms.MultipleChoiceField(
        label="To which places", required=False, widget=forms.CheckboxSelectMultiple, error_messages=_THERE
    )
    place_words = line_field(
        "The place in words", "Where it is a part of one of these, or none.", longest=300
    )
    begins = WhenField("When it begins", " Leave it empty where that is not recorded.")
    ends = WhenField("When it ends", " Leave it empty where it goes on.")
    owners = forms.MultipleChoiceField(
        label="Who answers for it", required=False, widget=forms.CheckboxSelectMultiple, error_messages=_THERE
    )
    not_found = words_field(
        "What was looked for and not found",
        "What a reader would ask and no public page says, such as how the tools were applied.",
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
        offer(self, "partnership", "None", partnerships)
        offer(self, "strategy", "None", strategies)
        offer(self, "programme", "None", programmes)
        offer(self, "areas", "", places)
        offer(self, "owners", "", organisations)

    def clean_name(self) -> str:
        return named(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.ordered("begins", "ends", "It cannot have ended before it began.")
        to = ("partnership", "strategy", "programme", "areas", "place_words")
        if not any(cleaned.get(n) for n in to) and not any(n in self.errors for n in to):
            self.add_error(
                "place_words", "Say what it is brought to: a place, a board, a strategy or a programme."
            )
        return cleaned


class BroughtForm(Lined):
    what = forms.ChoiceField(
        label="What is brought",
        error_messages={
            "required": "Choose what is brought.",
            "invalid_choice": "There is no such version (any more). Choose one from the list.",
        },
    )
    by = WhenField(
        "In use by", " The first day by which a record shows it in use; it is counted nowhere before that."
    )
    until = WhenField("In use until", " Leave it empty where it still is.")

    field_order = ("revision", "what", "by", "until", "source", "source_address")

    def __init__(self, *args: Any, things: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "what", "Choose one", things)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.ordered("by", "until", "It cannot have been in use no longer before it was in use.")
        return cleaned


class StageForm(Lined):
    name = line_field("The stage", "In a few words.", longest=200, empty="Give the stage a name.")
    words = words_field("More about it", rows=3)
    planned = WhenField("Planned for")
    reached = WhenField("Reached", " Leave it empty where it is still to come.")

    field_order = ("revision", "name", "words", "planned", "reached", "source", "source_address")

    def clean_name(self) -> str:
        return named(self.cleaned_data["name"])


class TrainingForm(Lined):
    on = WhenField("When it was given")
    to = line_field("To whom", _ROLE, longest=300, empty="Say to whom, by role.")
    people = forms.IntegerField(
        label="How many people", required=False, min_value=1, max_value=1_000_000,
        help_text="Leave it empty where that is not recorded.",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": "Write a number like 12.", "min_value": "Write a number from 1 on."},
    )  # fmt: skip
    given_by = line_field("By whom", _ROLE, longest=300)
    words = words_field("What it was about", rows=3)

    field_order = ("revision", "on", "to", "people", "given_by", "words", "source", "source_address")

    def clean_to(self) -> str:
        return _roles(self.cleaned_data["to"])

    def clean_given_by(self) -> str:
        return _roles(self.cleaned_data["given_by"])


class AdaptationForm(Lined):
    words = words_field("What was done otherwise", required=True, empty="Say what was done otherwise.")
    why = words_field("Why", required=True, rows=3, empty="Say why.")

    field_order = ("revision", "words", "why", "source", "source_address")


class EffectForm(Lined):
    words = words_field("What it changed", required=True, empty="Say what it changed.")
    on = WhenField("When")
    indicator = forms.ChoiceField(
        label="The indicator that shows it", required=False,
        error_messages={"invalid_choice": WITHDRAWN},
    )  # fmt: skip
    link = LinkField("The address of the proposal, the report, the decision or the page that shows it")

    field_order = ("revision", "words", "on", "indicator", "link", "source", "source_address")

    def __init__(self, *args: Any, indicators: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "indicator", "None", indicators)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        shown = ("indicator", "link", "source")
        if not any(cleaned.get(n) for n in shown) and not any(n in self.errors for n in shown):
            self.add_error("link", "Say what shows it: an address, an indicator, or a source in words.")
        return cleaned


class LessonForm(Lined):
    words = words_field("What was learnt", required=True, empty="Say what was learnt.")
    on = WhenField("When")
    question = forms.ChoiceField(
        label="Which question it is for", required=False,
        help_text="It is put as a note beside that question in a draft of the next version, for its owner to "
        "act upon, and is not changed any more. Choose none to keep it here.",
        error_messages={"invalid_choice": "There is no such question in force (any more). Choose another."},
    )  # fmt: skip

    field_order = ("revision", "words", "on", "question", "source", "source_address")

    def __init__(self, *args: Any, questions: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "question", "None: keep it here", questions)


class AttachForm(forms.Form):
    address = line_field(
        "Its address",
        "Of a proposal, a report or a commitment of this site, such as /proposals/3/.",
        longest=500, empty="Give the address of a proposal, a report or a commitment here.",
    )  # fmt: skip


def _roles(words: str) -> str:
    if "@" in words:
        raise forms.ValidationError("Give roles: no person, no address.")
    return words
