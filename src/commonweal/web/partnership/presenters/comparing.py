"""Two strategies side by side in words: goal by goal, the parts of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.packs.models import Framework
from commonweal.partnership.strategies import Beside
from commonweal.web.partnership.forms.asked import Compared
from commonweal.web.partnership.models import Strategy

from .commitment_pieces import number_or_none
from .strategy_words import OURS, Aligned, address, aligned, options, reconstructed


@dataclass(frozen=True)
class BesideRow:
    title: str
    href: str
    a: list[Aligned]
    b: list[Aligned]
    who: str


@dataclass(frozen=True)
class ComparePage:
    sentence: str
    choices: list[tuple[str, str]]
    a: str
    b: str
    a_name: str
    b_name: str
    a_href: str
    b_href: str
    frameworks: list[tuple[str, str, bool]]
    framework: str
    rows: list[BesideRow]
    unaligned: list[tuple[str, list[str]]]
    ours: str
    problem: str
    example: bool


def compare_page(
    a: Strategy | None, b: Strategy | None, of: Framework | None, beside: Sequence[Beside],
    unaligned: tuple[Sequence[str], Sequence[str]], asked: Compared, frameworks: Sequence[Framework],
    choices: Mapping[str, str],
) -> ComparePage:  # fmt: skip
    parts = {str(p.pk): p for s in (a, b) if s for p in s.parts.all()}
    rows = []
    for x in beside:
        goal = next(g for g in of.goals if g.id == x.goal) if of else None
        if goal is not None and of is not None:
            href = reverse("framework:goal", args=[of.id, goal.id])
            one, other = ([aligned(parts[n], of.id, x.goal) for n in ids] for ids in (x.a, x.b))
            rows.append(BesideRow(goal.title, href, one, other, _who(x, a, b)))
    lacking = [
        (s.name, [parts[n].name for n in ids]) for s, ids in zip((a, b), unaligned, strict=True) if s and ids
    ]
    return ComparePage(
        sentence=_compare_sentence(a, b, beside, of),
        choices=list(choices.items()),
        a=asked.a,
        b=asked.b,
        a_name=a.name if a else "",
        b_name=b.name if b else "",
        a_href=address(a) if a else "",
        b_href=address(b) if b else "",
        frameworks=options(frameworks, of.id if of else ""),
        framework=of.title if of else "",
        rows=rows,
        unaligned=lacking,
        ours=str(OURS) if reconstructed(parts.values()) else "",
        problem=_problem(a, b, asked),
        example=any(s is not None and bool(s.example) for s in (a, b)),
    )  # fmt: skip


def _who(x: Beside, a: Strategy | None, b: Strategy | None) -> str:
    if x.who in ("both", "neither"):
        return _("Both") if x.who == "both" else _("Neither")
    only = a if x.who == "a" else b
    return _("Only %(name)s") % {"name": only.name} if only else ""


def _compare_sentence(
    a: Strategy | None, b: Strategy | None, beside: Sequence[Beside], of: Framework | None
) -> str:
    if a is None or b is None or of is None:
        return _("Choose two strategies to see goal by goal what each of them covers.")
    n = Counter(x.who for x in beside)
    return ngettext(
        "Of the %(goals)d goals of %(framework)s, both cover %(both)s; %(one)s alone covers %(by_one)s, "
        "%(other)s alone %(by_other)s; %(neither)s is covered by neither.",
        "Of the %(goals)d goals of %(framework)s, both cover %(both)s; %(one)s alone covers %(by_one)s, "
        "%(other)s alone %(by_other)s; %(neither)s are covered by neither.",
        n["neither"],
    ) % {
        "goals": len(beside),
        "framework": of.title,
        "both": number_or_none(n["both"]),
        "one": a.name,
        "by_one": number_or_none(n["a"]),
        "other": b.name,
        "by_other": number_or_none(n["b"]),
        "neither": number_or_none(n["neither"]),
    }


def _problem(a: Strategy | None, b: Strategy | None, asked: Compared) -> str:
    lost = [slug for slug, s in ((asked.a, a), (asked.b, b)) if slug and s is None]
    if lost:
        return _("There is no strategy “%(slug)s” (any more).") % {"slug": lost[0]}
    if a is not None and a == b:
        return _("They are the same strategy: choose another one to compare with.")
    return ""
