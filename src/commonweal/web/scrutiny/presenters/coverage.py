"""Coverage in words: one sentence, tables of which each number leads to its list, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.web.scrutiny.forms.asked import NONE, Coverage, Reports
from commonweal.web.scrutiny.presenters.choices import KINDS, pairs
from commonweal.web.scrutiny.presenters.coverage_words import (
    counted_words,
    percent,
    sentence,
    share_words,
    trend_words,
)
from commonweal.web.scrutiny.presenters.filters import (
    ACCOUNTS,
    KEY,
    STATES,
    TIMING,
    Filter,
    filter_of,
    quarter_filter,
    quarter_words,
)
from commonweal.web.scrutiny.selectors.coverage import Covered

#: Columns of numbers: name of the count, header, and what the list is asked for.
_COLUMNS: tuple[tuple[str, Any, Mapping[str, str]], ...] = (
    ("reports", gettext_lazy("Reports"), {}),
    ("accounted", gettext_lazy("Account"), {"account": "given"}),
    ("whole", gettext_lazy("In whole"), {"account": "whole"}),
    ("partial", gettext_lazy("In part"), {"account": "partial"}),
    ("none", gettext_lazy("Not at all"), {"account": "none"}),
    ("early", gettext_lazy("In time"), {"timing": "early"}),
    ("late", gettext_lazy("Late"), {"timing": "late"}),
    ("after", gettext_lazy("After the decision"), {"timing": "after"}),
    ("timing_unknown", gettext_lazy("When is not known"), {"timing": "unknown"}),
)
_EXEMPT = ("exempt", gettext_lazy("Exempt"), {"state": "exempt"})
COLUMNS = (
    "by", "group", "reports", "accounted", "whole", "partial", "none", "early", "late", "after",
    "timing_unknown", "exempt", "share", "share_whole", "share_early", "counted", "list",
)  # fmt: skip
MOST_QUARTERS = 80
MOST_MULTIPLES = 6


@dataclass(frozen=True)
class Number:
    """``label``: of its column; ``share``: of the row's reports, ""; ``href``: its list, "" of nought."""

    label: str
    text: str
    share: str
    href: str


@dataclass(frozen=True)
class Row:
    """``missing``: there is no report, so there is no share either."""

    label: str
    numbers: list[Number]
    missing: bool = False


@dataclass(frozen=True)
class Grouping:
    title: str
    first: str
    headers: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class Multiple:
    """One committee's own picture, on the same quarters as all the others."""

    name: str
    picture: str
    said: str


@dataclass(frozen=True)
class CoveragePage:
    """``quality`` and ``when``: of all that are counted, label and number. ``cut``: quarters not shown."""

    sentence: str
    counted: str
    accounts: str
    timing: str
    filters: list[Filter]
    quality: list[tuple[str, Number]]
    when: list[tuple[str, Number]]
    trend_sentence: str
    picture: str
    picture_small: str
    cut: str
    multiples: list[Multiple]
    groupings: list[Grouping]
    csv_href: str
    any: bool
    everything: bool


def coverage_page(found: Covered, asked: Coverage) -> CoveragePage:
    total = found.total
    names = [name for name, _label, _extra in _columns(found.everything)]
    numbers = dict(zip(names, _numbers(total, asked, found.everything), strict=True))
    query = replace(asked, size="").address()
    trend = trend_of(found)
    return CoveragePage(
        sentence=sentence(found, asked),
        counted=counted_words(found),
        accounts=str(ACCOUNTS),
        timing=str(TIMING),
        filters=_filters(found, asked),
        quality=[(numbers[name].label, numbers[name]) for name in ("whole", "partial", "none")],
        when=[(numbers[name].label, numbers[name]) for name in ("early", "late", "after", "timing_unknown")],
        trend_sentence=trend_words(trend),
        picture=f"{reverse('scrutiny:coverage-trend')}{query}" if trend else "",
        picture_small=f"{reverse('scrutiny:coverage-trend')}{replace(asked, size='small').address()}",
        cut=_cut(found),
        multiples=_multiples(found, asked, trend),
        groupings=_groupings(found, asked, trend),
        csv_href=reverse("scrutiny:coverage-csv") + query,
        any=bool(total["reports"]),
        everything=found.everything,
    )


def trend_of(found: Covered) -> list[dict[str, Any]]:
    """The quarters that are shown: the latest twenty years at most."""
    return found.trend[-MOST_QUARTERS:]


def csv_rows(found: Covered, asked: Coverage, home: str) -> Iterable[dict[str, str]]:
    """All of them, then every group; each row says what is counted and where the list is."""
    names = dict(found.committee_choices)
    counted = counted_words(found)
    groups: list[tuple[str, str, dict[str, str], Mapping[str, Any]]] = [("all", "", {}, found.total)]
    for by, rows in (
        ("committee", found.committees),
        ("directorate", found.directorates),
        ("quarter", found.quarters),
    ):
        groups += [(by, names.get(key, key), more, row) for key, more, row in _by(rows, by)]
    for by, name, more, row in groups:
        numbers = {k: str(row[k]) for k in COLUMNS if isinstance(row.get(k), int)}
        shares = {k: "" if row[k] is None else f"{row[k]:.6f}" for k in COLUMNS if k.startswith("share")}
        if not found.everything:
            numbers["exempt"] = ""
        group = name or ("" if by == "all" else f"no {by}")  # stays English
        yield {
            "by": by,
            "group": group,
            **numbers,
            **shares,
            "counted": counted,
            "list": home + _list(asked, more),
        }


