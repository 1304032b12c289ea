"""A picture's token made into a picture: its SVG, the same in a sentence, and the figures that it shows.

Charts are drawn by ``publish.charts``, the map of tiles and the 100 people here in the house. A table has no
SVG. What cannot be drawn says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from commonweal.editions import valuemap
from commonweal.editions.basis import Basis
from commonweal.editions.case import Scope, groups_of
from commonweal.editions.evidence import Asked, Row
from commonweal.editions.hundred import NotHundred, Share, hundred
from commonweal.editions.hundred import picture as people_picture
from commonweal.editions.tokens import PictureKind, Token
from commonweal.packs.models import Indicator
from commonweal.publish import breakdowns, charts, downloads, numbers, placenames, tables, wording
from commonweal.words import N_, _, defined

Spec = Mapping[str, Any]
#: A specification made into SVG. ``Press`` keeps what it has drawn.
Draw = Callable[[Spec], bytes]
WIDTH = 640  # px: on paper 16 cm, so that 12 px type is about 9 point
#: Periods of a table that fit a page beside the names of places.
_MOST_PERIODS = 6


FIGURE, TABLE = N_("Figure {number}"), N_("Table {number}")
_GROUPS = re.compile(r' role="graphics-[a-z]+" aria-roledescription="[^"]*"')


class Undrawable(ValueError):
    """Why there is no picture, in a sentence."""


class Press:
    """Draws each specification once. ``kept`` may be handed in, to have what an earlier run has drawn."""

    def __init__(self, kept: dict[str, bytes] | None = None, draw: Draw = charts.render_svg) -> None:
        self.kept, self._draw = {} if kept is None else kept, draw
        self.drawn = 0

    def __call__(self, spec: Spec) -> bytes:
        key = charts.spec_key(spec)
        if key not in self.kept:
            self.kept[key] = self._draw(spec)
            self.drawn += 1
        return self.kept[key]


@dataclass(frozen=True)
class Drawn:
    """``said``: the picture in words. ``header`` and ``rows``: its figures as a reader sees them; ``frame``:
    the same with codes and unrounded, for whoever takes them away. ``svg`` is empty for a table.

    ``name`` is the stem of its files; ``number`` counts through the edition, tables and pictures each;
    ``labelled``: "Figure {number}" in the language of the edition, empty in English.
    """

    kind: str
    title: str
    said: str
    svg: str
    source: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    frame: pl.DataFrame = field(repr=False, compare=False)
    indicator: str = ""
    name: str = ""
    number: int = 0
    labelled: str = ""

    @property
    def label(self) -> str:
        return (self.labelled or (FIGURE if self.svg else TABLE)).format(number=self.number)


@dataclass(frozen=True)
class _About:
    token: Token
    indicator: Indicator
    area: str
    scope: Scope
    basis: Basis
    draw: Draw

    @property
    def places(self) -> Mapping[str, str]:
        return self.basis.evidence.places

    @property
    def where(self) -> str:
        return placenames.in_sentence(self.area, self.places)

    @property
    def who(self) -> str:
        return f", {breakdowns.words(self.token.breakdown)}" if self.token.breakdown else ""

    @property
    def what(self) -> str:
        """The indicator with its group: "Employment rate, women"."""
        return wording.name(self.indicator) + self.who

    @property
    def others(self) -> tuple[str, ...]:
        """The edition's places that have a figure."""
        held = {a for a, b in self.basis.evidence.series(self.indicator.id) if b == self.token.breakdown}
        return tuple(p for p in self.scope.places if p in held)

    def figures(self, *areas: str) -> pl.DataFrame:
        return self.basis.evidence.observations(self.indicator.id).filter(
            pl.col("area").is_in(list(areas)), pl.col("breakdown") == self.token.breakdown
        )

    def row(self, area: str) -> Row | None:
        return self.basis.evidence.row(Asked(self.indicator.id, area, self.token.breakdown))

    def comparator(self) -> str:
        return self.token.beside or self.indicator.comparator or ""

    def drawn(self, title: str, said: str, svg: bytes | str, frame: pl.DataFrame, *table: Any) -> Drawn:
        header, rows = table or _long_table(frame, self.indicator, self.places)
        return Drawn(
            kind=str(self.token.form),
            title=title,
            said=said,
            svg=one_picture(svg),
            source=_source(self),
            header=tuple(header),
            rows=tuple(map(tuple, rows)),
            frame=_named(frame, self),
            indicator=self.indicator.id,
        )


