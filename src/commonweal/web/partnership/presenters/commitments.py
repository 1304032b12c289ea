"""Commitments in words: the list, one of them, a partner's own page, and the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.partnership.commitments import STANDINGS, Standing
from commonweal.publish import numbers
from commonweal.web.framework.presenters.marks import period_words, source_view, whose_words
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.forms.asked import Commitments
from commonweal.web.partnership.models import Commitment, CommitmentUpdate, Organisation, Said
from commonweal.web.partnership.selectors.commitments import Held, Listed
from commonweal.web.partnership.selectors.evidence import Against
from commonweal.web.proposals.presenters.marks import cited_view
from commonweal.web.proposals.selectors import CitedNow
from commonweal.web.scrutiny.presenters import thread_pieces as pieces
from commonweal.web.scrutiny.presenters.filters import Filter, filter_of
from commonweal.web.ui.days import day_words

from . import commitment_words
from .commitment_pieces import Choices, contact_href


@dataclass(frozen=True)
class Row:
    title: str
    href: str
    tag: tuple[str, str]
    when: str
    words: str
    organisation: str
    organisation_href: str
    example: bool
    keep_href: str
    differs: bool = False


@dataclass(frozen=True)
class Number:
    """A number of the list, and the list behind it."""

    label: str
    n: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class CommitmentsPage:
    sentence: str
    rule: str
    words: str
    numbers: list[Number]
    filters: list[Filter]
    rows: list[Row]
    page: Page[Held]
    empty: str
    csv_href: str
    example: bool


@dataclass(frozen=True)
class Event:
    """Something said of a commitment, with what its organisation replied."""

    said: pieces.Said
    replies: tuple[pieces.Said, ...] = ()
    flag: str = ""
    reply_href: str = ""


@dataclass(frozen=True)
class CommitmentPage:
    number: int
    title: str
    words: str
    tag: tuple[str, str]
    sentence: str
    example: str
    organisation: str
    organisation_href: str
    facts: list[tuple[str, str, str]]
    updates: list[Event]
    sayings: list[Event]
    own: list[pieces.Said]
    withdrawn: bool
    differs: bool
    reply_href: str
    contact: str
    contact_href: str
    named: list[tuple[str, str]]


@dataclass(frozen=True)
class MinePage:
    organisations: list[tuple[str, str]]
    sentence: str
    rows: list[Row]
    chosen: str
    chosen_id: int
    chosen_words: str


def commitments_page(
    listed: Listed, page: Page[Held], asked: Commitments, book: Book | None, choices: Choices, *,
    example: bool, differing: Collection[int] = (),
) -> CommitmentsPage:  # fmt: skip
    """``differing``: the commitments of which an update states another figure than the published one."""
    total = sum(listed.counts.values())
    indicators = {i.id: i.name for i in book.snapshot.definitions.indicators} if book else {}
    standings = {s.value: commitment_words.label(s) for s in STANDINGS}
    filters = [
        filter_of(name, label, every, list(known.items()), chosen)
        for name, label, every, known, chosen in (
            ("organisation", _("Organisation"), _("All"), choices.organisations, asked.organisation),
            ("goal", _("Goal"), _("All"), choices.goals, asked.goal),
            ("place", _("Place"), _("All"), choices.places, asked.place),
            ("standing", _("How it stands"), _("Any"), standings, asked.standing),
        )
    ]
    # These are asked for by links; where one is, it can be seen and taken off.
    named = (
        ("indicator", _("Indicator"), indicators, asked.indicator),
        ("group", _("People"), choices.groups, asked.group),
        ("partnership", _("Partnership"), choices.partnerships, asked.partnership),
    )
    for name, label, known, chosen in named:
        if chosen:
            filters.append(filter_of(name, label, _("All"), [(chosen, known.get(chosen, chosen))], chosen))
    return CommitmentsPage(
        sentence=commitment_words.of_the_list(listed, total),
        rule=commitment_words.rule(),
        words=asked.words,
        numbers=[
            Number(_("All"), total, _at(asked, standing="", page=1), not asked.standing),
            *(
                Number(standings[s.value], n, _at(asked, standing=s.value, page=1), asked.standing == s)
                for s, n in listed.counts.items()
            ),
        ],
        filters=filters,
        rows=[row(h, book, differs=h.commitment.pk in differing) for h in page],
        page=page,
        empty=_("No commitment fits what you asked for.") if total or asked.address() != "?" else
        _("No commitment has been made yet. A partner makes the first one from its own page."),
        csv_href=reverse("partnership:commitments-csv") + asked.address(page=1),
        example=example,
    )  # fmt: skip


def row(held: Held, book: Book | None, *, differs: bool = False) -> Row:
    c = held.commitment
    parts = [_goal(c, book), place_of(c, book), c.group_words, _indicator_name(c, book)]
    return Row(
        title=c.title,
        href=reverse("partnership:commitment", args=[c.pk]),
        tag=commitment_words.tag(held.stands.standing),
        when=commitment_words.when(held.stands),
        words=" · ".join(p for p in parts if p),
        organisation=c.organisation.name,
        organisation_href=reverse("partnership:partner", args=[c.organisation.slug]),
        example=bool(c.example),
        keep_href=f"{reverse('partnership:mine')}?commitment={c.pk}" if c.withdrawn_on is None else "",
        differs=differs,
    )


def commitment_page(
    held: Held, updates: Sequence[tuple[CommitmentUpdate, CitedNow | None, Against | None]],
    sayings: Sequence[Said], book: Book | None, figure: tuple[str, Mapping[str, Any]] | None,
    named: Sequence[Organisation] = (),
) -> CommitmentPage:  # fmt: skip
    c = held.commitment
    remarks = [s for s in sayings if not s.reply]
    return CommitmentPage(
        number=c.pk,
        title=c.title,
        words=c.words,
        tag=commitment_words.tag(held.stands.standing),
        sentence=commitment_words.of_one(held),
        example=c.example,
        organisation=c.organisation.name,
        organisation_href=reverse("partnership:partner", args=[c.organisation.slug]),
        facts=_facts(held, book, figure),
        updates=[_update(u, cited, stated, book) for u, cited, stated in updates],
        sayings=[
            Event(
                _said(s, _("%(who)s says") % {"who": s.by}),
                tuple(_said(r, _("%(who)s replies") % {"who": r.by}) for r in sayings if r.to_id == s.pk),
                reply_href=reverse("partnership:commitment-reply-to", args=[c.pk, s.pk]),
            )
            for s in remarks
        ],
        own=[
            _said(s, _("%(who)s on how it stands") % {"who": s.by})
            for s in sayings
            if s.reply and s.to_id is None
        ],
        withdrawn=c.withdrawn_on is not None,
        differs=any(stated is not None and stated.agrees is False for _u, _cited, stated in updates),
        reply_href=reverse("partnership:commitment-reply", args=[c.pk]),
        contact=c.organisation.contact,
        contact_href=contact_href(c.organisation),
        named=[(o.name, reverse("partnership:partner", args=[o.slug])) for o in named],
    )


def mine_page(
    own: Sequence[Organisation], held: Sequence[Held], book: Book | None, chosen: Commitment | None,
    today: dt.date,
) -> MinePage:  # fmt: skip
    late = sum(h.stands.standing is Standing.LATE for h in held)
    soon = sum(h.open and 0 <= (h.stands.until - today).days <= 30 for h in held)
    return MinePage(
        organisations=[(o.name, reverse("partnership:partner", args=[o.slug])) for o in own],
        sentence=commitment_words.of_ones_own(len(own), len(held), late, soon),
        rows=[row(h, book) for h in held],
        chosen=chosen.title if chosen else "",
        chosen_id=chosen.pk if chosen else 0,
        chosen_words=chosen.words if chosen else "",
    )


def figure_words(figure: Mapping[str, Any], book: Book | None) -> str:
    """ "Walsall, employment rate: 70.1% (2025)"."""
    found = book.snapshot.indicators.get(figure["indicator"]) if book else None
    if book is None or found is None:
        return f"{figure['indicator']}: {figure['value']:g}"
    said = (
        _("%(place)s, %(indicator)s: %(value)s (%(period)s, provisional)")
        if figure["provisional"]
        else _("%(place)s, %(indicator)s: %(value)s (%(period)s)")
    )
    return said % {
        "place": book.places.get(figure["area"], figure["area"]),
        "indicator": found.name,
        "value": numbers.value(figure["value"], found),
        "period": period_words(figure["period"]),
    }


def _at(asked: Commitments, **changes: Any) -> str:
    return reverse("partnership:commitments") + asked.address(**changes)


def _facts(
    held: Held, book: Book | None, figure: tuple[str, Mapping[str, Any]] | None
) -> list[tuple[str, str, str]]:
    """Label, words and address ("" for none)."""
    c = held.commitment
    goal_href = reverse("framework:goal", args=[c.framework, c.goal]) if _goal(c, book) else ""
    place_href = reverse("framework:place", args=[c.area]) if book and c.area in book.places else ""
    facts = [
        (_("Goal"), _goal(c, book) or _gone(c), goal_href),
        (_("Place"), place_of(c, book), place_href),
        (_("For whom"), c.group_words or _("Everybody there"), ""),
        (_("By when"), day_words(held.stands.until), ""),
        (_("How it will be known"), c.measure, ""),
        (_("With what resources"), c.resources, ""),
    ]
    if c.indicator:
        facts.insert(1, _indicator_fact(c, book))
        if book is not None and c.indicator in book.snapshot.indicators:
            words = figure_words(figure[1], book) if figure else _("No data for this place")
            now = ". ".join(filter(None, (words, _source(c, book))))
            facts.insert(2, (_("The figure now"), now, ""))
    if c.partnership is not None:
        href = reverse("partnership:partnership", args=[c.partnership.slug])
        facts.append((_("Part of"), c.partnership.name, href))
    if c.withdrawn_on is not None:
        facts.append((_("Why it was withdrawn"), c.withdrawn_words, ""))
    facts.append((_("Made on"), day_words(c.made_on), ""))
    return facts


def _indicator_fact(c: Commitment, book: Book | None) -> tuple[str, str, str]:
    if book is None or c.indicator not in book.snapshot.indicators:
        gone = _("%(indicator)s: it was withdrawn since, so no figure can show this")
        return _("Indicator"), gone % {"indicator": c.indicator}, ""
    return _("Indicator"), _indicator_name(c, book), reverse("framework:indicator", args=[c.indicator])


def _gone(c: Commitment) -> str:
    return _("%(goal)s: no longer among the goals here") % {"goal": c.goal}


def _source(c: Commitment, book: Book) -> str:
    return whose_words(source_view(book.snapshot, c.indicator))


def _update(u: CommitmentUpdate, cited: CitedNow | None, stated: Against | None, book: Book | None) -> Event:
    facts = [(_("The new day"), day_words(u.until))] if u.until else []
    if stated:
        facts.append((_("Its own figure"), f"{stated.stated} ({stated.period})"))
    if u.evidence:
        facts.append((_("What shows it"), u.evidence))
    said = pieces.Said(
        title=str(u.get_kind_display()),
        who=pieces.dated(u.day, u.at),
        words=u.words,
        facts=tuple(facts),
        figures=(cited_view(cited, book),) if cited else (),
        links=((u.link, u.link),) if u.link else (),
    )
    return Event(said, flag=_flag(stated, u.commitment, book))


def _flag(stated: Against | None, c: Commitment, book: Book | None) -> str:
    if stated is None or stated.agrees:
        return ""
    name = _indicator_name(c, book) or c.indicator
    if stated.published is None:
        return _(
            "No published figure for %(place)s and %(period)s can be compared with this one (%(indicator)s)."
        ) % {"place": place_of(c, book), "period": stated.period, "indicator": name}
    found = book.snapshot.indicators.get(c.indicator) if book else None
    published = numbers.value(stated.published, found) if found else f"{stated.published:g}"
    said = [
        _("The published figure differs: %(figure)s for %(place)s, %(period)s (%(indicator)s).")
        % {"figure": published, "place": place_of(c, book), "period": stated.of, "indicator": name}
    ]
    if book and (source := _source(c, book)):
        said.append(f"{source}.")
    said.append(_("The organisation states %(figure)s.") % {"figure": stated.stated})
    return " ".join(said)


def _said(s: Said, title: str) -> pieces.Said:
    return pieces.Said(title, pieces.written_on(s.at), s.words)


def _goal(c: Commitment, book: Book | None) -> str:
    found = book.goal(c.framework, c.goal) if book else None
    return found[1].short_title if found else ""


def place_of(c: Commitment, book: Book | None) -> str:
    return book.places.get(c.area, c.area) if book else c.area


def _indicator_name(c: Commitment, book: Book | None) -> str:
    found = book.snapshot.indicators.get(c.indicator) if book and c.indicator else None
    return found.name if found else ""
