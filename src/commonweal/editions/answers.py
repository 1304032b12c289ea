"""What one token shows: its words, the record of its figure, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from commonweal.editions.case import Case, Said, Scope, Wrong, case_of, figures, groups_of, named, subject
from commonweal.editions.evidence import Evidence
from commonweal.editions.forms import SAYS, went
from commonweal.editions.tokens import Direction, Form, Token
from commonweal.editions.tree import Trouble, Used
from commonweal.progress.schema import Reason
from commonweal.publish import placenames, wording
from commonweal.words import ENGLISH, N_, Both, _, in_english, using

__all__ = ["Answer", "Scope", "answer", "direction", "look"]


@dataclass(frozen=True)
class Answer:
    """``text`` is never empty: where there is no figure it says so in square brackets."""

    text: str
    used: Used | None = None
    trouble: Trouble | None = None


def answer(token: Token, evidence: Evidence, scope: Scope) -> Answer:
    """Words and record of a token inside a sentence. Never raises, and never gives an empty text.

    A figure whose direction turned is shown as it is now, with a trouble of kind "turned".
    """
    given = _answer(token, evidence, scope)
    if given.trouble is None:
        return given
    return replace(given, trouble=_in_both(given.trouble, lambda: _answer(token, evidence, scope).trouble))


def _answer(token: Token, evidence: Evidence, scope: Scope) -> Answer:
    try:
        case = case_of(token, evidence, scope)
        said = SAYS[Form(token.form)](case)
    except Wrong as wrong:
        return Answer(_absent(token, evidence, scope), trouble=wrong.trouble)
    return Answer(said.text, _record(case, said), _turned(case, said))


def look(token: Token, evidence: Evidence, scope: Scope) -> Trouble | None:
    """What is wrong with a picture's token: an indicator or a place that is not there."""
    return _in_both(_look(token, evidence, scope), lambda: _look(token, evidence, scope))


def _in_both(trouble: Trouble | None, again: Callable[[], Trouble | None]) -> Trouble | None:
    """With its English beside it, by which a waiver knows it."""
    if trouble is None or in_english():
        return trouble
    with using(ENGLISH):
        known = again()
    return replace(trouble, wrong=Both(trouble.wrong, known.wrong)) if known else trouble


def _look(token: Token, evidence: Evidence, scope: Scope) -> Trouble | None:
    try:
        indicator, area = named(token, evidence, scope)
        if not evidence.series(indicator.id):
            wrong = _("No figure is held for {what}, so nothing can be drawn.")
            raise Wrong("lost", wrong.format(what=wording.subject(indicator)))
        if token.place and not groups_of(indicator.id, area, evidence):
            where = placenames.in_sentence(area, evidence.places)
            what = wording.capital(wording.subject(indicator))[:-1]
            raise Wrong("lost", _("{what} has no figure for {place}.").format(what=what, place=where))
    except Wrong as found:
        return found.trouble
    return None


def direction(token: Token, evidence: Evidence, scope: Scope) -> Direction | None:
    """Which way a token's figure goes now; None for a form without direction, or without a figure."""
    used = answer(token, evidence, scope).used
    return Direction(used.direction) if used and used.direction else None


def _record(case: Case, said: Said) -> Used:
    row, indicator = case.row, case.indicator
    place = said.place or case.area
    sourcing = case.evidence.sourcing(
        indicator.id, _dataset(case, place, said.period or row["latest_period"])
    )
    return Used(
        token=str(case.token),
        form=str(case.token.form),
        indicator=indicator.id,
        name=wording.name(indicator),
        place=place,
        place_name=placenames.name(place, case.places),
        breakdown=case.token.breakdown,
        period=said.period or row["latest_period"],
        text=said.text,
        value=None if said.value is None else round(said.value, 10),
        decimals=said.decimals,
        percent=said.percent,
        unit=said.unit or indicator.unit,
        since=(row["previous_period"] or "") if case.token.turns else "",
        comparator=row["comparator"] or "",
        organisation=sourcing.organisation,
        dataset=sourcing.dataset,
        vintage=sourcing.vintage,
        released=sourcing.released,
        remarks=_remarks(case) if _of_latest(case, said) else (),
        direction=said.direction or "",
    )


def _of_latest(case: Case, said: Said) -> bool:
    """Whether it is of the very figure that the row's status speaks of."""
    own = said.place in ("", case.area) and said.period in ("", case.row["latest_period"])
    return own and said.value is not None


def _dataset(case: Case, area: str, period: str) -> str:
    held = figures(case.indicator.id, area, case.token.breakdown, case.evidence)
    return next((str(r.get("dataset") or "") for r in held if r["period"] == period), "")


def _remarks(case: Case) -> tuple[str, ...]:
    """What must be said with the figure: provisional, estimated, measured a new way, a newer one missing."""
    row = case.row
    said = wording.remarks(case.indicator, row["latest_status"], row["provisional"]).strip(" ()")
    found = [said] if said else []
    if row["reason"] == Reason.BREAK:
        found.append(_("measured a new way, so not compared with earlier figures"))
    newer = row["missing_period"]
    if newer and not case.token.period:
        found.append(
            _("the figure for {period} is {missing}").format(
                period=wording.span(newer), missing=wording.why_missing(row["missing_status"])
            )
        )
    return tuple(found)


def _turned(case: Case, said: Said) -> Trouble | None:
    was = case.token.was
    if was is None or said.direction is None or was is said.direction:
        return None
    return Trouble(
        "turned",
        _("The sentence was written when {what} {then}; now it {now}.").format(
            what=subject(case), then=_stood(was), now=_stood(said.direction)
        ),
        _("Read the sentence again; then write “was {direction}”.").format(direction=said.direction),
    )


_STOOD = {
    Direction.BELOW: N_("was below its yardstick"),
    Direction.ABOVE: N_("was above its yardstick"),
    Direction.LEVEL: N_("was level with its yardstick"),
}


def _stood(way: Direction) -> str:
    return _(_STOOD[way]) if way in _STOOD else went(way)


def _absent(token: Token, evidence: Evidence, scope: Scope) -> str:
    indicator = evidence.indicators.get(token.indicator)
    name = wording.name(indicator) if indicator else token.indicator
    where = placenames.name(token.place or scope.place, evidence.places)
    if not token.period:
        return _("[no figure: {what}, {place}]").format(what=name, place=where)
    return _("[no figure: {what}, {place}, {period}]").format(
        what=name, place=where, period=wording.period(token.period)
    )
