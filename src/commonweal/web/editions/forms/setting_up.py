"""What is entered of an edition and of its chapters."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from commonweal.web.partnership.forms.organisations import Revised, line_field, named, words_field
from commonweal.web.partnership.forms.recorded import Choices

_THERE = {"invalid_choice": "There is none like that (any more). Choose from the list."}
_NONE = ("", "None")
ENGLISH = "en-GB"
#: The catalogues that there are: ``commonweal.words.languages`` has the same, and a test holds them together.
LANGUAGES = [(ENGLISH, "English"), ("cy", "Welsh (Cymraeg); its words are not read by a Welsh speaker yet")]
_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def _choice(label: str, help_text: str = "", *, empty: str = "") -> Any:
    return forms.ChoiceField(
        label=label, help_text=help_text, required=bool(empty), error_messages={"required": empty, **_THERE}
    )


def _several(label: str, help_text: str = "") -> Any:
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=_THERE,
    )  # fmt: skip


def contributors(text: str) -> list[dict[str, str]]:
    """A line each: a role, a comma, its organisation. Raises ValidationError for somebody's address."""
    found = []
    for line in text.splitlines():
        role, _, organisation = line.partition(",")
        if "@" in line:
            raise forms.ValidationError("Name roles and organisations, not people’s addresses.")
        if len(role) > 200 or len(organisation) > 200:
            raise forms.ValidationError("A role and an organisation have 200 characters each at most.")
        if role.strip():
            found.append({"role": role.strip(), "organisation": organisation.strip()})
    if len(found) > 100:
        raise forms.ValidationError("At most 100 contributors are kept.")
    return found


def lines_of(kept: list[dict[str, str]]) -> str:
    return "\n".join(f"{c['role']}, {c['organisation']}".removesuffix(", ") for c in kept)


class EditionForm(Revised):
    """``framework_1`` to ``framework_3``: the order in which they order the edition."""

    title = line_field("Title", longest=200, empty="Give the edition a title.")
    period = line_field(
        "What period it is of",
        "Such as 2026, or 2025 to 2026.",
        longest=60,
        empty="Say what period it is of.",
    )
    language = forms.ChoiceField(
        label="In which language it is written",
        help_text="Words that are made from its figures, and the frame of its files, are in this language.",
        choices=LANGUAGES, initial=ENGLISH, required=False, error_messages=_THERE,
    )  # fmt: skip
    framework_1 = _choice("The framework that orders its chapters", empty="Choose a framework.")
    framework_2 = _choice("A second framework")
    framework_3 = _choice("A third framework")
    place = _choice(
        "What its figures are of where a chapter says nothing",
        "The published reports called two areas by one name; this is kept by its code.",
        empty="Choose the place.",
    )
    places = _several("The places that are ranked and drawn side by side")
    comparators = _several("What it is compared with", "Each indicator keeps its own comparator.")
    editor_role = line_field("Who edits it", "A role, not a person.", longest=200, empty="Say who edits it.")
    editor_organisation = line_field("Of which organisation", longest=200)
    contributors = words_field(
        "Who contributes", "One a line: a role, a comma, the organisation. No persons.", rows=3
    )
    licence = line_field("Under which licence it is published", longest=300)

    def __init__(self, *args: Any, frameworks: Choices, places: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        for n in (1, 2, 3):
            first = ("", "Choose a framework") if n == 1 else _NONE
            self.fields[f"framework_{n}"].choices = [first, *frameworks]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", "Choose a place"), *places]  # type: ignore[attr-defined]
        self.fields["places"].choices = places  # type: ignore[attr-defined]
        self.fields["comparators"].choices = places  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return named(self.cleaned_data["title"])

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or ENGLISH

    def clean_contributors(self) -> list[dict[str, str]]:
        return contributors(self.cleaned_data["contributors"])

    def said(self) -> dict[str, Any]:
        """The fields of the row. Only after ``is_valid``."""
        kept = {
            n: v for n, v in self.cleaned_data.items() if not n.startswith("framework_") and n != "revision"
        }
        chosen = [self.cleaned_data[f"framework_{n}"] for n in (1, 2, 3)]
        return kept | {"frameworks": list(dict.fromkeys(f for f in chosen if f))}


class ChapterForm(Revised):
    """``goal``: "framework/goal"."""

    kind = _choice("What kind of chapter it is", empty="Choose what kind of chapter it is.")
    title = line_field("Title", longest=200, empty="Give the chapter a title.")
    goal = _choice("The goal that it is about", "Only of a chapter that is a goal.")
    place = _choice(
        "The place that it is about", "Of a place profile; else only where it is another than the edition’s."
    )
    indicators = words_field(
        "Its indicators",
        "The id of each on a line of its own (the end of its page’s address). Empty: all that the goal has.",
        rows=4,
    )
    contributors = words_field("Who contributes", "One a line: a role, a comma, the organisation.", rows=2)

    def __init__(
        self, *args: Any, kinds: Choices, goals: Choices, places: Choices, known: frozenset[str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self._known = known
        self.fields["kind"].choices = [("", "Choose a kind"), *kinds]  # type: ignore[attr-defined]
        self.fields["goal"].choices = [_NONE, *goals]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", "The edition’s own"), *places]  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return named(self.cleaned_data["title"])

    def clean_contributors(self) -> list[dict[str, str]]:
        return contributors(self.cleaned_data["contributors"])

    def clean_indicators(self) -> list[str]:
        found = list(dict.fromkeys(self.cleaned_data["indicators"].split()))
        strange = [i for i in found if not _ID.fullmatch(i) or i not in self._known]
        if strange:
            named = ", ".join(f"“{i[:60]}”" for i in strange[:5])
            raise forms.ValidationError(f"There is no indicator {named}.")
        return found

    def said(self) -> dict[str, Any]:
        """The fields of the row. Only after ``is_valid``."""
        kept = {n: v for n, v in self.cleaned_data.items() if n not in ("goal", "revision")}
        framework, _, goal = self.cleaned_data["goal"].partition("/")
        return kept | {"framework": framework, "goal": goal}


class ReasonForm(forms.Form):
    reason = words_field(
        "Why it may stay", "Shown beside the sentence.", required=True, rows=3, empty="Say why it may stay."
    )


class CorrectionForm(Revised):
    """``was`` stands in the chapter as it is published; ``now`` takes its place."""

    chapter = _choice("In which chapter", empty="Choose the chapter.")
    was = words_field(
        "The words that are wrong",
        "Copied from the text of the chapter as it was written, figure tokens included.",
        required=True, rows=3, empty="Copy the words that are wrong.",
    )  # fmt: skip
    now = words_field("What stands there instead", "Empty: the words are taken out.", rows=3)
    reason = words_field(
        "Why, for readers", "Shown on the edition’s first page.", required=True, rows=2, empty="Say why."
    )

    def __init__(self, *args: Any, chapters: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["chapter"].choices = [("", "Choose a chapter"), *chapters]  # type: ignore[attr-defined]


class CommentForm(forms.Form):
    words = words_field("Your comment", required=True, rows=3, empty="Write what you want to say.")
