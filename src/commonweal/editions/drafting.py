"""A first paragraph for an indicator, from its figures: Markdown with tokens, for a writer to keep or change.

What can be said depends on what there is: a figure, an earlier one, a comparator, a target, people behind a
gap. Nothing is said that the figures do not hold: a break, a single figure or a missing comparator is named.
Which of several ways of saying it is taken follows from the indicator's id, so that a chapter does not repeat
one sentence eight times and the same indicator always reads the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from commonweal.editions.answers import answer
from commonweal.editions.case import Scope, groups_of
from commonweal.editions.evidence import Asked, Evidence, Row
from commonweal.editions.tokens import Direction, Form, Token, slug_of, with_direction
from commonweal.packs.models import Indicator
from commonweal.progress.schema import Reason
from commonweal.publish import breakdowns, numbers, placenames, wording

#: How many groups a paragraph names where there is no figure for everyone.
_MOST_GROUPS = 4


@dataclass(frozen=True)
class _Draft:
    indicator: Indicator
    area: str
    evidence: Evidence
    scope: Scope
    breakdown: str = ""

    def token(self, form: Form) -> str:
        """A token of this series as it is written, with the direction that it has now."""
        place = self.area if self.area != self.scope.place else ""
        name = slug_of(self.evidence.places.get(place, "")) if place else ""
        made = Token(form, self.indicator.id, place, name, self.breakdown)
        found = answer(made, self.evidence, self.scope).used
        way = Direction(found.direction) if found and found.direction else None
        return str(with_direction(made, way))

    def has(self, form: Form) -> bool:
        """Whether the evidence answers this form."""
        return (
            answer(
                Token(form, self.indicator.id, self.area, "", self.breakdown), self.evidence, self.scope
            ).used
            is not None
        )

    def one_of(self, what: str, ways: int) -> int:
        """A number below ``ways``: always the same for this indicator and this kind of sentence."""
        digest = hashlib.sha256(f"{self.indicator.id} {what}".encode()).digest()
        return int.from_bytes(digest[:4]) % ways


def draft(indicator: str, evidence: Evidence, scope: Scope, *, place: str = "") -> str:
    """The paragraph. ``place``: another than the scope's. Raises ``KeyError`` for an unknown indicator.

    Every token in it has a figure today and keeps the direction of today.
    """
    definition = evidence.indicators[indicator]
    area = place or scope.place
    about = _Draft(definition, area, evidence, scope)
    row = evidence.row(Asked(indicator, area))
    if row is not None and numbers.known(row["latest"]):
        return " ".join(
            s for s in (_latest(about, row), _moved(about, row), _gap(about, row), _spread(about)) if s
        )
    groups = _groups(about)
    return _of_groups(about, groups) if groups else _nothing(about)


def _nothing(about: _Draft) -> str:
    where = placenames.in_sentence(about.area, about.evidence.places)
    return f"No figure for {wording.subject(about.indicator)} is held for {where}."


def _latest(about: _Draft, row: Row) -> str:
    t = about.token
    on = wording.during(row["latest_period"]).partition(" ")[0]
    when, figure = f"{on} {t(Form.PERIOD)}", t(_figure_form(about, row))
    ways = (
        f"In {t(Form.PLACE)}, {t(Form.NAME)} stood at {figure} {when}.",
        f"{t(Form.NAME)} in {t(Form.PLACE)} stood at {figure} {when}.",
        f"{wording.capital(on)[:-1]} {t(Form.PERIOD)}, {t(Form.NAME)} in {t(Form.PLACE)} stood at {figure}.",
    )
    return ways[about.one_of("latest", len(ways))]


def _figure_form(about: _Draft, row: Row) -> Form:
    """The whole unit, unless the indicator's name has said it: "income per head … £17,752 per head"."""
    full, short = (f(row["latest"], about.indicator) for f in (numbers.in_full, numbers.value))
    tail = full.removeprefix(short).strip().casefold()
    return Form.VALUE if tail in about.indicator.name.casefold() else Form.VALUE_IN_FULL


def _moved(about: _Draft, row: Row) -> str:
    if not about.has(Form.MOVEMENT):
        return _why_not_moved(about, row)
    t = about.token
    earlier = t(Form.EARLIER_PERIOD)
    ways = (
        f"It {t(Form.MOVEMENT)} on {earlier}",
        f"Since {earlier} it {t(Form.MOVEMENT)}" if row["change"] else f"It {t(Form.MOVEMENT)} on {earlier}",
        f"Held against the {t(Form.EARLIER)} of {earlier}, it {t(Form.MOVEMENT)}",
    )
    own = ways[about.one_of("moved", len(ways))]
    if not about.has(Form.COMPARATOR_MOVEMENT):
        return f"{own}."
    alike = row["change"] * row["comparator_change"] > 0
    link = ", and" if alike else ", while"
    over = " over the same time" if about.one_of("over", 2) else ""
    return f"{own}{link} in {t(Form.COMPARATOR_NAME)} it {t(Form.COMPARATOR_MOVEMENT)}{over}."