def drawn(token: Token, basis: Basis, scope: Scope, draw: Draw) -> Drawn:
    """The picture of a token. Raises :class:`Undrawable` where there is nothing that could be shown."""
    indicator = basis.evidence.indicators.get(token.indicator)
    if indicator is None:
        raise Undrawable(_("There is no indicator “{id}”.").format(id=token.indicator))
    area = token.place or scope.place
    if area not in basis.evidence.places:
        raise Undrawable(_("There is no place with the code “{code}”.").format(code=area))
    return _KINDS[PictureKind(token.form)](_About(token, indicator, area, scope, basis, draw))


def _no_figure(about: _About) -> str:
    return _("There is no figure for {what} in {place}.").format(
        what=wording.subject(about.indicator), place=about.where
    )


def _at_start(about: _About) -> str:
    return wording.capital(wording.name(about.indicator))[:-1]


def _chart(about: _About) -> Drawn:
    own, beside = about.figures(about.area), about.figures(about.comparator())
    if own.is_empty():
        raise Undrawable(_no_figure(about))
    row = about.row(about.area)
    spec = charts.indicator_chart(own, about.indicator, row, about.places, beside, width=WIDTH, height=240)
    title = f"{about.what}, {placenames.name(about.area, about.places)}"
    return about.drawn(title, spec["description"], about.draw(spec), pl.concat([own, beside]))


def _bars(about: _About) -> Drawn:
    others = _needed(about)
    compared = about.comparator()
    areas = [*others, *([about.area] if about.area not in others else [])]
    rows = [r for a in areas if (r := about.row(a)) is not None]
    if not rows:
        raise Undrawable(_("{what} has no figure for these places.").format(what=_at_start(about)))
    spec = charts.compare_chart(rows, about.indicator, about.places, highlight=about.area, width=WIDTH)
    periods = {r["latest_period"] for r in rows}
    frame = about.figures(*areas, compared).filter(pl.col("period").is_in(sorted(periods)))
    title = _("{what}, by place, {when}").format(what=about.what, when=_when(periods))
    return about.drawn(title, spec["description"], about.draw(spec), frame)


def _multiples(about: _About) -> Drawn:
    others, compared = _needed(about), about.comparator()
    frame = about.figures(*others, compared)
    spec = charts.small_multiples(
        frame, about.indicator, others, about.places, comparator=compared, width=WIDTH
    )
    title = _("{what}, each place over time").format(what=about.what)
    return about.drawn(title, spec["description"], about.draw(spec), frame, *_wide(frame, about))


def _map(about: _About) -> Drawn:
    others = _needed(about)
    rows = {a: r for a in others if (r := about.row(a)) is not None and numbers.known(r["latest"])}
    tiles = {a: at for a, at in about.basis.tiles.items() if a in about.scope.places}
    if not rows or not tiles:
        raise Undrawable(_("{what} cannot be shown on a map of tiles.").format(what=_at_start(about)))
    said = charts.describe_comparison(list(rows.values()), about.indicator, about.places)
    names = {a: placenames.name(a, about.places) for a in tiles}
    texts = {a: numbers.compact(r["latest"], about.indicator) for a, r in rows.items()}
    values = {a: float(r["latest"]) for a, r in rows.items()}
    svg = valuemap.value_map(tiles, names, values, texts, said, numbers.unit_words(about.indicator))
    periods = {r["latest_period"] for r in rows.values()}
    frame = about.figures(*rows).filter(pl.col("period").is_in(sorted(periods)))
    title = _("{what}, on a map of equal tiles, {when}").format(what=about.what, when=_when(periods))
    return about.drawn(title, said, svg, frame)


def _table(about: _About) -> Drawn:
    areas = [about.area, *(o for o in about.others if o != about.area)]
    compared = about.comparator()
    frame = about.figures(*areas, *([compared] if compared else []))
    if frame.is_empty():
        raise Undrawable(_no_figure(about))
    title = f"{about.what}: {numbers.unit_words(about.indicator)}"
    return about.drawn(title, "", "", frame, *_wide(frame, about))


def _people(about: _About) -> Drawn:
    title = _("If {place} was 100 people: {what}").format(
        place=about.where, what=wording.subject(about.indicator) + about.who
    )
    shares, rest, frame = _shares(about)
    try:
        block = hundred(wording.name(about.indicator), shares, decimals=about.indicator.decimals, rest=rest)
    except NotHundred as wrong:
        raise Undrawable(" ".join(wrong.problems)) from None
    header = (_("Group"), _("Of 100 people"), _("Share"))
    svg = people_picture(block, about.where)
    return about.drawn(title, block.said(about.where), svg, frame, header, block.rows)


