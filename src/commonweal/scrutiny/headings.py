"""Whether a line is one of the headings looked for, however it is numbered, worded or misspelt.

A configured heading has a *core* ("inclusive growth") and *account words* around it ("implications", "impact
on"). A line matches when it is close to a whole configured heading, or when it holds the core, and the words
between the core and an account word only join topics: "Equalities and Inclusive Growth Implications" is one,
"Inclusive Growth Strategy: financial implications" and "The Inclusive Growth Fund" are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from .documents.looks import number_of
from .letters import plain, word_set

#: What is looked for where an authority names no headings of its own.
DEFAULT_HEADINGS: tuple[str, ...] = (
    "Inclusive Growth Implications",
    "Inclusive Growth",
    "Impact on Inclusive Growth",
    "Inclusive Growth Impact",
    "Inclusive Growth Impact Assessment",
    "Inclusive Growth Considerations",
    "Inclusive Growth Tests",
    "Inclusive Growth Statement",
    "Inclusive Economy Implications",
    "Contribution to Inclusive Growth",
)  # stays English
#: A whole line must be this like a configured heading (0-100, Levenshtein); a core, this like its words.
LIKE_WHOLE, LIKE_CORE, LIKE_WORD = 86, 88, 75
MOST_WORDS = 16

_ACCOUNT = word_set(
    "implication implications impact impacts assessment consideration considerations test tests statement "
    "contribution contributions contribute contributes effect effects benefit benefits outcome outcomes "
    "account accounting comment comments commentary appraisal analysis duty duties consequences advice "
    "support supports affect affects relevance relevant alignment links checklist commitments objectives "
    "results opportunities risks delivering promoting supporting advancing achieving"
)  # stays English
_JOINS = word_set(
    "a an and the of on for to in with this that these our its how what does do did will would is are it we "
    "which report proposal proposals decision scheme project programme recommendation recommendations "
    "option options has have be been by from or their new expected wider overall key main summary section "
    "means mean meant effects local council's council city authority direct likely residents people place "
    "us you borough region who can could help helps going "
    "other corporate taken into against considered been done made"
)  # stays English
# What an authority has for inclusive growth: it may stand beside an account word, never without one.
_OWN = word_set(
    "framework toolkit tool unit team policy priority priorities principles goals"
)  # stays English
# Other things that reports account for: they may be joined to the core with "and".
_TOPICS = word_set(
    "equality equalities equity diversity social value sustainability sustainable environmental environment "
    "climate economic economy poverty fairness fair inclusion community communities wellbeing well being "
    "health skills growth development wealth building anti employment jobs good work crime disorder human "
    "rights rural needs inclusive levelling up"
)  # stays English
_SEPARATES = re.compile(r"\s*(?::|\s[–—-]\s|[–—])\s*")
_STOPPED = re.compile(r"((?:\(?\w{1,4}[.)]\s+)?[^\W\d_][\w&’'-]*(?:\s[\w&’'-]+){0,5})\.\s+(?=\W?[A-Z£\d])")
_ASIDE = re.compile(r"\([^)]{0,80}\)|\[[^\]]{0,80}\]")
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
#: "Appendix C –", "Annex 2:", "Part B." before what the heading is called.
_PART_OF = re.compile(
    r"^\W*(?:appendix|annexe?|enclosure|attachment|schedule|part|section|item)\s+(?:\d{1,2}|[a-z]|[ivx]{1,4})"
    r"(?:\.\d{1,2})?\b[\s:.)–—-]*(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Match:
    """``heading``: the configured one. ``score``: 0-100. ``rest``: text of the same line behind the
    heading."""

    heading: str
    score: float
    rest: str = ""


@dataclass(frozen=True)
class Wanted:
    """Headings looked for, made ready once."""

    headings: tuple[str, ...] = DEFAULT_HEADINGS

    def prepared(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Each heading with its plain text and its core."""
        return _prepared(self.headings)


