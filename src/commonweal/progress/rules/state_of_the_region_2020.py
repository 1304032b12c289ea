"""The traffic lights of the State of the Region 2020, made whole.

The report lights an indicator green when the region improved and moved nearer its target, orange when it
moved the right way but not as quickly as wanted, and red when it stayed the same or moved away; where no
target is set, the target is parity with the United Kingdom or England. It leaves two cases open, which are
decided here and explained in ``docs/methods/state-of-the-region-2020.md``: a region that is already better
than its yardstick, and a change that is smaller than the figures' own uncertainty or rounding.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from commonweal.packs import numbers
from commonweal.packs.models import Indicator
from commonweal.progress.cases import first_case
from commonweal.progress.comparison import Prepared, at_best_limit
from commonweal.progress.schema import Reason, Status
from commonweal.progress.working import (
    Step,
    answer_step,
    change_step,
    in_detail,
    latest_step,
    people_step,
    reason_of,
    subtraction,
)
from commonweal.words import N_, _

NAME = "state-of-the-region-2020"
TITLE = "State of the Region 2020"  # stays English
SUMMARY = N_(
    "Has it improved, and is it nearer its target, or nearer the comparator where there is no target? "
    "Improved and nearer is improving; improved but no nearer is too slow; no change, or worse, is away."
)
SOURCE = N_(
    "West Midlands Combined Authority, State of the Region 2020: Full Report (July 2020), Key Past Trends: "
    "Performance Indicators; the open cases decided by Commonweal"
)
CLOSES = True

#: The gap now and before in words, by ``yardstick_kind``.
_GAPS = {
    "value": (N_("target − latest"), N_("target − previous")),
    "parity": (
        N_("comparator, as the target says − latest"),
        N_("comparator, as the target says − previous"),
    ),
    "comparator": (N_("comparator − latest"), N_("comparator − previous")),
}
_BETTER = {1: N_("a higher figure is better"), -1: N_("a lower figure is better")}
#: What a figure did; alone, and where target or comparator is met.
_DID = {
    "better": N_("it improved"),
    "still": N_("it did not change"),
    "rounds": N_("it moved by less than its rounding"),
    "worse": N_("it got worse"),
}
_DID_AND_MET = {
    "better": N_("it improved, and the target is met"),
    "still": N_("it did not change, and the target is met"),
    "rounds": N_("it moved by less than its rounding, and the target is met"),
    "inside": N_("its change may be chance, and the target is met"),
    "worse": N_("it got worse, and the target is met"),
}
_DID_AND_AS_GOOD = {
    "better": N_("it improved, and the figure is as good as the comparator’s, or as good as it can be"),
    "still": N_("it did not change, and the figure is as good as the comparator’s, or as good as it can be"),
    "rounds": N_(
        "it moved by less than its rounding, and the figure is as good as the comparator’s, or as good as it "
        "can be"
    ),
    "inside": N_(
        "its change may be chance, and the figure is as good as the comparator’s, or as good as it can be"
    ),
    "worse": N_("it got worse, and the figure is as good as the comparator’s, or as good as it can be"),
}

#: Two floating-point numbers nearer than this part of their size are the same number.
SAME = 1e-9


def judge(prepared: Prepared) -> pl.DataFrame:
    """Compare each latest figure with the nearest earlier one, and both with the yardstick.

    ``statistic`` is by how much the gap narrowed, in the indicator's unit; there is no ``grade``, for the
    statuses are this rule's own words.
    """
    compared = prepared.compared(prepared.nearest_earlier()).with_columns(**_measures())
    return (
        compared.with_columns(status=_status())
        .with_columns(reason=_reason(), statistic=pl.col("narrowed"), grade=pl.lit(None, pl.String))
        .drop("_size", "_least", "_moved", "narrowed", "_met", "_inside", "_at_limit")
    )


def _measures() -> dict[str, pl.Expr]:
    """What the cases ask, from the columns of ``Prepared.compared``."""
    figures = ("latest", "previous", "yardstick")
    size = pl.max_horizontal(*(pl.col(c).abs() for c in figures))
    same = size * SAME
    half_unit = pl.lit(10.0).pow(-pl.col("decimals").cast(pl.Float64)) * 0.5 * (1 - SAME)
    moved = pl.col("change") * pl.col("polarity")
    shortfall, before = (pl.col(c) * pl.col("polarity") for c in ("gap", "previous_gap"))
    return {
        "_size": size,
        "_least": pl.max_horizontal(same, half_unit),
        "_moved": moved,
        "narrowed": before - shortfall,
        "_met": (shortfall <= same).fill_null(value=False),
        "_inside": _inside_interval(),
        "_at_limit": at_best_limit(),
    }


def _inside_interval() -> pl.Expr:
    """Whether |z| < 1.96 for the difference of two independent figures with 95 % limits.

    SE = (upper − lower) ÷ (2 × 1.96) for each, z = change ÷ √(SE₁² + SE₂²): the 1.96 cancel, which leaves
    |change| < √(width₁² + width₂²) ÷ 2.
    """
    now = pl.col("latest_upper") - pl.col("latest_lower")
    then = pl.col("previous_upper") - pl.col("previous_lower")
    widest = (now * now + then * then).sqrt() / 2.0
    believable = (now >= 0) & (then >= 0)
    return (believable & (pl.col("change").abs() < widest)).fill_null(value=False)


def _cases() -> list[tuple[pl.Expr, Status, Reason | None]]:
    """The rule: the first case that holds gives status and reason.

    ``None`` stands for the reason why there is no earlier figure to compare with.
    """
    improved = (pl.col("_moved") > 0) & (pl.col("_moved") >= pl.col("_least"))
    unmoved = ~improved & (pl.col("_moved") > -pl.col("_least")) | (pl.col("_moved") == 0)
    met, gap_known = pl.col("_met"), pl.col("gap").is_not_null()
    held = met & (unmoved | pl.col("_inside")) & (pl.col("yardstick_kind") == "value")
    return [
        (pl.col("latest").is_null(), Status.NO_DATA, Reason.NONE),
        (pl.col("polarity") == 0, Status.UNJUDGED, Reason.NEUTRAL),
        (pl.col("previous").is_null(), Status.UNJUDGED, None),
        (pl.col("_at_limit"), Status.IMPROVING, Reason.MET),
        (pl.col("yardstick_kind").is_null(), Status.UNJUDGED, Reason.NO_YARDSTICK),
        (held, Status.IMPROVING, Reason.MET),
        (pl.col("_inside"), Status.UNJUDGED, Reason.WITHIN_INTERVAL),
        (met & improved, Status.IMPROVING, Reason.MET),
        (met, Status.AWAY, Reason.MET),
        (~improved & gap_known, Status.AWAY, Reason.NONE),
        (~improved, Status.AWAY, Reason.STALE_COMPARATOR),
        (pl.col("narrowed").is_null(), Status.UNJUDGED, Reason.STALE_COMPARATOR),
        (pl.col("narrowed") >= pl.col("_least"), Status.IMPROVING, Reason.NONE),
    ]


def _status() -> pl.Expr:
    return first_case([(holds, status.value) for holds, status, _ in _cases()], Status.SLOW.value)


def _reason() -> pl.Expr:
    cases = [(holds, pl.col("lack") if reason is None else reason.value) for holds, _, reason in _cases()]
    return first_case(cases, Reason.NONE.value)


def work(row: Mapping[str, Any], indicator: Indicator) -> Sequence[Step]:
    """The rule with one series' own numbers."""
    if row["latest"] is None:
        return [answer_step(row, _("a figure is needed"), _("There is none."))]
    steps = [latest_step(row, indicator)]
    if row["previous"] is not None:
        steps += [change_step(row, indicator), *_uncertainty(row, indicator)]
    steps += _gap_steps(row, indicator)
    if people := people_step(row, indicator):
        steps.append(people)
    return [*steps, answer_step(row, *_case_in_words(row, indicator))]


