"""An assessment to take away: as a document, as a table and as data. All three have the same content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commonweal.publish.documents import Block, Document, Heading, Paragraph, Picture, Table
from commonweal.web.proposals.models import DesignChange
from commonweal.web.proposals.presenters.assessment import assessment_page
from commonweal.web.proposals.presenters.marks import answer_of, cited_view, label_words, part_words, state
from commonweal.web.proposals.presenters.proposal import money
from commonweal.web.proposals.selectors import CitedNow, Sheet
from commonweal.web.toolkit.presenters.reading import origin

COLUMNS = (
    "proposal", "assessment", "toolkit", "snapshot", "stage", "key", "question", "provenance", "part",
    "answer", "state", "not_known_who", "not_known_until", "changed_by", "changed_at", "citations",
    "example",
)  # fmt: skip


def document(
    sheet: Sheet, cited: Sequence[CitedNow], design: Sequence[DesignChange], address: str
) -> Document:
    """The whole worksheet, gaps included."""
    page = assessment_page(sheet, writable=False, remarks=(), to_do=(), design=design)
    blocks: list[Block] = [Paragraph(page.sentence)]
    if page.example:
        blocks.append(Paragraph(f"This is an example. {page.example}"))  # stays English
    blocks += [
        Paragraph(
            f"{page.kind} by {page.by}. Asked by {page.toolkit}. Evidence of snapshot {page.snapshot}. "
            f"Cost of the proposal: {money(sheet.proposal.cost)}. Online: {address}",
            quiet=True,
        ),
        Heading(1, "In one look"),  # stays English
        Picture(str(page.results.picture), page.results.sentence),
        Paragraph(page.results.sentence),
    ]
    named = (("Priorities", page.results.priorities), ("Groups", page.results.groups))
    for caption, rows in (*named, ("Good Work", page.results.work)):  # stays English
        if rows:
            cells = [[r.label, r.words, r.more] for r in rows]
            blocks.append(
                Table(
                    caption, ("What", "Says", "Why, how many or how monitored"), cells, (3, 2, 4)
                )  # stays English
            )
    blocks.append(Heading(1, "What is missing"))  # stays English
    if page.missing:
        blocks.append(
            Table(
                "What is missing",  # stays English
                ("Question", "Stage", "Needs"),
                [[m.title, m.stage, m.what] for m in page.missing],
                (3, 2, 4),
            )
        )
    else:
        blocks.append(Paragraph("Nothing."))
    if design:
        blocks.append(Heading(1, "What was changed in the proposal"))  # stays English
        changed = [[d.words, d.reason] for d in design]
        blocks.append(Table("Changes of design", ("Change", "Why"), changed))  # stays English
    for stage in page.stages:
        blocks.append(Heading(1, f"{stage.number}. {stage.name}"))
        blocks.append(Paragraph(f"{stage.question} {stage.words}."))
        for q in (q for q in sheet.questions if q.stage == stage.kind):
            blocks.append(Heading(2, q.title))
            asked = f"The question: {origin(q.origin).words}."  # stays English
            blocks.append(Paragraph(asked, quiet=True))
            answer = answer_of(sheet, q.key)
            parts = [[label_words(f), w] for f in q.fields if (w := part_words(f, answer, sheet.book))]
            if answer.not_known:
                parts.append(
                    [
                        "Not known yet",
                        f"{answer.who or 'nobody yet'}, by {answer.by or 'no day yet'}",
                    ]  # stays English
                )
            none = Paragraph("Not answered.")  # stays English
            blocks.append(Table("", ("Part", "Answer"), parts, (1, 2)) if parts else none)
            for c in cited:
                if c.citation.key == q.key:
                    view = cited_view(c, sheet.book)
                    blocks.append(
                        Paragraph(f"Cited: {view.words} ({view.face}). {view.since}".strip(), quiet=True)
                    )
    blocks.append(Paragraph(page.caution, quiet=True))
    return Document(page.title, blocks, author=page.by)


def rows(sheet: Sheet, cited: Sequence[CitedNow]) -> list[dict[str, str]]:
    """One row a part of an answer; a question without an answer has one, with empty parts."""
    found = []
    for q in sheet.questions:
        answer, row = answer_of(sheet, q.key), sheet.rows.get(q.key)
        common = {
            "proposal": sheet.proposal.title,
            "assessment": str(sheet.assessment.get_kind_display()),
            "toolkit": f"{sheet.toolkit.id} {sheet.assessment.toolkit.version}",
            "snapshot": sheet.book.id if sheet.book else "",
            "stage": q.stage,
            "key": q.key,
            "question": q.title,
            "state": str(state(q, answer, sheet.missing).word),
            "not_known_who": answer.who,
            "not_known_until": answer.by,
            "changed_by": row.changed_by if row else "",
            "changed_at": row.changed_at.isoformat() if row else "",
            "citations": "; ".join(
                f"{c.citation.indicator} {c.citation.area} {c.citation.period} {c.citation.value:g}"
                for c in cited
                if c.citation.key == q.key
            ),
            "example": sheet.proposal.example,
        }
        own = origin(q.origin).words
        parts = [
            (f.label, origin(f.origin).words if f.origin else own, words)
            for f in q.fields
            if (words := part_words(f, answer, sheet.book))
        ] or [("", own, "")]
        found += [
            {**common, "part": label, "provenance": whose, "answer": words} for label, whose, words in parts
        ]
    return found


def data(sheet: Sheet, cited: Sequence[CitedNow], design: Sequence[DesignChange]) -> dict[str, Any]:
    """The assessment as JSON: what was asked and answered, what it comes to, and what is missing."""
    a = sheet.assessment
    return {
        "proposal": {
            "id": sheet.proposal.pk,
            "title": sheet.proposal.title,
            "example": sheet.proposal.example,
        },
        "assessment": {
            "id": a.pk,
            "kind": a.kind,
            "second": a.second,
            "assessor": a.assessor_name,
            "begun": a.begun_at.isoformat(),
            "completed": a.completed_at.isoformat() if a.completed_at else None,
        },
        "toolkit": {"id": sheet.toolkit.id, "version": a.toolkit.version, "title": sheet.toolkit.title},
        "snapshot": sheet.book.id if sheet.book else None,
        "answers": [
            {
                "key": q.key,
                "stage": q.stage,
                "question": q.title,
                "provenance": q.origin.provenance,
                "parts": dict(answer_of(sheet, q.key).parts),
                "not_known": answer_of(sheet, q.key).not_known,
                "who": answer_of(sheet, q.key).who,
                "by": answer_of(sheet, q.key).by,
            }
            for q in sheet.questions
        ],
        "results": sheet.results,
        "missing": [
            {"key": m.key, "stage": m.stage, "what": m.what, "stops": m.stops} for m in sheet.missing
        ],
        "citations": [
            {
                "key": c.citation.key,
                "indicator": c.citation.indicator,
                "area": c.citation.area,
                "breakdown": c.citation.breakdown,
                "period": c.citation.period,
                "value": c.citation.value,
                "snapshot": c.citation.snapshot,
                "value_now": c.value_now,
            }
            for c in cited
        ],
        "design_changes": [{"words": d.words, "reason": d.reason, "key": d.key} for d in design],
    }
