"""A query in the thread of a report, with the answers and what followed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.web.framework.presenters.marks import whose_words
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals.presenters.marks import cited_view
from commonweal.web.proposals.presenters.question import EvidenceRow, evidence_rows
from commonweal.web.proposals.selectors import Beside, CitedNow
from commonweal.web.scrutiny.models import Message, Query, Report
from commonweal.web.scrutiny.presenters.choices import ENDS
from commonweal.web.scrutiny.presenters.marks import answer_href
from commonweal.web.scrutiny.presenters.thread_pieces import (
    LATE,
    Act,
    Item,
    Said,
    Tag,
    Viewer,
    in_days,
    who,
    written_on,
)
from commonweal.web.scrutiny.selectors.accounts import day_of
from commonweal.web.scrutiny.selectors.threads import Exchange, Thread
from commonweal.web.ui.days import day_words


def exchange_item(
    e: Exchange,
    n: int,
    thread: Thread,
    viewer: Viewer,
    cited: Mapping[int, list[CitedNow]],
    book: Book | None,
) -> Item:
    q, report = e.query, thread.report
    facts = [(str(_ABOUT[q.about]), q.about_words)] if q.about_words else []
    first_wanted = next((m.wanted_by for m in e.messages if m.kind == Message.Kind.ANSWER), q.wanted_by)
    if first_wanted:
        facts.append((_("Answer wanted by"), day_words(first_wanted)))
    by_whom = who(q.asked_by, _("A scrutiny member"), viewer)
    links = [(_("The test and its answer"), answer_href(report, q.about_key))] if q.about == "test" else []
    if q.about == Query.About.STATEMENT:
        links.append((_("The statement"), reverse("scrutiny:statement", args=[report.pk])))
    asked = Said(
        _("Asked"), f"{by_whom}, {written_on(q.asked_at)}", q.words, facts=tuple(facts), links=tuple(links)
    )
    late = late_query(e, thread.day)
    return Item(
        anchor=f"query-{q.pk}",
        title=_("Query %(number)d") % {"number": n},
        tag=_query_tag(q, late),
        late=late,
        said=(asked, *(_message(m, report, viewer, cited.get(m.pk, []), book) for m in e.messages)),
        ends=_query_end(q, viewer),
        open_to=_open_to(e, report, viewer),
        acts=_query_acts(q, report, viewer),
        when=(day_of(q.asked_at), q.asked_at),
    )


_ABOUT = {
    "report": gettext_lazy("About"),
    "test": gettext_lazy("About the test"),
    "flag": gettext_lazy("About what reading raised"),
    "statement": gettext_lazy("About"),
}


def _message(m: Message, report: Report, viewer: Viewer, cited: list[CitedNow], book: Book | None) -> Said:
    answer = m.kind == Message.Kind.ANSWER
    by_whom = who(m.by, _("An officer") if answer else _("A scrutiny member"), viewer)
    days = (day_of(m.at) - m.wanted_by).days if answer and m.wanted_by else 0
    links: list[tuple[str, str]] = []
    if test := m.evidence.get("test"):
        mended = _("The answer that was mended: %(label)s") % {"label": test["label"]}
        links.append((mended, answer_href(report, test["key"])))
    for d in m.evidence.get("documents", ()):
        # The public has no documents of a report, and is not told their names.
        href = reverse("scrutiny:document", args=[report.pk, d["id"]]) if viewer.named else ""
        named = _("Document: %(name)s") % {"name": d["name"]}
        links.append((named if viewer.named else _("A document of the report"), href))
    facts = [(_("Answer wanted by"), day_words(m.wanted_by))] if m.wanted_by and not answer else []
    return Said(
        _("Answered") if answer else _("Asked on"),
        f"{by_whom}, {written_on(m.at)}",
        m.words,
        tag=LATE if days > 0 else None,
        note=_("It was wanted by %(day)s, %(days)s before.")
        % {"day": day_words(m.wanted_by), "days": in_days(days)}
        if days > 0 and m.wanted_by
        else "",
        facts=tuple(facts),
        figures=tuple(cited_view(c, book) for c in cited),
        links=tuple(links),
    )


def _query_tag(q: Query, late: str) -> Tag:
    if q.end:
        return str(ENDS[q.end]), {"answered": "green"}.get(q.end, "grey")
    if late:
        return _("Answer late"), "orange"
    if q.waits == "officer":
        return _("Waiting for an answer"), "blue"
    return _("Answered, with the asker"), "turquoise"


def late_query(e: Exchange, day: dt.date) -> str:
    q = e.query
    if q.waits != Query.Waits.OFFICER or q.wanted_by is None or q.wanted_by >= day:
        return ""
    return _("An answer was wanted by %(day)s and is %(days)s late.") % {
        "day": day_words(q.wanted_by), "days": in_days((day - q.wanted_by).days),
    }  # fmt: skip


def _query_end(q: Query, viewer: Viewer) -> str:
    if q.ended_at is None:
        return ""
    own = q.end in (Query.End.ANSWERED, Query.End.WITHDRAWN)
    by_whom = who(q.ended_by, _("the member who asked") if own else _("an officer"), viewer)
    how = {
        "answered": _("Ended as answered: accepted by %(who)s on %(day)s."),
        "withdrawn": _("Withdrawn by %(who)s on %(day)s."),
        "overtaken": _("Ended as overtaken by %(who)s on %(day)s."),
    }[q.end]
    said = how % {"who": by_whom, "day": day_words(day_of(q.ended_at))}
    return f"{said} {q.end_words}" if q.end_words else said


def _open_to(e: Exchange, report: Report, viewer: Viewer) -> str:
    if not viewer.named:
        return _("What was said after it was published is not shown here.") if e.cut else ""
    if e.query.published_at is None:
        return _("Only members and officers read this exchange.")
    day = day_words(day_of(e.query.published_at))
    if report.exempt or not report.public:
        return _(
            "Published on %(day)s as it stood then; while the report is not public, nobody else reads it."
        ) % {"day": day}
    later = sum(m.at > e.query.published_at for m in e.messages)
    if not later:
        return _("Published on %(day)s as it stood then.") % {"day": day}
    return ngettext(
        "Published on %(day)s as it stood then; %(number)d later part is not.",
        "Published on %(day)s as it stood then; %(number)d later parts are not.",
        later,
    ) % {"day": day, "number": later}


def _query_acts(q: Query, report: Report, viewer: Viewer) -> tuple[Act, ...]:
    def at(name: str) -> str:
        return reverse(f"scrutiny:query-{name}", args=[report.pk, q.pk])

    mine = viewer.ask and viewer.id is not None and viewer.id == q.asker_id
    acts = []
    if not q.end:
        if viewer.answer:
            acts.append(Act(_("Answer") if q.waits == "officer" else _("Add to the answer"), at("answer")))
        if mine and q.waits == Query.Waits.ASKER:
            acts += [Act(_("Accept the answer"), at("accept")), Act(_("Ask on"), at("more"))]
        if mine:
            acts.append(Act(_("Withdraw"), at("withdraw")))
        if viewer.register:
            acts.append(Act(_("End as overtaken"), at("overtake")))
    if viewer.register and report.public and not report.exempt:
        acts.append(
            Act(_("Publish this exchange as it stands"), at("publish"), to="public", revision=q.revision)
        )
    if viewer.register and q.published_at is not None:
        acts.append(Act(_("Take it off the public pages"), at("publish"), to="private", revision=q.revision))
    return tuple(acts)


def figure_choices(found: Sequence[Beside], book: Book | None) -> list[tuple[str, str]]:
    """Figures that may be cited, each with its place, period and source."""
    return [
        (f"{e.indicator}|{e.area}|{e.breakdown}", _face(e))
        for e in evidence_rows(book, found, ())
        if e.has_figure
    ]


def _face(e: EvidenceRow) -> str:
    whom = f", {e.row.of_whom}" if e.row.of_whom else ""
    whose = f"; {whose_words(e.row.source)}" if e.row.source else ""
    rough = ", " + _("provisional") if e.row.provisional else ""
    return f"{e.row.name}, {e.place}{whom}: {e.row.latest} ({e.row.period}{rough}{whose})"
