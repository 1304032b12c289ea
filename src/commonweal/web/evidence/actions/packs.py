"""Load packs with the figures that they carry: one act, repeated without harm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from commonweal.packs import read_library
from commonweal.packs.files import files_digest
from commonweal.packs.pack import Pack
from commonweal.web.evidence.actions.at_once import bring_and_publish
from commonweal.web.evidence.actions.bring import Tick
from commonweal.web.evidence.actions.publish import judge_again
from commonweal.web.registry import actions as registry
from commonweal.web.registry import selectors as register


def load_packs(
    *,
    paths: Sequence[Path],
    by: Any,
    now: dt.datetime,
    figures: bool = True,
    tick: Tick | None = None,
) -> list[str]:
    """Load the packs whose files changed, bring their figures, judge again; says in lines what it did.

    Raises :class:`commonweal.packs.PackRefused` with every problem, before anything is written.
    """
    digests = {path.resolve(): files_digest(path) for path in paths}
    loaded = register.loaded_digests()
    if not paths or set(digests.values()) <= set(loaded.values()):
        return []
    library = read_library(paths)
    said = []
    changed = []
    for pack in library.packs:
        folder = library.folders[pack.id]
        digest = digests.get(folder.resolve()) or files_digest(folder)
        if loaded.get(pack.id) == digest:
            continue
        registry.load_pack(pack=pack, files_digest=digest, by=by, now=now)
        changed.append((pack, folder))
        said.append(f"Loaded {pack.manifest.title}, version {pack.manifest.version}.")  # stays English
    for pack, folder in changed:
        if figures and pack.datasets:
            said += _figures(pack, folder, by, now, tick)
    reason = "Packs loaded: " + ", ".join(p.id for p, _ in changed)  # stays English
    judge_again(reason=reason, by=by, now=now)
    return said


def _figures(pack: Pack, folder: Path, by: Any, now: dt.datetime, tick: Tick | None) -> list[str]:
    brought, snapshot = bring_and_publish(
        paths=[folder / d.file for d in pack.datasets],
        title=f"Figures of the pack {pack.manifest.title}",  # stays English
        by=by,
        now=now,
        about=pack.datasets,
        tick=tick,
    )
    if snapshot is None:
        title = pack.manifest.title
        return [f"The figures of {title} have problems that stop them: see the import."]  # stays English
    held = f", {brought.stops} problems hold files back" if brought.stops else ""  # stays English
    return [f"Brought {brought.rows:,} figures of {pack.manifest.title}{held}."]  # stays English
