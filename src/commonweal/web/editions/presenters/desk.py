"""The list of editions, and an edition's desk: its chapters, who writes which, and what is left to do."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from commonweal.editions.edition import MOST_PARTS, PartKind
from commonweal.editions.findings import Settled
from commonweal.web.editions.models import Chapter, Edition
from commonweal.web.ui.days import day_words
from commonweal.web.ui.languages import ENGLISH, filled, marked

from .spoken import FRAMEWORK, GOAL, Name, Spoken

STATE_COLOURS = {
    "draft": "grey",
    "in review": "yellow",
    "published": "green",
    "corrected": "green",
}
KIND_WORDS: dict[str, Any] = {
    PartKind.FOREWORD: gettext_lazy("Foreword"),
    PartKind.SUMMARY: gettext_lazy("Summary"),
    PartKind.HUNDRED_PEOPLE: gettext_lazy("100 people"),
    PartKind.SWOT: gettext_lazy("Strengths, weaknesses, opportunities and threats"),
    PartKind.GOAL: gettext_lazy("Goal"),
    PartKind.PLACE: gettext_lazy("Place profile"),
    PartKind.CASE_STUDY: gettext_lazy("Case study"),
    PartKind.NOT_MEASURED: gettext_lazy("Not measured"),
    PartKind.APPENDIX: gettext_lazy("Appendix"),
}


@dataclass(frozen=True)
class Listed:
    title: str
    href: str
    about: Any
    state: str
    colour: str
    example: str
    language: str = ENGLISH


@dataclass(frozen=True)
class Row:
    """``claimed``: by whom; ``findings`` and ``comments``: how many are open."""

    number: int
    slug: str
    title: str
    kind: str
    href: str
    claimed: str
    mine: bool
    words: int
    findings: int
    comments: int
    changed: str
    first: bool
    last: bool


@dataclass(frozen=True)
class Out:
    title: str
    slug: str
    href: str
    words: str


@dataclass(frozen=True)
class Desk:
    title: str
    slug: str
    state: str
    colour: str
    revision: int
    lede: str
    about: list[tuple[str, Any]]
    rows: list[Row]
    out: list[Out]
    full: bool
    most: int
    open: int
    waived: int
    in_review: bool
    example: str
    language: str


def listed(editions: Sequence[Edition]) -> list[Listed]:
    return [
        Listed(
            e.title,
            address(e) if e.published_at else reverse("editions:desk:desk", args=[e.slug]),
            _published(e),
            e.get_state_display(),
            STATE_COLOURS[e.state],
            e.example,
            e.language,
        )
        for e in editions
    ]


def _published(e: Edition) -> Any:
    period = marked(e.period, e.language)
    if not e.published_at:
        return period
    return filled(_("%(period)s, published %(day)s"), period=period, day=day_words(e.published_at))


def address(e: Edition) -> str:
    return reverse("editions:edition", args=[e.slug])


def words_in(text: str) -> int:
    return len(text.split())


def desk(
    held: Edition, chapters: Sequence[Chapter], out: Sequence[Chapter], settled: Settled,
    comments: Mapping[int, int], places: Mapping[str, str], frameworks: Mapping[str, str], snapshot: str,
    person: int | None, spoken: Spoken,
) -> Desk:  # fmt: skip
    counts = Counter(f.chapter for f in settled.open)
    rows = [
        Row(
            number=n,
            slug=c.slug,
            title=c.title,
            kind=str(KIND_WORDS.get(c.kind, c.kind)),
            href=reverse("editions:desk:write", args=[held.slug, c.slug]),
            claimed=str(c.claimed_by) if c.claimed_by else "",
            mine=c.claimed_by_id is not None and c.claimed_by_id == person,
            words=words_in(c.text),
            findings=counts[c.slug],
            comments=comments.get(c.pk, 0),
            changed=f"{c.changed_by}, {day_words(c.changed_at)}",
            first=n == 1,
            last=n == len(chapters),
        )
        for n, c in enumerate(chapters, start=1)
    ]
    return Desk(
        title=held.title,
        slug=held.slug,
        state=held.get_state_display(),
        colour=STATE_COLOURS[held.state],
        revision=held.revision,
        lede=_lede(rows, len(settled.open)),
        about=_about(held, places, frameworks, snapshot, spoken),
        rows=rows,
        out=[_out(held, c) for c in out],
        full=len(rows) >= MOST_PARTS,
        most=MOST_PARTS,
        open=len(settled.open),
        waived=len(settled.waived),
        in_review=held.state == Edition.State.IN_REVIEW,
        example=held.example,
        language=held.language,
    )


def _lede(rows: Sequence[Row], findings: int) -> str:
    if not rows:
        return _("The edition has no chapters yet. Put the first one in.")
    claimed = sum(bool(r.claimed) for r in rows)
    written = sum(r.words > 0 for r in rows)
    return " ".join(
        (
            ngettext("The edition has %(number)d chapter.", "The edition has %(number)d chapters.", len(rows))
            % {"number": len(rows)},
            ngettext("%(number)d has text.", "%(number)d have text.", written) % {"number": written},
            ngettext("%(number)d is claimed.", "%(number)d are claimed.", claimed) % {"number": claimed},
            ngettext("%(number)d finding is open.", "%(number)d findings are open.", findings)
            % {"number": findings}
            if findings
            else _("Nothing is found wrong."),
        )
    )


def snapshots(known: Mapping[str, tuple[dt.datetime, str]], pinned: str) -> list[tuple[str, str]]:
    """To choose from; one that is pinned already and older than the list goes is in it.

    Why a snapshot was published was written in English, and so is the whole of what one chooses.
    """
    with override(settings.LANGUAGE_CODE):
        found: list[tuple[str, str]] = [
            (i, Name(f"{day_words(at)}: {why} ({i[:12]})")) for i, (at, why) in known.items()
        ]
    if pinned and pinned not in known:
        found.append((pinned, pinned[:12]))
    return found


def goals(known: Mapping[str, tuple[str, str]], spoken: Spoken) -> list[tuple[str, Name]]:
    """To choose from: each with its framework; in English where one of the two has English only."""
    found = []
    for key, (goal, framework) in known.items():
        said = spoken.found(GOAL, goal), spoken.found(FRAMEWORK, framework)
        words, language = (said, spoken.language) if all(said) else ((goal, framework), ENGLISH)
        found.append((key, Name(f"{words[0]} ({words[1]})", language)))
    return found


def pinned(held: str, known: Mapping[str, tuple[dt.datetime, str]], newest: str) -> str:
    """From which figures a draft is written, and whether there are newer ones."""
    if not held:
        return _("the newest, until it is published")
    named = held[:12]
    if held in known:
        named = _("%(snapshot)s of %(day)s") % {"snapshot": named, "day": day_words(known[held][0])}
    return named if held == newest else _("%(snapshot)s; newer figures are published") % {"snapshot": named}


def _about(
    held: Edition, places: Mapping[str, str], frameworks: Mapping[str, str], snapshot: str, spoken: Spoken
) -> list[tuple[str, Any]]:
    def own(words: str) -> Any:
        return marked(words, held.language)

    def listed(names: Iterable[Name]) -> Any:
        return format_html_join(", ", "{}", ((marked(n),) for n in names))

    def named(codes: Sequence[str]) -> Any:
        return listed(spoken.code(places, c) for c in codes)

    ordered = listed(
        spoken.name(FRAMEWORK, frameworks[f]) if f in frameworks else Name(f) for f in held.frameworks
    )
    place = filled("%(name)s (%(code)s)", name=named([held.place]), code=held.place) if held.place else ""
    rows = [
        (_("Period"), own(held.period)),
        (_("Ordered by"), ordered),
        (_("Figures are of"), place),
        (_("Places side by side"), named(held.places)),
        (_("Compared with"), named(held.comparators)),
        (_("Editor"), own(", ".join(filter(None, (held.editor_role, held.editor_organisation))))),
        (_("Contributors"), own("; ".join(", ".join(filter(None, c.values())) for c in held.contributors))),
        (_("Licence"), own(held.licence)),
        (_("Figures from snapshot"), snapshot),
    ]
    return [(k, v) for k, v in rows if v]


def _out(held: Edition, c: Chapter) -> Out:
    when = day_words(c.removed_at) if c.removed_at else ""
    href = reverse("editions:desk:versions", args=[held.slug, c.slug])
    return Out(
        c.title,
        c.slug,
        href,
        _("Taken out by %(who)s, %(when)s") % {"who": c.removed_by, "when": when},
    )
