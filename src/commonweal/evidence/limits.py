"""What a file may cost before it is refused unread."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadLimits:
    """Bytes on disk, bytes of a workbook once unpacked, and how often it may be larger unpacked."""

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 400_000_000
    unpacked_times: int = 200
    members: int = 5_000
    latest_year: int = 2100
