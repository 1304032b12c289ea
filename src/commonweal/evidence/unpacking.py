"""How large the members of a ZIP archive really are.

An archive's directory can say 10 bytes of a member that unpacks to gigabytes, and Python's zipfile believes
it, while the reader of workbooks does not. So the packed bytes are unpacked here, a block at a time and kept
nowhere, and what comes out is counted.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable

_BLOCK = 1 << 20
_LOCAL_HEADER = 30


def unpacked_size(data: bytes, members: Iterable[zipfile.ZipInfo], most: int) -> int:
    """Bytes of all members (stored or deflated) once unpacked; counting ends soon after ``most``."""
    total = 0
    for member in members:
        packed = _packed(data, member)
        if member.compress_type == zipfile.ZIP_STORED:
            total += len(packed)
        else:
            total += _inflated(packed, most - total)
        if total > most:
            break
    return total


def _packed(data: bytes, member: zipfile.ZipInfo) -> bytes:
    """The member's bytes as they lie in the archive, behind its local header, name and extra field."""
    start = member.header_offset
    name = int.from_bytes(data[start + 26 : start + 28], "little")
    extra = int.from_bytes(data[start + 28 : start + 30], "little")
    begin = start + _LOCAL_HEADER + name + extra
    return data[begin : begin + member.compress_size]


def _inflated(packed: bytes, most: int) -> int:
    stream, total = zlib.decompressobj(-zlib.MAX_WBITS), 0
    try:
        while packed and not stream.eof and total <= most:
            total += len(stream.decompress(packed, _BLOCK))
            packed = stream.unconsumed_tail
    except zlib.error:
        return total  # the reader of workbooks says in its own words what is damaged
    return total
