"""The tests as content: the questions of a version, where each comes from, and the versions there were."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.web.framework.presenters.marks import PROVENANCE_WORDS
from commonweal.web.scrutiny.models import SetVersion
from commonweal.web.scrutiny.presenters.account import note_on
from commonweal.web.scrutiny.presenters.choices import KINDS, VERSIONS, said
from commonweal.web.scrutiny.selectors.test_sets import TestQuestion, TestSet
from commonweal.web.toolkit.presenters.reading import Origin, origin
from commonweal.web.ui.days import day_words

#: The parts of a good answer, in the words of an owner.
PARTS: Mapping[str, Any] = {
    "who": gettext_lazy("Who, by group and in words"),
    "mechanism": gettext_lazy("By what mechanism"),
    "how-many": gettext_lazy("How many people, and where the number comes from"),
    "where": gettext_lazy("Where"),
    "by-when": gettext_lazy("By when"),
    "indicator": gettext_lazy("Which indicator would show it"),
    "participation": gettext_lazy("How far people had power, on the ladder of participation"),
    "evidence": gettext_lazy("How strong the evidence is, and which"),
    "unknown": gettext_lazy("What is not known"),
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
        state=said(VERSIONS, found.state),
        in_force=in_force,
        since=day_words(localtime(found.published_at or found.made_at)),
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
                parts=[str(PARTS[p]) for p in q.parts],
                applies=applies_words(q, places) or _("To every report."),
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
    if others:
        words = ngettext(
            "%(number)d question is put to a report before it is decided, %(others)d of them to some reports "
            "only.",
            "%(number)d questions are put to a report before it is decided, %(others)d of them to some "
            "reports only.",
            count,
        )
        return words % {"number": count, "others": others}
    return ngettext(
        "%(number)d question is put to a report before it is decided.",
        "%(number)d questions are put to a report before it is decided.",
        count,
    ) % {"number": count}


def history(found: Sequence[SetVersion]) -> list[VersionRow]:
    return [
        VersionRow(
            version=v.version,
            href=reverse("scrutiny:tests-version", args=[v.test_set, v.version]),
            state=said(VERSIONS, v.state),
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
        kinds = ", ".join(str(KINDS[k]).lower() for k in when.kinds)
        found.append(_("to reports of these kinds: %(kinds)s") % {"kinds": kinds})
    if when.cost_from is not None:
        cost = f"£{when.cost_from:,.2f}".removesuffix(".00")
        found.append(_("from a cost of %(cost)s") % {"cost": cost})
    if when.key_decision is not None:
        alone = _("to key decisions alone") if when.key_decision else _("to decisions that are not key")
        found.append(alone)
    if when.places:
        where = ", ".join(places.get(p, p) for p in when.places)
        found.append(_("where one of these is touched: %(places)s") % {"places": where})
    words = "; ".join(found)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _goal(framework: str, goal: str, titles: Mapping[str, str]) -> tuple[str, str]:
    if goal not in titles:
        return goal, ""
    return titles[goal], reverse("framework:goal", args=[framework, goal])


def _origins(content: TestSet) -> str:
    found = Counter(q.provenance for q in content.questions)
    parts = [f"{n} {PROVENANCE_WORDS[p]}" for p, n in found.items()]
    return ngettext(
        "Of %(number)d questions: %(parts)s.", "Of %(number)d questions: %(parts)s.", found.total()
    ) % {"number": found.total(), "parts": "; ".join(parts)}
