"""If a place was 100 people: shares as whole people that sum to 100, with a picture, a table and words.

The rule is that of largest remainders (Hamilton's, 1792): each share of the total gets its whole part; the
people who are left go one each to the largest fractions. Where two fractions are the same, the larger share
gets it; where the shares are the same too, the one that is listed first. Shares that do not make up 100
within their rounding are refused: the picture would invent people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from commonweal.words import _, listed

PEOPLE = 100


class NotHundred(ValueError):
    """Shares that cannot be 100 people; ``problems`` says each reason in words."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Share:
    """``label`` completes "34 … ": "have no qualifications". ``percent``: None where it is not known."""

    label: str
    percent: float | None


@dataclass(frozen=True)
class Group:
    """``people`` of the 100. ``percent`` as it came in."""

    label: str
    people: int
    percent: float

    @property
    def words(self) -> str:
        """ "34 have no qualifications"; who are there but fewer than half a person are not left out."""
        return _("{people} {who}").format(people=self.number, who=self.label)

    @property
    def number(self) -> str:
        return _("fewer than 1") if self.people == 0 < self.percent else str(self.people)


@dataclass(frozen=True)
class Hundred:
    """One block: ``title`` says what the people are shared by; ``groups`` sum to 100."""

    title: str
    groups: tuple[Group, ...]

    def said(self, place: str) -> str:
        """The picture in a sentence: "If Walsall was 100 people: 51 are women and 49 are men." """
        groups = listed([g.words for g in self.groups])
        return _("If {place} was 100 people: {groups}.").format(place=place, groups=groups)

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """The table beside it: group, people of 100, share."""
        return tuple((g.label, g.number, f"{g.percent:.1f}%") for g in self.groups)


def hundred(title: str, shares: Sequence[Share], *, decimals: int = 1, rest: str = "") -> Hundred:
    """Whole people of shares in per cent that were rounded to ``decimals``.

    ``rest`` names those whom the shares leave out ("gave no answer"): they become a group of their own.

    Raises :class:`NotHundred` where there is nothing to share, a share is missing or below zero, a label
    stands twice, or the sum is further from 100 than rounding explains (half of the last place a share).
    """
    problems = _problems(title, shares)
    if problems:
        raise NotHundred(problems)
    given = [(s.label, Fraction(repr(float(s.percent or 0.0)))) for s in shares]
    total = sum((p for _label, p in given), Fraction(0))
    slack = Fraction(len(given), 2 * 10**decimals)
    if rest and total < PEOPLE:
        given.append((rest, PEOPLE - total))
        total = Fraction(PEOPLE)
    if abs(total - PEOPLE) > slack:
        raise NotHundred([_off(title, float(total), len(given), float(slack))])
    quotas = [p * PEOPLE / total for _label, p in given]
    people = largest_remainders(quotas)
    return Hundred(title, tuple(Group(n, k, float(p)) for (n, p), k in zip(given, people, strict=True)))


def largest_remainders(quotas: Sequence[Fraction]) -> list[int]:
    """Whole numbers that sum to what the quotas sum to, which must be a whole number."""
    whole = [q.numerator // q.denominator for q in quotas]
    left = int(sum(quotas)) - sum(whole)
    order = sorted(range(len(quotas)), key=lambda n: (-(quotas[n] - whole[n]), -quotas[n], n))
    for n in order[:left]:
        whole[n] += 1
    return whole


def _problems(title: str, shares: Sequence[Share]) -> list[str]:
    found = []
    if len(shares) < 1:
        found.append(_("“{title}” has no shares.").format(title=title))
    labels = [s.label for s in shares]
    found += [
        _("“{label}” stands twice in “{title}”.").format(label=label, title=title)
        for label in dict.fromkeys(labels)
        if labels.count(label) > 1
    ]
    for share in shares:
        if share.percent is None or share.percent != share.percent:
            wrong = _("“{label}” has no figure, so “{title}” cannot be shown as 100 people.")
            found.append(wrong.format(label=share.label, title=title))
        elif share.percent < 0:
            wrong = _("“{label}” is below zero: a share of people cannot be.")
            found.append(wrong.format(label=share.label))
        elif share.percent > PEOPLE:
            wrong = _("“{label}” is {percent}%: a share of people is no more than 100.")
            found.append(wrong.format(label=share.label, percent=f"{share.percent:g}"))
    return found


def _off(title: str, total: float, count: int, slack: float) -> str:
    wrong = (
        _(
            "The {count} shares of “{title}” sum to {total}%, and rounding explains no more than {slack} "
            "points: they leave out {people} of 100. Name the rest as a group, or take shares of one whole."
        )
        if total < PEOPLE
        else _(
            "The {count} shares of “{title}” sum to {total}%, and rounding explains no more than {slack} "
            "points: they count twice {people} of 100. Name the rest as a group, or take shares of one whole."
        )
    )
    return wrong.format(
        count=count,
        title=title,
        total=f"{total:.4g}",
        slack=f"{slack:.4g}",
        people=f"{abs(PEOPLE - total):.4g}",
    )


_STEP, _ROW, _LABEL, _ACROSS = 22, 34, 24, 25
_INK, _FULL = "#0b0c0c", "#0b5d5e"


def picture(shown: Hundred, place: str) -> str:
    """SVG: a row of people for each group, under its words; readable without colour and in grey."""
    width = _ACROSS * _STEP + 8
    y, parts = 0, []
    for group in shown.groups:
        y += _LABEL
        parts.append(f'<text x="4" y="{y - 6}" font-size="15" fill="{_INK}">{escape(group.words)}</text>')
        rows = -(-group.people // _ACROSS)
        shape = "".join(
            _person(4 + (n % _ACROSS) * _STEP + _STEP / 2, y + (n // _ACROSS) * _ROW)
            for n in range(group.people)
        )
        if shape:
            parts.append(f'<path d="{shape}" fill="{_FULL}"/>')
        y += rows * _ROW + 6
    said = escape(shown.said(place), quote=True)
    return (
        f'<svg class="cw-hundred" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{said}" '
        f'viewBox="0 0 {width} {y}" width="{width}" height="{y}" font-family="sans-serif" focusable="false">'
        f"{''.join(parts)}</svg>"
    )


def _person(x: float, y: float) -> str:
    """A head and shoulders, 14 wide and 28 tall, as part of a path."""
    return f"M{x:g} {y:g}a4 4 0 1 1 0 8a4 4 0 1 1 0-8zM{x - 7:g} {y + 28:g}v-11a7 7 0 0 1 14 0v11z"
