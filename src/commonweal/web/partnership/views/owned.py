"""What a partnership answers for: the lines of it that have a page here."""

from __future__ import annotations

import re

from django.urls import reverse

from commonweal.web.partnership.models import Brought
from commonweal.web.partnership.selectors import rollouts, strategies, things


def owned(text: str) -> dict[str, str]:
    """Of some lines, the addresses of those that name something here; quotation marks and capitals aside."""
    pages = {_plain(name): reverse("partnership:rollout", args=[s]) for s, name in rollouts.choices().items()}
    for slug, name in strategies.choices().items():
        pages[_plain(name)] = reverse("partnership:strategy", args=[slug])
    for (kind, id_), title in things.titles().items():
        pages[_plain(title)] = {
            Brought.Kind.FRAMEWORK: lambda id_=id_: reverse("framework:framework", args=[id_]),
            Brought.Kind.TOOLKIT: lambda: reverse("toolkit:toolkit"),
            Brought.Kind.TESTS: lambda: reverse("scrutiny:tests"),
        }[Brought.Kind(kind)]()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return {line: pages[_plain(line)] for line in lines if _plain(line) in pages}


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", name).casefold().split())
