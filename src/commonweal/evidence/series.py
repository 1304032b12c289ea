"""Which indicator each row's series carries: as packs say, or as a definition drafted for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from commonweal.packs.models import Indicator
from commonweal.words import _, listed

from .metadata import Metadata, draft, indicator_id
from .problems import Problem, whole_file
from .recode import codes, combine, spelled
from .register import Register
from .schema import SERIES
from .sources import SourceFile


@dataclass(frozen=True)
class NamedSeries:
    """``series``: schema SERIES, once each. ``position`` is for each row its place in ``indicators`` and
    ``breakdowns``; a breakdown is None for our own layout, whose rows say theirs themselves.
    """

    series: pl.DataFrame
    position: pl.Series
    indicators: tuple[str | None, ...]
    breakdowns: tuple[str | None, ...]
    new_indicators: tuple[Indicator, ...]
    problems: tuple[Problem, ...]


def name_series(
    shaped: pl.DataFrame,
    number: pl.Series,
    sources: Sequence[SourceFile],
    told: Sequence[Metadata],
    register: Register,
) -> NamedSeries:
    """``number`` is for each row of ``shaped`` the position of its file among ``sources`` and ``told``."""
    told_in = shaped.select("series", "measure", "unit").with_columns(number.alias("number"))
    runs = _runs(told_in)
    starts = told_in.filter(runs)
    key = _key(starts)
    first = key.arg_unique().sort()
    once = spelled(starts[first]).with_columns(
        pl.col("series", "measure", "unit").fill_null("").str.strip_chars()
    )
    entries = once.select("number", "series", "measure", "unit").rows()
    measures: dict[tuple[int, str], set[str]] = {}
    for n, series, measure, _unit in entries:
        measures.setdefault((n, series), set()).add(measure)
    carried: list[tuple[str | None, str | None]] = []
    new: dict[str, Indicator] = {}
    alike = _alike(entries, measures, sources, register)
    for n, series, measure, unit in entries:
        several = len(measures[n, series]) > 1
        kind = (several, (n, series, measure if several else "") in alike)
        pair, drafted = _carried(sources[n], told[n], register, (series, measure, unit), *kind)
        carried.append(pair)
        if drafted:
            new.setdefault(drafted.id, drafted)
    places = pl.int_range(first.len(), dtype=pl.UInt32, eager=True)
    position = key.replace_strict(key[first], places) if first.len() else places
    if starts.height < shaped.height:
        position = position.gather(runs.cum_sum() - 1)
    return NamedSeries(
        series=_table(entries, carried, sources),
        position=position,
        indicators=tuple(c[0] for c in carried),
        breakdowns=tuple(c[1] for c in carried),
        new_indicators=tuple(new.values()),
        problems=tuple(_several_units(entries, sources)),
    )


Entry = tuple[int, str, str, str]  # number of the file, series, measure, unit


def _runs(told_in: pl.DataFrame) -> pl.Series:
    """Which rows differ from the one before: files tell a series many rows at a time."""
    physical = told_in.select(pl.all().to_physical())
    changes = physical.select(
        pl.any_horizontal(pl.all().ne_missing(pl.all().shift(1))).alias("run")
    ).to_series()
    return changes.scatter(0, True) if changes.len() else changes


def _key(told_in: pl.DataFrame) -> pl.Series:
    """One whole number for each different file, series, measure and unit."""
    parts = [(told_in["number"], 1)]
    for column in ("series", "measure", "unit"):
        different, positions = codes(told_in[column])
        parts.append((positions.cast(pl.UInt64).fill_null(len(different)), len(different) + 1))
    return combine(parts)


def _carried(
    source: SourceFile,
    told: Metadata,
    register: Register,
    entry: tuple[str, str, str],
    several: bool,
    alike: bool,
) -> tuple[tuple[str | None, str | None], Indicator | None]:
    series, measure, unit = entry
    if not series:
        return (None, ""), None
    if source.layout == "tidy":
        return (series, None), None
    named = register.series_of(source.dataset, series, measure)
    if named:
        return named, None
    drafted = draft(source.dataset, series, measure, unit, told, several=several, alike=alike)
    return (drafted.id, ""), drafted


def _alike(
    entries: Sequence[Entry],
    measures: Mapping[tuple[int, str], Collection[str]],
    sources: Sequence[SourceFile],
    register: Register,
) -> set[tuple[int, str, str]]:
    """Series that no pack names and whose ids would be those of others of their file: all of them, so that
    the order of the rows is no matter. What a pack names keeps its id.
    """
    claims: dict[str, set[tuple[int, str, str]]] = {}
    named: set[tuple[int, str, str]] = set()
    for n, series, measure, _unit in entries:
        source, several = sources[n], len(measures[n, series]) > 1
        if not series or source.layout == "tidy":
            continue
        one = (n, series, measure if several else "")
        carries = register.series_of(source.dataset, series, measure)
        if carries:
            named.add(one)
        claims.setdefault(carries[0] if carries else indicator_id(source.dataset, *one[1:]), set()).add(one)
    return {one for claim in claims.values() if len(claim) > 1 for one in claim} - named


def _table(
    entries: Sequence[Entry],
    carried: Sequence[tuple[str | None, str | None]],
    sources: Sequence[SourceFile],
) -> pl.DataFrame:
    rows = [
        (sources[n].dataset, series, measure, unit, indicator, breakdown or "")
        for (n, series, measure, unit), (indicator, breakdown) in zip(entries, carried, strict=True)
        if series
    ]
    return pl.DataFrame(rows, schema=SERIES, orient="row")


def _several_units(entries: Sequence[Entry], sources: Sequence[SourceFile]) -> list[Problem]:
    units: dict[tuple[int, str, str], list[str]] = {}
    for n, series, measure, unit in entries:
        units.setdefault((n, series, measure), []).append(unit)
    message = _("The series “{series}” is in several units: {units}. One series has one unit.")
    return [
        whole_file(
            sources[n].file,
            "several-units",
            message.format(series=series, units=listed([f"“{u}”" for u in found])),
            column="unit",
            value=series,
        )
        for (n, series, _measure), found in units.items()
        if len(found) > 1
    ]
