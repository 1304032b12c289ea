"""Tables that an edition has without a writer: the scorecard, a goal at a glance, a place, the appendix.

Every figure in them comes from the same row as the sentences' figures, and is written by the same functions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commonweal.editions import goalnames
from commonweal.editions.basis import Basis, Standing
from commonweal.editions.edition import Edition
from commonweal.editions.evidence import Asked
from commonweal.packs.models import Framework
from commonweal.progress.schema import Status
from commonweal.publish import breakdowns, numbers, placenames, sentences, status, wording
from commonweal.words import N_, _, defined, ngettext, pgettext

#: At the end of a name: when a figure was stated that is not published any more.
_STATED = re.compile(r", as stated in (\d{4})")

#: A chapter's own number, which would stand beside the table's.
_NUMBERED = re.compile(r"^\d+\. ")


TABLE = N_("Table {number}")


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
    labelled: str = ""  # "Table {number}" in the language of the edition; empty in English

    @property
    def label(self) -> str:
        return (self.labelled or TABLE).format(number=self.number)


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
            rows.append((goalnames.goal(goal), *_score(standing, edition, basis)))
            anchors.append(anchor(indicator))
        if not placed:
            rows.append((goalnames.goal(goal), "–", mark(Status.NO_INDICATOR), "", "", ""))
            anchors.append("")
    return Grid(
        caption=_("All indicators by {goal_word}: {framework}").format(
            goal_word=goalnames.goal_word(framework),
            framework=goalnames.framework(framework),
        ),
        header=(_("Goal"), _("Indicator"), _("Mark"), _("Latest figure"), _("Change"), _("Comparator")),
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
        caption=_("Indicators at a glance: {title}").format(title=_NUMBERED.sub("", title)),
        header=(_("Indicator"), _("Mark"), _("Latest figure"), _("Change"), _("Comparator"), _("Gap")),
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
        caption=_("{place} beside {whole}").format(
            place=name, whole=placenames.in_sentence(edition.place, basis.evidence.places)
        ),
        header=(_("Indicator"), _("Period"), name, _("Whole area"), _("Comparator"), _("Rank"), _("Mark")),
        rows=tuple(rows),
        right=frozenset({2, 3, 4, 5}),
        widths=(34, 13, 15, 14, 15, 11, 17),
        note=ngettext(
            "Whole area and comparator: the latest figure of each. Rank: 1 is the highest figure, among the "
            "{n} place of this edition with a figure of the same period. p: provisional.",
            "Whole area and comparator: the latest figure of each. Rank: 1 is the highest figure, among the "
            "{n} places of this edition with a figure of the same period. p: provisional.",
            len(edition.places),
        ).format(n=len(edition.places)),
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
        _("{what}: {figure} {when}. {gap}").format(
            what=_named(s),
            figure=numbers.value(s.row["latest"], s.indicator),
            when=wording.during(s.row["latest_period"]),
            gap=sentences.gap(s.row, s.indicator, places),
        )
        for _weight, s in behind[:n]
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
        caption=_("All indicators: definition, source, baseline, latest figure, target or comparator, mark"),
        header=(
            _("Indicator and definition"),
            _("Source"),
            _("Baseline"),
            _("Latest figure"),
            _("Target or comparator"),
            _("Mark"),
        ),
        rows=tuple(rows),
        widths=(44, 22, 15, 16, 19, 15),
        anchors=tuple(map(anchor, indicators)),
        note=_("Baseline: the earlier figure that the rule of progress compares the latest with."),
        name="appendix",
    )


def sources(indicators: Sequence[str], basis: Basis) -> Grid:
    """The datasets behind the figures, each with its release, licence and the name of its vintage."""
    seen: dict[str, tuple[str, ...]] = {}
    for indicator in indicators:
        found = basis.evidence.sourcing(indicator)
        if found.dataset and found.dataset not in seen:
            seen[found.dataset] = (
                found.title or found.dataset, found.organisation, found.released or _("not stated"),
                found.licence, found.vintage[:12],
            )  # fmt: skip
    return Grid(
        caption=_("Datasets that the figures come from"),
        header=(_("Dataset"), _("Organisation"), _("Released"), _("Licence"), _("Vintage")),
        rows=tuple(seen.values()),
        widths=(34, 28, 14, 30, 18),
        note=_("Vintage: the first twelve signs of the SHA-256 of the file that holds the figures."),
        name="sources",
    )


def not_measured(frameworks: Iterable[Framework]) -> Grid:
    """What each goal leaves unmeasured, why, and what is being done."""
    rows = [
        (
            goalnames.goal(g),
            defined("gap.statement", g.gap.statement),
            defined("gap.why", g.gap.why),
            defined("gap.being_done", g.gap.being_done),
        )
        for f in frameworks
        for g in f.goals
        if g.gap is not None
    ]
    return Grid(
        caption=_("What is not measured, why, and what is being done"),
        header=(_("Goal"), _("Not measured"), _("Why"), _("What is being done")),
        rows=tuple(rows),
        widths=(18, 30, 30, 30),
        name="not-measured",
    )


def without_figures(indicators: Sequence[str], edition: Edition, basis: Basis) -> Grid:
    """Indicators that are defined and have no figure in this edition."""
    held = [basis.standing(i, edition) for i in indicators]
    rows = [(wording.name(s.indicator), s.indicator.organisation) for s in held if not s.known]
    return Grid(
        caption=_("Indicators that are defined and have no figure here"),
        header=(_("Indicator"), _("Who would publish it")),
        rows=tuple(rows),
        widths=(60, 40),
        name="without-figures",
    )


def _score(s: Standing, edition: Edition, basis: Basis) -> tuple[str, ...]:
    return (_name(s, edition, basis), mark(s.status), *_figures(s, basis)[:3])


def _figures(s: Standing, basis: Basis) -> tuple[str, str, str]:
    """Latest with its period, change, comparator."""
    row = s.row
    if row is None or not s.known:
        return numbers.no_data(), "", ""
    change = numbers.change(row["change"], s.indicator, short=True) if numbers.known(row["change"]) else "–"
    return (
        f"{_value(s)}, {wording.short_period(row['latest_period'])}",
        change,
        _comparator(s),
    )


def _name(s: Standing, edition: Edition, basis: Basis) -> str:
    """With the group; behind it when it was stated and, where it is not the edition's own, the place."""
    stated = _STATED.search(s.indicator.name)
    place = basis.short_names.get(s.area) or placenames.name(s.area, basis.evidence.places)
    said = [_("stated in {year}").format(year=stated[1])] if stated else []
    said += [place] if s.known and s.area != edition.place else []
    name = _STATED.sub("", _named(s))
    return f"{name} ({'; '.join(said)})" if said else name


