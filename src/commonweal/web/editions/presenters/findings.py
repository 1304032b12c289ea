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
from commonweal.web.ui.languages import ENGLISH
from commonweal.words import _ as in_words

from .spoken import Name, Spoken

#: What a check is called and what it looks for, by its name; None: it does not read the edition's language.
Titles = Mapping[str, tuple[str, str | None]]


@dataclass(frozen=True)
class FindingView:
    key: str
    check: Name
    chapter: str
    href: str
    sentence: str
    wrong: str
    right: str
    must: bool
    language: str = ENGLISH


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
    checks: list[tuple[Name, Name]]
    language: str = ENGLISH


def page(
    held: Edition, chapters: Sequence[Chapter], settled: Settled, waivers: Sequence[Waiver],
    titles: Titles, spoken: Spoken,
) -> Page:  # fmt: skip
    rows = {w.key: w for w in waivers}
    return Page(
        title=_("What the checks found"),
        slug=held.slug,
        edition=held.title,
        lede=_lede(settled),
        open=[view(held, chapters, f, titles, spoken) for f in settled.open],
        waived=[
            WaivedView(
                view(held, chapters, f, titles, spoken),
                w.reason,
                f"{w.by}, {day_words(w.at)}",
                rows[w.key].pk,
            )
            for f, w in settled.waived
        ],
        idle=[rows[w.key] for w in settled.idle if w.key in rows],
        checks=[(_title(title, spoken), _summary(about, spoken)) for title, about in titles.values()],
        language=held.language,
    )


def _title(title: str, spoken: Spoken) -> Name:
    return spoken.said(lambda: in_words(title))


def _summary(about: str | None, spoken: Spoken) -> Name:
    if about is not None:
        return _title(about, spoken)
    not_read = _("Not read: this check reads English, and the edition is in another language.")
    return Name(not_read, spoken.language)


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
    held: Edition, chapters: Sequence[Chapter], found: Finding, titles: Titles, spoken: Spoken
) -> FindingView:
    title = next((c.title for c in chapters if c.slug == found.chapter), found.chapter)
    return FindingView(
        key=found.key,
        check=_title(titles[found.check][0], spoken) if found.check in titles else Name(found.check),
        chapter=title,
        href=reverse("editions:desk:write", args=[held.slug, found.chapter]) if found.chapter else "",
        sentence=found.sentence,
        wrong=found.wrong,
        right=found.right,
        must=found.must,
        language=held.language,
    )
