"""What a rule answers for one series: one row for each rule, indicator, area and breakdown."""

from __future__ import annotations

from enum import StrEnum

import polars as pl
from polars.datatypes import DataType, DataTypeClass


class Status(StrEnum):
    """The six marks of every page, in the order in which they are counted."""

    IMPROVING = "improving"  # improved, and nearer the target (or at it)
    SLOW = "slow"  # right direction, but too slowly
    AWAY = "away"  # no change, or moving away
    UNJUDGED = "unjudged"  # there are figures, but they cannot be judged: ``reason`` says why
    NO_DATA = "no_data"
    NO_INDICATOR = "no_indicator"


class Reason(StrEnum):
    """Why a series cannot be judged, or what a reader must know about how it was."""

    NONE = ""
    ONE_POINT = "one_point"  # one period only
    OTHER_PERIODS = "other_periods"  # every other figure is for a period of another length
    SHORT = "short"  # no comparable figure lies in a window of the rule
    BREAK = "break"  # no two periods on this side of the last break in the series
    OVERLAP = "overlap"  # no earlier pooled period that does not overlap the latest
    WITHIN_INTERVAL = "within_interval"  # the change lies inside the interval
    NO_YARDSTICK = "no_yardstick"  # neither target nor comparator has a figure
    NEUTRAL = "neutral"  # neither up nor down is better
    UNDEFINED = "undefined"  # the statistic cannot be computed (a zero or a change of sign)
    STALE_COMPARATOR = "stale_comparator"  # comparator has no comparable figure for one of the two periods
    MET = "met"  # the target is met: said beside the status


#: Where an indicator has only groups, its mark is that of the group which stands worst. ``NO_DATA`` comes
#: last: a group without figures hides none that has them.
WORST_FIRST = (
    Status.AWAY,
    Status.SLOW,
    Status.UNJUDGED,
    Status.IMPROVING,
    Status.NO_DATA,
    Status.NO_INDICATOR,
)

#: ``gap`` = yardstick − latest, in the indicator's unit (signed). ``gap_people`` is the same in people, a
#: positive count of people fewer or more, null where no denominator is known. ``yardstick`` is the
#: target's value where there is one, else the comparator's; ``yardstick_kind`` says which: "value",
#: "parity" (a stated target of parity) or "comparator". ``statistic`` is the rule's own number (a
#: ratio, a rate) and ``grade`` its own word ("moderate progress").
#:
#: ``latest`` is the last figure that is not missing; where a newer period is there without a figure,
#: ``missing_period`` and ``missing_status`` name it. ``previous`` is the figure the rule compares with: the
#: nearest earlier one (for a month or a quarter that of the year before), or the start of the rule's window.
#: ``history`` holds the comparable figures, oldest first: of the same length of period, on this side of the
#: last break; ``points`` counts them.
_ASSESSMENT: dict[str, DataType | DataTypeClass] = {
    "rule": pl.String,
    "indicator": pl.String,
    "area": pl.String,
    "breakdown": pl.String,
    "points": pl.UInt32,
    "latest_period": pl.String,
    "latest_start": pl.Date,
    "latest": pl.Float64,
    "latest_lower": pl.Float64,
    "latest_upper": pl.Float64,
    "latest_status": pl.String,
    "latest_numerator": pl.Float64,
    "latest_denominator": pl.Float64,
    "missing_period": pl.String,
    "missing_status": pl.String,
    "previous_period": pl.String,
    "previous": pl.Float64,
    "previous_lower": pl.Float64,
    "previous_upper": pl.Float64,
    "change": pl.Float64,
    "change_percent": pl.Float64,
    "comparator": pl.String,
    "comparator_latest": pl.Float64,
    "comparator_previous": pl.Float64,
    "comparator_change": pl.Float64,
    "comparator_change_percent": pl.Float64,
    "yardstick_kind": pl.String,
    "yardstick": pl.Float64,
    "yardstick_by": pl.String,
    "gap": pl.Float64,
    "previous_gap": pl.Float64,
    "gap_people": pl.Float64,
    "status": pl.String,
    "reason": pl.String,
    "provisional": pl.Boolean,
    "statistic": pl.Float64,
    "grade": pl.String,
    "history_start": pl.List(pl.Date()),
    "history": pl.List(pl.Float64()),
}
ASSESSMENT = pl.Schema(_ASSESSMENT)

#: One row an indicator: what the rules need of its definition.
_DEFINITION: dict[str, DataType | DataTypeClass] = {
    "indicator": pl.String,
    "polarity": pl.Int8,
    "comparator": pl.String,
    "per": pl.Float64,  # null where a rate does not become a count
    "lower_limit": pl.Float64,
    "upper_limit": pl.Float64,
    "decimals": pl.Int8,  # to which figures are shown: a movement that rounds away is none
    "breaks": pl.List(pl.Date()),  # starts of the first periods measured a new way
    "provisional_from": pl.Date,
}
DEFINITION = pl.Schema(_DEFINITION)

#: One row a target and area; ``area`` null: for every area that no other row names.
TARGET = pl.Schema(
    {
        "indicator": pl.String,
        "area": pl.String,
        "kind": pl.String,
        "value": pl.Float64,
        "comparator": pl.String,
        "by": pl.String,
    }
)
