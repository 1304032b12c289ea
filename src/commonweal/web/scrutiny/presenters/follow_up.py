"""Claims beside what happened, in words: of one report, of all that are due, and as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page
from django.urls import reverse

from commonweal.publish import breakdowns, numbers, placenames
from commonweal.web.framework.presenters.marks import period_words, source_view, whose_words
from commonweal.web.proposals.presenters.marks import StateView
from commonweal.web.scrutiny.forms.follow_up import DUE, FollowUps
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.presenters.filters import Filter, filter_of
from commonweal.web.scrutiny.presenters.marks import answer_href, day_words, report_href
from commonweal.web.scrutiny.selectors.follow_up import CAUTION, FROM_CLAIMS, Followed, Made

COLUMNS = (
    "report", "title", "claim", "indicator", "place", "look_on", "due", "what_can_be_said", "then",
    "then_period", "then_pinned", "latest", "latest_period", "change", "comparator_change", "provisional",
    "revised", "known", "known_on", "address",
)  # fmt: skip
_DUE = {
    "overdue": StateView("Overdue", "red"),
    "due": StateView("Due", "orange"),
    "soon": StateView("Due in the next quarter", "yellow"),
    "ahead": StateView("Later", "grey"),
    "no-date": StateView("No day to look", "purple"),
    "looked": StateView("Looked at", "green"),
}


@dataclass(frozen=True)
class FigureView:
    value: str
    face: str


@dataclass(frozen=True)
class ClaimView:
    """``answer``: the word for what can be said; ``sentence``: it in full. ``notes``: what else to know."""

    anchor: str
    report: str
    report_href: str
    indicator: str
    indicator_href: str
    place: str
    origin: str
    origin_href: str
    due: StateView
    look: str
    then: FigureView | None
    latest: FigureView | None
    answer: str
    sentence: str
    notes: list[str]
    known: str
    known_words: str
    day_href: str
    known_href: str


@dataclass(frozen=True)
class ReportFollowUp:
    report: Report
    report_href: str
    sentence: str
    caution: str
    claims: list[ClaimView]
    may_set: bool
    may_add: bool


@dataclass(frozen=True)
class FollowUpsPage:
    sentence: str
    caution: str
    filters: list[Filter]
    claims: list[ClaimView]
    page: Page[Made]
    csv_href: str


def report_page(
    report: Report, found: Sequence[Followed], labels: Mapping[str, str], *, named: bool, may_set: bool,
    may_add: bool,
) -> ReportFollowUp:  # fmt: skip
    """``labels``: of the tests, by key. ``named``: who wrote something is called by name."""
    return ReportFollowUp(
        report=report,
        report_href=report_href(report),
        sentence=_sentence(found),
        caution=CAUTION,
        claims=[claim_view(f, labels, named=named, number=n) for n, f in enumerate(found, 1)],
        may_set=may_set,
        may_add=may_add,
    )


def list_page(
    page: Page[Made],
    found: Sequence[Followed],
    asked: FollowUps,
    *,
    labels: Mapping[str, str],
    named: bool,
    committees: Sequence[tuple[str, str]],
    indicators: Sequence[tuple[str, str]],
    places: Mapping[str, str],
) -> FollowUpsPage:
    total = page.paginator.count
    what = dict(DUE)[asked.due].lower()
    if asked.due == "open":
        what = "due, overdue or due in the next quarter"
    elif asked.due == "all":
        what = "followed up here"
    return FollowUpsPage(
        sentence=f"{total or 'No'} {'claim is' if total in (0, 1) else 'claims are'} {what}."
        if total
        else f"No claim is {what}. A claim stands here once an answer names an indicator and by when.",
        caution=CAUTION,
        filters=[
            Filter("due", "Due", [(v, t, v == asked.due) for v, t in DUE]),
            filter_of("committee", "Committee", "All committees", committees, asked.committee),
            filter_of("indicator", "Indicator", "All indicators", indicators, asked.indicator),
            filter_of("place", "Place", "All places", list(places.items()), asked.place),
        ],
        claims=[claim_view(f, labels, named=named, number=n) for n, f in enumerate(found, 1)],
        page=page,
        csv_href=reverse("scrutiny:follow-ups-csv") + asked.address(page=1),
    )


def claim_view(f: Followed, labels: Mapping[str, str], *, named: bool, number: int = 1) -> ClaimView:
    made, query = f.made, "?" + urlencode({"claim": f.made.key})
    report = made.report
    return ClaimView(
        anchor=f"claim-{number}",
        report=report.title,
        report_href=report_href(report),
        indicator=indicator_words(f),
        indicator_href=reverse("framework:indicator", args=[made.indicator])
        + (f"?place={made.area}" if made.area else "")
        if f.indicator
        else "",
        place=place_words(f),
        origin=_origin(made, labels),
        origin_href=answer_href(report, made.origin) if made.origin in labels else "",
        due=_DUE[f.due.value],
        look=_look(made, named),
        then=_then(f),
        latest=_latest(f),
        answer=ANSWERS[f.beside.answer.value],
        sentence=said(f),
        notes=_notes(f),
        known=made.row.known if made.row else "",
        known_words=_known(made, named),
        day_href=reverse("scrutiny:follow-up-day", args=[report.pk]) + query,
        known_href=reverse("scrutiny:follow-up-known", args=[report.pk]) + query,
    )


def csv_rows(found: Iterable[Followed], home: str) -> Iterable[dict[str, str]]:
    for f in found:
        made, b = f.made, f.beside
        yield {
            "report": made.report.reference,
            "title": made.report.title,
            "claim": made.key,
            "indicator": made.indicator,
            "place": made.area,
            "look_on": _iso(made.look_on),
            "due": f.due.value,
            "what_can_be_said": b.answer.value,
            "then": repr(b.then.value) if b.then else "",
            "then_period": b.then.period if b.then else "",
            "then_pinned": "yes" if b.pinned else "no",
            "latest": repr(b.latest.value) if b.latest else "",
            "latest_period": b.latest.period if b.latest else "",
            "change": _plain(b.change),
            "comparator_change": _plain(b.comparator_change),
            "provisional": "yes" if b.provisional else "no",
            "revised": "yes" if b.revised else "no",
            "known": made.row.known if made.row else "",
            "known_on": _iso(made.row.known_on if made.row else None),
            "address": home + reverse("scrutiny:follow-up", args=[made.report.pk]),
        }


def indicator_words(f: Followed) -> str:
    return f.indicator.name if f.indicator else f.made.indicator


def place_words(f: Followed) -> str:
    return f.book.places.get(f.made.area, f.made.area) if f.book else f.made.area


ANSWERS = {
    "compared": "Beside what happened",
    "not-yet": "Too early",
    "no-date": "No day to look",
    "no-place": "No place",
    "withdrawn": "Indicator withdrawn",
    "no-series": "No figure here",
    "no-figure-then": "No figure at the time",
    "no-figure-yet": "No figure yet",
    "break": "Break in the series between",
    "unlike": "Periods of unlike length",
}


def said(f: Followed) -> str:
    """What can be said of the claim, as one or two sentences."""
    b, made = f.beside, f.made
    latest = f" The latest figure is of {period_words(b.latest.period)}." if b.latest else ""
    if b.answer == "compared":
        return _compared(f)
    if b.answer == "not-yet" and made.look_on:
        return f"It is too early to look: the day is {day_words(made.look_on)}.{latest}"
    if b.answer == "no-date":
        return "Nobody has said when to look, and no day can be read from the answer."
    if b.answer == "no-place":
        return "The claim names no place, so no figure can stand beside it."
    if b.answer == "withdrawn":
        return "The indicator is no longer in the evidence for this place, so nothing stands beside it."
    if b.answer == "no-series":
        return "The evidence has no figure of the indicator for this place."
    if b.answer == "no-figure-yet" and made.look_on:
        return (
            f"No figure yet: none newer than at the time is published for a period that ends on "
            f"{day_words(made.look_on)} or later.{latest}"
        )
    if b.answer == "no-figure-then":
        return f"There was no figure when the claim was made, so no change can be said.{latest}"
    if b.answer == "break" and b.broken_on:
        return (
            f"The series breaks in between: from {day_words(b.broken_on)} on it is measured in another way, "
            "so the two figures are not compared."
        )
    return "The two figures are of periods of unlike length, so they are not compared."


def _compared(f: Followed) -> str:
    b, indicator = f.beside, f.indicator
    if b.change is None or indicator is None or b.then is None or b.latest is None:
        return ""
    way = {True: ", the way that counts as better", False: ", the way that counts as worse", None: ""}[
        f.better
    ]
    then, latest = period_words(b.then.period), period_words(b.latest.period)
    own = f"It {_moved(b.change, f)} from {then} to {latest}{way}."
    other = indicator.comparator
    if not other or other == f.made.area:
        return f"{own} It is compared with no other place."
    where = placenames.at_start(other, f.book.places if f.book else {})
    if b.comparator_change is None:
        return f"{own} {where} has no figure for both periods."
    return f"{own} {where}: it {_moved(b.comparator_change, f)} over the same time."


def _moved(change: float, f: Followed) -> str:
    if f.indicator is None or numbers.difference(change, f.indicator) == numbers.difference(0.0, f.indicator):
        return "did not change"
    return f"{'rose' if change > 0 else 'fell'} by {numbers.difference(change, f.indicator)}"


def _then(f: Followed) -> FigureView | None:
    b = f.beside
    if b.then is None:
        return None
    pinned = f.made.pinned
    how = (
        f"pinned, snapshot {pinned.snapshot[:8]}"
        if pinned
        else "nobody pinned it: as the evidence has it now"
    )
    return FigureView(_value(b.then.value, f), f"{period_words(b.then.period)}{_of_whom(f)} · {how}")


def _latest(f: Followed) -> FigureView | None:
    b = f.beside
    if b.latest is None:
        return None
    source = source_view(f.book.snapshot.datasets_of.get(f.made.indicator, ())) if f.book else None
    face = [period_words(b.latest.period) + _of_whom(f), whose_words(source)]
    face += [f"vintage {source.vintage}"] if source else []
    return FigureView(_value(b.latest.value, f), " · ".join(part for part in face if part))


def _value(number: float, f: Followed) -> str:
    return numbers.value(number, f.indicator) if f.indicator else f"{number:g}"


def _of_whom(f: Followed) -> str:
    return f" · {breakdowns.words(f.made.breakdown)}" if f.made.breakdown else ""


def _notes(f: Followed) -> list[str]:
    b, found = f.beside, []
    if b.revised and b.then_now is not None:
        found.append(f"Revised since the claim: the figure at its time is now {_value(b.then_now, f)}.")
    if b.pinned and b.then and b.then_now is None and b.answer != "withdrawn":
        found.append("The figure that was pinned is no longer in the evidence.")
    if b.provisional:
        found.append("Provisional: a figure here may still be revised.")
    return found


def _origin(made: Made, labels: Mapping[str, str]) -> str:
    if made.origin == FROM_CLAIMS:
        return f"Claims on people in the proposal’s assessment: {made.detail}"
    if not made.origin:
        return "A claim that is no longer made: the answer has been changed"
    return f"The answer to “{labels.get(made.origin, made.origin)}”, {day_words(made.made_on)}"


def _look(made: Made, named: bool) -> str:
    row = made.row
    if row and row.look_on:
        who = row.set_by if named else "an officer"
        return f"{day_words(row.look_on)}, set by {who}: {row.look_reason}"
    if made.read_on:
        return f"{day_words(made.read_on)}, read from “{made.words}”"
    return f"none can be read from “{made.words}”" if made.words else "none is named"


def _known(made: Made, named: bool) -> str:
    row = made.row
    if not row or not row.known or row.known_on is None:
        return ""
    return f"{'As of ' if not named else f'{row.known_by}, as of '}{day_words(row.known_on)}"


def _sentence(found: Sequence[Followed]) -> str:
    if not found:
        return "No answer of this report names an indicator, so there is no claim to follow up."
    count = f"{len(found)} {'claim' if len(found) == 1 else 'claims'} on an indicator"
    waiting = sum(f.due in ("due", "overdue") for f in found)
    soon = sum(f.due == "soon" for f in found)
    return (
        f"{count}; {waiting or 'none'} {'is' if waiting in (0, 1) else 'are'} due to be looked at"
        + (f", {soon} within the next quarter" if soon else "")
        + "."
    )


def _plain(number: float | None) -> str:
    return "" if number is None else repr(round(number, 10))


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
