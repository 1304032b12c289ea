"""The oracle: loops and reach, found plainly, with no library and no code of ``commonweal.circle``."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.packs.circles import Link


def link(
    origin: str,
    to: str,
    direction: str = "more",
    strength: str = "established",
    id_: str = "",
    **more: object,
) -> Link:
    """A link between "a" and "b": ends without a kind are indicators. It is made up and says so."""
    ends = {"from": _node(origin), "to": _node(to)}
    fields = {
        "id": id_ or f"{origin}-to-{to}".replace("/", "-"),
        "direction": direction,
        "mechanism": "Made up for a test.",
        "strength": strength,
        "lag": {"words": "none"},
        "provenance": "reconstructed",
        "source": "test",
    }
    if ends["from"] == ends["to"]:  # what no pack may hold
        return Link.model_construct(origin=ends["from"], to=ends["to"], **fields)
    return Link.model_validate({**ends, **fields, **more})


def _node(name: str) -> str:
    return name if "/" in name else f"indicator/{name}"


def all_loops(edges: Iterable[tuple[str, str]]) -> set[tuple[str, ...]]:
    """Every loop of two or more nodes: walk from each node through later ones until it comes back."""
    ways: dict[str, set[str]] = {}
    for origin, to in edges:
        ways.setdefault(origin, set()).add(to)
    found: set[tuple[str, ...]] = set()

    def walk(first: str, path: list[str]) -> None:
        for step in ways.get(path[-1], ()):
            if step == first and len(path) > 1:
                found.add(tuple(path))
            elif step > first and step not in path:
                walk(first, [*path, step])

    for first in ways:
        walk(first, [first])
    return found


def distances(edges: Iterable[tuple[str, str]], starts: set[str]) -> dict[str, int]:
    """How many links away each node is from the nearest start: widened one link at a time."""
    held = list(edges)
    known = {node for edge in held for node in edge}
    far = dict.fromkeys(starts & known, 0)
    for number in range(1, len(known) + 1):
        for origin, to in held:
            if far.get(origin) == number - 1 and to not in far:
                far[to] = number
    return far
