"""The tests as content: the questions of a version, where each comes from, and the versions there were."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localtime

from commonweal.web.framework.presenters.marks import PROVENANCE_WORDS
from commonweal.web.scrutiny.models import Report, SetVersion
from commonweal.web.scrutiny.presenters.account import note_on
from commonweal.web.scrutiny.selectors.test_sets import TestQuestion, TestSet
from commonweal.web.toolkit.presenters.reading import Origin, origin

#: The parts of a good answer, in the words of an owner.
PARTS: Mapping[str, str] = {
    "who": "Who, by group and in words",
    "mechanism": "By what mechanism",
    "how-many": "How many people, and where the number comes from",
    "where": "Where",
    "by-when": "By when",
    "indicator": "Which indicator would show it",
    "participation": "How far people had power, on the ladder of participation",
    "evidence": "How strong the evidence is, and which",
    "unknown": "What is not known",
}


@dataclass(frozen=True)
class QuestionView:
    """``goals``: title and address of each; none stands for all of them."""

    number: int
    id: str
    label: str
    question: str
    guidance: str
    parts: list[str]
    applies: str
    goals: list[tuple[str, str]]
    origin: Origin


@dataclass(frozen=True)
class TestsPage:
    id: str
    title: str
    sentence: str
    version: str
    state: str
    in_force: bool
    since: str
    reason: str
    summary: str
    caution: str
    reconstructed: str
    origin: Origin
    origins: str
    questions: list[QuestionView]
    headings: list[str]
    ladder: list[tuple[str, str]]
    versions_href: str
    changes_href: str
    file_href: str


@dataclass(frozen=True)
class VersionRow:
    version: str
    href: str
    state: str
    who: str
    when: dt.datetime
    reason: str
    changes_href: str
    file_href: str


def tests_page(
    found: SetVersion,
    content: TestSet,
    *,
    goals: Mapping[str, str],
    places: Mapping[str, str],
    ladder: Sequence[tuple[str, str]],
) -> TestsPage:
    in_force = found.state == SetVersion.State.IN_FORCE
    count = len(content.questions)
    always = sum(1 for q in content.questions if not applies_words(q, places))
    others = count - always
    return TestsPage(
        id=content.id,
        title=content.title,
        sentence=_sentence(count, others),
        version=found.version,
        state=found.get_state_display(),
        in_force=in_force,
        since=f"{localtime(found.published_at or found.made_at):%-d %B %Y}",
        reason=found.reason,
        summary=content.summary,
        caution=content.caution,
        reconstructed=note_on(found),
        origin=origin(content),
        origins=_origins(content),
        questions=[
            QuestionView(
                number=n,
                id=q.id,
                label=q.label,
                question=q.question,
                guidance=q.guidance,
                parts=[PARTS[p] for p in q.parts],
                applies=applies_words(q, places) or "To every report.",
                goals=[_goal(content.framework, g, goals) for g in q.goals],
                origin=origin(q),
            )
            for n, q in enumerate(content.questions, 1)
        ],
        headings=list(content.headings),
        ladder=list(ladder) if any("participation" in q.parts for q in content.questions) else [],
        versions_href=reverse("scrutiny:tests-versions", args=[content.id]),
        file_href=reverse("scrutiny:tests-file", args=[content.id, found.version]),
        changes_href="" if in_force else reverse("scrutiny:tests-changes", args=[content.id, found.version]),
    )


def _sentence(count: int, others: int) -> str:
    words = f"{count} {'question is' if count == 1 else 'questions are'} put to a report before it is decided"
    return f"{words}, {others} of them to some reports only." if others else f"{words}."


def history(found: Sequence[SetVersion]) -> list[VersionRow]:
    return [
        VersionRow(
            version=v.version,
            href=reverse("scrutiny:tests-version", args=[v.test_set, v.version]),
            state=v.get_state_display(),
            who=v.published_by or v.made_by,
            when=v.published_at or v.made_at,
            reason=v.reason,
            file_href=reverse("scrutiny:tests-file", args=[v.test_set, v.version]),
            changes_href=""
            if v.state == SetVersion.State.IN_FORCE
            else reverse("scrutiny:tests-changes", args=[v.test_set, v.version]),
        )
        for v in found
    ]


def applies_words(question: TestQuestion, places: Mapping[str, str]) -> str:
    """ "To a plan, a programme or a project; from a cost of £500,000."; "" for one without conditions."""
    when, found = question.applies, []
    if when.kinds:
        kinds = dict(Report.Kind.choices)
        found.append(f"to reports of these kinds: {', '.join(str(kinds[k]).lower() for k in when.kinds)}")
    if when.cost_from is not None:
        found.append(f"from a cost of £{when.cost_from:,.2f}".removesuffix(".00"))
    if when.key_decision is not None:
        found.append("to key decisions alone" if when.key_decision else "to decisions that are not key")
    if when.places:
        found.append(f"where one of these is touched: {', '.join(places.get(p, p) for p in when.places)}")
    words = "; ".join(found)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _goal(framework: str, goal: str, titles: Mapping[str, str]) -> tuple[str, str]:
    if goal not in titles:
        return goal, ""
    return titles[goal], reverse("framework:goal", args=[framework, goal])


def _origins(content: TestSet) -> str:
    found = Counter(q.provenance for q in content.questions)
    parts = [f"{n} {PROVENANCE_WORDS[p]}" for p, n in found.items()]
    return f"Of {found.total()} questions: {'; '.join(parts)}."
