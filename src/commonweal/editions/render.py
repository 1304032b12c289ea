"""An edition written out whole: web pages, PDF, Word and data, and each chapter and place alone.

    OUT/<slug>.pdf  OUT/<slug>.docx  OUT/<slug>-data.zip
    OUT/web/index.html …
    OUT/parts/<part>.pdf            each chapter and each place profile by itself
    OUT/package/                    the data package unpacked

Every file is made before the first is written, so that a failure leaves what was there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from commonweal.editions import package, pages, pdf, word
from commonweal.editions.basis import Basis
from commonweal.editions.book import Book, Tick, book
from commonweal.editions.edition import Edition, PartKind
from commonweal.editions.outputs import ALL, Kind
from commonweal.editions.pictures import Press
from commonweal.editions.pressing import Pngs

#: Parts that are handed on by themselves.
_ALONE = frozenset({PartKind.GOAL, PartKind.PLACE, PartKind.CASE_STUDY})


@dataclass(frozen=True)
class Workshop:
    """What drawing costs is kept here, so that a second rendering draws only what changed."""

    press: Press = field(default_factory=Press)
    pngs: Pngs = field(default_factory=Pngs)


def render(
    edition: Edition, basis: Basis, out: Path, *, only: Collection[Kind] = ALL,
    alone: bool = True, made: dt.datetime | None = None, workshop: Workshop | None = None,
    tick: Tick | None = None,
) -> tuple[Path, ...]:  # fmt: skip
    """Write the edition into the folder ``out``; returns the files written, in order.

    ``alone``: each chapter and place profile as a PDF of its own, too.
    """
    shop = workshop or Workshop()
    whole = book(edition, basis, shop.press, tick)
    return write(rendered(whole, only=only, alone=alone, made=made, as_png=shop.pngs, tick=tick), out)


def write(files: Mapping[str, bytes], out: Path) -> tuple[Path, ...]:
    """Write files by their path into a folder; returns them in order."""
    written = []
    for path, content in files.items():
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written.append(target)
    return tuple(written)


def rendered(
    whole: Book, *, only: Collection[Kind] = ALL, alone: bool = True, made: dt.datetime | None = None,
    as_png: Callable[[str], bytes] | None = None, tick: Tick | None = None,
) -> dict[str, bytes]:  # fmt: skip
    """The files of a book by their path."""
    files: dict[str, bytes] = {}
    slug, pngs = whole.edition.slug, as_png or Pngs()
    if Kind.WEB in only:
        files |= {f"web/{path}": content for path, content in pages.pages(whole).items()}
    if Kind.PDF in only:
        files[f"{slug}.pdf"] = pdf.pdf(whole, made=made)
        parts = [s.slug for s in whole.sections if alone and s.kind in _ALONE]
        for done, one in enumerate(parts, start=1):
            files[f"parts/{one}.pdf"] = pdf.pdf(whole.alone(one), made=made)  # stays English
            if tick is not None:
                tick("Chapters and places alone", done, len(parts))  # stays English
    if Kind.WORD in only:
        files[f"{slug}.docx"] = word.docx(whole, as_png=pngs)
    if Kind.DATA in only:
        contents = package.files(whole, as_png=pngs, tick=tick)
        files |= {f"package/{path}": content for path, content in contents.items()}
        files[f"{slug}-data.zip"] = package.zipped(contents)  # stays English
    return files
