"""The statement in its author's words, and what the register of statements is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy

from commonweal.web.ui import asked


class StatementForm(forms.Form):
    """``revision``: of the statement it was written on; 0 where nobody had worded it."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label=gettext_lazy("The statement"),
        help_text=gettext_lazy(
            "250 words at most. A line is a paragraph; the table is written from the answers."
        ),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={
            "required": gettext_lazy("Write the statement, or go back to the one that the answers give."),
            "max_length": gettext_lazy("The statement may have 250 words at most."),
        },
    )


@dataclass(frozen=True)
class Statements(asked.Asked):
    """The register of statements: words and a committee; junk falls to "all"."""

    words: str = asked.text(longest=200, cut=True)
    committee: str = asked.text(longest=80, pattern=r"[\w-]*")
    page: int = asked.number(1, least=1, most=10_000)
