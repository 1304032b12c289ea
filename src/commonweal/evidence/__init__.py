"""Any statistical file → check → immutable vintage; differences; area sets. Pure: no Django, no clock."""

from . import breakdowns, periods
from .area_sets import aggregate
from .check import check
from .diff import DIFFERENCE, difference, summary
from .limits import ReadLimits
from .periods import Period, YearKind, overlaps
from .read import read
from .reading import Reading
from .register import IndicatorRule, Register
from .schema import KEY, OBSERVATION, PROBLEM, SERIES, STATUS_WORDS, TIDY, TIDY_REQUIRED
from .sources import SourceFile
from .store import Store

__all__ = [
    "DIFFERENCE",
    "KEY",
    "OBSERVATION",
    "PROBLEM",
    "SERIES",
    "STATUS_WORDS",
    "TIDY",
    "TIDY_REQUIRED",
    "IndicatorRule",
    "Period",
    "ReadLimits",
    "Reading",
    "Register",
    "SourceFile",
    "Store",
    "YearKind",
    "aggregate",
    "breakdowns",
    "check",
    "difference",
    "overlaps",
    "periods",
    "read",
    "summary",
]
