"""Organisations and partnerships in words; a seat that nobody has is shown like one that somebody has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from commonweal.partnership.commitments import STANDINGS, Standing
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.forms.asked import Commitments, Partners
from commonweal.web.partnership.models import Organisation, Partnership, Seat
from commonweal.web.partnership.selectors.commitments import Held
from commonweal.web.partnership.selectors.organisations import Table
from commonweal.web.scrutiny.presenters import thread_pieces as pieces
from commonweal.web.scrutiny.presenters.filters import Filter, filter_of
from commonweal.web.scrutiny.presenters.marks import day_words

from .commitment_pieces import contact_href
from .commitments import LABELS, Number, Row, row

_MISSING = {
    ("residents", "none"): "No seat for residents is recorded",
    ("residents", "vacant"): "The residents’ seat is vacant",
    ("workers", "none"): "No seat for workers or their unions is recorded",
    ("workers", "vacant"): "The workers’ seat is vacant",
}
_SHORT = {"residents": "No residents recorded", "workers": "No workers recorded"}


@dataclass(frozen=True)
class Source:
    words: str
    href: str


@dataclass(frozen=True)
class Listed:
    """Roll-outs or strategies under a heading: each title, address and whether it is an example."""

    title: str
    rows: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class Brief:
    title: str
    href: str
    words: str
    tags: list[tuple[str, str]]


@dataclass(frozen=True)
class PartnersPage:
    sentence: str
    words: str
    filters: list[Filter]
    organisations: list[Brief]
    partnerships: list[Brief]
    empty: str


@dataclass(frozen=True)
class SeatRow:
    who: str
    href: str
    voice: str
    period: str
    source: Source
    edit_href: str


@dataclass(frozen=True)
class PartnerPage:
    slug: str
    name: str
    sentence: str
    contact: str
    contact_href: str
    about: str
    example: str
    brings: list[str]
    brings_words: str
    roles: list[str]
    source: Source
    seats: list[SeatRow]
    numbers: list[Number]
    rows: list[Row]
    lists: list[Listed]


@dataclass(frozen=True)
class PartnershipPage:
    slug: str
    name: str
    sentence: str
    purpose: str
    example: str
    owns: list[tuple[str, str]]
    missing: list[str]
    now: list[SeatRow]
    others: list[SeatRow]
    source: Source
    said: str
    said_source: Source
    rows: list[Row]
    rows_href: str
    lists: list[Listed]


def partners_page(
    found: Sequence[Organisation],
    tables: Sequence[tuple[Partnership, Table]],
    asked: Partners,
    today: dt.date,
) -> PartnersPage:
    left = sum(_left(o, today) for o in found)
    kinds = {o.kind for o in found}
    sentence = "Who works together here, what each brings, and who sits where."
    if found:
        sentence = (
            f"{pieces.number_of(len(found), 'organisation')} of {pieces.number_of(len(kinds), 'kind')}; "
            f"{left or 'none'} {'has' if left < 2 else 'have'} left."
        )
    return PartnersPage(
        sentence=sentence,
        words=asked.words,
        filters=[filter_of("kind", "Kind", "All", Organisation.Kind.choices, asked.kind)],
        organisations=[_brief(o, today) for o in found],
        partnerships=[_partnership_brief(p, t) for p, t in tables],
        empty="No organisation fits what you asked for."
        if asked.address() != "?"
        else "No organisation is entered yet.",
    )


def partner_page(
    o: Organisation,
    seats: Sequence[tuple[Seat, bool]],
    held: Sequence[Held],
    book: Book | None,
    today: dt.date,
    lists: Sequence[Listed] = (),
) -> PartnerPage:
    return PartnerPage(
        slug=o.slug,
        name=o.name,
        sentence=f"{o.get_kind_display()}. {_membership(o, today)}",
        contact=o.contact,
        contact_href=contact_href(o),
        about=o.about,
        example=o.example,
        brings=_brings(o),
        brings_words=o.brings_words,
        roles=_lines(o.roles),
        source=Source(o.source, o.source_address),
        seats=[_seat_of(s, sits) for s, sits in seats],
        numbers=_numbers(held, organisation=o.slug),
        rows=[row(h, book) for h in held],
        lists=list(lists),
    )


def partnership_page(
    p: Partnership, table: Table, held: Sequence[Held], book: Book | None, today: dt.date,
    lists: Sequence[Listed] = (), owned: Mapping[str, str] | None = None,
) -> PartnershipPage:  # fmt: skip
    """``owned``: of the lines that it answers for, the addresses of those that have a page here."""
    period = _period(p.since, p.until)
    over = " It has ended." if table.over else ""
    taken = len([s for s in table.now if s.organisation])
    return PartnershipPage(
        slug=p.slug,
        name=p.name,
        sentence=f"{p.get_kind_display()}, {period}.{over} {taken or 'No'} "
        f"{'seat is' if taken == 1 else 'seats are'} recorded as taken.",
        purpose=p.purpose,
        example=p.example,
        owns=[(line, (owned or {}).get(line, "")) for line in _lines(p.owns)],
        missing=[_MISSING[kind, how] for kind, how in table.missing.items()],
        now=[_seat_in(s) for s in table.now],
        others=[_seat_in(s) for s in table.others],
        source=Source(p.source, p.source_address),
        said=p.said,
        said_source=Source(
            f"{p.said_source}{f', {day_words(p.said_on)}' if p.said_on else ''}", p.said_address
        ),
        rows=[row(h, book) for h in held],
        rows_href=reverse("partnership:commitments") + Commitments(partnership=p.slug).address(),
        lists=list(lists),
    )


def listed(title: str, route: str, found: Sequence[Any]) -> list[Listed]:
    """Roll-outs or strategies under a heading; none where there is none."""
    rows = [(h.name, reverse(route, args=[h.slug]), bool(h.example)) for h in found]
    return [Listed(title, rows)] if rows else []


def _brief(o: Organisation, today: dt.date) -> Brief:
    words = [o.get_kind_display(), f"brings {', '.join(b.lower() for b in _brings(o))}" if o.brings else ""]
    tags = [("Example", "purple")] if o.example else []
    if _left(o, today) and o.left_on:
        tags.append((f"Left on {day_words(o.left_on)}", "grey"))
    href = reverse("partnership:partner", args=[o.slug])
    return Brief(o.name, href, " · ".join(w for w in words if w), tags)


def _partnership_brief(p: Partnership, table: Table) -> Brief:
    tags = [("Example", "purple")] if p.example else []
    tags += [("Ended", "grey")] if table.over else [(_SHORT[kind], "orange") for kind in table.missing]
    taken = len([s for s in table.now if s.organisation])
    words = f"{p.get_kind_display()}, {pieces.number_of(taken, 'member')} recorded"
    return Brief(p.name, reverse("partnership:partnership", args=[p.slug]), words, tags)


def _membership(o: Organisation, today: dt.date) -> str:
    earlier = [f"Took part {_period(m.since, m.until)}." for m in o.memberships.all()]
    return " ".join([*earlier, _latest(o, today)])


def _latest(o: Organisation, today: dt.date) -> str:
    if o.left_on is not None:
        word = "Left" if _left(o, today) else "Leaves"
        joined = f"Joined on {day_words(o.joined_on)}. " if o.joined_on else ""
        return f"{joined}{word} on {day_words(o.left_on)}."
    return f"Takes part since {day_words(o.joined_on)}." if o.joined_on else "When it joined is not known."


def _left(o: Organisation, today: dt.date) -> bool:
    return o.left_on is not None and o.left_on < today


def _brings(o: Organisation) -> list[str]:
    labels = dict(Organisation.Brings.choices)
    return [str(labels[b]) for b in labels if b in o.brings]


def _seat_in(s: Seat) -> SeatRow:
    o = s.organisation
    return SeatRow(
        who=o.name if o else "Vacant",
        href=reverse("partnership:partner", args=[o.slug]) if o else "",
        voice=_voice(s),
        period=_period(s.since, s.until)
        + (f"; it left on {day_words(o.left_on)}" if o and o.left_on else ""),
        source=Source(s.source, s.source_address),
        edit_href=reverse("partnership:seat-edit", args=[s.partnership.slug, s.pk]),
    )


def _seat_of(s: Seat, sits: bool) -> SeatRow:
    return SeatRow(
        who=s.partnership.name,
        href=reverse("partnership:partnership", args=[s.partnership.slug]),
        voice=_voice(s),
        period=_period(s.since, s.until) + ("" if sits else "; not today"),
        source=Source(s.source, s.source_address),
        edit_href="",
    )


def _voice(s: Seat) -> str:
    return f"{s.get_kind_display()}{f': {s.words}' if s.words else ''}"


def _period(since: dt.date | None, until: dt.date | None) -> str:
    if since and until:
        return f"{day_words(since)} to {day_words(until)}"
    if since:
        return f"since {day_words(since)}"
    return f"until {day_words(until)}" if until else "dates not known"


def _numbers(held: Sequence[Held], **chosen: str) -> list[Number]:
    """Of each standing that occurs, with the list behind it."""
    base = reverse("partnership:commitments")
    found: dict[Standing, int] = {s: sum(h.stands.standing is s for h in held) for s in STANDINGS}
    return [
        Number(LABELS[s], n, base + Commitments(standing=s.value, **chosen).address(), chosen=False)
        for s, n in found.items()
        if n
    ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
