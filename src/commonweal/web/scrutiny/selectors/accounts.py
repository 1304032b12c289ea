"""A report's account opened: the tests put to it, what was answered, what its assessment says towards it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.utils import timezone

from commonweal.appraisal.worksheet import Answer
from commonweal.packs.test_sets import TestSet
from commonweal.packs.toolkits import Toolkit
from commonweal.scrutiny.carrying import Assessed, carried
from commonweal.scrutiny.coverage import is_late
from commonweal.scrutiny.questions import Account, Facts, Lacking, Test, account, lacking, questions_of
from commonweal.scrutiny.statement import Names
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.models import Assessment
from commonweal.web.proposals.selectors import Beside, as_answer
from commonweal.web.scrutiny.models import Citation, Document, DocumentCitation, Report, Response, SetVersion
from commonweal.web.scrutiny.roles import ANSWER, READ
from commonweal.web.toolkit import selectors as toolkits

from .register import may

#: Indicators of a goal that stand beside a question, at most.
OF_A_GOAL = 6


@dataclass(frozen=True)
class Sheet:
    """One report's account with everything computed from its answers, each once.

    ``follows``: whether what the proposal's assessment says stands where the author has saved nothing yet.
    The public sees that of a public proposal alone.
    """

    report: Report
    version: SetVersion
    rows: Mapping[str, Response]
    follows: bool

    @cached_property
    def test_set(self) -> TestSet:
        return tests_of(self.version)

    @cached_property
    def book(self) -> Book | None:
        return framework.book()

    @cached_property
    def toolkit(self) -> Toolkit | None:
        found = toolkits.in_force()
        return proposals.toolkit_of(found) if found else None

    @cached_property
    def areas(self) -> list[str]:
        return [p.area for p in self.report.places.all()]

    @cached_property
    def tests(self) -> list[Test]:
        report, known = self.report, self.book.framework(self.test_set.framework) if self.book else None
        return questions_of(
            self.test_set,
            Facts(
                kind=report.kind,  # type: ignore[arg-type]
                cost=float(report.cost) if report.cost is not None else None,
                places=tuple(self.areas),
                key_decision=report.key_decision,
            ),
            groups=self.toolkit.groups if self.toolkit else (),
            ladder=known.ladder if known else (),
            within=proposals.within(),
        )

    @cached_property
    def assessment(self) -> Assessment | None:
        """The latest one of the proposal that is complete, where it is followed."""
        if self.report.proposal is None or not self.follows:
            return None
        found = self.report.proposal.assessments.filter(second=False, completed_at__isnull=False)
        return found.select_related("proposal", "toolkit").last()

    @cached_property
    def carried(self) -> dict[str, Answer]:
        if self.assessment is None:
            return {}
        of = proposals.sheet(self.assessment)
        return carried(self.tests, Assessed(of.toolkit, of.answers, of.pairs, tuple(of.areas)))

    @cached_property
    def saved(self) -> dict[str, Answer]:
        return {key: as_answer(row) for key, row in self.rows.items()}

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """What was saved; where nothing was, what is carried over."""
        return {**self.carried, **self.saved}

    @cached_property
    def only_carried(self) -> frozenset[str]:
        """The tests whose answer follows the assessment still."""
        return frozenset(self.carried) - frozenset(self.rows)

    @cached_property
    def account(self) -> Account:
        return account(self.tests, self.answers)

    @cached_property
    def lacking(self) -> list[Lacking]:
        return lacking(self.tests, self.answers)

    @cached_property
    def citations(self) -> list[Citation]:
        return list(self.report.citations.all())

    @cached_property
    def named(self) -> list[DocumentCitation]:
        """The documents that are named as evidence."""
        return list(self.report.document_citations.select_related("document"))

    @cached_property
    def documents(self) -> list[Document]:
        return list(self.report.documents.all())

    @cached_property
    def names(self) -> Names:
        known = self.book.framework(self.test_set.framework) if self.book else None
        return Names(
            groups={g.id: g.name for g in self.toolkit.groups} if self.toolkit else {},
            places=self.book.places if self.book else {},
            indicators={i: v.name for i, v in self.book.snapshot.indicators.items()} if self.book else {},
            rungs={r.id: r.name for r in known.ladder} if known else {},
        )

    @property
    def timing(self) -> str:
        """When the account was given: "early", "late", "after" or ""."""
        return is_late(self.report.answered_on, self.report.options_closed, self.report.decided_on)

    def test(self, key: str) -> Test | None:
        return next((t for t in self.tests if t.key == key), None)

    def carried_parts(self, key: str) -> dict[str, Any]:
        """What is carried over to a test, as it is kept beside an answer that was saved."""
        return dict(self.carried[key].parts) if key in self.carried else {}

    def after_decision(self, day: dt.date) -> bool:
        return self.report.decided_on is not None and day > self.report.decided_on


def tests_of(version: SetVersion) -> TestSet:
    """The tests of a version that was published: it never changes, so it is read once."""
    return _content(version.pk, version.version)


@lru_cache(maxsize=16)
def _content(id_: int, version: str) -> TestSet:
    return TestSet.model_validate(SetVersion.objects.get(id=id_).definition)


def sheet(report: Report, user: Any) -> Sheet | None:
    """The account of a report; None where its tests have not been begun."""
    open_ = may(user, READ) or follows_in_public(report)
    return sheet_of(report, follows=open_ and not is_blind(user, report))


def is_blind(user: Any, report: Report) -> bool:
    """Whether somebody assesses the report's proposal a second time: the first one stays shut to them."""
    if report.proposal is None or not user.is_authenticated:
        return False
    own = report.proposal.assessments.filter(second=True, assessor=user, completed_at__isnull=True)
    return bool(own.exists())


