"""Place profile and compare."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.packs.models import Framework
from commonweal.progress.schema import Status
from commonweal.progress.standing import GoalStanding, Standing
from commonweal.publish import breakdowns, numbers, sentences
from commonweal.web.framework import selectors
from commonweal.web.framework.forms import Asked
from commonweal.web.framework.presenters.marks import (
    CountView,
    StatusView,
    address,
    counts,
    face,
    period_words,
    source_view,
    status_view,
    whose_words,
)
from commonweal.web.framework.presenters.overview import (
    Choice,
    GapView,
    GoalStrip,
    gap_view,
    place_choices,
    strip,
)
from commonweal.web.framework.selectors import Book
from commonweal.web.ui.days import day_words


@dataclass(frozen=True)
class Difference:
    name: str
    href: str
    here: str
    there: str
    better: str
    face: str


@dataclass(frozen=True)
class PlacePage:
    code: str
    name: str
    level: str
    part_of: str
    part_of_href: str
    valid: str
    members: list[tuple[str, str]]
    aggregation: str
    framework: str
    lede: str
    counts: list[CountView]
    strips: list[GoalStrip]
    gaps: list[GapView]
    differences: list[Difference]
    peers: str
    multiples: list[tuple[str, str, str]]
    compare_href: str
    frameworks: list[Choice]
    rule_title: str
    rule_href: str


@dataclass(frozen=True)
class Cell:
    text: str
    period: str
    status: StatusView | None
    place: str


@dataclass(frozen=True)
class CompareRow:
    name: str
    href: str
    unit: str
    goal: str
    group: str
    source: str
    cells: list[Cell]


@dataclass(frozen=True)
class ComparePage:
    lede: str
    places: list[tuple[str, str]]
    choices: list[Choice]
    rows: list[CompareRow]
    counts: list[tuple[str, list[CountView]]]
    of_groups: bool


def assemble(book: Book, code: str, framework: Framework, asked: Asked) -> PlacePage:
    """A place's profile by the framework that is asked for."""
    asked, rule = replace(asked, place=code), asked.rule
    goals = selectors.framework_standing(book, framework, code, rule)
    peers = {c: selectors.framework_standing(book, framework, c, rule) for c in _peers(book, code)}
    return place_page(
        book,
        code,
        framework,
        goals,
        selectors.counts(goals),
        selectors.widest_gaps(goals),
        peers,
        asked,
    )


def assemble_comparison(book: Book, framework: Framework, asked: Asked) -> ComparePage:
    """The places asked for side by side; without any, the first two of the site."""
    codes = asked.places or book.site_areas[:2]
    standing_of = {c: selectors.framework_standing(book, framework, c, asked.rule) for c in codes}
    overall = {c: selectors.counts(goals) for c, goals in standing_of.items()}
    return compare_page(book, framework, standing_of, asked, overall)


def _peers(book: Book, code: str) -> list[str]:
    """The site's places of the same level, apart from this one: at least four, or there is no comparing."""
    record = book.snapshot.place_records.get(code)
    if record is None:
        return []
    records = book.snapshot.place_records
    peers = [c for c in book.site_areas if c in records and records[c].level == record.level and c != code]
    return peers if len(peers) >= 4 else []


def place_page(
    book: Book,
    code: str,
    framework: Framework,
    goals: Sequence[GoalStanding],
    overall: Counter[Status],
    gaps: Sequence[Standing],
    peers: Mapping[str, Sequence[GoalStanding]],
    asked: Asked,
) -> PlacePage:
    record, group = book.snapshot.place_records.get(code), book.snapshot.area_sets.get(code)
    parent = record.parent if record and record.parent in book.places else None
    names = [book.places[c] for c in peers]
    return PlacePage(
        code=code,
        name=book.places[code],
        level=record.level if record else (group.kind if group else ""),
        part_of=book.places[parent] if parent else "",
        part_of_href=address("framework:place", parent) if parent else "",
        valid=_valid(record or group),
        members=[(book.places[m], address("framework:place", m)) for m in group.members if m in book.places]
        if group
        else [],
        aggregation=str(_AGGREGATION[group.aggregation]) if group else "",
        framework=framework.title,
        lede=sentences.site_summary(overall, asked.rule),
        counts=counts(overall, asked.rule),
        strips=[strip(g, book, asked) for g in goals],
        gaps=[gap_view(s, book, asked) for s in gaps],
        differences=_differences(book, code, goals, peers, asked),
        peers=", ".join(names),
        multiples=_multiples(book, goals, asked),
        compare_href=address("framework:compare", places=code),
        frameworks=[
            Choice(f.id, f.title, f.id == framework.id) for f in book.snapshot.definitions.frameworks
        ],
        rule_title=selectors.rules()[asked.rule].TITLE,
        rule_href=address("framework:method", asked.rule),
    )


_AGGREGATION: dict[str, Any] = {
    "published": gettext_lazy(
        "Only figures that were published for this area as a whole are shown; nothing is added up."
    ),
    "sum": gettext_lazy("Figures are sums over its members; where one is missing, the sum is missing."),
    "weighted": gettext_lazy(
        "Figures are weighted by each member's denominator; where one is missing, so is the figure."
    ),
}


