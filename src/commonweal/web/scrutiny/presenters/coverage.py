"""Coverage in words: one sentence, tables of which each number leads to its list, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from commonweal.publish.numbers import plain
from commonweal.web.scrutiny.forms.asked import NONE, Coverage, Reports
from commonweal.web.scrutiny.models import Report
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
_COLUMNS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("reports", "Reports", {}),
    ("accounted", "Account", {"account": "given"}),
    ("whole", "In whole", {"account": "whole"}),
    ("partial", "In part", {"account": "partial"}),
    ("none", "Not at all", {"account": "none"}),
    ("early", "In time", {"timing": "early"}),
    ("late", "Late", {"timing": "late"}),
    ("after", "After the decision", {"timing": "after"}),
    ("timing_unknown", "When is not known", {"timing": "unknown"}),
)
_EXEMPT = ("exempt", "Exempt", {"state": "exempt"})
COLUMNS = (
    "by", "group", "reports", "accounted", "whole", "partial", "none", "early", "late", "after",
    "timing_unknown", "exempt", "share", "share_whole", "share_early", "counted", "list",
)  # fmt: skip
MOST_QUARTERS = 80
MOST_MULTIPLES = 6
_BEGINS = "Reports that account for their impact:"


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
    numbers = {n.label: n for n in _numbers(total, asked, found.everything)}
    query = replace(asked, size="").address()
    trend = trend_of(found)
    return CoveragePage(
        sentence=_sentence(found, asked),
        counted=counted_words(found),
        accounts=ACCOUNTS,
        timing=TIMING,
        filters=_filters(found, asked),
        quality=[(label, numbers[label]) for label in ("In whole", "In part", "Not at all")],
        when=[
            (label, numbers[label])
            for label in ("In time", "Late", "After the decision", "When is not known")
        ],
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


def trend_words(trend: Sequence[Mapping[str, Any]]) -> str:
    """The picture in a sentence; "" where there is none."""
    held = [row for row in trend if row["reports"]]
    if not held:
        return ""
    first, last = held[0], held[-1]
    if len(held) == 1:
        only = f"{_share_words(first)} in {quarter_words(first['quarter'])}"
        return f"{_BEGINS} {only}, the only quarter with a report."
    said = f"{_BEGINS} {_share_words(first)} in {quarter_words(first['quarter'])}, {_share_words(last)} in "
    said += quarter_words(last["quarter"])
    missing = len(trend) - len(held)
    if not missing:
        return f"{said}."
    return f"{said}; in {missing} {'quarter' if missing == 1 else 'quarters'} between there was no report."


def counted_words(found: Covered) -> str:
    """What is counted and what is not; to the public exempt reports are one number of the whole register."""
    if found.everything:
        n = found.states
        return (
            "Every report in the register that fits is counted, exempt ones too: "
            f"{n['public']:,} public, {n['private']:,} not public yet and {n['exempt']:,} exempt."
        )
    said = "Only reports that are public are counted."
    if not found.exempt:
        return f"{said} No report of the register is exempt."
    if found.exempt == 1:
        return f"{said} 1 report of the whole register is exempt, and is counted nowhere here."
    return f"{said} {found.exempt:,} reports of the whole register are exempt, and are counted nowhere here."


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
        group = name or ("" if by == "all" else f"no {by}")
        yield {
            "by": by,
            "group": group,
            **numbers,
            **shares,
            "counted": counted,
            "list": home + _list(asked, more),
        }


def percent(part: int, whole: int) -> str:
    """ "60%"; what is not all is never 100%, and what is not nothing never 0%."""
    if not whole:
        return "no share"
    if 0 < part / whole < 0.005:
        return "under 1%"
    if 0.995 <= part / whole < 1:
        return "over 99%"
    return f"{plain(100 * part / whole, 0)}%"


def _sentence(found: Covered, asked: Coverage) -> str:
    n = found.total
    what = "reports" if found.everything else "public reports"
    those = " that fit what you asked" if replace(asked, size="").address() != "?" else ""
    if not n["reports"]:
        return f"There are no {what}{those} to count." if those else f"There are no {what} to count yet."
    if n["reports"] == 1:
        does = "accounts" if n["accounted"] else "does not account"
        early = ", before options closed" if n["early"] else ""
        only = f"The one {what.removesuffix('s')}{those.replace('fit', 'fits')}"
        return f"{only} {does} for its inclusive growth impact{early}."
    if not n["accounted"]:
        return f"None of {n['reports']:,} {what}{those} accounts for its inclusive growth impact."
    share = percent(n["accounted"], n["reports"])
    verb, its = ("accounts", "its") if n["accounted"] == 1 else ("account", "their")
    early = "none did so" if not n["early"] else f"{n['early']:,} did so"
    return (
        f"{n['accounted']:,} of {n['reports']:,} {what}{those} ({share}) {verb} for {its} inclusive growth "
        f"impact; {early} before options closed."
    )


def _groupings(found: Covered, asked: Coverage, trend: Sequence[Mapping[str, Any]]) -> list[Grouping]:
    names = dict(found.committee_choices)
    headers = [label for _, label, _ in _columns(found.everything)]

    def rows(groups: Iterable[tuple[str, Mapping[str, str], Mapping[str, Any]]]) -> list[Row]:
        return [
            Row(label, _numbers(row, asked, found.everything, more), missing=not row["reports"])
            for label, more, row in groups
        ]

    committees = [
        (names.get(key, "No committee yet"), more, r) for key, more, r in _by(found.committees, "committee")
    ]
    directorates = [(key or "None named", more, r) for key, more, r in _by(found.directorates, "directorate")]
    quarters = [(quarter_words(r["quarter"]), {"quarter": r["quarter"]}, r) for r in reversed(trend)]
    quarters += [("No meeting yet", {"quarter": NONE}, r) for r in found.quarters if not r["quarter"]]
    return [
        Grouping("By committee", "Committee", headers, rows(_named(committees))),
        Grouping("By directorate", "Directorate", headers, rows(_named(directorates))),
        Grouping("By quarter of the meeting", "Quarter", headers, rows(quarters)),
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
            said=f"{names[r['committee']]}, quarter by quarter. In all {_share_words(r)} account.",
        )
        for r in sorted(largest, key=lambda r: names[r["committee"]].casefold())
    ]


def _named(groups: list[Any]) -> list[Any]:
    """By name; those that have none come last."""
    return sorted(groups, key=lambda g: (NONE in g[1].values(), g[0].casefold(), str(g[1])))


def _columns(everything: bool) -> tuple[tuple[str, str, Mapping[str, str]], ...]:
    return (*_COLUMNS, _EXEMPT) if everything else _COLUMNS


def _numbers(
    row: Mapping[str, Any], asked: Coverage, everything: bool, more: Mapping[str, str] | None = None
) -> list[Number]:
    return [
        Number(
            label=label,
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
    committees = [*found.committee_choices, (NONE, "No committee yet")]
    directorates = [*((d, d) for d in found.directorate_choices), (NONE, "None named")]
    filters = [
        filter_of("committee", "Committee", "All committees", committees, asked.committee),
        filter_of("directorate", "Directorate", "All directorates", directorates, asked.directorate),
        filter_of("kind", "Kind", "All kinds", Report.Kind.choices, asked.kind),
        filter_of("key", "Key decision", "All", KEY, asked.key),
        quarter_filter("since", "From quarter", "The first", quarters, asked.since),
        quarter_filter("until", "To quarter", "The last", quarters, asked.until),
    ]
    if found.everything:
        filters.append(filter_of("state", "Open to", "All", STATES, asked.state))
    return filters


def _share_words(row: Mapping[str, Any]) -> str:
    return f"{row['accounted']:,} of {row['reports']:,} ({percent(row['accounted'], row['reports'])})"


def _cut(found: Covered) -> str:
    if len(found.trend) <= MOST_QUARTERS:
        return ""
    return "Picture and table show the latest twenty years; the file has every quarter."
