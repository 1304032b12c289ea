"""``python -m commonweal.packs PATH...``: say what is wrong with packs, and exit with 1 if anything is."""

from __future__ import annotations

import sys
from pathlib import Path

from .check import check


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0].startswith("-"):
        print("usage: python -m commonweal.packs PATH...   (each PATH is the folder of a pack)")
        return 2
    problems = check(map(Path, arguments))
    for problem in problems:
        print(problem)
    if problems:
        print(f"\n{len(problems)} problem{'s' if len(problems) > 1 else ''}.")
        return 1
    print("Nothing is wrong.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
