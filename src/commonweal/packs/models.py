"""What a pack holds, as typed values.

A pack is a folder of YAML and CSV that policy people own. Every item in it carries a provenance —
``seen`` on a public page, ``inferred`` from what was seen, ``reconstructed`` by us or the authority's ``own``
— and a source.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from commonweal.words import _

from .shapes import (
    FIGURES_FILE,
    SUCCESSORS,
    Address,
    AreaCode,
    Breakdown,
    Day,
    Identifier,
    LastDay,
    Note,
    PartialDate,
    Polarity,
    Text,
    Version,
)


class Provenance(StrEnum):
    """``own``: in force here because the authority that uses it wrote it so."""

    SEEN = "seen"
    INFERRED = "inferred"
    RECONSTRUCTED = "reconstructed"
    OWN = "own"


class Domain(StrEnum):
    ECONOMIC = "economic"
    SOCIAL = "social"
    ENVIRONMENTAL = "environmental"
    DEMOCRATIC = "democratic"


class IndicatorType(StrEnum):
    """``attainment``: is the goal reached, watched yearly; ``progress``: nearer the work, more often."""

    ATTAINMENT = "attainment"
    PROGRESS = "progress"


class Item(BaseModel):
    """Whatever a pack holds: unknown fields are refused, so that a typing error is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, serialize_by_alias=True)


class Sourced(Item):
    """An item that says where it comes from; ``source`` is a key of the pack's ``sources``."""

    provenance: Provenance
    source: Identifier
    note: Note = ""


class Source(Item):
    id: Identifier
    title: Text
    publisher: Text
    address: Address = ""
    published: PartialDate | None = None
    retrieved: PartialDate | None = None
    licence: Note = ""
    note: Note = ""


class Manifest(Item):
    """``pack.yaml``."""

    id: Identifier
    title: Text
    version: Version
    licence: Text
    summary: Text
    language: Note = "en-GB"
    requires: tuple[Identifier, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)


class Wording(Sourced):
    """One dated wording of a definition; exactly one of a framework's wordings is ``current``."""

    date: PartialDate
    text: Text
    current: bool = False


class Rung(Sourced):
    """A rung of the participation ladder, lowest first."""

    id: Identifier
    name: Text
    summary: Text


class Placement(Sourced):
    """An indicator's place under a goal."""

    indicator: Identifier


class Gap(Sourced):
    """What a goal does not measure: said, with the reason and what is being done about it."""

    statement: Text
    why: Text
    being_done: Text


class Goal(Sourced):
    id: Identifier
    title: Text
    short_title: Text
    summary: Text
    considerations: tuple[Text, ...] = ()
    outcome: Text
    domains: tuple[Domain, ...] = Field(min_length=1)
    indicators: tuple[Placement, ...] = ()
    gap: Gap | None = Field(default=None, validate_default=True)

    @field_validator("gap")
    @classmethod
    def _empty_goal_says_why(cls, gap: Gap | None, info: ValidationInfo) -> Gap | None:
        if gap is None and info.data.get("indicators") == ():
            raise ValueError(_("a goal without indicators needs a 'gap': statement, why, being_done"))
        return gap


class Framework(Sourced):
    """``frameworks/<id>.yaml``."""

    id: Identifier
    title: Text
    summary: Text
    goal_word: Text
    definition: tuple[Wording, ...] = ()
    caution: Note = ""
    goals: tuple[Goal, ...] = Field(min_length=1)
    ladder: tuple[Rung, ...] = ()

    @field_validator("definition")
    @classmethod
    def _one_current_wording(cls, definition: tuple[Wording, ...]) -> tuple[Wording, ...]:
        if definition and sum(w.current for w in definition) != 1:
            raise ValueError(_("exactly one wording of the definition is marked 'current: true'"))
        return definition


