"""What to write instead of a cell that should be a number and is not.

A number is advised only where there is one reading of the cell; where there are two, both are said; where
there is none, no figure is thrown away by an advice to leave the cell empty.
"""

from __future__ import annotations

import math
import re

from commonweal.words import _

from .schema import MISSING, STATUS_WORDS
from .statuses import code_of

#: Not \d: it takes the digits of every script, of which a number is not made here.
NUMBER = r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"
_VALUES = ("value", "observation")
#: What stands around a number and is no part of it.
_DRESS = re.compile(r"^([+-]?)[£$€]? ?|(?<=.)[%£$€]$")
_MINUS = re.compile(r"^[\u2010-\u2015\u2212\ufe63\uff0d]")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_BESIDE = re.compile(r"^(?P<number>.*?[\d.,%]) ?(?P<marker>\[[^\[\]]+\]|\([^()]+\)|[*†‡]+)$")
_GROUPS = {mark: re.compile(rf"[+-]?[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in ",. "}


def advice(column: str, text: str, delimiter: str) -> str:
    """What to do with a cell of a column that is separated from the next by ``delimiter``: with a semicolon
    people write decimals with a comma, and a tab says nothing of it.
    """
    plain = _SPACES.sub(" ", text).strip()
    beside = _BESIDE.match(plain)
    numbers = _readings(beside["number"] if beside else plain, delimiter)
    if len(numbers) == 2:
        decimal, thousands = numbers
        said = _("Write {decimal} if the comma stands before decimals, {thousands} if it parts thousands.")
        return said.format(decimal=decimal, thousands=thousands)
    if numbers and beside:
        return _with_marker(numbers[0], beside["marker"], column)
    if numbers:
        return _("Write {text}.").format(text=numbers[0])
    return _without_number(plain, column)


def _readings(text: str, delimiter: str) -> list[str]:
    """The numbers that a text may be, without dress and thousands, decimals behind a point."""
    bare = _DRESS.sub(r"\1", _MINUS.sub("-", text)).strip()
    if _is_number(bare):
        return [bare]
    if _GROUPS[" "].match(bare):  # "1 234,5"
        bare = re.sub(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))", "", bare)
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        mark, last = (".", comma) if comma > point else (",", point)
        whole, decimals = bare[:last], bare[last + 1 :]
        grouped = _GROUPS[mark].fullmatch(whole)
        found = [f"{whole.replace(mark, '')}.{decimals}"] if grouped else []
    elif bare.count(".") > 1:
        found = [bare.replace(".", "")] if _GROUPS["."].fullmatch(bare) else []
    elif bare.count(",") > 1:
        found = [bare.replace(",", "")] if _GROUPS[","].fullmatch(bare) else []
    elif comma >= 0:
        found = _one_comma(bare, delimiter)
    else:
        found = [bare]
    return [number for number in found if _is_number(number)]


def _is_number(text: str) -> bool:
    return bool(re.match(NUMBER, text)) and math.isfinite(float(text))


def _one_comma(bare: str, delimiter: str) -> list[str]:
    decimal, thousands = bare.replace(",", "."), bare.replace(",", "")
    if delimiter == ";" or bare.lstrip("+-").startswith("0") or not _GROUPS[","].fullmatch(bare):
        return [decimal]
    return [thousands] if delimiter == "," else [decimal, thousands]


def _with_marker(number: str, marker: str, column: str) -> str:
    code = code_of(marker)
    if code and code != "A" and column in _VALUES:  # A would lose what "revised" says
        said = _("Write {text} here, and {code} ({words}) in status.")
        return said.format(text=number, code=code, words=_(STATUS_WORDS[code]))
    said = _("Write {text} here, and what “{marker}” means in the column of notes.")
    return said.format(text=number, marker=marker.strip("[]()"))


def _without_number(plain: str, column: str) -> str:
    code = code_of(plain)
    if column not in _VALUES:
        return (
            _("Write one number, in the digits 0 to 9 and with a point before decimals, or leave it empty.")
            if any(c.isdecimal() for c in plain)
            else _("Leave it empty.")
        )
    if code in MISSING - {"O"}:
        said = _("Leave it empty and put {code} ({words}) in status.")
        return said.format(code=code, words=_(STATUS_WORDS[code]))
    if any(c.isdecimal() for c in plain):
        return _(
            "Write one number, in the digits 0 to 9 and with a point before decimals. If there is none, "
            "leave it empty and put O (missing) in status."
        )
    return _("Leave it empty and put O (missing) in status.")
