"""A set of tests as content: focused questions to a proposal, with the parts of a good answer.

Which parts an answer has, and how they are asked for, is code (:mod:`commonweal.scrutiny.questions`); which
questions are put, in which words and when, is here, so that an authority writes its own.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from .models import Item, Sourced
from .shapes import CARRIED, AreaCode, Identifier, Note, PartialDate, Text, Version

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
#: What can be carried over from a proposal's assessment.
Carried = Annotated[str, StringConstraints(pattern=CARRIED)]
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
    """``label``: the question in a word or three. ``goals``: those of the framework that it is about; none
    for all of them.

    ``carries``: from what of a proposal's assessment an answer can be carried over: its logic ``chain``, its
    ``claims`` on people, Good ``work``, the proposal's ``places``, or the answer to one question of the
    worksheet, by its key ("prompt/beneficiaries/lose").
    """

    __test__: ClassVar[bool] = False  # pytest collects what is called Test…

    id: Identifier
    label: Text
    question: Text
    guidance: Note = ""
    parts: tuple[Part, ...] = Field(min_length=1)
    applies: Applies = Applies()
    goals: tuple[Identifier, ...] = ()
    carries: tuple[Carried, ...] = ()


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
