"""The record of a roll-out in words: what it brings, stages, training, adaptations, changes and lessons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from commonweal.partnership.rollouts import Reach
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.models import Brought, RollOut
from commonweal.web.partnership.selectors.rollouts import Gone
from commonweal.web.scrutiny.presenters import thread_pieces as pieces
from commonweal.web.scrutiny.presenters.marks import day_words

from .recorded import NOT_RECORDED, Line, Lines, source_of, when_words

Titles = Mapping[tuple[str, str], str]


TAGS = {
    Reach.REACHED: ("Reached", "green"),
    Reach.LATE: ("Late", "orange"),
    Reach.AHEAD: ("To come", "blue"),
    Reach.UNDATED: ("No day recorded", "grey"),
}


def thing(b: Brought, titles: Titles) -> str:
    """ "Inclusive Growth Toolkit, version 1.1.0"."""
    title = titles.get((b.kind, b.thing), f"{b.get_kind_display()} “{b.thing}”, which is not here any more")
    if b.version:
        return f"{title}, version {b.version}"
    return title if b.kind == Brought.Kind.FRAMEWORK else f"{title}, version not recorded"


def _thing_href(b: Brought, titles: Titles) -> str:
    if (b.kind, b.thing) not in titles:
        return ""
    if b.kind == Brought.Kind.FRAMEWORK:
        return reverse("framework:framework", args=[b.thing])
    route = "toolkit:version" if b.kind == Brought.Kind.TOOLKIT else "scrutiny:tests-version"
    plain = "toolkit:toolkit" if b.kind == Brought.Kind.TOOLKIT else "scrutiny:tests"
    return reverse(route, args=[b.thing, b.version]) if b.version else reverse(plain)


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
            word = decided(report)
            links.append((f"Report: {report.title}{f' ({word})' if word else ''}",
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


def decided(report: Any) -> str:
    return str(report.get_decision_display()) if getattr(report, "decision", "") else ""


def lines_of(
    r: RollOut, reached: Mapping[int, Reach], effects: Mapping[int, tuple[Any, Any]],
    gone: Mapping[int, Gone], titles: Titles, book: Book | None,
) -> list[Lines]:  # fmt: skip
    """Every part of the record, in the order in which it is read."""
    return [
        _brought(r, titles),
        _stages(r, reached),
        _trainings(r),
        _adaptations(r),
        _effects(r, effects, book),
        _lessons(r, gone),
    ]
