"""Goal 17, measured, as pages show it: every measure with what it is made of, the rows behind a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.packs.models import Indicator
from commonweal.publish import numbers
from commonweal.web.framework.presenters.marks import address
from commonweal.web.partnership.forms.together import Looked, Together
from commonweal.web.partnership.selectors.together import Figure, Measure, Row
from commonweal.web.ui.days import day_words

CAUTION = gettext_lazy(
    "These measure working together, not outcomes: every promise may be kept while nothing gets better. "
    "Whoever does much elsewhere and records nothing here counts for nothing."
)
HISTORY = gettext_lazy(
    "The State of the Region 2020 had no indicator that could measure goal 17, and said so. These are "
    "Commonweal’s own, of November 2026, and reconstructed from no page of the authority’s."
)
EXAMPLES = gettext_lazy("with the examples counted in, which Commonweal made up")
#: Why a row counts or not, in words.
WHY = {
    "acted": gettext_lazy("made a commitment in the year, or said how one goes"),
    "silent": gettext_lazy("recorded nothing here in the year"),
    "dated": gettext_lazy("holds a seat"),
    "undated": gettext_lazy("a seat is recorded, without its first day"),
    "left": gettext_lazy("holds no seat any more"),
    "on-time": gettext_lazy("in time"),
    "done-late": gettext_lazy("met after the day that was promised first"),
    "not-done": gettext_lazy("not met by the day that was promised first"),
    "withdrawn-before": gettext_lazy("left out: withdrawn by its day"),
    "withdrawn-after": gettext_lazy("withdrawn after its day"),
    "nobody": gettext_lazy("no partner"),
    "somebody": gettext_lazy("a partner has a commitment"),
    "early": gettext_lazy("accounted for before options closed"),
    "late": gettext_lazy("accounted for after options closed"),
    "after": gettext_lazy("accounted for after the decision"),
    "unknown": gettext_lazy("accounted for; nobody said when options closed"),
    "none": gettext_lazy("no account of its impact"),
    "once": gettext_lazy("assessed once"),
    "better": gettext_lazy("rated higher, and nothing lower"),
    "mixed": gettext_lazy("rated higher in part and lower in part"),
    "worse": gettext_lazy("rated lower"),
    "same": gettext_lazy("rated as before"),
    "answered-late": gettext_lazy("answered late"),
    "not-answered": gettext_lazy("not answered"),
    "several": gettext_lazy("several organisations cited it"),
    "one": gettext_lazy("one organisation cited it"),
    "divided": gettext_lazy("divided so"),
    "not-divided": gettext_lazy("not divided so"),
    "fresh": gettext_lazy("the latest release is here"),
    "stale": gettext_lazy("a release that its rhythm promised is not here"),
    "no-rhythm": gettext_lazy("left out: its publisher names no rhythm"),
    "no-release": gettext_lazy("left out: the day of its release is not known"),
}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Number:
    """``of``: "3 of 11", or "". ``href``: the rows behind it, or ""."""

    text: str
    of: str
    href: str
    provisional: bool = False
    note: str = ""


@dataclass(frozen=True)
class MeasureRow:
    """``shown``: with the examples counted in, where that differs. ``others``: name and number of series."""

    name: str
    href: str
    description: str
    number: Number
    shown: Number | None
    others: list[tuple[str, Number]]


@dataclass(frozen=True)
class TogetherPage:
    """``whole``: the place is the authority's own area, so that every measure stands here."""

    sentence: str
    place: str
    whole: bool
    year: int
    rows: list[MeasureRow]
    years: list[Choice]
    places: list[Choice]
    caution: str
    history: str
    examples: str
    in_force: str
    goal_href: str


@dataclass(frozen=True)
class One:
    """One measure alone: how its figure comes about; what it would be with the examples, where it differs."""

    working: str
    href: str
    shown: str
    shown_href: str


@dataclass(frozen=True)
class TogetherPanel:
    """On other pages. ``rows``: name and number with the examples, where it differs. ``one``: one alone.

    ``stood``: the day as of which it was counted, in a sentence.
    """

    sentence: str
    place: str
    year: int
    rows: list[tuple[str, Number]]
    one: One | None
    caution: str
    examples: str
    href: str
    stood: str


@dataclass(frozen=True)
class LookedRow:
    title: str
    href: str
    why: str
    word: str
    colour: str
    example: bool


@dataclass(frozen=True)
class LookedPage:
    """The rows behind one number. ``working``: how it comes about, in its own numbers."""

    name: str
    question: str
    description: str
    indicator_href: str
    place: str
    year: int
    working: str
    caveats: Sequence[str]
    examples: str
    rows: list[LookedRow]
    page: Page[Row]
    other_href: str
    other_label: str
    back_href: str


def together_page(
    found: Sequence[Measure], asked: Together, *, years: Sequence[int], places: dict[str, str],
    goal_href: str, in_force: str,
) -> TogetherPage:  # fmt: skip
    year, place = asked.year, asked.place
    rows = [measure_row(m, asked) for m in found]
    return TogetherPage(
        sentence=_sentence(found, year, places.get(place, place)),
        place=places.get(place, place),
        whole=place == next(iter(places), place),
        year=year,
        rows=rows,
        years=[Choice(str(y), str(y), y == year) for y in years],
        places=[Choice(code, name, code == place) for code, name in places.items()],
        caution=str(CAUTION),
        history=str(HISTORY),
        examples=str(EXAMPLES),
        in_force=in_force,
        goal_href=goal_href,
    )


