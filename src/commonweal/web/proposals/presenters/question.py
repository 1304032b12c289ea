"""One question of an assessment: the answer, the evidence beside it, what others said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.appraisal.people import Overlap
from commonweal.appraisal.worksheet import Claim, Question, claims
from commonweal.web.framework.forms import Asked as FrameworkAsked
from commonweal.web.framework.presenters.marks import RowView, row_view
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals.models import Assessment, Remark
from commonweal.web.proposals.models.said import Said
from commonweal.web.proposals.presenters.claims import with_way
from commonweal.web.proposals.presenters.conflict import Both
from commonweal.web.proposals.presenters.marks import (
    STAGES,
    CitedView,
    RemarkView,
    answer_href,
    answer_of,
    cited_view,
    label_words,
    part_words,
    people_words,
    remark_view,
    stage_names,
    titles,
)
from commonweal.web.proposals.selectors import Beside, CitedNow, Sheet
from commonweal.web.toolkit.presenters.reading import (
    Asked,
    Origin,
    asked_view,
    origin,
    parameter_view,
)
from commonweal.web.ui.days import day_words


@dataclass(frozen=True)
class EvidenceRow:
    """A figure that can be cited, and what the form that cites it sends."""

    row: RowView
    place: str
    area: str
    indicator: str
    breakdown: str
    cited: bool
    has_figure: bool
    instead_of: str


@dataclass(frozen=True)
class ClaimRow:
    number: str
    words: str
    where: str
    href: str
    key: str


@dataclass(frozen=True)
class NumberRow:
    """A number that changes by the year and on which an answer depends, as it was on a day."""

    name: str
    now: str
    since: str
    origin: Origin


@dataclass(frozen=True)
class QuestionPage:
    assessment: Assessment
    proposal: str
    proposal_href: str
    key: str
    title: str
    stage: str
    stage_number: int
    place_in_stage: str
    guidance: str
    beside: list[Asked]
    origin: Origin
    saved: str
    lacking: list[str]
    evidence: list[EvidenceRow]
    evidence_words: str
    cited: list[CitedView]
    remarks: list[RemarkView]
    claims: list[ClaimRow]
    claims_words: str
    group: str
    both: list[Both]
    writable: bool
    shown: list[tuple[str, str]]
    missing_in_stage: int
    requests: int
    previous: str
    following: str
    following_title: str
    is_claim: bool
    in_pilot: bool
    numbers: list[NumberRow]


def question_page(
    sheet: Sheet,
    question: Question,
    *,
    evidence: Sequence[Beside],
    cited: Sequence[CitedNow],
    remarks: Sequence[Remark],
    writable: bool,
    today: dt.date,
    both: Sequence[Both] = (),
    in_pilot: bool = False,
) -> QuestionPage:
    """``today`` says which of the toolkit's dated numbers hold; once it is complete, its last day does."""
    assessment, row = sheet.assessment, sheet.rows.get(question.key)
    of_stage = [q for q in sheet.questions if q.stage == question.stage]
    everything = sheet.questions
    at = everything.index(question)
    names = stage_names(sheet)
    answer = answer_of(sheet, question.key)
    before = everything[at - 1] if at else None
    after = everything[at + 1] if at + 1 < len(everything) else None
    own = [c for c in claims(sheet.answers) if question.group and c.group == question.group]
    return QuestionPage(
        assessment=assessment,
        proposal=sheet.proposal.title,
        proposal_href=_home(assessment),
        key=question.key,
        title=question.title,
        stage=names[question.stage],
        stage_number=STAGES.index(question.stage) + 1,
        place_in_stage=_("question %(number)d of %(all)d")
        % {"number": of_stage.index(question) + 1, "all": len(of_stage)},
        guidance=question.guidance,
        beside=[asked_view(p) for p in question.beside] if not question.key.startswith("rating/") else [],
        origin=origin(question.origin),
        saved=saved_words(row),
        lacking=[m.what for m in sheet.missing if m.key == question.key] if row else [],
        evidence=evidence_rows(sheet.book, evidence, cited),
        evidence_words=_evidence_words(sheet, evidence),
        cited=[cited_view(c, sheet.book) for c in cited],
        remarks=[remark_view(r, titles(sheet)) for r in remarks],
        claims=[_claim(sheet, c) for c in own] if question.key.startswith("group/") else [],
        claims_words=people_words(sheet.results["people"].get(question.group, {})) if own else "",
        group=question.group if question.key.startswith("group/") else "",
        both=list(both),
        writable=writable,
        shown=[
            (label_words(f), words) for f in question.fields if (words := part_words(f, answer, sheet.book))
        ]
        + (
            [(_("Not known yet"), _("%(who)s, by %(day)s") % {"who": answer.who, "day": answer.by})]
            if answer.not_known
            else []
        ),
        missing_in_stage=sum(1 for m in sheet.missing if m.stage == question.stage and m.stops),
        requests=sum(1 for r in remarks if r.request and not r.closed_at),
        previous=answer_href(assessment, before.key) if before else "",
        following=answer_href(assessment, after.key) if after else "",
        following_title=after.title if after else "",
        is_claim=question.key.startswith("claim/"),
        in_pilot=in_pilot,
        numbers=_numbers(sheet, question, today),
    )


