"""Commitments in words: the list, one of them, a partner's own page, and the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.urls import reverse

from commonweal.partnership.commitments import GRACE, STANDINGS, Standing, Stands
from commonweal.publish import numbers
from commonweal.web.framework.presenters.marks import period_words
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.forms.asked import Commitments
from commonweal.web.partnership.models import Commitment, CommitmentUpdate, Organisation, Said
from commonweal.web.partnership.selectors.commitments import Held, Listed
from commonweal.web.partnership.selectors.evidence import Against
from commonweal.web.proposals.presenters.marks import cited_view
from commonweal.web.proposals.selectors import CitedNow
from commonweal.web.scrutiny.presenters import thread_pieces as pieces
from commonweal.web.scrutiny.presenters.filters import Filter, filter_of
from commonweal.web.scrutiny.presenters.marks import day_words

from .commitment_pieces import Choices, contact_href

WORDS = {
    Standing.LATE: ("Late", "orange"),
    Standing.ON_COURSE: ("On course", "blue"),
    Standing.CHANGED: ("Changed", "yellow"),
    Standing.MET: ("Met", "green"),
    Standing.MISSED: ("Missed", "red"),
    Standing.WITHDRAWN: ("Withdrawn", "grey"),
}
#: In lists: a tag has room for a word or two.
LABELS = {s: words for s, (words, _) in WORDS.items()} | {Standing.CHANGED: "Changed, with a reason"}
RULE = (
    "Nobody types in how a commitment stands: it follows from its days and from what its organisation says. "
    "On course: its day is still to come. Changed, with a reason: the day was moved, and the new one is "
    f"still to come. Late: its day has passed, by {GRACE.days} days at most. Missed: it has passed by more, "
    "or the organisation says that it will not be done. Met: the organisation says that it is "
    "done, and what shows it. Nobody checks here whether that is so; "
    "where it states a figure, the published one stands beside it."
)


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
    filters = [
        filter_of(name, label, every, list(known.items()), chosen)
        for name, label, every, known, chosen in (
            ("organisation", "Organisation", "All", choices.organisations, asked.organisation),
            ("goal", "Goal", "All", choices.goals, asked.goal),
            ("place", "Place", "All", choices.places, asked.place),
            ("standing", "How it stands", "Any", {s.value: LABELS[s] for s in STANDINGS}, asked.standing),
        )
    ]
    # These are asked for by links; where one is, it can be seen and taken off.
    named = (
        ("indicator", "Indicator", indicators, asked.indicator),
        ("group", "People", choices.groups, asked.group),
        ("partnership", "Partnership", choices.partnerships, asked.partnership),
    )
    for name, label, known, chosen in named:
        if chosen:
            filters.append(filter_of(name, label, "All", [(chosen, known.get(chosen, chosen))], chosen))
    return CommitmentsPage(
        sentence=_list_sentence(listed, total),
        rule=RULE,
        words=asked.words,
        numbers=[
            Number("All", total, _at(asked, standing="", page=1), not asked.standing),
            *(
                Number(LABELS[s], n, _at(asked, standing=s.value, page=1), asked.standing == s)
                for s, n in listed.counts.items()
            ),
        ],
        filters=filters,
        rows=[row(h, book, differs=h.commitment.pk in differing) for h in page],
        page=page,
        empty="No commitment fits what you asked for." if total or asked.address() != "?" else
        "No commitment has been made yet. A partner makes the first one from its own page.",
        csv_href=reverse("partnership:commitments-csv") + asked.address(page=1),
        example=example,
    )  # fmt: skip


def row(held: Held, book: Book | None, *, differs: bool = False) -> Row:
    c = held.commitment
    parts = [_goal(c, book), place_of(c, book), c.group_words, _indicator_name(c, book)]
    return Row(
        title=c.title,
        href=reverse("partnership:commitment", args=[c.pk]),
        tag=WORDS[held.stands.standing],
        when=_when(held.stands),
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
        tag=WORDS[held.stands.standing],
        sentence=_sentence(held),
        example=c.example,
        organisation=c.organisation.name,
        organisation_href=reverse("partnership:partner", args=[c.organisation.slug]),
        facts=_facts(held, book, figure),
        updates=[_update(u, cited, stated, book) for u, cited, stated in updates],
        sayings=[
            Event(
                _said(s, f"{s.by} says"),
                tuple(_said(r, f"{r.by} replies") for r in sayings if r.to_id == s.pk),
                reply_href=reverse("partnership:commitment-reply-to", args=[c.pk, s.pk]),
            )
            for s in remarks
        ],
        own=[_said(s, f"{s.by} on how it stands") for s in sayings if s.reply and s.to_id is None],
        withdrawn=c.withdrawn_on is not None,
        differs=any(stated is not None and stated.agrees is False for _, _, stated in updates),
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
    if not own:
        sentence = "Your account writes for no organisation yet. A partnership owner sets that."
    elif not held:
        sentence = "Your organisation has promised nothing yet."
    else:
        sentence = (
            f"{pieces.number_of(len(held), 'commitment')}; {late or 'none'} late, "
            f"{soon or 'none'} due within 30 days."
        )
    return MinePage(
        organisations=[(o.name, reverse("partnership:partner", args=[o.slug])) for o in own],
        sentence=sentence,
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
    place = book.places.get(figure["area"], figure["area"])
    provisional = ", provisional" if figure["provisional"] else ""
    value = numbers.value(figure["value"], found)
    return f"{place}, {found.name}: {value} ({period_words(figure['period'])}{provisional})"


def _list_sentence(listed: Listed, total: int) -> str:
    if not total:
        return "What partners promised, and what became of it."
    met, missed = listed.counts[Standing.MET], listed.counts[Standing.MISSED]
    late = listed.counts[Standing.LATE]
    return (
        f"{pieces.number_of(total, 'commitment')}: {met or 'none'} met, {missed or 'none'} missed, "
        f"{late or 'none'} late today."
    )


def _at(asked: Commitments, **changes: Any) -> str:
    return reverse("partnership:commitments") + asked.address(**changes)


def _when(s: Stands) -> str:
    by = f"by {day_words(s.until)}"
    if s.standing is Standing.MET and s.done_on is not None:
        late = f", {pieces.in_days(s.late)} late" if s.late else ""
        return f"done on {day_words(s.done_on)}{late}"
    if s.standing is Standing.WITHDRAWN:
        return f"was to be done {by}"
    ago = f", {pieces.in_days(s.late)} ago" if s.late else ""
    return f"was due {by}{ago}" if s.standing in (Standing.LATE, Standing.MISSED) else by


def _sentence(held: Held) -> str:
    c, s = held.commitment, held.stands
    said = [f"{LABELS[s.standing]}: {_when(s)}."]
    if s.moved:
        said.append(f"It was promised for {day_words(s.promised)} at first.")
    if s.overran:
        said.append("A day was moved only after it had passed.")
    if s.quiet:
        said.append(f"Nothing has been said of it for {pieces.in_days(s.quiet)}.")
    if c.withdrawn_on is not None:
        said.append(f"Withdrawn on {day_words(c.withdrawn_on)}.")
    if c.organisation.left_on is not None:
        said.append(f"{c.organisation.name} left on {day_words(c.organisation.left_on)}.")
    return " ".join(said)


def _facts(
    held: Held, book: Book | None, figure: tuple[str, Mapping[str, Any]] | None
) -> list[tuple[str, str, str]]:
    """Label, words and address ("" for none)."""
    c = held.commitment
    goal_href = reverse("framework:goal", args=[c.framework, c.goal]) if _goal(c, book) else ""
    place_href = reverse("framework:place", args=[c.area]) if book and c.area in book.places else ""
    facts = [
        ("Goal", _goal(c, book) or f"{c.goal}: no longer among the goals here", goal_href),
        ("Place", place_of(c, book), place_href),
        ("For whom", c.group_words or "Everybody there", ""),
        ("By when", day_words(held.stands.until), ""),
        ("How it will be known", c.measure, ""),
        ("With what resources", c.resources, ""),
    ]
    if c.indicator:
        facts.insert(1, _indicator_fact(c, book))
        if book is not None and c.indicator in book.snapshot.indicators:
            words = figure_words(figure[1], book) if figure else "No data for this place"
            facts.insert(2, ("The figure now", f"{words}{_source(c, book)}", ""))
    if c.partnership is not None:
        href = reverse("partnership:partnership", args=[c.partnership.slug])
        facts.append(("Part of", c.partnership.name, href))
    if c.withdrawn_on is not None:
        facts.append(("Why it was withdrawn", c.withdrawn_words, ""))
    facts.append(("Made on", day_words(c.made_on), ""))
    return facts


def _indicator_fact(c: Commitment, book: Book | None) -> tuple[str, str, str]:
    if book is None or c.indicator not in book.snapshot.indicators:
        return "Indicator", f"{c.indicator}: it was withdrawn since, so no figure can show this", ""
    return "Indicator", _indicator_name(c, book), reverse("framework:indicator", args=[c.indicator])


def _source(c: Commitment, book: Book) -> str:
    vintages = book.snapshot.datasets_of.get(c.indicator, ())
    return f". {vintages[0].organisation}, released {vintages[0].released}" if vintages else ""


def _update(u: CommitmentUpdate, cited: CitedNow | None, stated: Against | None, book: Book | None) -> Event:
    facts = [("The new day", day_words(u.until))] if u.until else []
    if stated:
        facts.append(("Its own figure", f"{stated.stated} ({stated.period})"))
    if u.evidence:
        facts.append(("What shows it", u.evidence))
    said = pieces.Said(
        title=u.get_kind_display(),
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
        return (
            f"No published figure for {place_of(c, book)} and {stated.period} can be compared with this one "
            f"({name})."
        )
    found = book.snapshot.indicators.get(c.indicator) if book else None
    published = numbers.value(stated.published, found) if found else f"{stated.published:g}"
    return (
        f"The published figure differs: {published} for {place_of(c, book)}, {stated.of} ({name})"
        f"{_source(c, book) if book else ''}. The organisation states {stated.stated}."
    )


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
