"""Reads for the import of a file: what the register holds, as a file would write it; what a file would do."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from commonweal.scrutiny import register as pure
from commonweal.scrutiny.register import Comparison, Entry, Known, Read, compare, read_register
from commonweal.web.proposals import selectors as proposals
from commonweal.web.scrutiny.models import Committee, Meeting, RegisterFile, Report, ReportPlace

Held = dict[str, dict[str, str]]
_TEXTS = (
    "reference", "title", "kind", "author_role", "summary", "item", "directorate", "sponsor", "exempt_reason",
    "decision", "decision_words",
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What publishing a file would do. ``state`` names it; ``leaving``: public ones made exempt."""

    comparison: Comparison
    leaving: tuple[str, ...]
    state: str


def read(content: bytes, name: str, user: Any) -> Read:
    return read_register(content, known(user), name=name)


def known(user: Any) -> Known:
    """What a file may name: of proposals those that this person may read."""
    return Known(
        kinds={str(k): str(w) for k, w in Report.Kind.choices},
        decisions={str(k): str(w) for k, w in Report.Decision.choices},
        places=proposals.site_places(),
        proposals=proposal_titles(user),
        references=list(Report.objects.values_list("reference", flat=True)),
        committees=list(Committee.objects.values_list("name", flat=True)),
    )


def held() -> Held:
    """Every report of the register by its reference, each column as a file would write it."""
    places = defaultdict(list)
    for id_, area in ReportPlace.objects.order_by("area").values_list("report_id", "area"):
        places[id_].append(area)
    rows = Report.objects.order_by().values(
        *_TEXTS, "id", "cost", "key_decision", "exempt", "options_closed", "decided_on", "proposal_id",
        "meeting__committee__name", "meeting__day", "meeting__title",
    )  # fmt: skip
    return {
        r["reference"]: {
            **{name: r[name] for name in _TEXTS},
            "committee": r["meeting__committee__name"] or "",
            "meeting_date": _iso(r["meeting__day"]),
            "meeting_title": r["meeting__title"] or "",
            "key_decision": _word(r["key_decision"]),
            "exempt": _word(r["exempt"]),
            "cost": f"{r['cost']:.2f}" if r["cost"] is not None else "",
            "places": ";".join(places[r["id"]]),
            "proposal": str(r["proposal_id"] or ""),
            "options_closed": _iso(r["options_closed"]),
            "decided_on": _iso(r["decided_on"]),
        }
        for r in rows.iterator()
    }


def meetings_held() -> dict[tuple[str, str, str], int]:
    """Every meeting's number by committee, day and title."""
    found = Meeting.objects.order_by().values_list("committee__name", "day", "title", "id")
    return {(committee, day.isoformat(), title): id_ for committee, day, title, id_ in found}


def outcome(brought: RegisterFile, register: Held, meetings: dict[tuple[str, str, str], int]) -> Outcome:
    """What publishing a file would do to the register as it stands."""
    found = compare(
        entries(brought),
        register,
        committees=set(Committee.objects.values_list("name", flat=True)),
        meetings=meetings.keys(),
    )
    hidden = {c.entry.reference for c in found.changed if ("exempt", "no", "yes") in c.columns}
    public = Report.objects.filter(public=True).order_by("reference").values_list("reference", flat=True)
    leaving = tuple(r for r in public if r in hidden) if hidden else ()
    return Outcome(found, leaving, hashlib.sha256(repr((found, leaving)).encode()).hexdigest())


def outcome_now(brought: RegisterFile) -> Outcome | None:
    """The same for its page; None where problems stop the file, or it is published."""
    if brought.published_at or any(p[4] for p in brought.problems):
        return None
    return outcome(brought, held(), meetings_held())


def proposal_titles(user: Any) -> dict[int, str]:
    return dict(proposals.proposals(user).values_list("id", "title"))


def entries(brought: RegisterFile) -> list[Entry]:
    return [Entry(row, values) for row, values in brought.rows]


def register_file(id_: int) -> RegisterFile | None:
    return RegisterFile.objects.filter(id=id_).first()


def register_files(most: int) -> list[RegisterFile]:
    """The latest files that were brought, without their rows."""
    return list(RegisterFile.objects.defer("rows", "problems")[:most])


def columns() -> list[tuple[str, bool, str]]:
    """Each column of a file, whether it is needed, and what stands in it."""
    return pure.columns()


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def _word(value: bool) -> str:
    return "yes" if value else "no"
