"""A new priority or a new number: all that it needs to be whole, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from .boxes import HINTS, DraftForm, text, ticks


class PriorityForm(DraftForm):
    """A priority with its goals, its evidence and the first of its criteria."""

    def __init__(
        self, data: Any = None, *, choices: Mapping[str, Sequence[Any]], held: Mapping[str, int]
    ) -> None:
        super().__init__(data, initial=dict(held))
        self.fields["name"] = text("name", _("Name"), rows=1, size="s")
        self.fields["summary"] = text("summary", _("What it is"), rows=2, size="s")
        self.fields["goals"] = ticks(_("Goals that it serves"), choices["goals"], hint=_("At least one."))
        question = text("question", _("Question"), rows=2, size="s")
        question.help_text = _(
            "The first of its criteria: it helps to say how well a proposal delivers it. Add more later."
        )
        self.fields["question"] = question
        self.fields["guidance"] = text("guidance", _("Guidance on the question"), rows=2)
        self.fields["indicators"] = ticks(
            _("Evidence"),
            choices["indicators"],
            hint=_("Indicators to show beside its questions. It may have none."),
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
            ("name", _("Name"), 1),
            ("unit", _("Unit"), 1),
            ("since", _("From which day"), 1),
            ("value", _("Number"), 1),
            ("words", _("Words, where it is not a number"), 1),
            ("note", _("Where this was read"), 2),
        ):
            self.fields[name] = text(name, label, rows=rows, size="s")
            self.fields[name].help_text = str(HINTS.get(name, ""))
        self.fields["since"].help_text = _("The day from which the first value counts.")

    def item(self) -> dict[str, Any]:
        return {n: v for n, v in self.cleaned_data.items() if n not in ("draft", "revision")}


#: What can be added on a page of its own, by the part that it goes into.
ADDING: Mapping[str, type[PriorityForm] | type[ParameterForm]] = {
    "priorities": PriorityForm,
    "parameters": ParameterForm,
}
