"""Circles in what should be a tree: packs that require each other, places that are their own ancestor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def cycles(links: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Circles among ``links`` (from → to), each as a closed path ("a", "b", "a"); links to elsewhere end.

    One circle for each link that leads back, so the list is empty exactly when there is none. Depth-first,
    without recursion: a chain of a hundred thousand places is no deeper for the stack than one.
    """
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in links:
        if start in done:
            continue
        path, place = [start], {start: 0}
        ways = [iter(links[start])]
        while ways:
            step = next(ways[-1], None)
            if step is None:
                ways.pop()
                node = path.pop()
                del place[node]
                done.add(node)
            elif step in place:
                found.append((*path[place[step] :], step))
            elif step in links and step not in done:
                place[step] = len(path)
                path.append(step)
                ways.append(iter(links[step]))
    return found
