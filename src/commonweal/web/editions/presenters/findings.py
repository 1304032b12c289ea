"""What the checks found, each with its sentence, and what was waived and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from commonweal.editions.findings import Finding, Settled
from commonweal.web.editions.models import Chapter, Edition, Waiver


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
        title="What the checks found",
        slug=held.slug,
        edition=held.title,
        lede=_lede(settled),
        open=[view(held, chapters, f, titles) for f in settled.open],
        waived=[
            WaivedView(view(held, chapters, f, titles), w.reason, f"{w.by}, {w.at:%-d %B %Y}", rows[w.key].pk)
            for f, w in settled.waived
        ],
        idle=[rows[w.key] for w in settled.idle if w.key in rows],
        checks=list(titles.values()),
    )


def _lede(settled: Settled) -> str:
    count = len(settled.open)
    waived = f" {len(settled.waived)} waived, each with its reason." if settled.waived else ""
    if not count:
        return f"Nothing keeps the edition from being published.{waived}"
    must = sum(f.must for f in settled.open)
    mended = f" {must} of them cannot be waived." if must else ""
    return f"{count} {'finding is' if count == 1 else 'findings are'} open.{mended}{waived}"


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
