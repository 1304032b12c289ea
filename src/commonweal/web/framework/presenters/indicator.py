"""The indicator's page: the answer, the picture, the proof, and where to go next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.packs.models import Indicator, Provenance
from commonweal.progress.schema import Status
from commonweal.progress.snapshot import Row
from commonweal.progress.standing import Standing
from commonweal.publish import breakdowns, charts, downloads, groups, numbers, sentences, tables
from commonweal.web.framework import selectors
from commonweal.web.framework.forms import Asked
from commonweal.web.framework.presenters.marks import (
    PROVENANCE_WORDS,
    SourceView,
    StatusView,
    address,
    period_words,
    source_view,
    status_view,
)
from commonweal.web.framework.presenters.overview import Choice, place_choices
from commonweal.web.framework.presenters.revisions import VintageView, vintage_views
from commonweal.web.framework.selectors import Book
from commonweal.web.ui.days import day_words


@dataclass(frozen=True)
class PlaceRow:
    place: str
    href: str
    latest: str
    period: str
    interval: str
    status: StatusView | None
    chosen: bool


@dataclass(frozen=True)
class BreakdownRow:
    value: str
    words: str
    href: str
    latest: str
    period: str
    interval: str
    status: StatusView
    chosen: bool


@dataclass(frozen=True)
class FigureRow:
    period: str
    value: str
    interval: str
    comparator: str
    note: str


@dataclass(frozen=True)
class StepView:
    label: str
    formula: str
    numbers: str
    result: str


@dataclass(frozen=True)
class GoalLink:
    framework: str
    title: str
    href: str


@dataclass(frozen=True)
class RuleChoice:
    key: str
    title: str
    href: str
    chosen: bool
    answer: str


@dataclass(frozen=True)
class IndicatorPage:
    id: str
    name: str
    question: str
    description: str
    unit: str
    place: str
    place_name: str
    breakdown: str
    breakdown_words: str
    answer: str
    change: str
    gap: str
    status: StatusView
    status_sentence: str
    provisional: bool
    chart: str
    chart_small: str
    chart_png: str
    chart_words: str
    table: list[FigureRow]
    has_interval: bool
    comparator_name: str
    places: list[Choice]
    breakdowns: list[BreakdownRow]
    groups_have_interval: bool
    between: str
    place_rows: list[PlaceRow]
    places_have_interval: bool
    steps: list[StepView]
    rule_title: str
    rule_href: str
    rules: list[RuleChoice]
    caveats: Sequence[str]
    breaks: list[str]
    targets: list[str]
    type_words: str
    polarity_words: str
    provenance: str
    reconstructed: bool
    note: str
    source: SourceView | None
    source_address: str
    licence: str
    release: str
    goals: list[GoalLink]
    outside: bool
    downloads: list[tuple[str, str]]
    embed: str
    cite: str
    snapshot: str
    snapshot_href: str
    metadata_href: str
    organisation: str
    places_chart: str
    waivers: list[str]
    vintages: list[VintageView]


POLARITY_WORDS: dict[int, Any] = {
    1: gettext_lazy("A higher figure is better."),
    -1: gettext_lazy("A lower figure is better."),
    0: gettext_lazy("Neither a higher nor a lower figure is better in itself, so it is not judged."),
}
TYPE_WORDS: dict[str, Any] = {
    "attainment": gettext_lazy(
        "Attainment: it shows whether the goal is being reached, and is watched yearly."
    ),
    "progress": gettext_lazy("Progress: it stands nearer to the work done, and gives context."),
}


def assemble(book: Book, indicator: Indicator, asked: Asked, site_address: str) -> IndicatorPage:
    """The page of one series: the one asked for, or the one that gives the indicator its mark."""
    place, rule = asked.place, asked.rule
    standing = selectors.standing(book, indicator.id, place, rule)
    known = {r["breakdown"]: r for r in standing.rows}
    chosen = asked.breakdown if asked.breakdown in known else standing.breakdown
    asked = replace(asked, breakdown=chosen)
    row = known.get(chosen)
    everywhere = [r for r in selectors.of_indicator(book, indicator.id, rule) if r["breakdown"] == chosen]
    answers = [
        (key, found.TITLE, selectors.series_row(book, key, place, indicator.id, chosen))
        for key, found in selectors.rules().items()
    ]
    return indicator_page(
        book,
        indicator,
        standing,
        row,
        selectors.series(book, indicator.id, place, chosen),
        everywhere,
        selectors.work(rule, row, indicator) if row else [],
        answers,
        asked,
        site_address,
        selectors.notes_on(book, indicator.id),
        selectors.revisions(book, indicator.id),
    )


def indicator_page(
    book: Book,
    indicator: Indicator,
    standing: Standing,
    row: Row | None,
    observations: pl.DataFrame,
    others: Sequence[Row],
    steps: Sequence[Any],
    rules: Sequence[tuple[str, str, Row | None]],
    asked: Asked,
    site_address: str,
    waivers: Sequence[str],
    revisions: Sequence[Any],
) -> IndicatorPage:
    """``row`` is the chosen series, ``others`` every area's latest of the same breakdown."""
    place = asked.place
    breakdown = asked.breakdown
    state = {"place": place, "breakdown": breakdown, "rule": asked.rule, "snapshot": asked.snapshot}
    # A picture in the page is of the page's own figures, whatever is published before it is fetched.
    drawn = {**state, "snapshot": book.id[:12]}
    groups_shown = _breakdowns(standing, indicator, asked)
    place_rows = _place_rows(book, indicator, others, asked)
    return IndicatorPage(
        id=indicator.id,
        name=indicator.name,
        question=indicator.question,
        description=indicator.description,
        unit=indicator.unit,
        place=place,
        place_name=book.places.get(place, place),
        breakdown=breakdown,
        breakdown_words=breakdowns.words(breakdown) if breakdown else _("Everyone"),
        answer=sentences.latest(row, indicator, book.places)
        if row
        else _("There is no figure for %(place)s.") % {"place": book.places.get(place, place)},
        change=sentences.change(row, indicator, book.places) if row else "",
        gap=sentences.gap(row, indicator, book.places) if row else "",
        status=status_view(Status(row["status"]), asked.rule, row["grade"])
        if row
        else status_view(standing.status, asked.rule),
        status_sentence=sentences.status(row, indicator, book.places)
        if row
        else sentences.no_data(indicator),
        provisional=bool(row and row["provisional"]),
        chart=address("framework:chart", indicator.id, "svg", **drawn),
        chart_small=address("framework:chart", indicator.id, "svg", size="small", **drawn),
        chart_png=address("framework:chart", indicator.id, "png", **state),
        chart_words=charts.describe(observations, indicator, book.places) if row else "",
        table=_table(book, row, observations, indicator),
        has_interval=observations.height > 0 and bool(observations["lower"].is_not_null().any()),
        comparator_name=_comparator_name(book, row),
        places=_places(book, place, others),
        breakdowns=groups_shown,
        groups_have_interval=any(b.interval for b in groups_shown),
        between=groups.between(standing.rows, indicator) if len(standing.rows) > 1 else "",
        place_rows=place_rows,
        places_have_interval=any(r.interval for r in place_rows),
        steps=[StepView(s.label, s.formula, s.numbers, s.result) for s in steps],
        rule_title=next((t for k, t, _row in rules if k == asked.rule), ""),
        rule_href=address("framework:method", asked.rule),
        rules=[_rule(k, t, r, indicator, book, asked) for k, t, r in rules],
        caveats=indicator.caveats,
        breaks=[
            _("From %(day)s: %(reason)s") % {"day": day_words(b.period), "reason": b.reason}
            for b in indicator.breaks
        ],
        targets=_targets(book, indicator, place),
        type_words=str(TYPE_WORDS[indicator.type.value]),
        polarity_words=str(POLARITY_WORDS[indicator.polarity]),
        provenance=str(PROVENANCE_WORDS[indicator.provenance]),
        reconstructed=indicator.provenance is Provenance.RECONSTRUCTED,
        note=indicator.note,
        source=source_view(book.snapshot, indicator.id),
        source_address=indicator.address,
        licence=indicator.licence,
        release=indicator.release,
        goals=[
            GoalLink(f.title, g.title, address("framework:goal", f.id, g.id, asked=asked))
            for f, g in book.snapshot.goals_of(indicator.id)
        ],
        outside=indicator.id in book.snapshot.definitions.outside,
        downloads=[
            (kind, address("framework:download", indicator.id, kind, snapshot=asked.snapshot))
            for kind in ("csv", "json", "parquet")
        ],
        embed=_embed(indicator, site_address + address("framework:chart", indicator.id, "svg", **state)),
        cite=downloads.cite(
            indicator.name,
            "Commonweal",
            book.id,
            book.snapshot.datasets_of.get(indicator.id, ()),
            site_address + address("framework:indicator", indicator.id, snapshot=book.id[:12]),
            indicator.organisation,
        ),
        snapshot=book.id,
        snapshot_href=address("framework:snapshot", book.id[:12]),
        metadata_href=address("framework:metadata", indicator.id, snapshot=asked.snapshot),
        organisation=indicator.organisation,
        places_chart=address("framework:comparison", indicator.id, "svg", **drawn),
        waivers=list(waivers),
        vintages=vintage_views(book, indicator, revisions),
    )


