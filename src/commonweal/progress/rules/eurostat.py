"""Eurostat's assessment of trends, by which it judges progress towards the development goals.

With a target that has a date, the yearly rate of change is set beside the rate that the target needs;
without one, the yearly rate itself is graded. The windows, the met target and every other choice are
explained in ``docs/methods/eurostat.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from commonweal.evidence.periods import parse
from commonweal.packs import numbers
from commonweal.packs.models import Indicator
from commonweal.progress.cases import first_case
from commonweal.progress.comparison import MONTHS_A_YEAR, Prepared, at_best_limit
from commonweal.progress.schema import Reason, Status
from commonweal.progress.working import (
    Step,
    answer_step,
    figure,
    in_detail,
    latest_step,
    people_step,
    period,
    reason_of,
    years_between,
    years_to_target,
)
from commonweal.words import N_, _

NAME = "eurostat"
TITLE = N_("Eurostat’s trend assessment")
SUMMARY = N_(
    "How fast has it changed a year, over ten to fifteen years where the figures go back so far, else over "
    "three to five? With a dated target: is that fast enough to reach it? Without: is it 1% a year or more?"
)
SOURCE = N_(
    "Eurostat, Sustainable development in the European Union: monitoring report, annex on the assessment "
    "of indicator trends; thresholds as read from the published code of Open SDG, which follows it"
)
#: A rate of its own may be fast while the comparator's is faster.
CLOSES = False

#: Windows in months, the long one first: the oldest figure at least, and at most, so far before the latest.
WINDOWS = ((120, 180), (36, 60))
#: Share of the needed yearly rate from which progress is significant, and from which it is moderate.
SIGNIFICANT, MODERATE = 0.95, 0.60
#: Yearly rate, without a target, from which a movement is significant.
CLEAR_RATE = 0.01
#: Statistics are graded as rounded to so many decimals, so that 0.95 is not missed by floating point.
DECIMALS = 12

#: What stands in the column ``grade``; whoever shows it says ``_`` of it.
MET, BEST = N_("target met"), N_("as good as it can be")
SIGNIFICANT_PROGRESS, MODERATE_PROGRESS = N_("significant progress"), N_("moderate progress")
INSUFFICIENT, MOVEMENT_AWAY = N_("insufficient progress"), N_("movement away")
NO_CHANGE = N_("no change")
MODERATE_AWAY, SIGNIFICANT_AWAY = N_("moderate movement away"), N_("significant movement away")

STATUS_OF = {
    MET: Status.IMPROVING,
    BEST: Status.IMPROVING,
    SIGNIFICANT_PROGRESS: Status.IMPROVING,
    MODERATE_PROGRESS: Status.SLOW,
    INSUFFICIENT: Status.SLOW,
    NO_CHANGE: Status.AWAY,
    MODERATE_AWAY: Status.AWAY,
    SIGNIFICANT_AWAY: Status.AWAY,
    MOVEMENT_AWAY: Status.AWAY,
}


def judge(prepared: Prepared) -> pl.DataFrame:
    """Compare each latest figure with the first of its window."""
    compared = prepared.compared(_first_of_window(prepared.earlier()))
    measured = compared.with_columns(**_measures()).with_columns(**_rates())
    graded = measured.with_columns(statistic=_statistic()).with_columns(grade=_grade())
    statuses = {grade: status.value for grade, status in STATUS_OF.items()}
    return graded.with_columns(
        status=pl.when(pl.col("latest").is_null())
        .then(pl.lit(Status.NO_DATA.value))
        .otherwise(
            pl.col("grade").replace_strict(statuses, default=Status.UNJUDGED.value, return_dtype=pl.String)
        ),
        reason=_reason(),
    ).drop("_years", "_needed_years", "_met", "_was_met", "_at_limit", "_dated", "_rate", "_needed")


def _first_of_window(earlier: pl.DataFrame) -> pl.DataFrame:
    """The oldest figure of the long window, where there is one; else of the short.

    In each, for a month or a quarter the oldest of the same season, where there is one.
    """
    other_season = pl.col("seasonal") & (pl.col("months") % MONTHS_A_YEAR != 0)
    of_other_seasons = earlier.filter(other_season)
    windows = [
        some.filter(pl.col("months").is_between(least, most)).unique(
            "series", keep="first", maintain_order=True
        )
        for least, most in WINDOWS
        for some in (earlier.filter(~other_season) if of_other_seasons.height else earlier, of_other_seasons)
    ]
    return pl.concat(windows).unique("series", keep="first", maintain_order=True)


def _measures() -> dict[str, pl.Expr]:
    """Years between the figures and to the target; whether the target is, or was, met."""
    target = pl.when(pl.col("yardstick_kind") == "value").then("yardstick")
    polarity = pl.col("polarity")
    return {
        "_years": _years_between(pl.col("previous_start"), pl.col("latest_start")),
        "_needed_years": _years_to_target(),
        "_met": ((target - pl.col("latest")) * polarity <= 0).fill_null(value=False) & (polarity != 0),
        "_was_met": ((target - pl.col("previous")) * polarity <= 0).fill_null(value=False),
        "_at_limit": at_best_limit(),
    }


def _years_between(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    months = (end.dt.year() - start.dt.year()) * 12 + (
        end.dt.month().cast(pl.Int32) - start.dt.month().cast(pl.Int32)
    )
    days = end.dt.day().cast(pl.Int32) - start.dt.day().cast(pl.Int32)
    return months / 12.0 + days / 365.25


def _years_to_target() -> pl.Expr:
    """From the first figure to the target's date; a year alone is that year's period of the series."""
    by, start = pl.col("yardstick_by"), pl.col("previous_start")
    whole = pl.concat_str(by, pl.lit("-01-01").str.slice(by.str.len_chars() - 4)).str.to_date(
        "%Y-%m-%d", strict=False
    )
    year = by.str.slice(0, 4).cast(pl.Int32, strict=False) - start.dt.year()
    return (
        pl.when(by.str.len_chars() == 4).then(year.cast(pl.Float64)).otherwise(_years_between(start, whole))
    )


def _rates() -> dict[str, pl.Expr]:
    """Actual and needed yearly rates of change; null where a rate has no meaning."""
    previous = pl.col("previous")
    grown = pl.when((previous != 0) & (pl.col("latest") / previous >= 0)).then(pl.col("latest") / previous)
    asked = pl.when((previous != 0) & (pl.col("yardstick") / previous > 0)).then(
        pl.col("yardstick") / previous
    )
    dated = (pl.col("yardstick_kind") == "value") & (pl.col("_needed_years") > 0)
    return {
        "_dated": dated.fill_null(value=False),
        "_rate": grown.pow(1.0 / pl.col("_years")) - 1.0,
        "_needed": asked.pow(1.0 / pl.col("_needed_years")) - 1.0,
    }


def _statistic() -> pl.Expr:
    """Actual ÷ needed rate with a dated target; without one the rate, positive where it improves.

    Figures that are all below zero fall when their rate rises, so the sign turns.
    """
    sign = pl.when(pl.col("previous") < 0).then(-1.0).otherwise(1.0)
    ratio = pl.when(pl.col("_needed") != 0).then(pl.col("_rate") / pl.col("_needed"))
    plain_rate = pl.col("_rate") * pl.col("polarity") * sign
    chosen = pl.when("_dated").then(ratio).otherwise(plain_rate)
    done = pl.col("_met") | pl.col("_at_limit")
    idle = done | (pl.col("polarity") == 0) | (pl.col("_was_met") & pl.col("_dated"))
    return pl.when(~idle & chosen.is_finite()).then(chosen.round(DECIMALS))


def _grade() -> pl.Expr:
    """The first case that holds. Null where the series cannot be judged."""
    s, dated = pl.col("statistic"), pl.col("_dated")
    cases: list[tuple[pl.Expr, str | None]] = [
        (pl.col("latest").is_null(), None),
        (pl.col("_met"), MET),
        (pl.col("_at_limit"), BEST),
        (pl.col("polarity") == 0, None),
        (pl.col("previous").is_null(), None),
        (dated & pl.col("_was_met"), MOVEMENT_AWAY),
        (s.is_null(), None),
        (dated & (s >= SIGNIFICANT), SIGNIFICANT_PROGRESS),
        (dated & (s >= MODERATE), MODERATE_PROGRESS),
        (dated & (s >= 0), INSUFFICIENT),
        (dated, MOVEMENT_AWAY),
        (s >= CLEAR_RATE, SIGNIFICANT_PROGRESS),
        (s > 0, MODERATE_PROGRESS),
        (s == 0, NO_CHANGE),
        (s > -CLEAR_RATE, MODERATE_AWAY),
    ]
    return first_case(cases, SIGNIFICANT_AWAY)


def _reason() -> pl.Expr:
    widths = [pl.col(f"{w}_upper") - pl.col(f"{w}_lower") for w in ("latest", "previous")]
    widest = (widths[0] * widths[0] + widths[1] * widths[1]).sqrt() / 2.0
    inside = (widths[0] >= 0) & (widths[1] >= 0) & (pl.col("change").abs() < widest)
    cases: list[tuple[pl.Expr, str | pl.Expr]] = [
        (pl.col("latest").is_null(), Reason.NONE.value),
        (pl.col("polarity") == 0, Reason.NEUTRAL.value),
        (pl.col("_met") | pl.col("_at_limit"), Reason.MET.value),
        (pl.col("previous").is_null() & (pl.col("lack") != Reason.NONE.value), pl.col("lack")),
        (pl.col("previous").is_null(), Reason.SHORT.value),
        (pl.col("grade").is_null(), Reason.UNDEFINED.value),
        (inside, Reason.WITHIN_INTERVAL.value),
    ]
    return first_case(cases, Reason.NONE.value)


def work(row: Mapping[str, Any], indicator: Indicator) -> Sequence[Step]:
    """The rule with one series' own numbers."""
    if row["latest"] is None:
        return [answer_step(row, _("a figure is needed"), _("There is none."))]
    steps = [latest_step(row, indicator)]
    if row["previous"] is not None and row["statistic"] is not None:
        steps += _rate_steps(row, indicator)
    if people := people_step(row, indicator):
        steps.append(people)
    return [*steps, answer_step(row, _bands(row), _answer_numbers(row, indicator))]


