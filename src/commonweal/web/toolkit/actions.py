"""Writes of the toolkits: a pack brings one, an owner drafts, rewrites and publishes the next version."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.appraisal import versions
from commonweal.packs.toolkits import Toolkit
from commonweal.web.audit import actions as audit
from commonweal.web.toolkit import selectors
from commonweal.web.toolkit.models import Version

Refused = versions.Refused


class DraftMoved(Exception):
    """The draft is no longer what the page showed. ``draft`` is as it stands now."""

    def __init__(self, draft: Version, words: str = "") -> None:
        super().__init__(words or _moved(draft))
        self.draft = draft


def _moved(draft: Version) -> str:
    if draft.changed_by:
        return _("%(who)s changed the draft after you opened this page.") % {"who": draft.changed_by}
    return _(
        "The draft that you opened was published or thrown away. This is a new one, which begins as "
        "version %(version)s, in force now."
    ) % {"version": draft.definition["version"]}


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
        if selectors.content(same) != toolkit:
            raise ValueError(
                _(
                    "The toolkit “%(title)s” has other words than version %(version)s that is known here. "
                    "Give it a new version: what was assessed with the old one must not change."
                )
                % {"title": toolkit.title, "version": toolkit.version}
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
    words = "brought in, without putting in force," if offered else "brought in"  # stays English
    _record(made, by, now, "brought", words)
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
            "version": selectors.next_version(toolkit),
            "definition": current.definition,
            "based_on": current,
            "made_by": str(by),
            "made_at": now,
        },
    )
    if fresh:
        _record(made, by, now, "drafted", "began a draft of")  # stays English
    return made


@transaction.atomic
def rewrite(
    *, draft: Version, key: str, items: Sequence[Mapping[str, Any]], revision: int, by: Any, now: dt.datetime
) -> Version:
    """Give one part of the draft these items. ``revision`` is that of the page on which they were written.

    Raises :class:`DraftMoved` where the draft has been saved since, :class:`Refused` (a ValueError) with
    everything for which it would not be whole.
    """
    held = _held(draft)
    if held.revision != revision:
        raise DraftMoved(held)
    current = selectors.in_force(held.toolkit)
    made = versions.with_items(
        selectors.content(held), key, items, earlier=selectors.content(current) if current else None
    )
    found = versions.section(made, key)
    return _save(held, made, by, now, f"rewrote “{found.title if found else key}” in")  # stays English


@transaction.atomic
def add(*, draft: Version, key: str, item: Mapping[str, Any], by: Any, now: dt.datetime) -> Version:
    """One more priority or number at the end of its list. It overwrites nothing, whoever saved in between.

    Raises :class:`Refused` (a ValueError) with everything for which it would not be whole.
    """
    held = _held(draft)
    what = {"priorities": "priority", "parameters": "number"}[key]
    made = versions.with_new(selectors.content(held), key, item)
    return _save(held, made, by, now, f"added the {what} “{str(item['name']).strip()}” to")  # stays English


@transaction.atomic
def note(*, draft: Version, notes: Sequence[Mapping[str, str]], by: Any, now: dt.datetime) -> int:
    """Put notes beside items of a draft, for its owner to act upon; how many are new.

    A note is the ``key`` of a part, the ``item`` in it, its ``words`` and their ``source``. One on an item
    that the draft does not have is left out. Notes are no words of the toolkit: they are never published.
    Raises ValueError where there is no such draft any more.
    """
    held = _held(draft)
    content = selectors.content(held)
    there = {(s.key, versions.id_of(item)) for s in versions.sections(content) for item in s.items}
    fresh = [dict(n) for n in notes if (n["key"], n["item"]) in there and dict(n) not in held.notes]
    held.notes = [*held.notes, *fresh]
    held.save(update_fields=["notes"])
    if fresh:
        words = f"put {len(fresh)} notes beside questions in the draft of"  # stays English
        _record(held, by, now, "noted", words)
    return len(fresh)


@transaction.atomic
def publish(
    *,
    draft: Version,
    version: str,
    reason: str,
    revision: int,
    by: Any,
    now: dt.datetime,
    against: int | None = None,
) -> Version:
    """Put the draft in force under a version. The one before it stays, for all that was assessed with it.

    ``against`` is the version (its key) with which the draft was compared. Raises :class:`DraftMoved` where
    either is another by now, or ValueError where nothing differs, something is unknown to the register, the
    version is no later one, or no reason is given.
    """
    held = _held(draft)
    if held.revision != revision:
        raise DraftMoved(held)
    current = Version.objects.select_for_update().get(toolkit=held.toolkit, state=Version.State.IN_FORCE)
    if against not in (None, current.pk):
        raise DraftMoved(held, _moved_on(current))
    if not reason.strip():
        raise ValueError(_("Say why the questions change: assessors will ask."))
    if not selectors.changes(current, held):
        raise ValueError(_("The draft asks what the version in force asks. There is nothing to publish."))
    if unknown := selectors.unknown(held):
        raise ValueError(" ".join(f"{u.words}." for u in unknown))
    known = Version.objects.exclude(id=held.id).filter(toolkit=held.toolkit).values_list("version", flat=True)
    latest = max(map(_parts, known))
    if not re.fullmatch(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}", version) or _parts(version) <= latest:
        after = ".".join(map(str, latest))
        words = _("Give a version after %(latest)s, such as %(next)s.")
        raise ValueError(words % {"latest": after, "next": selectors.next_version(held.toolkit)})
    _replace(current)
    held.version, held.reason, held.state = version, reason.strip(), Version.State.IN_FORCE
    held.definition = {**held.definition, "version": version, "date": now.date().isoformat()}
    held.published_by, held.published_at = str(by), now
    held.save()
    _record(held, by, now, "published", "put in force")  # stays English
    return held


@transaction.atomic
def discard(*, draft: Version, by: Any, now: dt.datetime) -> None:
    """Throw a draft away. What is in force is not touched."""
    held = _held(draft)
    _record(held, by, now, "discarded", "threw away the draft of")  # stays English
    held.delete()


def _moved_on(current: Version) -> str:
    return _("Version %(version)s came into force after you opened this page.") % {"version": current.version}


def _held(draft: Version) -> Version:
    """The draft, locked. Raises ValueError where somebody published it or threw it away a moment ago."""
    held = Version.objects.select_for_update().filter(id=draft.id, state=Version.State.DRAFT).first()
    if held is None:
        raise ValueError(
            _("Somebody published the draft or threw it away a moment ago. Send the form again.")
        )
    return held


def _save(held: Version, made: Toolkit, by: Any, now: dt.datetime, words: str) -> Version:
    held.definition = made.model_dump(mode="json")
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    held.save(update_fields=["definition", "revision", "changed_by", "changed_at"])
    _record(held, by, now, "rewritten", f"{words} the draft of")  # stays English
    return held


def _replace(current: Version) -> None:
    current.state = Version.State.REPLACED
    current.save(update_fields=["state"])


def _parts(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _record(version: Version, by: Any, now: dt.datetime, verb: str, words: str) -> None:
    title = version.definition["title"]
    audit.record(
        by=by,
        now=now,
        act=f"toolkit.{verb}",
        subject=("toolkit version", f"{version.toolkit} {version.version}", str(title)),
        sentence=f"{words} version {version.version} of the toolkit “{title}”",
    )
