"""What changed, as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass

from commonweal.words import _

_ATOM = "http://www.w3.org/2005/Atom"
#: Characters that XML 1.0 cannot hold, whatever a file brought.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Entry:
    """``address`` is whole, and never changes: it is the entry's id too. ``updated`` knows its time zone.

    ``example``: what it tells of is made up, and its title says so.
    """

    title: str
    address: str
    updated: dt.datetime
    summary: str
    example: bool = False


def atom(
    title: str, address: str, author: str, entries: Iterable[Entry], updated: dt.datetime, *, here: str
) -> bytes:
    """The feed's bytes, newest entry first; ``updated`` stands where there is no entry yet.

    ``address`` is that of the page which the feed follows, and the feed's id, which never changes; ``here``
    is where the feed itself lies.

    Raises ``ValueError`` for a time without a time zone.
    """
    newest = sorted(entries, key=lambda e: (e.updated, e.address), reverse=True)
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    _add(root, "title", title)
    _add(root, "id", address)
    _link(root, here, rel="self")
    _link(root, address, rel="alternate")
    _add(root, "updated", _time(newest[0].updated if newest else updated))
    _add(_add(root, "author", ""), "name", author)
    for entry in newest:
        node = _add(root, "entry", "")
        title = _("Example: {title}").format(title=entry.title) if entry.example else entry.title
        _add(node, "title", title)
        _add(node, "id", entry.address)
        _link(node, entry.address, rel="alternate")
        _add(node, "updated", _time(entry.updated))
        _add(node, "summary", entry.summary)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    node = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    node.text = _FORBIDDEN.sub("", text) or None
    return node


def _link(parent: ET.Element, address: str, *, rel: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}link", {"rel": rel, "href": _FORBIDDEN.sub("", address)})


def _time(moment: dt.datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("The time of a feed needs its time zone.")  # stays English
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
