"""Find things by the words that somebody types: whole words and their beginnings, in whatever order.

An :class:`Index` is made once of :class:`Entry` and asked often. Capitals, accents and punctuation do not
count, nor do the simple endings of English. Words in a name weigh more than words in a text, whole words more
than beginnings. A word that begins in the middle of another is not found: "house" is not in "greenhouse".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: Words that say nothing by themselves, left out where others stand beside them.
SMALL = frozenset({"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to"})
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_CLAUSE = re.compile(r"[.,;:()!?/–—]")
_PARTS = re.compile(r"[,;]")
_LONGEST_INITIALS = 5
#: What a match costs: in a name, in another name or an id, in a text; more where only the root is the same,
#: or the beginning; most where these are the initials of a few words.
_NAME, _ALIAS, _TEXT, _ROOT, _BEGINNING, _INITIALS = 0, 2, 8, 1, 4, 13


@dataclass(frozen=True)
class Entry:
    """``key`` comes back as it is. ``aliases``: other names, ids, abbreviations; whole words of them count.

    ``first``: among equals the lower comes first, then the shorter name.
    """

    key: object
    name: str
    aliases: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    first: int = 0


def plain(text: str) -> str:
    """Small letters without accents; ligatures and wide forms as they are usually typed."""
    spread = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text).casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def typed(text: str) -> str:
    """A query without its punctuation, its letters as they were typed: for who looks for each word itself."""
    return " ".join(_WORD.findall(text))


def root(word: str) -> str:
    """A word of English without its simple endings: poverties, boxes, prices and pricing, housing."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 6 and word.endswith("ing"):
        return word[:-3]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def initials(text: str) -> frozenset[str]:
    """The initials of every run of three to five words: "gva" of "gross value added for each hour"."""
    found: set[str] = set()
    for clause in _CLAUSE.split(text):
        letters = "".join(word[0] for word in words(clause))
        for length in range(3, _LONGEST_INITIALS + 1):
            found.update(letters[n : n + length] for n in range(len(letters) - length + 1))
    return frozenset(found)


class _Words:
    """The words of one field, to be asked whether they hold a word that was typed."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.all = frozenset(word for text in texts for word in words(text))
        self.roots = frozenset(map(root, self.all))

    def cost(self, word: str) -> int | None:
        """Of the word itself, or of another with its root; None where neither stands here."""
        if word in self.all:
            return 0
        return _ROOT if root(word) in self.roots else None

    def begins(self, word: str) -> bool:
        # A figure is looked for whole: goal 1 is not goal 17. One letter begins too much.
        return len(word) > 1 and not word.isdigit() and any(w.startswith(word) for w in self.all)


class _Held:
    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.name, self.aliases = _Words([entry.name]), _Words(entry.aliases)
        self.texts = _Words(entry.texts)

    @cached_property
    def initials(self) -> frozenset[str]:
        return frozenset().union(*map(initials, (self.entry.name, *self.entry.texts)))

    def cost(self, word: str, *, by_initials: bool) -> int | None:
        """What it costs to find a word here; None where it is not here."""
        for field, price in ((self.name, _NAME), (self.aliases, _ALIAS)):
            if (cost := field.cost(word)) is not None:
                return price + cost
        if self.name.begins(word):
            return _NAME + _BEGINNING
        if (cost := self.texts.cost(word)) is not None:
            return _TEXT + cost
        if self.texts.begins(word):
            return _TEXT + _BEGINNING
        return _INITIALS if by_initials and word in self.initials else None


class Index:
    """Entries of one kind."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._held = [_Held(entry) for entry in entries]

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """Every word of a name or a text, with how often it stands; those of names count tenfold."""
        found: Counter[str] = Counter()
        for held in self._held:
            found.update(held.texts.all)
            found.update(dict.fromkeys(held.name.all, 10))
        return found

    def find(self, query: str, *, several: bool = False) -> list[object]:
        """The keys of all that hold every word, the best first.

        ``several``: the query may be a list ("Birmingham, Solihull"). What holds every word of one of its
        parts comes after what holds them all, part by part.
        """
        found = self._find(query)
        if several and len(parts := [part for part in _PARTS.split(query) if words(part)]) > 1:
            found = list(dict.fromkeys([*found, *self._alternately([self._find(part) for part in parts])]))
        return [self._held[n].entry.key for n in found]

    @staticmethod
    def _alternately(found: Sequence[list[int]]) -> list[int]:
        """The best of each part, then the second best of each."""
        return [n for row in zip_longest(*found) for n in row if n is not None]

    def _find(self, query: str) -> list[int]:
        wanted = _telling(words(query))
        found = []
        for number, held in enumerate(self._held) if wanted else ():
            costs = [held.cost(w, by_initials=self._may_be_initials(w)) for w in wanted]
            paid = [cost for cost in costs if cost is not None]
            if len(paid) == len(costs):
                name = held.entry.name
                rank = (sum(paid), max(paid), held.entry.first, len(words(name)), plain(name))
                found.append((rank, number))
        return [number for _rank, number in sorted(found)]

    def _may_be_initials(self, word: str) -> bool:
        return 3 <= len(word) <= _LONGEST_INITIALS and word.isalpha() and word not in self.vocabulary


def _telling(wanted: list[str]) -> list[str]:
    return [word for word in wanted if word not in SMALL] or wanted


def meant(query: str, indexes: Sequence[Index]) -> str:
    """The query with each word that stands nowhere put right; "" where there is nothing to put right.

    One slip is forgiven in a word of four or five letters and two in a longer one: a letter too many, one
    left out, another one, or two that changed places.
    """
    known: Counter[str] = Counter()
    for index in indexes:
        known.update(index.vocabulary)
    whole = _Words(known)
    put_right = [w if whole.cost(w) is not None or whole.begins(w) else _near(w, known) for w in words(query)]
    changed = put_right != words(query)
    return " ".join(put_right) if changed and all(put_right) else ""


def _near(word: str, known: Counter[str]) -> str:
    """The nearest word that stands somewhere, of those the most frequent; "" where none is near."""
    slips = 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 6 else 2
    if not slips:
        return ""
    near = process.extract(
        word, [w for w in known if len(w) > 3], scorer=OSA.distance, score_cutoff=slips, limit=None
    )
    return min(near, key=lambda one: (one[1], -known[one[0]], one[0]))[0] if near else ""
