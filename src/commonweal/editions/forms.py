"""What each form of a token says of its figures."""

from __future__ import annotations

from collections.abc import Callable

from commonweal.editions.case import Case, Said, Wrong, at_start, canonical, figures, subject
from commonweal.editions.tokens import Direction, Form
from commonweal.evidence.periods import parse as parse_period
from commonweal.progress.schema import Reason
from commonweal.publish import numbers, placenames, sentences, wording
from commonweal.words import N_, _, listed, ordinal


def _value(case: Case) -> Said:
    return Said(numbers.value(case.row["latest"], case.indicator), case.figure("latest"), case.decimals)


def _in_full(case: Case) -> Said:
    return Said(numbers.in_full(case.row["latest"], case.indicator), case.figure("latest"), case.decimals)


def _earlier(case: Case) -> Said:
    _changed(case)
    text = numbers.value(case.row["previous"], case.indicator)
    return Said(text, case.figure("previous"), case.decimals, period=case.row["previous_period"])


def _changed(case: Case) -> float:
    """The change, or why there is none that may be told."""
    number = case.figure("change")
    if number is not None:
        return number
    reason = Reason(case.row["reason"] or "")
    said = {
        "what": wording.subject(case.indicator),
        "place": case.where,
        "period": wording.span(case.row["latest_period"]),
    }
    if reason is Reason.BREAK or _breaks_since(case):
        why = _why_broken(case)
        wrong = (
            _(
                "A change of {what} in {place} up to {period} would run across a break in the series ({why})."
            ).format(**said, why=why)
            if why
            else _(
                "A change of {what} in {place} up to {period} would run across a break in the series."
            ).format(**said)
        )
        right = _("Give the figure without a change, and say that the way of measuring changed.")
        raise Wrong("break", wrong, right)
    if reason is Reason.OVERLAP or (case.token.since and _overlapping(case)):
        wrong = _(
            "The periods of {what} in {place} overlap, so {period} has no earlier one to be held against."
        )
        raise Wrong("overlap", wrong.format(**said))
    wrong = _("There is no earlier figure of {what} in {place} to compare {period} with.")
    raise Wrong("lost", wrong.format(**said))


def _breaks_since(case: Case) -> bool:
    since = case.token.since
    if not since:
        return False
    held = figures(case.indicator.id, case.area, case.token.breakdown, case.evidence)
    start = parse_period(canonical(since, held, case.where)).start
    end = case.row["latest_start"]
    marked = [r["period_start"] for r in held if r["status"] == "B"]
    return any(start < day <= end for day in (*(b.period for b in case.indicator.breaks), *marked))


def _overlapping(case: Case) -> bool:
    held = figures(case.indicator.id, case.area, case.token.breakdown, case.evidence)
    since = parse_period(canonical(case.token.since, held, case.where))
    return bool(since.end >= case.row["latest_start"])


def _why_broken(case: Case) -> str:
    reasons = [b.reason for b in case.indicator.breaks if b.period <= case.row["latest_start"]]
    return reasons[-1].rstrip(".") if reasons else ""


def _way(case: Case, number: float, *, theirs: bool = False) -> Direction:
    if number == 0:
        return Direction.UNCHANGED
    if not theirs and sentences.inside_interval(case.row):
        return Direction.WITHIN_INTERVAL
    return Direction.ROSE if number > 0 else Direction.FELL


def _change(case: Case) -> Said:
    number = _changed(case)
    return Said(
        numbers.difference(number, case.indicator), number, case.decimals, direction=_way(case, number)
    )


def _change_points(case: Case) -> Said:
    if not (numbers.is_percentage(case.indicator) or numbers.is_scale(case.indicator)):
        raise Wrong(
            "unfit",
            _("{what} is not a percentage or a score: it has no points.").format(what=at_start(case)),
            _("Write change for a change in its unit, or change-percent."),
        )
    return _change(case)


def _change_percent(case: Case) -> Said:
    number = _changed(case)
    if numbers.is_percentage(case.indicator) or numbers.is_scale(case.indicator):
        raise Wrong(
            "unfit",
            _("{what} is told in points: per cent of it would mislead.").format(what=at_start(case)),
            _("Write change-points."),
        )
    relative = case.figure("change_percent")
    if relative is None:
        wrong = _("{what} was not above zero, so per cent of it means nothing.")
        raise Wrong("unfit", wrong.format(what=at_start(case)))
    return Said(
        numbers.percent(abs(relative)), relative, 1, percent=True, direction=_way(case, number), unit="%"
    )


def _direction(case: Case) -> Said:
    number = _changed(case)
    way = _way(case, number)
    return Said(went(way), number, case.decimals, direction=way)


_WAYS = {
    Direction.ROSE: N_("rose"),
    Direction.FELL: N_("fell"),
    Direction.UNCHANGED: N_("was unchanged"),
    Direction.WITHIN_INTERVAL: N_("was unchanged within its interval"),
}


