"""The rows of a briefing: goals, what is missing, promises, questions, each in words with where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.publish import numbers
from commonweal.scrutiny.advice import kind_in_words
from commonweal.scrutiny.standing import Stands
from commonweal.web.framework.presenters.marks import CountView, counts, face, source_view, status_view
from commonweal.web.proposals.presenters.marks import StateView
from commonweal.web.scrutiny.presenters import follow_up as follow_ups
from commonweal.web.scrutiny.presenters.marks import answer_href
from commonweal.web.scrutiny.selectors.briefing import Briefed, GoalHere
from commonweal.web.ui.days import day_words

_STANDING = {
    "overdue": StateView(gettext_lazy("Overdue"), "red"),
    "on-course": StateView(gettext_lazy("Not due yet"), "blue"),
    "done": StateView(gettext_lazy("Done"), "green"),
}


@dataclass(frozen=True)
class GoalRow:
    """``word``: how its one figure stands, with its shape; ``figure`` has its face."""

    goal: str
    href: str
    place: str
    place_href: str
    counts: list[CountView]
    indicator: str
    indicator_href: str
    figure: str
    face: str
    why: str


@dataclass(frozen=True)
class MissingRow:
    what: str
    needs: str
    href: str


@dataclass(frozen=True)
class FlagRow:
    title: str
    sentence: str
    why: str
    href: str


@dataclass(frozen=True)
class PromiseRow:
    words: str
    report: str
    href: str
    state: StateView
    when: str


@dataclass(frozen=True)
class KeptRow:
    words: str
    report: str
    href: str
    sentence: str


@dataclass(frozen=True)
class QuestionRow:
    words: str
    reason: str
    ask_href: str


def goal_row(g: GoalHere, found: Briefed) -> GoalRow:
    area, book = g.standing.area, found.book
    shown, source = g.shown, None
    if shown is not None and book is not None:
        source = source_view(book.snapshot, shown.indicator.id)
    return GoalRow(
        goal=g.standing.goal.title,
        href=reverse("framework:goal", args=[g.standing.framework.id, g.standing.goal.id]) + f"?place={area}",
        place=book.places.get(area, area) if book else area,
        place_href=reverse("framework:place", args=[area]),
        counts=counts(g.standing.counts),
        indicator=shown.indicator.name if shown else "",
        indicator_href=reverse("framework:indicator", args=[shown.indicator.id]) + f"?place={area}"
        if shown
        else "",
        figure=numbers.value(shown.row["latest"], shown.indicator) if shown and shown.row else "",
        face=" · ".join(
            part
            for part in (
                str(status_view(shown.status).word),
                face(shown, book),
                _("vintage %(day)s") % {"day": source.vintage} if source else "",
            )
            if part
        )
        if shown and book
        else "",
        why=g.why,
    )


def missing_rows(found: Briefed, words: int) -> list[MissingRow]:
    if found.sheet is None:
        return []
    labels = {t.key: t.origin.label for t in found.sheet.tests}
    return [
        MissingRow(labels.get(m.key, m.title), short(m.what, words), answer_href(found.report, m.key))
        for m in found.sheet.lacking
    ]


def flag_rows(found: Briefed, words: int) -> list[FlagRow]:
    return [
        FlagRow(
            kind_in_words(f.kind),
            short(f.sentence, words),
            short(f.why, words),
            reverse("scrutiny:document", args=[found.report.pk, f.document]),
        )
        for f in found.flags
    ]


def promise_rows(found: Briefed, words: int) -> list[PromiseRow]:
    rows = []
    for p in sorted(found.promises, key=lambda p: p.stands.standing.value != "overdue"):
        made = p.recommendation
        rows.append(
            PromiseRow(
                short(made.will_do or made.words, words),
                short(p.report.title, 14),
                reverse("scrutiny:thread", args=[p.report.pk]) + f"#recommendation-{made.pk}",
                _STANDING[p.stands.standing.value],
                _when(p.stands),
            )
        )
    return rows


def _when(stands: Stands) -> str:
    when = ""
    if stands.done_on:
        when = _("done on %(day)s") % {"day": day_words(stands.done_on)}
    elif stands.until:
        when = _("to be done by %(day)s") % {"day": day_words(stands.until)}
    if stands.late:
        late = ngettext("%(number)d day late", "%(number)d days late", stands.late)
        when += ", " + late % {"number": stands.late}
    if stands.moved and stands.promised:
        first = _("first promised for %(day)s") % {"day": day_words(stands.promised)}
        when += f" ({first})"
    return when


def kept_rows(found: Briefed) -> list[KeptRow]:
    return [
        KeptRow(
            f"{follow_ups.indicator_words(f)}, {follow_ups.place_words(f)}",
            short(f.made.report.title, 14),
            reverse("scrutiny:follow-up", args=[f.made.report.pk]),
            follow_ups.said(f),
        )
        for f in found.kept
    ]


def question_row(found: Briefed, n: int, may_ask: bool) -> QuestionRow:
    q = found.questions[n]
    asked = urlencode({"about": f"{q.about}:{q.key}", "words": f"{q.words}\n\n{q.reason}"})
    href = f"{reverse('scrutiny:ask', args=[found.report.pk])}?{asked}" if may_ask else ""
    return QuestionRow(q.words, q.reason, href)


def short(words: str, most: int) -> str:
    """The first words of a text, with "…" where it has more; a word of more than forty letters is cut too."""
    parts = [p if len(p) <= 40 else f"{p[:39]}…" for p in words.split()]
    return " ".join(parts[:most]) + (" …" if len(parts) > most else "")
