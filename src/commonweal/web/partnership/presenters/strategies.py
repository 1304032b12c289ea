"""Strategies in words: the list, one of them against a framework, two side by side, and the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from commonweal.packs.models import Framework
from commonweal.progress.schema import Status
from commonweal.web.framework.forms import Asked
from commonweal.web.framework.presenters.marks import MarkView, RowView, marks, row_view
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.forms.asked import Strategies
from commonweal.web.partnership.models import Alignment, Strategy, StrategyPart
from commonweal.web.partnership.selectors.strategies import Covered
from commonweal.web.scrutiny.presenters import thread_pieces as pieces
from commonweal.web.scrutiny.presenters.filters import Filter, filter_of

from .organisations import Source
from .recorded import Line, Lines, places_words, source_of, span_words, when_words
from .strategy_file import in_order
from .strategy_words import OURS, WHOSE, Aligned, address, aligned, options, reconstructed

_NOT_BESIDE = "No part stands beside a goal of {0} yet, so what it covers of it is not recorded."


COVERS = (
    "A goal is covered where at least one part is aligned with it: that says what a strategy speaks of, not "
    "how much it does, nor whether it works."
)


@dataclass(frozen=True)
class Brief:
    title: str
    href: str
    words: str
    example: bool


@dataclass(frozen=True)
class ListPage:
    sentence: str
    words: str
    filters: list[Filter]
    rows: list[Brief]
    compare: list[tuple[str, str]]
    empty: str
    csv_href: str
    example: bool


@dataclass(frozen=True)
class GoalRow:
    """A goal that is covered: its parts, and how its indicators stand."""

    title: str
    href: str
    parts: list[Aligned]
    marks: list[MarkView]
    rows: list[RowView]
    none: str


@dataclass(frozen=True)
class PartRow:
    anchor: str
    name: str
    kind: str
    words: str
    facts: list[tuple[str, str]]
    goals: list[tuple[str, str, tuple[str, str]]]
    source: Source
    edit_href: str
    drop_href: str
    under: bool


@dataclass(frozen=True)
class Page:
    slug: str
    name: str
    sentence: str
    about: str
    example: str
    not_found: str
    source: Source
    facts: list[tuple[str, list[tuple[str, str]]]]
    versions: Lines
    frameworks: list[tuple[str, str, bool]]
    places: list[tuple[str, str, bool]]
    framework: str
    place: str
    covered: list[GoalRow]
    not_beside: str
    left_out: list[tuple[str, str]]
    unaligned: list[tuple[str, str]]
    gone: list[str]
    named: list[RowView]
    blind: list[str]
    parts: list[PartRow]
    ours: str
    covers: str
    rollouts: list[tuple[str, str, bool, str]]
    others: list[tuple[str, str]]
    csv_href: str


def list_page(
    found: Sequence[Strategy], asked: Strategies, goals: Mapping[str, str], choices: Mapping[str, str],
    names: Mapping[str, str],
) -> ListPage:  # fmt: skip
    total = len(choices)
    return ListPage(
        sentence=f"{pieces.number_of(len(found), 'strategy')}: what each covers of the goals, and what it "
        "leaves out." if total else "What strategies cover of the goals, and what they leave out.",
        words=asked.words,
        filters=[filter_of("goal", "Covers the goal", "Any", list(goals.items()), asked.goal)],
        rows=[_brief(s, names) for s in found],
        compare=list(choices.items()) if total > 1 else [],
        empty="No strategy fits what you asked for." if total else
        "No strategy is entered yet. A partnership owner enters the first one.",
        csv_href=reverse("partnership:strategies-csv") + asked.address(),
        example=any(s.example for s in found),
    )  # fmt: skip


def page(
    s: Strategy, found: Covered | None, book: Book | None, frameworks: Sequence[Framework],
    names: Mapping[str, str], choices: Mapping[str, str],
) -> Page:  # fmt: skip
    parts = {str(p.pk): p for p in s.parts.all()}
    titles = _goal_titles(frameworks)
    framework = found.framework.title if found else ""
    place = book.places.get(found.place, found.place) if found and book else ""
    own = Asked(place=found.place if found else "", framework=found.framework.id if found else "")
    return Page(
        slug=s.slug,
        name=s.name,
        sentence=_sentence(s, found),
        about=s.about,
        example=s.example,
        not_found=s.not_found,
        source=source_of(s),
        facts=_facts(s, names),
        versions=_versions(s),
        frameworks=options(frameworks, found.framework.id if found else ""),
        places=[(code, name, found is not None and code == found.place) for code, name in names.items()],
        framework=framework,
        place=place,
        covered=_covered(found, book, parts, own) if found and book else [],
        not_beside="" if found is None or _beside(found) else _NOT_BESIDE.format(framework),
        left_out=_left_out(found) if found and _beside(found) else [],
        unaligned=[_link(parts[n]) for n in found.coverage.unaligned] if found and _beside(found) else [],
        gone=_gone(found, parts) if found else [],
        named=[row_view(st, book, own) for st in found.own.values()] if found and book else [],
        blind=_blind(found, parts) if found else [],
        parts=_parts(s, titles, names, book),
        ours=OURS if reconstructed(parts.values()) else "",
        covers=COVERS,
        rollouts=[
            (r.name, reverse("partnership:rollout", args=[r.slug]), bool(r.example), "")
            for r in s.rollouts.all()
        ],
        others=[(slug, name) for slug, name in choices.items() if slug != s.slug],
        csv_href=reverse("partnership:strategy-csv", args=[s.slug]),
    )  # fmt: skip


def _brief(s: Strategy, names: Mapping[str, str]) -> Brief:
    parts = list(s.parts.all())
    goals = {(a.framework, a.goal) for p in parts for a in p.alignments.all()}
    versions = ", ".join(f"{v.name} {when_words(v.on, '')}".strip() for v in s.versions.all())
    words = [
        places_words(s, names),
        f"{pieces.number_of(len(parts), 'part')}, aligned with {pieces.number_of(len(goals), 'goal')}",
        versions,
    ]
    return Brief(s.name, address(s), " · ".join(w for w in words if w), bool(s.example))


def _sentence(s: Strategy, found: Covered | None) -> str:
    parts = pieces.number_of(len(s.parts.all()), "part")
    if found is None:
        return f"{parts}. There are no figures here yet to hold it against."
    c = found.coverage
    goals = len(found.framework.goals)
    if not _beside(found):
        return f"{parts}. {_NOT_BESIDE.format(found.framework.title)}"
    left = ", ".join(title for title, _ in _left_out(found))
    return (
        f"{parts}. Of the {goals} goals of {found.framework.title} it covers {len(c.covered) or 'none'}"
        + (f" and leaves out {len(c.left_out)}: {left}." if c.left_out else " and leaves out none.")
    )


def _beside(found: Covered) -> bool:
    """Whether anybody put a part beside a goal of the framework: else nothing is known to be left out."""
    return bool(found.coverage.covered or found.coverage.gone)


def _facts(s: Strategy, names: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    owner = [(s.owner.name, reverse("partnership:partner", args=[s.owner.slug]))] if s.owner else []
    board = []
    if s.partnership:
        board = [(s.partnership.name, reverse("partnership:partnership", args=[s.partnership.slug]))]
    places: list[tuple[str, str]] = [(s.place_words, "")] if s.place_words else []
    places += [(names.get(a, a), reverse("framework:place", args=[a]) if a in names else "") for a in s.areas]
    return [
        ("Whose it is", [*board, *owner] or [("Not recorded", "")]),
        ("For which places", places or [("Not recorded", "")]),
        ("When it holds", [(span_words(s.begins, s.ends), "")]),
    ]


def _versions(s: Strategy) -> Lines:
    rows = [
        Line(
            v.name, "", v.words, None, [("When", when_words(v.on))], [], source_of(v),
            reverse("partnership:strategy-version", args=[s.slug, v.pk]),
        )
        for v in s.versions.all()
    ]  # fmt: skip
    href = reverse("partnership:strategy-version-new", args=[s.slug])
    return Lines("Versions of the document", "Version", ["When"], rows, "No version is recorded.",
                 "Add a version", href)  # fmt: skip


def _covered(found: Covered, book: Book, parts: Mapping[str, StrategyPart], asked: Asked) -> list[GoalRow]:
    rows = []
    for goal in found.framework.goals:
        ids = found.coverage.covered.get(goal.id)
        if ids is None:
            continue
        standing = found.goals[goal.id]
        lacking = sum(st.status is Status.NO_DATA for st in standing.standings)
        none = ""
        if not standing.standings:
            none = "No indicator would show it: the framework has none for this goal."
        elif lacking:
            place = book.places.get(found.place, found.place)
            none = f"{lacking} of {len(standing.standings)} indicators have no data for {place}."
        rows.append(
            GoalRow(
                title=goal.title,
                href=reverse("framework:goal", args=[found.framework.id, goal.id]) + f"?place={found.place}",
                parts=[aligned(parts[n], found.framework.id, goal.id) for n in ids],
                marks=marks(standing, asked),
                rows=[row_view(st, book, asked) for st in standing.standings],
                none=none,
            )
        )
    return rows


def _left_out(found: Covered) -> list[tuple[str, str]]:
    goals = {g.id: g.title for g in found.framework.goals}
    return [
        (goals[g], reverse("framework:goal", args=[found.framework.id, g])) for g in found.coverage.left_out
    ]


def _gone(found: Covered, parts: Mapping[str, StrategyPart]) -> list[str]:
    lost = [
        f"“{parts[n].name}” is aligned with “{goal}”, which is no longer among the goals of "
        f"{found.framework.title}: it covers nothing."
        for n, goal in found.coverage.gone
    ]
    return lost + [
        f"“{parts[n].name}” names the indicator “{i}”, which was withdrawn: nothing shows it any more."
        for n, i in found.shows.gone
    ]


def _blind(found: Covered, parts: Mapping[str, StrategyPart]) -> list[str]:
    return [parts[n].name for n in found.shows.blind]


def _parts(
    s: Strategy, titles: Mapping[tuple[str, str], str], names: Mapping[str, str], book: Book | None
) -> list[PartRow]:
    return [_part(s, p, titles, names, book) for p in in_order(s.parts.all())]


def _part(
    s: Strategy, p: StrategyPart, titles: Mapping[tuple[str, str], str], names: Mapping[str, str],
    book: Book | None,
) -> PartRow:  # fmt: skip
    known = book.snapshot.indicators if book else {}
    facts = [
        ("Who answers for it", p.owner.name if p.owner else ""),
        ("Places", places_words(p, names)),
        ("When", span_words(p.begins, p.ends) if p.begins or p.ends else ""),
        ("Read in", p.read_in.name if p.read_in else ""),
        ("Names the indicators",
         ", ".join(known[i].name if i in known else f"{i} (withdrawn)" for i in p.indicators)),
    ]  # fmt: skip
    return PartRow(
        anchor=f"part-{p.pk}",
        name=p.name,
        kind=str(p.get_kind_display()),
        words=p.words,
        facts=[(label, words) for label, words in facts if words],
        goals=[
            (
                titles.get((a.framework, a.goal), f"{a.goal}: no longer among the goals here"),
                reverse("framework:goal", args=[a.framework, a.goal])
                if (a.framework, a.goal) in titles else "",
                WHOSE[Alignment.Whose(a.whose)],
            )
            for a in p.alignments.all()
        ],
        # Said once of the whole document, and of a part where it is from elsewhere.
        source=Source("", "") if source_of(p) == source_of(s) else source_of(p),
        edit_href=reverse("partnership:strategy-part", args=[s.slug, p.pk]),
        drop_href=reverse("partnership:strategy-part-drop", args=[s.slug, p.pk]),
        under=p.under_id is not None,
    )  # fmt: skip


def _link(p: StrategyPart) -> tuple[str, str]:
    return p.name, f"#part-{p.pk}"


def _goal_titles(frameworks: Sequence[Framework]) -> dict[tuple[str, str], str]:
    """Of the first framework, the site's own, the title alone; of others with theirs."""
    return {
        (f.id, g.id): g.title if f is frameworks[0] else f"{g.title} ({f.goal_word} of {f.title})"
        for f in frameworks
        for g in f.goals
    }
