"""The virtuous circle of a framework, as it stands in a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from commonweal.appraisal.worksheet import NOTHING, claims, ticked
from commonweal.circle import (
    Holes,
    Loops,
    Net,
    Reached,
    State,
    Turning,
    feeds,
    holes,
    layout,
    loops,
    net,
    of_goal,
    reached,
    turning,
)
from commonweal.packs.circles import Circle, Link
from commonweal.packs.models import Framework, Source
from commonweal.progress.schema import Status
from commonweal.progress.standing import GoalStanding, Standing
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.models import Proposal
from commonweal.web.registry import selectors as registry

Points = Mapping[str, tuple[float, float]]

_STATE = {
    Status.IMPROVING: State.TURNS,
    Status.SLOW: State.SLOW,
    Status.AWAY: State.AWAY,
    Status.UNJUDGED: State.UNJUDGED,
    Status.NO_DATA: State.NO_DATA,
    Status.NO_INDICATOR: State.NO_INDICATOR,
}


@dataclass(frozen=True)
class Node:
    """A goal or an indicator of the circle. ``standing`` is None where the figures in force know it not."""

    key: str
    name: str
    state: State
    standing: Standing | GoalStanding | None


@dataclass(frozen=True)
class Turned:
    """``circles`` of one framework, taken together, in one place.

    ``sources`` are those of the links, ``idea_sources`` those of the circles, by id.
    """

    book: Book
    framework: Framework
    area: str
    rule: str
    circles: tuple[Circle, ...]
    sources: Mapping[Link, Source]
    idea_sources: Mapping[str, Source]
    net: Net
    loops: Loops
    holes: Holes
    points: Points
    nodes: Mapping[str, Node]

    @cached_property
    def turnings(self) -> tuple[Turning, ...]:
        states = {key: node.state for key, node in self.nodes.items()}
        return tuple(turning(self.net, loop, states) for loop in self.loops.found)

    @property
    def names(self) -> dict[str, str]:
        return {key: node.name for key, node in self.nodes.items()}

    @property
    def place(self) -> str:
        return self.book.places.get(self.area, self.area)

    def through(self, key: str) -> tuple[Turning, ...]:
        """The loops that a node is on."""
        return tuple(t for t in self.turnings if key in t.nodes)


def turned(book: Book, framework_id: str, area: str, rule: str) -> Turned | None:
    """The circle of a framework; None where the figures in force have no such framework.

    Where no pack has links for it, the circle is there and empty.
    """
    found = book.framework(framework_id)
    if found is None:
        return None
    held = [(circle, sources) for circle, sources in registry.circles() if circle.framework == found.id]
    links = tuple(link for circle, _ in held for link in circle.links)
    made, round_, gaps, points = _worked_out(links)
    sources = {link: s[link.source] for circle, s in held for link in circle.links if link.source in s}
    ideas = {circle.id: s[circle.source] for circle, s in held if circle.source in s}
    nodes = {key: _node(book, found, key, area, rule) for key in points}
    circles = tuple(circle for circle, _ in held)
    return Turned(book, found, area, rule, circles, sources, ideas, made, round_, gaps, points, nodes)


@lru_cache(maxsize=8)
def _worked_out(links: tuple[Link, ...]) -> tuple[Net, Loops, Holes, Points]:
    """What depends on the links alone is worked out once for each version of them."""
    made = net(links)
    found = loops(made)
    return made, found, holes(made), layout(made, found)


def _node(book: Book, of: Framework, key: str, area: str, rule: str) -> Node:
    kind, _, id_ = key.partition("/")
    if kind == "indicator":
        if id_ not in book.snapshot.indicators:
            return Node(key, id_, State.ABSENT, None)
        standing = framework.standing(book, id_, area, rule)
        return Node(key, standing.indicator.name, _STATE[standing.status], standing)
    goal = next((g for g in of.goals if g.id == id_), None)
    if goal is None:
        return Node(key, id_, State.ABSENT, None)
    found = framework.goal_standing(book, of, goal, area, rule)
    return Node(key, goal.title, of_goal(_STATE[s.status] for s in found.standings), found)


def _own() -> Turned | None:
    """The circle of the site's own framework, in its own place."""
    book = framework.book()
    own = book.framework() if book else None
    if book is None or own is None:
        return None
    return turned(book, own.id, book.default_area() or "", framework.default_rule())


