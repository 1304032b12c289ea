"""Places inside a sentence: "the UK", "Walsall", "the West Midlands (combined authority)"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from commonweal.words import N_, _, defined, in_english, pgettext

_UNITED_KINGDOM, _ENGLAND = "K02000001", "E92000001"
#: Names that English says with "the".
_WITH_ARTICLE = re.compile(
    r"(?:West|East) Midlands\b|Midlands\b|(?:North|South) (?:East|West)\b|East of England\b|West of England\b"
    r"|UK\b|United Kingdom\b|Black Country\b|Humber\b|Isle of\b|Isles of\b|Vale of\b|.*\bLEPs?\b"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
#: What kind of area a code is of, where two places share a name. Register of geographic codes, ONS.
_KINDS = {
    "E06": N_("unitary authority"),
    "E07": N_("district"),
    "E08": N_("metropolitan district"),
    "E09": N_("London borough"),
    "E10": N_("county"),
    "E12": N_("region"),
    "E47": N_("combined authority"),
    "E92": N_("country"),
    "K02": N_("country"),
}


def name(code: str, places: Mapping[str, str]) -> str:
    """The place's name; the code itself where it has none. The region and the combined authority are both
    "West Midlands", so a name that two places share says which kind it is."""
    found = places.get(code) or code
    if code == _UNITED_KINGDOM:
        return pgettext("place", "UK")
    if code == _ENGLAND:
        return pgettext("place", "England")
    kind = _KINDS.get(code[:3])
    shared = kind and [*places.values()].count(found) > 1
    told = defined("place.name", found)
    return f"{told} ({_(kind)})" if shared and kind else told


def in_sentence(code: str, places: Mapping[str, str]) -> str:
    """With its article: "the UK", "England"."""
    found = name(code, places)
    if not in_english():
        return found
    if found.startswith("The "):
        return f"the {found[4:]}"
    return f"the {found}" if _WITH_ARTICLE.match(found) else found


def at_start(code: str, places: Mapping[str, str]) -> str:
    """With its article, at the head of a sentence: "The UK". Another language may put it elsewhere in one."""
    words = in_sentence(code, places)
    return words[0].upper() + words[1:] if in_english() else words


def of_place(code: str, places: Mapping[str, str], thing: str) -> str:
    """Something of a place: "the UK's rate", "the rate of the West Midlands (region)"."""
    words = in_sentence(code, places)
    if not in_english():
        return _("the {thing} of {place}").format(thing=thing, place=words)
    if words.endswith(")") or " less " in words:
        return _("the {thing} of {place}").format(thing=thing, place=words)
    possessive = "'" if words.endswith("s") else "'s"
    return f"{words}{possessive} {thing}"
