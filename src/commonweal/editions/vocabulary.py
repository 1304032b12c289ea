"""The names that a text gives to indicators and places, as the evidence has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from commonweal.editions.evidence import Evidence
from commonweal.publish import placenames
from commonweal.scrutiny.sentences import Mention, Names

_STATED = re.compile(r", as stated in \d{4}$")
#: What people write for a place beside its name. The three-LEP area and the combined authority are both
#: called WMCA in the reports: the name is both's, and a check asks which.
_ALSO = {  # stays English
    "K02000001": ("UK", "the United Kingdom", "United Kingdom", "Britain"),
    "E92000001": ("England",),
    "WM-3LEP": ("3 LEP area", "3-LEP", "3 LEP", "WMCA", "WMCA area"),
    "E47000007": ("WMCA", "WMCA area", "West Midlands Combined Authority"),
    "WM-7MET": ("7 Met", "7 Met area"),
    "E12000005": ("West Midlands region",),
}
#: The same in small letters: these are places also without a capital.
_DESCRIBED = {  # stays English
    "WM-3LEP": ("three LEP area", "three LEP areas", "three local enterprise partnership areas"),
    "E47000007": ("combined authority", "combined authority area"),
    "WM-7MET": ("seven metropolitan authorities", "seven authorities", "seven councils", "seven boroughs"),
}


@dataclass(frozen=True)
class Vocabulary:
    """``shared``: names that more than one place has ("West Midlands"), in small letters."""

    indicators: Names
    places: Names
    described: Names
    names: dict[str, tuple[str, ...]] = field(repr=False)
    shared: frozenset[str] = frozenset()

    @classmethod
    def of(cls, evidence: Evidence) -> Vocabulary:
        indicators = {
            id_: tuple(dict.fromkeys((_STATED.sub("", i.name), i.name, id_.replace("-", " "))))
            for id_, i in evidence.indicators.items()
        }
        for id_, short in _shortened(indicators).items():
            indicators[id_] = (*indicators[id_], short)
        places = {code: _names(code, evidence) for code in evidence.places}
        owners: dict[str, set[str]] = {}
        for code, written in places.items():
            for name in written:
                owners.setdefault(name.casefold(), set()).add(code)
        shared = frozenset(name for name, codes in owners.items() if len(codes) > 1)
        described = {c: names for c, names in _DESCRIBED.items() if c in places}
        return cls(Names(indicators), Names(places, proper=True), Names(described), places, shared)

    def places_in(self, text: str) -> list[Mention]:
        """Places named in a text; "the West Midlands (region)" is one place and not two."""
        named = self.places.find(text)
        more = [
            m
            for m in self.described.find(text)
            if not any(n.start < m.end and m.start < n.end for n in named)
        ]
        return sorted([*named, *more], key=lambda m: m.start)


#: Where the first words of a name end: "healthy life expectancy | at birth", "household income | per head".
_TAIL = re.compile(r"\s+(?:after|among|at|before|for|from|of|on|per|who|with)\s.*$|\s*[(,].*$")


def _shortened(indicators: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The first words of names, of two or more, where no other indicator has or begins with the same."""
    heads = {id_: _TAIL.sub("", names[0]) for id_, names in indicators.items()}
    known = Counter(head.casefold() for head in heads.values())
    whole = Counter(name.casefold() for names in indicators.values() for name in names[:1])
    return {
        id_: head
        for id_, head in heads.items()
        if " " in head
        and head != indicators[id_][0]
        and known[head.casefold()] == 1
        and not whole[head.casefold()]
    }


def _names(code: str, evidence: Evidence) -> tuple[str, ...]:
    bare = evidence.places[code]
    full = placenames.name(code, evidence.places)
    kind = full[len(bare) :].strip(" ()")
    whole = (full, f"{bare} {kind}", f"{kind} of {bare}") if kind and full != bare else ()
    return tuple(dict.fromkeys((bare, *whole, *_ALSO.get(code, ()))))
