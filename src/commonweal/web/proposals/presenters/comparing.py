"""What changed because of an assessment, and how far two assessors agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from commonweal.appraisal.agreement import Agreement
from commonweal.appraisal.changed import Changed
from commonweal.appraisal.worksheet import REACH, WORK
from commonweal.web.proposals.models import DesignChange, Moderation, Proposal
from commonweal.web.proposals.presenters.assessment import ResultsView, results_view, title_of
from commonweal.web.proposals.presenters.marks import answer_of, part_words, people_words, stage_names
from commonweal.web.proposals.selectors import Compared, Sheet

_ARROWS = {"up": "▲ up", "down": "▼ down", "same": "▬", "": ""}
_KINDS = (
    ("priority", "Priorities"),
    ("rating", "Ratings"),
    ("group", "Groups"),
    ("number", "Numbers of people"),
    ("good-work", "Good Work"),
    ("known", "What is known"),
    ("words", "Words"),
)


@dataclass(frozen=True)
class ChangeRow:
    title: str
    label: str
    before: str
    after: str
    direction: str


@dataclass(frozen=True)
class ChangesPage:
    """``kinds``: a title, its rows, and whether any of them goes up or down."""

    title: str
    proposal: str
    proposal_href: str
    example: str
    sentence: str
    first: str
    last: str
    people: tuple[str, str]
    kinds: list[tuple[str, list[ChangeRow], bool]]
    design: list[DesignChange]
    before: ResultsView
    after: ResultsView


def changes_page(
    first: Sheet, last: Sheet, found: Sequence[Changed], design: Sequence[DesignChange]
) -> ChangesPage:
    rows: dict[str, list[ChangeRow]] = {}
    for c in found:
        before, after = _named(first, c, c.before), _named(last, c, c.after)
        rows.setdefault(c.what, []).append(ChangeRow(c.title, c.label, before, after, _ARROWS[c.direction]))
    return ChangesPage(
        title="What changed because of it",
        proposal=first.proposal.title,
        proposal_href=reverse("proposals:proposal", args=[first.proposal.pk]),
        example=first.proposal.example,
        sentence=_sentence(found, design, last),
        first=title_of(first.assessment),
        last=title_of(last.assessment),
        people=(people_words(first.results["everybody"]), people_words(last.results["everybody"])),
        kinds=[
            (title, rows[kind], any(r.direction for r in rows[kind]))
            for kind, title in _KINDS
            if kind in rows
        ],
        design=list(design),
        before=results_view(first),
        after=results_view(last),
    )


def _named(sheet: Sheet, c: Changed, words: str) -> str:
    """Places and indicators are kept by their codes; people read their names."""
    asked = sheet.question(c.key)
    field = next((f for f in asked.fields if f.label == c.label), None) if asked else None
    if field is None or field.kind not in ("places", "indicator"):
        return words
    return part_words(field, answer_of(sheet, c.key), sheet.book)


def _sentence(found: Sequence[Changed], design: Sequence[DesignChange], last: Sheet) -> str:
    if not found:
        return "Nothing has changed between the two assessments."
    ratings = Counter(c.direction for c in found if c.what == "rating" and "/" not in c.label)
    parts = []
    if ratings["up"]:
        parts.append(f"{ratings['up']} {'rating' if ratings['up'] == 1 else 'ratings'} went up")
    if ratings["down"]:
        parts.append(f"{ratings['down']} went down")
    numbers = sum(1 for c in found if c.what == "number")
    if numbers:
        parts.append(f"{numbers} {'number' if numbers == 1 else 'numbers'} of people changed")
    changes = len(design)
    parts.append(f"{changes} {'change' if changes == 1 else 'changes'} of design noted")
    state = "" if last.assessment.completed_at else " The later one is still in hand."
    words = ", ".join(parts)
    return f"{words[0].upper()}{words[1:]}.{state}"


@dataclass(frozen=True)
class StageAgreement:
    name: str
    alpha: str
    interval: str
    items: int
    words: str


@dataclass(frozen=True)
class Says:
    """What one assessor said of an item, and why."""

    who: str
    value: str
    reason: str


@dataclass(frozen=True)
class ItemRow:
    item: str
    label: str
    stage: str
    values: list[str]
    says: list[Says]
    same: bool
    apart: float
    settled: str
    why: str
    by: str
    href: str
    options: list[tuple[str, str]]


@dataclass(frozen=True)
class AgreementPage:
    proposal: str
    proposal_href: str
    example: str
    sentence: str
    raters: list[str]
    stages: list[StageAgreement]
    criteria: StageAgreement
    differing: list[ItemRow]
    agreed: list[ItemRow]


def agreement_page(
    proposal: Proposal,
    pair: Compared,
    found: tuple[Mapping[str, Agreement], Agreement, Mapping[str, float]],
    moderated: Mapping[str, Moderation],
) -> AgreementPage:
    by_stage, criteria, apart = found
    names = stage_names(pair.sheets[0])
    rows = [r for r in items(pair, moderated) if r.item in apart]
    differing = sorted((r for r in rows if not r.same), key=lambda r: (-apart[r.item], r.label))
    agreed = [r for r in rows if r.same]
    open_ = sum(1 for r in differing if not r.settled)
    count = f"On {len(agreed)} of {len(rows)} ratings that two people made, they say the same."
    left = f" {open_} of {len(differing)} differences are not settled." if differing else ""
    return AgreementPage(
        proposal=proposal.title,
        proposal_href=reverse("proposals:proposal", args=[proposal.pk]),
        example=proposal.example,
        sentence=count + left,
        raters=[f"{title_of(s.assessment)}: {s.assessment.assessor_name}" for s in pair.sheets],
        stages=[stage_agreement(names[kind], a) for kind, a in by_stage.items()],
        criteria=stage_agreement("Criteria of stage 2, each by itself", criteria),
        differing=differing,
        agreed=agreed,
    )


_REASONS = {
    "one rater": "Only one person rated these.",
    "nothing rated twice": "Nothing here was rated by two people.",
    "one category": "All gave one word, so agreement beyond chance cannot be said.",
}


def stage_agreement(name: str, a: Agreement) -> StageAgreement:
    if a.alpha is None:
        return StageAgreement(name, "–", "", a.items, _REASONS[a.reason])
    interval = (
        f"{a.lower:.2f} to {a.upper:.2f}".replace("-", "−")
        if a.lower is not None and a.upper is not None
        else ""
    )
    few = "" if a.items >= 20 else f" {a.items} items are few: read it as a hint."
    words = (
        interval and "95% interval from 2,000 resamples of the items."
    ) or "Too few items for an interval."
    return StageAgreement(name, f"{a.alpha:.2f}".replace("-", "−"), interval, a.items, words + few)


def items(pair: Compared, moderated: Mapping[str, Moderation]) -> list[ItemRow]:
    """Every rating that was asked, with what each said of it."""
    names, toolkit = stage_names(pair.sheets[0]), pair.toolkit
    found = []
    for stage, item, label, options in _asked(pair):
        values = [_value(s, item) for s in pair.sheets]
        given = [v for v in values if v]
        if len(given) < 2:
            continue
        labels = dict(options)
        shown = [labels.get(v, v) if v else "not rated" for v in values]
        who = [s.assessment.assessor_name for s in pair.sheets]
        held = moderated.get(item)
        found.append(
            ItemRow(
                item=item,
                label=label,
                stage=names[stage],
                values=shown,
                says=[
                    Says(name, word, _reason(s, item))
                    for name, word, s in zip(who, shown, pair.sheets, strict=True)
                ],
                same=len(set(given)) == 1,
                apart=0.0,
                settled=labels.get(held.value, held.value) if held else "",
                why=held.reason if held else "",
                by=held.by if held else "",
                href=reverse("proposals:settle", args=[pair.sheets[0].proposal.pk, item]),
                options=list(options),
            )
        )
    return found if toolkit else []


def _asked(pair: Compared) -> list[tuple[str, str, str, Sequence[tuple[str, str]]]]:
    toolkit = pair.toolkit
    scale = tuple((r.id, r.name.capitalize()) for r in toolkit.ratings)
    out: list[tuple[str, str, str, Any]] = [
        ("fit", f"fit/{p.id}", f"Is {p.name} delivered directly?", (("yes", "Yes"), ("no", "No")))
        for p in toolkit.priorities
    ]
    for p in toolkit.priorities:
        out.append(("evaluation", f"rating/{p.id}", f"{p.name}: how well?", scale))
        out += [("evaluation", f"criterion/{p.id}/{c.id}", c.question, scale) for c in p.criteria]
    out += [("beneficiaries", f"group/{g.id}", g.name, REACH) for g in toolkit.groups]
    out += [("good-work", f"work/{c.id}", c.question, WORK) for c in toolkit.stage("good-work").criteria]
    return out


def _value(sheet: Sheet, item: str) -> str:
    kind, _, rest = item.partition("/")
    if kind == "fit":
        answer = answer_of(sheet, "fit")
        return ("yes" if rest in answer.many("priorities") else "no") if not answer.empty else ""
    if kind == "criterion":
        priority, _, criterion = rest.partition("/")
        asked = sheet.question(f"rating/{priority}")
        return answer_of(sheet, f"rating/{priority}").text(f"{criterion}.rating") if asked else ""
    if sheet.question(item) is None:
        return ""
    name = {"rating": "rating", "group": "reach", "work": "answer"}[kind]
    answer = answer_of(sheet, item)
    return "" if answer.not_known else answer.text(name)


def _reason(sheet: Sheet, item: str) -> str:
    kind, _, rest = item.partition("/")
    if kind == "fit":
        return answer_of(sheet, f"how/{rest}").text("how")
    if kind == "criterion":
        priority, _, criterion = rest.partition("/")
        return answer_of(sheet, f"rating/{priority}").text(f"{criterion}.note")
    return answer_of(sheet, item).text({"rating": "justification", "group": "why", "work": "how"}[kind])
