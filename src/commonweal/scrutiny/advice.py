"""What the reader advises, as plain values: never a verdict, always with the sentence that raised it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from commonweal.words import N_, _

Kind = Literal["absent", "empty", "none", "generic", "copied", "figure", "claim"]

#: Each kind in words (:func:`kind_in_words`), in the order in which they are shown.
KINDS: dict[Kind, str] = {
    "absent": N_("No section on inclusive growth was found"),
    "empty": N_("The section is empty"),
    "none": N_("“None” or “not applicable”, without a reason"),
    "generic": N_("General words: little that could be checked"),
    "copied": N_("Much the same as in another report"),
    "figure": N_("A figure differs from the evidence store"),
    "claim": N_("A group is said to gain, and not by what means"),
}

#: What an account can name, in the order in which it is said.
Part = Literal["group", "mechanism", "number", "place", "indicator", "follow-up"]
PARTS: dict[Part, str] = {
    "group": N_("no group of people"),
    "mechanism": N_("no mechanism (by what means)"),
    "number": N_("no number"),
    "place": N_("no place"),
    "indicator": N_("no indicator"),
    "follow-up": N_("no follow-up (who looks again, and when)"),
}


def kind_in_words(kind: str) -> str:
    """A kind in the language in use; one that is not known as it stands."""
    return _(KINDS[kind]) if kind in KINDS else kind


@dataclass(frozen=True)
class Flag:
    """One piece of advice. ``sentence``: the words that raised it, as they stand; empty where there are none.

    ``why`` says it in plain words, ``helps`` what would mend it. ``lacks``: of a generic account, what it
    does
    not name. ``other``, ``other_text``: of a copied one, the key of the other report and its section.
    """

    kind: Kind
    sentence: str
    why: str
    helps: str
    lacks: tuple[Part, ...] = ()
    other: str = ""
    other_text: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """Names to look for, by id: a toolkit's groups with their aliases, the register's places, the indicators.

    Built-in English words for groups, places and indicators are looked for besides.
    """

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    indicators: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Rules:
    """``generic_lacks``: an account that names so few of the six parts that this many are missing is generic.

    ``judged_words``: an account of fewer words is judged all the same; of this many and hardly any English
    among them, it is not judged by English words at all.
    """

    generic_lacks: int = 4
    judged_words: int = 12
