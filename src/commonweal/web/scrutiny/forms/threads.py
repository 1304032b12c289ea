"""What is entered in the thread of a report: queries, answers, recommendations and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.scrutiny.models import DecisionMade, Recommendation
from commonweal.web.ui.fields import LinkField

from .register import ReportDecisionForm, day_field

MOST = 10_000
_ANYTHING = gettext_lazy("What you write is kept for good, with your name and the time.")


def _words(
    label: str | Promise, empty: str | Promise, help_text: str | Promise = "", *, required: bool = True,
    rows: int = 5,
) -> Any:  # fmt: skip
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=MOST,
        widget=forms.Textarea(attrs={"rows": rows}), error_messages={"required": empty},
    )  # fmt: skip


class Revised(forms.Form):
    """``revision``: of the query or recommendation as it stood when the page was opened."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class QueryForm(forms.Form):
    about = forms.ChoiceField(
        label=gettext_lazy("What it is about"),
        help_text=gettext_lazy("Leave it at the report as a whole where you are not sure."),
    )
    words = _words(gettext_lazy("What you ask"), gettext_lazy("Write what you ask."), _ANYTHING)
    wanted_by = day_field(
        gettext_lazy("When an answer is wanted, at the latest"), gettext_lazy("You may leave it empty.")
    )

    def __init__(self, *args: Any, about: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["about"].choices = list(about)  # type: ignore[attr-defined]


class MoreForm(Revised):
    words = _words(gettext_lazy("What you ask now"), gettext_lazy("Write what you ask."), _ANYTHING)
    wanted_by = day_field(
        gettext_lazy("When an answer is wanted, at the latest"), gettext_lazy("You may leave it empty.")
    )


class MessageForm(Revised):
    """An officer's answer. ``figures``, ``documents`` and ``test``: what may be cited."""

    words = _words(gettext_lazy("Your answer"), gettext_lazy("Write the answer."), _ANYTHING, rows=8)
    figures = forms.MultipleChoiceField(
        label=gettext_lazy("Figures that show it"),
        help_text=gettext_lazy("Each is kept as it stands today, with its place, period and source."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("There is no such figure (any more).")},
    )
    documents = forms.MultipleChoiceField(
        label=gettext_lazy("Documents of the report that show it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("The report has no such document (any more).")},
    )
    test = forms.ChoiceField(
        label=gettext_lazy("The test whose answer you mended because of this query"),
        help_text=gettext_lazy("The reader is led to it."),
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
        self.fields["test"].choices = [("", _("None")), *tests]  # type: ignore[attr-defined]
        if not tests:
            del self.fields["test"]


class AcceptForm(Revised):
    words = _words(
        gettext_lazy("Anything to add"), "", gettext_lazy("You may leave it empty."), required=False, rows=3
    )


class WithdrawForm(Revised):
    words = _words(
        gettext_lazy("Why you withdraw it"),
        "",
        gettext_lazy("You may leave it empty."),
        required=False,
        rows=3,
    )


class OvertakeForm(Revised):
    words = _words(gettext_lazy("What has overtaken it"), gettext_lazy("Say what has overtaken it."), rows=3)


class TakeBackForm(Revised):
    words = _words(gettext_lazy("Why it is withdrawn"), gettext_lazy("Say why it is withdrawn."), rows=3)


class RecommendationForm(forms.Form):
    committee = forms.ChoiceField(
        label=gettext_lazy("The committee that recommends it"),
        error_messages={"required": gettext_lazy("Choose the committee.")},
    )
    words = _words(
        gettext_lazy("What it recommends"),
        gettext_lazy("Write what is recommended."),
        gettext_lazy("In the committee’s own words."),
    )
    owner = forms.CharField(
        label=gettext_lazy("Who is to respond"),
        help_text=gettext_lazy(
            "A role or an organisation, such as “Cabinet member for skills”, never a person’s name."
        ),
        max_length=200,
        error_messages={"required": gettext_lazy("Say who is to respond: a role or an organisation.")},
    )
    made_on = day_field(gettext_lazy("The day on which the committee made it"), required=True)
    due = day_field(gettext_lazy("The day by which a response is due"), required=True)

    def __init__(self, *args: Any, committees: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["committee"].choices = [("", _("Choose one")), *committees]  # type: ignore[attr-defined]

    def clean_owner(self) -> str:
        found = " ".join(self.cleaned_data["owner"].split())
        if "@" in found:
            raise forms.ValidationError(_("Give a role or an organisation, not a person or an address."))
        if not any(c.isalnum() for c in found):
            raise forms.ValidationError(_("Write it with at least one letter or figure."))
        return found


class ReplyForm(Revised):
    answer = forms.ChoiceField(
        label=gettext_lazy("Is it accepted?"),
        choices=Recommendation.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether it is accepted.")},
    )
    words = _words(gettext_lazy("The reason"), gettext_lazy("Give the reason."), rows=4)
    will_do = _words(
        gettext_lazy("What will be done"),
        "",
        gettext_lazy("Leave it empty where it is not accepted."),
        required=False,
        rows=4,
    )
    will_by = day_field(
        gettext_lazy("By when it will be done"), gettext_lazy("Leave it empty where it is not accepted.")
    )
    day = day_field(gettext_lazy("The day on which this response was given"), required=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refused = cleaned.get("answer") == Recommendation.Answer.NOT
        promised = [n for n in ("will_do", "will_by") if cleaned.get(n) and n not in self.errors]
        if refused:
            for name in promised:
                self.add_error(
                    name, _("It is not accepted, so nothing is promised. Empty this, or accept a part.")
                )
        elif cleaned.get("answer"):
            if not any(c.isalnum() for c in cleaned.get("will_do", "")) and "will_do" not in self.errors:
                self.add_error("will_do", _("Say what will be done."))
            if not cleaned.get("will_by") and "will_by" not in self.errors:
                self.add_error("will_by", _("Say by when it will be done."))
        return cleaned


class UpdateForm(Revised):
    words = _words(gettext_lazy("How it stands"), gettext_lazy("Say how it stands."), rows=4)
    done = forms.BooleanField(label=gettext_lazy("All that was accepted is done"), required=False)
    evidence = _words(
        gettext_lazy("What shows it"),
        "",
        gettext_lazy("A number with its source, a decision, a document. Needed once it is done."),
        required=False,
        rows=3,
    )
    link = LinkField(gettext_lazy("The address of a page that shows it"))
    day = day_field(gettext_lazy("The day that this describes"), required=True)


class DecisionForm(ReportDecisionForm):
    """The decision, and whether the account changed it. ``last``: where one is written down already."""

    later = forms.ChoiceField(
        label=gettext_lazy("Is this a correction, or a later decision?"),
        choices=[
            ("no", gettext_lazy("A correction of the decision that is written down last")),
            ("yes", gettext_lazy("A later decision: the one before it stays in the thread")),
        ],
        required=False,
        initial="no",
        widget=forms.RadioSelect,
    )
    changed = forms.ChoiceField(
        label=gettext_lazy("Did the account of inclusive growth change the decision?"),
        choices=DecisionMade.Changed.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    changed_words = forms.CharField(
        label=gettext_lazy("What was amended because of it, or why not"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    because = forms.ChoiceField(label=gettext_lazy("The test whose answer changed it"), required=False)

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
        self.fields["because"].choices = [("", _("None, or several")), *tests]  # type: ignore[attr-defined]
        if not tests:
            del self.fields["because"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        said = any(c.isalnum() for c in cleaned.get("changed_words", ""))
        yes = cleaned.get("changed") == DecisionMade.Changed.YES
        if yes and not said and "changed_words" not in self.errors:
            self.add_error("changed_words", _("Say what was amended because of the account."))
        if (said or cleaned.get("because")) and not cleaned.get("changed"):
            self.add_error("changed", _("Say whether the account changed it."))
        if cleaned.get("changed") in ("yes", "no") and not cleaned.get("decision"):
            self.add_error("decision", _("Choose what was decided."))
        if cleaned.get("later") == "yes" and not cleaned.get("decision") and "decision" not in self.errors:
            self.add_error("decision", _("Choose what was decided."))
        cleaned["later"] = cleaned.get("later") == "yes"
        return cleaned


class NoticesForm(forms.Form):
    wanted = forms.BooleanField(
        label=gettext_lazy("Send me notices by e-mail"),
        required=False,
        help_text=gettext_lazy(
            "On queries, answers, recommendations, responses and decisions of the reports you follow."
        ),
    )
