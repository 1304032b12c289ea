"""Reads of editions while they are made: one question a function."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Q

from commonweal.editions import edition as values
from commonweal.web.editions.models import (
    Chapter,
    ChapterVersion,
    Comment,
    Correction,
    Drafted,
    Edition,
    Frozen,
    Waiver,
)
from commonweal.web.editions.roles import EDIT, WRITE
from commonweal.web.ui.languages import page
from commonweal.words import ENGLISH, languages, using

OUT = (Edition.State.PUBLISHED, Edition.State.CORRECTED)


def may_write(user: Any) -> bool:
    return bool(user.is_authenticated and (user.may(WRITE) or user.may(EDIT)))


def may_edit(user: Any) -> bool:
    return bool(user.is_authenticated and user.may(EDIT))


def editions(*, drafts: bool) -> list[Edition]:
    """Those that are published, the newest first; with ``drafts`` all of them."""
    found = Edition.objects.all() if drafts else Edition.objects.filter(state__in=OUT)
    return list(found.order_by("-published_at", "-made_at", "-id"))


def edition(slug: str, *, drafts: bool) -> Edition | None:
    """``drafts`` False: only where it is published."""
    found = Edition.objects.filter(slug=slug).first()
    return found if found is not None and (drafts or is_out(found)) else None


def is_out(held: Edition) -> bool:
    return held.state in OUT


def chapters(held: Edition) -> list[Chapter]:
    """In order, without those that were taken out."""
    return list(held.chapters.filter(removed_at=None).select_related("claimed_by"))


def taken_out(held: Edition) -> list[Chapter]:
    return list(held.chapters.exclude(removed_at=None).order_by("-removed_at"))


def chapter(held: Edition, slug: str) -> Chapter | None:
    """One that was taken out as well."""
    return held.chapters.filter(slug=slug).select_related("claimed_by").first()


def claimed_by(person: Any) -> list[Chapter]:
    """The chapters of drafts that somebody claimed."""
    rows = Chapter.objects.filter(claimed_by=person, removed_at=None).exclude(edition__state__in=OUT)
    return list(rows.select_related("edition"))


def versions(held: Chapter) -> list[ChapterVersion]:
    """The latest first, texts left out."""
    return list(held.versions.defer("text"))


def version(held: Chapter, number: int) -> ChapterVersion | None:
    return held.versions.filter(number=number).first()


def latest_version(held: Chapter) -> int:
    found = held.versions.aggregate(Max("number"))["number__max"]
    return int(found or 0)


def comments(held: Chapter) -> list[Comment]:
    return list(held.comments.all())


def open_comments(held: Edition) -> dict[int, int]:
    """How many comments are open, by the key of the chapter."""
    rows = held.chapters.annotate(n=Count("comments", filter=Q(comments__done_at=None)))
    return {pk: n for pk, n in rows.values_list("pk", "n") if n}


def drafted(held: Chapter) -> list[Drafted]:
    return list(held.drafted.all())


def waivers(held: Edition) -> list[Waiver]:
    return list(held.waivers.all())


def corrections(held: Edition) -> list[Correction]:
    return list(held.corrections.all())


def frozen(held: Edition, number: int = 0) -> Frozen | None:
    """The state with a number; the latest without one."""
    found = held.frozen.filter(number=number) if number else held.frozen.order_by("-number")
    return found.first()


def frozen_numbers(held: Edition) -> list[tuple[int, Any]]:
    """Number and moment of each frozen state, the first first."""
    return list(held.frozen.values_list("number", "made_at"))


def value(held: Edition, parts: list[Chapter] | None = None) -> values.Edition:
    """The edition as the pure room knows it, with its chapters as they are saved."""
    rows = chapters(held) if parts is None else parts
    return values.Edition(
        slug=held.slug,
        title=held.title,
        period=held.period,
        place=held.place,
        places=tuple(held.places),
        comparators=tuple(held.comparators),
        frameworks=tuple(held.frameworks),
        editor=values.Contributor(held.editor_role, held.editor_organisation) if held.editor_role else None,
        contributors=contributors(held.contributors),
        state=values.State(held.state),
        snapshot=held.snapshot,
        rule=held.rule,
        parts=tuple(part(c) for c in rows),
        corrections=tuple(
            values.Correction(c.number, c.day, c.chapter, c.was, c.now, c.reason, c.by)
            for c in (corrections(held) if is_out(held) else [])
        ),
        licence=held.licence,
        example=bool(held.example),
        language=held.language,
    )


def part(held: Chapter) -> values.Part:
    return values.Part(
        kind=values.PartKind(held.kind),
        slug=held.slug,
        title=held.title,
        text=held.text,
        goal=values.GoalKey(held.framework, held.goal) if held.framework and held.goal else None,
        place=held.place,
        indicators=tuple(held.indicators),
        contributors=contributors(held.contributors),
    )


def contributors(kept: list[dict[str, str]]) -> tuple[values.Contributor, ...]:
    return tuple(values.Contributor(c["role"], c.get("organisation", "")) for c in kept)


def problems(held: Edition) -> list[str]:
    """What stops it from being an edition, as the pure room sees it, in the language of the page."""
    language = page() if page() in languages() else ENGLISH
    with using(language):
        return values.problems(value(held))
