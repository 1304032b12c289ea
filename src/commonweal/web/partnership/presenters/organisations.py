"""Organisations and partnerships in words; a seat that nobody has is shown like one that somebody has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.partnership.commitments import STANDINGS, Standing
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.forms.asked import Commitments, Partners
from commonweal.web.partnership.models import Organisation, Partnership, Seat
from commonweal.web.partnership.selectors.commitments import Held
from commonweal.web.partnership.selectors.organisations import Table
from commonweal.web.scrutiny.presenters.filters import Filter, filter_of
from commonweal.web.ui.days import day_words

from .commitment_pieces import contact_href
from .commitment_words import label
from .commitments import Number, Row, row

_MISSING = {
    ("residents", "none"): gettext_lazy("No seat for residents is recorded"),
    ("residents", "vacant"): gettext_lazy("The residents’ seat is vacant"),
    ("workers", "none"): gettext_lazy("No seat for workers or their unions is recorded"),
    ("workers", "vacant"): gettext_lazy("The workers’ seat is vacant"),
}
_SHORT = {
    "residents": gettext_lazy("No residents recorded"),
    "workers": gettext_lazy("No workers recorded"),
}


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
    return PartnersPage(
        sentence=_list_sentence(len(found), len({o.kind for o in found}), left),
        words=asked.words,
        filters=[filter_of("kind", _("Kind"), _("All"), Organisation.Kind.choices, asked.kind)],
        organisations=[_brief(o, today) for o in found],
        partnerships=[_partnership_brief(p, t) for p, t in tables],
        empty=_("No organisation fits what you asked for.")
        if asked.address() != "?"
        else _("No organisation is entered yet."),
    )


def _list_sentence(found: int, kinds: int, left: int) -> str:
    if not found:
        return _("Who works together here, what each brings, and who sits where.")
    of = ngettext("%(number)s kind", "%(number)s kinds", kinds) % {"number": f"{kinds:,}"}
    if not left:
        said = ngettext(
            "%(number)s organisation of %(kinds)s; none has left.",
            "%(number)s organisations of %(kinds)s; none has left.",
            found,
        )
    elif left == 1:
        said = ngettext(
            "%(number)s organisation of %(kinds)s; 1 has left.",
            "%(number)s organisations of %(kinds)s; 1 has left.",
            found,
        )
    else:
        said = _("%(number)s organisations of %(kinds)s; %(left)d have left.")
    return said % {"number": f"{found:,}", "kinds": of, "left": left}


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
    return PartnershipPage(
        slug=p.slug,
        name=p.name,
        sentence=_sentence(p, table),
        purpose=p.purpose,
        example=p.example,
        owns=[(line, (owned or {}).get(line, "")) for line in _lines(p.owns)],
        missing=[str(_MISSING[kind, how]) for kind, how in table.missing.items()],
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


def _sentence(p: Partnership, table: Table) -> str:
    said = [f"{p.get_kind_display()}, {_period(p.since, p.until)}."]
    if table.over:
        said.append(_("It has ended."))
    taken = len([s for s in table.now if s.organisation])
    seats = (
        ngettext("%(number)d seat is recorded as taken.", "%(number)d seats are recorded as taken.", taken)
        if taken
        else _("No seats are recorded as taken.")
    )
    return " ".join([*said, seats % {"number": taken}])


def listed(title: str, route: str, found: Sequence[Any]) -> list[Listed]:
    """Roll-outs or strategies under a heading; none where there is none."""
    rows = [(h.name, reverse(route, args=[h.slug]), bool(h.example)) for h in found]
    return [Listed(title, rows)] if rows else []


def _brief(o: Organisation, today: dt.date) -> Brief:
    words = [str(o.get_kind_display())]
    if o.brings:
        words.append(_("brings %(things)s") % {"things": ", ".join(b.lower() for b in _brings(o))})
    tags = [(_("Example"), "purple")] if o.example else []
    if _left(o, today) and o.left_on:
        tags.append((_("Left on %(day)s") % {"day": day_words(o.left_on)}, "grey"))
    href = reverse("partnership:partner", args=[o.slug])
    return Brief(o.name, href, " · ".join(w for w in words if w), tags)


def _partnership_brief(p: Partnership, table: Table) -> Brief:
    tags = [(_("Example"), "purple")] if p.example else []
    tags += (
        [(_("Ended"), "grey")] if table.over else [(str(_SHORT[kind]), "orange") for kind in table.missing]
    )
    taken = len([s for s in table.now if s.organisation])
    words = ngettext(
        "%(kind)s, %(number)s member recorded", "%(kind)s, %(number)s members recorded", taken
    ) % {"kind": p.get_kind_display(), "number": f"{taken:,}"}
    return Brief(p.name, reverse("partnership:partnership", args=[p.slug]), words, tags)


def _membership(o: Organisation, today: dt.date) -> str:
    earlier = [
        _("Took part %(period)s.") % {"period": _period(m.since, m.until)} for m in o.memberships.all()
    ]
    return " ".join([*earlier, _latest(o, today)])


def _latest(o: Organisation, today: dt.date) -> str:
    if o.left_on is not None:
        left = _("Left on %(day)s.") if _left(o, today) else _("Leaves on %(day)s.")
        said = [left % {"day": day_words(o.left_on)}]
        if o.joined_on:
            said.insert(0, _("Joined on %(day)s.") % {"day": day_words(o.joined_on)})
        return " ".join(said)
    if o.joined_on:
        return _("Takes part since %(day)s.") % {"day": day_words(o.joined_on)}
    return _("When it joined is not known.")


def _left(o: Organisation, today: dt.date) -> bool:
    return o.left_on is not None and o.left_on < today


def _brings(o: Organisation) -> list[str]:
    labels = dict(Organisation.Brings.choices)
    return [str(labels[b]) for b in labels if b in o.brings]


def _seat_in(s: Seat) -> SeatRow:
    o = s.organisation
    period = _period(s.since, s.until)
    if o and o.left_on:
        period = _("%(period)s; it left on %(day)s") % {"period": period, "day": day_words(o.left_on)}
    return SeatRow(
        who=o.name if o else _("Vacant"),
        href=reverse("partnership:partner", args=[o.slug]) if o else "",
        voice=_voice(s),
        period=period,
        source=Source(s.source, s.source_address),
        edit_href=reverse("partnership:seat-edit", args=[s.partnership.slug, s.pk]),
    )


def _seat_of(s: Seat, sits: bool) -> SeatRow:
    period = _period(s.since, s.until)
    return SeatRow(
        who=s.partnership.name,
        href=reverse("partnership:partnership", args=[s.partnership.slug]),
        voice=_voice(s),
        period=period if sits else _("%(period)s; not today") % {"period": period},
        source=Source(s.source, s.source_address),
        edit_href="",
    )


def _voice(s: Seat) -> str:
    return f"{s.get_kind_display()}{f': {s.words}' if s.words else ''}"


def _period(since: dt.date | None, until: dt.date | None) -> str:
    if since and until:
        return _("%(first)s to %(last)s") % {"first": day_words(since), "last": day_words(until)}
    if since:
        return _("since %(day)s") % {"day": day_words(since)}
    return _("until %(day)s") % {"day": day_words(until)} if until else _("dates not known")


def _numbers(held: Sequence[Held], **chosen: str) -> list[Number]:
    """Of each standing that occurs, with the list behind it."""
    base = reverse("partnership:commitments")
    found: dict[Standing, int] = {s: sum(h.stands.standing is s for h in held) for s in STANDINGS}
    return [
        Number(label(s), n, base + Commitments(standing=s.value, **chosen).address(), chosen=False)
        for s, n in found.items()
        if n
    ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