def _groupings(found: Covered, asked: Coverage, trend: Sequence[Mapping[str, Any]]) -> list[Grouping]:
    names = dict(found.committee_choices)
    headers = [str(label) for _name, label, _extra in _columns(found.everything)]

    def rows(groups: Iterable[tuple[str, Mapping[str, str], Mapping[str, Any]]]) -> list[Row]:
        return [
            Row(label, _numbers(row, asked, found.everything, more), missing=not row["reports"])
            for label, more, row in groups
        ]

    committees = [
        (names.get(key, _("No committee yet")), more, r)
        for key, more, r in _by(found.committees, "committee")
    ]
    directorates = [
        (key or _("None named"), more, r) for key, more, r in _by(found.directorates, "directorate")
    ]
    quarters = [(quarter_words(r["quarter"]), {"quarter": r["quarter"]}, r) for r in reversed(trend)]
    quarters += [(_("No meeting yet"), {"quarter": NONE}, r) for r in found.quarters if not r["quarter"]]
    return [
        Grouping(_("By committee"), _("Committee"), headers, rows(_named(committees))),
        Grouping(_("By directorate"), _("Directorate"), headers, rows(_named(directorates))),
        Grouping(_("By quarter of the meeting"), _("Quarter"), headers, rows(quarters)),
    ]


def _by(
    rows: Iterable[Mapping[str, Any]], name: str
) -> Iterable[tuple[str, dict[str, str], Mapping[str, Any]]]:
    """Each group with what its list is asked for."""
    return ((r[name], {name: r[name] or NONE}, r) for r in rows)


def _multiples(found: Covered, asked: Coverage, trend: Sequence[Mapping[str, Any]]) -> list[Multiple]:
    """The committees with the most reports; none where there is one alone, or one quarter."""
    names = dict(found.committee_choices)
    named = [r for r in found.committees if r["committee"]]
    if len(named) < 2 or len(trend) < 2:
        return []
    largest = sorted(named, key=lambda r: (-r["reports"], names[r["committee"]]))[:MOST_MULTIPLES]
    ends = {"since": trend[0]["quarter"], "until": trend[-1]["quarter"], "size": "small"}
    return [
        Multiple(
            name=names[r["committee"]],
            picture=reverse("scrutiny:coverage-trend")
            + replace(asked, committee=r["committee"], **ends).address(),
            said=_("%(committee)s, quarter by quarter. In all %(share)s account.")
            % {"committee": names[r["committee"]], "share": share_words(r)},
        )
        for r in sorted(largest, key=lambda r: names[r["committee"]].casefold())
    ]


def _named(groups: list[Any]) -> list[Any]:
    """By name; those that have none come last."""
    return sorted(groups, key=lambda g: (NONE in g[1].values(), g[0].casefold(), str(g[1])))


def _columns(everything: bool) -> tuple[tuple[str, Any, Mapping[str, str]], ...]:
    return (*_COLUMNS, _EXEMPT) if everything else _COLUMNS


def _numbers(
    row: Mapping[str, Any], asked: Coverage, everything: bool, more: Mapping[str, str] | None = None
) -> list[Number]:
    return [
        Number(
            label=str(label),
            text=f"{row[name]:,}",
            share=percent(row[name], row["reports"]) if name != "reports" and row[name] else "",
            href=_list(asked, {**(more or {}), **extra}) if row[name] else "",
        )
        for name, label, extra in _columns(everything)
    ]


def _list(asked: Coverage, more: Mapping[str, str]) -> str:
    """The address of the list with exactly these reports."""
    same = {
        name: getattr(asked, name)
        for name in ("committee", "directorate", "kind", "key", "since", "until", "state")
    }
    return reverse("scrutiny:reports") + Reports(**{**same, **more}).address()


def _filters(found: Covered, asked: Coverage) -> list[Filter]:
    quarters = [(q, quarter_words(q)) for q in found.quarter_choices]
    committees = [*found.committee_choices, (NONE, _("No committee yet"))]
    directorates = [*((d, d) for d in found.directorate_choices), (NONE, _("None named"))]
    filters = [
        filter_of("committee", _("Committee"), _("All committees"), committees, asked.committee),
        filter_of("directorate", _("Directorate"), _("All directorates"), directorates, asked.directorate),
        filter_of("kind", _("Kind"), _("All kinds"), pairs(KINDS), asked.kind),
        filter_of("key", _("Key decision"), _("All"), KEY, asked.key),
        quarter_filter("since", _("From quarter"), _("The first"), quarters, asked.since),
        quarter_filter("until", _("To quarter"), _("The last"), quarters, asked.until),
    ]
    if found.everything:
        filters.append(filter_of("state", _("Open to"), _("All"), STATES, asked.state))
    return filters


def _cut(found: Covered) -> str:
    if len(found.trend) <= MOST_QUARTERS:
        return ""
    return _("Picture and table show the latest twenty years; the file has every quarter.")