def compare_page(
    book: Book,
    framework: Framework,
    standing_of: Mapping[str, Sequence[GoalStanding]],
    asked: Asked,
    overall: Mapping[str, Counter[Status]],
) -> ComparePage:
    codes = list(standing_of)
    rows: dict[str, CompareRow] = {}
    for index, goal in enumerate(next(iter(standing_of.values()), ())):
        for position, first in enumerate(goal.standings):
            cells = [standing_of[c][index].standings[position] for c in codes]
            if first.indicator.id in rows or not any(s.row for s in cells):
                continue
            group = _one_group(cells)
            rows[first.indicator.id] = CompareRow(
                name=first.indicator.name,
                href=address(
                    "framework:indicator",
                    first.indicator.id,
                    rule=asked.rule,
                    place=codes[0],
                    breakdown=group,
                ),
                unit=first.indicator.unit,
                goal=goal.goal.title,
                group=breakdowns.words(group) if group else "",
                source=whose_words(source_view(book.snapshot, first.indicator.id)),
                cells=[_cell(s, group, book, asked.rule) for s in cells],
            )
    return ComparePage(
        lede=_compare_lede([book.places[c] for c in codes], len(rows)),
        places=[(book.places[c], address("framework:place", c)) for c in codes],
        choices=[Choice(c.value, c.text, c.value in codes) for c in place_choices(book, None)],
        rows=list(rows.values()),
        counts=[(book.places[c], counts(overall[c], asked.rule)) for c in codes],
        of_groups=any(row.group for row in rows.values()),
    )


def _one_group(standings: Sequence[Standing]) -> str:
    """The group that a row is of: the one that most of the places have figures for, of those that mark them.

    Each place is marked by its own worst group; side by side these would be different things.
    """
    marking = [s.breakdown for s in standings if s.row]
    held = Counter(r["breakdown"] for s in standings for r in s.rows if r["latest"] is not None)
    return max(marking, key=lambda group: held[group])


def _cell(s: Standing, group: str, book: Book, rule: str) -> Cell:
    place = book.places[s.area]
    row = next((r for r in s.rows if r["breakdown"] == group), None)
    if row is None:
        return Cell(_("no data"), "", status_view(Status.NO_DATA, rule), place)
    return Cell(
        numbers.value(row["latest"], s.indicator),
        period_words(row["latest_period"]),
        status_view(Status(row["status"]), rule, row["grade"]),
        place,
    )


def _compare_lede(names: Sequence[str], rows: int) -> str:
    if len(names) < 2:
        return _("Choose two places or more to see them side by side.")
    return _(
        "%(first)s and %(last)s, side by side on %(number)d indicators that at least one of them has "
        "figures for."
    ) % {"first": ", ".join(names[:-1]), "last": names[-1], "number": rows}


def _valid(record: object) -> str:
    start, end = getattr(record, "valid_from", None), getattr(record, "valid_to", None)
    if start and end:
        return _("It stood from %(start)s to %(end)s.") % {"start": day_words(start), "end": day_words(end)}
    if end:
        return _("It stood until %(end)s.") % {"end": day_words(end)}
    return _("It has stood since %(start)s.") % {"start": day_words(start)} if start else ""


def _differences(
    book: Book,
    code: str,
    goals: Sequence[GoalStanding],
    peers: Mapping[str, Sequence[GoalStanding]],
    asked: Asked,
) -> list[Difference]:
    """Where this place stands out most from its peers: by distance from their median, in their spread."""
    found: dict[str, tuple[float, Difference]] = {}
    for index, goal in enumerate(goals):
        for position, here in enumerate(goal.standings):
            values = [
                s.row["latest"]
                for other in peers.values()
                if (s := other[index].standings[position]).row
                and here.row
                and s.row["latest_period"] == here.row["latest_period"]
                and s.breakdown == here.breakdown
            ]
            # A total says how large a place is, not how it fares: those have no comparator.
            total = here.indicator.comparator is None
            if here.row is None or total or len(values) < 4 or here.indicator.id in found:
                continue
            middle = statistics.median(values)
            spread = statistics.median(abs(v - middle) for v in values)
            if spread == 0:
                continue
            away = (here.row["latest"] - middle) / spread
            better = here.indicator.polarity * away
            found[here.indicator.id] = (
                abs(away),
                Difference(
                    name=here.indicator.name,
                    href=address("framework:indicator", here.indicator.id, asked=asked),
                    here=numbers.value(here.row["latest"], here.indicator),
                    there=numbers.value(middle, here.indicator),
                    better=_("better") if better > 0 else (_("worse") if better < 0 else _("different")),
                    face=face(here, book),
                ),
            )
    ranked = sorted(found.values(), key=lambda pair: pair[0], reverse=True)
    return [d for away, d in ranked if away >= 1][:6]


def _multiples(book: Book, goals: Sequence[GoalStanding], asked: Asked) -> list[tuple[str, str, str]]:
    """A small chart a goal, of the first indicator there that has a history."""
    chosen: dict[str, tuple[str, str, str]] = {}
    for goal in goals:
        for s in goal.standings:
            if s.row is None or s.row["points"] < 4 or s.indicator.id in chosen:
                continue
            chart = address(
                "framework:chart",
                s.indicator.id,
                "svg",
                place=s.area,
                breakdown=s.breakdown,
                rule=asked.rule,
                size="small",
                snapshot=book.id[:12],  # of the figures that the page gives
            )
            chosen[s.indicator.id] = (
                s.indicator.name,
                chart,
                address("framework:indicator", s.indicator.id, asked=asked, breakdown=s.breakdown),
            )
            break
    return list(chosen.values())[:8]
