"""The record of working together as plain tables: what a site keeps of it in public, to be counted or taken away.

Every table and column is told in :data:`TABLES`. The tables are what the figures of goal 17 are counted from
(:mod:`commonweal.partnership.together`), so that anybody can count them again.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from polars.datatypes import DataType, DataTypeClass

Kind = DataType | DataTypeClass

_TEXT, _DAY, _WHOLE, _YES = pl.String, pl.Date, pl.Int64, pl.Boolean
_EXAMPLE = "true where it was made up to show how the site works"
_PAGE = "where it can be read, on this site"


@dataclass(frozen=True)
class Table:
    """``columns``: name → (type, what it holds)."""

    title: str
    columns: Mapping[str, tuple[Kind, str]]

    @property
    def schema(self) -> pl.Schema:
        return pl.Schema({name: kind for name, (kind, _) in self.columns.items()})


#: Every table by name, in the order in which they are written.
TABLES: Mapping[str, Table] = {
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
        {"place": (_TEXT, "official code"), "name": (_TEXT, "name")},
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
            "joined_on": (_DAY, "the first day on which it took part; empty where nobody recorded it"),
            "left_on": (_DAY, "the last day on which it took part; empty where it still does"),
            "known_on": (_DAY, "the day on which it was entered here"),
            "example": (_YES, _EXAMPLE),
            "page": (_TEXT, _PAGE),
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
            "released": (_DAY, "the day on which its publisher released them; a month or year: its first day"),
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
    "seats": ("partnerships", "partnership"),
    "commitment_updates": ("commitments", "commitment"),
    "proposal_places": ("proposals", "proposal"),
    "assessments": ("proposals", "proposal"),
    "ratings": ("assessments", "assessment"),
    "report_places": ("reports", "report"),
    "recommendations": ("reports", "report"),
}


@dataclass(frozen=True)
class Record:
    """Tables by name, each of the columns of :data:`TABLES`; one that is not given is empty."""

    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def __getitem__(self, name: str) -> pl.DataFrame:
        held = self.tables.get(name)
        return TABLES[name].schema.to_frame() if held is None else held

    @property
    def area(self) -> str:
        """The authority's own area; "" where the record does not say."""
        return str(self["site"]["area"][0]) if self["site"].height else ""

    @property
    def framework(self) -> str:
        return str(self["site"]["framework"][0]) if self["site"].height else ""

    def without_examples(self) -> Record:
        """The same record without what was made up, and whatever hangs on it."""
        found = {name: self[name] for name in TABLES}
        for name, frame in found.items():
            if "example" in frame.columns:
                found[name] = frame.filter(~pl.col("example"))
        for name, (parent, key) in HANGS_ON.items():
            found[name] = found[name].join(found[parent].select(key).unique(), on=key, how="semi")
        # What a made-up organisation does is made up too, whatever its own row says.
        real = found["organisations"].select("organisation")
        found["commitments"] = found["commitments"].join(real, on="organisation", how="semi")
        found["commitment_updates"] = found["commitment_updates"].join(
            found["commitments"].select("commitment"), on="commitment", how="semi"
        )
        vacant = pl.col("organisation") == ""
        seats = found["seats"]
        found["seats"] = pl.concat(
            [seats.filter(vacant), seats.filter(~vacant).join(real, on="organisation", how="semi")]
        ).sort("seat")
        return Record(found)


def frame(name: str, rows: Iterable[Sequence[Any]]) -> pl.DataFrame:
    """A table of rows in the order of its columns. Raises ``KeyError`` for a table that is none."""
    return pl.DataFrame(list(rows), schema=TABLES[name].schema, orient="row")


def files(record: Record) -> dict[str, bytes]:
    """Every file of an export: a CSV a table, README.md, and datapackage.json (Frictionless Data Package)."""
    found = {f"{name}.csv": _csv(record[name]) for name in TABLES}
    found["README.md"] = _readme(record).encode()
    found["datapackage.json"] = (json.dumps(_package(record), indent=1, ensure_ascii=False) + "\n").encode()
    return found


