"""What commitments are tied to: goals, indicators, places and groups, and the figures that speak to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from commonweal.evidence.periods import Period, label, parse
from commonweal.packs.models import Indicator
from commonweal.partnership.commitments import agrees
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.models import Commitment, CommitmentUpdate
from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.models import Citation
from commonweal.web.proposals.selectors import CitedNow
from commonweal.web.scrutiny.selectors.evidence import figure_pinned
from commonweal.web.toolkit import selectors as toolkits


@dataclass(frozen=True)
class Against:
    """A figure that an update states for a period, and the published one of the same place.

    ``published`` None: none is, so ``agrees`` is None too. ``of``: the period of the published one.
    """

    stated: str
    period: str
    published: float | None
    agrees: bool | None
    of: str


def book() -> Book | None:
    """The evidence in force."""
    return framework.book()


def indicator(id_: str) -> Indicator | None:
    """An indicator of the evidence in force; None for one that was withdrawn, or never was."""
    now = book()
    return now.snapshot.indicators.get(id_) if now and id_ else None


def indicators() -> dict[str, str]:
    """Name by id, in the order of names."""
    now = book()
    return {i.id: i.name for i in framework.indicators(now)} if now else {}


def goals() -> dict[str, str]:
    """Title by "framework:goal", the site's own framework first."""
    now = book()
    if now is None:
        return {}
    own = now.framework()
    known = sorted(now.snapshot.definitions.frameworks, key=lambda f: f != own)
    return {f"{f.id}:{g.id}": f"{g.short_title} ({f.title})" for f in known for g in f.goals}


def goal_title(framework_id: str, goal: str) -> str:
    now = book()
    found = now.goal(framework_id, goal) if now else None
    return found[1].title if found else ""


def places() -> dict[str, str]:
    """The places of the site: name by code."""
    return proposals.site_places()


def place_name(code: str) -> str:
    now = book()
    return now.places.get(code, code) if now else code


def inside(area: str, areas: Iterable[str]) -> list[str]:
    """Of some places, a place itself and those that lie in it."""
    lies = proposals.within()
    return [a for a in areas if a == area or lies(a, area)]


def groups() -> dict[str, str]:
    """The groups of people that the toolkit in force names: name by id."""
    version = toolkits.in_force()
    return {g.id: g.name for g in toolkits.content(version).groups} if version else {}


def check(fields: Mapping[str, Any]) -> None:
    """Raises ValueError where a commitment names something that is not (or no longer) known."""
    if f"{fields['framework']}:{fields['goal']}" not in goals():
        raise ValueError(_("There is no such goal (any more). Choose one from the list."))
    wanted = fields.get("indicator", "")
    if wanted and indicator(wanted) is None:
        raise ValueError(
            _("The indicator “%(wanted)s” was withdrawn, or never was. Choose another, or none.")
            % {"wanted": wanted[:60]}
        )
    if fields["area"] not in places():
        raise ValueError(_("There is no such place on this site. Choose one from the list."))
    if fields.get("group") and fields["group"] not in groups():
        raise ValueError(_("There is no such group (any more). Choose one from the list, or none."))


def figure_of(commitment: Commitment) -> tuple[str, dict[str, Any]] | None:
    """The latest published figure for a commitment, and its key; None where there is none."""
    if not commitment.indicator:
        return None
    key = f"{commitment.indicator}|{commitment.area}|"
    try:
        return key, figure_pinned(key)
    except ValueError:
        return None


def cited(figure: Mapping[str, Any]) -> CitedNow | None:
    """A pinned figure beside what has become of it."""
    return proposals.cited_now(book(), [Citation(pk=1, **figure)])[0] if figure else None


def period(text: str) -> Period:
    """Read a period that somebody typed. Raises ValueError in words for one that cannot be read."""
    try:
        return parse(text)
    except ValueError as refused:
        raise ValueError(
            _("“%(text)s” cannot be read as a period. %(refused)s") % {"text": text[:40], "refused": refused}
        ) from None


def against(update: CommitmentUpdate) -> Against | None:
    """A figure that an update states, compared with the evidence in force; None where it states none.

    Of the same period; else of the only one that lies within the period stated ("2025" for April 2025).
    """
    if not update.stated:
        return None
    held, now, begin = update.commitment, book(), parse(update.stated_period)
    published: list[tuple[Period, float]] = []
    if now is not None and held.indicator in now.snapshot.indicators:
        rows = framework.series(now, held.indicator, held.area, "")
        found = [] if rows.is_empty() else rows.select("period", "value").iter_rows()
        published = [(parse(p), v) for p, v in found if v is not None]
    same = [(p, v) for p, v in published if (p.start, p.end) == (begin.start, begin.end)]
    near = same or [(p, v) for p, v in published if begin.start <= p.start and p.end <= begin.end]
    if len(near) != 1:
        return Against(update.stated, label(begin), None, None, "")
    [(of, value)] = near
    return Against(update.stated, label(begin), value, agrees(Decimal(update.stated), value), label(of))
