"""One name for definitions: the same wherever the same packs are loaded."""

from __future__ import annotations

import hashlib
import json

from pydantic import BaseModel


def digest(*models: BaseModel) -> str:
    """SHA-256, as 64 hexadecimal digits, over the canonical JSON of ``models`` in the order given.

    Canonical: fields sorted by name, no spaces, UTF-8. Fields that hold their default are left out, so that
    a field which a later version adds changes no digest of what was written before it.
    """
    sha = hashlib.sha256()
    for model in models:
        content = model.model_dump(mode="json", exclude_defaults=True)
        written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        sha.update(f"{type(model).__name__}\0{len(written)}\0{written}".encode())
    return sha.hexdigest()
