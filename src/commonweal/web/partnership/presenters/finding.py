"""What the search of the whole site shows of partners, and what the site map holds of them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.publish.feed import Entry
from commonweal.web.partnership.forms.asked import Commitments, Partners
from commonweal.web.partnership.selectors import commitments, organisations
from commonweal.web.ui.findable import Found, Group

SHOWN = 10
IN_FEED = 10


def found(words: str) -> Iterator[Group]:
    """Organisations, partnerships and commitments that hold every word."""
    asked = Partners(words=words)
    own = organisations.organisations(asked)
    yield Group(
        _("Organisations"),
        [Found(o.name, reverse("partnership:partner", args=[o.slug]), o.about[:200]) for o in own[:SHOWN]],
        own.count(),
        reverse("partnership:partners") + asked.address(),
    )
    yield Group(
        _("Partnerships"),
        [
            Found(p.name, reverse("partnership:partnership", args=[p.slug]), p.purpose[:200])
            for p in organisations.partnerships_with(words)[:SHOWN]
        ],
    )
    wanted = Commitments(words=words)
    promised = commitments.fitting(wanted)
    yield Group(
        _("Commitments"),
        [
            Found(c.title, reverse("partnership:commitment", args=[c.pk]), c.organisation.name)
            for c in promised[:SHOWN]
        ],
        promised.count(),
        reverse("partnership:commitments") + wanted.address(),
    )


def addresses() -> Iterator[str]:
    """The pages that anybody may find, without the host."""
    yield reverse("partnership:partners")
    yield reverse("partnership:commitments")
    yield reverse("partnership:together")
    for what, slugs in (
        ("partner", organisations.organisation_choices()),
        ("partnership", organisations.partnership_choices()),
    ):
        yield from (reverse(f"partnership:{what}", args=[slug]) for slug in slugs)
    yield from (reverse("partnership:commitment", args=[n]) for n in commitments.numbers())


def entries(home: str) -> Iterator[Entry]:
    """Of the feed: the commitments that something was said of last. ``home``: without a slash at its end."""
    for c, at in commitments.latest(IN_FEED):
        yield Entry(
            title=_("Commitment: %(title)s") % {"title": c.title},
            address=home + reverse("partnership:commitment", args=[c.pk]),
            updated=at,
            summary=f"{c.organisation.name}: {c.words[:300]}",
            example=bool(c.example),
        )
