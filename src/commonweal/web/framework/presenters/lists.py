"""Lists: frameworks, indicators, places, progress on one page, methods, search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.packs.models import Framework, Indicator
from commonweal.progress.schema import Status
from commonweal.progress.standing import GoalStanding
from commonweal.publish import sentences
from commonweal.web.framework import selectors
from commonweal.web.framework.forms import LONGEST_WORDS, Asked
from commonweal.web.framework.presenters.marks import (
    CountView,
    RowView,
    StatusView,
    address,
    counts,
    row_view,
    status_view,
    with_figures_first,
)
from commonweal.web.framework.presenters.overview import Choice, place_choices
from commonweal.web.framework.selectors import Book, Found
from commonweal.web.ui import findable
from commonweal.web.ui.findable import Found as Link


@dataclass(frozen=True)
class Group:
    title: str
    href: str
    links: list[Link]


@dataclass(frozen=True)
class FrameworkCard:
    title: str
    href: str
    summary: str
    goals: int
    goal_word: str
    indicators: int


@dataclass(frozen=True)
class ProgressGroup:
    title: str
    href: str
    counts: list[CountView]
    summary: str
    rows: list[RowView]
    gap: str


@dataclass(frozen=True)
class ProgressPage:
    framework: str
    place_name: str
    lede: str
    counts: list[CountView]
    groups: list[ProgressGroup]
    places: list[Choice]
    frameworks: list[Choice]
    statuses: list[Choice]
    rules: list[Choice]
    shown: str
    rule_title: str
    rule_href: str
    download: str


@dataclass(frozen=True)
class MethodPage:
    title: str
    summary: str
    source: str
    statuses: list[tuple[StatusView, str]]


def frameworks_page(book: Book) -> list[FrameworkCard]:
    return [
        FrameworkCard(
            title=f.title,
            href=address("framework:framework", f.id),
            summary=f.summary,
            goals=len(f.goals),
            goal_word=f.goal_word,
            indicators=len({i for g in f.goals for i in book.snapshot.placed(f, g)}),
        )
        for f in book.snapshot.definitions.frameworks
    ]


def indicators_page(book: Book, found: Sequence[Indicator], asked: Asked) -> list[Group]:
    """All indicators by first letter; those outside any framework say so."""
    outside = set(book.snapshot.definitions.outside)
    with_data = set(book.snapshot.datasets_of)

    def note(i: Indicator) -> str:
        if i.id not in with_data:
            return _("no data yet")
        return _("outside any framework") if i.id in outside else ""

    return [
        Group(
            letter,
            "",
            [Link(i.name, address("framework:indicator", i.id, asked=asked), note(i)) for i in members],
        )
        for letter, members in groupby(found, key=lambda i: i.name[:1].upper())
    ]


MANY = 450  # more places of one kind than anybody would scroll through


def places_page(book: Book, asked: Asked) -> list[Group]:
    """The site's own places first, then every other place by kind."""
    own = [Link(book.places[c], address("framework:place", c), c) for c in book.site_areas]
    groups = [Group(book.site_name, "", own)]
    sets = [
        Link(s.name, address("framework:place", s.code), s.kind) for s in book.snapshot.area_sets.values()
    ]
    if sets:
        groups.append(Group(_("Area sets"), "", sets))
    others = sorted(book.snapshot.place_records.values(), key=lambda p: (p.level, p.name))
    for level, members in groupby(others, key=lambda p: p.level):
        links = [Link(p.name, address("framework:place", p.code), p.code) for p in members]
        title = level[:1].upper() + level[1:]
        if len(links) > MANY:
            found = {"kind": title, "number": len(links)}
            title, links = _("%(kind)s: %(number)d places, found by search") % found, []
        groups.append(Group(title, "", links))
    return groups


def progress_page(
    book: Book,
    framework: Framework,
    goals: Sequence[GoalStanding],
    overall: Counter[Status],
    asked: Asked,
    rule_title: str,
) -> ProgressPage:
    wanted = asked.status if asked.status in set(Status) else None
    groups = []
    for g in goals:
        rows = [
            row_view(s, book, asked)
            for s in with_figures_first(g.standings)
            if wanted is None or s.status == wanted
        ]
        if wanted is None or rows:
            groups.append(
                ProgressGroup(
                    title=g.goal.title,
                    href=address("framework:goal", framework.id, g.goal.id, asked=asked),
                    counts=counts(g.counts, asked.rule),
                    summary=sentences.goal_summary(g.counts, asked.rule),
                    rows=rows,
                    gap=g.goal.gap.statement if g.goal.gap and not g.standings else "",
                )
            )
    return ProgressPage(
        framework=framework.title,
        place_name=book.places.get(asked.place, ""),
        lede=sentences.site_summary(overall, asked.rule),
        counts=counts(overall, asked.rule),
        groups=groups,
        places=place_choices(book, asked.place),
        frameworks=[
            Choice(f.id, f.title, f.id == framework.id) for f in book.snapshot.definitions.frameworks
        ],
        statuses=[Choice(s.value, status_view(s, asked.rule).word, s.value == wanted) for s in Status],
        rules=_rule_choices(asked),
        shown=status_view(Status(wanted), asked.rule).word if wanted else "",
        rule_title=rule_title,
        rule_href=address("framework:method", asked.rule),
        download=address("framework:selection", "csv", framework=framework.id, place=asked.place),
    )


