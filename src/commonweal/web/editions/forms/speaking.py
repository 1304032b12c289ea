"""Choices and boxes that hold words in another language than the page's say so."""

from __future__ import annotations

from typing import Any

from django import forms

from commonweal.web.ui import languages


class Choose(forms.Select):
    """The language of a choice stands on its ``option``, where it says one."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **more: Any) -> dict[str, Any]:
        made: dict[str, Any] = super().create_option(name, value, label, *args, **more)
        of = getattr(label, "language", "")
        if of and not languages.same(of, languages.page()):
            made["attrs"]["lang"] = of
        return made


class ChooseSeveral(forms.CheckboxSelectMultiple):
    """The language of a choice stands within its label, where it says one."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **more: Any) -> dict[str, Any]:
        return super().create_option(name, value, languages.marked(label), *args, **more)


def written_in(form: forms.Form, code: str, *names: str) -> None:
    """The boxes of these names hold words in the language of an edition; "" where that is not known."""
    if code and not languages.same(code, languages.page()):
        for name in names:
            form.fields[name].widget.attrs["lang"] = code
