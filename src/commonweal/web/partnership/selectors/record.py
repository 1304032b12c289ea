"""The public record of working together, read into plain tables: what anybody may see, and nothing else.

Reports and proposals come by the same selectors as on public pages, asked for by nobody in particular.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import polars as pl
from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.urls import reverse

from commonweal.partnership.record import Record, frame
from commonweal.partnership.together import rhythm
from commonweal.scrutiny.coverage import is_late
from commonweal.web.audit import selectors as acts
from commonweal.web.evidence import selectors as figures
from commonweal.web.framework import selectors as framework
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.models import CommitmentUpdate, Organisation, Partnership, Seat
from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.models import Assessment, Proposal, ProposalPlace
from commonweal.web.proposals.models import Citation as AssessmentCitation
from commonweal.web.scrutiny import selectors as scrutiny
from commonweal.web.scrutiny.models import Citation as ReportCitation
from commonweal.web.scrutiny.models import Message, Recommendation, Report, ReportPlace

from . import commitments, evidence, organisations
from .commitments import day_of

#: The dataset in which the figures that are counted from this record are kept.
DATASET = "working-together"
ANYBODY = AnonymousUser()
_Rows = Iterable[tuple[Any, ...]]


def record(day: dt.date) -> Record:
    """Everything that is public of working together, as it stands on a day."""
    book = evidence.book()
    tables = {
        "site": _site(book, day),
        "places": _places(book),
        "goals": _goals(book),
        "organisations": _organisations(),
        "memberships": _memberships(),
        "partnerships": _partnerships(),
        "seats": _seats(),
        "commitments": _commitments(day),
        "commitment_updates": _updates(),
        **_proposals(),
        **_reports(),
        **_evidence(day),
        "citations": _citations(),
    }
    made = {name: frame(name, rows) for name, rows in tables.items()}
    made["located"] = frame("located", _located(book, made))
    return Record(made)


def own_places(book: Book) -> list[str]:
    """The site's places that lie in the authority's own area, itself left out."""
    site = book.snapshot.definitions.site
    if site is None:
        return []
    lies = proposals.within()
    known = book.snapshot.place_records
    return [a for a in book.site_areas if a != site.area and a in known and lies(a, site.area)]


def _site(book: Book | None, day: dt.date) -> _Rows:
    site = book.snapshot.definitions.site if book else None
    return [(site.name, site.area, site.framework, day)] if site else []


def _places(book: Book | None) -> _Rows:
    own = own_places(book) if book else []
    return [(code, book.places[code], reverse("framework:place", args=[code])) for code in own if book]


def _located(book: Book | None, made: dict[str, pl.DataFrame]) -> _Rows:
    if book is None:
        return []
    areas = {a for name in ("commitments", "proposal_places", "report_places") for a in made[name]["area"]}
    lies, own = proposals.within(), own_places(book)
    return sorted((a, p) for a in areas for p in own if lies(a, p))


def _goals(book: Book | None) -> _Rows:
    known = book.snapshot.definitions.frameworks if book else ()
    return [
        (f.id, g.id, g.title, reverse("framework:goal", args=[f.id, g.id])) for f in known for g in f.goals
    ]


def _organisations() -> Iterator[tuple[Any, ...]]:
    entered = {id_: when for id_, _, when in acts.told("organisation", "partnership.made")}
    for o in Organisation.objects.order_by("slug"):
        known = day_of(entered.get(str(o.pk), o.changed_at))
        page = reverse("partnership:partner", args=[o.slug])
        yield o.slug, o.name, o.kind, known, bool(o.example), page


def _memberships() -> Iterator[tuple[Any, ...]]:
    for o in Organisation.objects.prefetch_related("memberships").order_by("slug"):
        for period in organisations.periods(o):
            yield o.slug, period.since, period.until


def _partnerships() -> Iterator[tuple[Any, ...]]:
    for p in Partnership.objects.order_by("slug"):
        page = reverse("partnership:partnership", args=[p.slug])
        yield p.slug, p.name, p.kind, p.since, p.until, bool(p.example), page


def _seats() -> Iterator[tuple[Any, ...]]:
    # The first act on a seat counts, so the later ones are put in before it.
    told = reversed(acts.told("partnership", "partnership.seat"))
    entered = {detail["seat"]: when for _, detail, when in told if "seat" in detail}
    for s in Seat.objects.select_related("partnership", "organisation").order_by("pk"):
        known = day_of(entered.get(s.pk, s.changed_at))
        who = s.organisation.slug if s.organisation else ""
        yield s.pk, s.partnership.slug, who, s.kind, s.since, s.until, known


def _commitments(day: dt.date) -> Iterator[tuple[Any, ...]]:
    for c in commitments.commitments().order_by("pk"):
        stands = commitments.stands_on(c, day)
        yield (
            c.pk, c.organisation.slug, c.partnership.slug if c.partnership else "", c.title, c.framework,
            c.goal, c.indicator, c.area, c.group, c.made_on, c.due, c.withdrawn_on, stands.until,
            stands.standing.value, stands.done_on, bool(c.example or c.organisation.example),
            reverse("partnership:commitment", args=[c.pk]),
        )  # fmt: skip


def _updates() -> Iterator[tuple[Any, ...]]:
    rows = CommitmentUpdate.objects.order_by("commitment", "day", "id")
    last, nth = 0, 0
    for commitment, day, kind, until in rows.values_list("commitment_id", "day", "kind", "until"):
        last, nth = commitment, nth + 1 if commitment == last else 1
        yield commitment, nth, day, kind, until


def _proposals() -> dict[str, _Rows]:
    seen = proposals.proposals(ANYBODY).order_by("pk")
    made = list(Assessment.objects.filter(proposal__in=seen.order_by(), second=False).order_by("pk"))
    shown = [a for a in made if a.completed_at]
    return {
        "proposals": [
            (p.pk, p.title, p.sponsor, p.kind, p.step, bool(p.example), _page_of_proposal(p.pk)) for p in seen
        ],
        "proposal_places": ProposalPlace.objects.filter(proposal__in=seen.order_by())
        .order_by("proposal", "id")
        .values_list("proposal_id", "area"),
        "assessments": [
            (a.pk, a.proposal_id, a.number, a.kind, day_of(a.completed_at), _page_of_assessment(a.pk))
            for a in shown
            if a.completed_at
        ],
        "ratings": proposals.ratings_of([a.pk for a in shown]),
    }


def _page_of_proposal(number: int) -> str:
    return reverse("proposals:proposal", args=[number])


def _page_of_assessment(number: int) -> str:
    return reverse("proposals:assessment", args=[number])


def _page_of_report(number: int) -> str:
    return reverse("scrutiny:report", args=[number])


_OF_REPORT = (
    "pk", "reference", "title", "meeting__committee__slug", "directorate", "sponsor", "kind", "key_decision",
    "meeting__day", "quality", "answered_on", "options_closed", "decided_on", "decision", "example",
)  # fmt: skip


def _reports() -> dict[str, _Rows]:
    seen = scrutiny.reports(ANYBODY).order_by()
    page = _numbered("scrutiny:report")
    made = []
    for row in seen.order_by("pk").values_list(*_OF_REPORT):
        *cells, example = row
        quality, answered, closed, decided = row[9:13]
        timing = is_late(answered, closed, decided) if quality != "none" else ""
        made.append((*cells, timing, bool(example), page(row[0])))
    thread = _numbered("scrutiny:thread")
    advised = Recommendation.objects.filter(report__in=seen).order_by("pk").select_related("committee")
    return {
        "reports": made,
        "report_places": ReportPlace.objects.filter(report__in=seen)
        .order_by("report", "id")
        .values_list("report_id", "area"),
        "recommendations": [
            (
                r.pk, r.report_id, r.committee.slug, r.owner, r.made_on, r.due, r.response, r.responded_on,
                r.will_by, r.done_on, day_of(r.withdrawn_at) if r.withdrawn_at else None, thread(r.report_id),
            )
            for r in advised
        ],
    }  # fmt: skip


def _numbered(view: str) -> Callable[[int], str]:
    """The address of a page by its number: worked out once, since there are many."""
    before, after = reverse(view, args=[987654321]).split("987654321")
    return lambda number: f"{before}{number}{after}"


def _evidence(day: dt.date) -> dict[str, _Rows]:
    """The evidence at the end of each year before, where there was any, and as it stands on the day."""
    made: dict[str, list[tuple[Any, ...]]] = {
        "indicators": [],
        "indicator_groups": [],
        "indicator_places": [],
    }
    for as_at, book in _books(day):
        for name, rows in _of_book(book, as_at).items():
            made[name] += rows
    return dict(made)


def _books(day: dt.date) -> Iterator[tuple[dt.date, Book]]:
    last: dict[int, str] = {}
    for made_at, id_ in figures.published():
        last[day_of(made_at).year] = id_
    for year in range(min(last, default=day.year), day.year):
        # A year without a release of its own still had the one before it.
        held = last[max(y for y in last if y <= year)]
        if book := framework.book_of(held):
            yield dt.date(year, 12, 31), book
    if book := evidence.book():
        yield day, book


def _of_book(book: Book, as_at: dt.date) -> dict[str, list[tuple[Any, ...]]]:
    snapshot = book.snapshot
    own, here = set(own_places(book)), list(book.site_areas)
    placed = {i for f in snapshot.definitions.frameworks for g in f.goals for i in snapshot.placed(f, g)}
    held = snapshot.assessments.filter(
        pl.col("rule") == framework.default_rule(), pl.col("area").is_in(here), pl.col("latest").is_not_null()
    ).select("indicator", "area", "breakdown", "latest_period", "latest_start")
    latest = dict(
        held.sort("latest_start", "latest_period")
        .group_by("indicator", maintain_order=True)
        .agg(pl.col("latest_period").last())
        .iter_rows()
    )
    whole = set(held.filter(pl.col("breakdown") == "")["indicator"])
    indicators, groups, places = [], set(), set()
    for i in sorted(snapshot.definitions.indicators, key=lambda i: i.id):
        of = snapshot.datasets_of.get(i.id, ())
        first = of[0] if of else None
        indicators.append(
            (
                as_at, i.id, i.name, first.dataset if first else "", first.sha256 if first else "",
                bool(first and first.dataset == DATASET), i.id in placed, i.id in latest, i.id in whole,
                latest.get(i.id, ""), _first_day(first.released if first else ""), i.release,
                rhythm(i.release), reverse("framework:indicator", args=[i.id]),
            )
        )  # fmt: skip
    for indicator, area, breakdown in held.select("indicator", "area", "breakdown").iter_rows():
        for part in filter(None, breakdown.split(";")):
            dimension, _, group = part.partition("=")
            groups.add((as_at, indicator, dimension, group))
        if area in own:
            places.add((as_at, indicator, area))
    return {"indicators": indicators, "indicator_groups": sorted(groups), "indicator_places": sorted(places)}


def _first_day(released: str) -> dt.date | None:
    """Of a day, a month or a year as packs write them; None for anything else."""
    parts = released.split("-") if released else []
    try:
        return dt.date(*(int(p) for p in [*parts, "1", "1"][:3])) if parts else None
    except ValueError:
        return None


def _citations() -> list[tuple[Any, ...]]:
    """Figures set beside what is public: in assessments, in reports and their threads, in updates."""
    found = [*_in_assessments(), *_in_reports(), *_in_threads(), *_in_updates()]
    return sorted(found, key=lambda row: (row[7], *map(str, row[:7])))


def _in_assessments() -> Iterator[tuple[Any, ...]]:
    seen = proposals.proposals(ANYBODY).order_by()
    rows = AssessmentCitation.objects.filter(
        assessment__proposal__in=seen, assessment__completed_at__isnull=False
    ).select_related("assessment__proposal")
    for c in rows:
        of: Proposal = c.assessment.proposal
        yield _citation(of.sponsor, "assessment", c.assessment_id, c, bool(of.example), _page_of_assessment)


def _in_reports() -> Iterator[tuple[Any, ...]]:
    seen = scrutiny.reports(ANYBODY).order_by()
    for c in ReportCitation.objects.filter(report__in=seen).select_related("report"):
        of: Report = c.report
        yield _citation(of.sponsor, "report", of.pk, c, bool(of.example), _page_of_report)


def _citation(
    who: str,
    what: str,
    number: int,
    cited: Any,
    example: bool,
    page: Callable[[int], str],
) -> tuple[Any, ...]:
    return (
        who, what, number, cited.indicator, cited.area, cited.breakdown, cited.period, day_of(cited.cited_at),
        example, page(number),
    )  # fmt: skip


def _in_threads() -> Iterator[tuple[Any, ...]]:
    """Figures in answers to queries, as far as the exchange was published."""
    seen = scrutiny.reports(ANYBODY).order_by()
    rows = Message.objects.filter(
        query__report__in=seen, kind=Message.Kind.ANSWER, at__lte=F("query__published_at")
    ).select_related("query__report")
    page = _numbered("scrutiny:thread")
    for m in rows:
        of: Report = m.query.report
        for f in m.evidence.get("figures", ()):
            yield (
                of.sponsor, "answer", m.pk, f["indicator"], f["area"], f.get("breakdown", ""), f["period"],
                day_of(m.at), bool(of.example), page(of.pk),
            )  # fmt: skip


def _in_updates() -> Iterator[tuple[Any, ...]]:
    rows = CommitmentUpdate.objects.exclude(figure={}).select_related("commitment__organisation")
    for u in rows:
        c, f = u.commitment, u.figure
        yield (
            c.organisation.name, "commitment", c.pk, f["indicator"], f["area"], f.get("breakdown", ""),
            f["period"], u.day, bool(c.example or c.organisation.example),
            reverse("partnership:commitment", args=[c.pk]),
        )  # fmt: skip
