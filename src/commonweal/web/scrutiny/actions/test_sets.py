"""Writes of the sets of tests: a pack brings one, an owner drafts and publishes the next version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.packs.test_sets import TestSet
from commonweal.web.audit import actions as audit
from commonweal.web.scrutiny.models import SetVersion


@transaction.atomic
def take_in(*, test_sets: Sequence[TestSet], by: Any, now: dt.datetime) -> list[SetVersion]:
    """Keep the sets of a pack that was loaded, each as a version.

    The first of its name comes into force, and so does a later one where the one in force came with a pack
    too. Where an owner here has published a version, the pack's is only offered. Raises ValueError where the
    pack says something else under a version that is known.
    """
    return [made for test_set in test_sets if (made := _take_in(test_set, by, now)) is not None]


def _take_in(test_set: TestSet, by: Any, now: dt.datetime) -> SetVersion | None:
    known = SetVersion.objects.exclude(state=SetVersion.State.DRAFT).filter(test_set=test_set.id)
    same = known.filter(version=test_set.version).first()
    if same is not None:
        if TestSet.model_validate(same.definition) != test_set:
            raise ValueError(
                _(
                    "The tests “%(title)s” have other words than version %(version)s known here. Give them a "
                    "new version: what was put to a report must not change."
                )
                % {"title": test_set.title, "version": test_set.version}
            )
        return None
    current = known.filter(state=SetVersion.State.IN_FORCE).select_for_update().first()
    offered = current is not None and bool(current.published_by)
    if current is not None and not offered:
        current.state = SetVersion.State.REPLACED
        current.save(update_fields=["state"])
    made = SetVersion.objects.create(
        test_set=test_set.id,
        version=test_set.version,
        state=SetVersion.State.OFFERED if offered else SetVersion.State.IN_FORCE,
        definition=test_set.model_dump(mode="json"),
        made_by=str(audit.actor_of(by).name),
        made_at=now,
    )
    record(made, by, now, "brought", "brought in, without putting in force," if offered else "brought in")
    return made


def record(version: SetVersion, by: Any, now: dt.datetime, verb: str, words: str) -> None:
    title = str(version.definition["title"])
    audit.record(
        by=by,
        now=now,
        act=f"tests.{verb}",
        subject=("test set version", f"{version.test_set} {version.version}", title),
        sentence=f"{words} version {version.version} of the tests “{title}”",
    )
