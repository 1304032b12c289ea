"""What was published, read back as it was frozen: no evidence, no definition and no text is asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.db.models import OuterRef, Subquery

from commonweal.editions import book as books
from commonweal.editions import case, edition, grids, kept, pictures, resolve, tokens, tree
from commonweal.editions.book import Book, Section
from commonweal.editions.pictures import Drawn
from commonweal.web.editions.models import Edition, Frozen, FrozenPicture

CLASSES = kept.classes_of(books, case, edition, grids, pictures, resolve, tokens, tree)
_SVG = "sha256:"


def number_of(held: Edition, state: int = 0) -> int:
    """The number of a frozen state, or of the latest; 0 where there is none."""
    found = held.frozen.filter(number=state) if state else held.frozen.order_by("-number")
    return found.values_list("number", flat=True).first() or 0


def about(held: Edition, number: int) -> Frozen | None:
    """What a frozen state says of itself, without its content."""
    return held.frozen.defer("content").filter(number=number).first()


def book(held: Edition, number: int) -> Book:
    """The whole edition of a frozen state, without its drawings. Raises ``Frozen.DoesNotExist``."""
    key = Frozen.objects.values_list("pk", "sha256").get(edition=held, number=number)
    return _thawed(*key)


@lru_cache(maxsize=8)
def _thawed(row: int, sha256: str) -> Book:
    """Kept by the digest of its content: a frozen row never changes."""
    return thaw(Frozen.objects.values_list("content", flat=True).get(pk=row, sha256=sha256))


def whole(held: Edition, number: int) -> Book:
    """The same with its drawings in it: for what is printed."""
    svgs = {p.sha256: p.svg for p in held.pictures.all()}
    return with_drawings(book(held, number), lambda mark: svgs[mark.removeprefix(_SVG)])


def picture(held: Edition, digest: str) -> str | None:
    """A drawing by its digest."""
    return held.pictures.filter(sha256=digest).values_list("svg", flat=True).first()


def digest_of(drawn: Drawn) -> str:
    """The digest of a thawed picture's drawing; "" for a table."""
    return drawn.svg.removeprefix(_SVG)


def freeze(made: Book) -> tuple[Any, dict[str, str]]:
    """A book as JSON, and its drawings by digest; ``thaw`` gives the book back without them.

    Of a book that was thawed only the drawings that were made since are given.
    """
    svgs: dict[str, str] = {}

    def put_by(svg: str) -> str:
        if svg.startswith(_SVG):
            return svg
        digest = sha256(svg.encode()).hexdigest()
        svgs[digest] = svg
        return _SVG + digest

    return kept.to_json(with_drawings(made, put_by)), svgs


def thaw(content: Any) -> Book:
    """Raises ``kept.NotKept`` for what is no frozen book."""
    found = kept.from_json(content, CLASSES)
    if not isinstance(found, Book):
        raise kept.NotKept("no book")  # stays English
    return found


def with_drawings(made: Book, each: Callable[[str], str]) -> Book:
    """The same with every drawing put through a function; one that is put by already is left."""

    def section(one: Section) -> Section:
        pieces = tuple(
            replace(p, svg=each(p.svg)) if isinstance(p, Drawn) and p.svg else p for p in one.pieces
        )
        return replace(one, pieces=pieces)

    return replace(made, sections=tuple(map(section, made.sections)))


def figures(made: Book) -> Iterator[tuple[Section, Mapping[str, Any]]]:
    """Every figure in the sentences, with its section, in reading order."""
    for section in made.sections:
        for used in section.chapter.used if section.chapter else ():
            yield section, vars(used)


def relying_on(indicator: str) -> Iterator[tuple[Edition, Telling]]:
    """Editions with the chapters of their latest state that tell a figure of an indicator.

    One query, and one more in a process that has not read some of those states yet.
    """
    latest = Frozen.objects.filter(edition=OuterRef("pk")).order_by("-number")
    found = Edition.objects.annotate(
        frozen_pk=Subquery(latest.values("pk")[:1]), frozen_sha256=Subquery(latest.values("sha256")[:1])
    ).exclude(frozen_pk=None)
    editions = list(found.order_by("-published_at", "-pk"))
    told = _told({(e.frozen_pk, e.frozen_sha256) for e in editions})
    for held in editions:
        for telling in told[held.frozen_pk, held.frozen_sha256]:
            if indicator in telling.indicators:
                yield held, telling


@dataclass(frozen=True)
class Telling:
    """A chapter, and the indicators of which its sentences hold a figure."""

    slug: str
    title: str
    indicators: frozenset[str]


#: By row and digest: a frozen row never changes. A few hundred bytes for each.
_TOLD: dict[tuple[int, str], tuple[Telling, ...]] = {}


def _told(states: set[tuple[int, str]]) -> dict[tuple[int, str], tuple[Telling, ...]]:
    found = {key: _TOLD[key] for key in states if key in _TOLD}
    if unread := {pk for pk, _sha256 in states - found.keys()}:
        for pk, digest, content in Frozen.objects.filter(pk__in=unread).values_list(
            "pk", "sha256", "content"
        ):
            found[pk, digest] = tuple(
                Telling(s.slug, s.title, frozenset(u.indicator for u in s.chapter.used))
                for s in thaw(content).sections
                if s.chapter
            )
        _TOLD.update(found)
    return found


def pictures_kept(held: Edition) -> set[str]:
    return set(FrozenPicture.objects.filter(edition=held).values_list("sha256", flat=True))
