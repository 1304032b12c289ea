"""What the search of the whole site shows of the register."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.web.scrutiny.forms.asked import Reports
from commonweal.web.scrutiny.forms.statement import Statements
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.presenters.register import report_row
from commonweal.web.scrutiny.selectors import finding
from commonweal.web.ui.findable import Found, Group


def found(words: str) -> Iterator[Group]:
    """Public reports, committees, meetings and statements that hold every word."""
    asked = Reports(words=words)
    sought = finding.sought(words, asked)
    listed = reverse("scrutiny:reports") + asked.address()
    yield Group(_("Reports"), [_found(r) for r in sought.reports], sought.report_count, listed)
    yield Group(
        _("Committees"),
        [Found(c.name, reverse("scrutiny:committee", args=[c.slug])) for c in sought.committees],
    )
    yield Group(
        _("Meetings"),
        [Found(str(m), reverse("scrutiny:meeting", args=[m.pk]), m.title) for m in sought.meetings],
        sought.meeting_count,
        reverse("scrutiny:committees"),
    )
    said = [
        Found(r.title, reverse("scrutiny:public-statement", args=[r.pk]), str(r.meeting or ""))
        for r in sought.statements
    ]
    rest = reverse("scrutiny:statements") + Statements(words=words).address()
    yield Group(_("Statements on inclusive growth"), said, sought.statement_count, rest)


def _found(report: Report) -> Found:
    row = report_row(report)
    return Found(row.title, row.href, row.words)
