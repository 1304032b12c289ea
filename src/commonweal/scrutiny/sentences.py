"""Sentences of a text, and names of several words found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .letters import plain

# Behind these a full stop ends no sentence. (Look-behinds: Python's must each have one length.)
_SHORT = ("e\\.g", "i\\.e", "cf", "Dr", "Mr", "Mrs", "Ms", "St", "Cllr", "approx", "para", "c")
_ABBREVIATIONS = "".join(rf"(?<!\b{short}\.)" for short in _SHORT)
_END = re.compile(rf"(?:(?<=[.!?؟।])|(?<=[.!?][\"”’)])){_ABBREVIATIONS}\s+(?=[\"“‘(\[]?[^\W_a-zß-ÿ])")
_BULLET = re.compile(r"^\s*(?:[•●▪■◦‣⁃∙*–—-]|\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})[.)])\s+", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


class Token(NamedTuple):
    stem: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True)
class Mention:
    """A name found in a text: which, and where (characters)."""

    key: str
    start: int
    end: int


def sentences(text: str) -> list[str]:
    """In order, as they stand; a line (a bullet, a row of a table) is never joined to the next."""
    found = []
    for line in text.splitlines():
        found += [part.strip() for part in _END.split(_BULLET.sub("", line)) if part.strip()]
    return found


def tokens(text: str) -> list[Token]:
    return [
        Token(stem(match[0]), match.start(), match.end(), match[0][0].isupper() or match[0][0].isdecimal())
        for match in _TOKEN.finditer(text)
    ]


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in _TOKEN.findall(text)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its plural and possessive: enough for "residents" to find "resident's"."""
    low = re.sub(r"'s?$", "", plain(word))
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")) else low


class Names:
    """Names by the stems of their words. ``proper``: they count only where they are written with a
    capital."""

    def __init__(self, names: Mapping[str, Iterable[str]], *, proper: bool = False) -> None:
        self._proper = proper
        self._by_stems: dict[tuple[str, ...], list[str]] = {}
        for key, written in names.items():
            for name in written:
                stems = tuple(t.stem for t in tokens(name))
                if stems and key not in self._by_stems.setdefault(stems, []):
                    self._by_stems[stems].append(key)
        # By the first word of a name: most words of a text begin none.
        self._longest: dict[str, int] = {}
        for stems in self._by_stems:
            self._longest[stems[0]] = max(self._longest.get(stems[0], 0), len(stems))

    def find(self, text: str) -> list[Mention]:
        """The longest names, left to right. A name that belongs to several keys is found once for each."""
        found: list[Mention] = []
        said = tokens(text)
        at = 0
        while at < len(said):
            longest = self._longest.get(said[at].stem, 0)
            for length in range(min(longest, len(said) - at), 0, -1):
                here = said[at : at + length]
                keys = self._by_stems.get(tuple(t.stem for t in here))
                if keys and (not self._proper or here[0].capital):
                    found += [Mention(key, here[0].start, here[-1].end) for key in keys]
                    at += length - 1
                    break
            at += 1
        return found
