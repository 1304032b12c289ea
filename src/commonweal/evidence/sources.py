"""One file that was read: what it is, and what is told about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Layout = Literal["ons", "ons-small-areas", "tidy", ""]


@dataclass(frozen=True)
class SourceFile:
    """``rows`` counts every row of figures, those set aside among them.

    ``sha256`` is of the bytes of the figures and then of the metadata beside them; ``layout`` is empty
    where the file could not be recognised. ``released`` is an ISO date or empty.
    """

    dataset: str
    file: str
    sha256: str
    size: int
    layout: Layout = ""
    rows: int = 0
    title: str = ""
    organisation: str = ""
    address: str = ""
    licence: str = ""
    released: str = ""
