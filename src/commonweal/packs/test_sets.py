"""A set of tests as content: focused questions to a proposal, with the parts of a good answer.

Which parts an answer has, and how they are asked for, is code (:mod:`commonweal.scrutiny.questions`); which
questions are put, in which words and when, is here, so that an authority writes its own.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from .models import Item, Sourced
from .shapes import AreaCode, Identifier, Note, PartialDate, Text, Version

#: What a good answer says, part by part.
Part = Literal[
    "who",
    "mechanism",
    "how-many",
    "where",
    "by-when",
    "indicator",
    "participation",
    "evidence",
    "unknown",
]
ReportKind = Literal["policy", "strategy", "plan", "programme", "project", "budget", "information"]


class Applies(Item):
    """When a question is put: of every condition that is given, all must hold; without any, always.

    ``cost_from``: only where the cost is known to be this much or more, in pounds. ``places``: only where one
    of these is touched. ``key_decision``: only of key decisions, or only of others.
    """

    kinds: tuple[ReportKind, ...] = ()
    cost_from: float | None = Field(default=None, ge=0)
    places: tuple[AreaCode, ...] = ()
    key_decision: bool | None = None


class TestQuestion(Sourced):
    """``goals``: those of the framework that it is about; none for all of them."""

    __test__: ClassVar[bool] = False  # pytest collects what is called Test…

    id: Identifier
    question: Text
    guidance: Note = ""
    parts: tuple[Part, ...] = Field(min_length=1)
    applies: Applies = Applies()
    goals: tuple[Identifier, ...] = ()


class TestSet(Sourced):
    """``test-sets/<id>.yaml``. ``headings``: those under which a report accounts for its impact."""

    __test__: ClassVar[bool] = False

    id: Identifier
    title: Text
    version: Version
    date: PartialDate
    framework: Identifier
    summary: Text
    caution: Text
    questions: tuple[TestQuestion, ...] = Field(min_length=1)
    headings: tuple[Text, ...] = Field(min_length=1)
