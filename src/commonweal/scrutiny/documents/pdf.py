"""PDF → words with their place, size and weight → blocks. PDFium reads; nothing in the file is run.

Only the first and last character of each word are measured: that is most of what a page costs, about 15 ms.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..letters import latin_share
from ..refusals import Limits, Unreadable
from ..report import Report
from .lines import Line, Word, lines_of, without_running
from .looks import blocks
from .paragraphs import paragraphs

#: PDFium may be used by one thread at a time.
_ONE_AT_A_TIME = threading.Lock()
_HYPHENS = {0x2: 0xAD, 0xFFFE: 0xAD}  # what PDFium puts for a hyphen at the end of a line
_SPACE = r"\x00\x01\x03-\x20\x7f-\xa0"
# PDFium puts no line's end behind such a hyphen: what follows it stands on the next line.
_RUN = re.compile(rf"[^{_SPACE}\x02\ufffe]*[\x02\ufffe]|[^{_SPACE}\x02\ufffe]+")
_NAME = ctypes.create_string_buffer(128)  # of a font; used under the lock only
_FEW_WORDS = 25  # a page with fewer, most of which a picture covers, is a scan with a stamp on it
_COVERS = 0.5
_MOST_OBJECTS = 4_000  # a page of more is a drawing: its rules are not looked at
_BOLD = (b"bold", b"black", b"heavy", b"semibd", b"demi")
_RULE = 2.5  # points: a thinner path is a rule


def read(data: bytes, name: str, limits: Limits, progress: Any) -> Report:
    """The report in a PDF. Raises :class:`Unreadable`; see
    :func:`commonweal.scrutiny.reading.read_report`."""
    with _ONE_AT_A_TIME:
        document = _opened(data)
        try:
            count = len(document)
            if count > limits.pages:
                raise Unreadable("too-many-pages", pages=f"{count:,}", most=f"{limits.pages:,}")
            pages: list[list[Line]] = []
            pictures: list[int] = []
            for n in range(count):
                found, picture = _page(document, n)
                pages.append(found)
                if picture:
                    pictures.append(n + 1)
                progress(n + 1, count)
        finally:
            document.close()
    _refuse_without_text(pages, pictures)
    made = paragraphs(without_running(pages))
    if len(made) > limits.blocks:
        raise Unreadable("too-long", most=f"{limits.blocks:,}")
    if not made:
        raise Unreadable("scanned" if pictures else "no-text")
    return Report(name, "pdf", blocks(made), count, tuple(pictures))


def _opened(data: bytes) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Unreadable("encrypted" if locked or "password" in str(error).lower() else "broken") from error


def _refuse_without_text(pages: list[list[Line]], pictures: list[int]) -> None:
    words = [sum(len(line.words) for line in page) for page in pages]
    if not sum(words) and not pictures:
        raise Unreadable("no-text" if pages else "broken")
    others = sum(count for n, count in enumerate(words, start=1) if n not in pictures)
    if pictures and others < _FEW_WORDS:
        raise Unreadable("scanned")


def _page(document: Any, n: int) -> tuple[list[Line], bool]:
    """The lines of a page, and whether the page is only a picture."""
    try:
        page = document[n]
    except pdfium.PdfiumError:
        return [], False  # one damaged page does not take the others with it
    try:
        text = page.get_textpage()
        try:
            words = list(_words(text.raw))
        finally:
            text.close()
        width, height = page.get_size()
        picture = len(words) < _FEW_WORDS and _covered(page, width * height)
        across, down = ([], []) if picture or not words else _rules(page)
        return lines_of(words, n + 1, height, across, down), picture
    except pdfium.PdfiumError:
        return [], False
    finally:
        page.close()


def _words(text: Any) -> Iterator[Word]:
    """The words of a page in PDFium's order: runs of characters that are no space."""
    for first, said in _runs(text):
        last = first + len(said) - 1
        begins, ends = _box(text, first), _box(text, last)
        left, right = min(begins.left, ends.left), max(begins.right, ends.right)
        if not said.isascii() or "\x02" in said:
            if latin_share(said) < 0.5:  # from right to left, or mixed: its ends are not its edges
                boxes = [_box(text, at) for at in range(first, last + 1)]
                left, right = min(box.left for box in boxes), max(box.right for box in boxes)
            said = said.translate(_HYPHENS).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        yield Word(said, left, right, begins.bottom, begins.top, _is_bold(text, first))


def _runs(text: Any) -> list[tuple[int, str]]:
    """Runs of characters that are no space, each with the number of its first character.

    PDFium gives all characters at once, but leaves out those that stand for nothing; where it did, numbers
    and characters no longer go together, and they are fetched one by one.
    """
    count = raw.FPDFText_CountChars(text)
    if count <= 0:
        return []
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text, 0, count, buffer) - 1
    if written == count:
        units = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(units) == count:
            return [(m.start(), m[0]) for m in _RUN.finditer(units)]
    codes = (raw.FPDFText_GetUnicode(text, n) for n in range(count))
    units = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    return [(m.start(), m[0]) for m in _RUN.finditer(units)]


def _box(text: Any, at: int) -> Any:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, at, box)
    return box


def _is_bold(text: Any, at: int) -> bool:
    raw.FPDFText_GetFontInfo(text, at, _NAME, len(_NAME), None)
    return _says_bold(_NAME.value)


@lru_cache(maxsize=1_000)
def _says_bold(font: bytes) -> bool:
    low = font.lower()
    return any(mark in low for mark in _BOLD)


def _covered(page: Any, area: float) -> bool:
    """Whether pictures cover most of the page."""
    covered = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = _bounds(item)
        covered += max(right - left, 0) * max(top - bottom, 0)
    return covered > area * _COVERS


def _rules(page: Any) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    """Lines across (from, to, height) and down (from, to, where), as tables are drawn with."""
    across, down = [], []
    if raw.FPDFPage_CountObjects(page) > _MOST_OBJECTS:
        return [], []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = _bounds(item)
        if top - bottom <= _RULE < right - left:
            across.append((left, right, (top + bottom) / 2))
        elif right - left <= _RULE < top - bottom:
            down.append((bottom, top, (left + right) / 2))
        elif right - left > 20 and top - bottom > 8:  # a box: its four sides
            across += [(left, right, top), (left, right, bottom)]
            down += [(bottom, top, left), (bottom, top, right)]
    return across, down


def _bounds(item: Any) -> tuple[float, float, float, float]:
    try:
        left, bottom, right, top = item.get_bounds()
    except pdfium.PdfiumError:
        return 0.0, 0.0, 0.0, 0.0
    return left, bottom, right, top
