"""What an officer does, in a line each, for the tests that need it done."""

from __future__ import annotations

from typing import Any

from tests.web.example import NOW

from commonweal.web.proposals import actions
from commonweal.web.proposals.models import Assessment, Proposal

SOLIHULL = "E08000029"


def made(by: Any, **more: Any) -> Proposal:
    fields = {
        "title": "A library",
        "kind": "project",
        "summary": "A library.",
        "sponsor": "The council",
    } | more
    return actions.save_proposal(proposal=None, fields=fields, revision=0, by=by, now=NOW)


def begun(by: Any, **more: Any) -> Assessment:
    proposal = made(by, **more)
    actions.save_lists(proposal=proposal, revision=1, places=[SOLIHULL], by=by, now=NOW)
    return actions.start_assessment(proposal=proposal, by=by, now=NOW)


def said(assessment: Assessment, key: str, by: Any, **parts: Any) -> Any:
    row = assessment.answers.filter(key=key).first()
    return actions.save_answer(
        assessment=assessment, key=key, parts=parts, revision=row.revision if row else 0, by=by, now=NOW
    )


def body(response: Any) -> str:
    return str(response.content.decode())
