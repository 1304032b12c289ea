"""The virtuous circle to take away: one row a link, or all of it as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from commonweal.circle.turning import Turning
from commonweal.packs.circles import Link
from commonweal.publish import circle as words
from commonweal.web.framework.forms import Asked
from commonweal.web.partnership.presenters.circle import NodeRow, node_rows
from commonweal.web.partnership.selectors.circle import Turned

_ENDS = ("from", "to")
_OF_AN_END = ("", "_name", "_status", "_latest", "_period", "_source", "_released", "_file")
COLUMNS = (
    "place",
    "place_name",
    "link",
    *(end + part for end in _ENDS for part in _OF_AN_END),
    "direction",
    "mechanism",
    "strength",
    "lag",
    "lag_years_from",
    "lag_years_to",
    "provenance",
    "source",
    "note",
    "loops",
    "snapshot",
)


def csv_rows(found: Turned, asked: Asked) -> Iterator[dict[str, str]]:
    nodes = node_rows(found, asked)
    for step in found.net.steps.values():
        on = sum((step.origin, step.to) in _ends_of(t) for t in found.turnings)
        for link in step.links:
            yield {
                "place": found.area,
                "place_name": found.place,
                "link": link.id,
                **_end("from", link.origin, nodes[link.origin], found),
                **_end("to", link.to, nodes[link.to], found),
                "direction": link.direction,
                "mechanism": link.mechanism,
                "strength": link.strength.value,
                "lag": link.lag.words,
                "lag_years_from": _number(link.lag.years_from),
                "lag_years_to": _number(link.lag.years_to),
                "provenance": link.provenance.value,
                "source": _source(link, found),
                "note": link.note,
                "loops": str(on),
                "snapshot": found.book.id,
            }


def _ends_of(turning: Turning) -> set[tuple[str, str]]:
    return {(step.origin, step.to) for step in turning.steps}


def _end(end: str, key: str, row: NodeRow, found: Turned) -> dict[str, str]:
    source = row.source
    parts = (
        key,
        row.name,
        found.nodes[key].state.value,
        row.latest,
        row.period,
        source.organisation if source else "",
        source.released if source else "",
        source.vintage if source else "",
    )
    return {end + name: value for name, value in zip(_OF_AN_END, parts, strict=True)}


def _number(years: float | None) -> str:
    return "" if years is None else f"{years:g}"


def _source(link: Link, found: Turned) -> str:
    return found.sources[link].title if link in found.sources else link.source


def data(found: Turned, asked: Asked, address: str) -> dict[str, Any]:
    """Everything that the page says. ``address``: that of the page."""
    nodes = node_rows(found, asked)
    return {
        "address": address,
        "framework": found.framework.id,
        "place": {"code": found.area, "name": found.place},
        "rule": found.rule,
        "snapshot": found.book.id,
        "caution": [circle.caution for circle in found.circles],
        "sentence": words.total(found.loops, found.turnings, found.place),
        "nodes": [_node(key, row, found) for key, row in nodes.items()],
        "links": [_link(link, found) for step in found.net.steps.values() for link in step.links],
        "loops": {
            "whole": found.loops.whole,
            "every_loop_up_to": found.loops.up_to,
            "found": [_loop(t, found) for t in found.turnings],
        },
        "holes": words.holes(found.holes, found.names),
    }


def _node(key: str, row: NodeRow, found: Turned) -> dict[str, Any]:
    source = row.source
    return {
        "id": key,
        "name": row.name,
        "status": found.nodes[key].state.value,
        "sentence": row.sentence,
        "latest": row.latest,
        "period": row.period,
        "source": source.organisation if source else None,
        "released": source.released if source else None,
        "file": source.vintage if source else None,
        "indicators": [
            {"name": p.name, "status": p.status.key, "latest": p.latest, "period_and_source": p.face}
            for p in row.parts
        ],
    }


def _link(link: Link, found: Turned) -> dict[str, Any]:
    return {
        **link.model_dump(mode="json"),
        "source": _source(link, found),
        "sentence": words.step(found.net.steps[link.origin, link.to], found.names),
    }


def _loop(turning: Turning, found: Turned) -> dict[str, Any]:
    return {
        "nodes": list(turning.nodes),
        "verdict": turning.verdict.value,
        "sign": turning.sign,
        "turns": list(turning.turns),
        "slow": list(turning.slow),
        "unjudged": list(turning.unjudged),
        "breaks": [{"node": b.node, "status": b.state.value} for b in turning.breaks],
        "contested": [[step.origin, step.to] for step in turning.contested],
        "sentence": words.loop(turning, found.names),
    }
