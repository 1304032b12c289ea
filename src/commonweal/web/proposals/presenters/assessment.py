"""An assessment as a whole: how far it has come, what is missing, and what it comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.appraisal.people import Overlap
from commonweal.appraisal.worksheet import REACH, WORK, in_words
from commonweal.publish.onelook import Line, Part, picture
from commonweal.web.proposals.models import Assessment, DesignChange, Remark
from commonweal.web.proposals.presenters.claims import Matrix, matrix
from commonweal.web.proposals.presenters.marks import (
    MissingView,
    RemarkView,
    StateView,
    answer_href,
    answer_of,
    missing_view,
    people_words,
    remark_view,
    stage_names,
    state,
    titles,
)
from commonweal.web.proposals.selectors import Sheet, ToDo

_REACH_WORDS: dict[str, Any] = {
    "not": gettext_lazy("not reached"),
    "indirect": gettext_lazy("reached indirectly"),
    "direct": gettext_lazy("reached directly"),
    "both": gettext_lazy("reached both ways"),
}
_ORDER = {id_: n for n, (id_, _) in enumerate(REACH)}


@dataclass(frozen=True)
class TaskView:
    title: str
    href: str
    state: StateView


@dataclass(frozen=True)
class StageView:
    number: int
    kind: str
    name: str
    question: str
    words: str
    tasks: list[TaskView]


@dataclass(frozen=True)
class PairView:
    title: str
    why: str
    href: str
    word: str
    settled: bool


@dataclass(frozen=True)
class ResultRow:
    label: str
    words: str
    more: str
    href: str


@dataclass(frozen=True)
class ResultsView:
    """The table behind the picture. ``sentence`` is the picture in words."""

    sentence: str
    picture: SafeString
    none: bool
    priorities: list[ResultRow]
    groups: list[ResultRow]
    work: list[ResultRow]
    everybody: str
    left_out: str


@dataclass(frozen=True)
class AssessmentPage:
    id: int
    title: str
    kind: str
    proposal: str
    proposal_href: str
    example: str
    sentence: str
    by: str
    begun: dt.datetime
    completed: dt.datetime | None
    completed_by: str
    toolkit: str
    toolkit_href: str
    snapshot: str
    stages: list[StageView]
    missing: list[MissingView]
    advice: list[MissingView]
    matrix: Matrix | None
    pairs: list[PairView]
    requests: list[RemarkView]
    to_do: list[ToDo]
    design: list[DesignChange]
    results: ResultsView
    writable: bool
    second: bool
    based_on: bool
    next_href: str
    caution: str


def assessment_page(
    sheet: Sheet,
    *,
    writable: bool,
    remarks: Sequence[Remark],
    to_do: Sequence[ToDo],
    design: Sequence[DesignChange],
) -> AssessmentPage:
    a, names = sheet.assessment, stage_names(sheet)
    views = [missing_view(a, m, names) for m in sheet.missing if m.stops]
    return AssessmentPage(
        id=a.pk,
        title=_("%(kind)s of %(proposal)s") % {"kind": title_of(a), "proposal": sheet.proposal.title},
        kind=title_of(a),
        proposal=sheet.proposal.title,
        proposal_href=reverse("proposals:proposal", args=[a.proposal_id]),
        example=sheet.proposal.example,
        sentence=_progress(sheet),
        by=a.assessor_name,
        begun=a.begun_at,
        completed=a.completed_at,
        completed_by=a.completed_by,
        toolkit=_("%(title)s, version %(version)s")
        % {"title": sheet.toolkit.title, "version": a.toolkit.version},
        toolkit_href=reverse("toolkit:version", args=[a.toolkit.toolkit, a.toolkit.version]),
        snapshot=sheet.book.id[:8] if sheet.book else "",
        stages=_stages(sheet),
        missing=views,
        advice=[missing_view(a, m, names) for m in sheet.missing if not m.stops],
        matrix=matrix(sheet),
        pairs=[_pair(sheet, p) for p in sheet.pairs],
        requests=[remark_view(r, titles(sheet)) for r in remarks if r.request],
        to_do=list(to_do),
        design=list(design),
        results=results_view(sheet),
        writable=writable,
        second=a.second,
        based_on=a.based_on_id is not None,
        next_href=views[0].href if views else "",
        caution=sheet.toolkit.caution,
    )


def title_of(a: Assessment) -> str:
    """ "Second assessment", "Revised assessment"."""
    return _("Second assessment") if a.second else str(a.get_kind_display())


def results_view(sheet: Sheet) -> ResultsView:
    out, toolkit = sheet.results, sheet.toolkit
    ratings = {r.id: r.name for r in toolkit.ratings}
    order = [r.id for r in toolkit.ratings]
    named = {p.id: p.name for p in toolkit.priorities}
    priorities, lines = [], []
    for id_, rating in out["ratings"].items():
        word = ratings.get(rating, _("not known yet") if rating == "not-known" else _("not rated yet"))
        why = answer_of(sheet, f"rating/{id_}").text("justification")
        priorities.append(ResultRow(named[id_], word, why, answer_href(sheet.assessment, f"rating/{id_}")))
        filled = order.index(rating) + 1 if rating in order else (None if rating == "not-known" else -1)
        lines.append(Line(named[id_], filled, len(order), word))
    groups, group_lines = [], []
    for g in toolkit.groups:
        reach = out["groups"][g.id]
        word = str(_REACH_WORDS.get(reach, _("not known yet") if reach == "not-known" else _("not answered")))
        people = out["people"].get(g.id, {})
        more = people_words(people) if people and people["claims"] else ""
        groups.append(ResultRow(g.name, word, more, answer_href(sheet.assessment, f"group/{g.id}")))
        filled = min(_ORDER[reach], 2) if reach in _ORDER else (None if reach == "not-known" else -1)
        group_lines.append(Line(g.name, filled, 2, word + (f": {more}" if more else "")))
    work, work_lines = _work(sheet)
    return ResultsView(
        sentence=_sentence(sheet),
        picture=mark_safe(
            picture(
                [
                    Part(_("Priorities delivered directly"), lines, _nothing(sheet)),
                    Part(_("Groups"), group_lines),
                    Part(_("Good Work"), work_lines),
                ],
                _sentence(sheet),
            )
        ),
        none=out["none"],
        priorities=priorities,
        groups=groups,
        work=work,
        everybody=people_words(out["everybody"]),
        left_out=", ".join(p.name for p in toolkit.priorities if p.id not in out["ratings"]),
    )


def _work(sheet: Sheet) -> tuple[list[ResultRow], list[Line]]:
    words = {
        **{id_: label.lower() for id_, label in in_words(WORK)},
        "not-known": _("not known yet"),
        "": _("not answered"),
    }
    rows, lines = [], []
    for q in sheet.questions:
        if not q.key.startswith("work/"):
            continue
        said = sheet.results["work"][q.key.partition("/")[2]]
        monitored = answer_of(sheet, q.key).text("monitored")
        more = _("Monitored: %(what)s") % {"what": monitored} if monitored else ""
        rows.append(ResultRow(q.title, words[said], more, answer_href(sheet.assessment, q.key)))
        filled = {"no": 0, "not-yet": 1, "yes": 2, "not-known": None}.get(said, -1)
        lines.append(Line(q.title, filled, 2, words[said]))
    return rows, lines


def _nothing(sheet: Sheet) -> str:
    if sheet.results["none"]:
        return _("No direct inclusive growth outcome: see Good Work for what can still be done.")
    return _("None has been ticked yet.")


def _sentence(sheet: Sheet) -> str:
    """The results in words: every picture has them beside it."""
    out = sheet.results
    if out["none"]:
        first = _("It has no direct inclusive growth outcome, which is a valid result.")
    elif out["ratings"]:
        names = {p.id: p.name for p in sheet.toolkit.priorities}
        ratings = {r.id: r.name for r in sheet.toolkit.ratings}
        none = _("not rated yet")
        said = "; ".join(f"{names[p]}: {ratings.get(r, none)}" for p, r in out["ratings"].items())
        first = _("Delivered directly: %(said)s.") % {"said": said}
    else:
        first = _("No priority has been ticked yet.")
    reached = sum(1 for r in out["groups"].values() if r in ("direct", "indirect", "both"))
    work = out["work_counts"]
    return " ".join(
        (
            first,
            _("It says that it reaches %(reached)d of %(all)d groups: %(people)s.")
            % {
                "reached": reached,
                "all": len(out["groups"]),
                "people": people_words(out["everybody"]),
            },
            _("Good Work: %(yes)d yes, %(not_yet)d not yet, %(no)d no, of %(all)d.")
            % {
                "yes": work.get("yes", 0),
                "not_yet": work.get("not-yet", 0),
                "no": work.get("no", 0),
                "all": len(out["work"]),
            },
            _gaps(out["missing"], out["not_known"]),
        )
    )


def _gaps(missing: int, unknown: int) -> str:
    if not missing and not unknown:
        return _("Nothing is missing.")
    lacking = ngettext("%(number)d thing is missing", "%(number)d things are missing", missing) % {
        "number": missing
    }
    open_ = ngettext("%(number)d is not known yet", "%(number)d are not known yet", unknown) % {
        "number": unknown
    }
    if missing and unknown:
        return _("%(missing)s and %(unknown)s.") % {"missing": lacking, "unknown": open_}
    return f"{lacking if missing else open_}."


def _progress(sheet: Sheet) -> str:
    counts = sheet.results["stages"].values()
    asked, answered = sum(c["asked"] for c in counts), sum(c["answered"] for c in counts)
    gaps = _gaps(sheet.results["missing"], sheet.results["not_known"])
    said = _("%(answered)d of %(asked)d questions are answered.") % {"answered": answered, "asked": asked}
    return f"{said} {gaps}"


def _stages(sheet: Sheet) -> list[StageView]:
    found = []
    for number, stage in enumerate(sheet.toolkit.stages, 1):
        own = [q for q in sheet.questions if q.stage == stage.kind]
        count = sheet.results["stages"][stage.kind]
        if stage.kind == "evaluation" and not own:
            words = _("No priority is ticked, so there is nothing to evaluate.")
        elif count["not_known"]:
            words = _("%(answered)d of %(asked)d answered, %(not_known)d not known yet") % count
        else:
            words = _("%(answered)d of %(asked)d answered") % count
        found.append(
            StageView(
                number=number,
                kind=stage.kind,
                name=stage.name,
                question=stage.question,
                words=words,
                tasks=[
                    TaskView(
                        q.title,
                        answer_href(sheet.assessment, q.key),
                        state(q, answer_of(sheet, q.key), sheet.missing),
                    )
                    for q in own
                ],
            )
        )
    return found


def _pair(sheet: Sheet, p: Overlap) -> PairView:
    one, other = (c.key.partition("/")[2] for c in (p.one, p.other))
    words = {
        "": _("Not settled"),
        "separate": _("Different people"),
        "same": _("The same people, counted once"),
        "partly": ngettext("%(number)s people are in both", "%(number)s people are in both", p.shared)
        % {"number": f"{p.shared:,}"}
        if p.shared is not None
        else "",
    }
    return PairView(
        title=_("Claims %(one)s and %(other)s") % {"one": one, "other": other},
        why=p.why,
        href=answer_href(sheet.assessment, p.key),
        word=words[p.settled],
        settled=bool(p.settled),
    )
