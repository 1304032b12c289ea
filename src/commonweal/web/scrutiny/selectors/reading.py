"""What stands in a report's document, as the reader finds it; and the documents that say much the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT

from commonweal.scrutiny.advice import Vocabulary
from commonweal.scrutiny.aliases import INDICATORS
from commonweal.scrutiny.duplicates import near_duplicates
from commonweal.scrutiny.figures import Figure
from commonweal.scrutiny.refusals import Limits
from commonweal.scrutiny.sentences import Names
from commonweal.web.framework import selectors as framework
from commonweal.web.proposals.selectors import site_places
from commonweal.web.scrutiny.models import Document, Report
from commonweal.web.toolkit import selectors as toolkits
from commonweal.web.ui import storing

from .register import may_see

#: A reading that has said nothing for so long was killed: it writes its progress every second.
SILENT = dt.timedelta(minutes=2)
MOST_COPIES = 10
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Copy:
    """Another report's document that says much the same, which this person may read."""

    report: Report
    document: Document
    alike: float
    shared: tuple[str, ...]
    text: str


def documents(report: Report) -> list[Document]:
    return list(report.documents.all())


def document(report: Report, id_: int) -> Document | None:
    return report.documents.filter(id=id_).first()


def path_of(document_: Document) -> Path:
    return storing.path_of(document_.sha256)


def largest_read() -> int:
    """The bytes of the largest file that is read."""
    return Limits().file_bytes


def is_silent(document_: Document, now: dt.datetime) -> bool:
    """Whether a reading was begun and is heard of no more."""
    silent = document_.ticked_at is None or now - document_.ticked_at > SILENT
    return document_.state == Document.State.READING and silent


def to_read(now: dt.datetime) -> list[Document]:
    """Documents that wait to be read, and those whose reading was killed, the oldest first."""
    waiting = Q(state=Document.State.WAITING)
    silent = Q(state=Document.State.READING) & (Q(ticked_at=None) | Q(ticked_at__lt=now - SILENT))
    return list(Document.objects.filter(waiting | silent).order_by("added_at", "id"))


def found_in(document_: Document, progress: Progress) -> dict[str, Any]:
    """Read a document: its section on inclusive growth, and advice on it with the sentence that raised it.

    Raises :class:`commonweal.scrutiny.refusals.Unreadable`, and whatever ``progress`` raises.
    """
    # Brought in here: the readers and their word lists take most of a second, and every start would wait.
    from commonweal.scrutiny.flags import account_of
    from commonweal.scrutiny.reading import read_report

    read = read_report(path_of(document_), document_.name, progress=progress)
    vocabulary = _vocabulary()
    areas = list(document_.report.places.values_list("area", flat=True))
    account = account_of(
        read,
        vocabulary=vocabulary,
        figures=_figures(read.text, vocabulary),
        place=areas[0] if len(areas) == 1 else "",
    )
    section = account.section
    return {
        "pages": read.pages,
        "section": section and {"heading": section.heading, "page": section.page, "text": section.text},
        "others": [{"heading": s.heading, "page": s.page} for s in account.others],
        "flags": [
            {"kind": f.kind, "sentence": f.sentence, "why": f.why, "helps": f.helps} for f in account.flags
        ],
        "notes": list(account.notes),
        "copies": _copies(document_, section.text if section else ""),
    }


def copies(document_: Document, user: Any) -> list[Copy]:
    """Near-duplicates of its section in other reports, of which this person may know."""
    said = {c["document"]: c for c in document_.found.get("copies", [])}
    found = Document.objects.filter(id__in=said).select_related("report__meeting__committee")
    return [
        Copy(d.report, d, said[d.pk]["alike"], tuple(said[d.pk]["shared"]), d.found["section"]["text"])
        for d in sorted(found, key=lambda d: -said[d.pk]["alike"])
        if may_see(user, d.report) and d.found.get("section")
    ]


def _copies(document_: Document, text: str) -> list[dict[str, Any]]:
    if not text:
        return []
    own = str(document_.pk)
    texts = {str(id_): words for id_, words in _sections(document_.report_id) if words} | {own: text}
    found = []
    for pair in near_duplicates(texts, of={own})[:MOST_COPIES]:
        other = pair.other if pair.one == own else pair.one
        found.append({"document": int(other), "alike": pair.alike, "shared": list(pair.shared)})
    return found


def _sections(besides: int) -> QuerySet[Document, tuple[int, str]]:
    """The section of every document read, but for those of one report, as text."""
    found = Document.objects.filter(state=Document.State.READ).exclude(report=besides).order_by("id")
    return found.values_list("id", KT("found__section__text"))


def _vocabulary() -> Vocabulary:
    """The groups of the toolkit in force, the places of the site and the indicators, by their names."""
    version, book = toolkits.in_force(), framework.book()
    groups = toolkits.content(version).groups if version else ()
    indicators = (
        {i.id: (i.name, *INDICATORS.get(i.id, ())) for i in framework.indicators(book)} if book else {}
    )
    return Vocabulary(
        groups={g.id: (g.name, *(s.name for s in g.sub_groups)) for g in groups},
        places={code: (name,) for code, name in site_places().items()},
        indicators=indicators,
    )


def _figures(text: str, vocabulary: Vocabulary) -> list[Figure]:
    """What the evidence in force says, of the site's places, on each indicator that a text names."""
    book = framework.book()
    if book is None:
        return []
    named = {mention.key for mention in Names(vocabulary.indicators).find(text)}
    known = {i.id: i for i in framework.indicators(book)}
    return [
        Figure(id_, area, row["period"], row["value"], known[id_].unit)
        for id_ in sorted(named & known.keys())
        for area in vocabulary.places
        for row in framework.series(book, id_, area, "").iter_rows(named=True)
        if row["value"] is not None
    ]
