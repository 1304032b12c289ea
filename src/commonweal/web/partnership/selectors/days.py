"""Days as public pages give them, read and put into words."""

from __future__ import annotations

from commonweal.partnership.when import When, before, when

__all__ = ["When", "before", "read", "words"]


def read(text: str) -> When | None:
    """None for an empty one. Raises ValueError in words for what is no day, month or year."""
    return when(text) if text else None


def words(text: str) -> str:
    """ "July 2020"; "" for an empty one."""
    return when(text).words if text else ""
