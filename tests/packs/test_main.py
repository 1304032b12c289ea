"""``python -m commonweal.packs``, as an author of packs runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .folders import lay, whole_but


def run(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "commonweal.packs", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_whole_pack_ends_with_0(tmp_path: Path) -> None:
    assert run(str(lay(tmp_path / "ours"))) == (0, "Nothing is wrong.\n")


def test_a_wrong_pack_ends_with_1_and_says_why(tmp_path: Path) -> None:
    folder = whole_but(tmp_path / "ours", "pack.yaml", "version: 1.0.0", "version: one")
    code, said = run(str(folder))
    assert code == 1
    assert said == (
        f"{folder}/pack.yaml:3: pack ours › version: “one” is not a version: three whole numbers with dots. "
        "Write it like 1.0.0.\n\n1 problem.\n"
    )


def test_without_a_path_it_says_how_it_is_used() -> None:
    assert run() == (2, "usage: python -m commonweal.packs PATH...   (each PATH is the folder of a pack)\n")
