"""A new priority or a new number: all that it needs to be whole, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .boxes import HINTS, DraftForm, text, ticks


class PriorityForm(DraftForm):
    """A priority with its goals, its evidence and the first of its criteria."""

    def __init__(
        self, data: Any = None, *, choices: Mapping[str, Sequence[Any]], held: Mapping[str, int]
    ) -> None:
        super().__init__(data, initial=dict(held))
        self.fields["name"] = text("name", "Name", rows=1, size="s")
        self.fields["summary"] = text("summary", "What it is", rows=2, size="s")
        self.fields["goals"] = ticks("Goals that it serves", choices["goals"], hint="At least one.")
        question = text("question", "Question", rows=2, size="s")
        question.help_text = (
            "The first of its criteria: it helps to say how well a proposal delivers it. Add more later."
        )
        self.fields["question"] = question
        self.fields["guidance"] = text("guidance", "Guidance on the question", rows=2)
        self.fields["indicators"] = ticks(
            "Evidence",
            choices["indicators"],
            hint="Indicators to show beside its questions. It may have none.",
        )

    def item(self) -> dict[str, Any]:
        return {n: v for n, v in self.cleaned_data.items() if n not in ("draft", "revision")}


class ParameterForm(DraftForm):
    """A number that changes by the year, with the first of its values."""

    def __init__(
        self, data: Any = None, *, choices: Mapping[str, Sequence[Any]], held: Mapping[str, int]
    ) -> None:
        super().__init__(data, initial=dict(held))
        for name, label, rows in (
            ("name", "Name", 1),
            ("unit", "Unit", 1),
            ("since", "From which day", 1),
            ("value", "Number", 1),
            ("words", "Words, where it is not a number", 1),
            ("note", "Where this was read", 2),
        ):
            self.fields[name] = text(name, label, rows=rows, size="s")
            self.fields[name].help_text = HINTS.get(name, "")
        self.fields["since"].help_text = "The day from which the first value counts."

    def item(self) -> dict[str, Any]:
        return {n: v for n, v in self.cleaned_data.items() if n not in ("draft", "revision")}


#: What can be added on a page of its own, by the part that it goes into.
ADDING: Mapping[str, type[PriorityForm] | type[ParameterForm]] = {
    "priorities": PriorityForm,
    "parameters": ParameterForm,
}
