"""What a priority or a group points to: goals, indicators, numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .boxes import DraftForm, ticks


class LinksForm(DraftForm):
    """Boxes to tick for each link. ``links``: name and label; ``choices`` and ``chosen`` by name."""

    def __init__(
        self,
        data: Any = None,
        *,
        links: Sequence[tuple[str, str]],
        choices: Mapping[str, Sequence[Any]],
        hints: Mapping[str, str],
        row: Mapping[str, Any],
        held: Mapping[str, int],
    ) -> None:
        super().__init__(data, initial=dict(held))
        self.row, self.links = row, links
        for name, label in links:
            if choices[name]:
                self.fields[name] = ticks(label, choices[name], hint=hints[name], initial=row[name])

    def items(self) -> list[dict[str, Any]]:
        """The one item, with what was ticked. Only after ``is_valid``."""
        return [
            {"id": self.row["id"], **{n: self.cleaned_data[n] for n, _ in self.links if n in self.fields}}
        ]
