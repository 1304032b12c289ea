"""What is entered of an edition and of its chapters."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.partnership.forms.organisations import Revised, line_field, named, words_field
from commonweal.web.partnership.forms.recorded import Choices

from .speaking import Choose, ChooseSeveral, written_in

_THERE = {"invalid_choice": gettext_lazy("There is none like that (any more). Choose from the list.")}
_NONE = ("", gettext_lazy("None"))
ENGLISH = "en-GB"
#: The catalogues that there are: ``commonweal.words.languages`` has the same, and a test holds them together.
LANGUAGES = [
    (ENGLISH, gettext_lazy("English")),
    ("cy", gettext_lazy("Welsh (Cymraeg); its words are not read by a Welsh speaker yet")),
]
_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def _choice(label: str, help_text: str = "", *, empty: str = "") -> Any:
    return forms.ChoiceField(
        label=label, help_text=help_text, required=bool(empty), widget=Choose,
        error_messages={"required": empty, **_THERE},
    )  # fmt: skip


def _several(label: str, help_text: str = "") -> Any:
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=ChooseSeveral,
        error_messages=_THERE,
    )  # fmt: skip


def contributors(text: str) -> list[dict[str, str]]:
    """A line each: a role, a comma, its organisation. Raises ValidationError for somebody's address."""
    found = []
    for line in text.splitlines():
        role, _comma, organisation = line.partition(",")
        if "@" in line:
            raise forms.ValidationError(_("Name roles and organisations, not people’s addresses."))
        if len(role) > 200 or len(organisation) > 200:
            raise forms.ValidationError(_("A role and an organisation have 200 characters each at most."))
        if role.strip():
            found.append({"role": role.strip(), "organisation": organisation.strip()})
    if len(found) > 100:
        raise forms.ValidationError(_("At most 100 contributors are kept."))
    return found


def lines_of(kept: list[dict[str, str]]) -> str:
    return "\n".join(f"{c['role']}, {c['organisation']}".removesuffix(", ") for c in kept)


