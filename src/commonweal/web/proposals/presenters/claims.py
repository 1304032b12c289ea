"""All claims in one table, groups by priorities: where the same people may be counted twice, it shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.appraisal.worksheet import Claim, claims
from commonweal.web.proposals.presenters.marks import answer_href, people_words
from commonweal.web.proposals.selectors import Sheet


@dataclass(frozen=True)
class ClaimView:
    number: str
    words: str
    href: str
    open: bool


@dataclass(frozen=True)
class Row:
    """A group, the claims on it under each priority, and its people together (never a sum in silence)."""

    group: str
    cells: list[tuple[str, list[ClaimView]]]
    together: str


@dataclass(frozen=True)
class Matrix:
    priorities: list[str]
    rows: list[Row]
    sentence: str


def matrix(sheet: Sheet) -> Matrix | None:
    """None where no claim has been made."""
    made = claims(sheet.answers)
    if not made:
        return None
    names = {p.id: p.name for p in sheet.toolkit.priorities} | {
        "other": _("Another, or none"),
        "": _("Not said"),
    }
    used = {c.priority for c in made}
    columns = [id_ for id_ in names if id_ in used]
    still_open = {p.key for p in sheet.pairs if not p.settled}
    unsettled = {c.key for p in sheet.pairs if p.key in still_open for c in (p.one, p.other)}
    rows = []
    for group in sheet.toolkit.groups:
        own = [c for c in made if c.group == group.id]
        if own:
            cells = [
                (names[p], [_claim(sheet, c, c.key in unsettled) for c in own if c.priority == p])
                for p in columns
            ]
            together = people_words(sheet.results["people"].get(group.id, {}))
            rows.append(Row(group.name, cells, together))
    return Matrix([names[p] for p in columns], rows, _sentence(made, len(sheet.pairs), len(still_open)))


def _claim(sheet: Sheet, c: Claim, still_open: bool) -> ClaimView:
    count = f"{c.people:,}" if c.people is not None else _("not counted")
    return ClaimView(
        c.key.partition("/")[2], with_way(count, c.way), answer_href(sheet.assessment, c.key), still_open
    )


def with_way(words: str, way: str) -> str:
    """ "40 people, directly"; just the words where it is not said by what way."""
    ways = {"direct": _("%(people)s, directly"), "indirect": _("%(people)s, indirectly")}
    return ways[way] % {"people": words} if way in ways else words


def _sentence(made: list[Claim], pairs: int, still_open: int) -> str:
    told = {
        "claims": ngettext("%(number)d claim", "%(number)d claims", len(made)) % {"number": len(made)},
        "pairs": ngettext("%(number)d pair", "%(number)d pairs", pairs) % {"number": pairs},
    }
    if not pairs:
        return _("%(claims)s, and none can be on the same people as another.") % told
    if not still_open:
        return _("%(claims)s; %(pairs)s may be on the same people, and each is settled.") % told
    return ngettext(
        "%(claims)s; %(pairs)s may be on the same people, of which %(open)d is not settled.",
        "%(claims)s; %(pairs)s may be on the same people, of which %(open)d are not settled.",
        still_open,
    ) % {**told, "open": still_open}
