"""Which styles of an XLSX show a number or a date otherwise than it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .cells import Way
from .parts import Parts, local

_STYLES = "styles.xml"
#: The formats of those that every program knows, and no file therefore spells out; 17 is mmm-yy.
_BUILT_IN: Mapping[str, Way] = {"9": "per-cent", "10": "per-cent", "17": "no-day"}
#: What is only shown: texts in quotation marks, whatever follows a backslash, underscore or asterisk, and the
#: sign of a currency. Brackets hold it, or a language, a colour or a condition; never a sign of per cent.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
#: What a date and a time are shown by; in brackets it is a length of time, such as more than 24 hours.
_LENGTH = r"\[(?:h+|m+|s+)\]"
_OF_TIME = re.compile(rf"{_LENGTH}|am/pm|a/p|y+|m+|d+|h+|s+", re.IGNORECASE)
_LEFT = re.compile(rf"{_LENGTH}|\[[<>=].*", re.IGNORECASE)
#: Parts of the styles that have formats or styles in them. ``dxfs`` are those of conditional formats, whose
#: numbers are their own: no cell is looked at for what only a condition makes of it.
_GROUPS = ("numFmts", "cellStyleXfs", "cellXfs", "dxfs")


def ways_of_styles(parts: Parts) -> Mapping[str, Way]:
    """How the styles of an XLSX show a number or a date, by their own numbers, as its cells name them.

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
    if "%" in _LITERAL.sub("", code):
        return "per-cent"
    return "no-day" if _shows_no_day(code) else None


def _shows_no_day(code: str) -> bool:
    """Whether a format shows of a date its month or its year and not its day.

    The first of its sections is for dates. Where that has a condition, another may be: then none shows it.
    """
    first, *others = _LITERAL.sub(_left_of, code).split(";")
    sections = [first, *others] if "[<" in first or "[>" in first or "[=" in first else [first]
    dates = [shown for section in sections if (shown := _shown_of_date(section))]
    return bool(dates) and not any("d" in shown for shown in dates)


def _left_of(literal: re.Match[str]) -> str:
    return literal[0] if _LEFT.fullmatch(literal[0]) else " "


def _shown_of_date(section: str) -> set[str]:
    """ "y", "m" for a month and "d" for a day; "m" is minutes behind hours and before seconds, and "ddd" the
    name of a day of the week.
    """
    runs = [run for run in _OF_TIME.findall(section.lower()) if "/" not in run]
    shown = set()
    for before, run, after in zip(["", *runs], runs, [*runs[1:], ""], strict=False):
        minutes = len(run) < 3 and (before.startswith(("h", "[h")) or after.startswith(("s", "[s")))
        if run[0] == "y" or run in ("d", "dd") or (run[0] == "m" and not minutes):
            shown.add(run[0])
    return shown
