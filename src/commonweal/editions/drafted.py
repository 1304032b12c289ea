"""What was drafted beside what was written, word by word; and two versions of a text in the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\{\{[^{}\n]*\}\}|\s+|[^\s{]+|\{")

Kind = Literal["kept", "dropped", "added"]


@dataclass(frozen=True)
class Piece:
    """A run of words with the blanks between them, as they stand."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Compared:
    """``kept``, ``dropped`` and ``added`` count words; a figure token is one word."""

    pieces: tuple[Piece, ...]
    kept: int
    dropped: int
    added: int

    @property
    def share_kept(self) -> float | None:
        """The share of the first text that stands in the second, 0 to 1; None where there was no first."""
        before = self.kept + self.dropped
        return self.kept / before if before else None

    @property
    def before(self) -> str:
        return "".join(p.text for p in self.pieces if p.kind != "added")

    @property
    def after(self) -> str:
        return "".join(p.text for p in self.pieces if p.kind != "dropped")


def compare(before: str, after: str) -> Compared:
    """Which words were kept, dropped and added. The pieces give both texts back, each to the letter.

    Paragraphs that are the same are found first and words only in those that are not, so that a long chapter
    takes no longer than what was changed in it.
    """
    pieces = list(_joined(_by_paragraph(_paragraphs(before), _paragraphs(after))))
    counts = {
        kind: sum(_count(p.text) for p in pieces if p.kind == kind) for kind in ("kept", "dropped", "added")
    }
    return Compared(tuple(pieces), **counts)


def _paragraphs(text: str) -> list[str]:
    return re.findall(r".+?(?:\n\s*\n|\Z)|\s+", text, re.DOTALL)


def _by_paragraph(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("kept", "".join(before[a:b]))
        else:
            yield from _by_word(_words("".join(before[a:b])), _words("".join(after[c:d])))


def _by_word(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("kept", "".join(before[a:b]))
            continue
        if b > a:
            yield Piece("dropped", "".join(before[a:b]))
        if d > c:
            yield Piece("added", "".join(after[c:d]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    held: Piece | None = None
    for piece in pieces:
        if held is not None and held.kind == piece.kind:
            held = Piece(held.kind, held.text + piece.text)
            continue
        if held is not None and held.text:
            yield held
        held = piece
    if held is not None and held.text:
        yield held


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _count(text: str) -> int:
    return sum(not w.isspace() for w in _words(text))