class Target(Sourced):
    """A value to reach, or parity with an area; for the ``areas`` named, or for all when empty."""

    kind: Literal["value", "parity"]
    value: float | None = Field(default=None, validate_default=True)
    comparator: AreaCode | None = Field(default=None, validate_default=True)
    by: PartialDate | None = None
    areas: tuple[AreaCode, ...] = ()

    @field_validator("value")
    @classmethod
    def _value_to_reach(cls, value: float | None, info: ValidationInfo) -> float | None:
        if info.data.get("kind") == "value" and value is None:
            raise ValueError(_("a target of kind 'value' needs a 'value'"))
        return value

    @field_validator("comparator")
    @classmethod
    def _parity_with(cls, comparator: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("kind") == "parity" and comparator is None:
            raise ValueError(_("a target of kind 'parity' needs a 'comparator', an area's code"))
        return comparator


class Limits(Item):
    """Values outside which a figure cannot be true: 0 to 100 for a share of people."""

    lower: float | None = None
    upper: float | None = None

    @field_validator("upper")
    @classmethod
    def _ordered(cls, upper: float | None, info: ValidationInfo) -> float | None:
        lower = info.data.get("lower")
        if lower is not None and upper is not None and lower >= upper:
            raise ValueError(_("'upper' is not above 'lower'"))
        return upper


class Break(Sourced):
    """Figures from ``period`` (the start of the first period measured the new way) on are a new series."""

    period: Day
    reason: Text


class People(Item):
    """How a rate becomes a count: value / ``per`` × the observation's denominator = people.

    ``noun`` completes "30,320 fewer …" and "82,370 more …": "unemployed people", "people in work".
    """

    noun: Text
    per: float = Field(default=100.0, gt=0)


class EvidenceKey(Item):
    """The series of a published dataset that carries this indicator.

    ``dataset`` is the topic (the folder's name of an ONS pair), ``series`` the name in its ``indicator``
    column, ``breakdown`` what that series is of ("sex=female"; empty for everyone).
    """

    dataset: Identifier
    series: Text
    measure: Note = ""
    breakdown: Breakdown = ""


class Indicator(Sourced):
    """One item of ``indicators/*.yaml``. It belongs to no goal: goals place it."""

    id: Identifier
    name: Text
    question: Text
    description: Text
    unit: Text
    prefix: Note = ""
    suffix: Note = ""
    decimals: int = Field(default=1, ge=0, le=6)
    polarity: Polarity
    type: IndicatorType
    comparator: AreaCode | None = None
    targets: tuple[Target, ...] = ()
    limits: Limits = Limits()
    people: People | None = None
    organisation: Text
    address: Address = ""
    licence: Text
    release: Text
    geographies: tuple[Text, ...] = ()
    caveats: tuple[Text, ...] = ()
    breaks: tuple[Break, ...] = ()
    provisional_from: Day | None = None
    evidence: tuple[EvidenceKey, ...] = ()


class IndicatorTarget(Item):
    """One item of ``targets.yaml``: a target for an indicator which another pack defines."""

    indicator: Identifier
    target: Target


class Place(Item):
    """One row of ``places.csv``. ``level`` is the field's word: district, combined authority, region …"""

    code: AreaCode
    name: Text
    level: Text
    parent: AreaCode | None = None
    valid_from: Day | None = None
    valid_to: LastDay = None
    successor: Annotated[str, StringConstraints(pattern=SUCCESSORS)] = ""
    source: Identifier


class AreaSet(Sourced):
    """One item of ``area_sets.yaml``: places that are spoken of as one.

    ``aggregation``: ``published`` figures only are shown (nothing is added up), or ``sum`` of counts, or
    ``weighted`` by denominator. ``code`` stands in the area column of an observation.
    """

    code: AreaCode
    name: Text
    short_name: Text
    kind: Text
    members: tuple[AreaCode, ...] = Field(min_length=1)
    aggregation: Literal["published", "sum", "weighted"]
    valid_from: Day | None = None
    valid_to: LastDay = None


class Dataset(Sourced):
    """One item of ``datasets.yaml``: figures carried in the pack, in our own tidy layout."""

    id: Identifier
    title: Text
    organisation: Text
    address: Address = ""
    licence: Text
    released: PartialDate | None = None
    file: Annotated[str, StringConstraints(pattern=FIGURES_FILE, max_length=200)]


class Residents(Sourced):
    """How many people live in a place: to refuse a claim on more than there are."""

    area: AreaCode
    people: int = Field(gt=0)
    as_of: Day


class Site(Item):
    """``site.yaml``: what a place's own pack says of the whole site.

    ``tiles``: column and row of each place on a map of equal tiles, from the north-west.
    """

    name: Text
    question: Text
    framework: Identifier
    area: AreaCode
    areas: tuple[AreaCode, ...] = Field(min_length=1)
    framework_areas: dict[Identifier, AreaCode] = {}
    tiles: dict[AreaCode, tuple[int, int]] = {}
    residents: tuple[Residents, ...] = ()
