"""What is entered in the register: a committee, a meeting, a report and its parts."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.proposals.forms.proposal import DocumentForm, Money
from commonweal.web.scrutiny.models import Report
from commonweal.web.ui.fields import LimitedFileField

_NAMELESS = gettext_lazy("Write it with at least one letter or figure.")


def day_field(
    label: str | Promise, help_text: str | Promise = "", *, required: bool = False
) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": gettext_lazy("Write the day like 2027-01-31."),
            "required": gettext_lazy("Choose a day."),
        },
    )


def _named(value: str) -> str:
    if value and not any(c.isalnum() for c in value):
        raise forms.ValidationError(_NAMELESS)
    return " ".join(value.split())


class CommitteeForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    name = forms.CharField(
        label=gettext_lazy("Name of the committee or board"),
        max_length=200,
        error_messages={"required": gettext_lazy("Give the committee a name.")},
    )

    def clean_name(self) -> str:
        return _named(self.cleaned_data["name"])


class MeetingForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    day = day_field(gettext_lazy("Day of the meeting"), required=True)
    title = forms.CharField(
        label=gettext_lazy("Title, where it has one of its own"),
        help_text=gettext_lazy("Such as “Extraordinary meeting”. Leave it empty otherwise."),
        required=False,
        max_length=200,
    )

    def clean_title(self) -> str:
        return _named(self.cleaned_data["title"])


class ReportForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        help_text=gettext_lazy("The authority’s own. An import finds the report by it."),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": gettext_lazy("Give the report its reference.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=300,
        error_messages={"required": gettext_lazy("Give the report a title.")},
    )
    summary = forms.CharField(
        label=gettext_lazy("What it asks for, in plain words"), required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of report it is"),
        choices=Report.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what kind of report it is.")},
    )
    author_role = forms.CharField(
        label=gettext_lazy("Author’s role"),
        help_text=gettext_lazy("A role such as “Head of housing”, never a person’s name."),
        max_length=200,
        error_messages={"required": gettext_lazy("Give the role of its author.")},
    )
    directorate = forms.CharField(label=gettext_lazy("Directorate"), required=False, max_length=200)
    sponsor = forms.CharField(
        label=gettext_lazy("Sponsor"),
        help_text=gettext_lazy("The organisation that answers for it."),
        required=False,
        max_length=200,
    )
    meeting = forms.ChoiceField(label=gettext_lazy("Meeting"), required=False)
    item = forms.CharField(
        label=gettext_lazy("Number on the agenda"), required=False, max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )  # fmt: skip
    proposal = forms.ChoiceField(label=gettext_lazy("The proposal it concerns"), required=False)
    cost = Money(
        gettext_lazy("Cost in pounds"), help_text=gettext_lazy("All of it. Leave it empty if not known.")
    )
    key_decision = forms.BooleanField(label=gettext_lazy("It is a key decision"), required=False)
    options_closed = day_field(
        gettext_lazy("When options closed"), gettext_lazy("From that day nothing of it could be changed.")
    )

    def __init__(
        self, *args: Any, meetings: list[tuple[str, str]], proposals: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["meeting"].choices = [("", _("None yet")), *meetings]  # type: ignore[attr-defined]
        self.fields["proposal"].choices = [("", _("None")), *proposals]  # type: ignore[attr-defined]

    def clean_reference(self) -> str:
        return _named(self.cleaned_data["reference"])

    def clean_title(self) -> str:
        return _named(self.cleaned_data["title"])

    def clean_author_role(self) -> str:
        found = _named(self.cleaned_data["author_role"])
        if re.search(r"@", found):
            raise forms.ValidationError(_("Give a role, not a person or an address."))
        return found


class ReportPlacesForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    places = forms.MultipleChoiceField(
        label=gettext_lazy("Places that the report touches"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("“%(value)s” is not a place of this site’s register.")
        },
    )

    def __init__(self, *args: Any, places: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["places"].choices = list(places.items())  # type: ignore[attr-defined]


class ExemptForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    exempt = forms.BooleanField(
        label=gettext_lazy("The report is exempt"),
        help_text=gettext_lazy(
            "It leaves every public page at once. A meeting then says how many exempt items it had, "
            "and nothing of them."
        ),
        required=False,
    )
    exempt_reason = forms.CharField(
        label=gettext_lazy("Why it is exempt"),
        help_text=gettext_lazy("Such as the paragraph of Schedule 12A that applies."),
        required=False,
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        reason = cleaned.get("exempt_reason", "")
        if cleaned.get("exempt") and not any(c.isalnum() for c in reason):
            self.add_error("exempt_reason", _("Say why it is exempt."))
        if reason and not cleaned.get("exempt"):
            self.add_error(
                "exempt", _("There is a reason and no tick. Tick that it is exempt, or empty the reason.")
            )
        return cleaned


class ReportDecisionForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    decided_on = day_field(gettext_lazy("Decided on"))
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        required=False,
        choices=[("", gettext_lazy("Not decided yet")), *Report.Decision.choices],
    )
    decision_words = forms.CharField(
        label=gettext_lazy("What was decided, in its own words"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") and not cleaned.get("decided_on") and "decided_on" not in self.errors:
            self.add_error("decided_on", _("Say on which day it was decided."))
        if cleaned.get("decided_on") and not cleaned.get("decision"):
            self.add_error("decision", _("Choose what was decided on that day."))
        if cleaned.get("decision_words") and not cleaned.get("decision"):
            self.add_error("decision_words", _("Choose what was decided, or empty these words."))
        return cleaned


class ReportDocumentForm(DocumentForm):
    """A report as DOCX or PDF. What its bytes hold beyond their beginning is for the reader to say."""

    kinds = {"docx": (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"), "pdf": (b"%PDF-",)}

    def __init__(self, *args: Any, most: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.most = most
        self.fields["file"].help_text = _("DOCX or PDF, at most %(most)d MB.") % {"most": most // 1_000_000}

    def clean_file(self) -> Any:
        found = super().clean_file()
        if found.size > self.most:
            has, most = -(-found.size // 1_000_000), self.most // 1_000_000
            raise forms.ValidationError(
                _("The file has %(has)d MB. At most %(most)d MB are read. Save it with smaller pictures.")
                % {"has": has, "most": most}
            )
        return found


class RegisterFileForm(forms.Form):
    file = LimitedFileField(label=gettext_lazy("File of reports (CSV)"))
