"""Short forms: a remark, a reply, a change of design, a settled rating, time spent, clarity."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST = 4_000


def _text(label: Any, required: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": required,
            "max_length": format_lazy(
                gettext_lazy("{label} may have {number} characters at most."),
                label=label,
                number=f"{LONGEST:,}",
            ),
        },
    )


class RemarkForm(forms.Form):
    words = _text(gettext_lazy("Your comment"), gettext_lazy("Write what you have to say."))
    request = forms.BooleanField(
        label=gettext_lazy("Ask for an improvement"),
        required=False,
        help_text=gettext_lazy("It stays open until somebody says what was done about it."),
    )


class ReplyForm(forms.Form):
    reply = _text(
        gettext_lazy("What was done about it"),
        gettext_lazy("Say what was done about it, or why nothing is."),
        rows=2,
    )


class DesignChangeForm(forms.Form):
    words = _text(gettext_lazy("What was changed in the proposal"), gettext_lazy("Say what was changed."))
    reason = _text(gettext_lazy("Why"), gettext_lazy("Say why: what in the assessment led to it?"))
    key = forms.ChoiceField(label=gettext_lazy("The question that led to it"), required=False)

    def __init__(self, data: Any = None, *, questions: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["key"].choices = [("", _("None in particular")), *questions]  # type: ignore[attr-defined]


class ModerationForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    value = forms.ChoiceField(
        label=gettext_lazy("Settled as"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one."),
            "invalid_choice": gettext_lazy("Choose one of these."),
        },
    )
    reason = _text(gettext_lazy("Why"), gettext_lazy("Say why: both assessors will read it."))

    def __init__(self, data: Any = None, *, options: Any, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["value"].choices = list(options)  # type: ignore[attr-defined]


class EffortForm(forms.Form):
    """Minutes by stage; all may be left empty."""

    measured = forms.BooleanField(
        label=gettext_lazy("I agree that the time I spend on each question is measured"),
        required=False,
        help_text=gettext_lazy(
            "From opening a question to saving it, at most fifteen minutes each. You can take it back."
        ),
    )

    def __init__(self, data: Any = None, *, stages: list[tuple[str, str]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.stages = [kind for kind, _name in stages]
        for kind, name in stages:
            self.fields[f"minutes-{kind}"] = forms.IntegerField(
                label=_("%(stage)s: minutes spent") % {"stage": name},
                required=False,
                min_value=0,
                max_value=100_000,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
                error_messages={
                    "invalid": _("Write whole minutes."),
                    "min_value": _("Time cannot be less than nothing."),
                    "max_value": _("That is more than two months. Write minutes."),
                },
            )

    def minutes(self) -> dict[str, int | None]:
        return {kind: self.cleaned_data[f"minutes-{kind}"] for kind in self.stages}


class ClarityForm(forms.Form):
    rating = forms.TypedChoiceField(
        label=gettext_lazy("How clear was this question?"),
        coerce=int,
        choices=[
            (1, gettext_lazy("1, not at all")),
            (2, "2"),
            (3, "3"),
            (4, "4"),
            (5, gettext_lazy("5, quite clear")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose from 1 to 5."),
            "invalid_choice": gettext_lazy("Choose from 1 to 5."),
        },
    )
    words = forms.CharField(
        label=gettext_lazy("What was unclear"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
