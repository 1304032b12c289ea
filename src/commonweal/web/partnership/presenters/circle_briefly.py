"""The virtuous circle in a few lines, for pages that are about something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.publish import circle as words
from commonweal.web.framework.forms import Asked
from commonweal.web.framework.presenters.marks import address
from commonweal.web.partnership.presenters.circle import LoopRow, NodeRow, loop_rows, node_rows
from commonweal.web.partnership.selectors.circle import Turned


@dataclass(frozen=True)
class WholePanel:
    """The circle in two sentences, with the loop that comes nearest to turning."""

    sentence: str
    best: LoopRow | None
    href: str


@dataclass(frozen=True)
class RoundRow:
    """One thing of another page that is on the circle."""

    node: NodeRow
    fed_by: list[NodeRow]
    feeds: list[NodeRow]


def whole_panel(found: Turned, asked: Asked) -> WholePanel:
    best = min(
        found.turnings,
        key=lambda t: (len(t.breaks), len(t.unjudged), len(t.slow), len(t.nodes)),
        default=None,
    )
    carried = address(
        "partnership:circle",
        place=found.area,
        rule=asked.rule,
        snapshot=asked.snapshot,
        framework=found.framework.id,
    )
    return WholePanel(
        words.total(found.loops, found.turnings, found.place),
        loop_rows([best], found)[0] if best else None,
        carried,
    )


def round_panel(found: Turned, asked: Asked, keys: Sequence[str]) -> list[RoundRow]:
    """Those of ``keys`` that are on the circle, in the order given."""
    on = [key for key in dict.fromkeys(keys) if key in found.nodes]
    nodes = node_rows(found, asked) if on else {}
    return [
        RoundRow(
            nodes[key],
            [nodes[step.origin] for step in found.net.into(key)],
            [nodes[step.to] for step in found.net.out_of(key)],
        )
        for key in on
    ]
