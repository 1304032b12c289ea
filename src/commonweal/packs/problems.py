"""What is wrong with a pack: where it is, what it is, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right. ``line`` counts from 1; 0 means the file or folder as a whole.

    ``where`` is the way to the field, in the pack's own words: "indicator birth-weight › polarity".
    """

    file: str
    line: int
    where: str
    message: str
    fix: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.where, f"{self.message} {self.fix}".strip()) if part)


class PackRefused(Exception):
    """A pack is wrong; ``problems`` holds all that is wrong with it, by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[PackRefused], tuple[tuple[Problem, ...]]]:
        return PackRefused, (self.problems,)
