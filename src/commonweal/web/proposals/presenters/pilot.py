"""What a pilot shows: the operational implications, on a page, in a document and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.appraisal.pilots import (
    Effort,
    Findings,
    QuestionFinding,
    flagged,
    recommended,
    to_be_taught,
)
from commonweal.publish.documents import Block, Document, Heading, Paragraph, Table
from commonweal.web.proposals.models import Pilot
from commonweal.web.proposals.presenters.comparing import StageAgreement, stage_agreement
from commonweal.web.proposals.presenters.proposal import money
from commonweal.web.proposals.selectors import Piloted
from commonweal.web.toolkit.models import Version
from commonweal.web.ui.days import day_words

COLUMNS = (
    "pilot", "question", "stage", "title", "asked", "answered", "not_known", "passed_over", "clarity",
    "clarity_ratings", "alpha", "always", "flags", "recommended", "remarks",
)  # fmt: skip


@dataclass(frozen=True)
class EffortRow:
    name: str
    n: int
    median: str
    spread: str
    measured: str


@dataclass(frozen=True)
class QuestionRow:
    title: str
    stage: str
    asked: int
    not_known: int
    left_out: int
    clarity: str
    alpha: str
    flags: list[str]
    advice: str
    remarks: list[str]


@dataclass(frozen=True)
class PilotPage:
    slug: str
    title: str
    example: str
    sentence: str
    small: str
    purpose: str
    toolkit: str
    period: str
    efforts: list[EffortRow]
    cost: str
    year: str
    training: str
    taught: list[str]
    decisions: str
    decided: str
    changes: str
    agreement: list[StageAgreement]
    flagged: list[QuestionRow]
    questions: list[QuestionRow]
    completion: str
    proposals: list[tuple[str, int]]
    people: str


def pilot_page(found: Piloted) -> PilotPage:
    f, p = found.findings, found.pilot
    names = {s.kind: s.name for s in found.toolkit.stages}
    return PilotPage(
        slug=p.slug,
        title=p.title,
        example=p.example,
        sentence=_sentence(f),
        small=_small(f),
        purpose=p.purpose,
        toolkit=_("%(title)s, version %(version)s")
        % {"title": found.toolkit.title, "version": p.toolkit.version},
        period=_("%(begins)s to %(ends)s") % {"begins": day_words(p.begins), "ends": day_words(p.ends)},
        efforts=[
            *(_effort(names[e.stage], e) for e in f.stages),
            _effort(_("All four stages"), f.whole),
        ],
        cost=_cost(f, p),
        year=_year(f, p),
        training=p.training,
        taught=[q.title for q in to_be_taught(f)],
        decisions=p.decisions,
        decided=_decided(f),
        changes=_changes(f),
        agreement=[stage_agreement(names[k], a) for k, a in f.agreement.items()],
        flagged=[_question(q, names) for q in flagged(f)],
        questions=[_question(q, names) for q in f.questions],
        completion=_("%(completed)d of %(all)d assessments are complete.")
        % {"completed": f.completed, "all": f.assessments},
        proposals=sorted({(a.proposal.title, a.proposal_id) for a in found.assessments}),
        people=", ".join(dict.fromkeys(a.assessor_name for a in found.assessments)),
    )


def version_words(version: Version) -> str:
    """ "Inclusive Growth Decision-Making Toolkit, version 1.1.0 (in force)"."""
    return _("%(title)s, version %(version)s (%(state)s)") % {
        "title": version.definition["title"],
        "version": version.version,
        "state": version.get_state_display().lower(),
    }


def document(found: Piloted, address: str) -> Document:
    page = pilot_page(found)
    blocks: list[Block] = [Paragraph(page.sentence)]
    blocks += [Paragraph(w) for w in (page.example, page.small) if w]
    blocks += [
        Paragraph(f"{page.toolkit}; {page.period}. Online: {address}", quiet=True),
        Heading(1, "What it was for"),  # stays English
        Paragraph(page.purpose),
        Heading(1, "What it takes"),
        Table("Minutes by stage", ("Stage", "Assessments", "Median", "From–to", "Measured"),
              [[e.name, str(e.n), e.median, e.spread, e.measured] for e in page.efforts]),
        Paragraph(page.cost),
        Paragraph(page.year),
        Paragraph(page.completion),
        Heading(1, "Training"),
        Paragraph(page.training or "Nothing was noted."),
        Paragraph(_taught(page.taught)),
        Heading(1, "How far assessors agree"),
        Table("Krippendorff’s alpha by stage", ("Stage", "Alpha", "95% interval", "Items", "Meaning"),
              [[s.name, s.alpha, s.interval or "–", str(s.items), s.words] for s in page.agreement]),
        Heading(1, "Questions that do not work"),
    ]  # fmt: skip
    none = Paragraph("None was flagged.")  # stays English
    blocks.append(_questions_table(page.flagged) if page.flagged else none)
    blocks += [Heading(1, "What it changed"), Paragraph(page.changes)]  # stays English
    blocks += [Paragraph(page.decided), *([Paragraph(page.decisions)] if page.decisions else [])]
    blocks += [Heading(1, "Every question"), _questions_table(page.questions)]  # stays English
    return Document(page.title, blocks)


def rows(found: Piloted) -> list[dict[str, str]]:
    return [
        {
            "pilot": found.pilot.title,
            "question": q.key,
            "stage": q.stage,
            "title": q.title,
            "asked": str(q.n),
            "answered": str(q.answered),
            "not_known": str(q.not_known),
            "passed_over": str(q.left_out),
            "clarity": f"{q.clarity:.2f}" if q.clarity is not None else "",
            "clarity_ratings": str(q.clarity_n),
            "alpha": f"{q.alpha:.3f}" if q.alpha is not None else "",
            "always": q.same,
            "flags": "; ".join(q.flags),
            "recommended": recommended(q),
            "remarks": " | ".join(q.remarks),
        }
        for q in found.findings.questions
    ]


def _questions_table(found: Sequence[QuestionRow]) -> Table:
    header = (
        "Question",
        "Asked",
        "Not known",
        "Passed over",
        "Clarity of 5",
        "Alpha",
        "Against it, and advice",  # stays English
    )
    return Table(
        "Questions",
        header,
        [
            [
                q.title,
                str(q.asked),
                str(q.not_known),
                str(q.left_out),
                q.clarity,
                q.alpha,
                f"{'; '.join(q.flags)}. {q.advice}" if q.flags else "–",
            ]
            for q in found
        ],
    )


def _sentence(f: Findings) -> str:
    if not f.assessments:
        return _("No assessment has been begun in this pilot yet.")
    told = {"bad": len(flagged(f)), "all": len(f.questions)}
    if f.hours is None:
        return (
            _("Nobody has said yet how long it takes; %(bad)d of %(all)d questions did not work as they are.")
            % told
        )
    return _("An assessment takes %(hours)s; %(bad)d of %(all)d questions did not work as they are.") % {
        **told,
        "hours": _hours(f.hours),
    }


def _small(f: Findings) -> str:
    if not f.small:
        return ""
    return ngettext(
        "Only %(number)d assessment: every number here is a hint, not a finding.",
        "Only %(number)d assessments: every number here is a hint, not a finding.",
        f.assessments,
    ) % {"number": f.assessments}


def _changes(f: Findings) -> str:
    proposals = ngettext("%(number)d proposal", "%(number)d proposals", f.proposals)
    changes = ngettext("%(number)d change of design", "%(number)d changes of design", f.changes)
    return ngettext(
        "%(improved)d of %(proposals)s was changed because of an assessment, with %(changes)s noted.",
        "%(improved)d of %(proposals)s were changed because of an assessment, with %(changes)s noted.",
        f.improved,
    ) % {
        "improved": f.improved,
        "proposals": proposals % {"number": f.proposals},
        "changes": changes % {"number": f.changes},
    }


def _taught(titles: Sequence[str]) -> str:
    if not titles:
        return "No question was found unclear, or answered by each in their own way."  # stays English
    named = "; ".join(titles)
    return (
        f"To be taught, since it was unclear or answered by each in their own way: {named}."  # stays English
    )


def _decided(f: Findings) -> str:
    if not f.decided:
        return _("None of its proposals has been decided yet, so no decision can have been influenced.")
    return _(
        "%(decided)d of its %(all)d proposals have been decided since; %(improved)d of those were changed "
        "because of their assessment."
    ) % {"decided": f.decided, "all": f.proposals, "improved": f.decided_improved}


def _effort(name: str, e: Effort) -> EffortRow:
    return EffortRow(
        name=name,
        n=e.n,
        median=f"{e.median:,.0f}" if e.median is not None else "–",
        spread=_("%(low)s to %(high)s") % {"low": f"{e.low:,.0f}", "high": f"{e.high:,.0f}"}
        if e.low is not None and e.high is not None
        else "–",
        measured=_("%(minutes)s (%(number)d agreed)")
        % {"minutes": f"{e.measured:,.0f}", "number": e.measured_n}
        if e.measured is not None
        else "–",
    )


def _cost(f: Findings, p: Pilot) -> str:
    if f.cost is None:
        return _(
            "What an assessment costs is not known: it needs the hours of all stages and what an hour costs."
        )
    return _("An assessment costs about %(cost)s: %(hours)s at %(an_hour)s an hour.") % {
        "cost": money(round(f.cost)),
        "hours": _hours(f.hours),
        "an_hour": money(p.hourly_cost),
    }


def _year(f: Findings, p: Pilot) -> str:
    if f.year_hours is None:
        return _("What a year of it takes is not known: it needs the number of proposals a year.")
    takes = _hours(f.year_hours)
    if f.year_cost is not None:
        takes = f"{takes}, {money(round(f.year_cost))}"
    return _(
        "For %(proposals)s proposals a year: %(takes)s. It takes the median for every proposal; larger ones "
        "take longer."
    ) % {"proposals": f"{p.proposals_a_year:,}", "takes": takes}


def _hours(hours: float | None) -> str:
    if hours is None:
        return _("an unknown time")
    return _("%(number)s hours") % {"number": f"{hours:,.0f}" if hours >= 10 else f"{hours:.1f}"}


def _question(q: QuestionFinding, names: dict[str, str]) -> QuestionRow:
    return QuestionRow(
        title=q.title,
        stage=names[q.stage],
        asked=q.n,
        not_known=q.not_known,
        left_out=q.left_out,
        clarity=f"{q.clarity:.1f} (n = {q.clarity_n})" if q.clarity is not None else "–",
        alpha=f"{q.alpha:.2f}" if q.alpha is not None else "–",
        flags=list(q.flags),
        advice=recommended(q),
        remarks=list(q.remarks),
    )