def _shares(about: _About) -> tuple[list[Share], str, pl.DataFrame]:
    """The groups of an indicator that make up 100; else those whom it counts, and the others."""
    if not numbers.is_percentage(about.indicator):
        raise Undrawable(_("{what} is no share of people.").format(what=_at_start(about)))
    row = about.row(about.area)
    if row is not None and numbers.known(row["latest"]):
        people = about.indicator.people
        noun = defined("people.noun", people.noun) if people else wording.subject(about.indicator)
        frame = about.figures(about.area).filter(pl.col("period") == row["latest_period"])
        return [Share(noun, float(row["latest"]))], _rest(about.indicator), frame
    found = [g for g in groups_of(about.indicator.id, about.area, about.basis.evidence) if g]
    rows = {g: about.basis.evidence.row(Asked(about.indicator.id, about.area, g)) for g in found}
    shares = [Share(breakdowns.words(g), None if r is None else r["latest"]) for g, r in rows.items()]
    frame = about.basis.evidence.observations(about.indicator.id).filter(pl.col("area") == about.area)
    latest = {g: r["latest_period"] for g, r in rows.items() if r is not None}
    return shares, "", frame.filter(pl.col("period").is_in(sorted(set(latest.values()))))


def _rest(indicator: Indicator) -> str:
    """Whom a share leaves out: "other people aged 16 to 64"."""
    unit = numbers.unit_words(indicator)
    of_whom = next((unit.removeprefix(head) for head in ("% of ", "% o ") if unit.startswith(head)), unit)
    return _("other {people}").format(people=of_whom)


_KINDS: dict[PictureKind, Callable[[_About], Drawn]] = {
    PictureKind.CHART: _chart,
    PictureKind.TABLE: _table,
    PictureKind.MAP: _map,
    PictureKind.MULTIPLES: _multiples,
    PictureKind.BARS: _bars,
    PictureKind.HUNDRED_PEOPLE: _people,
}


def one_picture(svg: bytes | str) -> str:
    """The SVG as one picture with one name: what Vega calls each group inside would be read out besides."""
    return _GROUPS.sub("", svg.decode() if isinstance(svg, bytes) else svg)


def frame_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> pl.DataFrame:
    """A table of words as a frame; columns that share a name are told apart by a number."""
    names = [h if h not in header[:n] else f"{h} {n + 1}" for n, h in enumerate(header)]
    return pl.DataFrame(
        {name: [row[n] for row in rows] for n, name in enumerate(names)},
        schema=dict.fromkeys(names, pl.String),
    )


def _needed(about: _About) -> tuple[str, ...]:
    if len(about.others) < 2:
        wrong = _("{what} has figures for fewer than two of the edition's places.")
        raise Undrawable(wrong.format(what=_at_start(about)))
    return about.others


def _when(periods: set[str]) -> str:
    return wording.span(next(iter(periods))) if len(periods) == 1 else _("latest figures")


def _source(about: _About) -> str:
    """ "Source: Office for National Statistics, Employment rate, released 2024-07-11." """
    found = about.basis.evidence.sourcing(about.indicator.id)
    parts = [p for p in (found.organisation, found.title) if p]
    if not parts:
        return ""
    if not found.released:
        return _("Source: {source}.").format(source=", ".join(parts))
    return _("Source: {source}, released {day}.").format(source=", ".join(parts), day=found.released)


def _named(frame: pl.DataFrame, about: _About) -> pl.DataFrame:
    """With names beside the codes, and without a column that says nothing of any row."""
    held = [c for c in frame.columns if c in downloads.COLUMNS and frame[c].null_count() < frame.height]
    kept = [c for c in held if frame[c].dtype != pl.String or (frame[c] != "").any()]
    named = downloads.with_names(frame.select(kept), [about.indicator], about.places)
    return named.drop("indicator_name")


def _wide(frame: pl.DataFrame, about: _About) -> tuple[list[str], list[list[str]]]:
    """Places by period, the newest periods that fit a page; in the order of the edition."""
    order = [about.area, *about.scope.places, about.comparator()]
    named = {code: about.places[code] for code in dict.fromkeys(order) if code in about.places}
    periods, rows = tables.places_table(frame, about.indicator, named, about.token.breakdown)
    head = [_("Place"), *periods[-_MOST_PERIODS:]]
    names = {code: placenames.name(code, about.places) for code in named}
    return head, [[names[r.area], *r.texts[-_MOST_PERIODS:]] for r in rows]


def _long_table(
    frame: pl.DataFrame, indicator: Indicator, places: Mapping[str, str]
) -> tuple[list[str], list[list[str]]]:
    """Period, place and figure; the newest first."""
    head = [_("Period"), _("Place"), defined("indicator.unit", indicator.unit)]
    body = [
        [
            wording.period(r["period"]),
            placenames.name(r["area"], places),
            numbers.plain(r["value"], indicator.decimals),
        ]
        for r in frame.sort("period_start", "area", descending=[True, False]).iter_rows(named=True)
    ]
    return head, body
