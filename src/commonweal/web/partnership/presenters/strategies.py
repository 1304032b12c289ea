"""Strategies in words: the list, one of them against a framework, two side by side, and the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.packs.models import Framework
from commonweal.progress.schema import Status
from commonweal.web.framework.forms import Asked
from commonweal.web.framework.presenters.marks import MarkView, RowView, marks, row_view
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.forms.asked import Strategies
from commonweal.web.partnership.models import Strategy, StrategyPart
from commonweal.web.partnership.selectors.strategies import Covered
from commonweal.web.scrutiny.presenters.filters import Filter, filter_of

from .commitment_pieces import number_or_none
from .organisations import Source
from .recorded import Line, Lines, places_words, source_of, span_words, when_words
from .strategy_file import in_order
from .strategy_words import OURS, Aligned, address, aligned, options, reconstructed, whose_tag

_NOT_BESIDE = gettext_lazy(
    "No part stands beside a goal of %(framework)s yet, so what it covers of it is not recorded."
)


COVERS = gettext_lazy(
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
        sentence=_list_sentence(len(found), total),
        words=asked.words,
        filters=[filter_of("goal", _("Covers the goal"), _("Any"), list(goals.items()), asked.goal)],
        rows=[_brief(s, names) for s in found],
        compare=list(choices.items()) if total > 1 else [],
        empty=_("No strategy fits what you asked for.") if total else
        _("No strategy is entered yet. A partnership owner enters the first one."),
        csv_href=reverse("partnership:strategies-csv") + asked.address(),
        example=any(s.example for s in found),
    )  # fmt: skip


def _list_sentence(found: int, total: int) -> str:
    if not total:
        return _("What strategies cover of the goals, and what they leave out.")
    return ngettext(
        "%(number)s strategy: what each covers of the goals, and what it leaves out.",
        "%(number)s strategies: what each covers of the goals, and what it leaves out.",
        found,
    ) % {"number": f"{found:,}"}


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
        not_beside="" if found is None or _beside(found) else str(_NOT_BESIDE) % {"framework": framework},
        left_out=_left_out(found) if found and _beside(found) else [],
        unaligned=[_link(parts[n]) for n in found.coverage.unaligned] if found and _beside(found) else [],
        gone=_gone(found, parts) if found else [],
        named=[row_view(st, book, own) for st in found.own.values()] if found and book else [],
        blind=_blind(found, parts) if found else [],
        parts=_parts(s, titles, names, book),
        ours=str(OURS) if reconstructed(parts.values()) else "",
        covers=str(COVERS),
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
    with_goals = ngettext("%(number)s goal", "%(number)s goals", len(goals)) % {"number": f"{len(goals):,}"}
    aligned_with = ngettext(
        "%(number)s part, aligned with %(goals)s", "%(number)s parts, aligned with %(goals)s", len(parts)
    ) % {"number": f"{len(parts):,}", "goals": with_goals}
    words = [places_words(s, names), aligned_with, versions]
    return Brief(s.name, address(s), " · ".join(w for w in words if w), bool(s.example))


def _sentence(s: Strategy, found: Covered | None) -> str:
    n = len(s.parts.all())
    parts = ngettext("%(number)s part.", "%(number)s parts.", n) % {"number": f"{n:,}"}
    return f"{parts} {_covers(found)}"


def _covers(found: Covered | None) -> str:
    if found is None:
        return _("There are no figures here yet to hold it against.")
    if not _beside(found):
        return str(_NOT_BESIDE) % {"framework": found.framework.title}
    left_out = _left_out(found)
    said = (
        _(
            "Of the %(goals)d goals of %(framework)s it covers %(covered)s and leaves out %(number)d: "
            "%(left)s."
        )
        if left_out
        else _("Of the %(goals)d goals of %(framework)s it covers %(covered)s and leaves out none.")
    )
    return said % {
        "goals": len(found.framework.goals),
        "framework": found.framework.title,
        "covered": number_or_none(len(found.coverage.covered)),
        "number": len(left_out),
        "left": ", ".join(title for title, _href in left_out),
    }


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
        (_("Whose it is"), [*board, *owner] or [(_("Not recorded"), "")]),
        (_("For which places"), places or [(_("Not recorded"), "")]),
        (_("When it holds"), [(span_words(s.begins, s.ends), "")]),
    ]


def _versions(s: Strategy) -> Lines:
    rows = [
        Line(
            v.name, "", v.words, None, [(_("When"), when_words(v.on))], [], source_of(v),
            reverse("partnership:strategy-version", args=[s.slug, v.pk]),
        )
        for v in s.versions.all()
    ]  # fmt: skip
    href = reverse("partnership:strategy-version-new", args=[s.slug])
    return Lines(
        _("Versions of the document"), _("Version"), [_("When")], rows, _("No version is recorded."),
        _("Add a version"), href,
    )  # fmt: skip


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
            none = _("No indicator would show it: the framework has none for this goal.")
        elif lacking:
            place = book.places.get(found.place, found.place)
            none = _("%(number)d of %(all)d indicators have no data for %(place)s.") % {
                "number": lacking,
                "all": len(standing.standings),
                "place": place,
            }
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
        _(
            "“%(part)s” is aligned with “%(goal)s”, which is no longer among the goals of %(framework)s: "
            "it covers nothing."
        )
        % {"part": parts[n].name, "goal": goal, "framework": found.framework.title}
        for n, goal in found.coverage.gone
    ]
    return lost + [
        _("“%(part)s” names the indicator “%(indicator)s”, which was withdrawn: nothing shows it any more.")
        % {"part": parts[n].name, "indicator": i}
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
        (_("Who answers for it"), p.owner.name if p.owner else ""),
        (_("Places"), places_words(p, names)),
        (_("When"), span_words(p.begins, p.ends) if p.begins or p.ends else ""),
        (_("Read in"), p.read_in.name if p.read_in else ""),
        (_("Names the indicators"), ", ".join(
            known[i].name if i in known else _("%(indicator)s (withdrawn)") % {"indicator": i}
            for i in p.indicators
        )),
    ]  # fmt: skip
    return PartRow(
        anchor=f"part-{p.pk}",
        name=p.name,
        kind=str(p.get_kind_display()),
        words=p.words,
        facts=[(label, words) for label, words in facts if words],
        goals=[
            (
                titles.get((a.framework, a.goal))
                or _("%(goal)s: no longer among the goals here") % {"goal": a.goal},
                reverse("framework:goal", args=[a.framework, a.goal])
                if (a.framework, a.goal) in titles else "",
                whose_tag(a.whose),
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
        (f.id, g.id): g.title
        if f is frameworks[0]
        else _("%(goal)s (%(word)s of %(framework)s)")
        % {"goal": g.title, "word": f.goal_word, "framework": f.title}
        for f in frameworks
        for g in f.goals
    }
