"""Roll-outs in words: the list with its map, one of them, and the files."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from commonweal.partnership.rollouts import Adoption, Reach
from commonweal.publish.tiles import tile_map
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.forms.asked import RollOuts
from commonweal.web.partnership.models import Brought, Lesson, RollOut, Stage
from commonweal.web.partnership.selectors.rollouts import Belongs, Gone
from commonweal.web.scrutiny.presenters import thread_pieces as pieces
from commonweal.web.scrutiny.presenters.filters import Filter, filter_of
from commonweal.web.scrutiny.presenters.marks import day_words

from .commitments import LABELS, Row, row
from .organisations import Source
from .recorded import NOT_RECORDED, Line, Lines, places_words, source_of, span_words, when_words

Titles = Mapping[tuple[str, str], str]
TAGS = {
    Reach.REACHED: ("Reached", "green"),
    Reach.LATE: ("Late", "orange"),
    Reach.AHEAD: ("To come", "blue"),
    Reach.UNDATED: ("No day recorded", "grey"),
}
COUNTED = (
    "Counted is what a source shows: a framework, a toolkit or a set of tests is in use in a place by the "
    "year of its first record, and until a record says that it ended. What is recorded nowhere may be in use "
    "all the same."
)


@dataclass(frozen=True)
class Brief:
    """A roll-out in a list."""

    title: str
    href: str
    to: str
    brings: list[str]
    stands: str
    example: bool


@dataclass(frozen=True)
class YearRow:
    """Years in which the same was in use. ``places``: each with what was in use there."""

    years: str
    places: list[tuple[str, str]]


@dataclass(frozen=True)
class RollOutsPage:
    sentence: str
    counted: str
    words: str
    filters: list[Filter]
    year: int
    years: list[tuple[int, bool]]
    map: SafeString
    map_words: str
    by_year: list[YearRow]
    undated: list[str]
    rows: list[Brief]
    empty: str
    csv_href: str
    example: bool


@dataclass(frozen=True)
class Page:
    slug: str
    name: str
    sentence: str
    purpose: str
    example: str
    not_found: str
    source: Source
    facts: list[tuple[str, list[tuple[str, str]]]]
    parts: list[Lines]
    proposals: list[tuple[str, str, bool, str]]
    reports: list[tuple[str, str, bool, str]]
    commitments: list[Row]
    promised: str
    detach: list[tuple[str, str, int]]


def brief(r: RollOut, titles: Titles, names: Mapping[str, str], reached: Sequence[Reach]) -> Brief:
    return Brief(
        title=r.name,
        href=address(r),
        to=_to(r, names),
        brings=[_in_use(b, titles) for b in r.brought.all()],
        stands=_stages_words(reached),
        example=bool(r.example),
    )


def list_page(
    found: Sequence[tuple[RollOut, Sequence[Reach]]], asked: RollOuts, adopted: Adoption, titles: Titles,
    names: Mapping[str, str], tiles: Mapping[str, tuple[int, int]], today: dt.date, *, total: int,
) -> RollOutsPage:  # fmt: skip
    years = list(adopted.years)
    year = asked.year if asked.year in adopted.years else years[-1]
    now = adopted.years[year]
    said = _map_words(now, names, tiles, year)
    undated = [f"{u.what}: {names.get(u.where, u.where)}" for u in adopted.undated]
    whats = [(f"{kind}:{id_}", title) for (kind, id_), title in titles.items()]
    return RollOutsPage(
        sentence=_list_sentence(len(found), now, year, total),
        counted=COUNTED,
        words=asked.words,
        filters=[
            filter_of("what", "What is rolled out", "All", whats, asked.what),
            filter_of("place", "Place", "All", list(names.items()), asked.place),
        ],
        year=year,
        years=[(y, y == year) for y in years],
        map=mark_safe(tile_map(tiles, names, set(now), said)) if tiles else SafeString(""),
        map_words=said,
        by_year=[
            YearRow(_years(group), [(names.get(w, w), ", ".join(t)) for w, t in sorted(places)])
            for places, group in groupby(years, key=lambda y: tuple(adopted.years[y].items()))
        ],
        undated=undated,
        rows=[brief(r, titles, names, reached) for r, reached in found],
        empty="No roll-out fits what you asked for." if total else
        "No roll-out is entered yet. A partnership owner enters the first one.",
        csv_href=reverse("partnership:rollouts-csv") + asked.address(year=0),
        example=any(r.example for r, _ in found),
    )  # fmt: skip


def page(
    r: RollOut, reached: Mapping[int, Reach], belongs: Belongs, effects: Mapping[int, tuple[Any, Any]],
    gone: Mapping[int, Gone], titles: Titles, names: Mapping[str, str], book: Book | None,
) -> Page:  # fmt: skip
    late = Counter(h.stands.standing for h in belongs.commitments)
    return Page(
        slug=r.slug,
        name=r.name,
        sentence=_sentence(r, titles, names, list(reached.values())),
        purpose=r.purpose,
        example=r.example,
        not_found=r.not_found,
        source=source_of(r),
        facts=_facts(r, names),
        parts=[
            _brought(r, titles),
            _stages(r, reached),
            _trainings(r),
            _adaptations(r),
            _effects(r, effects, book),
            _lessons(r, gone),
        ],
        proposals=[
            (p.title, reverse("proposals:proposal", args=[p.pk]), bool(p.example), str(p.get_step_display()))
            for p in belongs.proposals
        ],
        reports=[
            (p.title, reverse("scrutiny:report", args=[p.pk]), bool(p.example), _decided(p))
            for p in belongs.reports
        ],
        commitments=[row(h, book) for h in belongs.commitments],
        promised=_promised(late),
        detach=[
            *(("proposals", p.title, p.pk) for p in belongs.proposals),
            *(("reports", p.title, p.pk) for p in belongs.reports),
            *(("commitments", h.commitment.title, h.commitment.pk) for h in belongs.commitments),
        ],
    )


def address(r: RollOut) -> str:
    return reverse("partnership:rollout", args=[r.slug])


def thing(b: Brought, titles: Titles) -> str:
    """ "Inclusive Growth Toolkit, version 1.1.0"."""
    title = titles.get((b.kind, b.thing), f"{b.get_kind_display()} “{b.thing}”, which is not here any more")
    if b.version:
        return f"{title}, version {b.version}"
    return title if b.kind == Brought.Kind.FRAMEWORK else f"{title}, version not recorded"


def _in_use(b: Brought, titles: Titles) -> str:
    by = f"in use by {when_words(b.by)}" if b.by else "in use by when is not recorded"
    return f"{thing(b, titles)}, {by}"


def _thing_href(b: Brought, titles: Titles) -> str:
    if (b.kind, b.thing) not in titles:
        return ""
    if b.kind == Brought.Kind.FRAMEWORK:
        return reverse("framework:framework", args=[b.thing])
    route = "toolkit:version" if b.kind == Brought.Kind.TOOLKIT else "scrutiny:tests-version"
    plain = "toolkit:toolkit" if b.kind == Brought.Kind.TOOLKIT else "scrutiny:tests"
    return reverse(route, args=[b.thing, b.version]) if b.version else reverse(plain)


def _facts(r: RollOut, names: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    to: list[tuple[str, str]] = []
    if r.partnership:
        to.append((r.partnership.name, reverse("partnership:partnership", args=[r.partnership.slug])))
    if r.strategy:
        to.append((r.strategy.name, reverse("partnership:strategy", args=[r.strategy.slug])))
    if r.programme:
        href = reverse("proposals:proposals") + f"?programme={r.programme.slug}"
        to.append((r.programme.title, href))
    if r.place_words:
        to.append((r.place_words, ""))
    to += [(names.get(a, a), reverse("framework:place", args=[a]) if a in names else "") for a in r.areas]
    owners = [(o.name, reverse("partnership:partner", args=[o.slug])) for o in r.owners.all()]
    return [
        ("Brought to", to),
        ("Who answers for it", owners or [("Not recorded", "")]),
        ("When", [(span_words(r.begins, r.ends), "")]),
    ]


def _brought(r: RollOut, titles: Titles) -> Lines:
    return _lines(
        r, "brought", "What it brings", "What", "What it brings is not recorded.",
        [
            _line(r, "brought", b, thing(b, titles),
                  [when_words(b.by), when_words(b.until, "no end recorded")], href=_thing_href(b, titles))
            for b in r.brought.all()
        ],
    )  # fmt: skip


def _stages(r: RollOut, reached: Mapping[int, Reach]) -> Lines:
    return _lines(
        r, "stages", "Stages", "Stage", "No stage is recorded.",
        [
            _line(r, "stages", s, s.name, [when_words(s.planned), when_words(s.reached)], words=s.words,
                  tag=TAGS[reached[s.pk]])
            for s in r.stages.all()
        ],
    )  # fmt: skip


def _trainings(r: RollOut) -> Lines:
    return _lines(
        r, "trainings", "Training given", "To whom",
        "No training is recorded.",
        [
            _line(r, "trainings", t, t.to,
                  [when_words(t.on), f"{t.people:,}" if t.people else NOT_RECORDED,
                   t.given_by or NOT_RECORDED], words=t.words)
            for t in r.trainings.all()
        ],
        note=_taught(r),
    )  # fmt: skip


def _adaptations(r: RollOut) -> Lines:
    return _lines(
        r, "adaptations", "What was adapted", "What was done otherwise",
        "Nothing is recorded as done otherwise.",
        [_line(r, "adaptations", a, a.words, [a.why]) for a in r.adaptations.all()],
    )  # fmt: skip


def _effects(r: RollOut, seen: Mapping[int, tuple[Any, Any]], book: Book | None) -> Lines:
    rows = []
    for e in r.effects.all():
        links: list[tuple[str, str]] = []
        proposal, report = seen.get(e.pk, (None, None))
        if proposal is not None:
            links.append((f"Proposal: {proposal.title}", reverse("proposals:proposal", args=[proposal.pk])))
        if report is not None:
            decided = _decided(report)
            links.append((f"Report: {report.title}{f' ({decided})' if decided else ''}",
                          reverse("scrutiny:report", args=[report.pk])))  # fmt: skip
        if e.indicator:
            known = book.snapshot.indicators.get(e.indicator) if book else None
            href = reverse("framework:indicator", args=[e.indicator]) if known else ""
            links.append((known.name if known else f"{e.indicator}: withdrawn since", href))
        if e.link:
            links.append((e.link, e.link))
        rows.append(_line(r, "effects", e, e.words, [when_words(e.on)], links=links))
    return _lines(
        r, "effects", "What it changed", "What changed", "No change through it is recorded.", rows,
        note="A roll-out and a change that followed it stand side by side here; that the one brought the "
        "other about is what the source says, or nobody.",
    )  # fmt: skip


def _lessons(r: RollOut, gone: Mapping[int, Gone]) -> Lines:
    rows = []
    for lesson in r.lessons.all():
        sent = lesson.sent_at is not None and gone[lesson.pk].state != "discarded"
        rows.append(
            _line(
                r, "lessons", lesson, lesson.words,
                [when_words(lesson.on), lesson.item_words or "for none", where_words(gone[lesson.pk])],
                fixed=sent, stays=lesson.sent_at is not None,
            )
        )  # fmt: skip
    return _lines(
        r, "lessons", "What was learnt", "Lesson",
        "No lesson is recorded.", rows,
    )  # fmt: skip


def where_words(gone: Gone) -> str:
    """Where a lesson went, in a sentence."""
    on = f" on {day_words(gone.on.date())}" if gone.on else ""
    if gone.state == "kept":
        return "Kept here."
    if gone.state == "draft":
        return (
            f"A note in the draft of the next version since {day_words(gone.on.date()) if gone.on else ''}."
        )
    if gone.state == "discarded":
        return f"Sent{on} to a draft that was thrown away since. It can be sent again."
    did = {
        "": "what it is for stands there as it was",
        "changed": "what it is for was written anew there",
        "moved": "the question was moved there",
        "gone": "the question was taken out there",
        "added": "the question is new there",
    }[gone.change]
    return f"Version {gone.version} came into force{on}: {did}."


def _line(
    r: RollOut, kind: str, held: Any, head: str, cells: list[str], *, href: str = "", words: str = "",
    tag: tuple[str, str] | None = None, links: list[tuple[str, str]] | None = None, fixed: bool = False,
    stays: bool = False,
) -> Line:  # fmt: skip
    here = [r.slug, kind, held.pk]
    return Line(
        head, href, words, tag, list(zip(_COLUMNS[kind], cells, strict=True)), links or [], source_of(held),
        "" if fixed else reverse("partnership:rollout-line", args=here),
        "" if stays else reverse("partnership:rollout-line-drop", args=here),
    )  # fmt: skip


ADD = {
    "brought": "Add what it brings", "stages": "Add a stage", "trainings": "Add training",
    "adaptations": "Add what was adapted", "effects": "Add what it changed", "lessons": "Add a lesson",
}  # fmt: skip


_COLUMNS = {
    "brought": ["In use by", "Until"], "stages": ["Planned for", "Reached"],
    "trainings": ["When", "How many", "By whom"], "adaptations": ["Why"], "effects": ["When"],
    "lessons": ["When", "For which question", "Where it went"],
}  # fmt: skip


def _lines(
    r: RollOut, kind: str, title: str, first: str, empty: str, rows: list[Line], note: str = ""
) -> Lines:  # fmt: skip
    href = reverse("partnership:rollout-line-new", args=[r.slug, kind])
    return Lines(title, first, _COLUMNS[kind], rows, empty, ADD[kind], href, note if rows else "")


def _taught(r: RollOut) -> str:
    known = [t.people for t in r.trainings.all() if t.people]
    lacking = len(r.trainings.all()) - len(known)
    if not known:
        return ""
    more = f"; of {pieces.number_of(lacking, 'training')} the number is not recorded" if lacking else ""
    return f"{sum(known):,} places at trainings are recorded{more}. Who came twice is counted twice."


def _decided(report: Any) -> str:
    return str(report.get_decision_display()) if getattr(report, "decision", "") else ""


def _promised(found: Counter[Any]) -> str:
    if not found:
        return ""
    said = ", ".join(f"{n} {LABELS[s].lower()}" for s, n in found.items())
    n = found.total()
    return f"{pieces.number_of(n, 'commitment')} belong{'s' if n == 1 else ''} to it: {said}."


def _to(r: RollOut, names: Mapping[str, str]) -> str:
    to = [r.partnership.name if r.partnership else "", r.strategy.name if r.strategy else ""]
    to += [r.programme.title if r.programme else "", places_words(r, names)]
    return "; ".join(t for t in to if t)


def _stages_words(reached: Iterable[Reach]) -> str:
    found = Counter(reached)
    if not found:
        return "No stage recorded"
    stages = "recorded stage" if found.total() == 1 else "recorded stages"
    done = f"{found[Reach.REACHED]} of {found.total()} {stages} reached"
    return f"{done}, {found[Reach.LATE]} late" if found[Reach.LATE] else done


def _sentence(r: RollOut, titles: Titles, names: Mapping[str, str], reached: Sequence[Reach]) -> str:
    what = [thing(b, titles) for b in r.brought.all()]
    brings = f"{', '.join(what[:-1])} and {what[-1]}" if len(what) > 1 else "".join(what)
    return (
        f"{brings or 'What it brings is not recorded'}: brought to {_to(r, names)}. {_stages_words(reached)}."
    )


def _list_sentence(shown: int, now: Mapping[str, tuple[str, ...]], year: int, total: int) -> str:
    if not total:
        return "Where a framework, a toolkit or tests are brought into use, and what is learnt there."
    things = list(dict.fromkeys(what for whats in now.values() for what in whats))
    if not things:
        return f"{pieces.number_of(shown, 'roll-out')}. By {year}, nothing is recorded as in use."
    said = f"{', '.join(things[:-1])} and {things[-1]}" if len(things) > 1 else things[0]
    are = "are" if len(things) > 1 else "is"
    return (
        f"{pieces.number_of(shown, 'roll-out')}. By {year}, {said} {are} recorded as in use, in "
        f"{pieces.number_of(len(now), 'place')}."
    )


def _map_words(
    now: Mapping[str, tuple[str, ...]], names: Mapping[str, str], tiles: Mapping[str, Any], year: int
) -> str:
    on = sorted(names.get(w, w) for w in now if w in tiles)
    off = sorted(names.get(w, w) for w in now if w not in tiles)
    where = ", ".join(on) or "no place of the map"
    said = f"Recorded as in use by {year}, in all or a part of: {where}."
    return f"{said} Beside the map: {', '.join(off)}." if off else said


def _years(group: Iterable[int]) -> str:
    found = list(group)
    return str(found[0]) if len(found) == 1 else f"{found[0]} to {found[-1]}"


COLUMNS = (
    "roll-out", "what", "title", "version", "in use by", "until", "partnership", "strategy", "programme",
    "places", "place codes", "place in words", "begins", "ends", "owners", "stages", "stages reached",
    "stages late", "not found", "source", "source address", "example", "address",
)  # fmt: skip


def csv_rows(
    found: Sequence[tuple[RollOut, Sequence[Reach]]], titles: Titles, names: Mapping[str, str], home: str
) -> list[dict[str, str]]:
    """A row for each thing that each roll-out brings; one with none where that is not recorded."""
    rows = []
    for r, reached in found:
        counted = Counter(reached)
        for b in list(r.brought.all()) or [None]:
            source = b if b is not None and b.source else r
            cells = (
                r.name, b.kind if b else "", titles.get((b.kind, b.thing), b.thing) if b else "",
                b.version if b else "", b.by if b else "", b.until if b else "",
                r.partnership.name if r.partnership else "", r.strategy.name if r.strategy else "",
                r.programme.title if r.programme else "", "; ".join(names.get(a, a) for a in r.areas),
                "; ".join(r.areas), r.place_words, r.begins, r.ends,
                "; ".join(o.name for o in r.owners.all()),
                *(str(n) for n in (counted.total(), counted[Reach.REACHED], counted[Reach.LATE])),
                r.not_found, source.source, source.source_address, r.example, home + address(r),
            )  # fmt: skip
            rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows


RECORD = ("part", "what", "words", "more", "links", "source", "source address")


def record_rows(shown: Page) -> list[dict[str, str]]:
    """Every line of one roll-out's record, as its page shows it."""
    return [
        dict(zip(RECORD, (
            lines.title, line.head, line.words,
            "; ".join(f"{label}: {words}" for label, words in line.labelled),
            "; ".join(f"{t} {h}".strip() for t, h in line.links), line.source.words, line.source.href,
        ), strict=True))
        for lines in shown.parts
        for line in lines.rows
    ]  # fmt: skip


__all__ = [
    "COLUMNS", "RECORD", "Brief", "Lesson", "Page", "RollOutsPage", "Stage", "address", "brief", "csv_rows",
    "list_page", "page", "record_rows", "thing", "where_words",
]  # fmt: skip
