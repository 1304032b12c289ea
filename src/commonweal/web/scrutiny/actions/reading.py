"""A report's documents: kept, and read in the background, each in a process of its own."""

from __future__ import annotations

import datetime as dt
import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.utils.translation import gettext as _

from commonweal.scrutiny.refusals import Unreadable
from commonweal.web.audit import actions as audit
from commonweal.web.scrutiny.models import Document, Report
from commonweal.web.scrutiny.selectors import reading as selectors
from commonweal.web.ui import storing

from .register import record

Clock = Callable[[], dt.datetime]
READER = audit.Actor("reader", "The reader of documents")  # stays English
_TICK = dt.timedelta(seconds=1)  # how often a reading writes how far it is
_ONE_AT_A_TIME = threading.Lock()
_BROKEN = (
    "Something in the document is not as the reader expects, and it gave up. Save the report again, or "
    "bring it as a PDF; whoever runs this site finds the reason in its log."  # stays English
)
_STOPPED = (
    "The reader was brought down by this document: it is damaged, or asks for more memory than there is. "
    "Save the report again, or bring it in the other form, Word or PDF."  # stays English
)
log = logging.getLogger(__name__)


class _Gone(Exception):
    """The document was taken away, or its reading begun anew, while it was being read."""


@transaction.atomic
def add_document(
    *, report: Report, path: Path, name: str, kind: str, by: Any, clock: Clock, read: bool = True
) -> Document:
    """Keep a file under its digest, and have it read once that is committed.

    The same file again is the same document. ``read``: False leaves it waiting.
    """
    kept = storing.keep(path)
    about = {"name": name[:200], "kind": kind, "size": kept.size, "added_by": str(by), "added_at": clock()}
    made, fresh = Document.objects.get_or_create(report=report, sha256=kept.sha256, defaults=about)
    if fresh:
        record(report, by, clock(), "document", f"added {_named(made)} to")
        if read:
            transaction.on_commit(lambda: _begin(made.pk, clock))
    return made


@transaction.atomic
def remove_document(*, document: Document, by: Any, now: dt.datetime) -> None:
    """Take a document away from its report. Its bytes stay: another report may have it too."""
    record(document.report, by, now, "document", f"took {_named(document)} away from")
    document.delete()


@transaction.atomic
def read_again(*, document: Document, by: Any, clock: Clock) -> Document:
    """Have a document read anew. Raises ValueError while a reading of it is under way."""
    held = Document.objects.select_for_update().get(id=document.pk)
    if held.state == Document.State.READING and not selectors.is_silent(held, clock()):
        raise ValueError(_("It is being read right now."))
    held.state, held.done, held.total, held.said = Document.State.WAITING, 0, 0, ""
    held.ticked_at = None
    held.save()
    record(document.report, by, clock(), "document", f"asked for {_named(held)} to be read again in")
    transaction.on_commit(lambda: _begin(held.pk, clock))
    return held


def read_document(*, document: int, clock: Clock) -> Document | None:
    """Read a document that waits, and keep what is found, or why it is refused; None where none waits.

    Takes seconds to minutes: call it outside of a request.
    """
    now = clock()
    waits = Document.objects.filter(id=document, state=Document.State.WAITING)
    if not waits.update(state=Document.State.READING, ticked_at=now, done=0, total=0):
        return None
    held = Document.objects.select_related("report").get(id=document)
    state, said, found = Document.State.READ, "", {}
    try:
        found = selectors.found_in(held, _progress(document, clock))
    except _Gone:
        return None
    except Unreadable as refused:
        state, said = Document.State.REFUSED, str(refused)
    except Exception:
        log.exception("document %s could not be read", document)  # stays English
        state, said = Document.State.REFUSED, _BROKEN
    with transaction.atomic():
        reading = Document.objects.filter(id=document, state=Document.State.READING)
        if not reading.update(state=state, said=said, found=found, read_at=clock(), ticked_at=clock()):
            return None
        _tell_the_others(held, found)
        words = "read" if state == Document.State.READ else "could not read"  # stays English
        record(held.report, READER, clock(), "read", f"{words} {_named(held)} of")
    held.refresh_from_db()
    return held


def read_waiting(
    *, clock: Clock, tick: Callable[[Document], None] = lambda _document: None
) -> list[Document]:
    """Read every document that waits, and those whose reading was killed."""
    done = []
    for waiting in selectors.to_read(clock()):
        Document.objects.filter(id=waiting.pk).update(state=Document.State.WAITING)
        found = read_document(document=waiting.pk, clock=clock)
        if found is not None:
            tick(found)
            done.append(found)
    return done


def _tell_the_others(document: Document, found: dict[str, Any]) -> None:
    """The documents that say much the same say so too, though they were read before."""
    for copy in found.get("copies", ()):
        other = Document.objects.select_for_update().filter(id=copy["document"]).first()
        if other is not None and other.state == Document.State.READ:
            rest = [c for c in other.found.get("copies", ()) if c["document"] != document.pk]
            other.found["copies"] = [{**copy, "document": document.pk}, *rest][: selectors.MOST_COPIES]
            other.save(update_fields=["found"])


def give_up(*, document: int, clock: Clock) -> bool:
    """Say of a document that its reader was brought down by it; whether one was being read or waited."""
    unread = (Document.State.WAITING, Document.State.READING)
    held = Document.objects.filter(id=document, state__in=unread)
    return bool(held.update(state=Document.State.REFUSED, said=_STOPPED, read_at=clock(), ticked_at=clock()))


def _begin(document: int, clock: Clock) -> None:
    threading.Thread(
        target=_in_a_process, args=(document, clock), name=f"reading-{document}", daemon=True
    ).start()


def _in_a_process(document: int, clock: Clock) -> None:
    """A hostile file can use up memory or bring the reader of PDFs down: it must take no page with it."""
    command = [sys.executable, "-m", "commonweal.cli", "reports", "read", "--document", str(document)]
    try:
        with _ONE_AT_A_TIME:
            ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
        if ended.returncode and give_up(document=document, clock=clock):
            log.error("the reader of document %s ended with %s", document, ended.returncode)  # stays English
    except Exception:
        log.exception("the reading of document %s ended", document)  # stays English
    finally:
        connections.close_all()


def _progress(document: int, clock: Clock) -> Callable[[int, int], None]:
    last = clock()

    def tick(done: int, of: int) -> None:
        nonlocal last
        now = clock()
        if now - last < _TICK and done < of:
            return
        last = now
        reading = Document.objects.filter(id=document, state=Document.State.READING)
        if not reading.update(done=done, total=of, ticked_at=now):
            raise _Gone

    return tick


def _named(document: Document) -> str:
    """The record has readers who may not read exempt reports, so of those it keeps no file's name."""
    return "a document" if document.report.exempt else f"the document “{document.name}”"  # stays English
