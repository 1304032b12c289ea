"""Set an edition up, change what it says of itself, and put its chapters in, in order, and out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commonweal.editions.edition import MOST_PARTS, PartKind
from commonweal.web.editions.models import Chapter, ChapterVersion, Edition
from commonweal.web.editions.selectors import evidence
from commonweal.words import languages

from .telling import Moved, taken, tell, touched, whole

OF_EDITION = (
    "title", "period", "frameworks", "places", "place", "comparators", "editor_role", "editor_organisation",
    "contributors", "licence", "language", "snapshot",
)  # fmt: skip
OF_CHAPTER = ("kind", "title", "framework", "goal", "place", "indicators", "contributors")

__all__ = ["OF_CHAPTER", "OF_EDITION", "Moved", "add_chapter", "bring_back", "change_chapter", "move_chapter",
           "save_edition", "take_out"]  # fmt: skip


@transaction.atomic
def save_edition(
    *, edition: Edition | None, fields: Mapping[str, Any], revision: int, by: Any, now: dt.datetime,
    slug: str = "", example: str = "", rule: str = "",
) -> Edition:  # fmt: skip
    """Set an edition up, or change what it says of itself; its address stays.

    Raises :class:`Moved`; ValueError for a published one, and with everything that is wrong.
    """
    if edition is None:
        held = Edition(
            slug=slug or _free(fields["title"]), example=example, rule=rule or evidence.default_rule(),
            revision=0, made_by=str(by), made_at=now,
        )  # fmt: skip
    else:
        held = taken(edition, revision)
    for name in OF_EDITION:
        if name in fields:
            setattr(held, name, fields[name])
    _nobody(held.editor_role, held.contributors)
    _known(held)
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError:
        raise ValueError(_("There is an edition with that address already. Give it another title.")) from None
    whole(held)
    verb, words = "begun", "began"
    if edition is not None:
        verb, words = "changed", "changed what is said of"  # stays English
    tell(held, by, now, verb, f"{words} the edition “{held.title}”")
    return held


def _free(title: str) -> str:
    """An address from a title that no other edition has."""
    base = "-".join(re.findall(r"[a-z0-9]+", title.casefold()))[:70].strip("-") or "edition"
    known = {"new", *Edition.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(s for n in range(1, len(known) + 2) if (s := base if n == 1 else f"{base}-{n}") not in known)


def _nobody(role: str, contributors: Sequence[Mapping[str, str]]) -> None:
    if "@" in role or any("@" in c["role"] + c.get("organisation", "") for c in contributors):
        raise ValueError(_("Name roles and organisations, not people’s addresses."))


def _known(held: Edition) -> None:
    if held.language not in languages():
        raise ValueError(
            _("There are no words in “%(language)s” here. Choose from the list.")
            % {"language": held.language[:12]}
        )
    if held.snapshot and held.snapshot not in evidence.snapshots() and _pinned(held) != held.snapshot:
        raise ValueError(_("There is no such snapshot of the evidence here. Choose from the list."))
    strange = evidence.strange(held)
    if strange and held.snapshot:
        raise ValueError(
            _("“%(name)s” is not known in the snapshot %(snapshot)s. Choose another, or another snapshot.")
            % {"name": strange[0][:40], "snapshot": held.snapshot[:12]}
        )
    if strange:
        raise ValueError(
            _("“%(name)s” is not known here (any more). Choose from the list.") % {"name": strange[0][:40]}
        )


def _pinned(held: Edition) -> str | None:
    """What the edition pins as it is saved: it may keep one that the list is too short for."""
    return Edition.objects.filter(pk=held.pk).values_list("snapshot", flat=True).first()


@transaction.atomic
def add_chapter(
    *, edition: Edition, fields: Mapping[str, Any], by: Any, now: dt.datetime, slug: str = "", text: str = ""
) -> Chapter:
    """One more chapter at the end. It overwrites nothing.

    Raises ValueError for a published edition, for one that has as many as it may, and for a chapter of a goal
    that names none, or of a place that names none.
    """
    held = taken(edition)
    if held.chapters.filter(removed_at=None).count() >= MOST_PARTS:
        raise ValueError(
            _(
                "The edition has %(most)s chapters, and that is the most it can have: it is "
                "read as one book. Take a chapter out, or set up a second edition."
            )
            % {"most": MOST_PARTS}
        )
    last = held.chapters.order_by("-order").values_list("order", flat=True).first()
    made = Chapter(
        edition=held, order=(last or 0) + 1, revision=1, changed_by=str(by), changed_at=now,
        slug=slug or _free_chapter(held, str(fields["title"])),
    )  # fmt: skip
    _put(made, fields)
    made.text = evidence.stamped(held, made, text)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise ValueError(_("Another chapter of this edition has that address.")) from None
    whole(held)
    ChapterVersion.objects.create(
        chapter=made, number=1, title=made.title, text=made.text, note="", by=str(by), at=now
    )
    _tell(held, made, by, now, "added", "put the chapter “{}” into")
    return made


def _free_chapter(held: Edition, title: str) -> str:
    base = "-".join(re.findall(r"[a-z0-9]+", title.casefold()))[:60].strip("-") or "chapter"
    known = {"new", *held.chapters.values_list("slug", flat=True)}
    return next(s for n in range(1, len(known) + 2) if (s := base if n == 1 else f"{base}-{n}") not in known)


def _put(held: Chapter, fields: Mapping[str, Any]) -> None:
    for name in OF_CHAPTER:
        if name in fields:
            setattr(held, name, fields[name])
    if held.kind not in {str(k) for k in PartKind}:
        raise ValueError(_("Choose what kind of chapter it is from the list."))
    if held.kind != PartKind.GOAL:
        held.framework = held.goal = ""
    elif not held.goal:
        raise ValueError(_("Choose the goal that the chapter is about."))
    if held.kind == PartKind.PLACE and not held.place:
        raise ValueError(_("Choose the place that the profile is of."))


@transaction.atomic
def change_chapter(
    *, chapter: Chapter, fields: Mapping[str, Any], revision: int, by: Any, now: dt.datetime
) -> Chapter:
    """Change what a chapter is: its kind, title, goal, place, indicators, contributors. Its text stays.

    Raises :class:`Moved`; ValueError as :func:`add_chapter` does.
    """
    edition, held = _held(chapter)
    if held.revision != revision:
        raise Moved(held)
    _put(held, fields)
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    held.save()
    whole(edition)
    _tell(edition, held, by, now, "chapterchanged", "changed what the chapter “{}” is in")
    return held


@transaction.atomic
def move_chapter(*, chapter: Chapter, up: bool, by: Any, now: dt.datetime) -> bool:
    """Change places with the chapter before it (or behind it). False where there is none."""
    edition, held = _held(chapter)
    near = edition.chapters.filter(removed_at=None).exclude(pk=held.pk)
    other = near.filter(order__lt=held.order).last() if up else near.filter(order__gt=held.order).first()
    if other is None:
        return False
    held.order, other.order = other.order, held.order
    held.save(update_fields=["order"])
    other.save(update_fields=["order"])
    _tell(edition, held, by, now, "ordered", f"moved the chapter “{{}}” {'up' if up else 'down'} in")
    return True


@transaction.atomic
def take_out(*, chapter: Chapter, by: Any, now: dt.datetime) -> Chapter:
    """Take a chapter out. Its text and its versions stay, and it can be brought back."""
    edition, held = _held(chapter)
    held.removed_by, held.removed_at = str(by), now
    held.claimed_by, held.claimed_at = None, None
    held.save(update_fields=["removed_by", "removed_at", "claimed_by", "claimed_at"])
    _tell(edition, held, by, now, "takenout", "took the chapter “{}” out of")
    return held


@transaction.atomic
def bring_back(*, chapter: Chapter, by: Any, now: dt.datetime) -> Chapter:
    """Put back a chapter that was taken out. Raises ValueError where there is no room for it."""
    edition = taken(chapter.edition)
    if edition.chapters.filter(removed_at=None).count() >= MOST_PARTS:
        raise ValueError(
            _("The edition has %(most)s chapters, and that is the most it can have.") % {"most": MOST_PARTS}
        )
    held = Chapter.objects.select_for_update().get(pk=chapter.pk)
    held.removed_by, held.removed_at = "", None
    held.save(update_fields=["removed_by", "removed_at"])
    _tell(edition, held, by, now, "broughtback", "brought the chapter “{}” back into")
    return held


def _held(chapter: Chapter) -> tuple[Edition, Chapter]:
    """Both locked. Raises Published, or ValueError for a chapter that was taken out."""
    edition = taken(chapter.edition)
    held = Chapter.objects.select_for_update().get(pk=chapter.pk)
    if held.removed_at is not None:
        raise ValueError(
            _("%(removed_by)s took the chapter “%(title)s” out of the edition.")
            % {"removed_by": held.removed_by, "title": held.title}
        )
    return edition, held


def _tell(edition: Edition, held: Chapter, by: Any, now: dt.datetime, verb: str, words: str) -> None:
    touched(edition, by, now)
    tell(edition, by, now, verb, f"{words.format(held.title)} the edition “{edition.title}”",
         chapter=held.slug)  # fmt: skip
