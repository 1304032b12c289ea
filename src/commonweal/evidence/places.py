"""Areas that are known, and of which a figure may be of another place: closed ones, and ones named "
"otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from commonweal.words import _, listed, ngettext

from . import layouts
from .periods import label
from .problems import Problem, frame
from .reading import Reading
from .recode import among, codes, combine, recode, spelled
from .register import Register
from .schema import KEY

_SHOWN = 10


def closed_areas(reading: Reading, register: Register, previous: pl.DataFrame | None) -> pl.DataFrame:
    """One warning an indicator for figures of areas in periods that begin after the area's last day.

    Suppliers work figures out for old areas, too, so it may be right; and it may be the figure of the area
    that followed. It is not told again of figures that the vintage in force has.
    """
    ordered = reading.ordered
    # Of nearly every file nothing is left, so that the days of few rows are looked at.
    rows = ordered.select("dataset", "file", "row", "period_start", *KEY).filter(
        among(ordered["area"], [*register.area_closed])
        & ordered["value"].is_not_null()
        & ordered["indicator"].is_not_null()  # which is told as such
    )
    last = recode(rows["area"], register.area_closed.get, pl.Date)
    late = (rows["period_start"] > last).fill_null(False)
    found = spelled(rows.drop("period_start").filter(late)).with_columns(last=last.filter(late))
    if previous is not None and found.height:
        before = previous.filter(pl.col("area").is_in(found["area"].unique().implode()))
        found = found.join(
            before.select("dataset", *KEY), on=["dataset", *KEY], how="anti", maintain_order="left"
        )
    of_one: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in found.sort("row").iter_rows(named=True):
        of_one.setdefault((row["dataset"], row["indicator"]), []).append(row)
    return frame(_said_of_closed(reading, register, rows) for rows in of_one.values())


def _said_of_closed(reading: Reading, register: Register, rows: Sequence[dict[str, Any]]) -> Problem:
    areas = list({row["area"]: row["last"] for row in rows}.items())
    places = [
        _("{name} ({code}, until {day})").format(
            name=register.area_names.get(code, code), code=code, day=label(day.isoformat())
        )
        for code, day in areas[:_SHOWN]
    ]
    if len(areas) > _SHOWN:
        places.append(_("{n} more").format(n=len(areas) - _SHOWN))
    first = rows[0]
    message = ngettext(
        "Row {row}: “{indicator}” has a figure of a place that was no more: {places}. Is it not of the place "
        "that followed it?",
        "From row {row} on, “{indicator}” has {n} figures of places that were no more: {places}. Are they "
        "not of the places that followed them?",
        len(rows),
    ).format(row=first["row"], indicator=first["indicator"], n=len(rows), places=listed(places))
    column = layouts.own_name(reading.about(first["dataset"]).layout, "area")
    return Problem(first["file"], first["row"], column, first["area"], "area-closed", "warn", message)


def named_otherwise(reading: Reading, register: Register) -> pl.DataFrame:
    """A warning for each area that its file calls by the name of another place: one of the two is wrong.

    Names that are written otherwise than in the register, and are no other place's, are passed over.
    """
    rows = reading.ordered
    pair = combine((place, len(texts)) for texts, place in (codes(rows[c]) for c in ("area", "area_name")))
    starts = (pair != pair.shift(1)).fill_null(True).arg_true()  # a series tells its area many rows at a time
    first = starts.gather(pair.gather(starts).arg_unique())
    named = spelled(rows.select("area", "area_name")[first]).drop_nulls()
    others_of = {
        (area, name): others
        for area, name in named.iter_rows()
        if area in register.areas and (others := register.codes_named(name)) and area not in others
    }
    if not others_of:
        return frame([])
    columns = ["dataset", "file", "area", "area_name"]
    wrong = rows.filter(among(rows["area"], [area for area, _name in others_of])).select(*columns, "row")
    found: list[Problem] = []
    once = spelled(wrong).group_by(columns).agg(pl.col("row").min()).sort("file", "row")
    for dataset, file, area, name, row in once.iter_rows():
        meant = others_of.get((area, name))
        if not meant:
            continue
        column = layouts.own_name(reading.about(dataset).layout, "area")
        message = _(
            "Row {row}, {column}: {code} is {place}, and the file calls it “{name}”, which is the name of "
            "{others}. Which is meant?"
        ).format(
            row=row, column=column, code=area, place=register.area_names[area], name=name,
            others=listed([register.described(code) for code in meant]),
        )  # fmt: skip
        found.append(Problem(file, row, column, area, "another-name", "warn", message))
    return frame(found)
