"""The shapes that a text, a day or a code in a pack can have; ``explain.SHAPES`` says each in words."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidationInfo

from commonweal.words import _

IDENTIFIER = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
NODE = r"^(?:goal|indicator)/[a-z0-9]+(?:[.-][a-z0-9]+)*$"
AREA_CODE = r"^[A-Z0-9][A-Z0-9-]{1,31}$"
SUCCESSORS = r"^(?:[A-Z0-9][A-Z0-9-]{1,31}(?: [A-Z0-9][A-Z0-9-]{1,31})*)?$"
VERSION = r"^[0-9]+\.[0-9]+\.[0-9]+$"
PARTIAL_DATE = r"^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$"
_DIVISION = r"[a-z][a-z0-9_-]*=[^;=\sA-Z]+(?: [^;=\sA-Z]+)*"  # stays English
BREAKDOWN = rf"^(?:{_DIVISION}(?:;{_DIVISION})*)?$"
ADDRESS = r"^(?:https?://[^\s<>\"]+)?$"
#: What of an assessment can be carried over: a part of it as a whole, or one answer of its worksheet.
CARRIED = r"^(?:chain|claims|work|places|[a-z-]+(?:/[a-z0-9.-]+){1,2})$"
LANGUAGE = r"^[a-z]{2,3}(?:-[A-Z]{2})?$"
FIGURES_FILE = r"^figures/[A-Za-z0-9_][A-Za-z0-9_.-]*\.csv$"
#: Characters that neither XML nor PostgreSQL can hold.
PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"


def _real_day(written: str) -> str:
    """A year, month or day that the calendar has."""
    year, month, day = (*map(int, written.split("-")), 1, 1)[:3]
    try:
        dt.date(year, month, day)
    except ValueError as error:
        raise ValueError(_("the calendar has no such day")) from error
    return written


def _in_order(breakdown: str) -> str:
    """The one way to write a breakdown, as ``evidence.breakdowns.canonical`` has it."""
    keys = [part.partition("=")[0] for part in breakdown.split(";")]
    if keys != sorted(set(keys)):
        raise ValueError(_("the keys of a breakdown stand in the order of the alphabet, each once"))
    return breakdown


def _written_out(value: object) -> object:
    """Without this a bare number would be taken for seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError(_("a day is written as 2024-01-31"))
    return value


def _not_before_first(last: dt.date | None, info: ValidationInfo) -> dt.date | None:
    first = info.data.get("valid_from")
    if first is not None and last is not None and last < first:
        raise ValueError(_("'valid_to' is before 'valid_from'"))
    return last


def _whole_number(value: object) -> object:
    return int(value) if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]", value) else value


Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER, max_length=120)]
AreaCode = Annotated[str, StringConstraints(pattern=AREA_CODE)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=PRINTABLE)]
Note = Annotated[str, StringConstraints(pattern=PRINTABLE)]
Address = Annotated[str, StringConstraints(pattern=ADDRESS)]
Breakdown = Annotated[str, StringConstraints(pattern=BREAKDOWN), AfterValidator(_in_order)]
Version = Annotated[str, StringConstraints(pattern=VERSION)]
PartialDate = Annotated[str, StringConstraints(pattern=PARTIAL_DATE), AfterValidator(_real_day)]
Day = Annotated[dt.date, BeforeValidator(_written_out)]
#: The last day of something that has a ``valid_from``.
LastDay = Annotated[Day | None, AfterValidator(_not_before_first)]
Polarity = Annotated[Literal[-1, 0, 1], BeforeValidator(_whole_number)]
