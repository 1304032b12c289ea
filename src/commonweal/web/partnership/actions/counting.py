"""Count the record, and publish what it gives: the way that all figures go, checked and kept as a vintage."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.packs.models import Dataset, Provenance
from commonweal.partnership.record import write
from commonweal.web.audit import actions as audit
from commonweal.web.audit.actions import Actor
from commonweal.web.evidence.actions import NotPublishable, bring, publish
from commonweal.web.partnership.models import LastCount
from commonweal.web.partnership.selectors import commitments, together
from commonweal.web.partnership.selectors import record as reading

#: Who brings these figures: nobody has typed them in, so anybody who publishes may publish them.
RECORD = Actor("record", "The record of this site")  # stays English


def count(*, now: dt.datetime, by: Any = RECORD) -> Any:
    """Bring the figures that the public record gives today, to be looked at and published.

    What it gives with the examples is kept beside them: pages show it, and it is published nowhere. Returns
    the import, or the one that waits already with the same figures; None where just these figures are in
    force, or there is nothing to count.
    """
    both = together.both_now(commitments.day_of(now))
    found = together.publishable(both)
    _keep(both.summary, by, now)
    if found.is_empty() or together.is_in_force(found):
        return None
    content = found.write_csv(line_terminator="\n").encode()
    if held := together.waiting(hashlib.sha256(content).hexdigest()):
        return held
    with tempfile.TemporaryDirectory(dir=_incoming()) as folder:
        path = Path(folder) / f"{reading.DATASET}.csv"
        path.write_bytes(content)
        return bring(paths=[path], title=together.TITLE, by=by, now=now, about=[_about()])


@transaction.atomic
def _keep(found: together.Summary, by: Any, now: dt.datetime) -> None:
    """A count that gives what the last one gave, for all that pages show, writes nothing."""
    if not found.area:
        return
    told, held = together.as_kept(found), LastCount.objects.select_for_update().first()
    if held is not None and held.figures == told:
        return
    row = {"day": found.day, "figures": told, "counted_at": now, "counted_by": str(by)}
    LastCount.objects.update_or_create(id=1, defaults=row)
    audit.record(
        by=by,
        now=now,
        act="partnership.counted",
        subject=("record", "working-together", together.TITLE),
        sentence="counted the record of working together",
    )


def publish_record(*, by: Any, now: dt.datetime) -> Any:
    """Count, and publish what changed; None, and nothing written, where nothing did.

    Raises :class:`NotPublishable` where the check stops the figures.
    """
    if together.nothing_since_published(commitments.day_of(now)):
        return None
    brought = count(by=by, now=now)
    if brought is None:
        return None
    if not brought.candidate_snapshot:
        raise NotPublishable(_("The check stops the figures of the record: see the import."))
    return publish(brought=brought, by=by, now=now)


def export_record(*, folder: Path, now: dt.datetime) -> None:
    """Write the public record into a folder. Raises ``FileExistsError`` where something lies there."""
    write(reading.record(commitments.day_of(now)), folder)


def _about() -> Dataset:
    return Dataset(
        id=reading.DATASET,
        title="Working together, counted from this site’s record",  # stays English
        organisation="This site, from its own record",
        address=f"{settings.SITE_ADDRESS}/working-together/" if settings.SITE_ADDRESS else "",
        licence="CC-BY-4.0",
        file=f"figures/{reading.DATASET}.csv",
        provenance=Provenance.OWN,
        source="commonweal",
    )


def _incoming() -> Path:
    folder = Path(settings.INCOMING)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
