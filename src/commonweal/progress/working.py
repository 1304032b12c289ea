"""The working of one answer, in words and numbers that a page can show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.evidence.periods import label, parse
from commonweal.evidence.schema import why_missing
from commonweal.packs import numbers
from commonweal.packs.models import Indicator
from commonweal.progress.schema import Reason
from commonweal.words import N_, _, defined

#: How many decimals a line may have beyond those that its indicator is shown with.
MOST_DECIMALS = 3
#: Fewer people than this are not counted out.
FEWEST = 5


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
    Reason.OTHER_PERIODS: N_(
        "All earlier figures are for periods of another length, so they cannot be compared."
    ),
    Reason.SHORT: N_("No comparable figure lies as far before the latest as this rule asks."),
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


def figure(value: float | None, indicator: Indicator) -> str:
    """A value as the indicator shows it: "72.4%", "£24,950", "−0.3"; "no figure" for none."""
    if value is None:
        return _("no figure")
    text = numbers.plain(value, indicator.decimals)
    sign = numbers.MINUS if text.startswith(numbers.MINUS) else ""
    return f"{sign}{indicator.prefix}{text.removeprefix(sign)}{indicator.suffix}"


def in_detail(indicator: Indicator, comes_out: Callable[[int], bool], most: int = MOST_DECIMALS) -> Indicator:
    """The indicator with as many decimals as a line needs: its own, or more where figures that are rounded to
    those would not give what the line says. Its own again, where ``most`` more do not help."""
    own = indicator.decimals
    enough = next((d for d in range(own, own + most + 1) if comes_out(d)), own)
    return indicator if enough == own else indicator.model_copy(update={"decimals": enough})


def subtraction(
    name: str,
    formula: str,
    of: tuple[float, str],
    less: tuple[float, str],
    result: float,
    indicator: Indicator,
) -> Step:
    """A difference worked through: each term with what is said behind it ("72.4% (2023) − 71.7% (2022)")."""

    def comes_out(decimals: int) -> bool:
        first, second, said = (numbers.rounded(n, decimals) for n in (of[0], less[0], result))
        told = said != 0 or abs(result) < 10.0 ** -(indicator.decimals + MOST_DECIMALS)
        return first - second == said and told

    shown = in_detail(indicator, comes_out)
    terms = (f"{figure(number, shown)}{behind}" for number, behind in (of, less))
    return Step(name, formula, " − ".join(terms), numbers.change(result, shown))


def period(text: str | None) -> str:
    return label(text) if text else _("an earlier period")


def latest_step(row: Mapping[str, Any], indicator: Indicator) -> Step:
    """Which figure is judged; says so when a newer period is there without one."""
    missing = row.get("missing_period")
    formula = _("the last figure that is not missing")
    if missing:
        formula = _("the last figure that is not missing; the figure for {period} is {missing}").format(
            period=period(missing), missing=why_missing(row.get("missing_status"))
        )
    result = figure(row["latest"], indicator)
    if row["provisional"]:
        result = _("{figure}, provisional").format(figure=result)
    return Step(_("Latest figure"), formula, period(row["latest_period"]), result)


def change_step(row: Mapping[str, Any], indicator: Indicator) -> Step:
    return subtraction(
        _("Change"),
        _("latest − previous"),
        (row["latest"], f" ({period(row['latest_period'])})"),
        (row["previous"], f" ({period(row['previous_period'])})"),
        row["change"],
        indicator,
    )


def people_step(row: Mapping[str, Any], indicator: Indicator) -> Step | None:
    """The gap in people, where the rate becomes a count."""
    people, count = row["gap_people"], indicator.people
    if people is None or count is None:
        return None
    gap, latest = abs(row["gap"]), row["latest"]
    if row["latest_denominator"] is not None:
        shown = in_detail(indicator, _gives(gap, row["latest_denominator"] / count.per, people))
        formula = _("gap ÷ per × denominator")
        worked = f"{_bare(gap, shown)} ÷ {count.per:,g} × {numbers.plain(row['latest_denominator'], 0)}"
    else:
        shown = in_detail(indicator, _gives(gap, row["latest_numerator"] / latest, people))
        formula = _("gap ÷ latest × count")
        worked = f"{_bare(gap, shown)} ÷ {_bare(latest, shown)} × {numbers.plain(row['latest_numerator'], 0)}"
    said = _("{count} {people}")
    if row["gap"] * indicator.polarity < 0:
        said = _("{count} {people}, by which it is better")
    size = numbers.plain(people, 0) if people >= FEWEST else numbers.people(people)
    noun = defined("people.noun", count.noun)
    return Step(_("Gap in people"), formula, worked, said.format(count=size, people=noun))


def _gives(gap: float, times: float, people: float) -> Callable[[int], bool]:
    """Whether a gap with so many decimals gives the number of people that is said, to the person."""
    return lambda decimals: abs(float(numbers.rounded(gap, decimals)) * times - people) <= 0.5


def _bare(value: float, indicator: Indicator) -> str:
    return numbers.plain(value, indicator.decimals)


def years_to_target(row: Mapping[str, Any]) -> float | None:
    """From the figure that is compared with to the target's date; a year alone is that year's period.

    ``None`` without a target's value, a date, or an earlier figure, and where the date lies before that: then
    nothing is judged to the date.
    """
    by = row["yardstick_by"]
    if row["yardstick_kind"] != "value" or not by or not row["previous_period"]:
        return None
    start = parse(row["previous_period"]).start
    if len(by) == len("2030"):
        years = float(int(by) - start.year)
    else:
        years = years_between(start, dt.date.fromisoformat(by + "-01-01"[len(by) - 4 :]))
    return years if years > 0 else None


def years_between(start: dt.date, end: dt.date) -> float:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months / 12 + (end.day - start.day) / 365.25


def is_past(row: Mapping[str, Any]) -> bool:
    """Whether the target's date was over when the latest figure's period ended."""
    by, latest = row["yardstick_by"], row["latest_period"]
    return bool(by and latest) and int(by[:4]) < parse(latest).end.year


def why_not(row: Mapping[str, Any]) -> str:
    """Why a row with figures cannot be judged; empty where its reason is none of that."""
    reason = reason_of(row)
    if reason is Reason.STALE_COMPARATOR and (lacking := lacking_of_comparator(row)):
        return _("The comparator has no figure for {period} that can be compared.").format(
            period=period(lacking)
        )
    said = WHY_NOT.get(reason)
    return _(said) if said else ""


def lacking_of_comparator(row: Mapping[str, Any]) -> str | None:
    """The one period of the two for which the comparator has no comparable figure; ``None`` for both."""
    lacks = [
        row[f"{when}_period"]
        for when in ("latest", "previous")
        if row[f"comparator_{when}"] is None and row[f"{when}_period"]
    ]
    return lacks[0] if len(lacks) == 1 else None


def reason_of(row: Mapping[str, Any]) -> Reason:
    return Reason(row["reason"] or "")


def answer_step(row: Mapping[str, Any], formula: str, worked: str) -> Step:
    """The last line: which case of the rule this is, and its status (with the rule's own word)."""
    why = why_not(row) if row["status"] == "unjudged" else ""
    words = _(_ANSWERS[row["status"]])
    if row["grade"]:
        words = f"{words} ({_(row['grade'])})"
    return Step(_("Answer"), formula, why or worked, words)
