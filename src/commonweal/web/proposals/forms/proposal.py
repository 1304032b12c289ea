"""What a proposal says of itself, part by part."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.proposals.models import Proposal
from commonweal.web.ui.fields import LimitedFileField

MOST = 30
#: What may be attached, with how its first bytes must look; both have to agree with the name.
KINDS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "odt": (b"PK\x03\x04",),
    "ods": (b"PK\x03\x04",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "csv": (),
    "txt": (),
}
_INSIDE = {"docx": b"word/", "xlsx": b"xl/", "odt": b"opendocument.text", "ods": b"opendocument.spreadsheet"}


class Money(forms.DecimalField):
    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            min_value=0,
            max_digits=14,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}),
            error_messages={
                "invalid": format_lazy(
                    gettext_lazy("{label}: write pounds in figures, such as 5000000."), label=label
                ),
                "min_value": format_lazy(gettext_lazy("{label} cannot be less than nothing."), label=label),
            },
            **more,
        )

    def prepare_value(self, value: Any) -> Any:
        """Whole pounds as people write them: 5,000,000 and not 5000000.00."""
        if isinstance(value, Decimal):
            return f"{value:,.2f}".removesuffix(".00")
        return value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace(",", "").replace("£", "").replace(" ", "")
        return super().to_python(value)


class ProposalForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        error_messages={"required": gettext_lazy("Give the proposal a title.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of proposal it is"),
        choices=Proposal.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what kind of proposal it is.")},
    )
    summary = forms.CharField(
        label=gettext_lazy("What is proposed"),
        help_text=gettext_lazy("In plain words: what would be done, where, and what for."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Say what is proposed.")},
    )
    sponsor = forms.CharField(
        label=gettext_lazy("Sponsor"),
        help_text=gettext_lazy("The organisation that answers for it."),
        max_length=200,
        error_messages={"required": gettext_lazy("Name the organisation that answers for it.")},
    )
    programme = forms.ChoiceField(label=gettext_lazy("Programme or fund"), required=False)
    decision_by = forms.DateField(
        label=gettext_lazy("By when it will be decided"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Write the day like 2027-01-31.")},
    )
    cost = Money(
        gettext_lazy("Cost in pounds"),
        help_text=gettext_lazy("All of it, over its whole life. Leave it empty if not known."),
    )
    cost_note = forms.CharField(
        label=gettext_lazy("What the cost covers, and where the number comes from"), required=False,
        max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    public = forms.BooleanField(
        label=gettext_lazy("Anybody may read this proposal and its completed assessments"),
        required=False,
    )

    def __init__(self, *args: Any, programmes: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["programme"].choices = [("", _("None")), *programmes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, said in (
            ("title", _("Give the proposal a title.")),
            ("summary", _("Say what is proposed.")),
        ):
            if name in cleaned and not any(c.isalnum() for c in cleaned[name]):
                self.add_error(name, said)
        return cleaned


class PlacesForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    places = forms.MultipleChoiceField(
        label=gettext_lazy("Places"),
        help_text=gettext_lazy("Where the people live whom it is for. Evidence is shown of these places."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("“%(value)s” is not a place of this site’s register.")
        },
    )

    def __init__(self, *args: Any, places: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["places"].choices = list(places.items())  # type: ignore[attr-defined]


class _Rows(forms.Form):
    """Rows of the same fields, and empty ones to add more. Rows without their first field are left out."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST)
    first: str
    made: Callable[..., dict[str, forms.Field]]  # the fields of row n, by name: each kind of row has its own

    def __init__(self, data: Any = None, *, given: list[dict[str, Any]], revision: int) -> None:
        count = min(len(given) + 2, MOST)
        super().__init__(data, initial={"revision": revision, "rows": count})
        if data is not None:
            with contextlib.suppress(ValueError):
                count = min(max(int(data.get("rows", "")), 0), MOST)
        self.count = count
        for n in range(count):
            row = given[n] if n < len(given) else {}
            for name, field in self.made(n).items():
                field.initial = row.get(name, field.initial)
                self.fields[f"{n}-{name}"] = field

    def groups(self) -> list[list[forms.BoundField]]:
        """The fields row by row."""
        return [[self[f"{n}-{name}"] for name in self.made(n)] for n in range(self.count)]

    def items(self) -> list[dict[str, Any]]:
        found = []
        for n in range(self.count):
            row = {name: self.cleaned_data.get(f"{n}-{name}") for name in self.made(n)}
            if any(c.isalnum() for c in row[self.first] or ""):
                found.append(row)
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for n in range(self.count):
            name = (cleaned.get(f"{n}-{self.first}") or "").strip()
            row = {k: v for k, v in cleaned.items() if k.startswith(f"{n}-") and k != f"{n}-{self.first}"}
            others = any(v not in (None, "", False) for v in row.values())
            if others and not name:
                self.add_error(f"{n}-{self.first}", _("Give this row a name, or empty all of it."))
            elif name and name.casefold() in seen:
                self.add_error(f"{n}-{self.first}", _("“%(name)s” is here twice.") % {"name": name})
            seen.add(name.casefold())
        return cleaned