def went(way: Direction) -> str:
    """Which way a figure went, as a verb. Raises ``KeyError`` for a side of a yardstick."""
    return _(_WAYS[way])


def _movement(case: Case) -> Said:
    number = _changed(case)
    way = _way(case, number)
    text = sentences.moved(number, case.figure("change_percent"), case.indicator)
    if way is Direction.WITHIN_INTERVAL:
        text = _("was unchanged within its interval (the figure {moved})").format(moved=text)
    return Said(text, number, case.decimals, direction=way)


def _rank(case: Case) -> Said:
    ranked, period = _ranked(case)
    own = ranked.get(case.area)
    if own is None:
        where = wording.capital(case.where)[:-1]
        raise Wrong(
            "unfit",
            _("{place} is not among the edition's places, so it has no rank.").format(place=where),
            _("Name one of them."),
        )
    higher = sum(v > own for v in ranked.values())
    equal = sum(v == own for v in ranked.values()) > 1
    lower = sum(v < own for v in ranked.values())
    text = _nth(min(higher, lower), len(ranked), from_top=higher <= lower, equal=equal)
    return Said(text, float(higher + 1), 0, period=period, unit="rank")


def _nth(before: int, count: int, *, from_top: bool, equal: bool) -> str:
    """ "highest of 7", "equal 2nd lowest of 7": with ``before`` places above it, or below it."""
    if before == 0 and equal:
        said = _("equal highest of {count}") if from_top else _("equal lowest of {count}")
    elif before == 0:
        said = _("highest of {count}") if from_top else _("lowest of {count}")
    elif equal:
        said = _("equal {nth} highest of {count}") if from_top else _("equal {nth} lowest of {count}")
    else:
        said = _("{nth} highest of {count}") if from_top else _("{nth} lowest of {count}")
    return said.format(nth=ordinal(before + 1), count=count)


def _extreme(case: Case, pick: Callable[[list[float]], float]) -> Said:
    ranked, period = _ranked(case)
    number = pick(list(ranked.values()))
    who = [code for code in ranked if ranked[code] == number]
    if len(who) > 3 or len(who) == len(ranked):
        wrong = _("{what} is the same in {count} of {all} places.")
        raise Wrong("unfit", wrong.format(what=at_start(case), count=len(who), all=len(ranked)))
    named = listed([placenames.in_sentence(code, case.places) for code in who])
    said = {1: _("{places} ({figure})"), 2: _("{places} (both {figure})")}.get(
        len(who), _("{places} (each {figure})")
    )
    text = said.format(places=named, figure=numbers.value(number, case.indicator))
    return Said(text, number, case.decimals, place=who[0], period=period)


def _ranked(case: Case) -> tuple[dict[str, float], str]:
    """Figures as shown, by place, in the newest period that all places with figures have."""
    held = {}
    for code in case.scope.places:
        rows = figures(case.indicator.id, code, case.token.breakdown, case.evidence)
        own = {r["period"]: r for r in rows if numbers.known(r["value"])}
        if own:
            held[code] = own
    if len(held) < 2:
        wrong = _("Fewer than two of the edition's places have a figure for {what}.")
        raise Wrong("lost", wrong.format(what=subject(case)))
    if case.token.period:
        period = str(case.row["latest_period"])
    else:
        common = set.intersection(*(set(own) for own in held.values()))
        if not common:
            wrong = _("The edition's places have no period in common for {what}.")
            raise Wrong("lost", wrong.format(what=subject(case)))
        newest = {p: row["period_start"] for own in held.values() for p, row in own.items() if p in common}
        period = str(max(common, key=lambda p: (newest[p], p)))
    shown = {code: _shown(own[period]["value"], case) for code, own in held.items() if period in own}
    return shown, period


def _shown(number: float, case: Case) -> float:
    """As a reader sees it: places with the same figure on the page have the same rank."""
    return float(numbers.plain(number, case.decimals).replace(",", "").replace(numbers.MINUS, "-"))


def _gap_of(case: Case) -> float:
    number = case.figure("gap")
    if number is None or case.figure("yardstick") is None:
        raise Wrong("lost", sentences.gap(case.row, case.indicator, case.places), _("Leave the gap out."))
    return number


def _side(number: float) -> Direction:
    """``gap`` is yardstick − latest: above zero, the place is below it."""
    return Direction.LEVEL if number == 0 else Direction.BELOW if number > 0 else Direction.ABOVE


def _gap(case: Case) -> Said:
    number = _gap_of(case)
    text = numbers.difference(number, case.indicator, full=True)
    return Said(text, number, case.decimals, direction=_side(number))


def _gap_people(case: Case) -> Said:
    number, people = _gap_of(case), case.figure("gap_people")
    if people is None or case.indicator.people is None:
        wrong = _("The gap of {what} is not known in people.").format(what=subject(case))
        raise Wrong("unfit", wrong, _("Write gap instead."))
    if number * case.indicator.polarity <= 0:
        raise Wrong(
            "unfit",
            _("{what} is already as good as its yardstick, so nobody is missing.").format(
                what=at_start(case)
            ),
            _("Write gap instead, or leave the sentence out."),
        )
    text = sentences.people_to_go(case.row, case.indicator)
    return Said(text, people, 0, direction=_side(number), unit=case.indicator.people.noun)


