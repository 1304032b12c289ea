"""Which links a proposal's claims travel along, and what evidence is missing on the way."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.web.framework.forms import Asked
from commonweal.web.framework.presenters.marks import address
from commonweal.web.framework.presenters.overview import Choice, place_choices
from commonweal.web.partnership.presenters.circle import LinkRow, NodeRow, drawn, node_rows, way_rows
from commonweal.web.partnership.selectors.circle import Begun, Travelled
from commonweal.web.proposals.models import Proposal
from commonweal.web.proposals.presenters.assessment import title_of


@dataclass(frozen=True)
class BegunRow:
    """One claim: what is promised, where on the circle it begins, what it lacks."""

    priority: str
    outcome: str
    starts: list[NodeRow]
    how: str
    missing: list[str]


@dataclass(frozen=True)
class ProposalCirclePage:
    title: str
    href: str
    example: str
    assessment: str
    assessment_href: str
    circle_href: str
    place: str
    place_name: str
    places: list[Choice]
    caution: str
    lede: str
    picture: SafeString
    begun: list[BegunRow]
    ways: list[LinkRow]
    missing: list[str]


def proposal_page(proposal: Proposal, held: Travelled, asked: Asked) -> ProposalCirclePage:
    found = held.found
    nodes = node_rows(found, asked)
    rows = way_rows(held.ways, nodes, found)
    lacking = [row for row in rows if row.missing]
    lede = _lede(held, len(rows), len(lacking))
    chosen = {(way.step.origin, way.step.to) for way in held.ways}
    begun = [_begun(claim, nodes) for claim in held.begun]
    return ProposalCirclePage(
        title=proposal.title,
        href=reverse("proposals:proposal", args=[proposal.pk]),
        example=proposal.example,
        assessment=title_of(held.assessment) if held.assessment else "",
        assessment_href=reverse("proposals:assessment", args=[held.assessment.pk]) if held.assessment else "",
        circle_href=address("partnership:circle", asked=asked, framework=found.framework.id),
        place=found.area,
        place_name=found.place,
        places=place_choices(found.book, found.area),
        caution=" ".join(circle.caution for circle in found.circles),
        lede=lede,
        picture=drawn(found, nodes, lede, chosen) if chosen else SafeString(""),
        begun=begun,
        ways=rows,
        missing=[
            *(f"{row.priority}: {words}" for row in begun for words in row.missing),
            *(f"{row.origin.name} → {row.to.name}: {row.missing}" for row in lacking),
        ],
    )


def _lede(held: Travelled, links: int, lacking: int) -> str:
    if held.assessment is None:
        return _("There is no assessment of this proposal that you may read, so no claim to follow.")
    if not held.begun:
        return _("Its assessment names no priority that it serves, so there is no claim to follow.")
    if not links:
        return _("None of its claims begins at anything that a link of the circle names.")
    if lacking:
        said = ngettext(
            "Its claims can travel along one link of the circle; on %(lacking)d of them evidence is missing.",
            "Its claims can travel along %(links)d links of the circle; on %(lacking)d of them evidence is "
            "missing.",
            links,
        )
    else:
        said = ngettext(
            "Its claims can travel along one link of the circle; none of them lacks evidence by itself.",
            "Its claims can travel along %(links)d links of the circle; none of them lacks evidence by "
            "itself.",
            links,
        )
    said %= {"links": links, "lacking": lacking}
    if any(w.back for w in held.ways):
        said += " " + _("A way leads back to where it began, so a circle closes.")
    return said


def _begun(claim: Begun, nodes: dict[str, NodeRow]) -> BegunRow:
    missing = []
    if not claim.indicator:
        missing.append(_("No indicator is named that would show it."))
    elif claim.by_goal or not claim.starts:
        missing.append(_("No link of the circle names “%(name)s”.") % {"name": claim.indicator_name})
    if claim.indicator and not claim.cited:
        missing.append(_("No figure of “%(name)s” is cited.") % {"name": claim.indicator_name})
    if not claim.outcome:
        missing.append(_("What changes for whom is not said."))
    if not claim.people:
        missing.append(_("Nobody is said to be reached by it."))
    elif claim.people_sourced < claim.people:
        missing.append(
            _("%(number)d of %(all)d claims on people name no source.")
            % {"number": claim.people - claim.people_sourced, "all": claim.people}
        )
    how = (
        _("by the goal that its priority serves")
        if claim.by_goal
        else _("by the indicator that would show it")
    )
    return BegunRow(
        claim.priority, claim.outcome, [nodes[s] for s in claim.starts], how if claim.starts else "", missing
    )
