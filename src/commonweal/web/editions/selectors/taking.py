"""An edition to take away: PDF, Word, data, made from what was frozen, once for each state."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock

from django.conf import settings

from commonweal import editions
from commonweal.editions.book import Book
from commonweal.editions.pictures import Drawn
from commonweal.editions.pressing import png
from commonweal.progress.snapshot import rule_sources_digest, write_beside
from commonweal.publish.downloads import csv_bytes
from commonweal.web.editions.models import Edition, Frozen

from . import published

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",  # stays English
    "svg": "image/svg+xml",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: Of one chapter alone.
OF_A_CHAPTER = ("pdf", "docx")
#: Whoever asks second for what is being made waits for it.
_MAKING = Lock()


@lru_cache(maxsize=1)
def _code() -> str:
    """Names the code that lays out, so that a mended layout is not hidden by an old file."""
    here = Path(editions.__file__).parent
    return rule_sources_digest([*here.glob("*.py"), *here.glob("*.typ")])


def file(held: Edition, about: Frozen, kind: str, chapter: str = "") -> bytes:
    """The whole edition, or a chapter of it. Raises KeyError for a chapter that the state does not have."""

    def made() -> bytes:
        book = published.whole(held, about.number)
        return _make(book.alone(chapter) if chapter else book, about, kind)

    return _kept(about, chapter, kind, made)


def one(held: Edition, about: Frozen, name: str, kind: str) -> bytes:
    """One figure or table: its figures as CSV or XLSX, a figure's drawing as SVG or PNG.

    Raises KeyError for a name that the state does not have, or a drawing of what is a table.
    """
    shown = {p.name: p for p in published.book(held, about.number).shown}[name]
    digest = published.digest_of(shown) if isinstance(shown, Drawn) else ""
    if kind in ("svg", "png"):
        svg = published.picture(held, digest) if digest else None
        if svg is None:
            raise KeyError(name)
        return svg.encode() if kind == "svg" else _kept(about, f"one\n{digest}", kind, lambda: png(svg))
    from commonweal.editions import package

    if kind == "csv":
        return csv_bytes(package.frame_for(shown))
    return _kept(about, f"one\n{name}", kind, lambda: package.xlsx([shown]))


def _kept(about: Frozen, what: str, kind: str, make: Callable[[], bytes]) -> bytes:
    name = hashlib.sha256(f"{about.sha256}\n{_code()}\n{what}".encode()).hexdigest()
    path = Path(settings.VAR) / "editions" / f"{name}.{kind}"
    if not path.exists():
        with _MAKING:
            if not path.exists():
                write_beside(path, make())
    return path.read_bytes()


def _make(book: Book, about: Frozen, kind: str) -> bytes:
    # Brought in when something is taken away: a start of the site needs none of it.
    from commonweal.editions import package, pdf, word

    made: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: pdf.pdf(book, made=about.made_at),
        "docx": lambda: word.docx(book),
        "xlsx": lambda: package.xlsx(book.shown),
        "zip": lambda: package.zipped(package.files(book)),
    }
    return made[kind]()
