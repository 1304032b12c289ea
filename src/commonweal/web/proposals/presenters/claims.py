"""All claims in one table, groups by priorities: where the same people may be counted twice, it shows."""

from __future__ import annotations

from dataclasses import dataclass

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
    names = {p.id: p.name for p in sheet.toolkit.priorities} | {"other": "Another, or none", "": "Not said"}
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
    count = f"{c.people:,}" if c.people is not None else "not counted"
    way = f", {c.way}ly" if c.way else ""
    return ClaimView(
        c.key.partition("/")[2], f"{count}{way}", answer_href(sheet.assessment, c.key), still_open
    )


def _sentence(made: list[Claim], pairs: int, still_open: int) -> str:
    claims_words = f"{len(made)} {'claim' if len(made) == 1 else 'claims'}"
    if not pairs:
        return f"{claims_words}, and none can be on the same people as another."
    said = f"{claims_words}; {pairs} {'pair' if pairs == 1 else 'pairs'} may be on the same people"
    if not still_open:
        return f"{said}, and each is settled."
    return f"{said}, of which {still_open} {'is' if still_open == 1 else 'are'} not settled."
