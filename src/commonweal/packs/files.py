"""The files of a pack's folder, as one digest: has the folder changed since it was loaded?"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

_PART = 1_000_000


def files_digest(path: Path) -> str:
    """SHA-256 over the names and bytes of all files below ``path`` (hidden ones apart).

    Read in parts: the folder has not been checked yet, and may hold a file larger than memory.
    """
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")):
        # A name may be no UTF-8, and a file closed to us: the check says so, which comes after this.
        name = os.fsencode(file.relative_to(path).as_posix())
        digest.update(b"%s\0%d\0" % (name, file.stat().st_size))
        with contextlib.suppress(PermissionError), file.open("rb") as content:
            while part := content.read(_PART):
                digest.update(part)
    return digest.hexdigest()
