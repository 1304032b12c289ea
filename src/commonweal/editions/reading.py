"""An edition read as its checks need it: sentences, the numbers in them, and what each number is of.

What a number goes with in its sentence is ``scrutiny.pairing``'s; a sentence that names no indicator or place
goes on with those of the sentence before it in its paragraph. A
cell of a table is read with the header of its column and the first cell of its row. Figures that come from
tokens know what they are of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from commonweal.editions.evidence import Evidence
from commonweal.editions.quantities import Quantity, Span, periods_in, quantities_in
from commonweal.editions.resolve import Chapter
from commonweal.editions.tree import (
    Heading,
    Inline,
    Listing,
    Number,
    Paragraph,
    Quote,
    Table,
    Tree,
    leaves,
    plain,
)
from commonweal.editions.vocabulary import Vocabulary
from commonweal.scrutiny.pairing import Pairing, alike
from commonweal.scrutiny.sentences import Mention, sentences
from commonweal.words import ENGLISH, using


@dataclass(frozen=True)
class Sentence:
    """``spans``: where figures from tokens stand in ``text``. ``paragraph`` counts through the edition.

    ``context``: what the sentences before it in its paragraph were about: indicators and places, by key.
    """

    chapter: str
    text: str
    spans: tuple[Span, ...]
    paragraph: int
    kind: str = "prose"  # or "heading" or "cell"
    indicators: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    periods: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    home: str = ""
    context_indicators: tuple[str, ...] = ()
    context_places: tuple[str, ...] = ()

    def indicators_of(self, q: Quantity) -> tuple[str, ...]:
        """Keys of the indicators that a number may be of; several where they share a name."""
        if q.used is not None:
            return (q.used.indicator,)
        mention = self._pairing.near(q, self.indicators)
        return keys(alike(mention, self.indicators)) if mention else self.context_indicators

    def places_of(self, q: Quantity) -> tuple[str, ...]:
        """Keys of the places that a number may be of; the chapter's own where nothing is said."""
        if q.used is not None:
            return (q.used.place,)
        found = self._pairing.places_of(q)
        return keys(found) or self.context_places or ((self.home,) if self.home else ())

    def period_of(self, q: Quantity) -> str:
        """What people call its period ("2019", "2018/19"); empty where the sentence does not say."""
        if q.used is not None:
            return q.used.period
        mention = self._pairing.period_of(q)
        return mention.key if mention else ""

    @cached_property
    def _pairing(self) -> Pairing:
        return Pairing(self.text, self.quantities, self.places, self.periods, whole=self.kind == "cell")


def keys(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.key for m in mentions))


@dataclass(frozen=True)
class Passage:
    """A paragraph, a list item or a quotation, as a reader sees it."""

    chapter: str
    text: str
    number: int


