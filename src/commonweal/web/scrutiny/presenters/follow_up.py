"""Claims beside what happened, in words: of one report, of all that are due, and as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from commonweal.publish import breakdowns
from commonweal.web.framework.presenters.marks import period_words, source_view, whose_words
from commonweal.web.proposals.presenters.marks import StateView
from commonweal.web.scrutiny.forms.follow_up import DUE, FollowUps
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.presenters import follow_up_words as words
from commonweal.web.scrutiny.presenters.filters import Filter, filter_of
from commonweal.web.scrutiny.presenters.follow_up_words import indicator_words, place_words, said
from commonweal.web.scrutiny.presenters.marks import answer_href, report_href
from commonweal.web.scrutiny.selectors.follow_up import Followed, Made, caution

__all__ = ["indicator_words", "place_words", "said"]
COLUMNS = (
    "report", "title", "claim", "indicator", "place", "look_on", "due", "what_can_be_said", "then",
    "then_period", "then_pinned", "latest", "latest_period", "change", "comparator_change", "provisional",
    "revised", "known", "known_on", "example", "address",
)  # fmt: skip
_DUE = {
    "overdue": StateView(gettext_lazy("Overdue"), "red"),
    "due": StateView(gettext_lazy("Due"), "orange"),
    "soon": StateView(gettext_lazy("Due in the next quarter"), "yellow"),
    "ahead": StateView(gettext_lazy("Later"), "grey"),
    "no-date": StateView(gettext_lazy("No day to look"), "purple"),
    "looked": StateView(gettext_lazy("Looked at"), "green"),
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
    example: bool
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
        sentence=words.sentence(found),
        caution=caution(),
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
    return FollowUpsPage(
        sentence=_counted(page.paginator.count, asked.due),
        caution=caution(),
        filters=[
            Filter("due", _("Due"), [(v, str(t), v == asked.due) for v, t in DUE]),
            filter_of("committee", _("Committee"), _("All committees"), committees, asked.committee),
            filter_of("indicator", _("Indicator"), _("All indicators"), indicators, asked.indicator),
            filter_of("place", _("Place"), _("All places"), list(places.items()), asked.place),
        ],
        claims=[claim_view(f, labels, named=named, number=n) for n, f in enumerate(found, 1)],
        page=page,
        csv_href=reverse("scrutiny:follow-ups-csv") + asked.address(page=1),
    )


#: What is said of a list by what is asked for.
_COUNTED: Mapping[str, Any] = {
    "open": ngettext_lazy(
        "%d claim is due, overdue or due in the next quarter.",
        "%d claims are due, overdue or due in the next quarter.",
    ),
    "overdue": ngettext_lazy("%d claim is overdue.", "%d claims are overdue."),
    "due": ngettext_lazy("%d claim is due.", "%d claims are due."),
    "soon": ngettext_lazy("%d claim is due in the next quarter.", "%d claims are due in the next quarter."),
    "ahead": ngettext_lazy("%d claim is later.", "%d claims are later."),
    "no-date": ngettext_lazy("%d claim is without a day to look.", "%d claims are without a day to look."),
    "looked": ngettext_lazy("%d claim is looked at.", "%d claims are looked at."),
    "all": ngettext_lazy("%d claim is followed up here.", "%d claims are followed up here."),
}
_NONE: Mapping[str, Any] = {
    "open": gettext_lazy("No claim is due, overdue or due in the next quarter."),
    "overdue": gettext_lazy("No claim is overdue."),
    "due": gettext_lazy("No claim is due."),
    "soon": gettext_lazy("No claim is due in the next quarter."),
    "ahead": gettext_lazy("No claim is later."),
    "no-date": gettext_lazy("No claim is without a day to look."),
    "looked": gettext_lazy("No claim is looked at."),
    "all": gettext_lazy("No claim is followed up here."),
}


def _counted(total: int, due: str) -> str:
    if total:
        return str(_COUNTED[due] % total)
    when = _("A claim stands here once an answer names an indicator and by when.")
    return f"{_NONE[due]} {when}"


def claim_view(f: Followed, labels: Mapping[str, str], *, named: bool, number: int = 1) -> ClaimView:
    made, query = f.made, "?" + urlencode({"claim": f.made.key})
    report = made.report
    return ClaimView(
        anchor=f"claim-{number}",
        report=report.title,
        report_href=report_href(report),
        example=bool(report.example),
        indicator=indicator_words(f),
        indicator_href=reverse("framework:indicator", args=[made.indicator])
        + (f"?place={made.area}" if made.area else "")
        if f.indicator
        else "",
        place=place_words(f),
        origin=words.origin(made, labels),
        origin_href=answer_href(report, made.origin) if made.origin in labels else "",
        due=_DUE[f.due.value],
        look=words.look(made, named),
        then=_then(f),
        latest=_latest(f),
        answer=str(words.ANSWERS[f.beside.answer.value]),
        sentence=said(f),
        notes=words.notes(f),
        known=made.row.known if made.row else "",
        known_words=words.known(made, named),
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
            "example": made.report.example,
            "address": home + reverse("scrutiny:follow-up", args=[made.report.pk]),
        }


def _then(f: Followed) -> FigureView | None:
    b = f.beside
    if b.then is None:
        return None
    pinned = f.made.pinned
    how = (
        _("pinned, snapshot %(snapshot)s") % {"snapshot": pinned.snapshot[:8]}
        if pinned
        else _("nobody pinned it: as the evidence has it now")
    )
    return FigureView(words.value(b.then.value, f), f"{period_words(b.then.period)}{_of_whom(f)} · {how}")


def _latest(f: Followed) -> FigureView | None:
    b = f.beside
    if b.latest is None:
        return None
    source = source_view(f.book.snapshot, f.made.indicator) if f.book else None
    face = [period_words(b.latest.period) + _of_whom(f), whose_words(source)]
    face += [_("vintage %(day)s") % {"day": source.vintage}] if source else []
    return FigureView(words.value(b.latest.value, f), " · ".join(part for part in face if part))


def _of_whom(f: Followed) -> str:
    return f" · {breakdowns.words(f.made.breakdown)}" if f.made.breakdown else ""


def _plain(number: float | None) -> str:
    return "" if number is None else repr(round(number, 10))


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
