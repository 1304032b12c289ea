"""Coverage: what share of reports account for their impact, how wholly, and how early.

A share always stands beside the two numbers that it comes from. Reports that are exempt from publication are
counted and never named; how many of them there are is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import polars as pl

#: One row a report. ``quality`` of its account: none, partial, whole. ``answered``: the day of its last
#: answer; ``options_closed``: the day from which nothing could be changed any more; null: not known.
REPORT = {
    "report": pl.Int64,
    "committee": pl.String,
    "directorate": pl.String,
    "day": pl.Date,
    "exempt": pl.Boolean,
    "quality": pl.String,
    "answered": pl.Date,
    "options_closed": pl.Date,
}
#: What is counted of each group. ``early``: accounted for before options closed; ``timing_unknown``:
#: accounted for, but nobody said when options closed. Each ``share…`` is of all reports.
COUNT = {
    "reports": pl.UInt32,
    "accounted": pl.UInt32,
    "whole": pl.UInt32,
    "partial": pl.UInt32,
    "none": pl.UInt32,
    "early": pl.UInt32,
    "late": pl.UInt32,
    "timing_unknown": pl.UInt32,
    "exempt": pl.UInt32,
    "share": pl.Float64,
    "share_whole": pl.Float64,
    "share_early": pl.Float64,
}


def coverage(reports: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Counts and shares of the reports, group by group; one row for all of them without ``by``.

    ``reports``: columns of :data:`REPORT`. ``by``: "committee", "directorate", "quarter" or several of these.
    Returns the columns of ``by`` and those of :data:`COUNT`, groups in order; a share of no reports is null.
    Raises ValueError for a word that nothing can be grouped by.
    """
    if unknown := set(by) - {"committee", "directorate", "quarter"}:
        raise ValueError(f"Reports cannot be grouped by {', '.join(sorted(unknown))}.")
    accounted = pl.col("quality").is_in(["partial", "whole"])
    known = pl.col("answered").is_not_null() & pl.col("options_closed").is_not_null()
    early = accounted & known & (pl.col("answered") <= pl.col("options_closed"))
    counted = {
        "reports": pl.len(),
        "accounted": accounted.sum(),
        "whole": (pl.col("quality") == "whole").sum(),
        "partial": (pl.col("quality") == "partial").sum(),
        "none": (pl.col("quality") == "none").sum(),
        "early": early.sum(),
        "late": (accounted & known & ~early).sum(),
        "timing_unknown": (accounted & ~known).sum(),
        "exempt": pl.col("exempt").sum(),
    }
    frame = reports.with_columns(quarter=quarter(pl.col("day")))
    found = frame.group_by(list(by)).agg(**counted).sort(list(by)) if by else frame.select(**counted)
    shares = (("share", "accounted"), ("share_whole", "whole"), ("share_early", "early"))
    return found.with_columns(
        **{name: pl.when(pl.col("reports") > 0).then(pl.col(of) / pl.col("reports")) for name, of in shares}
    ).select(*by, *(pl.col(name).cast(kind) for name, kind in COUNT.items()))


def quarter(day: pl.Expr) -> pl.Expr:
    """ "2026-Q4" of a day: the calendar's quarters."""
    return pl.format("{}-Q{}", day.dt.year(), day.dt.quarter())


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
