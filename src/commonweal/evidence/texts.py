"""The different texts of what was read: periods, areas, statuses and breakdowns, each worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from . import breakdowns
from .periods import YearKind, parse_all
from .recode import codes, recode
from .series import NamedSeries
from .sources import SourceFile
from .statuses import code_of, is_sentence


@dataclass(frozen=True)
class Texts:
    """For each column its different texts, mended, and in ``places`` each row's own among them (null: none).

    ``area`` and ``status`` are None where a text means none; a status that is a sentence is a ``remark``.
    ``period`` is the frame of :func:`periods.parse_all`.
    """

    dataset: list[str]
    file: list[str]
    area: list[str | None]
    period: pl.DataFrame
    breakdown: list[str]
    status: list[str | None]
    remark: list[str | None]
    note: list[str]
    area_name: list[str]
    layout: list[str]
    places: dict[str, pl.Series]

    @classmethod
    def of(
        cls,
        shaped: pl.DataFrame,
        named: NamedSeries,
        sources: Sequence[SourceFile],
        latest_year: int,
        year_kind: YearKind | None,
    ) -> Texts:
        periods, period = codes(shaped["period"])
        areas, area = codes(shaped["area"])
        statuses, status = codes(shaped["status"])
        notes, note = codes(shaped["note"])
        names, name = codes(shaped["area_name"])
        groups, group = _breakdowns(shaped["breakdown"], named)
        sentences = [is_sentence(s) for s in statuses]
        return cls(
            dataset=[s.dataset for s in sources],
            file=[s.file for s in sources],
            area=[" ".join(code.split()) or None for code in areas],
            period=parse_all(periods, year_kind=year_kind, latest=latest_year),
            breakdown=groups,
            status=[
                None if sentence else (code_of(s) or s.strip() or None)
                for s, sentence in zip(statuses, sentences, strict=True)
            ],
            remark=[
                " ".join(s.split()) if sentence else None
                for s, sentence in zip(statuses, sentences, strict=True)
            ],
            note=[n.strip() for n in notes],
            area_name=names,
            layout=[s.layout for s in sources],
            places={
                "indicator": named.position,
                "area": area,
                "period": period,
                "breakdown": group,
                "status": status,
                "note": note,
                "area_name": name,
            },
        )


def _breakdowns(own: pl.Series, named: NamedSeries) -> tuple[list[str], pl.Series]:
    """The different breakdowns and for each row its place: the series' own, or in our layout the row's."""
    if own.null_count() == own.len():
        groups = list(dict.fromkeys(b or "" for b in named.breakdowns))
        place = pl.Series([groups.index(b or "") for b in named.breakdowns], dtype=pl.UInt32)
        return groups, place.gather(named.position)
    series = pl.Series(named.breakdowns, dtype=pl.String).gather(named.position)
    return codes(series.zip_with(series.is_not_null(), recode(own, _canonical)).fill_null(""))


def _canonical(text: str) -> str:
    try:
        return breakdowns.canonical(text)
    except ValueError:
        return text
