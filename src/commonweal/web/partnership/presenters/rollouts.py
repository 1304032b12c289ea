"""Roll-outs in words: the list with its map, one of them, and the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.partnership.rollouts import Adoption, Reach
from commonweal.publish.tiles import tile_map
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.forms.asked import RollOuts
from commonweal.web.partnership.models import Brought, RollOut
from commonweal.web.partnership.selectors.rollouts import Belongs, Gone
from commonweal.web.scrutiny.presenters.filters import Filter, filter_of

from .commitment_words import label
from .commitments import Row, row
from .organisations import Source
from .recorded import Lines, places_words, source_of, span_words, when_words
from .rollout_record import Titles, decided, lines_of, thing

COUNTED = gettext_lazy(
    "Counted is what a source shows: a framework, a toolkit or a set of tests is in use in a place by the "
    "year of its first record, and until a record says that it ended. What is recorded nowhere may be in use "
    "all the same."
)


@dataclass(frozen=True)
class Brief:
    """A roll-out in a list."""

    title: str
    href: str
    to: str
    brings: list[str]
    stands: str
    example: bool


@dataclass(frozen=True)
class YearRow:
    """Years in which the same was in use. ``places``: each with what was in use there."""

    years: str
    places: list[tuple[str, str]]


@dataclass(frozen=True)
class RollOutsPage:
    sentence: str
    counted: str
    words: str
    filters: list[Filter]
    year: int
    years: list[tuple[int, bool]]
    map: SafeString
    map_words: str
    by_year: list[YearRow]
    undated: list[str]
    rows: list[Brief]
    empty: str
    csv_href: str
    example: bool


@dataclass(frozen=True)
class Page:
    slug: str
    name: str
    sentence: str
    purpose: str
    example: str
    not_found: str
    source: Source
    facts: list[tuple[str, list[tuple[str, str]]]]
    parts: list[Lines]
    proposals: list[tuple[str, str, bool, str]]
    reports: list[tuple[str, str, bool, str]]
    commitments: list[Row]
    promised: str
    detach: list[tuple[str, str, int]]


def brief(r: RollOut, titles: Titles, names: Mapping[str, str], reached: Sequence[Reach]) -> Brief:
    return Brief(
        title=r.name,
        href=address(r),
        to=_to(r, names),
        brings=[_in_use(b, titles) for b in r.brought.all()],
        stands=_stages_words(reached),
        example=bool(r.example),
    )


def list_page(
    found: Sequence[tuple[RollOut, Sequence[Reach]]], asked: RollOuts, adopted: Adoption, titles: Titles,
    names: Mapping[str, str], tiles: Mapping[str, tuple[int, int]], *, total: int,
) -> RollOutsPage:  # fmt: skip
    years = list(adopted.years)
    year = asked.year if asked.year in adopted.years else years[-1]
    now = adopted.years[year]
    said = _map_words(now, names, tiles, year)
    undated = [f"{u.what}: {names.get(u.where, u.where)}" for u in adopted.undated]
    whats = [(f"{kind}:{id_}", title) for (kind, id_), title in titles.items()]
    return RollOutsPage(
        sentence=_list_sentence(len(found), now, year, total),
        counted=str(COUNTED),
        words=asked.words,
        filters=[
            filter_of("what", _("What is rolled out"), _("All"), whats, asked.what),
            filter_of("place", _("Place"), _("All"), list(names.items()), asked.place),
        ],
        year=year,
        years=[(y, y == year) for y in years],
        map=mark_safe(tile_map(tiles, names, set(now), said)) if tiles else SafeString(""),
        map_words=said,
        by_year=[
            YearRow(_years(group), [(names.get(w, w), ", ".join(t)) for w, t in sorted(places)])
            for places, group in groupby(years, key=lambda y: tuple(adopted.years[y].items()))
        ],
        undated=undated,
        rows=[brief(r, titles, names, reached) for r, reached in found],
        empty=_("No roll-out fits what you asked for.") if total else
        _("No roll-out is entered yet. A partnership owner enters the first one."),
        csv_href=reverse("partnership:rollouts-csv") + asked.address(year=0),
        example=any(r.example for r, _ in found),
    )  # fmt: skip


def page(
    r: RollOut, reached: Mapping[int, Reach], belongs: Belongs, effects: Mapping[int, tuple[Any, Any]],
    gone: Mapping[int, Gone], titles: Titles, names: Mapping[str, str], book: Book | None,
) -> Page:  # fmt: skip
    late = Counter(h.stands.standing for h in belongs.commitments)
    return Page(
        slug=r.slug,
        name=r.name,
        sentence=_sentence(r, titles, names, list(reached.values())),
        purpose=r.purpose,
        example=r.example,
        not_found=r.not_found,
        source=source_of(r),
        facts=_facts(r, names),
        parts=lines_of(r, reached, effects, gone, titles, book),
        proposals=[
            (p.title, reverse("proposals:proposal", args=[p.pk]), bool(p.example), str(p.get_step_display()))
            for p in belongs.proposals
        ],
        reports=[
            (p.title, reverse("scrutiny:report", args=[p.pk]), bool(p.example), decided(p))
            for p in belongs.reports
        ],
        commitments=[row(h, book) for h in belongs.commitments],
        promised=_promised(late),
        detach=[
            *(("proposals", p.title, p.pk) for p in belongs.proposals),
            *(("reports", p.title, p.pk) for p in belongs.reports),
            *(("commitments", h.commitment.title, h.commitment.pk) for h in belongs.commitments),
        ],
    )


def address(r: RollOut) -> str:
    return reverse("partnership:rollout", args=[r.slug])


def _in_use(b: Brought, titles: Titles) -> str:
    said = _("%(thing)s, in use by %(day)s") if b.by else _("%(thing)s, in use by when is not recorded")
    return said % {"thing": thing(b, titles), "day": when_words(b.by)}


def _facts(r: RollOut, names: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    to: list[tuple[str, str]] = []
    if r.partnership:
        to.append((r.partnership.name, reverse("partnership:partnership", args=[r.partnership.slug])))
    if r.strategy:
        to.append((r.strategy.name, reverse("partnership:strategy", args=[r.strategy.slug])))
    if r.programme:
        href = reverse("proposals:proposals") + f"?programme={r.programme.slug}"
        to.append((r.programme.title, href))
    if r.place_words:
        to.append((r.place_words, ""))
    to += [(names.get(a, a), reverse("framework:place", args=[a]) if a in names else "") for a in r.areas]
    owners = [(o.name, reverse("partnership:partner", args=[o.slug])) for o in r.owners.all()]
    return [
        (_("Brought to"), to),
        (_("Who answers for it"), owners or [(_("Not recorded"), "")]),
        (_("When"), [(span_words(r.begins, r.ends), "")]),
    ]


def _promised(found: Counter[Any]) -> str:
    if not found:
        return ""
    said = ", ".join(f"{n} {label(s).lower()}" for s, n in found.items())
    return ngettext(
        "%(number)s commitment belongs to it: %(standings)s.",
        "%(number)s commitments belong to it: %(standings)s.",
        found.total(),
    ) % {"number": f"{found.total():,}", "standings": said}


def _to(r: RollOut, names: Mapping[str, str]) -> str:
    to = [r.partnership.name if r.partnership else "", r.strategy.name if r.strategy else ""]
    to += [r.programme.title if r.programme else "", places_words(r, names)]
    return "; ".join(t for t in to if t)


def _stages_words(reached: Iterable[Reach]) -> str:
    found = Counter(reached)
    if not found:
        return _("No stage recorded")
    if found[Reach.LATE]:
        said = ngettext(
            "%(reached)d of %(number)d recorded stage reached, %(late)d late",
            "%(reached)d of %(number)d recorded stages reached, %(late)d late",
            found.total(),
        )
    else:
        said = ngettext(
            "%(reached)d of %(number)d recorded stage reached",
            "%(reached)d of %(number)d recorded stages reached",
            found.total(),
        )
    return said % {
        "reached": found[Reach.REACHED],
        "number": found.total(),
        "late": found[Reach.LATE],
    }


def _sentence(r: RollOut, titles: Titles, names: Mapping[str, str], reached: Sequence[Reach]) -> str:
    what = [thing(b, titles) for b in r.brought.all()]
    said = (
        _("%(things)s: brought to %(to)s. %(stages)s.")
        if what
        else _("What it brings is not recorded: brought to %(to)s. %(stages)s.")
    )
    return said % {
        "things": get_text_list(what, _("and")),
        "to": _to(r, names),
        "stages": _stages_words(reached),
    }


def _list_sentence(shown: int, now: Mapping[str, tuple[str, ...]], year: int, total: int) -> str:
    if not total:
        return _("Where a framework, a toolkit or tests are brought into use, and what is learnt there.")
    count = ngettext("%(number)s roll-out.", "%(number)s roll-outs.", shown) % {"number": f"{shown:,}"}
    things = list(dict.fromkeys(what for whats in now.values() for what in whats))
    if not things:
        return count + " " + _("By %(year)d, nothing is recorded as in use.") % {"year": year}
    if len(things) == 1:
        used = ngettext(
            "By %(year)d, %(things)s is recorded as in use, in %(number)s place.",
            "By %(year)d, %(things)s is recorded as in use, in %(number)s places.",
            len(now),
        )
    else:
        used = ngettext(
            "By %(year)d, %(things)s are recorded as in use, in %(number)s place.",
            "By %(year)d, %(things)s are recorded as in use, in %(number)s places.",
            len(now),
        )
    said = {"year": year, "things": get_text_list(things, _("and")), "number": f"{len(now):,}"}
    return f"{count} {used % said}"


def _map_words(
    now: Mapping[str, tuple[str, ...]], names: Mapping[str, str], tiles: Mapping[str, Any], year: int
) -> str:
    on = sorted(names.get(w, w) for w in now if w in tiles)
    off = sorted(names.get(w, w) for w in now if w not in tiles)
    said = (
        _("Recorded as in use by %(year)d, in all or a part of: %(places)s.")
        if on
        else _("Recorded as in use by %(year)d, in all or a part of: no place of the map.")
    ) % {"year": year, "places": ", ".join(on)}
    if off:
        said += " " + _("Beside the map: %(places)s.") % {"places": ", ".join(off)}
    return said


def _years(group: Iterable[int]) -> str:
    found = list(group)
    if len(found) == 1:
        return str(found[0])
    return _("%(first)s to %(last)s") % {"first": found[0], "last": found[-1]}
