"""What a supplier's JSON tells, taken field by field: whatever is in it, nothing is raised.

A field that is not what it should be is left out, or mended where what is meant is plain, and said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commonweal.packs.shapes import ADDRESS
from commonweal.words import _

#: As long as the places are in which a source is kept.
_LONGEST_NAME, _LONGEST_ADDRESS = 300, 1000
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
#: What PRINTABLE of the packs leaves out: neither XML nor PostgreSQL can hold it.
UNSHOWN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
_HALVES = r"[\ud800-\udfff]"  # of characters: JSON can spell them, UTF-8 cannot
_SHOWN = 60


@dataclass(frozen=True)
class Told:
    """``content`` is what stood in the JSON; ``doubts`` gathers, once each, what is wrong in it."""

    content: Mapping[str, Any]
    doubts: dict[str, None] = field(default_factory=dict)

    def inside(self, name: str) -> Told:
        """What is told under a name; nothing where that is no group of fields."""
        found = self.content.get(name)
        if isinstance(found, dict):
            return Told(found, self.doubts)
        if found is not None and found != "":
            self._doubt(_("“{field}” is no group of fields, and is left out."), name)
        return Told({}, self.doubts)

    def text(self, name: str) -> str:
        """In one line, without links and without what cannot be shown."""
        return " ".join(self._plain(name, self.content.get(name)).split())

    def name(self, name: str) -> str:
        """A text that is not too long for a name."""
        text = self.text(name)
        if len(text) <= _LONGEST_NAME:
            return text
        self._doubt(_("“{field}” has more than {n} characters, and is cut short."), name, n=_LONGEST_NAME)
        return text[: _LONGEST_NAME - 1].rstrip() + "…"

    def paragraphs(self, name: str) -> list[str]:
        """A text by its blank lines, or a list of texts."""
        found = self.content.get(name)
        each = found if isinstance(found, list) else [found]
        parts = "\n\n".join(self._plain(name, one) for one in each).split("\n\n")
        return [text for part in parts if (text := " ".join(part.split()))]

    def address(self, name: str) -> str:
        text = self.text(name)
        if re.match(r"www\.[^\s.]", text, re.IGNORECASE):
            text = f"https://{text}"
        if re.fullmatch(ADDRESS, text) and len(text) <= _LONGEST_ADDRESS:
            return text
        self._doubt(
            _(
                "“{field}” is no address of a page (“{value}”), and is left out. Write one that begins with "
                "https:// and has at most {n} characters."
            ),
            name,
            value=text[:_SHOWN],
            n=f"{_LONGEST_ADDRESS:,}",
        )
        return ""

    def whole_number(self, name: str) -> int | None:
        found = self.content.get(name)
        if isinstance(found, str) and re.fullmatch(r"-?[0-9]{1,9}", found.strip()):
            found = int(found)
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        if isinstance(found, int) and not isinstance(found, bool):
            return found
        if found is not None and found != "":
            self._doubt(_("“{field}” is no whole number, and is left out."), name)
        return None

    def day(self, name: str) -> str:
        """ "06/05/2026", "2026-05-06T09:30" → "2026-05-06". Empty where several sources have a day each."""
        text = self.text(name)
        days = [_day(part.strip()) for part in text.split("|")]
        if text and not all(days):
            message = _("“{field}” is no date (“{value}”), and is left out. Write it as 2026-05-06.")
            self._doubt(message, name, value=text[:_SHOWN])
        return days[0] if len(days) == 1 else ""

    def _plain(self, name: str, found: object) -> str:
        if found is None:
            return ""
        if isinstance(found, bool) or not isinstance(found, (str, int, float)):
            self._doubt(_("“{field}” is no text, and is left out."), name)
            return ""
        text = shown(str(found))
        if text != str(found):
            self._doubt(_("“{field}” holds characters that cannot be shown; they are left out."), name)
        return _LINK.sub(r"\1", text)

    def _doubt(self, message: str, name: str, **more: object) -> None:
        self.doubts[message.format(field=shown(name), **more)] = None


def _day(text: str) -> str:
    match = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", text)
    try:
        return dt.date.fromisoformat(f"{match[3]}-{match[2]}-{match[1]}" if match else text[:10]).isoformat()
    except ValueError:
        return ""


def shown(text: str) -> str:
    """Without the characters that cannot be shown, and without halves of characters."""
    return re.sub(f"{UNSHOWN}|{_HALVES}", "", text)
