"""The tables of the record of working together: what each column holds, and what hangs on what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
from polars.datatypes import DataType, DataTypeClass

Kind = DataType | DataTypeClass

_TEXT, _DAY, _WHOLE, _YES = pl.String, pl.Date, pl.Int64, pl.Boolean
_EXAMPLE = "true where it was made up to show how the site works"  # stays English
_PAGE = "where it can be read, on this site"  # stays English


@dataclass(frozen=True)
class Table:
    """``columns``: name → (type, what it holds)."""

    title: str
    columns: Mapping[str, tuple[Kind, str]]

    @property
    def schema(self) -> pl.Schema:
        return pl.Schema({name: kind for name, (kind, _) in self.columns.items()})


#: Every table by name, in the order in which they are written. What is told of them goes into files.
TABLES: Mapping[str, Table] = {  # stays English
    "site": Table(
        "Whose record it is, and of which day",
        {
            "name": (_TEXT, "the name of the site"),
            "area": (_TEXT, "official code of the authority's own area"),
            "framework": (_TEXT, "the framework that the site works with"),
            "as_at": (_DAY, "the day of this export"),
        },
    ),
    "places": Table(
        "The authority's places",
        {"place": (_TEXT, "official code"), "name": (_TEXT, "name"), "page": (_TEXT, _PAGE)},
    ),
    "located": Table(
        "Which area lies in which of these places",
        {
            "area": (_TEXT, "code of an area that a row of another table names"),
            "place": (_TEXT, "code of a place of the authority that it is, or lies in"),
        },
    ),
    "goals": Table(
        "The goals of each framework",
        {
            "framework": (_TEXT, "id of the framework"),
            "goal": (_TEXT, "id of the goal"),
            "title": (_TEXT, "its title"),
            "page": (_TEXT, _PAGE),
        },
    ),
    "organisations": Table(
        "Organisations that work together",
        {
            "organisation": (_TEXT, "its id"),
            "name": (_TEXT, "its name"),
            "kind": (_TEXT, "authority, charity, union, health, university, business, community, board"),
            "known_on": (_DAY, "the day on which it was entered here"),
            "example": (_YES, _EXAMPLE),
            "page": (_TEXT, _PAGE),
        },
    ),
    "memberships": Table(
        "The periods in which they take part",
        {
            "organisation": (_TEXT, "id of the organisation"),
            "since": (_DAY, "the first day; empty where nobody recorded it"),
            "until": (_DAY, "the last day; empty where it still takes part"),
        },
    ),
    "partnerships": Table(
        "Partnerships: units, boards, networks",
        {
            "partnership": (_TEXT, "its id"),
            "name": (_TEXT, "its name"),
            "kind": (_TEXT, "unit, board, network"),
            "since": (_DAY, "first day; empty where nobody recorded it"),
            "until": (_DAY, "last day; empty where it goes on"),
            "example": (_YES, _EXAMPLE),
            "page": (_TEXT, _PAGE),
        },
    ),
    "seats": Table(
        "Seats in partnerships",
        {
            "seat": (_WHOLE, "number"),
            "partnership": (_TEXT, "id of the partnership"),
            "organisation": (_TEXT, "id of the organisation that sits on it; empty: it is vacant"),
            "kind": (_TEXT, "whose voice it is: member, residents, workers, business, community"),
            "since": (_DAY, "first day; empty where nobody recorded it"),
            "until": (_DAY, "last day; empty where it is held still, or nobody recorded it"),
            "known_on": (_DAY, "the day on which it was entered here"),
        },
    ),
    "commitments": Table(
        "What organisations promised",
        {
            "commitment": (_WHOLE, "number"),
            "organisation": (_TEXT, "id of the organisation"),
            "partnership": (_TEXT, "id of the partnership that it belongs to, if any"),
            "title": (_TEXT, "what is promised, in a line"),
            "framework": (_TEXT, "id of the framework of its goal"),
            "goal": (_TEXT, "id of its goal"),
            "indicator": (_TEXT, "id of the indicator that it names, if any"),
            "area": (_TEXT, "code of its place"),
            "group": (_TEXT, "id of the group of people that it is for, if any"),
            "made_on": (_DAY, "the day on which it was made"),
            "due": (_DAY, "the day by which it was first promised"),
            "withdrawn_on": (_DAY, "the day on which it was withdrawn"),
            "due_now": (_DAY, "the day that counts on the day of this export"),
            "standing": (_TEXT, "how it stands on the day of this export"),
            "done_on": (_DAY, "the day on which it was done, where it is met on the day of this export"),
            "example": (_YES, _EXAMPLE),
            "page": (_TEXT, _PAGE),
        },
    ),
    "commitment_updates": Table(
        "What was said of each commitment later",
        {
            "commitment": (_WHOLE, "number of the commitment"),
            "nth": (_WHOLE, "1, 2, 3: the order in which they count"),
            "day": (_DAY, "the day that it is said of"),
            "kind": (_TEXT, "progress, done, stopped, changed"),
            "until": (_DAY, "the new day, of a change"),
        },
    ),
    "proposals": Table(
        "Proposals that are public",
        {
            "proposal": (_WHOLE, "number"),
            "title": (_TEXT, "its title"),
            "sponsor": (_TEXT, "the organisation that answers for it, in its own words"),
            "kind": (_TEXT, "policy, strategy, plan, programme, project"),
            "step": (_TEXT, "idea, outline, application, decided, delivery, closed"),
            "example": (_YES, _EXAMPLE),
            "page": (_TEXT, _PAGE),
        },
    ),
    "proposal_places": Table(
        "Where proposals are",
        {"proposal": (_WHOLE, "number of the proposal"), "area": (_TEXT, "code of the place")},
    ),
    "assessments": Table(
        "Their assessments that are complete and public, second opinions left out",
        {
            "assessment": (_WHOLE, "number"),
            "proposal": (_WHOLE, "number of the proposal"),
            "nth": (_WHOLE, "1 is the first; later ones revise it"),
            "kind": (_TEXT, "first, revised, final"),
            "completed_on": (_DAY, "the day on which it was completed"),
            "page": (_TEXT, _PAGE),
        },
    ),
    "ratings": Table(
        "Every rating in them",
        {
            "assessment": (_WHOLE, "number of the assessment"),
            "stage": (_TEXT, "evaluation, beneficiaries, good-work"),
            "item": (_TEXT, "what is rated"),
            "value": (_TEXT, "the rating"),
            "rank": (_WHOLE, "its step on its scale: 0 is the lowest"),
            "steps": (_WHOLE, "how many steps the scale has"),
        },
    ),
    "reports": Table(
        "Reports that are public and not exempt",
        {
            "report": (_WHOLE, "number"),
            "reference": (_TEXT, "the authority's own reference"),
            "title": (_TEXT, "its title"),
            "committee": (_TEXT, "id of the committee that it goes to"),
            "directorate": (_TEXT, "the directorate that it comes from"),
            "sponsor": (_TEXT, "the organisation that answers for it, in its own words"),
            "kind": (_TEXT, "policy, strategy, plan, programme, project, budget, information"),
            "key_decision": (_YES, "true for a key decision"),
            "meeting_on": (_DAY, "the day of its meeting; empty where it has none"),
            "quality": (_TEXT, "of its account: none, partial, whole"),
            "answered_on": (_DAY, "the day of the last answer"),
            "options_closed": (_DAY, "the day from which nothing could be changed any more"),
            "decided_on": (_DAY, "the day of the decision"),
            "decision": (_TEXT, "approved, amended, deferred, called-in, refused"),
            "timing": (_TEXT, "when its account was given: early, late, after; empty: none, or not known"),
            "example": (_YES, _EXAMPLE),
            "page": (_TEXT, _PAGE),
        },
    ),
    "report_places": Table(
        "Which places reports touch",
        {"report": (_WHOLE, "number of the report"), "area": (_TEXT, "code of the place")},
    ),
    "recommendations": Table(
        "What committees recommended on these reports",
        {
            "recommendation": (_WHOLE, "number"),
            "report": (_WHOLE, "number of the report"),
            "committee": (_TEXT, "id of the committee"),
            "owner": (_TEXT, "the role or organisation that is to respond"),
            "made_on": (_DAY, "the day on which it was made"),
            "due": (_DAY, "the day by which a response is wanted"),
            "response": (_TEXT, "accepted, partly, not; empty: none yet"),
            "responded_on": (_DAY, "the day of the first response"),
            "will_by": (_DAY, "the day by which what is accepted will be done"),
            "done_on": (_DAY, "the day on which it was done"),
            "withdrawn_on": (_DAY, "the day on which it was withdrawn"),
            "page": (_TEXT, _PAGE),
        },
    ),
    "indicators": Table(
        "The evidence, as it stood at the end of each year and stands today",
        {
            "as_at": (_DAY, "the day as of which"),
            "indicator": (_TEXT, "its id"),
            "name": (_TEXT, "its name"),
            "dataset": (_TEXT, "the dataset that its figures came in"),
            "vintage": (_TEXT, "SHA-256 of the file that holds them"),
            "own": (_YES, "true for a figure that is counted from this record itself"),
            "placed": (_YES, "true where it stands under a goal of a framework"),
            "figures": (_YES, "true where it has a figure for a place that the site is about"),
            "whole": (_YES, "true where it has one of everybody there"),
            "latest_period": (_TEXT, "the latest period with a figure there, ISO 8601"),
            "released": (_DAY, "the day of their publisher's release; of a month or a year: its first day"),
            "release": (_TEXT, "how often the publisher releases it, in the pack's words"),
            "every_months": (_WHOLE, "the months that these words say; empty: they name no rhythm"),
            "page": (_TEXT, _PAGE),
        },
    ),
    "indicator_groups": Table(
        "The groups for which each indicator has a figure",
        {
            "as_at": (_DAY, "the day as of which"),
            "indicator": (_TEXT, "its id"),
            "dimension": (_TEXT, "what divides people: sex, age, ethnic-group, disability …"),
            "group": (_TEXT, "the group"),
        },
    ),
    "indicator_places": Table(
        "The authority's places for which each indicator has a figure",
        {
            "as_at": (_DAY, "the day as of which"),
            "indicator": (_TEXT, "its id"),
            "place": (_TEXT, "code of the place"),
        },
    ),
    "citations": Table(
        "Published figures that somebody set beside what they say in public",
        {
            "organisation": (_TEXT, "who answers for it, in its own words; empty: nobody is named"),
            "of": (_TEXT, "assessment, report, answer, commitment"),
            "number": (_WHOLE, "its number"),
            "indicator": (_TEXT, "id of the indicator"),
            "area": (_TEXT, "code of the figure's place"),
            "breakdown": (_TEXT, "the figure's group; empty: everybody"),
            "period": (_TEXT, "the figure's period, ISO 8601"),
            "cited_on": (_DAY, "the day on which it was set there"),
            "example": (_YES, _EXAMPLE),
            "page": (_TEXT, _PAGE),
        },
    ),
}  # fmt: skip

#: Table → (the table that its rows hang on, the column that says on which).
HANGS_ON: Mapping[str, tuple[str, str]] = {
    "memberships": ("organisations", "organisation"),
    "seats": ("partnerships", "partnership"),
    "commitment_updates": ("commitments", "commitment"),
    "proposal_places": ("proposals", "proposal"),
    "assessments": ("proposals", "proposal"),
    "ratings": ("assessments", "assessment"),
    "report_places": ("reports", "report"),
    "recommendations": ("reports", "report"),
}
