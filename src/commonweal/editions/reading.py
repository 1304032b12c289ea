"""An edition read as its checks need it: sentences, the numbers in them, and what each number is of.

A number goes with the indicator, the place and the period that stand nearest to it in its clause; a clause
that names none goes on with those of the clause before it, and a sentence with those of the sentence before
it in its paragraph. Nothing goes back: in "it rose by 2 points, and in the UK by 1" the 2 is not the UK's. A
cell of a table is read with the header of its column and the first cell of its row. Figures that come from
tokens know what they are of.
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
        mention = self._mentions[q.start][0]
        return alike(mention, self.indicators) if mention else self.context_indicators

    def places_of(self, q: Quantity) -> tuple[str, ...]:
        """Keys of the places that a number may be of; the chapter's own where nothing is said."""
        if q.used is not None:
            return (q.used.place,)
        mention = self._mentions[q.start][1]
        behind = next((m for m in self.places if m.start >= q.end), None)
        if behind is not None and _IN_PLACE.fullmatch(self.text[q.end : behind.start]):
            return alike(behind, self.places)
        if mention:
            before = dict.fromkeys(m.key for m in self.places if m.end <= q.start)
            # "5.5% here against 4.0% in the UK, after 5.4%": after which of the two is not said.
            if len(before) > 1 and mention.end <= q.start and _EARLIER.search(self.text[: q.start]):
                return tuple(before)
            return alike(mention, self.places)
        return self.context_places or ((self.home,) if self.home else ())

    def period_of(self, q: Quantity) -> str:
        """What people call its period ("2019", "2018/19"); empty where the sentence does not say."""
        if q.used is not None:
            return q.used.period
        mention = self._mentions[q.start][2]
        return mention.key if mention else ""

    @cached_property
    def _clauses(self) -> tuple[int, ...]:
        """Where each clause begins; a cell of a table is one."""
        return (0,) if self.kind == "cell" else (0, *(m.start() for m in _CLAUSE.finditer(self.text)))

    @cached_property
    def _mentions(self) -> dict[int, tuple[Mention | None, Mention | None, Mention | None]]:
        """The indicator, the place and the period that each typed number goes with, by where it stands."""
        return {
            q.start: (
                self._near(q, self.indicators),
                self._near(q, self.places),
                self._dated(q),
            )
            for q in self.quantities
            if q.used is None
        }

    def _near(self, q: Quantity, mentions: Sequence[Mention]) -> Mention | None:
        at = bisect_right(self._clauses, q.start)
        start = self._clauses[at - 1]
        end = self._clauses[at] if at < len(self._clauses) else len(self.text)
        own = [m for m in mentions if start <= m.start < end and not self._owns_later(m, q)]
        if own:
            return nearest(q, own, [o for o in self.quantities if start <= o.start < end])
        return max((m for m in mentions if m.start < start), key=lambda m: m.start, default=None)

    def _dated(self, q: Quantity) -> Mention | None:
        """ "from 5.4% in 2018 to 5.5%": the year is the first number's, and the second one's is not said. In
        "from 5.4% to 5.5% in 2019" it is the second's."""
        if q.start in self._own_periods:
            return self._own_periods[q.start]
        taken = {m.start for m in self._own_periods.values()}
        free = [m for m in self.periods if m.start not in taken]
        found = self._near(q, free)
        if found is None or not _FROM.search(self.text[: q.start]):
            return found
        at = bisect_right(self._clauses, q.start)
        end = self._clauses[at] if at < len(self._clauses) else len(self.text)
        clause = [m for m in free if self._clauses[at - 1] <= m.start < end]
        return found if len({m.start for m in clause}) == 2 else None

    @cached_property
    def _own_periods(self) -> dict[int, Mention]:
        """The period right behind a number that another is held against, by where the number stands."""
        found = {}
        for q in self.quantities:
            if q.used is not None or q.change or not _AGAINST.search(self.text[: q.start]):
                continue
            behind = next((m for m in self.periods if m.start >= q.end), None)
            if behind is not None and _RIGHT_BEHIND.fullmatch(self.text[q.end : behind.start]):
                found[q.start] = behind
        return found

    def _owns_later(self, m: Mention, q: Quantity) -> bool:
        """ "the UK's £20,407": the name owns what stands behind it, and nothing before."""
        return m.start > q.start and self.text[m.start : m.end].endswith(("'s", "’s"))


#: Where another clause begins.
_CLAUSE = re.compile(
    r";|,\s+(?:and|while|whilst|but|whereas|beside|against|compared|with|or|up|down)\b|\s(?:while|whilst|whereas)\s"
)


#: Before the number that a change starts from, and before any that another is held against.
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?[−-]?(?:£\s?)?$", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:from|after|was|were)\s+(?:the\s+)?[−-]?(?:£\s?)?$", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:from|than|after|against|comparable\s+(?:with|to)|compared\s+(?:with|to))\s+(?:the\s+)?[−-]?(?:£\s?)?$",
    re.IGNORECASE,
)
#: The unit of a number, and what ties a name or a period behind it to it.
_UNIT = r"(?:\s+(?!to\b|and\b)[A-Za-z][A-Za-z0-9’'-]*){0,6}?"
_RIGHT_BEHIND = re.compile(
    _UNIT + r"\s*\(?\s*(?:(?:in|for|of|at|during)\s+)?(?:the\s+year\s+)?", re.IGNORECASE
)
_IN_PLACE = re.compile(_UNIT + r"\s+(?:in|for|across)\s+(?:the\s+)?", re.IGNORECASE)


def alike(mention: Mention, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """A name that belongs to several keys is there once for each."""
    return tuple(m.key for m in mentions if (m.start, m.end) == (mention.start, mention.end))


def nearest(q: Quantity, mentions: Sequence[Mention], others: Sequence[Quantity]) -> Mention | None:
    """Which mention a number goes with: the only one; in order where there are as many; else the nearest.

    A mention on the far side of another number is not this one's; of two as near, the later is meant.
    """
    spots = list({(m.start, m.end): m for m in mentions}.values())
    if len(spots) <= 1:
        return spots[0] if spots else None
    levels = [o.start for o in others if o.kind == q.kind and o.change == q.change]
    if len(spots) == len(levels) and q.start in levels:
        return sorted(spots, key=lambda m: m.start)[levels.index(q.start)]

    def far(m: Mention) -> tuple[int, int]:
        after = m.start >= q.end
        between = (q.end, m.start) if after else (m.end, q.start)
        crossed = sum(1 for o in others if o.start >= between[0] and o.end <= between[1])
        return crossed, between[1] - between[0] - (1 if after else 0)

    return min(spots, key=far)


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
