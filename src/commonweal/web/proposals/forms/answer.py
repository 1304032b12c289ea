"""One question as a form. It takes whatever is written: what is missing is said beside it, not refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ELSEWHERE = ("elsewhere", gettext_lazy("Somewhere else"))
NO_INDICATOR = ("none", gettext_lazy("No indicator of the framework would show it"))


class _NotKnown(forms.Form):
    """The mark "not known yet", with who finds out and by when."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    not_known = forms.BooleanField(
        label=gettext_lazy("Not known yet"),
        required=False,
        help_text=gettext_lazy("It becomes an action: say below who finds out, and by when."),
    )
    who = forms.CharField(
        label=gettext_lazy("Who finds out"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("A role or a team rather than a person’s name."),
    )
    until = forms.DateField(
        label=gettext_lazy("By when"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Write the day like 2027-01-31.")},
    )

    def last(self) -> tuple[forms.BoundField, ...]:
        """The fields of "not known yet"."""
        return self["not_known"], self["who"], self["until"]


class AnswerForm(_NotKnown):
    """The fields of a question. ``fields_of``: as :class:`commonweal.appraisal.worksheet.Field`.

    ``places`` and ``indicators``: code or id, and name, of what can be chosen. ``hints``: what is said below
    a label, by the name of the part, where it is not the part's own hint.
    """

    opened = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def __init__(
        self,
        data: Any = None,
        *,
        fields_of: Sequence[Any],
        parts: Mapping[str, Any],
        revision: int,
        places: Sequence[tuple[str, str]] = (),
        indicators: Sequence[tuple[str, str]] = (),
        hints: Mapping[str, str] = MappingProxyType({}),
        said: Mapping[str, Any] | None = None,
        opened: str = "",
        can_be_unknown: bool = True,
    ) -> None:
        super().__init__(data, initial={"revision": revision, "opened": opened, **(said or {})})
        self.fields_of = fields_of
        if not can_be_unknown:
            for name in ("not_known", "who", "until"):
                del self.fields[name]
        for n, f in enumerate(fields_of):
            made = _field(f, places, indicators, first=n == 0 and len(fields_of) == 1)
            made.help_text = hints.get(f.name, f.hint)
            made.initial = parts.get(f.name) if f.kind != "tick" else parts.get(f.name) == "yes"
            self.fields[f"a-{f.name}"] = made

    def own(self) -> list[forms.BoundField]:
        """The fields of the question itself."""
        return [self[f"a-{f.name}"] for f in self.fields_of]

    def unknown(self) -> tuple[forms.BoundField, ...]:
        return self.last() if "not_known" in self.fields else ()

    def parts(self) -> dict[str, str | list[str]]:
        """What was written, empty parts left out. Only after ``is_valid``."""
        found: dict[str, str | list[str]] = {}
        for f in self.fields_of:
            value = self.cleaned_data.get(f"a-{f.name}")
            if value is True:
                found[f.name] = "yes"
            elif value and isinstance(value, list):
                found[f.name] = [str(v) for v in value]
            elif value:
                found[f.name] = str(value)
        return found

    def said(self) -> dict[str, Any]:
        if "not_known" not in self.fields:
            return {}
        return {name: self.cleaned_data[name] for name in ("not_known", "who", "until")}


class NeedForm(_NotKnown):
    """One of the things that an assessor needs to know."""

    words = forms.CharField(
        label=gettext_lazy("Your answer"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    field_order = ("revision", "words", "not_known", "who", "until")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("not_known"):
            if not cleaned.get("who", "").strip():
                self.add_error("who", _("Say who finds out."))
            if not cleaned.get("until") and "until" not in self.errors:
                self.add_error("until", _("Say by when."))
        elif not cleaned.get("words", "").strip():
            self.add_error("words", _("Write an answer, or tick “Not known yet”."))
        return cleaned


def _field(
    f: Any, places: Sequence[tuple[str, str]], indicators: Sequence[tuple[str, str]], *, first: bool
) -> forms.Field:
    common: dict[str, Any] = {"label": f.label, "required": False, "help_text": f.hint}
    if f.kind == "one":
        return forms.ChoiceField(
            **common,
            choices=f.options,
            widget=forms.RadioSelect(attrs={"legend_size": "s"}),
            error_messages={"invalid_choice": _("Choose one of these.")},
        )
    if f.kind in ("many", "places"):
        options = f.options if f.kind == "many" else [*places, ELSEWHERE]
        return forms.MultipleChoiceField(
            **common,
            choices=options,
            widget=forms.CheckboxSelectMultiple(attrs={"legend_size": "s"}),
            error_messages={
                "invalid_choice": _("“%(value)s” is not one of the places or words to choose from.")
            },
        )
    if f.kind == "indicator":
        return forms.ChoiceField(
            **common,
            choices=[("", _("Choose an indicator")), *indicators, NO_INDICATOR],
            widget=forms.Select(attrs={"label_size": "s"}),
        )
    if f.kind == "tick":
        return forms.BooleanField(**common)
    if f.kind == "count":
        attrs = {"inputmode": "numeric", "class": "govuk-input--width-10", "label_size": "s"}
        return forms.CharField(**common, max_length=200, widget=forms.TextInput(attrs=attrs))
    if f.kind == "line":
        return forms.CharField(**common, max_length=500, widget=forms.TextInput(attrs={"label_size": "s"}))
    rows = 7 if first else 3
    return forms.CharField(**common, widget=forms.Textarea(attrs={"rows": rows, "label_size": "s"}))
