"""Lists and ordinals: what a language makes by rule and not message by message.

Welsh: "a" before a consonant, "ac" before a vowel, "a'r" for "a" with the article behind it; ordinals as
official Welsh writes them in figures (1af, 2il, 3ydd … 20fed, 21ain).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from commonweal.words.catalogues import current

#: Numbers whose Welsh name begins with a vowel: un, wyth, un deg un, un deg wyth, wyth deg …
_SPOKEN_WITH_VOWEL = re.compile(r"(?:1|8|11|1[3-9]|8\d)(?![\d,])")
#: "w" and "y" are vowels in Welsh words; a name with a capital W is taken for English, where it is none.
_VOWEL = re.compile(r"[“‘\"(]*[aeiouyâêîôûŷAEIOUYÂÊÎÔÛŶw]")
_ARTICLE = re.compile(r"(?:y|yr) (?=\S)")


def listed(parts: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c". ``last``: another English word for "and"."""
    if len(parts) < 2:
        return "".join(parts)
    *first, final = parts
    joined = ", ".join(first)
    if current() == "cy" and last in _WELSH_LAST:
        return f"{joined} {_WELSH_LAST[last](final)}"
    return f"{joined} {last} {final}"


def ordinal(n: int) -> str:
    """ "1st", "2nd", "11th"."""
    return _ORDINALS.get(current(), _english)(n)


def _and_in_welsh(word: str) -> str:
    if _ARTICLE.match(word):
        return f"a'r {_ARTICLE.sub('', word, count=1)}"
    vowel = _VOWEL.match(word) or _SPOKEN_WITH_VOWEL.match(word)
    return f"{'ac' if vowel else 'a'} {word}"


_WELSH_LAST: dict[str, Callable[[str], str]] = {"and": _and_in_welsh, "or": lambda word: f"neu {word}"}


def _english(n: int) -> str:
    suffix = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


#: Of 0 to 20; what is higher ends in "ain", or in "fed" where it counts scores.
_WELSH = (
    "", "af", "il", "ydd", "ydd", "ed", "ed", "fed", "fed", "fed", "fed",
    "eg", "fed", "eg", "eg", "fed", "eg", "eg", "fed", "eg", "fed",
)  # fmt: skip


def _welsh(n: int) -> str:
    if n < len(_WELSH):
        return f"{n}{_WELSH[n]}"
    return f"{n}{'fed' if n % 20 == 0 else 'ain'}"


_ORDINALS: dict[str, Callable[[int], str]] = {"cy": _welsh}
