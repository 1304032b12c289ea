"""Labels of two years ("2018/19") → the years that they are, where earlier figures say so.

Whether "2018/19" begins in April or in September does not stand in the label. The indicator's figures in
force say it; where they do not, the label is left as it stands and reading refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

import polars as pl

from . import periods
from .recode import codes, numbered
from .series import NamedSeries

#: Indicators → their earlier figures: ``indicator``, ``period_start`` and ``period_end`` at least.
Earlier = Callable[[Collection[str]], pl.DataFrame]

_LABEL = re.compile(r"\s*\d{4}\s*[/–-]\s*(?:\d{4}|\d{2})(?![-\d])")


def settled(periods_told: pl.Series, named: NamedSeries, earlier: Earlier) -> pl.Series:
    """The column of periods with every label of two years that earlier figures settle written out."""
    texts, places = codes(periods_told)
    open_ones = {text for text in texts if _LABEL.match(text) and _is_open(text)}
    if not open_ones:
        return periods_told
    at = pl.Series([text in open_ones for text in texts], dtype=pl.Boolean).gather(places)
    at = at.fill_null(False).arg_true()
    rows = pl.DataFrame(
        {
            "text": periods_told.gather(at).cast(pl.String),
            "indicator": numbered(named.indicators, named.position.gather(at)).cast(pl.String),
        }
    )
    pairs = rows.drop_nulls().unique()
    months = _first_months(earlier(pairs["indicator"].unique().sort().to_list()))
    written = pl.DataFrame(
        [(text, who, _written_out(text, months[who])) for text, who in pairs.rows() if who in months],
        schema={"text": pl.String, "indicator": pl.String, "written": pl.String},
        orient="row",
    )
    found = rows.join(written, on=["text", "indicator"], how="left", maintain_order="left")
    new = found.select(pl.coalesce("written", "text")).to_series()
    return periods_told.cast(pl.String).scatter(at, new).cast(periods_told.dtype)


def _is_open(text: str) -> bool:
    """Whether a text is refused unless it is known in which month its years begin."""
    return bool(periods.why_unreadable(text)) and not periods.why_unreadable(text, year_kind="fiscal")


def _first_months(earlier: pl.DataFrame) -> Mapping[str, int]:
    """For each indicator the month in which its years begin, where that is one month and not January."""
    start, after = pl.col("period_start"), pl.col("period_end").dt.offset_by("1d")
    years = earlier.filter(
        (start.dt.day() == 1)
        & (after.dt.day() == 1)
        & (start.dt.month() != 1)
        & (after.dt.month() == start.dt.month())
    )
    months = years.group_by("indicator").agg(start.dt.month().unique().alias("months"))
    one = months.filter(pl.col("months").list.len() == 1)
    return dict(one.select("indicator", pl.col("months").list.first()).iter_rows())


def _written_out(text: str, month: int) -> str:
    period = periods.parse(text, year_kind=month)
    return f"{period.text} [{period.note}]" if period.note else period.text