@lru_cache(maxsize=100)
def _prepared(headings: tuple[str, ...]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple((h, " ".join(words(h)), core_of(h)) for h in headings if words(h))


def words(text: str) -> list[str]:
    """The words of a heading without its number; letters set apart ("G R O W T H") are put together."""
    found = _WORDS.findall(plain(_ASIDE.sub(" ", number_of(_PART_OF.sub("", text))[1])))
    if len(found) > 5 and sum(1 for w in found if len(w) == 1) > 0.8 * len(found):
        return ["".join(found)]
    return found


def core_of(heading: str) -> tuple[str, ...]:
    """A heading's own words, without the account words and joins around them; all where none is left."""
    found = words(heading)
    own = [n for n, w in enumerate(found) if w not in _ACCOUNT and w not in _JOINS]
    return tuple(found[own[0] : own[-1] + 1] if own else found)


def match(text: str, wanted: Wanted) -> Match | None:
    """The best match of a line that stands as a heading."""
    said = words(text)
    if not said or len(said) > MOST_WORDS:
        return None
    found = [m for prepared in wanted.prepared() if (m := _one(said, *prepared))]
    return max(found, key=lambda m: m.score, default=None)


def match_at_start(text: str, lead: str, wanted: Wanted) -> Match | None:
    """A heading and its text on one line: bold words, or what stands before a colon or a dash."""
    for head in _heads(text, lead):
        found = match(head, wanted)
        if found and found.score >= LIKE_WHOLE - 4:
            rest = text[len(head) :].lstrip(" :.–—-")
            if rest:
                return Match(found.heading, found.score - 1, rest)
    return None


def _heads(text: str, lead: str) -> Iterable[str]:
    if lead and len(lead.split()) <= MOST_WORDS and text.startswith(lead):
        yield lead.rstrip(" :.–—-")
    parted = _SEPARATES.search(text[:160])
    if parted and parted.start():
        yield text[: parted.start()]
    stopped = _STOPPED.match(text)
    if stopped:  # "Inclusive growth. None."
        yield stopped[1]


def _one(said: Sequence[str], heading: str, whole: str, core: tuple[str, ...]) -> Match | None:
    line = " ".join(said)
    score = max(fuzz.ratio(line, whole), fuzz.ratio(line.replace(" ", ""), whole.replace(" ", "")))
    if score >= LIKE_WHOLE and _has_core(said, core) is not None and _only_slips(said, whole):
        return Match(heading, score)
    if score >= LIKE_WHOLE and len(said) == 1:
        return Match(heading, score)
    at = _has_core(said, core)
    if at is None:
        return None
    before, after = said[:at], said[at + len(core) :]
    if _accounts(before, after):
        return Match(heading, min(84 + 10 * len(core) / len(said), 94))
    if all(w in _JOINS for w in [*before, *after]) or _listed(before, after):
        return Match(heading, 83)
    return None


def _only_slips(said: Sequence[str], whole: str) -> bool:
    """Whether what differs is spelling: "Implicatons" is, "Strategy" for "Statement" is another word."""
    if fuzz.ratio("".join(said), whole.replace(" ", "")) >= 95:
        return True
    theirs = whole.split()
    others = [w for w in said if max(fuzz.ratio(w, t) for t in theirs) < LIKE_WORD]
    return len(said) < len(theirs) or all(_harmless(w) for w in others)


def _has_core(said: Sequence[str], core: Sequence[str]) -> int | None:
    """Where the core stands in a line, allowing for slips of the pen."""
    target = "".join(core)
    best: tuple[float, int] | None = None
    for at in range(len(said) - len(core) + 1):
        score = fuzz.ratio("".join(said[at : at + len(core)]), target)
        if score >= LIKE_CORE and (best is None or score > best[0]):
            best = (score, at)
    return best[1] if best else None


def _accounts(before: Sequence[str], after: Sequence[str]) -> bool:
    """An account word beside the core, with nothing between them but words that join topics."""
    for side, far in ((list(reversed(before)), after), (list(after), before)):
        for n, word in enumerate(side):
            if word in _ACCOUNT:
                rest = [*side[n + 1 :], *far]
                return all(_harmless(w) for w in rest)
            if word not in _JOINS and word not in _TOPICS and word not in _OWN:
                break
    return False


def _harmless(word: str) -> bool:
    return word in _JOINS | _TOPICS | _ACCOUNT | _OWN or word.isdecimal()


def _listed(before: Sequence[str], after: Sequence[str]) -> bool:
    """Topics joined with "and": "Equalities and inclusive growth", "Inclusive growth and social value"."""
    return "and" in [*before[-1:], *after] and all(w in _JOINS or w in _TOPICS for w in [*before, *after])
