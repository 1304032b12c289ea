"""A file of reports as its page shows it: what is wrong with it, and what it would do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.web.scrutiny.models import RegisterFile
from commonweal.web.scrutiny.presenters.choices import DECISIONS, KINDS, pairs, said
from commonweal.web.scrutiny.selectors.importing import Outcome
from commonweal.web.ui.days import day_words

SHOWN = 200
#: Of an example that the file to fill in shows.
TEMPLATE = {
    "reference": "CA/26/114", "title": "Homes at the old depot", "kind": "project",  # stays English
    "author_role": "Head of housing", "summary": "Asks for money to build homes.",  # stays English
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
        (e.reference, e.values["title"], str(KINDS.get(e.values["kind"], "")))
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
        published = f"{brought.published_by}, {day_words(brought.published_at)}"
    return FilePage(
        id=brought.pk,
        title=_("File of reports: %(name)s") % {"name": brought.name},
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
    words = (
        _("brought by %(who)s, %(day)s; published by %(publisher)s")
        if brought.published_at
        else _("brought by %(who)s, %(day)s; not published")
    ) % {
        "who": brought.brought_by,
        "day": day_words(brought.brought_at),
        "publisher": brought.published_by,
    }
    return brought.pk, brought.name, words


def register_sentence(counts: Mapping[str, int]) -> str:
    total = sum(counts.values())
    if not total:
        return _("The register is empty. Set up a committee and call a meeting, or bring a file of reports.")
    return ngettext(
        "%(number)s report in the register: %(public)s public, %(private)s not public yet, %(exempt)s "
        "exempt.",
        "%(number)s reports in the register: %(public)s public, %(private)s not public yet, %(exempt)s "
        "exempt.",
        total,
    ) % {"number": f"{total:,}", **{name: f"{counts[name]:,}" for name in ("public", "private", "exempt")}}


def codes() -> list[tuple[str, list[tuple[str, str]]]]:
    """The codes of kinds and of decisions, each with its word."""
    return [
        (_("Kinds"), pairs(KINDS)),
        (_("Decisions"), pairs(DECISIONS)),
    ]


def template_rows(columns: Sequence[str]) -> list[dict[str, str]]:
    return [{c: TEMPLATE.get(c, "") for c in columns}]


def _sentence(brought: RegisterFile, outcome: Outcome | None) -> str:
    if brought.published_at:
        done = brought.outcome
        fresh = len(done["new"])
        return ngettext(
            "Published: %(new)s new report, %(changed)s changed, %(same)s as they were.",
            "Published: %(new)s new reports, %(changed)s changed, %(same)s as they were.",
            fresh,
        ) % {"new": f"{fresh:,}", "changed": f"{len(done['changed']):,}", "same": f"{done['same']:,}"}
    count = len(brought.rows)
    rows = ngettext("%(number)s report", "%(number)s reports", count) % {"number": f"{count:,}"}
    stops = sum(1 for p in brought.problems if p[4])
    if stops:
        return ngettext(
            "We read %(reports)s. %(number)s problem stops it; nothing can be published before the file is "
            "mended.",
            "We read %(reports)s. %(number)s problems stop it; nothing can be published before the file is "
            "mended.",
            stops,
        ) % {"reports": rows, "number": f"{stops:,}"}
    if outcome is None or outcome.comparison.nothing:
        return _(
            "We read %(reports)s, all as the register holds them already: there is nothing to publish."
        ) % {"reports": rows}
    found = outcome.comparison
    return _(
        "We read %(reports)s: %(new)s would be new, %(changed)s would change, %(same)s stay the same."
    ) % {
        "reports": rows,
        "new": f"{len(found.new):,}",
        "changed": f"{len(found.changed):,}",
        "same": f"{len(found.same):,}",
    }


def _words(column: str, value: str, places: Mapping[str, str], proposals: Mapping[int, str]) -> str:
    if not value:
        return _("nothing")
    if column == "kind":
        return said(KINDS, value)
    if column == "decision":
        return said(DECISIONS, value)
    if column == "cost":
        return f"£{float(value):,.2f}".removesuffix(".00")
    if column in ("meeting_date", "options_closed", "decided_on"):
        return _day(value)
    if column == "places":
        return ", ".join(places.get(code, code) for code in value.split(";"))
    if column == "proposal":
        return proposals.get(int(value), _("a proposal that you may not read"))
    return value


def _day(value: str) -> str:
    return day_words(dt.date.fromisoformat(value))
