"""Tables that an edition has without a writer: the scorecard, a goal at a glance, a place, the appendix.

Every figure in them comes from the same row as the sentences' figures, and is written by the same functions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commonweal.editions.basis import Basis, Standing
from commonweal.editions.edition import Edition
from commonweal.editions.evidence import Asked
from commonweal.packs.models import Framework, Goal
from commonweal.progress.schema import Status
from commonweal.publish import breakdowns, numbers, placenames, sentences, status, wording

#: At the end of a name: when a figure was stated that is not published any more.
_STATED = re.compile(r", as (stated in \d{4})")

#: A chapter's own number, which would stand beside the table's.
_NUMBERED = re.compile(r"^\d+\. ")


@dataclass(frozen=True)
class Grid:
    """A table with its caption. ``right``: columns of numbers. ``anchors``: of each row, what a link to it
    names, or nothing. ``widths``: how wide each column is beside the others. ``number``: through the edition.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()
    note: str = ""
    name: str = ""
    number: int = 0

    @property
    def label(self) -> str:
        return f"Table {self.number}"


def mark(key: Status) -> str:
    """Shape and word: "▲ improving"."""
    found = status.mark(key)
    return f"{found.shape} {found.short}"


def anchor(indicator: str) -> str:
    """Where the appendix tells of an indicator."""
    return f"indicator-{indicator}"


def counts(standings: Iterable[Standing]) -> Counter[Status]:
    return Counter({s.indicator.id: s.status for s in standings}.values())


def scorecard(framework: Framework, edition: Edition, basis: Basis) -> Grid:
    """Every indicator of a framework by goal; a goal without one keeps its row and says so."""
    rows, anchors = [], []
    for goal in framework.goals:
        placed = basis.placed(goal)
        for indicator in placed:
            standing = basis.standing(indicator, edition)
            rows.append((_goal_name(framework, goal), *_score(standing, edition, basis)))
            anchors.append(anchor(indicator))
        if not placed:
            rows.append((_goal_name(framework, goal), "–", mark(Status.NO_INDICATOR), "", "", ""))
            anchors.append("")
    return Grid(
        caption=f"All indicators by {framework.goal_word}: {framework.title}",
        header=("Goal", "Indicator", "Mark", "Latest figure", "Change", "Comparator"),
        rows=tuple(rows),
        right=frozenset({3, 4, 5}),
        widths=(20, 32, 17, 17, 15, 15),
        anchors=tuple(anchors),
        note=_elsewhere(edition, basis),
        name=f"scorecard-{framework.id}",
    )


def at_a_glance(title: str, indicators: Sequence[str], edition: Edition, basis: Basis) -> Grid:
    """The indicators of one chapter: how each stands, and how far from its yardstick."""
    rows = []
    for indicator in indicators:
        s = basis.standing(indicator, edition)
        gap = _gap(s) if s.known else ""
        rows.append((_name(s, edition, basis), mark(s.status), *_figures(s, basis)[:3], gap))
    return Grid(
        caption=f"Indicators at a glance: {_NUMBERED.sub('', title)}",
        header=("Indicator", "Mark", "Latest figure", "Change", "Comparator", "Gap"),
        rows=tuple(rows),
        right=frozenset({2, 3, 4, 5}),
        widths=(32, 17, 17, 15, 15, 15),
        note=_elsewhere(edition, basis),
        name="at-a-glance",
    )


def profile(place: str, indicators: Sequence[str], edition: Edition, basis: Basis) -> Grid:
    """One place: its figure, the edition's place's, the comparator's, its rank and its mark."""
    rows = []
    for indicator in indicators:
        s = basis.standing_in(indicator, place)
        if not s.known or s.row is None:
            continue
        whole = basis.standing_in(indicator, edition.place)
        same = whole.row is not None and whole.row["breakdown"] == s.row["breakdown"]
        region = _value(whole) if same else "–"
        rows.append(
            (
                _named(s), wording.short_period(s.row["latest_period"]), _value(s), region,
                _comparator(s), _rank(s, edition, basis), mark(s.status),
            )
        )  # fmt: skip
    name = placenames.name(place, basis.evidence.places)
    return Grid(
        caption=f"{name} beside {placenames.in_sentence(edition.place, basis.evidence.places)}",
        header=("Indicator", "Period", name, "Whole area", "Comparator", "Rank", "Mark"),
        rows=tuple(rows),
        right=frozenset({2, 3, 4, 5}),
        widths=(34, 13, 15, 14, 15, 11, 17),
        note="Whole area and comparator: the latest figure of each. Rank: 1 is the highest figure, among the "
        f"{len(edition.places)} places of this edition with a figure of the same period. p: provisional.",
        name="profile",
    )


