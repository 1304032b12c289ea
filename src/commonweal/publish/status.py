"""The six marks: a shape, a word and a colour, in that order of trust.

One drawing serves the pages, the charts and the documents: a path of absolute ``M``, ``L`` and ``C``
commands in a box of 16 by 16, so that any of them can scale it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape

from commonweal.progress import rules
from commonweal.progress.rules.eurostat import BEST, MET
from commonweal.progress.schema import Status
from commonweal.words import N_, _, in_english

_CIRCLE = (
    "M8,2.5 C11.04,2.5 13.5,4.96 13.5,8 C13.5,11.04 11.04,13.5 8,13.5 "
    "C4.96,13.5 2.5,11.04 2.5,8 C2.5,4.96 4.96,2.5 8,2.5 Z"
)


@dataclass(frozen=True)
class Mark:
    """``css`` ends a class name ("cw-mark--slow"). A mark that is not ``filled`` is drawn as a line."""

    key: Status
    shape: str
    word: str
    short: str
    css: str
    colour: str
    path: str
    filled: bool = True
    dashes: str = ""


#: In the order in which they are counted. Each colour has at least 4.5:1 on white.
MARKS: dict[Status, Mark] = {
    m.key: m
    for m in (
        Mark(
            Status.IMPROVING,
            "▲",
            N_("improving and closing"),
            N_("improving"),
            "improving",
            "#0b5d5e",
            "M8,1.5 L15,14.5 L1,14.5 Z",
        ),
        Mark(
            Status.SLOW,
            "◢",
            N_("improving, too slowly"),
            N_("too slow"),
            "slow",
            "#8a5a00",
            "M14.5,1.5 L14.5,14.5 L1.5,14.5 Z",
        ),
        Mark(
            Status.AWAY,
            "▬",
            N_("no change or moving away"),
            N_("not improving"),
            "away",
            "#a4300f",
            "M1,5.5 L15,5.5 L15,10.5 L1,10.5 Z",
        ),
        Mark(
            Status.UNJUDGED,
            "◇",
            N_("cannot be judged"),
            N_("not judged"),
            "unjudged",
            "#505a5f",
            "M8,1.5 L14.5,8 L8,14.5 L1.5,8 Z",
            filled=False,
        ),
        Mark(Status.NO_DATA, "○", N_("no data"), N_("no data"), "no-data", "#505a5f", _CIRCLE, filled=False),
        Mark(
            Status.NO_INDICATOR,
            "◌",
            N_("no indicator"),
            N_("no indicator"),
            "no-indicator",
            "#505a5f",
            _CIRCLE,
            filled=False,
            dashes="1.7 2.6",
        ),
    )
}


def mark(key: Status | str, rule: str = "", grade: str | None = "") -> Mark:
    """With its words in the language in use. Raises ``ValueError`` for what is no status.

    By a ``rule`` that does not look whether the gap narrows, improving is said to be that and no more. Where
    its ``grade`` is that nothing is left to be asked, that is said: the figure may be slipping.
    """
    found = MARKS[Status(key)]
    if grade in (MET, BEST):
        found = replace(found, word=grade, short=grade)
    elif found.key is Status.IMPROVING and not rules.closes(rule):
        found = replace(found, word=found.short)
    return found if in_english() else replace(found, word=_(found.word), short=_(found.short))


def svg(key: Status | str, *, title: str = "", size: int = 16) -> str:
    """The shape as inline SVG in the colour of the text around it.

    Without a ``title`` it is hidden from a screen reader, because the word stands beside it.
    """
    m = mark(key)
    spoken = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'  # stays English
    dashes = f' stroke-dasharray="{m.dashes}"' if m.dashes else ""  # stays English
    paint = (  # stays English
        'fill="currentColor"' if m.filled else f'fill="none" stroke="currentColor" stroke-width="1.8"{dashes}'
    )
    return (
        f'<svg class="cw-shape cw-shape--{m.css}" {spoken} focusable="false" viewBox="0 0 16 16" '
        f'width="{size}" height="{size}"><path d="{m.path}" {paint}/></svg>'
    )


def unit_path(key: Status | str) -> str:
    """The path scaled to the box from −1 to 1, as a chart's point wants its shape."""
    return re.sub(r"[\d.]+", lambda n: f"{(float(n[0]) - 8) / 8:.4f}".rstrip("0").rstrip("."), mark(key).path)
