"""Writes of a thread: what members ask and officers answer, how it ends, and what of it is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.web.audit import actions as audit
from commonweal.web.scrutiny.models import Message, Query, Recommendation, Report
from commonweal.web.scrutiny.selectors import notices, threads
from commonweal.web.scrutiny.selectors.evidence import figure_pinned
from commonweal.web.ui.days import day_words

from .notices import tell

MOST = 10_000  # characters of one text


class ThreadMoved(Exception):
    """Somebody else wrote in the meantime. ``held``: the query or recommendation as it stands now."""

    def __init__(self, held: Query | Recommendation) -> None:
        super().__init__(
            _("Somebody else wrote on this query after you opened this page.")
            if isinstance(held, Query)
            else _("Somebody else wrote on this recommendation after you opened this page.")
        )
        self.held = held


@transaction.atomic
def ask(
    *, report: Report, words: str, about: str = Query.About.REPORT, about_key: str = "",
    about_words: str = "", wanted_by: dt.date | None = None, by: Any, now: dt.datetime,
) -> Query:  # fmt: skip
    """Put a query to a report. Raises ValueError for an empty one, or a day that has passed."""
    made = Query.objects.create(
        report=report,
        about=about,
        about_key=about_key[:200],
        about_words=about_words[:MOST],
        words=said(words, _("Write what you ask.")),
        wanted_by=_ahead(wanted_by, now),
        asker=person_of(by),
        asked_by=str(by),
        asked_at=now,
    )
    record(report, by, now, "asked", "put a query to", {"query": made.pk})
    tell(
        kind="query", key=str(made.pk), report=report, to=notices.answerers(report),
        anchor=f"query-{made.pk}", by=by, now=now,
    )  # fmt: skip
    return made


@transaction.atomic
def answer(
    *, query: Query, words: str, revision: int, figures: Sequence[str] = (), documents: Sequence[int] = (),
    test: Mapping[str, str] | None = None, by: Any, now: dt.datetime,
) -> Message:  # fmt: skip
    """Answer a query, with what shows it. It waits for the asker then.

    ``figures``: "indicator|place|breakdown", each pinned as it stands in the evidence in force;
    ``documents``: numbers of documents of the report; ``test``: key and label of the one whose answer was
    mended. Raises :class:`ThreadMoved`; ValueError for an empty one, one to a query that has ended, or for
    evidence that there is none of.
    """
    held = taken(query, revision)
    evidence: dict[str, Any] = {}
    if figures:
        evidence["figures"] = [figure_pinned(f) for f in dict.fromkeys(figures)]
    if documents:
        found = {d.pk: d for d in held.report.documents.filter(id__in=documents)}
        if set(documents) - found.keys():
            raise ValueError(_("The report has no such document (any more)."))
        evidence["documents"] = [{"id": id_, "name": d.name} for id_, d in found.items()]
    if test:
        evidence["test"] = {"key": test["key"][:200], "label": test["label"][:300]}
    made = Message.objects.create(
        query=held, kind=Message.Kind.ANSWER, words=said(words, _("Write the answer.")), evidence=evidence,
        wanted_by=held.wanted_by, author=person_of(by), by=str(by), at=now,
    )  # fmt: skip
    _kept(held, waits=Query.Waits.ASKER)
    record(held.report, by, now, "answered", "answered a query on", {"query": held.pk})
    to = [*notices.persons([held.asker_id]), *notices.watchers(held.report)]
    _tell_of(held, "answer", f"{held.pk}-{made.pk}", to, by, now)
    return made


@transaction.atomic
def ask_on(
    *, query: Query, words: str, revision: int, wanted_by: dt.date | None = None, by: Any, now: dt.datetime
) -> Message:
    """Ask on after an answer. It waits for an officer again.

    Raises :class:`ThreadMoved`; ValueError where somebody else asked it, it has ended, or there is no answer.
    """
    held = taken(query, revision)
    _own(held, by)
    if held.waits != Query.Waits.ASKER:
        raise ValueError(_("It waits for an answer still. Ask on once there is one."))
    made = Message.objects.create(
        query=held, kind=Message.Kind.MORE, words=said(words, _("Write what you ask.")),
        wanted_by=_ahead(wanted_by, now), author=person_of(by), by=str(by), at=now,
    )  # fmt: skip
    held.wanted_by = made.wanted_by
    _kept(held, waits=Query.Waits.OFFICER)
    record(held.report, by, now, "asked", "asked on in a query to", {"query": held.pk})
    _tell_of(held, "more", f"{held.pk}-{made.pk}", notices.answerers(held.report), by, now)
    return made


@transaction.atomic
def accept(*, query: Query, revision: int, words: str = "", by: Any, now: dt.datetime) -> Query:
    """End a query as answered. Raises :class:`ThreadMoved`; ValueError as :func:`ask_on` does."""
    held = taken(query, revision)
    _own(held, by)
    if held.waits != Query.Waits.ASKER:
        raise ValueError(_("There is no answer to accept yet."))
    return _end(held, Query.End.ANSWERED, words, by, now)


@transaction.atomic
def withdraw(*, query: Query, revision: int, words: str = "", by: Any, now: dt.datetime) -> Query:
    """Take a query back; what was said stays. Raises :class:`ThreadMoved`; ValueError as :func:`ask_on`."""
    held = taken(query, revision)
    _own(held, by)
    return _end(held, Query.End.WITHDRAWN, words, by, now)


@transaction.atomic
def overtake(*, query: Query, revision: int, words: str, by: Any, now: dt.datetime) -> Query:
    """End a query that events have overtaken. Raises :class:`ThreadMoved`; ValueError without a reason."""
    held = taken(query, revision)
    return _end(held, Query.End.OVERTAKEN, said(words, _("Say what has overtaken it.")), by, now)


@transaction.atomic
def publish(*, query: Query, revision: int, by: Any, now: dt.datetime) -> Query:
    """Let whoever may read the report read this exchange as it stands now; what follows is not published.

    Raises :class:`ThreadMoved`; ValueError where the report is not public.
    """
    held = _locked(query, revision)
    if held.report.exempt or not held.report.public:
        raise ValueError(_("The report is not public, so nothing of its thread can be."))
    held.published_by, held.published_at = str(by), now
    _kept(held, waits=held.waits)
    record(held.report, by, now, "published", "published an exchange on", {"query": held.pk})
    return held


@transaction.atomic
def unpublish(*, query: Query, revision: int, by: Any, now: dt.datetime) -> Query:
    """Take an exchange off the public pages. Raises :class:`ThreadMoved`."""
    held = _locked(query, revision)
    held.published_by, held.published_at = "", None
    _kept(held, waits=held.waits)
    record(
        held.report, by, now, "unpublished", "took off the public pages an exchange on", {"query": held.pk}
    )
    return held


def taken(query: Query, revision: int) -> Query:
    """The query to write on, locked. Raises :class:`ThreadMoved`; ValueError where it has ended."""
    held = _locked(query, None)
    if held.end:
        raise ValueError(
            _("%(who)s ended this query (%(how)s) on %(day)s, so nothing can be added to it.")
            % {
                "who": held.ended_by,
                "how": held.get_end_display().lower(),
                "day": day_words(threads.day_of(held.ended_at)),
            }
        )
    if held.revision != revision:
        raise ThreadMoved(held)
    return held


def said(words: str, empty: str) -> str:
    """A text to keep. Raises ValueError with ``empty`` for one without a letter, or one that is too long."""
    if not any(c.isalnum() for c in words):
        raise ValueError(empty)
    if len(words) > MOST:
        raise ValueError(
            ngettext(
                "The text has %(count)s character. At most %(most)s are kept.",
                "The text has %(count)s characters. At most %(most)s are kept.",
                len(words),
            )
            % {"count": f"{len(words):,}", "most": f"{MOST:,}"}
        )
    return words.strip()


def person_of(by: Any) -> Any:
    """Who acts, where that is a person with an account."""
    return None if isinstance(by, audit.Actor) else by


def record(
    report: Report, by: Any, now: dt.datetime, verb: str, words: str, detail: Mapping[str, Any] | None = None
) -> None:
    """The record has readers who may not read exempt reports: of those it keeps the reference alone."""
    name = (
        f"exempt report {report.reference}" if report.exempt else f"report “{report.title}”"
    )  # stays English
    audit.record(
        by=by, now=now, act=f"scrutiny.{verb}", subject=("report", str(report.pk), name),
        sentence=f"{words} the {name}", detail=detail,
    )  # fmt: skip


def _locked(query: Query, revision: int | None) -> Query:
    held = Query.objects.select_for_update(of=("self",)).select_related("report").get(id=query.pk)
    if revision is not None and held.revision != revision:
        raise ThreadMoved(held)
    return held


def _own(held: Query, by: Any) -> None:
    if held.asker_id is None or held.asker_id != getattr(by, "pk", None):
        raise ValueError(_("%(who)s asked this. Only who asked may do that.") % {"who": held.asked_by})


def _ahead(day: dt.date | None, now: dt.datetime) -> dt.date | None:
    if day is not None and day < threads.day_of(now):
        raise ValueError(_("The day by which an answer is wanted has passed already."))
    return day


def _end(held: Query, how: str, words: str, by: Any, now: dt.datetime) -> Query:
    held.end, held.end_words = how, words.strip()[:MOST]
    held.ended_by, held.ended_at = str(by), now
    _kept(held, waits=Query.Waits.NOBODY)
    record(held.report, by, now, "ended", f"ended ({how}) a query on", {"query": held.pk})
    to = [*notices.persons([held.asker_id]), *notices.answerers(held.report)]
    _tell_of(held, "ended", str(held.pk), to, by, now)
    return held


def _kept(held: Query, *, waits: str) -> None:
    held.waits = waits
    held.revision += 1
    held.save()


def _tell_of(held: Query, kind: str, key: str, to: Sequence[Any], by: Any, now: dt.datetime) -> None:
    tell(kind=kind, key=key, report=held.report, to=to, anchor=f"query-{held.pk}", by=by, now=now)
