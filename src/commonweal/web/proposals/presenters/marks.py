"""Pieces that several pages share: the state of an answer, a figure that is cited, a number of people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.appraisal.missing import Missing
from commonweal.appraisal.worksheet import NOTHING, Answer, Field, Question
from commonweal.publish import breakdowns, numbers
from commonweal.web.framework.presenters.marks import (
    PROVENANCE_WORDS,
    period_words,
    source_view,
    whose_words,
)
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals.models import Assessment, Remark
from commonweal.web.proposals.selectors import CitedNow, Sheet

STAGES = ("fit", "evaluation", "beneficiaries", "good-work")


@dataclass(frozen=True)
class StateView:
    """Unanswered is white: no tag, and the word "To do". ``word``: a str, or one that is translated later."""

    word: Any
    colour: str


TO_DO = StateView(gettext_lazy("To do"), "")
HALF = StateView(gettext_lazy("Not whole yet"), "yellow")
UNKNOWN = StateView(gettext_lazy("Not known yet"), "purple")
DONE = StateView(gettext_lazy("Answered"), "green")
OPTIONAL = StateView(gettext_lazy("Can be left"), "")


@dataclass(frozen=True)
class CitedView:
    """A cited figure with its face, and what has become of it since."""

    id: int
    words: str
    face: str
    href: str
    since: str
    revised: bool


@dataclass(frozen=True)
class MissingView:
    title: str
    what: str
    href: str
    stage: str


@dataclass(frozen=True)
class RemarkView:
    id: int
    words: str
    by: str
    at: dt.datetime
    request: bool
    open: bool
    reply: str
    closed_by: str
    about: str
    href: str


def state(question: Question, answer: Answer, missing: Sequence[Missing]) -> StateView:
    own = [m for m in missing if m.key == question.key and m.stops]
    if answer.empty:
        return TO_DO if question.required else OPTIONAL
    if own:
        return HALF
    return UNKNOWN if answer.not_known else DONE


def answer_href(assessment: Assessment, key: str) -> str:
    name = "proposals:overlap" if key.startswith("overlap/") else "proposals:question"
    return reverse(name, args=[assessment.pk, key])


def cited_view(now: CitedNow, book: Book | None) -> CitedView:
    """ "Solihull, claimant count: 3.1% (2024) …, since revised to 3.3%"."""
    c = now.citation
    indicator = book.snapshot.indicators.get(c.indicator) if book else None
    if book is None or indicator is None:
        words = f"{c.indicator}, {c.area}: {c.value:g}"
        return CitedView(c.pk, words, period_words(c.period), "", _("The indicator is no longer here."), True)
    of_whom = f", {breakdowns.words(c.breakdown)}" if c.breakdown else ""
    value = numbers.value(c.value, indicator)
    since = []
    if now.value_now is None:
        since.append(_("This figure is no longer in the evidence."))
    elif now.revised:
        since.append(_("Since revised to %(value)s.") % {"value": numbers.value(now.value_now, indicator)})
    if now.newer:
        later = numbers.value(now.newer[1], indicator)
        since.append(
            _("There is a newer one: %(value)s (%(period)s).")
            % {"value": later, "period": period_words(now.newer[0])}
        )
    face = [
        period_words(c.period),
        whose_words(source_view(book.snapshot, c.indicator)),
        _("provisional") if c.provisional else "",
        _("snapshot %(id)s") % {"id": c.snapshot[:8]},
    ]
    return CitedView(
        id=c.pk,
        words=f"{book.places.get(c.area, c.area)}{of_whom}, {indicator.name}: {value}",
        face=" · ".join(part for part in face if part),
        href=reverse("framework:indicator", args=[c.indicator])
        + f"?place={c.area}&snapshot={c.snapshot[:12]}",  # stays English
        since=" ".join(since),
        revised=now.revised,
    )


def missing_view(assessment: Assessment, m: Missing, stages: Mapping[str, str]) -> MissingView:
    return MissingView(m.title, m.what, answer_href(assessment, m.key), stages[m.stage])


def remark_view(r: Remark, titles: Mapping[str, str]) -> RemarkView:
    return RemarkView(
        id=r.pk,
        words=r.words,
        by=r.by,
        at=r.at,
        request=r.request,
        open=r.request and r.closed_at is None,
        reply=r.reply,
        closed_by=r.closed_by,
        about=titles.get(r.key, r.key),
        href=reverse("proposals:question", args=[r.assessment_id, r.key]) if r.key in titles else "",
    )


def people_words(found: Mapping[str, Any]) -> str:
    """ "40 people", "between 40 and 70 people", and what is still open about them."""
    if not found or not found["claims"]:
        return _("no claim")
    low, high = found["at_least"], found["at_most"]
    if found["uncounted"] == found["claims"]:
        return _("not counted")
    if low == high:
        words = ngettext("%(number)s person", "%(number)s people", high) % {"number": f"{high:,}"}
    else:
        words = _("between %(low)s and %(high)s people") % {"low": f"{low:,}", "high": f"{high:,}"}
    more = []
    if found["contradicts"]:
        more.append(_("what is said of the claims contradicts itself"))
    elif low != high:
        more.append(_("the same people may be in more than one claim"))
    if found["uncounted"]:
        more.append(_("%(uncounted)d of %(claims)d claims not counted") % found)
    return words + (f" ({'; '.join(more)})" if more else "")


def stage_names(sheet: Sheet) -> dict[str, str]:
    return {s.kind: s.name for s in sheet.toolkit.stages}


def titles(sheet: Sheet) -> dict[str, str]:
    return {q.key: q.title for q in sheet.questions}


def answer_of(sheet: Sheet, key: str) -> Answer:
    return sheet.answers.get(key, NOTHING)


def label_words(field: Field) -> str:
    """A part's label; with where it comes from, where the question does not say that for it."""
    if field.origin is None:
        return field.label
    return f"{field.label} [{PROVENANCE_WORDS[field.origin.provenance]}]"


def hint_words(field: Field) -> str:
    """A part's guidance, behind where the part comes from."""
    if field.origin is None:
        return field.hint
    whose = str(PROVENANCE_WORDS[field.origin.provenance])
    return f"{whose[0].upper()}{whose[1:]}. {field.hint}".strip()


def part_words(field: Field, answer: Answer, book: Book | None) -> str:
    """A part of an answer in words: names of places and indicators instead of their codes."""
    if field.kind == "places":
        names = book.places if book else {}
        return ", ".join(
            _("somewhere else") if a == "elsewhere" else names.get(a, a) for a in answer.many(field.name)
        )
    if field.kind == "indicator":
        id_ = answer.text(field.name)
        if id_ == "none":
            return _("No indicator of the framework would show it")
        known = book.snapshot.indicators if book else {}
        return known[id_].name if id_ in known else id_
    labels = dict(field.options)
    if labels:
        return "; ".join(labels.get(v, v) for v in answer.many(field.name))
    if field.kind == "tick":
        return _("Yes") if answer.text(field.name) == "yes" else ""
    return answer.text(field.name)
