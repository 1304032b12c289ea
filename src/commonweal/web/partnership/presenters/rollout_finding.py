"""What the search of the whole site shows of roll-outs and strategies, and the site map and feed of them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from commonweal.publish.feed import Entry
from commonweal.web.partnership.forms.asked import RollOuts, Strategies
from commonweal.web.partnership.selectors import rollouts, strategies
from commonweal.web.ui.findable import Found, Group

SHOWN = 10
IN_FEED = 10
_KINDS = (
    (
        gettext_lazy("Roll-outs"), gettext_lazy("Roll-out: %(name)s"), "partnership:rollouts",
        "partnership:rollout", RollOuts, rollouts,
    ),
    (
        gettext_lazy("Strategies"), gettext_lazy("Strategy: %(name)s"), "partnership:strategies",
        "partnership:strategy", Strategies, strategies,
    ),
)  # fmt: skip


def found(words: str) -> Iterator[Group]:
    """Roll-outs and strategies that hold every word."""
    for title, _one, all_, route, asked, selectors in _KINDS:
        wanted = asked(words=words)
        held = selectors.fitting(wanted)
        rows = [Found(h.name, reverse(route, args=[h.slug]), _about(h)) for h in held[:SHOWN]]
        yield Group(str(title), rows, len(held), reverse(all_) + wanted.address())


def addresses() -> Iterator[str]:
    """The pages that anybody may find, without the host."""
    for *_titles, all_, route, _asked, selectors in _KINDS:
        yield reverse(all_)
        yield from (reverse(route, args=[slug]) for slug in selectors.choices())


def entries(home: str) -> Iterator[Entry]:
    """Of the feed: what was written on last. ``home``: without a slash at its end."""
    for _title, one, _all, route, _asked, selectors in _KINDS:
        for h in selectors.latest(IN_FEED):
            yield Entry(
                title=str(one) % {"name": h.name},
                address=home + reverse(route, args=[h.slug]),
                updated=h.changed_at,
                summary=_about(h),
                example=bool(h.example),
            )


def _about(held: object) -> str:
    return str(getattr(held, "purpose", "") or getattr(held, "about", ""))[:300]
