"""What changed because of an assessment, and how far two assessors agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.appraisal.agreement import Agreement
from commonweal.appraisal.changed import Changed
from commonweal.appraisal.worksheet import REACH, WORK, in_words
from commonweal.web.proposals.models import DesignChange, Moderation, Proposal
from commonweal.web.proposals.presenters.assessment import ResultsView, results_view, title_of
from commonweal.web.proposals.presenters.marks import answer_of, part_words, people_words, stage_names
from commonweal.web.proposals.selectors import Compared, Sheet

_ARROWS: dict[str, Any] = {
    "up": gettext_lazy("▲ up"),
    "down": gettext_lazy("▼ down"),
    "same": "▬",
    "": "",
}
_KINDS: tuple[tuple[str, Any], ...] = (
    ("priority", gettext_lazy("Priorities")),
    ("rating", gettext_lazy("Ratings")),
    ("group", gettext_lazy("Groups")),
    ("number", gettext_lazy("Numbers of people")),
    ("good-work", gettext_lazy("Good Work")),
    ("known", gettext_lazy("What is known")),
    ("words", gettext_lazy("Words")),
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
        rows.setdefault(c.what, []).append(
            ChangeRow(c.title, c.label, before, after, str(_ARROWS[c.direction]))
        )
    return ChangesPage(
        title=_("What changed because of it"),
        proposal=first.proposal.title,
        proposal_href=reverse("proposals:proposal", args=[first.proposal.pk]),
        example=first.proposal.example,
        sentence=_sentence(found, design, last),
        first=title_of(first.assessment),
        last=title_of(last.assessment),
        people=(people_words(first.results["everybody"]), people_words(last.results["everybody"])),
        kinds=[
            (str(title), rows[kind], any(r.direction for r in rows[kind]))
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
        return _("Nothing has changed between the two assessments.")
    ratings = Counter(c.direction for c in found if c.what == "rating" and "/" not in c.label)
    parts = []
    if ratings["up"]:
        parts.append(
            ngettext("%(number)d rating went up", "%(number)d ratings went up", ratings["up"])
            % {"number": ratings["up"]}
        )
    if ratings["down"]:
        parts.append(
            ngettext("%(number)d went down", "%(number)d went down", ratings["down"])
            % {"number": ratings["down"]}
        )
    numbers = sum(1 for c in found if c.what == "number")
    if numbers:
        parts.append(
            ngettext("%(number)d number of people changed", "%(number)d numbers of people changed", numbers)
            % {"number": numbers}
        )
    changes = len(design)
    parts.append(
        ngettext("%(number)d change of design noted", "%(number)d changes of design noted", changes)
        % {"number": changes}
    )
    words = ", ".join(parts)
    said = f"{words[0].upper()}{words[1:]}."
    in_hand = "" if last.assessment.completed_at else _("The later one is still in hand.")
    return f"{said} {in_hand}".rstrip()


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
    sentence = _("On %(same)d of %(all)d ratings that two people made, they say the same.") % {
        "same": len(agreed),
        "all": len(rows),
    }
    if differing:
        left = _("%(open)d of %(all)d differences are not settled.")
        sentence += " " + left % {"open": open_, "all": len(differing)}
    return AgreementPage(
        proposal=proposal.title,
        proposal_href=reverse("proposals:proposal", args=[proposal.pk]),
        example=proposal.example,
        sentence=sentence,
        raters=[f"{title_of(s.assessment)}: {s.assessment.assessor_name}" for s in pair.sheets],
        stages=[stage_agreement(names[kind], a) for kind, a in by_stage.items()],
        criteria=stage_agreement(_("Criteria of stage 2, each by itself"), criteria),
        differing=differing,
        agreed=agreed,
    )


_REASONS: dict[str, Any] = {
    "one rater": gettext_lazy("Only one person rated these."),  # stays English
    "nothing rated twice": gettext_lazy("Nothing here was rated by two people."),
    "one category": gettext_lazy("All gave one word, so agreement beyond chance cannot be said."),
}


def stage_agreement(name: str, a: Agreement) -> StageAgreement:
    if a.alpha is None:
        return StageAgreement(name, "–", "", a.items, str(_REASONS[a.reason]))
    interval, words = "", _("Too few items for an interval.")
    if a.lower is not None and a.upper is not None:
        interval = _("%(low)s to %(high)s") % {"low": _minus(a.lower), "high": _minus(a.upper)}
        words = _("%(share)s interval from 2,000 resamples of the items.") % {"share": "95%"}
    if a.items < 20:
        few = ngettext(
            "%(number)d items are few: read it as a hint.",
            "%(number)d items are few: read it as a hint.",
            a.items,
        )
        words = f"{words} {few % {'number': a.items}}"
    return StageAgreement(name, _minus(a.alpha), interval, a.items, words)


def _minus(number: float) -> str:
    return f"{number:.2f}".replace("-", "−")


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
        shown = [labels.get(v, v) if v else _("not rated") for v in values]
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
    yes_or_no = (("yes", _("Yes")), ("no", _("No")))
    scale = tuple((r.id, r.name.capitalize()) for r in toolkit.ratings)
    out: list[tuple[str, str, str, Any]] = [
        ("fit", f"fit/{p.id}", _("Is %(priority)s delivered directly?") % {"priority": p.name}, yes_or_no)
        for p in toolkit.priorities
    ]
    for p in toolkit.priorities:
        label = _("%(priority)s: how well?") % {"priority": p.name}
        out.append(("evaluation", f"rating/{p.id}", label, scale))
        out += [("evaluation", f"criterion/{p.id}/{c.id}", c.question, scale) for c in p.criteria]
    out += [("beneficiaries", f"group/{g.id}", g.name, in_words(REACH)) for g in toolkit.groups]
    out += [
        ("good-work", f"work/{c.id}", c.question, in_words(WORK)) for c in toolkit.stage("good-work").criteria
    ]
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
