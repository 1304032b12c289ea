"""A chart in one sentence, for who does not see it: first, last, highest and lowest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from commonweal.packs.models import Indicator
from commonweal.progress.schema import Status
from commonweal.publish import breakdowns, numbers, placenames, series, status, wording
from commonweal.publish.series import Point
from commonweal.words import _, ngettext


def describe(
    observations: pl.DataFrame, indicator: Indicator, places: Mapping[str, str], *, area: str = ""
) -> str:
    """ "Employment rate in Birmingham: from 59.3% in 2004 to 66.1% in 2023; highest …" """
    subject = _of(observations, indicator, area, places)
    known = series.valued(series.counted(series.points(observations, indicator)))
    if not known:
        return wording.capital(_("{subject}: there is no figure to draw").format(subject=subject))
    first, last = known[0], known[-1]
    if len(known) == 1:
        return wording.capital(
            _("{subject}: {figure}, the only figure so far").format(
                subject=subject, figure=_at(last, indicator)
            )
        )
    told = _("{subject}: from {first} to {last}").format(
        subject=subject, first=_at(first, indicator), last=_at(last, indicator)
    )
    high = max(known, key=lambda p: (p.value or 0.0, p.start))
    low = min(known, key=lambda p: (p.value or 0.0, p.start))
    if high.value == low.value:
        return wording.capital(_("{told}, the same throughout").format(told=told))
    return wording.capital(
        _("{told}; highest {highest}, lowest {lowest}").format(
            told=told, highest=_at(high, indicator), lowest=_at(low, indicator)
        )
    )


def describe_comparison(
    rows: Sequence[Mapping[str, Any]], indicator: Indicator, places: Mapping[str, str]
) -> str:
    """ "Employment rate in 8 places: highest Solihull, 76.0%; lowest Birmingham, 66.1%." """
    known = [r for r in rows if numbers.known(r["latest"])]
    if not known:
        return wording.capital(
            _("{subject}: no place has a figure to draw").format(subject=wording.name(indicator))
        )
    ranked = sorted(known, key=lambda r: r["latest"])
    high, low = ranked[-1], ranked[0]
    if len(known) == 1:
        return wording.capital(f"{wording.name(indicator)}: {_place_and_value(high, indicator, places)}")
    said = ngettext(
        "{subject} in {n} place: highest {highest}; lowest {lowest}",
        "{subject} in {n} places: highest {highest}; lowest {lowest}",
        len(rows),
    ).format(
        subject=wording.name(indicator),
        n=len(rows),
        highest=_place_and_value(high, indicator, places),
        lowest=_place_and_value(low, indicator, places),
    )
    silent = len(rows) - len(known)
    if silent:
        said += ngettext("; {n} without a figure", "; {n} without a figure", silent).format(n=silent)
    return wording.capital(said)


def describe_strip(strips: Sequence[tuple[str, Sequence[Status]]]) -> str:
    """ "Inclusive economy: 4 improving, 2 too slow. Climate: 1 no indicator." """
    told = []
    for name, marks in strips:
        counts = [(s, sum(m == s for m in marks)) for s in Status]
        parts = [f"{n} {status.mark(s).short}" for s, n in counts if n]
        said = ", ".join(parts) or _("nothing yet")
        told.append(wording.capital(f"{name}: {said}"))
    return " ".join(told) or _("There is nothing to draw yet.")


def _of(observations: pl.DataFrame, indicator: Indicator, area: str, places: Mapping[str, str]) -> str:
    """``area`` names the place of a series that has no rows."""
    code, breakdown = observations.select("area", "breakdown").row(0) if observations.height else (area, "")
    who = f", {breakdowns.words(breakdown)}" if breakdown else ""
    what = f"{wording.name(indicator)}{who}"
    return (
        _("{what} in {place}").format(what=what, place=placenames.in_sentence(code, places)) if code else what
    )


def _at(point: Point, indicator: Indicator) -> str:
    return f"{numbers.value(point.value, indicator)} {wording.during(point.period)}"


def _place_and_value(row: Mapping[str, Any], indicator: Indicator, places: Mapping[str, str]) -> str:
    return f"{placenames.name(row['area'], places)}, {numbers.value(row['latest'], indicator)}"