def _named(s: Standing) -> str:
    group = f", {breakdowns.words(s.row['breakdown'])}" if s.row is not None and s.row["breakdown"] else ""
    return wording.name(s.indicator) + group


def _value(s: Standing) -> str:
    if s.row is None or not numbers.known(s.row["latest"]):
        return numbers.no_data()
    # Translators: stands behind a provisional figure in a table.
    remark = pgettext("provisional", "p") if s.row["provisional"] else ""
    return numbers.value(s.row["latest"], s.indicator) + (f" {remark}" if remark else "")


def _comparator(s: Standing) -> str:
    if s.row is None or not numbers.known(s.row["comparator_latest"]):
        return "–"
    return numbers.value(s.row["comparator_latest"], s.indicator)


def _gap(s: Standing) -> str:
    if s.row is None or not numbers.known(s.row["gap"]):
        return "–"
    return numbers.change(-s.row["gap"], s.indicator, short=True)


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
    if own not in held or len(held) < 2:
        return "–"
    return _("{rank} of {count}").format(rank=higher + 1, count=len(held))


def _back(text: str) -> float:
    return float(text.replace(",", "").replace(numbers.MINUS, "-"))


def _elsewhere(edition: Edition, basis: Basis) -> str:
    where = placenames.in_sentence(edition.place, basis.evidence.places)
    return _(
        "Figures are of {place} where no other place is named; p: provisional. Comparator: the UK or "
        "England, as the appendix names it for each indicator. Gap: how far the figure lies above (+) or "
        "below (−) its target or comparator."
    ).format(place=where)


def _definition(s: Standing, edition: Edition, basis: Basis) -> str:
    better = {
        1: _("higher is better"),
        -1: _("lower is better"),
        0: _("neither higher nor lower is better"),
    }
    told = defined("indicator.description", s.indicator.description)
    unit = defined("indicator.unit", s.indicator.unit)
    known = [f"{wording.name(s.indicator)}. {told} ({unit}; {better[s.indicator.polarity]})"]
    if s.area != edition.place:
        known.append(_("Figures here: {place}.").format(place=placenames.name(s.area, basis.evidence.places)))
    known += [
        _("Break in series, {year}: {reason}.").format(
            year=b.period.year, reason=defined("break.reason", b.reason).rstrip(".")
        )
        for b in s.indicator.breaks
    ]
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
        return numbers.no_data()
    group = f" ({breakdowns.words(s.row['breakdown'])})" if s.row["breakdown"] else ""
    return f"{_value(s)}{group}, {wording.short_period(s.row['latest_period'])}"


def _target(s: Standing, basis: Basis) -> str:
    row = s.row
    if row is None:
        return "–"
    if row["yardstick_kind"] == "value" and numbers.known(row["yardstick"]):
        return _("Target of {figure}").format(figure=sentences.target_figure(row, s.indicator))
    if row["comparator"] and numbers.known(row["comparator_latest"]):
        return f"{placenames.name(row['comparator'], basis.evidence.places)} {_comparator(s)}"
    return "–"
