"""A decision-making toolkit as content: what is asked of a proposal, in which words, by which parameters.

What a stage *does* is code (its ``kind``); what it *asks* is here, so that an authority writes its own.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from commonweal.words import _

from .models import Sourced
from .shapes import Day, Identifier, Note, PartialDate, Text, Version

Kind = Literal["fit", "evaluation", "beneficiaries", "good-work"]
#: In this order: which priorities, how well each, for whom, and how the work itself is done.
KINDS: tuple[Kind, ...] = ("fit", "evaluation", "beneficiaries", "good-work")


class Prompt(Sourced):
    """A question that is answered in its own words, or with "not known yet".

    ``beside``: not answered by itself but read beside the answer that it helps with: how a ``priority`` is
    delivered, the logic ``chain`` from it, or a ``claim`` on people.
    """

    id: Identifier
    question: Text
    guidance: Note = ""
    beside: Literal["", "priority", "chain", "claim"] = ""


class Criterion(Prompt):
    """A question beside which an answer is thought about; on Good Work, one answered yes, no or not yet.

    ``monitored`` proposes how a contract would show it.
    """

    monitored: Note = ""


class Rating(Sourced):
    """One word of the scale, lowest first. A word, not a number: nothing is added up."""

    id: Identifier
    name: Text
    meaning: Text


class Priority(Sourced):
    """What the place wants to be delivered. Not a goal: ``goals`` maps it to those of the framework."""

    id: Identifier
    name: Text
    summary: Text
    goals: tuple[Identifier, ...] = Field(min_length=1)
    indicators: tuple[Identifier, ...] = ()
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class SubGroup(Sourced):
    id: Identifier
    name: Text


class Group(Sourced):
    """People whom growth is less likely to reach. ``parameters`` are those its description depends on."""

    id: Identifier
    name: Text
    description: Text
    sub_groups: tuple[SubGroup, ...] = ()
    indicators: tuple[Identifier, ...] = ()
    parameters: tuple[Identifier, ...] = ()


class Value(Sourced):
    """What a parameter was from a day on: a number, or words where it has none ("IMD 2019")."""

    since: Day
    words: Note = ""
    value: float | None = Field(default=None, validate_default=True)

    @field_validator("value")
    @classmethod
    def _one_of_the_two(cls, value: float | None, info: ValidationInfo) -> float | None:
        if (value is None) == (info.data.get("words", "") == ""):
            raise ValueError(_("a value is either a number ('value') or words ('words')"))
        return value


class Parameter(Sourced):
    """A number that changes by the year and is never written into a question."""

    id: Identifier
    name: Text
    unit: Text
    values: tuple[Value, ...] = Field(min_length=1)

    @field_validator("values")
    @classmethod
    def _oldest_first(cls, values: tuple[Value, ...]) -> tuple[Value, ...]:
        days = [v.since for v in values]
        if days != sorted(set(days)):
            raise ValueError(_("the values stand oldest first, each with a day of its own"))
        return values


class Stage(Sourced):
    id: Identifier
    kind: Kind
    name: Text
    question: Text
    purpose: Text
    prompts: tuple[Prompt, ...] = ()
    criteria: tuple[Criterion, ...] = ()


class Toolkit(Sourced):
    """``toolkits/<id>.yaml``."""

    id: Identifier
    title: Text
    version: Version
    date: PartialDate
    framework: Identifier
    summary: Text
    caution: Text
    stages: tuple[Stage, ...]
    needs: tuple[Prompt, ...] = ()
    priorities: tuple[Priority, ...] = Field(min_length=1)
    ratings: tuple[Rating, ...] = Field(min_length=2)
    groups: tuple[Group, ...] = Field(min_length=1)
    parameters: tuple[Parameter, ...] = Field(default=(), validate_default=True)

    @field_validator("stages")
    @classmethod
    def _each_kind_once(cls, stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
        if tuple(stage.kind for stage in stages) != KINDS:
            raise ValueError(
                _("a toolkit has four stages, of the kinds {kinds}, in this order").format(
                    kinds=", ".join(KINDS)
                )
            )
        return stages

    @field_validator("parameters")
    @classmethod
    def _parameters_named(cls, given: tuple[Parameter, ...], info: ValidationInfo) -> tuple[Parameter, ...]:
        known = {parameter.id for parameter in given}
        for group in info.data.get("groups", ()):
            if missing := [name for name in group.parameters if name not in known]:
                raise ValueError(
                    _("the group '{group}' names a parameter that is not here: {name}").format(
                        group=group.id, name=missing[0]
                    )
                )
        return given

    def stage(self, kind: Kind) -> Stage:
        return next(stage for stage in self.stages if stage.kind == kind)
