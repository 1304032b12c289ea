"""The example register: a made-up committee with its meetings and reports, from one YAML file.

It goes the way that people go, by the same actions, so that whatever they refuse is refused here too.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from commonweal.publish import documents
from commonweal.web.accounts.selectors import person_by_email
from commonweal.web.proposals.models import Proposal
from commonweal.web.scrutiny.models import Committee, Document, Meeting, Report

from .answering import begin_tests, save_response
from .example_threads import load_threads
from .reading import add_document, read_document
from .register import (
    make_public,
    save_committee,
    save_decision,
    save_exempt,
    save_meeting,
    save_places,
    save_report,
)

_ABOUT = ("reference", "title", "summary", "kind", "author_role", "directorate", "sponsor", "item")


def load_example(*, path: Path, now: dt.datetime) -> Committee | None:
    """Make the example of a file once, and read its documents; None where it is there already.

    Those that a set-up which was killed left unread are read then. Raises ValueError where the account that
    it names is missing.
    """
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    slug = given["committee"]["slug"]
    made = None if Committee.objects.filter(slug=slug).exists() else _register(given, now)
    unread = Document.objects.filter(
        report__meeting__committee__slug=slug,
        state__in=(Document.State.WAITING, Document.State.READING),
    ).exclude(report__example="")
    for document in list(unread.order_by("id").values_list("id", flat=True)):
        Document.objects.filter(id=document).update(state=Document.State.WAITING)
        read_document(document=document, clock=lambda: now)
    return made


@transaction.atomic
def _register(given: Mapping[str, Any], now: dt.datetime) -> Committee:
    by = person_by_email(given["by"])
    if by is None:
        raise ValueError(f"The example needs the account {given['by']}.")  # stays English
    committee = save_committee(committee=None, **given["committee"], revision=0, by=by, now=now)
    for m in given["meetings"]:
        meeting = save_meeting(
            meeting=None, committee=committee, day=m["day"], title="", revision=0, by=by, now=now
        )
        for r in m["reports"]:
            report = _report(r, meeting, given["example"], by, now)
            if "answers" in r:
                _answer(report, r["answers"], by, now)
            if "thread" in r:
                load_threads(report, r["thread"], by)
            if "document" in r:
                _document(report, r["document"], by, now)
    return committee


def _report(given: Mapping[str, Any], meeting: Meeting, example: str, by: Any, now: dt.datetime) -> Report:
    fields = {name: given.get(name, "") for name in _ABOUT} | {"meeting_id": meeting.pk}
    fields |= {
        "key_decision": given.get("key_decision", False),
        "options_closed": given.get("options_closed"),
    }
    fields["cost"] = Decimal(given["cost"]) if "cost" in given else None
    proposal = Proposal.objects.filter(title=given.get("proposal")).first()
    fields["proposal_id"] = proposal.pk if proposal else None
    made = save_report(report=None, fields=fields, revision=0, by=by, now=now, example=example)
    if "places" in given:
        made = save_places(report=made, places=given["places"], revision=made.revision, by=by, now=now)
    if "decision" in given:
        names = ("decided_on", "decision", "decision_words", "changed", "changed_words")
        said = {name: given[name] for name in names if name in given}
        made = save_decision(report=made, **said, revision=made.revision, by=by, now=now)
    if "exempt" in given:
        made = save_exempt(
            report=made, exempt=True, exempt_reason=given["exempt"], revision=made.revision, by=by, now=now
        )
    return make_public(report=made, revision=made.revision, by=by, now=now) if given.get("public") else made


def _answer(report: Report, given: Mapping[str, Mapping[str, Any]], by: Any, now: dt.datetime) -> None:
    begin_tests(report=report, by=by, now=now)
    for key, value in given.items():
        save_response(
            report=report,
            key=key,
            parts={name: v for name, v in value.items() if name not in ("not_known", "until")}
            if not value.get("not_known")
            else {},
            not_known=value.get("not_known", False),
            who=value.get("who", "") if value.get("not_known") else "",
            until=value.get("until"),
            revision=0,
            by=by,
            now=now,
        )


def _document(report: Report, given: Mapping[str, Any], by: Any, now: dt.datetime) -> None:
    """A Word document written from the file's own sections."""
    content = documents.docx(
        documents.Document(
            title=given["title"],
            blocks=[
                block
                for heading, paragraphs in given["sections"]
                for block in (documents.Heading(1, heading), *(documents.Paragraph(p) for p in paragraphs))
            ],
        )
    )
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(content)
        file.flush()
        add_document(
            report=report, path=Path(file.name), name=given["name"], kind="docx", by=by, clock=lambda: now,
            read=False,
        )  # fmt: skip
