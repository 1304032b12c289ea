"""Areas that are not known, and which is meant where a name was written instead of a code."""

from __future__ import annotations

import polars as pl

from commonweal.words import _, listed

from .areas import looks_official
from .findings import few, own_name, problems_of
from .problems import filled, nearest, or_list
from .reading import Reading
from .recode import among
from .register import Register


def unknown_areas(reading: Reading, register: Register) -> pl.DataFrame:
    """A problem that stops for each row whose area no pack defines and no supplier's file introduces."""
    known = register.areas | set(reading.new_areas["code"].to_list())
    rows = reading.ordered
    found = few(rows, ~among(rows["area"], known), "area", "area_name")
    unknown = found.with_columns(pl.col("area", "area_name").fill_null("").str.strip_chars())
    pairs = unknown.select("area", "area_name").unique()
    said = pl.DataFrame(
        [(area, name, _advice(area, name, register)) for area, name in pairs.rows()],
        schema={"area": pl.String, "area_name": pl.String, "said": pl.String},
        orient="row",
    )
    unknown = unknown.join(said, on=["area", "area_name"], how="left", maintain_order="left")
    column = own_name(reading, "area")
    message = filled(_("Row {row}, {column}: {finding}"), row="row", column=column, finding="said")
    return problems_of(unknown, "unknown-area", "stop", column, message, pl.col("area"))


def _advice(area: str, name: str, register: Register) -> str:
    if not area:
        codes = register.codes_named(name)
        advice = _meant(name, codes, register) if codes else _("Write the official code.")
        return " ".join((_("it is empty."), advice))
    codes = register.codes_named(area)
    if codes:
        said = _("“{text}” is a name, not a code.").format(text=area)
        return f"{said} {_meant('', codes, register)}"
    codes = register.codes_named(name)
    advice = _meant(name, codes, register) if codes else _nearest(area, register)
    return " ".join((_("no place has the code “{code}”.").format(code=area), advice))


def _meant(name: str, codes: list[str], register: Register) -> str:
    """``name`` is empty where the sentence before has just named it."""
    if len(codes) == 1:
        return _("{name} is {code}.").format(name=register.area_names[codes[0]], code=codes[0])
    each = listed([register.described(code) for code in codes])
    if not name:
        return _("It names {places}: write the code of the one that is meant.").format(places=each)
    said = _("“{name}” names {places}: write the code of the one that is meant.")
    return said.format(name=name, places=each)


def _nearest(area: str, register: Register) -> str:
    like = [f"{code} ({register.area_names[code]})" for code in nearest(area, register.areas, likeness=0.85)]
    if like:
        return _("Is it {names}?").format(names=or_list(like))
    if looks_official(area):
        return _("It has the form of an official code: add the place to a pack first.")
    return _("Write the official code, such as E08000025.")
