"""A pilot's record, brought into the frames that the findings are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
from django.db.models import Count, Q

from commonweal.appraisal.pilots import Findings, Given, Spent
from commonweal.appraisal.pilots import findings as _findings
from commonweal.appraisal.worksheet import NOTHING
from commonweal.packs.toolkits import Toolkit
from commonweal.web.accounts.models import User
from commonweal.web.accounts.selectors import people
from commonweal.web.proposals.models import Assessment, DesignChange, Pilot
from commonweal.web.proposals.roles import SECOND, WRITE
from commonweal.web.toolkit import selectors as toolkits
from commonweal.web.toolkit.models import Version

from .compare import STAGES, order_of, ratings
from .sheets import Sheet, sheet, toolkit_of

_SCALES = ("rating", "reach", "answer")


@dataclass(frozen=True)
class Piloted:
    """A pilot opened: its findings, and by whom they were made possible."""

    pilot: Pilot
    toolkit: Toolkit
    findings: Findings
    assessments: list[Assessment]


def pilots() -> list[Pilot]:
    return list(Pilot.objects.select_related("toolkit").annotate(tried=Count("proposals")))


def pilot(slug: str) -> Pilot | None:
    return Pilot.objects.select_related("toolkit").filter(slug=slug).first()


def piloted(found: Pilot) -> Piloted:
    """What the pilot yields: assessments of its proposals by its version, begun within its period.

    Where it names assessors, only theirs.
    """
    named = [a.person_id for a in found.assessors.all()]
    rows = list(
        Assessment.objects.filter(
            *([Q(assessor__in=named)] if named else []),
            proposal__pilots__pilot=found,
            toolkit=found.toolkit_id,
            begun_at__date__gte=found.begins,
            begun_at__date__lte=found.ends,
        )
        .select_related("proposal", "toolkit")
        .prefetch_related("answers", "efforts", "clarities", "proposal__places")
        .order_by("id")
    )
    # A revised assessment starts from answers already given: only new ones count as work on the tool.
    fresh = [a for a in rows if a.based_on_id is None]
    toolkit = toolkit_of(found.toolkit)
    sheets = [sheet(a) for a in fresh]
    tried = list(found.proposals.select_related("proposal"))
    changes = {p.proposal_id: 0 for p in tried}
    for id_ in DesignChange.objects.filter(assessment__in=rows).values_list(
        "assessment__proposal_id", flat=True
    ):
        changes[id_] = changes.get(id_, 0) + 1
    return Piloted(
        pilot=found,
        toolkit=toolkit,
        assessments=rows,
        findings=_findings(
            stages=STAGES,
            assessments={a.pk: a.completed_at is not None for a in fresh},
            spent=[s for a in fresh for s in _spent(a)],
            given=[g for s in sheets for g in _given(s)],
            ratings=_ratings(sheets),
            orders={stage: order_of(toolkit, stage) for stage in STAGES},
            changes=changes,
            decided={p.proposal_id for p in tried if p.proposal.decision.strip()},
            hourly_cost=float(found.hourly_cost) if found.hourly_cost is not None else None,
            a_year=found.proposals_a_year,
        ),
    )


def _spent(a: Assessment) -> list[Spent]:
    efforts = {e.stage: e for e in a.efforts.all()}
    return [
        Spent(
            assessment=a.pk,
            stage=stage,
            entered=float(efforts[stage].minutes) if efforts[stage].minutes is not None else None,
            measured=efforts[stage].seconds / 60 if a.measured and efforts[stage].seconds else None,
        )
        for stage in STAGES
        if stage in efforts
    ]


def _given(s: Sheet) -> list[Given]:
    """What became of each question; claims count as one question, and so do the prompts of a rating."""
    clarity = {c.key: c for c in s.assessment.clarities.all()}
    found = []
    for q in s.questions:
        answer = s.answers.get(q.key, NOTHING)
        key = "claim" if q.key.startswith("claim/") else q.key
        title = (
            "Claims: how many people, where and by what mechanism?" if key == "claim" else q.title
        )  # stays English
        said = clarity.get(q.key)
        state = (
            "left out" if answer.empty else "not known" if answer.not_known else "answered"
        )  # stays English
        labels: Mapping[str, str] = {}
        value = ""
        for f in q.fields:
            if f.kind == "one" and f.name in _SCALES:
                labels = dict(f.options)
                value = labels.get(answer.text(f.name), "") if state == "answered" else ""
        found.append(
            Given(
                assessment=s.assessment.pk,
                key=key,
                stage=q.stage,
                title=title,
                state=state,
                value=value,
                clarity=said.rating if said else None,
                remark=said.words if said else "",
            )
        )
        for f in q.fields:
            if f.name.endswith(".note") and state == "answered":
                passed = not answer.text(f.name) and not answer.text(f.name.replace(".note", ".rating"))
                found.append(
                    Given(
                        assessment=s.assessment.pk,
                        key=f"criterion/{q.priority}/{f.name.partition('.')[0]}",
                        stage=q.stage,
                        title=f.label,
                        state="left out" if passed else "answered",  # stays English
                    )
                )
    return found


def _ratings(sheets: list[Sheet]) -> pl.DataFrame:
    """Stage, question, item, rater and value; an item is a question of one proposal."""
    frames = []
    for s in sheets:
        rater = f"{s.assessment.assessor_name} ({'second' if s.assessment.second else 'first'})"
        found = ratings({rater: s}).with_columns(question=pl.col("item"))
        frames.append(found.with_columns(item=pl.format("{}/{}", pl.lit(s.assessment.proposal_id), "item")))
    names = ("stage", "item", "level", "rater", "value", "question")
    return pl.concat(frames) if frames else pl.DataFrame(schema=dict.fromkeys(names, pl.String))


def toolkit_versions() -> list[Version]:
    """Every version that assessments can have been made with, those of the toolkit in force first."""
    now = toolkits.in_force()
    return toolkits.all_published(now.toolkit) if now else []


def possible_assessors() -> list[User]:
    """Everybody who may assess a proposal, by name."""
    return [p for p in people() if p.may(WRITE) or p.may(SECOND)]


def toolkit_in_force() -> Version | None:
    return toolkits.in_force()


def free_slug(wanted: str) -> str:
    """An address that no pilot has yet."""
    base = wanted or "pilot"
    taken = set(Pilot.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, 1000))) if s not in taken)
