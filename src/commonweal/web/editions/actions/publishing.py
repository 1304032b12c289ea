"""Publish an edition: everything it shows is frozen in one transaction. Correct it: one more frozen state."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.editions import book as books
from commonweal.editions import findings, kept
from commonweal.editions.book import Book, Section
from commonweal.editions.edition import Edition as Value
from commonweal.editions.edition import State
from commonweal.editions.grids import Grid
from commonweal.editions.pictures import Drawn
from commonweal.progress.build import rules_digest
from commonweal.web.editions.models import (
    Chapter,
    ChapterVersion,
    Correction,
    Edition,
    Frozen,
    FrozenPicture,
)
from commonweal.web.editions.models.drafts import CORRECTION
from commonweal.web.editions.selectors import drafts, drawing, evidence, promised, published

from .telling import Moved, Published, taken, tell

__all__ = ["Moved", "Published", "Stopped", "correct", "publish", "what_stops"]


class Stopped(ValueError):
    """Why an edition cannot be published yet: ``reasons``, each with its finding where it is one."""

    def __init__(self, reasons: Sequence[tuple[str, findings.Finding | None]]) -> None:
        count = len(reasons)
        super().__init__(
            ngettext(
                "Something keeps the edition from being published.",
                "%(count)s things keep the edition from being published.",
                count,
            )
            % {"count": count}
        )
        self.reasons = tuple(reasons)


def what_stops(edition: Edition, parts: Sequence[Chapter]) -> list[tuple[str, findings.Finding | None]]:
    """Every reason why the edition cannot be published as it stands; empty where nothing does."""
    found: list[tuple[str, findings.Finding | None]] = []
    if evidence.book(edition) is None:
        found.append((_("No figures are published here yet, so there is nothing to pin."), None))
    if not parts:
        found.append((_("The edition has no chapters yet."), None))
    found += [(p, None) for p in drafts.problems(edition)]
    settled = evidence.settled(edition, parts, drafts.waivers(edition))
    found += [(f"{f.wrong} {f.right}".strip(), f) for f in settled.open]
    return found


def publish(*, edition: Edition, revision: int, by: Any, now: dt.datetime) -> Frozen:
    """Freeze an edition that is in review, and publish it.

    Everything is worked out and drawn first, which may take a minute, and nothing is locked meanwhile. Then
    one transaction looks whether the edition is still what was frozen, and keeps it: whole or not at all.

    Raises :class:`Moved`, :class:`Published`, :class:`Stopped` with all that stops it; ValueError for a
    draft.
    """
    held = Edition.objects.get(pk=edition.pk)
    _in_review(held, revision)
    parts = drafts.chapters(held)
    if reasons := what_stops(held, parts):
        raise Stopped(reasons)
    snapshot = evidence.book(held)
    basis = evidence.basis(held)
    assert snapshot is not None, "what_stops looked"
    assert basis is not None, "what_stops looked"
    value = replace(drafts.value(held, parts), state=State.PUBLISHED, snapshot=snapshot.id)
    made = books.book(value, basis, drawing.draw)
    content, svgs = published.freeze(made)
    before = _fingerprint(held, parts)
    with transaction.atomic():
        again = taken(held)
        _in_review(again, revision)
        if _fingerprint(again, drafts.chapters(again)) != before:
            raise Moved(again)
        again.state, again.snapshot = Edition.State.PUBLISHED, snapshot.id
        again.published_by, again.published_at = str(by), now
        again.changed_by, again.changed_at = str(by), now
        again.revision += 1
        again.save()
        promises = promised.on(timezone.localtime(now).date(), again.frameworks)
        frozen = _keep(again, 1, content, svgs, snapshot.snapshot.manifest.definitions, promises, by, now)
        again.chapters.update(claimed_by=None, claimed_at=None)
        tell(again, by, now, "published", f"published the edition “{again.title}”", sha256=frozen.sha256)
    return frozen


def _in_review(held: Edition, revision: int) -> None:
    if drafts.is_out(held):
        raise Published(held)
    if held.state != Edition.State.IN_REVIEW:
        raise ValueError(_("The edition is a draft. Put it to review first: draft, in review, published."))
    if held.revision != revision:
        raise Moved(held)


def _fingerprint(held: Edition, parts: Sequence[Chapter]) -> str:
    """Names everything that people wrote: what is frozen is what is there."""
    waived = [[w.key, w.reason] for w in drafts.waivers(held)]
    value = replace(drafts.value(held, list(parts)), state=State.DRAFT, snapshot="")
    return kept.digest([kept.to_json(value), waived, held.revision])


def _keep(
    held: Edition,
    number: int,
    content: Any,
    svgs: dict[str, str],
    definitions: str,
    promises: Any,
    by: Any,
    now: dt.datetime,
) -> Frozen:
    known = published.pictures_kept(held)
    for digest, svg in svgs.items():
        if digest not in known:
            FrozenPicture.objects.create(edition=held, sha256=digest, svg=svg)
    return Frozen.objects.create(
        edition=held,
        number=number,
        content=content,
        sha256=kept.digest(content),
        snapshot=held.snapshot,
        definitions=definitions,
        methods=rules_digest(),
        promised=promises,
        made_by=str(by),
        made_at=now,
    )


def correct(
    *,
    edition: Edition,
    chapter: str,
    was: str,
    words: str,
    reason: str,
    revision: int,
    by: Any,
    now: dt.datetime,
) -> Correction:
    """Put ``words`` where ``was`` stands in a chapter of a published edition: a numbered, dated correction.

    The one chapter is worked out anew from the snapshot that the edition pins; every other stays as it was
    frozen. The state before stays readable.

    Raises :class:`Moved`; ValueError for an edition that is not published, words that do not stand in the
    chapter exactly once, no reason, or a figure token that shows no figure.
    """
    if not reason.strip():
        raise ValueError(_("Say why, for readers: the reason stands on the edition’s first page."))
    was, words = was.replace("\r\n", "\n").strip(), words.replace("\r\n", "\n").strip()
    with transaction.atomic():
        held = Edition.objects.select_for_update().get(pk=edition.pk)
        if not drafts.is_out(held):
            raise ValueError(_("Only a published edition is corrected. A draft is changed in its chapters."))
        if held.revision != revision:
            raise Moved(held)
        part = Chapter.objects.select_for_update().get(edition=held, slug=chapter)
        _replaced(part, was, words, by, now)
        return _corrected(held, part, was, words, reason.strip(), by, now)


def _replaced(part: Chapter, was: str, words: str, by: Any, now: dt.datetime) -> None:
    times = part.text.count(was) if was else 0
    if times != 1:
        wrong = (
            _("The chapter “%(title)s”: these words do not stand in it. Copy them as they were written.")
            if times == 0
            else _(
                "The chapter “%(title)s”: these words stand in it %(times)s times: copy more of the "
                "sentence. Copy them as they were written."
            )
        )
        raise ValueError(wrong % {"title": part.title, "times": times})
    if was == words:
        raise ValueError(_("The words are the same as before: there is nothing to correct."))
    part.text = part.text.replace(was, words)
    part.revision += 1
    part.changed_by, part.changed_at = str(by), now
    part.save(update_fields=["text", "revision", "changed_by", "changed_at"])
    ChapterVersion.objects.create(
        chapter=part, number=drafts.latest_version(part) + 1, title=part.title, text=part.text,
        note=CORRECTION, by=str(by), at=now,
    )  # fmt: skip


def _corrected(
    held: Edition, part: Chapter, was: str, words: str, reason: str, by: Any, now: dt.datetime
) -> Correction:
    last = published.number_of(held)
    before = drafts.frozen(held, last)
    assert before is not None, "a published edition has a frozen state"
    number = len(drafts.corrections(held)) + 1
    made = Correction.objects.create(
        edition=held, number=number, day=now.date(), chapter=part.slug, was=was, now=words, reason=reason,
        frozen=last + 1, by=held.editor_role, at=now,
    )  # fmt: skip
    held.state = Edition.State.CORRECTED
    held.revision += 1
    held.changed_by, held.changed_at = str(by), now
    held.save(update_fields=["state", "revision", "changed_by", "changed_at"])
    value = drafts.value(held)
    content, svgs = published.freeze(_with(published.thaw(before.content), value, part))
    _keep(held, last + 1, content, svgs, before.definitions, before.promised, by, now)
    tell(held, by, now, "corrected", f"corrected the edition “{held.title}” (correction {number})",
         chapter=part.slug, reason=reason[:300])  # fmt: skip
    return made


def _with(old: Book, value: Value, part: Chapter) -> Book:
    """The frozen book with one section worked out anew, the new correction listed and its citation mended."""
    only = replace(value, parts=tuple(p for p in value.parts if p.slug == part.slug))
    basis = evidence.in_language(evidence.basis_of(value.snapshot, value.rule), value.language)
    fresh = books.book(only, basis, drawing.draw)
    section, end = fresh.sections
    troubles = section.chapter.troubles if section.chapter else ()
    if troubles:
        wrong = troubles[0][1]
        raise ValueError(
            _("A figure in the corrected words cannot be shown.") + f" {wrong.wrong} {wrong.right}".rstrip()
        )

    def put(one: Section) -> Section:
        if one.kind == end.kind:
            return replace(one, pieces=(*one.pieces[:-1], end.pieces[-1]))
        return section if one.slug == part.slug else one

    return replace(
        old,
        edition=value,
        facts=fresh.facts,
        corrections=(*old.corrections, fresh.corrections[-1]),
        sections=_numbered(put(s) for s in old.sections),
    )


def _numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Figures and tables counted anew through the edition; the names of their files stay."""
    counted: Counter[bool] = Counter()
    found = []
    for section in sections:
        pieces: list[books.Piece] = []
        for piece in section.pieces:
            if isinstance(piece, Drawn | Grid):
                drawn = isinstance(piece, Drawn) and bool(piece.svg)
                counted[drawn] += 1
                piece = replace(piece, number=counted[drawn])
            pieces.append(piece)
        found.append(replace(section, pieces=tuple(pieces)))
    return tuple(found)
