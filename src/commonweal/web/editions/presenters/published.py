"""The pages of a published edition, from what was frozen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.editions.book import Book, Section
from commonweal.editions.edition import PartKind
from commonweal.editions.pictures import Drawn
from commonweal.editions.tree import Paragraph, plain
from commonweal.web.editions.models import Correction, Edition, Frozen, Waiver
from commonweal.web.editions.selectors.published import Telling
from commonweal.web.ui.days import day_words
from commonweal.web.ui.languages import ENGLISH

from .pieces import Note, View, notes, pieces

CREDITS = "credits"

Lazy = Any  # words that wait for the language of whoever reads them


@dataclass(frozen=True)
class Link:
    title: str
    href: str
    note: str = ""
    current: bool = False
    language: str = ENGLISH


@dataclass(frozen=True)
class Told:
    number: int
    day: str
    chapter: str
    was: str
    now: str
    reason: str
    by: str


@dataclass(frozen=True)
class Download:
    title: str
    href: str
    what: str


@dataclass(frozen=True)
class Front:
    title: str
    slug: str
    lede: str
    facts: list[str]
    contents: list[Link]
    corrections: list[Told]
    states: list[Link]
    older: str
    citation: str
    address: str
    licence: str
    credits: list[View]
    downloads: list[Download]
    snapshot: str
    snapshot_href: str
    definitions: str
    methods: str
    sha256: str
    example: str
    others: list[Link]
    waived: list[Waiver]
    language: str = ENGLISH


@dataclass(frozen=True)
class Chapter:
    title: str
    edition: str
    edition_href: str
    kind: str
    views: list[View]
    notes: list[Note]
    contents: list[Link]
    before: Link | None
    after: Link | None
    by: str
    older: str
    corrections: list[Told]
    place: str
    place_href: str
    files: list[Link]
    example: str
    language: str = ENGLISH
    title_language: str = ENGLISH


def front(
    held: Edition, made: Book, about: Frozen, corrections: Sequence[Correction],
    numbers: Sequence[tuple[int, Any]], home: str, others: Sequence[Edition], waived: Sequence[Waiver],
) -> Front:  # fmt: skip
    """``home``: the site's address; ``others``: published editions to compare with."""
    state = about.number
    end = next((s for s in made.sections if s.kind == CREDITS), None)
    address = home + reverse("editions:edition", args=[held.slug])
    return Front(
        title=made.title,
        language=made.edition.language,
        slug=held.slug,
        lede=_lede(held, made, corrections),
        facts=list(made.facts[1:] if made.edition.example else made.facts),
        contents=contents(held, made, _query(held, state, numbers)),
        corrections=[told(c, made) for c in corrections if c.frozen <= state],
        states=_states(held, numbers, state),
        older=_older(state, numbers),
        citation=_citation(end),
        address=address,
        licence=held.licence,
        credits=pieces(end.pieces[:-1], source=lambda _: "", own="credits-") if end else [],
        downloads=_downloads(held, _query(held, state, numbers)),
        snapshot=about.snapshot[:12],
        snapshot_href=reverse("framework:snapshot", args=[about.snapshot[:12]]),
        definitions=about.definitions[:12],
        methods=about.methods[:12],
        sha256=about.sha256,
        example=held.example,
        waived=list(waived),
        others=[
            Link(
                o.title,
                f"{reverse('editions:compare', args=[held.slug])}?other={o.slug}",
                language=o.language,
            )
            for o in others
        ],
    )


_FILES: tuple[tuple[str, Lazy, Lazy], ...] = (
    ("pdf", "PDF", gettext_lazy("the whole edition to print or to read, tagged for screen readers")),
    ("docx", "Word", gettext_lazy("the whole edition to work on")),
    ("xlsx", "Excel", gettext_lazy("every figure and table, a sheet each")),
    (
        "zip",
        gettext_lazy("Data package"),
        gettext_lazy("every figure and table as CSV, every picture as SVG and PNG, with what they mean"),
    ),
)


def _downloads(held: Edition, query: str) -> list[Download]:
    files = [
        Download(str(title), reverse("editions:take", args=[held.slug, kind]) + query, str(what))
        for kind, title, what in _FILES
    ]
    figures = reverse("editions:figures", args=[held.slug]) + query
    return [
        *files,
        Download(_("Figures as CSV"), figures, _("every figure in the sentences, with its source")),
    ]


def _lede(held: Edition, made: Book, corrections: Sequence[Correction]) -> str:
    figures = sum(len(s.chapter.used) for s in made.sections if s.chapter)
    chapters = len(made.sections) - 1
    has = ngettext("It has %(number)d chapter.", "It has %(number)d chapters.", chapters)
    told = ngettext(
        "%(number)d figure stands in its sentences.", "%(number)d figures stand in their sentences.", figures
    )
    shown = ngettext(
        "It shows %(number)d picture or table, as it was that day.",
        "It shows %(number)d pictures and tables, each as it was that day.",
        len(made.shown),
    )
    counted = ((has, chapters), (told, figures), (shown, len(made.shown)))
    return " ".join((_when(held, len(corrections)), *(words % {"number": n} for words, n in counted)))


