"""The next version of the tests: drafted by an owner, compared with the one in force, and published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.packs.test_sets import TestSet
from commonweal.scrutiny import versions
from commonweal.web.scrutiny.models import SetVersion
from commonweal.web.scrutiny.selectors import drafts, test_sets
from commonweal.web.toolkit.actions import DraftMoved

from .test_sets import record

Refused = versions.Refused


@transaction.atomic
def start_draft(*, test_set: str, by: Any, now: dt.datetime) -> SetVersion:
    """A draft that begins as the version in force; the one there is, where there is one.

    Raises ``SetVersion.DoesNotExist`` where no version is in force.
    """
    current = SetVersion.objects.select_for_update().get(test_set=test_set, state=SetVersion.State.IN_FORCE)
    made, fresh = SetVersion.objects.get_or_create(
        test_set=test_set,
        state=SetVersion.State.DRAFT,
        defaults={
            "version": drafts.next_version(test_set),
            "definition": current.definition,
            "based_on": current,
            "made_by": str(by),
            "made_at": now,
        },
    )
    if fresh:
        record(made, by, now, "drafted", "began a draft of")
    return made


@transaction.atomic
def write_question(
    *, draft: SetVersion, row: Mapping[str, Any], revision: int, by: Any, now: dt.datetime
) -> SetVersion:
    """Rewrite a question of the draft, or with an empty ``id`` add one at its end, which overwrites nothing.

    Raises :class:`DraftMoved` where the draft has been saved since; :class:`Refused` with all that is wrong;
    ValueError where the question is no longer there.
    """
    held = _held(draft, revision if row["id"] else None)
    before = drafts.rows(held)
    if row["id"] and row["id"] not in {r["id"] for r in before}:
        raise ValueError(_("That question is no longer in the draft."))
    after = [row if r["id"] == row["id"] else r for r in before] if row["id"] else [*before, row]
    words = f"rewrote “{row['label']}” in" if row["id"] else f"added “{row['label']}” to"  # stays English
    return _save(held, after, by, now, words)


@transaction.atomic
def take_out(*, draft: SetVersion, question: str, revision: int, by: Any, now: dt.datetime) -> SetVersion:
    """Take a question out of the draft. Raises as :func:`write_question`."""
    held = _held(draft, revision)
    after = [r for r in drafts.rows(held) if r["id"] != question]
    return _save(held, after, by, now, f"took “{question}” out of")  # stays English


@transaction.atomic
def move_question(
    *, draft: SetVersion, question: str, by_places: int, revision: int, by: Any, now: dt.datetime
) -> SetVersion:
    """Move a question of the draft up (less than nothing) or down. Raises as :func:`write_question`."""
    held = _held(draft, revision)
    after = drafts.rows(held)
    at = next((n for n, r in enumerate(after) if r["id"] == question), None)
    if at is None:
        raise ValueError(_("That question is no longer in the draft."))
    after.insert(max(0, at + by_places), after.pop(at))
    return _save(held, after, by, now, f"moved “{question}” in")  # stays English


@transaction.atomic
def write_words(
    *, draft: SetVersion, words: Mapping[str, Any], revision: int, by: Any, now: dt.datetime
) -> SetVersion:
    """Give the draft other words of its own, and other headings. Raises as :func:`write_question`."""
    held = _held(draft, revision)
    made = versions.with_words(test_sets.content(held), words)
    return _keep(held, made, by, now, "rewrote the words of")  # stays English


@transaction.atomic
def note(*, draft: SetVersion, notes: Sequence[Mapping[str, str]], by: Any, now: dt.datetime) -> int:
    """Put notes beside questions of a draft, for its owner to act upon; how many are new.

    A note is the ``item`` (the id of a question, "" for the set as a whole), its ``words`` and their
    ``source``. One on a question that the draft does not have is left out. Notes are no words of the tests:
    they are never published. Raises ValueError where there is no such draft any more.
    """
    held = _held(draft, None)
    there = {"", *(r["id"] for r in drafts.rows(held))}
    fresh = [dict(n) for n in notes if n["item"] in there and dict(n) not in held.notes]
    held.notes = [*held.notes, *fresh]
    held.save(update_fields=["notes"])
    if fresh:
        record(held, by, now, "noted", f"put {len(fresh)} notes beside questions in the draft of")
    return len(fresh)


@transaction.atomic
def publish_draft(
    *,
    draft: SetVersion,
    version: str,
    reason: str,
    revision: int,
    by: Any,
    now: dt.datetime,
    against: int | None = None,
) -> SetVersion:
    """Put the draft in force. The version before it stays, for all reports it was put to.

    ``against``: the version (its key) with which the draft was compared. Raises :class:`DraftMoved` where
    either is another by now; ValueError where nothing differs, a goal is unknown, the version is no later
    one, or no reason is given.
    """
    held = _held(draft, revision)
    current = SetVersion.objects.select_for_update().get(
        test_set=held.test_set, state=SetVersion.State.IN_FORCE
    )
    if against not in (None, current.pk):
        raise DraftMoved(
            held,
            _("Version %(version)s came into force after you opened this page.")
            % {"version": current.version},
        )
    if not any(c.isalnum() for c in reason):
        raise ValueError(_("Say why the questions change: authors of reports will ask."))
    if not drafts.changes(current, held, {}):
        raise ValueError(_("The draft asks what the version in force asks. There is nothing to publish."))
    if unknown := drafts.unknown_goals(held):
        raise ValueError(
            _("The framework has no goal %(goals)s: choose others.") % {"goals": ", ".join(unknown)}
        )
    after = drafts.next_version(held.test_set)
    known = SetVersion.objects.exclude(id=held.pk).filter(test_set=held.test_set)
    latest = max(drafts.number_of(v) for v in known.values_list("version", flat=True))
    if (
        not re.fullmatch(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}", version)
        or drafts.number_of(version) <= latest
    ):
        raise ValueError(
            _("Give a version after %(latest)s, such as %(version)s.")
            % {"latest": ".".join(map(str, latest)), "version": after}
        )
    current.state = SetVersion.State.REPLACED
    current.save(update_fields=["state"])
    held.version, held.reason, held.state = version, reason.strip(), SetVersion.State.IN_FORCE
    held.definition = {**held.definition, "version": version, "date": now.date().isoformat()}
    held.published_by, held.published_at = str(by), now
    held.save()
    record(held, by, now, "published", "put in force")
    return held


@transaction.atomic
def discard_draft(*, draft: SetVersion, by: Any, now: dt.datetime) -> None:
    """Throw a draft away. What is in force is not touched."""
    held = _held(draft, None)
    record(held, by, now, "discarded", "threw away the draft of")
    held.delete()


def _held(draft: SetVersion, revision: int | None) -> SetVersion:
    """The draft, locked. Raises ValueError where it is none any more, :class:`DraftMoved` where it moved."""
    held = SetVersion.objects.select_for_update().filter(id=draft.pk, state=SetVersion.State.DRAFT).first()
    if held is None:
        raise ValueError(_("Somebody published the draft or threw it away a moment ago."))
    if revision not in (None, held.revision):
        raise DraftMoved(held)
    return held


def _save(
    held: SetVersion, after: Sequence[Mapping[str, Any]], by: Any, now: dt.datetime, words: str
) -> SetVersion:
    current = test_sets.in_force(held.test_set)
    earlier = test_sets.content(current) if current else None
    return _keep(
        held, versions.with_questions(test_sets.content(held), after, earlier=earlier), by, now, words
    )


def _keep(held: SetVersion, made: TestSet, by: Any, now: dt.datetime, words: str) -> SetVersion:
    held.definition = made.model_dump(mode="json")
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    held.save(update_fields=["definition", "revision", "changed_by", "changed_at"])
    record(held, by, now, "rewritten", f"{words} the draft of")
    return held