def _uncertainty(row: Mapping[str, Any], indicator: Indicator) -> list[Step]:
    limits = [row[c] for c in ("latest_lower", "latest_upper", "previous_lower", "previous_upper")]
    if None in limits:
        return []
    now, then = limits[1] - limits[0], limits[3] - limits[2]
    size, least = abs(row["change"]), math.hypot(now, then) / 2

    def comes_out(decimals: int) -> bool:
        """Whether the widths give what is said, and it is seen which of the two is larger."""
        written, moved = (float(numbers.rounded(n, decimals)) for n in (least, size))
        widths = (float(numbers.rounded(width, decimals)) for width in (now, then))
        given = numbers.rounded(math.hypot(*widths) / 2, decimals)
        return float(given) == written > 0 and (moved < written) == (size < least)

    shown = in_detail(indicator, comes_out)
    widths = " + ".join(f"{numbers.plain(width, shown.decimals)}²" for width in (now, then))
    return [
        Step(
            _("Is the change larger than the uncertainty?"),
            _("√(width of the latest interval² + width of the previous interval²) ÷ 2"),
            _("√({widths}) ÷ 2 = {least}, and the change is {size}").format(
                widths=widths,
                least=numbers.plain(least, shown.decimals),
                size=numbers.difference(size, shown),
            ),
            _("no: it may be chance") if size < least else _("yes"),
        )
    ]


