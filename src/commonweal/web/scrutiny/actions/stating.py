"""The statement of a report: what its author makes of what the answers give."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.web.proposals.actions import Moved
from commonweal.web.scrutiny.models import Report, Statement
from commonweal.web.scrutiny.selectors import accounts, statements

from .answering import record


@transaction.atomic
def save_statement(*, report: Report, text: str, revision: int, by: Any, now: dt.datetime) -> Statement:
    """Keep the author's text, beside what the answers give at this moment.

    ``revision`` is of the page it was written on; 0 where nobody had worded it. Raises
    :class:`~commonweal.web.proposals.actions.Moved`; ValueError where the tests are not begun, nothing is
    answered, or the text is empty or has more than 250 words.
    """
    held = Report.objects.select_for_update(of=("self",)).select_related("proposal", "test_set")
    sheet = accounts.sheet_of(held.get(id=report.pk))
    if sheet is None or sheet.account.quality == "none":
        raise ValueError(_("None of the tests has been answered, so there is nothing to state yet."))
    clean = "\n".join(line.strip() for line in text.replace("\x00", "").splitlines() if line.strip())
    if not any(c.isalnum() for c in clean):
        raise ValueError(_("Write the statement, or go back to the one that the answers give."))
    if (count := len(clean.split())) > statements.MOST_WORDS:
        raise ValueError(
            ngettext(
                "The statement has %(count)d word; it may have %(most)d at most.",
                "The statement has %(count)d words; it may have %(most)d at most.",
                count,
            )
            % {"count": count, "most": statements.MOST_WORDS}
        )
    row = Statement.objects.filter(report=report).first() or Statement(report=report, revision=0)
    if (row.revision if row.text else 0) != revision:
        raise Moved(row, row.changed_by)
    row.written, row.text = statements.text_of(sheet), clean
    row.revision += 1
    row.changed_by, row.changed_at = str(by), now
    row.save()
    record(report, by, now, "stated", "worded the statement")
    return row


@transaction.atomic
def drop_statement(*, report: Report, by: Any, now: dt.datetime) -> None:
    """Go back to the statement that the answers give. The record keeps the author's text."""
    row = Statement.objects.select_for_update().filter(report=report).exclude(text="").first()
    if row is not None:
        record(report, by, now, "unstated", "went back to what the answers give", {"text": row.text})
        row.written = row.text = ""
        row.revision += 1
        row.changed_by, row.changed_at = str(by), now
        row.save()
