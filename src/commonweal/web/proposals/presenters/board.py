"""All proposals of a programme together: money and people, what is left out, who pays and who gains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from commonweal.publish.bars import bars
from commonweal.web.proposals.forms import Asked
from commonweal.web.proposals.models import Programme, Proposal
from commonweal.web.proposals.presenters.proposal import money
from commonweal.web.proposals.selectors import Board, Entry

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
        title=programme.title if programme else "Proposals",
        sentence=_sentence(found),
        caution=(
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
            (name, n, money(paid) if paid else "not said", gains)
            for name, n, paid, gains in found.partners[:20]
        ],
        requests=f"{p.requests - p.open_requests} of {p.requests} improvements asked for are answered."
        if p.requests
        else "No improvement has been asked for.",
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
            "ratings": "; ".join(f"{k}={v or 'not rated'}" for k, v in e.outcome.get("ratings", {}).items()),
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
        return "No proposal fits. Clear a filter, or write the first one."
    uncosted = f" ({p.uncosted} of unknown cost)" if p.uncosted else ""
    none = (
        f" {p.no_outcome} {'has' if p.no_outcome == 1 else 'have'} no direct outcome." if p.no_outcome else ""
    )
    thing = "proposal" if p.proposals == 1 else "proposals"
    return f"{p.proposals:,} {thing} for {money(p.money)}{uncosted}; {p.assessed:,} assessed.{none}"


def _shares(found: pl.DataFrame, names: Mapping[str, str], asked: Asked, dimension: str) -> list[ShareRow]:
    rows = []
    for r in found.iter_rows(named=True):
        cost = money(r["money"]) if r["proposals"] > r["uncosted"] else "not known"
        if r["uncosted"] and r["proposals"] > r["uncosted"]:
            cost += f" and {r['uncosted']} not costed"
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
        return "not counted"
    return f"{high:,}" if low == high else f"{low:,} to {high:,}"


def _without(found: Board) -> list[str]:
    served = set(found.portfolio.goals["key"]), set(found.portfolio.groups["key"])
    goals = [name for id_, name in found.goals.items() if id_ not in served[0]]
    groups = [name for id_, name in found.groups.items() if id_ not in served[1]]
    out = []
    if goals:
        out.append(f"Goals that no proposal serves: {', '.join(goals)}.")
    if groups:
        out.append(f"Groups that no proposal reaches: {', '.join(groups)}.")
    return out or ["Each goal and each group is served by at least one proposal."]


def _picture(found: pl.DataFrame, names: Mapping[str, str]) -> SafeString:
    counts = dict(found.select("key", "proposals").iter_rows())
    rows = [(name, float(counts.get(id_, 0)), str(counts.get(id_, "none"))) for id_, name in names.items()]
    said = "Proposals by goal: " + "; ".join(f"{name} {words}" for name, _, words in rows) + "."
    return mark_safe(bars(rows, said)) if rows else SafeString("")


def _filters(found: Board, asked: Asked, names: Mapping[str, str]) -> list[Filter]:
    def made(name: str, label: str, pairs: Sequence[tuple[str, str]]) -> Filter:
        chosen = getattr(asked, name)
        return Filter(name, label, [Choice(v, t, v == chosen) for v, t in (("", "All"), *pairs)])

    site = found.book.site_areas if found.book else ()
    return [
        made("programme", "Programme or fund", list(found.programmes.items())),
        made("step", "Step", [(v, str(t)) for v, t in Proposal.Step.choices]),
        made("place", "Place", [(a, names.get(a, a)) for a in site]),
        made("goal", "Goal", list(found.goals.items())),
        made("group", "Group", list(found.groups.items())),
    ]


def _row(e: Entry, found: Board) -> EntryRow:
    kinds, steps = dict(Proposal.Kind.choices), dict(Proposal.Step.choices)
    names = found.book.places if found.book else {}
    where = ", ".join(names.get(a, a) for a in e.places) or "no place named"
    return EntryRow(
        title=e.title,
        href=reverse("proposals:proposal", args=[e.id]),
        lede=f"{kinds[e.kind]} of {e.sponsor}, {where}",
        step=str(steps[e.step]) + (f", by {e.decision_by:%-d %b %Y}" if e.decision_by else ""),
        cost=money(e.cost),
        assessment=e.assessment or "Not assessed",
        result=_result(e.outcome),
        people=_people(*(e.outcome.get("everybody", {}).get(k) for k in ("at_least", "at_most"))),
        gaps=f"{e.outcome['missing']} missing, {e.outcome['not_known']} not known" if e.outcome else "–",
        example=e.example,
    )


def _result(outcome: Mapping[str, Any]) -> str:
    if not outcome:
        return "–"
    if outcome["none"]:
        return "No direct outcome"
    counts: dict[str, int] = {}
    for rating in outcome["ratings"].values():
        word = rating.replace("-", " ") or "not rated"
        counts[word] = counts.get(word, 0) + 1
    return ", ".join(f"{n} {word}" for word, n in counts.items()) or "No priority ticked"


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
            words=f"{p.get_kind_display()} of {p.sponsor}, {p.get_step_display().lower()}"
            + (f", to be decided by {p.decision_by:%-d %B %Y}" if p.decision_by else ""),
            example=bool(p.example),
        )
        for p in found
    ]
