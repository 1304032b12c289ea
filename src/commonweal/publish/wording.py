"""Words that sentences share: the subject of an indicator, a period with its preposition, lists, plurals."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from commonweal.evidence.periods import (
    Period,
    label,
    month_name,
    month_short,
    parse,
    range_in_words,
    years_pooled,
)
from commonweal.evidence.schema import STATUS_WORDS, why_missing
from commonweal.packs.models import Indicator
from commonweal.words import N_, _, current, defined, in_english, listed, ngettext, pgettext

__all__ = [
    "against",
    "before_verb",
    "capital",
    "during",
    "listed",
    "name",
    "on_or_in",
    "period",
    "remarks",
    "short_period",
    "span",
    "status_words",
    "subject",
    "why_missing",
]

#: Nouns that want an article: "the employment rate stood at …", but "household income stood at …".
_COUNTABLE = re.compile(
    r"average|count|gap|growth|index|length|level|mean|median|number|percentage|proportion|ratio|rate|score"
    r"|share|total|turnout|value"
)
_PREPOSITION = re.compile(
    r"\s(?:above|after|as|at|before|below|between|by|for|from|in|of|on|per|to|with)\s|[(,]"
)
#: First words that keep their capital inside a sentence.
_PROPER = re.compile(
    r"Brit(?:ain|ish)|Christmas|Council|Covid|England|English|Europe|European|Ireland|Irish|Jobcentre"
    r"|London|Metro|Northern|Progress|Scotland|Scottish|Universal|Wales|Welsh"
)
#: Names of several words, some of which are none by themselves: "Green Belt", but "green space".
_NAMES = re.compile(
    r"\b(?:Black Country|Great Britain|Green Belt|Living Wage(?: Foundation)?|National Health Service"
    r"|New Street|Universal Credit|United Kingdom"
    r"|West Midlands(?: (?:Combined Authority|Metro|Rail|Trains))?)\b"
)
#: A clause behind the name, which ends with a comma where the sentence goes on.
_CLAUSE = re.compile(r", (?:as|which|that|who|where|when|after|before)\b[^,(]*$")
_STATED = re.compile(r", (as stated in \d{4})$")
#: SDMX statuses that a reader must hear of beside the figure.
_SAID = frozenset("DEFIPUV")
_POOLED = {
    2: N_("the two years {range}"),
    3: N_("the three years {range}"),
    4: N_("the four years {range}"),
    5: N_("the five years {range}"),
    6: N_("the six years {range}"),
    7: N_("the seven years {range}"),
    8: N_("the eight years {range}"),
    9: N_("the nine years {range}"),
    10: N_("the ten years {range}"),
}


def name(indicator: Indicator) -> str:
    """The indicator's name as a heading or a cell has it, in the language in use."""
    return defined("indicator.name", indicator.name)


def subject(indicator: Indicator) -> str:
    """The indicator's name inside a sentence: "the employment rate", "gross disposable household income".

    Articles and small letters are English: in another language the name stands as its catalogue writes it.
    """
    bare = _STATED.sub("", indicator.name)
    if not in_english():
        return defined("indicator.name", bare)
    head = _PREPOSITION.split(bare, maxsplit=1)[0].split()
    countable = bool(head) and _COUNTABLE.fullmatch(head[-1].casefold()) is not None
    words = _lowered(bare)
    return f"the {words}" if countable and not words.lower().startswith("the ") else words


def before_verb(what: str) -> str:
    """A subject with the comma that a clause in it wants: "value added, as the report names it, stood at"."""
    return f"{what}," if _CLAUSE.search(what) else what


def remarks(indicator: Indicator, status: str | None, provisional: bool | None) -> str:
    """What must be heard with a figure: " (provisional)", " (estimated; as stated in 2020)", or nothing."""
    said = [_("provisional")] if provisional else []
    if status in _SAID and status_words(status) not in said:
        said.append(status_words(status))
    stated = _STATED.search(indicator.name)
    if stated:
        said.append(_("as stated in {year}").format(year=stated[1][-4:]))
    return f" ({'; '.join(said)})" if said else ""


def status_words(status: str) -> str:
    """What an SDMX status says of a figure. Raises ``KeyError`` for what is none."""
    return _(STATUS_WORDS[status])


def period(text: str | None) -> str:
    """A period in words; the text as it stands where it cannot be read."""
    return _period(text, current()) if text else _("an unknown period")


