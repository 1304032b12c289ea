"""Committees, meetings and reports; the tests put to a report, what was answered, and the statement."""

from .accounts import Citation, DocumentCitation, Response, Statement
from .register import Committee, Document, Meeting, RegisterFile, Report, ReportPlace
from .test_sets import SetVersion

__all__ = [
    "Citation",
    "Committee",
    "Document",
    "DocumentCitation",
    "Meeting",
    "RegisterFile",
    "Report",
    "ReportPlace",
    "Response",
    "SetVersion",
    "Statement",
]
