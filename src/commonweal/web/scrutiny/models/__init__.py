"""Committees, meetings and reports; their tests, answers and statements; the scrutiny of them."""

from .accounts import Citation, DocumentCitation, Response, Statement
from .follow_up import FollowUp
from .notices import Follow, Notice, NoticeChoice
from .register import Committee, Document, Meeting, RegisterFile, Report, ReportPlace
from .test_sets import SetVersion
from .threads import DecisionMade, Message, Query, Recommendation, Reply, Update

__all__ = [
    "Citation",
    "Committee",
    "DecisionMade",
    "Document",
    "DocumentCitation",
    "Follow",
    "FollowUp",
    "Meeting",
    "Message",
    "Notice",
    "NoticeChoice",
    "Query",
    "Recommendation",
    "RegisterFile",
    "Reply",
    "Report",
    "ReportPlace",
    "Response",
    "SetVersion",
    "Statement",
    "Update",
]