def measure_row(m: Measure, asked: Together) -> MeasureRow:
    real, shown = _number(m, m.real, asked), _number(m, m.shown, asked, examples=True)
    return MeasureRow(
        name=m.indicator.name,
        href=address("framework:indicator", m.indicator.id, place=asked.place),
        description=m.indicator.description,
        number=real,
        shown=shown if (shown.text, shown.of) != (real.text, real.of) else None,
        others=[(f.series.partition("=")[2], _number(m, f, asked)) for f in m.others],
    )


def panel_before_any_count() -> TogetherPanel:
    """Where the record was never counted, what these measures are is said all the same."""
    said = _("Nobody has counted the record of this site yet.")
    href = reverse("partnership:together")
    return TogetherPanel(said, "", 0, [], None, str(CAUTION), str(EXAMPLES), href, "")


def panel(found: Sequence[Measure], asked: Together, place: str, day: dt.date) -> TogetherPanel:
    rows = [measure_row(m, asked) for m in found]
    return TogetherPanel(
        sentence=_sentence(found, asked.year, place),
        place=place,
        year=asked.year,
        rows=[(r.name, r.shown) for r in rows if r.shown],
        one=_one(found[0], rows[0], asked, place) if len(found) == 1 else None,
        caution=str(CAUTION),
        examples=str(EXAMPLES),
        href=reverse("partnership:together"),
        stood=_("As the record stood on %(day)s.") % {"day": day_words(day)},
    )


def _one(m: Measure, row: MeasureRow, asked: Together, place: str) -> One:
    said = ""
    if row.shown is not None:
        with_examples = working(m.indicator, m.shown, place, asked.year, used=True)
        said = _("With the examples counted in, which Commonweal made up: %(working)s") % {
            "working": with_examples
        }
    return One(
        working(m.indicator, m.real, place, asked.year, used=m.used), row.number.href, said,
        row.shown.href if row.shown else "",
    )  # fmt: skip


def looked_page(
    indicator: Indicator, figure: Figure | None, page: Page[Row], asked: Looked, place: str, *, used: bool
) -> LookedPage:
    own = Looked(year=asked.year, place=asked.place, series=asked.series)
    here = reverse("partnership:counted", args=[indicator.id])
    other = own.address(examples=not asked.examples)
    return LookedPage(
        name=indicator.name,
        question=indicator.question,
        description=indicator.description,
        indicator_href=address("framework:indicator", indicator.id, place=asked.place),
        place=place,
        year=asked.year,
        working=working(indicator, figure, place, asked.year, used=used),
        caveats=indicator.caveats,
        examples=str(EXAMPLES) if asked.examples else "",
        rows=[_looked(r) for r in page],
        page=page,
        other_href=here + other,
        other_label=_("Leave the examples out")
        if asked.examples
        else _("The same with the examples counted in, which Commonweal made up"),
        back_href=reverse("partnership:together") + Together(asked.year, asked.place).address(),
    )


def working(indicator: Indicator, figure: Figure | None, place: str, year: int, *, used: bool) -> str:
    """How one figure comes about, with its own numbers: "In 2026 in West Midlands: 7 of 117, or 6.0%"."""
    where = {"year": year, "place": place}
    if figure is None and not used:
        return _("In %(year)d in %(place)s: no data, since this part of the site is not used.") % where
    if figure is None or figure.value is None:
        return _("In %(year)d in %(place)s: no data, since nothing was there to be counted.") % where
    made = (
        _("In %(year)d in %(place)s: %(value)s.")
        if figure.denominator is None
        else _("In %(year)d in %(place)s: %(part)s of %(whole)s, or %(value)s.")
    ) % {
        **where,
        "part": figure.numerator,
        "whole": figure.denominator,
        "value": numbers.value(figure.value, indicator),
    }
    return f"{made} {figure.note}".strip()


def _number(m: Measure, figure: Figure | None, asked: Together, *, examples: bool = False) -> Number:
    if figure is None:
        return Number(numbers.no_data(), "" if m.used or examples else _("not used here"), "")
    series = figure.series
    looked = Looked(year=asked.year, place=asked.place, examples=examples, series=series)
    href = reverse("partnership:counted", args=[m.indicator.id]) + looked.address()
    of = ""
    if figure.denominator is not None:
        of = _("%(part)s of %(whole)s") % {"part": figure.numerator, "whole": figure.denominator}
    return Number(numbers.value(figure.value, m.indicator), of, href, figure.provisional, figure.note)


def _sentence(found: Sequence[Measure], year: int, place: str) -> str:
    known = [m for m in found if m.real is not None and m.real.value is not None]
    unused = sum(not m.used for m in found)
    said = _("%(number)d of %(all)d measures have a figure for %(year)d in %(place)s.") % {
        "number": len(known),
        "all": len(found),
        "year": year,
        "place": place,
    }
    if unused:
        said += " " + ngettext(
            "%(number)d has none, since that part of this site is not used yet.",
            "%(number)d have none, since that part of this site is not used yet.",
            unused,
        ) % {"number": unused}
    return said


def _looked(row: Row) -> LookedRow:
    word, colour = {
        True: (_("Counts"), "green"),
        False: (_("Does not"), "grey"),
        None: (_("Left out"), "yellow"),
    }[row.counts]
    return LookedRow(row.title, row.page, str(WHY.get(row.why, row.why)), word, colour, row.example)
