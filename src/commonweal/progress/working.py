"""The working of one answer, in words and numbers that a page can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.evidence.periods import label
from commonweal.packs.models import Indicator
from commonweal.progress.schema import Reason
from commonweal.words import N_, _, defined


@dataclass(frozen=True)
class Step:
    """One line of a working: what is asked, the formula in words, the same with numbers, what comes out."""

    label: str
    formula: str
    numbers: str
    result: str


#: Why nothing can be said, each in one sentence without numbers.
WHY_NOT = {
    Reason.ONE_POINT: N_("There is only one figure, so there is no change to judge."),
    Reason.SHORT: N_("The figures go back less than three years, too short a time for this rule."),
    Reason.BREAK: N_(
        "The series was measured differently before, so the earlier figures cannot be compared."
    ),
    Reason.OVERLAP: N_("All earlier periods share years with the latest, so they cannot be compared."),
    Reason.WITHIN_INTERVAL: N_("The change is smaller than the uncertainty of the two figures."),
    Reason.NO_YARDSTICK: N_(
        "There is no target, and no comparator with figures, to measure the gap against."
    ),
    Reason.NEUTRAL: N_("Neither up nor down is better, so the figures are shown and not judged."),
    Reason.UNDEFINED: N_("A yearly rate of change cannot be worked out from zero, to zero, or across zero."),
    Reason.STALE_COMPARATOR: N_("The comparator has no figures for the same two periods."),
}
_ANSWERS = {
    "improving": N_("improving"),
    "slow": N_("improving, too slowly"),
    "away": N_("no change or moving away"),
    "unjudged": N_("not judged"),
    "no_data": N_("no data"),
}


def figure(value: float | None, indicator: Indicator, *, signed: bool = False) -> str:
    """A value as the indicator shows it: "72.4%", "£24,950", "−0.3"; "no figure" for none."""
    if value is None:
        return _("no figure")
    digits = f"{abs(value):,.{indicator.decimals}f}"
    nought = not any(c in "123456789" for c in digits)
    sign = "−" if value < 0 and not nought else "+" if signed and not nought else ""
    return f"{sign}{indicator.prefix}{digits}{indicator.suffix}"


def plain(value: float, decimals: int) -> str:
    """A number without a unit, with a true minus sign."""
    digits = f"{abs(value):,.{decimals}f}"
    return f"−{digits}" if value < 0 and any(c in "123456789" for c in digits) else digits


def period(text: str | None) -> str:
    return label(text) if text else _("an earlier period")


def latest_step(row: Mapping[str, Any], indicator: Indicator) -> Step:
    """Which figure is judged; says so when a newer period is there without one."""
    missing = row.get("missing_period")
    formula = _("the last figure that is not missing")
    if missing:
        formula = _("the last figure that is not missing; the figure for {period} is missing").format(
            period=period(missing)
        )
    result = figure(row["latest"], indicator)
    if row["provisional"]:
        result = _("{figure}, provisional").format(figure=result)
    return Step(_("Latest figure"), formula, period(row["latest_period"]), result)


def change_step(row: Mapping[str, Any], indicator: Indicator) -> Step:
    return Step(
        _("Change"),
        _("latest − previous"),
        f"{figure(row['latest'], indicator)} ({period(row['latest_period'])}) − "
        f"{figure(row['previous'], indicator)} ({period(row['previous_period'])})",
        figure(row["change"], indicator, signed=True),
    )


def people_step(row: Mapping[str, Any], indicator: Indicator) -> Step | None:
    """The gap in people, where the rate becomes a count."""
    if row["gap_people"] is None or indicator.people is None:
        return None
    per, gap = indicator.people.per, figure(abs(row["gap"]), indicator)
    if row["latest_denominator"] is not None:
        formula = _("gap ÷ per × denominator")
        numbers = f"{gap} ÷ {per:,g} × {row['latest_denominator']:,.0f}"
    else:
        formula = _("gap ÷ latest × count")
        numbers = f"{gap} ÷ {figure(row['latest'], indicator)} × {row['latest_numerator']:,.0f}"
    noun = defined("people.noun", indicator.people.noun)
    return Step(_("Gap in people"), formula, numbers, f"{row['gap_people']:,.0f} {noun}")


def reason_of(row: Mapping[str, Any]) -> Reason:
    return Reason(row["reason"] or "")


def answer_step(row: Mapping[str, Any], formula: str, numbers: str) -> Step:
    """The last line: which case of the rule this is, and its status (with the rule's own word)."""
    why = WHY_NOT.get(reason_of(row)) if row["status"] == "unjudged" else None
    words = _(_ANSWERS[row["status"]])
    if row["grade"]:
        words = f"{words} ({_(row['grade'])})"
    return Step(_("Answer"), formula, _(why) if why else numbers, words)
