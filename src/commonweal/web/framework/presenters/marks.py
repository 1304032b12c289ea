"""Marks, rows and sources: the parts that every page of the framework shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.evidence.periods import label, parse
from commonweal.packs.models import Provenance
from commonweal.progress.schema import Reason, Status
from commonweal.progress.snapshot import Snapshot
from commonweal.progress.standing import GoalStanding, Standing
from commonweal.publish import breakdowns, numbers, sentences, sparkline, status
from commonweal.web.framework.forms import Asked
from commonweal.web.framework.selectors import Book
from commonweal.web.ui import addresses

PROVENANCE_WORDS: dict[Provenance, Any] = {
    Provenance.SEEN: gettext_lazy("seen on a public page"),
    Provenance.INFERRED: gettext_lazy("inferred from what was seen"),
    Provenance.RECONSTRUCTED: gettext_lazy("reconstructed by Commonweal"),
    Provenance.OWN: gettext_lazy("written by the authority that uses it"),
}


@dataclass(frozen=True)
class StatusView:
    """A status as word and class; the class draws its shape and its colour."""

    key: str
    word: str
    css: str


@dataclass(frozen=True)
class MarkView:
    name: str
    href: str
    status: StatusView


@dataclass(frozen=True)
class CountView:
    status: StatusView
    count: int


@dataclass(frozen=True)
class SourceView:
    """What stands under a figure: whose it is, which release, which file."""

    organisation: str
    title: str
    released: str
    licence: str
    href: str
    vintage: str


@dataclass(frozen=True)
class RowView:
    """One indicator in one place: a row of a goal's table, or a card on a phone."""

    id: str
    question: str
    name: str
    href: str
    latest: str
    period: str
    of_whom: str
    spark: SafeString
    change: str
    gap: str
    status: StatusView
    sentence: str
    provisional: bool
    provenance: str
    reconstructed: bool
    source: SourceView | None


def status_view(key: Status, rule: str = "", grade: str | None = "") -> StatusView:
    """By which ``rule`` it was judged, and with which ``grade``, is heard in its words; by that of the site,
    where none is named.
    """
    mark = status.mark(key, rule, grade)
    return StatusView(key.value, mark.word, mark.css)


def address(name: str, *args: str, asked: Asked | None = None, **query: str | None) -> str:
    """A page's address with the state that travels from page to page: place, rule and snapshot."""
    carried = {"place": asked.place, "rule": asked.rule, "snapshot": asked.snapshot} if asked else {}
    pairs = [(k, v) for k, v in {**carried, **query}.items() if v]
    return addresses.of(name, *args) + ("?" + urlencode(pairs) if pairs else "")


def mark_view(standing: Standing, asked: Asked) -> MarkView:
    return MarkView(
        name=standing.indicator.name,
        href=address("framework:indicator", standing.indicator.id, asked=asked),
        status=status_view(standing.status, asked.rule, standing.grade),
    )


def marks(goal: GoalStanding, asked: Asked) -> list[MarkView]:
    """A goal's marks, the best first, so that strips can be compared by eye."""
    order = list(Status)
    ranked = sorted(goal.standings, key=lambda s: (order.index(s.status), s.indicator.name))
    return [mark_view(s, asked) for s in ranked]


def with_figures_first(standings: Sequence[Standing]) -> list[Standing]:
    """The goal's own order, those without a figure last."""
    return sorted(standings, key=lambda s: s.row is None)


def counts(found: Counter[Status], rule: str = "") -> list[CountView]:
    """The count of every status that occurs, in the order of the marks."""
    return [CountView(status_view(s, rule), found[s]) for s in Status if found[s]]


def source_view(snapshot: Snapshot, indicator: str) -> SourceView | None:
    """Whose the figures in force are. Where the file names nobody, the indicator's definition does."""
    vintages = snapshot.datasets_of.get(indicator, ())
    if not vintages:
        return None
    v, definition = vintages[0], snapshot.indicators.get(indicator)
    return SourceView(
        organisation=v.organisation or (definition.organisation if definition else "") or _("not stated"),
        title=v.title,
        released=v.released,
        licence=v.licence,
        href=addresses.of("framework:dataset", v.dataset),
        vintage=v.sha256[:8],
    )


def period_words(text: str | None) -> str:
    return label(parse(text)) if text else ""


def whose_words(source: SourceView | None) -> str:
    """ "Ofcom, released 2026-06-26"."""
    if source is None:
        return ""
    if not source.released:
        return source.organisation
    return _("%(organisation)s, released %(day)s") % {
        "organisation": source.organisation,
        "day": source.released,
    }


def face(standing: Standing, book: Book) -> str:
    """What stands beside a figure in a sentence: "2023 · Ofcom, released 2026-06-26".

    Where the figure is of one group, its name comes first; "provisional" is said last.
    """
    row, source = standing.row, source_view(book.snapshot, standing.indicator.id)
    if row is None:
        return ""
    whose = whose_words(source)
    of_whom = breakdowns.words(standing.breakdown) if standing.breakdown else ""
    provisional = _("provisional") if row["provisional"] else ""
    parts = [of_whom, period_words(row["latest_period"]), whose, provisional]
    return " · ".join(part for part in parts if part)


def row_view(standing: Standing, book: Book, asked: Asked) -> RowView:
    """Everything a table says of one indicator in one place."""
    indicator, row = standing.indicator, standing.row
    return RowView(
        id=indicator.id,
        question=indicator.question,
        name=indicator.name,
        href=address("framework:indicator", indicator.id, asked=asked),
        latest=numbers.value(row["latest"], indicator) if row else _("no data"),
        period=period_words(row["latest_period"]) if row else "",
        of_whom=breakdowns.words(standing.breakdown) if standing.breakdown else "",
        spark=mark_safe(sparkline.sparkline(row, indicator)) if row else SafeString(""),
        change=sentences.change(row, indicator, book.places) if row else "",
        gap=sentences.gap(row, indicator, book.places) if row else "",
        status=status_view(standing.status, asked.rule, standing.grade),
        sentence=sentences.status(row, indicator, book.places) if row else sentences.no_data(indicator),
        provisional=bool(row and row["provisional"]),
        provenance=str(PROVENANCE_WORDS[indicator.provenance]),
        reconstructed=indicator.provenance is Provenance.RECONSTRUCTED,
        source=source_view(book.snapshot, indicator.id),
    )


def met(standing: Standing) -> bool:
    return standing.reason is Reason.MET
