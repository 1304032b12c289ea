"""A whole edition ready to be laid out: every chapter with its figures, pictures and tables in their order.

The web tree, the PDF, the Word file and the data package are all made from one :class:`Book`, so none of
them can show a figure that another has not. A piece of a section is a block of ``editions.tree`` (without
pictures), a :class:`Drawn` or a :class:`~commonweal.editions.grids.Grid`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from commonweal.editions import goalnames, grids, pictures, resolve
from commonweal.editions.basis import Basis
from commonweal.editions.edition import Edition, Part, PartKind
from commonweal.editions.grids import Grid
from commonweal.editions.headings import in_steps
from commonweal.editions.pictures import Draw, Drawn, Press, Undrawable
from commonweal.editions.resolve import Chapter
from commonweal.editions.tree import (
    Block,
    Heading,
    Item,
    Listing,
    Paragraph,
    Picture,
    Strong,
    Text,
)
from commonweal.evidence.periods import month_name
from commonweal.progress.schema import Status
from commonweal.publish import charts, placenames, summaries
from commonweal.words import N_, _, defined, in_english, listed, ngettext, using

Piece = Block | Drawn | Grid
Tick = Callable[[str, int, int], None]  # what is being done, done, of how many
#: The widest gaps that a place's page names.
_GAPS = 5
#: Said on the first page of an edition in a language that no reader of it has gone through yet.
DRAFTED = N_(
    "Words that the software made in this language were drafted by the makers of Commonweal; no speaker of "
    "the language has read them through yet."
)


@dataclass(frozen=True)
class Section:
    """``chapter``: its text, resolved; None for what no writer wrote (credits)."""

    kind: str
    slug: str
    title: str
    pieces: tuple[Piece, ...]
    chapter: Chapter | None = None
    part: Part | None = None

    @property
    def shown(self) -> tuple[Drawn | Grid, ...]:
        """Its pictures and tables, in order."""
        return tuple(p for p in self.pieces if isinstance(p, Drawn | Grid))


@dataclass(frozen=True)
class Book:
    """``facts``: what stands on the first page under the title, ``corrections`` below them."""

    edition: Edition
    title: str
    facts: tuple[str, ...]
    corrections: tuple[str, ...]
    sections: tuple[Section, ...]
    snapshot: str = ""

    @property
    def shown(self) -> tuple[Drawn | Grid, ...]:
        return tuple(s for section in self.sections for s in section.shown)

    @property
    def pictures(self) -> tuple[Drawn, ...]:
        return tuple(s for s in self.shown if isinstance(s, Drawn) and s.svg)

    def alone(self, slug: str) -> Book:
        """The same with one section only: a chapter or a place profile by itself. Raises ``KeyError``."""
        chosen = tuple(s for s in self.sections if s.slug == slug)
        if not chosen:
            raise KeyError(slug)
        with using(self.edition.language):
            corrections = tuple(_corrections(self.edition, slug))
        return replace(
            self,
            sections=chosen,
            title=f"{chosen[0].title} – {self.edition.title}",
            corrections=corrections,
        )


def book(edition: Edition, basis: Basis, draw: Draw | None = None, tick: Tick | None = None) -> Book:
    """Every part resolved and drawn, and the credits behind the last, in the language of the edition. Never
    raises for a text's mistakes: what has no figure says so where it stands.
    """
    with using(edition.language, basis.definitions):
        return _book(edition, basis, draw, tick)


def _book(edition: Edition, basis: Basis, draw: Draw | None, tick: Tick | None) -> Book:
    maker = _Maker(edition, basis, draw or Press())
    sections = []
    for done, part in enumerate(edition.parts, start=1):
        sections.append(maker.section(part))
        if tick is not None:
            tick("Chapters", done, len(edition.parts))
    sections.append(maker.credits())
    return Book(
        edition=edition,
        title=edition.title,
        facts=tuple(_facts(edition, basis)),
        corrections=tuple(_corrections(edition)),
        sections=_numbered(sections),
        snapshot=basis.snapshot,
    )


def _facts(edition: Edition, basis: Basis) -> Iterator[str]:
    places = basis.evidence.places
    if edition.example:
        yield _(
            "This is an example edition made by Commonweal to show what the software does. No council, "
            "combined authority or partner has written, seen or approved it."
        )
    if not in_english():
        yield _(DRAFTED)
    yield _("Period: {period}.").format(period=edition.period)
    where = placenames.in_sentence(edition.place, places)
    yield _("Figures are of {place} where the text names no other place.").format(place=where)
    if edition.comparators:
        others = listed([placenames.in_sentence(c, places) for c in edition.comparators])
        yield _("Compared with {places}.").format(places=others)
    yield _("State: {state}.").format(state=_(edition.state))
    if basis.snapshot:
        yield _("Snapshot of the evidence: {snapshot}. Every figure comes from it.").format(
            snapshot=basis.snapshot[:12]
        )


def _corrections(edition: Edition, part: str = "") -> Iterator[str]:
    """In words; ``part``: those of one part only."""
    for c in edition.corrections:
        if part and c.part != part:
            continue
        where = next((p.title for p in edition.parts if p.slug == c.part), c.part)
        by = f" ({c.by})" if c.by else ""
        said = _("Correction {number}, {day}, {where}: “{was}” is now “{now}”. {reason}").format(
            number=c.number,
            day=f"{c.day.day} {month_name(c.day.month)} {c.day.year}",
            where=where,
            was=c.was,
            now=c.now,
            reason=c.reason,
        )
        yield f"{said}{by}"


@dataclass(frozen=True)
class _Maker:
    edition: Edition
    basis: Basis
    draw: Draw

    def section(self, part: Part) -> Section:
        chapter = resolve.chapter(part, self.edition, self.basis.evidence)
        before, behind = self._made(part)
        pieces = (*before, *self._drawn(chapter), *behind)
        return Section(part.kind, part.slug, part.title, tuple(pieces), chapter, part)

    def _drawn(self, chapter: Chapter) -> Iterator[Piece]:
        for block in in_steps(chapter.tree):
            if not isinstance(block, Picture):
                yield block
                continue
            try:
                yield pictures.drawn(block.token, self.basis, chapter.scope, self.draw)
            except Undrawable as wrong:
                yield _said(_("[no picture: {why}]").format(why=wrong))

    def _made(self, part: Part) -> tuple[list[Piece], list[Piece]]:
        """What the evidence adds before and behind a part's own text."""
        made = {
            PartKind.SUMMARY: self._summary,
            PartKind.GOAL: self._goal,
            PartKind.PLACE: self._place,
            PartKind.NOT_MEASURED: self._not_measured,
            PartKind.APPENDIX: self._appendix,
        }.get(part.kind)
        return made(part) if made else ([], [])

    def _summary(self, part: Part) -> tuple[list[Piece], list[Piece]]:
        behind: list[Piece] = []
        for name in self.edition.frameworks:
            framework = self.basis.frameworks.get(name)
            if framework is None:
                continue
            strips = [
                (
                    goalnames.short(g),
                    [self.basis.standing(i, self.edition).status for i in self.basis.placed(g)],
                )
                for g in framework.goals
            ]
            marks = [(goal, found or [Status.NO_INDICATOR]) for goal, found in strips]
            card = grids.scorecard(framework, self.edition, self.basis)
            title = goalnames.framework(framework)
            scored = _("Scorecard: {framework}").format(framework=title)
            behind.append(Heading(2, (Text(scored),), f"scorecard-{framework.id}"))
            behind.append(_said(self._counted(framework.id)))
            spec = charts.marks_strip(marks, width=pictures.WIDTH, rule=self.edition.rule)
            behind.append(
                Drawn(
                    kind="marks",
                    title=_("Each indicator's mark by {goal_word}: {framework}").format(
                        goal_word=goalnames.goal_word(framework), framework=title
                    ),
                    said=spec["description"],
                    svg=pictures.one_picture(self.draw(spec)),
                    source="",
                    header=card.header[:3],
                    rows=tuple(r[:3] for r in card.rows),
                    frame=pictures.frame_of(card.header[:3], [r[:3] for r in card.rows]),
                    name=f"marks-{framework.id}",
                )
            )
            behind.append(card)
        return [], behind

    def _counted(self, framework: str) -> str:
        found = self.basis.frameworks[framework]
        all_of = [self.basis.standing(i, self.edition) for g in found.goals for i in self.basis.placed(g)]
        counts = grids.counts(all_of)
        counts[Status.NO_INDICATOR] = sum(not self.basis.placed(g) for g in found.goals)
        return summaries.site_summary(counts, self.edition.rule)

    def _goal(self, part: Part) -> tuple[list[Piece], list[Piece]]:
        found = self.basis.goal(part)
        if found is None:
            return [], []
        goal = found[1]
        outcome = defined("goal.outcome", goal.outcome)
        before: list[Piece] = [Paragraph((Strong((Text(outcome),)),))]
        chosen = self.basis.of_part(part)
        behind: list[Piece] = []
        if chosen:
            standings = [self.basis.standing(i, self.edition) for i in chosen]
            before.append(_said(summaries.goal_summary(grids.counts(standings), self.edition.rule)))
            behind.append(Heading(2, (Text(_("At a glance")),), "at-a-glance"))
            behind.append(grids.at_a_glance(part.title, chosen, self.edition, self.basis))
        else:
            before.append(_said(_("No indicator measures this goal yet.")))
        if goal.gap is not None:
            behind.append(Heading(2, (Text(_("What is not measured")),), "what-is-not-measured"))
            why = defined("gap.why", goal.gap.why)
            done = defined("gap.being_done", goal.gap.being_done)
            behind.append(_said(defined("gap.statement", goal.gap.statement)))
            behind.append(_said(_("Why: {why}").format(why=why)))
            behind.append(_said(_("What is being done: {being_done}").format(being_done=done)))
        return before, behind

    def _place(self, part: Part) -> tuple[list[Piece], list[Piece]]:
        chosen = part.indicators or self.basis.ordered(self.edition)
        behind: list[Piece] = [grids.profile(part.place, chosen, self.edition, self.basis)]
        gaps = grids.widest_gaps(part.place, chosen, self.basis, _GAPS)
        if gaps:
            behind.append(Heading(2, (Text(_("The widest gaps")),), "the-widest-gaps"))
            behind.append(Listing(True, tuple(Item((_said(g),)) for g in gaps)))
        return [], behind

    def _not_measured(self, part: Part) -> tuple[list[Piece], list[Piece]]:
        ordered = [self.basis.frameworks[f] for f in self.edition.frameworks if f in self.basis.frameworks]
        chosen = self.basis.ordered(self.edition)
        return [], [
            grids.not_measured(ordered),
            grids.without_figures(chosen, self.edition, self.basis),
        ]

    def _appendix(self, part: Part) -> tuple[list[Piece], list[Piece]]:
        chosen = self.basis.ordered(self.edition)
        return [], [
            grids.appendix(chosen, self.edition, self.basis),
            Heading(2, (Text(_("Where the figures come from")),), "sources"),
            grids.sources(chosen, self.basis),
        ]

    def credits(self) -> Section:
        """Who made it, under which licence, from what."""
        edition = self.edition
        lines = [_("Editor: {editor}.").format(editor=edition.editor)] if edition.editor else []
        lines += [f"{c}." for c in edition.contributors]
        lines += [
            f"{p.title}: {listed(tuple(map(str, p.contributors)))}." for p in edition.parts if p.contributors
        ]
        if edition.licence:
            lines.append(_("Licence: {licence}").format(licence=edition.licence))
        lines.append(self.citation())
        return Section("credits", "credits", _("Credits and licence"), tuple(map(_said, lines)))

    def citation(self) -> str:
        return citation(self.edition, self.basis.snapshot)