def _embed(indicator: Indicator, chart: str) -> str:
    """For another site's page: the address stays, and the picture there follows the figures."""
    return f'<img src="{escape(chart)}" alt="{escape(indicator.name)}">'  # stays English


def _table(book: Book, row: Row | None, observations: pl.DataFrame, indicator: Indicator) -> list[FigureRow]:
    """The series, newest first, with the comparator's figure of the same period beside each."""
    beside = _comparison(book, row)
    return [
        FigureRow(r.label, r.text, r.interval, beside.get(r.period, ""), "; ".join(r.notes))
        for r in (tables.series_table(observations, indicator) if observations.height else [])
    ]


def _comparison(book: Book, row: Row | None) -> dict[str, str]:
    if row is None or not row["comparator"] or row["comparator"] == row["area"]:
        return {}
    indicator = book.snapshot.indicators[row["indicator"]]
    found = selectors.series(book, indicator.id, row["comparator"], row["breakdown"])
    return {r.period: r.alone for r in tables.series_table(found, indicator)} if found.height else {}


def _places(book: Book, chosen: str, others: Sequence[Row]) -> list[Choice]:
    """The site's places first, then whichever other places have figures, by name."""
    first = place_choices(book, chosen)
    listed = {c.value for c in first}
    more = sorted(({r["area"] for r in others} - listed), key=lambda c: book.places.get(c, c))
    return [*first, *(Choice(c, f"{book.places.get(c, c)} ({c})", False) for c in more)]