def _gap_side(case: Case) -> Said:
    number = _gap_of(case)
    side = _side(number)
    return Said(_(_SIDES[side]), number, case.decimals, direction=side)


_SIDES = {
    Direction.BELOW: N_("below"),
    Direction.ABOVE: N_("above"),
    Direction.LEVEL: N_("level with"),
}


def _gap_sentence(case: Case) -> Said:
    number = _gap_of(case)
    text = sentences.gap(case.row, case.indicator, case.places)
    return Said(text, number, case.decimals, direction=_side(number))


def _other(case: Case) -> str:
    other = case.row["comparator"]
    if not other:
        wrong = _("{what} is compared with no other place.").format(what=at_start(case))
        raise Wrong("unfit", wrong, _("Write beside and a code."))
    return str(other)


def _comparator(case: Case) -> Said:
    other, number = _other(case), case.figure("comparator_latest")
    if number is None:
        raise Wrong("lost", sentences.comparison(case.row, case.indicator, case.places))
    return Said(numbers.value(number, case.indicator), number, case.decimals, place=other)


def _comparator_name(case: Case) -> Said:
    other = _other(case)
    return Said(placenames.in_sentence(other, case.places), place=other)


def _comparator_changed(case: Case) -> float:
    other, number = _other(case), case.figure("comparator_change")
    if number is None:
        _changed(case)
        whose = placenames.in_sentence(other, case.places)
        raise Wrong(
            "lost",
            _("No change of {what} is known for {place}.").format(
                what=wording.subject(case.indicator), place=whose
            ),
            _("Its figure of one of the two periods is missing, or its series breaks between."),
        )
    return number


def _comparator_change(case: Case) -> Said:
    number = _comparator_changed(case)
    text = numbers.difference(number, case.indicator)
    return Said(text, number, case.decimals, direction=_way(case, number, theirs=True), place=_other(case))


def _comparator_direction(case: Case) -> Said:
    number = _comparator_changed(case)
    way = _way(case, number, theirs=True)
    return Said(went(way), number, case.decimals, direction=way, place=_other(case))


def _comparator_movement(case: Case) -> Said:
    number = _comparator_changed(case)
    text = sentences.moved(number, case.figure("comparator_change_percent"), case.indicator)
    way = _way(case, number, theirs=True)
    return Said(text, number, case.decimals, direction=way, place=_other(case))


def _target(case: Case) -> Said:
    if case.row["yardstick_kind"] != "value" or not numbers.known(case.row["yardstick"]):
        wrong = _("{what} has no target of its own.").format(what=at_start(case))
        raise Wrong("unfit", wrong, _("Write comparator instead."))
    text = sentences.target_figure(case.row, case.indicator)
    return Said(text, case.figure("yardstick"), case.decimals, period=case.row["yardstick_by"] or "")


def _period(case: Case) -> Said:
    return Said(wording.span(case.row["latest_period"]))


def _earlier_period(case: Case) -> Said:
    _changed(case)
    return Said(wording.span(case.row["previous_period"]), period=case.row["previous_period"])


def _place(case: Case) -> Said:
    return Said(case.where)


def _name(case: Case) -> Said:
    return Said(subject(case))


def _source(case: Case) -> Said:
    sourcing = case.evidence.sourcing(case.indicator.id)
    return Said(sourcing.organisation or case.indicator.organisation)


SAYS: dict[Form, Callable[[Case], Said]] = {
    Form.VALUE: _value,
    Form.VALUE_IN_FULL: _in_full,
    Form.EARLIER: _earlier,
    Form.CHANGE: _change,
    Form.CHANGE_PERCENT: _change_percent,
    Form.CHANGE_POINTS: _change_points,
    Form.DIRECTION: _direction,
    Form.MOVEMENT: _movement,
    Form.RANK: _rank,
    Form.GAP: _gap,
    Form.GAP_PEOPLE: _gap_people,
    Form.GAP_SIDE: _gap_side,
    Form.GAP_SENTENCE: _gap_sentence,
    Form.COMPARATOR: _comparator,
    Form.COMPARATOR_NAME: _comparator_name,
    Form.COMPARATOR_CHANGE: _comparator_change,
    Form.COMPARATOR_DIRECTION: _comparator_direction,
    Form.COMPARATOR_MOVEMENT: _comparator_movement,
    Form.HIGHEST: lambda case: _extreme(case, max),
    Form.LOWEST: lambda case: _extreme(case, min),
    Form.TARGET: _target,
    Form.PERIOD: _period,
    Form.EARLIER_PERIOD: _earlier_period,
    Form.PLACE: _place,
    Form.NAME: _name,
    Form.SOURCE: _source,
}
