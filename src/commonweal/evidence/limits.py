"""What a file may cost before it is refused unread."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadLimits:
    """Bytes on disk, bytes of a workbook once unpacked, and how often it may be larger unpacked.

    ``cells`` are those of a sheet from its first to its last, empty ones between them too: the reader of
    workbooks makes room for every one. Measured, reading 8 million that are filled takes 0.7 GB; a sheet of
    300,000 rows and 20 columns has 6 million. ``text_bytes`` are the texts in them, one that is repeated
    counted as often.
    """

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 400_000_000
    unpacked_times: int = 200
    members: int = 5_000
    cells: int = 8_000_000
    text_bytes: int = 200_000_000
    latest_year: int = 2100
