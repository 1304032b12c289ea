"""A file of reports as its page shows it: what is wrong with it, and what it would do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonweal.web.scrutiny.models import RegisterFile, Report
from commonweal.web.scrutiny.selectors.importing import Outcome

SHOWN = 200
TEMPLATE = {
    "reference": "CA/26/114", "title": "Homes at the old depot", "kind": "project",
    "author_role": "Head of housing", "summary": "Asks for money to build homes.",
    "committee": "Investment Board", "meeting_date": "2026-12-03", "item": "7", "key_decision": "yes",
    "exempt": "no", "cost": "5000000", "places": "E08000025;E08000026", "options_closed": "2026-11-10",
}  # fmt: skip


@dataclass(frozen=True)
class ProblemRow:
    row: str
    column: str
    value: str
    message: str
    stops: bool


@dataclass(frozen=True)
class ChangeRow:
    reference: str
    title: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class FilePage:
    id: int
    title: str
    sentence: str
    problems: list[ProblemRow]
    more_problems: int
    can_publish: bool
    state: str
    new: list[tuple[str, str, str]]
    more_new: int
    changes: list[ChangeRow]
    more_changes: int
    same: int
    committees: list[str]
    meetings: list[str]
    leaving: list[str]
    published: str


def file_page(
    brought: RegisterFile, outcome: Outcome | None, *, places: Mapping[str, str], proposals: Mapping[int, str]
) -> FilePage:
    """``outcome``: None where problems stop the file, or it is published."""
    problems = [ProblemRow(str(r or ""), c, v, m, s) for r, c, v, m, s in brought.problems]
    found = outcome.comparison if outcome else None
    new = [
        (e.reference, e.values["title"], _kinds().get(e.values["kind"], ""))
        for e in (found.new if found else ())
    ]
    changes = [
        ChangeRow(
            c.entry.reference,
            c.entry.values["title"],
            column.replace("_", " "),
            _words(column, old, places, proposals),
            _words(column, now, places, proposals),
        )
        for c in (found.changed if found else ())
        for column, old, now in c.columns
    ]
    published = ""
    if brought.published_at:
        published = f"{brought.published_by}, {brought.published_at:%-d %B %Y}"
    return FilePage(
        id=brought.pk,
        title=f"File of reports: {brought.name}",
        sentence=_sentence(brought, outcome),
        problems=problems[:SHOWN],
        more_problems=max(len(problems) - SHOWN, 0),
        can_publish=found is not None and not found.nothing,
        state=outcome.state if outcome else "",
        new=new[:SHOWN],
        more_new=max(len(new) - SHOWN, 0),
        changes=changes[:SHOWN],
        more_changes=max(len(changes) - SHOWN, 0),
        same=len(found.same) if found else 0,
        committees=list(found.committees) if found else [],
        meetings=[
            f"{m[0]}, {_day(m[1])}{f' ({m[2]})' if m[2] else ''}" for m in (found.meetings if found else ())
        ],
        leaving=list(outcome.leaving) if outcome else [],
        published=published,
    )


def file_row(brought: RegisterFile) -> tuple[int, str, str]:
    state = f"published by {brought.published_by}" if brought.published_at else "not published"
    words = f"brought by {brought.brought_by}, {brought.brought_at:%-d %B %Y}; {state}"
    return brought.pk, brought.name, words


def register_sentence(counts: Mapping[str, int]) -> str:
    total = sum(counts.values())
    if not total:
        return "The register is empty. Set up a committee and call a meeting, or bring a file of reports."
    return (
        f"{_number(total, 'report')} in the register: {counts['public']:,} public, {counts['private']:,} not "
        f"public yet, {counts['exempt']:,} exempt."
    )


def codes() -> list[tuple[str, list[tuple[str, str]]]]:
    """The codes of kinds and of decisions, each with its word."""
    return [
        ("Kinds", [(str(c), str(w)) for c, w in Report.Kind.choices]),
        ("Decisions", [(str(c), str(w)) for c, w in Report.Decision.choices]),
    ]


def template_rows(columns: Sequence[str]) -> list[dict[str, str]]:
    return [{c: TEMPLATE.get(c, "") for c in columns}]


def _sentence(brought: RegisterFile, outcome: Outcome | None) -> str:
    rows = _number(len(brought.rows), "report")
    if brought.published_at:
        done = brought.outcome
        return (
            f"Published: {_number(len(done['new']), 'new report')}, {len(done['changed']):,} changed, "
            f"{done['same']:,} as they were."
        )
    stops = sum(1 for p in brought.problems if p[4])
    if stops:
        what = "1 problem stops it" if stops == 1 else f"{stops:,} problems stop it"
        return f"We read {rows}. {what}; nothing can be published before the file is mended."
    if outcome is None or outcome.comparison.nothing:
        return f"We read {rows}, all as the register holds them already: there is nothing to publish."
    found = outcome.comparison
    return (
        f"We read {rows}: {len(found.new):,} would be new, {len(found.changed):,} would change, "
        f"{len(found.same):,} stay the same."
    )


def _words(column: str, value: str, places: Mapping[str, str], proposals: Mapping[int, str]) -> str:
    if not value:
        return "nothing"
    if column == "kind":
        return _kinds().get(value, value)
    if column == "decision":
        return {str(c): str(w) for c, w in Report.Decision.choices}.get(value, value)
    if column == "cost":
        return f"£{float(value):,.2f}".removesuffix(".00")
    if column in ("meeting_date", "options_closed", "decided_on"):
        return _day(value)
    if column == "places":
        return ", ".join(places.get(code, code) for code in value.split(";"))
    if column == "proposal":
        return proposals.get(int(value), "a proposal that you may not read")
    return value


def _day(value: str) -> str:
    return f"{dt.date.fromisoformat(value):%-d %B %Y}"


def _kinds() -> dict[str, str]:
    return {str(c): str(w) for c, w in Report.Kind.choices}


def _number(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"
