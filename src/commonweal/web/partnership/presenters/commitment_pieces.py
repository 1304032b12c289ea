"""What pages of commitments share with others: what can be chosen, and where to write to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import pgettext

from commonweal.web.partnership.models import Organisation


@dataclass(frozen=True)
class Choices:
    """Names by key."""

    organisations: Mapping[str, str]
    partnerships: Mapping[str, str]
    goals: Mapping[str, str]
    places: Mapping[str, str]
    groups: Mapping[str, str]


def number_or_none(n: int) -> str:
    return str(n) if n else pgettext("in place of a number", "none")


def contact_href(o: Organisation) -> str:
    """Where a link leads that says where to write to."""
    return o.contact if not o.contact or o.contact.startswith("http") else f"mailto:{o.contact}"
