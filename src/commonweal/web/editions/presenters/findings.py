"""What the checks found, each with its sentence, and what was waived and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.editions.findings import Finding, Settled
from commonweal.web.editions.models import Chapter, Edition, Waiver
from commonweal.web.ui.days import day_words


@dataclass(frozen=True)
class FindingView:
    key: str
    check: str
    chapter: str
    href: str
    sentence: str
    wrong: str
    right: str
    must: bool


@dataclass(frozen=True)
class WaivedView:
    finding: FindingView
    reason: str
    by: str
    pk: int


@dataclass(frozen=True)
class Page:
    title: str
    slug: str
    edition: str
    lede: str
    open: list[FindingView]
    waived: list[WaivedView]
    idle: list[Waiver]
    checks: list[tuple[str, str]]


def page(
    held: Edition, chapters: Sequence[Chapter], settled: Settled, waivers: Sequence[Waiver],
    titles: Mapping[str, tuple[str, str]],
) -> Page:  # fmt: skip
    rows = {w.key: w for w in waivers}
    return Page(
        title=_("What the checks found"),
        slug=held.slug,
        edition=held.title,
        lede=_lede(settled),
        open=[view(held, chapters, f, titles) for f in settled.open],
        waived=[
            WaivedView(
                view(held, chapters, f, titles), w.reason, f"{w.by}, {day_words(w.at)}", rows[w.key].pk
            )
            for f, w in settled.waived
        ],
        idle=[rows[w.key] for w in settled.idle if w.key in rows],
        checks=list(titles.values()),
    )


def _lede(settled: Settled) -> str:
    count, waived = len(settled.open), len(settled.waived)
    must = sum(f.must for f in settled.open)
    said = [
        ngettext("%(number)d finding is open.", "%(number)d findings are open.", count) % {"number": count}
        if count
        else _("Nothing keeps the edition from being published.")
    ]
    if must:
        said.append(
            ngettext("%(number)d of them cannot be waived.", "%(number)d of them cannot be waived.", must)
            % {"number": must}
        )
    if waived:
        said.append(
            ngettext(
                "%(number)d waived, each with its reason.", "%(number)d waived, each with its reason.", waived
            )
            % {"number": waived}
        )
    return " ".join(said)


def view(
    held: Edition, chapters: Sequence[Chapter], found: Finding, titles: Mapping[str, tuple[str, str]]
) -> FindingView:
    title = next((c.title for c in chapters if c.slug == found.chapter), found.chapter)
    return FindingView(
        key=found.key,
        check=titles.get(found.check, (found.check, ""))[0],
        chapter=title,
        href=reverse("desk:write", args=[held.slug, found.chapter]) if found.chapter else "",
        sentence=found.sentence,
        wrong=found.wrong,
        right=found.right,
        must=found.must,
    )
