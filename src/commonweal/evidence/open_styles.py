"""How the styles of an OpenDocument spreadsheet show a number or a date.

A cell has a style, or else its row has one for all its cells, or else its column; a style names a format, or
takes that of the style above it. Most programs say of the value as well that it is one of per cent; those
that do not show 31% of a plain 0.31. What only a condition shows is not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .cells import Way

_OF_DATE = ("number:day", "number:month", "number:year")
#: More styles than any program keeps, styles above a style than it nests, and parts of one format.
_MOST, _DEEP, _SECTIONS = 100_000, 100, 8


@dataclass
class _Format:
    """``shown``: of a date; ``sections``: the formats that it names for some of the numbers, such as those
    below zero.
    """

    kind: str
    shown: set[str] = field(default_factory=set)
    sections: list[str] = field(default_factory=list)


class OpenStyles:
    """The styles of one part, told of its elements as they come; ``common``: those of the other part."""

    def __init__(self, common: OpenStyles | None = None) -> None:
        self._common = common
        self._styles: dict[str, tuple[str, str]] = {}  # the format that each names, and the style above it
        self._formats: dict[str, _Format] = {}
        self._format: _Format | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        called = attributes.get("style:name", "")
        if name == "style:style":
            self._format = None
            if attributes.get("style:family") == "table-cell" and len(self._styles) < _MOST:
                told = ("style:data-style-name", "style:parent-style-name")
                self._styles[called] = (attributes.get(told[0], ""), attributes.get(told[1], ""))
        elif name.startswith("number:") and name.endswith("-style"):
            self._format = _Format(name)
            if len(self._formats) < _MOST:
                self._formats[called] = self._format
        elif name in _OF_DATE and self._format is not None:
            self._format.shown.add(name)
        elif name == "style:map" and self._format is not None and len(self._format.sections) < _SECTIONS:
            self._format.sections.append(attributes.get("style:apply-style-name", ""))

    def ways(self) -> Mapping[str, Way]:
        """How the styles of both parts show a number or a date, without those that show it as it is."""
        found = dict(self._common.ways()) if self._common else {}
        for style in self._styles:
            found.pop(style, None)
            way = self._way(style)
            if way:
                found[style] = way
        return found

    def _way(self, style: str) -> Way | None:
        for _ in range(_DEEP):
            if style not in self._styles:
                return self._common._way(style) if self._common else None
            named, above = self._styles[style]
            if named:
                return self._shows(named)
            style = above
        return None

    def _shows(self, named: str) -> Way | None:
        whole = self._format_of(named)
        if whole is None:
            return None
        formats = [whole, *filter(None, map(self._format_of, whole.sections))]
        if any(f.kind == "number:percentage-style" for f in formats):
            return "per-cent"
        dates = [f.shown for f in formats if f.kind == "number:date-style" and f.shown]
        return "no-day" if dates and not any("number:day" in shown for shown in dates) else None

    def _format_of(self, named: str) -> _Format | None:
        found = self._formats.get(named)
        return self._common._format_of(named) if found is None and self._common else found
