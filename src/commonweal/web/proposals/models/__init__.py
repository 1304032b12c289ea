"""Proposals, what assessors said of them, and pilots of the toolkit."""

from .assessments import (
    Answer,
    Assessment,
    Citation,
    DesignChange,
    Moderation,
    Remark,
)
from .pilots import Clarity, Effort, Pilot, PilotAssessor, PilotProposal
from .proposals import Document, Need, Option, Partner, Programme, Proposal, ProposalPlace
from .said import Said

__all__ = [
    "Answer",
    "Assessment",
    "Citation",
    "Clarity",
    "DesignChange",
    "Document",
    "Effort",
    "Moderation",
    "Need",
    "Option",
    "Partner",
    "Pilot",
    "PilotAssessor",
    "PilotProposal",
    "Programme",
    "Proposal",
    "ProposalPlace",
    "Remark",
    "Said",
]
