"""Which styles of an XLSX show a number otherwise than it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .cells import Way
from .parts import Parts, local

_STYLES = "styles.xml"
#: The formats of per cent that every program knows, and no file therefore spells out.
_BUILT_IN: Mapping[str, Way] = {"9": "per-cent", "10": "per-cent"}
#: What is only shown: texts in quotation marks, whatever follows a backslash, underscore or asterisk, and the
#: sign of a currency. Brackets hold it, or a language, a colour or a condition; never a sign of per cent.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
#: Parts of the styles that have formats or styles in them. ``dxfs`` are those of conditional formats, whose
#: numbers are their own: no cell is looked at for what only a condition makes of it.
_GROUPS = ("numFmts", "cellStyleXfs", "cellXfs", "dxfs")


def ways_of_styles(parts: Parts) -> Mapping[str, Way]:
    """How the styles of an XLSX show a number, by their own numbers, as its cells name them.

    Raises ``ValueError``, in words, for a damaged part; a file without styles shows nothing so.
    """
    name = parts.the(_STYLES)
    if not name:
        return {}
    formats, styles = dict(_BUILT_IN), list[str]()
    inside = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        called = local(name)
        if called in _GROUPS:
            inside = called
        elif called == "numFmt" and inside == "numFmts":
            way = _way(attributes.get("formatCode", ""))
            if way:
                formats[attributes.get("numFmtId", "")] = way
        elif called == "xf" and inside == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))

    parts.parse(name, start)
    return {str(n): formats[of] for n, of in enumerate(styles) if of in formats}


def _way(code: str) -> Way | None:
    return "per-cent" if "%" in _LITERAL.sub("", code) else None
