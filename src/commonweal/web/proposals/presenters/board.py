"""All proposals of a programme together: money and people, what is left out, who pays and who gains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.publish.bars import bars
from commonweal.web.proposals.forms import Asked
from commonweal.web.proposals.models import Programme, Proposal
from commonweal.web.proposals.presenters.proposal import money
from commonweal.web.proposals.selectors import Board, Entry
from commonweal.web.ui.days import day_words

A_PAGE = 25
COLUMNS = (
    "id", "title", "kind", "sponsor", "programme", "step", "decision_by", "cost", "places", "assessment",
    "no_direct_outcome", "ratings", "groups_reached", "people_at_least", "people_at_most", "missing",
    "not_known", "requests", "requests_open", "example",
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    value: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class ShareRow:
    name: str
    proposals: int
    money: str
    people: str
    href: str


@dataclass(frozen=True)
class EntryRow:
    title: str
    href: str
    lede: str
    step: str
    cost: str
    assessment: str
    result: str
    people: str
    gaps: str
    example: bool


@dataclass(frozen=True)
class BoardPage:
    title: str
    sentence: str
    caution: str
    filters: list[Filter]
    words: str
    goals: list[ShareRow]
    groups: list[ShareRow]
    places: list[ShareRow]
    without: list[str]
    picture: SafeString
    partners: list[tuple[str, int, str, int]]
    requests: str
    rows: list[EntryRow]
    page: Page  # type: ignore[type-arg]
    csv_href: str
    any: bool


def board_page(found: Board, asked: Asked, programme: Programme | None = None) -> BoardPage:
    p = found.portfolio
    names = found.book.places if found.book else {}
    page = Paginator(found.entries, A_PAGE).get_page(asked.page)
    goals = _shares(p.goals, found.goals, asked, "goal")
    return BoardPage(
        title=programme.title if programme else _("Proposals"),
        sentence=_sentence(found),
        caution=_(
            "A proposal’s money is counted whole under each goal, group and place that it serves, so the "
            "rows do not add up. The same people may be reached by several proposals: “at least” is the "
            "largest one of them, “at most” is all added up."
        ),
        filters=_filters(found, asked, names),
        words=asked.words,
        goals=goals,
        groups=_shares(p.groups, found.groups, asked, "group"),
        places=_shares(p.places, names, asked, "place"),
        without=_without(found),
        picture=_picture(p.goals, found.goals),
        partners=[
            (name, n, money(paid) if paid else _("not said"), gains)
            for name, n, paid, gains in found.partners[:20]
        ],
        requests=_("%(answered)d of %(all)d improvements asked for are answered.")
        % {"answered": p.requests - p.open_requests, "all": p.requests}
        if p.requests
        else _("No improvement has been asked for."),
        rows=[_row(e, found) for e in page.object_list],
        page=page,
        csv_href=reverse("proposals:all-csv") + asked.address(page=1),
        any=bool(found.entries),
    )


def table(found: Board) -> list[dict[str, str]]:
    """One row a proposal, as text."""
    return [
        {
            "id": str(e.id),
            "title": e.title,
            "kind": e.kind,
            "sponsor": e.sponsor,
            "programme": e.programme_title,
            "step": e.step,
            "decision_by": e.decision_by.isoformat() if e.decision_by else "",
            "cost": f"{e.cost:.2f}" if e.cost is not None else "",
            "places": " ".join(e.places),
            "assessment": e.assessment,
            "no_direct_outcome": str(bool(e.outcome.get("none"))).lower() if e.outcome else "",
            "ratings": "; ".join(
                f"{k}={v or 'not rated'}"
                for k, v in e.outcome.get("ratings", {}).items()  # stays English
            ),
            "groups_reached": " ".join(_reached(e.outcome)),
            "people_at_least": _bound(e.outcome, "at_least"),
            "people_at_most": _bound(e.outcome, "at_most"),
            "missing": str(e.outcome.get("missing", "")),
            "not_known": str(e.outcome.get("not_known", "")),
            "requests": str(e.requests),
            "requests_open": str(e.open_requests),
            "example": "example" if e.example else "",
        }
        for e in found.entries
    ]


def _sentence(found: Board) -> str:
    p = found.portfolio
    if not p.proposals:
        return _("No proposal fits. Clear a filter, or write the first one.")
    told = {"number": f"{p.proposals:,}", "money": money(p.money), "assessed": f"{p.assessed:,}"}
    if p.uncosted:
        words = ngettext(
            "%(number)s proposal for %(money)s (%(uncosted)d of unknown cost); %(assessed)s assessed.",
            "%(number)s proposals for %(money)s (%(uncosted)d of unknown cost); %(assessed)s assessed.",
            p.proposals,
        ) % {**told, "uncosted": p.uncosted}
    else:
        words = (
            ngettext(
                "%(number)s proposal for %(money)s; %(assessed)s assessed.",
                "%(number)s proposals for %(money)s; %(assessed)s assessed.",
                p.proposals,
            )
            % told
        )
    if not p.no_outcome:
        return words
    none = ngettext("%(number)d has no direct outcome.", "%(number)d have no direct outcome.", p.no_outcome)
    return f"{words} {none % {'number': p.no_outcome}}"


def _shares(found: pl.DataFrame, names: Mapping[str, str], asked: Asked, dimension: str) -> list[ShareRow]:
    rows = []
    for r in found.iter_rows(named=True):
        cost = money(r["money"]) if r["proposals"] > r["uncosted"] else _("not known")
        if r["uncosted"] and r["proposals"] > r["uncosted"]:
            cost = _("%(money)s and %(number)d not costed") % {"money": cost, "number": r["uncosted"]}
        rows.append(
            ShareRow(
                name=names.get(r["key"], r["key"]),
                proposals=r["proposals"],
                money=cost,
                people=_people(r["low"], r["high"]),
                href=reverse("proposals:proposals") + asked.address(**{dimension: r["key"], "page": 1}),
            )
        )
    return rows


def _people(low: int | None, high: int | None) -> str:
    if low is None or high is None or high == 0:
        return _("not counted")
    if low == high:
        return f"{high:,}"
    return _("%(low)s to %(high)s") % {"low": f"{low:,}", "high": f"{high:,}"}


def _without(found: Board) -> list[str]:
    served = set(found.portfolio.goals["key"]), set(found.portfolio.groups["key"])
    goals = [name for id_, name in found.goals.items() if id_ not in served[0]]
    groups = [name for id_, name in found.groups.items() if id_ not in served[1]]
    out = []
    if goals:
        out.append(_("Goals that no proposal serves: %(names)s.") % {"names": ", ".join(goals)})
    if groups:
        out.append(_("Groups that no proposal reaches: %(names)s.") % {"names": ", ".join(groups)})
    return out or [_("Each goal and each group is served by at least one proposal.")]


def _picture(found: pl.DataFrame, names: Mapping[str, str]) -> SafeString:
    counts = dict(found.select("key", "proposals").iter_rows())
    rows = [(name, float(counts.get(id_, 0)), str(counts.get(id_, _("none")))) for id_, name in names.items()]
    said = _("Proposals by goal: %(counts)s.") % {
        "counts": "; ".join(f"{name} {words}" for name, _number, words in rows)
    }
    return mark_safe(bars(rows, said)) if rows else SafeString("")


def _filters(found: Board, asked: Asked, names: Mapping[str, str]) -> list[Filter]:
    def made(name: str, label: str, pairs: Sequence[tuple[str, str]]) -> Filter:
        chosen = getattr(asked, name)
        return Filter(name, label, [Choice(v, t, v == chosen) for v, t in (("", _("All")), *pairs)])

    site = found.book.site_areas if found.book else ()
    return [
        made("programme", _("Programme or fund"), list(found.programmes.items())),
        made("step", _("Step"), [(v, str(t)) for v, t in Proposal.Step.choices]),
        made("place", _("Place"), [(a, names.get(a, a)) for a in site]),
        made("goal", _("Goal"), list(found.goals.items())),
        made("group", _("Group"), list(found.groups.items())),
    ]


def _row(e: Entry, found: Board) -> EntryRow:
    kinds, steps = dict(Proposal.Kind.choices), dict(Proposal.Step.choices)
    names = found.book.places if found.book else {}
    where = ", ".join(names.get(a, a) for a in e.places) or _("no place named")
    return EntryRow(
        title=e.title,
        href=reverse("proposals:proposal", args=[e.id]),
        lede=_("%(kind)s of %(sponsor)s, %(where)s")
        % {"kind": kinds[e.kind], "sponsor": e.sponsor, "where": where},
        step=_("%(step)s, by %(day)s") % {"step": steps[e.step], "day": date_format(e.decision_by, "j M Y")}
        if e.decision_by
        else str(steps[e.step]),
        cost=money(e.cost),
        assessment=e.assessment or _("Not assessed"),
        result=_result(e.outcome),
        people=_people(*(e.outcome.get("everybody", {}).get(k) for k in ("at_least", "at_most"))),
        gaps=_("%(missing)d missing, %(not_known)d not known") % e.outcome if e.outcome else "–",
        example=e.example,
    )


def _result(outcome: Mapping[str, Any]) -> str:
    if not outcome:
        return "–"
    if outcome["none"]:
        return _("No direct outcome")
    unrated = {"": _("not rated"), "not-known": _("not known")}
    counts: dict[str, int] = {}
    for rating in outcome["ratings"].values():
        word = unrated.get(rating, rating.replace("-", " "))
        counts[word] = counts.get(word, 0) + 1
    return ", ".join(f"{n} {word}" for word, n in counts.items()) or _("No priority ticked")


def _reached(outcome: Mapping[str, Any]) -> list[str]:
    return [g for g, reach in outcome.get("groups", {}).items() if reach in ("direct", "indirect", "both")]


def _bound(outcome: Mapping[str, Any], name: str) -> str:
    found = outcome.get("everybody")
    return str(found[name]) if found and found["claims"] else ""


@dataclass(frozen=True)
class BriefRow:
    title: str
    href: str
    words: str
    example: bool


def brief(found: Sequence[Proposal]) -> list[BriefRow]:
    """A line each, for panels of other pages."""
    return [
        BriefRow(
            title=p.title,
            href=reverse("proposals:proposal", args=[p.pk]),
            words=_brief(p),
            example=bool(p.example),
        )
        for p in found
    ]


def _brief(p: Proposal) -> str:
    told = {"kind": p.get_kind_display(), "sponsor": p.sponsor, "step": p.get_step_display().lower()}
    if not p.decision_by:
        return _("%(kind)s of %(sponsor)s, %(step)s") % told
    told["day"] = day_words(p.decision_by)
    return _("%(kind)s of %(sponsor)s, %(step)s, to be decided by %(day)s") % told
