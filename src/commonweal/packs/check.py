"""Is a pack right? The same reading as any other, of which only the problems are kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .problems import Problem
from .read import problems_of


def check(paths: Iterable[Path]) -> list[Problem]:
    """Every problem of the packs in ``paths`` and of those they require, by file and line; [] when whole."""
    return problems_of(paths)
