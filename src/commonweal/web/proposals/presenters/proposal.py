"""A proposal as it is read: what it is, where, by whom, and how far it has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from commonweal.appraisal.gates import STEPS, Facts, Gate, lacking, next_step
from commonweal.publish.tiles import tile_map
from commonweal.web.proposals.models import Assessment, Need, Proposal
from commonweal.web.proposals.presenters.assessment import title_of
from commonweal.web.proposals.selectors import ToDo


@dataclass(frozen=True)
class StepView:
    word: str
    done: bool
    current: bool


@dataclass(frozen=True)
class AssessmentRow:
    title: str
    href: str
    state: str
    by: str
    when: dt.datetime
    sentence: str


@dataclass(frozen=True)
class NeedView:
    key: str
    question: str
    guidance: str
    words: str
    word: str
    colour: str
    href: str


@dataclass(frozen=True)
class DocumentView:
    id: int
    name: str
    href: str
    size: str


@dataclass(frozen=True)
class LackingView:
    """What a move still needs, and the address where it is mended."""

    words: str
    stops: bool
    href: str


@dataclass(frozen=True)
class ProposalPage:
    id: int
    title: str
    kind: str
    lede: str
    example: str
    summary: str
    sponsor: str
    programme: str
    programme_href: str
    cost: str
    cost_note: str
    public: bool
    revision: int
    changed: str
    steps: list[StepView]
    decision: str
    decision_by: dt.date | None
    next_step: str
    next_word: str
    lacking: list[LackingView]
    places: list[str]
    map: SafeString
    map_words: str
    partners: list[Any]
    paid: str
    options: list[Any]
    documents: list[DocumentView]
    needs: list[NeedView]
    to_do: list[ToDo]
    assessments: list[AssessmentRow]
    can_compare: bool
    can_agree: bool
    in_hand: bool


#: The parts that have a page of their own; the others stand on the proposal's.
_PAGES = ("places", "options", "about", "decision")


def _lacking(proposal: Proposal, gate: Gate) -> LackingView:
    own = gate.part in _PAGES
    href = reverse(f"proposals:{gate.part}", args=[proposal.pk]) if own else f"#{gate.part or 'steps'}"
    return LackingView(gate.words, gate.stops, href)


def proposal_page(
    proposal: Proposal,
    lists: Mapping[str, Sequence[Any]],
    *,
    facts: Facts,
    needs: Sequence[tuple[Any, Need | None]],
    assessments: Sequence[Assessment],
    to_do: Sequence[ToDo],
    names: Mapping[str, str],
    tiles: Mapping[str, tuple[int, int]],
) -> ProposalPage:
    following = next_step(proposal.step)
    areas = [p.area for p in lists["places"]]
    firsts = [a for a in assessments if not a.second]
    done = [a for a in assessments if a.completed_at]
    words = dict(Proposal.Step.choices)
    where = ", ".join(names.get(a, a) for a in areas) or "no place named yet"
    return ProposalPage(
        id=proposal.pk,
        title=proposal.title,
        kind=str(proposal.get_kind_display()),
        lede=_lede(proposal, where),
        example=proposal.example,
        summary=proposal.summary,
        sponsor=proposal.sponsor,
        programme=proposal.programme.title if proposal.programme else "",
        programme_href=reverse("proposals:proposals") + f"?programme={proposal.programme.slug}"
        if proposal.programme
        else "",
        cost=money(proposal.cost),
        cost_note=proposal.cost_note,
        public=proposal.public,
        revision=proposal.revision,
        changed=f"{proposal.changed_by}, {proposal.changed_at:%-d %B %Y}",
        steps=[
            StepView(str(words[s]), STEPS.index(s) < STEPS.index(proposal.step), s == proposal.step)
            for s in STEPS
        ],
        decision=proposal.decision,
        decision_by=proposal.decision_by,
        next_step=following or "",
        next_word=str(words[following]).lower() if following else "",
        lacking=[_lacking(proposal, gate) for gate in lacking(facts, following)] if following else [],
        places=[names.get(a, a) for a in areas],
        map=mark_safe(tile_map(tiles, names, set(areas), f"Places: {where}.")) if tiles else SafeString(""),
        map_words=where,
        partners=[
            {"name": p.name, "role": p.role, "pays": money(p.pays) if p.pays is not None else "not said",
             "gains": p.gains or "not said"}
            for p in lists["partners"]
        ],
        paid=_paid(proposal, lists["partners"]),
        options=list(lists["options"]),
        documents=[
            DocumentView(
                d.pk, d.name, reverse("proposals:document", args=[proposal.pk, d.pk]), size_words(d.size)
            )
            for d in lists["documents"]
        ],
        needs=[_need(proposal, prompt, n) for prompt, n in needs],
        to_do=list(to_do),
        assessments=[_row(a) for a in assessments],
        can_compare=len([a for a in firsts if a.number]) > 1,
        can_agree=any(a.second for a in done) and any(not a.second for a in done),
        in_hand=any(not a.completed_at for a in firsts),
    )  # fmt: skip


def money(pounds: Any) -> str:
    """ "£5 million", "£340,000", "not known"."""
    if pounds is None:
        return "not known"
    whole = f"£{pounds:,.2f}".removesuffix(".00")
    if pounds >= 1_000_000:
        return f"£{pounds / 1_000_000:,.2f}".rstrip("0").rstrip(".") + " million"
    return whole


def _lede(proposal: Proposal, where: str) -> str:
    kind = str(proposal.get_kind_display()).lower()
    article = "An" if kind[0] in "aeiou" else "A"
    words = f"{article} {kind} of {proposal.sponsor}, for {where}: {money(proposal.cost)}"
    words = words.replace(": not known", ", of a cost not known yet")
    by = f", to be decided by {proposal.decision_by:%-d %B %Y}" if proposal.decision_by else ""
    decided = STEPS.index(proposal.step) >= STEPS.index("decided")
    return f"{words}{'' if decided else by}."


def _paid(proposal: Proposal, partners: Sequence[Any]) -> str:
    """What the partners pay beside what it costs, told and never left to be added up."""
    said = [p.pays for p in partners if p.pays is not None]
    if not said:
        return "Nobody is named yet who pays."
    total = sum(said)
    words = f"The partners named pay {money(total)} together"
    if proposal.cost is None:
        return f"{words}; the whole cost is not known."
    if total < proposal.cost:
        return f"{words}; who pays the other {money(proposal.cost - total)} is not said."
    if total > proposal.cost:
        return f"{words}, which is {money(total - proposal.cost)} more than it is said to cost."
    return f"{words}, which is all of the cost given above."


def _need(proposal: Proposal, prompt: Any, need: Need | None) -> NeedView:
    words = str(need.parts.get("words", "")) if need else ""
    if need is None:
        word, colour = "To do", ""
    elif need.not_known:
        until = f" by {need.until:%-d %B %Y}" if need.until else ""
        words, word, colour = f"{need.who} finds out{until}", "Not known yet", "purple"
    else:
        word, colour = "Answered", "green"
    href = reverse("proposals:need", args=[proposal.pk, prompt.id])
    return NeedView(prompt.id, prompt.question, prompt.guidance, words, word, colour, href)


def _row(a: Assessment) -> AssessmentRow:
    state = "Complete" if a.completed_at else "In hand"
    missing = a.outcome.get("missing", 0)
    unknown = a.outcome.get("not_known", 0)
    return AssessmentRow(
        title=title_of(a) if a.second or a.number < 2 else f"{title_of(a)} ({a.number})",
        href=reverse("proposals:assessment", args=[a.pk]),
        state=state,
        by=a.assessor_name,
        when=a.completed_at or a.begun_at,
        sentence=f"{missing} missing, {unknown} not known yet" if a.outcome else "",
    )


def size_words(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1)} kB"
