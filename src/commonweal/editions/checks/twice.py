"""A paragraph that is printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from commonweal.editions.findings import Finding
from commonweal.editions.reading import Passage, Reading, normal
from commonweal.words import N_, _, in_both

NAME = "twice"
TITLE = N_("A paragraph printed twice")
SUMMARY = N_("Two paragraphs are the same, or all but the same with the same numbers.")
ANY_LANGUAGE = True

#: Shorter ones ("No figure is held.") are rightly said again.
_WORDS = 12
#: What is only all but the same has to be longer: short sentences of one pattern are of different things.
_WORDS_ALIKE = 25
_ALIKE = 94.0


def check(reading: Reading) -> Iterator[Finding]:
    first: dict[str, Passage] = {}
    others: dict[str, list[tuple[str, Passage]]] = {}
    for passage in reading.passages:
        words = normal(passage.text)
        if words.count(" ") + 1 < _WORDS:
            continue
        # Numbers and names: a paragraph of one pattern on another place is another paragraph.
        named = sorted({m.key for m in reading.vocabulary.places_in(passage.text)})
        told = " ".join([*re.findall(r"\d+|\b[A-Z]\w*", passage.text), *named])
        twin = first.get(words) or _near(words, others.get(told, []))
        if twin is not None:
            yield Finding(
                NAME,
                passage.chapter,
                passage.text,
                in_both("This paragraph stands already in this chapter.")
                if twin.chapter == passage.chapter
                else in_both("This paragraph stands already in “{chapter}”.", chapter=twin.chapter),
                _("Take one of the two out."),
            )
            continue
        first[words] = passage
        others.setdefault(told, []).append((words, passage))


def _near(words: str, others: list[tuple[str, Passage]]) -> Passage | None:
    if words.count(" ") + 1 < _WORDS_ALIKE or not others:
        return None
    known = [text for text, _passage in others]
    found = process.extractOne(words, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return others[found[2]][1] if found else None