def _gap_steps(row: Mapping[str, Any], indicator: Indicator) -> list[Step]:
    if row["gap"] is None:
        return []
    formula, formula_before = _GAPS[row["yardstick_kind"]]
    now = subtraction(
        _("Gap"), _(formula), (row["yardstick"], ""), (row["latest"], ""), row["gap"], indicator
    )
    if row["previous_gap"] is None:
        return [now]
    before = row["yardstick"] if row["yardstick_kind"] == "value" else row["comparator_previous"]
    then = subtraction(
        _("Gap before"),
        _(formula_before),
        (before, ""),
        (row["previous"], ""),
        row["previous_gap"],
        indicator,
    )
    return [now, then]


def _case_in_words(row: Mapping[str, Any], indicator: Indicator) -> tuple[str, str]:
    if row["status"] == Status.UNJUDGED:
        return "", ""
    better = _(_BETTER[indicator.polarity]) if indicator.polarity in _BETTER else ""
    did = _what_it_did(row, indicator)
    if reason_of(row) is Reason.MET:
        met = _DID_AND_MET if row["yardstick_kind"] == "value" else _DID_AND_AS_GOOD
        return better, _(met[did])
    if row["status"] == Status.AWAY:
        return better, _(_DID[did])
    # Whoever neither met its yardstick nor stood still or fell has improved.
    if row["status"] == Status.IMPROVING:
        return better, _("it improved, and the gap is narrower")
    return better, _("it improved, and the gap is not narrower")


def _what_it_did(row: Mapping[str, Any], indicator: Indicator) -> str:
    """A key of the words: what the cases see, in which a movement below the rounding is none."""
    change = row["change"] or 0.0
    if change == 0:
        return "still"
    if numbers.rounds_away(change, indicator):
        return "rounds"
    if reason_of(row) is Reason.MET and row["status"] == Status.IMPROVING and _inside(row):
        return "inside"
    return "better" if change * indicator.polarity > 0 else "worse"


def _inside(row: Mapping[str, Any]) -> bool:
    limits = [row[c] for c in ("latest_lower", "latest_upper", "previous_lower", "previous_upper")]
    if None in limits:
        return False
    now, then = limits[1] - limits[0], limits[3] - limits[2]
    return min(now, then) >= 0 and abs(float(row["change"])) < math.hypot(now, then) / 2
