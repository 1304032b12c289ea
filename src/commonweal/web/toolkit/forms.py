"""Forms of the toolkit's owner: one section, and the act of publishing."""

from __future__ import annotations

from typing import Any

from django import forms

MOST = 60
_LONGEST = 2_000


class SectionForm(forms.Form):
    """The items of one section, each with its words, its place and a box to take it out; and an empty one.

    ``fields_of``: name and label of what an item has, the first one required. ``rows``: the items as they
    stand. When it is sent, the rows are those that were on the page, whatever has happened since.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST)

    def __init__(
        self,
        data: Any = None,
        *,
        fields_of: tuple[tuple[str, str], ...],
        rows: list[dict[str, str]],
        revision: int,
        fixed: bool = False,
    ) -> None:
        given = [*rows] if fixed else [*rows, {"id": ""}]
        super().__init__(data, initial={"revision": revision, "rows": len(given)})
        self.fields_of, self.fixed = fields_of, fixed
        self.count = _count(data, len(given)) if data is not None else len(given)
        for n in range(self.count):
            row = given[n] if n < len(given) else {"id": ""}
            last = n == self.count - 1 and not fixed
            self._add(n, row, "Another: " if last and data is None else "")

    def _add(self, n: int, row: dict[str, str], lead: str) -> None:
        self.fields[f"{n}-id"] = forms.CharField(
            required=False, max_length=120, widget=forms.HiddenInput, initial=row.get("id", "")
        )
        for position, (name, label) in enumerate(self.fields_of):
            attrs = {"rows": 2 if position == 0 else 3} | ({"label_size": "s"} if position == 0 else {})
            self.fields[f"{n}-{name}"] = forms.CharField(
                label=f"{lead or f'{n + 1}. '}{label}" if position == 0 else f"{label} ({n + 1})",
                required=False,
                max_length=_LONGEST,
                initial=row.get(name, ""),
                widget=forms.Textarea(attrs=attrs),
                error_messages={"max_length": f"{label} may have {_LONGEST:,} characters at most."},
            )
        if not self.fixed and row.get("id"):
            self.fields[f"{n}-order"] = forms.IntegerField(
                label=f"Place in the list ({n + 1})",
                required=False,
                min_value=1,
                max_value=MOST,
                initial=n + 1,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
            )
            self.fields[f"{n}-gone"] = forms.BooleanField(label=f"Take number {n + 1} out", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, label = self.fields_of[0]
        for n in range(self.count):
            others = any(cleaned.get(f"{n}-{name}", "").strip() for name, _ in self.fields_of)
            wanted = cleaned.get(f"{n}-id") or others
            if wanted and not cleaned.get(f"{n}-gone") and not (cleaned.get(f"{n}-{first}") or "").strip():
                self.add_error(f"{n}-{first}", f"Write number {n + 1}’s {label.lower()}, or take it out.")
        return cleaned

    def items(self) -> list[dict[str, str]]:
        """The items in their order, without those taken out and the empty one. Only after ``is_valid``."""
        kept: list[tuple[float, int, dict[str, str]]] = []
        for n in range(self.count):
            words = {name: self.cleaned_data[f"{n}-{name}"].strip() for name, _ in self.fields_of}
            id_ = self.cleaned_data[f"{n}-id"]
            if self.cleaned_data.get(f"{n}-gone") or not (id_ or any(words.values())):
                continue
            place = self.cleaned_data.get(f"{n}-order") or n + 1
            # One that is moved down to a place stands after what was there, one moved up before it.
            kept.append(
                (place + (0.5 if place > n + 1 else -0.5 if place < n + 1 else 0), n, {"id": id_, **words})
            )
        return [item for _, _, item in sorted(kept, key=lambda k: k[:2])]


class PublishForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    version = forms.CharField(
        label="Version",
        help_text="Three numbers. The second goes up when questions change, the third for a slip of the pen.",
        max_length=32,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": "Give the version a number."},
    )
    reason = forms.CharField(
        label="Why the questions change",
        help_text="Shown beside the version for as long as there is one.",
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why the questions change: assessors will ask."},
    )


def _count(data: Any, fallback: int) -> int:
    try:
        return min(max(int(data.get("rows", "")), 0), MOST)
    except ValueError:
        return fallback
