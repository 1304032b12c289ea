"""A virtuous circle as content: which goals and indicators are argued to feed which, how and how surely.

A link says association and argument, never proof. What a circle *shows* for a place is worked out
(:mod:`commonweal.circle`); what it *claims* is here, so that an authority writes its own.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from commonweal.words import _

from .models import Item, Sourced
from .shapes import NODE, Identifier, Text


class Strength(StrEnum):
    """How sure the evidence for a link is, the surest first."""

    ESTABLISHED = "established"
    PLAUSIBLE = "plausible"
    CONTESTED = "contested"


#: A goal of the circle's framework or an indicator: "goal/health-and-wellbeing", "indicator/smoking".
Node = Annotated[str, StringConstraints(pattern=NODE, max_length=130)]


class Lag(Item):
    """How long it takes: in words, and in years where years can be said."""

    words: Text
    years_from: float | None = Field(default=None, ge=0, le=100)
    years_to: float | None = Field(default=None, ge=0, le=100)

    @field_validator("years_to")
    @classmethod
    def _ordered(cls, last: float | None, info: ValidationInfo) -> float | None:
        first = info.data.get("years_from")
        if first is not None and last is not None and last < first:
            raise ValueError(_("'years_to' is before 'years_from'"))
        return last


class Link(Sourced):
    """One argument. ``direction``: more of the one gives "more" or "less" of the other.

    In a file the ends are called ``from`` and ``to``. More of an indicator is a higher figure, whether or
    not that is better; more of a goal is more of its outcome.
    """

    id: Identifier
    origin: Node = Field(alias="from")
    to: Node
    direction: Literal["more", "less"]
    mechanism: Text
    strength: Strength
    lag: Lag

    @field_validator("to")
    @classmethod
    def _not_to_itself(cls, to: str, info: ValidationInfo) -> str:
        if to == info.data.get("origin"):
            raise ValueError(_("a link leads from one thing to another, and here both ends are the same"))
        return to


class Circle(Sourced):
    """``circles/<id>.yaml``. ``provenance`` and ``source`` are those of the idea; each link has its own."""

    id: Identifier
    title: Text
    framework: Identifier
    summary: Text
    caution: Text
    links: tuple[Link, ...] = Field(min_length=1)
