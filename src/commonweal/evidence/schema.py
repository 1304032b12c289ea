"""The observation: one figure, with everything it takes to say it honestly.

Keys are ``indicator, area, period, breakdown``. Areas are official codes, never names: the region
E12000005 and the combined authority E47000007 are both called "West Midlands".
"""

from __future__ import annotations

import polars as pl
from polars.datatypes import DataType, DataTypeClass

from commonweal.packs.tables import FIGURE_COLUMNS, FIGURE_REQUIRED
from commonweal.words import N_, _

KEY = ("indicator", "area", "period", "breakdown")

#: The order of a vintage's rows: each series together, its figures from the oldest on.
STORED = ("indicator", "area", "breakdown", "period")

#: ``period`` is ISO 8601: "2019-01-01/P1Y", "2011-01-01/P3Y", "2023-07-01/P1M", or a date alone for a
#: point in time. ``period_start`` is its first day and ``period_end`` its last (both inclusive).
#: ``status`` is a code of SDMX CL_OBS_STATUS; ``value`` is null when the figure is missing.
OBSERVATION = pl.Schema(
    {
        "indicator": pl.String,
        "area": pl.String,
        "period": pl.String,
        "period_start": pl.Date,
        "period_end": pl.Date,
        "breakdown": pl.String,
        "value": pl.Float64,
        "lower": pl.Float64,
        "upper": pl.Float64,
        "numerator": pl.Float64,
        "denominator": pl.Float64,
        "status": pl.String,
        "note": pl.String,
    }
)

#: Columns of our own tidy CSV and XLSX, and those that must be there: packs carry figures in them too.
TIDY = FIGURE_COLUMNS
TIDY_REQUIRED = FIGURE_REQUIRED

#: SDMX CL_OBS_STATUS, the codes that we read and show, with the words a reader sees. Files are read by
#: the English words, too: whoever shows them says them in the language in use.
STATUS_WORDS = {
    "A": N_("normal"),
    "B": N_("break in series"),
    "D": N_("definition differs"),
    "E": N_("estimated"),
    "F": N_("forecast"),
    "I": N_("imputed"),
    "L": N_("missing: collected but not published"),
    "M": N_("missing: cannot exist"),
    "N": N_("not significant"),
    "O": N_("missing"),
    "P": N_("provisional"),
    "Q": N_("missing: suppressed"),
    "U": N_("low reliability"),
    "V": N_("unvalidated"),
}

#: The same of a figure that is not there, inside a sentence.
_WHY_MISSING = {
    "L": N_("not published"),
    "M": N_("not defined"),
    "Q": N_("suppressed"),
    "U": N_("withheld as unreliable"),
}

#: Statuses under which a value may be absent. U (low reliability) is among them: a supplier may withhold
#: what it would not trust.
MISSING = frozenset("LMOQU")

#: One problem of one file. ``row`` is the line of the file (1 = its first), null for the whole file;
#: ``severity`` is "stop" (nothing of the file is published) or "warn" (may be waived with a reason).
PROBLEM = pl.Schema(
    {
        "file": pl.String,
        "row": pl.UInt32,
        "column": pl.String,
        "value": pl.String,
        "rule": pl.String,
        "severity": pl.String,
        "message": pl.String,
    }
)

#: One published series of one dataset, and the indicator whose figures it carries.
SERIES = pl.Schema(
    {
        "dataset": pl.String,
        "series": pl.String,
        "measure": pl.String,
        "unit": pl.String,
        "indicator": pl.String,
        "breakdown": pl.String,
    }
)

#: ``Reading.rows``: the observation, and where it stands. ``period`` and ``status`` keep the file's
#: own text where it means nothing that we know (``period_start`` is null there).
_ROW: dict[str, DataType | DataTypeClass] = {
    "dataset": pl.String,
    "file": pl.String,
    "row": pl.UInt32,
    **OBSERVATION,
    "area_name": pl.String,
}
ROW = pl.Schema(_ROW)

#: Areas that a supplier's file names and no pack defines.
NEW_AREA = pl.Schema({"code": pl.String, "name": pl.String, "level": pl.String, "dataset": pl.String})


def why_missing(status: str | None) -> str:
    """Why a figure is not there: "not published", "suppressed", "missing"."""
    known = status or ""
    return _(_WHY_MISSING.get(known) or STATUS_WORDS.get(known, "missing"))
