"""Does the Word file of the example edition open in LibreOffice, and does it say the same there?

    .venv/bin/python tools/libreoffice.py            # where LibreOffice Writer is installed
    .venv/bin/python tools/libreoffice.py --install  # brings it first, by apt-get, as root on Debian

Renders the example's Word file, converts it to PDF without a window, and looks whether each heading and each
figure in a sentence is in the text of that PDF, in its order. It is no part of `make test`: LibreOffice takes
several hundred megabytes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from commonweal.editions import packed, word
from commonweal.editions.basis import Basis
from commonweal.editions.book import Book, book
from commonweal.editions.folder import read
from commonweal.editions.pictures import Press
from commonweal.editions.tree import Heading, plain

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "editions" / "west-midlands-example"
INSTALL = ["apt-get", "install", "-y", "--no-install-recommends", "libreoffice-writer-nogui"]
#: Seconds after which a conversion that hangs is ended.
LONGEST = 600


def main(words: list[str]) -> int:
    if "--install" in words:
        if os.geteuid() or not shutil.which("apt-get"):
            print("--install needs root on Debian or Ubuntu.", file=sys.stderr)
            return 2
        subprocess.run(INSTALL, check=True)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print(f"LibreOffice is missing. On Debian: {' '.join(INSTALL)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="commonweal-libreoffice-") as folder:
        made = example(Path(folder))
        pages = texts(converted(office, word.docx(made), Path(folder)))
    lost = list(missing(made, "".join(map(squeezed, pages))))
    for line in lost:
        print(line)
    figures = sum(len(s.chapter.used) for s in made.sections if s.chapter)
    print(f"{len(pages)} pages, {len(list(headings(made)))} headings, {figures} figures; {len(lost)} lost.")
    return 1 if lost or not pages else 0


def example(folder: Path) -> Book:
    """The example edition as a book, with its pictures drawn."""
    packs = sorted(p.parent for p in (ROOT / "packs").glob("*/pack.yaml"))
    snapshot = packed.snapshot(packs, folder / "store")
    edition = read(EXAMPLE, snapshot.definitions.frameworks, snapshot.places)
    return book(edition, Basis.of(snapshot, edition), Press())


def converted(office: str, docx: bytes, folder: Path) -> bytes:
    """The PDF that LibreOffice makes of a Word file, with a profile of its own."""
    (folder / "edition.docx").write_bytes(docx)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(folder / "edition.docx")],
        check=True, timeout=LONGEST, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return (folder / "edition.pdf").read_bytes()


def texts(pdf: bytes) -> list[str]:
    """The words of each page, as PDFium reads them."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in opened]
    finally:
        opened.close()


def headings(made: Book) -> Iterator[str]:
    for section in made.sections:
        yield section.title
        yield from (plain(p.children) for p in section.pieces if isinstance(p, Heading))


def missing(made: Book, text: str) -> Iterator[str]:
    """What of the book is not in the text: headings in their order, then figures in theirs."""
    figures = (u.text for s in made.sections if s.chapter for u in s.chapter.used)
    for kind, wanted in (("heading", headings(made)), ("figure", figures)):
        at = 0
        for words in wanted:
            found = text.find(squeezed(words), at)
            if found < 0:
                yield f"The {kind} “{words}” is not in the PDF, or not in its place."
            at = max(at, found)


def squeezed(text: str) -> str:
    """Without what a line's end does to words: PDFium leaves a hyphen there out."""
    return re.sub(r"[\s\x02\u00ad\u200b\u2010\u2011\u2060\ufffe-]+", "", text)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
