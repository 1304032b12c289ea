"""What a governance officer does, in a line each, for the tests that need it done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.web.example import NOW

from commonweal.web.scrutiny.actions import register as actions
from commonweal.web.scrutiny.models import Committee, Meeting, Report

DAY = dt.date(2026, 12, 3)
SOLIHULL = "E08000029"


def committee(by: Any, name: str = "Investment Board", slug: str = "investment-board") -> Committee:
    found = Committee.objects.filter(slug=slug).first()
    return found or actions.save_committee(committee=None, name=name, slug=slug, revision=0, by=by, now=NOW)


def meeting(by: Any, day: dt.date = DAY, **about: str) -> Meeting:
    return actions.save_meeting(
        meeting=None, committee=committee(by, **about), day=day, title="", revision=0, by=by, now=NOW
    )


def entered(by: Any, reference: str = "R1", *, public: bool = False, exempt: str = "", **more: Any) -> Report:
    """A report of the register; ``exempt`` is the reason."""
    fields = {
        "reference": reference, "title": f"Report {reference}", "kind": "project",
        "author_role": "Head of land",
    } | more  # fmt: skip
    made = actions.save_report(report=None, fields=fields, revision=0, by=by, now=NOW)
    if exempt:
        made = actions.save_exempt(
            report=made, exempt=True, exempt_reason=exempt, revision=made.revision, by=by, now=NOW
        )
    return actions.make_public(report=made, revision=made.revision, by=by, now=NOW) if public else made


def body(response: Any) -> str:
    return str(response.content.decode())
