"""What is entered of strategies: the document, its versions and its parts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.partnership.models import Alignment, StrategyPart

from .organisations import line_field, named, words_field
from .recorded import Choices, Lined, WhenField, offer

_THERE = {"invalid_choice": gettext_lazy("There is none like that (any more). Choose from the list.")}
#: What "Commonweal reconstructed it" says stands in its own example alone.
_WHOSE = [(w.value, w.label) for w in (Alignment.Whose.DOCUMENT, Alignment.Whose.OWN)]


class StrategyForm(Lined):
    name = line_field(gettext_lazy("Name"), longest=200, empty=gettext_lazy("Give the strategy a name."))
    about = words_field(gettext_lazy("What it is about"), rows=3)
    owner = forms.ChoiceField(label=gettext_lazy("Whose it is"), required=False, error_messages=_THERE)
    partnership = forms.ChoiceField(
        label=gettext_lazy("Which board or partnership"), required=False, error_messages=_THERE
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("For which places"),
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
        gettext_lazy("From when it holds"), gettext_lazy("Leave it empty where that is not recorded.")
    )
    ends = WhenField(
        gettext_lazy("Until when it holds"), gettext_lazy("Leave it empty where that is not recorded.")
    )
    not_found = words_field(gettext_lazy("What was looked for and not found"), rows=3)

    field_order = (
        "revision", "name", "about", "owner", "partnership", "areas", "place_words", "begins", "ends",
        "not_found", "source", "source_address",
    )  # fmt: skip

    def __init__(
        self, *args: Any, organisations: Choices, partnerships: Choices, places: Choices, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        offer(self, "owner", _("Not recorded"), organisations)
        offer(self, "partnership", _("None"), partnerships)
        offer(self, "areas", "", places)

    def clean_name(self) -> str:
        return named(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.ordered("begins", "ends", _("It cannot have ended before it began."))
        return cleaned


class VersionForm(Lined):
    name = line_field(
        gettext_lazy("The version"),
        gettext_lazy("Such as “Draft for consultation” or “Adopted”."),
        longest=200,
        empty=gettext_lazy("Give the version a name."),
    )
    on = WhenField(gettext_lazy("When"))
    words = words_field(gettext_lazy("What happened to it"), rows=3)

    field_order = ("revision", "name", "on", "words", "source", "source_address")

    def clean_name(self) -> str:
        return named(self.cleaned_data["name"])


class PartForm(Lined):
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of part it is"),
        choices=StrategyPart.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what kind of part it is.")},
    )
    name = line_field(
        gettext_lazy("Its title"),
        gettext_lazy("As the document has it."),
        longest=200,
        empty=gettext_lazy("Give the part a name."),
    )
    words = words_field(gettext_lazy("What it says"), rows=4)
    under = forms.ChoiceField(
        label=gettext_lazy("Under which part it stands"), required=False, error_messages=_THERE
    )
    goals = forms.MultipleChoiceField(
        label=gettext_lazy("Which goals it is aligned with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("There is no such goal (any more). Choose from the list.")
        },
    )
    whose = forms.ChoiceField(
        label=gettext_lazy("Who says so of the goals that you add"), choices=_WHOSE, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    indicators = words_field(
        gettext_lazy("Indicators that the part names itself"),
        gettext_lazy(
            "One a line, by its name in the list of all indicators. Those of its goals are shown anyway."
        ),
        rows=3,
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("For which places"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=_THERE,
    )
    owner = forms.ChoiceField(label=gettext_lazy("Who answers for it"), required=False, error_messages=_THERE)
    begins = WhenField(gettext_lazy("From when"))
    ends = WhenField(gettext_lazy("By when"))
    read_in = forms.ChoiceField(
        label=gettext_lazy("In which version it was read"), required=False, error_messages=_THERE
    )

    field_order = (
        "revision", "kind", "name", "words", "under", "goals", "whose", "indicators", "areas", "owner",
        "begins", "ends", "read_in", "source", "source_address",
    )  # fmt: skip

    def __init__(
        self, *args: Any, above: Choices, goals: Choices, indicators: Choices, places: Choices,
        organisations: Choices, versions: Choices, held: tuple[str, ...] = (), **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self._held = held
        offer(self, "under", _("None"), above)
        offer(self, "goals", "", goals)
        self._indicators = {name.casefold(): id_ for id_, name in indicators}
        self._indicators |= {id_: id_ for id_, name in indicators}
        offer(self, "areas", "", places)
        offer(self, "owner", _("Not recorded"), organisations)
        offer(self, "read_in", _("Not recorded"), versions)

    def clean_name(self) -> str:
        return named(self.cleaned_data["name"])

    def clean_indicators(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["indicators"].splitlines()]
        named = list(dict.fromkeys(line for line in lines if line))
        if lost := [line for line in named if line.casefold() not in self._indicators]:
            raise forms.ValidationError(
                [
                    _("“%(name)s” was withdrawn, or never was an indicator here.") % {"name": line[:80]}
                    for line in lost
                ]
            )
        return [self._indicators[line.casefold()] for line in named]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.ordered("begins", "ends", _("It cannot have ended before it began."))
        fresh = set(cleaned.get("goals", ())) - set(self._held)
        if fresh and not cleaned.get("whose") and "whose" not in self.errors:
            self.add_error("whose", _("Say who says that it is aligned with these goals."))
        return cleaned