def _numbers(sheet: Sheet, question: Question, today: dt.date) -> list[NumberRow]:
    """The dated numbers of the question's group; on Good Work those of every group."""
    done = sheet.assessment.completed_at
    day = localtime(done).date() if done else today
    every = question.stage == "good-work"
    wanted = [p for g in sheet.toolkit.groups if every or g.id == question.group for p in g.parameters]
    known = {p.id: p for p in sheet.toolkit.parameters}
    views = [parameter_view(known[id_], day) for id_ in dict.fromkeys(wanted) if id_ in known]
    return [NumberRow(v.name, v.now, v.since, v.origin) for v in views]


@dataclass(frozen=True)
class OverlapPage:
    assessment: Assessment
    proposal: str
    proposal_href: str
    key: str
    why: str
    claims: list[ClaimRow]
    both: list[Both]
    lacking: list[str]
    writable: bool
    shown: list[tuple[str, str]]
    saved: str


def overlap_page(
    sheet: Sheet, pair: Overlap, fields: Sequence[Any], *, writable: bool, both: Sequence[Both] = ()
) -> OverlapPage:
    answer = answer_of(sheet, pair.key)
    row = sheet.rows.get(pair.key)
    return OverlapPage(
        assessment=sheet.assessment,
        proposal=sheet.proposal.title,
        proposal_href=_home(sheet.assessment),
        key=pair.key,
        why=pair.why,
        claims=[_claim(sheet, pair.one), _claim(sheet, pair.other)],
        both=list(both),
        lacking=[m.what for m in sheet.missing if m.key == pair.key] if row else [],
        writable=writable,
        shown=[(f.label, words) for f in fields if (words := part_words(f, answer, sheet.book))],
        saved=saved_words(row),
    )


def saved_words(row: Said | None) -> str:
    if row is None:
        return _("Not answered yet")
    when = localtime(row.changed_at)
    return _("Saved %(time)s on %(day)s by %(who)s") % {
        "time": f"{when:%H:%M}",
        "day": day_words(when),
        "who": row.changed_by,
    }


def both_texts(fields: Sequence[Any], saved: Mapping[str, Any], mine: Mapping[str, Any]) -> list[Both]:
    """Each part that differs, as it is saved and as it was sent."""
    found = []
    for f in fields:
        theirs, own = (_one_line(f, parts.get(f.name, "")) for parts in (saved, mine))
        if theirs != own:
            found.append(Both(f.label, theirs, own))
    return found


def _one_line(field: Any, value: Any) -> str:
    labels = dict(field.options)
    values = value if isinstance(value, list) else [value]
    return "; ".join(labels.get(v, v) for v in values if v)


def _home(assessment: Assessment) -> str:
    from django.urls import reverse

    return reverse("proposals:assessment", args=[assessment.pk])


def _claim(sheet: Sheet, c: Claim) -> ClaimRow:
    groups = {g.id: g.name for g in sheet.toolkit.groups}
    names = sheet.book.places if sheet.book else {}
    count = (
        ngettext("%(number)s people", "%(number)s people", c.people) % {"number": f"{c.people:,}"}
        if c.people is not None
        else _("a number not given")
    )
    return ClaimRow(
        number=c.key.partition("/")[2],
        words=f"{groups.get(c.group, c.group)}: {with_way(count, c.way)}",
        where=", ".join(_("somewhere else") if p == "elsewhere" else names.get(p, p) for p in c.places),
        href=answer_href(sheet.assessment, c.key),
        key=c.key,
    )


def evidence_rows(book: Book | None, found: Sequence[Beside], cited: Sequence[CitedNow]) -> list[EvidenceRow]:
    if book is None:
        return []
    taken = {(c.citation.indicator, c.citation.area, c.citation.breakdown) for c in cited}
    return [
        EvidenceRow(
            row=row_view(s, book, FrameworkAsked(place=s.area)),
            place=book.places.get(s.area, s.area),
            area=s.area,
            indicator=s.indicator.id,
            breakdown=s.breakdown,
            cited=(s.indicator.id, s.area, s.breakdown) in taken,
            has_figure=s.row is not None and s.row["latest"] is not None,
            instead_of=book.places.get(b.instead_of, b.instead_of),
        )
        for b in found
        for s in (b.standing,)
    ]


def _evidence_words(sheet: Sheet, found: Sequence[Beside]) -> str:
    if not sheet.areas:
        return _("The proposal names no place yet. Once it does, the figures of its places stand here.")
    if not found:
        return _("The toolkit names no indicator for this question.")
    return ""
