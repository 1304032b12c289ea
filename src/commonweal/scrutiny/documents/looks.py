"""Which paragraphs are headings, and which rank each has: by style, size, weight, capitals and number.

Word says so by a style, where the author used one. Everywhere else it must be told from how a paragraph
looks:
short, and larger, bolder, underlined or in capitals. Looks are ranked, the largest first; a document whose
headings have styles ranks those above any that only look like headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..report import NO_HEADING, Block, Cell

#: A longer paragraph is text, whatever it looks like.
MOST_WORDS, MOST_LETTERS = 16, 140
_LOOKED_AT = 20  # headings without a style rank from here down
_NUMBER = re.compile(
    r"(?:(?:section|part|item)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})(?P<end>[.):]?)(?=\s|[^\W\d]|$)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?P<roman>[ivx]{1,6})(?P<end>[.)])\s+(?=\S)", re.IGNORECASE)
_LETTER = re.compile(r"(?:\((?P<letter>[a-z]{1,2})\)|(?P<bare>[A-Z])[.)])\s+(?=\S)")
_BULLET = re.compile(r"[•●▪■◦‣⁃∙*–—-]\s+")
_CONTENTS = re.compile(r"(?:[.…·_]{3,}|(?:\s[.…·]){3,}|\t)\s*\d{1,4}$")
_ROMANS = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as it looks. ``size`` in points or any unit that one document shares; ``level`` of its
    style.

    ``bold``, ``underlined``: all of it is. ``raw``: the text before it was tidied (tabs show contents lines).
    """

    text: str
    size: float = 0.0
    bold: bool = False
    underlined: bool = False
    lead: str = ""
    level: int = 0
    title: bool = False
    contents: bool = False
    page: int | None = None
    cell: Cell | None = None
    number: tuple[int, ...] = ()


def number_of(text: str) -> tuple[tuple[int, ...], str]:
    """The number at the start of a text and what follows it: "7.3 Legal" is ((7, 3), "Legal").

    "1.0" is (1,). A roman number or a letter is one of a single level.
    """
    text = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    if match := _NUMBER.match(text):
        parts = [int(part) for part in match["number"].split(".")]
        while len(parts) > 1 and parts[-1] == 0:
            parts.pop()
        return tuple(parts), text[match.end() :].strip()
    if match := _ROMAN.match(text):
        return (_roman(match["roman"].lower()),), text[match.end() :].strip()
    if match := _LETTER.match(text):
        letter = (match["letter"] or match["bare"]).lower()
        return (ord(letter[0]) - 96,), text[match.end() :].strip()
    return (), text.strip()


def is_contents_line(text: str) -> bool:
    """Dots or a tab, and a page number at the end."""
    return bool(_CONTENTS.search(text.rstrip()))


def blocks(paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """The paragraphs as blocks, each with its rank."""
    body = _body_size(paragraphs)
    styled = any(p.level for p in paragraphs)
    keys = [None if p.level or p.title else _look(p, body) for p in paragraphs]
    order = sorted(
        {key for key in keys if key}, key=lambda key: (-key[0], not key[1], not key[2], not key[3])
    )
    ranks = {key: (_LOOKED_AT if styled else 1) + n for n, key in enumerate(order)}
    found = []
    for at, (p, key) in enumerate(zip(paragraphs, keys, strict=True)):
        rank = p.level or (ranks[key] if key else NO_HEADING)
        if p.title:
            rank = 1
        number = p.number or number_of(p.text)[0]
        block = Block(p.text, at, p.page, rank, number, p.lead, p.cell, p.contents, p.title)
        found.append(block)
    return _without_contents(_with_title(found))


def _look(p: Paragraph, body: float) -> tuple[float, bool, bool, bool] | None:
    """How a heading looks, or None for text: its size (steps of a twentieth of the body's), capitals,
    bold, line."""
    words = p.text.split()
    if not words or len(words) > MOST_WORDS or len(p.text) > MOST_LETTERS:
        return None
    if p.text[-1] in ".;," and number_of(p.text)[1]:
        return None
    letters = [c for c in p.text if c.isalpha()]
    if len(letters) < 3:
        return None
    capitals = len(letters) > 4 and all(not c.islower() for c in letters)
    larger = bool(body) and p.size > body * 1.09
    if not (larger or p.bold or capitals or p.underlined):
        return None
    steps = round(p.size / body * 20) / 20 if body else 1.0
    return max(steps, 0.0), capitals, p.bold, p.underlined


def _body_size(paragraphs: Sequence[Paragraph]) -> float:
    sizes: Counter[float] = Counter()
    for p in paragraphs:
        if p.size:
            sizes[p.size] += len(p.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _with_title(found: list[Block]) -> list[Block]:
    """The first heading is the title where it alone has the highest rank, or stands above a first "1."."""
    first = next((b for b in found if b.heading and not b.cell), None)
    if first is None or any(b.title for b in found) or first.number:
        return found
    alone = sum(1 for b in found if b.rank <= first.rank) == 1
    if alone and first.at < 12 and sum(1 for b in found if b.heading) > 2:
        found[first.at] = replace(first, title=True)
    return found


def _without_contents(found: list[Block]) -> tuple[Block, ...]:
    """Short lines that end with a number, three or more on end, are a table of contents without dots."""
    ends = [b.contents or (bool(re.search(r"\D\s\d{1,3}$", b.text)) and len(b.text) < 120) for b in found]
    start = 0
    for at in range(len(found) + 1):
        if at < len(found) and ends[at]:
            continue
        if at - start >= 3 and _rising([b.text for b in found[start:at]]):
            for n in range(start, at):
                found[n] = replace(found[n], contents=True)
        start = at + 1
    return tuple(found)


def _rising(texts: Sequence[str]) -> bool:
    numbers = [int(match[0]) for text in texts if (match := re.search(r"\d+$", text))]
    return numbers == sorted(numbers)


def _roman(text: str) -> int:
    values = [_ROMANS[c] for c in text]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))
