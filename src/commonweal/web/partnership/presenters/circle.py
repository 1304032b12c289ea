"""The virtuous circle on a page: its picture, its loops in sentences, its nodes and links as tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from commonweal.circle.flow import Reached
from commonweal.circle.net import Step
from commonweal.circle.states import State
from commonweal.circle.turning import Turning, Verdict
from commonweal.packs.circles import Circle, Link
from commonweal.packs.models import Indicator
from commonweal.progress.schema import Status
from commonweal.progress.standing import GoalStanding, Standing
from commonweal.publish import circle as words
from commonweal.publish import numbers, sentences
from commonweal.publish.circle_picture import MARK_OF, Drawn, picture
from commonweal.web.framework.forms import Asked
from commonweal.web.framework.presenters.marks import (
    PROVENANCE_WORDS,
    SourceView,
    StatusView,
    address,
    face,
    period_words,
    source_view,
    status_view,
)
from commonweal.web.framework.presenters.overview import Choice, place_choices
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.selectors.circle import Around, Node, Turned

from . import circle_words

_VERDICT_MARK = {
    Verdict.TURNS: Status.IMPROVING,
    Verdict.SLOW: Status.SLOW,
    Verdict.UNTOLD: Status.UNJUDGED,
    Verdict.BREAKS: Status.AWAY,
}


@dataclass(frozen=True)
class PartView:
    """One indicator of a goal: its mark and what stands beside its figure."""

    name: str
    href: str
    status: StatusView
    latest: str
    face: str


@dataclass(frozen=True)
class NodeRow:
    """A goal or an indicator as it stands. ``href`` leads to it on the circle, ``page`` to its own page."""

    number: int
    name: str
    kind: str
    href: str
    page: str
    status: StatusView
    latest: str
    period: str
    source: SourceView | None
    sentence: str
    parts: list[PartView]
    loops: int


@dataclass(frozen=True)
class LinkRow:
    """One argument. ``number``: how many links from the start, where a way is shown; 0 elsewhere."""

    origin: NodeRow
    to: NodeRow
    sentence: str
    mechanism: str
    strength: str
    lag: str
    provenance: str
    source: str
    source_href: str
    note: str
    number: int
    back: bool
    missing: str


@dataclass(frozen=True)
class LoopRow:
    name: str
    status: StatusView
    sentence: str
    links: int


@dataclass(frozen=True)
class IdeaView:
    """What a pack says of its circle as a whole."""

    title: str
    summary: str
    caution: str
    provenance: str
    source: str
    source_href: str
    note: str


@dataclass(frozen=True)
class CirclePage:
    framework: str
    framework_href: str
    place: str
    place_name: str
    places: list[Choice]
    lede: str
    ideas: list[IdeaView]
    picture: SafeString
    nodes: list[NodeRow]
    links: list[LinkRow]
    loops: list[LoopRow]
    holes: list[str]
    rule_title: str
    rule_href: str
    snapshot: str
    snapshot_href: str
    csv: str
    json: str


@dataclass(frozen=True)
class AroundPage:
    """``fed_by`` and ``feeds`` are one link away, those that are ``farther`` more than one."""

    node: NodeRow
    circle_href: str
    place: str
    place_name: str
    places: list[Choice]
    caution: str
    lede: str
    picture: SafeString
    fed_by: list[LinkRow]
    fed_farther: list[LinkRow]
    feeds: list[LinkRow]
    feeds_farther: list[LinkRow]
    loops: list[LoopRow]
    rule_title: str
    rule_href: str


def circle_page(found: Turned, asked: Asked, rule_title: str) -> CirclePage:
    nodes = node_rows(found, asked)
    total = words.total(found.loops, found.turnings, found.place)
    query = {"framework": found.framework.id}
    return CirclePage(
        framework=found.framework.title,
        framework_href=address("framework:framework", found.framework.id, asked=asked),
        place=found.area,
        place_name=found.place,
        places=place_choices(found.book, found.area),
        lede=total if found.nodes else _("No pack here holds the links of a circle for this framework yet."),
        ideas=[_idea(circle, found) for circle in found.circles],
        picture=drawn(found, nodes, total),
        nodes=list(nodes.values()),
        links=[row for step in found.net.steps.values() for row in link_rows(step, nodes, found)],
        loops=loop_rows(found.turnings, found),
        holes=words.holes(found.holes, found.names),
        rule_title=rule_title,
        rule_href=address("framework:method", found.rule),
        snapshot=found.book.id[:12],
        snapshot_href=reverse("framework:snapshot", args=[found.book.id[:12]]),
        csv=address("partnership:circle-data", "csv", asked=asked, **query),
        json=address("partnership:circle-data", "json", asked=asked, **query),
    )


def circle_address(found: Turned, asked: Asked) -> str:
    return address("partnership:circle", asked=asked, framework=found.framework.id)


def around_page(found: Turned, around: Around, asked: Asked, rule_title: str) -> AroundPage:
    nodes = node_rows(found, asked)
    own = nodes[around.node.key]
    near = {(r.step.origin, r.step.to) for r in (*around.fed_by, *around.feeds) if r.number == 1}
    into = sum(r.number == 1 for r in around.fed_by)
    out = sum(r.number == 1 for r in around.feeds)
    lede = circle_words.around(own.name, into, out, len(around.loops))
    fed, on = (way_rows(ways, nodes, found) for ways in (around.fed_by, around.feeds))
    return AroundPage(
        node=own,
        circle_href=circle_address(found, asked),
        place=found.area,
        place_name=found.place,
        places=place_choices(found.book, found.area),
        caution=" ".join(circle.caution for circle in found.circles),
        lede=lede,
        picture=drawn(found, nodes, lede, near),
        fed_by=[row for row in fed if row.number == 1],
        fed_farther=[row for row in fed if row.number > 1],
        feeds=[row for row in on if row.number == 1],
        feeds_farther=[row for row in on if row.number > 1],
        loops=loop_rows(around.loops, found),
        rule_title=rule_title,
        rule_href=address("framework:method", found.rule),
    )


def drawn(
    found: Turned, nodes: dict[str, NodeRow], said: str, chosen: Collection[tuple[str, str]] = ()
) -> SafeString:
    """The picture, with its sentence; nothing where there is nothing to draw."""
    if not nodes:
        return SafeString("")
    shown = {key: Drawn(row.number, row.name, found.nodes[key].state) for key, row in nodes.items()}
    said += " " + _("Each box and each line is a row of the tables on this page.")
    return mark_safe(picture(found.net, found.points, shown, said, chosen=chosen))


def node_rows(found: Turned, asked: Asked) -> dict[str, NodeRow]:
    """By key, in the order of the picture: the outer ring clockwise from the top, then the inner one."""
    return {
        key: _node(number, node, found, asked) for number, (key, node) in enumerate(found.nodes.items(), 1)
    }


def _node(number: int, node: Node, found: Turned, asked: Asked) -> NodeRow:
    kind, _sep, id_ = node.key.partition("/")
    standing = node.standing
    latest, period, sentence, parts, source = "", "", "", [], None
    page = ""
    if isinstance(standing, Standing):
        latest, period, sentence = _figure(standing, found.book)
        source = source_view(found.book.snapshot, id_)
        page = address("framework:indicator", id_, asked=asked)
    elif isinstance(standing, GoalStanding):
        sentence = sentences.goal_summary(standing.counts, found.rule)
        parts = [_part(s, found.book, asked) for s in standing.standings if s.row is not None]
        page = address("framework:goal", found.framework.id, id_, asked=asked)
    else:
        sentence = _("A link names it, and the figures in force do not know it.")
    return NodeRow(
        number=number,
        name=node.name,
        kind=kind,
        href=address("partnership:circle-" + kind, id_, asked=asked, framework=found.framework.id),
        page=page,
        status=_status(node.state, found.rule),
        latest=latest,
        period=period,
        source=source,
        sentence=sentence,
        parts=parts,
        loops=len(found.through(node.key)),
    )


def _figure(standing: Standing, book: Book) -> tuple[str, str, str]:
    indicator, row = standing.indicator, standing.row
    if row is None:
        return _("no data"), "", sentences.no_data(indicator)
    said = sentences.status(row, indicator, book.places)
    return numbers.value(row["latest"], indicator), period_words(row["latest_period"]), said


def _part(standing: Standing, book: Book, asked: Asked) -> PartView:
    indicator: Indicator = standing.indicator
    latest = _figure(standing, book)[0]
    href = address("framework:indicator", indicator.id, asked=asked)
    source = source_view(book.snapshot, indicator.id)
    said = face(standing, book)
    if source:
        said = _("%(face)s · file %(vintage)s") % {"face": said, "vintage": source.vintage}
    return PartView(indicator.name, href, status_view(standing.status, asked.rule), latest, said)


def _status(state: State, rule: str) -> StatusView:
    view = status_view(MARK_OF[state], rule)
    return StatusView(view.key, _("not in the figures"), view.css) if state is State.ABSENT else view


def link_rows(
    step: Step, nodes: dict[str, NodeRow], found: Turned, at: Reached | None = None
) -> list[LinkRow]:
    """A row for each argument of a step."""
    return [
        LinkRow(
            origin=nodes[link.origin],
            to=nodes[link.to],
            sentence=_sentence(link, found),
            mechanism=link.mechanism,
            strength=str(circle_words.STRENGTHS[link.strength]),
            lag=link.lag.words,
            provenance=str(PROVENANCE_WORDS[link.provenance]),
            source=found.sources[link].title if link in found.sources else link.source,
            source_href=found.sources[link].address if link in found.sources else "",
            note=link.note,
            number=at.number if at else 0,
            back=at.back if at else False,
            missing=_missing(link, step, found),
        )
        for link in step.links
    ]


def _sentence(link: Link, found: Turned) -> str:
    return words.step(Step(link.origin, link.to, (link,)), found.names)


def _missing(link: Link, step: Step, found: Turned) -> str:
    """What would have to be known for the link to carry a claim, as far as the circle can tell."""
    to = found.nodes[link.to]
    return circle_words.missing(step.sign, link.strength, to.name, found.place, to.state)


def way_rows(ways: Iterable[Reached], nodes: dict[str, NodeRow], found: Turned) -> list[LinkRow]:
    return [row for way in ways for row in link_rows(way.step, nodes, found, way)]


def loop_rows(turnings: Sequence[Turning], found: Turned) -> list[LoopRow]:
    return [
        LoopRow(
            name=words.loop_name(t, found.names),
            status=StatusView(
                t.verdict.value, words.verdict(t.verdict), status_view(_VERDICT_MARK[t.verdict]).css
            ),
            sentence=words.loop(t, found.names),
            links=len(t.nodes),
        )
        for t in turnings
    ]


def _idea(circle: Circle, found: Turned) -> IdeaView:
    source = found.idea_sources.get(circle.id)
    return IdeaView(
        circle.title,
        circle.summary,
        circle.caution,
        str(PROVENANCE_WORDS[circle.provenance]),
        source.title if source else circle.source,
        source.address if source else "",
        circle.note,
    )
