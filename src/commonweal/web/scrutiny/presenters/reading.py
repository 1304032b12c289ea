"""A document of a report: how far its reading is, and what was found, as advice and never as a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.scrutiny.advice import kind_in_words
from commonweal.web.proposals.presenters.proposal import size_words
from commonweal.web.scrutiny.models import Document
from commonweal.web.scrutiny.presenters.choices import DOCUMENTS
from commonweal.web.scrutiny.presenters.choices import said as called
from commonweal.web.scrutiny.selectors.reading import Copy
from commonweal.web.ui.days import day_words

_COLOURS = {"waiting": "grey", "reading": "blue", "read": "green", "refused": "red"}


@dataclass(frozen=True)
class FlagView:
    title: str
    sentence: str
    why: str
    helps: str


@dataclass(frozen=True)
class CopyView:
    title: str
    href: str
    alike: str
    shared: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class DocumentRow:
    id: int
    name: str
    state: str
    colour: str
    words: str
    added: str


@dataclass(frozen=True)
class DocumentPage:
    id: int
    name: str
    sentence: str
    state: str
    busy: bool
    silent: bool
    done: int
    total: int
    said: str
    heading: str
    page: str
    text: str
    others: list[str]
    flags: list[FlagView]
    notes: list[str]
    copies: list[CopyView]
    added: str


def document_row(document: Document) -> DocumentRow:
    flags = len(document.found.get("flags", ())) + len(document.found.get("copies", ()))
    words = {
        "read": _advice(flags) if flags else _("Nothing to advise"),
        "refused": document.said,
    }.get(document.state, "")
    return DocumentRow(
        document.pk, document.name, called(DOCUMENTS, document.state), _COLOURS[document.state],
        words, f"{document.added_by}, {day_words(document.added_at)}; {size_words(document.size)}",
    )  # fmt: skip


def document_page(document: Document, copies: Sequence[Copy], *, silent: bool) -> DocumentPage:
    found: dict[str, Any] = document.found if document.state == "read" else {}
    section = found.get("section") or {}
    return DocumentPage(
        id=document.pk,
        name=document.name,
        sentence=_sentence(document, found, len(copies), silent),
        state=document.state,
        busy=document.state in ("waiting", "reading") and not silent,
        silent=silent,
        done=document.done,
        total=document.total,
        said=document.said,
        heading=section.get("heading", ""),
        page=_("page %(number)s") % {"number": section["page"]} if section.get("page") else "",
        text=section.get("text", ""),
        others=[_where(o) for o in found.get("others", ())],
        flags=[
            FlagView(kind_in_words(f["kind"]), f["sentence"], f["why"], f["helps"])
            for f in found.get("flags", ())
        ],
        notes=list(found.get("notes", ())),
        copies=[
            CopyView(
                c.report.title,
                reverse("scrutiny:report", args=[c.report.pk]),
                f"{c.alike:.0%}",
                c.shared,
                c.text,
            )
            for c in copies
        ],
        added=f"{document.added_by}, {day_words(document.added_at)}",
    )


def documents_sentence(documents: Sequence[Document]) -> str:
    if not documents:
        return _("The report has no document yet.")
    read = sum(d.state == "read" for d in documents)
    if len(documents) == 1:
        return _("1 document, which is read.") if read else _("1 document, not read yet.")
    return ngettext(
        "%(number)s documents, %(read)s of them read.",
        "%(number)s documents, %(read)s of them read.",
        len(documents),
    ) % {"number": f"{len(documents):,}", "read": f"{read:,}"}


def _where(section: dict[str, Any]) -> str:
    if not section["page"]:
        return str(section["heading"])
    return _("%(heading)s, page %(number)s") % {"heading": section["heading"], "number": section["page"]}


def _sentence(document: Document, found: dict[str, Any], copies: int, silent: bool) -> str:
    if silent:
        return _("The reading was broken off. Have it read again.")
    if document.state == "waiting":
        return _("It waits to be read.")
    if document.state == "reading":
        return _progress(document)
    if document.state == "refused":
        return _("It could not be read.")
    section = found.get("section")
    said = _("No section on inclusive growth was found")
    if section:
        said = _("A section on inclusive growth stands under “%(heading)s”") % {"heading": section["heading"]}
    advice = len(found["flags"]) + copies
    if not advice:
        return _("%(found)s; nothing to advise.") % {"found": said}
    return f"{said}; {_advice(advice)}."


def _progress(document: Document) -> str:
    if not document.total:
        return _("Being read.")
    if document.kind == "pdf":
        said = ngettext(
            "%(done)s of %(total)s pages are read.", "%(done)s of %(total)s pages are read.", document.total
        )
    else:
        said = ngettext(
            "%(done)s of %(total)s paragraphs are read.",
            "%(done)s of %(total)s paragraphs are read.",
            document.total,
        )
    return said % {"done": f"{document.done:,}", "total": f"{document.total:,}"}


def _advice(count: int) -> str:
    return ngettext("%(number)s piece of advice", "%(number)s pieces of advice", count) % {
        "number": f"{count:,}"
    }
