"""Reads of the tests, the register and the accounts: one question a function."""

from .register import committee, committees, may, may_see, meeting, meetings, report, reports
from .test_sets import all_published, content, draft, in_force, published

__all__ = [
    "all_published",
    "committee",
    "committees",
    "content",
    "draft",
    "in_force",
    "may",
    "may_see",
    "meeting",
    "meetings",
    "published",
    "report",
    "reports",
]
