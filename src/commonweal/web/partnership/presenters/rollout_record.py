"""The record of a roll-out in words: what it brings, stages, training, adaptations, changes and lessons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.partnership.rollouts import Reach
from commonweal.web.framework.selectors import Book
from commonweal.web.partnership.models import Brought, RollOut
from commonweal.web.partnership.selectors.rollouts import Gone
from commonweal.web.ui.days import day_words

from .recorded import NOT_RECORDED, Line, Lines, source_of, when_words

Titles = Mapping[tuple[str, str], str]


_TAGS = {
    Reach.REACHED: (gettext_lazy("Reached"), "green"),
    Reach.LATE: (gettext_lazy("Late"), "orange"),
    Reach.AHEAD: (gettext_lazy("To come"), "blue"),
    Reach.UNDATED: (gettext_lazy("No day recorded"), "grey"),
}


def tag(reach: Reach) -> tuple[str, str]:
    words, colour = _TAGS[reach]
    return str(words), colour


def thing(b: Brought, titles: Titles) -> str:
    """ "Inclusive Growth Toolkit, version 1.1.0"."""
    title = titles.get((b.kind, b.thing)) or _("%(kind)s “%(id)s”, which is not here any more") % {
        "kind": b.get_kind_display(),
        "id": b.thing,
    }
    if b.version:
        return _("%(title)s, version %(version)s") % {"title": title, "version": b.version}
    if b.kind == Brought.Kind.FRAMEWORK:
        return title
    return _("%(title)s, version not recorded") % {"title": title}


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
        r, "brought", _("What it brings"), _("What"), _("What it brings is not recorded."),
        [
            _line(r, "brought", b, thing(b, titles),
                  [when_words(b.by), when_words(b.until, _("no end recorded"))], href=_thing_href(b, titles))
            for b in r.brought.all()
        ],
    )  # fmt: skip


def _stages(r: RollOut, reached: Mapping[int, Reach]) -> Lines:
    return _lines(
        r, "stages", _("Stages"), _("Stage"), _("No stage is recorded."),
        [
            _line(r, "stages", s, s.name, [when_words(s.planned), when_words(s.reached)], words=s.words,
                  tag=tag(reached[s.pk]))
            for s in r.stages.all()
        ],
    )  # fmt: skip


def _trainings(r: RollOut) -> Lines:
    return _lines(
        r, "trainings", _("Training given"), _("To whom"),
        _("No training is recorded."),
        [
            _line(r, "trainings", t, t.to,
                  [when_words(t.on), f"{t.people:,}" if t.people else str(NOT_RECORDED),
                   t.given_by or str(NOT_RECORDED)], words=t.words)
            for t in r.trainings.all()
        ],
        note=_taught(r),
    )  # fmt: skip


def _adaptations(r: RollOut) -> Lines:
    return _lines(
        r, "adaptations", _("What was adapted"), _("What was done otherwise"),
        _("Nothing is recorded as done otherwise."),
        [_line(r, "adaptations", a, a.words, [a.why]) for a in r.adaptations.all()],
    )  # fmt: skip


def _effects(r: RollOut, seen: Mapping[int, tuple[Any, Any]], book: Book | None) -> Lines:
    rows = []
    for e in r.effects.all():
        links: list[tuple[str, str]] = []
        proposal, report = seen.get(e.pk, (None, None))
        if proposal is not None:
            said = _("Proposal: %(title)s") % {"title": proposal.title}
            links.append((said, reverse("proposals:proposal", args=[proposal.pk])))
        if report is not None:
            word = decided(report)
            said = _("Report: %(title)s (%(decision)s)") if word else _("Report: %(title)s")
            said %= {"title": report.title, "decision": word}
            links.append((said, reverse("scrutiny:report", args=[report.pk])))
        if e.indicator:
            known = book.snapshot.indicators.get(e.indicator) if book else None
            href = reverse("framework:indicator", args=[e.indicator]) if known else ""
            gone = _("%(indicator)s: withdrawn since") % {"indicator": e.indicator}
            links.append((known.name if known else gone, href))
        if e.link:
            links.append((e.link, e.link))
        rows.append(_line(r, "effects", e, e.words, [when_words(e.on)], links=links))
    return _lines(
        r, "effects", _("What it changed"), _("What changed"), _("No change through it is recorded."), rows,
        note=_(
            "A roll-out and a change that followed it stand side by side here; that the one brought the "
            "other about is what the source says, or nobody."
        ),
    )  # fmt: skip


def _lessons(r: RollOut, gone: Mapping[int, Gone]) -> Lines:
    rows = []
    for lesson in r.lessons.all():
        sent = lesson.sent_at is not None and gone[lesson.pk].state != "discarded"
        rows.append(
            _line(
                r, "lessons", lesson, lesson.words,
                [when_words(lesson.on), lesson.item_words or _("for none"), where_words(gone[lesson.pk])],
                fixed=sent, stays=lesson.sent_at is not None,
            )
        )  # fmt: skip
    return _lines(
        r, "lessons", _("What was learnt"), _("Lesson"),
        _("No lesson is recorded."), rows,
    )  # fmt: skip


def where_words(gone: Gone) -> str:
    """Where a lesson went, in a sentence."""
    day = day_words(gone.on.date()) if gone.on else ""
    if gone.state == "kept":
        return _("Kept here.")
    if gone.state == "draft":
        return _("A note in the draft of the next version since %(day)s.") % {"day": day}
    if gone.state == "discarded":
        sent = (
            _("Sent on %(day)s to a draft that was thrown away since. It can be sent again.")
            if day
            else _("Sent to a draft that was thrown away since. It can be sent again.")
        )
        return sent % {"day": day}
    did = {
        "": _("what it is for stands there as it was"),
        "changed": _("what it is for was written anew there"),
        "moved": _("the question was moved there"),
        "gone": _("the question was taken out there"),
        "added": _("the question is new there"),
    }[gone.change]
    came = (
        _("Version %(version)s came into force on %(day)s: %(change)s.")
        if day
        else _("Version %(version)s came into force: %(change)s.")
    )
    return came % {"version": gone.version, "day": day, "change": did}


def _line(
    r: RollOut, kind: str, held: Any, head: str, cells: list[str], *, href: str = "", words: str = "",
    tag: tuple[str, str] | None = None, links: list[tuple[str, str]] | None = None, fixed: bool = False,
    stays: bool = False,
) -> Line:  # fmt: skip
    here = [r.slug, kind, held.pk]
    return Line(
        head, href, words, tag, list(zip(_columns(kind), cells, strict=True)), links or [], source_of(held),
        "" if fixed else reverse("partnership:rollout-line", args=here),
        "" if stays else reverse("partnership:rollout-line-drop", args=here),
    )  # fmt: skip


_ADD = {
    "brought": gettext_lazy("Add what it brings"),
    "stages": gettext_lazy("Add a stage"),
    "trainings": gettext_lazy("Add training"),
    "adaptations": gettext_lazy("Add what was adapted"),
    "effects": gettext_lazy("Add what it changed"),
    "lessons": gettext_lazy("Add a lesson"),
}


_COLUMNS = {
    "brought": [gettext_lazy("In use by"), gettext_lazy("Until")],
    "stages": [gettext_lazy("Planned for"), gettext_lazy("Reached")],
    "trainings": [gettext_lazy("When"), gettext_lazy("How many"), gettext_lazy("By whom")],
    "adaptations": [gettext_lazy("Why")],
    "effects": [gettext_lazy("When")],
    "lessons": [gettext_lazy("When"), gettext_lazy("For which question"), gettext_lazy("Where it went")],
}


def _columns(kind: str) -> list[str]:
    return [str(c) for c in _COLUMNS[kind]]


def _lines(
    r: RollOut, kind: str, title: str, first: str, empty: str, rows: list[Line], note: str = ""
) -> Lines:  # fmt: skip
    href = reverse("partnership:rollout-line-new", args=[r.slug, kind])
    return Lines(title, first, _columns(kind), rows, empty, str(_ADD[kind]), href, note if rows else "")


def _taught(r: RollOut) -> str:
    known = [t.people for t in r.trainings.all() if t.people]
    lacking = len(r.trainings.all()) - len(known)
    if not known:
        return ""
    if lacking:
        said = ngettext(
            "%(places)s places at trainings are recorded; of %(number)s training the number is not recorded. "
            "Who came twice is counted twice.",
            "%(places)s places at trainings are recorded; of %(number)s trainings the number is not "
            "recorded. Who came twice is counted twice.",
            lacking,
        )
    else:
        said = _("%(places)s places at trainings are recorded. Who came twice is counted twice.")
    return said % {"places": f"{sum(known):,}", "number": f"{lacking:,}"}


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
