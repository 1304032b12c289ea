"""The list of editions, and an edition's desk: its chapters, who writes which, and what is left to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.editions.edition import MOST_PARTS, PartKind
from commonweal.editions.findings import Settled
from commonweal.web.editions.models import Chapter, Edition
from commonweal.web.ui.languages import ENGLISH

from .days import day

STATE_COLOURS = {"draft": "grey", "in review": "yellow", "published": "green", "corrected": "green"}
STATE_WORDS: dict[str, Any] = {
    "draft": gettext_lazy("draft"),
    "in review": gettext_lazy("in review"),
    "published": gettext_lazy("published"),
    "corrected": gettext_lazy("corrected"),
}
KIND_WORDS = {str(k): str(k).capitalize() for k in PartKind}


@dataclass(frozen=True)
class Listed:
    title: str
    href: str
    about: str
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
    about: list[tuple[str, str]]
    rows: list[Row]
    out: list[Out]
    full: bool
    most: int
    open: int
    waived: int
    in_review: bool
    example: str


def listed(editions: Sequence[Edition]) -> list[Listed]:
    return [
        Listed(
            e.title,
            address(e) if e.published_at else reverse("desk:desk", args=[e.slug]),
            _published(e),
            str(STATE_WORDS[e.state]),
            STATE_COLOURS[e.state],
            e.example,
            e.language,
        )
        for e in editions
    ]


def _published(e: Edition) -> str:
    if not e.published_at:
        return e.period
    return _("%(period)s, published %(day)s") % {"period": e.period, "day": day(e.published_at)}


def address(e: Edition) -> str:
    return reverse("editions:edition", args=[e.slug])


def words_in(text: str) -> int:
    return len(text.split())


def desk(
    held: Edition, chapters: Sequence[Chapter], out: Sequence[Chapter], settled: Settled,
    comments: Mapping[int, int], places: Mapping[str, str], frameworks: Mapping[str, str], person: int | None,
) -> Desk:  # fmt: skip
    counts = Counter(f.chapter for f in settled.open)
    rows = [
        Row(
            number=n,
            slug=c.slug,
            title=c.title,
            kind=KIND_WORDS.get(c.kind, c.kind),
            href=reverse("desk:write", args=[held.slug, c.slug]),
            claimed=str(c.claimed_by) if c.claimed_by else "",
            mine=c.claimed_by_id is not None and c.claimed_by_id == person,
            words=words_in(c.text),
            findings=counts[c.slug],
            comments=comments.get(c.pk, 0),
            changed=f"{c.changed_by}, {c.changed_at:%-d %B %Y}",
            first=n == 1,
            last=n == len(chapters),
        )
        for n, c in enumerate(chapters, start=1)
    ]
    return Desk(
        title=held.title,
        slug=held.slug,
        state=held.state,
        colour=STATE_COLOURS[held.state],
        revision=held.revision,
        lede=_lede(rows, len(settled.open)),
        about=_about(held, places, frameworks),
        rows=rows,
        out=[_out(held, c) for c in out],
        full=len(rows) >= MOST_PARTS,
        most=MOST_PARTS,
        open=len(settled.open),
        waived=len(settled.waived),
        in_review=held.state == Edition.State.IN_REVIEW,
        example=held.example,
    )


def _lede(rows: Sequence[Row], findings: int) -> str:
    if not rows:
        return "The edition has no chapters yet. Put the first one in."
    claimed = sum(bool(r.claimed) for r in rows)
    written = sum(r.words > 0 for r in rows)
    found = "nothing is found wrong" if not findings else f"{findings} {_plural('finding', findings)} open"
    return (
        f"Of {len(rows)} {_plural('chapter', len(rows))}, {written} {_plural('has', written)} text and "
        f"{claimed} {_plural('is', claimed)} claimed; {found}."
    )


def _plural(word: str, number: int) -> str:
    if number == 1:
        return word
    return {"has": "have", "is": "are"}.get(word, f"{word}s")


def _about(held: Edition, places: Mapping[str, str], frameworks: Mapping[str, str]) -> list[tuple[str, str]]:
    def named(codes: Sequence[str]) -> str:
        return ", ".join(places.get(c, c) for c in codes)

    rows = [
        ("Period", held.period),
        ("Ordered by", ", ".join(frameworks.get(f, f) for f in held.frameworks)),
        ("Figures are of", f"{places.get(held.place, held.place)} ({held.place})" if held.place else ""),
        ("Places side by side", named(held.places)),
        ("Compared with", named(held.comparators)),
        ("Editor", ", ".join(filter(None, (held.editor_role, held.editor_organisation)))),
        ("Contributors", "; ".join(", ".join(filter(None, c.values())) for c in held.contributors)),
        ("Licence", held.licence),
        ("Snapshot", held.snapshot[:12] or "the newest, until it is published"),
    ]
    return [(k, v) for k, v in rows if v]


def _out(held: Edition, c: Chapter) -> Out:
    when = f"{c.removed_at:%-d %B %Y}" if c.removed_at else ""
    href = reverse("desk:versions", args=[held.slug, c.slug])
    return Out(c.title, c.slug, href, f"Taken out by {c.removed_by}, {when}")