def widest_gaps(place: str, indicators: Sequence[str], basis: Basis, n: int) -> list[str]:
    """The widest gaps of a place behind its yardstick as sentences: in people where that is known."""
    behind = []
    for indicator in indicators:
        s = basis.standing_in(indicator, place)
        row, polarity = s.row, s.indicator.polarity
        if row is None or row["gap"] is None or row["gap"] * polarity <= 0:
            continue
        yardstick = abs(row["yardstick"] or 0.0)
        behind.append(((row["gap_people"] or 0.0, abs(row["gap"]) / yardstick if yardstick else 0.0), s))
    behind.sort(key=lambda one: one[0], reverse=True)
    places = basis.evidence.places
    return [
        f"{_named(s)}: {numbers.value(s.row['latest'], s.indicator)} "
        f"{wording.during(s.row['latest_period'])}. {sentences.gap(s.row, s.indicator, places)}"
        for _, s in behind[:n]
        if s.row is not None
    ]


def appendix(indicators: Sequence[str], edition: Edition, basis: Basis) -> Grid:
    """Each indicator with its definition, source, baseline, latest figure, target or comparator, and mark."""
    rows = []
    for indicator in indicators:
        s = basis.standing(indicator, edition)
        rows.append(
            (
                _definition(s, edition, basis),
                _origin(s, basis),
                _baseline(s),
                _latest(s),
                _target(s, basis),
                mark(s.status),
            )
        )
    return Grid(
        caption="All indicators: definition, source, baseline, latest figure, target or comparator, mark",
        header=(
            "Indicator and definition",
            "Source",
            "Baseline",
            "Latest figure",
            "Target or comparator",
            "Mark",
        ),
        rows=tuple(rows),
        widths=(44, 22, 15, 16, 19, 15),
        anchors=tuple(map(anchor, indicators)),
        note="Baseline: the earlier figure that the rule of progress compares the latest with.",
        name="appendix",
    )


def sources(indicators: Sequence[str], basis: Basis) -> Grid:
    """The datasets behind the figures, each with its release, licence and the name of its vintage."""
    seen: dict[str, tuple[str, ...]] = {}
    for indicator in indicators:
        found = basis.evidence.sourcing(indicator)
        if found.dataset and found.dataset not in seen:
            seen[found.dataset] = (
                found.title or found.dataset, found.organisation, found.released or "not stated",
                found.licence, found.vintage[:12],
            )  # fmt: skip
    return Grid(
        caption="Datasets that the figures come from",
        header=("Dataset", "Organisation", "Released", "Licence", "Vintage"),
        rows=tuple(seen.values()),
        widths=(34, 28, 14, 30, 18),
        note="Vintage: the first twelve signs of the SHA-256 of the file that holds the figures.",
        name="sources",
    )


def not_measured(frameworks: Iterable[Framework]) -> Grid:
    """What each goal leaves unmeasured, why, and what is being done."""
    rows = [
        (_goal_name(f, g), g.gap.statement, g.gap.why, g.gap.being_done)
        for f in frameworks
        for g in f.goals
        if g.gap is not None
    ]
    return Grid(
        caption="What is not measured, why, and what is being done",
        header=("Goal", "Not measured", "Why", "What is being done"),
        rows=tuple(rows),
        widths=(18, 30, 30, 30),
        name="not-measured",
    )


def without_figures(indicators: Sequence[str], edition: Edition, basis: Basis) -> Grid:
    """Indicators that are defined and have no figure in this edition."""
    held = [basis.standing(i, edition) for i in indicators]
    rows = [(s.indicator.name, s.indicator.organisation) for s in held if not s.known]
    return Grid(
        caption="Indicators that are defined and have no figure here",
        header=("Indicator", "Who would publish it"),
        rows=tuple(rows),
        widths=(60, 40),
        name="without-figures",
    )


def _goal_name(framework: Framework, goal: Goal) -> str:
    number = goal.id.removeprefix("goal-")
    return f"{number}. {goal.short_title}" if number.isdigit() else goal.title


def _score(s: Standing, edition: Edition, basis: Basis) -> tuple[str, ...]:
    return (_name(s, edition, basis), mark(s.status), *_figures(s, basis)[:3])


def _figures(s: Standing, basis: Basis) -> tuple[str, str, str]:
    """Latest with its period, change, comparator."""
    row = s.row
    if row is None or not s.known:
        return "no data", "", ""
    change = numbers.change(row["change"], s.indicator) if numbers.known(row["change"]) else "–"
    return (
        f"{_value(s)}, {wording.short_period(row['latest_period'])}",
        _shorter(change),
        _comparator(s),
    )


