"""Cells of a file of reports: what people write, as the register writes it, or why it cannot be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from commonweal.evidence.problems import nearest
from commonweal.words import _

YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0", ""}
MOST_POUNDS = Decimal(10) ** 12


def code(value: str, known: Mapping[str, str], wrong: str) -> str:
    """The code of what is named by its code or its word. Raises ValueError with the likeliest.

    ``wrong``: the message that says of a ``{value}`` that it is none.
    """
    by_word = {w.casefold(): c for c, w in known.items()}
    found = value.casefold()
    if found in known:
        return found
    if found in by_word:
        return by_word[found]
    like = nearest(value, known, count=1) or nearest(value, known.values(), count=1)
    if like:
        hint = _("Is it “{name}”?").format(name=like[0])
    else:
        hint = _("Write one of: {codes}.").format(codes=", ".join(known))
    raise ValueError(f"{_(wrong).format(value=value[:40])} {hint}")


def yes_or_no(value: str) -> str:
    """ "yes" or "no"; nothing is "no". Raises ValueError."""
    if value.casefold() in YES:
        return "yes"
    if value.casefold() in NO:
        return "no"
    raise ValueError(_("“{value}” is neither yes nor no.").format(value=value[:40]))


def day(value: str) -> str:
    """As 2026-12-03; "" for nothing. Raises ValueError for what is no day."""
    if not value:
        return ""
    for pattern in (
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})",
    ):
        if (found := re.fullmatch(pattern, value, re.ASCII)) is not None:
            year, month, day = (int(found[part]) for part in "ymd")
            try:
                made = dt.date(year, month, day)
            except ValueError:
                raise ValueError(_("there is no such day as {day}.").format(day=value)) from None
            if not 1900 <= year <= 2200:
                raise ValueError(_("the year of {day} cannot be right.").format(day=value))
            return made.isoformat()
    said = _("“{value}” is not a day. Write it like 2026-12-03 or 03/12/2026.")
    raise ValueError(said.format(value=value[:40]))


def pounds(value: str) -> str:
    """As 5000000.00; "" for nothing. Raises ValueError for what is no sum, or a sum that cannot be right."""
    if not value:
        return ""
    bare = value.replace("£", "").replace(",", "").replace(" ", "")
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", bare, re.ASCII):
        said = _("“{value}” is not a sum. Write pounds in figures, such as 5000000.")
        raise ValueError(said.format(value=value[:40]))
    try:
        found = Decimal(bare)
    except InvalidOperation:
        raise ValueError(_("“{value}” is not a sum.").format(value=value[:40])) from None
    if found < 0:
        raise ValueError(_("a cost cannot be less than nothing."))
    if found >= MOST_POUNDS:
        raise ValueError(_("the cost is more than a million million pounds."))
    if found != round(found, 2):
        raise ValueError(_("{sum} has parts of a penny.").format(sum=value[:40]))
    return f"{found:.2f}"