def _why_not_moved(about: _Draft, row: Row) -> str:
    reason = Reason(row["reason"] or "")
    if reason is Reason.BREAK:
        broken = [b for b in about.indicator.breaks if b.period <= row["latest_start"]]
        why = f": {broken[-1].reason.rstrip('.')}" if broken else ""
        return f"It cannot be held against earlier figures, because the way of measuring changed{why}."
    if reason is Reason.OVERLAP:
        return "Its periods overlap, so it is not held against the one before."
    if reason is Reason.SHORT:
        return "Its figures do not go back far enough to say how it changed."
    return "There is no earlier figure to hold it against."


def _gap(about: _Draft, row: Row) -> str:
    t = about.token
    if row["yardstick_kind"] == "value" and about.has(Form.TARGET):
        return f"The target is {t(Form.TARGET)}; {_side(about, row, 'it', 'that')}."
    if not about.has(Form.COMPARATOR):
        other = row["comparator"]
        if not other:
            return ""
        where = placenames.in_sentence(other, about.evidence.places)
        return f"For {where} there is no figure of the same period."
    if about.has(Form.GAP_PEOPLE):
        ways = (
            f"{t(Form.COMPARATOR_NAME)} stood at {t(Form.COMPARATOR)}: to match it would take "
            f"{t(Form.GAP_PEOPLE)}, a gap of {t(Form.GAP)}.",
            f"With {t(Form.COMPARATOR)} in {t(Form.COMPARATOR_NAME)}, the gap is {t(Form.GAP)}; closing it "
            f"would take {t(Form.GAP_PEOPLE)}.",
        )
        return ways[about.one_of("gap", len(ways))]
    figure = f"{t(Form.COMPARATOR_NAME)} stood at {t(Form.COMPARATOR)}"
    return f"{figure}, so {_side(about, row, 'this is', 'it')}." if about.has(Form.GAP) else f"{figure}."


def _side(about: _Draft, row: Row, subject: str, other: str) -> str:
    t = about.token
    be = "" if subject.endswith(" is") else " is"
    if row["gap"] == 0:
        return f"{subject}{be} {t(Form.GAP_SIDE)} {other}"
    note = ", where lower is better" if about.indicator.polarity < 0 else ""
    return f"{subject}{be} {t(Form.GAP)} {t(Form.GAP_SIDE)} {other}{note}"


def _spread(about: _Draft) -> str:
    if len(about.scope.places) < 3 or about.area in about.scope.places:
        return ""
    if not (about.has(Form.HIGHEST) and about.has(Form.LOWEST)):
        return ""
    t = about.token
    found = answer(Token(Form.HIGHEST, about.indicator.id, about.area), about.evidence, about.scope).used
    own = about.evidence.row(Asked(about.indicator.id, about.area))
    same = found is not None and own is not None and found.period == own["latest_period"]
    # The places may have no figure yet for the period of the whole.
    when = "" if same or found is None else f" {wording.during(found.period)}"
    ways = (
        f"Among its places it was highest in {t(Form.HIGHEST)} and lowest in {t(Form.LOWEST)}{when}.",
        f"It ranged{when} from {t(Form.LOWEST)} to {t(Form.HIGHEST)}.",
    )
    return ways[about.one_of("spread", len(ways))]


def _groups(about: _Draft) -> list[Mapping[str, Any]]:
    found = [b for b in groups_of(about.indicator.id, about.area, about.evidence) if b]
    rows = [about.evidence.row(Asked(about.indicator.id, about.area, b)) for b in found]
    return [r for r in rows if r is not None and numbers.known(r["latest"])]


def _of_groups(about: _Draft, rows: list[Mapping[str, Any]]) -> str:
    said = []
    for row in rows[:_MOST_GROUPS]:
        group = replace(about, breakdown=row["breakdown"])
        words = breakdowns.words(row["breakdown"])
        who = f"For {words}" if ":" not in words else f"For {words.replace(': ', ' “', 1)}”"
        moved = f"; it {group.token(Form.MOVEMENT)}" if group.has(Form.MOVEMENT) else ""
        on = wording.during(row["latest_period"]).partition(" ")[0]
        said.append(f"{who}, it stood at {group.token(Form.VALUE)} {on} {group.token(Form.PERIOD)}{moved}.")
    first = replace(about, breakdown=rows[0]["breakdown"])
    more = len(rows) - _MOST_GROUPS
    if more > 0:
        said.append(f"There are figures for {more} more group{'s' if more > 1 else ''}.")
    what = wording.subject(about.indicator)
    opening = f"For {what} in {first.token(Form.PLACE)} there is no one figure for everybody."
    return " ".join((opening, *said))