def _shorter(change: str) -> str:
    return change.replace("percentage points", "points").replace("percentage point", "point")


def _name(s: Standing, edition: Edition, basis: Basis) -> str:
    """With the group; behind it when it was stated and, where it is not the edition's own, the place."""
    stated = _STATED.search(s.indicator.name)
    place = basis.short_names.get(s.area) or placenames.name(s.area, basis.evidence.places)
    said = [stated[1]] if stated else []
    said += [place] if s.known and s.area != edition.place else []
    name = _STATED.sub("", _named(s))
    return f"{name} ({'; '.join(said)})" if said else name


def _named(s: Standing) -> str:
    group = f", {breakdowns.words(s.row['breakdown'])}" if s.row is not None and s.row["breakdown"] else ""
    return s.indicator.name + group


def _value(s: Standing) -> str:
    if s.row is None or not numbers.known(s.row["latest"]):
        return "no data"
    remark = "p" if s.row["provisional"] else ""
    return numbers.value(s.row["latest"], s.indicator) + (f" {remark}" if remark else "")


def _comparator(s: Standing) -> str:
    if s.row is None or not numbers.known(s.row["comparator_latest"]):
        return "–"
    return numbers.value(s.row["comparator_latest"], s.indicator)


def _gap(s: Standing) -> str:
    if s.row is None or not numbers.known(s.row["gap"]):
        return "–"
    return _shorter(numbers.change(-s.row["gap"], s.indicator))


def _rank(s: Standing, edition: Edition, basis: Basis) -> str:
    if s.row is None:
        return "–"
    held = []
    for place in edition.places:
        row = basis.evidence.row(Asked(s.indicator.id, place, s.row["breakdown"]))
        if (
            row is not None
            and row["latest_period"] == s.row["latest_period"]
            and numbers.known(row["latest"])
        ):
            held.append(numbers.plain(row["latest"], s.indicator.decimals))
    own = numbers.plain(s.row["latest"], s.indicator.decimals)
    higher = sum(_back(v) > _back(own) for v in held)
    return f"{higher + 1} of {len(held)}" if own in held and len(held) > 1 else "–"


def _back(text: str) -> float:
    return float(text.replace(",", "").replace(numbers.MINUS, "-"))


def _elsewhere(edition: Edition, basis: Basis) -> str:
    where = placenames.in_sentence(edition.place, basis.evidence.places)
    return (
        f"Figures are of {where} where no other place is named; p: provisional. Comparator: the UK or "
        "England, as the appendix names it for each indicator. Gap: how far the figure lies above (+) or "
        "below (−) its target or comparator."
    )


def _definition(s: Standing, edition: Edition, basis: Basis) -> str:
    better = {1: "higher is better", -1: "lower is better", 0: "neither higher nor lower is better"}
    known = [
        f"{s.indicator.name}. {s.indicator.description} ({s.indicator.unit}; {better[s.indicator.polarity]})"
    ]
    if s.area != edition.place:
        known.append(f"Figures here: {placenames.name(s.area, basis.evidence.places)}.")
    known += [f"Break in series, {b.period.year}: {b.reason.rstrip('.')}." for b in s.indicator.breaks]
    return " ".join(known)


def _origin(s: Standing, basis: Basis) -> str:
    found = basis.evidence.sourcing(s.indicator.id)
    released = f", {found.released}" if found.released else ""
    return f"{found.organisation or s.indicator.organisation}{released}"


def _baseline(s: Standing) -> str:
    if s.row is None or not numbers.known(s.row["previous"]):
        return "–"
    return (
        f"{numbers.value(s.row['previous'], s.indicator)}, {wording.short_period(s.row['previous_period'])}"
    )


def _latest(s: Standing) -> str:
    if s.row is None or not s.known:
        return "no data"
    group = f" ({breakdowns.words(s.row['breakdown'])})" if s.row["breakdown"] else ""
    return f"{_value(s)}{group}, {wording.short_period(s.row['latest_period'])}"


def _target(s: Standing, basis: Basis) -> str:
    row = s.row
    if row is None:
        return "–"
    if row["yardstick_kind"] == "value" and numbers.known(row["yardstick"]):
        return wording.capital(sentences.target_of(row, s.indicator).removeprefix("the "))[:-1]
    if row["comparator"] and numbers.known(row["comparator_latest"]):
        return f"{placenames.name(row['comparator'], basis.evidence.places)} {_comparator(s)}"
    return "–"
