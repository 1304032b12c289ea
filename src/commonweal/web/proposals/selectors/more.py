"""Reads beside an assessment: remarks, time spent, clarity, choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commonweal.appraisal import people
from commonweal.appraisal.worksheet import Field
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals.models import Assessment, Clarity, DesignChange, Effort, Remark
from commonweal.web.proposals.roles import READ, WRITE
from commonweal.web.registry import selectors as register

from .proposals import may
from .sheets import Sheet


def remarks(assessment: Assessment, user: Any, key: str | None = None) -> list[Remark]:
    """Comments and requests. What is public of a proposal is what was answered, not the talk about it."""
    if not may(user, READ):
        return []
    found = assessment.remarks.all()
    return list(found if key is None else found.filter(key=key))


def remark(assessment: Assessment, id_: int) -> Remark | None:
    return assessment.remarks.filter(id=id_).first()


def may_reply(user: Any, assessment: Assessment) -> bool:
    return may(user, WRITE) and not assessment.second


def may_say_effort(user: Any, assessment: Assessment) -> bool:
    """The assessor; for a first assessment anybody who writes proposals."""
    own = bool(user.is_authenticated and assessment.assessor_id == user.pk)
    return own or (may(user, WRITE) and not assessment.second)


def design_changes(assessment: Assessment) -> list[DesignChange]:
    return list(assessment.design_changes.all())


def efforts(assessment: Assessment) -> Mapping[str, Effort]:
    return {e.stage: e for e in assessment.efforts.all()}


def clarity(assessment: Assessment, key: str) -> Clarity | None:
    return assessment.clarities.filter(key=key).first()


def in_pilot(assessment: Assessment) -> bool:
    return bool(assessment.proposal.pilots.exists())


def overlap_fields() -> Sequence[Field]:
    return people.fields()


def book_now() -> Book | None:
    """The evidence in force, to say whether what was cited still stands."""
    return framework.book()


def tiles() -> Mapping[str, tuple[int, int]]:
    site = register.site()
    return site.tiles if site else {}


def indicator_choices(sheet: Sheet) -> list[tuple[str, str]]:
    """The indicators of the toolkit's framework, by name."""
    return indicators_of(sheet.book, sheet.toolkit.framework)


def indicators_of(book: Book | None, framework_: str) -> list[tuple[str, str]]:
    """The indicators of a framework, id and name, by name."""
    found = book.framework(framework_) if book else None
    if book is None or found is None:
        return []
    ids = dict.fromkeys(i for g in found.goals for i in book.snapshot.placed(found, g))
    known = book.snapshot.indicators
    return sorted(((i, known[i].name) for i in ids if i in known), key=lambda pair: pair[1].casefold())
