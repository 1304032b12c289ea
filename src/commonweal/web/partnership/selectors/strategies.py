"""Reads of strategies: which there are, what each covers and leaves out, what would show that it works."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from commonweal.packs.models import Framework
from commonweal.partnership.strategies import Beside, Coverage, Part, Shows, coverage, shows, side_by_side
from commonweal.progress.standing import GoalStanding, Standing
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.models import Alignment, Strategy, StrategyPart, StrategyVersion

from . import evidence

#: What is read with a strategy in the same few queries.
_WITH = ("versions", "parts__alignments", "parts__owner", "parts__read_in", "parts__under")


@dataclass(frozen=True)
class Covered:
    """A strategy held against a framework. Keys of parts are their numbers as text.

    ``goals``: of each covered goal, how its indicators stand in ``place``. ``own``: how those stand that
    parts name themselves.
    """

    framework: Framework
    coverage: Coverage
    shows: Shows
    place: str
    goals: Mapping[str, GoalStanding]
    own: Mapping[str, Standing]


def strategies() -> QuerySet[Strategy]:
    found = Strategy.objects.select_related("owner", "partnership")
    return found.prefetch_related(*_WITH)


def strategy(slug: str) -> Strategy | None:
    return strategies().prefetch_related("rollouts").filter(slug=slug).first()


def choices() -> dict[str, str]:
    """Name by slug."""
    return dict(Strategy.objects.values_list("slug", "name"))


def total() -> int:
    return Strategy.objects.count()


def fitting(asked: Any) -> list[Strategy]:
    found = strategies()
    for word in asked.words.split():
        parts = StrategyPart.objects.filter(Q(name__icontains=word) | Q(words__icontains=word))
        found = found.filter(
            Q(name__icontains=word) | Q(about__icontains=word) | Q(pk__in=parts.values("strategy"))
        )
    goal = getattr(asked, "goal", "")
    if goal:
        framework_id, _, id_ = goal.partition(":")
        aligned = Alignment.objects.filter(framework=framework_id, goal=id_)
        found = found.filter(pk__in=aligned.values("part__strategy"))
    return list(found)


def latest(number: int) -> list[Strategy]:
    return list(Strategy.objects.order_by("-changed_at", "-pk")[:number])


def of_partnership(number: int) -> list[Strategy]:
    return list(Strategy.objects.filter(partnership=number))


def of_organisation(number: int) -> list[Strategy]:
    return list(Strategy.objects.filter(owner=number))


def for_goal(framework_id: str, goal: str) -> list[StrategyPart]:
    """The parts of strategies that are aligned with a goal."""
    found = StrategyPart.objects.select_related("strategy")
    return list(
        found.filter(alignments__framework=framework_id, alignments__goal=goal).order_by("strategy", "id")
    )


def version(held: Strategy, number: int) -> StrategyVersion | None:
    return held.versions.filter(pk=number).first()


def part(held: Strategy, number: int) -> StrategyPart | None:
    return held.parts.prefetch_related("alignments").filter(pk=number).first()


def parts_above(held: Strategy, part_: StrategyPart | None) -> dict[str, str]:
    """The parts that another can stand under: those that stand under none, by number."""
    found = held.parts.filter(under=None)
    return {str(p.pk): p.name for p in found if part_ is None or p.pk != part_.pk}


def frameworks(book: Book | None) -> list[Framework]:
    """Those that a strategy can be held against, the site's own first."""
    if book is None:
        return []
    own = book.framework()
    return sorted(book.snapshot.definitions.frameworks, key=lambda f: f != own)


def chosen(book: Book | None, asked: str) -> Framework | None:
    """The framework asked for; else the site's own."""
    return (book.framework(asked) or book.framework()) if book else None


def covered(held: Strategy, book: Book, of: Framework, place: str) -> Covered:
    """A strategy held against the goals of a framework, with the indicators that would show that it works.

    ``place``: where they are looked at; where it is none of the figures', the strategy's own first place, or
    the framework's.
    """
    known = book.snapshot.indicators
    placed = {g.id: tuple(book.snapshot.placed(of, g)) for g in of.goals}
    parts = _plain(held.parts.all(), of.id)
    found = coverage(parts, [g.id for g in of.goals])
    where = next((p for p in (place, *held.areas) if p in book.places), book.default_area(of.id) or "")
    rule = framework.default_rule()
    return Covered(
        of,
        found,
        shows(parts, placed, known.keys()),
        where,
        {g.id: framework.goal_standing(book, of, g, where, rule) for g in of.goals if g.id in found.covered},
        {i: framework.standing(book, i, where, rule) for p in parts for i in p.indicators if i in known},
    )


def compared(a: Strategy, b: Strategy, of: Framework) -> list[Beside]:
    """Two strategies side by side, goal by goal."""
    goals = [g.id for g in of.goals]
    return side_by_side(_plain(a.parts.all(), of.id), _plain(b.parts.all(), of.id), goals)


def unaligned(held: Strategy, of: Framework) -> Sequence[str]:
    """The numbers of the parts that are aligned with no goal of a framework."""
    return coverage(_plain(held.parts.all(), of.id), [g.id for g in of.goals]).unaligned


def goal_choices(held: StrategyPart | None) -> dict[str, str]:
    """What a part can be aligned with, by "framework:goal"; last, goals that it is and that went."""
    found = evidence.goals()
    for a in held.alignments.all() if held else ():
        key = f"{a.framework}:{a.goal}"
        if key not in found:
            found[key] = _("%(goal)s: no longer among the goals here") % {"goal": a.goal}
    return found


def indicator_choices(held: StrategyPart | None) -> dict[str, str]:
    """The indicators that a part can name; those that it names and that were withdrawn, last."""
    found = evidence.indicators()
    lost = {i: i for i in (held.indicators if held else ()) if i not in found}
    return found | lost


def _plain(parts: Iterable[StrategyPart], framework_id: str) -> list[Part]:
    return [
        Part(
            str(p.pk),
            tuple(a.goal for a in p.alignments.all() if a.framework == framework_id),
            tuple(p.indicators),
        )
        for p in parts
    ]
