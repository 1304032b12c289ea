"""What lists of reports can be asked for, in words, wherever they are listed or counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: What it is to account, wherever it is counted.
ACCOUNTS = gettext_lazy(
    "A report accounts for its impact where at least one of the Inclusive Growth Tests put to it has an "
    "answer, even if only that something is not known yet. It does so in whole where every test is answered "
    "in all its parts, or says who finds out and by when; in part otherwise. What counts is how the account "
    "stood when the report was decided. What the report’s own document says beside the tests does not count. "
    "Nobody judges here whether an account is right."
)
TIMING = gettext_lazy(
    "In time: the last answer was given on or before the day when options closed. Late: after that day, and "
    "before the decision. Not known: nobody said when options closed."
)
ACCOUNT = (
    ("given", gettext_lazy("Account for their impact")),
    ("whole", gettext_lazy("In whole")),
    ("partial", gettext_lazy("In part")),
    ("none", gettext_lazy("Not at all")),
)
WHEN = (
    ("early", gettext_lazy("In time")),
    ("late", gettext_lazy("Late")),
    ("after", gettext_lazy("After the decision")),
    ("unknown", gettext_lazy("When is not known")),
)
KEY = (("yes", gettext_lazy("Key decisions")), ("no", gettext_lazy("Others")))
STATES = (
    ("public", gettext_lazy("Public")),
    ("private", gettext_lazy("Not public yet")),
    ("exempt", gettext_lazy("Exempt")),
)


@dataclass(frozen=True)
class Filter:
    name: str
    label: str
    choices: list[tuple[str, str, bool]]


def filter_of(name: str, label: str, every: str, found: Sequence[tuple[str, Any]], chosen: str) -> Filter:
    """A choice that the address names and the list lacks stands in it too, so that sending it keeps it."""
    known = found if not chosen or chosen in dict(found) else [*found, (chosen, chosen)]
    return Filter(name, label, [("", every, not chosen), *((v, str(t), v == chosen) for v, t in known)])


def quarter_filter(
    name: str, label: str, every: str, found: Sequence[tuple[str, Any]], chosen: str
) -> Filter:
    """The same of quarters: one that the list lacks is written as the others are."""
    if not chosen or chosen in dict(found) or not chosen.isascii() or chosen.startswith("0000"):
        return filter_of(name, label, every, found, chosen)
    return filter_of(name, label, every, [*found, (chosen, quarter_words(chosen))], chosen)


def quarter_words(quarter: str) -> str:
    """ "October to December 2026"."""
    year, _dash, nth = quarter.partition("-Q")
    first = dt.date(int(year), 3 * int(nth) - 2, 1)
    last = first.replace(month=first.month + 2)
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, "F", use_l10n=False),
        "last": date_format(last, "F Y", use_l10n=False),
    }
