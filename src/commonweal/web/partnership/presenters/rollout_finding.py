"""What the search of the whole site shows of roll-outs and strategies, and the site map and feed of them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from commonweal.publish.feed import Entry
from commonweal.web.partnership.forms.asked import RollOuts, Strategies
from commonweal.web.partnership.selectors import rollouts, strategies
from commonweal.web.ui.findable import Found, Group

SHOWN = 10
IN_FEED = 10
_KINDS = (
    ("Roll-outs", "partnership:rollouts", "partnership:rollout", RollOuts, rollouts),
    ("Strategies", "partnership:strategies", "partnership:strategy", Strategies, strategies),
)


def found(words: str) -> Iterator[Group]:
    """Roll-outs and strategies that hold every word."""
    for title, all_, route, asked, selectors in _KINDS:
        wanted = asked(words=words)
        held = selectors.fitting(wanted)
        rows = [Found(h.name, reverse(route, args=[h.slug]), _about(h)) for h in held[:SHOWN]]
        yield Group(title, rows, len(held), reverse(all_) + wanted.address())


def addresses() -> Iterator[str]:
    """The pages that anybody may find, without the host."""
    for _, all_, route, _, selectors in _KINDS:
        yield reverse(all_)
        yield from (reverse(route, args=[slug]) for slug in selectors.choices())


def entries(home: str) -> Iterator[Entry]:
    """Of the feed: what was written on last. ``home``: without a slash at its end."""
    for title, _, route, _, selectors in _KINDS:
        for h in selectors.latest(IN_FEED):
            yield Entry(
                title=f"{title.replace('ies', 'y').removesuffix('s')}: {h.name}",
                address=home + reverse(route, args=[h.slug]),
                updated=h.changed_at,
                summary=_about(h),
            )


def _about(held: object) -> str:
    return str(getattr(held, "purpose", "") or getattr(held, "about", ""))[:300]
