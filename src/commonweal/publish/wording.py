"""Words that sentences share: the subject of an indicator, a period with its preposition, lists, plurals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from commonweal.evidence.periods import label, parse
from commonweal.evidence.schema import STATUS_WORDS
from commonweal.packs.models import Indicator

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
    r"Brit(?:ain|ish)|Christmas|Council|Covid|England|English|Europe|European|Green|Ireland|Irish|Jobcentre"
    r"|London|Metro|Northern|Progress|Scotland|Scottish|Universal|Wales|Welsh"
)
_STATED = re.compile(r", (as stated in \d{4})$")
#: SDMX statuses that a reader must hear of beside the figure.
_SAID = frozenset("DEFIPUV")


def subject(indicator: Indicator) -> str:
    """The indicator's name inside a sentence: "the employment rate", "gross disposable household income"."""
    bare = _STATED.sub("", indicator.name)
    head = _PREPOSITION.split(bare, maxsplit=1)[0].split()
    countable = bool(head) and _COUNTABLE.fullmatch(head[-1].casefold()) is not None
    words = _lowered(bare)
    return f"the {words}" if countable and not words.lower().startswith("the ") else words


def remarks(indicator: Indicator, status: str | None, provisional: bool | None) -> str:
    """What must be heard with a figure: " (provisional)", " (estimated; as stated in 2020)", or nothing."""
    said = ["provisional"] if provisional else []
    if status in _SAID and STATUS_WORDS[status] not in said:
        said.append(STATUS_WORDS[status])
    stated = _STATED.search(indicator.name)
    if stated:
        said.append(stated[1])
    return f" ({'; '.join(said)})" if said else ""


@lru_cache(maxsize=4096)
def period(text: str | None) -> str:
    """A period in words; the text as it stands where it cannot be read."""
    if not text:
        return "an unknown period"
    try:
        return label(parse(text))
    except ValueError:
        return text


def span(text: str | None) -> str:
    """A period as a noun: "2023", "the year to March 2025", "the three years 2011 to 2013", "July 2023"."""
    words = period(text)
    pooled = re.fullmatch(r"(.*) \((\w+ years) pooled\)", words)
    if pooled:
        return f"the {pooled[2]} {pooled[1]}"
    return f"the year to {words.rpartition(' to ')[2]}" if _one_year(text) and " to " in words else words


def during(text: str | None) -> str:
    """With its preposition: "in 2023", "on 31 March 2022", "in the year to March 2025"."""
    words = span(text)
    return f"on {words}" if re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", words) else f"in {words}"


def against(text: str | None) -> str:
    """A period that another is held against: "on 2022", "on the three years 2011 to 2013"."""
    return f"on {span(text)}"


@lru_cache(maxsize=4096)
def short_period(text: str) -> str:
    """For an axis: "2023", "2023/24", "2011–13", "Jul 2023", "Q1 2023", "31 Mar 2022"."""
    try:
        p = parse(text)
    except ValueError:
        return text
    start, end = p.start, p.end
    if p.kind == "calendar":
        return str(start.year)
    if p.kind == "month":
        return f"{start:%b %Y}"
    if p.kind == "quarter":
        return f"Q{(start.month + 2) // 3} {start.year}"
    if p.kind == "point":
        return f"{start.day} {start:%b %Y}"
    if p.kind in {"fiscal", "academic"}:
        return f"{start.year}/{end.year % 100:02}"
    if p.kind == "pooled" and start.month == 1 and start.day == 1:
        return f"{start.year}–{end.year % 100:02}"
    return f"{start:%b %Y}–{end:%b %Y}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


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
    if numbered or _PROPER.fullmatch(first) or not re.fullmatch(r"[A-Z][a-z'-]+", first):
        return words
    if titled:
        return " ".join(w if _PROPER.fullmatch(w) else w.lower() for w in (first, *others))
    return " ".join((first[0].lower() + first[1:], *others))
