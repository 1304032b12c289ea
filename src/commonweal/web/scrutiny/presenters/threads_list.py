"""The list of threads over all reports: what waits, what is late, where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.web.scrutiny.forms.asked_threads import Threads
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.presenters.register import tags
from commonweal.web.scrutiny.selectors.threads import Row

_STATES = (
    ("open", gettext_lazy("Something waits")),
    ("late", gettext_lazy("Something is late")),
    ("ended", gettext_lazy("Ended")),
)


@dataclass(frozen=True)
class ThreadRow:
    title: str
    href: str
    words: str
    holds: str
    waits: str
    late: str
    tags: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ThreadsPage:
    sentence: str
    words: str
    states: list[tuple[str, str, bool]]
    committees: list[tuple[str, str, bool]]
    mine: bool
    may_be_mine: bool
    rows: list[ThreadRow]
    page: Page[Report]
    empty: str


def threads_page(
    page: Page[Report], rows: Sequence[Row], asked: Threads, *, late: int,
    committees: Sequence[tuple[str, str]], signed_in: bool,
) -> ThreadsPage:  # fmt: skip
    filtered = bool(asked.as_pairs(without=("page",)))
    return ThreadsPage(
        sentence=_sentence(page.paginator.count, late, filtered),
        words=asked.words,
        states=_choices(_("All threads"), _STATES, asked.state),
        committees=_choices(_("All committees"), committees, asked.committee),
        mine=asked.mine,
        may_be_mine=signed_in,
        rows=[_row(r) for r in rows],
        page=page,
        empty=_("No thread fits. Take a filter away.")
        if filtered
        else _("A thread begins with the first query, recommendation or decision on a report."),
    )


def _row(row: Row) -> ThreadRow:
    report = row.report
    waits = _counts(row.open_queries, row.open_recommendations)
    if not waits and report.decision in ("deferred", "called-in"):
        waits = [_("the later decision")]
    where = str(report.meeting) if report.meeting else _("no meeting yet")
    return ThreadRow(
        title=report.title,
        href=reverse("scrutiny:thread", args=[report.pk]),
        words=f"{where} · {report.reference}",
        holds=", ".join(_counts(row.queries, row.recommendations, row.decisions)),
        waits=_both(waits) or _("nothing"),
        late=ngettext("%(number)d late", "%(number)d late", row.late) % {"number": row.late}
        if row.late
        else "",
        tags=tags(report),
    )


def _counts(queries: int, recommendations: int, decisions: int = 0) -> list[str]:
    found = []
    if queries:
        found.append(ngettext("%(number)d query", "%(number)d queries", queries) % {"number": queries})
    if recommendations:
        words = ngettext("%(number)d recommendation", "%(number)d recommendations", recommendations)
        found.append(words % {"number": recommendations})
    if decisions:
        words = ngettext("%(number)d decision", "%(number)d decisions", decisions)
        found.append(words % {"number": decisions})
    return found


def _both(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(second)s") % {"first": words[0], "second": words[1]}


def _sentence(count: int, late: int, filtered: bool) -> str:
    if not count:
        if filtered:
            return _("No thread fits what you asked.")
        return _("Nobody has asked or recommended anything yet.")
    if filtered:
        said = ngettext(
            "%(number)s thread fits what you asked", "%(number)s threads fit what you asked", count
        )
    else:
        said = ngettext(
            "%(number)s report has a thread of scrutiny",
            "%(number)s reports have a thread of scrutiny",
            count,
        )
    found = {"threads": said % {"number": f"{count:,}"}, "late": f"{late:,}"}
    if not late:
        return _("%(threads)s; nothing is late.") % found
    if count == 1:
        return _("%(threads)s; in it something is late.") % found
    return (
        ngettext(
            "%(threads)s; in %(late)s of them something is late.",
            "%(threads)s; in %(late)s of them something is late.",
            late,
        )
        % found
    )


def _choices(every: str, found: Sequence[tuple[str, Any]], chosen: str) -> list[tuple[str, str, bool]]:
    known = found if not chosen or chosen in dict(found) else [*found, (chosen, chosen)]
    return [("", every, not chosen), *((v, str(t), v == chosen) for v, t in known)]