def _rate_steps(row: Mapping[str, Any], indicator: Indicator) -> list[Step]:
    first = row["previous"]
    years = years_between(parse(row["previous_period"]).start, parse(row["latest_period"]).start)
    rate = (row["latest"] / first) ** (1 / years) - 1
    steps = [
        Step(
            _("First figure of the window"),
            _("the oldest in ten to fifteen years, else in three to five"),
            period(row["previous_period"]),
            figure(first, indicator),
        ),
        _rate_step(
            _("Yearly rate of change"),
            _("(latest ÷ first) to the power of 1 ÷ years, less 1"),
            row["latest"],
            first,
            years,
            rate,
            indicator,
        ),
    ]
    needed_years = years_to_target(row)
    if needed_years is None:
        return steps
    target = row["yardstick"]
    needed = (target / first) ** (1 / needed_years) - 1
    return [
        *steps,
        _rate_step(
            _("Yearly rate needed"),
            _("(target ÷ first) to the power of 1 ÷ years, less 1"),
            target,
            first,
            needed_years,
            needed,
            indicator,
        ),
        _pace_step(rate * 100, needed * 100, row["statistic"] * 100),
    ]


def _pace_step(rate: float, needed: float, pace: float) -> Step:
    """In per cent, with as many decimals as give the pace that is said."""

    def gives(decimals: int) -> bool:
        actual, asked = (float(numbers.rounded(n, decimals)) for n in (rate, needed))
        return asked != 0 and numbers.rounded(actual / asked * 100, 1) == numbers.rounded(pace, 1)

    shown = next((d for d in range(2, 7) if gives(d)), 2)
    return Step(
        _("Pace"),
        _("rate of change ÷ rate needed"),
        f"{numbers.plain(rate, shown)}% ÷ {numbers.plain(needed, shown)}%",
        f"{numbers.plain(pace, 1)}%",
    )


