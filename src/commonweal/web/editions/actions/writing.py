"""Write a chapter: claim it, save it, decide on its drafted paragraphs, comment on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.editions.edition import MOST_TEXT
from commonweal.web.editions.models import Chapter, ChapterVersion, Comment, Drafted, Edition
from commonweal.web.editions.models.drafts import ASIDE, TAKEN_UP
from commonweal.web.editions.selectors import drafts, evidence
from commonweal.web.ui.days import day_words

from .telling import Moved, TakenOut, taken, tell, touched

MOST_COMMENT = 5_000

__all__ = ["Claimed", "Moved", "claim", "close_comment", "comment", "decide_draft", "release", "save_chapter"]


class Claimed(ValueError):
    """Somebody else claimed the chapter."""

    def __init__(self, held: Chapter) -> None:
        super().__init__(
            _(
                "%(claimed_by)s claimed this chapter, so nothing was saved. What you wrote is still "
                "here: put it into a comment, or ask them or the editor to release the chapter."
            )
            % {"claimed_by": held.claimed_by}
        )
        self.held = held


def save_chapter(
    *, chapter: Chapter, text: str, revision: int, by: Any, now: dt.datetime, note: str = ""
) -> Chapter:
    """Save the text of a chapter; every saving that changes it is a version.

    ``revision``: that of the page on which it was written. A figure token with a direction keeps today's.
    Raises :class:`Moved` where it was saved since, :class:`TakenOut` where the chapter was taken out (the
    text is kept with it), :class:`Claimed` where it is somebody else's, ValueError for a published edition
    and for a text that is too long.
    """
    kept = _save(chapter, text.replace("\r\n", "\n"), revision, by, now, note)
    if isinstance(kept, ChapterVersion):  # outside of the transaction, so that what was kept stays
        raise TakenOut(kept.chapter, kept.number)
    return kept


@transaction.atomic
def _save(
    chapter: Chapter, text: str, revision: int, by: Any, now: dt.datetime, note: str
) -> Chapter | ChapterVersion:
    edition = taken(chapter.edition)
    held = Chapter.objects.select_for_update().get(pk=chapter.pk)
    if len(text) > MOST_TEXT:
        raise ValueError(
            _(
                "The chapter has %(count)s characters; %(most)s is the most it can have. Split "
                "it into two chapters."
            )
            % {"count": f"{len(text):,}", "most": f"{MOST_TEXT:,}"}
        )
    if held.removed_at is not None:
        _tell(edition, held, by, now, "setaside", "wrote in the chapter “{}”, which had been taken out of")
        return _version(held, text, by, now, ASIDE, aside=True)
    _may(held, by)
    if held.revision != revision:
        raise Moved(held)
    stamped = evidence.stamped(edition, held, text)
    if stamped == held.text:
        return held
    held.text = stamped
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    held.save(update_fields=["text", "revision", "changed_by", "changed_at"])
    _version(held, stamped, by, now, note)
    _tell(edition, held, by, now, "written", "wrote in the chapter “{}” of")
    return held


def _may(held: Chapter, by: Any) -> None:
    """Raises :class:`Claimed`. An editor may write in every chapter."""
    if held.claimed_by_id not in (None, getattr(by, "pk", None)) and not drafts.may_edit(by):
        raise Claimed(held)


def _version(
    held: Chapter, text: str, by: Any, now: dt.datetime, note: str, *, aside: bool = False
) -> ChapterVersion:
    return ChapterVersion.objects.create(
        chapter=held, number=drafts.latest_version(held) + 1, title=held.title, text=text, note=note[:300],
        aside=aside, by=str(by), at=now,
    )  # fmt: skip


@transaction.atomic
def claim(*, chapter: Chapter, by: Any, now: dt.datetime) -> Chapter:
    """Say that one writes this chapter. Raises ValueError where somebody else has said so already."""
    edition, held = _held(chapter)
    if held.claimed_by_id == by.pk:
        return held
    if held.claimed_by is not None:
        raise ValueError(
            _("%(claimed_by)s claimed “%(title)s” on %(claimed_at)s.")
            % {
                "claimed_by": held.claimed_by,
                "title": held.title,
                "claimed_at": day_words(held.claimed_at),
            }
        )
    held.claimed_by, held.claimed_at = by, now
    held.save(update_fields=["claimed_by", "claimed_at"])
    _tell(edition, held, by, now, "claimed", "claimed the chapter “{}” of")
    return held


@transaction.atomic
def release(*, chapter: Chapter, by: Any, now: dt.datetime) -> Chapter:
    """Let others write it. Raises ValueError for somebody who neither claimed it nor is an editor."""
    edition, held = _held(chapter)
    if held.claimed_by_id is None:
        return held
    if held.claimed_by_id != by.pk and not drafts.may_edit(by):
        raise ValueError(
            _("Only %(claimed_by)s or an editor releases “%(title)s”.")
            % {"claimed_by": held.claimed_by, "title": held.title}
        )
    held.claimed_by, held.claimed_at = None, None
    held.save(update_fields=["claimed_by", "claimed_at"])
    _tell(edition, held, by, now, "released", "released the chapter “{}” of")
    return held


@transaction.atomic
def decide_draft(
    *, chapter: Chapter, indicator: str, what: str, revision: int, by: Any, now: dt.datetime
) -> Chapter:
    """Take the drafted paragraph of an indicator up at the end of the text, leave it out, or offer it again.

    ``what``: a word of ``Drafted.What``, or "" to offer it again. Raises as :func:`save_chapter` does;
    ValueError for an indicator that is not there, and for a paragraph that was taken up already.
    """
    edition, held = _held(chapter)
    _may(held, by)
    before = held.drafted.filter(indicator=indicator).first()
    if not what:
        if before is not None:
            before.delete()
            _tell(
                edition,
                held,
                by,
                now,
                "drafted",
                f"let the draft on {indicator} be offered again in “{{}}” of",
            )
        return held
    if before is not None and before.what == Drafted.What.TAKEN and what == Drafted.What.TAKEN:
        raise ValueError(_("The paragraph was taken up already."))
    words = evidence.draft(edition, held, indicator)
    Drafted.objects.update_or_create(
        chapter=held, indicator=indicator, defaults={"what": what, "text": words, "by": str(by), "at": now}
    )
    if what == Drafted.What.TAKEN:
        if held.revision != revision:
            raise Moved(held)
        joined = f"{held.text.rstrip()}\n\n{words}\n" if held.text.strip() else f"{words}\n"
        return _taken_up(edition, held, joined, revision, by, now, indicator)
    _tell(edition, held, by, now, "drafted", f"left the draft on {indicator} out of “{{}}” of")
    return held


def _taken_up(
    edition: Edition, held: Chapter, text: str, revision: int, by: Any, now: dt.datetime, indicator: str
) -> Chapter:
    made = _save(held, text, revision, by, now, TAKEN_UP + indicator)
    assert isinstance(made, Chapter), edition
    return made


@transaction.atomic
def comment(*, chapter: Chapter, words: str, by: Any, now: dt.datetime) -> Comment:
    """Say something of a chapter, to whoever writes it. Raises ValueError for no words, or too many."""
    edition, held = _held(chapter)
    if not words.strip():
        raise ValueError(_("Write what you want to say."))
    if len(words) > MOST_COMMENT:
        raise ValueError(
            _("A comment has %(most)s characters at most; this has %(count)s.")
            % {"most": f"{MOST_COMMENT:,}", "count": f"{len(words):,}"}
        )
    made = Comment.objects.create(
        chapter=held, version=drafts.latest_version(held), words=words.strip(), by=str(by), at=now
    )
    _tell(edition, held, by, now, "commented", "commented on the chapter “{}” of")
    return made


@transaction.atomic
def close_comment(*, comment: Comment, by: Any, now: dt.datetime) -> None:
    """Say that what a comment asked for is done."""
    edition, held = _held(comment.chapter)
    if Comment.objects.filter(pk=comment.pk, done_at=None).update(done_at=now, done_by=str(by)):
        _tell(edition, held, by, now, "closed", "closed a comment on the chapter “{}” of")


def _held(chapter: Chapter) -> tuple[Edition, Chapter]:
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
