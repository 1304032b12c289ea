"""What is entered in the thread of a report: queries, answers, recommendations and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from commonweal.web.scrutiny.models import DecisionMade, Recommendation
from commonweal.web.ui.fields import LinkField

from .register import ReportDecisionForm, day_field

MOST = 10_000
_ANYTHING = "What you write is kept for good, with your name and the time."


def _words(label: str, empty: str, help_text: str = "", *, required: bool = True, rows: int = 5) -> Any:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=MOST,
        widget=forms.Textarea(attrs={"rows": rows}), error_messages={"required": empty},
    )  # fmt: skip


class Revised(forms.Form):
    """``revision``: of the query or recommendation as it stood when the page was opened."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class QueryForm(forms.Form):
    about = forms.ChoiceField(
        label="What it is about", help_text="Leave it at the report as a whole where you are not sure."
    )
    words = _words("What you ask", "Write what you ask.", _ANYTHING)
    wanted_by = day_field("When an answer is wanted, at the latest", "You may leave it empty.")

    def __init__(self, *args: Any, about: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["about"].choices = list(about)  # type: ignore[attr-defined]


class MoreForm(Revised):
    words = _words("What you ask now", "Write what you ask.", _ANYTHING)
    wanted_by = day_field("When an answer is wanted, at the latest", "You may leave it empty.")


class MessageForm(Revised):
    """An officer's answer. ``figures``, ``documents`` and ``test``: what may be cited."""

    words = _words("Your answer", "Write the answer.", _ANYTHING, rows=8)
    figures = forms.MultipleChoiceField(
        label="Figures that show it",
        help_text="Each is kept as it stands today, with its place, period and source.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "There is no such figure (any more)."},
    )
    documents = forms.MultipleChoiceField(
        label="Documents of the report that show it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "The report has no such document (any more)."},
    )
    test = forms.ChoiceField(
        label="The test whose answer you mended because of this query",
        help_text="The reader is led to it.",
        required=False,
    )

    def __init__(
        self, *args: Any, figures: Sequence[tuple[str, str]], documents: Sequence[tuple[str, str]],
        tests: Sequence[tuple[str, str]], **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        for name, found in (("figures", figures), ("documents", documents)):
            self.fields[name].choices = list(found)  # type: ignore[attr-defined]
            if not found:
                del self.fields[name]
        self.fields["test"].choices = [("", "None"), *tests]  # type: ignore[attr-defined]
        if not tests:
            del self.fields["test"]


class AcceptForm(Revised):
    words = _words("Anything to add", "", "You may leave it empty.", required=False, rows=3)


class WithdrawForm(Revised):
    words = _words("Why you withdraw it", "", "You may leave it empty.", required=False, rows=3)


class OvertakeForm(Revised):
    words = _words("What has overtaken it", "Say what has overtaken it.", rows=3)


class TakeBackForm(Revised):
    words = _words("Why it is withdrawn", "Say why it is withdrawn.", rows=3)


class RecommendationForm(forms.Form):
    committee = forms.ChoiceField(
        label="The committee that recommends it", error_messages={"required": "Choose the committee."}
    )
    words = _words("What it recommends", "Write what is recommended.", "In the committee’s own words.")
    owner = forms.CharField(
        label="Who is to respond",
        help_text="A role or an organisation, such as “Cabinet member for skills”, never a person’s name.",
        max_length=200,
        error_messages={"required": "Say who is to respond: a role or an organisation."},
    )
    made_on = day_field("The day on which the committee made it", required=True)
    due = day_field("The day by which a response is due", required=True)

    def __init__(self, *args: Any, committees: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["committee"].choices = [("", "Choose one"), *committees]  # type: ignore[attr-defined]

    def clean_owner(self) -> str:
        found = " ".join(self.cleaned_data["owner"].split())
        if "@" in found:
            raise forms.ValidationError("Give a role or an organisation, not a person or an address.")
        if not any(c.isalnum() for c in found):
            raise forms.ValidationError("Write it with at least one letter or figure.")
        return found


class ReplyForm(Revised):
    answer = forms.ChoiceField(
        label="Is it accepted?",
        choices=Recommendation.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is accepted."},
    )
    words = _words("The reason", "Give the reason.", rows=4)
    will_do = _words(
        "What will be done", "", "Leave it empty where it is not accepted.", required=False, rows=4
    )
    will_by = day_field("By when it will be done", "Leave it empty where it is not accepted.")
    day = day_field("The day on which this response was given", required=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refused = cleaned.get("answer") == Recommendation.Answer.NOT
        promised = [n for n in ("will_do", "will_by") if cleaned.get(n) and n not in self.errors]
        if refused:
            for name in promised:
                self.add_error(
                    name, "It is not accepted, so nothing is promised. Empty this, or accept a part."
                )
        elif cleaned.get("answer"):
            if not any(c.isalnum() for c in cleaned.get("will_do", "")) and "will_do" not in self.errors:
                self.add_error("will_do", "Say what will be done.")
            if not cleaned.get("will_by") and "will_by" not in self.errors:
                self.add_error("will_by", "Say by when it will be done.")
        return cleaned


class UpdateForm(Revised):
    words = _words("How it stands", "Say how it stands.", rows=4)
    done = forms.BooleanField(label="All that was accepted is done", required=False)
    evidence = _words(
        "What shows it", "", "A number with its source, a decision, a document. Needed once it is done.",
        required=False, rows=3,
    )  # fmt: skip
    link = LinkField("The address of a page that shows it")
    day = day_field("The day that this describes", required=True)


class DecisionForm(ReportDecisionForm):
    """The decision, and whether the account changed it. ``last``: where one is written down already."""

    later = forms.ChoiceField(
        label="Is this a correction, or a later decision?",
        choices=[
            ("no", "A correction of the decision that is written down last"),
            ("yes", "A later decision: the one before it stays in the thread"),
        ],
        required=False,
        initial="no",
        widget=forms.RadioSelect,
    )
    changed = forms.ChoiceField(
        label="Did the account of inclusive growth change the decision?",
        choices=DecisionMade.Changed.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    changed_words = forms.CharField(
        label="What was amended because of it, or why not",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    because = forms.ChoiceField(label="The test whose answer changed it", required=False)

    field_order = (
        "revision",
        "later",
        "decided_on",
        "decision",
        "decision_words",
        "changed",
        "changed_words",
    )

    def __init__(self, *args: Any, last: bool, tests: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        if not last:
            del self.fields["later"]
        self.fields["because"].choices = [("", "None, or several"), *tests]  # type: ignore[attr-defined]
        if not tests:
            del self.fields["because"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        said = any(c.isalnum() for c in cleaned.get("changed_words", ""))
        yes = cleaned.get("changed") == DecisionMade.Changed.YES
        if yes and not said and "changed_words" not in self.errors:
            self.add_error("changed_words", "Say what was amended because of the account.")
        if (said or cleaned.get("because")) and not cleaned.get("changed"):
            self.add_error("changed", "Say whether the account changed it.")
        if cleaned.get("changed") in ("yes", "no") and not cleaned.get("decision"):
            self.add_error("decision", "Choose what was decided.")
        if cleaned.get("later") == "yes" and not cleaned.get("decision") and "decision" not in self.errors:
            self.add_error("decision", "Choose what was decided.")
        cleaned["later"] = cleaned.get("later") == "yes"
        return cleaned


class NoticesForm(forms.Form):
    wanted = forms.BooleanField(
        label="Send me notices by e-mail", required=False,
        help_text="On queries, answers, recommendations, responses and decisions of the reports you follow.",
    )  # fmt: skip
