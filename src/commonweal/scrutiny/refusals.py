"""Why a document is not read, each in a sentence for the person who brought it; and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from commonweal.words import N_, _

Why = Literal[
    "nothing",
    "kind",
    "old-word",
    "name",
    "macros",
    "encrypted",
    "broken",
    "file-too-large",
    "unpacks-too-large",
    "entities",
    "too-many-pages",
    "too-long",
    "scanned",
    "no-text",
]

SENTENCES: dict[Why, str] = {
    "nothing": N_("The file is empty (0 bytes). Save the report again and bring that file."),
    "kind": N_("This is neither a Word document (.docx) nor a PDF. Save the report as one of them."),
    "old-word": N_(
        "This is a document of an old Word (.doc) or another old Office file. Open it in Word and save it as "
        ".docx, or as a PDF."
    ),
    "name": N_(
        "The file is called {name}, but it is not what its name says: it is {found}. Save it again as "
        "{wanted}."
    ),
    "macros": N_(
        "The document holds macros (a program inside it), so it was not opened. Save it as a Word document "
        "without macros (.docx), or as a PDF."
    ),
    "encrypted": N_("The document is locked with a password. Save it without one and bring it again."),
    "broken": N_("The file is damaged or was cut short, and could not be opened. Save the report again."),
    "file-too-large": N_("The file has {size}; at most {most} are read. Save it with smaller pictures."),
    "unpacks-too-large": N_(
        "The file unpacks to more than {most}, far more than a report needs, so it was not opened. Save the "
        "report again with smaller pictures."
    ),
    "entities": N_(
        "The document holds definitions that Word never writes and that can be used to attack a reader (an "
        "XML document type), so it was not opened. Copy the report into a new document."
    ),
    "too-many-pages": N_(
        "The document has {pages} pages; at most {most} are read. Bring the report by itself."
    ),
    "too-long": N_(
        "The document has more than {most} paragraphs, too many to read. Bring the report by itself."
    ),
    "scanned": N_(
        "The document is a scan: its pages are pictures, and there is no text in it to read. Bring the "
        "file that it was printed from, or run text recognition (OCR) over it first."
    ),
    "no-text": N_("There is no text in the document."),
}


@dataclass(frozen=True)
class Limits:
    """What one document may cost. Bytes of the file, of the whole archive and of one XML part unpacked.

    A PDF of 2,000 full pages (560 words each) takes half a minute of one core and 550 MB; a report of 20
    pages, a third of a second.
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 300_000_000
    part_bytes: int = 60_000_000
    unpacked_times: int = 200
    members: int = 5_000
    pages: int = 2_000
    blocks: int = 100_000


class Unreadable(ValueError):
    """A document that is refused. ``why`` is the kind of refusal; ``str()`` of it is the sentence to show."""

    def __init__(self, why: Why, **words: object) -> None:
        self.why: Why = why
        super().__init__(_(SENTENCES[why]).format(**words))


def in_megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"
