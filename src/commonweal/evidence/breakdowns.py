"""Breakdowns: "age=16-24;sex=female", keys sorted, all in lower case; empty means everyone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from commonweal.words import _

_KEY = re.compile(r"[a-z][a-z0-9 _-]*")


def parse(text: str) -> dict[str, str]:
    """The groups that a breakdown names, by what they divide.

    Raises ``ValueError``, in words for an analyst, where it is not "key=group;key=group".
    """
    groups: dict[str, str] = {}
    for part in filter(None, (p.strip() for p in text.split(";"))):
        key, equals, group = (p.strip().lower() for p in part.partition("="))
        if not equals or not group or not _KEY.fullmatch(key):
            raise ValueError(_("“{text}” is not of the form sex=female.").format(text=part))
        if key in groups:
            raise ValueError(_("“{text}” stands twice.").format(text=key))
        groups[key] = " ".join(group.split())
    return groups


def canonical(breakdown: str | Mapping[str, str]) -> str:
    """The one way to write a breakdown. Raises ``ValueError`` as :func:`parse` does."""
    groups = (
        parse(breakdown)
        if isinstance(breakdown, str)
        else parse(";".join(f"{key}={group}" for key, group in breakdown.items()))
    )
    return ";".join(f"{key}={group}" for key, group in sorted(groups.items()))