def span(text: str | None) -> str:
    """A period as a noun: "2023", "the year to March 2025", "the three years 2011 to 2013", "July 2023"."""
    return _span(text, current()) if text else _("an unknown period")


def during(text: str | None) -> str:
    """With its preposition: "in 2023", "on 31 March 2022", "in the year to March 2025"."""
    return _("{preposition} {period}").format(preposition=on_or_in(text), period=span(text))


def on_or_in(text: str | None) -> str:
    """The preposition that a period wants before :func:`span`: "on" a day, "in" all else."""
    found = _parsed(text) if text else None
    kind = found.kind if found is not None else ""
    if kind == "point":
        return pgettext("before a day", "on")
    return pgettext("before a month", "in") if kind == "month" else pgettext("before a period", "in")


def against(text: str | None) -> str:
    """A period that another is held against: "on 2022", "on the three years 2011 to 2013"."""
    return _("on {period}").format(period=span(text))


def short_period(text: str) -> str:
    """For an axis: "2023", "2023/24", "2011–13", "Jul 2023", "Q1 2023", "31 Mar 2022"."""
    return _short_period(text, current())


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Period | None:
    try:
        return parse(text)
    except ValueError:
        return None


# Kept by language, too: the words are of the language in use.
@lru_cache(maxsize=4096)
def _period(text: str, language: str) -> str:
    p = _parsed(text)
    return text if p is None else label(p)


@lru_cache(maxsize=4096)
def _span(text: str, language: str) -> str:
    p = _parsed(text)
    if p is None:
        return text
    if p.kind == "month":
        return pgettext("in a sentence", "{month} {year}").format(
            month=month_name(p.start.month), year=p.start.year
        )
    if p.kind == "pooled":
        years, told = years_pooled(p), range_in_words(p)
        if years in _POOLED:
            return _(_POOLED[years]).format(range=told)
        return ngettext("the {n} year {range}", "the {n} years {range}", years).format(n=years, range=told)
    if p.kind not in {"calendar", "point"} and _one_year(text):
        end = p.end
        if (p.start.day, (end + dt.timedelta(days=1)).day) != (1, 1):
            return _("the year to {day} {month} {year}").format(
                day=end.day, month=month_name(end.month), year=end.year
            )
        return _("the year to {month} {year}").format(month=month_name(end.month), year=end.year)
    return label(p)


@lru_cache(maxsize=4096)
def _short_period(text: str, language: str) -> str:
    p = _parsed(text)
    if p is None:
        return text
    start, end = p.start, p.end
    if p.kind == "calendar":
        return str(start.year)
    if p.kind == "month":
        return f"{month_short(start.month)} {start.year}"
    if p.kind == "quarter":
        return _("Q{quarter} {year}").format(quarter=(start.month + 2) // 3, year=start.year)
    if p.kind == "point":
        return f"{start.day} {month_short(start.month)} {start.year}"
    if p.kind in {"fiscal", "academic"}:
        return f"{start.year}/{end.year % 100:02}"
    if p.kind == "pooled" and start.month == 1 and start.day == 1:
        return f"{start.year}–{end.year % 100:02}"
    return f"{month_short(start.month)} {start.year}–{month_short(end.month)} {end.year}"


def capital(sentence: str) -> str:
    """With a capital at its head and a full stop at its end."""
    body = sentence.strip().rstrip(".")
    return f"{body[:1].upper()}{body[1:]}."


def _one_year(text: str | None) -> bool:
    return bool(text) and str(text).endswith(("/P1Y", "/P12M"))


def _lowered(words: str) -> str:
    """The first letter small, unless the word is a name or an abbreviation.

    A name whose every word has a capital ("Claimant Count") is a title, and is made small throughout.
    """
    first, *others = words.split()
    lettered = [w for w in (first, *others) if w[0].isalpha() and len(w) > 3]
    titled = len(lettered) > 1 and all(re.fullmatch(r"[A-Z][a-z-]+", w) for w in lettered)
    numbered = bool(others) and others[0].isdigit()  # "Attainment 8" is a name
    if (
        numbered
        or _NAMES.match(words)
        or _PROPER.fullmatch(first)
        or not re.fullmatch(r"[A-Z][a-z'-]+", first)
    ):
        return words
    if titled:
        small = " ".join(w if _PROPER.fullmatch(w) else w.lower() for w in (first, *others))
        for name in _NAMES.finditer(words):
            small = small[: name.start()] + name[0] + small[name.end() :]
        return small
    return " ".join((first[0].lower() + first[1:], *others))