def _interval(row: Row, indicator: Indicator) -> str:
    if row["latest_lower"] is None or row["latest_upper"] is None:
        return ""
    return _("%(lower)s to %(upper)s") % {
        "lower": numbers.value(row["latest_lower"], indicator),
        "upper": numbers.value(row["latest_upper"], indicator),
    }


def _breakdowns(standing: Standing, indicator: Indicator, asked: Asked) -> list[BreakdownRow]:
    if len(standing.rows) < 2:
        return []
    return [
        BreakdownRow(
            value=r["breakdown"],
            words=breakdowns.words(r["breakdown"]) if r["breakdown"] else _("Everyone"),
            href=address("framework:indicator", indicator.id, asked=asked, breakdown=r["breakdown"]),
            latest=numbers.value(r["latest"], indicator),
            period=period_words(r["latest_period"]),
            interval=_interval(r, indicator),
            status=status_view(Status(r["status"]), asked.rule, r["grade"]),
            chosen=r["breakdown"] == (asked.breakdown),
        )
        for r in standing.rows
    ]


def _place_rows(book: Book, indicator: Indicator, others: Sequence[Row], asked: Asked) -> list[PlaceRow]:
    by_area = {r["area"]: r for r in others}
    codes = [c for c in (x.value for x in place_choices(book, asked.place)) if c in by_area]
    return [
        PlaceRow(
            place=book.places.get(c, c),
            href=address(
                "framework:indicator", indicator.id, asked=asked, place=c, breakdown=asked.breakdown
            ),
            latest=numbers.value(by_area[c]["latest"], indicator),
            period=period_words(by_area[c]["latest_period"]),
            interval=_interval(by_area[c], indicator),
            status=status_view(Status(by_area[c]["status"]), asked.rule, by_area[c]["grade"]),
            chosen=c == asked.place,
        )
        for c in codes
    ]


def _rule(
    key: str, title: str, row: Row | None, indicator: Indicator, book: Book, asked: Asked
) -> RuleChoice:
    return RuleChoice(
        key=key,
        title=title,
        href=address("framework:indicator", indicator.id, asked=asked, rule=key, breakdown=asked.breakdown),
        chosen=key == asked.rule,
        answer=sentences.status(row, indicator, book.places) if row else sentences.no_data(indicator),
    )


def _targets(book: Book, indicator: Indicator, place: str) -> list[str]:
    extra = [t.target for t in book.snapshot.definitions.targets if t.indicator == indicator.id]
    applying = [t for t in (*indicator.targets, *extra) if not t.areas or place in t.areas]
    return [groups.target(t, indicator, book.places) for t in applying]


def _comparator_name(book: Book, row: Row | None) -> str:
    if row is None or not row["comparator"] or row["comparator"] == row["area"]:
        return ""
    return book.places.get(row["comparator"], row["comparator"])
