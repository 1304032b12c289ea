"""Publish what was brought, put it aside, or judge everything again: whatever moves the pointer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl
from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.progress.build import build
from commonweal.progress.snapshot import Manifest
from commonweal.web.audit import actions as audit
from commonweal.web.evidence import models, selectors
from commonweal.web.evidence.actions.telling import publish_telling
from commonweal.web.registry import actions as registry
from commonweal.web.registry import selectors as register

#: How often all figures are judged again before it is said that others keep publishing.
_TRIES = 3


class NotPublishable(Exception):
    """Why an import cannot be published, in words for the person who tried."""


class Overtaken(NotPublishable):
    """Something else was published since: what was to be published starts from figures no longer in force."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Other figures were published since these were checked. Bring the files again, so that what "
                "you approve is what will change."
            )
        )


@transaction.atomic
def publish(
    *,
    brought: models.Import,
    by: Any,
    now: dt.datetime,
    reasons: Mapping[tuple[str, str], str] | None = None,
) -> models.Snapshot:
    """Move the pointer to the snapshot that this import makes. One transaction, all or nothing.

    ``reasons`` waives kinds of warning: (dataset, rule) → why. Raises :class:`NotPublishable`, and
    :class:`Overtaken` where something else was published since these files were brought.
    """
    brought = models.Import.objects.select_for_update().get(id=brought.id)
    if brought.state != models.Import.State.BROUGHT:
        raise NotPublishable(_("These files were published or put aside already."))
    if not brought.candidate_snapshot:
        if brought.stops:
            raise NotPublishable(_("Nothing here can be published: every file has problems that stop it."))
        raise NotPublishable(_("Nothing here can be published: no figure is left in the files."))
    pointer = models.InForce.objects.select_for_update().first()
    if (pointer.snapshot_id if pointer else "") != brought.base_snapshot:
        raise Overtaken
    _waive(brought, reasons or {}, by, now)
    _take_in(brought, by, now)
    snapshot = _point_at(
        brought.candidate_snapshot, base=brought.base_snapshot, reason=brought.title, by=by, now=now
    )
    brought.state = models.Import.State.PUBLISHED
    brought.published_by, brought.published_at = str(by), now
    brought.save(update_fields=["state", "published_by", "published_at"])
    audit.record(
        by=by,
        now=now,
        act="evidence.published",
        subject=("import", str(brought.id), brought.title),
        sentence=f"published “{brought.title}” ({brought.rows:,} rows), brought by {brought.brought_by}",
        detail={"snapshot": snapshot.id},
    )
    return snapshot


@transaction.atomic
def put_aside(*, brought: models.Import, by: Any, now: dt.datetime) -> models.Import:
    """Decide not to publish. What was brought stays in the record; nothing on a page changes."""
    brought = models.Import.objects.select_for_update().get(id=brought.id)
    if brought.state != models.Import.State.BROUGHT:
        raise NotPublishable(_("These files were published or put aside already."))
    brought.state = models.Import.State.PUT_ASIDE
    brought.save(update_fields=["state"])
    audit.record(
        by=by,
        now=now,
        act="evidence.put_aside",
        subject=("import", str(brought.id), brought.title),
        sentence=f"put aside “{brought.title}”",
    )
    return brought


def judge_again(*, reason: str, by: Any, now: dt.datetime) -> models.Snapshot | None:
    """Make a snapshot of the same vintages with the definitions as they stand now.

    Returns None, and changes nothing, where no definition changed. Where figures are published meanwhile it
    begins anew with them. Raises :class:`Overtaken` where that happens time and again.
    """
    for _try in range(_TRIES - 1):
        try:
            return _judge_once(reason, by, now)
        except Overtaken:
            continue
    return _judge_once(reason, by, now)


def _judge_once(reason: str, by: Any, now: dt.datetime) -> models.Snapshot | None:
    base, in_force = selectors.standing()
    definitions = register.definitions()
    manifest = Manifest(vintages=selectors.in_force_records(in_force), definitions=definitions.digest())
    if manifest.id() == base:
        return None
    built = build(selectors.root(), manifest, definitions)
    with transaction.atomic():
        snapshot = _point_at(built.id, base=base, reason=reason, by=by, now=now)
        audit.record(
            by=by,
            now=now,
            act="evidence.judged_again",
            subject=("snapshot", snapshot.id, snapshot.id[:8]),
            sentence=f"judged all figures again: {reason}",
        )
    return snapshot


def _waive(brought: models.Import, reasons: Mapping[tuple[str, str], str], by: Any, now: dt.datetime) -> None:
    if not reasons:
        return
    found = selectors.problems(brought).filter(pl.col("severity") == "warn")
    datasets = {f.file: f.dataset for f in brought.files.all()}
    counts: dict[tuple[str, str], int] = {}
    for file, rule in found.select("file", "rule").iter_rows():
        key = (datasets.get(file, file), rule)
        counts[key] = counts.get(key, 0) + 1
    models.Waiver.objects.bulk_create(
        models.Waiver(
            brought=brought,
            dataset=dataset,
            rule=rule,
            count=counts[(dataset, rule)],
            reason=reason.strip(),
            waived_by=str(by),
            waived_at=now,
        )
        for (dataset, rule), reason in reasons.items()
        if reason.strip() and (dataset, rule) in counts
    )


def _take_in(brought: models.Import, by: Any, now: dt.datetime) -> None:
    candidate = selectors.snapshot(brought.candidate_snapshot)
    if candidate is None:
        raise NotPublishable(_("The files of this import are no longer in the store. Bring them again."))
    outside = [candidate.indicators[i] for i in candidate.definitions.outside]
    registry.take_in_indicators(indicators=outside, by=by, now=now)
    named = {f.dataset for f in brought.files.all() if f.vintage_id}
    publish_telling(v for v in candidate.manifest.vintages if v.dataset in named)


def _point_at(id_: str, *, base: str, reason: str, by: Any, now: dt.datetime) -> models.Snapshot:
    """Move the pointer from ``base`` ("" for none) to this snapshot.

    Raises :class:`Overtaken` where it names another by now: whoever moved it would be undone unawares.
    """
    built = selectors.snapshot(id_)
    if built is None:
        raise NotPublishable(_("The snapshot's files are no longer in the store."))
    row, _made = models.Snapshot.objects.get_or_create(
        id=id_,
        defaults={
            "definitions": built.manifest.definitions,
            "vintages": {v.dataset: v.sha256 for v in built.manifest.vintages},
            "previous": base,
            "reason": reason,
            "made_by": str(by),
            "made_at": now,
        },
    )
    if base:
        moved = models.InForce.objects.filter(id=1, snapshot_id=base).update(snapshot=row, since=now) == 1
    else:
        _pointer, moved = models.InForce.objects.get_or_create(id=1, defaults={"snapshot": row, "since": now})
    if not moved:
        raise Overtaken
    return row
