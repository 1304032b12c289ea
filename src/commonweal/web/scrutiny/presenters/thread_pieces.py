"""Pieces of the page of a thread: what was said, by whom, when, and what may be done with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.web.proposals.presenters.marks import CitedView
from commonweal.web.scrutiny.selectors.accounts import day_of
from commonweal.web.ui.days import day_words

#: Words, which may be such as are translated when they are shown, and a colour.
Tag = tuple[Any, str]
LATE: Tag = (gettext_lazy("Late"), "orange")


@dataclass(frozen=True)
class Viewer:
    """Who looks, and what they may do in this thread. ``named``: whether they are told names."""

    id: int | None
    named: bool
    ask: bool
    answer: bool
    register: bool
    signed_in: bool
    follows: bool


@dataclass(frozen=True)
class Said:
    """One thing said. ``facts``: label and words; ``links``: label and address, or "" for words alone."""

    title: str
    who: str
    words: str
    tag: Tag | None = None
    note: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    figures: tuple[CitedView, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Act:
    """A button that leads to a form; or, with ``to``, one that sends ``to`` and the revision at once."""

    label: str
    href: str
    to: str = ""
    revision: int = 0


@dataclass(frozen=True)
class Item:
    """A query, a recommendation or a decision with what followed. ``ends``: how, by whom and when."""

    anchor: str
    title: str
    tag: Tag
    late: str
    said: tuple[Said, ...]
    ends: str
    open_to: str
    acts: tuple[Act, ...]
    when: tuple[dt.date, dt.datetime]


def viewer_of(user: Any, *, named: bool, ask: bool, answer: bool, register: bool, follows: bool) -> Viewer:
    return Viewer(user.pk, named, ask, answer, register, bool(user.is_authenticated), follows)


def who(name: str, role: str, viewer: Viewer) -> str:
    """By name for those who may read what is not public, by role for the public."""
    return name if viewer.named else role


def written_on(moment: dt.datetime) -> str:
    return day_words(day_of(moment))


def dated(day: dt.date, entered: dt.datetime) -> str:
    """The day of something; where it was written down on another, that too: a day typed in can be any."""
    other = day_of(entered)
    if day == other:
        return day_words(day)
    return _("%(day)s (entered on %(entered)s)") % {"day": day_words(day), "entered": day_words(other)}


def in_days(n: int) -> str:
    return ngettext("%(number)s day", "%(number)s days", n) % {"number": f"{n:,}"}
