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
from commonweal.words import _, ngettext

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
    return _("No figure for {what} is held for {place}.").format(
        what=wording.subject(about.indicator), place=where
    )


def _latest(about: _Draft, row: Row) -> str:
    t = about.token
    ways = (
        _("In {place}, {what} stood at {figure} {on} {period}."),
        _("{what} in {place} stood at {figure} {on} {period}."),
        _("{on} {period}, {what} in {place} stood at {figure}."),
    )
    chosen = about.one_of("latest", len(ways))
    on = wording.on_or_in(row["latest_period"])
    return ways[chosen].format(
        place=t(Form.PLACE),
        what=t(Form.NAME),
        figure=t(_figure_form(about, row)),
        on=wording.capital(on)[:-1] if ways[chosen].startswith("{on}") else on,
        period=t(Form.PERIOD),
    )


def _figure_form(about: _Draft, row: Row) -> Form:
    """The whole unit, unless the indicator's name has said it: "income per head … £17,752 per head"."""
    full, short = (f(row["latest"], about.indicator) for f in (numbers.in_full, numbers.value))
    tail = full.removeprefix(short).strip().casefold()
    return Form.VALUE if tail in wording.name(about.indicator).casefold() else Form.VALUE_IN_FULL


def _moved(about: _Draft, row: Row) -> str:
    if not about.has(Form.MOVEMENT):
        return _why_not_moved(about, row)
    t = about.token
    on = _("It {moved} on {earlier}")
    ways = (
        on,
        _("Since {earlier} it {moved}") if row["change"] else on,
        _("Held against the {figure} of {earlier}, it {moved}"),
    )
    own = ways[about.one_of("moved", len(ways))].format(
        moved=t(Form.MOVEMENT), earlier=t(Form.EARLIER_PERIOD), figure=t(Form.EARLIER)
    )
    if not about.has(Form.COMPARATOR_MOVEMENT):
        return f"{own}."
    return _beside(about, alike=row["change"] * row["comparator_change"] > 0).format(
        own=own, place=t(Form.COMPARATOR_NAME), moved=t(Form.COMPARATOR_MOVEMENT)
    )


def _beside(about: _Draft, *, alike: bool) -> str:
    """What the comparator did beside it; ``alike``: both went the same way."""
    if about.one_of("over", 2):
        if alike:
            return _("{own}, and in {place} it {moved} over the same time.")
        return _("{own}, while in {place} it {moved} over the same time.")
    return _("{own}, and in {place} it {moved}.") if alike else _("{own}, while in {place} it {moved}.")


def _why_not_moved(about: _Draft, row: Row) -> str:
    reason = Reason(row["reason"] or "")
    if reason is Reason.BREAK:
        broken = [b for b in about.indicator.breaks if b.period <= row["latest_start"]]
        if not broken:
            return _("It cannot be held against earlier figures, because the way of measuring changed.")
        return _(
            "It cannot be held against earlier figures, because the way of measuring changed: {why}."
        ).format(why=broken[-1].reason.rstrip("."))
    if reason is Reason.OVERLAP:
        return _("Its periods overlap, so it is not held against the one before.")
    if reason is Reason.SHORT:
        return _("Its figures do not go back far enough to say how it changed.")
    return _("There is no earlier figure to hold it against.")


def _gap(about: _Draft, row: Row) -> str:
    if row["yardstick_kind"] == "value" and about.has(Form.TARGET):
        return _said(about, _to_target(about, row))
    if not about.has(Form.COMPARATOR):
        other = row["comparator"]
        if not other:
            return ""
        where = placenames.in_sentence(other, about.evidence.places)
        return _("For {place} there is no figure of the same period.").format(place=where)
    return _said(about, _to_comparator(about, row))


def _said(about: _Draft, words: str) -> str:
    """With the tokens that the words name, in whatever order a language has them."""
    tokens = {
        "target": Form.TARGET,
        "comparator": Form.COMPARATOR_NAME,
        "figure": Form.COMPARATOR,
        "gap": Form.GAP,
        "side": Form.GAP_SIDE,
        "people": Form.GAP_PEOPLE,
    }
    return words.format(
        **{name: about.token(form) for name, form in tokens.items() if f"{{{name}}}" in words}
    )


def _to_target(about: _Draft, row: Row) -> str:
    if row["gap"] == 0:
        return _("The target is {target}; it is {side} that.")
    if about.indicator.polarity < 0:
        return _("The target is {target}; it is {gap} {side} that, where lower is better.")
    return _("The target is {target}; it is {gap} {side} that.")


def _to_comparator(about: _Draft, row: Row) -> str:
    if about.has(Form.GAP_PEOPLE):
        ways = (
            _("{comparator} stood at {figure}: to match it would take {people}, a gap of {gap}."),
            _("With {figure} in {comparator}, the gap is {gap}; closing it would take {people}."),
        )
        return ways[about.one_of("gap", len(ways))]
    if not about.has(Form.GAP):
        return _("{comparator} stood at {figure}.")
    if row["gap"] == 0:
        return _("{comparator} stood at {figure}, so this is {side} it.")
    if about.indicator.polarity < 0:
        return _("{comparator} stood at {figure}, so this is {gap} {side} it, where lower is better.")
    return _("{comparator} stood at {figure}, so this is {gap} {side} it.")


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
    if same or found is None:
        when = ""
        ways = (
            _("Among its places it was highest in {highest} and lowest in {lowest}."),
            _("It ranged from {lowest} to {highest}."),
        )
    else:
        when = wording.during(found.period)
        ways = (
            _("Among its places it was highest in {highest} and lowest in {lowest} {when}."),
            _("It ranged {when} from {lowest} to {highest}."),
        )
    chosen = ways[about.one_of("spread", len(ways))]
    return chosen.format(highest=t(Form.HIGHEST), lowest=t(Form.LOWEST), when=when)


def _groups(about: _Draft) -> list[Mapping[str, Any]]:
    found = [b for b in groups_of(about.indicator.id, about.area, about.evidence) if b]
    rows = [about.evidence.row(Asked(about.indicator.id, about.area, b)) for b in found]
    return [r for r in rows if r is not None and numbers.known(r["latest"])]


def _of_groups(about: _Draft, rows: list[Mapping[str, Any]]) -> str:
    said = [_of_group(replace(about, breakdown=row["breakdown"]), row) for row in rows[:_MOST_GROUPS]]
    first = replace(about, breakdown=rows[0]["breakdown"])
    more = len(rows) - _MOST_GROUPS
    if more > 0:
        said.append(
            ngettext(
                "There are figures for {n} more group.", "There are figures for {n} more groups.", more
            ).format(n=more)
        )
    opening = _("For {what} in {place} there is no one figure for everybody.").format(
        what=wording.subject(about.indicator), place=first.token(Form.PLACE)
    )
    return " ".join((opening, *said))


def _of_group(group: _Draft, row: Row) -> str:
    words = breakdowns.words(group.breakdown)
    who = f"{words.replace(': ', ' “', 1)}”" if ":" in words else words
    said = _("For {group}, it stood at {figure} {on} {period}.")
    if group.has(Form.MOVEMENT):
        said = _("For {group}, it stood at {figure} {on} {period}; it {moved}.")
    return said.format(
        group=who,
        figure=group.token(Form.VALUE),
        on=wording.on_or_in(row["latest_period"]),
        period=group.token(Form.PERIOD),
        moved=group.token(Form.MOVEMENT),
    )
