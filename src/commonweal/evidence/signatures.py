"""What a file is that is no table, by the bytes that it begins with: said, instead of a row that is amiss."""

from __future__ import annotations

import codecs

from commonweal.words import N_, _

_PICTURE = N_("This is a picture. Bring the table that it was made from, as CSV UTF-8 or .xlsx.")
_PDF = N_("This is a PDF. Bring the table that it was made from, as CSV UTF-8 or .xlsx.")
_PACKED = N_("This is a packed archive. Unpack it, and bring the files of figures in it.")
_DATABASE = N_("This is a file of a database. Save the table from it as CSV UTF-8.")
_PAGE = N_(
    "This is a web page (HTML). Download the file of figures itself; or, if the page is the table, open it "
    "in a spreadsheet program and save it as .xlsx."
)
_XML = N_("This is XML. If a spreadsheet program opens it, save it from there as .xlsx, or as CSV UTF-8.")
_JSON = N_(
    "This is JSON. Bring the figures as CSV UTF-8 or .xlsx; metadata stands beside them, by the same name."
)
_UTF_16 = N_(
    "The file is in UTF-16 without the mark that says so. In a spreadsheet program, save it as “CSV UTF-8”."
)
_UTF_32 = N_("The file is in UTF-32. In a spreadsheet program, save it as “CSV UTF-8”.")

#: No table begins so: its first cell is a word.
_BEGINNINGS = {
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF87a": _PICTURE,
    b"GIF89a": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"%PDF-": _PDF,
    b"\x1f\x8b": _PACKED,
    b"BZh91AY": _PACKED,
    b"\xfd7zXZ\0": _PACKED,
    b"\x28\xb5\x2f\xfd": _PACKED,
    b"7z\xbc\xaf\x27\x1c": _PACKED,
    b"Rar!\x1a": _PACKED,
    b"PK\x05\x06": _PACKED,
    b"SQLite format 3\0": _DATABASE,
    codecs.BOM_UTF32_LE: _UTF_32,
    codecs.BOM_UTF32_BE: _UTF_32,
}
#: In small letters, behind blank space and the mark of UTF-8.
_BEGINNINGS_OF_TEXTS = {
    b"<!doctype html": _PAGE,
    b"<html": _PAGE,
    b"<table": _PAGE,
    b"<?xml": _XML,
    b"{": _JSON,
    b"[{": _JSON,
    b"[[": _JSON,
}
_LOOKED_AT = 1_000


def no_table(data: bytes) -> str:
    """In words, what the file is and what to do; "" for what may be a table."""
    for beginning, message in _BEGINNINGS.items():
        if data.startswith(beginning):
            return _(message)
    text = data[:_LOOKED_AT].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for beginning, message in _BEGINNINGS_OF_TEXTS.items():
        if text.startswith(beginning):
            return _(message)
    return _(_UTF_16) if _is_utf_16(data[:_LOOKED_AT]) else ""


def _is_utf_16(data: bytes) -> bool:
    """Whether every other byte is zero, as those of Latin letters are."""
    data = data[: len(data) // 2 * 2]
    first, second = data[::2], data[1::2]
    return len(first) > 2 and ((not any(first) and all(second)) or (not any(second) and all(first)))