@dataclass(frozen=True)
class Reading:
    """All chapters of an edition beside their evidence: what a check is given."""

    chapters: tuple[Chapter, ...]
    evidence: Evidence

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return _vocabulary(self.evidence)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        found: list[Passage] = []
        for chapter in self.chapters:
            for kind, run in _runs(chapter.tree):
                if kind == "prose":
                    found.append(Passage(chapter.slug, plain(run), len(found)))
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """In reading order; headings and the cells of tables among them."""
        found: list[Sentence] = []
        number = 0
        for chapter in self.chapters:
            for kind, run in _runs(chapter.tree):
                found += self._of_run(chapter, kind, run, number)
                number += 1
            for table in tables(chapter.tree):
                found += self._of_table(chapter, table)
        return tuple(found)

    def _of_run(
        self, chapter: Chapter, kind: str, run: tuple[Inline, ...], number: int
    ) -> Iterator[Sentence]:
        text, spans = spelled(run)
        indicators: tuple[str, ...] = ()
        places: tuple[str, ...] = ()
        at = 0
        for part in _pieces(text):
            start = text.find(part, at)
            at = start + len(part)
            own = tuple(s.moved(-start) for s in spans if start <= s.start and s.end <= at)
            sentence = self._read(chapter, part, own, number, kind, indicators, places)
            yield sentence
            named = [s.used.indicator for s in own if s.used] or [m.key for m in sentence.indicators]
            where = [m.key for m in sentence.places]
            indicators = tuple(dict.fromkeys(named)) or indicators
            places = tuple(dict.fromkeys(where)) or places

    def _of_table(self, chapter: Chapter, table: Table) -> Iterator[Sentence]:
        heads = [plain(c.children) for c in table.header]
        for row in table.rows:
            first = plain(row[0].children) if row else ""
            for head, cell in zip(heads[1:], row[1:], strict=False):
                before = f"{first}, {head}: "
                text, spans = spelled(cell.children)
                own = tuple(s.moved(len(before)) for s in spans)
                yield self._read(chapter, before + text, own, -1, "cell", (), ())

    def _read(
        self, chapter: Chapter, text: str, spans: tuple[Span, ...], number: int, kind: str,
        indicators: tuple[str, ...], places: tuple[str, ...],
    ) -> Sentence:  # fmt: skip
        words = self.vocabulary
        dated = periods_in(text)
        periods = [m for m in dated if not _aside(text, m)]
        found = words.indicators.find(text)
        # "11.9% of active businesses": what the share is of, and not what is measured.
        named = tuple(m for m in found if not _OF.search(text[: m.start])) or tuple(found)
        where = tuple(words.places_in(text))
        # The figures of names count nothing: "3 LEP area".
        taken = [(m.start, m.end) for m in (*dated, *named, *where)]
        return Sentence(
            chapter=chapter.slug,
            text=text,
            spans=spans,
            paragraph=number,
            kind=kind,
            indicators=named,
            places=where,
            periods=tuple(periods),
            quantities=tuple(quantities_in(text, spans, taken)),
            home=chapter.scope.place,
            context_indicators=indicators,
            context_places=places,
        )


@lru_cache(maxsize=8)
def _vocabulary(evidence: Evidence) -> Vocabulary:
    """Names of a snapshot's indicators and places: they never change, so they are put in order once.

    In English, whatever language asks first: texts are read by them.
    """
    with using(ENGLISH):
        return Vocabulary.of(evidence)


_OF = re.compile(r"\d\s?%\s+of\s+(?:all\s+|the\s+)?$")


def _aside(text: str, period: Mention) -> bool:
    """ "as stated in 2020", "(2024 prices)": a year that no figure is of."""
    before, after = text[: period.start], text[period.end :]
    dated = re.search(r"\b(?:stated|published|released|revised|updated)\s+in\s+$", before)
    return bool(dated) or bool(re.match(r"\s+prices\b", after))


#: What is longer is no sentence: a list of numbers without full stops, or a text that somebody pasted.
_LONGEST = 1_500


def _pieces(text: str) -> Iterator[str]:
    """The sentences of a text; what is too long for one in pieces, cut at a blank."""
    for sentence in sentences(text):
        while len(sentence) > _LONGEST:
            cut = sentence.rfind(" ", 1, _LONGEST)
            cut = cut if cut > 0 else _LONGEST
            yield sentence[:cut]
            sentence = sentence[cut:].lstrip()
        yield sentence


def spelled(run: tuple[Inline, ...]) -> tuple[str, tuple[Span, ...]]:
    """The words of a run, and where the figures from tokens stand in them."""
    text, spans = "", []
    for leaf in leaves(run):
        words = plain((leaf,))
        if isinstance(leaf, Number):
            spans.append(Span(len(text), len(text) + len(words), leaf.used))
        text += words
    return text, tuple(spans)


def tables(tree: Tree) -> Iterator[Table]:
    for block in tree:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Quote):
            yield from tables(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from tables(item.blocks)


def _runs(tree: Tree) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """Runs of words outside tables: "heading" or "prose"."""
    for block in tree:
        if isinstance(block, Heading):
            yield "heading", block.children
        elif isinstance(block, Paragraph):
            yield "prose", block.children
        elif isinstance(block, Quote):
            yield from _runs(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _runs(item.blocks)


def normal(text: str) -> str:
    """A text for comparing with another: blanks and signs as one."""
    return re.sub(r"\W+", " ", text.casefold()).strip()
