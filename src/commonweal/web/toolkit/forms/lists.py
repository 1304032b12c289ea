"""One part of the draft as a list that can be rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from .boxes import HINTS, DraftForm, text

MOST = 60


class SectionForm(DraftForm):
    """The items of one part, each with its words, its place and a box to take it out; and an empty one.

    ``part`` says which fields an item has and what may be done with the list; ``rows`` are the items as they
    stand. When it is sent, the rows are those that were on the page, whatever has happened since.
    """

    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST)

    def __init__(
        self, data: Any = None, *, part: Any, rows: list[dict[str, Any]], held: Mapping[str, int]
    ) -> None:
        self.part = part
        self.adds = not (part.fixed or part.alone)
        given = [*rows, {"id": ""}] if self.adds else [*rows]
        super().__init__(data, initial={**held, "rows": len(given)})
        self.count = _count(data, len(given)) if data is not None else len(given)
        #: For each item of ``items()``, the number of its row.
        self.numbers: list[int] = []
        for n in range(self.count):
            row = given[n] if n < len(given) else {"id": ""}
            self._add(n, row, another=self.adds and n == self.count - 1 and data is None)

    def _add(self, n: int, row: dict[str, Any], *, another: bool) -> None:
        self.fields[f"{n}-id"] = forms.CharField(
            required=False, max_length=120, widget=forms.HiddenInput, initial=row.get("id", "")
        )
        for position, (name, label) in enumerate(self.part.fields):
            self.fields[f"{n}-{name}"] = self._box(n, position, name, label, row, another)
        if row.get("id") and not self.part.fixed:
            if not self.part.by_day:
                self.fields[f"{n}-order"] = forms.IntegerField(
                    label=_("Place in the list (%(number)d)") % {"number": n + 1},
                    required=False,
                    min_value=1,
                    max_value=MOST,
                    initial=n + 1,
                    widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
                )
            out = _("Take number %(number)d out") % {"number": n + 1}
            self.fields[f"{n}-gone"] = forms.BooleanField(label=out, required=False)

    def _box(
        self, n: int, position: int, name: str, label: str, row: dict[str, Any], another: bool
    ) -> forms.Field:
        if self._single:
            said = label
        elif position == 0:
            said = _("Another: %(label)s") % {"label": label} if another else f"{n + 1}. {label}"
        else:
            said = f"{label} ({n + 1})"
        choices = self.part.choices(name)
        if choices:
            return forms.ChoiceField(
                label=said, choices=choices, required=False, initial=row.get(name, ""), widget=forms.Select
            )
        size = "s" if position == 0 or self._single else ""
        box = text(name, said, initial=row.get(name, ""), rows=2 if position == 0 else 3, size=size)
        if another or self.count == 1:
            box.help_text = str(HINTS.get(name, "")) if self.part.by_day else ""
        return box

    @property
    def rows_of_boxes(self) -> list[list[Any]]:
        """Each item's boxes."""
        return [
            [self[name] for name in self.fields if name.startswith(f"{n}-") and not self[name].is_hidden]
            for n in range(self.count)
        ]

    @property
    def _single(self) -> bool:
        return bool(self.part.fixed) and self.count == 1

    def items(self) -> list[dict[str, str]]:
        """The items in their order, without those taken out and the empty one. Only after ``is_valid``."""
        kept: list[tuple[float, int, dict[str, str]]] = []
        for n in range(self.count):
            words = {name: self.cleaned_data[f"{n}-{name}"].strip() for name, _label in self.part.fields}
            id_ = self.cleaned_data[f"{n}-id"]
            if self.cleaned_data.get(f"{n}-gone") or not (id_ or any(words.values())):
                continue
            place = self.cleaned_data.get(f"{n}-order") or n + 1
            # One that is moved down to a place stands after what was there, one moved up before it.
            kept.append(
                (place + (0.5 if place > n + 1 else -0.5 if place < n + 1 else 0), n, {"id": id_, **words})
            )
        kept.sort(key=lambda k: k[:2])
        self.numbers = [n for _place, n, _item in kept]
        return [item for _place, _number, item in kept]

    def refuse(self, problems: Iterable[Any]) -> None:
        ids = {self.cleaned_data[f"{n}-id"]: n for n in range(self.count)}
        for problem in problems:
            said, name = problem.words, None
            if problem.item is not None:
                n = self.numbers[problem.item]
                name = f"{n}-{problem.field}"
                said = said if self._single else _numbered(n + 1, said)
            elif problem.id in ids:
                name = f"{ids[problem.id]}-gone"
            self.add_error(name if name in self.fields else None, said)


def _numbered(number: int, said: str) -> str:
    return _("Number %(number)d: %(problem)s") % {
        "number": number,
        "problem": f"{said[:1].lower()}{said[1:]}",
    }


def _count(data: Any, fallback: int) -> int:
    try:
        return min(max(int(data.get("rows", "")), 0), MOST)
    except ValueError:
        return fallback
