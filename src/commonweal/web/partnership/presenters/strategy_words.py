"""What the pages of strategies share: a part beside a goal, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy

from commonweal.packs.models import Framework
from commonweal.web.partnership.models import Alignment, Strategy, StrategyPart

_WHOSE = {
    Alignment.Whose.DOCUMENT: (gettext_lazy("The document’s own"), "green"),
    Alignment.Whose.OWN: (gettext_lazy("Read so here"), "blue"),
    Alignment.Whose.RECONSTRUCTED: (gettext_lazy("Reconstructed"), "purple"),
}


OURS = gettext_lazy(
    "Where it says “Reconstructed”, Commonweal put the part beside the goal: no public page was found that "
    "does. Another reader may see it otherwise."
)


@dataclass(frozen=True)
class Aligned:
    """A part beside a goal, and who says so."""

    name: str
    anchor: str
    tag: tuple[str, str]


def address(s: Strategy) -> str:
    return reverse("partnership:strategy", args=[s.slug])


def reconstructed(parts: Iterable[StrategyPart]) -> bool:
    return any(a.whose == Alignment.Whose.RECONSTRUCTED for p in parts for a in p.alignments.all())


def whose_tag(whose: str) -> tuple[str, str]:
    words, colour = _WHOSE[Alignment.Whose(whose)]
    return str(words), colour


def aligned(p: StrategyPart, framework: str, goal: str) -> Aligned:
    whose = next(a.whose for a in p.alignments.all() if (a.framework, a.goal) == (framework, goal))
    return Aligned(p.name, f"part-{p.pk}", whose_tag(whose))


def options(frameworks: Sequence[Framework], chosen: str) -> list[tuple[str, str, bool]]:
    return [(f.id, f.title, f.id == chosen) for f in frameworks]
