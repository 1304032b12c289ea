"""``python -m commonweal.packs PATH...``: say what is wrong with packs, and exit with 1 if anything is."""

from __future__ import annotations

import sys
from pathlib import Path

from commonweal.words import _, ngettext

from .check import check


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0].startswith("-"):
        print(_("usage: python -m commonweal.packs PATH...   (each PATH is the folder of a pack)"))
        return 2
    problems = check(map(Path, arguments))
    for problem in problems:
        print(problem)
    if problems:
        print("\n" + ngettext("{n} problem.", "{n} problems.", len(problems)).format(n=len(problems)))
        return 1
    print(_("Nothing is wrong."))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