class EditionForm(Revised):
    """``framework_1`` to ``framework_3``: the order in which they order the edition."""

    #: What people write in it is in the language of the edition.
    WRITTEN = ("title", "period", "editor_role", "editor_organisation", "contributors", "licence")

    title = line_field(gettext_lazy("Title"), longest=200, empty=gettext_lazy("Give the edition a title."))
    period = line_field(
        gettext_lazy("What period it is of"),
        gettext_lazy("Such as 2026, or 2025 to 2026."),
        longest=60,
        empty=gettext_lazy("Say what period it is of."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language it is written"),
        help_text=gettext_lazy(
            "Words that are made from its figures, and the frame of its files, are in this language."
        ),
        choices=LANGUAGES, initial=ENGLISH, required=False, error_messages=_THERE,
    )  # fmt: skip
    snapshot = _choice(
        gettext_lazy("From which figures it is written"),
        gettext_lazy(
            "A draft can follow the newest; or it keeps to those of a day, and nothing in it "
            "moves while you write."
        ),
    )
    framework_1 = _choice(
        gettext_lazy("The framework that orders its chapters"), empty=gettext_lazy("Choose a framework.")
    )
    framework_2 = _choice(gettext_lazy("A second framework"))
    framework_3 = _choice(gettext_lazy("A third framework"))
    place = _choice(
        gettext_lazy("What its figures are of where a chapter says nothing"),
        gettext_lazy("The published reports called two areas by one name; this is kept by its code."),
        empty=gettext_lazy("Choose the place."),
    )
    places = _several(gettext_lazy("The places that are ranked and drawn side by side"))
    comparators = _several(
        gettext_lazy("What it is compared with"), gettext_lazy("Each indicator keeps its own comparator.")
    )
    editor_role = line_field(
        gettext_lazy("Who edits it"),
        gettext_lazy("A role, not a person."),
        longest=200,
        empty=gettext_lazy("Say who edits it."),
    )
    editor_organisation = line_field(gettext_lazy("Of which organisation"), longest=200)
    contributors = words_field(
        gettext_lazy("Who contributes"),
        gettext_lazy("One a line: a role, a comma, the organisation. No persons."),
        rows=3,
    )
    licence = line_field(gettext_lazy("Under which licence it is published"), longest=300)

    def __init__(
        self, *args: Any, frameworks: Choices, places: Choices, snapshots: Choices, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        newest = ("", _("The newest, until the edition is published"))
        self.fields["snapshot"].choices = [newest, *snapshots]  # type: ignore[attr-defined]
        for n in (1, 2, 3):
            first = ("", _("Choose a framework")) if n == 1 else _NONE
            self.fields[f"framework_{n}"].choices = [first, *frameworks]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", _("Choose a place")), *places]  # type: ignore[attr-defined]
        self.fields["places"].choices = places  # type: ignore[attr-defined]
        self.fields["comparators"].choices = places  # type: ignore[attr-defined]
        written_in(
            self,
            self["language"].value() if self.is_bound else self.initial.get("language", ""),
            *self.WRITTEN,
        )

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

    kind = _choice(
        gettext_lazy("What kind of chapter it is"), empty=gettext_lazy("Choose what kind of chapter it is.")
    )
    title = line_field(gettext_lazy("Title"), longest=200, empty=gettext_lazy("Give the chapter a title."))
    goal = _choice(
        gettext_lazy("The goal that it is about"), gettext_lazy("Only of a chapter that is a goal.")
    )
    place = _choice(
        gettext_lazy("The place that it is about"),
        gettext_lazy("Of a place profile; else only where it is another than the edition’s."),
    )
    indicators = words_field(
        gettext_lazy("Its indicators"),
        gettext_lazy(
            "The id of each on a line of its own (the end of its page’s address). Empty: all "
            "that the goal has."
        ),
        rows=4,
    )
    contributors = words_field(
        gettext_lazy("Who contributes"),
        gettext_lazy("One a line: a role, a comma, the organisation."),
        rows=2,
    )

    def __init__(
        self, *args: Any, kinds: Choices, goals: Choices, places: Choices, known: frozenset[str],
        language: str = "", **more: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        written_in(self, language, "title", "contributors")
        self._known = known
        self.fields["kind"].choices = [("", _("Choose a kind")), *kinds]  # type: ignore[attr-defined]
        self.fields["goal"].choices = [_NONE, *goals]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", _("The edition’s own")), *places]  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return named(self.cleaned_data["title"])

    def clean_contributors(self) -> list[dict[str, str]]:
        return contributors(self.cleaned_data["contributors"])

    def clean_indicators(self) -> list[str]:
        found = list(dict.fromkeys(self.cleaned_data["indicators"].split()))
        strange = [i for i in found if not _ID.fullmatch(i) or i not in self._known]
        if strange:
            named = ", ".join(f"“{i[:60]}”" for i in strange[:5])
            raise forms.ValidationError(_("There is no indicator %(named)s.") % {"named": named})
        return found

    def said(self) -> dict[str, Any]:
        """The fields of the row. Only after ``is_valid``."""
        kept = {n: v for n, v in self.cleaned_data.items() if n not in ("goal", "revision")}
        framework, _, goal = self.cleaned_data["goal"].partition("/")
        return kept | {"framework": framework, "goal": goal}


class ReasonForm(forms.Form):
    """``language``: of the edition; the reason is read with it."""

    reason = words_field(
        gettext_lazy("Why it may stay"),
        gettext_lazy("Shown beside the sentence."),
        required=True,
        rows=3,
        empty=gettext_lazy("Say why it may stay."),
    )

    def __init__(self, *args: Any, language: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        written_in(self, language, "reason")


class CorrectionForm(Revised):
    """``was`` stands in the chapter as it is published; ``now`` takes its place."""

    chapter = _choice(gettext_lazy("In which chapter"), empty=gettext_lazy("Choose the chapter."))
    was = words_field(
        gettext_lazy("The words that are wrong"),
        gettext_lazy("Copied from the text of the chapter as it was written, figure tokens included."),
        required=True, rows=3, empty=gettext_lazy("Copy the words that are wrong."),
    )  # fmt: skip
    now = words_field(
        gettext_lazy("What stands there instead"), gettext_lazy("Empty: the words are taken out."), rows=3
    )
    reason = words_field(
        gettext_lazy("Why, for readers"),
        gettext_lazy("Shown on the edition’s first page."),
        required=True,
        rows=2,
        empty=gettext_lazy("Say why."),
    )

    def __init__(self, *args: Any, chapters: Choices, language: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        written_in(self, language, "was", "now", "reason")
        self.fields["chapter"].choices = [("", _("Choose a chapter")), *chapters]  # type: ignore[attr-defined]


class CommentForm(forms.Form):
    words = words_field(
        gettext_lazy("Your comment"), required=True, rows=3, empty=gettext_lazy("Write what you want to say.")
    )

    def __init__(self, *args: Any, language: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        written_in(self, language, "words")
