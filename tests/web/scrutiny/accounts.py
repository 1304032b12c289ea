"""What a report's author does, in a line each, for the tests that need it done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.web.example import NOW

from commonweal.web.scrutiny.actions import answering
from commonweal.web.scrutiny.models import Committee, Meeting, Report, Response

SOLIHULL = "E08000029"


def report_of(by: Any, **more: Any) -> Report:
    """A report to a cabinet on 15 December 2026, in Solihull."""
    committee, _ = Committee.objects.get_or_create(
        slug="cabinet", defaults={"name": "Cabinet", "made_by": str(by), "made_at": NOW}
    )
    meeting, _ = Meeting.objects.get_or_create(
        committee=committee, day=dt.date(2026, 12, 15), defaults={"made_by": str(by), "made_at": NOW}
    )
    fields = {
        "reference": f"R{Report.objects.count() + 1}",
        "title": "A library for Chelmsley Wood",
        "kind": "project",
        "author_role": "Head of libraries",
        "meeting": meeting,
        "made_by": str(by),
        "made_at": NOW,
        "changed_by": str(by),
        "changed_at": NOW,
    } | more
    made = Report.objects.create(**fields)
    made.places.create(area=SOLIHULL)
    return made


def begun(by: Any, **more: Any) -> Report:
    return answering.begin_tests(report=report_of(by, **more), by=by, now=NOW)


def said(report: Report, key: str, by: Any, *, now: dt.datetime = NOW, **parts: Any) -> Response:
    row = report.responses.filter(key=key).first()
    return answering.save_response(
        report=report, key=key, parts=parts, revision=row.revision if row else 0, by=by, now=now
    )


def body(response: Any) -> str:
    return str(response.content.decode())