class PartnersForm(_Rows):
    first = "name"

    def made(self, n: int) -> dict[str, forms.Field]:
        return {
            "name": forms.CharField(
                label=_("Organisation %(number)d") % {"number": n + 1}, required=False, max_length=200,
            ),
            "role": forms.CharField(label=_("What it does in it"), required=False, max_length=200),
            "pays": Money(_("What it pays, in pounds")),
            "gains": forms.CharField(
                label=_("What it gains"), required=False, max_length=2_000,
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
        }  # fmt: skip


class OptionsForm(_Rows):
    """Options; the one to do nothing is always among them."""

    first = "title"

    def made(self, n: int) -> dict[str, forms.Field]:
        nothing = n == 0
        return {
            "title": forms.CharField(
                label=_("Doing nothing") if nothing else _("Option %(number)d") % {"number": n + 1},
                required=nothing,
                max_length=200,
                error_messages={"required": _("Doing nothing is an option too: say what it would mean.")},
            ),
            "words": forms.CharField(
                label=_("What would happen then"), required=False, max_length=4_000,
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
            "preferred": forms.BooleanField(label=_("This is the one preferred"), required=False),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if sum(bool(cleaned.get(f"{n}-preferred")) for n in range(self.count)) > 1:
            self.add_error(None, _("Only one option can be the one preferred."))
        return cleaned

    def items(self) -> list[dict[str, Any]]:
        return [{**row, "nothing": n == 0} for n, row in enumerate(super().items())]


class DocumentForm(forms.Form):
    """A file of one of ``kinds``: what a name may end with, and how the first bytes must look then."""

    kinds: Mapping[str, tuple[bytes, ...]] = KINDS
    file = LimitedFileField(label=gettext_lazy("Document"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        most = settings.UPLOAD_LIMIT // 1_000_000
        self.fields["file"].help_text = _("%(kinds)s, at most %(most)d MB.") % {
            "kinds": ", ".join(k.upper() for k in self.kinds),
            "most": most,
        }

    def clean_file(self) -> Any:
        found = self.cleaned_data["file"]
        kind = found.name.rpartition(".")[2].lower()
        if kind not in self.kinds:
            raise forms.ValidationError(
                _("A .%(kind)s file is not taken. Send one of: %(kinds)s.")
                % {"kind": kind[:10], "kinds": ", ".join(self.kinds)}
            )
        found.seek(0)
        head = found.read(8)
        wanted = self.kinds[kind]
        honest = head.startswith(wanted) if wanted else b"\x00" not in head
        if honest and kind in _INSIDE and head.startswith(b"PK"):
            found.seek(0)
            honest = _INSIDE[kind] in found.read()
        found.seek(0)
        if not honest:
            raise forms.ValidationError(
                _("The file is not what its name says: it is no %(kind)s.") % {"kind": kind.upper()}
            )
        self.kind = kind
        return found


class DecisionForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    words = forms.CharField(
        label=gettext_lazy("What was decided"),
        help_text=gettext_lazy("In a sentence, with the day and the body that decided."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write down what was decided.")},
    )
