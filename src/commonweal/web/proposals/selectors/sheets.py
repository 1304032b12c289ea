"""An assessment opened: its toolkit, its answers, what is missing, who may look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from commonweal.appraisal.missing import Missing, missing
from commonweal.appraisal.people import Overlap, overlaps
from commonweal.appraisal.results import Results, results
from commonweal.appraisal.worksheet import Answer, Question, claims, questions
from commonweal.packs.toolkits import Toolkit
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals import models
from commonweal.web.proposals.models import Assessment, Proposal
from commonweal.web.proposals.roles import MODERATE, READ, REVIEW, SECOND, WRITE
from commonweal.web.toolkit.models import Version

from .evidence import residents, within
from .proposals import may


@dataclass(frozen=True)
class Sheet:
    """One assessment with everything computed from its answers, each once."""

    assessment: Assessment
    toolkit: Toolkit
    rows: Mapping[str, models.Answer]

    @property
    def proposal(self) -> Proposal:
        return self.assessment.proposal

    @cached_property
    def answers(self) -> dict[str, Answer]:
        return {key: as_answer(row) for key, row in self.rows.items()}

    @cached_property
    def questions(self) -> list[Question]:
        return questions(self.toolkit, self.answers)

    @cached_property
    def pairs(self) -> list[Overlap]:
        return overlaps(claims(self.answers), self.answers, within())

    @cached_property
    def citations(self) -> list[models.Citation]:
        return list(self.assessment.citations.all())

    @cached_property
    def missing(self) -> list[Missing]:
        cited = [c.key for c in self.citations]
        return missing(self.toolkit, self.questions, self.answers, self.pairs, residents(), cited)

    @cached_property
    def results(self) -> Results:
        return results(self.toolkit, self.questions, self.answers, self.pairs, self.missing)

    @cached_property
    def book(self) -> Book | None:
        """The evidence: as in force while the assessment is in hand, as pinned once it is complete."""
        if self.assessment.completed_at:
            return framework.book_of(self.assessment.snapshot)
        return framework.book()

    @cached_property
    def areas(self) -> list[str]:
        return [p.area for p in self.proposal.places.all()]

    def with_row(self, row: models.Answer) -> Sheet:
        """The same with one answer as it was just saved, computed anew; nothing is read again."""
        return Sheet(self.assessment, self.toolkit, {**self.rows, row.key: row})

    def question(self, key: str) -> Question | None:
        return next((q for q in self.questions if q.key == key), None)

    def overlap(self, key: str) -> Overlap | None:
        return next((p for p in self.pairs if p.key == key), None)


def as_answer(row: models.Said) -> Answer:
    until = row.until.isoformat() if row.until else ""
    return Answer(parts=row.parts, not_known=row.not_known, who=row.who, by=until)


def toolkit_of(version: Version) -> Toolkit:
    """The toolkit of a version that was published: it never changes, so it is read once."""
    return _content(version.pk, version.version)


@lru_cache(maxsize=16)
def _content(id_: int, version: str) -> Toolkit:
    return Toolkit.model_validate(Version.objects.get(id=id_).definition)


def sheet(found: Assessment) -> Sheet:
    rows = {a.key: a for a in found.answers.all()}
    return Sheet(found, toolkit_of(found.toolkit), rows)


def assessment(id_: int) -> Assessment | None:
    found = Assessment.objects.select_related("proposal", "toolkit", "based_on")
    return found.defer("toolkit__definition").filter(id=id_).first()  # which is read once a process


def of_proposal(proposal: Proposal, user: Any) -> list[Assessment]:
    """Those that this person may see, in order."""
    rows = list(proposal.assessments.select_related("toolkit", "proposal"))
    return [a for a in rows if seen_by(user, a, rows)]


def in_hand(proposal: Proposal) -> Assessment | None:
    return proposal.assessments.filter(second=False, completed_at__isnull=True).first()


def latest(proposal: Proposal) -> Assessment | None:
    """The first assessment or its latest revision, in hand or complete."""
    return proposal.assessments.filter(second=False).select_related("toolkit", "proposal").last()


def seen_by(user: Any, found: Assessment, of_it: list[Assessment] | None = None) -> bool:
    """Whether a person may read an assessment.

    A second assessor is blind: the first is shut until theirs is complete, and theirs to all others.
    """
    if found.second and not found.completed_at:
        return bool(user.is_authenticated and found.assessor_id == user.pk)
    if user.is_authenticated and not found.second:
        rows = of_it if of_it is not None else list(found.proposal.assessments.all())
        own = [a for a in rows if a.second and a.assessor_id == user.pk]
        if any(not a.completed_at for a in own):
            return False
        only_second = may(user, SECOND) and not any(may(user, p) for p in (WRITE, MODERATE, REVIEW))
        if only_second and not own:
            return False
    return may(user, READ) or bool(found.proposal.public and found.completed_at)


def may_write(user: Any, found: Assessment) -> bool:
    """Whether a person may answer here: those whose assessment it is, until it is complete."""
    return not found.completed_at and is_theirs(user, found)


def is_theirs(user: Any, found: Assessment) -> bool:
    """Whether a person answers here, complete or not: officers the first, only its own assessor a second."""
    if found.second:
        return bool(user.is_authenticated and found.assessor_id == user.pk)
    return may(user, WRITE) and seen_by(user, found)
