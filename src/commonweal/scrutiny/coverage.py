"""Coverage: what share of reports account for their impact, how wholly, and how early.

A share always stands beside the two numbers that it comes from. Reports that are exempt from publication are
counted and never named; how many of them there are is said. What each word means: docs/methods/coverage.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import polars as pl

#: One row a report. ``committee`` and ``directorate``: "" where there is none. ``day``: of its meeting.
#: ``quality`` of its account: none, partial, whole. ``answered``: the day of its last answer;
#: ``options_closed``: the day from which nothing could be changed any more; null: not known.
REPORT = {
    "report": pl.Int64,
    "committee": pl.String,
    "directorate": pl.String,
    "day": pl.Date,
    "exempt": pl.Boolean,
    "quality": pl.String,
    "answered": pl.Date,
    "options_closed": pl.Date,
    "decided": pl.Date,
}
#: What is counted of each group. Every report that is accounted for is one of four: ``early``, before options
#: closed; ``late``, after they closed; ``after`` the decision; ``timing_unknown``, where nobody said when
#: options closed. Each ``share…`` is of all reports.
COUNT = {
    "reports": pl.UInt32,
    "accounted": pl.UInt32,
    "whole": pl.UInt32,
    "partial": pl.UInt32,
    "none": pl.UInt32,
    "early": pl.UInt32,
    "late": pl.UInt32,
    "after": pl.UInt32,
    "timing_unknown": pl.UInt32,
    "exempt": pl.UInt32,
    "share": pl.Float64,
    "share_whole": pl.Float64,
    "share_early": pl.Float64,
}
#: When an account was given, as :func:`is_late` says it; "" is not known.
TIMINGS = ("early", "late", "after", "")
_SHARES = (("share", "accounted"), ("share_whole", "whole"), ("share_early", "early"))


def coverage(reports: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Counts and shares of the reports, group by group; one row for all of them without ``by``.

    ``reports``: columns of :data:`REPORT`. ``by``: "committee", "directorate", "quarter" or several of these;
    reports without a committee, a directorate or a day are a group of their own, "".
    Returns the columns of ``by`` and those of :data:`COUNT`, groups in order; a share of no reports is null.
    Raises ValueError for a word that nothing can be grouped by.
    """
    if unknown := set(by) - {"committee", "directorate", "quarter"}:
        raise ValueError(f"Reports cannot be grouped by {', '.join(sorted(unknown))}.")  # stays English
    accounted = pl.col("quality").is_in(["partial", "whole"])
    counted = {
        "reports": pl.len(),
        "accounted": accounted.sum(),
        "whole": (pl.col("quality") == "whole").sum(),
        "partial": (pl.col("quality") == "partial").sum(),
        "none": (~accounted).sum(),
        "early": (pl.col("timing") == "early").sum(),
        "late": (pl.col("timing") == "late").sum(),
        "after": (pl.col("timing") == "after").sum(),
        "timing_unknown": (accounted & (pl.col("timing") == "")).sum(),
        "exempt": pl.col("exempt").sum(),
    }
    frame = reports.with_columns(
        quarter=quarter(pl.col("day")).fill_null(""), timing=pl.when(accounted).then(timing())
    )
    found = frame.group_by(list(by)).agg(**counted).sort(list(by)) if by else frame.select(**counted)
    return _shared(found).select(*by, *(pl.col(name).cast(kind) for name, kind in COUNT.items()))


def trend(reports: pl.DataFrame, since: str = "", until: str = "") -> pl.DataFrame:
    """:func:`coverage` by quarter, from the first quarter with a report to the last, none left out.

    ``since`` and ``until``: quarters from and to which it goes in any case, where there is any report. In a
    quarter without a report every number is 0 and every share null: missing, not nought.
    Reports without a day are not in it.
    """
    found = coverage(reports.filter(pl.col("day").is_not_null()), ["quarter"])
    if found.is_empty():
        return found
    held = [found["quarter"][0], found["quarter"][-1], since, until]
    ends = [number_of(q) for q in held if q]
    first, last = min(ends), max(ends)
    every = pl.DataFrame({"quarter": [named(n) for n in range(first, last + 1)]})
    numbers = [name for name, kind in COUNT.items() if kind == pl.UInt32]
    return every.join(found, on="quarter", how="left", maintain_order="left").with_columns(
        pl.col(numbers).fill_null(0)
    )


def quarter(day: pl.Expr) -> pl.Expr:
    """ "2026-Q4" of a day: the calendar's quarters."""
    return pl.format("{}-Q{}", day.dt.year(), day.dt.quarter())


def number_of(quarter_: str) -> int:
    """Quarters since the year 0, so that they can be counted: 8107 of "2026-Q4"."""
    year, _, nth = quarter_.partition("-Q")
    return 4 * int(year) + int(nth) - 1


def named(number: int) -> str:
    """The quarter of a number of :func:`number_of`."""
    return f"{number // 4}-Q{number % 4 + 1}"


def timing() -> pl.Expr:
    """:func:`is_late` of each row: "early", "late", "after" or ""."""
    answered, closed, decided = (pl.col(name) for name in ("answered", "options_closed", "decided"))
    return (
        pl.when((answered > decided).fill_null(value=False))
        .then(pl.lit("after"))
        .when((answered <= closed).fill_null(value=False))
        .then(pl.lit("early"))
        .when((answered > closed).fill_null(value=False))
        .then(pl.lit("late"))
        .otherwise(pl.lit(""))
    )


def is_late(answered: dt.date | None, options_closed: dt.date | None, decided: dt.date | None) -> str:
    """When an account was given: "early", "late" (after options closed), "after" (after the decision) or "".

    "" where it was not given, or nobody said when options closed and it was not after the decision.
    """
    if answered is None:
        return ""
    if decided is not None and answered > decided:
        return "after"
    if options_closed is None:
        return ""
    return "early" if answered <= options_closed else "late"


def _shared(counted: pl.DataFrame) -> pl.DataFrame:
    return counted.with_columns(
        **{name: pl.when(pl.col("reports") > 0).then(pl.col(of) / pl.col("reports")) for name, of in _SHARES}
    )
