"""What was read from a document: its blocks in reading order, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from commonweal.words import ngettext

Kind = Literal["docx", "pdf"]
#: The rank of a block that is no heading; any heading's rank is smaller.
NO_HEADING = 99


@dataclass(frozen=True)
class Cell:
    """Where in a table a block stands, from 0. ``columns``: how many the table has."""

    table: int
    row: int
    column: int
    columns: int


@dataclass(frozen=True)
class Block:
    """One heading, paragraph or table cell.

    ``at``: its place in the document, from 0. ``page``: from 1, None where the file knows no pages (DOCX).
    ``rank``: 1 for the highest heading; ``NO_HEADING`` for text. ``number``: (7, 3) of "7.3 Legal".
    ``lead``: the bold words with which a paragraph begins, where only they are bold. ``contents``: it is a
    line of a table of contents. ``title``: it is the document's own title.
    """

    text: str
    at: int
    page: int | None = None
    rank: int = NO_HEADING
    number: tuple[int, ...] = ()
    lead: str = ""
    cell: Cell | None = None
    contents: bool = False
    title: bool = False

    @property
    def heading(self) -> bool:
        return self.rank < NO_HEADING


@dataclass(frozen=True)
class Report:
    """A document that could be read. ``pages``: None for DOCX.

    ``pictures``: numbers of the pages that are only a picture, so that their words could not be read.
    """

    name: str
    kind: Kind
    blocks: tuple[Block, ...]
    pages: int | None = None
    pictures: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    @property
    def note(self) -> str:
        """What a reader must know of how it was read; empty where nothing is amiss."""
        if not self.pictures:
            return ""
        some = ", ".join(str(page) for page in self.pictures[:10])
        return ngettext(
            "Page {pages} is only a picture (a scan): what stands there could not be read.",
            "Pages {pages} are only pictures (a scan): what stands there could not be read.",
            len(self.pictures),
        ).format(pages=some + (", …" if len(self.pictures) > 10 else ""))