def _when(held: Edition, corrections: int) -> str:
    published = day_words(held.published_at) if held.published_at else ""
    if not corrections:
        return _("Published on %(day)s.") % {"day": published}
    return ngettext(
        "Published on %(day)s, corrected %(number)d time.",
        "Published on %(day)s, corrected %(number)d times.",
        corrections,
    ) % {"day": published, "number": corrections}


def contents(held: Edition, made: Book, query: str = "", current: str = "") -> list[Link]:
    return [
        Link(
            s.title,
            chapter_address(held, s.slug) + query,
            str(s.kind),
            s.slug == current,
            made.edition.language,
        )
        for s in made.sections
        if s.kind != CREDITS
    ]


def chapter_address(held: Edition, slug: str) -> str:
    return reverse("editions:chapter", args=[held.slug, slug])


def chapter(
    held: Edition, made: Book, section: Section, number: int, numbers: Sequence[tuple[int, Any]],
    corrections: Sequence[Correction], english: Sequence[str] = (),
) -> Chapter:  # fmt: skip
    """``english``: texts of the packs that are in English in an edition in another language."""
    query = _query(held, number, numbers)
    links = contents(held, made, query, section.slug)
    at = next(n for n, link in enumerate(links) if link.current)
    end = next((s for s in made.sections if s.kind == PartKind.APPENDIX), None)
    appendix = None if end is None else "" if end is section else chapter_address(held, end.slug) + query
    names = (held.slug, section.slug)
    place = section.part.place if section.part and section.kind == PartKind.PLACE else ""
    return Chapter(
        title=section.title,
        language=made.edition.language,
        title_language=made.edition.language,
        edition=made.title,
        edition_href=reverse("editions:edition", args=[held.slug]) + query,
        kind=str(section.kind),
        views=pieces(
            section.pieces,
            source=lambda picture: _picture(held, picture),
            snapshot=made.snapshot,
            appendix=appendix,
            taken=lambda name, kind: reverse("editions:take-one", args=[held.slug, name, kind]) + query,
            english=english,
        ),
        notes=notes(section.chapter.used if section.chapter else (), made.snapshot),
        contents=links,
        before=links[at - 1] if at else None,
        after=links[at + 1] if at + 1 < len(links) else None,
        by="; ".join(map(str, section.part.contributors)) if section.part else "",
        older=_older(number, numbers),
        corrections=[told(c, made) for c in corrections if c.chapter == section.slug and c.frozen <= number],
        place=place,
        place_href=f"{reverse('framework:place', args=[place])}?snapshot={made.snapshot[:12]}"
        if place
        else "",
        example=held.example,
        files=[
            Link(
                _("This chapter as %(kind)s") % {"kind": title},
                reverse("editions:take-chapter", args=[*names, kind]) + query,
            )
            for kind, title in (("pdf", "PDF"), ("docx", "Word"))
        ],
    )


def relying(found: Iterable[tuple[Edition, Telling]]) -> list[Link]:
    return [
        Link(s.title, chapter_address(held, s.slug), held.title, language=held.language) for held, s in found
    ]


def _picture(held: Edition, picture: Drawn) -> str:
    return reverse("editions:picture", args=[held.slug, picture.svg.partition(":")[2]])


def told(c: Correction, made: Book) -> Told:
    title = next((s.title for s in made.sections if s.slug == c.chapter), c.chapter)
    return Told(c.number, day_words(c.day), title, c.was, c.now, c.reason, c.by)


def _citation(end: Section | None) -> str:
    last = end.pieces[-1] if end and end.pieces else None
    return plain(last.children) if isinstance(last, Paragraph) else ""


def _states(held: Edition, numbers: Sequence[tuple[int, Any]], current: int) -> list[Link]:
    home = reverse("editions:edition", args=[held.slug])
    return [
        Link(
            _("As it was published") if n == 1 else _("With correction %(number)d") % {"number": n - 1},
            f"{home}?state={n}",
            day_words(at),
            n == current,
        )
        for n, at in numbers
    ]


def _query(held: Edition, number: int, numbers: Sequence[tuple[int, Any]]) -> str:
    return f"?state={number}" if numbers and number != numbers[-1][0] else ""


def _older(number: int, numbers: Sequence[tuple[int, Any]]) -> str:
    if not numbers or number == numbers[-1][0]:
        return ""
    return _(
        "This is an earlier state of the edition. It was corrected since: the latest state has what is right."
    )


COLUMNS = (
    "chapter", "figure", "value", "unit", "indicator", "name", "place", "place_name", "breakdown", "period",
    "since", "comparator", "organisation", "dataset", "released", "vintage", "remarks", "token",
)  # fmt: skip


def figures_csv(rows: Iterable[tuple[Section, Mapping[str, Any]]]) -> bytes:
    """Every figure in the sentences: a line each, in reading order. A cell is never a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for section, used in rows:
        value = "" if used["value"] is None else repr(used["value"])
        said = {**used, "chapter": section.slug, "figure": used["text"], "value": value,
                "remarks": "; ".join(used["remarks"])}  # fmt: skip
        writer.writerow([_safe(str(said[c]), number=c == "value") for c in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def _safe(text: str, *, number: bool) -> str:
    return f"'{text}" if not number and text[:1] in ("=", "+", "-", "@", "\t") else text
