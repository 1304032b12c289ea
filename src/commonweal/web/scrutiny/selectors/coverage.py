"""How many reports account for their impact: read in one query, counted at once, kept by the site's state."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

import polars as pl
from django.conf import settings

from commonweal.publish import charts
from commonweal.publish.charts.shares import Quarter
from commonweal.scrutiny import coverage as pure
from commonweal.web.audit import selectors as record
from commonweal.web.scrutiny.roles import READ

from .register import may, reports, span, state_counts

#: The columns of the register that coverage is counted of, beside those of the pure package.
_COLUMNS = {
    "report": ("id", pl.Int64),
    "committee": ("meeting__committee__slug", pl.String),
    "committee_name": ("meeting__committee__name", pl.String),
    "directorate": ("directorate", pl.String),
    "day": ("meeting__day", pl.Date),
    "exempt": ("exempt", pl.Boolean),
    "public": ("public", pl.Boolean),
    "quality": ("quality", pl.String),
    "answered": ("answered_on", pl.Date),
    "options_closed": ("options_closed", pl.Date),
    "decided": ("decided_on", pl.Date),
    "kind": ("kind", pl.String),
    "key": ("key_decision", pl.Boolean),
    "example": ("example", pl.String),
}
_KEPT: OrderedDict[tuple[object, ...], tuple[object, Any]] = OrderedDict()
_LOCK = Lock()
_MOST_KEPT = 8


@dataclass(frozen=True)
class Covered:
    """Coverage of the reports that were asked for, each grouping a list of rows.

    ``everything``: the reader may know of reports that are not public. ``exempt``: how many of the whole
    register are exempt, whatever was asked for. ``examples``: how many of those counted are made up.
    ``trend`` has every quarter from the first to the last. The choices are those of all reports that the
    reader may know of.
    """

    everything: bool
    exempt: int
    examples: int
    total: dict[str, Any]
    states: dict[str, int]
    committees: list[dict[str, Any]]
    directorates: list[dict[str, Any]]
    quarters: list[dict[str, Any]]
    trend: list[dict[str, Any]]
    committee_choices: list[tuple[str, str]]
    directorate_choices: list[str]
    quarter_choices: list[str]


def covered(user: Any, wanted: Any) -> Covered:
    """``wanted``: committee, directorate, kind, key decision, since, until and state, each "" for all."""
    everything = may(user, READ)
    every = kept(("coverage", everything), lambda: _read(user))
    found = _asked_for(every, wanted, everything)
    committees = every.filter(pl.col("committee") != "").select("committee", "committee_name").unique()
    days = every["day"].drop_nulls()
    return Covered(
        everything=everything,
        exempt=state_counts()["exempt"],
        examples=int(found["example"].sum()),
        total=pure.coverage(found).row(0, named=True),
        states=_states(found),
        committees=pure.coverage(found, ["committee"]).to_dicts(),
        directorates=pure.coverage(found, ["directorate"]).to_dicts(),
        quarters=pure.coverage(found, ["quarter"]).to_dicts(),
        trend=pure.trend(found, *_asked_quarters(wanted, every)).to_dicts(),
        committee_choices=sorted(committees.iter_rows(), key=lambda row: (row[1].casefold(), row[0])),
        directorate_choices=sorted({d for d in every["directorate"] if d}, key=lambda d: (d.casefold(), d)),
        quarter_choices=_between(days.min(), days.max()),
    )


def kept(name: tuple[object, ...], make: Callable[[], Any], *version: object) -> Any:
    """What was made at this state of the site, or is made now; docs/decisions/0006.

    ``version``: of what changes without an act. Of each name the latest is kept alone: the rows of 20,000
    reports take some 20 MB. Several processes may make the same at once; each has its own.
    """
    if not settings.PAGES_KEPT:
        return make()
    state = (record.state(), *version)
    with _LOCK:
        held = _KEPT.get(name)
        if held is not None and held[0] == state:
            _KEPT.move_to_end(name)
            return held[1]
    made = make()
    with _LOCK:
        _KEPT[name] = (state, made)
        while len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
    return made


def picture(quarters: Sequence[Quarter], said: str, *, small: bool) -> bytes:
    """The trend as SVG."""
    width, height = (340, 260) if small else (720, 300)
    spec = charts.shares_chart(
        quarters,
        said,
        whole="reports",
        part="Reports that account for their impact",  # stays English
        width=width,
        height=height,
    )
    return _drawn(json.dumps(spec))


@lru_cache(maxsize=128)
def _drawn(spec: str) -> bytes:
    return charts.render_svg(json.loads(spec))


def _read(user: Any) -> pl.DataFrame:
    rows = list(reports(user).order_by().values_list(*(field for field, _ in _COLUMNS.values())))
    frame = pl.DataFrame(rows, schema={name: kind for name, (_, kind) in _COLUMNS.items()}, orient="row")
    named = pl.when(pl.col("directorate") != "-").then(pl.col("directorate")).fill_null("")
    return frame.with_columns(
        pl.col("committee", "committee_name").fill_null(""),
        directorate=named,
        example=pl.col("example") != "",
        state=pl.when("exempt")
        .then(pl.lit("exempt"))
        .when("public")
        .then(pl.lit("public"))
        .otherwise(pl.lit("private")),
    )


def _asked_for(every: pl.DataFrame, wanted: Any, everything: bool) -> pl.DataFrame:
    """The rows that the list of reports gives for the same filters."""
    conditions = []
    for name in ("committee", "directorate"):
        if value := getattr(wanted, name):
            conditions.append(pl.col(name) == ("" if value == "-" else value))
    if wanted.kind:
        conditions.append(pl.col("kind") == wanted.kind)
    if wanted.key:
        conditions.append(pl.col("key") == (wanted.key == "yes"))
    if everything and wanted.state:
        conditions.append(pl.col("state") == wanted.state)
    first, last = span(wanted.since, wanted.until)
    if first:
        conditions.append(pl.col("day") >= first)
    if last:
        conditions.append(pl.col("day") <= last)
    return every.filter(*conditions) if conditions else every


def _asked_quarters(wanted: Any, every: pl.DataFrame) -> tuple[str, str]:
    """The quarters that are asked for, as far as the reader may know of any report in or beyond them."""
    held = every["day"].drop_nulls()
    first, last = span(wanted.since, wanted.until)
    if held.is_empty() or (first is None and last is None):
        return "", ""
    ends = [max(first, held.min()) if first else None, min(last, held.max()) if last else None]
    return tuple(f"{d.year}-Q{(d.month + 2) // 3}" if d else "" for d in ends)  # type: ignore[return-value]


def _states(found: pl.DataFrame) -> dict[str, int]:
    counts: dict[str, int] = dict(found["state"].value_counts().iter_rows())
    return {name: counts.get(name, 0) for name in ("public", "private", "exempt")}


def _between(first: Any, last: Any) -> list[str]:
    """Every quarter from the last day to the first, eighty at most: the latest first."""
    if first is None:
        return []
    begins, ends = (4 * d.year + (d.month - 1) // 3 for d in (first, last))
    return [pure.named(n) for n in range(ends, begins - 1, -1)][:80]
