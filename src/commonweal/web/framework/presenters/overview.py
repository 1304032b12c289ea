"""Home, framework, goal and "all progress on one page"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from commonweal.packs.models import Framework, Gap, Goal, Provenance, Rung
from commonweal.progress.schema import Status
from commonweal.progress.snapshot import Row
from commonweal.progress.standing import GoalStanding, Standing, widest_gaps
from commonweal.publish import sentences
from commonweal.web.framework import selectors
from commonweal.web.framework.forms import Asked, settle
from commonweal.web.framework.presenters.marks import (
    PROVENANCE_WORDS,
    CountView,
    MarkView,
    RowView,
    StatusView,
    address,
    counts,
    face,
    marks,
    row_view,
    status_view,
    with_figures_first,
)
from commonweal.web.framework.selectors import Book


@dataclass(frozen=True)
class GapView:
    name: str
    href: str
    sentence: str
    status: StatusView
    face: str


@dataclass(frozen=True)
class GoalStrip:
    """A goal at a glance: its marks, and the sentence that says most."""

    title: str
    href: str
    number: str
    marks: list[MarkView]
    counts: list[CountView]
    summary: str
    telling: GapView | None
    domains: str
    empty: str
    reconstructed: bool


@dataclass(frozen=True)
class Choice:
    value: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class MoveView:
    name: str
    href: str
    place: str
    before: StatusView
    after: StatusView


@dataclass(frozen=True)
class WordingView:
    date: str
    text: str
    current: bool
    note: str
    provenance: str


@dataclass(frozen=True)
class FrameworkPage:
    id: str
    title: str
    summary: str
    goal_word: str
    place: str
    place_name: str
    lede: str
    strips: list[GoalStrip]
    counts: list[CountView]
    places: list[Choice]
    definition: list[WordingView]
    ladder: Sequence[Rung]
    caution: str
    gaps: list[GapView]
    moves: list[MoveView]
    rule_title: str
    rule_href: str


@dataclass(frozen=True)
class GoalPage:
    title: str
    framework: str
    framework_href: str
    place_name: str
    outcome: str
    summary: str
    considerations: Sequence[str]
    domains: str
    lede: str
    marks: list[MarkView]
    counts: list[CountView]
    rows: list[RowView]
    gap: Gap | None
    elsewhere: str
    elsewhere_href: str
    places: list[Choice]
    provenance: str
    reconstructed: bool
    note: str
    downloads: str
    rule_title: str
    rule_href: str


def place_choices(book: Book, chosen: str | None) -> list[Choice]:
    """The site's places; the chosen one too where it is another."""
    codes = list(book.site_areas)
    if chosen and chosen not in codes:
        codes.insert(0, chosen)
    return [Choice(c, book.places.get(c, c), c == chosen) for c in codes]


def strip(goal: GoalStanding, book: Book, asked: Asked) -> GoalStrip:
    found = goal.counts
    return GoalStrip(
        title=goal.goal.title,
        href=address("framework:goal", goal.framework.id, goal.goal.id, asked=asked),
        number=_number(goal.goal),
        marks=marks(goal, asked),
        counts=counts(found, asked.rule),
        summary=sentences.goal_summary(found, asked.rule),
        telling=_telling(goal, book, asked),
        domains=", ".join(d.value for d in goal.goal.domains),
        empty=goal.goal.gap.statement if goal.goal.gap and not goal.standings else "",
        reconstructed=goal.goal.provenance is Provenance.RECONSTRUCTED,
    )


def assemble(
    book: Book, framework: Framework, asked: Asked, rule_title: Callable[[str | None], str]
) -> tuple[FrameworkPage, Asked]:
    """The framework's page for what is asked, and what is asked with its defaults filled."""
    asked = settle(asked, book, framework.id)
    goals = selectors.framework_standing(book, framework, asked.place, asked.rule)
    page = framework_page(
        book,
        framework,
        goals,
        selectors.counts(goals),
        selectors.widest_gaps(goals),
        selectors.moved_since_last(book),
        asked,
        rule_title(asked.rule),
    )
    return page, asked


