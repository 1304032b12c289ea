"""Reads of the register. Every list of reports begins with :func:`reports`, which leaves out the unseen."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from commonweal.web.scrutiny.models import Committee, Meeting, Report
from commonweal.web.scrutiny.roles import READ


def may(user: Any, permission: str) -> bool:
    return bool(user.is_authenticated and user.may(permission))


def reports(user: Any) -> QuerySet[Report]:
    """Those that this person may know of: to the public, those made public and not exempt."""
    found = Report.objects.select_related("meeting__committee", "proposal")
    return found if may(user, READ) else found.filter(public=True, exempt=False)


def may_see(user: Any, report_: Report) -> bool:
    return (report_.public and not report_.exempt) or may(user, READ)


def report(id_: int) -> Report | None:
    return Report.objects.select_related("meeting__committee", "proposal", "test_set").filter(id=id_).first()


def committees() -> list[Committee]:
    return list(Committee.objects.all())


def committee(slug: str) -> Committee | None:
    return Committee.objects.filter(slug=slug).first()


def meetings(user: Any) -> QuerySet[Meeting]:
    """The latest first, each with the number of reports that this person may know of (``seen``).

    To the public a meeting is there once a report of it is public.
    """
    seen = Q() if may(user, READ) else Q(reports__public=True, reports__exempt=False)
    found = Meeting.objects.select_related("committee").annotate(seen=Count("reports", filter=seen))
    return found if may(user, READ) else found.filter(seen__gt=0)


def meeting(user: Any, id_: int) -> Meeting | None:
    return meetings(user).filter(id=id_).first()
