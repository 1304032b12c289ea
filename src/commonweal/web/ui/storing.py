"""Files that people attach, kept under the digest of their own bytes, outside of what is served."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Kept:
    sha256: str
    size: int


def keep(path: Path) -> Kept:
    """Keep the bytes of a file. The same bytes again are the same file; half of one is never seen."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    target = path_of(digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_suffix(".part")
        beside.write_bytes(content)
        beside.rename(target)
    return Kept(digest, len(content))


def path_of(sha256: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.MEDIA_ROOT) / "documents" / sha256[:2] / sha256
