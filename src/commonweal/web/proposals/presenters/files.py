"""The kinds of document that are written, each with its content type and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from commonweal.publish import documents
from commonweal.publish.documents import Document

DOCUMENTS: Mapping[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("application/pdf", documents.pdf),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        documents.docx,
    ),
}
