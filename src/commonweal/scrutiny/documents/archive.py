"""Whether a DOCX may be opened: looked at as an archive, before any reader of Word files sees it.

A DOCX is a ZIP archive of XML parts (ECMA-376). That standard forbids document types in them, so one that is
there was put there by hand: entities are never expanded, the file is refused.
"""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from commonweal.evidence.unpacking import unpacked_size
from commonweal.words import pgettext

from ..refusals import Limits, Unreadable, in_megabytes

MAIN_PART = "word/document.xml"
_ENCRYPTED = 0x1
_BLOCK = 1 << 16
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_MACRO_TYPE = b"macroenabled"
_MARKS_OF_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_ENCODINGS = {None, "utf-8", "utf-16", "us-ascii"}


class _RootReached(Exception):
    """Behind the root's start there can be no document type."""


def check(content: bytes, name: str, limits: Limits) -> None:
    """Raises :class:`Unreadable` for an archive that is no plain, honest Word document."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError) as error:
        raise Unreadable("broken") from error
    if len(members) > limits.members:
        raise Unreadable("unpacks-too-large", most=in_megabytes(limits.unpacked_bytes))
    names = {member.filename.replace("\\", "/").lower() for member in members}
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise Unreadable("encrypted")
    if any(part.endswith(_MACRO_PARTS) for part in names):
        raise Unreadable("macros")
    if "[content_types].xml" not in names or not any(part.startswith("word/") for part in names):
        raise Unreadable(
            "name",
            name=name,
            found=pgettext("what a file is", "another kind of archive"),
            wanted=pgettext("what to save a file as", "a Word document or a PDF"),
        )
    _not_too_large(content, members, limits)
    _plain_xml(archive, members)


def _not_too_large(content: bytes, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """What unpacks is counted, for an archive's directory can lie about it."""
    most = min(limits.unpacked_bytes, max(len(content) * limits.unpacked_times, 10_000_000))
    if any(m.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for m in members):
        raise Unreadable("broken")  # Word writes no other, and others could not be counted
    parts = [m for m in members if m.filename.lower().endswith((".xml", ".rels"))]
    too_large = sum(m.file_size for m in members) > most or unpacked_size(content, members, most) > most
    if too_large or any(unpacked_size(content, [m], limits.part_bytes) > limits.part_bytes for m in parts):
        raise Unreadable("unpacks-too-large", most=in_megabytes(most))


def _plain_xml(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        try:
            with archive.open(member) as part:
                start = part.read(_BLOCK)
                if member.filename.lower() == "[content_types].xml" and _MACRO_TYPE in start.lower():
                    raise Unreadable("macros")
                if start.lstrip().startswith(_MARKS_OF_XML):
                    _no_document_type(start, part)
        except Unreadable:
            raise
        except Exception as error:  # zlib.error, a zip of another kind, whatever a damaged member makes
            raise Unreadable("broken") from error


def _no_document_type(start: bytes, part: object) -> None:
    """Read up to the root element, where a document type would have to stand."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.XmlDeclHandler = _known_encoding
    parser.StartElementHandler = _reached
    block = start
    try:
        while block:
            parser.Parse(block, False)
            block = part.read(_BLOCK)  # type: ignore[attr-defined]  # zipfile.ZipExtFile
        parser.Parse(b"", True)
    except _RootReached:
        return
    except expat.ExpatError as error:
        raise Unreadable("broken") from error


def _refuse(*_: object) -> None:
    raise Unreadable("entities")


def _known_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding.lower() if encoding else None) not in _ENCODINGS:
        raise Unreadable("entities")  # another reader might decode it differently from this one


def _reached(*_: object) -> None:
    raise _RootReached
