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
from commonweal.progress.snapshot import rule_sources_digest, write_beside
from commonweal.web.editions.models import Edition, Frozen

from . import published

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
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
    name = hashlib.sha256(f"{about.sha256}\n{_code()}\n{chapter}".encode()).hexdigest()
    path = Path(settings.VAR) / "editions" / f"{name}.{kind}"
    if not path.exists():
        with _MAKING:
            if not path.exists():
                book = published.whole(held, about.number)
                write_beside(path, _make(book.alone(chapter) if chapter else book, about, kind))
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
