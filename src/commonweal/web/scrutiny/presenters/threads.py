"""The thread of a report in words: what waits, what is late, what was asked, recommended and decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.scrutiny.standing import Standing
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals.selectors import CitedNow
from commonweal.web.scrutiny.models import Reply, Report
from commonweal.web.scrutiny.presenters.exchanges import exchange_item, late_query
from commonweal.web.scrutiny.presenters.marks import report_href
from commonweal.web.scrutiny.presenters.recommended import decided_item, recommended_item
from commonweal.web.scrutiny.presenters.register import tags
from commonweal.web.scrutiny.presenters.thread_pieces import Item, Tag, Viewer
from commonweal.web.scrutiny.selectors.accounts import day_of
from commonweal.web.scrutiny.selectors.threads import Thread
from commonweal.web.ui.days import day_words


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
            (f"#{i.anchor}", f"{i.title}: {_in_a_sentence(str(i.tag[0]))}", bool(i.late))
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
        return _("Nobody has asked or recommended anything on this report yet, and it is not decided.")
    count = len(thread.exchanges) + len(thread.recommended) + len(thread.decisions)
    said = {"holds": _holds(thread)}
    waits = len(thread.open_queries) + len(thread.open_recommendations)
    if thread.ended:
        return _("%(holds)s. Nothing waits: the thread has ended.") % said
    if not waits:
        return _("%(holds)s. Nothing waits but the decision on the report.") % said
    late = sum(bool(late_query(e, thread.day)) for e in thread.exchanges)
    late += sum(r.stands.standing in (Standing.LATE, Standing.OVERDUE) for r in thread.recommended)
    if count == 1:
        one = _("%(holds)s, which waits, and is late.") if late else _("%(holds)s, which waits.")
        return one % said
    if late and waits > 1:
        return ngettext(
            "%(holds)s. %(number)d of them wait, %(late)d of them late.",
            "%(holds)s. %(number)d of them wait, %(late)d of them late.",
            waits,
        ) % {**said, "number": waits, "late": late}
    if late:
        return _("%(holds)s. 1 of them waits, and is late.") % said
    return ngettext("%(holds)s. %(number)d of them waits.", "%(holds)s. %(number)d of them wait.", waits) % {
        **said,
        "number": waits,
    }


def _holds(thread: Thread) -> str:
    """ "1 query, 2 recommendations and 1 decision"."""
    parts = []
    if count := len(thread.exchanges):
        parts.append(ngettext("%(number)s query", "%(number)s queries", count) % {"number": f"{count:,}"})
    if count := len(thread.recommended):
        words = ngettext("%(number)s recommendation", "%(number)s recommendations", count)
        parts.append(words % {"number": f"{count:,}"})
    if count := len(thread.decisions):
        words = ngettext("%(number)s decision", "%(number)s decisions", count)
        parts.append(words % {"number": f"{count:,}"})
    if len(parts) == 1:
        return parts[0]
    return _("%(some)s and %(last)s") % {"some": ", ".join(parts[:-1]), "last": parts[-1]}


def _in_a_sentence(words: str) -> str:
    return words[:1].lower() + words[1:]


def _waiting(thread: Thread) -> set[str]:
    return {f"query-{e.query.pk}" for e in thread.open_queries} | {
        f"recommendation-{t.recommendation.pk}" for t in thread.open_recommendations
    }


def _ends(thread: Thread, items: list[Item], viewer: Viewer) -> str:
    """Where the thread has ended: on which day, with what, by whom."""
    if not thread.ended:
        return ""
    found: list[tuple[dt.date, dt.datetime, str, str]] = []
    for e in thread.exchanges:
        if e.query.ended_at:
            what = (
                _("The thread ended on %(day)s, with the end of a query, by %(who)s.")
                if viewer.named
                else _("The thread ended on %(day)s, with the end of a query.")
            )
            found.append((day_of(e.query.ended_at), e.query.ended_at, what, e.query.ended_by))
    for t in thread.recommended:
        r = t.recommendation
        for x in (*t.replies, *t.updates):
            found.append((x.day, x.at, _ended_with(isinstance(x, Reply), viewer.named), x.by))
        if r.withdrawn_at:
            what = (
                _("The thread ended on %(day)s, with the withdrawal of a recommendation by %(who)s.")
                if viewer.named
                else _("The thread ended on %(day)s, with the withdrawal of a recommendation.")
            )
            found.append((day_of(r.withdrawn_at), r.withdrawn_at, what, r.withdrawn_by))
    for d in thread.decisions:
        what = (
            _("The thread ended on %(day)s, with the decision on the report, entered by %(who)s.")
            if viewer.named
            else _("The thread ended on %(day)s, with the decision on the report.")
        )
        found.append((d.decided_on, d.at, what, d.by))
    day, _at, what, who = max(found, key=lambda f: f[:2])
    return what % {"day": day_words(day), "who": who}


def _ended_with(response: bool, named: bool) -> str:
    if response and named:
        return _("The thread ended on %(day)s, with a response to a recommendation, entered by %(who)s.")
    if response:
        return _("The thread ended on %(day)s, with a response to a recommendation.")
    if named:
        return _("The thread ended on %(day)s, with what was done of a recommendation, entered by %(who)s.")
    return _("The thread ended on %(day)s, with what was done of a recommendation.")


def _note(report: Report, viewer: Viewer) -> str:
    if report.exempt:
        return _("The report is exempt: only those who may read exempt reports know of this thread.")
    if not report.public:
        return _("The report is not public: only members and officers read this thread.")
    if viewer.named:
        return _(
            "Anybody may read the recommendations, what became of them, and the decisions. Queries and "
            "answers are read by members and officers, and by others once a governance officer has "
            "published them."
        )
    return _("Recommendations, responses and decisions stand here, and the exchanges that were published.")