def write(record: Record, folder: Path) -> None:
    """Write an export into a folder. Raises ``FileExistsError`` where something lies there already."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty. Name a folder that is not there yet.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files(record).items():
        (folder / name).write_bytes(content)


def archive(record: Record) -> bytes:
    """An export as one ZIP, the same bytes for the same record."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in files(record).items():
            told = zipfile.ZipInfo(f"record/{name}", date_time=(2020, 1, 1, 0, 0, 0))
            told.compress_type = zipfile.ZIP_DEFLATED
            held.writestr(told, content)
    return out.getvalue()


def read(folder: Path) -> Record:
    """The record of an export. Raises ``FileNotFoundError`` for a table that is not there."""
    tables = {}
    for name, table in TABLES.items():
        text = pl.read_csv(folder / f"{name}.csv", infer_schema=False).fill_null("")
        tables[name] = text.select(_read(c, kind) for c, kind in table.schema.items())
    return Record(tables)


def _read(column: str, kind: Kind) -> pl.Expr:
    text = pl.col(column)
    if kind == pl.String:
        return text.str.replace(r"^'([=+\-@\t\r])", "$1")
    filled = pl.when(text != "").then(text)
    if kind == pl.Boolean:
        return (filled == "true").alias(column)
    return filled.str.to_date("%Y-%m-%d") if kind == pl.Date else filled.cast(pl.Int64)


def _csv(held: pl.DataFrame) -> bytes:
    """A text that a spreadsheet would work out gets an apostrophe before it, as in every file of figures."""
    text = pl.col(pl.String).fill_null("").str.replace(r"^([=+\-@\t\r])", "'$1")
    return held.with_columns(text).write_csv(line_terminator="\n").encode()


def _words(record: Record) -> tuple[str, str]:
    site = record["site"]
    if site.is_empty():
        return "this site", ""
    return str(site["name"][0]), f"{site['as_at'][0]:%-d %B %Y}"


def _readme(record: Record) -> str:
    name, day = _words(record)
    lines = [
        f"# The record of working together: {name}",
        "",
        f"What this site keeps in public of who works together, what they promise and what becomes of it, as of "
        f"{day or 'no day'}. The figures of goal 17 are counted from these tables, and how is said on the site "
        "under “Working together”. Nothing that is not public is in them: no exempt report, no proposal or "
        "report before it is made public, no person.",
        "",
        "Rows whose `example` is true were made up to show how the site works. They are left out of every figure "
        "that is published.",
        "",
        "CSV, UTF-8, a comma between cells, days as 2026-11-25; an empty cell is not known or does not apply. A "
        "text that a spreadsheet would work out as a formula has an apostrophe before it.",
    ]
    for table, told in TABLES.items():
        lines += ["", f"## {table}.csv", "", f"{told.title}: {record[table].height:,} rows.", ""]
        lines += ["| column | what it holds |", "|---|---|"]
        lines += [f"| `{column}` | {words} |" for column, (_, words) in told.columns.items()]
    return "\n".join(lines) + "\n"


_TYPES = {pl.String: "string", pl.Date: "date", pl.Int64: "integer", pl.Boolean: "boolean"}


def _package(record: Record) -> dict[str, Any]:
    name, day = _words(record)
    return {
        "name": "working-together",
        "title": f"The record of working together: {name}",
        "description": f"As of {day}." if day else "",
        "profile": "tabular-data-package",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [
            {
                "name": table.replace("_", "-"),
                "path": f"{table}.csv",
                "title": told.title,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": column, "type": _TYPES[kind], "description": words}  # type: ignore[index]
                        for column, (kind, words) in told.columns.items()
                    ],
                    "missingValues": [""],
                },
            }
            for table, told in TABLES.items()
        ],
    }
