"""What the search of the whole site shows of proposals."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.web.proposals.forms import Asked
from commonweal.web.proposals.selectors import finding
from commonweal.web.ui.findable import Found, Group

SHOWN = 10


def found(words: str) -> Iterator[Group]:
    """Public proposals that hold every word."""
    every = finding.sought(words)
    rows = [
        Found(p.title, reverse("proposals:proposal", args=[p.pk]), f"{p.get_kind_display()} · {p.sponsor}")
        for p in every[:SHOWN]
    ]
    rest = reverse("proposals:proposals") + Asked(words=words).address()
    yield Group(_("Proposals"), rows, every.count(), rest)
