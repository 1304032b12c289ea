"""The toolkit as it is read: its questions with where each comes from, its numbers, its versions."""

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

from commonweal.appraisal.versions import Names
from commonweal.packs.models import Provenance, Sourced
from commonweal.packs.toolkits import Criterion, Group, Parameter, Prompt, Toolkit
from commonweal.web.framework.presenters.marks import PROVENANCE_WORDS
from commonweal.web.toolkit.models import Version
from commonweal.web.ui.days import day_words

_TAGS = {
    Provenance.SEEN: (gettext_lazy("Seen"), "green"),
    Provenance.INFERRED: (gettext_lazy("Inferred"), "blue"),
    Provenance.RECONSTRUCTED: (gettext_lazy("Reconstructed"), "purple"),
    Provenance.OWN: (gettext_lazy("Our own"), "turquoise"),
}
_BESIDE = {
    "": "",
    "priority": gettext_lazy("Read beside how each priority is delivered."),
    "chain": gettext_lazy("Read beside what leads to what, for each priority."),
    "claim": gettext_lazy("Read beside each claim on people."),
}
_NUMBERS = (
    gettext_lazy("no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
)


@dataclass(frozen=True)
class Origin:
    """Where an item comes from, as a tag and in words."""

    tag: str
    colour: str
    words: str
    note: str


@dataclass(frozen=True)
class Asked:
    """One question or criterion as it is read."""

    question: str
    guidance: str
    monitored: str
    beside: str
    origin: Origin


@dataclass(frozen=True)
class PriorityView:
    """``goals`` and ``evidence``: title and address of each."""

    name: str
    summary: str
    goals: list[tuple[str, str]]
    evidence: list[tuple[str, str]]
    criteria: list[Asked]
    origin: Origin


@dataclass(frozen=True)
class ParameterView:
    """``now``: the value on the day the page is read; ``earlier``: all others with their days."""

    name: str
    now: str
    since: str
    others: list[tuple[str, str, str]]
    origin: Origin


@dataclass(frozen=True)
class GroupView:
    name: str
    description: str
    sub_groups: list[tuple[str, Origin]]
    evidence: list[tuple[str, str]]
    parameters: list[str]
    origin: Origin


@dataclass(frozen=True)
class StageView:
    number: int
    name: str
    question: str
    purpose: str
    prompts: list[Asked]
    criteria: list[Asked]
    kind: str
    origin: Origin


@dataclass(frozen=True)
class Summary:
    title: str
    href: str
    sentence: str
    caution: str
    stages: list[tuple[str, str]]


@dataclass(frozen=True)
class Serving:
    title: str
    toolkit: str
    href: str
    priorities: list[tuple[str, str, list[Asked]]]


@dataclass(frozen=True)
class ToolkitPage:
    id: str
    title: str
    version: str
    state: str
    in_force: bool
    since: str
    lede: str
    origin_sentence: str
    summary: str
    caution: str
    note: str
    reason: str
    stages: list[StageView]
    priorities: list[PriorityView]
    ratings: list[tuple[str, str, Origin]]
    groups: list[GroupView]
    needs: list[Asked]
    parameters: list[ParameterView]
    versions_href: str
    changes_href: str


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


@dataclass(frozen=True)
class History:
    title: str
    rows: list[VersionRow]


def origin(item: Sourced) -> Origin:
    tag, colour = _TAGS[item.provenance]
    return Origin(str(tag), colour, str(PROVENANCE_WORDS[item.provenance]), item.note)


def summary(toolkit: Toolkit) -> Summary:
    return Summary(
        title=toolkit.title,
        href=reverse("toolkit:toolkit"),
        sentence=_lede(toolkit),
        caution=toolkit.caution,
        stages=[(s.name, s.question) for s in toolkit.stages],
    )


def serving(toolkit: Toolkit, goal: str) -> Serving:
    """The priorities that serve a goal, each with what is asked."""
    return Serving(
        title=_("What is asked of a proposal for this goal"),
        toolkit=toolkit.title,
        href=reverse("toolkit:toolkit"),
        priorities=[
            (p.name, p.summary, [asked_view(c) for c in p.criteria])
            for p in toolkit.priorities
            if goal in p.goals
        ],
    )


def toolkit_page(found: Version, toolkit: Toolkit, names: Names, today: dt.date) -> ToolkitPage:
    since = found.published_at or found.made_at
    in_force = found.state == Version.State.IN_FORCE
    return ToolkitPage(
        id=toolkit.id,
        title=toolkit.title,
        version=found.version,
        state=found.get_state_display(),
        in_force=in_force,
        since=day_words(localtime(since)),
        lede=_lede(toolkit),
        origin_sentence=_origins(toolkit),
        summary=toolkit.summary,
        caution=toolkit.caution,
        note=toolkit.note,
        reason=found.reason,
        stages=[
            StageView(
                number=number,
                name=stage.name,
                question=stage.question,
                purpose=stage.purpose,
                prompts=[asked_view(p) for p in stage.prompts],
                criteria=[asked_view(c) for c in stage.criteria],
                kind=stage.kind,
                origin=origin(stage),
            )
            for number, stage in enumerate(toolkit.stages, 1)
        ],
        priorities=[
            PriorityView(
                name=p.name,
                summary=p.summary,
                goals=[_goal(toolkit.framework, g, names.goals) for g in p.goals],
                evidence=[_indicator(i, names.indicators) for i in p.indicators],
                criteria=[asked_view(c) for c in p.criteria],
                origin=origin(p),
            )
            for p in toolkit.priorities
        ],
        ratings=[(r.name, r.meaning, origin(r)) for r in toolkit.ratings],
        groups=[
            _group(g, {p.id: p for p in toolkit.parameters}, names.indicators, today) for g in toolkit.groups
        ],
        needs=[asked_view(n) for n in toolkit.needs],
        parameters=[parameter_view(p, today) for p in toolkit.parameters],
        versions_href=reverse("toolkit:versions", args=[toolkit.id]),
        changes_href="" if in_force else reverse("toolkit:changes", args=[toolkit.id, found.version]),
    )


def history(found: Sequence[Version]) -> History:
    return History(
        title=found[0].definition["title"],
        rows=[
            VersionRow(
                version=v.version,
                href=reverse("toolkit:version", args=[v.toolkit, v.version]),
                state=v.get_state_display(),
                who=v.published_by or v.made_by,
                when=v.published_at or v.made_at,
                reason=v.reason,
                changes_href=""
                if v.state == Version.State.IN_FORCE
                else reverse("toolkit:changes", args=[v.toolkit, v.version]),
                file_href=reverse("toolkit:file", args=[v.toolkit, v.version]),
            )
            for v in found
        ],
    )


def _goal(framework: str, goal: str, titles: Mapping[str, str]) -> tuple[str, str]:
    """Title and address; a goal that is not loaded has its id and no address."""
    if goal not in titles:
        return goal, ""
    return titles[goal], reverse("framework:goal", args=[framework, goal])


def _indicator(indicator: str, names: Mapping[str, str]) -> tuple[str, str]:
    if indicator not in names:
        return indicator, ""
    return names[indicator], reverse("framework:indicator", args=[indicator])


def asked_view(item: Prompt) -> Asked:
    monitored = item.monitored if isinstance(item, Criterion) else ""
    return Asked(item.question, item.guidance, monitored, str(_BESIDE[item.beside]), origin(item))


def _group(
    group: Group, parameters: Mapping[str, Parameter], indicators: Mapping[str, str], today: dt.date
) -> GroupView:
    views = [parameter_view(parameters[name], today) for name in group.parameters if name in parameters]
    return GroupView(
        name=group.name,
        description=group.description,
        sub_groups=[(s.name, origin(s)) for s in group.sub_groups],
        evidence=[_indicator(i, indicators) for i in group.indicators],
        parameters=[_as_of(v) for v in views],
        origin=origin(group),
    )


def _as_of(view: ParameterView) -> str:
    if not view.since:
        return f"{view.name}: {view.now}"
    return _("%(name)s: %(value)s (since %(day)s)") % {
        "name": view.name, "value": view.now, "day": view.since,
    }  # fmt: skip


def parameter_view(parameter: Parameter, today: dt.date) -> ParameterView:
    """A number that changes by the year, as it is on a day."""
    past = [v for v in parameter.values if v.since <= today]
    now = past[-1] if past else None

    def said(value: Any) -> str:
        return value.words or f"{value.value:,.2f}".removesuffix(".00") + f" {parameter.unit}"

    return ParameterView(
        name=parameter.name,
        now=said(now) if now else _("not yet known"),
        since=day_words(now.since) if now else "",
        others=[
            (day_words(v.since), said(v), str(_TAGS[v.provenance][0]) + (f": {v.note}" if v.note else ""))
            for v in reversed(parameter.values)
        ],
        origin=origin(now or parameter),
    )


def _lede(toolkit: Toolkit) -> str:
    stages, priorities, groups = (
        _number(len(items)) for items in (toolkit.stages, toolkit.priorities, toolkit.groups)
    )
    return _(
        "%(stages)s stages, %(priorities)s priorities and %(groups)s groups of people: %(questions)d "
        "questions that show who a proposal is for, and how it would reach them."
    ) % {
        "stages": stages.capitalize(),
        "priorities": priorities,
        "groups": groups,
        "questions": len(_questions(toolkit)),
    }


def _origins(toolkit: Toolkit) -> str:
    found = Counter(q.provenance for q in _questions(toolkit))
    parts = [f"{found[p]} {PROVENANCE_WORDS[p]}" for p in Provenance if found[p]]
    return ngettext(
        "Of its %(number)d questions and criteria: %(parts)s.",
        "Of its %(number)d questions and criteria: %(parts)s.",
        found.total(),
    ) % {"number": found.total(), "parts": "; ".join(parts)}


def _questions(toolkit: Toolkit) -> list[Prompt]:
    stages = [q for s in toolkit.stages for q in (*s.prompts, *s.criteria)]
    return [*toolkit.needs, *stages, *(c for p in toolkit.priorities for c in p.criteria)]


def _number(n: int) -> str:
    return str(_NUMBERS[n]) if n < len(_NUMBERS) else str(n)
