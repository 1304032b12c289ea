"""Reads of proposals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Count, Q, QuerySet

from commonweal.appraisal.gates import Facts
from commonweal.packs.toolkits import Prompt
from commonweal.web.proposals.models import Assessment, Document, Need, Programme, Proposal, Remark
from commonweal.web.proposals.roles import READ
from commonweal.web.toolkit import selectors as toolkits
from commonweal.web.ui import storing


@dataclass(frozen=True)
class ToDo:
    """Something that is not known yet: who finds out, and by when."""

    what: str
    who: str
    until: dt.date | None
    key: str
    need: bool


def may(user: Any, permission: str) -> bool:
    return bool(user.is_authenticated and user.may(permission))


def may_see(user: Any, proposal: Proposal) -> bool:
    return proposal.public or may(user, READ)


def proposal(id_: int) -> Proposal | None:
    return Proposal.objects.select_related("programme").filter(id=id_).first()


def proposals(user: Any) -> QuerySet[Proposal]:
    """Those that this person may see, the latest changed first."""
    found = Proposal.objects.select_related("programme")
    return found if may(user, READ) else found.filter(public=True)


def programme(slug: str) -> Programme | None:
    return Programme.objects.filter(slug=slug).first()


def programme_seen(user: Any, slug: str) -> Programme | None:
    """A programme that this person may know of: to the public, one with a proposal that is public."""
    found = programme(slug)
    if found is None or may(user, READ) or proposals(user).filter(programme=found).exists():
        return found
    return None


def free_programme_slug(wanted: str) -> str:
    """An address that no programme has yet."""
    base = wanted or "programme"
    taken = set(Programme.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if s not in taken)


def all_programmes() -> list[Programme]:
    return list(Programme.objects.all())


def document(proposal_: Proposal, id_: int) -> Document | None:
    return proposal_.documents.filter(id=id_).first()


def document_bytes(found: Document) -> bytes:
    return document_path(found.sha256).read_bytes()


def document_path(sha256: str) -> Path:
    return storing.path_of(sha256)


def needs(proposal_: Proposal) -> list[tuple[Prompt, Need | None]]:
    """What an assessor needs to know, each with what was answered."""
    version = toolkits.in_force()
    if version is None:
        return []
    given = {n.key: n for n in proposal_.needs.all()}
    return [(prompt, given.get(prompt.id)) for prompt in toolkits.content(version).needs]


def to_do(proposal_: Proposal, asked: Sequence[tuple[str, str]], current: Assessment | None) -> list[ToDo]:
    """Everything answered "not known yet": of the needs, and of the assessment that counts now.

    ``asked``: key and title of the assessment's questions.
    """
    titles = dict(asked)
    found = [
        ToDo(prompt.question, n.who, n.until, n.key, need=True)
        for prompt, n in needs(proposal_)
        if n is not None and n.not_known
    ]
    if current is not None:
        for a in current.answers.filter(not_known=True):
            if a.key in titles:
                found.append(ToDo(titles[a.key], a.who, a.until, a.key, need=False))
    return sorted(found, key=lambda t: (t.until or dt.date.max, t.what))


def facts(proposal_: Proposal) -> Facts:
    """What the gates ask of a proposal."""
    asked = needs(proposal_)
    answered = [
        n for _, n in asked if n and (n.parts.get("words", "").strip() or (n.not_known and n.who and n.until))
    ]
    counts = proposal_.assessments.filter(second=False).aggregate(
        done=Count("id", filter=Q(completed_at__isnull=False)),
        final=Count("id", filter=Q(completed_at__isnull=False, kind="final")),
        open=Count("id", filter=Q(completed_at__isnull=True)),
    )
    options = list(proposal_.options.all())
    return Facts(
        step=proposal_.step,
        places=proposal_.places.count(),
        options=len(options),
        nothing=any(o.nothing for o in options),
        needs=len(asked),
        needs_answered=len(answered),
        decision_by=proposal_.decision_by is not None,
        decision=bool(proposal_.decision.strip()),
        assessments_done=counts["done"],
        final_done=counts["final"] > 0,
        in_hand=counts["open"] > 0,
        open_requests=Remark.objects.filter(
            assessment__proposal=proposal_, request=True, closed_at__isnull=True
        ).count(),
    )


def lists(proposal_: Proposal) -> dict[str, list[Any]]:
    """The parts of a proposal that are lists."""
    return {
        "places": list(proposal_.places.all()),
        "partners": list(proposal_.partners.all()),
        "options": list(proposal_.options.all()),
        "documents": list(proposal_.documents.all()),
    }
