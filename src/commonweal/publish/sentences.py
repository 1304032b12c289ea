"""Sentences from numbers: what a page says first. The table and the chart are made from the same row.

Each function takes a row of ``progress.schema.ASSESSMENT`` as a mapping, the indicator, and places by code;
each answer begins with a capital and ends with a full stop. Where there is nothing to say, it says why.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from commonweal.packs.models import Indicator
from commonweal.progress import working
from commonweal.progress.rules.eurostat import BEST
from commonweal.progress.schema import Reason, Status
from commonweal.publish import breakdowns, numbers, placenames, wording
from commonweal.publish.summaries import goal_summary, site_summary
from commonweal.words import N_, _, defined, pgettext

__all__ = [
    "change",
    "comparison",
    "gap",
    "goal_summary",
    "inside_interval",
    "latest",
    "moved",
    "no_data",
    "people_to_go",
    "rate_or_level",
    "site_summary",
    "status",
    "target_figure",
    "target_of",
    "why_unjudged",
]

Row = Mapping[str, Any]
Places = Mapping[str, str]


def latest(row: Row, indicator: Indicator, places: Places) -> str:
    """ "In Birmingham, the employment rate stood at 66.1% of people aged 16 to 64 in 2023 (provisional)." """
    where = placenames.in_sentence(row["area"], places)
    who = breakdowns.of_whom(row["breakdown"])
    if not numbers.known(row["latest"]):
        said = _("there is no figure for {what} in {place}")
        said = said.format(what=wording.subject(indicator) + who, place=where)
        return wording.capital(f"{said}{_missing_since(row)}")
    remarks = wording.remarks(indicator, row["latest_status"], row["provisional"])
    figure = numbers.in_full(row["latest"], indicator)
    short = numbers.value(row["latest"], indicator)
    if figure.removeprefix(short).strip().casefold() in wording.name(indicator).casefold():
        figure = short  # "income per head stood at £17,752 per head" says it twice
    said = _("in {place}, {what} stood at {figure} {when}").format(
        place=where,
        what=wording.before_verb(wording.subject(indicator) + who),
        figure=figure,
        when=wording.during(row["latest_period"]),
    )
    return wording.capital(f"{said}{remarks}{_missing_since(row)}")


def no_data(indicator: Indicator) -> str:
    """For a place of which no file holds a figure."""
    return wording.capital(
        _("no figure for {what} has been published for this place").format(what=wording.subject(indicator))
    )


def change(row: Row, indicator: Indicator, places: Places) -> str:
    """ "It rose by 0.7 percentage points on 2022; the UK's rate rose by 0.6 percentage points." """
    if not numbers.known(row["latest"]):
        return _("There is no figure, so there is no change to show.")
    if not numbers.known(row["change"]) or not numbers.known(row["previous"]):
        why = _WHY_NO_CHANGE.get(Reason(row["reason"] or ""))
        if why is None and (row["points"] or 0) > 1:  # what the rule answers first hides why it compares none
            why = N_("By this rule, none of the earlier figures is compared with the latest.")
        return _(why or N_("There is no earlier figure to compare with."))
    then = wording.span(row["previous_period"])
    how = moved(row["change"], row["change_percent"], indicator)
    if row["change"] and inside_interval(row):
        own = _("it was unchanged on {then} within its interval (the figure {moved})").format(
            then=then, moved=how
        )
    else:
        own = _("it {moved} on {then}").format(moved=how, then=then)
    return wording.capital(own + _comparator_moved(row, indicator, places))


def inside_interval(row: Row) -> bool:
    """Whether the change is smaller than the two figures' intervals allow one to tell.

    As in the rule of the State of the Region: |change| < √(width₁² + width₂²) ÷ 2. The rules give it as their
    reason only for what they can judge; words say it of an indicator without a yardstick, too.
    """
    if row["reason"] == Reason.WITHIN_INTERVAL:
        return True
    change = row["change"]
    limits = [row[name] for name in ("latest_lower", "latest_upper", "previous_lower", "previous_upper")]
    if not all(map(numbers.known, (change, *limits))):
        return False
    now, then = limits[1] - limits[0], limits[3] - limits[2]
    return bool(now >= 0 and then >= 0 and abs(change) < math.hypot(now, then) / 2)


def comparison(row: Row, indicator: Indicator, places: Places) -> str:
    """ "The UK stood at 75.7%." """
    if not row["comparator"]:
        return _("It is compared with no other place.")
    where = placenames.at_start(row["comparator"], places)
    if not numbers.known(row["comparator_latest"]):
        return _("{place} has no figure for the same period.").format(place=where)
    figure = numbers.value(row["comparator_latest"], indicator)
    return _("{place} stood at {figure}.").format(place=where, figure=figure)


def gap(row: Row, indicator: Indicator, places: Places) -> str:
    """The distance to the target or the comparator, in people where that is known.

    "To reach the UK's rate would take about 30,300 fewer unemployed people (1.5 percentage points)." ·
    "It is £3,357 per head below the UK." · "It is 2.1 years better than England."
    """
    distance = row["gap"]
    if not numbers.known(distance) or not numbers.known(row["yardstick"]):
        return _why_no_gap(row, indicator, places)
    if row["yardstick_kind"] == "value":
        return _gap_to_target(row, indicator)
    other = row["comparator"] or ""
    where = placenames.in_sentence(other, places) if other else _("the comparator")
    if distance == 0:
        return _("It is level with {place}.").format(place=where)
    size = numbers.difference(distance, indicator, full=True)
    if distance * indicator.polarity < 0:
        return _("It is {size} better than {place}.").format(size=size, place=where)
    count = row["gap_people"]
    if indicator.polarity and indicator.people and numbers.known(count) and count >= 5:
        yardstick = (
            placenames.of_place(other, places, rate_or_level(indicator)) if other else _("the comparator")
        )
        return _("To reach {yardstick} would take {people} ({size}).").format(
            yardstick=yardstick, people=people_to_go(row, indicator), size=size
        )
    if indicator.polarity < 0:
        said = (
            _("It is {size} below {place}, where lower is better.")
            if distance > 0
            else _("It is {size} above {place}, where lower is better.")
        )
    else:
        said = _("It is {size} below {place}.") if distance > 0 else _("It is {size} above {place}.")
    return said.format(size=size, place=where)


def status(row: Row, indicator: Indicator, places: Places) -> str:
    """One sentence for the mark: what it means here, or why there is none."""
    key = Status(row["status"])
    if key is Status.NO_DATA:
        return _withheld(row) or no_data(indicator)
    if key is Status.NO_INDICATOR:
        return _("No indicator measures this yet.")
    if key is Status.UNJUDGED:
        return why_unjudged(row, places)
    if row["reason"] == Reason.MET:
        return _met(row, indicator, places)
    chance = row["reason"] == Reason.WITHIN_INTERVAL
    if row["grade"] and row["grade"] not in _LIGHTS:
        aimed = working.years_to_target(row) is not None
        graded = _((_GRADED_FOR_TARGET if aimed else _GRADED)[key])
        if chance:
            graded = _("{graded}, though the change may be chance: it lies inside the interval").format(
                graded=graded
            )
        return wording.capital(f"{_(row['grade'])}: {graded}")
    if chance:
        return _("Its change lies inside the interval of the figure, so it counts as no change.")
    if key is Status.AWAY:
        return _away(row, indicator)
    return wording.capital(_(_JUDGED[key]).format(yardstick=_yardstick(row, indicator, places)))


def why_unjudged(row: Row, places: Places) -> str:
    """Why there are figures and yet no judgement: a sentence for each ``progress.schema.Reason``."""
    reason = Reason(row["reason"] or "")
    if reason is Reason.STALE_COMPARATOR and row["comparator"]:
        where = placenames.in_sentence(row["comparator"], places)
        lacking = working.lacking_of_comparator(row)
        if lacking:
            said = _("It cannot be judged: {place} has no figure for {period} that can be compared.")
            return said.format(place=where, period=wording.span(lacking))
        return _("It cannot be judged: {place} has no figure for the same periods.").format(place=where)
    return _("It cannot be judged: {why}.").format(why=_(_WHY_UNJUDGED[reason]))


_WHY_UNJUDGED = {
    Reason.NONE: N_("the rule gives no answer for these figures"),
    Reason.ONE_POINT: N_("there is only one figure so far"),
    Reason.OTHER_PERIODS: N_("all earlier figures are for periods of another length"),
    Reason.SHORT: N_("no comparable figure lies as far before the latest as the rule asks"),
    Reason.BREAK: N_("the way of measuring changed, and there are not yet two figures measured the new way"),
    Reason.OVERLAP: N_("its periods overlap, and no earlier one stands clear of the latest"),
    Reason.WITHIN_INTERVAL: N_("the change lies inside the interval of the figure"),
    Reason.NO_YARDSTICK: N_("there is neither a target nor a comparator with a figure"),
    Reason.NEUTRAL: N_("neither higher nor lower is better"),
    Reason.UNDEFINED: N_("the rate of change cannot be computed where a figure is zero or changes its sign"),
    Reason.STALE_COMPARATOR: N_("the comparator has no figure for the same periods"),
    Reason.MET: N_("the target is met already, and the rule asks for nothing more"),
}
_WHY_NO_CHANGE = {
    Reason.OTHER_PERIODS: N_(
        "All earlier figures are for periods of another length, so there is no change to show."
    ),
    Reason.SHORT: N_(
        "No comparable figure lies as far before the latest as the rule asks, so there is no change to show."
    ),
    Reason.ONE_POINT: N_("There is only one figure so far, so there is no change to show."),
    Reason.BREAK: N_(
        "The way of measuring changed, so the latest figure cannot be compared with earlier ones."
    ),
    Reason.OVERLAP: N_("Its periods overlap, so the latest figure cannot be compared with earlier ones."),
}
#: The colours that the State of the Region 2020 gives; a colour says nothing that the mark does not.
_LIGHTS = frozenset({"green", "orange", "red"})
_GRADED_FOR_TARGET = {
    Status.IMPROVING: N_("it improves fast enough for the target"),
    Status.SLOW: N_("it improves, but too slowly for the target"),
    Status.AWAY: N_("it does not improve"),
}
_GRADED = {
    Status.IMPROVING: N_("it improves clearly"),
    Status.SLOW: N_("it improves, but slowly"),
    Status.AWAY: N_("it does not improve"),
}
_JUDGED = {
    Status.IMPROVING: N_("it improved and moved nearer {yardstick}"),
    Status.SLOW: N_("it improved, but too slowly to come nearer {yardstick}"),
}


def rate_or_level(indicator: Indicator) -> str:
    """What a comparator has: "the UK's rate", "England's level"."""
    return pgettext("of a place", "rate") if numbers.is_rate(indicator) else pgettext("of a place", "level")


def moved(amount: float, relative: float | None, indicator: Indicator) -> str:
    """ "rose by £492 (1.5%)", "fell by 0.3 percentage points", "was unchanged"."""
    if amount == 0:
        return _("was unchanged")
    size = numbers.difference(amount, indicator)
    told = _has_relative_change(indicator) and not numbers.rounds_away(amount, indicator)
    if told and relative is not None and numbers.known(relative):
        size = f"{size} ({numbers.percent(abs(relative))})"
    return (_("rose by {size}") if amount > 0 else _("fell by {size}")).format(size=size)


def _has_relative_change(indicator: Indicator) -> bool:
    """Per cent of a percentage, of a score or of a length of time misleads; of money or a count it tells."""
    timed = re.search(r"\b(?:years|yrs|months|weeks|days|hours|minutes|mins|nights)\b", indicator.unit)
    return not (numbers.is_percentage(indicator) or numbers.is_scale(indicator) or timed)


def _comparator_moved(row: Row, indicator: Indicator, places: Places) -> str:
    if not row["comparator"] or not numbers.known(row["comparator_change"]):
        return ""
    whose = placenames.of_place(row["comparator"], places, rate_or_level(indicator))
    how = moved(row["comparator_change"], row["comparator_change_percent"], indicator)
    return _("; {whose} {moved}").format(whose=whose, moved=how)


def target_of(row: Row, indicator: Indicator) -> str:
    """ "the target of £153 billion by 2030": of a row whose yardstick is a value."""
    said = _("the target of {figure} (now past)") if working.is_past(row) else _("the target of {figure}")
    return said.format(figure=target_figure(row, indicator))


def target_figure(row: Row, indicator: Indicator) -> str:
    """ "£153 billion by 2030": the value itself, with the day it is to be reached by."""
    figure = numbers.value(row["yardstick"], indicator)
    if not row["yardstick_by"]:
        return figure
    return _("{figure} by {period}").format(figure=figure, period=wording.period(row["yardstick_by"]))


def _yardstick(row: Row, indicator: Indicator, places: Places) -> str:
    if row["yardstick_kind"] == "value" and numbers.known(row["yardstick"]):
        return target_of(row, indicator)
    return placenames.in_sentence(row["comparator"], places) if row["comparator"] else _("its target")


def people_to_go(row: Row, indicator: Indicator) -> str:
    """ "about 30,300 fewer unemployed people": of a row whose gap is known in people."""
    noun = defined("people.noun", indicator.people.noun) if indicator.people else _("people")
    said = _("{count} more {people}") if row["gap"] > 0 else _("{count} fewer {people}")
    return said.format(count=numbers.people(row["gap_people"]), people=noun)


def _gap_to_target(row: Row, indicator: Indicator) -> str:
    distance, target = row["gap"], target_of(row, indicator)
    size = numbers.difference(distance, indicator, full=True)
    if distance == 0:
        return _("It meets {target} exactly.").format(target=target)
    if distance * indicator.polarity < 0:
        return _("It meets {target}, with {size} to spare.").format(target=target, size=size)
    count = row["gap_people"]
    if indicator.people and numbers.known(count) and count >= 5:
        return _("To reach {yardstick} would take {people} ({size}).").format(
            yardstick=target, people=people_to_go(row, indicator), size=size
        )
    must = _("To reach {target} it must rise by {size}.")
    if distance < 0:
        must = _("To reach {target} it must fall by {size}.")
    return must.format(target=target, size=size)


def _why_no_gap(row: Row, indicator: Indicator, places: Places) -> str:
    if not numbers.known(row["latest"]):
        return _("There is no figure, so there is no gap to show.")
    if row["comparator"]:
        where = placenames.at_start(row["comparator"], places)
        return _("{place} has no figure for the same period, so there is no gap to show.").format(place=where)
    return _("There is neither a target nor a comparator, so there is no gap to show.")


def _away(row: Row, indicator: Indicator) -> str:
    moved = row["change"]
    if not numbers.known(moved):
        return _("It did not improve.")
    if moved == 0:
        return _("It did not change.")
    if numbers.rounds_away(moved, indicator):
        return _("It moved by less than the figures are rounded to, so it counts as no change.")
    return _("It got worse.") if moved * indicator.polarity < 0 else _("It did not improve.")


def _met(row: Row, indicator: Indicator, places: Places) -> str:
    """A met target is said beside what the figure does: it may be met and slipping."""
    if row["grade"] == BEST:
        reached = _("it is as good as this figure can be")
    elif row["yardstick_kind"] == "value":
        reached = _("it meets {target}").format(target=_yardstick(row, indicator, places))
    elif numbers.known(row["gap"]):
        reached = _("it is level with {place} or better").format(place=_yardstick(row, indicator, places))
    else:
        reached = _("it is as good as this figure can be")
    moved = row["change"] if numbers.known(row["change"]) else None
    if moved is None:
        return wording.capital(reached)
    if moved == 0:
        said = _("{reached}, and it did not change")
    elif numbers.rounds_away(moved, indicator):
        said = _("{reached}, and it moved by less than the figures are rounded to")
    elif row["status"] == Status.IMPROVING and inside_interval(row):
        said = _("{reached}, and its change lies inside the interval of the figure")
    elif moved * indicator.polarity > 0:
        said = _("{reached}, and it improved")
    else:
        said = _("{reached}, but it got worse")
    return wording.capital(said.format(reached=reached))


def _withheld(row: Row) -> str:
    """What is said of the newest period of a series that has no figure at all; "" where there is none."""
    missing = _missing(row)
    return wording.capital(missing) if missing else ""


def _missing_since(row: Row) -> str:
    missing = _missing(row)
    return f"; {missing}" if missing else ""


def _missing(row: Row) -> str:
    """A newer period that is there without its figure: withheld, or not published."""
    newer = row.get("missing_period")
    if not newer:
        return ""
    return _("the figure for {period} is {missing}").format(
        period=wording.span(newer), missing=wording.why_missing(row.get("missing_status"))
    )