def sought(words: str) -> tuple[dict[str, str], list[Link]] | None:
    """The names of the nodes, and the links of the site's own circle that hold every word."""
    found = _own()
    if found is None:
        return None
    wanted, names = words.casefold().split(), found.names

    def text(link: Link) -> str:
        return f"{names[link.origin]} {names[link.to]} {link.mechanism} {link.lag.words}".casefold()

    links = [link for step in found.net.steps.values() for link in step.links]
    return names, [link for link in links if all(word in text(link) for word in wanted)]


def own_nodes() -> tuple[str, ...]:
    """What is on the site's own circle."""
    found = _own()
    return tuple(found.nodes) if found else ()


@dataclass(frozen=True)
class Around:
    """One node with all that feeds it and all that it feeds, the nearest first."""

    node: Node
    fed_by: Sequence[Reached]
    feeds: Sequence[Reached]
    loops: Sequence[Turning]


def around(found: Turned, key: str) -> Around | None:
    """None for what is on no link."""
    if key not in found.nodes:
        return None
    return Around(found.nodes[key], feeds(found.net, key), reached(found.net, [key]), found.through(key))


@dataclass(frozen=True)
class Begun:
    """One claim of an assessment, and where on the circle it begins.

    ``indicator``: its id and name as the assessor chose it, "" where none was named. ``starts``: the
    indicator where a link names it, else those goals of the priority that one names; empty where neither is.
    ``by_goal``: the start is a goal and not the indicator. ``cited``: a figure stands beside the claim.
    ``people``: claims on people under it, and how many of these name a source.
    """

    priority: str
    outcome: str
    indicator: str
    indicator_name: str
    starts: tuple[str, ...]
    by_goal: bool
    cited: bool
    people: int
    people_sourced: int


@dataclass(frozen=True)
class Travelled:
    """``assessment`` is the one that was read, None where a visitor may read none."""

    assessment: Any
    found: Turned
    begun: tuple[Begun, ...]
    ways: Sequence[Reached]


def travelled(book: Book, proposal: Proposal, user: Any, place: str, rule: str) -> Travelled | None:
    """Which links a proposal's claims travel along, in its first place where none is asked for.

    The assessment is the latest that this person may read and that is no second opinion. None where the
    figures in force do not have the toolkit's framework.
    """
    seen = [a for a in proposals.of_proposal(proposal, user) if not a.second]
    if not seen:
        return _nothing(book, place, rule)
    sheet = proposals.sheet(seen[-1])
    areas = [area for area in sheet.areas if area in book.places]
    area = place or next(iter(areas), "") or book.default_area(sheet.toolkit.framework) or ""
    found = turned(book, sheet.toolkit.framework, area, rule)
    if found is None:
        return None
    begun = tuple(_begun(found, sheet))
    starts = dict.fromkeys(start for claim in begun for start in claim.starts)
    return Travelled(seen[-1], found, begun, reached(found.net, starts))


def _nothing(book: Book, place: str, rule: str) -> Travelled | None:
    own = book.framework()
    found = turned(book, own.id, place or book.default_area() or "", rule) if own else None
    return Travelled(None, found, (), ()) if found else None


def _begun(found: Turned, sheet: Any) -> list[Begun]:
    named = {p.id: p for p in sheet.toolkit.priorities}
    cited = {(c.key, c.indicator) for c in sheet.citations}
    people = claims(sheet.answers)
    begun = []
    for id_ in ticked(sheet.toolkit, sheet.answers):
        key = f"chain/{id_}"
        answer = sheet.answers.get(key, NOTHING)
        indicator = "" if answer.text("indicator") == "none" else answer.text("indicator")
        own = f"indicator/{indicator}"
        goals = tuple(g for goal in named[id_].goals if (g := f"goal/{goal}") in found.nodes)
        known = found.book.snapshot.indicators.get(indicator)
        under = [claim for claim in people if claim.priority == id_]
        begun.append(
            Begun(
                priority=named[id_].name,
                outcome=answer.text("outcome"),
                indicator=indicator,
                indicator_name=known.name if known else indicator,
                starts=(own,) if own in found.nodes else goals,
                by_goal=own not in found.nodes and bool(goals),
                cited=any(i == indicator for _, i in cited) if indicator else False,
                people=len(under),
                people_sourced=sum(bool(claim.source.strip()) for claim in under),
            )
        )
    return begun
