"""One token beside its figures: the indicator, the place and the row that it means, or why there is none."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commonweal.editions.evidence import Asked, Evidence, Figures, Row
from commonweal.editions.tokens import Direction, Token, slug_of
from commonweal.editions.tree import Trouble
from commonweal.evidence.periods import parse as parse_period
from commonweal.packs.models import Indicator
from commonweal.publish import breakdowns, numbers, placenames, wording
from commonweal.words import _


@dataclass(frozen=True)
class Scope:
    """What a text is about where its tokens say nothing: an edition's places and default place, by code."""

    place: str
    places: tuple[str, ...] = ()


class Wrong(Exception):
    def __init__(self, kind: Any, wrong: str, right: str = "") -> None:
        super().__init__(wrong)
        self.trouble = Trouble(kind, wrong, right)


@dataclass(frozen=True)
class Said:
    """``unit``: of the value, where it is not the indicator's own."""

    text: str
    value: float | None = None
    decimals: int = 0
    percent: bool = False
    direction: Direction | None = None
    place: str = ""
    period: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Case:
    token: Token
    indicator: Indicator
    area: str
    row: Row
    evidence: Evidence
    scope: Scope
    places: Mapping[str, str] = field(repr=False)

    @property
    def decimals(self) -> int:
        return self.indicator.decimals

    @property
    def where(self) -> str:
        return placenames.in_sentence(self.area, self.places)

    def figure(self, column: str) -> float | None:
        number = self.row[column]
        return float(number) if numbers.known(number) else None


def named(token: Token, evidence: Evidence, scope: Scope) -> tuple[Indicator, str]:
    indicator = evidence.indicators.get(token.indicator)
    if indicator is None:
        raise Wrong(
            "unknown",
            _("There is no indicator “{id}”.").format(id=token.indicator),
            _("Pick it again from the list of indicators."),
        )
    area = token.place or scope.place
    if area not in evidence.places:
        raise Wrong("unknown", _no_place(area), _("Pick the place again."))
    if token.place_name and slug_of(evidence.places[area]) != token.place_name:
        raise Wrong(
            "unknown",
            _("{code} is {place}, not “{written}”.").format(
                code=area, place=placenames.name(area, evidence.places), written=token.place_name
            ),
            _("Write {code}/{name}, or the code of the place that is meant.").format(
                code=area, name=slug_of(evidence.places[area])
            ),
        )
    return indicator, area


def _no_place(code: str) -> str:
    return _("There is no place with the code “{code}”.").format(code=code)


def case_of(token: Token, evidence: Evidence, scope: Scope) -> Case:
    indicator, area = named(token, evidence, scope)
    places = evidence.places
    if token.beside and token.beside not in places:
        raise Wrong("unknown", _no_place(token.beside))
    held = figures(indicator.id, area, token.breakdown, evidence)
    where = placenames.in_sentence(area, places)
    if not held:
        raise _no_series(token, indicator, area, evidence)
    asked = Asked(
        indicator.id,
        area,
        token.breakdown,
        canonical(token.period, held, where),
        canonical(token.since, held, where),
        token.beside,
    )
    if asked.since and asked.period and parse_period(asked.since).start >= parse_period(asked.period).start:
        raise Wrong(
            "unfit",
            _("{since} is not before {period}.").format(
                since=wording.capital(wording.span(asked.since))[:-1], period=wording.span(asked.period)
            ),
            _("Write the earlier period behind “since”."),
        )
    row = evidence.row(asked)
    if row is None or not numbers.known(row["latest"]) or asked.period not in ("", row["latest_period"]):
        raise Wrong("lost", _no_figure(indicator, where, asked.period))
    return Case(token, indicator, area, row, evidence, scope, places)


def _no_figure(indicator: Indicator, where: str, period: str) -> str:
    what = wording.subject(indicator)
    if not period:
        return _("There is no figure for {what} in {place} in any period.").format(what=what, place=where)
    return _("There is no figure for {what} in {place} {when}.").format(
        what=what, place=where, when=wording.during(period)
    )


def figures(indicator: str, area: str, breakdown: str, evidence: Evidence) -> Figures:
    """The figures of one series, oldest first; empty where there is none."""
    return evidence.series(indicator).get((area, breakdown), ())


def groups_of(indicator: str, area: str, evidence: Evidence) -> list[str]:
    """The breakdowns for which an indicator has figures in an area; "" is everyone."""
    return sorted(b for a, b in evidence.series(indicator) if a == area)


def _no_series(token: Token, indicator: Indicator, area: str, evidence: Evidence) -> Wrong:
    where = placenames.in_sentence(area, evidence.places)
    groups = groups_of(indicator.id, area, evidence)
    what = wording.subject(indicator) + breakdowns.of_whom(token.breakdown)
    wrong = _("There is no figure for {what} in {place}.").format(what=what, place=where)
    if groups:
        named = wording.listed([f"“{g}”" if g else _("everyone") for g in groups[:6]])
        return Wrong("unknown", wrong, _("There are figures for {groups}.").format(groups=named))
    return Wrong("lost", wrong, _("Take another place, or say so in words."))


def canonical(written: str, held: Figures, where: str) -> str:
    """The period of the evidence that a token means: by what it says, or by what people call it."""
    if not written:
        return ""
    known = [str(row["period"]) for row in held]
    if written in known:
        return written
    shapes = {written, wording.period(written)}
    with contextlib.suppress(ValueError):
        shapes.add(parse_period(written).text)
    meant = [p for p in known if shapes & {p, wording.period(p), wording.short_period(p), wording.span(p)}]
    if len(meant) == 1:
        return meant[0]
    there = wording.listed([wording.period(p) for p in known[-4:]])
    raise Wrong(
        "unknown",
        _("There is no figure for “{written}” in {place}.").format(written=written, place=where),
        _("The latest periods are {periods}.").format(periods=there),
    )


def subject(case: Case) -> str:
    return wording.subject(case.indicator) + breakdowns.of_whom(case.token.breakdown).rstrip(",")


def at_start(case: Case) -> str:
    return wording.capital(subject(case))[:-1]
