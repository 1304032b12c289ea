"""The list of threads over all reports: what waits, what is late, where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.urls import reverse

from commonweal.web.scrutiny.forms.asked_threads import Threads
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.presenters.register import tags
from commonweal.web.scrutiny.selectors.threads import Row

_STATES = (("open", "Something waits"), ("late", "Something is late"), ("ended", "Ended"))


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
        states=_choices("All threads", _STATES, asked.state),
        committees=_choices("All committees", committees, asked.committee),
        mine=asked.mine,
        may_be_mine=signed_in,
        rows=[_row(r) for r in rows],
        page=page,
        empty="No thread fits. Take a filter away."
        if filtered
        else "A thread begins with the first query, recommendation or decision on a report.",
    )


def _row(row: Row) -> ThreadRow:
    report = row.report
    counted = (
        (row.queries, "query", "queries"),
        (row.recommendations, "recommendation", "recommendations"),
        (row.decisions, "decision", "decisions"),
    )
    waits = [
        f"{n} {one if n == 1 else many}"
        for n, one, many in (
            (row.open_queries, "query", "queries"),
            (row.open_recommendations, "recommendation", "recommendations"),
        )
        if n
    ]
    if not waits and report.decision in ("deferred", "called-in"):
        waits = ["the later decision"]
    where = str(report.meeting) if report.meeting else "no meeting yet"
    return ThreadRow(
        title=report.title,
        href=reverse("scrutiny:thread", args=[report.pk]),
        words=f"{where} · {report.reference}",
        holds=", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counted if n),
        waits=" and ".join(waits) or "nothing",
        late=f"{row.late} late" if row.late else "",
        tags=tags(report),
    )


def _sentence(count: int, late: int, filtered: bool) -> str:
    if not count:
        return (
            "No thread fits what you asked." if filtered else "Nobody has asked or recommended anything yet."
        )
    what = "thread fits what you asked" if filtered else "report has a thread of scrutiny"
    if count > 1:
        what = "threads fit what you asked" if filtered else "reports have a thread of scrutiny"
    if not late:
        return f"{count:,} {what}; nothing is late."
    return f"{count:,} {what}; in {'it' if count == 1 else f'{late:,} of them'} something is late."


def _choices(every: str, found: Sequence[tuple[str, str]], chosen: str) -> list[tuple[str, str, bool]]:
    known = found if not chosen or chosen in dict(found) else [*found, (chosen, chosen)]
    return [("", every, not chosen), *((v, t, v == chosen) for v, t in known)]
