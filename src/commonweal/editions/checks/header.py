"""A header of a table that a reader cannot understand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.editions.findings import Finding
from commonweal.editions.reading import Reading, tables
from commonweal.editions.tree import plain, runs
from commonweal.words import N_, _, in_both

NAME = "header"
TITLE = N_("A table's header that is not explained")
SUMMARY = N_(
    "A letter or number left over from another list, or an abbreviation that is spelled out nowhere."
)

_LEFT_OVER = re.compile(r"^\s*(?:[A-Z]|\d{1,2}|[ivx]{1,4})[.)]\s*(?=\S)")
_SHORT = re.compile(r"\b[A-Z]{2,}[A-Z0-9]*\b")
#: What readers of such reports know, and units.
_KNOWN = frozenset(
    re.findall(r"\w+", "UK GB EU ONS NHS GVA GDP LA LAS LEP LEPS SDG SDGS WMCA CO2 KT KM GWH MWH VAT GCSE")
)


def check(reading: Reading) -> Iterator[Finding]:
    words = " ".join(plain(run) for chapter in reading.chapters for run in runs(chapter.tree))
    # What an indicator or a place is called is explained with its definition.
    names = [i.name for i in reading.evidence.indicators.values()] + [*reading.evidence.places.values()]
    known = _KNOWN | {short for name in names for short in _SHORT.findall(name)}
    for chapter in reading.chapters:
        for table in tables(chapter.tree):
            for cell in table.header:
                yield from _header(chapter.slug, plain(cell.children), words, known)


def _header(chapter: str, text: str, words: str, known: frozenset[str]) -> Iterator[Finding]:
    left = _LEFT_OVER.match(text)
    if left:
        yield Finding(
            NAME,
            chapter,
            text,
            in_both(
                "“{mark}” at the head of a column seems left over from another list.", mark=left[0].strip()
            ),
            _("Write {rest}, in words.").format(rest=text[left.end() :]),
        )
    for short in dict.fromkeys(_SHORT.findall(text)):
        if short not in known and f"({short})" not in words:
            yield Finding(
                NAME,
                chapter,
                text,
                in_both("“{short}” is spelled out nowhere.", short=short),
                _("Write it in words, or once in full with ({short}) behind it.").format(short=short),
            )
