"""A document of a report: how far its reading is, and what was found, as advice and never as a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from commonweal.scrutiny.advice import KINDS
from commonweal.web.proposals.presenters.proposal import size_words
from commonweal.web.scrutiny.models import Document
from commonweal.web.scrutiny.selectors.reading import Copy

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
        "read": "Nothing to advise" if not flags else _number(flags, "piece") + " of advice",
        "refused": document.said,
    }.get(document.state, "")
    return DocumentRow(
        document.pk, document.name, str(document.get_state_display()).capitalize(), _COLOURS[document.state],
        words, f"{document.added_by}, {document.added_at:%-d %B %Y}; {size_words(document.size)}",
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
        page=f"page {section['page']}" if section.get("page") else "",
        text=section.get("text", ""),
        others=[o["heading"] + (f", page {o['page']}" if o["page"] else "") for o in found.get("others", ())],
        flags=[
            FlagView(KINDS[f["kind"]], f["sentence"], f["why"], f["helps"]) for f in found.get("flags", ())
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
        added=f"{document.added_by}, {document.added_at:%-d %B %Y}",
    )


def documents_sentence(documents: Sequence[Document]) -> str:
    if not documents:
        return "The report has no document yet."
    read = sum(d.state == "read" for d in documents)
    if len(documents) == 1:
        return f"1 document, {'which is read' if read else 'not read yet'}."
    return f"{len(documents):,} documents, {read:,} of them read."


def _sentence(document: Document, found: dict[str, Any], copies: int, silent: bool) -> str:
    if silent:
        return "The reading was broken off. Have it read again."
    if document.state == "waiting":
        return "It waits to be read."
    if document.state == "reading":
        what = "pages" if document.kind == "pdf" else "paragraphs"
        return (
            f"{document.done:,} of {document.total:,} {what} are read." if document.total else "Being read."
        )
    if document.state == "refused":
        return "It could not be read."
    section = found.get("section")
    where = f"A section on inclusive growth stands under “{section['heading']}”" if section else ""
    advice = len(found["flags"]) + copies
    said = where or "No section on inclusive growth was found"
    return f"{said}; {_number(advice, 'piece')} of advice." if advice else f"{said}; nothing to advise."


def _number(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"
