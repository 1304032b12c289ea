"""Load packs with the figures that they carry: one act, repeated without harm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from commonweal.evidence.of_packs import paths_of, stops
from commonweal.packs import Library, PackRefused, Problem, read_library
from commonweal.packs.files import files_digest
from commonweal.packs.pack import Pack
from commonweal.web.evidence import selectors
from commonweal.web.evidence.actions.at_once import bring_and_publish
from commonweal.web.evidence.actions.bring import Tick
from commonweal.web.evidence.actions.publish import judge_again
from commonweal.web.registry import actions as registry
from commonweal.web.registry import selectors as register


class Loaded(NamedTuple):
    """What a load did, in lines; and what stops some of the figures, by file and line."""

    said: list[str]
    stops: list[Problem]


def load_packs(
    *,
    paths: Sequence[Path],
    by: Any,
    now: dt.datetime,
    figures: bool = True,
    tick: Tick | None = None,
) -> Loaded:
    """Load the packs whose files changed, bring their figures, judge again.

    That a pack's files are loaded is written down last. Where this is broken off at any moment, or figures
    were left out or are stopped, the next load does what is missing, and again what was done.

    Raises :class:`commonweal.packs.PackRefused` with every problem, before anything is written.
    """
    digests = {path.resolve(): files_digest(path) for path in paths}
    # Without a snapshot nothing was ever judged, whatever an earlier version wrote down.
    loaded = register.loaded_digests() if selectors.snapshot_in_force() else {}
    if not paths or set(digests.values()) <= set(loaded.values()):
        return Loaded([], [])
    library = read_library(paths)
    if taken := _belongs_to_others(library):
        raise PackRefused(taken)
    said, stopped = list[str](), dict[str, list[Problem]]()
    changed = []
    for pack in library.packs:
        folder = library.folders[pack.id]
        digest = digests.get(folder.resolve()) or files_digest(folder)
        if loaded.get(pack.id) == digest:
            continue
        registry.load_pack(pack=pack, by=by, now=now)
        changed.append((pack, folder, digest))
        said.append(f"Loaded {pack.manifest.title}, version {pack.manifest.version}.")  # stays English
    for pack, folder, _digest in changed:
        if figures and pack.datasets:
            line, stopped[pack.id] = _figures(pack, folder, by, now, tick)
            said.append(line)
    reason = "Packs loaded: " + ", ".join(p.id for p, _folder, _digest in changed)  # stays English
    judge_again(reason=reason, by=by, now=now)
    for pack, _folder, digest in changed:
        if not pack.datasets or (figures and not stopped[pack.id]):
            registry.pack_is_whole(pack=pack.id, files_digest=digest)
    register.places()  # they are kept by what was written down just now, for whoever brings figures next
    return Loaded(said, [problem for problems in stopped.values() for problem in problems])


def _belongs_to_others(library: Library) -> list[Problem]:
    """What packs that are loaded already define, and are not loaded anew with these."""
    return [
        library.declared[kind, id_].problem(
            (),
            _("The pack '%(owner)s', which is loaded here, defines this already.") % {"owner": owner},
            _("Give it another name, or load the two packs together, with it in one of them."),
        )
        for pack in library.packs
        for kind, id_, owner in register.others_items(pack)
        if owner not in library.folders
    ]


def _figures(
    pack: Pack, folder: Path, by: Any, now: dt.datetime, tick: Tick | None
) -> tuple[str, list[Problem]]:
    brought, snapshot = bring_and_publish(
        paths=paths_of(pack, folder),
        title=f"Figures of the pack {pack.manifest.title}",  # stays English
        by=by,
        now=now,
        about=pack.datasets,
        tick=tick,
    )
    title = pack.manifest.title
    wrong = stops(selectors.problems(brought), pack, folder) if brought.stops else []
    if snapshot is None:
        return f"The figures of {title} have problems that stop them.", wrong  # stays English
    held = f", {brought.stops} problems hold files back" if brought.stops else ""  # stays English
    return f"Brought {brought.rows:,} figures of {title}{held}.", wrong  # stays English
