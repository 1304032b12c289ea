"""A chapter's text, in one form with the figure picker beside it, so that no button loses the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from commonweal.web.partnership.forms.organisations import Revised, line_field

from .speaking import written_in

_LONGEST = 300


class TextForm(Revised):
    """``text`` keeps what was typed to the letter, blanks at its ends included."""

    text = forms.CharField(
        label=gettext_lazy("The text"), required=False, strip=False,
        help_text=gettext_lazy(
            "Plain Markdown. A figure is a token such as {{value of employment-rate}}: pick one below."
        ),
        widget=forms.Textarea(attrs={"rows": 24, "class": "cw-writing", "spellcheck": "true"}),
    )  # fmt: skip
    note = line_field(
        gettext_lazy("What you changed"),
        gettext_lazy("For the list of versions. May stay empty."),
        longest=300,
    )

    def __init__(self, *args: Any, language: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        written_in(self, language, "text", "note")

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


@dataclass(frozen=True)
class Pressed:
    """Which button was pressed: a word, and what it is about ("take", "employment-rate")."""

    what: str
    about: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> Pressed:
        what, _, about = data.get("go", "save")[:_LONGEST].partition(":")
        return cls(what, about)
