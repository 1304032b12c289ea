"""A proposal as it is read: what it is, where, by whom, and how far it has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from commonweal.appraisal.gates import STEPS, Facts, Gate, lacking, next_step
from commonweal.publish.tiles import tile_map
from commonweal.web.proposals.models import Assessment, Need, Proposal
from commonweal.web.proposals.presenters.assessment import title_of
from commonweal.web.proposals.selectors import ToDo
from commonweal.web.ui.days import day_words


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
    where = ", ".join(names.get(a, a) for a in areas) or _("no place named yet")
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
        changed=f"{proposal.changed_by}, {day_words(proposal.changed_at)}",
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
        map=mark_safe(tile_map(tiles, names, set(areas), _("Places: %(names)s.") % {"names": where}))
        if tiles
        else SafeString(""),
        map_words=where,
        partners=[
            {"name": p.name, "role": p.role, "pays": money(p.pays) if p.pays is not None else _("not said"),
             "gains": p.gains or _("not said")}
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
        return _("not known")
    whole = f"£{pounds:,.2f}".removesuffix(".00")
    if pounds >= 1_000_000:
        return _("£%(number)s million") % {"number": f"{pounds / 1_000_000:,.2f}".rstrip("0").rstrip(".")}
    return whole


def _lede(proposal: Proposal, where: str) -> str:
    kind = str(proposal.get_kind_display()).lower()
    told = {"kind": kind, "sponsor": proposal.sponsor, "where": where}
    what = (
        _("An %(kind)s of %(sponsor)s, for %(where)s") % told
        if kind[0] in "aeiou"
        else _("A %(kind)s of %(sponsor)s, for %(where)s") % told
    )
    told = {"what": what, "cost": money(proposal.cost)}
    known = proposal.cost is not None
    if not proposal.decision_by or STEPS.index(proposal.step) >= STEPS.index("decided"):
        return (_("%(what)s: %(cost)s.") if known else _("%(what)s, of a cost not known yet.")) % told
    told["day"] = day_words(proposal.decision_by)
    return (
        _("%(what)s: %(cost)s, to be decided by %(day)s.")
        if known
        else _("%(what)s, of a cost not known yet, to be decided by %(day)s.")
    ) % told


def _paid(proposal: Proposal, partners: Sequence[Any]) -> str:
    """What the partners pay beside what it costs, told and never left to be added up."""
    said = [p.pays for p in partners if p.pays is not None]
    if not said:
        return _("Nobody is named yet who pays.")
    total = sum(said)
    told = {"total": money(total)}
    if proposal.cost is None:
        return _("The partners named pay %(total)s together; the whole cost is not known.") % told
    told["other"] = money(abs(proposal.cost - total))
    if total < proposal.cost:
        words = _("The partners named pay %(total)s together; who pays the other %(other)s is not said.")
    elif total > proposal.cost:
        words = _(
            "The partners named pay %(total)s together, which is %(other)s more than it is said to cost."
        )
    else:
        words = _("The partners named pay %(total)s together, which is all of the cost given above.")
    return words % told


def _need(proposal: Proposal, prompt: Any, need: Need | None) -> NeedView:
    words = str(need.parts.get("words", "")) if need else ""
    if need is None:
        word, colour = _("To do"), ""
    elif need.not_known:
        word, colour = _("Not known yet"), "purple"
        if need.until:
            day = day_words(need.until)
            words = _("%(who)s finds out by %(day)s") % {"who": need.who, "day": day}
        else:
            words = _("%(who)s finds out") % {"who": need.who}
    else:
        word, colour = _("Answered"), "green"
    href = reverse("proposals:need", args=[proposal.pk, prompt.id])
    return NeedView(prompt.id, prompt.question, prompt.guidance, words, word, colour, href)


def _row(a: Assessment) -> AssessmentRow:
    state = _("Complete") if a.completed_at else _("In hand")
    missing = a.outcome.get("missing", 0)
    unknown = a.outcome.get("not_known", 0)
    return AssessmentRow(
        title=title_of(a) if a.second or a.number < 2 else f"{title_of(a)} ({a.number})",
        href=reverse("proposals:assessment", args=[a.pk]),
        state=state,
        by=a.assessor_name,
        when=a.completed_at or a.begun_at,
        sentence=_("%(missing)d missing, %(not_known)d not known yet")
        % {"missing": missing, "not_known": unknown}
        if a.outcome
        else "",
    )


def size_words(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1)} kB"
