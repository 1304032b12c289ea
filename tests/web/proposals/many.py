"""Many proposals with assessments at once, for the board's view: rows like those that people make."""

from __future__ import annotations

from typing import Any

from tests.web.example import NOW

from commonweal.web.proposals.models import Assessment, Partner, Proposal, ProposalPlace

PLACES = ("E08000025", "E08000026", "E08000027", "E08000028", "E08000029", "E08000030", "E08000031")


def copies(of: Assessment, number: int) -> None:
    """``number`` proposals, each with the outcome of a real assessment, in one of the seven authorities."""
    who: dict[str, Any] = {"made_by": "Tests", "made_at": NOW, "changed_by": "Tests", "changed_at": NOW}
    made = Proposal.objects.bulk_create(
        Proposal(
            title=f"Proposal {n}", kind="project", summary="One of many.", sponsor=f"Sponsor {n % 40}",
            cost=1_000 * n, **who,
        )
        for n in range(number)
    )  # fmt: skip
    ProposalPlace.objects.bulk_create(
        ProposalPlace(proposal=p, area=PLACES[n % len(PLACES)]) for n, p in enumerate(made)
    )
    Partner.objects.bulk_create(
        Partner(proposal=p, name=f"Partner {n % 30}", pays=n) for n, p in enumerate(made)
    )
    Assessment.objects.bulk_create(
        Assessment(
            proposal=p, toolkit=of.toolkit, snapshot=of.snapshot, kind="first", number=1,
            assessor_name="Tests", outcome=of.outcome | {"copy": n}, begun_at=NOW,
        )
        for n, p in enumerate(made)
    )  # fmt: skip