def citation(edition: Edition, snapshot: str) -> str:
    """How to cite the edition: who, what, of when, from which snapshot."""
    with using(edition.language):
        return _("Cite as: {citation}.").format(citation=cited(edition, snapshot))


def cited(edition: Edition, snapshot: str) -> str:
    """The citation itself: "Commonweal, “State of the Region”, 2026, with 2 corrections, snapshot 1a2b"."""
    who = edition.editor.organisation if edition.editor and edition.editor.organisation else "Commonweal"
    count = len(edition.corrections)
    parts = [who, f"“{edition.title}”", edition.period]
    with using(edition.language):
        if count:
            parts.append(ngettext("with {n} correction", "with {n} corrections", count).format(n=count))
        if snapshot:
            parts.append(_("snapshot {snapshot}").format(snapshot=snapshot[:12]))
    return ", ".join(parts)


def _said(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def _numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Figures and tables counted through the edition, each with a name that its files bear."""
    figures = tables = 0
    found = []
    figure, table = ("", "") if in_english() else (_(pictures.FIGURE), _(pictures.TABLE))
    for section in sections:
        pieces: list[Piece] = []
        for piece in section.pieces:
            if isinstance(piece, Drawn) and piece.svg:
                figures += 1
                stem = piece.name or f"{piece.indicator}-{piece.kind}"
                name = _stem("figure", figures, section, stem)
                pieces.append(replace(piece, number=figures, name=name, labelled=figure))
            elif isinstance(piece, Drawn | Grid):
                tables += 1
                stem = piece.name if isinstance(piece, Grid) else f"{piece.indicator}-{piece.kind}"
                name = _stem("table", tables, section, stem)
                pieces.append(replace(piece, number=tables, name=name, labelled=table))
            else:
                pieces.append(piece)
        found.append(replace(section, pieces=tuple(pieces)))
    return tuple(found)


def _stem(kind: str, number: int, section: Section, rest: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{kind}-{number:03d}-{section.slug}-{rest}".lower()).strip("-")