def framework_page(
    book: Book,
    framework: Framework,
    goals: Sequence[GoalStanding],
    overall: Counter[Status],
    gaps: Sequence[Standing],
    moves: Sequence[Row],
    asked: Asked,
    rule_title: str,
) -> FrameworkPage:
    place = asked.place
    return FrameworkPage(
        id=framework.id,
        title=framework.title,
        summary=framework.summary,
        goal_word=framework.goal_word,
        place=place,
        place_name=book.places.get(place, place),
        lede=sentences.site_summary(overall, asked.rule),
        strips=[strip(g, book, asked) for g in goals],
        counts=counts(overall, asked.rule),
        places=place_choices(book, place),
        definition=[
            WordingView(w.date, w.text, w.current, w.note, str(PROVENANCE_WORDS[w.provenance]))
            for w in sorted(framework.definition, key=lambda w: w.date, reverse=True)
        ],
        ladder=framework.ladder,
        caution=framework.caution,
        gaps=[gap_view(s, book, asked) for s in gaps],
        moves=move_views(moves, book, asked),
        rule_title=rule_title,
        rule_href=address("framework:method", asked.rule),
    )


def goal_page(book: Book, goal: GoalStanding, asked: Asked, rule_title: str, elsewhere: str = "") -> GoalPage:
    """``elsewhere``: the place in which this goal has figures, where it has none in the one asked for."""
    g = goal.goal
    other = replace(asked, place=elsewhere)
    return GoalPage(
        title=g.title,
        framework=goal.framework.title,
        framework_href=address("framework:framework", goal.framework.id, asked=asked),
        place_name=book.places.get(goal.area, goal.area),
        outcome=g.outcome,
        summary=g.summary,
        considerations=g.considerations,
        domains=", ".join(d.value for d in g.domains),
        lede=sentences.goal_summary(goal.counts, asked.rule),
        marks=marks(goal, asked),
        counts=counts(goal.counts, asked.rule),
        rows=[row_view(s, book, asked) for s in with_figures_first(goal.standings)],
        gap=g.gap,
        elsewhere=book.places.get(elsewhere, ""),
        elsewhere_href=address("framework:goal", goal.framework.id, g.id, asked=other),
        places=place_choices(book, goal.area),
        provenance=str(PROVENANCE_WORDS[g.provenance]),
        reconstructed=g.provenance is Provenance.RECONSTRUCTED,
        note=g.note,
        downloads=address(
            "framework:selection", "csv", framework=goal.framework.id, goal=g.id, place=goal.area
        ),
        rule_title=rule_title,
        rule_href=address("framework:method", asked.rule),
    )


def gap_view(standing: Standing, book: Book, asked: Asked) -> GapView:
    return GapView(
        name=standing.indicator.name,
        href=address("framework:indicator", standing.indicator.id, asked=asked),
        sentence=sentences.gap(standing.row, standing.indicator, book.places) if standing.row else "",
        status=status_view(standing.status, asked.rule, standing.grade),
        face=face(standing, book),
    )


def move_views(moves: Sequence[Row], book: Book, asked: Asked) -> list[MoveView]:
    """What moved in the place that is looked at, of indicators that still stand."""
    return [
        MoveView(
            name=book.snapshot.indicators[m["indicator"]].name,
            href=address("framework:indicator", m["indicator"], asked=asked),
            place=book.places.get(m["area"], m["area"]),
            before=status_view(Status(m["old_status"] or Status.NO_DATA), asked.rule),
            after=status_view(Status(m["new_status"] or Status.NO_DATA), asked.rule),
        )
        for m in moves
        if m["area"] == asked.place and m["rule"] == asked.rule and m["indicator"] in book.snapshot.indicators
    ][:12]


def _telling(goal: GoalStanding, book: Book, asked: Asked) -> GapView | None:
    """The widest gap among what does not improve enough, else the widest of all."""
    worse = [s for s in goal.standings if s.status in (Status.AWAY, Status.SLOW)]
    for chosen in widest_gaps(worse, 1) or widest_gaps(goal.standings, 1):
        return gap_view(chosen, book, asked)
    return None


def _number(goal: Goal) -> str:
    tail = goal.id.rsplit("-", 1)[-1]
    return tail if tail.isdigit() else ""
