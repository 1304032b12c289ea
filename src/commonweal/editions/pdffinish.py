"""A PDF as Typst gives it, finished: each table row has a header, and the file is packed.

The Python binding of Typst 0.15 has no way to switch on its feature ``a11y-extras``, without which
``pdf.header-cell`` is not there. So the first cell of each row of a body becomes its header here, in the tags
alone: what is seen on the page stays as it is. Typst writes the tags one by one and uncompressed; as object
streams they take a third of the room.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from commonweal.editions.pdftree import Element, read


def finished(content: bytes) -> bytes:
    """The same pages with row headers and in fewer bytes; the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _row_headers(pdf)
        packed = io.BytesIO()
        pdf.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return packed.getvalue()


def _row_headers(pdf: pikepdf.Pdf) -> None:
    ids = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree) if "/IDTree" in pdf.Root.StructTreeRoot else None
    if ids is None:  # no table has a header: Typst gives every header cell an id
        return
    for row in (e for e in read(pdf).elements if e.role == "TR" and e.parent and e.parent.role == "TBody"):
        first, rest = row.children[0], row.children[1:]
        if rest and first.role == "TD" and first.holds:
            name = f"R{len(ids)}"
            _as_header(first, name)
            ids[name] = first.node
            for cell in rest:
                _table_attributes(cell).Headers.append(String(name))


def _as_header(cell: Element, name: str) -> None:
    cell.node.S = Name.TH
    cell.node.ID = String(name)
    _table_attributes(cell).Scope = Name.Row


def _table_attributes(cell: Element) -> Any:
    """The cell's attributes as a table's cell, made where there are none."""
    for attributes in cell.attributes:
        if attributes.get("/O") == Name.Table:
            if "/Headers" not in attributes:
                attributes.Headers = Array()
            return attributes
    made = Dictionary(O=Name.Table, Headers=Array())
    cell.node.A = Array([*cell.attributes, made])
    return cell.attributes[-1]
