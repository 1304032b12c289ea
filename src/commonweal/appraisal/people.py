"""How many people claims reach together, when the same person may be in more than one of them.

Numbers of people are never simply added. Two claims are *separate* where their places do not overlap or where
an assessor said so, with a reason; otherwise they may be on the same people. From what is known of each pair
follow two bounds on the number of different people (docs/methods/people.md):

- at least: the largest sum, over claims of which each pair's overlap is known, of the claims less those
  overlaps (Bonferroni's lower bound; exact for two claims);
- at most: all claims together, less the overlaps known along a tree (Hunter 1976, *An upper bound for the
  probability of a union*, J. Appl. Prob. 13). Where an overlap is not settled it takes nothing off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from commonweal.appraisal.worksheet import NOTHING, OVERLAP, Answers, Claim, Field, in_words, people
from commonweal.words import _

Within = Callable[[str, str], bool]
#: Up to this number of claims, "at least" is the best of all their subsets (2^16 sums take 5 ms); of more it
#: is found greedily: still true, and the best may be larger.
EXACT_UP_TO = 16


@dataclass(frozen=True)
class Overlap:
    """Two claims that may be on the same people. ``settled``: "", or what an assessor said of them.

    ``shared``: how many people are in both, as far as is known; None while it is open.
    """

    key: str
    one: Claim
    other: Claim
    why: str
    settled: str
    shared: int | None
    reason: str


@dataclass(frozen=True)
class Reached:
    """Bounds on different people. ``open``: pairs not settled; ``uncounted``: claims without a number.

    ``contradicts``: what was said of the pairs cannot all be true, so the bounds are those without it.
    """

    at_least: int
    at_most: int
    open: int
    uncounted: int
    claims: int
    contradicts: bool = False


def fields() -> tuple[Field, ...]:
    """What an assessor says of a pair, in the language in use."""
    return (
        Field("kind", _("Are they the same people?"), "one", options=in_words(OVERLAP), needed=True),
        Field("people", _("How many people are in both"), "count", needed=True, when=("kind", ("partly",))),
        Field("reason", _("How that is known"), needed=True),
    )


def overlap_key(one: str, other: str) -> str:
    """The key under which the assessor says what two claims have in common."""
    first, second = sorted((one, other), key=lambda key: int(key.partition("/")[2] or 0))
    return f"overlap/{first.partition('/')[2]}/{second.partition('/')[2]}"


def overlaps(claims: Sequence[Claim], answers: Answers, within: Within) -> list[Overlap]:
    """Every pair of claims that may be on the same people.

    ``within(a, b)``: whether place ``a`` is ``b`` or lies in it. A claim without a place may be anywhere.
    """
    found = []
    for one, other in combinations(claims, 2):
        why = _why(one, other, within)
        if why:
            key = overlap_key(one.key, other.key)
            answer = answers.get(key, NOTHING)
            settled = answer.text("kind") if answer.text("reason") else ""
            shared = _shared(settled, one, other, people(answer.text("people")))
            if settled == "partly" and shared is None:
                settled = ""
            found.append(Overlap(key, one, other, why, settled, shared, answer.text("reason")))
    return found


def reached(claims: Sequence[Claim], pairs: Sequence[Overlap]) -> Reached:
    """The bounds for these claims; ``pairs`` as :func:`overlaps` gives them."""
    counted = {c.key: c.people for c in claims if c.people is not None}
    joined = {
        frozenset((p.one.key, p.other.key)): p.shared
        for p in pairs
        if p.one.key in counted and p.other.key in counted
    }
    known = {pair: shared for pair, shared in joined.items() if shared}
    at_least = _at_least(counted, joined)
    at_most = sum(counted.values()) - _heaviest_tree(counted, known)
    contradicts = at_least > at_most
    if contradicts:
        at_least, at_most = max(counted.values()), sum(counted.values())
    return Reached(
        at_least=at_least,
        at_most=at_most,
        open=sum(1 for p in pairs if not p.settled),
        uncounted=len(claims) - len(counted),
        claims=len(claims),
        contradicts=contradicts,
    )


def by_group(claims: Sequence[Claim], pairs: Sequence[Overlap], *, way: str = "") -> dict[str, Reached]:
    """The bounds group by group; with ``way``, of the claims of that way only."""
    groups = dict.fromkeys(c.group for c in claims)
    found = {}
    for group in groups:
        own = [c for c in claims if c.group == group and (not way or c.way == way)]
        if own:
            keys = {c.key for c in own}
            found[group] = reached(own, [p for p in pairs if {p.one.key, p.other.key} <= keys])
    return found


def too_many(claims: Sequence[Claim], residents: Mapping[str, int]) -> list[tuple[Claim, int]]:
    """Claims on more people than live in their places, with how many do.

    Only where every place of a claim has a known number of residents.
    """
    found = []
    for claim in claims:
        if claim.people is not None and claim.places and all(p in residents for p in claim.places):
            living = sum(residents[p] for p in claim.places)
            if claim.people > living:
                found.append((claim, living))
    return found


def _why(one: Claim, other: Claim, within: Within) -> str:
    if (
        one.places
        and other.places
        and not any(within(a, b) or within(b, a) for a in one.places for b in other.places)
    ):
        return ""
    if one.group == other.group:
        if one.priority != other.priority:
            return _("the same group in the same place, under two priorities")
        return _("the same group in the same place, twice")
    if other.group in one.also or one.group in other.also:
        return _("two groups that are said to have people in common, in the same place")
    return _("two groups in the same place: people can be in both")


def _shared(settled: str, one: Claim, other: Claim, stated: int | None) -> int | None:
    smaller = min((c.people for c in (one, other) if c.people is not None), default=None)
    if settled == "separate":
        return 0
    if settled == "same":
        return smaller
    if settled == "partly" and stated is not None:
        return stated if smaller is None or stated <= smaller else None
    return None


def _at_least(counted: Mapping[str, int], joined: Mapping[frozenset[str], int | None]) -> int:
    """The best of Bonferroni's lower bounds over sets of claims whose overlaps are all known.

    ``joined``: people in both, of each pair that may have some; None where that is open.
    """
    keys = sorted(counted, key=lambda k: -counted[k])

    def both(one: str, other: str) -> float:
        shared = joined.get(frozenset((one, other)), 0)
        return np.inf if shared is None else shared

    if len(keys) > EXACT_UP_TO:
        taken: list[str] = []
        total = 0.0
        for key in keys:
            gain = counted[key] - sum(both(key, t) for t in taken)
            if gain > 0:
                taken.append(key)
                total += gain
        return int(total)
    sums = np.zeros(1)  # by subset: bit n is claim n
    for n, key in enumerate(keys):
        taken_off = np.zeros(1)
        for earlier in keys[:n]:
            taken_off = np.concatenate([taken_off, taken_off + both(key, earlier)])
        sums = np.concatenate([sums, sums + counted[key] - taken_off])
    return int(sums.max())


def _heaviest_tree(counted: Mapping[str, int], known: Mapping[frozenset[str], int]) -> int:
    """The weight of a maximum spanning forest of the known overlaps (Kruskal)."""
    root = {key: key for key in counted}

    def of(key: str) -> str:
        while root[key] != key:
            key = root[key]
        return key

    total = 0
    for pair, weight in sorted(known.items(), key=lambda item: (-item[1], sorted(item[0]))):
        one, other = (of(key) for key in pair)
        if one != other:
            root[one] = other
            total += weight
    return total
