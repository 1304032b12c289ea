"""Reading a report: which kind of file it is, whether it may be opened, and what stands in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from commonweal.words import pgettext

from .documents import archive, pdf, word
from .refusals import Limits, Unreadable, Why, in_megabytes
from .report import Kind, Report

#: Called with how many pages (of a DOCX: paragraphs) are read, of how many. It may raise to stop the reading.
Progress = Callable[[int, int], None]

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PDF_WITHIN = 1024  # readers accept a PDF that begins within its first 1,024 bytes
_ENDINGS: dict[str, Kind] = {".docx": "docx", ".pdf": "pdf"}


def _nobody(_done: int, _of: int) -> None:
    """Nobody watches."""


def read_report(
    content: bytes | Path, name: str, *, limits: Limits | None = None, progress: Progress = _nobody
) -> Report:
    """Read a DOCX or PDF into blocks.

    ``content``: the file's bytes, or where it lies. ``name``: what it was called when it was brought; its
    ending must be what the file is. Nothing in the file is run, fetched or expanded.

    Raises :class:`Unreadable`, whose text is a sentence for the person who brought the file. What
    ``progress``
    raises goes through, so a reading can be stopped. PDFs are read one at a time in a process (PDFium is not
    made for threads); a reader of files by strangers may want a process of its own with a limit of memory.
    """
    limits = limits or Limits()
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    if not size:
        raise Unreadable("nothing")
    if size > limits.file_bytes:
        raise Unreadable("file-too-large", size=in_megabytes(size), most=in_megabytes(limits.file_bytes))
    data = content.read_bytes() if isinstance(content, Path) else content
    kind = _kind(data, name)
    if kind == "docx":
        archive.check(data, name, limits)
        return word.read(data, name, limits, progress)
    return pdf.read(data, name, limits, progress)


def _kind(data: bytes, name: str) -> Kind:
    ending = Path(name).suffix.lower()
    if ending in (".docm", ".dotm"):
        raise Unreadable("macros")
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(_old(data))
    kind: Kind
    if data.startswith(b"PK"):
        kind = "docx"
    elif b"%PDF-" in data[:_PDF_WITHIN]:
        kind = "pdf"
    elif ending in _ENDINGS:
        raise Unreadable("name", name=name, found=_other(data), wanted=_wanted(_ENDINGS[ending]))
    else:
        raise Unreadable("kind")
    if ending in _ENDINGS and _ENDINGS[ending] != kind:
        raise Unreadable("name", name=name, found=_found(kind), wanted=_wanted(_ENDINGS[ending]))
    return kind


def _found(kind: Kind) -> str:
    if kind == "docx":
        return pgettext("what a file is", "a Word document or another archive")
    return pgettext("what a file is", "a PDF")


def _wanted(kind: Kind) -> str:
    if kind == "docx":
        return pgettext("what to save a file as", "a Word document (.docx)")
    return pgettext("what to save a file as", "a PDF")


def _old(data: bytes) -> Why:
    """A DOCX with a password lies in the same container as the files of old Office."""
    return "encrypted" if _LOCKED in data else "old-word"


def _other(data: bytes) -> str:
    start = data[:512].lstrip().lower()
    if start.startswith(b"{\\rtf"):
        return pgettext("what a file is", "rich text (RTF)")
    if start.startswith((b"<!doctype html", b"<html")):
        return pgettext("what a file is", "a web page")
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return pgettext("what a file is", "a picture")
    return pgettext("what a file is", "neither a Word document nor a PDF")
