"""The parts of a workbook, found as the reader of workbooks finds them: in any case, with either slash.

What is asked here about a sheet must be asked of the very part that is read afterwards, or a limit would be
checked on one part and passed by another. So wherever a reader could choose between two, the file is refused.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from typing import IO, Any, Literal
from xml.parsers import expat

from commonweal.words import _

Kind = Literal["xlsx", "xlsb", "ods", "two", ""]
_RELATIONS = "workbook.xml.rels"

Start = Callable[[str, dict[str, str]], None]


class Parts:
    """The members of an archive by their folded names.

    Raises ``ValueError``, in words, for an archive with one name twice.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in archive.infolist():
            if self._members.setdefault(_folded(member.filename), member) is not member:
                raise _twice(member.filename)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def kind(self) -> Kind:
        """The reader tries one form after the other, so that a file must not be two of them."""
        if self._called("workbook.bin"):
            return "xlsb"
        ods = {"mimetype", "content.xml"} <= self._members.keys()
        if self._called("workbook.xml"):
            return "two" if ods else "xlsx"
        return "ods" if ods else ""

    def open(self, name: str) -> IO[bytes]:
        """Raises ``ValueError``, in words, for a part that is not there."""
        if name not in self._members:
            raise ValueError(_("its part “{name}” is missing").format(name=name))
        return self._archive.open(self._members[name])

    def the(self, called: str) -> str:
        """The one part of an XLSX with this name, in whatever folder: "" where there is none."""
        found = self._called(called)
        if len(found) > 1:
            raise _twice(called)
        return found[0] if found else ""

    def sheets(self) -> Mapping[str, str]:
        """The part of every sheet of an XLSX by the sheet's name: name → relation's id → its target."""
        book = self.the("workbook.xml")
        named: dict[str, str] = {}
        targets: dict[str, str] = {}

        def sheet(name: str, attributes: dict[str, str]) -> None:
            if local(name) == "sheet":
                identifiers = [v for k, v in attributes.items() if k.endswith(":id")]
                if len(identifiers) > 1:
                    raise _twice(attributes.get("name", ""))
                named.setdefault(attributes.get("name", ""), "".join(identifiers))

        def relation(name: str, attributes: dict[str, str]) -> None:
            if local(name) == "Relationship":
                identifier, target = attributes.get("Id", ""), attributes.get("Target", "")
                if targets.setdefault(identifier, target) != target:
                    raise _twice(identifier)

        folder = posixpath.dirname(book)
        self.parse(book, sheet)
        self.parse(self.the(_RELATIONS) or f"{folder}/_rels/{_RELATIONS}", relation)
        return {name: self._target(folder, targets.get(i, "")) for name, i in named.items()}

    def _target(self, folder: str, target: str) -> str:
        """ "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml" and "/xl/worksheets/sheet1.xml" are one."""
        folded = _folded(target)
        ways = {folded, folded.lstrip("/"), f"{folder}/{folded}", f"{folder}/{folded.lstrip('/')}"}
        ways = {posixpath.normpath(way) for way in ways} | ways
        found = sorted(ways & self._members.keys())
        if len(found) > 1:
            raise _twice(target)
        return found[0] if found else posixpath.join(folder, folded)

    def _called(self, name: str) -> list[str]:
        return [m for m in self._members if posixpath.basename(m) == name]

    def parse(self, name: str, start: Start, **more: Callable[[str], None]) -> None:
        """Stream a part through expat. ``more``: ``text`` and ``end``, called with a text and a name.

        Raises ``ValueError``, in words, for a part that is missing, is not XML or declares a document type.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _no_document_type
        parser.StartElementHandler = start
        if "text" in more:
            parser.CharacterDataHandler = more["text"]
        if "end" in more:
            parser.EndElementHandler = more["end"]
        try:
            with self.open(name) as stream:
                parser.ParseFile(stream)
        except expat.ExpatError as error:
            message = _("its part “{name}” is damaged ({reason})").format(name=name, reason=error)
            raise ValueError(message) from error


def local(name: str) -> str:
    """An element's name without its prefix: the reader goes by that alone."""
    return name.rpartition(":")[2]


def _folded(name: str) -> str:
    return name.replace("\\", "/").lower()


def _twice(name: str) -> ValueError:
    return ValueError(_("its part “{name}” is there twice").format(name=name))


def _no_document_type(*_told: Any) -> None:
    # Entities are what a small file is blown up with; nothing that writes workbooks declares any.
    raise ValueError(_("it declares a document type, which no spreadsheet program does"))
