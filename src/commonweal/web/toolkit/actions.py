"""Writes of the toolkits: a pack brings one, an owner drafts, rewrites and publishes the next version."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from commonweal.appraisal import versions
from commonweal.packs.toolkits import Toolkit
from commonweal.web.audit import actions as audit
from commonweal.web.toolkit.models import Version


class DraftMoved(Exception):
    """Somebody else saved the draft in the meantime. ``draft`` is as it stands now."""

    def __init__(self, draft: Version) -> None:
        super().__init__(f"{draft.changed_by} changed the draft after you opened this page.")
        self.draft = draft


@transaction.atomic
def take_in(*, toolkits: Sequence[Toolkit], by: Any, now: dt.datetime) -> list[Version]:
    """Keep the toolkits of a pack that was loaded, each as a version.

    The first of its name comes into force, and so does a later one where the one in force came with a pack
    too. Where an owner here has published a version, the pack's is only offered: to compare and to take over.
    Raises ValueError where the pack says something else under a version that is known.
    """
    return [version for toolkit in toolkits if (version := _take_in(toolkit, by, now)) is not None]


def _take_in(toolkit: Toolkit, by: Any, now: dt.datetime) -> Version | None:
    definition = toolkit.model_dump(mode="json")
    known = Version.objects.exclude(state=Version.State.DRAFT).filter(toolkit=toolkit.id)
    same = known.filter(version=toolkit.version).first()
    if same is not None:
        if Toolkit.model_validate(same.definition) != toolkit:
            raise ValueError(
                f"The toolkit “{toolkit.title}” has other words than version {toolkit.version} that is known "
                "here. Give it a new version: what was assessed with the old one must not change."
            )
        return None
    current = known.filter(state=Version.State.IN_FORCE).select_for_update().first()
    offered = current is not None and bool(current.published_by)
    if current is not None and not offered:
        _replace(current)
    made = Version.objects.create(
        toolkit=toolkit.id,
        version=toolkit.version,
        state=Version.State.OFFERED if offered else Version.State.IN_FORCE,
        definition=definition,
        made_by=str(audit.actor_of(by).name),
        made_at=now,
    )
    _record(
        made, by, now, "brought", "brought in" if not offered else "brought in, without putting in force,"
    )
    return made


@transaction.atomic
def start_draft(*, toolkit: str, by: Any, now: dt.datetime) -> Version:
    """A draft that begins as the version in force; the one there is, where there is one.

    Raises ``Version.DoesNotExist`` where the toolkit has no version in force.
    """
    current = Version.objects.select_for_update().get(toolkit=toolkit, state=Version.State.IN_FORCE)
    made, fresh = Version.objects.get_or_create(
        toolkit=toolkit,
        state=Version.State.DRAFT,
        defaults={
            "version": _next(current.version),
            "definition": current.definition,
            "based_on": current,
            "made_by": str(by),
            "made_at": now,
        },
    )
    if fresh:
        _record(made, by, now, "drafted", "began a draft of")
    return made


@transaction.atomic
def rewrite(
    *, draft: Version, key: str, items: Sequence[Mapping[str, str]], revision: int, by: Any, now: dt.datetime
) -> Version:
    """Give one section of the draft these items. ``revision`` is that of the page on which they were written.

    Raises :class:`DraftMoved` where the draft has been saved since, ValueError where it would not be whole.
    """
    held = Version.objects.select_for_update().get(id=draft.id, state=Version.State.DRAFT)
    if held.revision != revision:
        raise DraftMoved(held)
    held.definition = versions.with_items(_content(held), key, items).model_dump(mode="json")
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    held.save(update_fields=["definition", "revision", "changed_by", "changed_at"])
    found = versions.section(_content(held), key)
    _record(held, by, now, "rewritten", f"rewrote “{found.title if found else key}” in the draft of")
    return held


@transaction.atomic
def publish(
    *, draft: Version, version: str, reason: str, revision: int, by: Any, now: dt.datetime
) -> Version:
    """Put the draft in force under a version. The one before it stays, for all that was assessed with it.

    Raises :class:`DraftMoved`, or ValueError where nothing differs, the version is no later one, or no reason
    is given.
    """
    held = Version.objects.select_for_update().get(id=draft.id, state=Version.State.DRAFT)
    if held.revision != revision:
        raise DraftMoved(held)
    current = Version.objects.select_for_update().get(toolkit=held.toolkit, state=Version.State.IN_FORCE)
    if not reason.strip():
        raise ValueError("Say why the questions change: assessors will ask.")
    if not versions.compare(_content(current), _content(held)):
        raise ValueError("The draft asks what the version in force asks. There is nothing to publish.")
    known = Version.objects.exclude(id=held.id).filter(toolkit=held.toolkit).values_list("version", flat=True)
    latest = max(map(_parts, known))
    if not re.fullmatch(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}", version) or _parts(version) <= latest:
        raise ValueError(f"Give a version after {'.'.join(map(str, latest))}, such as {_next(latest)}.")
    _replace(current)
    held.version, held.reason, held.state = version, reason.strip(), Version.State.IN_FORCE
    held.definition = {**held.definition, "version": version, "date": now.date().isoformat()}
    held.published_by, held.published_at = str(by), now
    held.save()
    _record(held, by, now, "published", "put in force")
    return held


@transaction.atomic
def discard(*, draft: Version, by: Any, now: dt.datetime) -> None:
    """Throw a draft away. What is in force is not touched."""
    held = Version.objects.select_for_update().get(id=draft.id, state=Version.State.DRAFT)
    _record(held, by, now, "discarded", "threw away the draft of")
    held.delete()


def _replace(current: Version) -> None:
    current.state = Version.State.REPLACED
    current.save(update_fields=["state"])


def _content(version: Version) -> Toolkit:
    return Toolkit.model_validate(version.definition)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _next(version: str | tuple[int, ...]) -> str:
    major, minor, _ = _parts(version) if isinstance(version, str) else version
    return f"{major}.{minor + 1}.0"


def _record(version: Version, by: Any, now: dt.datetime, verb: str, words: str) -> None:
    title = version.definition["title"]
    audit.record(
        by=by,
        now=now,
        act=f"toolkit.{verb}",
        subject=("toolkit version", f"{version.toolkit} {version.version}", str(title)),
        sentence=f"{words} version {version.version} of the toolkit “{title}”",
    )
