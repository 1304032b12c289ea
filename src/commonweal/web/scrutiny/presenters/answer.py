"""One test of a report: the answer, the evidence beside it, what the assessment says, what came later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.appraisal.worksheet import NOTHING, Answer
from commonweal.scrutiny.questions import Test
from commonweal.web.proposals.presenters.conflict import Both
from commonweal.web.proposals.presenters.marks import CitedView, StateView, part_words
from commonweal.web.proposals.presenters.question import EvidenceRow, evidence_rows, saved_words
from commonweal.web.proposals.selectors import Beside
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.presenters.marks import (
    answer_href,
    cited,
    report_href,
    said_on,
    state,
)
from commonweal.web.scrutiny.selectors import accounts
from commonweal.web.scrutiny.selectors.accounts import Sheet
from commonweal.web.toolkit.presenters.reading import Origin, origin
from commonweal.web.ui.days import day_words


@dataclass(frozen=True)
class NamedDocument:
    """A document of the report. ``citation``: of it beside this answer; 0 where it is not named here."""

    id: int
    name: str
    citation: int


@dataclass(frozen=True)
class AnswerPage:
    report: Report
    report_href: str
    key: str
    title: str
    label: str
    place: str
    guidance: str
    origin: Origin
    saved: str
    state: StateView
    lacking: list[str]
    carried: str
    carried_href: str
    otherwise: list[Both]
    evidence: list[EvidenceRow]
    evidence_words: str
    cited: list[CitedView]
    documents: list[NamedDocument]
    both: list[Both]
    writable: bool
    shown: list[tuple[str, str]]
    later: list[str]
    settled: list[tuple[str, str]]
    missing: int
    previous: str
    following: str
    following_title: str


def answer_page(
    sheet: Sheet,
    test: Test,
    *,
    evidence: Sequence[Beside],
    writable: bool,
    named: bool,
    opens: bool,
    both: Sequence[Both] = (),
) -> AnswerPage:
    """``named``: the reader is told who wrote an answer by name; ``opens``: they may open the assessment."""
    row, at = sheet.rows.get(test.key), sheet.tests.index(test)
    before = sheet.tests[at - 1] if at else None
    after = sheet.tests[at + 1] if at + 1 < len(sheet.tests) else None
    later = accounts.later(sheet, row) if row else ()
    follows = test.key in sheet.only_carried
    return AnswerPage(
        report=sheet.report,
        report_href=report_href(sheet.report),
        key=test.key,
        title=test.title,
        label=test.origin.label,
        place=_("Test %(number)d of %(all)d") % {"number": at + 1, "all": len(sheet.tests)},
        guidance=test.guidance,
        origin=origin(test.origin),
        saved=saved_words(row)
        if named or row is None
        else _("Saved by %(who)s") % {"who": said_on(sheet, test.key, named)},
        state=state(sheet, test),
        lacking=[r.what for r in sheet.lacking if r.key == test.key] if row or follows else [],
        carried=said_on(sheet, test.key, named) if follows else "",
        carried_href=_assessment(sheet) if opens else "",
        otherwise=_otherwise(sheet, test),
        evidence=evidence_rows(sheet.book, evidence, accounts.cited(sheet, test.key)),
        evidence_words=_evidence_words(sheet, evidence),
        cited=cited(sheet, test.key),
        documents=documents(sheet, test.key),
        both=list(both),
        writable=writable,
        shown=parts_words(sheet, test, sheet.answers.get(test.key, NOTHING)),
        later=[_changed(day_words(day), by if named else "") for day, by in later],
        settled=_settled(sheet, test, row.settled) if row and later else [],
        missing=len(sheet.lacking),
        previous=answer_href(sheet.report, before.key) if before else "",
        following=answer_href(sheet.report, after.key) if after else "",
        following_title=after.title if after else "",
    )


def parts_words(sheet: Sheet, test: Test, answer: Answer) -> list[tuple[str, str]]:
    """Each part of an answer that says something: its label, and what it says."""
    found = [(f.label, words) for f in test.fields if (words := part_words(f, answer, sheet.book))]
    if answer.not_known:
        finds_out = _("%(who)s finds out, by %(day)s") % {
            "who": answer.who or _("Nobody yet"), "day": answer.by or _("no day yet"),
        }  # fmt: skip
        found.append((_("We do not know yet"), finds_out))
    return found


def _changed(day: str, by: str) -> str:
    if by:
        return _("Changed on %(day)s by %(who)s") % {"day": day, "who": by}
    return _("Changed on %(day)s") % {"day": day}


def documents(sheet: Sheet, key: str) -> list[NamedDocument]:
    named = {c.document_id: c.pk for c in sheet.named if c.key == key}
    return [NamedDocument(d.pk, d.name, named.get(d.pk, 0)) for d in sheet.documents]


def _settled(sheet: Sheet, test: Test, stood: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The answer as it stood when the report was decided."""
    if not stood:
        return [(_("Then"), _("Not answered"))]
    answer = Answer(stood["parts"], stood["not_known"], stood["who"], stood["until"])
    return parts_words(sheet, test, answer) or [(_("Then"), _("Not answered"))]


def _otherwise(sheet: Sheet, test: Test) -> list[Both]:
    """Where the assessment says something else than it did when the author saved: each part, then and now."""
    row = sheet.rows.get(test.key)
    now = sheet.carried_parts(test.key)
    if row is None or row.carried == now or sheet.assessment is None:
        return []
    found = []
    for f in test.fields:
        then, today = (part_words(f, Answer(parts), sheet.book) for parts in (row.carried, now))
        if then != today:
            found.append(Both(f.label, then, today))
    return found


def _assessment(sheet: Sheet) -> str:
    return reverse("proposals:assessment", args=[sheet.assessment.pk]) if sheet.assessment else ""


def _evidence_words(sheet: Sheet, found: Sequence[Beside]) -> str:
    if not sheet.areas:
        return _("The report names no place yet. Once it does, the figures of its places stand here.")
    if not found:
        return _("There is no indicator for the goals of this test.")
    return ""