def _rate_step(
    name: str, formula: str, value: float, base: float, years: float, rate: float, indicator: Indicator
) -> Step:
    def gives(decimals: int) -> bool:
        """Whether figures with so many decimals give the rate that is said."""
        now, then = (float(numbers.rounded(n, decimals)) for n in (value, base))
        if then == 0 or now / then < 0:
            return False
        return numbers.rounded(((now / then) ** (1 / years) - 1) * 100, 2) == numbers.rounded(rate * 100, 2)

    shown = in_detail(indicator, gives, most=6)
    return Step(
        name,
        formula,
        f"({figure(value, shown)} ÷ {figure(base, shown)})^(1 ÷ {years:g}) − 1",
        _("{rate} a year").format(rate=f"{numbers.plain(rate * 100, 2)}%"),
    )


def _bands(row: Mapping[str, Any]) -> str:
    if row["grade"] == MET:
        return _("a target that is met is met, whatever the trend")
    if row["grade"] == BEST:
        return _("a figure that can be no better is as good as it can be, whatever the trend")
    if years_to_target(row) is not None:
        return _(
            "{significant} of the needed pace or more is significant, {moderate} moderate, less "
            "insufficient, below 0 away"
        ).format(significant=f"{SIGNIFICANT:.0%}", moderate=f"{MODERATE:.0%}")
    return _("{rate} a year or more is significant, less is moderate, below 0 away").format(
        rate=f"{CLEAR_RATE:.0%}"
    )


def _answer_numbers(row: Mapping[str, Any], indicator: Indicator) -> str:
    if row["grade"] == MET:
        return _("{figure} meets {target}").format(
            figure=figure(row["latest"], indicator), target=figure(row["yardstick"], indicator)
        )
    if row["grade"] == BEST:
        return figure(row["latest"], indicator)
    if row["statistic"] is None:
        return _("it met the target at the start of the window, and no longer does")
    said = _("{percent}, where above 0 is the better way")
    if reason_of(row) is Reason.WITHIN_INTERVAL:
        said = _(
            "{percent}, where above 0 is the better way; the change is smaller than the uncertainty of "
            "the two figures"
        )
    return said.format(percent=f"{numbers.plain(row['statistic'] * 100, 2)}%")