def _rule_choices(asked: Asked) -> list[Choice]:
    return [Choice(key, rule.TITLE, key == asked.rule) for key, rule in selectors.rules().items()]


def methods_page(rules: Mapping[str, Any]) -> list[Link]:
    return [Link(r.TITLE, address("framework:method", key), r.SUMMARY) for key, r in rules.items()]


STATUS_MEANS: dict[Status, Any] = {
    Status.IMPROVING: gettext_lazy(
        "The figure moves the right way, and is nearer to the target or comparator, or at it."
    ),
    Status.SLOW: gettext_lazy("The figure moves the right way, but not fast enough."),
    Status.AWAY: gettext_lazy("The figure does not move, or moves the wrong way."),
    Status.UNJUDGED: gettext_lazy("There are figures, but this rule cannot judge them; each says why."),
    Status.NO_DATA: gettext_lazy("The indicator is defined, and there is no figure for this place."),
    Status.NO_INDICATOR: gettext_lazy(
        "The goal has no indicator yet; its page says why and what is being done."
    ),
}


IMPROVES: Any = gettext_lazy("The figure moves the right way, and fast enough, or its target is met.")


def _meaning(key: Status, closes: bool) -> str:
    return str(IMPROVES if key is Status.IMPROVING and not closes else STATUS_MEANS[key])


def method_page(rule: Any, book: Book, asked: Asked) -> MethodPage:
    return MethodPage(
        title=rule.TITLE,
        summary=rule.SUMMARY,
        source=rule.SOURCE,
        statuses=[(status_view(s, rule.NAME), _meaning(s, rule.CLOSES)) for s in STATUS_MEANS],
    )


@dataclass(frozen=True)
class SearchPage:
    """``meant``: the way to what was probably meant, where nothing was found. ``cut``: what was left out."""

    q: str
    lede: str
    groups: list[Group]
    meant: Link | None
    cut: str


def search_page(
    found: Found,
    asked: Asked,
    others: Sequence[findable.Group] = (),
    *,
    meant: str = "",
    is_cut: bool = False,
) -> SearchPage:
    """``others``: what the rooms above found. ``meant``: the words with slips of the pen put right."""
    groups = [
        Group(
            _("Goals"),
            "",
            [Link(g.title, address("framework:goal", f.id, g.id), f.title) for f, g in found.goals],
        ),
        Group(
            _("Indicators"),
            "",
            [Link(i.name, address("framework:indicator", i.id), i.question) for i in found.indicators],
        ),
        Group(_("Places"), "", [Link(name, address("framework:place", c), c) for c, name in found.places]),
    ]
    total = sum(len(g.links) for g in groups) + sum(max(g.total, len(g.found)) for g in others)
    groups += [Group(g.title, "", _links(g)) for g in others]
    if not asked.q:
        lede = _(
            "Search for a goal, an indicator, a place, a proposal, a report, a committee or a statement."
        )
    elif not total:
        lede = _("Nothing was found for “%(words)s”. Try fewer words, or one of the lists below.") % {
            "words": asked.q
        }
    else:
        lede = ngettext(
            "%(number)d result for “%(words)s”.", "%(number)d results for “%(words)s”.", total
        ) % {
            "number": total,
            "words": asked.q,
        }
    return SearchPage(
        asked.q,
        lede,
        [g for g in groups if g.links],
        Link(meant, address("framework:search", q=meant)) if meant and not total else None,
        _("Only the first %(number)d characters were looked for.") % {"number": LONGEST_WORDS}
        if is_cut
        else "",
    )


def _links(group: findable.Group) -> list[Link]:
    links = [Link(f.title, f.href, f.note) for f in group.found]
    if group.total > len(links):
        links.append(Link(_("All %(number)s of them") % {"number": f"{group.total:,}"}, group.rest))
    return links
