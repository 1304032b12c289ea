"""The thread of a report in words: what waits, what is late, what was asked, recommended and decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.scrutiny.standing import Standing
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals.selectors import CitedNow
from commonweal.web.scrutiny.models import Reply, Report
from commonweal.web.scrutiny.presenters.exchanges import exchange_item, late_query
from commonweal.web.scrutiny.presenters.marks import day_words, report_href
from commonweal.web.scrutiny.presenters.recommended import decided_item, recommended_item
from commonweal.web.scrutiny.presenters.register import tags
from commonweal.web.scrutiny.presenters.thread_pieces import Item, Tag, Viewer, number_of
from commonweal.web.scrutiny.selectors.accounts import day_of
from commonweal.web.scrutiny.selectors.threads import Thread


@dataclass(frozen=True)
class ThreadPage:
    report: Report
    report_href: str
    tags: tuple[Tag, ...]
    sentence: str
    waits: tuple[tuple[str, str, bool], ...]
    items: tuple[Item, ...]
    ends: str
    note: str
    viewer: Viewer


def thread_page(
    thread: Thread, viewer: Viewer, *, cited: Mapping[int, list[CitedNow]], book: Book | None,
    labels: Mapping[str, str],
) -> ThreadPage:  # fmt: skip
    """``cited``: the figures of each message, by its number. ``labels``: of the tests, by key."""
    items = [exchange_item(e, n, thread, viewer, cited, book) for n, e in enumerate(thread.exchanges, 1)]
    items += [recommended_item(t, n, thread, viewer) for n, t in enumerate(thread.recommended, 1)]
    items += [decided_item(d, n, thread, viewer, labels) for n, d in enumerate(thread.decisions, 1)]
    items.sort(key=lambda i: i.when)
    return ThreadPage(
        report=thread.report,
        report_href=report_href(thread.report),
        tags=tags(thread.report),
        sentence=_sentence(thread),
        waits=tuple(
            (f"#{i.anchor}", f"{i.title}: {i.tag[0][0].lower()}{i.tag[0][1:]}", bool(i.late))
            for i in items
            if i.anchor in _waiting(thread)
        ),
        items=tuple(items),
        ends=_ends(thread, items, viewer),
        note=_note(thread.report, viewer),
        viewer=viewer,
    )


def _sentence(thread: Thread) -> str:
    if thread.empty:
        return "Nobody has asked or recommended anything on this report yet, and it is not decided."
    parts = [
        number_of(len(found), what)
        for found, what in (
            (thread.exchanges, "query"), (thread.recommended, "recommendation"),
            (thread.decisions, "decision"),
        )
        if found
    ]  # fmt: skip
    said = " and ".join(parts) if len(parts) < 3 else f"{parts[0]}, {parts[1]} and {parts[2]}"
    waits = len(thread.open_queries) + len(thread.open_recommendations)
    if thread.ended:
        return f"{said}. Nothing waits: the thread has ended."
    if waits:
        late = len([e for e in thread.exchanges if late_query(e, thread.day)])
        late += len([r for r in thread.recommended if r.stands.standing in (Standing.LATE, Standing.OVERDUE)])
        tail = f", {late} of them late" if late and waits > 1 else ", and is late" if late else ""
        if said.startswith("1 ") and len(parts) == 1:
            return f"{said}, which waits{tail}."
        return f"{said}. {waits} of them {'waits' if waits == 1 else 'wait'}{tail}."
    return f"{said}. Nothing waits but the decision on the report."


def _waiting(thread: Thread) -> set[str]:
    return {f"query-{e.query.pk}" for e in thread.open_queries} | {
        f"recommendation-{t.recommendation.pk}" for t in thread.open_recommendations
    }


def _ends(thread: Thread, items: list[Item], viewer: Viewer) -> str:
    """Where the thread has ended: on which day, with what, by whom."""
    if not thread.ended:
        return ""
    found: list[tuple[dt.date, dt.datetime, str]] = []
    for e in thread.exchanges:
        if e.query.ended_at:
            by_whom = f", by {e.query.ended_by}" if viewer.named else ""
            found.append((day_of(e.query.ended_at), e.query.ended_at, f"the end of a query{by_whom}"))
    for t in thread.recommended:
        r = t.recommendation
        for x in (*t.replies, *t.updates):
            what = (
                "a response to a recommendation"
                if isinstance(x, Reply)
                else "what was done of a recommendation"
            )
            found.append((x.day, x.at, f"{what}{f', entered by {x.by}' if viewer.named else ''}"))
        if r.withdrawn_at:
            by_whom = f" by {r.withdrawn_by}" if viewer.named else ""
            found.append(
                (day_of(r.withdrawn_at), r.withdrawn_at, f"the withdrawal of a recommendation{by_whom}")
            )
    for d in thread.decisions:
        by_whom = f", entered by {d.by}" if viewer.named else ""
        found.append((d.decided_on, d.at, f"the decision on the report{by_whom}"))
    day, _, what = max(found, key=lambda f: f[:2])
    return f"The thread ended on {day_words(day)}, with {what}."


def _note(report: Report, viewer: Viewer) -> str:
    if report.exempt:
        return "The report is exempt: only those who may read exempt reports know of this thread."
    if not report.public:
        return "The report is not public: only members and officers read this thread."
    if viewer.named:
        return (
            "Anybody may read the recommendations, what became of them, and the decisions. Queries and "
            "answers are read by members and officers, and by others once a governance officer has "
            "published them."
        )
    return "Recommendations, responses and decisions stand here, and the exchanges that were published."
