"""Bring and publish in one go, where nobody looks at the differences between: the command line, the packs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from commonweal.packs.models import Dataset as PackDataset
from commonweal.web.evidence import models
from commonweal.web.evidence.actions.bring import Tick, bring
from commonweal.web.evidence.actions.publish import Overtaken, publish, put_aside

Reasons = Mapping[tuple[str, str], str]


def bring_and_publish(
    *,
    paths: Sequence[Path],
    title: str,
    by: Any,
    now: dt.datetime,
    about: Sequence[PackDataset] = (),
    tick: Tick | None = None,
    look: Callable[[models.Import], Reasons] | None = None,
    again: Callable[[], None] | None = None,
) -> tuple[models.Import, models.Snapshot | None]:
    """The import, and the snapshot that it made; None where every file has problems that stop it.

    ``look`` is shown what was brought and says which of its warnings are waived, and why. Where something
    else is published meanwhile, the first import is put aside, ``again`` is told, and the files are read once
    more, on top of that. Raises :class:`Overtaken`, and lets the import wait, where it happens again.
    """

    def brought() -> tuple[models.Import, Reasons]:
        found = bring(paths=paths, title=title, by=by, now=now, about=about, tick=tick)
        return found, look(found) if look else {}

    def published(found: models.Import, reasons: Reasons) -> models.Snapshot | None:
        if not found.candidate_snapshot:
            return None
        return publish(brought=found, by=by, now=now, reasons=reasons)

    found, reasons = brought()
    try:
        return found, published(found, reasons)
    except Overtaken:
        put_aside(brought=found, by=by, now=now)
        if again:
            again()
    found, reasons = brought()
    return found, published(found, reasons)
