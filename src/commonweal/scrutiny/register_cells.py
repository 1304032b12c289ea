"""Cells of a file of reports: what people write, as the register writes it, or why it cannot be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from commonweal.evidence.problems import nearest

YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0", ""}
MOST_POUNDS = Decimal(10) ** 12


def code(value: str, known: Mapping[str, str], what: str) -> str:
    """The code of what is named by its code or its word. Raises ValueError with the likeliest."""
    by_word = {w.casefold(): c for c, w in known.items()}
    found = value.casefold()
    if found in known:
        return found
    if found in by_word:
        return by_word[found]
    like = nearest(value, known, count=1) or nearest(value, known.values(), count=1)
    hint = f" Is it “{like[0]}”?" if like else f" Write one of: {', '.join(known)}."
    raise ValueError(f"“{value[:40]}” is not a {what} that is known.{hint}")


def yes_or_no(value: str) -> str:
    """ "yes" or "no"; nothing is "no". Raises ValueError."""
    if value.casefold() in YES:
        return "yes"
    if value.casefold() in NO:
        return "no"
    raise ValueError(f"“{value[:40]}” is neither yes nor no.")


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
                raise ValueError(f"there is no such day as {value}.") from None
            if not 1900 <= year <= 2200:
                raise ValueError(f"the year of {value} cannot be right.")
            return made.isoformat()
    raise ValueError(f"“{value[:40]}” is not a day. Write it like 2026-12-03 or 03/12/2026.")


def pounds(value: str) -> str:
    """As 5000000.00; "" for nothing. Raises ValueError for what is no sum, or a sum that cannot be right."""
    if not value:
        return ""
    bare = value.replace("£", "").replace(",", "").replace(" ", "")
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", bare, re.ASCII):
        raise ValueError(f"“{value[:40]}” is not a sum. Write pounds in figures, such as 5000000.")
    try:
        found = Decimal(bare)
    except InvalidOperation:
        raise ValueError(f"“{value[:40]}” is not a sum.") from None
    if found < 0:
        raise ValueError("a cost cannot be less than nothing.")
    if found >= MOST_POUNDS:
        raise ValueError("the cost is more than a million million pounds.")
    if found != round(found, 2):
        raise ValueError(f"{value[:40]} has parts of a penny.")
    return f"{found:.2f}"