def opens_assessment(user: Any, found: Sheet) -> bool:
    """Whether a reader may open the assessment that answers are carried over from."""
    return found.assessment is not None and proposals.seen_by(user, found.assessment)


def follows_in_public(report: Report) -> bool:
    """Whether the public may read whatever the assessment of the report's proposal says."""
    return report.proposal is None or report.proposal.public


def sheet_of(report: Report, *, follows: bool = True) -> Sheet | None:
    if report.test_set is None:
        return None
    return Sheet(report, report.test_set, {r.key: r for r in report.responses.all()}, follows)


def may_answer(user: Any) -> bool:
    return may(user, ANSWER)


def named_by(user: Any) -> bool:
    """Whether a reader is told who wrote an answer by name; the public is told the author's role."""
    return may(user, READ)


def beside(found: Sheet, test: Test) -> list[Beside]:
    """Figures of the report's places for the goals that a test is about; one of each goal where it is all."""
    book = found.book
    known = book.framework(found.test_set.framework) if book else None
    if book is None or known is None:
        return []
    about = [g for g in known.goals if g.id in test.origin.goals]
    placed = [book.snapshot.placed(known, g) for g in about or known.goals]
    if not about:
        return proposals.figures_beside(book, proposals.one_of_each(book, placed, found.areas), found.areas)
    return proposals.figures_beside(book, [i for own in placed for i in own[:OF_A_GOAL]], found.areas)


def places(found: Sheet, key: str) -> list[str]:
    """The places to choose from: the report's own, and those that the answer has already."""
    answer = found.answers.get(key)
    said = [p for p in answer.many("places") if p != "elsewhere"] if answer else []
    return list(dict.fromkeys([*found.areas, *said]))


def indicators(found: Sheet) -> list[tuple[str, str]]:
    return proposals.indicators_of(found.book, found.test_set.framework)


def cited(found: Sheet, key: str) -> list[Any]:
    """The figures cited beside one answer, each with what has become of it."""
    return proposals.cited_now(found.book, [c for c in found.citations if c.key == key])


def unasked(found: Sheet) -> int:
    """Answers to tests that are not put to this report any more: kept, and not shown."""
    return len(set(found.rows) - {t.key for t in found.tests})


def later(found: Sheet, row: Response) -> Sequence[tuple[dt.date, str]]:
    """The days after the decision on which an answer was changed, and by whom."""
    days = [(dt.date.fromisoformat(change["on"]), change["by"]) for change in row.later]
    return [(day, by) for day, by in days if found.after_decision(day)]


def day_of(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()
