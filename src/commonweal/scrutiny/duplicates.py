"""Sections that are much the same: MinHash to find candidates among many, exact Jaccard to judge each.

A section is its set of *shingles*, runs of three words without case, accents and punctuation. Two sections
are
near-duplicates where the shingles they share are at least ``alike`` of all they have (Jaccard's index).
Comparing
20,000 sections pair by pair would take 200 million comparisons; MinHash (Broder 1997, *On the resemblance and
containment of documents*) with bands (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, ch. 3)
leaves
the few that could be alike. It is sixty lines of NumPy here rather than a dependency, since all sections are
hashed in one pass over one array.

126 hashes in 42 bands of three: a pair of index *s* is missed with probability (1 - s³)⁴². At 0.6 that is
0.00004, at 0.5 it is 0.4 in 100.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from commonweal.words import _

from .advice import Flag
from .letters import plain
from .sentences import sentences, stems

#: Words in a shingle; hashes in a band and bands; the index from which two are alike.
SHINGLE, ROWS, BANDS, ALIKE = 3, 3, 42, 0.6
#: A shorter section ("There are none…") is the same in many reports and copied from none.
FEWEST_WORDS = 20
_PRIME = (1 << 31) - 1
# What is changed first in a copied text: its numbers, and its names (capitals inside a sentence). Each counts
# as the same word whatever it is. A line in capitals has no names.
_NUMBER = re.compile(r"\b\d[\d,.]*")
_NAME = re.compile(r"(?<=[\w,;’)–-] )[A-Z][a-zà-ÿ]+(?:[’'-]\w+)*(?: [A-Z][a-zà-ÿ]+(?:[’'-]\w+)*)*")
#: A group of more texts that share a band is cut into neighbours: the same text a thousand times is one fact.
_LARGEST_GROUP = 200


@dataclass(frozen=True)
class Pair:
    """Two sections by their keys, in the order in which they were given. ``alike``: Jaccard's index, 0 to 1.

    ``shared``: the sentences that both have, as they stand in the first.
    """

    one: str
    other: str
    alike: float
    shared: tuple[str, ...]


def near_duplicates(
    texts: Mapping[str, str],
    *,
    alike: float = ALIKE,
    of: Collection[str] | None = None,
    boilerplate: Iterable[str] = (),
) -> list[Pair]:
    """Pairs of much the same text, the most alike first.

    ``of``: only pairs in which one of these keys is. ``boilerplate``: sentences of a template that an
    authority
    prints in every report; they do not count. Headings are not part of a section's text and so never count.

    Texts that are the same word for word in more than 200 reports are joined in a chain rather than each with
    each.
    """
    common = {plain(s) for b in boilerplate for s in sentences(b)}
    keys = list(texts)
    sets = [shingles(_without(texts[key], common)) for key in keys]
    long = [n for n, s in enumerate(sets) if len(s) >= FEWEST_WORDS - SHINGLE + 1]
    wanted = None if of is None else {n for n, key in enumerate(keys) if key in of}
    found = []
    for a, b in sorted(_candidates([sets[n] for n in long])):
        one, other = long[a], long[b]
        if wanted is not None and one not in wanted and other not in wanted:
            continue
        index = jaccard(sets[one], sets[other])
        if index >= alike:
            found.append((index, one, other))
    found.sort(key=lambda f: (-f[0], f[1], f[2]))
    return [Pair(keys[a], keys[b], index, shared(texts[keys[a]], texts[keys[b]])) for index, a, b in found]


def copied(pair: Pair, *, key: str, texts: Mapping[str, str], title: str = "") -> Flag:
    """The flag for one report of a pair. ``title``: what the other is called on screen; else its key."""
    other = pair.other if key == pair.one else pair.one
    said = pair.shared[0] if pair.shared else sentences(texts[key])[0]
    return Flag(
        "copied",
        said,
        _("{share} of the wording is also in “{report}”.").format(
            share=f"{pair.alike:.0%}", report=title or other
        ),
        _("Say what is particular to this proposal: its people, its place, its means."),
        other=other,
        other_text=texts[other],
    )


def shingles(text: str) -> frozenset[int]:
    """The shingles of a text, as numbers. Different shingles have different numbers but for one in 2³².

    Names and numbers are each one word whatever they are, so that a copy with other names is still a copy.
    """
    words = [word.encode() for word in stems(_NUMBER.sub("0 ", _NAME.sub("xx", text)))]
    if len(words) < SHINGLE:
        return frozenset()
    return frozenset(crc32(b" ".join(words[n : n + SHINGLE])) for n in range(len(words) - SHINGLE + 1))


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def shared(one: str, other: str) -> tuple[str, ...]:
    """Sentences that both have, but for case, accents and punctuation."""
    theirs = {_bare(s) for s in sentences(other)}
    return tuple(s for s in sentences(one) if _bare(s) and _bare(s) in theirs)


def _bare(sentence: str) -> str:
    return " ".join(stems(sentence))


def _without(text: str, common: Collection[str]) -> str:
    if not common:
        return text
    return "\n".join(s for s in sentences(text) if plain(s) not in common)


def _candidates(sets: Sequence[frozenset[int]]) -> set[tuple[int, int]]:
    if len(sets) < 2:
        return set()
    signatures = _signatures(sets)
    found: set[tuple[int, int]] = set()
    for band in range(BANDS):
        rows = signatures[:, band * ROWS : (band + 1) * ROWS]
        order = np.lexsort(rows.T)
        same = (rows[order][1:] == rows[order][:-1]).all(axis=1)
        for group in _runs(order, same):
            found.update(_pairs(sorted(group)))
    return found


def _signatures(sets: Sequence[frozenset[int]]) -> NDArray[np.uint64]:
    """One row a set: for each hash (a x + b mod p) the least over the set."""
    starts = np.cumsum([0, *(len(s) for s in sets)])[:-1]
    values = np.fromiter((x % _PRIME for s in sets for x in s), dtype=np.uint64)
    chance = np.random.default_rng(20)  # the same hashes in every run, so the same pairs
    a = chance.integers(1, _PRIME, ROWS * BANDS, dtype=np.uint64)
    b = chance.integers(0, _PRIME, ROWS * BANDS, dtype=np.uint64)
    made = np.empty((len(sets), ROWS * BANDS), dtype=np.uint64)
    for n in range(ROWS * BANDS):
        made[:, n] = np.minimum.reduceat((values * a[n] + b[n]) % np.uint64(_PRIME), starts)
    return made


def _runs(order: NDArray[np.int64], same: NDArray[np.bool_]) -> Iterable[list[int]]:
    """Runs of neighbours that are the same."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], same, [False]]).astype(np.int8)))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield [int(n) for n in order[start : end + 1]]


def _pairs(group: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(group) <= _LARGEST_GROUP:
        return combinations(group, 2)
    return pairwise(group)
