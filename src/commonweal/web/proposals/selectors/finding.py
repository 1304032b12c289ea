"""What anybody may find of proposals: those that are public, whoever asks."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.urls import reverse

from commonweal.web.proposals.models import Proposal

from .proposals import proposals


def sought(words: str) -> QuerySet[Proposal]:
    """Public proposals that hold every word in title, sponsor or summary, the latest changed first."""
    found = proposals(AnonymousUser())
    for word in words.split():
        found = found.filter(
            Q(title__icontains=word) | Q(sponsor__icontains=word) | Q(summary__icontains=word)
        )
    return found


def addresses() -> list[str]:
    ids = proposals(AnonymousUser()).order_by("-id").values_list("id", flat=True)
    return [reverse("proposals:proposals"), *(reverse("proposals:proposal", args=[id_]) for id_ in ids)]
