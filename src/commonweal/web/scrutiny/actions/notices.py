"""Notices by e-mail: written with the act that they tell of, sent after it, tried again where that failed.

A letter holds no words of a report that is not public: it says that something happened, and where to read it
after signing in. What may be said is asked again when it is sent: a report may have become exempt since.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterable, Set
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connections, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.scrutiny.standing import due_soon
from commonweal.web.accounts.models import User
from commonweal.web.audit import actions as audit
from commonweal.web.scrutiny.models import Follow, Notice, NoticeChoice, Query, Recommendation, Report
from commonweal.web.scrutiny.selectors import notices as selectors
from commonweal.web.scrutiny.selectors.accounts import day_of

log = logging.getLogger(__name__)
Clock = Callable[[], dt.datetime]
_ONE_AT_A_TIME = threading.Lock()
_MOST = 500  # letters of one sending
#: After so many in a row that the server did not take, the rest wait for the next time.
_FAILURES = 3
_TAKEN = dt.timedelta(minutes=5)  # longer than a mail server is waited for

_SUBJECTS = {
    Notice.Kind.QUERY: gettext_lazy("A query to a report"),
    Notice.Kind.ANSWER: gettext_lazy("An answer to a query"),
    Notice.Kind.MORE: gettext_lazy("A further question on a report"),
    Notice.Kind.ENDED: gettext_lazy("A query to a report has ended"),
    Notice.Kind.RECOMMENDATION: gettext_lazy("A recommendation on a report"),
    Notice.Kind.RESPONSE: gettext_lazy("A response to a recommendation"),
    Notice.Kind.UPDATE: gettext_lazy("How a recommendation is being done"),
    Notice.Kind.DECISION: gettext_lazy("A decision on a report"),
    Notice.Kind.DUE: gettext_lazy("Something on a report is due within seven days"),
    Notice.Kind.OVERDUE: gettext_lazy("Something on a report is overdue"),
}


def tell(
    *, kind: str, key: str, report: Report, to: Iterable[User], anchor: str, by: Any, now: dt.datetime,
    send_them: bool = True,
) -> int:  # fmt: skip
    """Write a letter to each of these people who may have it, and have all sent after the commit.

    ``key`` names what it tells of: nobody is told of the same twice. Returns how many letters are new.
    """
    letters = [
        Notice(
            key=f"{kind}:{key}:{person.pk}", kind=kind, report=report, to=person, anchor=anchor, made_at=now
        )
        for person in {p.pk: p for p in to}.values()
        if person.pk != getattr(by, "pk", None) and selectors.receives(person, report, kind)
    ]
    known = set(Notice.objects.filter(key__in=[n.key for n in letters]).values_list("key", flat=True))
    fresh = [n for n in letters if n.key not in known]
    # Two who write the same letter at once write one.
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh and send_them:
        transaction.on_commit(begin)
    return len(fresh)


def remind(*, now: dt.datetime) -> int:
    """Write the letters on what is due within seven days or overdue; each once. Returns how many are new.

    What is due: an answer to a query, a response to a recommendation, and the doing of one that was accepted.
    """
    day, written = day_of(now), 0
    told = selectors.reminded()
    for query in Query.objects.filter(waits=Query.Waits.OFFICER, wanted_by__isnull=False).select_related(
        "report"
    ):
        written += _remind(query.report, "query", query.pk, query.wanted_by, day, now, told)
    advised = Recommendation.objects.filter(withdrawn_at=None).select_related("report")
    for made in advised.filter(response=""):
        written += _remind(made.report, "recommendation", made.pk, made.due, day, now, told)
    for made in advised.filter(response__in=("accepted", "partly"), done_on=None):
        written += _remind(made.report, "recommendation", made.pk, made.will_by, day, now, told)
    return written


def _remind(
    report: Report, what: str, id_: int, until: dt.date | None, day: dt.date, now: dt.datetime,
    told: Set[str],
) -> int:  # fmt: skip
    if until is None:
        return 0
    kind = Notice.Kind.OVERDUE if until < day else Notice.Kind.DUE if due_soon(until, day) else None
    key = f"{what}-{id_}:{until.isoformat()}"
    if kind is None or f"{kind}:{key}" in told:
        return 0
    with transaction.atomic():
        return tell(
            kind=kind,
            key=key,
            report=report,
            to=selectors.answerers(report),
            anchor=f"{what}-{id_}",
            by=None,
            now=now,
            send_them=False,
        )


def begin() -> None:
    """Send what waits, in a thread of its own: the act that wrote it does not wait for a mail server."""
    threading.Thread(target=_in_the_background, name="notices", daemon=True).start()


def _in_the_background() -> None:
    try:
        send(clock=lambda: dt.datetime.now(dt.UTC))
    except Exception:
        log.exception("notices could not be sent")  # stays English
    finally:
        connections.close_all()


def send(*, clock: Clock, again: bool = False) -> tuple[int, int]:
    """Send the letters that wait. Returns how many went, and how many failed and are kept to be tried again.

    Each letter is taken before it is sent, so that of two processes that send at once one sends it; one that
    was taken by a process that died is sent later. ``again``: those that failed are not waited for.
    """
    sent = failed = in_a_row = 0
    with _ONE_AT_A_TIME:
        mail: Any = None
        for letter in list(selectors.to_send(clock(), again=again)[:_MOST]):
            kept = Notice.objects.filter(pk=letter.pk)
            free = kept.filter(sent_at=None, dropped="", tries=letter.tries)
            if not free.update(tries=letter.tries + 1, next_at=clock() + _TAKEN):
                continue
            if not selectors.receives(letter.to, letter.report, letter.kind):
                kept.update(dropped="The person may not have it, or wants none, any more.")  # stays English
                continue
            try:
                mail = mail or get_connection()
                message(letter, mail).send()
            except Exception as wrong:
                said = f"{type(wrong).__name__}: {wrong}"[:300]
                kept.update(failed=said, next_at=clock() + _pause(letter.tries))
                log.warning("notice %s could not be sent: %s", letter.pk, said)
                failed, in_a_row, mail = failed + 1, in_a_row + 1, None
                if in_a_row == _FAILURES:
                    break
            else:
                kept.update(failed="", sent_at=clock())
                sent, in_a_row = sent + 1, 0
    return sent, failed


def _pause(tries: int) -> dt.timedelta:
    """How long a letter rests after it failed: a minute, then twice as long each time, a day at most."""
    return dt.timedelta(minutes=min(2**tries, 24 * 60))


def message(letter: Notice, mail: Any = None) -> EmailMessage:
    """The letter as it is sent."""
    report = letter.report
    open_ = report.public and not report.exempt
    anybody = open_ and letter.kind in selectors.OPEN_KINDS
    address = site() + reverse("scrutiny:thread", args=[report.pk])
    if letter.anchor:
        address += f"#{letter.anchor}"
    # One line whatever a title holds: a line break in a subject would be refused.
    title = " ".join(report.title.split())
    what = str(_SUBJECTS[Notice.Kind(letter.kind)])
    subject = f"{what}: {title}" if open_ else what
    here = _("Read it here:") if anybody else _("Read it here, once you have signed in:")
    why = _(
        "You have this letter because you follow the report, work on it, or said something in its thread. "
        "You can leave it on that page, or have no notices at all:"
    )
    lines = [
        f"{what}.",
        _("The report: %(title)s") % {"title": title}
        if open_
        else _("The report is not public, so this letter says nothing of it."),
        f"{here}\n{address}",
        f"{why}\n{site()}{reverse('scrutiny:notices')}",
    ]
    return EmailMessage(
        subject=f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}"[:200],
        body="\n\n".join(lines) + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to.email],
        connection=mail,
    )


def site() -> str:
    """Where people reach the site: outside of a request only the settings know."""
    return settings.SITE_ADDRESS or f"https://{settings.ALLOWED_HOSTS[0]}"


@transaction.atomic
def follow(*, report: Report, person: Any, on: bool, now: dt.datetime) -> Follow:
    """Follow a report, or leave it."""
    made, _fresh = Follow.objects.update_or_create(
        person=person, report=report, defaults={"on": on, "since": now}
    )
    name = (
        f"exempt report {report.reference}" if report.exempt else f"report “{report.title}”"
    )  # stays English
    audit.record(
        by=person,
        now=now,
        act="scrutiny.followed" if on else "scrutiny.left",
        subject=("report", str(report.pk), name),
        sentence=f"{'follows' if on else 'no longer follows'} the {name}",
    )
    return made


@transaction.atomic
def choose(*, person: Any, wanted: bool, now: dt.datetime) -> NoticeChoice:
    """Have notices by e-mail, or none at all."""
    made, _fresh = NoticeChoice.objects.update_or_create(
        person=person, defaults={"wanted": wanted, "said_at": now}
    )
    audit.record(
        by=person,
        now=now,
        act="scrutiny.notices",
        subject=person,
        sentence=f"chose to have {'notices' if wanted else 'no notices'} by e-mail",
    )
    return made
